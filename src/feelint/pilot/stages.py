"""Which stage a scene is at: by its step indicator, its headings, and what it asks for."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urljoin, urlsplit

from feelint.extract.words import heading_stage, signals
from feelint.model.scene import Control, Scene
from feelint.model.words import Intent, Stage
from feelint.pilot.choices import groups
from feelint.pilot.field import is_placeholder
from feelint.pilot.forms import login_fields
from feelint.pilot.lexis import delivers, pays, speaks_of_delivery
from feelint.pilot.listings import is_listing
from feelint.pilot.memory import Memory
from feelint.pilot.view import (
    ADDRESS,
    OPTIONAL,
    asks_address,
    asks_card,
    fields,
    is_ours,
    is_two_faced,
    may_order,
    search_buttons,
    search_forms,
)

_TITLE_PARTS = re.compile(r"\s[-–—·•:»>/]+\s|\s*[|｜]\s*|\s*::\s*")
_SLOGAN = 5
"""More words in a part of a title are no step of the way, but what the shop says of itself on every page.

So is one of fewer words that promises something for nothing: "Free delivery on all orders".
"""
_AGAIN = "again"
"""The intent of going back to the item, whose basket was found empty (an account made on the way may empty it)."""
_NOBODY = frozenset(("", "postal_code", "country", "region", "city", "quantity"))
"""What is asked for before anybody is named."""
_CHECKOUT = (Stage.DETAILS, Stage.DELIVERY, Stage.PAYMENT, Stage.REVIEW)


def stage_of(scene: Scene) -> Stage:
    """The stage of a scene; what it asks for decides where words say nothing or several things."""
    asked = asked_stages(scene)
    marked = _marked(scene)
    if len(marked) == 1:
        stage = next(iter(marked))
        early = stage is Stage.DELIVERY and Stage.DETAILS in asked and _ahead(scene) & {"payment", "review"}
        return Stage.DETAILS if early else stage
    headed = _headed(scene)
    if marked:
        both = [stage for stage in asked if stage in marked] or [stage for stage in headed if stage in marked]
        return both[0] if both else min(marked, key=lambda stage: stage.rank)
    buys = any(c.visible and c.intends(Intent.ADD_TO_CART) for c in scene.controls)
    if len(headed) == 1 and not (buys and headed[0] not in (Stage.LISTING, Stage.PRODUCT, Stage.BASKET)):
        stage = headed[0]
        if buys and stage is Stage.BASKET and not _has_bill(scene):
            return Stage.PRODUCT
        if stage not in (Stage.LISTING, Stage.PRODUCT) or not asked:
            return _corrected(stage, asked, orders=has_order_control(scene))
    if buys and (asked in ([], [Stage.REVIEW]) or (asked == [Stage.DETAILS] and _asks_beside(scene, headed))):
        return Stage.PRODUCT
    if (
        buys
        and set(asked) <= {Stage.DELIVERY, Stage.REVIEW}
        and scene.advertised_money is not None
        and not _has_bill(scene)
    ):
        return Stage.PRODUCT  # whether it shall be sent or fetched is asked at the item already
    if asked:
        return asked[0]
    if len(headed) > 1:
        return next((stage for stage in headed if stage in _CHECKOUT), headed[0])
    if buys or (scene.advertised_money is not None and not _has_bill(scene)):
        return Stage.LISTING if not buys and is_listing(scene) else Stage.PRODUCT
    if _has_bill(scene):
        return Stage.BASKET
    return headed[0] if headed else Stage.PRODUCT


def _asks_beside(scene: Scene, headed: list[Stage]) -> bool:
    """Whether a page puts forward an item with its price, and asks about the customer only beside it.

    A letter to subscribe to, a review, the postage to a place: no form that puts the item into the basket, and none with
    a button that may order.
    """
    if scene.advertised_money is None or _has_bill(scene) or set(headed) & set(_CHECKOUT):
        return False
    asked: dict[int, set[str]] = {}
    for control, datum in fields(scene):
        if datum in ADDRESS:
            asked.setdefault(control.form, set()).add(str(datum))
    adds = {c.form for c in scene.controls if c.visible and c.intends(Intent.ADD_TO_CART) and c.form >= 0}
    orders = {c.form for c in scene.controls if c.visible and may_order(c)}
    return not adds & asked.keys() and not any(len(asked.get(form, ())) > 1 for form in orders)


def place(scene: Scene, memory: Memory) -> Stage:
    """The stage of a scene on this walk.

    The first page puts forward an item: nothing lies in the basket yet, whatever it adds up, unless a saved session put
    it there. Once the checkout was
    entered, a page that says nothing is part of it. Once the payment stage was passed, no page is before it any more,
    whatever it looks like: what the fences refuse there they refuse from then on.
    """
    stage = stage_of(scene)
    if any(visit.stage.rank >= Stage.PAYMENT.rank and not visit.result for visit in memory.visits):
        return max(stage, Stage.PAYMENT, key=lambda each: each.rank)
    if stage is Stage.DELIVERY and _only_estimates(scene, memory):
        return Stage.BASKET
    entered = any(
        visit.stage.rank >= Stage.DETAILS.rank
        or visit.decision.intent in ("checkout", "guest")
        or (visit.stage is Stage.BASKET and visit.decision.intent in ("continue", "order"))
        for visit in memory.visits
    )
    if not entered:
        known = memory.wants.signed_in
        if not known and (_is_the_first(scene, memory) or _is_the_items(scene, memory)) and _only_starts(scene):
            return min(stage, Stage.PRODUCT, key=lambda each: each.rank)
        opens = any(c.visible and "checkout" in c.classes and "ambiguous" not in c.classes for c in scene.controls)
        if opens and stage.rank > Stage.BASKET.rank and _only_starts(scene) and not _marked(scene):
            return Stage.BASKET  # it has the checkout ahead, whatever its headings name
        unsaid = stage is Stage.REVIEW and not known and not _told(memory) and not _marked(scene)
        if unsaid and not _headed(scene) and _is_called_the_basket(scene):
            return Stage.BASKET  # whatever the words of its way on, nobody was named who could order
        opens = opens or (_goes_on(scene) and not _marked(scene) and not known and not _told(memory))
        return Stage.BASKET if stage is Stage.REVIEW and opens and not has_order_control(scene) else stage
    asked = asked_stages(scene)
    if asked == [Stage.DETAILS] and _asks_email_again(scene, memory):
        asked = []
    if not asked and _only_reads_back(scene, _address_given(memory), known=memory.wants.signed_in):
        return Stage.REVIEW
    if _before_details(scene, stage, asked) or (not asked and _is_announced_review(scene, stage)):
        return Stage.DETAILS
    acts = [visit.decision.intent for visit in memory.visits if visit.decision.intent not in ("overlay", "wait")]
    if stage.rank > Stage.PRODUCT.rank or not memory.added or acts[-1:] == [_AGAIN]:
        return stage
    return asked[0] if asked else Stage.DETAILS


def _only_estimates(scene: Scene, memory: Memory) -> bool:
    """Whether a page that calls itself the basket says what the deliveries cost, at most by a place, and leads on.

    It opens the checkout; or what leads on is called an order, and nobody was named yet who could give one: there is no
    way to pay to choose, and no saved session.
    """
    if names_somebody(memory) or _headed(scene) != [Stage.BASKET] or _marked(scene):
        return False
    seen = [c for c in scene.controls if c.visible and not c.disabled]
    if any(c.intends(Intent.CHECKOUT) for c in seen):
        return True
    settled = Stage.PAYMENT in asked_stages(scene) or memory.wants.signed_in
    return not settled and any(may_order(c) and not c.intends(Intent.FIELD, Intent.CHOICE) for c in seen)


def names_somebody(memory: Memory) -> bool:
    """Whether the walk has given anything about the customer but a place, which a basket asks for to say the postage."""
    given = {action.datum for visit in memory.visits for action in visit.decision.actions}
    return bool(given - _NOBODY)


def nobody_named(scene: Scene, memory: Memory) -> bool:
    """Whether neither the walk nor the page has asked who orders: what looks like an order there only begins one.

    A saved session, or a journey file, may have said it without words of ours.
    """
    said = names_somebody(memory) or memory.wants.signed_in or memory.progress is not None
    return not said and not asks_address(scene) and not asks_card(scene)


def _is_called_the_basket(scene: Scene) -> bool:
    """Whether a link that is called the basket leads to this very page, which shows that something lies in it."""
    here = urlsplit(scene.url)
    links = (c.href for c in scene.controls if c.tag == "a" and c.visible and "view_cart" in c.classes)
    there = (urlsplit(urljoin(scene.url, href)) for href in links if href and not href.startswith("#"))
    return _has_bill(scene) and here.path.strip("/") != "" and any(link[1:4] == here[1:4] for link in there)


def _is_the_first(scene: Scene, memory: Memory) -> bool:
    """Whether the walk still stands where it began, and has put nothing in: it only chose, or cleared the view."""
    return not memory.visits or (not memory.added and urldefrag(memory.visits[0].url).url == urldefrag(scene.url).url)


def _is_the_items(scene: Scene, memory: Memory) -> bool:
    """Whether a page has the address where the item was put in, shows its price and adds nothing up.

    Its small headings ("Payment methods" over icons) then make no checkout of it.
    """
    puts = [visit.url for visit in memory.visits if visit.decision.intent == "add_to_cart"]
    here = bool(puts) and urlsplit(puts[0])[1:3] == urlsplit(scene.url)[1:3]
    return here and scene.advertised_money is not None and scene.bill is None and not _marked(scene)


def _only_starts(scene: Scene) -> bool:
    """Whether the first page of a walk asks for nothing of the checkout, and nothing on it that could order is part of the way.

    A name ("Payment terminal") or a sum with its tax makes no checkout of a product's page; a button that may order does,
    for a saved session may begin before it.
    """
    aside = search_forms(scene)
    orders = any(c.visible and may_order(c) and c.form not in aside for c in scene.controls)
    return not orders and not set(asked_stages(scene)) - {Stage.REVIEW}


def _before_details(scene: Scene, stage: Stage, asked: list[Stage]) -> bool:
    """Whether a page of the checkout has no stage of its own and leads on to the details: extras to choose from.

    It looks like a basket, but opens no checkout; or its words speak of delivery or payment, and its step list, whose
    current entry says nothing, has the details ahead. That it asks how to pay, or could order, says otherwise.
    """
    if stage is Stage.BASKET:
        opens = any(c.visible and "checkout" in c.classes for c in scene.controls)
        return _leads_on(scene) and not opens and not has_order_control(scene)
    if "details" not in _ahead(scene) or _marked(scene):
        return False
    headed = stage is Stage.PAYMENT and "payment" in _ahead(scene) and not asked and not has_order_control(scene)
    return stage is Stage.DELIVERY or headed


def _is_announced_review(scene: Scene, stage: Stage) -> bool:
    """Whether only a heading ("Your order") makes a page the last one, while its step list has the payment ahead."""
    return stage is Stage.REVIEW and "payment" in _ahead(scene) and not _marked(scene) and not has_order_control(scene)


def _ahead(scene: Scene) -> set[str]:
    """The stages that the step list has ahead."""
    return {word for mark in scene.marks if mark.state == "ahead" for word in mark.stages}


def _goes_on(scene: Scene) -> bool:
    """Whether a control says that there is a next step, and nothing that could be an order."""
    return any(
        c.visible and not c.disabled and "continue" in c.classes and not set(c.classes) & {"ambiguous", "pay_verb"}
        for c in scene.controls
    )


def _told(memory: Memory) -> bool:
    """Whether the walk has given anything about the customer: before that, a summary that leads on is no last page."""
    return any(action.datum for visit in memory.visits for action in visit.decision.actions)


def _address_given(memory: Memory) -> tuple[str, ...]:
    """What the pages before took as the address and the name; empty if none asked for it yet."""
    return tuple(
        action.value
        for visit in memory.visits
        if not visit.result
        for action in visit.decision.actions
        if action.datum in ("street", "postal_code", "city", "last_name", "full_name")
    )


def _asks_email_again(scene: Scene, memory: Memory) -> bool:
    """Whether all that is asked for is an e-mail address that was given before: a newsletter, whatever it is called."""
    given = {action.datum for visit in memory.visits if not visit.result for action in visit.decision.actions}
    return "email" in given and {datum for _, datum in fields(scene) if datum in ADDRESS} == {"email"}


def _only_reads_back(scene: Scene, given: tuple[str, ...], *, known: bool) -> bool:
    """Whether a page, once the address was given, asks for nothing more and shows a total, or what was given.

    Whatever its heading says, what goes on from such a page may order. A step of its words' own ahead says otherwise;
    fields that may stay empty (a note, a reference) make no question of a page that repeats the address. With a saved
    session (``known``) the shop has the address from before.
    """
    if not given and not known:
        return False
    total = scene.bill is not None and scene.bill.total is not None
    repeated = sum(value.casefold() in scene.text.casefold() for value in set(given)) >= 2
    if not total and not (repeated and any(amount.visible for amount in scene.amounts)):
        return False
    if groups(scene) or _asks_more(scene, optional=not repeated):
        return False
    if any(c.visible and set(c.classes) & {"to_payment", "to_review", "select_option"} for c in scene.controls):
        return False
    return not _ahead(scene) & {"delivery", "payment", "review"}


def _asks_more(scene: Scene, *, optional: bool) -> bool:
    """Whether a field of the way waits for an answer.

    One that may stay empty, or that is the only one of its form (a letter to subscribe to), only counts with ``optional``.
    """
    aside, login = search_forms(scene), login_fields(scene)
    for control, datum in fields(scene):
        if not is_ours(datum) or control.overlay >= 0 or control.form in aside or control.node in login:
            continue
        if (datum == "quantity" and control.value) or (control.tag == "select" and _is_settled(control)):
            continue
        alone = control.form >= 0 and sum(other.form == control.form for other, _ in fields(scene)) == 1
        if optional or control.required or (datum is not None and datum not in OPTIONAL and not alone):
            return True
    return False


def _is_settled(select: Control) -> bool:
    """Whether a select box stands on an entry, and is not about delivery, payment or money."""
    at = next((i for i, option in enumerate(select.options) if option.selected), -1)
    if at < 0 or is_placeholder(select, at) or select.amounts:
        return False
    about = (select.name, select.group_label, select.options[at].text)
    return not any(delivers(text) or pays(text) or speaks_of_delivery(text) for text in about)


def asked_stages(scene: Scene) -> list[Stage]:
    """The checkout stages whose questions the page asks, in walking order; review when an order could be placed."""
    found: list[Stage] = []
    if asks_address(scene):
        found.append(Stage.DETAILS)
    kinds = {group.kind for group in groups(scene)}
    if "delivery" in kinds:
        found.append(Stage.DELIVERY)
    if "payment" in kinds or asks_card(scene):
        found.append(Stage.PAYMENT)
    if not found and has_order_control(scene) and _has_bill(scene) and not _leads_on(scene):
        found.append(Stage.REVIEW)
    return found


def has_order_control(scene: Scene) -> bool:
    """Whether a control is in view whose words order or pay, and that is not a way into the basket.

    The button of a form that asks for nothing but an address for news ("Subscribe") orders nothing.
    """
    news = search_forms(scene)
    seen = (c for c in scene.controls if c.visible)
    able = (c for c in seen if not (c.form in news and "newsletter" in c.classes and "pay_ok" not in c.classes))
    return any(may_order(c) or ends_checkout(c, scene) for c in able)


def ends_checkout(control: Control, scene: Scene) -> bool:
    """Whether words that may as well lead to the checkout end it: the page asks how to pay."""
    return is_two_faced(control.classes) and any(group.kind == "payment" for group in groups(scene))


def _has_bill(scene: Scene) -> bool:
    return scene.bill is not None and scene.bill.total is not None and bool(scene.bill.lines)


def _marked(scene: Scene) -> set[Stage]:
    current = [mark for mark in scene.marks if mark.state == "current"]
    return {Stage(word) for mark in current for word in mark.stages if word in set(Stage)}


def _headed(scene: Scene) -> list[Stage]:
    """The stages that the main heading speaks of; the title of the page where no heading does.

    "Categories" in a lesser heading is a menu's, on any page.
    """
    levels = sorted({heading.level for heading in scene.headings})
    for level in levels[:2]:
        words = [w for h in scene.headings if h.level == level for w in heading_stage(h.text)]
        menus = {Stage.LISTING} if level != levels[0] else set()
        stages = [stage for stage in dict.fromkeys(Stage(w) for w in words if w in set(Stage)) if stage not in menus]
        if stages:
            return sorted(stages, key=lambda stage: stage.rank)
    parts = [part for part in _TITLE_PARTS.split(scene.title) if len(part.split()) <= _SLOGAN]
    named = {w for part in parts if "free_claim" not in signals(part) for w in heading_stage(part)}
    return sorted((Stage(w) for w in named if w in set(Stage)), key=lambda stage: stage.rank)


def _corrected(stage: Stage, asked: list[Stage], *, orders: bool) -> Stage:
    """What a page asks for weighs more than its heading.

    An address form under "Delivery" asks for the address, and so it does under "Payment" where nothing asks how to pay
    and nothing orders; "Your order" over questions is no review.
    """
    if stage is Stage.DELIVERY and Stage.DETAILS in asked:
        return Stage.DETAILS
    if stage in (Stage.REVIEW, Stage.BASKET) and asked and asked[0] is not Stage.REVIEW:
        return asked[0]
    return Stage.DETAILS if stage is Stage.PAYMENT and asked == [Stage.DETAILS] and not orders else stage


def _leads_on(scene: Scene) -> bool:
    onward = {"continue", "to_payment", "to_review", "checkout"}
    aside = search_buttons(scene)
    return any(c.visible and not c.disabled and set(c.classes) & onward and c.node not in aside for c in scene.controls)
