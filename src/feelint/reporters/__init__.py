"""Writers of a :class:`~feelint.model.report.Report`, one file per format, all pure functions of it."""

from __future__ import annotations

from collections.abc import Callable

from feelint.errors import UsageError
from feelint.model.report import Report

FORMATS: dict[str, str] = {
    "text": "for people, in a terminal",
    "json": "for programs; schema_version 1, with a JSON Schema",
    "sarif": "SARIF 2.1.0 for code scanning: failures, and suppressed ones",
    "sarif-all": "SARIF 2.1.0 with reviews besides, for viewers that know kinds",
    "html": "one page to read, print and forward",
}
"""Every format, with what it is for."""


def render(
    report: Report,
    fmt: str,
    *,
    color: bool = False,
    width: int = 100,
    pictures: Callable[[str], bytes] | None = None,
    self_contained: bool = False,
) -> str:
    """``report`` written as ``fmt``.

    ``color`` and ``width`` are for ``text``. ``html`` refers to pictures by their path relative to the output folder
    (``<capture>/<screenshot>``); with ``self_contained`` it asks ``pictures`` for the bytes of each such path and
    embeds them, and says so where one cannot be had (``pictures`` raises OSError or KeyError).
    """
    if fmt == "text":
        from feelint.reporters import text

        return text.render(report, color=color, width=width)
    if fmt == "json":
        from feelint.reporters import json

        return json.render(report)
    if fmt in ("sarif", "sarif-all"):
        from feelint.reporters import sarif

        return sarif.render(report, everything=fmt == "sarif-all")
    if fmt == "html":
        from feelint.reporters import html

        return html.render(report, pictures=pictures, self_contained=self_contained)
    raise UsageError(f"unknown format {fmt!r}", hint=f"Choose one of {', '.join(FORMATS)}.")
