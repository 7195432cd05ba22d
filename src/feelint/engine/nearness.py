"""Where things stand to one another on the screen, as far as their layout is known."""

from __future__ import annotations

from feelint.model.scene import Look

NEAR = 150
"""At most so many pixels of white space, up and down, between what belongs together (heuristic)."""
BESIDE = 300
"""The same from side to side: columns of one card are wider apart than its lines (heuristic)."""


def gap(one: Look, other: Look) -> tuple[float, float]:
    """The white space between two boxes, from side to side and up and down; zero where they overlap."""
    a, b = one.box, other.box
    return max(a.x - b.right, b.x - a.right, 0), max(a.y - b.bottom, b.y - a.bottom, 0)


def near(one: Look | None, other: Look | None) -> bool | None:
    """Whether two things stand together; None where the layout is not known."""
    if one is None or other is None:
        return None
    across, down = gap(one, other)
    return across <= BESIDE and down <= NEAR


def same_screen(one: Look | None, other: Look | None, height: int) -> bool | None:
    """Whether both can be seen without scrolling in between, on a screen of that height; None: not known."""
    if one is None or other is None or not height:
        return None
    return max(one.box.bottom, other.box.bottom) - min(one.box.y, other.box.y) <= height
