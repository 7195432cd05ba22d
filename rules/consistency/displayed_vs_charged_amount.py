"""The amount that the page exchanges with its server or the payment provider is not the total that it shows."""

import re
from collections.abc import Iterator
from decimal import Decimal

from feelint.api import Context, Money, Severity, Verdict, WireAmount, readings, rule

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
    known = ctx.facts.bill_amounts
    if any(total in readings(amount, total.currency) for amount in named):
        yield ctx.passed("wire", f"The amount sent is the total of {total.display()}.")
        return
    vouched = any(known & set(readings(amount, total.currency)) for amount in amounts)
    for amount in named:
        near = [m for m in readings(amount, total.currency) if total * Decimal("0.5") <= m <= total * 2]
        if not near or known & set(readings(amount, total.currency)) or not (vouched or amount.method == "POST"):
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
