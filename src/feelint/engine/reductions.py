"""What a page claims that its price was reduced by: from which price, by how many percent, by how much."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from feelint.engine.nearness import near
from feelint.engine.pieces import piece
from feelint.engine.texts import Text, texts
from feelint.extract.promises import promises
from feelint.extract.words import signals
from feelint.model.ledger import Step
from feelint.model.scene import Amount
from feelint.model.words import PriceRole
from feelint.money import Money, percents

NO_CLAIM = frozenset({"coupon", "up_to"})
"""Words of reductions that are not there yet, or not for everybody, or not of this price."""
_LONGEST = 120
_INDICES, _NODES = 3, 6
"""Amounts and texts that stand no further from the price than this belong to it where the layout is not known."""


class Reduction(NamedTuple):
    """The claims around one price. ``earlier`` are prices that it is compared with, ``lowest`` those of the last weeks,
    ``recommended`` those of ``earlier`` that are a maker's recommendation."""

    step: Step
    price: Amount
    now: Money
    earlier: tuple[Amount, ...]
    recommended: tuple[Amount, ...]
    lowest: tuple[Amount, ...]
    shares: tuple[tuple[Decimal, Text], ...]
    savings: tuple[Amount, ...]

    @property
    def only_recommended(self) -> bool:
        """Whether the price is compared with a maker's recommendation and nothing else."""
        return bool(self.recommended) and len(self.recommended) == len(self.earlier)

    @property
    def greatest(self) -> Decimal:
        """The percentage from the highest earlier price; there has to be one."""
        return self.greatest_with(Decimal(0))

    def greatest_with(self, more: Decimal) -> Decimal:
        """The same if the price were that much higher."""
        before = max(one.money.amount for one in self.earlier if one.money is not None)
        return (before - self.now.amount - more) * 100 / before

    def share_of(self, before: Money) -> Decimal:
        """How many percent less than ``before`` the price is."""
        return (before.amount - self.now.amount) * 100 / before.amount


def reduction(step: Step | None, price: Amount | None) -> Reduction | None:
    """The claims around a price; None where the page claims no reduction of it."""
    if step is None or price is None or price.money is None:
        return None
    now = price.money
    around = [a for a in _around(step, price) if a.money is not None and a.money.currency == now.currency]
    says = {id(a): promises(piece(step.scene, a)) for a in around}
    lowest = tuple(a for a in around if "lowest" in says[id(a)])
    higher = [a for a in around if a.money is not None and a.money > now and a not in lowest]
    earlier = tuple(a for a in higher if _is_earlier(step, a))
    recommended = tuple(a for a in earlier if "rrp" in says[id(a)])
    others = [a for a in around if not a.struck and a not in earlier and a not in lowest]
    savings = tuple(a for a in others if "saving" in says[id(a)] and not says[id(a)] & NO_CLAIM and a.money != now)
    shares = tuple(_shares(step, price))
    if not (earlier or shares or savings):
        return None
    return Reduction(step, price, now, earlier, recommended, lowest, shares, savings)


def _around(step: Step, price: Amount) -> Iterator[Amount]:
    for index, amount in enumerate(step.scene.amounts):
        if index == step.scene.advertised or not amount.visible:
            continue
        together = near(amount.look, price.look)
        if abs(index - step.scene.advertised) <= _INDICES if together is None else together:
            yield amount


def _is_earlier(step: Step, amount: Amount) -> bool:
    return (
        amount.struck or amount.role is PriceRole.REFERENCE or "reference" in signals(piece(step.scene, amount))
    ) and amount.in_control < 0


def _shares(step: Step, price: Amount) -> Iterator[tuple[Decimal, Text]]:
    for text in texts(step):
        together = near(text.look, price.look)
        together = abs(text.node - price.node) <= _NODES if together is None else together
        if len(text.text) > _LONGEST or text.says & NO_CLAIM or not together:
            continue
        for value, _ in percents(text.text):
            if value < 0 or "saving" in text.says:
                yield abs(value), text
