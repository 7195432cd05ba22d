"""What changed for the customer between two reports."""

from __future__ import annotations

from datetime import date
from typing import Literal

from feelint.model.base import Frozen, MoneyField
from feelint.model.ledger import StepRef
from feelint.model.words import ChargeKind

Effect = Literal["worse", "better", "neutral"]
"""What a change means for the customer."""
What = Literal[
    "new", "gone", "dearer", "cheaper", "later", "earlier", "unavoidable", "avoidable", "avoidable-unknown",
    "preselected", "not-preselected", "renamed", "reclassified",
]  # fmt: skip


class Source(Frozen):
    """A side of the comparison."""

    name: str
    feelint: str
    browser: str
    as_of: date


class ChargeState(Frozen):
    """A charge on one side. ``announced`` is where it was first shown, or counted where it was never announced."""

    label: str
    kind: ChargeKind
    amount: MoneyField
    announced: StepRef | None = None
    avoidable: bool | None = None
    preselected: bool = False


class ChargeChange(Frozen):
    """A charge that is not as it was: ``what`` about it, and whether the customer is worse off by that."""

    what: tuple[What, ...]
    effect: Effect
    old: ChargeState | None
    new: ChargeState | None
    difference: MoneyField | None


class TotalChange(Frozen):
    """A sum that is not as it was; ``difference`` is None where one side does not have it."""

    what: Literal["total", "advertised", "unexplained", "recurring", "option"]
    name: str
    effect: Effect
    old: MoneyField | None
    new: MoneyField | None
    difference: MoneyField | None


class JourneyDifference(Frozen):
    """One journey on both sides. Not ``compared``: ``why`` says which side has no total."""

    id: str
    compared: bool
    why: str = ""
    old_total: MoneyField | None = None
    new_total: MoneyField | None = None
    sums: tuple[TotalChange, ...] = ()
    charges: tuple[ChargeChange, ...] = ()

    @property
    def effects(self) -> frozenset[Effect]:
        """The effects of its changes."""
        return frozenset([change.effect for change in self.sums] + [change.effect for change in self.charges])


class Difference(Frozen):
    """What ``feelint diff`` gives (``--format json``)."""

    schema_version: Literal[1] = 1
    old: Source
    new: Source
    journeys: tuple[JourneyDifference, ...]
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    verdict: Literal["same", "changed", "better", "worse", "mixed", "no-verdict"]
    exit_code: int
