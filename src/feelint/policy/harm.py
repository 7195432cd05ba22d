"""What a total asks beyond its offer, and by which criteria that is likely to harm: a pure function of a ledger.

The criteria are those of the UK Department for Business and Trade's study of drip pricing (2023): a dripped fee is
mandatory, or preselected, or first shown past the halfway point; dripped fees are more than 25 % of the price, or three
or more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import get_args

from feelint.engine.facts import tolerance
from feelint.engine.fingerprint import slug
from feelint.model.ledger import Charge, Ledger, StepRef
from feelint.model.report import Drip, Harm, HarmCriterion
from feelint.model.words import ChargeKind, Stage
from feelint.money import Money

CRITERIA: tuple[HarmCriterion, ...] = get_args(HarmCriterion)
LARGE, MANY = Decimal(25), 3
GOVERNMENT = frozenset({ChargeKind.TAX, ChargeKind.DUTY})
"""Charges that packs may leave outside the price; all others are the shop's own."""


def harm(ledger: Ledger, steps: int, outside: Collection[ChargeKind] = ()) -> Harm | None:
    """The harm of a journey of so many steps; None where it did not come to a total.

    ``outside`` are the kinds that may stand outside the price. A charge that the offer showed with its amount is no
    drip, nor one that the customer asked for, nor one that the advertised price turns out to have held.
    """
    if ledger.total is None:
        return None
    raising = [charge for charge in ledger.charges if _raises(charge, ledger.total)]
    dripped = [charge for charge in raising if not _shown(charge, ledger) and charge.kind not in outside]
    beyond = _beyond(ledger, [charge for charge in raising if charge not in dripped])
    if beyond is not None and beyond.amount <= tolerance(beyond.currency):
        beyond, dripped = Money(Decimal(0), beyond.currency), []
    drips = tuple(_drip(charge, steps) for charge in dripped)
    percent = _percent(beyond, ledger)
    met = set(_criteria(drips, percent))
    unknown = {"large"} if percent is None else set()
    unknown |= {"mandatory"} if "mandatory" not in met and any(drip.mandatory is None for drip in drips) else set()
    return Harm(
        drips=drips,
        total=beyond,
        percent=percent,
        criteria=tuple(word for word in CRITERIA if word in met),
        unknown=tuple(word for word in CRITERIA if word in unknown),
    )


def _raises(charge: Charge, total: Money) -> bool:
    plain = not charge.included and not charge.kind.lowers and charge.kind is not ChargeKind.ROUNDING
    return plain and charge.amount.currency == total.currency and charge.amount.amount > 0


def _shown(charge: Charge, ledger: Ledger) -> bool:
    """Whether the offer showed the charge, or the walk itself asked for it."""
    at, seen = ledger.advertised_at, charge.first_announced
    offered = seen is not None and (seen.stage.rank <= Stage.PRODUCT.rank or (at is not None and seen.step <= at.step))
    return offered or charge.opted


def _beyond(ledger: Ledger, explained: list[Charge]) -> Money | None:
    """What the total asks beyond the advertised price and the charges that are ``explained``; credit is no discount."""
    total, price = ledger.total, ledger.advertised
    if total is None or price is None or price.currency != total.currency:
        return None
    credit = [charge.amount for charge in ledger.charges if charge.kind is ChargeKind.CREDIT]
    given = [charge.amount for charge in explained] + [one for one in credit if one.currency == total.currency]
    return total - price * ledger.quantity - sum(given, Money(Decimal(0), total.currency))


def _drip(charge: Charge, steps: int) -> Drip:
    seen: StepRef | None = charge.first_announced or charge.first_counted
    return Drip(
        subject=f"{charge.kind}:{slug(charge.label)}",
        label=charge.label,
        kind=charge.kind,
        amount=charge.amount,
        announced=charge.first_announced,
        mandatory=None if charge.avoidable is None else not charge.avoidable,
        preselected=charge.preselected,
        late=seen is None or 2 * (seen.step + 1) > steps,
    )


def _percent(beyond: Money | None, ledger: Ledger) -> Decimal | None:
    if beyond is None or ledger.advertised is None or not ledger.advertised.amount:
        return None
    return (100 * beyond.amount / (ledger.advertised.amount * ledger.quantity)).quantize(Decimal("0.01"))


def _criteria(drips: tuple[Drip, ...], percent: Decimal | None) -> Iterator[HarmCriterion]:
    if any(drip.mandatory for drip in drips):
        yield "mandatory"
    if any(drip.preselected for drip in drips):
        yield "preselected"
    if any(drip.late for drip in drips):
        yield "late"
    if drips and percent is not None and percent > LARGE:
        yield "large"
    if len(drips) >= MANY:
        yield "many"
