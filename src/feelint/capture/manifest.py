"""Manifests: the SHA-256 of every file, what made them and when, and one digest over all of that, the seal.

A capture's ``manifest.json`` names the files of one walk. A run's ``evidence.json`` names every file of the run, the
captures' manifests and the reports included, with the digests of rules and packs: whoever knows its seal knows all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from feelint.errors import CaptureError
from feelint.model.walk import WalkRecord

MANIFEST = "manifest.json"
EVIDENCE = "evidence.json"
INDEX = "capture.json"
SEALS = (".tsr", ".sig")
"""What may lie beside a manifest and is made after it: a time stamp, a signature."""
VERSION = 1
_ASIDE = "restore it from where it came, or walk the shop again"


@dataclass(frozen=True)
class Manifest:
    """What a manifest says. ``sealed`` is False for one that was written before manifests had seals."""

    name: str
    files: Mapping[str, str]
    seal: str
    sealed: bool = True
    head: Mapping[str, Any] = field(default_factory=dict)
    """All that it says besides."""


def digest(data: bytes) -> str:
    """SHA-256 as manifests write it."""
    return hashlib.sha256(data).hexdigest()


def of_walk(record: WalkRecord, sums: Mapping[str, str], **more: Any) -> bytes:
    """The manifest of a capture: tool, browser, environment, times, files."""
    environment = record.environment.model_dump(mode="json")
    head = {
        "tool": {"name": "feelint", "version": environment.pop("feelint_version")},
        "browser": environment.pop("browser"),
        "environment": environment,
        "start_url": record.start_url,
        "started_at": record.started_at.isoformat(),
        "ended_at": record.ended_at.isoformat() if record.ended_at else None,
        **more,
    }
    return dump(head, sums)


def dump(head: Mapping[str, Any], sums: Mapping[str, str]) -> bytes:
    """A manifest with its seal."""
    listed = {"schema_version": VERSION, **head, "files": dict(sorted(sums.items()))}
    return _laid_out({**listed, "seal": seal_of(listed)})


def seal_of(listed: Mapping[str, Any]) -> str:
    """The digest over all that a manifest says, its seal excepted."""
    plain = {key: value for key, value in listed.items() if key != "seal"}
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{digest(text.encode())}"


def load(data: bytes, name: str) -> Manifest:
    """A manifest; a :class:`CaptureError` if it is none, or was changed."""
    try:
        listed = json.loads(data)
        files = {str(file): str(value) for file, value in listed["files"].items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CaptureError(f"{name} is damaged", hint=_ASIDE) from error
    version = listed.get("schema_version", VERSION)
    if isinstance(version, int) and version > VERSION:
        message = f"{name} was written by a newer feelint (schema {version}, this one reads {VERSION})"
        raise CaptureError(message, hint="Upgrade feelint.")
    if "seal" in listed and (listed["seal"] != seal_of(listed) or _laid_out(listed) != data):
        raise CaptureError(f"{name} was changed after it was sealed", hint=_ASIDE)
    head = {key: value for key, value in listed.items() if key not in ("files", "seal")}
    return Manifest(name, files, seal_of(listed), "seal" in listed, head)


def _laid_out(listed: Mapping[str, Any]) -> bytes:
    return json.dumps(listed, indent=1, ensure_ascii=False).encode()
