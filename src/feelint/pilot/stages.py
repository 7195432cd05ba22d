"""Which stage a scene is at: by its step indicator, its headings, and what it asks for."""

from __future__ import annotations

from feelint.extract.words import heading_stage
from feelint.model.scene import Scene
from feelint.model.words import Intent, Stage
from feelint.pilot.choices import groups
from feelint.pilot.memory import Memory
from feelint.pilot.view import asks_address, asks_card, fields, is_ours, may_order

_CHECKOUT = (Stage.DETAILS, Stage.DELIVERY, Stage.PAYMENT, Stage.REVIEW)


def stage_of(scene: Scene) -> Stage:
    """The stage of a scene; what it asks for decides where words say nothing or several things."""
    asked = asked_stages(scene)
    marked = _marked(scene)
    if len(marked) == 1:
        return next(iter(marked))
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
            return _corrected(stage, asked)
    if buys and asked in ([], [Stage.REVIEW]):
        return Stage.PRODUCT
    if asked:
        return asked[0]
    if len(headed) > 1:
        return next((stage for stage in headed if stage in _CHECKOUT), headed[0])
    if buys or (scene.advertised_money is not None and not _has_bill(scene)):
        return Stage.PRODUCT
    if _has_bill(scene):
        return Stage.BASKET
    return headed[0] if headed else Stage.PRODUCT


def place(scene: Scene, memory: Memory) -> Stage:
    """The stage of a scene on this walk.

    Once the checkout was entered, a page that says nothing is part of it. Once the payment stage was passed, no page is
    before it any more, whatever it looks like: what the fences refuse there they refuse from then on.
    """
    stage = stage_of(scene)
    if any(visit.stage.rank >= Stage.PAYMENT.rank and not visit.result for visit in memory.visits):
        return max(stage, Stage.PAYMENT, key=lambda each: each.rank)
    entered = any(
        visit.stage.rank >= Stage.DETAILS.rank
        or visit.decision.intent in ("checkout", "guest")
        or (visit.stage is Stage.BASKET and visit.decision.intent in ("continue", "order"))
        for visit in memory.visits
    )
    if not entered:
        opens = any(c.visible and "checkout" in c.classes and "ambiguous" not in c.classes for c in scene.controls)
        return Stage.BASKET if stage is Stage.REVIEW and opens and not has_order_control(scene) else stage
    asked = asked_stages(scene)
    if not asked and _address_given(memory) and _only_reads_back(scene):
        return Stage.REVIEW
    if stage.rank > Stage.PRODUCT.rank or not memory.added:
        return stage
    return asked[0] if asked else Stage.DETAILS


def _address_given(memory: Memory) -> bool:
    """Whether a page took the address already."""
    return any(
        action.datum in ("street", "postal_code", "city", "last_name", "full_name")
        for visit in memory.visits
        if not visit.result
        for action in visit.decision.actions
    )


def _only_reads_back(scene: Scene) -> bool:
    """Whether a page shows a total and asks for nothing: no field, no choice, no step of its words' own ahead.

    Whatever its heading says, what goes on from such a page may order.
    """
    if scene.bill is None or scene.bill.total is None:
        return False
    if any(is_ours(datum) and control.overlay < 0 for control, datum in fields(scene)) or groups(scene):
        return False
    if any(c.visible and set(c.classes) & {"to_payment", "to_review", "select_option"} for c in scene.controls):
        return False
    return not any(
        mark.state == "ahead" and set(mark.stages) & {"delivery", "payment", "review"} for mark in scene.marks
    )


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
    """Whether a control is in view whose words order or pay, and that is not a way into the basket."""
    return any(c.visible and may_order(c) for c in scene.controls)


def _has_bill(scene: Scene) -> bool:
    return scene.bill is not None and scene.bill.total is not None and bool(scene.bill.lines)


def _marked(scene: Scene) -> set[Stage]:
    current = [mark for mark in scene.marks if mark.state == "current"]
    return {Stage(word) for mark in current for word in mark.stages if word in set(Stage)}


def _headed(scene: Scene) -> list[Stage]:
    """The stages that the main heading speaks of; the title of the page where no heading does."""
    levels = sorted({heading.level for heading in scene.headings})
    for level in levels[:2]:
        words = [w for h in scene.headings if h.level == level for w in heading_stage(h.text)]
        stages = list(dict.fromkeys(Stage(w) for w in words if w in set(Stage)))
        if stages:
            return sorted(stages, key=lambda stage: stage.rank)
    return sorted((Stage(w) for w in heading_stage(scene.title) if w in set(Stage)), key=lambda stage: stage.rank)


def _corrected(stage: Stage, asked: list[Stage]) -> Stage:
    """An address form under "Delivery" asks for the address; "Your order" over questions is no review."""
    if stage is Stage.DELIVERY and Stage.DETAILS in asked:
        return Stage.DETAILS
    if stage in (Stage.REVIEW, Stage.BASKET) and asked and asked[0] is not Stage.REVIEW:
        return asked[0]
    return stage


def _leads_on(scene: Scene) -> bool:
    onward = {"continue", "to_payment", "to_review", "checkout"}
    return any(c.visible and not c.disabled and set(c.classes) & onward for c in scene.controls)
