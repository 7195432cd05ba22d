"""Delivery costs something, and the offer does not say so beside its price."""

from collections.abc import Iterator

from feelint.api import Amount, Charge, ChargeKind, Context, Step, Text, Verdict, label_kind, rule, same_screen, texts

ADDED = frozenset({"plus_fees", "free_claim"})


@rule(
    id="delivery-cost-not-disclosed-with-price",
    title="The offer does not say that delivery is added, or what it costs",
    needs=("total", "advertised-price", "charges"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge each delivery charge of the cheapest way of delivery by what the offer says of it."""
    delivery = [charge for charge in ctx.facts.added if charge.kind is ChargeKind.FULFILLMENT]
    for charge in delivery:
        yield _judged(ctx, charge)
    if not delivery:
        yield ctx.inapplicable("no-delivery-charge", "The cheapest way of delivery costs nothing.")


def _judged(ctx: Context, charge: Charge) -> Verdict:
    text, price = f"{charge.label} of {charge.amount.display()} is added", ctx.price_evidence()
    said = [(step, told) for step in ctx.facts.offer_steps for told in texts(step) if _tells(ctx, told)]
    named = [(step, a) for step in ctx.facts.offer_steps for a in step.scene.amounts if _prices_delivery(ctx, a)]
    if charge.avoidable:
        return ctx.passed(charge, f"{charge.label} can be avoided; the cheapest delivery costs nothing.")
    if not said and not named and not ctx.facts.beside(charge):
        doubt = "Whether a free delivery is offered could not be tried."
        if charge.avoidable is None:
            return ctx.review(charge, f"{text}; the offer is silent. {doubt}", reason="avoidable-unknown")
        return ctx.failed(charge, f"{text}, and the offer of {ctx.facts.price_text} does not say so.", evidence=price)
    found: list[tuple[Step, Text | Amount]] = [*said, *named]
    if all(_apart(step, one) for step, one in found) and not ctx.facts.beside(charge):
        ask = "Does a customer see it there?"
        return ctx.review(charge, f"{text}; the offer says so a screen away from its price. {ask}", reason="far-away")
    strict = ctx.packs_where("shipping_in_price", "separate-with-amount")
    if strict and not named and not ctx.facts.beside(charge) and not _linked(ctx):
        ask = "The offer says that it is added, not how much, and no link leads there."
        return ctx.review(charge, f"{text}. {ask}", reason="amount-unknown", packs=strict)
    return ctx.passed(charge, f"{text}, and the offer says so.")


def _tells(ctx: Context, told: Text) -> bool:
    """Whether a text says that delivery comes on top, is free from somewhere on, or is worked out later."""
    about = ChargeKind.FULFILLMENT in label_kind(told.text).candidates and bool(told.signals & ADDED)
    return told.text[:80] not in ctx.facts.weak and (about or "deferred_shipping" in told.signals)


def _prices_delivery(ctx: Context, amount: Amount) -> bool:
    return amount.visible and amount.kind is ChargeKind.FULFILLMENT and amount.context[:80] not in ctx.facts.weak


def _apart(step: Step, one: Text | Amount) -> bool:
    """Whether it is out of sight both when the page comes up and when the price is in view."""
    price = step.scene.amounts[step.scene.advertised].look if step.scene.advertised >= 0 else None
    seen = same_screen(one.look, price, step.scene.viewport[1])
    return seen is False and not (one.look and one.look.above_fold)


def _linked(ctx: Context) -> bool:
    controls = (control for step in ctx.facts.offer_steps for control in step.scene.controls if control.href)
    return any(ChargeKind.FULFILLMENT in label_kind(control.name).candidates for control in controls)
