"""An offer that shows the parts of the price and leaves adding them up to the customer."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from feelint.api import Charge, Context, Money, Verdict, rule


@rule(
    id="partitioned-price-no-total",
    title="The parts of the price are shown, their sum is not",
    needs=("total", "advertised-price", "charges", "one-currency"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the charges that the offer names beside its price, all together."""
    named = [charge for charge in ctx.facts.added if ctx.facts.beside(charge)]
    parts = [charge for charge in named if _belongs(ctx, charge)]
    if not parts:
        yield ctx.inapplicable("no-parts", "The offer names no part of the price that would have to be inside it.")
        return
    if all(ctx.facts.in_price(charge, parts) for charge in parts) or _sum_is_shown(ctx, parts, named):
        yield ctx.passed("parts", f"The offer shows {ctx.facts.price_text} and what it is made of.")
        return
    packs = tuple(dict.fromkeys(pack for charge in parts for pack in _packs(ctx, charge)))
    listed = " + ".join([ctx.facts.price_text, *(f"{c.amount.display()} ({c.label})" for c in parts)])
    text = f"The offer shows {listed}, and nowhere the sum."
    if any(charge.avoidable is None for charge in parts):
        text += " Whether the customer can avoid all of that could not be tried."
        yield ctx.review("parts", text, reason="avoidable-unknown", packs=packs, evidence=ctx.price_evidence())
    else:
        text += " The customer cannot avoid any of it."
        yield ctx.failed("parts", text, packs=packs, evidence=ctx.price_evidence(), impact=_sum(parts))


def _belongs(ctx: Context, charge: Charge) -> bool:
    return not ctx.facts.declinable(charge) and bool(_packs(ctx, charge))


def _packs(ctx: Context, charge: Charge) -> tuple[str, ...]:
    """An offer that names a charge with its amount has disclosed it, and could calculate it."""
    return ctx.forbidding(charge.kind, disclosed=True, calculable=True)


def _sum_is_shown(ctx: Context, parts: Sequence[Charge], named: Sequence[Charge]) -> bool:
    price = ctx.ledger.advertised
    sums = [price + _sum(group) for group in (parts, named)] if price else []
    shown = [a.money for step in ctx.facts.offer_steps for a in step.scene.amounts if a.visible and not a.struck]
    return any(money in sums for money in shown)


def _sum(charges: Sequence[Charge]) -> Money:
    return Money(sum((c.amount.amount for c in charges), Decimal(0)), charges[0].amount.currency)
