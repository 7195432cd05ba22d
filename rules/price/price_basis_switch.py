"""The price is for a night, a person or a month, the total for several of them, and the offer does not say how many."""

import re
from collections.abc import Iterator
from decimal import Decimal

from feelint.api import Amount, Context, Money, PriceRole, Step, Verdict, by, price_bases, rule, texts

IN_PARTS = frozenset({PriceRole.INSTALLMENT, PriceRole.REFERENCE})


@rule(
    id="price-basis-switch",
    title="The price is per night, person or month, the total is not",
    needs=("total", "advertised-price", "charges", "one-currency"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Compare what the advertised price is for with what the order holds."""
    step, price = ctx.facts.price_step, ctx.facts.price
    bases = price_bases(_around(price)) if price is not None and price.role not in IN_PARTS else frozenset()
    if step is None or price is None or not bases or not ctx.facts.basis:
        yield ctx.inapplicable("no-basis", "The advertised price is for the whole item.")
        return
    ordered = sum((item.amount.amount for item in ctx.ledger.items), Decimal(0))
    whole = Money(ordered, ctx.ledger.items[0].amount.currency if ctx.ledger.items else "EUR")
    if ordered < ctx.facts.basis or ctx.facts.within(ordered - ctx.facts.basis, whole):
        yield ctx.passed("basis", f"The price of {ctx.facts.price_text} is what the item costs in the order.")
        return
    times = ordered / ctx.facts.basis
    text = (
        f"The price of {ctx.facts.price_text} is per {' and '.join(sorted(bases))}; the order holds {whole.display()}."
    )
    quoted = ctx.price_evidence()
    if _tells(ctx, step, price, whole, times):
        yield ctx.passed("basis", f"{text} The offer says so.")
    elif times != times.to_integral_value():
        ask = "The price does not go into it: what makes the rest?"
        yield ctx.review("basis", f"{text} {ask}", reason="multiple-unclear", impact=whole, evidence=quoted)
    else:
        missing = whole - Money(ctx.facts.basis, whole.currency)
        text = f"{text} That is {times:f} times as much, and the offer says neither how many nor the whole price."
        yield ctx.failed("basis", text, impact=missing, evidence=quoted)


def _around(price: Amount) -> str:
    """The words directly before and behind the price."""
    at = price.context.find(price.text)
    behind = at + len(price.text)
    return (
        f"{price.context[max(0, at - 24) : at]} # {price.context[behind : behind + 32]}" if at >= 0 else price.context
    )


def _tells(ctx: Context, step: Step, price: Amount, whole: Money, times: Decimal) -> bool:
    """Whether the offer shows the whole price, or a text by the price says how many."""
    shown = [a.money for one in ctx.facts.offer_steps for a in one.scene.amounts if a.visible and not a.struck]
    count = re.compile(rf"(?<![\d.,]){times.normalize():f}(?![\d.,]*\d)")
    said = [text for text in texts(step) if by((text.node, text.look), (price.node, price.look))]
    return whole in shown or any(count.search(text.text.replace(price.text, "")) for text in said)
