"""A dearer option is chosen already though a cheaper one would do."""

from collections.abc import Iterator

from feelint.api import Choice, Context, Entry, Money, Severity, Stage, Verdict, choices, rule, slug

NEEDED = frozenset({"delivery"})
"""What one option of has to be taken: dearer by default, but no extra."""


@rule(
    id="costlier-default-option",
    title="A dearer option is chosen by default though a cheaper one is offered",
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge what the page had chosen in every choice of delivery, of extras, and between once and again and again."""
    judged = [verdict for choice in choices(ctx.steps) for verdict in _judged(ctx, choice)]
    yield from judged or [ctx.inapplicable("no-choice", "No choice among priced equivalents was met.")]


def _judged(ctx: Context, choice: Choice) -> Iterator[Verdict]:
    default, subject = choice.chosen, f"choice:{slug(choice.label)}"
    once = [entry for entry in choice.entries if not entry.recurring]
    priced = any(entry.price is not None for entry in choice.entries)
    if default is not None and default.recurring and once and priced:
        text = f"{default.name!r} is chosen already, though {once[0].name!r} is offered."
        quoted = [ctx.quote(choice.step, default.name, default.control.node)]
        yield ctx.failed(subject, text, severity=Severity.ERROR, evidence=quoted)
    elif _comparable(choice):
        yield _compared(ctx, choice, default, subject)


def _comparable(choice: Choice) -> bool:
    """Whether the options are of one thing: ways of delivery, or an extra once the item is in the basket."""
    priced = sum(entry.price is not None for entry in choice.entries)
    extra = choice.about == "extras" and choice.step.stage.rank >= Stage.BASKET.rank
    return priced > 1 and (choice.about in NEEDED or extra)


def _compared(ctx: Context, choice: Choice, default: Entry | None, subject: str) -> Verdict:
    if default is None or default.price is None:
        return ctx.passed(subject, "No option with a price is chosen by default.")
    quoted = [ctx.quote(choice.step, default.name, default.control.node)]
    cheaper = [(e.price, e.name) for e in choice.entries if e.price is not None and _less(ctx, e, default.price)]
    if cheaper:
        price, name = min(cheaper)
        text = f"{default.name!r} at {default.price.display()} is chosen already; {name!r} costs {price.display()}."
        banned = ctx.packs_where("preselected_extra", "banned") if choice.about not in NEEDED else ()
        severity = Severity.ERROR if banned else None
        return ctx.failed(subject, text, packs=banned, severity=severity, impact=default.price - price, evidence=quoted)
    unknown = [entry.name for entry in choice.entries if entry.price is None and not entry.collected]
    if default.price.amount and unknown:
        text = f"{default.name!r} is chosen already. What does {unknown[0]!r} cost?"
        return ctx.review(subject, text, reason="price-unknown", evidence=quoted)
    return ctx.passed(subject, f"Nothing equivalent costs less than {default.name!r}.")


def _less(ctx: Context, entry: Entry, price: Money) -> bool:
    """Whether an equivalent option costs less than that."""
    if entry.price is None or entry.collected or entry.price.currency != price.currency:
        return False
    return entry.price < price and not ctx.facts.within((price - entry.price).amount, price)
