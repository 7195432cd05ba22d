"""What the pages of terms, delivery, returns and fees set, and whether the way to the order tells it too."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from feelint.engine.texts import texts
from feelint.model.leaflet import Clause, ClauseKind, Leaflet
from feelint.model.ledger import Charge, Ledger, Step
from feelint.model.words import ChargeKind
from feelint.money import minor_digits, percents

_FEES = frozenset({ChargeKind.FEE, ChargeKind.HANDLING, ChargeKind.PAYMENT_FEE, ChargeKind.UNKNOWN})
_RAISING: tuple[ClauseKind, ...] = ("fee", "payment_fee")


class Notice(NamedTuple):
    """What one sentence of a page beside the way sets."""

    leaflet: Leaflet
    clause: Clause

    @property
    def conditional(self) -> bool:
        """Whether it is not for every order."""
        return not self.clause.always

    @property
    def where(self) -> str:
        """The page and its distance, in words."""
        clicks = self.leaflet.clicks
        away = "one click" if clicks == 1 else f"{clicks} clicks"
        return f"the page behind “{self.leaflet.link}”, {away} from the offer"


def notices(ledger: Ledger, *kinds: ClauseKind) -> tuple[Notice, ...]:
    """What the pages set of these kinds, each sentence once, where it is nearest."""
    found: dict[str, Notice] = {}
    for leaflet in sorted(ledger.leaflets, key=lambda one: one.clicks):
        for clause in leaflet.clauses:
            if clause.kind in kinds:
                found.setdefault(clause.text, Notice(leaflet, clause))
    return tuple(found.values())


def told_aside(ledger: Ledger, charge: Charge) -> Notice | None:
    """The sentence that sets a charge of the order; None if no page beside the way does."""
    found = notices(ledger, *_RAISING) if charge.kind in _FEES else ()
    return next((notice for notice in found if _sets(notice.clause, charge, ledger)), None)


def only_aside(ledger: Ledger, *, conditional: bool) -> tuple[tuple[Notice, ...], ...]:
    """The fees and costs that the pages set and no step of the way tells, by kind; those of smaller orders are left out.

    ``conditional`` chooses those that are paid under a condition, or all others.
    """
    charged = {notice for charge in ledger.charges if (notice := told_aside(ledger, charge))}
    kinds: dict[ClauseKind, list[Notice]] = {}
    for one in notices(ledger, *_RAISING, "restocking"):
        hidden = one not in charged and not _beyond(one.clause, ledger) and not told(one.clause, ledger.steps)
        if hidden and one.conditional is conditional:
            kinds.setdefault(one.clause.kind, []).append(one)
    return tuple(map(tuple, kinds.values()))


def _sets(clause: Clause, charge: Charge, ledger: Ledger) -> bool:
    if clause.amount is not None:
        each = clause.amount * ledger.quantity
        return charge.amount in (clause.amount, each)
    if clause.percent is None:
        return False
    sums = {_goods(ledger), ledger.total.amount - charge.amount.amount if ledger.total else Decimal(0)}
    allowed = Decimal(1).scaleb(-minor_digits(charge.amount.currency))
    return any(base and abs(charge.amount.amount - base * clause.percent / 100) <= allowed for base in sums)


def _beyond(clause: Clause, ledger: Ledger) -> bool:
    """Whether it is for smaller orders than this one."""
    return clause.below is not None and _goods(ledger) >= clause.below.amount


def _goods(ledger: Ledger) -> Decimal:
    return sum((item.amount.amount for item in ledger.items), Decimal(0))


def told(clause: Clause, steps: Iterable[Step]) -> bool:
    """Whether a step of the way shows the amount or the rate, or says that it renews or binds for so long."""
    if clause.kind == "renewal":
        return any("renews" in text.says for step in steps for text in texts(step))
    if clause.kind == "term":
        told = (text for step in steps for text in texts(step) if "term" in text.says)
        return any(clause.months in (one.months for one in text.stretches) for text in told)
    if clause.amount is not None:
        return any(a.money == clause.amount for step in steps for a in step.scene.amounts if a.visible)
    return any(rate == clause.percent for step in steps for rate, _ in percents(step.scene.text))
