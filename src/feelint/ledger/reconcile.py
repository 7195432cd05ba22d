"""The final bill: which of its rows are the item and which are charges, and what neither explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from feelint.ledger.advertised import Advertised
from feelint.ledger.choices import kind_of_choice
from feelint.ledger.likeness import named_kinds, related, same_label, zero
from feelint.model.ledger import Charge, Step
from feelint.model.scene import Bill, BillLine
from feelint.model.words import ChargeKind, Stage
from feelint.money import Money

_ITEMS = (ChargeKind.ITEM, ChargeKind.UNKNOWN)
_HIGHEST_TAX = Decimal("0.30")
_CENTS = Decimal("0.02")
"""By how much the roundings of several rows may differ."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The final bill taken apart: total = items + charges that are not included + residual."""

    total: Money
    items: tuple[Charge, ...]
    charges: tuple[Charge, ...]
    ambiguous: bool

    @property
    def items_sum(self) -> Money:
        """What the items cost together."""
        return sum((item.amount for item in self.items), zero(self.total.currency))

    @property
    def residual(self) -> Money:
        """What no item and no charge explains."""
        counted = (charge.amount for charge in self.charges if not charge.included)
        return self.total - self.items_sum - sum(counted, zero(self.total.currency))


def final_position(steps: Sequence[Step]) -> int | None:
    """The last step from the basket on whose bill has a total."""
    reached = [n for n, s in enumerate(steps) if s.bill and s.bill.total is not None and s.stage.rank >= _FIRST]
    return reached[-1] if reached else None


_FIRST = Stage.BASKET.rank


def reconcile(bill: Bill, advertised: Advertised | None, steps: Sequence[Step]) -> Reconciled:
    """Takes the final bill apart. Rows in another currency than the total cannot be added up and make it ambiguous."""
    if bill.total is None:
        raise ValueError("a bill without a total cannot be reconciled")
    total = bill.total
    lines = [line for line in bill.lines if line.amount.currency == total.currency and not line.kind.is_sum]
    stray = any(line.amount.currency != total.currency for line in bill.lines)
    asked = advertised if advertised and advertised.price.currency == total.currency else None
    candidates = [line for line in lines if line.kind in _ITEMS and not line.included]
    core, extras = _cores(candidates, asked)
    if asked and not extras and asked.at.step < len(steps):
        core, extras = _without_named_parts(core, asked, steps[asked.at.step])
    if asked and _adds_up_without_item(lines, candidates, asked, total):
        core, extras = [], candidates
    charges = [_charge(line) for line in lines if line.kind not in _ITEMS or line.included]
    charges += [_extra(line, steps) for line in extras]
    items = [Charge(label=line.label, kind=ChargeKind.ITEM, amount=line.amount) for line in core]
    if not items:
        items = _implied(bill, asked, total, [charge for charge in charges if not charge.included])
    if asked:
        items, charges = _with_tax_inside(items, charges, asked.whole)
    return Reconciled(total, tuple(items), tuple(charges), bill.ambiguous or stray or not items)


def _charge(line: BillLine) -> Charge:
    return Charge(
        label=line.label,
        kind=line.kind,
        amount=line.amount,
        also_kinds=tuple(kind for kind in line.also_kinds if kind is not line.kind and not kind.is_sum),
        included=line.included,
    )


def _extra(line: BillLine, steps: Sequence[Step]) -> Charge:
    """A row of the bill that is not the walked item: what the choice was for that it stood in, else an add-on.

    What came in behind the basket, with no choice and no word that explains it, is a fee: nobody puts goods in there. What
    lowers the total is a discount, whatever its name.
    """
    if line.amount.amount < 0:
        return Charge(label=line.label, kind=ChargeKind.DISCOUNT, amount=line.amount)
    kind = kind_of_choice(line.label, steps) or next(iter(named_kinds(ChargeKind.UNKNOWN, line.also_kinds)), None)
    kind = kind or (ChargeKind.FEE if _came_late(line, steps) else ChargeKind.ADDON)
    also = tuple(each for each in (ChargeKind.ADDON, ChargeKind.ITEM) if each is not kind)
    return Charge(label=line.label, kind=kind, amount=line.amount, also_kinds=also)


