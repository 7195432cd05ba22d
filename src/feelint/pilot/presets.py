"""A choice that was made beforehand and folded away: what stands, with a "change" beside it."""

from __future__ import annotations

from itertools import pairwise

from feelint.extract.words import heading_stage
from feelint.model.scene import Control, Scene
from feelint.model.words import Intent, Stage
from feelint.pilot.lexis import speaks_of_delivery, speaks_of_payment
from feelint.pilot.memory import Memory


def folded_delivery(scene: Scene, memory: Memory, stage: Stage) -> Control | None:
    """What opens the deliveries or ways to pay, once on each walk: what stands need not be the cheapest.

    A "change" that names them itself ("Change delivery method"; the address of a delivery is none), or one beside a field
    that only shows the delivery.
    """
    if not Stage.DETAILS.rank <= stage.rank < Stage.REVIEW.rank:
        return None
    pressed = {entry.split("|", 1)[1] for entry in memory.pressed}
    shown = [c for c in scene.controls if c.visible and not c.disabled]
    named = (c for c in shown if speaks_of_delivery(c.name) or speaks_of_payment(c.name))
    named = (c for c in named if heading_stage(c.name) != {Stage.DETAILS})
    for control in named:
        if _changes_here(control) and not pressed & {f"open|{control.name}", f"edit|{control.name}"}:
            return control
    for field, beside in pairwise(shown):
        stands = field.intends(Intent.FIELD) and field.readonly and field.value and speaks_of_delivery(field.name)
        if stands and _changes_here(beside) and f"open|{beside.name}" not in pressed:
            return beside
    return None


def _changes_here(control: Control) -> bool:
    """Whether it says that it changes something and leads to no other page."""
    submits = control.type in ("submit", "image") and control.form >= 0
    here = (control.role == "button" and not submits) or control.href.startswith(("#", "javascript:"))
    return control.intends(Intent.EDIT) and here
