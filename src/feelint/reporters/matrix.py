"""What the choices cost: the walk as it was, and each experiment that changed one choice of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from feelint.model.ledger import Charge, Ledger
from feelint.model.report import JourneyReport, ReportProbe
from feelint.money import Money

CHOICES = ("untick", "remove", "delivery", "payment")
"""Experiments that a customer could make; the others repeat the walk or change the order."""


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


def matrix(journey: JourneyReport) -> tuple[Option, ...]:
    """The options, cheapest first; none unless there is a total and an experiment to compare it with."""
    ledger = journey.ledger
    if ledger is None or ledger.total is None:
        return ()
    tried = list(_tried(journey, ledger, ledger.total))
    if not tried:
        return ()
    options = sorted([Option(ledger.total), *tried], key=lambda one: (one.total.amount, one.probe is not None))
    low, high = options[0].total, options[-1].total
    if low == high:
        return tuple(options)
    words = {low: "cheapest", high: "dearest"}
    return tuple(Option(one.total, one.probe, one.difference, one.changes, words.get(one.total, "")) for one in options)


def other_probes(journey: JourneyReport) -> tuple[ReportProbe, ...]:
    """The experiments that are no option of the matrix: those that broke, and repetitions."""
    shown = {id(one.probe) for one in matrix(journey)}
    return tuple(probe for probe in journey.probes if id(probe) not in shown)


def _tried(journey: JourneyReport, ledger: Ledger, total: Money) -> Iterator[Option]:
    for probe in journey.probes:
        after = probe.after
        if probe.ok and probe.kind in CHOICES and after is not None and after.currency == total.currency:
            changes = _changes(ledger, probe.ledger) if probe.ledger is not None else ()
            yield Option(after, probe, after - total, tuple(changes))


def _changes(before: Ledger, after: Ledger) -> Iterator[Change]:
    """The charges that differ; two of one kind that take each other's place are one change."""
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


def _counted(ledger: Ledger) -> dict[tuple[str, str], Charge]:
    return {(one.kind, one.label): one for one in ledger.charges if not one.included}
