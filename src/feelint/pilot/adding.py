"""Whether the item lies in the basket: a press that should have put it in may have failed, or asked for more."""

from __future__ import annotations

from collections.abc import Sequence

from feelint.extract.words import blocker
from feelint.model.scene import Control, Look, Scene
from feelint.model.walk import Action, Decision
from feelint.model.words import Intent, Stage
from feelint.pilot.advance import Candidate, candidates
from feelint.pilot.field import is_placeholder
from feelint.pilot.forms import work
from feelint.pilot.lexis import asks_to_choose
from feelint.pilot.memory import Memory
from feelint.pilot.reasons import blocked
from feelint.pilot.swatches import INTENT as VARIANT
from feelint.pilot.swatches import missing_variant, only_opens
from feelint.pilot.tiles import INTENT as TILE
from feelint.pilot.tiles import days, missing_tile
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

    Nothing leads on, and it was tried only once, or what the page asked for has been answered since; or a drawer said that
    the basket is empty, each time so far; or its page did, and the walk has come back from there; or the page complains, and
    something on it is still to be answered.
    """
    acts = [visit.decision.intent for visit in memory.visits if visit.decision.intent not in ("overlay", "wait")]
    led = [act for act in acts if act != "fill"]
    if led[-1:] and led[-1] in _STILL_TO_ADD:
        return True
    buyers = {c.form for c in scene.controls if c.visible and c.intends(Intent.ADD_TO_CART)}
    complains = bool(buyers) and acts[-1:] == ["add_to_cart"] and memory.refused(signature(scene))
    if complains and missing_tile(scene, memory, buyers - {-1}, repair=True) is not None:
        return True
    if (complains or _asks_to_choose(scene, memory)) and missing_variant(scene, memory) is not None:
        return True
    if complains and work(scene, memory, Stage.PRODUCT, repair=True).actions:
        return True
    tries = acts.count("add_to_cart")
    empty = sum("empty_basket" in blocker(key) for key in memory.dealt_with)
    if 0 < tries <= empty and tries < _MOST_LOOKS:
        return True
    ways, _ = candidates(scene, memory, Stage.PRODUCT, set())
    answered = acts[-2:] == ["add_to_cart", "fill"] and bool(buyers) and tries < _MOST_LOOKS
    return ((tries < 2 or answered) and not ways) or _asks_on(scene, memory, ways)


def _asks_to_choose(scene: Scene, memory: Memory) -> bool:
    """Whether the page on which the item was put in now says that something has to be chosen: "Please select a size"."""
    acts = [visit for visit in memory.visits if visit.decision.intent not in ("overlay", "wait")]
    stayed = bool(acts) and acts[-1].decision.intent == "add_to_cart" and acts[-1].url == scene.url
    return stayed and any(s.alert and asks_to_choose(s.text) for s in scene.sentences)


def _asks_on(scene: Scene, memory: Memory, ways: list[Candidate]) -> bool:
    """Whether the press led to another page about the item, which puts it in: first its date is chosen, then its seat.

    That page has one button that does, of other words, or shows none before a day is chosen; and nothing leads on but,
    before it, a basket that counts nothing.
    """
    acts = [visit for visit in memory.visits if visit.decision.intent not in ("overlay", "wait")]
    if not acts or acts[-1].decision.intent != "add_to_cart" or acts[-1].url.split("?")[0] == scene.url.split("?")[0]:
        return False
    order = {control.node: at for at, control in enumerate(scene.controls)}
    buyers = [c for c in scene.controls if c.visible and c.role == "button" and c.intends(Intent.ADD_TO_CART)]
    asking = buyers or days(scene)[:1]
    if len(asking) != 1 or asking[0].name == acts[-1].decision.actions[-1].name:
        return False
    menu = (Intent.VIEW_CART, Intent.ORDER)
    return all(
        way.control.intents[0] in menu
        and order[way.control.node] < order[asking[0].node]
        and not int("".join(filter(str.isdecimal, way.control.name)) or 0)
        for way in ways
        if way.control.node != asking[0].node
    )


def pressed_in_vain(scene: Scene, memory: Memory) -> int:
    """How often the item was put in on this page and is still not in, since anything else was done there."""
    times = 0
    for visit in reversed(memory.visits):
        if visit.url != scene.url or visit.decision.intent in ("overlay", "wait", AGAIN):
            continue
        if visit.decision.intent != "add_to_cart" or visit.result:
            break
        times += 1
    return times


def answers_first(adder: Control, scene: Scene, actions: Sequence[Action]) -> bool:
    """Whether a select box of the item's form offers nothing yet, and what is about to be chosen may fill it.

    The colours of a size are listed once the size is chosen: the item is put in after another look.
    """
    chosen = {action.node for action in actions if action.kind in ("choose", "tick")}
    boxes = [c for c in scene.controls if c.visible and c.tag == "select" and c.form == adder.form]
    return bool(chosen) and any(box.node not in chosen and _offers_nothing(box) for box in boxes)


def _offers_nothing(box: Control) -> bool:
    real = (at for at, option in enumerate(box.options) if not option.disabled and not is_placeholder(box, at))
    return box.disabled or next(real, None) is None


def own(adders: list[Candidate], scene: Scene) -> list[Candidate]:
    """Those that put in the item itself: not the buttons of like words that stand at other goods, each by its own name.

    Where all buttons are alike, the one nearest to the advertised price is the item's.
    """
    lone = [way for way in adders if not way.control.intends(Intent.SELECT_OPTION)]
    price = scene.amounts[scene.advertised].look if scene.advertised >= 0 else None
    if lone or price is None or not scene.item_name:
        return lone or adders
    nearest = _nearest([way.control for way in adders], price)
    return sorted(adders, key=lambda way: way.control is not nearest)


def held_back(scene: Scene) -> Control | None:
    """The item's own button, the nearest to its price, where it cannot be pressed: what others put in is not the item.

    Where no price stands it is the only one.
    """
    price = scene.amounts[scene.advertised].look if scene.advertised >= 0 else None
    adders = [c for c in scene.controls if c.visible and c.tag != "a" and c.intends(Intent.ADD_TO_CART)]
    nearest = _nearest(adders, price) if price is not None else adders[0] if len(adders) == 1 else None
    if nearest is None or not nearest.disabled:
        return None
    return None if any(c.form == nearest.form >= 0 and not c.disabled for c in adders) else nearest


def held_until_answered(scene: Scene) -> Control | None:
    """The only button that would lead on, where it cannot be pressed yet: a day or a time has still to be chosen."""
    on = [c for c in scene.controls if c.visible and c.tag != "a" and c.intends(Intent.CONTINUE, Intent.ORDER)]
    alone = len(on) == 1 and on[0].disabled and "turn_page" not in on[0].classes
    return on[0] if alone else None


def _nearest(buttons: list[Control], price: Look) -> Control | None:
    away = [
        (abs(look.box.y - price.box.y) + abs(look.box.x - price.box.x) / 2, at)
        for at, button in enumerate(buttons)
        if (look := button.look) is not None
    ]
    return buttons[min(away)[1]] if away else None


def first_of(adder: Control, scene: Scene) -> Control:
    """Of links of one name that open the items of a list, the first on the page; any other control as it is."""
    if not only_opens(adder, scene):
        return adder
    return next(
        c for c in scene.controls if c.visible and c.tag == "a" and c.name == adder.name and only_opens(c, scene)
    )
