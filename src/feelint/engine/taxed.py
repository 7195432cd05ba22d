"""Whether a price is another one with the order's tax on it: net at one step, gross at the next."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from feelint.engine.facts import tolerance
from feelint.engine.sayings import tax_rates
from feelint.model.ledger import Ledger
from feelint.model.words import ChargeKind
from feelint.money import Money

_ROUNDINGS = 4
"""Rows whose rounding may lie between a net and a gross price: 0.02 in currencies with cents (heuristic)."""


def with_tax(ledger: Ledger, net: Money, gross: Money) -> bool:
    """Whether ``gross`` is ``net`` with the tax that the order has, or at a rate that a page names.

    The order's rate is what its rows of tax are of the rest of its total. Two currencies are never the same price.
    """
    if net.currency != gross.currency or gross.amount <= net.amount:
        return False
    allowed = tolerance(net.currency, _ROUNDINGS)
    rates = (*tax_rates(ledger.steps), *_rates(ledger))
    return any(abs(net.amount * (1 + rate / 100) - gross.amount) <= allowed for rate in rates if rate > 0)


def _rates(ledger: Ledger) -> Iterator[Decimal]:
    """The rate of all rows of tax together, in per cent."""
    taxes = [charge.amount.amount for charge in ledger.charges if charge.kind is ChargeKind.TAX]
    rest = ledger.total.amount - sum(taxes) if ledger.total is not None else Decimal(0)
    if taxes and rest > 0:
        yield sum(taxes, Decimal(0)) * 100 / rest
