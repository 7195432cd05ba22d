"""What arithmetic proves of amounts: goods belong to a bill if they come to a sum beside them, taxes may lie in others."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from feelint.model.words import ChargeKind
from feelint.money import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feelint.extract.bills import Reading, Row
    from feelint.extract.labels import Hit

_LEAST_TIMES, _MOST_TIMES = Decimal("4.6"), 60
"""How many times the tax in it an amount can be: rates from 27 % to below 2 %."""
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
    """Whether the counted goods, or all that is counted, are worth the subtotal and the tax beside it, neither counted."""
    goods = goods_of(reading)
    left = [row for i, row in enumerate(reading.rows) if i not in reading.counted and not row.match.included]
    taxes = [row.amounts[-1].amount for row in left if row.kind is ChargeKind.TAX]
    sums = [row.amounts[-1].amount for row in left if row.kind is ChargeKind.SUBTOTAL]
    every = [money for _, money in reading.counted.values()]
    return bool(goods and taxes) and any(sum(m.amount for m in told) - sum(taxes) in sums for told in (goods, every))


def comes_to(rows: Sequence[Row], goal: Money) -> bool:
    """Whether goods and charges alone come to ``goal``: the taxes told beside them are in them, and the sums told again."""
    told = [
        row for row in rows if not (row.kind.is_sum or row.match.included or row.match.role or row.option or row.again)
    ]
    parts = [row for row in told if row.kind is not ChargeKind.TAX]
    spent = [-abs(row.amounts[-1].amount) if row.kind.lowers else row.amounts[-1].amount for row in parts]
    taxed = any(row.amounts[-1].amount for row in told if row.kind is ChargeKind.TAX)
    charged = any(amount for row, amount in zip(parts, spent, strict=True) if row.kind not in GOODS)
    goods = any(row.kind in GOODS for row in parts)
    return taxed and charged and goods and sum(spent, Decimal(0)) == goal.amount


def is_part(at: int, hits: Sequence[Hit]) -> bool:
    """Whether it can be the tax in the amount before or behind it: a total of 45.00 holds 7.50, no price of 37.50 does."""
    own = hits[at].reading.amount
    if not own:
        return False
    beside = (hits[n].reading.amount for n in (at - 1, at + 1) if 0 <= n < len(hits) and hits[n].run.visible)
    return any(amount is not None and _LEAST_TIMES * own <= amount <= _MOST_TIMES * own for amount in beside)
