"""Writes a capture. At every moment the folder holds one that can be read, for a walk may be killed at any step."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from feelint.capture import manifest, redact
from feelint.capture.manifest import INDEX, MANIFEST, digest
from feelint.model.walk import Clip, Decision, NetworkRecord, Snapshot, Stop, WalkRecord
from feelint.model.words import Stage


def write_atomically(path: Path, data: bytes) -> None:
    """Replaces ``path`` in one go: a reader sees the old file or the new one, never half of it."""
    draft = path.with_name(path.name + ".tmp")
    _written(draft, data)
    os.replace(draft, path)


def _written(path: Path, data: bytes) -> None:
    """Writes a new file, or none: a disk that is full leaves nothing half-written."""
    try:
        path.write_bytes(data)
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise


class CaptureWriter:
    """The capture in ``folder`` while the walk goes on.

    Until :meth:`finish` its record reads ``lost``, ``interrupted``. The manifest names every file with its SHA-256;
    the index itself is in it once the walk is over.
    """

    def __init__(self, folder: Path, record: WalkRecord, secrets: Sequence[str] = ()) -> None:
        """``secrets`` are values that are left out of all that is written."""
        self.folder = folder
        self.secrets = tuple(secrets)
        self.record = record
        self._sums: dict[str, str] = {}
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._index(record)
        except OSError:  # a manifest of nothing is none
            with suppress(OSError):
                (folder / MANIFEST).unlink(missing_ok=True)
            raise

    def snapshot(
        self,
        *,
        index: int,
        stage: Stage,
        html: str,
        facts: Mapping[str, Any],
        title: str,
        at: datetime,
        url: str,
        screenshot: bytes = b"",
        network: Sequence[NetworkRecord] = (),
        decision: Decision | Stop | None = None,
        place: str = "steps",
    ) -> Snapshot:
        """Writes one state to ``place/NN`` and gives its entry; :meth:`save` makes it part of the record."""
        base = f"{place}/{index:02d}"
        page = self._put(f"{base}/page.html.gz", self._packed(redact.html(html)))
        layout = self._put(f"{base}/facts.json.gz", self._packed(json.dumps(redact.facts(dict(facts)))))
        picture = self._put(f"{base}/viewport.jpg", screenshot) if screenshot else ""
        return Snapshot(
            index=index,
            stage=stage,
            url=redact.without(redact.url(url), self.secrets),
            title=title,
            html=page,
            facts=layout,
            at=at,
            screenshot=picture,
            network=tuple(network),
            decision=decision,
        )

    def scene(self, index: int, note: str) -> str:
        """Writes the scene of one decision to ``scenes/NNN.json.gz`` and gives its name."""
        return self._put(f"scenes/{index:03d}.json.gz", self._packed(redact.scene(note)))

    def with_clip(self, snapshot: Snapshot, picture: bytes, box: tuple[float, float, float, float]) -> Snapshot:
        """``snapshot`` with one more picture of a part of the document."""
        x, y, w, h = box
        file = self._put(f"{Path(snapshot.html).parent.as_posix()}/clip-{len(snapshot.clips)}.jpg", picture)
        clip = Clip(file=file, x=x, y=y, w=w, h=h)
        return snapshot.model_copy(update={"clips": (*snapshot.clips, clip)})

    def with_full_page(self, snapshot: Snapshot, picture: bytes) -> Snapshot:
        """``snapshot`` with the picture of the whole page."""
        file = self._put(f"{Path(snapshot.html).parent.as_posix()}/page.jpg", picture)
        return snapshot.model_copy(update={"full_page": file})

    def save(self, record: WalkRecord) -> None:
        """Writes the record as it stands; its outcome stays ``lost``, ``interrupted`` until the walk is over."""
        self._index(record)

    def finish(self, record: WalkRecord) -> None:
        """Writes the final record and the manifest over everything."""
        self._index(record)
        self._sums[INDEX] = digest((self.folder / INDEX).read_bytes())
        self._manifest()

    def _index(self, record: WalkRecord) -> None:
        self.record = record
        self._sums.pop(INDEX, None)
        self._manifest()
        told = redact.without(record.model_dump_json(indent=1), self.secrets)
        write_atomically(self.folder / INDEX, told.encode())

    def _manifest(self) -> None:
        write_atomically(self.folder / MANIFEST, manifest.of_walk(self.record, self._sums))

    def _packed(self, text: str) -> bytes:
        return gzip.compress(redact.without(text, self.secrets).encode(), compresslevel=1, mtime=0)

    def _put(self, name: str, data: bytes) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _written(path, data)
        self._sums[name] = digest(data)
        return name
