"""What the choices cost: the walk as it was, and each experiment that changed one choice of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from feelint.model.base import Frozen, MoneyField
from feelint.model.ledger import Charge, Ledger
from feelint.model.report import JourneyReport, ReportProbe
from feelint.money import Money

CHOICES = ("untick", "remove", "delivery", "payment")
"""Experiments that a customer could make: among them are the cheapest and the dearest total."""
CIRCUMSTANCES = ("party", "address", "quantity", "viewport")
"""Experiments with another customer or another order: beside the choices, never an end of their range."""


@dataclass(frozen=True, slots=True)
class Change:
    """A charge that an option changes; None where it is not there."""

    label: str
    before: Money | None
    after: Money | None


@dataclass(frozen=True, slots=True)
class Option:
    """A total that can be had. ``probe`` is None for the walk as it was; ``place`` is cheapest, dearest or empty."""

    total: Money
    probe: ReportProbe | None = None
    difference: Money | None = None
    changes: tuple[Change, ...] = ()
    place: str = ""

    @property
    def is_choice(self) -> bool:
        """Whether the customer of the walk could have had it: the walk as it was, or another choice."""
        return self.probe is None or self.probe.kind in CHOICES

    @property
    def name(self) -> str:
        """What is otherwise, in words."""
        return self.probe.name if self.probe else "as walked"


class MatrixChange(Frozen):
    """A charge that an option changes; null where it is not there."""

    label: str
    before: MoneyField | None
    after: MoneyField | None


class MatrixRow(Frozen):
    """One option. ``kind`` is ``walk`` for the walk as it was; ``choice``: the customer of the walk could have had it."""

    kind: str
    subject: str
    group: str
    choice: bool
    total: MoneyField
    difference: MoneyField | None
    place: str
    changes: tuple[MatrixChange, ...]


class Matrix(Frozen):
    """The totals of a journey under its options: the ends are those of its choices, ``default`` is the walk as it was."""

    cheapest: MoneyField
    default: MoneyField
    dearest: MoneyField
    options: tuple[MatrixRow, ...]


def document(journey: JourneyReport) -> Matrix | None:
    """The options as data; None where :func:`matrix` has none."""
    options = matrix(journey)
    choices = [one.total for one in options if one.is_choice]
    walked = next((one.total for one in options if one.probe is None), None)
    if walked is None:
        return None
    rows = tuple(
        MatrixRow(
            kind=one.probe.kind if one.probe else "walk",
            subject=one.probe.about if one.probe else "",
            group=one.probe.group if one.probe else "",
            choice=one.is_choice,
            total=one.total,
            difference=one.difference,
            place=one.place,
            changes=tuple(MatrixChange(label=c.label, before=c.before, after=c.after) for c in one.changes),
        )
        for one in options
    )
    return Matrix(cheapest=choices[0], default=walked, dearest=choices[-1], options=rows)


def matrix(journey: JourneyReport) -> tuple[Option, ...]:
    """The options: choices, cheapest first, then other circumstances; none without a total and one to compare it with."""
    ledger = journey.ledger
    if ledger is None or ledger.total is None:
        return ()
    tried = list(_tried(journey, ledger, ledger.total))
    if not tried:
        return ()
    every = sorted([Option(ledger.total), *tried], key=lambda one: (one.total.amount, one.probe is not None))
    choices = [one for one in every if one.is_choice]
    others = [one for one in every if not one.is_choice]
    low, high = choices[0].total, choices[-1].total
    words = {low: "cheapest", high: "dearest"} if low != high else {}
    placed = (Option(one.total, one.probe, one.difference, one.changes, words.get(one.total, "")) for one in choices)
    return (*placed, *others)


def other_probes(journey: JourneyReport) -> tuple[ReportProbe, ...]:
    """The experiments that are no option of the matrix: those that broke, and repetitions."""
    shown = {id(one.probe) for one in matrix(journey)}
    return tuple(probe for probe in journey.probes if id(probe) not in shown)


def _tried(journey: JourneyReport, ledger: Ledger, total: Money) -> Iterator[Option]:
    for probe in journey.probes:
        after = probe.after
        if (
            probe.ok
            and probe.kind in (*CHOICES, *CIRCUMSTANCES)
            and after is not None
            and after.currency == total.currency
        ):
            changes = _changes(ledger, probe.ledger) if probe.ledger is not None else ()
            yield Option(after, probe, after - total, tuple(changes))


def _changes(before: Ledger, after: Ledger) -> Iterator[Change]:
    """The charges that differ, and what the items come to; two of one kind that take each other's place are one change."""
    was_items, now_items = _items(before), _items(after)
    if was_items != now_items:
        yield Change("items", was_items, now_items)
    gone, new = _counted(before), _counted(after)
    for key in [key for key in gone if key in new]:
        was, now = gone.pop(key), new.pop(key)
        if was.amount != now.amount:
            yield Change(was.label, was.amount, now.amount)
    for (kind, _), was in gone.items():
        instead = next((key for key in new if key[0] == kind), None)
        now_amount = new.pop(instead).amount if instead else None
        if was.amount != now_amount:
            yield Change(was.label, was.amount, now_amount)
    yield from (Change(one.label, None, one.amount) for one in new.values())


def _items(ledger: Ledger) -> Money | None:
    total = sum(one.amount for one in ledger.items)
    return total if isinstance(total, Money) else None


def _counted(ledger: Ledger) -> dict[tuple[str, str], Charge]:
    return {(one.kind, one.label): one for one in ledger.charges if not one.included}
