"""Choices of one among several: what each option costs, and which one the page had chosen by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from feelint.extract.conditions import is_condition, says_free
from feelint.extract.words import control_classes, label_kind
from feelint.ledger.choices import Family, family_of, family_of_text, is_free, is_option, priced
from feelint.model.ledger import Step
from feelint.model.scene import Control
from feelint.model.words import Intent
from feelint.money import Money, find


class Entry(NamedTuple):
    """One option. ``price`` is None where none is shown."""

    name: str
    price: Money | None
    chosen: bool
    collected: bool
    """The customer fetches the goods, which is no equal of having them brought."""
    recurring: bool
    """It is paid, or delivered, again and again."""
    control: Control


class Choice(NamedTuple):
    """One choice, at the first step that shows it."""

    step: Step
    label: str
    about: Family | None
    entries: tuple[Entry, ...]

    @property
    def chosen(self) -> Entry | None:
        """What the page had chosen."""
        return next((entry for entry in self.entries if entry.chosen), None)


def choices(steps: Sequence[Step]) -> Iterator[Choice]:
    """Every choice of a walk, as the first step that shows it had it: nobody had touched it by then."""
    seen: set[tuple[str, ...]] = set()
    for step in steps:
        for choice in (*_radios(step), *_selects(step)):
            key = tuple(sorted(entry.name for entry in choice.entries))
            if len(choice.entries) > 1 and key not in seen:
                seen.add(key)
                yield choice


def chooses_goods(control: Control) -> bool:
    """Whether a control chooses what is bought; one that only counts pieces does not change the price of each."""
    counts = [option.text.strip().rstrip("+") for option in control.options]
    if counts and counts in ([str(n + first) for n in range(len(counts))] for first in (0, 1)):
        return False
    return control.intends(Intent.CHOICE, Intent.SELECT_OPTION) or len(counts) > 1


def _radios(step: Step) -> Iterator[Choice]:
    groups: dict[str, list[Control]] = {}
    for control in step.scene.controls:
        if control.group and control.type != "checkbox" and is_option(control) and not control.disabled:
            groups.setdefault(control.group, []).append(control)
    for group in groups.values():
        yield Choice(step, group[0].group_label, family_of(group[0], step), tuple(_entry(step, c) for c in group))


def _entry(step: Step, control: Control) -> Entry:
    amounts = {amount.money for amount in priced(step.scene, control)}
    name = control.name or control.text
    price = next(iter(amounts)) if len(amounts) == 1 else None
    if price is None and not amounts and is_free(step.scene, control):
        price = _nothing(step)
    return _named(name, price, bool(control.checked), control)


def _selects(step: Step) -> Iterator[Choice]:
    for control in step.scene.controls:
        options = [option for option in control.options if not option.disabled and option.text]
        if len(options) < 2 or not control.visible:
            continue
        entries = [_named(o.text, _price(o.text, step), o.selected, control) for o in options]
        yield Choice(step, control.name, family_of_text(control.name), tuple(entries))


def _price(text: str, step: Step) -> Money | None:
    readings = find(text, locale=step.scene.locale or None, currency=step.scene.currency or None)
    if not readings and says_free(text):
        return _nothing(step)
    return readings[0].money if len(readings) == 1 and not is_condition(text, *readings[0].span) else None


def _named(name: str, price: Money | None, chosen: bool, control: Control) -> Entry:
    return Entry(name, price, chosen, "pickup" in control_classes(name), label_kind(name).role == "recurring", control)


def _nothing(step: Step) -> Money | None:
    currency = step.scene.currency or next((a.money.currency for a in step.scene.amounts if a.money), "")
    return Money(Decimal(0), currency) if currency else None
