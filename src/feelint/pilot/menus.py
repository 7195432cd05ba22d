"""Deliveries and ways to pay in a select box: taken as radios are, met as choices, taken otherwise by an experiment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from feelint.extract.words import control_classes
from feelint.model.scene import Control, Option, Scene
from feelint.model.walk import Action
from feelint.model.words import Intent, Stage
from feelint.money import Money, find
from feelint.pilot.choices import cheapest, is_wallet, without_card
from feelint.pilot.field import is_placeholder
from feelint.pilot.lexis import delivers, is_free, pays, speaks_of_delivery, speaks_of_payment
from feelint.pilot.memory import Choice, Memory
from feelint.pilot.view import datum_of, plain_label, plain_labels

_MOST = 30
_ADDS = re.compile(r"[+＋]\s*[^\w\s]{0,2}\s*(?:[A-Z]{3}\s*)?\d")


def met(scene: Scene, memory: Memory, stage: Stage, planned: Sequence[Action]) -> list[Choice]:
    """The select boxes that were not met before, with the entry that they stand on, or that ``planned`` takes."""
    known = {choice.key for choice in memory.choices}
    found = []
    for control, kind in _menus(scene):
        key = _key(control, kind)
        taken = next((a.value for a in planned if a.node == control.node and a.kind == "choose"), None)
        entries = _entries(control)
        chosen = next((o for o in entries if (o.selected if taken is None else o.value == taken)), None)
        if chosen is not None and key not in known:
            names = _names(entries)
            found.append(Choice(key, kind, stage, control.name, names, names[entries.index(chosen)]))
    return found


def wanted(scene: Scene, memory: Memory) -> list[Action]:
    """What sets a select box to the entry that is wanted of it; nothing where it stands there."""
    actions = []
    for control, kind in _menus(scene):
        want = memory.wants.taken.get(_key(control, kind))
        entries = _entries(control)
        option = next((o for o, name in zip(entries, _names(entries), strict=True) if name == want), None)
        option = option or _usual(entries, kind, scene)
        if option is not None and not option.selected:
            actions.append(Action(kind="choose", node=control.node, value=option.value, name=control.name))
    return actions


def cheapest_entry(control: Control, scene: Scene) -> Option | None:
    """The cheapest entry of a select box, by the entries' own words; None where none says a price.

    Beside one that adds something ("+9 €"), an entry that says nothing adds nothing.
    """
    entries = [o for at, o in enumerate(control.options) if not o.disabled and not is_placeholder(control, at)]
    prices = [_price(option, scene) for option in entries]
    known = next((price for price in prices if price is not None), None)
    if known is not None and any(_ADDS.search(option.text) for option in entries):
        prices = [price or Money(Decimal(0), known.currency) for price in prices]
    at = cheapest(prices, None)
    return entries[at] if at is not None else None


def kinds(scene: Scene) -> frozenset[str]:
    """What the select boxes of a scene are about: delivery, payment."""
    return frozenset(kind for _, kind in _menus(scene))


def _usual(entries: Sequence[Option], kind: str, scene: Scene) -> Option | None:
    """The entry that the base walk takes: the cheapest delivery, the first payment that needs no card."""
    standing = next((at for at, option in enumerate(entries) if option.selected), None)
    if kind == "payment":
        at = without_card([(o.text, is_wallet(o.text, control_classes(o.text))) for o in entries], standing)
    else:
        at = cheapest([_price(option, scene) for option in entries], standing)
    return entries[at] if at is not None else None


def _price(option: Option, scene: Scene) -> Money | None:
    """What an entry costs by its own words; nothing written means unknown."""
    found = find(option.text, locale=scene.locale or None, currency=scene.currency or None)
    moneys = [reading.money for reading in found if reading.money is not None]
    if moneys:
        return moneys[-1]
    return Money(Decimal(0), scene.currency) if is_free(option.text) and scene.currency else None


def _menus(scene: Scene) -> list[tuple[Control, Literal["delivery", "payment"]]]:
    found: list[tuple[Control, Literal["delivery", "payment"]]] = []
    for control in scene.controls:
        if control.tag == "select" and control.intends(Intent.FIELD) and control.visible and not control.disabled:
            kind = _kind(control)
            if kind is not None:
                found.append((control, kind))
    return found


def _kind(control: Control) -> Literal["delivery", "payment"] | None:
    """What it is about: by most of its entries, or by its label, or what stands beside it, and one of them."""
    entries = _entries(control)
    texts = [option.text for option in entries]
    if not 2 <= len(texts) <= _MOST or len(set(_names(entries))) < len(texts) or datum_of(control) is not None:
        return None
    paying, sending = sum(map(pays, texts)), sum(map(delivers, texts))
    called = control.name or control.nearby[:60]
    if paying * 2 > len(texts) or (paying and speaks_of_payment(called)):
        return "payment"
    if sending * 2 > len(texts) or (sending and speaks_of_delivery(called)):
        return "delivery"
    return None


def _entries(control: Control) -> list[Option]:
    """The entries that can be taken: those that only ask to choose have no value."""
    return [o for o in control.options if o.value.strip() not in ("", "-1") and plain_label(o.text) and not o.disabled]


def _names(entries: Sequence[Option]) -> tuple[str, ...]:
    return plain_labels([option.text for option in entries])


def _key(control: Control, kind: str) -> str:
    return f"{kind}:{'|'.join(sorted(plain_label(option.text) for option in _entries(control)))[:160]}"
