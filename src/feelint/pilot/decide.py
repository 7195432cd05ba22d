"""The pilot's head: one scene and what was before, to the next thing to do. Pure: the same input, the same answer."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin

from feelint.model.scene import Control, Scene
from feelint.model.walk import Action, Decision, Stop
from feelint.model.words import Intent, Outcome, Stage
from feelint.pilot import offers
from feelint.pilot.adding import again, answers_first, back_to_the_item, first_of, held_back, own, pressed_in_vain
from feelint.pilot.advance import candidates, gone
from feelint.pilot.aftermath import thanks
from feelint.pilot.answers import decision, press, refusal_of, stop, waiting
from feelint.pilot.checkout import MOST_LOOKS, check_out
from feelint.pilot.drawn import unsettled, veiled
from feelint.pilot.endings import only_logs_in
from feelint.pilot.forms import Work, work
from feelint.pilot.listboxes import INTENT as LISTBOX
from feelint.pilot.listboxes import met, opening, picking
from feelint.pilot.listings import product_link
from feelint.pilot.memory import Memory
from feelint.pilot.openers import folded_part
from feelint.pilot.overlays import clear, is_drawer, overlay_key
from feelint.pilot.reasons import blocked, quote
from feelint.pilot.safety import refusal
from feelint.pilot.stages import place
from feelint.pilot.swatches import INTENT as VARIANT
from feelint.pilot.swatches import missing_variant, only_opens, variant_link
from feelint.pilot.tiles import INTENT as TILE
from feelint.pilot.tiles import just_taken, missing_tile
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
        return _shop(scene, memory, stage, seen, repair=repair)
    if (back := back_to_the_item(scene, memory, stage)) is not None:
        return back, memory
    found, noted = check_out(scene, memory, stage, seen, repair=repair)
    if stage is Stage.PRODUCT and is_drawer(scene):
        found = found.model_copy(update={"stage": Stage.BASKET})
    return found, noted


def _shop(scene: Scene, memory: Memory, stage: Stage, seen: int, *, repair: bool) -> tuple[Decision | Stop, Memory]:
    """Listing and product: the required variants, then into the basket."""
    todo = work(scene, memory, Stage.PRODUCT, repair=repair)
    ways, refused = candidates(scene, memory, Stage.PRODUCT, todo.touched_forms, anew=True)
    variant = missing_variant(scene, memory) if memory.added and not just_taken(memory) else None
    if variant is not None and refusal(variant, scene, Stage.PRODUCT) is None:
        why = f"takes the variant {variant.name!r}, for the basket stayed empty"
        return decision(Stage.PRODUCT, [*todo.actions, press(variant)], why, VARIANT, ways, refused), memory
    if (held := held_back(scene)) is not None:
        ways = [way for way in ways if not way.control.intends(Intent.ADD_TO_CART)]
    adders = own([w for w in ways if w.control.intends(Intent.ADD_TO_CART)], scene)
    if not adders and seen < MOST_LOOKS and (form := variant_link(scene)) is not None:
        goto = Action(kind="goto", value=urljoin(scene.url, form.href), name=form.name, opens=True)
        return decision(stage, [goto], f"opens a form of the item: {form.name!r}", "product", ways, refused), memory
    known = adders or [w for w in ways if w.control.intends(Intent.ORDER, Intent.CONTINUE, Intent.SELECT_OPTION)]
    asking = {way.control.form for way in (adders or ways)[:1]} if held is None else {held.form}
    tile = missing_tile(scene, memory, asking, repair=repair or _waited_for(held, todo, memory))
    asks = tile is not None or (held is not None and bool(todo.actions))
    if not (known or asks) and gone(scene) and (reason := blocked(scene, Stage.PRODUCT)):
        return stop(scene, stage, Outcome.BLOCKED, reason, quote(scene)), memory
    adders = adders or ways
    box = opening(scene, memory, Stage.PRODUCT)
    if box is not None and refusal_of(box, scene, Stage.PRODUCT) is None:
        why = f"opens the list of {box.name!r}"
        return decision(Stage.PRODUCT, [*todo.actions, box], why, LISTBOX, ways, refused), memory
    if tile is not None and refusal(tile, scene, Stage.PRODUCT) is None:
        return decision(Stage.PRODUCT, [press(tile)], f"takes {tile.name!r}", TILE, ways, refused), memory
    if memory.added and adders and (closed := folded_part(adders[0].control, scene, memory)) is not None:
        why = f"opens {closed.name!r}, for the basket stayed empty"
        return decision(Stage.PRODUCT, [press(closed)], why, "open", ways, refused), memory
    if held is not None and not todo.actions and memory.waits < 2 * MOST_LOOKS:
        return waiting(stage, "the page is drawn", ways, refused), memory
    if seen < MOST_LOOKS and (adders or (todo.actions and seen < 2)):
        actions = list(todo.actions)
        if adders and answers_first(adders[0].control, scene, actions):
            adders = []
        if adders:
            vain = max(pressed_in_vain(scene, memory) - bool(actions), 0)
            actions.append(press(first_of(adders[min(vain, len(adders) - 1)].control, scene)))
        if adders and only_opens(scene.control(actions[-1].node), scene):
            why = f"opens the item by {actions[-1].name!r}"
            return decision(Stage.LISTING, actions[-1:], why, "product", ways, refused), memory
        intent = "add_to_cart" if adders else "fill"
        why = f"puts the item into the basket by {actions[-1].name!r}" if adders else "chooses what the item needs"
        noted = replace(memory.meeting(todo.choices), item_name=memory.item_name or scene.item_name)
        return decision(Stage.PRODUCT, actions, why, intent, ways, refused), noted
    if reason := blocked(scene, Stage.PRODUCT):
        return stop(scene, stage, Outcome.BLOCKED, reason, quote(scene)), memory
    link = product_link(scene) if stage is Stage.LISTING or not adders else None
    if link is not None and seen < MOST_LOOKS:
        goto = Action(kind="goto", value=urljoin(scene.url, link.href), name=link.name, opens=True)
        return decision(stage, [goto], f"opens the first product: {link.name!r}", "product", ways, refused), memory
    if only_logs_in(scene):
        return stop(scene, stage, Outcome.BLOCKED, "login", "the shop asks to log in and offers no other way"), memory
    if scene.advertised_money is None and not scene.amounts:
        return stop(scene, stage, Outcome.LOST, "no-price", "the page shows no price"), memory
    return stop(scene, stage, Outcome.LOST, "no-basket-control", "no control puts the item into the basket"), memory


def _waited_for(held: Control | None, todo: Work, memory: Memory) -> bool:
    """Whether the item's button stays off though nothing is left to fill in: it asks for more than fields."""
    return held is not None and not todo.actions and memory.waits > 0
