"""The quantity that an offer names, and the unit prices beside its price."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from feelint.engine.nearness import near
from feelint.engine.pieces import piece
from feelint.engine.texts import saying
from feelint.extract.measures import Measure, approximate, quantities, unit_basis
from feelint.model.ledger import Step
from feelint.model.scene import Amount
from feelint.model.words import ChargeKind
from feelint.money import Money, minor_digits

_OFF = Decimal("0.01")
"""The share of the price that rounding of the unit price may make (heuristic)."""
_INDICES = 4
"""Amounts that stand no further from the price than this belong to it where the layout is not known."""


class Size(NamedTuple):
    """How much an offer sells. ``declared``: it says so in words such as net weight; else its name does."""

    measure: Measure
    declared: bool


class UnitPrice(NamedTuple):
    """A price per so much."""

    amount: Amount
    money: Money
    basis: Measure

    def agrees(self, price: Money, size: Measure) -> bool:
        """Whether it makes the price for that much, but for rounding."""
        times = size.amount / self.basis.amount
        allowed = max(price.amount * _OFF, Decimal(1).scaleb(-minor_digits(price.currency)) * times)
        return abs(self.money.amount * times - price.amount) <= allowed


def size_of(step: Step) -> Size | None:
    """The one quantity that an offer names exactly; None if it names none, several, or a rough one."""
    declared = [told.text for told in saying(step, {"net"}) if quantities(told.text)]
    sources = declared or [step.scene.item_name]
    found = {size for text in sources for size in quantities(text)}
    if len(found) != 1 or any(map(approximate, (*declared, step.scene.item_name))):
        return None
    return Size(found.pop(), bool(declared))


def unit_prices(step: Step, price: Amount, unit: str) -> Iterator[UnitPrice]:
    """The prices per so much of that unit, in the price's currency, that stand beside a price."""
    scene = step.scene
    for index, amount in enumerate(scene.amounts):
        basis = unit_basis(piece(scene, amount))
        together = near(amount.look, price.look)
        together = abs(index - scene.advertised) <= _INDICES if together is None else together
        money = amount.money if price.money and amount.money and price.money.currency == amount.money.currency else None
        if together and amount.visible and money is not None and basis is not None and basis.unit == unit:
            yield UnitPrice(amount, money, basis)


def without_deposit(step: Step, price: Money) -> tuple[Money, ...]:
    """The price as it stands, and less each deposit that the page names."""
    deposits = {a.money for a in step.scene.amounts if a.visible and a.kind is ChargeKind.DEPOSIT and a.money}
    return (price, *(price - deposit for deposit in deposits if deposit.currency == price.currency))
