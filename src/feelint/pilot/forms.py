"""What is to be filled in, chosen and ticked on a scene before the walk can go on."""

from __future__ import annotations

from dataclasses import dataclass, field

from feelint.extract.words import control_classes
from feelint.model.scene import Control, Scene
from feelint.model.walk import Action
from feelint.model.words import Intent, Stage
from feelint.pilot import menus, offers, party, removals
from feelint.pilot.awaited import address_missing
from feelint.pilot.choices import (
    as_choice,
    groups,
    instead,
    is_radio,
    name_of,
    presets_extra,
    price_of,
    reachable,
    take,
    take_action,
)
from feelint.pilot.complaints import meant
from feelint.pilot.field import fill, select_entry
from feelint.pilot.fields import FORBIDDEN, Datum
from feelint.pilot.listboxes import is_drawn
from feelint.pilot.memory import Choice, Memory
from feelint.pilot.parts import filling
from feelint.pilot.quantities import (
    asked_for,
    at_the_item,
    box_of_the_price,
    from_nought,
    is_quantity,
    least,
    setting,
    standing,
)
from feelint.pilot.view import card_forms, fields, option_kind, search_forms

_EXTRA_KINDS = frozenset(("addon", "insurance", "donation", "tip", "fee", "handling", "fulfillment"))
_NEVER_TICKED = frozenset(("marketing_consent", "newsletter", "save_address", "different_address", "login"))
_PLACE = frozenset(("street", "city", "postal_code"))


@dataclass
class Work:
    """The actions that a page asks for, and what was met on the way."""

    actions: list[Action] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    presses: list[Action] = field(default_factory=list)
    """Presses that take an option and lead on at the same time."""
    touched_forms: set[int] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    """Required fields for which there is nothing to fill in."""


def work(scene: Scene, memory: Memory, stage: Stage, *, repair: bool = False) -> Work:
    """What is to be done on ``scene``. ``repair``: the page refused to go on, so what it seemed not to need is tried."""
    result = Work()
    login = login_fields(scene) | _spared(scene, memory)
    _fill(scene, memory, result, login, stage, repair=repair)
    _choose(scene, memory, result, stage, repair=repair)
    _tick(scene, memory, result, stage, repair=repair)
    if stage is Stage.PRODUCT:
        _variants(scene, memory, result, repair=repair)
    elif repair and stage.rank < Stage.PAYMENT.rank:
        result.actions += asked_for(scene, memory)
    _vary(scene, memory, result, stage)
    return result


def _vary(scene: Scene, memory: Memory, result: Work, stage: Stage) -> None:
    """What experiments may do otherwise is met, and done if it is wanted: a row taken out, a child, more of the item."""
    wanted: list[Action] = []
    if stage.rank >= Stage.BASKET.rank:
        wanted += menus.wanted(scene, memory)
        result.choices += menus.met(scene, memory, stage, [*wanted, *result.actions])
        result.choices += offers.met(scene, memory, stage)
        result.choices += removals.met(scene, memory, stage)
    if stage.rank < Stage.PAYMENT.rank:
        result.choices += party.met(scene, memory, stage)
        wanted += party.bringing(scene, memory)
    if stage is Stage.PRODUCT:
        wanted += at_the_item(scene, memory)
    taken = {action.node for action in wanted}
    result.actions = [*(action for action in result.actions if action.node not in taken), *wanted]


def login_fields(scene: Scene) -> set[int]:
    """Fields of a log-in form: a password that is not asked for twice and no address beside it."""
    by_form: dict[int, list[tuple[Control, Datum | None]]] = {}
    for control, datum in fields(scene):
        by_form.setdefault(control.form, []).append((control, datum))
    result: set[int] = set()
    for members in by_form.values():
        data = [datum for _, datum in members]
        asks = {"first_name", "last_name", "full_name", "street", "password_repeat", "city"} & {str(d) for d in data}
        if "password" in data and not asks and not _makes_account(scene, members[0][0].form):
            result |= {control.node for control, datum in members if datum in ("password", "username")}
            guest_radio = any("guest" in c.classes for c in scene.controls if c.intends(Intent.CHOICE))
            if not guest_radio:
                result |= {control.node for control, datum in members if datum == "email"}
    return result


def _asks_twice(scene: Scene, form: int) -> bool:
    return any(datum == "password_repeat" and control.form == form for control, datum in fields(scene))


def _makes_account(scene: Scene, form: int) -> bool:
    return any(
        "register" in c.classes and "login" not in c.classes and c.visible
        for c in scene.controls
        if c.form == form and c.form >= 0
    )


