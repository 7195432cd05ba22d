"""The page that leads to the product has another price for it."""

import re
from collections.abc import Iterator

from feelint.api import Amount, Context, PriceRole, Scene, Severity, Stage, Step, Verdict, piece, rule

LOOSE = frozenset({PriceRole.FROM, PriceRole.UNIT, PriceRole.INSTALLMENT, PriceRole.REFERENCE, PriceRole.RECURRING})


@rule(
    id="entry-price-mismatch",
    title="The product page asks another price than the page that leads to it",
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Compare the product's price with the item's card on the listings before it."""
    step, price = ctx.facts.last_offer
    entries = [s for s in ctx.steps if s.stage is Stage.LISTING and step is not None and s.index < step.index]
    if step is None or price is None or price.money is None or not entries:
        yield ctx.inapplicable("no-entry", "The walk began at the product, or the product page shows no price.")
        return
    found = [(entry, card) for entry in entries for card in _cards(entry.scene, step.scene.item_name, price)]
    if not found:
        ask = "No price on the page before could be told to be this item's."
        shown = [ctx.quote(step, price.text, amount=price)]
        yield ctx.review("price", ask, reason="card-not-found", evidence=shown)
    elif any(card.money == price.money for _, card in found):
        yield ctx.passed("price", f"The page before says {price.money.display()} too.")
    else:
        yield _judged(ctx, step, price, *found[-1])


def _judged(ctx: Context, step: Step, price: Amount, entry: Step, card: Amount) -> Verdict:
    assert card.money is not None
    assert price.money is not None
    text = f"The {entry.stage} page says {card.money.display()}, the product page {price.money.display()}."
    quoted = [ctx.quote(entry, card.context, amount=card), ctx.quote(step, price.context, amount=price)]
    if ctx.facts.within((price.money - card.money).amount, price.money):
        return ctx.passed("price", text)
    if card.role is PriceRole.FROM or "from_price" in card.signals or any(c.options for c in step.scene.controls):
        return ctx.review("price", f"{text} Is that another variant?", reason="variants", evidence=quoted)
    severity = None if price.money > card.money else Severity.WARNING
    return ctx.failed("price", text, severity=severity, impact=price.money - card.money, evidence=quoted)


def _cards(scene: Scene, name: str, price: Amount) -> Iterator[Amount]:
    """The amounts of a listing whose own words hold the item's whole name."""
    words = re.findall(r"\w+", name.casefold())
    for amount in scene.amounts:
        text = f"{amount.label} {piece(scene, amount)}".casefold()
        fits = amount.visible and not amount.struck and amount.role not in LOOSE - {PriceRole.FROM}
        same = amount.money is not None and price.money is not None and amount.money.currency == price.money.currency
        if fits and same and words and all(word in text for word in words):
            yield amount
