"""Puts the ledger together."""

from __future__ import annotations

from collections.abc import Sequence

from feelint.ledger.advertised import Advertised, find_advertised
from feelint.ledger.announce import Frame, announcements
from feelint.ledger.avoidable import Experiments, avoidable, removal
from feelint.ledger.choices import linked
from feelint.ledger.count import first_counted
from feelint.ledger.likeness import about, same_label
from feelint.ledger.own import with_own_rows
from feelint.ledger.put_in import with_goods_taken
from feelint.ledger.reconcile import Reconciled, final_position, reconcile
from feelint.ledger.recurring import find_recurring
from feelint.ledger.withdrawn import find_withdrawn
from feelint.model.ledger import Charge, Ledger, ProbeResult, Step, StepRef
from feelint.model.scene import Control
from feelint.model.words import ChargeKind

_GOODS = frozenset((ChargeKind.ITEM, ChargeKind.ADDON, ChargeKind.INSURANCE))


def build_ledger(
    steps: Sequence[Step],
    *,
    quantity: int = 1,
    probes: Sequence[ProbeResult] = (),
    varied: Sequence[str] = (),
    unvaried: Sequence[str] = (),
    opted: Sequence[str] = (),
    taken: Sequence[str] = (),
) -> Ledger:
    """The ledger of a walk.

    ``varied`` and ``unvaried`` name the open choice groups that experiments varied and left alone; ``opted`` the options
    that the walk ticked itself, ``taken`` the radios, and what it took of several goods. Without a bill that has a total, from the basket on, there is no total and no charge.
    """
    steps = with_goods_taken(steps, taken)
    advertised = find_advertised(steps, quantity, taken)
    steps = with_own_rows(steps, advertised)
    final = final_position(steps)
    bill = steps[final].bill if final is not None else None
    if final is None or bill is None:
        return Ledger(
            advertised=advertised.price if advertised else None,
            advertised_at=advertised.at if advertised else None,
            quantity=quantity,
            total=None,
            total_at=None,
            charges=(),
            items=(),
            steps=steps,
            probes=tuple(probes),
        )
    way = steps[: final + 1]
    sums = reconcile(bill, advertised, way)
    tried = Experiments(probes, varied, unvaried)
    return Ledger(
        advertised=advertised.price if advertised else None,
        advertised_at=advertised.at if advertised else None,
        quantity=quantity,
        total=sums.total,
        total_at=StepRef(step=final, stage=steps[final].stage),
        charges=_dated(sums, way, advertised, quantity, tried, opted),
        items=sums.items,
        withdrawn=find_withdrawn(way, final, sums.charges),
        recurring=find_recurring(steps[final]),
        residual=sums.residual,
        steps=steps,
        probes=tuple(probes),
        ambiguous=sums.ambiguous,
    )


def _dated(
    sums: Reconciled,
    way: Sequence[Step],
    advertised: Advertised | None,
    quantity: int,
    tried: Experiments,
    opted: Sequence[str],
) -> tuple[Charge, ...]:
    """The charges with when they were said and counted, and how the customer came by them."""
    announced = announcements(Frame(way, sums.charges, sums.items_sum, sums.total, quantity))
    counted = first_counted(way, sums, advertised)
    result = []
    for at, charge in enumerate(sums.charges):
        answer, why = avoidable(at, sums.charges, counted[at], way, sums.total, tried)
        asked, preset = _origin(charge, way, opted)
        result.append(
            charge.model_copy(
                update={
                    "avoidable": answer,
                    "avoidable_why": why,
                    "first_announced": announced[at][0],
                    "first_counted": counted[at],
                    "announced_as": announced[at][1],
                    "opted": asked,
                    "preselected": preset,
                }
            )
        )
    return tuple(result)


def _origin(charge: Charge, way: Sequence[Step], opted: Sequence[str]) -> tuple[bool, bool]:
    """Whether the walk asked for the charge, and whether an option that was on by itself brought it."""
    brought = list(linked(charge, way))
    options = [control for _, control in brought]
    names = {name for control in options for name in (control.name, control.label, control.text) if name}
    asked = any(same_label(o, charge.label) or any(same_label(o, n) for n in names) for o in opted)
    asked = asked or any(about(o, charge.label) for o in opted)
    before = _until_its_row(charge, way)
    preset = any(_stood_on(control) and any(step is one for one in before) for step, control in brought)
    return asked, preset and not asked


def _until_its_row(charge: Charge, way: Sequence[Step]) -> Sequence[Step]:
    """The steps before goods that the charge is for are a row of the basket with a control of its own to take it out.

    A box that is first seen beside such a row did not bring it: it only shows that the row is there.
    """
    if charge.kind not in _GOODS:
        return way
    own = next((at for at, step in enumerate(way) if removal(charge, (step,)) is not None), len(way))
    return way[:own]


def _stood_on(control: Control) -> bool:
    """Whether an option that could be seen was on by itself."""
    reachable = control.visible or control.clickable_at >= 0
    return reachable and bool(control.checked if control.default_checked is None else control.default_checked)
