"""Money in the final total that no step puts a name and an amount to."""

from collections.abc import Iterator

from feelint.api import Context, Verdict, label_kind, only_aside, rule


@rule(
    id="excluded-fee-not-disclosed-before-consent",
    title="A part of the final total is never shown with its name and amount",
    needs=("total", "charges", "one-currency"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge what is left unexplained, then every charge of the total, then fees that only pages beside the way set."""
    ledger, total = ctx.ledger, ctx.ledger.total
    rest, lines = ledger.residual, len(ledger.items) + len(ledger.charges)
    if total and rest and rest.amount > 0 and not ctx.facts.within(rest.amount, rest, lines):
        text = f"{rest.display()} of the total of {total.display()} are in no row of any order summary."
        quoted = ctx.total_evidence(ledger.final)
        if ledger.ambiguous or ledger.recurring:
            yield ctx.review("unexplained", text, reason="ambiguous", impact=rest, evidence=quoted)
        else:
            yield ctx.failed("unexplained", text, impact=rest, evidence=quoted)
    else:
        yield ctx.passed("unexplained", "Items and charges explain the whole total.")
    for charge in ctx.facts.added:
        text = f"{charge.label} of {charge.amount.display()}"
        if charge.first_announced is None:
            text += " is counted in the total, but no step shows it before the order button."
            yield ctx.failed(charge, text, critical=True)
        elif label_kind(charge.label).bundled and not charge.avoidable:
            text += " mixes taxes with fees. How much of it is a fee, and what for?"
            yield ctx.review(charge, text, reason="taxes-and-fees")
        else:
            yield ctx.passed(charge, f"{text} is shown at the {charge.first_announced.stage} step.")
    yield from (ctx.only_aside(found) for found in only_aside(ctx.ledger, conditional=False))
