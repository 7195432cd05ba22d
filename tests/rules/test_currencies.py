"""A shop may show, or charge, a second currency: no rule breaks on that, and a conversion beside a price changes nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from pydantic import BaseModel

from feelint.engine import Context, run
from feelint.model.ledger import Step
from feelint.model.words import Belongs, ChargeKind, VerdictKind
from feelint.money import Money
from feelint.policy.discovery import load_rules, rule_file
from feelint.testing.rule_tester import build, read_cases

RULES = load_rules()
each_rule = pytest.mark.parametrize("name", RULES)


@cache
def contexts(name: str) -> list[tuple[str, Context]]:
    return [(case.name, build(case)) for case in read_cases(rule_file(RULES[name], ".cases.toml"))]


def mixed(value: Any, chosen: Callable[[], bool]) -> Any:
    """The same with the currency of some of its amounts changed."""
    if isinstance(value, Money):
        return Money(value.amount, "EUR" if value.currency == "USD" else "USD") if chosen() else value
    if isinstance(value, BaseModel):
        return value.model_copy(update={key: mixed(getattr(value, key), chosen) for key in type(value).model_fields})
    return tuple(mixed(one, chosen) for one in value) if isinstance(value, tuple) and value else value


def converted(step: Step) -> Step:
    """The step with ``≈ CHF 1.10`` on its page for each amount that stands there."""
    shown = [amount for amount in step.scene.amounts if amount.money is not None]
    plain: dict[str, Any] = {"kind": ChargeKind.UNKNOWN, "role": None, "belongs": Belongs.OTHER, "signals": ()}
    plain |= {"in_control": -1, "label": "", "struck": False, "plus": False, "included": False}
    other = []
    for amount in shown:
        assert amount.money is not None
        money = Money((amount.money.amount * Decimal("1.1")).quantize(Decimal("0.01")), "CHF")
        said = {"money": money, "text": money.display(), "context": f"≈ {money.display()}"}
        other.append(amount.model_copy(update=plain | said))
    scene = step.scene.model_copy(
        update={
            "amounts": (*step.scene.amounts, *other),
            "text": "\n".join([step.scene.text, *(a.context for a in other)]),
        }
    )
    return step.model_copy(update={"scene": scene})


def _often(chance: random.Random, share: float) -> Callable[[], bool]:
    return lambda: chance.random() < share


@each_rule
def test_mixed_currencies_break_no_rule(name: str) -> None:
    """Every rule on its own cases, and one drawn beside it, with the currency of some amounts changed."""
    chance = random.Random(name)
    for case, context in contexts(name):
        strange = replace(context, ledger=mixed(context.ledger, _often(chance, chance.choice([0.05, 0.2, 0.5]))))
        judged = run([RULES[name], RULES[chance.choice(list(RULES))]], strange)
        assert [verdict.message for verdict in judged if verdict.kind is VerdictKind.ERROR] == [], case


@each_rule
def test_a_conversion_beside_each_amount_changes_no_verdict(name: str) -> None:
    if name == "currency-ambiguous-or-switched":
        return
    for case, context in contexts(name):
        steps = tuple(converted(step) for step in context.steps)
        both = replace(context, ledger=context.ledger.model_copy(update={"steps": steps}))
        told, again = run([RULES[name]], context), run([RULES[name]], both)
        assert [(v.kind, v.subject, v.reason, v.impact) for v in again] == [
            (v.kind, v.subject, v.reason, v.impact) for v in told
        ], case
