"""The evidence of a run: every file of it in one manifest, and whether all is as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from feelint.capture import manifest
from feelint.capture.files import Files, FolderFiles, ZipFiles, files_at
from feelint.capture.manifest import EVIDENCE, INDEX, MANIFEST, SEALS, Manifest
from feelint.capture.pack import packed
from feelint.capture.read import named, opened, places
from feelint.capture.seals import SIGNATURE, STAMP, check_signature, check_stamp
from feelint.capture.store import write_atomically
from feelint.errors import CaptureError


class Problem(NamedTuple):
    """A file that is not as the manifests say."""

    file: str
    what: Literal["changed", "missing", "added", "damaged"]
    why: str = ""


@dataclass(frozen=True)
class Verified:
    """What a check of the evidence came to. ``seal`` stands for all of it."""

    path: Path
    seal: str
    captures: tuple[str, ...]
    files: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    head: Mapping[str, Any]

    @property
    def intact(self) -> bool:
        """Whether every byte is as it was."""
        return not self.problems


def seal_run(folder: Path, at: datetime, head: Mapping[str, Any]) -> str:
    """Writes ``evidence.json`` over all that lies in a run's folder, and gives its seal.

    ``head`` says what made it: tool, browser, environment with the digests of rules and packs.
    """
    files = FolderFiles(folder)
    captures = [
        {"folder": place or ".", "seal": manifest.load(files.below(place).read(MANIFEST), MANIFEST).seal}
        for place in places(files)
    ]
    sums = {name: manifest.digest(files.read(name)) for name in files.names() if not _is_seal(name)}
    data = manifest.dump({**head, "written_at": at.isoformat(), "captures": captures}, sums)
    write_atomically(folder / EVIDENCE, data)
    return manifest.load(data, EVIDENCE).seal


def verify(path: Path, *, tsa: bytes = b"", key: bytes = b"") -> Verified:
    """Checks every byte of a capture, a run or a pack against its manifests.

    ``tsa`` (PEM certificates) checks the time stamp over the top manifest too, ``key`` (PEM) its signature.
    Raises :class:`CaptureError` where there is nothing to check; what is wrong is in ``problems``, each file by name.
    """
    files = files_at(path)
    names = set(files.names())
    found = places(files)
    if not found and EVIDENCE not in names and MANIFEST not in names:
        hint = (
            "Give the folder that `feelint check` or `walk` wrote, or the .zip that `feelint capture pack` made of it."
        )
        raise CaptureError(f"{path} is not a capture: it has no {INDEX}", hint=hint)
    problems: list[Problem] = []
    notes: list[str] = []
    seals = []
    for place in found or [""]:
        seals.append(_capture(files.below(place) if place else files, place, problems, notes))
    run = _run(files, names, problems, notes) if EVIDENCE in names else None
    if run is None and [place for place in found if place]:
        notes.append(f"no {EVIDENCE}: reports and other files beside the captures were not checked")
    if isinstance(files, ZipFiles) and packed(files) != path.read_bytes():
        problems.append(Problem(path.name, "changed", "the archive itself is not as `feelint capture pack` writes it"))
    _sealed(files, EVIDENCE if EVIDENCE in names else MANIFEST, tsa, key, problems, notes)
    top = run or next((one for one in seals if one is not None), None)
    return Verified(
        path=path,
        seal=top.seal if top else "",
        captures=tuple(found),
        files=len(names),
        problems=tuple(dict.fromkeys(problems)),
        notes=tuple(notes),
        head=top.head if top else {},
    )


def _capture(files: Files, place: str, problems: list[Problem], notes: list[str]) -> Manifest | None:
    at = f"{place}/" if place else ""
    try:
        listed = manifest.load(files.read(MANIFEST), MANIFEST)
    except OSError:
        problems.append(Problem(at + MANIFEST, "missing"))
        return None
    except CaptureError as error:
        problems.append(Problem(at + MANIFEST, "changed", error.message))
        return None
    if not listed.sealed:
        problems.append(Problem(at + MANIFEST, "changed", "it has no seal"))
    problems += _differences(files, listed, at)
    if INDEX not in listed.files:
        notes.append(f"{at or 'the capture'} was cut short: its {INDEX} is not in the manifest")
    wanted = set(listed.files) | {MANIFEST, INDEX}
    try:
        for name in sorted(named(opened(Path(place or "."), files).record) - wanted):
            problems.append(Problem(at + name, "missing", "the record names it, the manifest does not"))
    except CaptureError as error:
        if not problems:
            problems.append(Problem(at + INDEX, "damaged", error.message))
    problems += [Problem(at + name, "added") for name in files.names() if name not in wanted and not _is_seal(name)
                 and name != EVIDENCE]  # fmt: skip
    return listed


def _sealed(files: Files, name: str, tsa: bytes, key: bytes, problems: list[Problem], notes: list[str]) -> None:
    """Checks what seals the top manifest, as far as there is something to check it by."""
    kinds = ((STAMP, tsa, "--tsa-cert", "time stamp"), (SIGNATURE, key, "--key", "signature"))
    for suffix, trusted, option, word in kinds:
        try:
            made, data = files.read(name + suffix), files.read(name)
        except OSError:
            if trusted:
                problems.append(Problem(name + suffix, "missing", f"there is no {word}"))
            continue
        if not trusted:
            notes.append(f"there is a {word}, not checked: give {option}")
            continue
        try:
            if suffix == STAMP:
                notes.append(f"stamped at {check_stamp(data, made, trusted).isoformat()}")
            else:
                notes.append(f"signed by the key that was given ({check_signature(data, made, trusted)})")
        except CaptureError as error:
            problems.append(Problem(name + suffix, "changed", error.message))


def _run(files: Files, names: set[str], problems: list[Problem], notes: list[str]) -> Manifest | None:
    try:
        listed = manifest.load(files.read(EVIDENCE), EVIDENCE)
    except CaptureError as error:
        problems.append(Problem(EVIDENCE, "changed", error.message))
        return None
    if not listed.sealed:
        problems.append(Problem(EVIDENCE, "changed", "it has no seal"))
    problems += _differences(files, listed, "")
    later = sorted(name for name in names - set(listed.files) - {EVIDENCE} if not _is_seal(name))
    told = {problem.file for problem in problems}
    notes += [f"{name} was added after the run" for name in later if name not in told]
    return listed


def _differences(files: Files, listed: Manifest, at: str) -> list[Problem]:
    found = []
    for name, known in listed.files.items():
        try:
            if manifest.digest(files.read(name)) != known:
                found.append(Problem(at + name, "changed"))
        except OSError:
            found.append(Problem(at + name, "missing"))
        except CaptureError as error:
            found.append(Problem(at + name, "damaged", error.message))
    return found


def _is_seal(name: str) -> bool:
    """Whether a file is a time stamp or a signature of a manifest."""
    return name.rpartition("/")[2] in {made + suffix for made in (MANIFEST, EVIDENCE) for suffix in SEALS}


def manifest_of(path: Path) -> Path:
    """The manifest that stands for all of a run or capture in a folder: what is stamped and signed."""
    for name in (EVIDENCE, MANIFEST):
        if (path / name).is_file():
            return path / name
    raise CaptureError(f"{path} is not a capture: it has no {MANIFEST}", hint="Give a capture's or a run's folder.")


def run_files(path: Path) -> tuple[Files, Sequence[str]]:
    """The files that belong to the evidence at ``path``: what its manifests list, and what seals them."""
    files = files_at(path)
    names = files.names()
    listed: set[str] = set()
    for place in places(files) or [""]:
        at = f"{place}/" if place else ""
        inner = manifest.load(files.read(at + MANIFEST), at + MANIFEST)
        listed |= {at + name for name in inner.files} | {at + INDEX, at + MANIFEST}
    if EVIDENCE in names:
        listed |= {*manifest.load(files.read(EVIDENCE), EVIDENCE).files, EVIDENCE}
    return files, [name for name in names if name in listed or _is_seal(name)]
