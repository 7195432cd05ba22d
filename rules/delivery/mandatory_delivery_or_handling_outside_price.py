"""Delivery or handling that every order pays, outside the price."""

from collections.abc import Iterator

from feelint.api import Charge, ChargeKind, Context, Verdict, find, label_kind, rule, texts

KINDS = frozenset({ChargeKind.FULFILLMENT, ChargeKind.HANDLING})


@rule(
    id="mandatory-delivery-or-handling-outside-price",
    title="Delivery or handling that every order pays stands outside the price",
    needs=("total", "advertised-price", "charges", "one-currency"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the delivery and handling charges that the customer cannot avoid. That they are named helps none of them."""
    found = [charge for charge in ctx.facts.added if charge.kind in KINDS]
    at_issue = [charge for charge in found if not ctx.facts.declinable(charge)]
    for charge in found:
        if charge not in at_issue:
            yield ctx.passed(charge, f"{charge.label} can be avoided.")
        elif ctx.facts.in_price(charge, at_issue):
            yield ctx.passed(charge, f"The advertised price holds {charge.label}.")
        else:
            yield _judged(ctx, charge)
    if not found:
        yield ctx.inapplicable("no-delivery-charge", "The order pays for neither delivery nor handling.")


def _judged(ctx: Context, charge: Charge) -> Verdict:
    text, price = f"{charge.label} of {charge.amount.display()} is not in the price", ctx.price_evidence()
    always = ctx.forbidding(charge.kind, disclosed=True, calculable=False)
    known = ctx.forbidding(charge.kind, disclosed=True, calculable=True)
    inside = ctx.packs_where("handling_in_price", "must-include")
    told = ctx.facts.beside(charge) or _of_every_order(ctx, charge)
    if charge.avoidable is None and known:
        ask = "Whether the customer can avoid it could not be tried."
        return ctx.review(charge, f"{text}. {ask}", reason="avoidable-unknown", packs=known, evidence=price)
    if always or (known and told):
        packs = known if told else always
        return ctx.failed(charge, f"{text}, and the customer cannot avoid it.", packs=packs, evidence=price)
    if known:
        ask = "Is it the same for other baskets and addresses? One walk cannot tell."
        return ctx.review(charge, f"{text}. {ask}", reason="other-baskets", packs=known, evidence=price)
    if inside and ChargeKind.HANDLING in charge.also_kinds:
        ask = "Its name says that it is for handling too. How much of it is?"
        return ctx.review(charge, f"{text}. {ask}", reason="handling-inside", packs=inside, evidence=price)
    return ctx.passed(charge, f"{text}, and may stand outside it.")


def _of_every_order(ctx: Context, charge: Charge) -> bool:
    """Whether a page says that every order pays this much for it."""
    said = (told for step in ctx.steps for told in texts(step) if "required_marker" in told.signals)
    return any(
        charge.kind in label_kind(told.text).candidates
        and any(reading.money == charge.amount for reading in find(told.text, currency=charge.amount.currency))
        for told in said
    )
