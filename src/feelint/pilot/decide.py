"""The pilot's head: one scene and what was before, to the next thing to do. Pure: the same input, the same answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urljoin

from feelint.model.scene import Control, Scene
from feelint.model.walk import Action, Decision, Stop
from feelint.model.words import Intent, Outcome, Stage
from feelint.pilot import offers
from feelint.pilot.adding import again, answers_first, back_to_the_item, first_of, held_back, own, try_again
from feelint.pilot.advance import Candidate, candidates, gone
from feelint.pilot.aftermath import thanks
from feelint.pilot.awaited import address_missing, lacks_delivery, patience, put_off
from feelint.pilot.complaints import complaints
from feelint.pilot.drawn import bare, unsettled, veiled
from feelint.pilot.forms import Work, work
from feelint.pilot.listboxes import INTENT as LISTBOX
from feelint.pilot.listboxes import met, opening, picking, typing, unanswered
from feelint.pilot.listings import product_link
from feelint.pilot.memory import Memory
from feelint.pilot.overlays import clear, covering, is_drawer, overlay_key
from feelint.pilot.presets import folded_delivery
from feelint.pilot.reasons import blocked, quote
from feelint.pilot.safety import is_guess, order_control, refusal
from feelint.pilot.stages import has_order_control, nobody_named, place
from feelint.pilot.swatches import INTENT as VARIANT
from feelint.pilot.swatches import missing_variant, only_opens, variant_link
from feelint.pilot.tiles import INTENT as TILE
from feelint.pilot.tiles import just_taken, missing_tile
from feelint.pilot.variations import otherwise
from feelint.pilot.view import asks_card, is_private, may_order, search_forms, signature

_MOST_LOOKS = 3


def decide(scene: Scene, memory: Memory) -> tuple[Decision | Stop, Memory]:
    """What to do on ``scene``: a decision or a stop, and the memory with what was met on it.

    The walker hands back the memory with :meth:`Memory.with_visit` after it has acted.
    """
    stage = place(scene, memory)
    state = signature(scene)
    seen = memory.times(state)
    repair = (seen > 0 or memory.refused(state)) and not memory.hindered
    if words := thanks(scene, memory):
        return _stop(
            scene, stage, Outcome.LOST, "order-confirmation", f"the page thanks for an order: {words!r}"
        ), memory
    if (entry := picking(scene, memory)) is not None:
        if entry.kind == "wait":
            return _decision(stage, [entry], f"waits {entry.name}", "wait", [], []), memory
        if refusal_of(entry, scene, stage) is None:
            picked = memory.meeting(met(scene, entry, memory, stage))
            return _decision(stage, [entry], f"picks {entry.name!r} from the list", "entry", [], []), picked
    if scene.overlays and stage.rank >= Stage.BASKET.rank:
        memory = memory.meeting(offers.met(scene, memory, stage))
        offer = offers.taking(scene, memory, stage, over=True)
        if offer is not None and refusal_of(offer, scene, stage) is None:
            memory = memory.meeting(offers.met(scene, memory, stage, offer))
            return _decision(stage, [offer], f"takes {offer.name!r}", offers.INTENT, [], []), memory
    cleared = clear(scene, memory, stage)
    if cleared is not None:
        actions, overlay = cleared
        why = f"clears what lies over the page: {overlay.text[:60]}"
        decision = Decision(stage=stage, actions=tuple(actions), why=why, intent="overlay")
        return decision, replace(memory, dealt_with=(*memory.dealt_with, overlay_key(overlay)))
    if stage.rank <= Stage.PRODUCT.rank and (not memory.added or again(scene, memory)):
        if veiled(scene) and unsettled(scene, memory):
            return _awaiting(stage, [], []), memory
        return _shop(scene, memory, stage, seen, repair=repair)
    if (back := back_to_the_item(scene, memory, stage)) is not None:
        return back, memory
    found, noted = _check_out(scene, memory, stage, seen, repair=repair)
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
        return _decision(Stage.PRODUCT, [*todo.actions, _press(variant)], why, VARIANT, ways, refused), memory
    if held := held_back(scene):
        ways = [way for way in ways if not way.control.intends(Intent.ADD_TO_CART)]
    adders = own([w for w in ways if w.control.intends(Intent.ADD_TO_CART)], scene)
    if not adders and seen < _MOST_LOOKS and (form := variant_link(scene)) is not None:
        goto = Action(kind="goto", value=urljoin(scene.url, form.href), name=form.name, opens=True)
        return _decision(stage, [goto], f"opens a form of the item: {form.name!r}", "product", ways, refused), memory
    known = adders or [w for w in ways if w.control.intends(Intent.ORDER, Intent.CONTINUE, Intent.SELECT_OPTION)]
    if not known and gone(scene) and (reason := blocked(scene, Stage.PRODUCT)):
        return _stop(scene, stage, Outcome.BLOCKED, reason, quote(scene)), memory
    adders = adders or ways
    box = opening(scene, memory, Stage.PRODUCT)
    if box is not None and refusal_of(box, scene, Stage.PRODUCT) is None:
        why = f"opens the list of {box.name!r}"
        return _decision(Stage.PRODUCT, [*todo.actions, box], why, LISTBOX, ways, refused), memory
    tile = missing_tile(scene, memory, {way.control.form for way in adders[:1]}, repair=repair)
    if tile is not None and refusal(tile, scene, Stage.PRODUCT) is None:
        return _decision(Stage.PRODUCT, [_press(tile)], f"takes {tile.name!r}", TILE, ways, refused), memory
    if memory.added and adders and (closed := _closed(adders[0].control, scene, memory)) is not None:
        why = f"opens {closed.name!r}, for the basket stayed empty"
        return _decision(Stage.PRODUCT, [_press(closed)], why, "open", ways, refused), memory
    if held and not todo.actions and memory.waits < 2 * _MOST_LOOKS:
        return _awaiting(stage, ways, refused), memory
    if seen < _MOST_LOOKS and (adders or (todo.actions and seen < 2)):
        actions = list(todo.actions)
        if adders and answers_first(adders[0].control, scene, actions):
            adders = []
        if adders:
            actions.append(_press(first_of(adders[min(seen, len(adders) - 1)].control, scene)))
        if adders and only_opens(scene.control(actions[-1].node), scene):
            why = f"opens the item by {actions[-1].name!r}"
            return _decision(Stage.LISTING, actions[-1:], why, "product", ways, refused), memory
        intent = "add_to_cart" if adders else "fill"
        why = f"puts the item into the basket by {actions[-1].name!r}" if adders else "chooses what the item needs"
        noted = replace(memory.meeting(todo.choices), item_name=memory.item_name or scene.item_name)
        return _decision(Stage.PRODUCT, actions, why, intent, ways, refused), noted
    if reason := blocked(scene, Stage.PRODUCT):
        return _stop(scene, stage, Outcome.BLOCKED, reason, quote(scene)), memory
    link = product_link(scene) if stage is Stage.LISTING else None
    if link is not None and seen < _MOST_LOOKS:
        goto = Action(kind="goto", value=urljoin(scene.url, link.href), name=link.name, opens=True)
        return _decision(stage, [goto], f"opens the first product: {link.name!r}", "product", ways, refused), memory
    if _only_logs_in(scene):
        return _stop(scene, stage, Outcome.BLOCKED, "login", "the shop asks to log in and offers no other way"), memory
    if scene.advertised_money is None and not scene.amounts:
        return _stop(scene, stage, Outcome.LOST, "no-price", "the page shows no price"), memory
    return _stop(scene, stage, Outcome.LOST, "no-basket-control", "no control puts the item into the basket"), memory


def _check_out(
    scene: Scene, memory: Memory, stage: Stage, seen: int, *, repair: bool
) -> tuple[Decision | Stop, Memory]:
    """From the basket to the final total: fill in, choose, go on, stop before the order."""
    todo = work(scene, memory, stage, repair=repair)
    todo.presses = [press for press in todo.presses if refusal_of(press, scene, stage) is None]
    account = any(action.datum in ("password", "password_repeat") for action in todo.actions)
    if account and not (memory.wants.allow_account or is_private(memory.start_url)):
        why = "the shop insists on an account; allow a fresh one with --allow-account"
        return _stop(scene, stage, Outcome.BLOCKED, "account", why), memory
    noted = replace(memory.meeting(todo.choices), account_made=memory.account_made or account)
    ways, refused = candidates(scene, noted, stage, todo.touched_forms)
    if seen >= _MOST_LOOKS - memory.turned_down(signature(scene)):
        hindered = memory.hindered
        if hindered in ("covered", "changed", "refused"):
            return _stop(
                scene, stage, Outcome.BLOCKED, "order-guard", f"the press was not made: {hindered}", refused
            ), noted
        return _end(scene, noted, stage, "loop", refused, todo.missing), noted
    box = opening(scene, noted, stage)
    if box is not None and refusal_of(box, scene, stage) is None:
        why = f"opens the list of {box.name!r}"
        return _decision(stage, [*todo.actions, box], why, LISTBOX, ways, refused), noted
    if repair and (again := typing(scene, noted)) is not None:
        why = f"types into {again.name!r} once more, to pick from its list"
        return _decision(stage, [again], why, LISTBOX, ways, refused), noted
    if memory.hindered == "covered" and (closer := covering(scene, memory, stage)) is not None:
        why = f"closes what lies over the page by {closer.name!r}"
        return _decision(stage, [_press(closer)], why, "overlay", ways, refused), noted
    by_address = bool(ways) and _go_by(ways[0].control, scene, memory, stage).kind == "goto"
    if unsettled(scene, memory, by_address=by_address):
        return _awaiting(stage, ways, refused), noted
    if (other := otherwise(scene, noted, stage)) is not None:
        return _decision(stage, *other, ways, refused), noted
    offer = offers.taking(scene, noted, stage)
    if offer is not None and refusal_of(offer, scene, stage) is None:
        noted = noted.meeting(offers.met(scene, noted, stage, offer))
        return _decision(stage, [*todo.actions, offer], f"takes {offer.name!r}", offers.INTENT, ways, refused), noted
    if repair and lacks_delivery(scene) and memory.waits < 2 * _MOST_LOOKS:
        wait = Action(kind="wait", name="until the deliveries are listed")
        return _decision(stage, [wait], "waits for the deliveries to be listed", "wait", ways, refused), noted
    if _is_final(scene, stage, todo, ways):
        if memory.waits < patience(scene, noted):
            wait = Action(kind="wait", name="until the deliveries are listed")
            return _decision(stage, [wait], "waits for the deliveries to be listed", "wait", ways, refused), noted
        return _reached(scene, noted, stage, refused), noted
    tile = missing_tile(scene, noted, {way.control.form for way in ways[:1]}, repair=repair)
    if tile is not None and refusal(tile, scene, stage) is None:
        return _decision(stage, [*todo.actions, _press(tile)], f"takes {tile.name!r}", TILE, ways, refused), noted
    folded = folded_delivery(scene, noted, stage)
    if folded is not None and refusal(folded, scene, stage) is None:
        why = f"opens {folded.name!r}, for what there is to choose from"
        return _decision(stage, [*todo.actions, _press(folded)], why, "open", ways, refused), noted
    if todo.presses and not (todo.actions and seen == 0 and ways):
        press = replace_press(todo.presses, seen)
        return _decision(stage, [*todo.actions, press], f"takes {press.name!r}", "select_option", ways, refused), noted
    opener = _opener(scene, noted, stage) if seen < _MOST_LOOKS else None
    if opener is not None and not todo.actions and (seen > 0 or not ways) and not (ways and just_taken(noted)):
        return _decision(stage, [_press(opener)], f"opens {opener.name!r} to choose", "open", ways, refused), noted
    if todo.actions or ways:
        actions = list(todo.actions)
        if ways:
            actions.append(_go_by(ways[min(seen, len(ways) - 1) if seen > 1 else 0].control, scene, memory, stage))
        elif seen > 0 and stage.rank >= Stage.DETAILS.rank:
            return _end(scene, noted, stage, "no-way-on", refused), noted
        return _decision(stage, actions, _why(todo, ways), _intent(ways), ways, refused), noted
    if (back := try_again(scene, noted, stage)) is not None:
        return back, noted
    if not refused and bare(scene, noted):
        return _awaiting(stage, ways, refused), noted
    return _end(scene, noted, stage, "no-way-on", refused), noted


def replace_press(presses: list[Action], seen: int) -> Action:
    """The press to try: another one when the first led nowhere."""
    return presses[min(seen, len(presses) - 1)]


def _is_final(scene: Scene, stage: Stage, todo: Work, ways: list[Candidate]) -> bool:
    """Whether the final total stands here: nothing left to fill in or to choose, and only an order could follow."""
    if scene.bill is None or scene.bill.total is None or stage.rank < Stage.DETAILS.rank:
        return False
    if todo.actions or todo.presses or unanswered(scene, stage):
        return False
    if asks_card(scene):
        return True
    orders = order_control(scene, stage) is not None or has_order_control(scene)
    onward = [w for w in ways if w.control.intends(Intent.CONTINUE, Intent.CHECKOUT, Intent.GUEST)]
    return orders and (stage is Stage.REVIEW or not onward)


def _end(
    scene: Scene, memory: Memory, stage: Stage, reason: str, refused: list[str], missing: Sequence[str] = ()
) -> Stop:
    """No way on: the total may stand here all the same; else it is said what kept the walk."""
    has_total = stage.rank >= Stage.DETAILS.rank and scene.bill is not None and scene.bill.total is not None
    open_question = complaints(scene) or unanswered(scene, stage)
    if has_total and order_control(scene, stage) is not None and not open_question:
        return _reached(scene, memory, stage, refused)
    if refused and asks_card(scene) and not complaints(scene):
        return _stop(scene, stage, Outcome.BLOCKED, "order-guard", refused[-1], refused)
    if told := blocked(scene, stage):
        return _stop(scene, stage, Outcome.BLOCKED, told, quote(scene), refused)
    if _only_logs_in(scene):
        return _stop(scene, stage, Outcome.BLOCKED, "login", "the shop asks to log in and offers no other way", refused)
    said = complaints(scene)
    if (said or missing) and stage.rank >= Stage.BASKET.rank:
        why = [*said, *(f"nothing is known to fill in for {name!r}" for name in missing)][0]
        return _stop(scene, stage, Outcome.BLOCKED, "refused", why, refused)
    last = order_control(scene, stage) if stage.rank >= Stage.DETAILS.rank else None
    if last is not None and may_order(last) and not has_total:
        why = f"no total stands here, and what leads on may order: {last.name!r}"
        return _stop(scene, stage, Outcome.BLOCKED, "order-guard", why, refused)
    return _stop(scene, stage, Outcome.LOST, reason, "; ".join(refused[:3]), refused)


def _reached(scene: Scene, memory: Memory, stage: Stage, refused: list[str]) -> Stop:
    """The final total; none is final while it is open who orders, or what delivery and tax come to."""
    if name := address_missing(scene, memory):
        why = f"nothing is known to fill in for {name!r}"
        return _stop(scene, stage, Outcome.BLOCKED, "refused", (complaints(scene) or [why])[0], refused)
    if nobody_named(scene, memory):
        why = "the total is not final yet: nobody was named who could order"
        return _stop(scene, stage, Outcome.BLOCKED, "no-final-total", why, refused)
    if row := put_off(scene):
        why = f"the total is not final yet: {row}"
        return _stop(scene, stage, Outcome.BLOCKED, "no-final-total", (complaints(scene) or [why])[0], refused)
    control = order_control(scene, stage)
    total = scene.bill.total if scene.bill else None
    why = f"the final total is {total}"
    if control is not None:
        why += f"; the order button is {control.name!r}"
        control = None if is_guess(control, scene, stage) else control
    return Stop(
        stage=Stage.REVIEW if has_order_control(scene) and not asks_card(scene) else stage,
        outcome=Outcome.REACHED,
        reason="final-total",
        why=why,
        refused=tuple(refused),
        order_control=control.node if control else -1,
    )


def _stop(
    scene: Scene, stage: Stage, outcome: Outcome, reason: str, why: str, refused: list[str] | None = None
) -> Stop:
    control = order_control(scene, stage) if stage.rank >= Stage.DETAILS.rank else None
    return Stop(
        stage=stage,
        outcome=outcome,
        reason=reason,
        why=why[:400],
        refused=tuple(refused or ()),
        order_control=control.node if control else -1,
    )


def _awaiting(stage: Stage, ways: list[Candidate], refused: list[str]) -> Decision:
    wait = Action(kind="wait", name="until the page is drawn")
    return _decision(stage, [wait], "waits for the page to be drawn", "wait", ways, refused)


def _decision(
    stage: Stage, actions: list[Action], why: str, intent: str, ways: list[Candidate], refused: list[str]
) -> Decision:
    others = tuple(f"{way.control.name or way.control.tag} ({way.score:.1f})" for way in ways[:6])
    return Decision(
        stage=stage, actions=tuple(actions), why=why, intent=intent, alternatives=others, refused=tuple(refused[:12])
    )


def refusal_of(action: Action, scene: Scene, stage: Stage) -> str | None:
    """Why an action's control may not be pressed."""
    control = scene.control(action.node)
    return "it is not there" if control is None else refusal(control, scene, stage)


