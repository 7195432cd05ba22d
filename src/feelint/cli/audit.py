"""``feelint audit``: judge captures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feelint.cli.options import REPORTS, answering, configured, judging, settled, speaking, the_day
from feelint.cli.terminal import colour, note, say, width


@click.command("audit", short_help="Judge captures: no browser, no network.")
@click.argument("captures", nargs=-1, required=True, metavar="CAPTURE...", type=click.Path(path_type=Path))
@click.option("--ship-to", metavar="COUNTRY[-REGION]", help="Judge as if shipped there. Default: the walk's.")
@click.option("--locale", metavar="TAG", help="Default: the walk's.")
@click.option("--currency", metavar="ISO", help="Default: the walk's.")
@judging
@configured
@click.option("--out", type=click.Path(path_type=Path), help="Write the reports to that folder too.")
@answering(*REPORTS)
@speaking("quiet")
def command(captures: tuple[Path, ...], fmt: str, quiet: bool, **options: Any) -> int:
    """Judge what walks have kept, under any pack and the law of any day. Needs no browser and no network."""
    from feelint import verbs
    from feelint.capture import open_capture
    from feelint.reporters import render

    out, day = options.pop("out"), the_day(options.pop("as_of"))
    config = settled(options)
    opened = [open_capture(path) for path in captures]
    folder = verbs.run_folder(config, [opened[0].record.start_url], out) if out else None
    report = verbs.audit(opened, config, as_of=day, base=folder or Path.cwd())
    embed = fmt == "html"
    say(
        render(
            report,
            fmt,
            color=colour(),
            width=width(),
            self_contained=embed,
            pictures=verbs.pictures_of(report, opened) if embed else None,
        )
    )
    if folder is not None:
        for path in verbs.write(report, config.formats, folder, opened).values():
            note(f"report: {path}", quiet=quiet)
    return report.exit_code
