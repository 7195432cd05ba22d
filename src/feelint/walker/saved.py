"""A session that a login left: cookies and what pages stored. The file is Playwright's storage state, and a bit more."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import time
from typing import Any

from feelint.errors import UsageError

OURS = "feelint"
LONG = 16
"""A stored value of so many characters and more without a blank is taken for a secret; a shorter one may be a choice."""
_STORES = ("localStorage", "indexedDB")
_AGAIN = "Make one with: feelint login URL --out FILE"


@dataclass(frozen=True)
class SavedSession:
    """``state`` is Playwright's storage state; ``tab`` the sessionStorage by origin, which that leaves out."""

    state: Any = field(repr=False)
    tab: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)
    url: str = ""
    saved_at: str = ""
    proof: str = ""

    def secrets(self) -> Iterator[str]:
        """Values that give somebody the session."""
        values = _texts([[cookie["value"] for cookie in self.state["cookies"]], list(self.tab.values())])
        stored = _texts([[origin.get(key, []) for key in _STORES] for origin in self.state["origins"]])
        return (
            value for value in (*values, *stored) if len(value) >= LONG and not any(char.isspace() for char in value)
        )

    def script(self) -> str:
        """Puts the sessionStorage back, in a tab that has none yet."""
        told = json.dumps(self.tab).replace("<", "\\u003c")
        return (
            f"(() => {{ try {{ const items = {told}[location.origin]; if (items && !sessionStorage.length)"
            " for (const [key, value] of Object.entries(items)) sessionStorage.setItem(key, value); } catch {} })()"
        )


def _texts(value: Any) -> Iterator[str]:
    """All texts in a stored value; one that is JSON is opened, for pages use what is in it."""
    if isinstance(value, str):
        yield value
        if value[:1] in "{[" and value[1:]:
            with suppress(ValueError, RecursionError):
                yield from _texts(json.loads(value))
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def save_session(path: Path, session: SavedSession) -> None:
    """Writes the file whole or not at all, readable by its owner alone (mode 0600)."""
    ours = {
        "version": 1, "url": session.url, "saved_at": session.saved_at, "proof": session.proof,
        "sessionStorage": session.tab,
    }  # fmt: skip
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump({**session.state, OURS: ours}, file, indent=1)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(f"{path} cannot be written: {error.strerror}", hint="Choose another --out.") from error


def load_session(path: Path) -> SavedSession:
    """The session in a file of :func:`save_session` or of Playwright's ``storage_state``.

    Raises :class:`UsageError` where there is none, and for one whose cookies have all expired.
    """
    try:
        told = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", hint=_AGAIN) from error
    except ValueError as error:
        raise UsageError(f"{path} is not a session: it is not JSON", hint=_AGAIN) from error
    if not isinstance(told, dict) or not all(isinstance(told.get(key), list) for key in ("cookies", "origins")):
        raise UsageError(f"{path} is not a session: it has no cookies and origins", hint=_AGAIN)
    ours = told.get(OURS) or {}
    if not isinstance(ours, dict) or ours.get("version", 1) != 1:
        raise UsageError(f"{path} was written by a newer feelint", hint="Upgrade feelint, or log in again.")
    state = {"cookies": told["cookies"], "origins": told["origins"]}
    try:
        session = SavedSession(
            state=state,
            tab={
                str(o): {str(k): str(v) for k, v in items.items()}
                for o, items in ours.get("sessionStorage", {}).items()
            },
            url=str(ours.get("url", "")),
            saved_at=str(ours.get("saved_at", "")),
            proof=str(ours.get("proof", "")),
        )
        list(session.secrets())
        ends = [float(cookie.get("expires", -1)) for cookie in state["cookies"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{path} is not a session: its entries are not those of a browser", hint=_AGAIN) from error
    stored = any(origin.get("localStorage") or origin.get("indexedDB") for origin in state["origins"]) or session.tab
    if ends and not stored and all(0 < end < time() for end in ends):
        raise UsageError(f"{path}: the session has expired", hint="Log in again: feelint login URL --out FILE")
    return session


def open_to_others(path: Path) -> bool:
    """Whether others on this machine can read the file."""
    try:
        return os.name == "posix" and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    except OSError:
        return False
