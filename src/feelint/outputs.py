"""A report into files: whole or not at all, with its pictures, and by the browser where only that can write it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from feelint.errors import UsageError
from feelint.model.formats import Format

if TYPE_CHECKING:
    from feelint.capture import CaptureReader
    from feelint.model.report import Report

Pictures = Callable[[str], bytes]


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
    beside = all((folder / journey.capture).is_dir() for journey in report.journeys)
    pictures = pictures_of(report, captures)
    files = {}
    for fmt in sorted(dict.fromkeys(formats), key=lambda fmt: fmt == Format.PDF):
        path = folder / f"report.{Format(fmt).suffix}"
        embed = not beside and bool(captures)
        save(path, written(report, fmt, pictures=pictures, self_contained=embed, printer=printer))
        files[str(fmt)] = path
    return files


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


def save(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all; a :class:`UsageError` where that cannot be."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise UsageError(f"{path} cannot be written: {error.strerror}", hint="Choose another --out.") from error


def pictures_of(report: Report, captures: Sequence[CaptureReader]) -> Pictures:
    """Reads the pictures that a report refers to from its captures."""
    readers = {
        journey.capture: capture for journey, capture in zip(report.journeys, captures, strict=False) if journey.capture
    }

    def picture(path: str) -> bytes:
        for prefix, capture in readers.items():
            if path.startswith(f"{prefix}/"):
                return capture.read(path.removeprefix(f"{prefix}/"))
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
