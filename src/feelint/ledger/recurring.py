"""Later payments that the order commits to."""

from __future__ import annotations

from feelint.extract.periods import cadence
from feelint.model.ledger import Recurring, Step
from feelint.model.scene import Amount, Scene
from feelint.model.words import Belongs, Intent, PriceRole

_NEAR_PIXELS = 500
_NEAR_NODES = 80


def find_recurring(step: Step) -> tuple[Recurring, ...]:
    """The later payments named in the final bill or near the order button, each once."""
    scene = step.scene
    rows = {line.amount_index for line in step.bill.lines} if step.bill else set()
    found: dict[tuple[str, str], Recurring] = {}
    for index, amount in enumerate(scene.amounts):
        if amount.role is not PriceRole.RECURRING or amount.money is None or not amount.visible or amount.struck:
            continue
        if index in rows or amount.belongs is not Belongs.OTHER or _near_order(amount, scene):
            text = amount.context or f"{amount.label} {amount.text}".strip()
            period = _period(f"{amount.label} {amount.text}") or _period(text)
            found.setdefault((str(amount.money), period), Recurring(amount=amount.money, period=period, text=text))
    return tuple(found.values())


def _period(text: str) -> str:
    """The period that a text names first, or nothing."""
    often = cadence(text)
    return often.words if often else ""


def _near_order(amount: Amount, scene: Scene) -> bool:
    for control in scene.controls:
        if not control.intends(Intent.ORDER):
            continue
        if amount.look and control.look:
            one, other = amount.look.box, control.look.box
            if max(one.y - other.bottom, other.y - one.bottom) <= _NEAR_PIXELS:
                return True
        elif abs(amount.node - control.node) <= _NEAR_NODES:
            return True
    return False
