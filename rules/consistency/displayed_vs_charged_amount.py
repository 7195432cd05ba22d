"""The amount that the page exchanges with its server or the payment provider is not the total that it shows."""

import re
from collections.abc import Iterator
from decimal import Decimal

from feelint.api import Context, Money, Severity, Verdict, WireAmount, minor_digits, rule

TOTAL = re.compile(r"(^|[._])(grand_?)?(total|amount|payable|due)(_?(total|amount|due|payable|cents|minor|value))*$")
PART = re.compile(
    r"\[|(^|[._])(sub_?total|items?|lines?|unit|tax|vat|shipping|delivery|discounts?|fees?|saved|savings|min|max|minimum"
    r"|maximum|limit|threshold|free|balance|refund\w*|list|original|before|instal\w*|monthly|points|tip|deposit)([._]|$)"
)


@rule(
    id="displayed-vs-charged-amount",
    title="The amount sent for payment differs from the total on the page",
    needs=("total",),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge, exchange by exchange, the amounts that are named as a total once the final total stands."""
    total, at = ctx.ledger.total, ctx.ledger.total_at
    assert total is not None
    assert at is not None
    exchanges: dict[tuple[str, str], list[WireAmount]] = {}
    for amount in (amount for step in ctx.steps[at.step :] for amount in step.scene.wire):
        if amount.money is None or amount.money.currency == total.currency:
            exchanges.setdefault((amount.url, amount.direction), []).append(amount)
    found = [verdict for amounts in exchanges.values() for verdict in _judged(ctx, amounts, total)]
    yield from found or [ctx.inapplicable("no-amounts", "No amount that could be the total went over the wire.")]


def _judged(ctx: Context, amounts: list[WireAmount], total: Money) -> Iterator[Verdict]:
    named = [amount for amount in amounts if TOTAL.search(_key(amount)) and not PART.search(_key(amount))]
    known = _known(ctx)
    if any(total in _readings(amount, total) for amount in named):
        yield ctx.passed("wire", f"The amount sent is the total of {total.display()}.")
        return
    vouched = any(known & set(_readings(amount, total)) for amount in amounts)
    for amount in named:
        near = [m for m in _readings(amount, total) if total * Decimal("0.5") <= m <= total * 2]
        if not near or known & set(_readings(amount, total)) or not (vouched or amount.method == "POST"):
            continue
        text = f"The page shows a total of {total.display()}; {near[0].display()} went over the wire as {amount.path}."
        higher = near[0] > total
        yield ctx.failed(
            "wire",
            text,
            severity=None if higher else Severity.WARNING,
            impact=near[0] - total,
            confidence=0.9 if vouched else 0.7,
            evidence=[ctx.quote(ctx.steps[-1], f"{amount.path}: {amount.raw} ({amount.method} {amount.url})")],
        )
        return


def _key(amount: WireAmount) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", amount.path).lower()


def _readings(amount: WireAmount, total: Money) -> tuple[Money, ...]:
    """What the number means: as it says, else both as units and as minor units."""
    if amount.money is not None:
        return (amount.money,)
    number = Decimal(amount.raw.replace(",", "."))
    small = Money(number.scaleb(-minor_digits(total.currency)), total.currency)
    return (small,) if amount.minor else (small, Money(number, total.currency))


def _known(ctx: Context) -> set[Money]:
    """What the bills show beside the final total: rows, subtotals and earlier totals."""
    bills = [step.bill for step in ctx.steps if step.bill]
    shown = {line.amount for bill in bills for line in bill.lines} | {bill.subtotal for bill in bills}
    return {money for money in (*shown, *(bill.total for bill in bills)) if money and money != ctx.ledger.total}
