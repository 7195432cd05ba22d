"""From the listing or the product into the basket: the item's choices, then the button.

``MOVES`` is the whole of it: the first move that answers is made.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin

from feelint.model.scene import Control, Scene
from feelint.model.walk import Action, Decision, Stop
from feelint.model.words import Intent, Outcome, Stage
from feelint.pilot.adding import answers_first, first_of, held_back, held_until_answered, own, pressed_in_vain
from feelint.pilot.advance import Candidate, candidates, gone
from feelint.pilot.answers import decision, press, stop
from feelint.pilot.endings import only_logs_in
from feelint.pilot.forms import work
from feelint.pilot.listboxes import INTENT as LISTBOX
from feelint.pilot.listboxes import opening
from feelint.pilot.listings import product_link
from feelint.pilot.memory import Memory
from feelint.pilot.openers import folded_part
from feelint.pilot.reasons import blocked, quote
from feelint.pilot.safety import refusal
from feelint.pilot.swatches import INTENT as VARIANT
from feelint.pilot.swatches import missing_variant, only_opens, variant_link
from feelint.pilot.tiles import INTENT as TILE
from feelint.pilot.tiles import days, just_taken, missing_tile
from feelint.pilot.turn import MOST_LOOKS, Answer, Move, Turn, first_answer

_INTO = (Intent.ORDER, Intent.CONTINUE, Intent.SELECT_OPTION)
"""What else than a basket's own words may put an item into it."""


def shop(scene: Scene, memory: Memory, stage: Stage, seen: int, *, repair: bool) -> tuple[Answer, Memory]:
    """What to do on a listing or a product, and the memory with what was met on it."""
    todo = work(scene, memory, Stage.PRODUCT, repair=repair)
    ways, refused = candidates(scene, memory, Stage.PRODUCT, todo.touched_forms, anew=True)
    if held_back(scene) is not None:
        ways = [way for way in ways if not way.control.intends(Intent.ADD_TO_CART)]
    answer = first_answer(MOVES, Turn(scene, memory, stage, seen, repair, todo, ways, refused))
    if isinstance(answer, Decision) and answer.intent in (Intent.ADD_TO_CART, "fill"):
        memory = replace(memory.meeting(todo.choices), item_name=memory.item_name or scene.item_name)
    return answer, memory


def _adders(turn: Turn) -> list[Candidate]:
    """The item's own ways into the basket, by their words."""
    return own([way for way in turn.ways if way.control.intends(Intent.ADD_TO_CART)], turn.scene)


def _at_the_item(turn: Turn, actions: list[Action], why: str, intent: str) -> Decision:
    return decision(Stage.PRODUCT, actions, why, intent, turn.ways, turn.refused)


def _is_allowed(control: Control, turn: Turn) -> bool:
    return refusal(control, turn.scene, Stage.PRODUCT) is None


def _takes_a_missing_variant(turn: Turn) -> Decision | None:
    memory = turn.memory
    variant = missing_variant(turn.scene, memory) if memory.added and not just_taken(memory) else None
    if variant is None or not _is_allowed(variant, turn):
        return None
    why = f"takes the variant {variant.name!r}, for the basket stayed empty"
    return _at_the_item(turn, [*turn.todo.actions, press(variant)], why, VARIANT)


def _opens_a_form_of_the_item(turn: Turn) -> Decision | None:
    form = variant_link(turn.scene) if not _adders(turn) and turn.seen < MOST_LOOKS else None
    if form is None:
        return None
    goto = Action(kind="goto", value=urljoin(turn.scene.url, form.href), name=form.name, opens=True)
    return turn.decides([goto], f"opens a form of the item: {form.name!r}", "product")


def _held(turn: Turn) -> Control | None:
    """The button that waits for an answer: the item's own, or where nothing else leads on the only one that would."""
    return held_back(turn.scene) or (None if turn.ways else held_until_answered(turn.scene))


def _missing_tile(turn: Turn) -> Control | None:
    """The box to press: in the form of the button that waits for it, else outside all forms.

    Where no button is shown at all, the days are asked for: the page shows it once one is chosen.
    """
    held = _held(turn)
    bare = held is None and not turn.ways and turn.stage is not Stage.LISTING
    asked = {day.form for day in days(turn.scene)} if bare else set()
    asking = {held.form} if held else asked or {way.control.form for way in (_adders(turn) or turn.ways)[:1]}
    waits = held is not None and not turn.todo.actions and turn.memory.waits > 0
    repair = turn.repair or waits or bool(asked)
    tile = missing_tile(turn.scene, turn.memory, asking, repair=repair)
    return tile or (missing_tile(turn.scene, turn.memory, {-1}, repair=repair) if held and held.form >= 0 else None)


