"""What one piece of the item costs in a step's bill."""

from __future__ import annotations

from decimal import Decimal

from feelint.engine.facts import Facts
from feelint.extract.words import label_kind
from feelint.model.ledger import Charge, Step
from feelint.model.words import ChargeKind
from feelint.money import Money

_SUMS = frozenset({ChargeKind.SUBTOTAL, ChargeKind.TOTAL})


def each_price(facts: Facts, step: Step, before: Money) -> Money:
    """The price of one piece in the step's bill; ``before`` where it cannot be told or is just that many times it.

    From a row that is the sum of all goods, what else was counted by then is taken off.
    """
    lines = [line for line in step.bill.lines if line.kind is ChargeKind.ITEM] if step.bill else []
    names = {item.label for item in facts.ledger.items}
    own = lines if len(lines) == 1 else [line for line in lines if line.label in names and len(names) == 1]
    if len(own) != 1 or own[0].amount.currency != before.currency:
        return before
    price = own[0].amount
    if label_kind(own[0].label).kind in _SUMS:
        others = (c.amount for c in facts.added if c.amount.currency == price.currency and _within(c, step))
        price -= sum(others, Money(Decimal(0), price.currency))
    if not before.amount or not price.amount % before.amount:
        return before
    return price * (facts.share(own[0]) / facts.ledger.quantity)


def _within(charge: Charge, step: Step) -> bool:
    """Whether a step counts a charge without a row of its own: its sum of goods holds it."""
    rows = step.bill.lines if step.bill else ()
    counted = charge.first_counted is not None and charge.first_counted.step <= step.index
    return counted and all(line.amount != charge.amount for line in rows)
