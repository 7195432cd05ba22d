"""Every case of every rule: the verdicts expected, all of them and no others."""

import pytest

from feelint.policy.discovery import load_rules, rule_file
from feelint.testing.rule_tester import Case, check, read_cases

RULES = load_rules()
CASES = [(rule.id, case) for rule in RULES.values() for case in read_cases(rule_file(rule, ".cases.toml"))]


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule}: {case.name}" for rule, case in CASES])
def test_case(rule: str, case: Case) -> None:
    assert check(RULES[rule], case) == []
