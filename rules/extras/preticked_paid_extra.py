"""A paid extra that was selected before the customer did anything."""

from collections.abc import Iterator

from feelint.api import ChargeKind, Context, Verdict, charge_of, rule

EXTRAS = frozenset(
    {ChargeKind.ADDON, ChargeKind.INSURANCE, ChargeKind.DONATION, ChargeKind.TIP, ChargeKind.FEE, ChargeKind.UNKNOWN}
)
"""Delivery and payment have defaults too, but one of them has to be taken; other rules judge those."""


@rule(
    id="preticked-paid-extra",
    title="A paid extra is selected without the customer's doing",
    needs=("total",),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the charges that a control brought that nobody touched, and what unticking one saved."""
    brought = [c for c in ctx.facts.added if c.preselected and not c.opted and c.kind in EXTRAS]
    for charge in brought:
        text = f"{charge.label} of {charge.amount.display()} was selected already when the page came up."
        if charge.avoidable:
            yield ctx.failed(charge, f"{text} It is part of the total unless the customer takes it out.", critical=True)
        elif charge.avoidable is None:
            yield ctx.review(charge, f"{text} Taking it out could not be tried.", reason="avoidable-unknown")
        else:
            yield ctx.passed(charge, f"{text} It cannot be taken out: it is a part of the price, not an extra.")
    known = {charge.amount for charge in brought}
    for probe in ctx.probes:
        if probe.kind != "untick" or not probe.ok or probe.before is None or probe.after is None:
            continue
        saved = probe.before - probe.after
        if saved.amount > 0 and saved not in known:
            seen = ctx.unticked_evidence(probe)
            text = f"Unticking {seen[0].quote!r} lowers the total by {saved.display()}: it was ticked from the start."
            row = charge_of(ctx.ledger, saved, EXTRAS)
            yield ctx.failed(row or f"extra:{probe.about}", text, impact=saved, evidence=seen)
