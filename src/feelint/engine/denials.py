"""Where pages say that something costs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from feelint.extract.claims import claims, payment_methods, phrases
from feelint.extract.clauses import limits
from feelint.model.ledger import Charge, Ledger, Step
from feelint.model.words import ChargeKind

_FEES = frozenset({ChargeKind.FEE, ChargeKind.HANDLING, ChargeKind.PAYMENT_FEE})
_DENIED = {
    "no_fees": _FEES,
    "no_hidden_fees": _FEES,
    "no_payment_fee": frozenset({ChargeKind.PAYMENT_FEE}),
    "free_delivery": frozenset({ChargeKind.FULFILLMENT, ChargeKind.HANDLING}),
}
_MARK = re.compile(r"[*†‡¹²³]|\w\d\)")
"""What leads to a condition in a footnote."""


class Denial(NamedTuple):
    """A sentence that says that there is no charge of these kinds; ``key`` is its claim (``[claim]``)."""

    step: Step
    text: str
    node: int
    key: str
    kinds: frozenset[ChargeKind]

    def covers(self, charge: Charge) -> bool:
        """Whether the charge is of a kind that is denied, and not for another means of payment than the sentence names."""
        if charge.kind not in self.kinds:
            return False
        ours, theirs = payment_methods(self.text) - {"card"}, payment_methods(charge.label) - {"card"}
        return not (ours and theirs and ours.isdisjoint(theirs))


def denials(ledger: Ledger) -> Iterator[Denial]:
    """All that hold for this basket: made without a condition, or for sums among which its goods are.

    What is said to be free once so much more is bought is not free yet.
    """
    for step in ledger.steps:
        for sentence in step.scene.sentences:
            for part in phrases(sentence.text):
                said = claims(part)
                if not said.isdisjoint(_DENIED) and _holds(part, said, ledger):
                    yield from (Denial(step, part, sentence.node, k, _DENIED[k]) for k in _DENIED if k in said)


def _holds(part: str, said: frozenset[str], ledger: Ledger) -> bool:
    """Whether what a sentence says is so for the order; a sum that is no limit below is one above."""
    if not said.isdisjoint({"condition", "short"}):
        return False
    goods = sum((item.amount.amount for item in ledger.items), Decimal(0))
    currency = ledger.total.currency if ledger.total else ""
    sums = [(money, side) for money, side in limits(part, currency=currency) if money.amount]
    if not sums:
        return "limit" not in said and not _MARK.search(part)
    if any(currency and money.currency != currency for money, _ in sums):
        return False
    return all(goods < money.amount if side == "under" else goods >= money.amount for money, side in sums)
