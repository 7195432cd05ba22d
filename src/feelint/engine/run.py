"""Runs rules over one journey: needs first, and a rule that breaks is a verdict of its own."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from feelint.engine.context import Context
from feelint.engine.rule import Rule
from feelint.errors import RuleError
from feelint.model.finding import Verdict
from feelint.model.words import Outcome, VerdictKind

NEEDS: dict[str, tuple[Callable[[Context], bool], str]] = {
    "total": (
        lambda ctx: ctx.outcome is Outcome.REACHED and ctx.ledger.total is not None,
        "The walk did not reach the final total, so this could not be judged.",
    ),
    "advertised-price": (lambda ctx: ctx.ledger.advertised is not None, "No advertised price was found."),
    "charges": (
        lambda ctx: bool(ctx.ledger.items or ctx.ledger.charges),
        "The final total stands alone: no lines say what it is made of.",
    ),
    "bill": (lambda ctx: any(step.bill for step in ctx.steps), "No step shows an order summary."),
    "one-currency": (
        lambda ctx: len(ctx.facts.currencies) <= 1,
        "The amounts are in several currencies, which are not converted into one another.",
    ),
    "order-control": (lambda ctx: ctx.order_control is not None, "The control that orders was not recognised."),
}
"""What a rule may need: whether it is there, and the sentence for when it is not."""


def run(rules: Iterable[Rule], context: Context) -> tuple[Verdict, ...]:
    """The verdicts of all rules on one journey, in the order of the rules' ids."""
    return tuple(
        verdict for rule in sorted(rules, key=lambda rule: rule.id) for verdict in _judged(rule, context.for_rule(rule))
    )


def _judged(rule: Rule, ctx: Context) -> Iterable[Verdict]:
    if rule.severity is None and not ctx.packs.applying(rule.id):
        return (ctx.inapplicable("no-pack", "No pack of this walk carries the rule."),)
    for need in rule.needs:
        if need not in NEEDS:
            raise RuleError(f"rule {rule.id}: unknown need {need!r}", hint=f"Known: {', '.join(NEEDS)}.")
        present, sentence = NEEDS[need]
        if not present(ctx):
            reason = "not-reached" if need == "total" else f"missing: {need}"
            return (ctx.review("", sentence, reason=reason, confidence=0),)
    try:
        verdicts = tuple(_checked(rule, ctx))
    except Exception as error:  # a rule may raise anything; the others still run
        return (_broken(rule, ctx, error),)
    return verdicts or (ctx.inapplicable("nothing-to-judge"),)


def _checked(rule: Rule, ctx: Context) -> Iterator[Verdict]:
    for verdict in rule.check(ctx):
        if not isinstance(verdict, Verdict):
            raise TypeError(f"a rule yields verdicts, not {type(verdict).__name__}")
        yield verdict


def _broken(rule: Rule, ctx: Context, error: Exception) -> Verdict:
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename == rule.path] or list(frames)
    place = f"{Path(own[-1].filename).name}:{own[-1].lineno}"
    return ctx.verdict(
        VerdictKind.ERROR,
        "",
        f"The rule broke at {place}: {type(error).__name__}: {error}",
        reason=f"{place}: {type(error).__name__}",
        confidence=0,
    )
