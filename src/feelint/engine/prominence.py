"""How much an amount stands out. Only comparisons are used, never absolute values (heuristic)."""

from __future__ import annotations

from feelint.model.ledger import Step
from feelint.model.scene import Amount
from feelint.model.words import Belongs, ChargeKind
from feelint.money import Money

_BOLD = 1.15
_UNSEEN = 2


def prominence(amount: Amount) -> float | None:
    """The type size, a little more if bold, nothing if it cannot be seen; None where the layout is not known."""
    if not amount.visible:
        return 0.0
    if amount.look is None:
        return None
    if amount.look.contrast is not None and amount.look.contrast < _UNSEEN:
        return 0.0
    return amount.look.font_px * (_BOLD if amount.look.weight >= 600 else 1)


def stands_out(one: Amount, other: Amount) -> bool | None:
    """Whether one amount stands out at least as much as another; None where the layout of either is not known."""
    rank, rival = prominence(one), prominence(other)
    return None if rank is None or rival is None else rank >= rival


def summary_parts(step: Step) -> tuple[Money | None, list[Amount]]:
    """The total of a step's order summary that adds up, and its rows and subtotals of another amount."""
    bill, amounts = step.bill, step.scene.amounts
    if bill is None or bill.residual is None or bill.residual.amount:
        return None, []
    total = bill.total
    rows = [amounts[line.amount_index] for line in bill.counted if line.amount_index >= 0]
    sums = [a for a in amounts if a.kind is ChargeKind.SUBTOTAL and a.belongs is Belongs.BILL]
    return total, [a for a in (*rows, *sums) if a.money and a.money.amount > 0 and a.money != total and not a.struck]
