"""The box that an experiment unticked: where the walk met it, and the charge that it stands for."""

from __future__ import annotations

from collections.abc import Collection

from feelint.ledger.likeness import words
from feelint.model.ledger import Charge, Ledger, ProbeResult, Step
from feelint.model.scene import Control
from feelint.model.words import ChargeKind
from feelint.money import Money


def box_of(ledger: Ledger, probe: ProbeResult) -> tuple[Step, Control] | None:
    """The first sight of the box; None where no step has one of that name."""
    wanted = words(probe.about)
    boxes = ((step, one) for step in ledger.steps for one in step.scene.controls if one.type == "checkbox")
    return next(((step, one) for step, one in boxes if wanted and _begins(words(one.name or one.text), wanted)), None)


def _begins(name: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether a name begins with the words, the last of which may be cut short: experiments keep a part of long names."""
    *whole, last = wanted
    return name[: len(whole)] == tuple(whole) and len(name) >= len(wanted) and name[len(whole)].startswith(last)


def charge_of(ledger: Ledger, saved: Money, kinds: Collection[ChargeKind]) -> Charge | None:
    """The one charge of these kinds and of the amount that was saved; None where there is none, or several."""
    fitting = [one for one in ledger.charges if one.amount == saved and one.kind in kinds and not one.included]
    return fitting[0] if len(fitting) == 1 else None
