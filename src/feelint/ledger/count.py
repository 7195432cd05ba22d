"""When a charge was first counted: the earliest step whose total, or whose advertised price, contains it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from feelint.extract.words import SUMS, label_kind
from feelint.ledger.advertised import Advertised
from feelint.ledger.likeness import same_label, text_kinds, zero
from feelint.ledger.match import pair_exactly
from feelint.ledger.reconcile import Reconciled
from feelint.model.ledger import Charge, Step, StepRef
from feelint.model.scene import Bill, BillLine
from feelint.model.words import ChargeKind, Stage
from feelint.money import Money

_MOST = 8
_GOODS = frozenset(
    (ChargeKind.ITEM, ChargeKind.ADDON, ChargeKind.INSURANCE, ChargeKind.DONATION, ChargeKind.TIP, ChargeKind.UNKNOWN)
)
"""What lies in a basket beside the item, and so does what no word on it calls a charge ("Print at home").

All else is counted by a total alone.
"""


def first_counted(steps: Sequence[Step], sums: Reconciled, advertised: Advertised | None) -> list[StepRef | None]:
    """For each charge of the final bill the first step whose total contains it."""
    charges = sums.charges
    found: list[StepRef | None] = [None] * len(charges)
    for position, step in enumerate(steps):
        inside: set[int] = set()
        if advertised and advertised.at.step == position:
            inside |= _in_price(advertised, charges, sums.items_sum)
        if step.bill and step.bill.total is not None:
            inside |= _in_total(step.bill, step.bill.total, sums, advertised)
        elif step.stage.rank > Stage.BASKET.rank:
            inside |= _in_rows(step, sums)
        for at in inside:
            found[at] = found[at] or StepRef(step=position, stage=step.asked_at)
    return found


def _in_price(advertised: Advertised, charges: Sequence[Charge], items: Money) -> set[int]:
    """The charges that the advertised price had in it: a bill may split what was advertised as one price."""
    if advertised.price.currency != items.currency:
        return set()
    return _explaining(advertised.whole - items, charges, range(len(charges)))


def _in_total(bill: Bill, total: Money, sums: Reconciled, advertised: Advertised | None) -> set[int]:
    charges = sums.charges
    lines = [line for line in bill.lines if line.amount.currency == total.currency and not _is_sum(line)]
    listed = pair_exactly(charges, lines)
    itemised = any(_is_item(line) for n, line in enumerate(lines) if n not in listed.values())
    rest = _unexplained(lines, bill.subtotal, total, advertised, itemised=itemised)
    if rest is None:
        return set()
    missing = {at for at, n in listed.items() if not lines[n].included and rest == -lines[n].amount and rest.amount}
    unlisted = [at for at, charge in enumerate(charges) if at not in listed and charge.amount.currency == rest.currency]
    found = (set(listed) - missing) | _explaining(rest, charges, unlisted)
    if not itemised and not rest.amount and bill.subtotal and bill.subtotal.currency == sums.total.currency:
        found |= _explaining(bill.subtotal - sums.items_sum, charges, unlisted)
    return found


def _in_rows(step: Step, sums: Reconciled) -> set[int]:
    """The goods of a basket that shows its rows and no total, folded up beside a form: they stand with every item."""
    rows = [a for a in step.scene.amounts if a.visible and not a.struck and a.in_control < 0]

    def stands(charge: Charge) -> bool:
        return any(row.money == charge.amount and same_label(row.label, charge.label) for row in rows)

    if not sums.items or not all(stands(item) for item in sums.items):
        return set()
    return {
        at
        for at, charge in enumerate(sums.charges)
        if (charge.kind in _GOODS or not text_kinds(charge.label)) and charge.amount.amount and stands(charge)
    }


def _is_sum(line: BillLine) -> bool:
    """Whether a row is the sum of others, be it the one that was counted in their place: "Total of goods"."""
    return line.kind.is_sum or (line.kind is ChargeKind.ITEM and label_kind(line.label).kind in SUMS)


def _is_item(line: BillLine) -> bool:
    return line.kind in (ChargeKind.ITEM, ChargeKind.UNKNOWN) and not line.included


def _unexplained(
    lines: Sequence[BillLine], subtotal: Money | None, total: Money, advertised: Advertised | None, *, itemised: bool
) -> Money | None:
    """What of the total the rows leave open. Where no row is the item, the subtotal stands for it, or the price that was
    advertised, whichever adds up; None if there is nothing to go by."""
    rows = [line.amount for line in lines if not line.included]
    rest = total - sum(rows, zero(total.currency))
    if itemised:
        return rest
    worth = [subtotal, advertised.whole if advertised else None]
    left = [rest - each for each in worth if each is not None and each.currency == total.currency]
    return next((each for each in left if not each.amount), left[0] if left else rest if rows else None)


def _explaining(gap: Money, charges: Sequence[Charge], among: Sequence[int]) -> set[int]:
    """The fewest of the charges that together are exactly ``gap``; none for no gap, or if two choices are as good."""
    open_ones = [at for at in among if not charges[at].included and charges[at].amount.amount]
    if not gap.amount or len(open_ones) > _MOST or any(charges[at].amount.currency != gap.currency for at in open_ones):
        return set()
    for size in range(1, len(open_ones) + 1):
        fits = [
            g for g in combinations(open_ones, size) if sum((charges[at].amount for at in g), zero(gap.currency)) == gap
        ]
        if fits:
            return set(fits[0]) if len(fits) == 1 else set()
    return set()
