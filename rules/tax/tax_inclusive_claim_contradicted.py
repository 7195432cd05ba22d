"""The price is said to hold the tax, and the total adds it."""

from collections.abc import Iterator

from feelint.api import Charge, ChargeKind, Context, Step, Verdict, near, phrases, rule, sayings, signals


@rule(
    id="tax-inclusive-claim-contradicted",
    title="A price that is said to include tax has tax added",
    needs=("total", "advertised-price", "charges", "one-currency"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the taxes that are added to a price beside which the offer says that they are in it."""
    taxes = [charge for charge in ctx.facts.added if charge.kind is ChargeKind.TAX]
    outside = [tax for tax in taxes if not ctx.facts.in_price(tax, taxes)]
    said = {step.index: list(_said(step)) for step in ctx.facts.offer_steps}
    claimed = [(step, text, by) for step in ctx.facts.offer_steps for text, by in said[step.index]]
    if not claimed:
        yield ctx.inapplicable("no-claim", "The offer does not say that the tax is in the price.")
    elif not outside or any(_adds(step) for step in ctx.facts.offer_steps):
        yield ctx.passed("tax", "No tax is added to what is said to hold it.")
    else:
        for tax in outside:
            yield _judged(ctx, tax, claimed)


def _judged(ctx: Context, tax: Charge, claimed: list[tuple[Step, str, bool | None]]) -> Verdict:
    step, words, by = next((one for one in claimed if one[2]), claimed[0])
    text = f"The {step.stage} step says {words!r}, and {tax.label} of {tax.amount.display()} is added to the price"
    quoted = [*ctx.price_evidence(), ctx.quote(step, words)]
    if by:
        return ctx.failed(tax, f"{text} of {ctx.facts.price_text}.", evidence=quoted)
    ask = "Is that said of this price, and of this tax?"
    return ctx.review(tax, f"{text}. {ask}", reason="claim-elsewhere", evidence=quoted)


def _said(step: Step) -> Iterator[tuple[str, bool | None]]:
    """Each text that says that tax is inside the price, and whether it stands by the price."""
    price = step.scene.amounts[step.scene.advertised] if step.scene.advertised >= 0 else None
    for part in phrases(price.context) if price else ():
        if _inside(part):
            yield part, True
    for sentence in step.scene.sentences:
        for part in phrases(sentence.text):
            if _inside(part):
                yield part, near(sentence.look, price.look) if price else False


def _inside(text: str) -> bool:
    return "tax_incl" in signals(text) and "tax_excl" not in signals(text)


def _adds(step: Step) -> bool:
    """Whether the page says that a tax comes on top."""
    return any("tax_excl" in signals(saying.text) for saying in sayings([step]))
