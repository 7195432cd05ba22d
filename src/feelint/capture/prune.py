"""Retention: which runs are older than they may be kept, and taking them away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from feelint.capture import manifest
from feelint.capture.evidence import run_files
from feelint.capture.files import FolderFiles
from feelint.capture.manifest import EVIDENCE, INDEX, MANIFEST
from feelint.capture.read import places
from feelint.errors import CaptureError, UsageError

HOLD = "HOLD"
"""A file of that name in a run's folder keeps the run, whatever its age: a legal hold."""


@dataclass(frozen=True)
class Aged:
    """A run or capture: when its walk began, how large it is, and why it stays (empty: it goes)."""

    folder: Path
    began: datetime
    size: int
    stays: str = ""


def survey(root: Path, now: datetime, older_than: timedelta, keep: int = 0) -> list[Aged]:
    """The runs in ``root``, oldest first. Those of the last ``older_than``, the newest ``keep``, and held ones stay.

    A folder that holds more than its manifests list stays too: what it is, nobody knows.
    """
    if not root.is_dir():
        raise UsageError(f"{root} is no folder", hint="Give the folder that holds the runs, such as feelint-out.")
    folders = [folder for folder in sorted(root.iterdir()) if folder.is_dir() and not folder.is_symlink()]
    dated = sorted((began, folder) for folder in folders if (began := _began(folder)) is not None)
    newest = {folder for _, folder in dated[-keep:]} if keep else set()
    return [_aged(folder, began, now - older_than, folder in newest) for began, folder in dated]


def remove(aged: Sequence[Aged]) -> int:
    """Takes away what does not stay, file by file as the manifests list them, those last; gives the bytes freed.

    So what breaks on the way leaves a run that can be taken away later.
    """
    freed = 0
    for one in aged:
        if one.stays:
            continue
        _, names = run_files(one.folder)
        for name in sorted(names, key=_is_list):
            try:
                (one.folder / name).unlink()
            except OSError as error:
                raise UsageError(
                    f"{one.folder / name} cannot be removed: {error.strerror}", hint="Check its owner."
                ) from error
        for inner in sorted((path for path in one.folder.rglob("*") if path.is_dir()), reverse=True):
            inner.rmdir()
        one.folder.rmdir()
        freed += one.size
    return freed


def _is_list(name: str) -> bool:
    return name.rpartition("/")[2] in (MANIFEST, INDEX, EVIDENCE)


def _aged(folder: Path, began: datetime, since: datetime, newest: bool) -> Aged:
    files = FolderFiles(folder)
    names = files.names()
    size = sum((folder / name).lstat().st_size for name in names)
    if began >= since:
        return Aged(folder, began, size, "young")
    if newest:
        return Aged(folder, began, size, "among the newest")
    if HOLD in names:
        return Aged(folder, began, size, "on hold")
    try:
        listed = set(run_files(folder)[1])
    except (CaptureError, OSError) as error:
        return Aged(folder, began, size, f"its manifest cannot be read ({error})")
    strange = [name for name in names if name not in listed]
    if strange:
        return Aged(folder, began, size, f"holds {strange[0]}, which no manifest lists")
    return Aged(folder, began, size)


def _began(folder: Path) -> datetime | None:
    """When the first walk in a folder began; None for what is no run."""
    files = FolderFiles(folder)
    found = []
    for place in places(files):
        try:
            head = manifest.load(files.below(place).read(MANIFEST), MANIFEST).head
            found.append(datetime.fromisoformat(str(head["started_at"])))
        except (CaptureError, OSError, KeyError, ValueError):
            return None
    return min(found, default=None)
