"""The words that belong to one amount where several stand in one text: those between its neighbours."""

from __future__ import annotations

from typing import NamedTuple

from feelint.extract.bindings import binding, commitment
from feelint.extract.periods import Stretch, cadence
from feelint.extract.words import label_kind
from feelint.model.scene import Amount, Scene
from feelint.model.words import PriceRole
from feelint.money import Money

_DAILY = Stretch(1, "day")
"""What is paid per day is rent, for as many days as one takes."""


def piece(scene: Scene, amount: Amount) -> str:
    """The part of an amount's text from the amount before it to the amount behind it."""
    text = amount.context
    start, end, at, met = 0, len(text), 0, False
    for other in scene.amounts:
        if other.context != text or not other.text:
            continue
        found = text.find(other.text, at)
        if found < 0:
            continue
        if met:
            end = found
            break
        if other is amount:
            met = True
        else:
            start = found + len(other.text)
        at = found + len(other.text)
    return text[start:end].strip()


def recurs(scene: Scene, amount: Amount) -> bool:
    """Whether an amount is paid again and again, as its own words say; instalments end."""
    instalment = amount.role is PriceRole.INSTALLMENT or "installment" in amount.signals
    if amount.money is None or not amount.visible or amount.struck or instalment:
        return False
    own = piece(scene, amount)
    called = amount.role is PriceRole.RECURRING and own == amount.context.strip()
    often = cadence(own)
    return called or (often is not None and often != _DAILY and label_kind(own).role == "recurring")


def every(scene: Scene, amount: Amount) -> Stretch | None:
    """Every how long an amount is paid: a month, 4 weeks, 3 months for a quarter; None where its words do not say."""
    return cadence(piece(scene, amount)) or cadence(amount.label)


def period(scene: Scene, amount: Amount) -> str:
    """The same in words: week, month, quarter, 4 weeks; empty where its words name nothing."""
    often = every(scene, amount)
    return often.words if often else ""


class Commitment(NamedTuple):
    """What a price per period comes to in all the time that one is bound."""

    amount: Money
    length: str

    @property
    def words(self) -> str:
        """The same in words: ``£299.88 in 12 months``."""
        return f"{self.amount.display()} in {self.length}"


def commits(scene: Scene, price: Amount, term: str) -> Commitment | None:
    """What a price comes to in the time that a text binds for: 299.88 of 24.99 a month for 12 months.

    None where words do not say how long, or every how long it is paid.
    """
    often, bound = every(scene, price), binding(term)
    if often is None or bound is None or price.money is None:
        return None
    return Commitment(commitment(price.money, often, bound), bound.length)
