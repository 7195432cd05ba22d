"""Whether a page is drawn: its sums, what lies over all of it, and whether anything of the way is on it yet."""

from __future__ import annotations

from feelint.extract.words import blocker
from feelint.model.scene import Scene
from feelint.pilot.choices import groups, price_of
from feelint.pilot.memory import Memory
from feelint.pilot.view import fields, search_forms

PATIENCE = 15
"""Looks in a row, half a second apart or at the next change, for what is being drawn."""
_FOR_ANYTHING = 6
_FEWEST = 2


def unsettled(scene: Scene, memory: Memory, *, by_address: bool = False) -> bool:
    """Whether the page is worth another moment: its sums are being drawn, or something lies over what is pressed.

    ``by_address``: what lies over it matters no more, for the way on is opened by its address.
    """
    covered = not by_address and (veiled(scene) or (memory.hindered == "covered" and _still_covers(scene)))
    return (covered or _half_drawn(scene) or _lags_behind(scene)) and memory.waits < PATIENCE


def veiled(scene: Scene) -> bool:
    """Whether something that says nothing lies over all that is seen: the veil of a page that loads."""
    looks = [c.look for c in scene.controls if c.visible and c.look is not None]
    near = [look for look in looks if look.above_fold or look.occluded]
    return not scene.overlays and len(near) >= _FEWEST and all(look.occluded for look in near)


def bare(scene: Scene, memory: Memory) -> bool:
    """Whether nothing of the way stands on the page yet, no field, amount or reason, and a moment more may bring it.

    Only where a browser draws it: a page that was saved stays as it is.
    """
    aside = search_forms(scene)
    asks = any(control.form not in aside for control, _ in fields(scene)) or bool(groups(scene))
    told = any(sentence.alert or blocker(sentence.text[:400]) for sentence in scene.sentences)
    told = told or any(blocker(heading.text) for heading in scene.headings)
    shows = asks or told or any(amount.visible for amount in scene.amounts)
    return scene.layout_known and not shows and memory.waits < _FOR_ANYTHING


def _still_covers(scene: Scene) -> bool:
    """Whether anything is seen to lie beneath something else; where the layout is not known it may.

    Beneath a drawer that has opened all of the page lies: where that can be reached, nothing is waited for.
    """
    looks = [(c.overlay, c.look.occluded) for c in scene.controls if c.visible and c.look is not None]
    reached = any(overlay >= 0 and not occluded for overlay, occluded in looks)
    return not reached and (not looks or any(occluded for _, occluded in looks))


def _half_drawn(scene: Scene) -> bool:
    """Whether the sums are being drawn anew: a total without rows, while another total of that name is not shown."""
    bill = scene.bill
    if bill is None or bill.total is None or bill.lines or not bill.total_label:
        return False
    return any(
        not a.visible and not a.struck and a.label == bill.total_label and a.money not in (None, bill.total)
        for a in scene.amounts
    )


def _lags_behind(scene: Scene) -> bool:
    """Whether a delivery that costs something was taken, and the total is still the sum of the goods."""
    bill = scene.bill
    if bill is None or bill.total is None or bill.total != bill.subtotal:
        return False
    taken = [group.chosen for group in groups(scene) if group.kind == "delivery" and group.chosen is not None]
    prices = [price for option in taken if (price := price_of(option, scene)) is not None and price.amount > 0]
    return any(price not in [line.amount for line in bill.lines] for price in prices)
