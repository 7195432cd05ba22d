"""The item's own price rises on the way to the order button."""

from collections.abc import Iterator

from feelint.api import Context, PriceRole, Verdict, chooses_goods, each_price, rule, with_tax

NOT_FINAL = frozenset({PriceRole.FROM, PriceRole.RECURRING, PriceRole.INSTALLMENT, PriceRole.UNIT})


@rule(
    id="price-creep-between-steps",
    title="The price of the item rises between steps",
    needs=("advertised-price", "bill", "one-currency"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Compare the last price on offer with the item's row in every later bill."""
    offer, price = ctx.facts.last_offer
    if offer is None or price is None or price.money is None or price.role in NOT_FINAL or "tax_excl" in price.signals:
        yield ctx.inapplicable("no-fixed-price", "The offer shows no fixed price for the item as it was bought.")
        return
    before = price.money
    later = [(step, each_price(ctx.facts, step, before)) for step in ctx.steps if step.index > offer.index]
    risen = [(step, now) for step, now in later if now > before and not ctx.facts.within((now - before).amount, now)]
    if not risen:
        yield ctx.passed("item", f"The item costs {before.display()} at every step.")
        return
    step, now = risen[0]
    text = f"The item costs {before.display()} at the {offer.stage} step and {now.display()} at the {step.stage} step."
    seen = (ctx.quote(step, now.display()), ctx.quote(offer, before.display(), amount=price))
    if any(a.in_control >= 0 and a.money in (now, now - before) for a in offer.scene.amounts):
        yield ctx.passed("item", f"{text} The option that was chosen accounts for it.")
    elif any(s.alert and now.display() in s.text for s in step.scene.sentences):
        yield ctx.passed("item", f"{text} A notice says so.")
    elif with_tax(ctx.ledger, before, now):
        ask = "The tax accounts for it. Does the offer say that its price is without tax?"
        told = ctx.facts.said & {"tax_excl", "tax_incl"} == {"tax_excl"}
        if told:
            yield ctx.passed("item", text)
        else:
            yield ctx.review("item", f"{text} {ask}", reason="tax", impact=now - before, evidence=seen)
    elif any(chooses_goods(control) for control in offer.scene.controls):
        ask = "Did an option that was chosen change it?"
        yield ctx.review("item", f"{text} {ask}", reason="options", impact=now - before, evidence=seen)
    else:
        stays = later[-1] in risen
        yield ctx.failed("item", f"{text} Nothing was changed.", critical=stays, impact=now - before, evidence=seen)
