"""A price per month that does not tell how long it binds, or what joining costs."""

from collections.abc import Iterator

from feelint.api import Charge, Context, Stretch, Verdict, commits, notices, promises, recurs, rule, saying, stretches

TOLD = frozenset({"term", "ends", "whole"})
"""What tells how long a price per period binds: its term, that it ends, or what all of it costs."""


@rule(
    id="commitment-or-joining-fee-missing",
    title="A recurring price leaves out the minimum term or the fee for joining",
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge a price per period by the terms and joining fees that only later steps tell."""
    step, price = ctx.facts.last_offer
    if step is None or price is None or not recurs(step.scene, price):
        yield ctx.inapplicable("not-recurring", "The advertised price is not one per week, month or year.")
        return
    offered = {word for offer in ctx.facts.offer_steps for told in saying(offer, TOLD) for word in told.says & TOLD}
    counted = _counted(ctx)
    later = [
        (s, told)
        for s in ctx.steps
        if s.index > step.index
        for told in saying(s, {"term"})
        if counted.isdisjoint(told.stretches)
    ]
    if later and not offered:
        at, told = later[0]
        whole = commits(step.scene, price, told.text)
        price_text = f"{ctx.facts.price_text}, which is {whole.words}" if whole else ctx.facts.price_text
        text = f"{told.text!r} is said at the {at.stage} step only. The offer was {price_text}."
        quoted = [*ctx.price_evidence(), ctx.quote(at, told.text, told.node)]
        yield ctx.failed("term", text, impact=whole.amount if whole else None, evidence=quoted)
    elif not offered and (aside := notices(ctx.ledger, "term")):
        bound = commits(step.scene, price, aside[0].clause.text)
        yield ctx.only_aside(aside, bound.amount if bound else None)
    else:
        yield ctx.passed("term", "The offer tells the minimum term, or there is none.")
    for charge in (charge for charge in ctx.facts.added if "joining" in promises(charge.label)):
        yield _joining(ctx, charge)


def _counted(ctx: Context) -> frozenset[Stretch]:
    """The months and years that the offer counts beside its price per period: ``$1,795/month for 12 months``."""
    steps = ctx.facts.offer_steps
    prices = (amount for step in steps for amount in step.scene.amounts if recurs(step.scene, amount))
    return frozenset(one for price in prices if price.visible for one in stretches(price.context) if one.months)


def _joining(ctx: Context, charge: Charge) -> Verdict:
    text = f"{charge.label} of {charge.amount.display()} comes on top of {ctx.facts.price_text}"
    if ctx.facts.beside(charge) or ctx.facts.declinable(charge):
        return ctx.passed(charge, f"{text}; the offer says so, or it can be avoided.")
    if charge.avoidable is None:
        ask = "whether it can be avoided could not be tried."
        return ctx.review(charge, f"{text}; {ask}", reason="avoidable-unknown", evidence=ctx.price_evidence())
    return ctx.failed(charge, f"{text}, and the offer does not say so.", evidence=ctx.price_evidence())
