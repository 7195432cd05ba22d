"""Where the pages of a walk show a charge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from feelint.model.ledger import Charge, Step
from feelint.model.scene import Amount
from feelint.model.words import ChargeKind

_VAGUE = frozenset({ChargeKind.ITEM, ChargeKind.UNKNOWN})


class Sighting(NamedTuple):
    """An amount of a page that is a charge of the ledger; it may be hidden."""

    step: Step
    amount: Amount


def sightings(steps: Sequence[Step], charge: Charge) -> Iterator[Sighting]:
    """Every amount that shows the charge: its row of a bill, or its money under its name or of its kind."""
    for step in steps:
        rows = {line.amount_index for line in step.bill.lines if line.label == charge.label} if step.bill else set()
        for index, amount in enumerate(step.scene.amounts):
            named = index in rows or amount.label == charge.label
            if amount.money == charge.amount and (named or (amount.kind == charge.kind and charge.kind not in _VAGUE)):
                yield Sighting(step, amount)
