"""Formulas: what a rate makes of the amounts that it may apply to, to the minor unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import combinations

from feelint.ledger.likeness import zero
from feelint.money import Money, minor_digits

_MOST = 6


def bases(items: Money, others: Sequence[Money]) -> tuple[Money, ...]:
    """What a rate may apply to: the items, with any of the other charges or without, or one other charge alone."""
    some = [each for each in others if each.currency == items.currency and each.amount]
    if len(some) > _MOST:
        groups: Iterable[tuple[Money, ...]] = [(), *((each,) for each in some), tuple(some)]
    else:
        groups = (group for size in range(len(some) + 1) for group in combinations(some, size))
    sums = [items + sum(group, zero(items.currency)) for group in groups]
    return tuple(dict.fromkeys([*sums, *some]))


def gives(amount: Money, rate: Decimal, fixed: Iterable[Money], over: Iterable[Money], *, inside: bool) -> bool:
    """Whether ``rate`` per cent of one of ``over``, alone or plus one of ``fixed``, is ``amount`` to the minor unit.

    ``inside``: the rate is contained in the base already, as VAT is in a consumer price.
    """
    share = abs(rate) / (100 + abs(rate)) if inside else abs(rate) / 100
    if not share or not amount.amount:
        return False
    starts = [Decimal(0), *(abs(each.amount) for each in fixed if each.currency == amount.currency)]
    goal = abs(amount.amount)
    return any(
        goal in _rounded(start + base.amount * share, amount.currency)
        for base in over
        if base.currency == amount.currency
        for start in starts
    )


def _rounded(value: Decimal, currency: str) -> Iterator[Decimal]:
    """Half up and half to even; where there is no minor unit also downwards, as is usual there."""
    places = minor_digits(currency)
    unit = Decimal(1).scaleb(-places)
    for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, *(() if places else (ROUND_DOWN,))):
        yield value.quantize(unit, rounding)
