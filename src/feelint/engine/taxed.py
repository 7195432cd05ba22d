"""Whether a price is another one with the order's tax on it: net at one step, gross at the next."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from feelint.engine.facts import tolerance
from feelint.engine.sayings import tax_rates
from feelint.extract.words import signals
from feelint.model.ledger import Ledger
from feelint.model.words import ChargeKind
from feelint.money import Money

_ROUNDINGS = 4
"""Rows whose rounding may lie between a net and a gross price: 0.02 in currencies with cents (heuristic)."""

_HIGHEST = 30
"""Per cent."""


def with_tax(ledger: Ledger, net: Money, gross: Money) -> bool:
    """Whether ``gross`` is ``net`` with the tax that the order has, or at a rate that a page names.

    The order's rate is what its rows of tax are of the rest of its total, or what the total is more than itself told
    without tax. Two currencies are never the same price.
    """
    if net.currency != gross.currency or gross.amount <= net.amount:
        return False
    allowed = tolerance(net.currency, _ROUNDINGS)
    rates = (*tax_rates(ledger.steps), *_rates(ledger), *_told_twice(ledger))
    return any(abs(net.amount * (1 + rate / 100) - gross.amount) <= allowed for rate in rates if rate > 0)


def _rates(ledger: Ledger) -> Iterator[Decimal]:
    """The rate of all rows of tax together, in per cent."""
    taxes = [charge.amount.amount for charge in ledger.charges if charge.kind is ChargeKind.TAX]
    rest = ledger.total.amount - sum(taxes) if ledger.total is not None else Decimal(0)
    if taxes and rest > 0:
        yield sum(taxes, Decimal(0)) * 100 / rest


def _told_twice(ledger: Ledger) -> Iterator[Decimal]:
    """The rates, in per cent, at which the final page's total is a sum that the page tells without tax."""
    if ledger.total is None or ledger.total_at is None:
        return
    for amount in ledger.steps[ledger.total_at.step].scene.amounts:
        net = amount.money
        if net is None or not amount.visible or net.currency != ledger.total.currency or net.amount <= 0:
            continue
        rate = (ledger.total.amount / net.amount - 1) * 100
        if 0 < rate <= _HIGHEST and "tax_excl" in {*amount.signals, *signals(amount.label)}:
            yield rate
