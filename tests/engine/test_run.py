"""Needs, packs, broken rules: what the engine does before and around a rule."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest

from feelint.engine import Context, Rule, rule, run
from feelint.errors import RuleError
from feelint.model.finding import Verdict
from feelint.model.ledger import Ledger
from feelint.model.walk import Environment
from feelint.model.words import Outcome, Severity, VerdictKind
from feelint.money import Money
from feelint.policy.packs import Stack, choose, load_packs

PACKS = load_packs()
EMPTY = Ledger(advertised=None, advertised_at=None, quantity=1, total=None, total_at=None, charges=(), items=())


def stack(*ids: str) -> Stack:
    return choose(PACKS, ids, ship_to="DE", sector=None, day=date(2026, 11, 22)).stack


def context(ledger: Ledger = EMPTY, *, outcome: Outcome = Outcome.REACHED) -> Context:
    return Context(ledger, stack("house"), Environment(ship_to="DE"), outcome=outcome, journey="j")


def make(name: str = "drip-mandatory-fee", *needs: str, severity: Severity | None = None) -> Rule:
    @rule(id=name, title="A rule", needs=needs, severity=severity)
    def check(ctx: Context) -> Iterator[Verdict]:
        yield ctx.passed(ctx.rule)

    return check


def test_rules_run_in_the_order_of_their_ids_and_know_their_own() -> None:
    rules = [make("total-arithmetic-mismatch"), make("drip-mandatory-fee")]
    assert [(v.rule, v.subject, v.journey) for v in run(rules, context())] == [
        ("drip-mandatory-fee", "drip-mandatory-fee", "j"),
        ("total-arithmetic-mismatch", "total-arithmetic-mismatch", "j"),
    ]


def test_a_missing_need_is_a_review_and_the_rule_is_not_called() -> None:
    (verdict,) = run([make("drip-mandatory-fee", "advertised-price")], context())
    assert (verdict.kind, verdict.reason) == (VerdictKind.REVIEW, "missing: advertised-price")


def test_what_may_not_be_compared_is_a_review_and_what_was_said_before_stands() -> None:
    @rule(id="drip-mandatory-fee", title="A rule")
    def check(ctx: Context) -> Iterator[Verdict]:
        yield ctx.passed("before")
        yield ctx.passed(str(Money(Decimal(1), "EUR") < Money(Decimal(1), "USD")))

    first, second = run([check], context())
    assert (first.kind, first.subject) == (VerdictKind.PASS, "before")
    assert (second.kind, second.reason, second.confidence) == (VerdictKind.REVIEW, "missing: one-currency", 0)
    assert "EUR and USD cannot be added or compared" in second.message


@pytest.mark.parametrize("outcome", [Outcome.BLOCKED, Outcome.LOST])
def test_a_walk_without_its_end_is_never_passed(outcome: Outcome) -> None:
    known = EMPTY.model_copy(update={"total": Money(Decimal(1), "EUR")})
    (verdict,) = run([make("drip-mandatory-fee", "total")], context(known, outcome=outcome))
    assert (verdict.kind, verdict.reason) == (VerdictKind.REVIEW, "not-reached")
    (verdict,) = run([make("drip-mandatory-fee", "total")], context(known))
    assert verdict.kind is VerdictKind.PASS


def test_a_total_that_is_not_known_was_not_reached() -> None:
    (verdict,) = run([make("drip-mandatory-fee", "total")], context())
    assert verdict.reason == "not-reached"


def test_an_unknown_need_is_the_author_s_mistake() -> None:
    with pytest.raises(RuleError, match="unknown need 'weather'"):
        run([make("drip-mandatory-fee", "weather")], context())


def test_a_rule_that_no_pack_carries_says_so_unless_it_brings_its_own_severity() -> None:
    (verdict,) = run([make("my-own-rule")], context())
    assert (verdict.kind, verdict.reason) == (VerdictKind.INAPPLICABLE, "no-pack")
    (verdict,) = run([make("my-own-rule", severity=Severity.WARNING)], context())
    assert verdict.kind is VerdictKind.PASS


def test_a_rule_that_raises_is_an_error_with_its_line_and_the_others_still_run() -> None:
    @rule(id="drip-mandatory-fee", title="Broken")
    def broken(ctx: Context) -> Iterator[Verdict]:
        yield ctx.passed()
        raise ValueError("no such thing")

    first, second = run([broken, make("total-arithmetic-mismatch")], context())
    line = broken.check.__code__.co_firstlineno + 3
    assert first.kind is VerdictKind.ERROR
    assert first.reason == f"{Path(__file__).name}:{line}: ValueError: no such thing"
    assert "no such thing" in first.message
    assert second.kind is VerdictKind.PASS


def test_what_is_not_a_verdict_is_an_error() -> None:
    def check(_: Context) -> Iterator[Verdict]:
        yield cast(Verdict, "fail")

    (verdict,) = run([replace(make(), check=check)], context())
    assert verdict.kind is VerdictKind.ERROR
    assert "not str" in verdict.message
    assert verdict.reason.startswith(f"{Path(__file__).name}:{check.__code__.co_firstlineno}: TypeError")


def test_a_rule_with_nothing_to_say_is_inapplicable() -> None:
    (verdict,) = run([replace(make(), check=lambda _: ())], context())
    assert (verdict.kind, verdict.reason) == (VerdictKind.INAPPLICABLE, "nothing-to-judge")


def test_critical_is_asked_for_only_where_the_packs_say_error() -> None:
    error, warning = "drip-mandatory-fee", "preticked-paid-extra"
    assert context().for_rule(make(error)).failed("x", "", critical=True).severity is Severity.CRITICAL
    assert context().for_rule(make(warning)).failed("x", "", critical=True).severity is None


@pytest.mark.parametrize("name", ["Drip", "drip_fee", "1-fee", ""])
def test_ids_are_kebab_case(name: str) -> None:
    with pytest.raises(RuleError, match="kebab"):
        make(name)
