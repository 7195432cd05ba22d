"""A fee behind a label of taxes, behind one that says nothing, or behind a law."""

from collections.abc import Iterator
from decimal import Decimal

from feelint.api import Charge, ChargeKind, Context, Money, Verdict, claims, label_kind, naming, rule, tax_rates

FEES = frozenset({ChargeKind.FEE, ChargeKind.PAYMENT_FEE, ChargeKind.HANDLING, ChargeKind.UNKNOWN})
LEVIED = frozenset({ChargeKind.TAX, ChargeKind.DUTY, ChargeKind.DEPOSIT})
MOST = Decimal(30)
"""No tax on a sale is above so many per cent of it (heuristic)."""
ENOUGH = 12
"""So many letters more than its name a sentence needs to explain a charge (heuristic)."""


@rule(
    id="bundled-or-misleading-fee-label",
    title="A fee is called a tax, or its name says nothing",
    needs=("total", "charges", "one-currency"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the names of all fees that the order pays."""
    fees = [charge for charge in ctx.facts.added if charge.kind in FEES]
    for charge in fees:
        text = f"{charge.label} of {charge.amount.display()}"
        about = [charge.label, charge.announced_as, *naming(ctx.steps, charge.label)]
        if label_kind(charge.label).bundled:
            yield _mixed(ctx, charge, f"{text} mixes taxes with fees.")
        elif "vague" in claims(charge.label) and max(map(_letters, about)) < _letters(charge.label) + ENOUGH:
            yield ctx.failed(charge, f"{text}: nothing says what it is for.")
        elif not LEVIED & set(charge.also_kinds) and any("required_by_law" in claims(said) for said in about):
            ask = "is said to be required by law. Which law asks for it, and from whom?"
            yield ctx.review(charge, f"{text} {ask}", reason="claimed-by-law")
        else:
            yield ctx.passed(charge, f"{text} has a name that says what it is for.")
    if not fees:
        yield ctx.inapplicable("no-fees", "The order pays no fee.")


def _mixed(ctx: Context, charge: Charge, text: str) -> Verdict:
    """Taxes and fees in one row: how much of it the rates that the pages name explain."""
    assert ctx.ledger.total is not None
    base = ctx.ledger.total.amount - charge.amount.amount
    rates = tax_rates(ctx.steps)
    rest = Money(round(charge.amount.amount - max(rates, default=MOST) * base / 100, 2), charge.amount.currency)
    if rest.amount > 0 and not ctx.facts.within(rest.amount, rest):
        said = f"The tax named is {max(rates):f} %" if rates else f"No tax is above {MOST} %"
        return ctx.failed(charge, f"{text} {said}: at least {rest.display()} is a fee.", impact=rest)
    if rates:
        return ctx.passed(charge, f"{text} It is no more than the tax that the pages name.")
    return ctx.review(charge, f"{text} How much is the tax?", reason="tax-rate-unknown")


def _letters(text: str) -> int:
    return sum(letter.isalpha() for letter in text)
