"""The item's own price rises on the way to the order button."""

from collections.abc import Iterator

from feelint.api import Charge, ChargeKind, Context, Money, PriceRole, Step, Verdict, chooses_goods, label_kind, rule

NOT_FINAL = frozenset({PriceRole.FROM, PriceRole.RECURRING, PriceRole.INSTALLMENT, PriceRole.UNIT})
SUMS = frozenset({ChargeKind.SUBTOTAL, ChargeKind.TOTAL})


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
    later = [(step, _each(ctx, step, before)) for step in ctx.steps if step.index > offer.index]
    risen = [(step, now) for step, now in later if now > before and not ctx.facts.within((now - before).amount, now)]
    if not risen:
        yield ctx.passed("item", f"The item costs {before.display()} at every step.")
        return
    step, now = risen[0]
    text = f"The item costs {before.display()} at the {offer.stage} step and {now.display()} at the {step.stage} step."
    if any(a.in_control >= 0 and a.money in (now, now - before) for a in offer.scene.amounts):
        yield ctx.passed("item", f"{text} The option that was chosen accounts for it.")
    elif any(s.alert and now.display() in s.text for s in step.scene.sentences):
        yield ctx.passed("item", f"{text} A notice says so.")
    elif any(chooses_goods(control) for control in offer.scene.controls):
        yield ctx.review(
            "item", f"{text} Did an option that was chosen change it?", reason="options", impact=now - before
        )
    else:
        seen = (ctx.quote(step, now.display()), ctx.quote(offer, before.display(), amount=price))
        stays = later[-1] in risen
        yield ctx.failed("item", f"{text} Nothing was changed.", critical=stays, impact=now - before, evidence=seen)


def _each(ctx: Context, step: Step, before: Money) -> Money:
    """The price of one piece in the step's bill; ``before`` where it cannot be told or is just that many times it."""
    lines = [line for line in step.bill.lines if line.kind is ChargeKind.ITEM] if step.bill else []
    names = {item.label for item in ctx.ledger.items}
    own = lines if len(lines) == 1 else [line for line in lines if line.label in names and len(names) == 1]
    if len(own) != 1:
        return before
    price = own[0].amount
    if label_kind(own[0].label).kind in SUMS:
        others = (c.amount for c in ctx.facts.added if c.amount.currency == price.currency and _within(c, step))
        price -= sum(others, price - price)
    if not before.amount or not price.amount % before.amount:
        return before
    return price * (ctx.facts.share(own[0]) / ctx.ledger.quantity)


def _within(charge: Charge, step: Step) -> bool:
    """Whether a step counts a charge without a row of its own: its sum of goods holds it."""
    rows = step.bill.lines if step.bill else ()
    counted = charge.first_counted is not None and charge.first_counted.step <= step.index
    return counted and all(line.amount != charge.amount for line in rows)
