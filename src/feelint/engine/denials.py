"""Where pages say that something costs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from feelint.extract.claims import claims, phrases
from feelint.model.ledger import Ledger, Step
from feelint.model.words import ChargeKind
from feelint.money import find

_FEES = frozenset({ChargeKind.FEE, ChargeKind.HANDLING, ChargeKind.PAYMENT_FEE})
_DENIED = {
    "no_fees": _FEES,
    "no_hidden_fees": _FEES,
    "no_payment_fee": frozenset({ChargeKind.PAYMENT_FEE}),
    "free_delivery": frozenset({ChargeKind.FULFILLMENT, ChargeKind.HANDLING}),
}
_MARK = re.compile(r"[*†‡¹²³]|\w\d\)")
"""What leads to a condition in a footnote."""
_CONDITION = frozenset({"condition", "short"})
_SAID = frozenset(_DENIED) | _CONDITION


class Denial(NamedTuple):
    """A sentence that says that there is no charge of these kinds; ``key`` is its claim (``[claim]``)."""

    step: Step
    text: str
    node: int
    key: str
    kinds: frozenset[ChargeKind]


def denials(ledger: Ledger) -> Iterator[Denial]:
    """All that hold for this basket: made without a condition, or above a sum that its goods reach.

    What is said to be free once so much more is bought is not free yet.
    """
    goods = sum((item.amount.amount for item in ledger.items), Decimal(0))
    currency = ledger.total.currency if ledger.total else None
    for step in ledger.steps:
        for sentence in step.scene.sentences:
            for part in phrases(sentence.text):
                said = claims(part) & _SAID
                if said <= _CONDITION or "short" in said:
                    continue
                sums = [reading.money.amount for reading in find(part, currency=currency) if reading.money]
                bare = "condition" not in said and not _MARK.search(part)
                if goods >= max(sums) if any(sums) else bare:
                    yield from (Denial(step, part, sentence.node, k, _DENIED[k]) for k in _DENIED if k in said)
