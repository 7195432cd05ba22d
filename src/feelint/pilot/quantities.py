"""More than one of the item: the field, select or plus button that says how many, on its page or in the basket."""

from __future__ import annotations

from typing import Literal

from feelint.model.scene import Control, Scene
from feelint.model.walk import Action
from feelint.model.words import Intent
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


_FEW = frozenset(("", *map(str, range(100))))


def all_numbers(select: Control) -> bool:
    """Whether a select box offers nothing but small numbers, in order."""
    values = [option.value.strip() for option in select.options if option.value.strip()]
    return len(values) >= 2 and all(v.isdigit() and len(v) <= 3 for v in values) and values == sorted(values, key=int)


def setting(control: Control, memory: Memory) -> Action | None:
    """The action that sets ``control`` to the wanted number; None where it stands there, or does not offer it."""
    wanted = str(memory.wants.quantity)
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
    if plus is None:
        return []
    press = Action(kind="press", node=plus.node, name=plus.name, datum="quantity", value=str(memory.wants.quantity))
    return [press] * (memory.wants.quantity - 1)
