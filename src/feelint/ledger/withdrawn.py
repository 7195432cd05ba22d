"""Estimates that a bill showed and a later bill did not: withdrawn, unless the final bill has them after all."""

from __future__ import annotations

from collections.abc import Sequence

from feelint.ledger.likeness import named_kinds, words
from feelint.ledger.match import pair_exactly
from feelint.model.ledger import Charge, Step, StepRef, Withdrawn
from feelint.model.scene import Bill, BillLine
from feelint.model.words import Stage

_Key = tuple[tuple[str, ...], str]


def find_withdrawn(steps: Sequence[Step], final: int, charges: Sequence[Charge]) -> tuple[Withdrawn, ...]:
    """What earlier bills, from the basket on, counted and the final one does not, in the order in which it was shown."""
    shown: dict[_Key, tuple[BillLine, StepRef]] = {}
    last: dict[_Key, int] = {}
    for position, step in enumerate(steps[:final]):
        for line in _gone(step.bill, charges) if step.stage.rank >= Stage.BASKET.rank else ():
            key = words(line.label), str(line.amount)
            shown.setdefault(key, (line, StepRef(step=position, stage=step.stage)))
            last[key] = position
    return tuple(
        Withdrawn(label=line.label, kind=line.kind, amount=line.amount, shown=ref, gone=_next(steps, last[key], final))
        for key, (line, ref) in shown.items()
    )


def _gone(bill: Bill | None, charges: Sequence[Charge]) -> list[BillLine]:
    """The charges of a bill that are not in the final one; taxes inside a price are no estimates of their own."""
    if bill is None:
        return []
    kept = set(pair_exactly(charges, bill.lines).values())
    return [
        line
        for number, line in enumerate(bill.lines)
        if number not in kept and line.amount.amount and not line.included and named_kinds(line.kind)
    ]


def _next(steps: Sequence[Step], position: int, final: int) -> StepRef:
    """The next step after ``position`` whose bill lists its rows."""
    at = next((n for n in range(position + 1, final) if (bill := steps[n].bill) and bill.lines), final)
    return StepRef(step=at, stage=steps[at].stage)
