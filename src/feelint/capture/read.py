"""Reads a capture, and says plainly what is wrong with one that cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from feelint.capture.files import DISTRUST, MAX_FILE, Files, FolderFiles, ZipFiles
from feelint.capture.manifest import INDEX, MANIFEST, Manifest, digest, load
from feelint.errors import CaptureError
from feelint.model.walk import Snapshot, WalkRecord

SCHEMA_VERSION = 1
_WALK_AGAIN = "walk the shop again, or restore the capture from where it came"


@dataclass(frozen=True)
class CaptureReader:
    """A capture: its record, and the files of its snapshots. Every file is checked against the manifest when read.

    ``folder`` is where it lies; of a packed one that is a place in its archive, and ``files`` reads from there.
    """

    folder: Path
    record: WalkRecord
    sums: dict[str, str] = field(default_factory=dict, repr=False)
    seal: str = ""
    files: Files | None = field(default=None, repr=False)

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

    def text(self, name: str) -> str:
        """The text of a packed file, such as a scene."""
        return self._unpacked(name).decode("utf-8")

    def image(self, name: str) -> Path:
        """The path of a picture that a snapshot names (``screenshot``, ``full_page`` or the file of a clip).

        Of a packed capture only :meth:`read` gives the bytes.
        """
        self.read(name)
        if self.files is not None:
            raise CaptureError(f"{name} is packed", hint="Unpack the archive to have its files.")
        return self.folder / name

    def read(self, name: str) -> bytes:
        """The bytes of a file of the capture. Raises :class:`CaptureError` when it is missing or was changed."""
        try:
            data = (self.files or FolderFiles(self.folder)).read(name)
        except OSError as error:
            raise CaptureError(f"{name} is missing from the capture {self.folder}", hint=_WALK_AGAIN) from error
        known = self.sums.get(name)
        if known is not None and digest(data) != known:
            raise CaptureError(f"{name} was changed after the walk", hint=_WALK_AGAIN)
        return data

    def verify(self) -> None:
        """Checks every file that the manifest lists and every file that the record names."""
        for name in sorted({*self.sums, *named(self.record)}):
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
            raise CaptureError(f"{name} is larger than {MAX_FILE} bytes", hint=DISTRUST)
        return plain


def open_capture(path: Path) -> CaptureReader:
    """The capture in the folder ``path`` (or with the index file ``path``), or the only one in a pack."""
    if path.is_file() and path.suffix == ".zip":
        several = open_captures(path)
        if len(several) == 1:
            return several[0]
        raise CaptureError(f"{path} holds {len(several)} captures", hint="give one that holds a single walk")
    folder = path.parent if path.name == INDEX else path
    if not (folder / INDEX).is_file():
        raise CaptureError(
            f"{path} is not a capture: it has no {INDEX}", hint="give the folder that `feelint walk` or `check` wrote"
        )
    return opened(folder, FolderFiles(folder))


def open_captures(path: Path) -> list[CaptureReader]:
    """All captures at ``path``: a capture, the folder of a run, or what ``feelint capture pack`` made of either."""
    if path.is_file() and path.suffix == ".zip":
        archive = ZipFiles(path)
        found = [(path / place, archive.below(place) if place else archive) for place in places(archive)]
        if not found:
            raise CaptureError(f"{path} holds no capture", hint="give what `feelint capture pack` wrote")
        return [opened(folder, files) for folder, files in found]
    if path.is_dir() and not (path / INDEX).is_file():
        inside = places(FolderFiles(path))
        if inside:
            return [open_capture(path / place) for place in inside]
    return [open_capture(path)]


def places(files: Files) -> list[str]:
    """Where captures lie among files: at the root (empty) or one folder below; of fresh walks after a lost one the last."""
    found = {
        name.rpartition("/")[0] for name in files.names() if name.rpartition("/")[2] == INDEX and name.count("/") < 2
    }
    last: dict[str, str] = {}
    for place in sorted(found, key=_natural):
        last[place.partition("-retry-")[0]] = place
    return list(last.values())


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text)]


def opened(folder: Path, files: Files) -> CaptureReader:
    """The capture whose files these are."""
    index = folder / INDEX
    manifest = _manifest(folder, files)
    try:
        data = files.read(INDEX)
    except OSError as error:
        raise CaptureError(f"{INDEX} is missing from the capture {folder}", hint=_WALK_AGAIN) from error
    if INDEX in manifest.files and digest(data) != manifest.files[INDEX]:
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
            f"{folder} was written by a newer feelint (schema {version}, this one reads {SCHEMA_VERSION})",
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
    packed = None if isinstance(files, FolderFiles) else files
    return CaptureReader(folder, record, dict(manifest.files), manifest.seal, packed)


def _manifest(folder: Path, files: Files) -> Manifest:
    try:
        return load(files.read(MANIFEST), MANIFEST)
    except OSError as error:
        raise CaptureError(f"{MANIFEST} is missing from the capture {folder}", hint=_WALK_AGAIN) from error


def named(record: WalkRecord) -> set[str]:
    """The files that a record names."""
    snapshots = [
        *record.steps,
        *(state for probe in record.probes for state in (probe.snapshot, *probe.steps) if state),
        *(leaflet.snapshot for leaflet in record.leaflets),
    ]
    names = {name for s in snapshots for name in (s.html, s.facts, s.screenshot, s.full_page)}
    clips = {clip.file for snapshot in snapshots for clip in snapshot.clips}
    return (names | clips | set(record.scenes)) - {""}
