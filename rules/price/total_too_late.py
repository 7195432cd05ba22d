"""The total with all that is compulsory comes only after personal data were asked for, or on the last page."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from feelint.api import Charge, ChargeKind, Context, Money, Stage, Step, Verdict, personal_fields, rule

HANGS_ON_DATA = frozenset({ChargeKind.TAX, ChargeKind.DUTY, ChargeKind.FULFILLMENT, ChargeKind.PAYMENT_FEE})
"""What can only be worked out from an address or a way to pay."""


@rule(
    id="total-too-late",
    title="The total comes only after personal data, or on the last page",
    needs=("total", "advertised-price", "charges", "one-currency"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge when the total first held the charges that every order pays and that hang on no data of the customer's."""
    fixed = [c for c in ctx.facts.added if c.kind not in HANGS_ON_DATA and not ctx.facts.declinable(c)]
    fixed = [c for c in fixed if _packs(ctx, c) and not ctx.facts.in_price(c, fixed)]
    asking = next((step for step in ctx.steps if personal_fields(step)), None)
    late = [c for c in fixed if _is_late(ctx, c, asking)]
    if not late or _sum_is_shown(ctx, fixed, asking):
        yield ctx.passed("total", "The total held what every order pays before it asked who the customer is.")
        return
    missing = Money(sum((c.amount.amount for c in late), Decimal(0)), late[0].amount.currency)
    listed = ", ".join(f"{c.label} of {c.amount.display()}" for c in late)
    when = late[0].first_counted or ctx.ledger.total_at
    assert when is not None
    after = f", after the {asking.stage} step asked for personal data" if asking else ""
    text = f"The total first holds {listed} at the {when.stage} step{after}."
    asked = [ctx.quote(asking, one.name, one.node) for one in personal_fields(asking)[:1]] if asking else []
    quoted = [*asked, *ctx.total_evidence(ctx.steps[when.step])]
    packs = tuple(dict.fromkeys(pack for c in late for pack in _packs(ctx, c)))
    if any(c.avoidable is None for c in late):
        ask = "Whether the customer can avoid it could not be tried."
        yield ctx.review("total", f"{text} {ask}", reason="avoidable-unknown", packs=packs, evidence=quoted)
    else:
        yield ctx.failed("total", text, packs=packs, impact=missing, evidence=quoted)


def _is_late(ctx: Context, charge: Charge, asking: Step | None) -> bool:
    """Whether the first total with the charge came after the question, or on the last page after other totals."""
    counted = charge.first_counted or ctx.ledger.total_at
    if counted is None:
        return False
    if asking is not None and counted.step > asking.index:
        return True
    return counted.stage is Stage.REVIEW and any(step.bill for step in ctx.steps[: counted.step])


def _sum_is_shown(ctx: Context, fixed: Sequence[Charge], asking: Step | None) -> bool:
    """Whether a page before the question, or the offer, shows the price with all of them as one amount."""
    whole = ctx.facts.basis + sum((c.amount.amount for c in fixed), Decimal(0))
    steps = ctx.steps[: asking.index] if asking else ctx.facts.offer_steps
    shown = [a for step in steps for a in step.scene.amounts if a.visible and not a.struck]
    return any(a.money is not None and a.money.amount == whole for a in shown)


def _packs(ctx: Context, charge: Charge) -> tuple[str, ...]:
    return ctx.forbidding(charge.kind, disclosed=True, calculable=False)
