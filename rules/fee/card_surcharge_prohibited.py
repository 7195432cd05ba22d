"""A way to pay costs more where the law or the networks forbid that."""

from collections.abc import Collection, Iterator

from feelint.api import Context, Method, Money, Verdict, rule

CARDS = frozenset({"card", "consumer-card", "credit-card", "debit-card"})


@rule(
    id="card-surcharge-prohibited",
    title="A way to pay costs more where that is banned",
    needs=("total",),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge every way to pay that costs more than another, then a discount that is a surcharge in disguise."""
    methods = ctx.facts.methods
    costly = [method for method in methods if method.costs]
    for method in costly:
        yield _judged(ctx, method)
    if costly:
        return
    if disguised := next((method for method in methods if _disguised(ctx, method)), None):
        text = f"Paying by {disguised.name} is discounted to the advertised price; paying otherwise costs more than it."
        yield ctx.review(disguised, text, reason="cash-discount", packs=_banning(ctx, CARDS))
    elif not methods:
        yield ctx.inapplicable("no-payment-options", "No step offers a choice of ways to pay.")
    elif untried := [method.name for method in methods if not method.seen]:
        text = f"No way to pay is known to cost more. Not tried: {', '.join(untried)}."
        yield ctx.inapplicable("untried", text)
    else:
        yield ctx.passed("payment", "Every way to pay costs the same.")


def _judged(ctx: Context, method: Method) -> Verdict:
    text = f"Paying by {method.name} costs {method.more} more"
    banned = _banning(ctx, method.words)
    maybe = _banning(ctx, method.words | method.perhaps)
    if banned:
        text += ". A charge for paying so may not be taken."
        sure = 0.9 if method.seen else 0.7
        return ctx.failed(method, text, packs=banned, critical="debit-card" in method.words, confidence=sure)
    if not method.words and (some := _banning(ctx, CARDS)):
        ask = ". For which way to pay is that? For most it may not be taken."
        return ctx.review(method, text + ask, reason="method-unknown", packs=some)
    if maybe:
        ask = "; whether that holds for a kind of card on which no charge may be taken is not said."
        return ctx.review(method, text + ask, reason="card-type-unknown", packs=maybe)
    return ctx.passed(method, f"{text}; nothing that was asked for bans that.")


def _banning(ctx: Context, words: Collection[str]) -> tuple[str, ...]:
    return tuple(pack for pack, terms in ctx.surcharges(words) if terms[0].policy == "banned")


def _disguised(ctx: Context, method: Method) -> bool:
    """Whether a discount for paying so only takes back by what the item had become dearer than advertised."""
    listed = sum(item.amount.amount for item in ctx.ledger.items)
    off: Money | None = method.discount
    return bool(off and ctx.ledger.advertised and ctx.facts.within(listed - ctx.facts.basis - off.amount, off))
