"""``feelint audit``: judge captures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feelint.cli.options import configured, judging, settled, speaking, the_day
from feelint.cli.outputs import Output, deliver, placed, reporting
from feelint.cli.terminal import note, note_gate


@click.command("audit", short_help="Judge captures: no browser, no network.")
@click.argument("captures", nargs=-1, required=True, metavar="CAPTURE...", type=click.Path(path_type=Path))
@click.option("--ship-to", metavar="COUNTRY[-REGION]", help="Judge as if shipped there. Default: the walk's.")
@click.option("--locale", metavar="TAG", help="Default: the walk's.")
@click.option("--currency", metavar="ISO", help="Default: the walk's.")
@judging
@configured
@click.option("--out", type=click.Path(path_type=Path), help="Write the reports to that folder too.")
@reporting
@speaking("quiet")
def command(captures: tuple[Path, ...], outputs: tuple[Output, ...], quiet: bool, **options: Any) -> int:
    """Judge what walks have kept, under any pack and the law of any day. Needs no browser and no network."""
    from feelint import verbs
    from feelint.capture import open_captures
    from feelint.outputs import Printer

    out, day = options.pop("out"), the_day(options.pop("as_of"))
    bare = options.pop("no_suppress")
    wanted = placed(outputs)
    config = settled(options)
    opened = [one for path in captures for one in open_captures(path)]
    folder = verbs.run_folder(config, [opened[0].record.start_url], out) if out else None
    report = verbs.audit(opened, config, as_of=day, base=folder or Path.cwd(), no_suppress=bare)
    printer = Printer(config.browser, config.sandbox)
    deliver(report, wanted, pictures=verbs.pictures_of(report, opened), printer=printer, quiet=quiet)
    if folder is not None:
        for path in verbs.write(report, config.formats, folder, opened, printer=printer).values():
            note(f"report: {path}", quiet=quiet)
    note_gate(report.gate_reasons, quiet=quiet)
    return report.exit_code
