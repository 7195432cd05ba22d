"""The total stands out less than one of its parts."""

from collections.abc import Iterator

from feelint.api import Amount, ChargeKind, Context, Money, Stage, Step, Verdict, prominence, rule, summary_parts

STRICT = ("strictly-greater", "most-prominent")
"""Packs that ask this of ``total_prominence`` want the total larger; the others want no part to be larger."""
ALL_IN = (*STRICT, "at-least-equal")
"""By these the price with all that is compulsory stands out most. Where tax or delivery alone come on top, an item's row
is that price, and the final amount need not outdo it; unless the pack asks that, too."""
BESIDE = frozenset({ChargeKind.ITEM, ChargeKind.ADDON, ChargeKind.TIP, ChargeKind.DONATION, ChargeKind.INSURANCE})


@rule(id="total-not-most-prominent", title="A part of the price stands out more than the total", needs=("bill",))
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge every page that shows a total beside its parts, and report the first on which a part outdoes it."""
    verdicts = [verdict for step in ctx.steps if (verdict := _judged(ctx, step))]
    failed = [verdict for verdict in verdicts if verdict.kind == "fail"]
    doubt = [verdict for verdict in verdicts if verdict.kind == "review"]
    first = next(iter([*failed, *doubt, *verdicts]), None)
    yield first or ctx.inapplicable("no-parts", "No page shows a total beside its parts.")


def _judged(ctx: Context, step: Step) -> Verdict | None:
    total, parts = summary_parts(step) if step.stage.rank >= Stage.BASKET.rank else _offer(ctx, step)
    totals = [a for a in step.scene.amounts if a.money == total and not a.struck and a.in_control < 0]
    ranks = {id(a): rank for a in (*totals, *parts) if (rank := prominence(a)) is not None}
    if total is None or not totals or not parts:
        return None
    totals, parts = [a for a in totals if id(a) in ranks], [a for a in parts if id(a) in ranks]
    if not totals or not parts:
        text = f"How much the total of {total.display()} stands out at the {step.stage} step is not known."
        seen = [*ctx.total_evidence(step), *ctx.price_evidence()]
        return ctx.review("total", text, reason="layout-unknown", evidence=seen)
    best, rival = max(ranks[id(a)] for a in totals), max(parts, key=lambda a: ranks[id(a)])
    top = ranks[id(rival)]
    packs = _packs(ctx, step, equal=top == best)
    if top < best or not packs:
        return ctx.passed("total", f"The total stands out most at the {step.stage} step.")
    how = "as much as" if top == best else "more than"
    text = f"At the {step.stage} step {rival.text} stands out {how} the total of {total.display()}"
    quoted = [ctx.quote(step, f"{rival.label} {rival.text}".strip(), amount=rival)]
    return ctx.failed("total", f"{text}: {top:g} against {best:g}.", packs=packs, evidence=quoted)


def _packs(ctx: Context, step: Step, *, equal: bool) -> tuple[str, ...]:
    """The packs under which the total has to outdo its parts, or not to be outdone."""
    strict, all_in = ctx.packs_where("total_prominence", *STRICT), ctx.packs_where("total_prominence", *ALL_IN)
    rows = step.bill.counted if step.bill else ()
    forced = any(line.kind not in BESIDE and ctx.never_outside(line.kind) for line in rows)
    if forced or step.stage.rank < Stage.BASKET.rank:
        return strict if equal else tuple(pack.id for pack in ctx.packs.applying(ctx.rule))
    judging = [pack for pack in ctx.packs.applying(ctx.rule) if not equal]
    return tuple(p.id for p in judging if p.id not in all_in or p.params.final_amount_at_least_total)


def _offer(ctx: Context, step: Step) -> tuple[Money | None, list[Amount]]:
    """The price with the charges named beside it that may never stand outside, and the price."""
    price = step.scene.amounts[step.scene.advertised] if step.scene.advertised >= 0 else None
    beside = [c for c in ctx.facts.added if ctx.facts.beside(c) and not ctx.facts.declinable(c)]
    named = [c.amount for c in beside if ctx.never_outside(c.kind) and not ctx.facts.in_price(c, beside)]
    if price is None or price.money is None or any(money.currency != price.money.currency for money in named):
        return None, []
    return sum(named, price.money), [price] if named else []
