"""Where a charge for paying by card is posted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from feelint.engine.payments import Method
from feelint.engine.sayings import kinds_named, sayings
from feelint.extract.claims import payment_methods
from feelint.model.ledger import Ledger, Step
from feelint.model.words import ChargeKind, Stage
from feelint.money import Money, minor_digits

_BRANDS = frozenset({"visa", "mastercard", "amex"})
_FEES = frozenset({"fee", "payment_fee"})


def unpaid(ledger: Ledger) -> Decimal:
    """The total without what is charged for paying."""
    fees = sum((c.amount.amount for c in ledger.charges if c.kind is ChargeKind.PAYMENT_FEE), Decimal(0))
    return ledger.total.amount - fees if ledger.total else Decimal(0)


def surcharge_rate(method: Method, ledger: Ledger) -> Decimal:
    """What paying so costs more, in per cent: as it is named, else of the rest of the total."""
    if method.rate is not None:
        return method.rate
    rest = unpaid(ledger)
    return method.fee.amount * 100 / rest if method.fee and rest else Decimal(0)


def card_price_shown(method: Method, ledger: Ledger) -> bool:
    """Whether a page before payment shows the advertised price with the surcharge in it."""
    price = ledger.advertised
    if price is None:
        return False
    goal = price.amount * (1 + surcharge_rate(method, ledger) / 100)
    unit = Decimal(1).scaleb(-minor_digits(price.currency))
    early = [step for step in ledger.steps if step.stage.rank < Stage.PAYMENT.rank]
    shown = [a.money for step in early for a in step.scene.amounts if a.visible and a.money is not None]
    return any(_alike(money, price) and abs(money.amount - goal) <= unit for money in shown)


def _alike(money: Money, price: Money) -> bool:
    return money.currency == price.currency and money > price


def said_with_brands(steps: Sequence[Step]) -> bool:
    """Whether the first page that names card brands says, there or on one before, that paying by card costs more."""
    first = next((saying.step for saying in sayings(steps) if payment_methods(saying.text) & _BRANDS), None)
    return first is None or speaks_of_fee(step for step in steps if step.index <= first.index)


def speaks_of_fee(steps: Iterable[Step]) -> bool:
    """Whether a sentence with a number in it speaks of a fee for paying."""
    numbered = [saying.text for saying in sayings(steps) if any(char.isdigit() for char in saying.text)]
    return any(_FEES & kinds_named(text) and payment_methods(text) for text in numbered)


def said_before_choice(method: Method, ledger: Ledger) -> bool:
    """Whether the option itself, or a page up to the choice of how to pay, says that it costs more."""
    fees = [c.first_announced for c in ledger.charges if c.kind is ChargeKind.PAYMENT_FEE and c.first_announced]
    early = [step for step in ledger.steps if step.stage.rank <= Stage.PAYMENT.rank]
    told = any(seen.stage.rank <= Stage.PAYMENT.rank for seen in fees)
    return bool(told or method.rate or method.flat or speaks_of_fee(early))
