"""A tip or a donation that is set to an amount before the customer chose one."""

from collections.abc import Iterator
from decimal import Decimal

from feelint.api import ChargeKind, Context, Control, Step, Verdict, label_kind, percents, rule

GIFTS = frozenset({ChargeKind.TIP, ChargeKind.DONATION})
TAXES = frozenset({ChargeKind.TAX, ChargeKind.DUTY})


@rule(
    id="prefilled-tip-or-donation",
    title="A tip or donation is set to an amount without the customer's doing",
    needs=("total",),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the gifts in the total that nobody chose, then what suggested shares of a tip are shares of."""
    given = [charge for charge in ctx.facts.added if charge.kind in GIFTS and not charge.opted]
    for charge in given:
        text = f"{charge.label} of {charge.amount.display()} is part of the order, and the customer did not choose it."
        if charge.avoidable is False:
            yield ctx.passed(charge, f"{charge.label} belongs to every order and is judged as a charge.")
        elif charge.avoidable or charge.preselected:
            yield ctx.failed(charge, text)
        else:
            yield ctx.review(charge, f"{text} Whether it can be left out was not tried.", reason="avoidable-unknown")
    packs = ctx.packs_where("tip_base", "before-tax")
    taxed = [found for step in ctx.steps for found in _on_tax(ctx, step)] if packs else []
    for step, control in taxed[:1]:
        quoted = [ctx.quote(step, control.name, control.node)]
        text = f"{control.name} is a share of the price with tax, not of the price before tax."
        yield ctx.failed("tip-base", text, packs=packs, evidence=quoted)
    if not given and not taxed:
        yield ctx.inapplicable("no-gift", "The order holds no tip or donation that nobody chose.")


def _on_tax(ctx: Context, step: Step) -> Iterator[tuple[Step, Control]]:
    """The suggested tips of a step that are computed from its bill with tax."""
    counted = step.bill.counted if step.bill else ()
    base = sum((line.amount.amount for line in counted if line.kind not in GIFTS), Decimal(0))
    net = base - sum((line.amount.amount for line in counted if line.kind in TAXES), Decimal(0))
    for control in step.scene.controls:
        shares = [value for value, _ in percents(control.name)]
        amounts = [money for index in control.amounts if (money := step.scene.amounts[index].money)]
        if "tip" in label_kind(control.group_label or control.name).candidates and len(shares) == len(amounts) == 1:
            with_tax, without = (amounts[0].amount - part * shares[0] / 100 for part in (base, net))
            if ctx.facts.within(with_tax, amounts[0]) and not ctx.facts.within(without, amounts[0]):
                yield step, control