def _spared(scene: Scene, memory: Memory) -> set[int]:
    """Fields of a form that does nothing but make an account, while the page also leads on without one.

    Not once that way was tried on this page: then the shop insists.
    """
    asked = list(fields(scene))
    with_password = {control.form for control, datum in asked if datum == "password"} - {-1}
    beyond = with_password & {control.form for control, datum in asked if datum in _PLACE}
    accounts = {form for form in with_password - beyond if _makes_account(scene, form)}
    tried = {a.name for visit in memory.visits if visit.url == scene.url for a in visit.decision.actions if a.opens}
    aside = with_password | search_forms(scene)
    first = next((at for at, c in enumerate(scene.controls) if c.form in accounts), len(scene.controls))
    behind = (c for at, c in enumerate(scene.controls) if at > first and c.form not in aside and c.name not in tried)
    if not any(_goes_on_without_account(control) for control in behind):
        return set()
    return {control.node for control, _ in asked if control.form in accounts}


def _goes_on_without_account(control: Control) -> bool:
    words = {"checkout", "guest", "continue"} if control.form >= 0 else {"checkout", "guest"}
    alive = control.visible and not control.disabled and not control.intends(Intent.FIELD, Intent.CHOICE)
    return alive and bool(set(control.classes) & words) and not set(control.classes) & {"login", "register", "back"}


def _fill(scene: Scene, memory: Memory, result: Work, login: set[int], stage: Stage, *, repair: bool) -> None:
    separate = any(datum == "house_number" for _, datum in fields(scene))
    paying = search_forms(scene) if address_missing(scene, memory) else card_forms(scene) | search_forms(scene)
    early: list[Action] = []
    for control, datum in fields(scene):
        if datum in FORBIDDEN or control.readonly or control.node in login or control.form in paying:
            continue
        if is_drawn(control):
            continue
        if stage.rank < Stage.DETAILS.rank and not (control.required or repair) and datum not in ("quantity",):
            continue
        if stage is Stage.REVIEW and not (control.required or (repair and control.invalid)):
            continue
        if datum == "quantity" and stage is Stage.PRODUCT:
            continue
        if datum == "password" and not (control.required or repair or _asks_twice(scene, control.form)):
            continue
        if repair and not control.invalid and control.node in meant(scene):
            control = control.model_copy(update={"invalid": meant(scene)[control.node], "required": True})
        action = filling(control, scene, memory)
        action = action or fill(control, datum, memory, separate, repair=repair, missing=result.missing)
        if action is not None:
            result.touched_forms.add(control.form)
            (early if datum == "country" else result.actions).append(action)
    result.actions[:0] = early


def _choose(scene: Scene, memory: Memory, result: Work, stage: Stage, *, repair: bool) -> None:
    for group in groups(scene):
        if stage.rank < Stage.BASKET.rank and not presets_extra(group, scene):
            continue  # variants of the item stay as they are
        wanted = (instead(scene, memory, group) if repair else None) or take(scene, memory, group)
        if wanted is None:
            continue
        choice = as_choice(group, wanted, memory, stage, scene)
        if choice is not None:
            result.choices.append(choice)
        buttons = group.key.startswith("buttons:")
        if buttons:
            result.presses.append(take_action(wanted, button=True))
        elif not wanted.checked:
            result.touched_forms.add(wanted.form)
            result.actions.append(take_action(wanted, button=False))


def _tick(scene: Scene, memory: Memory, result: Work, stage: Stage, *, repair: bool) -> None:
    """Boxes: required consents before the payment stage, overrides of probes, and what a refusal points at."""
    overrides = memory.wants.taken
    boxes = [c for c in scene.controls if c.intends(Intent.CHOICE) and not is_radio(c) and reachable(c)]
    own = {action.name for visit in memory.visits for action in visit.decision.actions if action.kind == "tick"}
    for box in boxes:
        key = extra_key(box)
        if box.checked and box.default_checked and overrides.get(key) == "off":
            result.actions.append(Action(kind="untick", node=box.node, name=box.name))
            continue
        if (
            is_paid_extra(box, scene)
            and box.checked
            and box.name not in own
            and not any(c.key == key for c in memory.choices)
        ):
            result.choices.append(Choice(key, "untick", stage, box.name, ("on", "off"), "on"))
        if box.checked or not _needed(box, repair=repair) or stage is Stage.REVIEW:
            continue
        if stage is Stage.PAYMENT and not repair:
            continue
        result.touched_forms.add(box.form)
        result.actions.append(Action(kind="tick", node=box.node, name=box.name))
    if repair and stage.rank < Stage.PAYMENT.rank:
        _tick_what_is_lacking(scene, boxes, result)


