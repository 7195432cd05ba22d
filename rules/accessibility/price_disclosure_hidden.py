"""A charge that belongs into the price is out of sight while a lower price and the button are in view."""

from collections.abc import Iterator

from feelint.api import ONWARD, Charge, Context, Control, Evidence, Sighting, Verdict, in_view, rule, sightings


@rule(
    id="price-disclosure-hidden",
    title="A charge is out of sight while a lower price and the button are in view",
    needs=("total", "advertised-price", "charges", "one-currency"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge where the pages show the charges that would belong into the price and cannot be avoided."""
    at_issue = [c for c in ctx.facts.added if not ctx.facts.declinable(c) and ctx.in_price(c.kind)]
    for charge in at_issue:
        yield _judged(ctx, charge)
    if not at_issue:
        yield ctx.inapplicable("no-charge", "The total holds no charge that would belong into the price.")


def _judged(ctx: Context, charge: Charge) -> Verdict:
    packs, text = ctx.in_price(charge.kind), f"{charge.label} of {charge.amount.display()}"
    shown = list(sightings(ctx.steps, charge))
    seen = [one for one in shown if one.amount.visible]
    if shown and not seen:
        words = f"{text} stands on the page only where it is not visible until something is opened."
        return ctx.failed(charge, words, packs=packs, evidence=[_quoted(ctx, shown[-1])])
    if not any(one.amount.look for one in seen):
        return ctx.review(charge, f"{text}: where it stands is not known.", reason="layout-unknown", packs=packs)
    for one in seen:
        if button := _out_of_sight(ctx, one, charge):
            words = f"{text} is out of view where {button.name!r} and the lower price are."
            quoted = [_quoted(ctx, one), ctx.quote(one.step, button.name, button.node)]
            return ctx.failed(charge, words, packs=packs, evidence=quoted)
    return ctx.passed(charge, f"{text} is in view wherever the lower price and a button are.")


def _quoted(ctx: Context, one: Sighting) -> Evidence:
    return ctx.quote(one.step, one.amount.context, amount=one.amount)


def _out_of_sight(ctx: Context, one: Sighting, charge: Charge) -> Control | None:
    """A button on a screen with the lower price, and with neither the charge nor a sum that holds it."""
    scene, price = one.step.scene, ctx.ledger.advertised
    screen, marks = scene.viewport[1], {mark.text for mark in scene.marks}
    onward = [c for c in scene.controls if c.visible and c.intends(*ONWARD) and c.name not in marks]
    for button in [ctx.order_control] if ctx.order_control in scene.controls else onward:
        look = button.look if button else None
        view = {a.money for a in scene.amounts if a.visible and a.money and in_view(a.look, look, screen)}
        alike = [money for money in view if price is not None and money.currency == price.currency]
        whole = price is not None and any(money >= price + charge.amount for money in alike)
        away = in_view(one.amount.look, look, screen) is False
        if away and price in view and charge.amount not in view and not whole:
            return button
    return None
