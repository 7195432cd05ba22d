"""More than one of the item: the field, select or plus button that says how many, on its page or in the basket."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from feelint.model.scene import Control, Scene
from feelint.model.walk import Action
from feelint.model.words import Intent, PriceRole
from feelint.money import Money
from feelint.pilot.memory import Memory
from feelint.pilot.view import datum_of

INTENT = "quantity"
"""The intent of a decision that changes how many lie in the basket."""


def is_quantity(control: Control) -> bool:
    """Whether it is a field or select that says how many."""
    if not control.intends(Intent.FIELD):
        return False
    datum = datum_of(control)
    if datum == "quantity" or (control.tag == "select" and all_numbers(control)):
        return True
    return _counts(control) and (not datum or control.min == "0")


def _counts(control: Control) -> bool:
    """Whether a field is made for a small whole number from nought or one, whatever it is called."""
    return control.type == "number" and control.min in ("0", "1") and {control.placeholder, standing(control)} <= _FEW


_MOST_ASKED = 10
"""More is no minimum of pieces, but minutes, years or a sum."""
_FEW = frozenset(("", *map(str, range(100))))


def all_numbers(select: Control) -> bool:
    """Whether a select box offers nothing but small numbers, in order, and shows them: else they only number its entries."""
    entries = [(option.value.strip(), option.text) for option in select.options if option.value.strip()]
    values = [value for value, _ in entries]
    if len(values) < 2 or not all(v.isdecimal() and len(v) <= 3 for v in values) or values != sorted(values, key=int):
        return False
    return all(int(value) in map(int, re.findall(r"\d+", text)) for value, text in entries)


def least(scene: Scene) -> int:
    """How many pieces a refusal asks for: the only number that its complaint names, if it is small; 0 for none."""
    alerts = " ".join(sentence.text for sentence in scene.sentences if sentence.alert)
    numbers = {int(number) for number in re.findall(r"(?<![\d.,:])\d{1,2}(?![.,:]?\d)", alerts)}
    return numbers.pop() if len(numbers) == 1 and 1 < min(numbers) <= _MOST_ASKED else 0


def setting(control: Control, memory: Memory, *, at_least: int = 0) -> Action | None:
    """The action that sets ``control`` to the wanted number; None where it stands there, or does not offer it."""
    wanted = str(max(memory.wants.quantity, at_least))
    kind: Literal["choose", "fill"] = "choose" if control.tag == "select" else "fill"
    if control.readonly or control.disabled or standing(control) == wanted:
        return None
    if kind == "choose" and not any(option.value == wanted and not option.disabled for option in control.options):
        return None
    return Action(kind=kind, node=control.node, value=wanted, name=control.name, datum="quantity")


def standing(control: Control) -> str:
    """The number that a field or select shows."""
    chosen = next((option.value for option in control.options if option.selected), "")
    return (chosen if control.tag == "select" else control.value).strip()


def at_the_item(scene: Scene, memory: Memory) -> list[Action]:
    """On the item's page: what makes it as many as wanted, where that is more than one and nothing was done yet."""
    if memory.wants.quantity < 2 or given(memory):
        return []
    buyers = {c.form for c in scene.controls if c.visible and c.intends(Intent.ADD_TO_CART) and c.form >= 0}
    near = [c for c in scene.controls if c.visible and c.overlay < 0 and (not buyers or c.form in {*buyers, -1})]
    return _more(near, memory)


def from_nought(scene: Scene, memory: Memory) -> list[Action]:
    """On the item's page: presses on the plus of one row, where only buttons count and all rows stand at nought.

    The row of the advertised price, else the first.
    """
    pluses = [c for c in scene.controls if c.visible and c.overlay < 0 and "quantity_plus" in c.classes]
    if not pluses or any(_shown_at(plus, scene) != "0" for plus in pluses):
        return []
    able = [plus for plus in pluses if not plus.disabled]
    plus = next((c for c in able if row_price(c, scene) == scene.advertised_money), next(iter(able), None))
    return _pressed(plus, memory.wants.quantity) if plus is not None else []


def asked_for(scene: Scene, memory: Memory) -> list[Action]:
    """Behind the item's page, which refused to go on: of numbers that all stand at none, the cheapest row's is raised.

    To what the complaint asks for, at least to one.
    """
    counted = [c for c in scene.controls if c.visible and not c.disabled and c.overlay < 0 and is_quantity(c)]
    if not counted or any(c.min != "0" or standing(c) not in ("", "0") for c in counted):
        return []
    prices = {c.node: price.amount for c in counted if (price := row_price(c, scene)) is not None}
    cheapest = min(counted, key=lambda c: prices.get(c.node, Decimal("Infinity")))
    action = setting(cheapest, memory, at_least=least(scene))
    return [action] if action else []


def box_of_the_price(boxes: Sequence[Control], scene: Scene) -> Control:
    """The one of several number boxes that buys at the advertised price, the low end where that is a range; else the first."""
    lows = [a.money for a in scene.amounts if a.visible and a.role is PriceRole.FROM and a.money is not None]
    prices = [row_price(box, scene) for box in boxes]
    return next(
        (
            box
            for price in (*lows, scene.advertised_money)
            for box, row in zip(boxes, prices, strict=True)
            if row == price
        ),
        boxes[0],
    )


def _shown_at(plus: Control, scene: Scene) -> str:
    """The number that a plus button counts up: of the field right before it, else the only one beside it; empty: none."""
    before = [c for c in scene.controls if c.place < plus.place and c.form == plus.form and c.visible][-2:]
    fields = [c for c in before if c.intends(Intent.FIELD) and c.readonly]
    if fields:
        return standing(fields[-1])
    numbers = re.findall(r"\d+", plus.nearby)
    return numbers[0] if len(numbers) == 1 else ""


def row_price(control: Control, scene: Scene) -> Money | None:
    """The last price before a control."""
    before = [
        a for a in scene.amounts if a.visible and not a.struck and a.money is not None and a.place < control.place
    ]
    return max(before, key=lambda amount: amount.place).money if before else None


def in_the_basket(scene: Scene, memory: Memory) -> list[Action]:
    """In the basket, where the item's page did not ask: the first quantity, and the button that takes it over."""
    if memory.wants.quantity < 2 or given(memory):
        return []
    actions = _more([c for c in scene.controls if c.visible], memory)
    if actions and actions[-1].kind != "press":
        field = scene.control(actions[-1].node)
        forms = [c for c in scene.controls if c.visible and field and c.form == field.form and c.form >= 0]
        update = next((c for c in forms if c.intends(Intent.APPLY) or "edit" in c.classes), None)
        if update is not None and not update.disabled:
            actions.append(Action(kind="press", node=update.node, name=update.name, opens=True))
    return actions


def given(memory: Memory) -> bool:
    """Whether the walk has said how many it wants."""
    return any(
        action.datum == "quantity" and action.value == str(memory.wants.quantity)
        for visit in memory.visits
        for action in visit.decision.actions
    )


def _more(controls: list[Control], memory: Memory) -> list[Action]:
    for control in controls:
        if is_quantity(control) and (action := setting(control, memory)):
            return [action]
    plus = next((c for c in controls if "quantity_plus" in c.classes and not c.disabled), None)
    return _pressed(plus, memory.wants.quantity, standing_at=1) if plus is not None else []


def _pressed(plus: Control, wanted: int, *, standing_at: int = 0) -> list[Action]:
    press = Action(kind="press", node=plus.node, name=plus.name, datum="quantity", value=str(wanted))
    return [press] * (wanted - standing_at)