def _press(control: Control) -> Action:
    return Action(kind="press", node=control.node, name=control.name, opens=True)


def _go_by(control: Control, scene: Scene, memory: Memory, stage: Stage) -> Action:
    """The press that leads on; before the details, a link that something covers is opened by its address."""
    covered = memory.hindered == "covered"
    ordinary = control.tag == "a" and control.href and not control.href.startswith(("#", "javascript:"))
    if covered and ordinary and stage.rank < Stage.DETAILS.rank:
        return Action(kind="goto", value=urljoin(scene.url, control.href), name=control.name, opens=True)
    return _press(control)


def _why(todo: Work, ways: list[Candidate]) -> str:
    parts = []
    if todo.actions:
        parts.append(f"fills in and chooses {len(todo.actions)}")
    if ways:
        parts.append(f"goes on by {ways[0].control.name!r}")
    return ", ".join(parts)


def _intent(ways: list[Candidate]) -> str:
    return str(ways[0].control.intents[0]) if ways else "fill"


def _only_logs_in(scene: Scene) -> bool:
    """Whether the page asks for a password to go on."""
    return any(c.type == "password" and c.visible for c in scene.controls) and any(
        c.visible and (c.intends(Intent.LOGIN) or "login" in c.classes) for c in scene.controls
    )


