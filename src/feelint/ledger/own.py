"""The rows of the walked item: its name may hold a word for a charge, as breakfast tea and a gift card do."""

from __future__ import annotations

from collections.abc import Sequence

from feelint.ledger.advertised import Advertised
from feelint.ledger.likeness import related, same_label
from feelint.model.ledger import Step
from feelint.model.scene import Bill, BillLine
from feelint.model.words import ChargeKind


def with_own_rows(steps: Sequence[Step], advertised: Advertised | None) -> tuple[Step, ...]:
    """The steps, with every row of a bill that is named as the item was where it was offered read as the item.

    So is a row that makes up the whole total alone: a gift of money may be all that was asked for.
    """
    return tuple(_step(step, advertised) for step in steps)


def _step(step: Step, advertised: Advertised | None) -> Step:
    bill = step.bill
    own = [at for at, line in enumerate(bill.lines) if _is_own(line, advertised) or _is_all(line, bill)] if bill else []
    if bill is None or not own:
        return step
    lines = tuple(
        line.model_copy(update={"kind": ChargeKind.ITEM, "also_kinds": ()}) if at in own else line
        for at, line in enumerate(bill.lines)
    )
    return step.model_copy(update={"bill": bill.model_copy(update={"lines": lines})})


def _is_all(line: BillLine, bill: Bill) -> bool:
    """Whether nothing but this row is added up to the total."""
    counted = [other for other in bill.lines if not other.included and not other.kind.is_sum]
    return counted == [line] and line.amount == bill.total and line.kind is not ChargeKind.ITEM


def _is_own(line: BillLine, advertised: Advertised | None) -> bool:
    """Whether a row carries the item's very name, or most of it and the advertised price."""
    if advertised is None or line.kind is ChargeKind.ITEM or line.included or line.amount.amount <= 0:
        return False
    priced = line.amount in (advertised.price, advertised.whole)
    return any(same_label(line.label, name) or (priced and related(line.label, name)) for name in advertised.names)
