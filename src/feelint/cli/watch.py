"""``--watch``: do it again whenever a file changes, until Ctrl-C.

Files are looked at twice a second. A few hundred of them take milliseconds, every file system can do it, mounted and
remote ones too, and it costs no dependency.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from feelint.cli.terminal import note
from feelint.errors import FeelintError

PAUSE = 0.5
"""Seconds between two looks."""
State = Mapping[Path, tuple[int, int]]


def watching(do: Callable[[], int], watched: Callable[[], Iterable[Path]], pause: float = PAUSE) -> None:
    """Does it, and again after each change of a file at or below ``watched``. Ends only by KeyboardInterrupt.

    What goes wrong is told, and the next change is waited for.
    """
    before = state(watched())
    while True:
        _once(do)
        note(f"watching {len(before)} files; Ctrl-C ends it")
        while not (changed := list(differences(before, now := state(watched())))):
            time.sleep(pause)
        before = now
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        note(f"\n--- {datetime.now().astimezone():%H:%M:%S}  {changed[0]}{more} changed")


def state(paths: Iterable[Path]) -> State:
    """Age and size of every file at or below ``paths``, but those that Python writes itself."""
    found = {}
    for path in _files(paths):
        try:
            stat = path.stat()
        except OSError:
            continue
        found[path] = (stat.st_mtime_ns, stat.st_size)
    return found


def differences(before: State, now: State) -> Iterator[Path]:
    """The files that are new, gone or changed."""
    yield from sorted(path for path in {*before, *now} if before.get(path) != now.get(path))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        inside = path.rglob("*") if path.is_dir() else (path,)
        yield from (one for one in inside if "__pycache__" not in one.parts and not one.is_dir())


def _once(do: Callable[[], int]) -> None:
    try:
        note(f"exit code {do()}")
    except FeelintError as error:
        note(f"feelint: {error.message}" + (f"\n  {error.hint}" if error.hint else ""))
        note(f"exit code {error.exit_code}")
