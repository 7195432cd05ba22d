"""An offer or a later page that shows the parts of the price and leaves adding them up to the customer."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from feelint.api import Charge, Context, Evidence, Money, Verdict, rule


@rule(
    id="partitioned-price-no-total",
    title="The parts of the price are shown, their sum is not",
    needs=("total", "advertised-price", "charges", "one-currency"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the charges that the offer names beside its price, all together, then the pages that list them later."""
    named = [charge for charge in ctx.facts.added if ctx.facts.beside(charge)]
    parts = [charge for charge in named if _belongs(ctx, charge)]
    if not all(ctx.facts.in_price(charge, parts) for charge in parts) and not _sum_is_shown(ctx, parts, named):
        yield _verdict(ctx, parts, f"The offer shows {ctx.facts.price_text}", "parts", ctx.price_evidence())
        return
    for page in ctx.facts.listings:
        owed = [c for c in page.rows if _belongs(ctx, c) and not ctx.facts.in_price(c, ctx.facts.added)]
        if owed and not page.is_summed(owed):
            text = f"The {page.step.stage} step shows {page.price.display()}"
            quoted = [ctx.quote(page.step, page.rows[c].context, amount=page.rows[c]) for c in owed]
            yield _verdict(ctx, owed, text, f"parts:{page.step.stage}", quoted)
            return
    if parts:
        yield ctx.passed("parts", f"The offer shows {ctx.facts.price_text} and what it is made of.")
    else:
        yield ctx.inapplicable("no-parts", "No page names a part of the price that would have to be inside it.")


def _verdict(ctx: Context, parts: Sequence[Charge], shown: str, subject: str, quoted: Sequence[Evidence]) -> Verdict:
    packs = tuple(dict.fromkeys(pack for charge in parts for pack in _packs(ctx, charge)))
    listed = " + ".join([shown, *(f"{c.amount.display()} ({c.label})" for c in parts)])
    if any(charge.avoidable is None for charge in parts):
        text = f"{listed}, and nowhere the sum. Whether the customer can avoid all of that could not be tried."
        return ctx.review(subject, text, reason="avoidable-unknown", packs=packs, evidence=quoted)
    text = f"{listed}, and nowhere the sum. The customer cannot avoid any of it."
    return ctx.failed(subject, text, packs=packs, evidence=quoted, impact=_sum(parts))


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
