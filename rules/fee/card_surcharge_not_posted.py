"""Paying by card costs more, and that was not posted where the law or the networks want it."""

from collections.abc import Iterator
from typing import Any

from feelint.api import Context, Method, Verdict, card_price_shown, rule, said_before_choice, said_with_brands


@rule(
    id="card-surcharge-not-posted",
    title="Paying by card costs more, and that is not posted early",
    needs=("total", "one-currency"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge every card that costs more by what each pack wants posted, and where."""
    costly = [method for method in ctx.facts.methods if method.costs and "card" in method.words]
    for method in costly:
        yield _judged(ctx, method)
    if not costly:
        yield ctx.inapplicable("no-surcharge", "No card is known to cost more.")


def _judged(ctx: Context, method: Method) -> Verdict:
    asked = dict(ctx.surcharges(method.words))
    missing = {pack.id: _missing(ctx, method, asked.get(pack.id, ())) for pack in ctx.packs.applying(ctx.rule)}
    packs = tuple(pack for pack, why in missing.items() if why)
    text = f"Paying by {method.name} costs {method.more} more"
    if not packs:
        return ctx.passed(method, f"{text}, and that is posted.")
    return ctx.failed(method, f"{text}: {'; '.join(dict.fromkeys(missing[pack] for pack in packs))}.", packs=packs)


def _missing(ctx: Context, method: Method, terms: tuple[Any, ...]) -> str:
    """What a pack wants posted and is not; where a surcharge is banned there is nothing to post."""
    posted = {term.posted for term in terms}
    if any(term.policy == "banned" for term in terms):
        return ""
    if "total-credit-price" in posted and not card_price_shown(method, ctx.ledger):
        return "no page before payment shows the price for paying so"
    if "entry-and-point-of-sale" in posted and not said_with_brands(ctx.steps):
        return "the first page that names cards does not say so"
    if not said_before_choice(method, ctx.ledger):
        return "it is first seen after the way to pay was chosen"
    return ""
