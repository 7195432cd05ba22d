"""Runs on disk as ``feelint check`` leaves them, made without a browser."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from feelint.capture.evidence import seal_run
from tests.policy.paper_captures import BASKET, HONEST, PRODUCT, capture

NOW = datetime(2026, 3, 2, 10, 1, tzinfo=UTC)
HEAD = {"tool": {"name": "feelint", "version": "0.1.0"}, "environment": {"packs": [], "rules_digest": "sha256:0"}}


def run(folder: Path, *, seal: bool = True, several: bool = False) -> Path:
    """The folder of a run: one capture or two, a report, and the manifest over all."""
    if several:
        capture(folder / "capture-1")
        capture(folder / "capture-2", (PRODUCT, BASKET, HONEST), path="/mug")
    else:
        capture(folder / "capture")
    (folder / "report.html").write_text("<p>report</p>")
    if seal:
        seal_run(folder, NOW, HEAD)
    return folder


def files(folder: Path) -> list[str]:
    """All files of a folder, by their names in it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
