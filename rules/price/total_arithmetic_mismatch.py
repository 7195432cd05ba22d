"""The rows of an order summary do not add up to its total."""

from collections.abc import Iterator
from decimal import Decimal

from feelint.api import Bill, ChargeKind, Context, Severity, Stage, Step, Verdict, rule


@rule(
    id="total-arithmetic-mismatch",
    title="The rows of the order summary do not add up to the total",
    needs=("bill",),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the bill of the final total, and ask about an earlier one that does not add up.

    Before the basket nothing is added up: a sum there is the basket's, in a corner of the item's page.
    """
    billed = (step for step in ctx.steps if step.stage.rank >= Stage.BASKET.rank)
    wrong = [step for step in billed if step.bill and _off(ctx, step.bill)]
    if not wrong:
        yield ctx.passed("bill", "Every order summary adds up.")
        return
    step = wrong[-1]
    text, bill = _sentence(step), step.bill
    assert bill is not None
    assert bill.residual is not None
    quoted = ctx.rows_evidence(step)[:8]
    if bill.ambiguous or ctx.ledger.recurring:
        yield ctx.review("bill", f"{text} Its rows can be read in two ways.", reason="ambiguous", evidence=quoted)
    elif ctx.ledger.total_at is None or step.index != ctx.ledger.total_at.step:
        yield ctx.review("bill", f"{text} The final total adds up.", reason="earlier-step", evidence=quoted)
    else:
        severity = None if bill.residual.amount > 0 else Severity.WARNING
        yield ctx.failed("bill", text, severity=severity, impact=bill.residual, evidence=quoted)


def _off(ctx: Context, bill: Bill) -> bool:
    """Whether the total of a bill that lists its items differs, tax inside the rows, later credit and an unlisted item considered."""
    if bill.residual is None or not any(line.kind is ChargeKind.ITEM for line in bill.counted):
        return False
    inside = -sum((line.amount.amount for line in bill.counted if line.kind is ChargeKind.TAX), Decimal(0))
    after = -sum((line.amount.amount for line in bill.counted if line.kind is ChargeKind.CREDIT), Decimal(0))
    readings = {bill.residual.amount - allowed for allowed in (Decimal(0), inside, after, ctx.facts.basis)}
    return not any(ctx.facts.within(rest, bill.residual, len(bill.counted)) for rest in readings)


def _sentence(step: Step) -> str:
    bill = step.bill
    assert bill is not None
    assert bill.total is not None
    assert bill.residual is not None
    more = "more" if bill.residual.amount > 0 else "less"
    asked = f"The total of {bill.total.display()} at the {step.stage} step is {abs(bill.residual).display()} {more}"
    return f"{asked} than the sum of its rows, {(bill.total - bill.residual).display()}."
