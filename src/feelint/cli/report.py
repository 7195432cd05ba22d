"""``feelint report``: a report that was written as JSON, in another format."""

from __future__ import annotations

from pathlib import Path

import click

from feelint.cli.options import REPORTS, answering, speaking
from feelint.cli.terminal import colour, note, say, width
from feelint.errors import UsageError


@click.command("report", short_help="Write a report again in another format.")
@click.argument("file", metavar="REPORT.json", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write to that file instead of stdout.")
@click.option("--self-contained", is_flag=True, help="Embed the pictures in HTML.")
@answering(*REPORTS)
@speaking("quiet")
def command(file: Path, out: Path | None, self_contained: bool, fmt: str, quiet: bool) -> int:
    """Write a report in another format. REPORT.json is what `check` and `audit` wrote, or the run's folder.

    Nothing is walked or judged again; the exit code is 0 if the report could be written.
    """
    from feelint.reporters import render
    from feelint.reporters.json import load

    path = file / "report.json" if file.is_dir() else file
    hint = "Give the report.json that `feelint check` wrote."
    try:
        found = load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", hint=hint) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is not a feelint report", hint=hint) from error
    text = render(
        found,
        fmt,
        color=colour() and out is None,
        width=width(),
        self_contained=self_contained,
        pictures=(lambda name: (path.parent / name).read_bytes()) if self_contained else None,
    )
    if out is None:
        say(text)
        return 0
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}", hint="Choose another --out.") from error
    note(f"report: {out}", quiet=quiet)
    return 0
