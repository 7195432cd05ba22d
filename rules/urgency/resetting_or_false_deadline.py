"""A clock on an offer that starts again."""

from collections.abc import Iterator
from itertools import combinations

from feelint.api import Context, Countdown, Step, Verdict, countdowns, dated, deadline, rule, saying

SLACK = 3
"""Seconds by which an honest clock may be off from page to page: loading, drawing, rounding."""


@rule(
    id="resetting-or-false-deadline",
    title="The clock on the offer starts again",
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Compare every clock with itself at later steps and visits: time passed, so less has to be left."""
    seen: dict[str, list[tuple[Step, Countdown]]] = {}
    for step in ctx.steps:
        for clock in countdowns(step.scene.text):
            seen.setdefault(clock.words, []).append((step, clock))
    for words, clocks in seen.items():
        yield _judged(ctx, words, clocks)
    days = [told.text for step in ctx.facts.offer_steps for told in saying(step, {"deadline"}) if dated(told.text)]
    if days and not seen:
        yield ctx.passed("day", f"The offer ends on a day, which cannot start again: {days[0]!r}.")
    elif not seen:
        yield ctx.inapplicable("no-deadline", "No clock runs out on the offer.")


def _judged(ctx: Context, words: str, clocks: list[tuple[Step, Countdown]]) -> Verdict:
    for (one, before), (two, after) in sorted(combinations(clocks, 2), key=_apart):
        passed = (two.at - one.at).total_seconds() if one.at and two.at else None
        reset = after.seconds > before.seconds + (SLACK if passed is not None else 0)
        stands = after.seconds >= before.seconds and after.exact and one.url != two.url
        stands = stands and (passed is None or passed + after.seconds - before.seconds > SLACK)
        if reset or stands:
            text = f"The clock {words!r} shows {_time(before)} at the {one.stage} step and {_time(after)} at the {two.stage}"
            quoted = [ctx.quote(one, before.said), ctx.quote(two, after.said)]
            confidence = 0.9 if reset else 0.7
            return ctx.failed("clock", f"{text} step, later.", confidence=confidence, evidence=quoted)
    step, clock = clocks[0]
    quoted = [ctx.quote(step, clock.said)]
    known = deadline(ctx.ledger, step, clock)
    if known.real:
        return ctx.passed("clock", f"The clock {words!r} is real: {known.told}.")
    if known.real is False:
        again = [ctx.quote_tried(probe, said) for probe, said in known.seen]
        text = f"The clock {words!r} shows {_time(clock)} at the {step.stage} step; {known.told}."
        return ctx.failed("clock", text, confidence=known.confidence, evidence=[*quoted, *again])
    ask = "Does it start again on a fresh visit, and what happens at zero? One walk cannot tell."
    return ctx.review("clock", f"A clock runs: {words!r}. {ask}", reason="missing: second-visit", evidence=quoted)


def _apart(pair: tuple[tuple[Step, Countdown], tuple[Step, Countdown]]) -> int:
    """Steps between two sights of a clock."""
    return pair[1][0].index - pair[0][0].index


def _time(clock: Countdown) -> str:
    minutes, seconds = divmod(clock.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
