"""A page says that something costs nothing, and the order charges it."""

from collections.abc import Iterator

from feelint.api import Charge, ChargeKind, Context, Denial, Verdict, denials, rule


@rule(
    id="zero-fee-claim-contradicted",
    title="A page says that there is no such charge, and the order has one",
    needs=("total", "charges", "one-currency"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge every claim that is made without a condition, or with one that the basket meets."""
    made = list(denials(ctx.ledger))
    charged = [charge for charge in ctx.facts.added if not ctx.facts.declinable(charge)]
    found = [(charge, denial) for charge in charged for denial in made if _contradicts(ctx, charge, denial)]
    for charge, denial in found[:1]:
        yield _judged(ctx, charge, denial)
    if made and not found:
        yield ctx.passed("claims", "What the pages say costs nothing costs nothing.")
    elif not made:
        yield ctx.inapplicable("no-claim", "No page says that fees or delivery cost nothing.")


def _contradicts(ctx: Context, charge: Charge, denial: Denial) -> bool:
    """Whether the charge is of a kind that is said not to be there.

    One that the offer names is not hidden. A fee that every order pays and that the offer does not name makes up for
    delivery that is free.
    """
    named = ctx.facts.beside(charge)
    if denial.key == "no_hidden_fees" and named:
        return False
    instead = denial.key == "free_delivery" and charge.kind is ChargeKind.FEE and charge.avoidable is False
    return denial.covers(charge) or (instead and not named)


def _judged(ctx: Context, charge: Charge, denial: Denial) -> Verdict:
    quoted = [ctx.quote(denial.step, denial.text, denial.node)]
    text = f"The {denial.step.stage} step says {denial.text!r}; the order charges"
    text = f"{text} {charge.label} of {charge.amount.display()}."
    if charge.avoidable is None:
        text += " Whether the customer can do without it could not be tried."
        return ctx.review(charge, text, reason="avoidable-unknown", evidence=quoted)
    if ctx.elsewhere(denial.step):
        text += " The page is made for another country than the order goes to."
        return ctx.review(charge, text, reason="destination", evidence=quoted)
    return ctx.failed(charge, text, evidence=quoted)