def _opener(scene: Scene, memory: Memory, stage: Stage) -> Control | None:
    """A closed section or a "change" beside something unset: where the page holds back what it needs."""
    if stage.rank < Stage.BASKET.rank:
        return None
    aside = search_forms(scene)
    buttons = [c for c in scene.controls if c.role == "button" and c.form not in aside]
    for wanted in (Intent.SELECT_OPTION, Intent.EDIT):
        able = [c for c in buttons if c.intends(wanted) and c.expanded is not True and c.checked is None]
        fits = [c for c in able if not refusal(c, scene, stage)]
        if fresh := _unpressed(fits, memory):
            return fresh
    closed = [c for c in buttons if c.expanded is False and c.overlay < 0]
    return _unpressed([c for c in closed if not refusal(c, scene, stage)], memory)


def _closed(adder: Control, scene: Scene, memory: Memory) -> Control | None:
    """A part of the item's own form that is still folded: what the item needs may be chosen there."""
    own = [c for c in scene.controls if c.role == "button" and c.expanded is False and c.form == adder.form >= 0]
    return _unpressed([c for c in own if c.overlay < 0 and not refusal(c, scene, Stage.PRODUCT)], memory)


def _unpressed(controls: list[Control], memory: Memory) -> Control | None:
    """The first that was not pressed yet; of several with one name, the one after those that were."""
    names = [entry.rsplit("|", 1)[-1] for entry in memory.pressed]
    for control in controls:
        twins = [c for c in controls if c.name == control.name]
        if control.visible and not control.disabled and twins.index(control) == names.count(control.name):
            return control
    return None
