"""Every case of every rule: the verdicts expected, all of them and no others."""

import pytest

from feelint.engine import run
from feelint.policy.discovery import load_rules, rule_file
from feelint.testing.rule_tester import Case, build, check, read_cases

RULES = load_rules()
CASES = [(rule.id, case) for rule in RULES.values() for case in read_cases(rule_file(rule, ".cases.toml"))]


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule}: {case.name}" for rule, case in CASES])
def test_case(rule: str, case: Case) -> None:
    assert check(RULES[rule], case) == []


@pytest.mark.parametrize("rule", RULES)
def test_what_is_held_against_a_shop_is_quoted(rule: str) -> None:
    """A failure, and a review of an amount, names the words of the shop that it rests on."""
    told = [(case.name, verdict) for id_, case in CASES if id_ == rule for verdict in run([RULES[rule]], build(case))]
    held = [
        (name, one) for name, one in told if one.kind == "fail" or (one.kind == "review" and one.impact is not None)
    ]
    assert [name for name, one in held if not any(seen.quote for seen in one.evidence)] == []
