"""When a charge was first announced: the earliest step that showed its exact amount, or a formula that gives it.

An equal number alone announces nothing: it has to stand under the charge's name or kind, in the bill, or in an option
of the choice that the charge hangs on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feelint.ledger.choices import families, family_of, family_of_text, heading_over
from feelint.ledger.formula import bases, gives
from feelint.ledger.likeness import named_kinds, related, same_label, text_kinds, with_fee, words
from feelint.ledger.match import pair, pair_exactly
from feelint.ledger.statements import Statement, statements
from feelint.model.ledger import Charge, Step, StepRef
from feelint.model.scene import Amount, BillLine, Control
from feelint.model.words import Belongs, ChargeKind, PriceRole
from feelint.money import Money

_ELSEWHERE = frozenset((PriceRole.REFERENCE, PriceRole.INSTALLMENT, PriceRole.RECURRING))
_CHOSEN = frozenset((ChargeKind.FULFILLMENT, ChargeKind.PAYMENT_FEE))
"""What is charged by which of several options is taken."""
_BROAD = frozenset((ChargeKind.FEE, ChargeKind.HANDLING))


@dataclass(frozen=True)
class Frame:
    """What announcements are held against: the final bill, and the steps that led to it."""

    steps: Sequence[Step]
    charges: Sequence[Charge]
    items: Money
    total: Money
    quantity: int


def announcements(frame: Frame) -> list[tuple[StepRef | None, str]]:
    """For each charge of the final bill the step that first announced it, and in which words."""
    found: list[tuple[StepRef | None, str]] = [(None, "")] * len(frame.charges)
    for position, step in enumerate(frame.steps):
        open_ones = [at for at, (ref, _) in enumerate(found) if ref is None]
        if not open_ones:
            break
        rows = _rows(frame.charges, step)
        said = statements(step)
        for at in open_ones:
            quote = rows.get(at) or _in_amounts(at, step, frame) or _in_words(at, said, frame)
            if quote:
                found[at] = StepRef(step=position, stage=step.asked_at), quote
    return found


def _rows(charges: Sequence[Charge], step: Step) -> Mapping[int, str]:
    """The rows of a step's bill that are the charges, or what the same choice came to before a cheaper option was taken."""
    lines = step.bill.lines if step.bill else ()
    exact = {at: lines[n].label or str(lines[n].amount) for at, n in pair_exactly(charges, lines).items()}
    chosen = [at for at, charge in enumerate(charges) if charge.kind in _CHOSEN]
    earlier = pair([charges[at] for at in chosen], lines)
    before = {chosen[k]: lines[n] for k, n in earlier.items() if _was_dearer(charges[chosen[k]], lines[n])}
    return {at: f"{line.label} {line.amount}".strip() for at, line in before.items()} | exact


def _was_dearer(charge: Charge, line: BillLine) -> bool:
    """Whether a row is what a chosen charge came to by a dearer option: the basket said no less than is charged."""
    kinds = (line.kind, *line.also_kinds)
    return charge.kind in kinds and line.amount >= charge.amount


def _in_amounts(at: int, step: Step, frame: Frame) -> str:
    """An amount of the page outside the bill that announces the charge: its words, or nothing."""
    charge = frame.charges[at]
    bill = {line.amount_index for line in step.bill.lines} | {step.bill.total_index} if step.bill else set()
    for index, amount in enumerate(step.scene.amounts):
        if index in bill or not _may_speak(amount, charge, frame.quantity):
            continue
        if _is_row_again(amount, step) or _is_of_another(amount.label, at, frame):
            continue
        if _speaks_of(amount, charge, step):
            return (amount.context if amount.in_control < 0 else f"{amount.label} {amount.text}").strip() or amount.text
    return ""


def _may_speak(amount: Amount, charge: Charge, quantity: int) -> bool:
    money = amount.money
    if money is None or not amount.visible or amount.struck or amount.role in _ELSEWHERE:
        return False
    if amount.included != charge.included and ChargeKind.TAX in (amount.kind, charge.kind):
        return False
    each = amount.role is PriceRole.UNIT or "per_unit" in amount.signals
    return _equal(money, charge, quantity if each else 1)


