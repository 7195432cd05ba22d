"""Recorded decisions of real walks, in one small file each (``scripts/record_scenes.py`` records them)."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from feelint.model.scene import Scene
from feelint.model.walk import Decision, Stop
from feelint.pilot import Memory, recording

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "scenes"
_LOOPBACK = re.compile(r"127\.0\.0\.1:\d+")


def write(path: Path, scene: Scene, memory: Memory, decision: Decision | Stop, ship_to: str) -> None:
    """Writes one file; the same input gives the same bytes, whatever port the shop had."""
    text = _LOOPBACK.sub("shop.test", recording.written(scene, memory, decision, ship_to))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def read(path: Path) -> recording.Recording:
    """Reads one file."""
    return recording.read(gzip.decompress(path.read_bytes()))
