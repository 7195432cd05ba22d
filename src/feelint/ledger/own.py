"""The rows of the walked item: its name may hold a word for a charge, as breakfast tea and a gift card do."""

from __future__ import annotations

from collections.abc import Sequence

from feelint.ledger.advertised import Advertised
from feelint.ledger.likeness import related, same_label
from feelint.model.ledger import Step
from feelint.model.scene import Bill, BillLine
from feelint.model.words import ChargeKind
from feelint.money import Money


def with_own_rows(steps: Sequence[Step], advertised: Advertised | None) -> tuple[Step, ...]:
    """The steps, with every row of a bill that is named as the item was where it was offered read as the item.

    So is a row that makes up the whole total alone: a gift of money may be all that was asked for. What was read as money
    off for its name, and is printed without a minus, is what the item costs: a gift card may be bought.
    """
    return tuple(_step(step, advertised) for step in steps)


def _step(step: Step, advertised: Advertised | None) -> Step:
    bill = step.bill
    if bill is None:
        return step
    lines, residual = list(bill.lines), bill.residual
    for at, line in enumerate(bill.lines):
        if _is_own(line, step, advertised) or _is_all(line, bill, step):
            told = {"kind": ChargeKind.ITEM, "also_kinds": (), "amount": _printed(line, step)}
            lines[at] = line.model_copy(update=told)
            residual = residual + line.amount - lines[at].amount if residual is not None else None
    told = {"lines": tuple(lines), "residual": residual}
    return step.model_copy(update={"bill": bill.model_copy(update=told)})


def _printed(line: BillLine, step: Step) -> Money:
    """The amount of a row with the sign that it is printed with."""
    amounts = step.scene.amounts
    shown = amounts[line.amount_index].money if 0 <= line.amount_index < len(amounts) else None
    return shown if shown is not None and abs(shown) == abs(line.amount) else line.amount


def _is_all(line: BillLine, bill: Bill, step: Step) -> bool:
    """Whether nothing but this row is added up to the total."""
    counted = [other for other in bill.lines if not other.included and not other.kind.is_sum]
    return counted == [line] and _printed(line, step) == bill.total and line.kind is not ChargeKind.ITEM


def _is_own(line: BillLine, step: Step, advertised: Advertised | None) -> bool:
    """Whether a row carries the item's very name, or most of it and the advertised price."""
    amount = _printed(line, step)
    if advertised is None or line.kind is ChargeKind.ITEM or line.included or amount.amount <= 0:
        return False
    priced = amount in (advertised.price, advertised.whole)
    return any(same_label(line.label, name) or (priced and related(line.label, name)) for name in advertised.names)
