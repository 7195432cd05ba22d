"""The pilot's head: one scene and what was before, to the next thing to do. Pure: the same input, the same answer."""

from __future__ import annotations

from dataclasses import replace

from feelint.model.scene import Scene
from feelint.model.walk import Decision, Stop
from feelint.model.words import Outcome, Stage
from feelint.pilot import offers
from feelint.pilot.adding import again, back_to_the_item
from feelint.pilot.aftermath import thanks
from feelint.pilot.answers import decision, refusal_of, stop, waiting
from feelint.pilot.checkout import check_out
from feelint.pilot.drawn import unsettled, veiled
from feelint.pilot.listboxes import met, picking
from feelint.pilot.memory import Memory
from feelint.pilot.overlays import clear, is_drawer, overlay_key
from feelint.pilot.shopping import shop
from feelint.pilot.stages import place
from feelint.pilot.view import signature


def decide(scene: Scene, memory: Memory) -> tuple[Decision | Stop, Memory]:
    """What to do on ``scene``: a decision or a stop, and the memory with what was met on it.

    The walker hands back the memory with :meth:`Memory.with_visit` after it has acted.
    """
    stage = place(scene, memory)
    state = signature(scene)
    seen = memory.times(state)
    repair = (seen > 1 or memory.asked(state) or memory.refused(state)) and not memory.hindered
    if words := thanks(scene, memory):
        return stop(
            scene, stage, Outcome.LOST, "order-confirmation", f"the page thanks for an order: {words!r}"
        ), memory
    if (entry := picking(scene, memory)) is not None:
        if entry.kind == "wait":
            return decision(stage, [entry], f"waits {entry.name}", "wait"), memory
        if refusal_of(entry, scene, stage) is None:
            picked = memory.meeting(met(scene, entry, memory, stage))
            return decision(stage, [entry], f"picks {entry.name!r} from the list", "entry"), picked
    if scene.overlays and stage.rank >= Stage.BASKET.rank:
        memory = memory.meeting(offers.met(scene, memory, stage))
        offer = offers.taking(scene, memory, stage, over=True)
        if offer is not None and refusal_of(offer, scene, stage) is None:
            memory = memory.meeting(offers.met(scene, memory, stage, offer))
            return decision(stage, [offer], f"takes {offer.name!r}", offers.INTENT), memory
    cleared = clear(scene, memory, stage)
    if cleared is not None:
        actions, overlay = cleared
        stage = Stage.BASKET if stage is Stage.PRODUCT and memory.added and is_drawer(scene) else stage
        why = f"clears what lies over the page: {overlay.text[:60]}"
        return decision(stage, actions, why, "overlay"), replace(
            memory, dealt_with=(*memory.dealt_with, overlay_key(overlay))
        )
    if stage.rank <= Stage.PRODUCT.rank and (not memory.added or again(scene, memory)):
        if veiled(scene) and unsettled(scene, memory):
            return waiting(stage, "the page is drawn"), memory
        return shop(scene, memory, stage, seen, repair=repair)
    if (back := back_to_the_item(scene, memory, stage)) is not None:
        return back, memory
    found, noted = check_out(scene, memory, stage, seen, repair=repair)
    if stage is Stage.PRODUCT and is_drawer(scene):
        found = found.model_copy(update={"stage": Stage.BASKET})
    return found, noted
