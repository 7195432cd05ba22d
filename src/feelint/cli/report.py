"""``feelint report``: a report, or what captures give, in any format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feelint.cli.options import configured, settled, speaking
from feelint.cli.outputs import Output, deliver, note_missing, placed, reporting


@click.command("report", short_help="Write a report again in another format.")
@click.argument("source", metavar="REPORT", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write to that file instead of stdout.")
@click.option("--self-contained", is_flag=True, help="Embed the pictures in HTML.")
@click.option("--browser", metavar="PATH", help="A Chromium, Chrome or Edge, to print a PDF.")
@click.option("--no-sandbox", is_flag=True, help="Run the browser without its sandbox.")
@configured
@reporting
@speaking("quiet")
def command(
    source: Path, out: Path | None, self_contained: bool, outputs: tuple[Output, ...], quiet: bool, **options: Any
) -> int:
    """Write a report in other formats. REPORT is what `check` and `audit` wrote: report.json, or the folder of the run.

    A report is written again as it was. A capture, or the pack of one, is judged now, as configured but for the
    baseline. The exit code is 0 if the report could be written.
    """
    from feelint import verbs
    from feelint.outputs import Printer

    wanted = placed(outputs, out=out, default=out is not None or not outputs)
    config = settled(options)
    report, pictures = verbs.report_with_pictures(source, config)
    note_missing(report, [one.fmt for one in wanted], pictures, quiet=quiet)
    printer = Printer(config.browser, config.sandbox)
    deliver(report, wanted, pictures=pictures, printer=printer, self_contained=self_contained, quiet=quiet)
    return 0
