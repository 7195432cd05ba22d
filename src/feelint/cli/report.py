"""``feelint report``: a report that was written as JSON, in other formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feelint.cli.options import speaking
from feelint.cli.outputs import Output, deliver, placed, reporting
from feelint.cli.terminal import note
from feelint.errors import UsageError

if TYPE_CHECKING:
    from feelint.model.report import Report

_HINT = "Give the report.json that `feelint check` wrote, or the folder that holds it."


@click.command("report", short_help="Write a report again in another format.")
@click.argument("file", metavar="REPORT.json", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write to that file instead of stdout.")
@click.option("--self-contained", is_flag=True, help="Embed the pictures in HTML.")
@click.option("--browser", metavar="PATH", default="", help="A Chromium, Chrome or Edge, to print a PDF.")
@click.option("--no-sandbox", is_flag=True, help="Run the browser without its sandbox.")
@reporting
@speaking("quiet")
def command(
    file: Path,
    out: Path | None,
    self_contained: bool,
    browser: str,
    no_sandbox: bool,
    outputs: tuple[Output, ...],
    quiet: bool,
) -> int:
    """Write a report in other formats. REPORT.json is what `check` and `audit` wrote, or the run's folder.

    Nothing is walked or judged again; the exit code is 0 if the report could be written.
    """
    from feelint.outputs import Printer

    wanted = placed(outputs, out=out, default=out is not None or not outputs)
    path = file / "report.json" if file.is_dir() else file
    found = read(path)
    if gone := missing(found, path.parent):
        note(f"{len(gone)} pictures are not where the report says, such as {gone[0]}", quiet=quiet)
    deliver(
        found,
        wanted,
        pictures=lambda name: (path.parent / name).read_bytes(),
        printer=Printer(browser, not no_sandbox),
        self_contained=self_contained,
        quiet=quiet,
    )
    return 0


def read(path: Path) -> Report:
    """The report in a file; a :class:`UsageError` that says what is wrong with it."""
    from feelint.reporters.json import load

    if not path.exists() and (path.parent / "capture.json").exists():
        raise UsageError(f"{path.parent} is a capture, not a report", hint=f"Judge it: feelint audit {path.parent}")
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", hint=_HINT) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not a feelint report: it is not text", hint=_HINT) from error
    try:
        data = json.loads(text)
    except ValueError as error:
        cut = "it ends too early" if text.lstrip().startswith("{") else "it is not JSON"
        raise UsageError(f"{path} is not a feelint report: {cut}", hint=_HINT) from error
    version = data.get("schema_version") if isinstance(data, dict) else None
    if isinstance(version, int) and version > 1:
        raise UsageError(f"{path} is a report of schema version {version}, of a newer feelint", hint="Update feelint.")
    try:
        return load(text)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is not a feelint report", hint=_HINT) from error


def missing(report: Report, folder: Path) -> list[str]:
    """The pictures that a report refers to and that do not lie beside it."""
    from feelint.reporters import digest

    asked = (digest.picture(journey, step.screenshot) for journey in report.journeys for step in journey.steps)
    return [path for path in asked if path and not (folder / path).is_file()]
