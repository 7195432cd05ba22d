"""Packs: a run or a capture as one archive that is the same wherever it is made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from feelint.capture.files import Files

_THEN = (1980, 1, 1, 0, 0, 0)


def packed(files: Files, names: Sequence[str] | None = None) -> bytes:
    """An archive of the files: in the order of their names, stored as they are, without times or owners."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files.names() if names is None else names):
            entry = zipfile.ZipInfo(name, _THEN)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, files.read(name))
    return buffer.getvalue()
