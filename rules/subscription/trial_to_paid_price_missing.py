"""A trial or first price without the price that follows, or without how long it lasts."""

from collections.abc import Iterator

from feelint.api import Amount, Context, Look, Step, Text, Verdict, by, dated, recurs, rule, saying, texts, trial


@rule(
    id="trial-to-paid-price-missing",
    title="A trial or first price does not say what follows, or when",
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge what the offer and the order step say of a trial: the price behind it and its length, in the same place."""
    found = [(step, place, text) for step, place in _places(ctx) for text in _trials(step, place)]
    for step, _, text in found[:1]:
        yield _judged(ctx, step, text)
    if not found:
        yield ctx.inapplicable("no-trial", "No trial or first price stands at the offer or the order button.")


def _places(ctx: Context) -> Iterator[tuple[Step, tuple[int, Look | None]]]:
    """Where a trial would concern this order: at the price on offer, and at the order button."""
    step, price = ctx.facts.last_offer
    if step is not None:
        assert price is not None
        yield step, (price.node, price.look)
    if ctx.order_control is not None:
        yield ctx.steps[-1], (ctx.order_control.node, ctx.order_control.look)


def _trials(step: Step, place: tuple[int, Look | None]) -> list[Text]:
    """The texts about a trial that stand there; those that ask for no means of payment lead to nothing."""
    free = any("no_card" in text.says and by((text.node, text.look), place) for text in texts(step))
    words = {"trial", "first", "short"} if saying(step, {"renews", "later"}) else {"trial", "first"}
    return [text for text in saying(step, words) if not free and by((text.node, text.look), place)]


def _judged(ctx: Context, step: Step, text: Text) -> Verdict:
    quoted = [ctx.quote(step, text.text, text.node)]
    later = [amount for amount in step.scene.amounts if _follows(step, amount)]
    beside = [amount for amount in later if by((amount.node, amount.look), (text.node, text.look))]
    block = [told for told in texts(step) if by((told.node, told.look), (text.node, text.look))]
    lasts = "first" in text.says or any(told.stretches or trial(told.text) or dated(told.text) for told in block)
    if not beside and later and not step.scene.layout_known:
        ask = "The later price stands on the page; whether next to it is not known."
        return ctx.review("trial", f"{text.text!r}: {ask}", reason="layout-unknown", evidence=quoted)
    missing = [
        words for words, there in {"the price that follows": beside, "how long it lasts": lasts}.items() if not there
    ]
    goes_on = any(by((told.node, told.look), (text.node, text.look)) for told in saying(step, {"renews", "later"}))
    if missing and not goes_on and not text.says & {"trial", "first"}:
        ask = "Elsewhere the page speaks of what goes on. Is that a trial, or for so many days only?"
        return ctx.review("trial", f"{text.text!r}: {ask}", reason="trial-unclear", evidence=quoted)
    if missing:
        return ctx.failed("trial", f"{text.text!r} stands without {' and without '.join(missing)}.", evidence=quoted)
    return ctx.passed("trial", "The price that follows and the length stand with the trial.")


def _follows(step: Step, amount: Amount) -> bool:
    return recurs(step.scene, amount) and amount.money is not None and amount.money.amount > 0
