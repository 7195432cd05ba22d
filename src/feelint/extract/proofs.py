"""What proves that goods belong to a bill: they come to a sum that stands beside them and is not counted itself."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from feelint.model.words import ChargeKind
from feelint.money import Money

if TYPE_CHECKING:
    from feelint.extract.bills import Reading

GOODS = (ChargeKind.UNKNOWN, ChargeKind.ITEM)


def goods_of(reading: Reading) -> list[Money]:
    """What the goods that a reading counts cost."""
    return [m for i, (_, m) in reading.counted.items() if reading.rows[i].kind in GOODS]


def proven_items(reading: Reading) -> int:
    """How many goods it counts, where they add up to a subtotal beside them: a list of goods is part of its bill."""
    goods = goods_of(reading)
    sums = [row.amounts[-1] for i, row in enumerate(reading.rows) if row.kind.is_sum and i not in reading.counted]
    return (
        len(goods) if len(goods) > 1 and sum((m.amount for m in goods), Decimal(0)) in [m.amount for m in sums] else 0
    )


def holds_its_tax(reading: Reading) -> bool:
    """Whether the counted goods are worth the subtotal and the tax beside it, neither of them counted: they hold it."""
    goods = goods_of(reading)
    left = [row for i, row in enumerate(reading.rows) if i not in reading.counted and not row.match.included]
    taxes = [row.amounts[-1].amount for row in left if row.kind is ChargeKind.TAX]
    sums = [row.amounts[-1].amount for row in left if row.kind is ChargeKind.SUBTOTAL]
    return bool(goods and taxes) and sum(m.amount for m in goods) - sum(taxes) in sums
