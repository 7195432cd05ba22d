"""Whether the item lies in the basket: a press that should have put it in may have failed, or asked for more."""

from __future__ import annotations

from feelint.extract.words import blocker
from feelint.model.scene import Control, Scene
from feelint.model.walk import Action, Decision
from feelint.model.words import Intent, Stage
from feelint.pilot.advance import Candidate, candidates
from feelint.pilot.memory import Memory
from feelint.pilot.reasons import blocked
from feelint.pilot.swatches import INTENT as VARIANT
from feelint.pilot.swatches import only_opens
from feelint.pilot.tiles import INTENT as TILE
from feelint.pilot.tiles import missing_tile
from feelint.pilot.view import signature

_MOST_LOOKS = 3
AGAIN = "again"
"""The intent of going back to the item after its basket was found empty."""
_STILL_TO_ADD = (AGAIN, TILE, VARIANT)
"""After these the item has still to be put in."""


def back_to_the_item(scene: Scene, memory: Memory, stage: Stage) -> Decision | None:
    """The item's page once more, where the basket says that it is empty: the press that should have put it in failed."""
    presses = [visit.url for visit in memory.visits if visit.decision.intent == "add_to_cart"]
    empty = stage is Stage.BASKET and (scene.bill is None or not scene.bill.lines) and blocked(scene, stage)
    if empty != "empty-basket" or not presses or len(presses) >= _MOST_LOOKS:
        return None
    goto = Action(kind="goto", value=presses[0], name="the item's page", opens=True)
    return Decision(stage=stage, actions=(goto,), why="goes back to the item: the basket is empty", intent=AGAIN)


def try_again(scene: Scene, memory: Memory, stage: Stage) -> Decision | None:
    """The item's page once more, where a basket shows no row and leads nowhere: it was put in once, and in vain."""
    presses = [visit.url for visit in memory.visits if visit.decision.intent == "add_to_cart"]
    went_back = any(visit.decision.intent == AGAIN for visit in memory.visits)
    bare = stage is Stage.BASKET and (scene.bill is None or not scene.bill.lines)
    if not bare or not presses or went_back:
        return None
    goto = Action(kind="goto", value=presses[0], name="the item's page", opens=True)
    return Decision(stage=stage, actions=(goto,), why="goes back to the item: its basket leads nowhere", intent=AGAIN)


def again(scene: Scene, memory: Memory) -> bool:
    """Whether putting it into the basket seems to have failed.

    Nothing leads on, and it was tried only once; or a drawer said that the basket is empty, each time so far; or its
    page did, and the walk has come back from there; or the page complains, and something on it is still to be answered.
    """
    acts = [visit.decision.intent for visit in memory.visits if visit.decision.intent not in ("overlay", "wait")]
    led = [act for act in acts if act != "fill"]
    if led[-1:] and led[-1] in _STILL_TO_ADD:
        return True
    buyers = {c.form for c in scene.controls if c.visible and c.intends(Intent.ADD_TO_CART)}
    complains = bool(buyers) and acts[-1:] == ["add_to_cart"] and memory.refused(signature(scene))
    if complains and missing_tile(scene, memory, buyers - {-1}, repair=True) is not None:
        return True
    tries = acts.count("add_to_cart")
    empty = sum("empty_basket" in blocker(key) for key in memory.dealt_with)
    if 0 < tries <= empty and tries < _MOST_LOOKS:
        return True
    ways, _ = candidates(scene, memory, Stage.PRODUCT, set())
    return (tries < 2 and not ways) or _asks_on(scene, memory, ways)


def _asks_on(scene: Scene, memory: Memory, ways: list[Candidate]) -> bool:
    """Whether the press led to another page about the item, which puts it in: first its date is chosen, then its seat.

    That page has one button that does, of other words; and nothing leads on but, before it, a basket that counts nothing.
    """
    acts = [visit for visit in memory.visits if visit.decision.intent not in ("overlay", "wait")]
    if not acts or acts[-1].decision.intent != "add_to_cart" or acts[-1].url.split("?")[0] == scene.url.split("?")[0]:
        return False
    order = {control.node: at for at, control in enumerate(scene.controls)}
    buyers = [c for c in scene.controls if c.visible and c.role == "button" and c.intends(Intent.ADD_TO_CART)]
    if len(buyers) != 1 or buyers[0].name == acts[-1].decision.actions[-1].name:
        return False
    menu = (Intent.VIEW_CART, Intent.ORDER)
    return all(
        way.control.intents[0] in menu
        and order[way.control.node] < order[buyers[0].node]
        and not any(map(str.isdigit, way.control.name))
        for way in ways
        if way.control.node != buyers[0].node and "terms_accept" not in way.control.classes
    )


def first_of(adder: Control, scene: Scene) -> Control:
    """Of links of one name that open the items of a list, the first on the page; any other control as it is."""
    if not only_opens(adder, scene):
        return adder
    return next(
        c for c in scene.controls if c.visible and c.tag == "a" and c.name == adder.name and only_opens(c, scene)
    )
