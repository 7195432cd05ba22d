"""A charge that the customer cannot avoid, missing from the advertised price."""

from collections.abc import Iterator

from feelint.api import Charge, ChargeKind, Context, Severity, Stage, Verdict, compelled, label_kind, rule, slug

STATED = {ChargeKind.FULFILLMENT: {"plus_fees", "deferred_shipping"}, ChargeKind.TAX: {"tax_excl"}}
"""What an offer says where it names such a charge without its amount."""


@rule(
    id="drip-mandatory-fee",
    title="A charge that the customer cannot avoid is missing from the advertised price",
    needs=("total", "advertised-price", "charges", "one-currency"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge every charge that the offer did not name."""
    unnamed = [charge for charge in ctx.facts.added if not ctx.facts.beside(charge)]
    if not unnamed:
        yield ctx.passed(message="The total holds no charge that the offer did not name.")
    at_issue = [c for c in unnamed if not ctx.facts.declinable(c) and _packs(ctx, c, calculable=True)]
    for charge in unnamed:
        if charge not in at_issue or ctx.facts.in_price(charge, at_issue):
            yield ctx.passed(charge, f"{charge.label} may stand outside the advertised price, or stands in it.")
        else:
            yield _judged(ctx, charge, ctx.facts.gap(at_issue) * 10 >= ctx.facts.basis)
    for charge, probe in compelled(ctx.ledger):
        if packs := _packs(ctx, charge, calculable=False):
            text = f"With a child, {charge.label} of {charge.amount.display()} is added, and nothing declines it."
            child, seen = f"child:{slug(charge.label)}", (*ctx.tried_evidence(probe, charge), *ctx.price_evidence())
            yield ctx.failed(child, text, packs=packs, confidence=0.8, impact=charge.amount, evidence=seen)


def _judged(ctx: Context, charge: Charge, large: bool) -> Verdict:
    text, price, seen = _sighting(ctx, charge), ctx.price_evidence(), charge.first_announced
    packs = _packs(ctx, charge, calculable=False)
    if charge.avoidable is None:
        doubt = "avoidable-unknown", "Whether the customer can avoid it could not be tried."
    elif not packs:
        doubt = "calculable-unknown", "The customer cannot avoid it. Could it be calculated when the price was shown?"
    elif not label_kind(charge.label).bundled and not all(map(ctx.never_outside, charge.also_kinds)):
        doubt = "kind-unclear", "The customer cannot avoid it, but by its name it may be one that can stand outside."
    else:
        soft = seen is not None and seen.stage.rank <= Stage.BASKET.rank and not ctx.never_outside(charge.kind)
        severity, critical = (Severity.WARNING, False) if soft else (None, large or ctx.facts.late(seen))
        text = f"{text} The customer cannot avoid it."
        return ctx.failed(charge, text, packs=packs, severity=severity, critical=critical, evidence=price)
    packs = _packs(ctx, charge, calculable=True)
    return ctx.review(charge, f"{text} {doubt[1]}", reason=doubt[0], packs=packs, evidence=price)


def _packs(ctx: Context, charge: Charge, *, calculable: bool) -> tuple[str, ...]:
    stated = bool(ctx.facts.said & STATED.get(charge.kind, set()))
    return ctx.forbidding(charge.kind, disclosed=stated, calculable=calculable)


def _sighting(ctx: Context, charge: Charge) -> str:
    seen = charge.first_announced
    place = f"first appears at the {seen.stage} step" if seen else "is part of the total, but no step names it"
    if ctx.facts.offers(seen):
        bar = ctx.facts.out_of_sight(charge)
        place = f"is named at the offer {'below a bar that stays in view without it' if bar else 'in small print only'}"
    return f"{charge.label} of {charge.amount.display()} {place}. The advertised price was {ctx.facts.price_text}."
