"""An order from abroad can cost more at the border, and that was not said in time."""

from collections.abc import Iterator

from feelint.api import (
    Charge,
    ChargeKind,
    Context,
    Saying,
    Severity,
    Stage,
    Verdict,
    claiming,
    kinds_named,
    rule,
    sayings,
)

SAID = frozenset({"duty_included", "duty_later"})


@rule(id="import-duty-undisclosed", title="Import duties come as a surprise", needs=("total",))
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the duties that the order charges, else what pages after the basket say of duties at the border."""
    early = [step for step in ctx.steps if step.stage.rank <= Stage.BASKET.rank]
    late = [step for step in ctx.steps if step.stage.rank > Stage.BASKET.rank]
    duties = [charge for charge in ctx.facts.added if charge.kind is ChargeKind.DUTY]
    told = next(claiming(early, SAID), None)
    warned, abroad = next(claiming(late, {"duty_later"}), None), next(claiming(ctx.steps, {"ships_from_abroad"}), None)
    spoken = any("duty" in kinds_named(saying.text) for saying in sayings(early))
    for charge in duties:
        yield _judged(ctx, charge, told is not None or spoken)
    if duties:
        return
    if told or not (warned or abroad):
        yield ctx.inapplicable("no-duty", "Nothing says that duties may be due, or the offer says how it is with them.")
    elif warned:
        yield _warned(ctx, warned, abroad=abroad is not None)
    elif abroad:
        text = f"The goods come from abroad ({abroad.text!r}). Are duties due on arrival? No page says."
        yield ctx.review("duty", text, reason="duty-unknown", evidence=[ctx.quote(*abroad)])


def _warned(ctx: Context, said: Saying, *, abroad: bool) -> Verdict:
    """A late word on duties: it concerns this order only if the goods cross a border."""
    text = f"Only the {said.step.stage} step says that duties may be due on arrival: {said.text!r}."
    if abroad or ctx.elsewhere(said.step):
        return ctx.failed("duty", text, evidence=[ctx.quote(*said)])
    if "-" in said.step.scene.locale:
        return ctx.inapplicable("domestic", "The page is made for the country that the order goes to.")
    ask = "Do these goods cross a border?"
    return ctx.review("duty", f"{text} {ask}", reason="origin-unknown", evidence=[ctx.quote(*said)])


def _judged(ctx: Context, charge: Charge, told: bool) -> Verdict:
    seen = charge.first_announced
    text = f"{charge.label} of {charge.amount.display()}"
    if told or (seen is not None and seen.stage.rank <= Stage.BASKET.rank):
        return ctx.passed(charge, f"{text} is announced before the checkout.")
    last = seen is None or seen.stage is Stage.REVIEW
    text += (
        f" first appears at the {seen.stage if seen else Stage.REVIEW} step; no page up to the basket speaks of duties."
    )
    return ctx.failed(charge, text, severity=Severity.ERROR if last else None)
