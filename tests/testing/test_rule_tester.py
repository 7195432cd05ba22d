"""The tester itself: an extra, a missing or a different verdict fails a case."""

import re
from pathlib import Path

import pytest

from feelint.errors import UsageError
from feelint.policy.discovery import load_rules
from feelint.testing import rule_tester, small_ledger
from feelint.testing.cases import KEYS
from feelint.testing.rule_tester import check, read_cases

RULE = load_rules()["drip-mandatory-fee"]
CASE = """
[base]
price = "49.00"
items = [{ label = "Ticket", amount = "49.00" }]

[[case]]
name = "a fee"
charges = [{ label = "Fee", kind = "fee", amount = "4.00", counted = "payment", avoidable = false }]
expect = EXPECT
"""
RIGHT = '[{ kind = "fail", subject = "fee:fee", severity = "critical", impact = "4.00 EUR", packs = ["house"] }]'


def problems(folder: Path, expect: str) -> list[str]:
    path = folder / "x.cases.toml"
    path.write_text(CASE.replace("EXPECT", expect), encoding="utf-8")
    return check(RULE, read_cases(path)[0])


def test_what_is_expected_passes(tmp_path: Path) -> None:
    assert problems(tmp_path, RIGHT) == []


@pytest.mark.parametrize(
    ("expect", "problem"),
    [
        ("[]", "unexpected: fail"),
        (RIGHT.replace("fee:fee", "fee:other"), "missing"),
        (RIGHT.replace("}]", '}, "pass"]'), "missing"),
        (RIGHT.replace("critical", "warning"), "severity is 'critical'"),
        (RIGHT.replace("4.00", "5.00"), "impact is '4.00 EUR'"),
        (RIGHT.replace('"house"', '"uk"'), "packs is"),
        (RIGHT.replace("}]", ', says = "tip" }]'), "does not say 'tip'"),
    ],
)
def test_what_differs_is_told(tmp_path: Path, expect: str, problem: str) -> None:
    found = problems(tmp_path, expect)
    assert found
    assert problem in found[0]


def test_a_case_like_no_other_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.cases.toml"
    path.write_text('[[case]]\nname = "a"\nlike = "b"\nexpect = []\n', encoding="utf-8")
    with pytest.raises(UsageError, match="case 'a'"):
        read_cases(path)


def test_changes_reach_into_lists_and_leave_the_other_case_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.cases.toml"
    more = '\n[[case]]\nname = "b"\nlike = "a fee"\nset = { "charges.0.amount" = "5.00" }\nexpect = []\n'
    path.write_text(CASE.replace("EXPECT", "[]") + more, encoding="utf-8")
    first, second = read_cases(path)
    assert [case.data["charges"][0]["amount"] for case in (first, second)] == ["4.00", "5.00"]
    assert (second.like, second.changes) == ("a fee", 1)


def test_a_case_may_say_all_that_is_read_of_it() -> None:
    """And nothing else: a key that is read is known, and one that is known is read."""
    read = {"expect", "like", "name", "set"}
    for module in (rule_tester, small_ledger):
        source = Path(str(module.__file__)).read_text("utf-8").partition("from __future__")[2]
        found = re.findall(r'\bdata(?:\.get\(|\[)"(\w+)"|"(\w+)" in data\b', source)
        read |= {first or second for first, second in found}
    assert read == KEYS
