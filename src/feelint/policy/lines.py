"""Where the project's own files name a journey: the line that code scanning and code review can show."""

from __future__ import annotations

import re
from pathlib import Path

from feelint.errors import UsageError
from feelint.model.report import Report, SourceLine

_HINT = "Give a file of the project and a line in it, such as --sarif-location feelint.toml:3."


def located(report: Report, config: Path | None, fallback: str = "") -> Report:
    """``report`` with each journey's line: in the configuration file, else ``fallback`` (``FILE`` or ``FILE:LINE``)."""
    given = parse(fallback) if fallback else None
    journeys = [
        one.model_copy(update={"source": one.source or (config and line_of(one.start_url, config)) or given})
        for one in report.journeys
    ]
    return report.model_copy(update={"journeys": tuple(journeys)})


def parse(text: str) -> SourceLine:
    """``FILE`` or ``FILE:LINE``, relative to the root of the project."""
    found = re.fullmatch(r"(?P<file>[^:]+)(?::(?P<line>[1-9]\d*))?", text.strip().replace("\\", "/"))
    file = found["file"].removeprefix("./") if found else ""
    if not found or not file or file.startswith("/") or ".." in file.split("/"):
        raise UsageError(f"{text!r} is not a place in the project", hint=_HINT)
    return SourceLine(file=file, line=int(found["line"] or 1))


def line_of(address: str, file: Path) -> SourceLine | None:
    """The line of a TOML file that holds ``address`` as a string; None where none does."""
    wanted = (f'"{address}"', f"'{address}'")
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    for number, line in enumerate(lines, 1):
        if any(one in line for one in wanted) and not line.lstrip().startswith("#"):
            return SourceLine(file=relative(file), line=number)
    return None


def relative(file: Path) -> str:
    """The path from the root of the repository, else from the file's own folder."""
    file = file.resolve()
    root = next((folder for folder in file.parents if (folder / ".git").exists()), file.parent)
    return file.relative_to(root).as_posix()
