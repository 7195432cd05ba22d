"""Reads a capture, and says plainly what is wrong with one that cannot be read."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from feelint.capture.store import INDEX, MANIFEST
from feelint.errors import CaptureError
from feelint.model.walk import Snapshot, WalkRecord

SCHEMA_VERSION = 1
MAX_FILE = 64_000_000
_WALK_AGAIN = "walk the shop again, or restore the capture from where it came"


@dataclass(frozen=True)
class CaptureReader:
    """A capture: its record, and the files of its snapshots. Every file is checked against the manifest when read."""

    folder: Path
    record: WalkRecord
    sums: dict[str, str] = field(default_factory=dict, repr=False)

    def html(self, snapshot: Snapshot) -> str:
        """The annotated HTML of a snapshot."""
        return self._unpacked(snapshot.html).decode("utf-8")

    def facts(self, snapshot: Snapshot) -> dict[str, Any]:
        """The layout facts of a snapshot."""
        try:
            found: dict[str, Any] = json.loads(self._unpacked(snapshot.facts))
        except ValueError as error:
            raise CaptureError(f"{snapshot.facts} is not JSON", hint=_WALK_AGAIN) from error
        return found

    def image(self, name: str) -> Path:
        """The path of a picture that a snapshot names (``screenshot``, ``full_page`` or the file of a clip)."""
        self.read(name)
        return self.folder / name

    def read(self, name: str) -> bytes:
        """The bytes of a file of the capture. Raises :class:`CaptureError` when it is missing or was changed."""
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise CaptureError(f"{name} lies outside the capture", hint="do not trust this capture")
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CaptureError(f"{name} is missing from the capture {self.folder}", hint=_WALK_AGAIN) from error
        known = self.sums.get(name)
        if known is not None and hashlib.sha256(data).hexdigest() != known:
            raise CaptureError(f"{name} was changed after the walk", hint=_WALK_AGAIN)
        return data

    def verify(self) -> None:
        """Checks every file that the manifest lists and every file that the record names."""
        for name in sorted({*self.sums, *_files(self.record)}):
            self.read(name)

    def _unpacked(self, name: str) -> bytes:
        data = self.read(name)
        if not name.endswith(".gz"):
            return data
        try:
            with gzip.open(io.BytesIO(data)) as packed:
                plain = packed.read(MAX_FILE + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise CaptureError(f"{name} is damaged", hint=_WALK_AGAIN) from error
        if len(plain) > MAX_FILE:
            raise CaptureError(f"{name} is larger than {MAX_FILE} bytes", hint="do not trust this capture")
        return plain


def open_capture(path: Path) -> CaptureReader:
    """The capture in the folder ``path`` (or with the index file ``path``)."""
    folder = path.parent if path.name == INDEX else path
    index = folder / INDEX
    if not index.is_file():
        raise CaptureError(
            f"{path} is not a capture: it has no {INDEX}", hint="give the folder that `feelint walk` or `check` wrote"
        )
    data = index.read_bytes()
    sums = _manifest(folder)
    if INDEX in sums and hashlib.sha256(data).hexdigest() != sums[INDEX]:
        raise CaptureError(f"{INDEX} was changed after the walk", hint=_WALK_AGAIN)
    try:
        raw = json.loads(data)
    except ValueError as error:
        raise CaptureError(f"{index} is not JSON", hint=_WALK_AGAIN) from error
    version = raw.get("schema_version") if isinstance(raw, dict) else None
    if not isinstance(version, int):
        raise CaptureError(f"{index} is not the index of a capture", hint="it has no schema_version")
    if version > SCHEMA_VERSION:
        raise CaptureError(
            f"{path} was written by a newer feelint (schema {version}, this one reads {SCHEMA_VERSION})",
            hint="upgrade feelint",
        )
    try:
        record = WalkRecord.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise CaptureError(
            f"{index} is not the index of a capture: {place}: {first['msg']}", hint=_WALK_AGAIN
        ) from error
    return CaptureReader(folder, record, sums)


def _manifest(folder: Path) -> dict[str, str]:
    try:
        listed = json.loads((folder / MANIFEST).read_bytes())
        return {str(name): str(value) for name, value in listed["files"].items()}
    except FileNotFoundError as error:
        raise CaptureError(f"{MANIFEST} is missing from the capture {folder}", hint=_WALK_AGAIN) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CaptureError(f"{folder / MANIFEST} is damaged", hint=_WALK_AGAIN) from error


def _files(record: WalkRecord) -> set[str]:
    snapshots = [
        *record.steps,
        *(state for probe in record.probes for state in (probe.snapshot, *probe.steps) if state),
    ]
    names = {name for s in snapshots for name in (s.html, s.facts, s.screenshot, s.full_page)}
    return (names | {clip.file for snapshot in snapshots for clip in snapshot.clips}) - {""}
