"""Goods sold by weight, volume or length whose unit price is missing, wrong, or of an odd unit."""

from collections.abc import Iterator
from decimal import Decimal

from feelint.api import (
    Amount,
    Context,
    Money,
    Size,
    Step,
    Verdict,
    rule,
    size_of,
    unit_basis,
    unit_prices,
    without_deposit,
)

BASES = {"kg": ("1", "0.1"), "l": ("1", "0.1"), "m": ("1",), "m²": ("1",)}
"""The units that a unit price may be of."""
LEAST = Decimal("0.01")
"""In kg or l; less needs no unit price."""


@rule(
    id="unit-price-missing-or-wrong",
    title="The unit price is missing or disagrees with price and quantity",
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the unit price beside the price of an item whose quantity the offer names."""
    packs, (step, price) = ctx.packs_with("unit_price"), ctx.facts.last_offer
    size = size_of(step) if step is not None else None
    if not packs or step is None or price is None or price.money is None:
        yield ctx.inapplicable("not-asked-for", "No pack of this walk asks for unit prices, or there is no price.")
    elif size is None or size.measure.amount < LEAST:
        yield ctx.inapplicable("no-one-quantity", "The offer names no quantity, several, a rough one or a tiny one.")
    else:
        yield _judged(ctx, step, (price, price.money), size, packs)


def _judged(ctx: Context, step: Step, price: tuple[Amount, Money], size: Size, packs: tuple[str, ...]) -> Verdict:
    given = list(unit_prices(step, price[0], size.measure.unit))
    text = f"{price[1].display()} for {size.measure.amount.normalize():f} {size.measure.unit}"
    quoted = [ctx.quote(step, a.context, amount=a) for a in (price[0], *(one.amount for one in given[:2]))]
    right = [one for one in given if any(one.agrees(p, size.measure) for p in without_deposit(step, price[1]))]
    if right and not any(str(one.basis.amount.normalize()) in BASES[one.basis.unit] for one in right):
        words = f"The unit price {right[0].amount.context!r} is not of one kilogram, litre or metre."
        return ctx.failed("unit", words, packs=packs, evidence=quoted)
    if right:
        return ctx.passed("unit-price", f"{text}, and a unit price that agrees.")
    if given:
        words = f"{text}; the unit price {given[0].amount.context!r} does not agree."
        return ctx.failed("unit-price", words, packs=packs, evidence=quoted)
    if size.declared:
        return ctx.failed("unit-price", f"{text}, and no unit price beside it.", packs=packs, evidence=quoted)
    bases = (unit_basis(amount.context) for amount in step.scene.amounts if amount.visible)
    if size.measure.small and any(basis.unit in BASES for basis in bases if basis is not None):
        ask = "Other goods on the page have a unit price. Does this one need it?"
        return ctx.review("unit-price", f"{text}. {ask}", reason="by-quantity", packs=packs, evidence=quoted)
    return ctx.inapplicable("capacity", "A size in the name may be what the item holds, weighs or measures.")
