"""The rows of a basket, and the control in a row that takes it out."""

from __future__ import annotations

from collections.abc import Sequence

from feelint.model.scene import BillLine, Box, Control, Look, Scene
from feelint.model.words import Intent

_SAME_ROW = 80
"""Pixels between the middles of a row's amount and of a control that still stands in that row (heuristic)."""


def removers(scene: Scene, lines: Sequence[BillLine]) -> dict[int, Control]:
    """By the position of a row among ``lines``, the control that takes it out; the first where a row has several.

    Only what is seen counts, and only where the layout is known.
    """
    rows = {n: look.box for n, line in enumerate(lines) if (look := _look(scene, line))}
    found: dict[int, Control] = {}
    for control in scene.controls:
        if not (rows and control.intends(Intent.REMOVE) and control.visible and control.look):
            continue
        box = control.look.box
        nearest = min(rows, key=lambda at: _apart(rows[at], box))
        if _apart(rows[nearest], box) <= _SAME_ROW:
            found.setdefault(nearest, control)
    return found


def _look(scene: Scene, line: BillLine) -> Look | None:
    return scene.amounts[line.amount_index].look if 0 <= line.amount_index < len(scene.amounts) else None


def _apart(one: Box, other: Box) -> float:
    """How far the middles of two boxes are apart, up and down."""
    return abs((one.y + one.bottom) - (other.y + other.bottom)) / 2
