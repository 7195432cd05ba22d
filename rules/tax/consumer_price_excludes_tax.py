"""Consumers are shown a price without the tax that belongs in it."""

from collections.abc import Iterator

from feelint.api import Charge, ChargeKind, Context, Verdict, claiming, rule, stands_out, with_tax


@rule(
    id="consumer-price-excludes-tax",
    title="The price for consumers leaves the tax out",
    needs=("total", "advertised-price", "charges", "one-currency"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the tax that the total adds to the advertised price, in packs that want it inside."""
    packs = ctx.packs_where("tax_in_price", "must-include")
    taxes = [charge for charge in ctx.facts.added if charge.kind is ChargeKind.TAX]
    outside = [tax for tax in taxes if not ctx.facts.in_price(tax, taxes)] or _counted_inside(ctx)
    marked = ctx.facts.price is not None and _net(ctx.facts.price.signals)
    text = f"The advertised price of {ctx.facts.price_text}"
    if not packs:
        yield ctx.inapplicable("not-required", "No pack of this walk wants the tax inside the price.")
    elif not outside and marked and not any(charge.kind is ChargeKind.TAX for charge in ctx.ledger.charges):
        ask = "is said to be without tax, but the order adds none. Is it sold without tax here?"
        yield ctx.review("price", f"{text} {ask}", reason="no-tax-added", packs=packs, evidence=ctx.price_evidence())
    elif not outside or _gross_stands_out(ctx, outside):
        yield ctx.passed("price", f"{text} has the tax in it, or stands behind one that has.")
    for tax in outside if packs and not _gross_stands_out(ctx, outside) else ():
        yield _judged(ctx, tax, f"{text} leaves out {tax.label} of {tax.amount.display()}", packs)


def _counted_inside(ctx: Context) -> list[Charge]:
    """The taxes that the order shows inside its rows, where the item costs by just that more than at the offer."""
    assert ctx.ledger.advertised is not None
    asked = ctx.ledger.advertised * ctx.ledger.quantity
    dearer = with_tax(ctx.ledger, asked, sum((item.amount for item in ctx.ledger.items), asked * 0))
    return [charge for charge in ctx.ledger.charges if dearer and charge.kind is ChargeKind.TAX and charge.included]


def _judged(ctx: Context, tax: Charge, text: str, packs: tuple[str, ...]) -> Verdict:
    quoted = ctx.price_evidence()
    if any(claiming(ctx.facts.offer_steps, {"business"})):
        text += ". The offer is said to be for businesses only."
        return ctx.review(tax, text, reason="business", packs=packs, evidence=quoted)
    if ctx.facts.price_step is not None and ctx.elsewhere(ctx.facts.price_step):
        text += ". The page is made for another country than the order goes to; there the price may hold its tax."
        return ctx.review(tax, text, reason="destination", packs=packs, evidence=quoted)
    return ctx.failed(tax, f"{text}, which every consumer pays.", packs=packs, evidence=quoted)


def _net(signals: tuple[str, ...]) -> bool:
    return "tax_excl" in signals and "tax_incl" not in signals


def _gross_stands_out(ctx: Context, taxes: list[Charge]) -> bool:
    """Whether the offer shows the price with its taxes at least as prominently."""
    price, step = ctx.facts.price, ctx.facts.price_step
    if price is None or step is None or price.money is None:
        return False
    gross = sum((tax.amount for tax in taxes), price.money * ctx.ledger.quantity)
    shown = [a for a in step.scene.amounts if a.visible and a.money is not None and not a.struck]
    return any(
        ctx.facts.within((a.money - gross).amount, gross) and stands_out(a, price) is not False
        for a in shown
        if a.money is not None and a.money.currency == gross.currency
    )
