"""The pilot's head: one scene and what was before, to the next thing to do. Pure: the same input, the same answer."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin

from feelint.extract.words import blocker
from feelint.model.scene import Control, Scene
from feelint.model.walk import Action, Decision, Stop
from feelint.model.words import Intent, Outcome, Stage
from feelint.pilot.advance import Candidate, candidates
from feelint.pilot.aftermath import thanks
from feelint.pilot.choices import groups, price_of
from feelint.pilot.forms import Work, work
from feelint.pilot.listboxes import INTENT as LISTBOX
from feelint.pilot.listboxes import opening, picking, unanswered
from feelint.pilot.memory import Memory
from feelint.pilot.overlays import clear, overlay_key
from feelint.pilot.safety import is_guess, order_control, refusal
from feelint.pilot.stages import has_order_control, place
from feelint.pilot.swatches import INTENT as VARIANT
from feelint.pilot.swatches import missing_variant, variant_link
from feelint.pilot.variations import otherwise
from feelint.pilot.view import asks_card, is_private, search_forms, signature

_MOST_LOOKS = 3
AGAIN = "again"
"""The intent of going back to the item after its basket was found empty."""
_PATIENCE = 15
_REASONS = (
    "captcha", "login_required", "not_on_sale", "sold_out", "no_delivery", "minimum_order", "session_expired", "price_on_request",
    "insecure", "maintenance", "payment_not_available", "empty_basket",
)  # fmt: skip
_WORDS = {"login_required": "login", "insecure": "refused", "maintenance": "maintenance", "age_check": "age-check"}


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
    if (entry := picking(scene, memory)) is not None and refusal_of(entry, scene, stage) is None:
        return _decision(stage, [entry], f"picks {entry.name!r} from the list", "entry", [], []), memory
    cleared = clear(scene, memory, stage)
    if cleared is not None:
        action, overlay = cleared
        decision = Decision(
            stage=stage, actions=(action,), why=f"clears what lies over the page: {overlay.text[:60]}", intent="overlay"
        )
        return decision, replace(memory, dealt_with=(*memory.dealt_with, overlay_key(overlay)))
    if stage.rank <= Stage.PRODUCT.rank and (not memory.added or _again(scene, memory)):
        return _shop(scene, memory, stage, seen, repair=repair)
    if (back := _back_to_the_item(scene, memory, stage)) is not None:
        return back, memory
    return _check_out(scene, memory, stage, seen, repair=repair)


def _back_to_the_item(scene: Scene, memory: Memory, stage: Stage) -> Decision | None:
    """The item's page once more, where the basket says that it is empty: the press that should have put it in failed."""
    presses = [visit.url for visit in memory.visits if visit.decision.intent == "add_to_cart"]
    empty = stage is Stage.BASKET and (scene.bill is None or not scene.bill.lines) and _blocked(scene, stage)
    if empty != "empty-basket" or not presses or len(presses) >= _MOST_LOOKS:
        return None
    goto = Action(kind="goto", value=presses[0], name="the item's page", opens=True)
    return Decision(stage=stage, actions=(goto,), why="goes back to the item: the basket is empty", intent=AGAIN)


def _again(scene: Scene, memory: Memory) -> bool:
    """Whether putting it into the basket seems to have failed.

    Nothing leads on, and it was tried only once; or a drawer said that the basket is empty, each time so far; or its
    page did, and the walk has come back from there.
    """
    acts = [visit.decision.intent for visit in memory.visits if visit.decision.intent not in ("overlay", "wait")]
    if acts[-1:] == [AGAIN]:
        return True
    tries = acts.count("add_to_cart")
    empty = sum("empty_basket" in blocker(key) for key in memory.dealt_with)
    if 0 < tries <= empty and tries < _MOST_LOOKS:
        return True
    ways, _ = candidates(scene, memory, Stage.PRODUCT, set())
    return tries < 2 and not ways


