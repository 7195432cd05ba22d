"""What a scene says does not change: a decision asks dozens of times, and it is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from feelint.model.scene import Scene

T = TypeVar("T")


def once(function: Callable[[Scene], T]) -> Callable[[Scene], T]:
    """``function``, which remembers its answer for the scene that it was asked about last; the answer is not to be changed."""
    last: list[tuple[Scene, T]] = []

    @wraps(function)
    def asked(scene: Scene) -> T:
        if not last or last[0][0] is not scene:
            last[:] = [(scene, function(scene))]
        return last[0][1]

    return asked
