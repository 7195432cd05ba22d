"""The rows of the walked item: its name may hold a word for a charge, as breakfast tea and a gift card do."""

from __future__ import annotations

from collections.abc import Sequence

from feelint.ledger.advertised import Advertised
from feelint.ledger.likeness import related, same_label
from feelint.model.ledger import Step
from feelint.model.scene import BillLine
from feelint.model.words import ChargeKind


def with_own_rows(steps: Sequence[Step], advertised: Advertised | None) -> tuple[Step, ...]:
    """The steps, with every row of a bill that is named as the item was where it was offered read as the item."""
    return tuple(_step(step, advertised) for step in steps) if advertised else tuple(steps)


def _step(step: Step, advertised: Advertised) -> Step:
    bill = step.bill
    if bill is None or not any(_is_own(line, advertised) for line in bill.lines):
        return step
    lines = tuple(
        line.model_copy(update={"kind": ChargeKind.ITEM, "also_kinds": ()}) if _is_own(line, advertised) else line
        for line in bill.lines
    )
    return step.model_copy(update={"bill": bill.model_copy(update={"lines": lines})})


def _is_own(line: BillLine, advertised: Advertised) -> bool:
    """Whether a row carries the item's very name, or most of it and the advertised price."""
    if line.kind is ChargeKind.ITEM or line.included or line.amount.amount <= 0:
        return False
    priced = line.amount in (advertised.price, advertised.whole)
    return any(same_label(line.label, name) or (priced and related(line.label, name)) for name in advertised.names)
