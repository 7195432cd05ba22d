"""What an experiment does in the basket that the base walk does not."""

from __future__ import annotations

from feelint.model.scene import Scene
from feelint.model.walk import Action
from feelint.model.words import Stage
from feelint.pilot import quantities, removals
from feelint.pilot.memory import Memory
from feelint.pilot.safety import refusal


def otherwise(scene: Scene, memory: Memory, stage: Stage) -> tuple[list[Action], str, str] | None:
    """Actions, why, and intent: a row that is taken out, or more of the item; None where nothing is to be done."""
    if stage.rank >= Stage.PAYMENT.rank:
        return None
    press = removals.removal(scene, memory)
    if press is not None and _may(press, scene, stage):
        return [press], "an experiment: takes the row out", removals.INTENT
    more = quantities.in_the_basket(scene, memory) if stage is Stage.BASKET else []
    if more and all(_may(action, scene, stage) for action in more):
        return more, f"asks for {memory.wants.quantity} of the item", quantities.INTENT
    return None


def _may(action: Action, scene: Scene, stage: Stage) -> bool:
    control = scene.control(action.node)
    return control is not None and (action.kind != "press" or refusal(control, scene, stage) is None)
