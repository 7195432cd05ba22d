"""Golden files: what each format writes for the samples. ``UPDATE_GOLDEN=1 pytest tests/reporters`` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def check(name: str, written: str) -> None:
    """Compare with the file of that name."""
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(written.encode())
    assert written == file.read_bytes().decode()
