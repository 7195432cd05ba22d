"""What an order costs more where a child comes along, beyond the child's own price: from the experiment that brought one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from feelint.extract.lexicon import core, table
from feelint.ledger import build_ledger
from feelint.ledger.likeness import same_label
from feelint.model.ledger import Charge, Ledger, ProbeResult
from feelint.model.words import ChargeKind, Stage

_NO_BURDEN = frozenset({ChargeKind.DISCOUNT, ChargeKind.CREDIT, ChargeKind.ROUNDING, ChargeKind.TAX})
_FEES = frozenset({ChargeKind.FEE, ChargeKind.HANDLING, ChargeKind.PAYMENT_FEE})


class Compelled(NamedTuple):
    """A charge, and the experiment that met it."""

    charge: Charge
    probe: ProbeResult


def compelled(ledger: Ledger) -> Iterator[Compelled]:
    """The charges that a party with a child pays, that the offer does not name and nothing declines, as its ledger has them.

    The walk's own order does not have them, so no step of the walk shows them.
    """
    for probe in ledger.probes:
        if probe.kind != "party" or not probe.ok or not probe.steps:
            continue
        steps = [step.model_copy(update={"index": at}) for at, step in enumerate(probe.steps)]
        for charge in build_ledger(steps, quantity=ledger.quantity).charges:
            if charge.amount.amount > 0 and not charge.included and _compels(charge, ledger):
                charge = charge.model_copy(update={"first_announced": None, "first_counted": None})
                yield Compelled(charge, probe)


def _compels(charge: Charge, ledger: Ledger) -> bool:
    if charge.kind in _NO_BURDEN or charge.avoidable is not False or charge.opted or charge.preselected:
        return False
    offered = charge.first_announced is not None and charge.first_announced.stage.rank <= Stage.PRODUCT.rank
    known = any(same_label(charge.label, own.label) for own in (*ledger.charges, *ledger.items))
    return not offered and not known and not _is_fare(charge, ledger)


def _is_fare(charge: Charge, ledger: Ledger) -> bool:
    """Whether it is what the child itself costs: the price on offer, or a row named after the child and after no fee."""
    child = "child" in table("party").keys(core(charge.label))
    return charge.amount == ledger.advertised or (child and charge.kind not in _FEES)
