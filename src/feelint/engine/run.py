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
from feelint.money import CurrencyMismatch

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

_LONGEST = 200
"""Characters of what an error says."""


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
    verdicts: list[Verdict] = []
    try:
        verdicts.extend(_checked(rule, ctx))
    except CurrencyMismatch as error:
        verdicts.append(_two_currencies(ctx, error))
    except Exception as error:  # a rule may raise anything; the others still run
        return (_broken(rule, ctx, error),)
    return tuple(verdicts) or (ctx.inapplicable("nothing-to-judge"),)


def _checked(rule: Rule, ctx: Context) -> Iterator[Verdict]:
    for verdict in rule.check(ctx):
        if not isinstance(verdict, Verdict):
            raise TypeError(f"a rule yields verdicts, not {type(verdict).__name__}")
        yield verdict


def _two_currencies(ctx: Context, error: CurrencyMismatch) -> Verdict:
    """What a rule may not compare is not broken: it could not be told. What the rule had said before stands."""
    sentence = f"{error.message}: {NEEDS['one-currency'][1]}"
    return ctx.review("", sentence, reason="missing: one-currency", confidence=0)


def _broken(rule: Rule, ctx: Context, error: Exception) -> Verdict:
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame.lineno for frame in frames if frame.filename == rule.path]
    line = own[-1] if own else rule.check.__code__.co_firstlineno
    told = f"{Path(rule.path).name}:{line}: {type(error).__name__}"
    said = " ".join(str(error).split())[:_LONGEST]
    reason = f"{told}: {said}" if said else told
    return ctx.verdict(VerdictKind.ERROR, "", f"The rule broke at {reason}", reason=reason, confidence=0)
