"""The options that a shop offers on the way, and which charge each of them brings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from feelint.extract.conditions import is_condition, says_free
from feelint.extract.lexicon import core, table
from feelint.extract.words import control_classes, heading_stage, signals
from feelint.ledger.likeness import about, named_kinds, related, same_label, text_kinds, with_fee
from feelint.model.ledger import Charge, Step
from feelint.model.scene import Amount, Control, Placed, Scene
from feelint.model.words import ChargeKind, Intent, PriceRole, Stage

Family = Literal["payment", "delivery", "extras"]
"""What a choice is about."""

EXTRAS = frozenset(
    (ChargeKind.ADDON, ChargeKind.INSURANCE, ChargeKind.DONATION, ChargeKind.TIP, ChargeKind.ITEM, ChargeKind.UNKNOWN)
)
_ALL: frozenset[Family] = frozenset(("payment", "delivery", "extras"))
_RELEVANT: dict[ChargeKind, frozenset[Family]] = {
    ChargeKind.PAYMENT_FEE: frozenset(("payment",)),
    ChargeKind.FULFILLMENT: frozenset(("delivery",)),
    ChargeKind.HANDLING: frozenset(("delivery", "payment")),
    ChargeKind.DUTY: frozenset(("delivery",)),
    ChargeKind.FEE: _ALL,
    ChargeKind.DEPOSIT: frozenset(("extras",)),
    **dict.fromkeys(EXTRAS, frozenset[Family](("extras",))),
}
_TICKABLE = frozenset(("checkbox", "radio", "switch", "menuitemradio", "menuitemcheckbox", "option"))
_BRINGS: dict[Family | None, ChargeKind] = {"delivery": ChargeKind.FULFILLMENT, "payment": ChargeKind.PAYMENT_FEE}
_PREFIX: dict[str, Family] = {
    "payment": "payment",
    "delivery": "delivery",
    "extra": "extras",
    "extras": "extras",
    "untick": "extras",
    "remove": "extras",
}


def families(kind: ChargeKind, also: Sequence[ChargeKind] = ()) -> frozenset[Family]:
    """The choices that a charge of this kind may hang on; a tax hangs on what it is levied on, not on a choice."""
    if kind is ChargeKind.TAX:
        return frozenset()
    return frozenset(family for each in (kind, *also) for family in _RELEVANT.get(each, frozenset()))


@lru_cache(maxsize=1024)
def family_of_text(text: str) -> Family | None:
    """What a choice called so is about; None if the words do not tell."""
    kinds, stages = text_kinds(text), heading_stage(text)
    delivers = ChargeKind.FULFILLMENT in kinds or "delivery" in stages or control_classes(text) & {"deliver", "pickup"}
    pays = ChargeKind.PAYMENT_FEE in kinds or "payment" in stages or bool(table("payment").keys(core(text)))
    if pays or delivers:
        return None if pays and delivers else "payment" if pays else "delivery"
    return "extras" if kinds & EXTRAS else None


def family_of_key(key: str) -> Family | None:
    """What the choice group is about that a walk names ``key``: ``payment:…``, or a label."""
    head, _, rest = key.partition(":")
    return _PREFIX.get(head.strip().casefold()) or family_of_text(rest or head)


def is_option(control: Control) -> bool:
    """Whether it is one option of a choice."""
    return control.intends(Intent.CHOICE) or control.type in _TICKABLE or control.role in _TICKABLE


def family_of(control: Control, step: Step) -> Family | None:
    """What an option is about, by its group's label, its own words, its group's other names, or the step it is on."""
    texts = (control.group_label, control.name, control.nearby, re.sub(r"[\W_]+", " ", control.html_name))
    told = next((family for text in texts if text and (family := family_of_text(text))), None)
    if told:
        return told
    if control.type != "checkbox" and step.stage in (Stage.PAYMENT, Stage.DELIVERY):
        return "payment" if step.stage is Stage.PAYMENT else "delivery"
    return "extras"


def heading_over(scene: Scene, below: Placed) -> str:
    """The last heading before what stands ``below`` it."""
    return next((h.text for h in reversed(scene.headings) if 0 <= h.place < below.place), "")


def priced(scene: Scene, control: Control) -> tuple[Amount, ...]:
    """The visible amounts that an option may cost: not what it cost before, nor from which order value on it is free."""
    return tuple(
        amount
        for amount in _amounts(scene, control)
        if not amount.struck and amount.role is not PriceRole.REFERENCE and not _is_condition(amount, control)
    )


def is_free(scene: Scene, control: Control) -> bool:
    """Whether an option, or the row that it stands in, says that it costs nothing, and names no order value for that."""
    amounts = priced(scene, control)
    if amounts:
        return all(amount.money is not None and not amount.money.amount for amount in amounts)
    told = (control.name, control.text, control.nearby)
    free = any(says_free(text[:400]) or "free_claim" in signals(text[:400]) for text in told)
    return free and not any(_is_condition(amount, control) for amount in _amounts(scene, control))


def _amounts(scene: Scene, control: Control) -> list[Amount]:
    amounts = [scene.amounts[index] for index in control.amounts if index < len(scene.amounts)]
    return [amount for amount in amounts if amount.visible and amount.money is not None]


def _is_condition(amount: Amount, control: Control) -> bool:
    text = next((one for one in (control.name, control.text, amount.context) if amount.text in one), "")
    start = text.find(amount.text)
    return bool(text) and is_condition(text, start, start + len(amount.text))


def linked(charge: Charge, steps: Sequence[Step]) -> Iterator[tuple[Step, Control]]:
    """The options that brought a charge: called like it, or of its amount and its kind."""
    ours = with_fee(named_kinds(charge.kind, charge.also_kinds))
    mine = families(charge.kind, charge.also_kinds)
    for step in steps:
        for control in step.scene.controls:
            if not is_option(control):
                continue
            label = control.name or control.label or control.text
            equal = any(a.money is not None and abs(a.money) == abs(charge.amount) for a in priced(step.scene, control))
            extra = charge.kind in EXTRAS and control.type not in ("radio", "option")
            called = same_label(label, charge.label) or (equal and related(label, charge.label))
            called = called or (extra and about(label, charge.label))
            if called or (equal and (text_kinds(label) & ours or family_of(control, step) in mine)):
                yield step, control


def kind_of_choice(label: str, steps: Sequence[Step]) -> ChargeKind | None:
    """What an option of that name is for: "Print at home" below "Ticket delivery".

    By the heading of its group; where that names no charge, one of several options is told by all that is known of it.
    """
    named = [(s, c) for s in steps for c in s.scene.controls if is_option(c) and related(c.name or c.label, label)]
    for step, control in named:
        for text in (control.group_label, heading_over(step.scene, control)):
            kinds = text_kinds(text) if not same_label(text, label) else frozenset()
            if kinds:
                return min(kinds, key=list(ChargeKind).index)
    told = (family_of(control, step) for step, control in named if control.type in ("radio", "option"))
    return next((_BRINGS[family] for family in told if family in _BRINGS), None)
