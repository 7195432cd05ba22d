"""A report into files and back: written whole or not at all, with its pictures, by the browser where only that can."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from feelint.errors import CaptureError, UsageError
from feelint.model.formats import Format

if TYPE_CHECKING:
    from feelint.capture import CaptureReader
    from feelint.model.report import JourneyReport, Report

Pictures = Callable[[str], bytes]
SCHEMA = 1
"""The newest schema of reports that this version reads."""


@dataclass(frozen=True)
class Printer:
    """The browser that prints PDFs."""

    browser: str = ""
    sandbox: bool = True


def write(
    report: Report,
    formats: Sequence[str],
    folder: Path,
    captures: Sequence[CaptureReader] = (),
    *,
    printer: Printer | None = None,
) -> dict[str, Path]:
    """Writes ``report`` in several formats to ``folder`` and gives the files; what needs a browser comes last."""
    embed = bool(captures) and not beside(report, folder)
    pictures = pictures_of(report, captures)
    files = {}
    for fmt in sorted(dict.fromkeys(formats), key=lambda fmt: fmt == Format.PDF):
        path = folder / f"report.{Format(fmt).suffix}"
        save(path, written(report, fmt, pictures=pictures, self_contained=embed, printer=printer))
        files[str(fmt)] = path
    return files


def beside(report: Report, folder: Path) -> bool:
    """Whether the captures of a report lie in a folder, where a page in it finds their pictures."""
    return all((folder / journey.capture).is_dir() for journey in report.journeys)


def written(
    report: Report,
    fmt: str,
    *,
    pictures: Pictures | None = None,
    self_contained: bool = False,
    printer: Printer | None = None,
) -> bytes:
    """``report`` as the bytes of a file."""
    from feelint.reporters import render

    if fmt == Format.PDF:
        return _printed(report, pictures or _none, printer or Printer())
    return render(report, fmt, pictures=pictures, self_contained=self_contained).encode()


def ready(folder: Path) -> None:
    """Makes a folder that files will be written to; a :class:`UsageError` where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}", hint="Choose another place.") from error


def check_place(path: Path) -> None:
    """A :class:`UsageError` where a file could not be written later: told before a walk, not after it."""
    parent, hint = path.parent, "Choose another place, or make the folder."
    if path.is_dir():
        raise UsageError(f"{path} cannot be written: {os.strerror(errno.EISDIR)}", hint=hint)
    if not parent.is_dir():
        why = errno.ENOTDIR if parent.exists() else errno.ENOENT
        raise UsageError(f"{path} cannot be written: {os.strerror(why)}", hint=hint)
    if not os.access(path if path.exists() else parent, os.W_OK):
        raise UsageError(f"{path} cannot be written: {os.strerror(errno.EACCES)}", hint=hint)


def save(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all; a :class:`UsageError` where that cannot be.

    A link is followed, and what is no file, such as a pipe, is written to, not replaced.
    """
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name}.part")
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
        else:
            part.write_bytes(data)
            os.replace(part, target)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", hint="Choose another --out.") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def read(path: Path) -> Report:
    """The report in a JSON file; a :class:`UsageError` that says what is wrong with it."""
    from feelint.reporters.json import load

    hint = "Give the report.json or the folder that feelint check wrote, or a capture."
    try:
        text = path.read_text(encoding="utf-8")
        raw = json.loads(text)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", hint=hint) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not a feelint report: it is not text", hint=hint) from error
    except (ValueError, RecursionError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise UsageError(f"{path} is not a feelint report: not JSON, or cut short{line}", hint=hint) from error
    version = raw.get("schema_version") if isinstance(raw, dict) else None
    if isinstance(version, int) and version > SCHEMA:
        message = f"{path} was written by a newer feelint (schema {version}, this one reads {SCHEMA})"
        raise UsageError(message, hint="Upgrade feelint.")
    try:
        return load(text)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"{path} is not a feelint report", hint=hint) from error


def missing_pictures(report: Report, pictures: Pictures) -> list[str]:
    """The pictures that a report refers to and that are not there."""
    from feelint.reporters import digest

    asked = (digest.picture(journey, path) for journey in report.journeys for path in _pictures(journey))
    gone = []
    for path in filter(None, asked):
        try:
            pictures(path)
        except (OSError, KeyError):
            gone.append(path)
    return gone


def _pictures(journey: JourneyReport) -> Iterator[str]:
    """Of steps, of what their screens did not show, of pages beside the way, and of where experiments ended."""
    for state in (
        *journey.steps,
        *journey.leaflets,
        *(probe.state for probe in journey.probes if probe.state is not None),
    ):
        yield from (state.screenshot, *(clip.file for clip in state.clips))


def pictures_of(report: Report, captures: Sequence[CaptureReader]) -> Pictures:
    """Reads the pictures that a report refers to from its captures.

    A KeyError for one that is not there: the report says so in its place. One that was changed is a CaptureError.
    """
    readers = {
        journey.capture: capture for journey, capture in zip(report.journeys, captures, strict=False) if journey.capture
    }

    def picture(path: str) -> bytes:
        for prefix, capture in readers.items():
            if path.startswith(f"{prefix}/"):
                try:
                    return capture.read(path.removeprefix(f"{prefix}/"))
                except CaptureError as error:
                    if isinstance(error.__cause__, OSError):
                        raise KeyError(path) from error
                    raise
        raise KeyError(path)

    return picture


def _printed(report: Report, pictures: Pictures, printer: Printer) -> bytes:
    """Printed twice: the numbers of the pages in its contents are known only when it has been printed."""
    import asyncio

    from feelint.reporters import audit
    from feelint.walker.printing import print_pages

    def page(numbers: dict[str, int]) -> str:
        return audit.render(report, pictures=pictures, numbers=numbers)

    return asyncio.run(print_pages(page, browser=printer.browser, sandbox=printer.sandbox))


def _none(path: str) -> bytes:
    raise KeyError(path)
