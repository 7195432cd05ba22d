"""Nobody can buy for the "from" price."""

from collections.abc import Iterator
from decimal import Decimal

from feelint.api import Charge, Context, Control, Intent, Money, PriceRole, Verdict, rule


@rule(
    id="unattainable-headline-price",
    title="The “from” price cannot be had",
    needs=("total", "advertised-price", "charges", "one-currency"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge a price that says "from" by what no choice can avoid, then by the item as it was bought."""
    price, facts = ctx.facts.price, ctx.facts
    if price is None or price.role is not PriceRole.FROM:
        yield ctx.inapplicable("no-from-price", "The advertised price does not say “from”.")
        return
    forced = [charge for charge in facts.added if not facts.declinable(charge) and _packs(ctx, charge)]
    missing = Money(facts.gap(forced), ctx.ledger.total.currency if ctx.ledger.total else "")
    quoted = ctx.price_evidence()
    text = f"The price from {facts.price_text} ended as {missing.display()} more"
    if missing.amount <= 0 or facts.within(missing.amount, missing):
        yield ctx.passed("from", f"The price from {facts.price_text} can be had.")
    elif forced and all(charge.avoidable is False for charge in forced):
        labels = ", ".join(f"{charge.label} {charge.amount.display()}" for charge in forced)
        packs = tuple(dict.fromkeys(pack for charge in forced for pack in _packs(ctx, charge)))
        both = Money(sum((charge.amount.amount for charge in forced), Decimal(0)), missing.currency)
        text = f"Nobody can buy for the price from {facts.price_text}: every order also pays {labels}."
        yield ctx.failed("from", text, packs=packs, impact=both, evidence=quoted)
    elif forced:
        ask = "Whether the customer can avoid all of that could not be tried."
        yield ctx.review("from", f"{text}. {ask}", reason="avoidable-unknown", impact=missing, evidence=quoted)
    elif any(c.intends(Intent.SELECT_OPTION, Intent.CHOICE) or len(c.options) > 1 for c in _controls(ctx)):
        ask = "Another variant may cost that; they were not all tried."
        yield ctx.review("from", f"{text}. {ask}", reason="variants-untried", impact=missing, evidence=quoted)
    else:
        text += ", and the page offers no choice that would be cheaper."
        yield ctx.failed("from", text, impact=missing, evidence=quoted)


def _packs(ctx: Context, charge: Charge) -> tuple[str, ...]:
    """The packs under which a charge may not stand outside the price, however it was told."""
    return ctx.forbidding(charge.kind, disclosed=True, calculable=False)


def _controls(ctx: Context) -> list[Control]:
    return [control for step in ctx.facts.offer_steps for control in step.scene.controls]
