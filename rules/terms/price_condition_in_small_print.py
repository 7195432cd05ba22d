"""A condition that changes the price stands in a footnote that is easily missed."""

from collections.abc import Iterator

from feelint.api import Charge, ChargeKind, Context, Footnote, Severity, Verdict, marker_of, only_aside, rule

SAID_ELSEWHERE = frozenset({ChargeKind.FULFILLMENT, ChargeKind.TAX})
"""What may be told beside the price, and how, other rules judge."""


@rule(
    id="price-condition-in-small-print",
    title="A condition that changes the price is in small print",
    needs=("advertised-price",),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge what only pages beside the way set, then the footnotes that the advertised price's marker leads to."""
    for charge, notice in ctx.facts.aside:
        text = f"{charge.label} of {charge.amount.display()} is set on {notice.where}, and the offer does not name it."
        quoted = [ctx.quote_aside(notice)]
        if charge.avoidable is None:
            yield ctx.review(charge, text, reason="avoidable-unknown", evidence=quoted)
        else:
            yield ctx.failed(charge, text, evidence=quoted)
    absent = only_aside(ctx.ledger, conditional=True)
    yield from (ctx.only_aside(found) for found in absent)
    step, price = ctx.facts.price_step, ctx.facts.price
    marker = marker_of(step.scene, price) if step and price else ""
    if not marker:
        if not (ctx.facts.aside or absent):
            yield ctx.inapplicable("no-marker", "No marker at the price leads to a footnote.")
        return
    notes = [n for n in ctx.facts.footnotes if (n.relevant or _named(ctx, n)) and "reference" not in n.says]
    if not notes:
        yield ctx.passed("footnote", f"The marker {marker} at the price leads to nothing that changes it.")
    for note in notes:
        yield _judged(ctx, note, marker)


def _judged(ctx: Context, note: Footnote, marker: str) -> Verdict:
    text = f"The {marker} at the price of {ctx.facts.price_text} leads to a footnote"
    step = ctx.facts.price_step
    assert step is not None
    quoted = [*ctx.price_evidence(), ctx.quote(step, note.text, note.node)]
    named = _named(ctx, note)
    if named and all(charge.kind in SAID_ELSEWHERE for charge in named):
        return ctx.passed("footnote", f"{text} that names delivery or tax.")
    if note.weak is None:
        ask = "Where and how large it stands is not known."
        return ctx.review("footnote", f"{text}: {note.text!r}. {ask}", reason="layout-unknown", evidence=quoted)
    if not note.weak:
        return ctx.passed("footnote", f"{text} that stands out enough.")
    costly = [charge for charge in named if charge.avoidable is False and ctx.never_outside(charge.kind)]
    return ctx.failed(
        "footnote",
        f"{text} {note.weak}: {note.text!r}.",
        severity=Severity.ERROR if costly else None,
        impact=costly[0].amount if costly else None,
        evidence=quoted,
    )


def _named(ctx: Context, note: Footnote) -> list[Charge]:
    return [charge for charge in ctx.facts.added if note.names(charge)]
