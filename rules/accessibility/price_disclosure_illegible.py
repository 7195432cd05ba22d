"""A total, a charge or a renewal is set too small or too faint to be read."""

from collections.abc import Iterator
from typing import NamedTuple

from feelint.api import Charge, Context, Severity, Sighting, Step, Verdict, illegible, recurs, rule, sightings, slug


class Group(NamedTuple):
    """What shows one thing; a single legible place is enough. ``packs`` want it in the price, or as large."""

    subject: str
    seen: list[Sighting]
    grave: bool = True
    packs: tuple[str, ...] = ()


@rule(
    id="price-disclosure-illegible",
    title="A total, a charge or a renewal is too small or too faint to be read",
    needs=("total",),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the print of the total and of what recurs, and of each charge."""
    last = ctx.steps[-1]
    totals = [Sighting(last, a) for a in last.scene.amounts if a.visible and a.money == ctx.ledger.total]
    again = [Sighting(last, a) for a in last.scene.amounts if recurs(last.scene, a)]
    groups = [Group("total", totals), *(Group(f"recurring:{one.amount.text}", [one]) for one in again)]
    groups += [_of_charge(ctx, charge) for charge in ctx.facts.added]
    known = [group._replace(seen=[one for one in group.seen if one.amount.look]) for group in groups]
    failed = [group for group in known if group.seen and all(_why(one, group) for one in group.seen)]
    for group in failed:
        one = group.seen[0]
        text = f"{one.amount.context!r} at the {one.step.stage} step is set {_why(one, group)}."
        quoted = [ctx.quote(one.step, one.amount.context, amount=one.amount)]
        severity = None if group.grave else Severity.WARNING
        yield ctx.failed(group.subject, text, severity=severity, packs=group.packs, evidence=quoted)
    if not any(group.seen for group in known):
        yield ctx.review("print", "How large and how dark the amounts are is not known.", reason="layout-unknown")
    elif not failed:
        yield ctx.passed("print", "Total, charges and renewals can be read.")


def _of_charge(ctx: Context, charge: Charge) -> Group:
    """All that shows the charge; only the first step that does if it belongs into the price and is not in it."""
    seen = [one for one in sightings(ctx.steps, charge) if one.amount.visible]
    held = ctx.facts.declinable(charge) or ctx.facts.in_price(charge, ctx.facts.added)
    packs = () if held or (seen and _is_summed(ctx, seen[0].step)) else ctx.in_price(charge.kind)
    first = [one for one in seen if one.step.index == seen[0].step.index]
    return Group(f"{charge.kind}:{slug(charge.label)}", first if packs else seen, bool(packs), packs)


def _is_summed(ctx: Context, step: Step) -> bool:
    """Whether the page shows what is to be paid in all: how that stands out beside the price another rule judges."""
    return any(a.money == ctx.ledger.total and a.visible and not a.struck for a in step.scene.amounts)


def _why(one: Sighting, group: Group) -> str:
    """Why it, or its currency, is hard to read; a charge that belongs into the price is measured by the price beside it, too."""
    look, scene = one.amount.look, one.step.scene
    price = scene.amounts[scene.advertised].look if group.packs and scene.advertised >= 0 else None
    mark = illegible(one.amount.mark) if one.amount.mark else ""
    return (illegible(look, price) if look else "") or (f"with its currency {mark}" if mark else "")
