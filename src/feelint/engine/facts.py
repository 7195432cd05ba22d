"""Derived values that several rules share, each computed at most once a journey."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from functools import cached_property

from feelint.engine.bars import below_a_bar
from feelint.engine.leaflets import Notice, notices, told_aside
from feelint.engine.listings import Listing, listings
from feelint.engine.payments import Method, payment_options
from feelint.engine.reductions import Reduction, reduction
from feelint.engine.sightings import sightings
from feelint.engine.smallprint import Footnote, footnotes
from feelint.model.ledger import Charge, Ledger, Step, StepRef
from feelint.model.scene import Amount, BillLine, WireAmount
from feelint.model.words import ChargeKind, Stage
from feelint.money import Money, minor_digits

_NO_BURDEN = frozenset({ChargeKind.DISCOUNT, ChargeKind.CREDIT, ChargeKind.ROUNDING})


def tolerance(currency: str, lines: int = 1) -> Decimal:
    """What rounding may do: one minor unit, or half of one for each line if that is more (heuristic)."""
    return max(Decimal(1), Decimal(lines) / 2).scaleb(-minor_digits(currency))


def readings(amount: WireAmount, currency: str) -> tuple[Money, ...]:
    """What an amount on the wire can mean: what it says, else minor units and, unless it says that it counts those, units."""
    if amount.money is not None:
        return (amount.money,)
    number = Decimal(amount.raw.replace(",", "."))
    small = Money(number.scaleb(-minor_digits(currency)), currency)
    return (small,) if amount.minor else (small, Money(number, currency))


class Facts:
    """What the ledger implies."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    @cached_property
    def currencies(self) -> frozenset[str]:
        """The currencies of advertised price, total, items and charges."""
        ledger = self.ledger
        amounts = [ledger.advertised, ledger.total, *(line.amount for line in (*ledger.items, *ledger.charges))]
        return frozenset(money.currency for money in amounts if money is not None)

    @cached_property
    def offer_steps(self) -> tuple[Step, ...]:
        """The steps that offer the item, up to the product page; the one with the advertised price in any case."""
        at = self.ledger.advertised_at
        return tuple(
            step
            for step in self.ledger.steps
            if step.stage.rank <= Stage.PRODUCT.rank or (at is not None and step.index == at.step)
        )

    @cached_property
    def price_step(self) -> Step | None:
        """The step with the advertised price."""
        at = self.ledger.advertised_at
        return next((step for step in self.ledger.steps if at and step.index == at.step), None)

    @cached_property
    def price(self) -> Amount | None:
        """The advertised price where it stands on its page; None if only structured data tells it."""
        step = self.price_step
        return step.scene.amounts[step.scene.advertised] if step and step.scene.advertised >= 0 else None

    @cached_property
    def last_offer(self) -> tuple[Step | None, Amount | None]:
        """The last step that offers the item with a price, and that price where it stands.

        One that counts the item at another price already (it was put in, and beside it stand accessories, or its price
        without tax) comes after all others.
        """
        priced = [step for step in reversed(self.offer_steps) if step.scene.advertised >= 0]
        step = next((step for step in priced if not self._counts_otherwise(step)), next(iter(priced), None))
        return step, step.scene.amounts[step.scene.advertised] if step else None

    def _counts_otherwise(self, step: Step) -> bool:
        """Whether the step's own bill has one row of goods, at another price than the step puts forward."""
        rows = [line for line in step.bill.lines if line.kind is ChargeKind.ITEM] if step.bill else []
        price = step.scene.amounts[step.scene.advertised].money
        return (
            len(rows) == 1
            and price is not None
            and rows[0].amount * self.share(rows[0]) != price * self.ledger.quantity
        )

    def share(self, line: BillLine) -> Decimal:
        """The part of a row's pieces that was asked for: all, unless the row counts more or less."""
        return Decimal(self.ledger.quantity) / (line.quantity or self.ledger.quantity)

    @property
    def price_text(self) -> str:
        """The advertised price in words; empty if there is none."""
        return self.ledger.advertised.display() if self.ledger.advertised else ""

    @property
    def basis(self) -> Decimal:
        """The advertised price for the quantity that was asked for; zero if there is none."""
        return self.ledger.advertised.amount * self.ledger.quantity if self.ledger.advertised else Decimal(0)

    @cached_property
    def footnotes(self) -> tuple[Footnote, ...]:
        """The footnotes of the advertised price."""
        return footnotes(self.price_step.scene, self.price) if self.price_step and self.price else ()

    @cached_property
    def said(self) -> frozenset[str]:
        """What the offer says around its prices and in its sentences (signals), footnotes of weak print excepted."""
        weak = {note.text[:80] for note in self.footnotes if note.weak}
        return frozenset(
            signal
            for step in self.offer_steps
            for text, signals in (
                *((a.context, a.signals) for a in step.scene.amounts if a.visible),
                *((s.text, s.signals) for s in step.scene.sentences),
            )
            for signal in signals
            if text[:80] not in weak
        )

    @cached_property
    def weak(self) -> frozenset[str]:
        """How the footnotes of weak print begin."""
        return frozenset(note.text[:80] for note in self.footnotes if note.weak)

    @cached_property
    def reduction(self) -> Reduction | None:
        """What the last offer claims that its price was reduced by."""
        return reduction(*self.last_offer)

    @cached_property
    def methods(self) -> tuple[Method, ...]:
        """The ways to pay that the walk met, and what each costs more."""
        return payment_options(self.ledger)

    @cached_property
    def added(self) -> tuple[Charge, ...]:
        """The charges that raise the total, without what lies inside the price."""
        return tuple(
            charge
            for charge in self.ledger.charges
            if charge.amount.amount > 0 and not charge.included and charge.kind not in _NO_BURDEN
        )

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """The pages between the offer and the total that list the item with charges that raise the total."""
        return tuple(listings(self.ledger, self.added, {step.index for step in self.offer_steps}))

    @cached_property
    def aside(self) -> tuple[tuple[Charge, Notice], ...]:
        """The charges that nobody can decline, that the offer does not name, and that a page beside the way sets."""
        hidden = [charge for charge in self.added if not self.declinable(charge) and not self.beside(charge)]
        found = [(charge, told_aside(self.ledger, charge)) for charge in hidden]
        return tuple((charge, notice) for charge, notice in found if notice is not None)

    @cached_property
    def renewals_aside(self) -> tuple[Notice, ...]:
        """What pages beside the way say of contracts that go on by themselves."""
        return notices(self.ledger, "renewal")

    @cached_property
    def bill_amounts(self) -> frozenset[Money]:
        """What the bills show beside the final total: rows, subtotals and earlier totals."""
        bills = [step.bill for step in self.ledger.steps if step.bill]
        rows = {line.amount for bill in bills for line in bill.lines}
        sums = {money for bill in bills for money in (bill.subtotal, bill.total) if money is not None}
        return frozenset((rows | sums) - {self.ledger.total})

    def offers(self, seen: StepRef | None) -> bool:
        """Whether a step is one of those that offer the item."""
        return seen is not None and any(step.index == seen.step for step in self.offer_steps)

    def beside(self, charge: Charge) -> bool:
        """Whether the offer itself announced the charge, where it can be seen, and not only in a footnote that is easily missed."""
        if not self.offers(charge.first_announced) or self.out_of_sight(charge):
            return False
        weak = {note.text[:80] for note in self.footnotes if note.weak}
        if not weak:
            return True
        holders = [
            amount.context[:80]
            for step in self.offer_steps
            for amount in step.scene.amounts
            if amount.visible and amount.money == charge.amount
        ]
        return any(text not in weak for text in holders or [charge.announced_as[:80]])

    def out_of_sight(self, charge: Charge) -> bool:
        """Whether the offer shows the charge only below a bar that stays in view with a button and a lower price."""
        price = self.ledger.advertised
        shown = [one for one in sightings(self.offer_steps, charge) if one.amount.visible]
        if price is None or price.currency != charge.amount.currency:
            return False
        return bool(shown) and all(below_a_bar(one.step, one.amount, charge, price) for one in shown)

    def declinable(self, charge: Charge) -> bool:
        """Whether the customer can do without the charge: an experiment removed it, or the walk asked for it."""
        return bool(charge.avoidable) or (charge.opted and charge.avoidable is None)

    def gap(self, at_issue: Collection[Charge]) -> Decimal:
        """What the total asks beyond the advertised price for reasons among ``at_issue``, before credit is used up.

        Zero or less: the advertised price held them already, or a discount made up for them. One that the offer itself
        promised off its price makes up for nothing.
        """
        ledger = self.ledger
        assert ledger.total is not None
        credit = sum(charge.amount.amount for charge in ledger.charges if charge.kind is ChargeKind.CREDIT)
        explained = sum(charge.amount.amount for charge in self.added if charge not in at_issue)
        return ledger.total.amount - credit - self.basis - explained + self._promised()

    def _promised(self) -> Decimal:
        """What the offer said would come off its price ("10 % off by bank transfer"), where the bill begins from that price."""
        items = self.ledger.items
        if not items or not self.within(
            self.basis - sum(item.amount.amount for item in items), items[0].amount, len(items)
        ):
            return Decimal(0)
        discounts = (charge for charge in self.ledger.charges if charge.kind is ChargeKind.DISCOUNT)
        return -sum((c.amount.amount for c in discounts if self.offers(c.first_announced)), Decimal(0))

    def in_price(self, charge: Charge, at_issue: Collection[Charge]) -> bool:
        """Whether the advertised price held the charge: nothing is missing from it, or just this much less is."""
        gap = self.gap(at_issue)
        if gap <= 0 or self.within(gap, charge.amount):
            return True
        listed = sum(item.amount.amount for item in self.ledger.items)
        return self.within(self.basis - listed - charge.amount.amount, charge.amount)

    def within(self, difference: Decimal, money: Money, lines: int = 1) -> bool:
        """Whether a difference is no more than rounding, in the currency of ``money``."""
        return abs(difference) <= tolerance(money.currency, lines)

    def late(self, seen: StepRef | None) -> bool:
        """Whether something was first seen at the payment step or later, or never."""
        return seen is None or seen.stage.rank >= Stage.PAYMENT.rank
