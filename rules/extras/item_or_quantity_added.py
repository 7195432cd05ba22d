"""The basket holds something, or more of it, than was put in."""

from collections.abc import Iterator

from feelint.api import BillLine, Charge, ChargeKind, Context, Intent, Verdict, price_bases, rule

GOODS = frozenset({ChargeKind.ITEM, ChargeKind.ADDON, ChargeKind.INSURANCE})


@rule(
    id="item-or-quantity-added",
    title="The basket holds an item, or a quantity, that the customer did not ask for",
    needs=("total", "charges"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge every paid line that is not the walked item, and the quantity of that item."""
    extra = [c for c in ctx.facts.added if c.kind in GOODS and not c.opted and not c.preselected]
    for charge in extra:
        text = f"{charge.label} of {charge.amount.display()} is in the order, and the customer did not put it there."
        if charge.avoidable is False:
            yield ctx.passed(charge, f"{charge.label} belongs to every order and is judged as a charge.")
        elif charge.avoidable or _offers_removal(ctx, charge):
            yield ctx.failed(charge, text, critical=ctx.facts.late(charge.first_counted))
        else:
            yield ctx.review(charge, f"{text} Whether it can be left out was not tried.", reason="avoidable-unknown")
    final = ctx.ledger.final
    bill = final.bill if final else None
    more = [line for line in (bill.lines if bill else ()) if _is_more(ctx, line)]
    for line in more:
        text = f"The order holds {line.quantity} of {line.label}; the customer asked for {ctx.ledger.quantity}."
        spare = line.amount - line.amount * ctx.facts.share(line)
        yield ctx.failed("quantity", text, impact=spare, evidence=ctx.row_evidence(final, line))
    if not extra and not more:
        yield ctx.passed(message="The order holds what was asked for.")


def _offers_removal(ctx: Context, charge: Charge) -> bool:
    """Whether a page that counts the charge has a control for removing each of two lines."""
    first = charge.first_counted.step if charge.first_counted else len(ctx.steps)
    return any(sum(c.intends(Intent.REMOVE) for c in step.scene.controls) > 1 for step in ctx.steps[first:])


def _is_more(ctx: Context, line: BillLine) -> bool:
    """Whether a row of the item counts more pieces than asked for, and charges them, and fewer could be had.

    Nights, persons and months are no pieces: a price for one of them is judged by what it says it is for.
    """
    price, count = ctx.ledger.advertised, line.quantity or 0
    if ctx.facts.price is not None and price_bases(ctx.facts.price.context):
        return False
    fewest = any(control.min == str(count) for step in ctx.facts.offer_steps for control in step.scene.controls)
    charged = price is not None and line.amount == price * count
    return line.kind is ChargeKind.ITEM and count > ctx.ledger.quantity and charged and not fewest
