"""Which of several goods of one page the walk took, where each has a box to tick or a number that begins at nought."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feelint.ledger.likeness import same_label
from feelint.model.ledger import Step
from feelint.model.scene import Amount, Control, Scene
from feelint.model.words import ChargeKind, Stage

_SHOWN = (Stage.LISTING, Stage.PRODUCT)
_COUNT = re.compile(r"^\s*\d+\s*[x×]\s+|\s+[x×]\s*\d+\s*$", re.I)
"""How many, before or behind the name of a row: "1 x Adult"."""
_SAME_LINE = 0.5
"""The part of its height by which what stands on one line overlaps."""


def with_goods_taken(steps: Sequence[Step], taken: Sequence[str]) -> tuple[Step, ...]:
    """The steps, with the price of what the walk took put forward where one of several goods was taken.

    Where the item's page puts no price forward, it is the one of its prices that is called as the only row of the basket.
    """
    told = tuple(_with(step, put_in(step, taken)) for step in steps)
    known = (n for n, step in enumerate(told) if step.stage in _SHOWN and step.scene.advertised_money is not None)
    first = next(known, len(told))
    bill = next((step.bill for step in told if step.bill is not None and step.bill.lines), None)
    bought = [line for line in bill.lines if line.kind is ChargeKind.ITEM] if bill is not None else []
    if len(bought) != 1:
        return told
    return (*(_with(step, _called(bought[0].label, step)) for step in told[:first]), *told[first:])


def put_in(step: Step, taken: Sequence[str]) -> int | None:
    """The index of the price of what the walk took; None if the page is not of that kind, or does not tell.

    Several numbers are of several goods. A box may be an extra beside the item: it is one of goods only where the page puts
    no other price forward than those of such boxes.
    """
    scene = step.scene
    boxes = [control for control in scene.controls if _is_box(control)]
    own = [control for control in boxes if control.name in taken]
    if len(own) != 1 or step.stage not in _SHOWN:
        return None
    alike = [control for control in boxes if control.type == own[0].type]
    priced = {control.node: at for control in alike if (at := _beside(control, scene)) is not None}
    told = scene.advertised_money
    others = own[0].type == "number" and len(alike) > 1
    if not others and told is not None and told not in {scene.amounts[at].money for at in priced.values()}:
        return None
    return priced.get(own[0].node)


def _called(label: str, step: Step) -> int | None:
    """The index of the only amount on the item's page with that label."""
    called = _COUNT.sub("", label)
    alike = [
        at for at, amount in enumerate(step.scene.amounts)
        if amount.visible and not amount.struck and amount.money is not None and same_label(amount.label, called)
    ]  # fmt: skip
    return alike[0] if len(alike) == 1 and step.stage in _SHOWN else None


def _with(step: Step, at: int | None) -> Step:
    if at is None:
        return step
    told = {"advertised": at, "advertised_money": step.scene.amounts[at].money}
    return step.model_copy(update={"scene": step.scene.model_copy(update=told)})


def _is_box(control: Control) -> bool:
    if not control.visible:
        return False
    return control.type == "checkbox" or (control.type == "number" and control.value.strip() in ("", "0"))


def _beside(control: Control, scene: Scene) -> int | None:
    """The one amount that is drawn on the line of a control, or that stands in it."""
    billed = {line.amount_index for line in scene.bill.lines} | {scene.bill.total_index} if scene.bill else set()
    near = [
        at
        for at, amount in enumerate(scene.amounts)
        if amount.visible and not amount.struck and amount.money is not None and at not in billed
        if at in control.amounts or _on_one_line(control, amount)
    ]
    return near[0] if near and len({scene.amounts[at].money for at in near}) == 1 else None


def _on_one_line(control: Control, amount: Amount) -> bool:
    if control.look is None or amount.look is None:
        return False
    one, two = control.look.box, amount.look.box
    overlap = min(one.bottom, two.bottom) - max(one.y, two.y)
    return overlap > 0 and overlap >= _SAME_LINE * min(one.h, two.h)
