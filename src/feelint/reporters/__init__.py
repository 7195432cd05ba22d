"""Writers of a :class:`~feelint.model.report.Report`, one file per format, all pure functions of it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from feelint.errors import UsageError
from feelint.model.formats import Format

if TYPE_CHECKING:
    from feelint.model.report import Report

FORMATS: dict[str, str] = {one.value: one.about for one in Format}
"""Every format, with what it is for."""

_PLAIN = ("json", "markdown", "csv", "junit", "github", "gitlab")
"""Formats whose module bears their name and takes nothing but the report."""


def render(
    report: Report,
    fmt: str,
    *,
    color: bool = False,
    width: int = 100,
    pictures: Callable[[str], bytes] | None = None,
    self_contained: bool = False,
) -> str:
    """``report`` written as ``fmt``; not ``pdf``, which only a browser can print.

    ``color`` and ``width`` are for ``text``. ``html`` refers to pictures by their path relative to the output folder
    (``<capture>/<screenshot>``); with ``self_contained`` it asks ``pictures`` for the bytes of each such path and
    embeds them, and says so where one cannot be had (``pictures`` raises OSError or KeyError).
    """
    if fmt in _PLAIN:
        written: str = import_module(f"feelint.reporters.{fmt}").render(report)
        return written
    if fmt == "text":
        from feelint.reporters import text

        return text.render(report, color=color, width=width)
    if fmt in ("sarif", "sarif-all"):
        from feelint.reporters import sarif

        return sarif.render(report, everything=fmt == "sarif-all")
    if fmt == "html":
        from feelint.reporters import html

        return html.render(report, pictures=pictures, self_contained=self_contained)
    if fmt == "pdf":
        raise UsageError("a PDF is printed by the browser, into a file", hint="Give the file: --format pdf:audit.pdf.")
    raise UsageError(f"unknown format {fmt!r}", hint=f"Choose one of {', '.join(FORMATS)}.")