def _equal(money: Money, charge: Charge, quantity: int = 1) -> bool:
    """Whether an amount, or so many of it, is the charge's; a discount may be printed without its minus."""
    goal = charge.amount
    if money.currency != goal.currency:
        return False
    if charge.kind.lowers:
        money, goal = abs(money), abs(goal)
    return goal in (money, money * quantity)


def _is_row_again(amount: Amount, step: Step) -> bool:
    """A second picture of a row of the bill; the bill itself has been asked."""
    lines = step.bill.lines if step.bill else ()
    return any(line.amount == amount.money and same_label(line.label, amount.label) for line in lines)


def _is_of_another(label: str, at: int, frame: Frame) -> bool:
    """Whether it is called as another charge of the same amount is, and not as this one."""
    charge = frame.charges[at]
    rivals = (c for n, c in enumerate(frame.charges) if n != at and c.amount == charge.amount)
    return not same_label(label, charge.label) and any(same_label(label, rival.label) for rival in rivals)


def _speaks_of(amount: Amount, charge: Charge, step: Step) -> bool:
    ours = with_fee(named_kinds(charge.kind, charge.also_kinds))
    theirs = text_kinds(amount.label, step.scene.lang) | named_kinds(amount.kind)
    if ours & theirs:
        return True
    if amount.belongs is Belongs.OTHER and amount.in_control < 0 and not theirs:
        called = same_label(amount.label, charge.label)
    else:
        called = related(amount.label, charge.label) and (not ours or not theirs)
    if called:
        return True
    if 0 <= amount.in_control < len(step.scene.controls):
        control = step.scene.controls[amount.in_control]
        return _hangs_on(charge, control, step)
    if theirs or amount.belongs is Belongs.ITEM:
        return False
    heading = heading_over(step.scene, amount)
    if ours & text_kinds(heading, step.scene.lang):
        return True
    named = family_of_text(amount.label) or (family_of_text(heading) if amount.plus else None)
    return charge.kind not in _BROAD and named in families(charge.kind)


def _hangs_on(charge: Charge, control: Control, step: Step) -> bool:
    """Whether the option may bring the charge. A fee by any name hangs on an option only if that one is taken."""
    if family_of(control, step) not in families(charge.kind):
        return False
    return charge.kind not in _BROAD or control.checked is True


def _in_words(at: int, said: Sequence[Statement], frame: Frame) -> str:
    """A sentence, or an option's name, that gives the charge's amount by itself or by a formula."""
    charge = frame.charges[at]
    ours = with_fee(named_kinds(charge.kind, charge.also_kinds))
    over: tuple[Money, ...] = ()
    for statement in said:
        if not _is_about(statement, charge, ours) or _is_of_another(statement.text, at, frame):
            continue
        if not charge.amount.amount and statement.free:
            return statement.text
        if charge.kind is ChargeKind.TAX and statement.included != charge.included:
            continue
        each = frame.quantity if statement.per_unit else 1
        if any(_equal(money, charge, each) for money in statement.amounts):
            return statement.text
        if statement.rates:
            over = over or _bases(at, frame)
            inside = charge.included
            if any(gives(charge.amount, rate, statement.amounts, over, inside=inside) for rate in statement.rates):
                return statement.text
    return ""


def _is_about(statement: Statement, charge: Charge, ours: frozenset[ChargeKind]) -> bool:
    if statement.kinds & ours:
        return True
    if statement.family is not None and charge.kind not in _BROAD and statement.family in families(charge.kind):
        return not any(not kind.lowers for kind in statement.kinds)
    return not (statement.kinds and ours) and len(words(charge.label)) > 1 and related(statement.text, charge.label)


def _bases(at: int, frame: Frame) -> tuple[Money, ...]:
    others = [c.amount for n, c in enumerate(frame.charges) if n != at and not c.included]
    return tuple(dict.fromkeys([*bases(frame.items, others), frame.total]))
