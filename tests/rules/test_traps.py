"""Every trap of the rule catalogue is a case that raises no alarm, or says why no case can hold it."""

import tomllib
from pathlib import Path

import pytest

from feelint.policy.discovery import load_rules, rule_file
from feelint.testing.rule_tester import read_cases

RULES = load_rules()
TRAPS: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "traps.toml").read_text(encoding="utf-8"))


def test_every_rule_has_its_traps() -> None:
    assert set(TRAPS) == set(RULES)
    assert sum(map(len, TRAPS.values())) >= 179


@pytest.mark.parametrize("name", RULES)
def test_a_trap_raises_no_alarm(name: str) -> None:
    cases = {case.name: case.expect for case in read_cases(rule_file(RULES[name], ".cases.toml"))}
    held = [case.removeprefix("warning: ") for case in TRAPS[name].values() if not case.startswith("none: ")]
    assert held
    assert [case for case in held if case not in cases] == []
    alarms = [(case, one) for case in held for one in cases[case] if one["kind"] in ("fail", "error")]
    assert [f"warning: {case}" for case, one in alarms if one.get("severity") == "warning"] == [
        case for case in TRAPS[name].values() if case.startswith("warning: ")
    ]
    assert all(one.get("severity") == "warning" for _, one in alarms)
