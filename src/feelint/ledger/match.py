"""Which line of an earlier bill is which charge of the final one. Labels, and sometimes amounts, change on the way."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from feelint.ledger.likeness import compatible, named_kinds, related, same_label, words
from feelint.model.ledger import Charge
from feelint.model.scene import BillLine


class Likeness(IntEnum):
    """How surely a line is a charge, the surest last."""

    NONE = 0
    KIND = 1
    LABEL = 2
    KIND_AND_AMOUNT = 3
    RELATED_LABEL_AND_AMOUNT = 4
    LABEL_AND_AMOUNT = 5


def likeness(charge: Charge, line: BillLine) -> Likeness:
    """How alike a charge of the final bill and a line of some bill are."""
    if charge.amount.currency != line.amount.currency or charge.included != line.included:
        return Likeness.NONE
    ours, theirs = named_kinds(charge.kind, charge.also_kinds), named_kinds(line.kind, line.also_kinds)
    if not compatible(ours, theirs):
        return Likeness.NONE
    equal = charge.amount == line.amount
    if same_label(charge.label, line.label):
        return Likeness.LABEL_AND_AMOUNT if equal else Likeness.LABEL
    if equal and related(charge.label, line.label):
        return Likeness.RELATED_LABEL_AND_AMOUNT
    if ours & theirs:
        return Likeness.KIND_AND_AMOUNT if equal else Likeness.KIND
    return Likeness.NONE


def pair(charges: Sequence[Charge], lines: Sequence[BillLine]) -> dict[int, int]:
    """Charge index to line index, each line at most once, the surest pairs first; the order of rows plays no part."""
    ranked = sorted(
        (-kin, words(charge.label), charge.label, charge.amount, words(line.label), line.amount, at, number)
        for at, charge in enumerate(charges)
        for number, line in enumerate(lines)
        if charge.amount.currency == line.amount.currency and (kin := likeness(charge, line))
    )
    found: dict[int, int] = {}
    for *_, at, number in ranked:
        if at not in found and number not in found.values():
            found[at] = number
    return found


def pair_exactly(charges: Sequence[Charge], lines: Sequence[BillLine]) -> dict[int, int]:
    """The pairs of :func:`pair` in which the amounts agree too."""
    return {at: n for at, n in pair(charges, lines).items() if charges[at].amount == lines[n].amount}
