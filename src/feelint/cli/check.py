"""``feelint check``: walk, judge, report, gate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feelint.cli.options import following, judging, settled, speaking, the_day, walking
from feelint.cli.outputs import Output, deliver, placed, reporting
from feelint.cli.terminal import note, note_gate, progress


@click.command("check", short_help="Walk shops to the final total, judge them, report.")
@click.argument("urls", nargs=-1, metavar="URL|JOURNEY.toml...")
@walking
@following
@judging
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the run. Default: a fresh one in feelint-out.")
@reporting
@speaking("quiet", "verbose")
def command(urls: tuple[str, ...], outputs: tuple[Output, ...], quiet: bool, verbose: bool, **options: Any) -> int:
    """Walk each shop from its product page to the final total, judge what it showed, and report.

    A journey file (see `feelint record`) is followed to the letter. Never orders. The report in HTML and JSON, with
    pictures, goes to a fresh folder. Exits with 0 if all is clean, 1 on findings, 3 where the total was not reached.
    """
    from feelint import verbs
    from feelint.outputs import Printer, check_place

    out, day = options.pop("out"), the_day(options.pop("as_of"))
    bare = options.pop("no_suppress")
    wanted = placed(outputs)
    config = settled(options)
    for one in wanted:
        if one.path is not None and one.path.parent not in (out, config.out):
            check_place(one.path)
    start = list(urls or config.start)
    show = progress(quiet=quiet, verbose=verbose, several=len(start) > 1)
    done = verbs.check(start, config, out=out, as_of=day, on_event=show, no_suppress=bare)
    printer = Printer(config.browser, config.sandbox)
    deliver(done.report, wanted, pictures=lambda path: (done.folder / path).read_bytes(), printer=printer, quiet=quiet)
    for path in done.files.values():
        if path.suffix == ".html":
            note(f"report: {path}", quiet=quiet)
    note_gate(done.report.gate_reasons, quiet=quiet)
    return done.report.exit_code
