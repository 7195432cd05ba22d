"""Machines are told another price than people."""

from collections.abc import Iterator

from feelint.api import Context, Money, Scene, StructuredPrice, Verdict, rule, slug

WORDS = {
    "jsonld": "JSON-LD",
    "microdata": "microdata",
    "rdfa": "RDFa",
    "meta": "a meta tag",
    "data": "a data attribute",
}


@rule(
    id="structured-data-mismatch",
    title="The price in structured data differs from the price on the page",
    needs=("advertised-price",),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Compare the visible price of the last offer with what structured data says of the same item."""
    step, price = ctx.facts.last_offer
    if step is None or price is None or price.money is None or not price.visible:
        yield ctx.inapplicable("no-visible-price", "No offer shows its price to people.")
        return
    seen = price.money
    told = [s for s in step.scene.structured if s.money.currency == seen.currency and _same_item(s, step.scene)]
    exact = [s for s in told if s.kind == "price"]
    if not told:
        yield ctx.inapplicable("no-structured-price", "The page tells machines no price for this item.")
    elif _agrees(ctx, told, step.scene, seen):
        yield ctx.passed("price", f"The page and its structured data agree on {seen.display()}.")
    elif len({s.money for s in exact}) != 1:
        text = f"The page shows {seen.display()}; its structured data has other prices, perhaps of other variants."
        yield ctx.review("price", text, reason="variants", evidence=ctx.price_evidence())
    else:
        other = exact[0]
        text = f"The page shows {seen.display()}; {WORDS[other.source]} tells machines {other.money.display()}."
        quoted = (ctx.quote(step, price.context, amount=price), ctx.quote(step, f"{other.path}: {other.money}"))
        yield ctx.failed("price", text, impact=seen - other.money, evidence=quoted)


def _same_item(told: StructuredPrice, scene: Scene) -> bool:
    """Unnamed prices are the page's own; a name has to share its words with the item's."""
    own, other = set(slug(scene.item_name).split("-")), set(slug(told.name).split("-"))
    return not told.name or not scene.item_name or own <= other or other <= own


def _agrees(ctx: Context, told: list[StructuredPrice], scene: Scene, seen: Money) -> bool:
    """Whether a price told is one that the page shows for the item now, or a range told holds it."""
    shown = [seen, *(a.money for a in scene.amounts if a.visible and not a.struck and a.belongs == "item" and a.money)]
    if any(ctx.facts.within((s.money - money).amount, money) for s in told for money in shown if _comparable(s, money)):
        return True
    lows, highs = ([s.money for s in told if s.kind == kind] for kind in ("low", "high"))
    return any(low <= seen for low in lows) and (not highs or any(seen <= high for high in highs))


def _comparable(told: StructuredPrice, money: Money) -> bool:
    return told.kind != "list" and told.money.currency == money.currency
