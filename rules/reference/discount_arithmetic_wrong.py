"""A saving that is more than the difference of the prices, or that charges eat up."""

from collections.abc import Iterator
from decimal import Decimal

from feelint.api import Charge, ChargeKind, Context, PriceRole, Reduction, Severity, Verdict, rule

ROUNDING, GRAVE = 1, 3
"""Percentage points: what rounding may do, and from where on it is an error (heuristics)."""
EATING = frozenset({ChargeKind.TAX, ChargeKind.FEE, ChargeKind.HANDLING, ChargeKind.UNKNOWN})


@rule(
    id="discount-arithmetic-wrong",
    title="The saving that is claimed is not the difference of the prices",
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge percentages and amounts saved by the prices they are counted from, and by what the order adds."""
    claim = ctx.facts.reduction
    if claim is None or not claim.earlier or not (claim.shares or claim.savings):
        yield ctx.inapplicable("no-saving", "The offer claims no saving from an earlier price that it shows.")
        return
    quoted = [ctx.quote(claim.step, one.context, amount=one) for one in (claim.price, *claim.earlier)]
    true, added = claim.greatest, _added(ctx)
    share, words = max(claim.shares, default=(Decimal(0), None), key=lambda pair: pair[0])
    eaten = claim.greatest_with(sum((c.amount.amount for c in added), Decimal(0)) / ctx.ledger.quantity)
    saved = _too_much(ctx, claim)
    if claim.price.role is PriceRole.FROM:
        ask = "The price is a lowest one. From which one is the saving counted?"
        yield ctx.review("discount", ask, reason="from-price", evidence=quoted)
    elif words and share - true > ROUNDING:
        text = f"{words.text!r} claims {share} %; the prices shown differ by {true:.1f} %."
        severity = Severity.ERROR if share - true >= GRAVE else None
        yield ctx.failed("discount", text, severity=severity, evidence=quoted)
    elif words and share - eaten >= GRAVE:
        text = f"{words.text!r} claims {share} %; with {added[0].label} on top it is {eaten:.1f} %."
        yield ctx.failed("discount", text, severity=Severity.ERROR, evidence=quoted)
    elif saved:
        yield ctx.failed("discount", f"{saved} is said to be saved; the prices differ by less.", evidence=quoted)
    else:
        yield ctx.passed("discount", "The saving is the difference of the prices.")


def _too_much(ctx: Context, claim: Reduction) -> str:
    """An amount saved that exceeds the difference from the highest earlier price; empty if none does."""
    difference = max(one.money for one in claim.earlier if one.money is not None) - claim.now
    for saved in claim.savings:
        if (
            saved.money
            and saved.money > difference
            and not ctx.facts.within((saved.money - difference).amount, difference)
        ):
            return saved.text
    return ""


def _added(ctx: Context) -> list[Charge]:
    """What the order adds though it had to be in the price; nothing where a discount makes up for it."""
    added = [c for c in ctx.facts.added if c.kind in EATING and ctx.in_price(c.kind) and not ctx.facts.declinable(c)]
    return added if ctx.ledger.total is not None and added and ctx.facts.gap(added) > 0 else []
