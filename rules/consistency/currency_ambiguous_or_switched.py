"""The currency is left open, or is another one at the end than at the offer."""

import re
from collections.abc import Iterator

from feelint.api import Context, Money, Severity, Step, Verdict, rule


@rule(
    id="currency-ambiguous-or-switched",
    title="The currency is not stated, or changes on the way",
    needs=(),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the offer's currency marks, then whether the total keeps to the offer's currency."""
    unclear = next((step for step in ctx.facts.offer_steps if _unclear(step)), None)
    advertised, total = ctx.ledger.advertised, ctx.ledger.total
    if unclear:
        amount = next(a for a in unclear.scene.amounts if "currency-symbol" in a.ambiguity)
        readings = " or ".join(dict.fromkeys(money.currency for money in amount.ambiguous))
        text = f"{amount.text} at the {unclear.stage} step can be {readings}; nothing on the page says which."
        quoted = [ctx.quote(unclear, amount.context, amount=amount)]
        yield ctx.failed("symbol", text, severity=Severity.WARNING, evidence=quoted)
    if advertised and total and advertised.currency != total.currency:
        yield _switched(ctx, advertised, total)
    elif not unclear:
        yield ctx.passed("", "One currency from the offer to the total.")


def _unclear(step: Step) -> bool:
    """Whether an amount's sign stands for several currencies, no other amount settles it and no code is written."""
    amounts = [amount for amount in step.scene.amounts if amount.visible]
    doubtful = [amount for amount in amounts if "currency-symbol" in amount.ambiguity]
    codes = {money.currency for amount in doubtful for money in amount.ambiguous}
    written = any(re.search(rf"\b{code}\b", step.scene.text) for code in codes)
    return bool(doubtful) and not written and all(amount.money is None for amount in amounts)


def _switched(ctx: Context, advertised: Money, total: Money) -> Verdict:
    text = f"The offer says {advertised.display()}, the total is {total.display()}."
    given = ctx.environment.source.get("currency") == "given"
    offers = [step.scene for step in ctx.facts.offer_steps]
    if given and ctx.environment.currency == total.currency:
        return ctx.passed("switch", f"{text} That currency was chosen for the walk.")
    if any(a.visible and a.money and a.money.currency == total.currency for scene in offers for a in scene.amounts):
        return ctx.passed("switch", f"{text} The offer shows both currencies.")
    quoted = ctx.price_evidence()
    if any(re.search(rf"\b{total.currency}\b", scene.text) for scene in offers):
        return ctx.review("switch", f"{text} Does the offer announce it?", reason="announced", evidence=quoted)
    return ctx.failed("switch", f"{text} Nothing at the offer announces that.", evidence=quoted)