def _is_gone(turn: Turn) -> Stop | None:
    known = _adders(turn) or [way for way in turn.ways if way.control.intends(*_INTO)]
    asks = _missing_tile(turn) is not None or (_held(turn) is not None and turn.todo.actions)
    return None if known or asks or not gone(turn.scene) else _is_blocked(turn)


def _opens_a_list(turn: Turn) -> Decision | None:
    box = opening(turn.scene, turn.memory, Stage.PRODUCT)
    control = turn.scene.control(box.node) if box else None
    if box is None or control is None or not _is_allowed(control, turn):
        return None
    return _at_the_item(turn, [*turn.todo.actions, box], f"opens the list of {box.name!r}", LISTBOX)


def _takes_a_tile(turn: Turn) -> Decision | None:
    tile = _missing_tile(turn)
    if tile is None or not _is_allowed(tile, turn):
        return None
    return _at_the_item(turn, [press(tile)], f"takes {tile.name!r}", TILE)


def _unfolds_a_part(turn: Turn) -> Decision | None:
    adders = (_adders(turn) or turn.ways) if turn.memory.added else []
    parts = (folded_part(adder.control, turn.scene, turn.memory) for adder in adders)
    closed = next((part for part in parts if part is not None), None)
    if closed is None:
        return None
    return _at_the_item(turn, [press(closed)], f"opens {closed.name!r}, for the basket stayed empty", "open")


def _waits_for_the_button(turn: Turn) -> Decision | None:
    if _held(turn) is None or turn.todo.actions or turn.memory.waits >= 2 * MOST_LOOKS:
        return None
    return turn.waits("the page is drawn")


def _puts_it_in(turn: Turn) -> Decision | None:
    """What the item asks for, and its button; where the button must wait for the answers, these alone."""
    scene, actions = turn.scene, list(turn.todo.actions)
    adders = _adders(turn) or turn.ways
    if turn.seen >= MOST_LOOKS or not (adders or (actions and turn.seen < 2)):
        return None
    if not adders or answers_first(adders[0].control, scene, actions):
        return _at_the_item(turn, actions, "chooses what the item needs", "fill")
    vain = max(pressed_in_vain(scene, turn.memory) - bool(actions), 0)
    button = first_of(adders[min(vain, len(adders) - 1)].control, scene)
    if only_opens(button, scene):
        why = f"opens the item by {button.name!r}"
        return decision(Stage.LISTING, [press(button)], why, "product", turn.ways, turn.refused)
    why = f"puts the item into the basket by {button.name!r}"
    return _at_the_item(turn, [*actions, press(button)], why, str(Intent.ADD_TO_CART))


def _is_blocked(turn: Turn) -> Stop | None:
    reason = blocked(turn.scene, Stage.PRODUCT)
    return stop(turn.scene, turn.stage, Outcome.BLOCKED, reason, quote(turn.scene)) if reason else None


def _opens_the_first_product(turn: Turn) -> Decision | None:
    listed = turn.stage is Stage.LISTING or not (_adders(turn) or turn.ways)
    link = product_link(turn.scene) if listed and turn.seen < MOST_LOOKS else None
    if link is None:
        return None
    goto = Action(kind="goto", value=urljoin(turn.scene.url, link.href), name=link.name, opens=True)
    return turn.decides([goto], f"opens the first product: {link.name!r}", "product")


def _finds_no_way_in(turn: Turn) -> Stop:
    scene, stage = turn.scene, turn.stage
    if only_logs_in(scene):
        return stop(scene, stage, Outcome.BLOCKED, "login", "the shop asks to log in and offers no other way")
    if scene.advertised_money is None and not scene.amounts:
        return stop(scene, stage, Outcome.LOST, "no-price", "the page shows no price")
    return stop(scene, stage, Outcome.LOST, "no-basket-control", "no control puts the item into the basket")


MOVES: tuple[Move, ...] = (
    _takes_a_missing_variant,
    _opens_a_form_of_the_item,
    _is_gone,
    _opens_a_list,
    _takes_a_tile,
    _unfolds_a_part,
    _waits_for_the_button,
    _puts_it_in,
    _is_blocked,
    _opens_the_first_product,
    _finds_no_way_in,
)
"""The moves of listing and product, in the order in which they are thought of; the last one always answers."""
