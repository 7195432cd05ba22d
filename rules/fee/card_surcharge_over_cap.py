"""Paying by card costs more than the cap on that."""

from collections.abc import Iterator
from typing import Any

from feelint.api import Context, Method, Severity, Verdict, VerdictKind, rule, surcharge_rate, unpaid

CAPPED = frozenset({"card", "e-money"})
"""Ways to pay whose acceptance costs the merchant a known share; what a carrier takes for collecting cash is not that."""


@rule(id="card-surcharge-over-cap", title="Paying by card costs more than is allowed", needs=("total",))
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge every card or wallet that costs more, in packs that cap what it may cost and do not ban it."""
    costly = [method for method in ctx.facts.methods if method.costs and method.words & CAPPED]
    verdicts = [verdict for method in costly for verdict in _judged(ctx, method)]
    yield from verdicts or [ctx.inapplicable("no-surcharge", "No card costs more where that is allowed and capped.")]


def _judged(ctx: Context, method: Method) -> Iterator[Verdict]:
    allowed = {pack: terms for pack, terms in ctx.surcharges(method.words) if terms[0].policy == "capped"}
    over = [pack for pack, terms in allowed.items() if any(_breaks(ctx, method, term) for term in terms)]
    rest = {pack: terms for pack, terms in allowed.items() if pack not in over}
    costs = [pack for pack, terms in rest.items() if any(_hangs_on_cost(ctx, method, term) for term in terms)]
    text = f"Paying by {method.name} costs {method.more} more ({surcharge_rate(method, ctx.ledger):.2f} %)"
    if over and method.flat:
        text += ", a flat sum that is above the cap on a basket as small as this."
        yield ctx.review(method, text, reason="flat-fee", packs=over)
    elif over:
        caps = [term.cap_percent for pack in over for term in allowed[pack] if term.cap_percent is not None]
        yield ctx.failed(
            method, f"{text}. The cap is {min(caps)} %.", packs=over, confidence=0.9 if method.seen else 0.7
        )
    if costs:
        text = (
            f"Paying by {method.name} costs {method.more} more; it may not be above what accepting it costs the shop."
        )
        doubt: dict[str, Any] = {"reason": "missing: acceptance-cost", "severity": Severity.INFO, "confidence": 0.5}
        yield ctx.verdict(VerdictKind.REVIEW, method, text, packs=tuple(costs), **doubt)
    if allowed and not over and not costs:
        yield ctx.passed(method, f"{text}: within the cap.")


def _breaks(ctx: Context, method: Method, term: Any) -> bool:
    """Whether it is above a cap that no costs can lift."""
    return bool(term.cap_join == "both" and _exceeds(ctx, method, term))


def _hangs_on_cost(ctx: Context, method: Method, term: Any) -> bool:
    """Whether only the merchant's costs would tell: there is no percentage, or above it the costs may count instead."""
    return bool(term.cap_percent is None or _exceeds(ctx, method, term))


def _exceeds(ctx: Context, method: Method, term: Any) -> bool:
    """Whether the charge is above a cap in per cent: by the rate that is named, else to the cent."""
    if term.cap_percent is None or method.fee is None or method.rate is not None:
        return term.cap_percent is not None and surcharge_rate(method, ctx.ledger) > term.cap_percent
    above = method.fee.amount - unpaid(ctx.ledger) * term.cap_percent / 100
    return above > 0 and not ctx.facts.within(above, method.fee)