def _shop(scene: Scene, memory: Memory, stage: Stage, seen: int, *, repair: bool) -> tuple[Decision | Stop, Memory]:
    """Listing and product: the required variants, then into the basket."""
    todo = work(scene, memory, Stage.PRODUCT, repair=repair)
    ways, refused = candidates(scene, memory, Stage.PRODUCT, todo.touched_forms, anew=True)
    variant = missing_variant(scene, memory) if memory.added else None
    if variant is not None and refusal(variant, scene, Stage.PRODUCT) is None:
        why = f"takes the variant {variant.name!r}, for the basket stayed empty"
        return _decision(Stage.PRODUCT, [*todo.actions, _press(variant)], why, VARIANT, ways, refused), memory
    adders = [w for w in ways if w.control.intends(Intent.ADD_TO_CART)]
    if not adders and seen < _MOST_LOOKS and (form := variant_link(scene)) is not None:
        goto = Action(kind="goto", value=urljoin(scene.url, form.href), name=form.name, opens=True)
        return _decision(stage, [goto], f"opens a form of the item: {form.name!r}", "product", ways, refused), memory
    adders = adders or ways
    box = opening(scene, memory, Stage.PRODUCT)
    if box is not None and refusal_of(box, scene, Stage.PRODUCT) is None:
        why = f"opens the list of {box.name!r}"
        return _decision(Stage.PRODUCT, [*todo.actions, box], why, LISTBOX, ways, refused), memory
    if memory.added and adders and (closed := _closed(adders[0].control, scene, memory)) is not None:
        why = f"opens {closed.name!r}, for the basket stayed empty"
        return _decision(Stage.PRODUCT, [_press(closed)], why, "open", ways, refused), memory
    if seen < _MOST_LOOKS and (adders or (todo.actions and seen < 2)):
        actions = list(todo.actions)
        if adders:
            actions.append(_press(adders[min(seen, len(adders) - 1)].control))
        why = f"puts the item into the basket by {actions[-1].name!r}" if adders else "chooses what the item needs"
        noted = replace(
            memory,
            item_name=memory.item_name or scene.item_name,
            choices=(*memory.choices, *todo.choices),
        )
        return _decision(Stage.PRODUCT, actions, why, "add_to_cart" if adders else "fill", ways, refused), noted
    if reason := _blocked(scene, Stage.PRODUCT):
        return _stop(scene, stage, Outcome.BLOCKED, reason, _quote(scene)), memory
    link = _product_link(scene) if stage is Stage.LISTING else None
    if link is not None and seen < _MOST_LOOKS:
        goto = Action(kind="goto", value=urljoin(scene.url, link.href), name=link.name, opens=True)
        return _decision(stage, [goto], f"opens the first product: {link.name!r}", "product", ways, refused), memory
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
    noted = replace(memory, choices=(*memory.choices, *todo.choices), account_made=memory.account_made or account)
    ways, refused = candidates(scene, noted, stage, todo.touched_forms)
    if seen >= _MOST_LOOKS:
        hindered = memory.hindered
        if hindered in ("covered", "changed", "refused"):
            return _stop(
                scene, stage, Outcome.BLOCKED, "order-guard", f"the press was not made: {hindered}", refused
            ), noted
        return _end(scene, stage, "loop", refused), noted
    box = opening(scene, noted, stage)
    if box is not None and refusal_of(box, scene, stage) is None:
        why = f"opens the list of {box.name!r}"
        return _decision(stage, [*todo.actions, box], why, LISTBOX, ways, refused), noted
    if unsettled(scene, memory):
        wait = Action(kind="wait", name="until the page is drawn")
        return _decision(stage, [wait], "waits for the page to be drawn", "wait", ways, refused), noted
    if (other := otherwise(scene, noted, stage)) is not None:
        return _decision(stage, *other, ways, refused), noted
    if _is_final(scene, stage, todo, ways):
        return _reached(scene, stage, refused), noted
    if todo.presses and not (todo.actions and seen == 0 and ways):
        press = replace_press(todo.presses, seen)
        return _decision(stage, [*todo.actions, press], f"takes {press.name!r}", "select_option", ways, refused), noted
    opener = _opener(scene, noted, stage) if seen < _MOST_LOOKS else None
    if opener is not None and not todo.actions and (seen > 0 or not ways):
        return _decision(stage, [_press(opener)], f"opens {opener.name!r} to choose", "open", ways, refused), noted
    if todo.actions or ways:
        actions = list(todo.actions)
        if ways:
            actions.append(_go_by(ways[min(seen, len(ways) - 1) if seen > 1 else 0].control, scene, memory, stage))
        elif seen > 0 and stage.rank >= Stage.DETAILS.rank:
            return _end(scene, stage, "no-way-on", refused), noted
        return _decision(stage, actions, _why(todo, ways), _intent(ways), ways, refused), noted
    return _end(scene, stage, "no-way-on", refused), noted


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


