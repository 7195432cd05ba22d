"""A choice that was made beforehand and folded away: a field that can only be read, with a "change" beside it."""

from __future__ import annotations

from itertools import pairwise

from feelint.model.scene import Control, Scene
from feelint.model.words import Intent, Stage
from feelint.pilot.lexis import speaks_of_delivery
from feelint.pilot.memory import Memory


def folded_delivery(scene: Scene, memory: Memory, stage: Stage) -> Control | None:
    """What opens the deliveries to choose from, once on each walk: the one that stands need not be the cheapest."""
    if not Stage.DETAILS.rank <= stage.rank < Stage.REVIEW.rank:
        return None
    pressed = {entry.split("|", 1)[1] for entry in memory.pressed}
    shown = [c for c in scene.controls if c.visible and not c.disabled]
    for field, beside in pairwise(shown):
        stands = field.intends(Intent.FIELD) and field.readonly and field.value and speaks_of_delivery(field.name)
        stays = beside.intends(Intent.EDIT) and (
            beside.role == "button" or beside.href.startswith(("#", "javascript:"))
        )
        if stands and stays and f"open|{beside.name}" not in pressed:
            return beside
    return None
