"""Pages on the way that list the item and charges as rows, as a summary does."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from feelint.model.ledger import Charge, Ledger, Step
from feelint.model.scene import Amount
from feelint.model.words import ChargeKind
from feelint.money import Money


class Listing(NamedTuple):
    """A page that shows the item's price and, each in a row of its own, some charges."""

    step: Step
    price: Money
    rows: dict[Charge, Amount]

    def is_summed(self, parts: Sequence[Charge]) -> bool:
        """Whether the page shows a total by its name, or as an amount the price with ``parts`` or with all its charges."""
        sums = [
            Money(sum((c.amount.amount for c in some), self.price.amount), self.price.currency)
            for some in (parts, self.rows)
        ]
        shown = [a for a in self.step.scene.amounts if a.visible and not a.struck]
        return any(a.kind is ChargeKind.TOTAL or a.money in sums for a in shown)


def listings(ledger: Ledger, charges: Sequence[Charge], offers: Collection[int]) -> Iterator[Listing]:
    """The listings of ``charges`` before the total, in order, the steps of ``offers`` left out.

    What stands in an option or in a sentence, and what is hidden or struck, is no row.
    """
    worth = {item.amount for item in ledger.items}
    if ledger.advertised is not None:
        worth.add(ledger.advertised * Decimal(ledger.quantity))
    for step in ledger.steps[: ledger.total_at.step if ledger.total_at else 0]:
        rows = [a for a in step.scene.amounts if a.visible and not a.struck and a.in_control < 0]
        price = next((a.money for a in rows if a.money in worth), None)
        found = {c: a for c in charges for a in rows if a.money == c.amount and a.label == c.label}
        if price is not None and found and step.index not in offers:
            yield Listing(step, price, found)
