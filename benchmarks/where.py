"""A stop-watch on the walker's parts: how often each is called in a walk, and how long it takes."""

from __future__ import annotations

import functools
import inspect
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Self
from unittest.mock import patch

from feelint.capture.store import CaptureWriter
from feelint.walker import actions, session, walk
from feelint.walker.actions import Hands
from feelint.walker.session import Head, Session

PARTS: tuple[tuple[str, Any, str], ...] = (
    ("open context", Session, "open"),
    ("close context", Session, "close"),
    ("first page", Session, "goto"),
    ("look", Session, "look"),
    ("  observe (script call)", session, "observe"),
    ("forbid submitters", Session, "forbid"),
    ("act", Hands, "carry_out"),
    ("  fill", Hands, "_fill"),
    ("  tick", Hands, "_tick"),
    ("  choose", Hands, "_choose"),
    ("  press", Hands, "_press"),
    ("  structure", Hands, "_structure"),
    ("  settle", actions, "settle"),
    ("keep", Session, "keep"),
    ("  pictures", Session, "_shoot"),
    ("  snapshot: redact, pack, write", CaptureWriter, "snapshot"),
    ("save the index", CaptureWriter, "save"),
    ("picture of the final page", walk.Walk, "photograph"),
)
"""What is timed; an indented part is inside the one above it, pictures overlap with reading the scene."""


class Where:
    """Times the parts while the block runs. Parts that wait for one another overlap: the sum is not the whole."""

    def __init__(self) -> None:
        self._calls: dict[str, list[float]] = defaultdict(list)
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        for name, owner, attribute in PARTS:
            whole = inspect.getattr_static(owner, attribute)
            inner = whole.__func__ if isinstance(whole, classmethod) else whole
            timed = self._timed(name, inner)
            self._stack.enter_context(
                patch.object(owner, attribute, classmethod(timed) if isinstance(whole, classmethod) else timed)
            )
        head = Head.default()
        fields = {"read_scene": "read_scene", "decide": "decide", "signature": "signature"}
        timed_head = Head(
            **{**vars(head), **{key: self._timed(name, getattr(head, key)) for key, name in fields.items()}}
        )
        self._stack.enter_context(patch.object(Head, "default", classmethod(lambda _: timed_head)))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def timed(*args: Any, **kwargs: Any) -> Any:
                began = time.perf_counter()
                try:
                    return await function(*args, **kwargs)
                finally:
                    self._calls[name].append(time.perf_counter() - began)

            return timed

        @functools.wraps(function)
        def timed_now(*args: Any, **kwargs: Any) -> Any:
            began = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                self._calls[name].append(time.perf_counter() - began)

        return timed_now

    def table(self, walks: int) -> str:
        """Calls and milliseconds a walk, in the order of the walk."""
        order = [name for name, _, _ in PARTS]
        order[order.index("  observe (script call)") + 1 : order.index("  observe (script call)") + 1] = ["read_scene"]
        names = [*order, *(name for name in self._calls if name not in order)]
        lines = [
            f"  {name:<34} {len(calls) / walks:6.1f} calls {sum(calls) / walks * 1000:7.0f} ms"
            for name in names
            if (calls := self._calls.get(name))
        ]
        return "\n".join(lines)