def unsettled(scene: Scene, memory: Memory) -> bool:
    """Whether the page is worth another moment: its sums are being drawn, or something lay over what was pressed."""
    waiting = _half_drawn(scene) or _lags_behind(scene) or memory.hindered == "covered"
    return waiting and memory.waits < _PATIENCE


def _half_drawn(scene: Scene) -> bool:
    """Whether the sums are being drawn anew: a total without rows, while another total of that name is not shown."""
    bill = scene.bill
    if bill is None or bill.total is None or bill.lines or not bill.total_label:
        return False
    return any(
        not a.visible and not a.struck and a.label == bill.total_label and a.money not in (None, bill.total)
        for a in scene.amounts
    )


def _lags_behind(scene: Scene) -> bool:
    """Whether a delivery that costs something was taken, and the total is still the sum of the goods."""
    bill = scene.bill
    if bill is None or bill.total is None or bill.total != bill.subtotal:
        return False
    taken = [group.chosen for group in groups(scene) if group.kind == "delivery" and group.chosen is not None]
    prices = [price for option in taken if (price := price_of(option, scene)) is not None and price.amount > 0]
    return any(price not in [line.amount for line in bill.lines] for price in prices)


def _end(scene: Scene, stage: Stage, reason: str, refused: list[str]) -> Stop:
    """No way on: the total may stand here all the same; else it is said what kept the walk."""
    has_total = stage.rank >= Stage.DETAILS.rank and scene.bill is not None and scene.bill.total is not None
    open_question = _complaints(scene) or unanswered(scene, stage)
    if has_total and order_control(scene, stage) is not None and not open_question:
        return _reached(scene, stage, refused)
    blocked = _blocked(scene, stage)
    if blocked:
        return _stop(scene, stage, Outcome.BLOCKED, blocked, _quote(scene), refused)
    if _only_logs_in(scene):
        return _stop(scene, stage, Outcome.BLOCKED, "login", "the shop asks to log in and offers no other way", refused)
    complaints = _complaints(scene)
    if complaints and stage.rank >= Stage.BASKET.rank:
        return _stop(scene, stage, Outcome.BLOCKED, "refused", complaints[0], refused)
    return _stop(scene, stage, Outcome.LOST, reason, "; ".join(refused[:3]), refused)


def _reached(scene: Scene, stage: Stage, refused: list[str]) -> Stop:
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


def _complaints(scene: Scene) -> list[str]:
    """What the page says to be wrong."""
    fields = [f"{c.name or c.placeholder}: {c.invalid}" for c in scene.controls if c.invalid and c.visible]
    return [*fields, *(s.text[:200] for s in scene.sentences if s.alert and len(s.text) < 300)]


def _blocked(scene: Scene, stage: Stage) -> str:
    """The reason that the page itself gives for not going on, or the empty string."""
    text = "\n".join([*(s.text for s in scene.sentences), *(h.text for h in scene.headings), scene.title])
    found = blocker(text[:8000])
    for reason in _REASONS:
        if reason in found and not (reason == "empty_basket" and stage.rank <= Stage.PRODUCT.rank):
            return _WORDS.get(reason, reason.replace("_", "-"))
    return ""


def _quote(scene: Scene) -> str:
    """The sentence that says so."""
    for text in [*(s.text for s in scene.sentences), *(h.text for h in scene.headings)]:
        if blocker(text[:400]):
            return text[:300]
    return scene.title


def _product_link(scene: Scene) -> Control | None:
    """The first link of a listing that leads to a product: one whose box also holds a price."""
    priced = [a.label for a in scene.amounts if a.visible and a.label]
    links = [
        c
        for c in scene.controls
        if c.tag == "a" and c.visible and c.href and not c.href.startswith(("#", "javascript:", "mailto:"))
    ]
    return next(
        (
            link
            for link in links
            if link.name and any(link.name[:60] in label or label in link.name for label in priced)
        ),
        None,
    )


def _opener(scene: Scene, memory: Memory, stage: Stage) -> Control | None:
    """A closed section or a "change" beside something unset: where the page holds back what it needs."""
    if stage.rank < Stage.BASKET.rank:
        return None
    aside = search_forms(scene)
    buttons = [c for c in scene.controls if c.role == "button" and c.form not in aside]
    for wanted in (Intent.SELECT_OPTION, Intent.EDIT):
        fits = [c for c in buttons if c.intends(wanted) and c.expanded is not True and not refusal(c, scene, stage)]
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
