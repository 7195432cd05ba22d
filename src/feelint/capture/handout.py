"""A copy of a capture to hand out: without the words that somebody names, what the walk typed, or the pictures."""

from __future__ import annotations

import gzip
import html
import json
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

from feelint.capture import manifest, redact
from feelint.capture.manifest import INDEX, MANIFEST, digest
from feelint.capture.read import CaptureReader
from feelint.capture.store import write_atomically
from feelint.errors import UsageError
from feelint.model.walk import Decision, Snapshot, WalkRecord

LEAST = 3
_KEPT = frozenset({"html", "facts", "screenshot", "full_page", "file", "at", "started_at", "ended_at", "kind", "stage"})
"""Keys of a record whose values are names of files, days, or words of feelint's own."""


@dataclass(frozen=True)
class Redaction:
    """What to leave out: ``masks`` are words, ``typed`` what the walk typed, ``pictures`` all screenshots.

    A picture shows what a page says: with words to mask, pictures go too unless ``keep_pictures`` says otherwise.
    """

    masks: tuple[str, ...] = ()
    typed: bool = False
    pictures: bool = False
    keep_pictures: bool = False

    @property
    def drops_pictures(self) -> bool:
        """Whether the copy has no pictures."""
        return self.pictures or (bool(self.masks or self.typed) and not self.keep_pictures)


def hand_out(capture: CaptureReader, folder: Path, redaction: Redaction) -> WalkRecord:
    """Writes the copy to ``folder``, which must not hold anything, with a manifest that names what it was made of.

    All of it or nothing: what breaks on the way takes the folder away again.
    """
    capture.verify()
    short = [word for word in redaction.masks if len(word.strip()) < LEAST]
    if short:
        raise UsageError(
            f"--mask {short[0]!r} is too short", hint=f"Give at least {LEAST} characters, or the page is lost."
        )
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty", hint="Give a new folder with --out.")
    try:
        return _copied(capture, folder, redaction)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _copied(capture: CaptureReader, folder: Path, redaction: Redaction) -> WalkRecord:
    masks = (*redaction.masks, *(typed(capture.record) if redaction.typed else ()))
    mask = _masker(masks)
    sums: dict[str, str] = {}

    def put(name: str, data: bytes) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        sums[name] = digest(data)

    record = _record(capture.record, mask, redaction)
    for snapshot in states(capture.record):
        page = redact.html(mask(capture.html(snapshot)))
        put(snapshot.html, gzip.compress(page.encode(), compresslevel=1, mtime=0))
        facts = _masked(redact.facts(capture.facts(snapshot)), mask)
        put(snapshot.facts, gzip.compress(json.dumps(facts).encode(), compresslevel=1, mtime=0))
        if not redaction.drops_pictures:
            for name in filter(
                None, (snapshot.screenshot, snapshot.full_page, *(clip.file for clip in snapshot.clips))
            ):
                put(name, capture.read(name))
    for name in capture.record.scenes:
        scene = _masked(json.loads(capture.text(name)), mask)
        put(name, gzip.compress(redact.scene(json.dumps(scene, ensure_ascii=False)).encode(), compresslevel=1, mtime=0))
    put(INDEX, record.model_dump_json(indent=1).encode())
    made = {
        "seal": capture.seal,
        "masks": len(redaction.masks),
        "typed": redaction.typed,
        "pictures": not redaction.drops_pictures,
    }
    write_atomically(folder / MANIFEST, manifest.of_walk(record, sums, redacted_from=made))
    return record


def states(record: WalkRecord) -> list[Snapshot]:
    """All states of a walk: its steps, those of its experiments, and the pages beside the way."""
    inner = [state for probe in record.probes for state in (*probe.steps, probe.snapshot) if state is not None]
    inner += [leaflet.snapshot for leaflet in record.leaflets]
    return list({state.html: state for state in (*record.steps, *inner)}.values())


def typed(record: WalkRecord) -> tuple[str, ...]:
    """What the walk typed into forms, where it is long enough to be told from other words of a page."""
    values = {
        action.value
        for state in states(record)
        if isinstance(state.decision, Decision)
        for action in state.decision.actions
        if action.kind == "fill"
    }
    return tuple(
        sorted((value for value in values if len(value.strip()) >= LEAST), key=lambda value: (-len(value), value))
    )


def _masker(masks: Sequence[str]) -> Callable[[str], str]:
    """Replaces the words, also as HTML and addresses write them; a number only where it is no part of another."""
    if not masks:
        return lambda text: text
    forms = {
        form for word in masks for form in (word, html.escape(word), quote(word), quote_plus(word), _in_json(word))
    }
    words = sorted(forms, key=lambda form: (-len(form), form))
    pattern = re.compile(
        "|".join(rf"(?<![\w.,]){re.escape(w)}(?![\w]|[.,]\d)" if w.isdigit() else re.escape(w) for w in words), re.I
    )
    return lambda text: pattern.sub(redact.REDACTED, text)


def _in_json(word: str) -> str:
    return json.dumps(word)[1:-1]


def _masked(node: Any, mask: Callable[[str], str]) -> Any:
    if isinstance(node, str):
        return mask(node)
    if isinstance(node, list):
        return [_masked(one, mask) for one in node]
    if isinstance(node, dict):
        return {
            key: value if key in _KEPT and isinstance(value, str) else _masked(value, mask)
            for key, value in node.items()
        }
    return node


def _record(record: WalkRecord, mask: Callable[[str], str], redaction: Redaction) -> WalkRecord:
    data = _masked(json.loads(record.model_dump_json()), mask)
    if redaction.drops_pictures:
        _without_pictures(data)
    left_out = [f"{len(redaction.masks)} words"] if redaction.masks else []
    left_out += ["what the walk typed"] if redaction.typed else []
    left_out += ["pictures"] if redaction.drops_pictures else []
    data["warnings"] = [*data["warnings"], f"redacted before it was handed out: {', '.join(left_out)}"]
    return WalkRecord.model_validate_json(json.dumps(data))


def _without_pictures(node: Any) -> None:
    if isinstance(node, list):
        for one in node:
            _without_pictures(one)
    elif isinstance(node, dict):
        for key in ("screenshot", "full_page"):
            if key in node:
                node[key] = ""
        if "clips" in node:
            node["clips"] = []
        for value in node.values():
            _without_pictures(value)
