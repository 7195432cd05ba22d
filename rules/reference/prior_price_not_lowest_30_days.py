"""A reduction that is not counted from the lowest price of the last 30 days."""

from collections.abc import Iterator

from feelint.api import Amount, Context, Evidence, Reduction, Verdict, rule

POINTS = 1
"""So many percentage points are rounding (heuristic)."""


@rule(
    id="prior-price-not-lowest-30-days",
    title="A reduction is not counted from the lowest price of the last 30 days",
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the reduction that the last offer claims; whether its prices of the past are true, one walk cannot tell."""
    claim = ctx.facts.reduction
    regulated = ctx.packs_where("prior_price", "lowest-30-days", "prevailing-3-months", "genuine")
    strict = ctx.packs_where("prior_price", "lowest-30-days")
    if claim is None or not regulated:
        yield ctx.inapplicable("no-reduction", "The offer claims no reduction that a pack of this walk regulates.")
    elif claim.only_recommended and not claim.lowest:
        yield ctx.inapplicable(
            "recommended-price", "The price is compared with the maker's recommendation, and says so."
        )
    elif strict and (claim.lowest or _small_print(ctx)):
        yield _judged(ctx, claim, strict)
    else:
        shown = ", ".join(one.text for one in claim.earlier) or ", ".join(f"{share} %" for share, _ in claim.shares)
        ask = "Was that the price before? That takes the prices of the past, which one walk does not have."
        text = f"{ctx.facts.price_text} is compared with {shown or 'an earlier price'}. {ask}"
        yield ctx.review(
            "reduction", text, reason="missing: price-history", packs=regulated, evidence=_quoted(ctx, claim)
        )


def _judged(ctx: Context, claim: Reduction, packs: tuple[str, ...]) -> Verdict:
    if not claim.lowest:
        text = "The lowest price of the last 30 days stands in a footnote that is easily missed."
        return ctx.failed("reduction", text, packs=packs, evidence=_quoted(ctx, claim))
    lowest = min(one.money for one in claim.lowest if one.money is not None)
    true = claim.share_of(lowest)
    over = [share for share, _ in claim.shares if share - true > POINTS]
    if over:
        text = f"{over[0]} % less is claimed; from the lowest price of the last 30 days, {lowest.display()}, it is"
        text = f"{text} {max(true, 0):.0f} %." if true > 0 else f"{text} no reduction."
        return ctx.failed("reduction", text, packs=packs, evidence=_quoted(ctx, claim))
    higher = [one for one in claim.earlier if one not in claim.recommended and one.money and one.money > lowest]
    if higher:
        text = f"The price is set against {higher[0].text}; the lowest of the last 30 days was {lowest.display()}."
        ask = "Does that announce a larger reduction?"
        return ctx.review("reduction", f"{text} {ask}", reason="other-price", packs=packs, evidence=_quoted(ctx, claim))
    return ctx.passed("reduction", f"The reduction is counted from {lowest.display()}, the lowest of the last 30 days.")


def _small_print(ctx: Context) -> bool:
    """Whether a footnote of weak print, and nothing else, tells an earlier price."""
    return any(note.weak and note.amounts and "reference" in note.says for note in ctx.facts.footnotes)


def _quoted(ctx: Context, claim: Reduction) -> list[Evidence]:
    told: list[Amount] = [claim.price, *claim.lowest, *claim.earlier][:4]
    return [ctx.quote(claim.step, one.context, amount=one) for one in told]