def _with_tax_inside(
    items: list[Charge], charges: list[Charge], advertised: Money
) -> tuple[list[Charge], list[Charge]]:
    """Items and charges as the customer was told them, where the bill lists net the goods that were advertised gross.

    The tax row is inside the advertised price then; what it holds beyond that is the tax of the other rows.
    """
    taxes = [c for c in charges if c.kind is ChargeKind.TAX and not c.included and c.amount.amount > 0]
    net = sum((item.amount for item in items), zero(advertised.currency))
    inside, listed = advertised - net, sum((tax.amount for tax in taxes), zero(advertised.currency))
    if not taxes or not 0 < inside.amount <= net.amount * _HIGHEST_TAX:
        return items, charges
    others = [c.amount.amount for c in charges if c not in taxes and not c.included]
    beyond = listed.amount - inside.amount
    same_rate = len(taxes) == 1 and beyond > 0 and abs(beyond - sum(others) * inside.amount / net.amount) <= _CENTS
    if beyond and not same_rate:
        return items, charges
    gross = items[0].model_copy(update={"amount": advertised})
    told = [c.model_copy(update={"included": True}) if c in taxes else c for c in charges]
    if beyond:
        at = charges.index(taxes[0])
        told[at] = told[at].model_copy(update={"amount": inside})
        told.append(taxes[0].model_copy(update={"amount": listed - inside}))
    return [gross], told


def _came_late(line: BillLine, steps: Sequence[Step]) -> bool:
    """Whether a bill of the checkout was the first with this row, after one that had the goods and not this."""
    billed = [(step.stage, step.bill.lines) for step in steps if step.bill is not None and step.bill.lines]
    first = next((at for at, (_, rows) in enumerate(billed) if any(_is_row(row, line) for row in rows)), 0)
    return first > 0 and billed[first][0].rank > Stage.BASKET.rank


def _is_row(row: BillLine, line: BillLine) -> bool:
    """Whether two bills' rows are one: the same words, or more of them ("1 × Mug", "Mug, blue") at the same amount."""
    return same_label(row.label, line.label) or (row.amount == line.amount and related(row.label, line.label))


def _cores(lines: list[BillLine], advertised: Advertised | None) -> tuple[list[BillLine], list[BillLine]]:
    """The rows of the walked item, and those of other things. Where nothing tells them apart all are the item."""
    if advertised is None or len(lines) < 2:
        return lines, []
    worth = (advertised.whole, advertised.price)
    core = [line for line in lines if line.amount in worth]
    if core:
        core = [line for line in lines if line in core or any(same_label(line.label, other.label) for other in core)]
    else:
        core = [line for line in lines if any(related(line.label, name) for name in advertised.names)]
    return (core, [line for line in lines if line not in core]) if core else (lines, [])


def _without_named_parts(
    core: list[BillLine], advertised: Advertised, offer: Step
) -> tuple[list[BillLine], list[BillLine]]:
    """The rows without those that the offer names, with their amounts, as parts of its price beside the item."""
    if sum((line.amount for line in core), zero(advertised.price.currency)).amount > advertised.whole.amount:
        return core, []
    named = [
        amount
        for amount in offer.scene.amounts
        if amount.visible and not amount.struck and amount.in_control < 0 and amount.money != advertised.price
    ]
    parts = [line for line in core if any(a.money == line.amount and same_label(a.label, line.label) for a in named)]
    rest = [line for line in core if line not in parts]
    return (rest, parts) if rest else (core, [])


def _adds_up_without_item(
    lines: Sequence[BillLine], candidates: Sequence[BillLine], advertised: Advertised, total: Money
) -> bool:
    """Whether the bill leaves out the walked item: no row is it, and the total is its price beside all rows."""
    if any(line.amount in (advertised.whole, advertised.price) for line in candidates):
        return False
    counted = (line.amount for line in lines if not line.included)
    return advertised.whole + sum(counted, zero(total.currency)) == total


def _implied(bill: Bill, advertised: Advertised | None, total: Money, charges: list[Charge]) -> list[Charge]:
    """The item of a bill that lists none: its subtotal, unless only the advertised price adds up; else that price."""
    rest = total - sum((charge.amount for charge in charges), zero(total.currency))
    subtotal = bill.subtotal if bill.subtotal is not None and bill.subtotal.currency == total.currency else None
    whole = advertised.whole if advertised else None
    amount = whole if subtotal is None or (subtotal != rest and whole == rest) else subtotal
    if amount is None:
        return []
    label = advertised.names[0] if advertised and advertised.names else ""
    return [Charge(label=label, kind=ChargeKind.ITEM, amount=amount)]