def _tick_what_is_lacking(scene: Scene, boxes: list[Control], result: Work) -> None:
    """The page refused to go on: one of several boxes may be required, or a consent that no word names.

    Of each group that the complaint names by its label, as many as it asks for; else the cheapest of the priced boxes,
    and every other box of a form that is filled in. A lone priced box is an extra, unless the page complains of
    something. While there is anything else to answer, no priced box is the answer.
    """
    answered = bool(result.actions)
    done = {action.node for action in result.actions}
    named = _complained_of(boxes, scene)
    for group in named:
        lacking = max(least(scene), 1) - sum(box.checked or box.node in done for box in group)
        _take_cheapest([box for box in group if not box.checked and box.node not in done], lacking, scene, result)
    if named:
        return
    priced = [box for box in boxes if price_of(box, scene) is not None]
    told = len(priced) > 1 or any(sentence.alert for sentence in scene.sentences)
    if told and not answered and not any(box.checked or box.node in done for box in priced):
        _take_cheapest(priced, 1, scene, result)
    aside = done | {box.node for box in priced}
    for box in boxes:
        if box.checked or box.node in aside or set(box.classes) & _NEVER_TICKED or box.form not in result.touched_forms:
            continue
        result.actions.append(Action(kind="tick", node=box.node, name=box.name))


def _take_cheapest(boxes: list[Control], number: int, scene: Scene, result: Work) -> None:
    """Ticks the cheapest ``number`` of ``boxes``; one without a price costs nothing."""
    prices = {box.node: price.amount if (price := price_of(box, scene)) is not None else 0 for box in boxes}
    for box in sorted(boxes, key=lambda box: prices[box.node])[: max(number, 0)]:
        result.touched_forms.add(box.form)
        result.actions.append(Action(kind="tick", node=box.node, name=box.name))


def _complained_of(boxes: list[Control], scene: Scene) -> list[list[Control]]:
    """The groups of boxes that a complaint names by their label or stands at, each by itself."""
    complaints = " ".join(sentence.text for sentence in scene.sentences if sentence.alert).casefold()
    named: dict[str, list[Control]] = {}
    for box in boxes:
        if box.group and (box.invalid or (box.group_label and box.group_label.casefold() in complaints)):
            named.setdefault(box.group, []).append(box)
    return list(named.values())


def _needed(box: Control, *, repair: bool) -> bool:
    classes = set(box.classes) or set(control_classes(box.text[:120]))
    if classes & {"marketing_consent", "newsletter"} and not box.required:
        return False
    if box.required:
        return True
    return ("terms_accept" in classes or ("same_address" in classes and not box.checked)) and (
        repair or "terms_accept" in classes
    )


def is_paid_extra(box: Control, scene: Scene) -> bool:
    """Whether a ticked box adds money: an amount in its label or row, or the words of an extra."""
    priced = any((m := scene.amounts[i].money) is not None and m.amount for i in box.amounts)
    return priced or str(option_kind(box)) in _EXTRA_KINDS - {"fulfillment", "fee", "handling"}


def extra_key(box: Control) -> str:
    """Names an extra again on a fresh walk."""
    return f"untick:{name_of(box)[:120]}"


def _variants(scene: Scene, memory: Memory, result: Work, *, repair: bool) -> None:
    """On the product page: every group and select that has nothing chosen gets its cheapest or first usable option."""
    buyers = [c for c in scene.controls if c.visible and c.intends(Intent.ADD_TO_CART)]
    own = {c.form for c in buyers if c.form >= 0}
    counted: list[Control] = []
    for group in groups(scene):
        if own and group.options[0].form >= 0 and group.options[0].form not in own:
            continue
        wanted = take(scene, memory, group)
        if (
            group.chosen is None
            and wanted is not None
            and group.kind != "payment"
            and not group.key.startswith("buttons:")
        ):
            result.actions.append(take_action(wanted, button=False))
    for control in scene.controls:
        if not control.visible or control.disabled or control.overlay >= 0 or not control.intends(Intent.FIELD):
            continue
        if is_quantity(control):
            counted.append(control)
            continue
        if control.tag != "select" or (own and control.form not in own and not control.required):
            continue
        filled = next((a for a in result.actions if a.node == control.node), None)
        action = filled or select_entry(control, None, memory, repair=True)
        if action is None or action.datum:
            continue
        if (entry := menus.cheapest_entry(control, scene)) is not None:
            action = action.model_copy(update={"value": entry.value})
        result.actions = [*(a for a in result.actions if a is not filled), action]
    _quantity(counted, scene, memory, result, least(scene) if repair else 0)


def _quantity(counted: list[Control], scene: Scene, memory: Memory, result: Work, told: int) -> None:
    """Of the quantity boxes that stand at none, one gets the wanted number.

    That of the advertised price: the low end of a range, where one is told ("12 € – 48 €"); else the first.
    ``told`` is what a refusal asks for: the box that stands below it is raised.
    """
    below = [c for c in counted if standing(c).isdigit() and 0 < int(standing(c)) < told]
    result.actions += [action for c in below[:1] if (action := setting(c, memory, at_least=told))]
    empty = [control for control in counted if standing(control) in ("", "0")]
    if not counted:
        result.actions += from_nought(scene, memory)
    if not empty or any(standing(control) not in ("", "0") for control in counted):
        return
    own = box_of_the_price(empty, scene)
    result.actions += [action for action in [setting(own, memory)] if action]
