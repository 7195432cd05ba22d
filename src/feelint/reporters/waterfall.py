"""The way from the advertised price to the charged total, charge by charge, as every format draws it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from feelint.model.ledger import Charge, Ledger, StepRef
from feelint.model.words import ChargeKind
from feelint.money import Money

CHARGED, LAST_SEEN = "Charged total", "Last total seen"
Role = Literal["advertised", "quantity", "item", "charge", "allowance", "included", "foreign", "residual", "total"]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: it leads the running total from ``start`` to ``end``.

    ``included`` and ``foreign`` bars (tax inside the price; another currency) lead nowhere: start is end. ``at`` is
    where it was first counted, ``announced`` where its amount was first shown; ``late``: after the advertised price.
    """

    role: Role
    label: str
    amount: Money
    start: Money
    end: Money
    at: StepRef | None = None
    announced: StepRef | None = None
    avoidable: bool | None = None
    charge: Charge | None = None
    late: bool = False

    @property
    def is_charge(self) -> bool:
        """Whether it stands for a charge of the bill (one that can be announced and avoided)."""
        return self.charge is not None and self.charge.kind is not ChargeKind.ITEM

    @property
    def sums(self) -> bool:
        """Whether it stands on the ground line: the advertised price and the total."""
        return self.role in ("advertised", "total")


def waterfall(ledger: Ledger, *, reached: bool = True) -> tuple[Bar, ...]:
    """Advertised price, what the item lines add to it, charges as they came in, residual, total; then tax inside.

    The bars always add up: what no charge explains is the ``residual`` bar. Without a total there is none; of a walk that
    did not come to its end (``reached``) it is called the last one that was seen.
    """
    return tuple(_bars(ledger, CHARGED if reached else LAST_SEEN))


def difference(ledger: Ledger | None) -> Money | None:
    """How much more is charged than was advertised for the quantity; None where it cannot be said."""
    if ledger is None or ledger.advertised is None or ledger.total is None:
        return None
    if ledger.advertised.currency != ledger.total.currency:
        return None
    return ledger.total - ledger.advertised * ledger.quantity


def _bars(ledger: Ledger, ending: str) -> Iterator[Bar]:
    currency = _currency(ledger)
    if currency is None:
        return
    zero = running = Money(Decimal(0), currency)
    advertised, at = ledger.advertised, ledger.advertised_at
    comparable = advertised is not None and advertised.currency == currency
    if advertised is not None:
        running = advertised if comparable else zero
        role: Role = "advertised" if comparable else "foreign"
        yield Bar(role, "Advertised price", advertised, zero, running, at=at, announced=at)
        if comparable and ledger.quantity > 1:
            more = advertised * (ledger.quantity - 1)
            yield Bar("quantity", f"Quantity {ledger.quantity}", more, running, running + more, at=at, announced=at)
            running += more
    arrivals = [*_items(ledger, running if comparable else None), *sorted(ledger.charges, key=_came_in)]
    for charge in (charge for charge in arrivals if not charge.included):
        bar = _bar(charge, running, ledger)
        running = bar.end
        yield bar
    total = ledger.total
    if total is not None:
        if total != running:
            yield Bar("residual", "Not explained by any charge", total - running, running, total)
        yield Bar("total", ending, total, zero, total, at=ledger.total_at)
        running = total
    for charge in (charge for charge in arrivals if charge.included):
        yield _bar(charge, running, ledger)


def _currency(ledger: Ledger) -> str | None:
    """The currency to add up in: the total's, else that of what is known."""
    known = (ledger.total, *(charge.amount for charge in (*ledger.items, *ledger.charges)), ledger.advertised)
    return next((money.currency for money in known if money is not None), None)


def _items(ledger: Ledger, expected: Money | None) -> Iterator[Charge]:
    """What the item lines add to the ``expected`` price: nothing, the extra lines, or their difference from it."""
    items = ledger.items
    if expected is None:
        yield from items
        return
    if not items or any(item.amount.currency != expected.currency for item in items):
        return
    walked = next((item for item in items if item.amount == expected), items[0])
    if walked.amount != expected:
        changed = walked.amount - expected
        yield walked.model_copy(update={"amount": changed, "label": f"{walked.label}: other than advertised"})
    yield from (item for item in items if item is not walked)


def _bar(charge: Charge, running: Money, ledger: Ledger) -> Bar:
    seen, start = charge.first_announced, ledger.advertised_at
    role: Role = "item" if charge.kind is ChargeKind.ITEM else "allowance" if charge.amount.amount < 0 else "charge"
    end = running
    if charge.amount.currency != running.currency:
        role = "foreign"
    elif charge.included:
        role = "included"
    else:
        end = running + charge.amount
    late = seen is None or start is None or seen.step > start.step
    return Bar(
        role, charge.label, charge.amount, running, end, charge.first_counted, seen, charge.avoidable, charge, late
    )  # fmt: skip


def _came_in(charge: Charge) -> tuple[bool, int]:
    return charge.first_counted is None, charge.first_counted.step if charge.first_counted else 0
