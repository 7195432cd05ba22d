"""The cases of a directory of rules, run apart: what fails, what breaks, what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from feelint.errors import UsageError
from feelint.policy.law import rule_places
from feelint.testing import RuleTester, build, read_cases
from tests.testing.test_new_rule import written

CHECK = "    fees = [charge"


def suite(folder: Path, deadline: float) -> RuleTester:
    return RuleTester(folder, deadline=deadline)


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_suite_a_case_that_differs_names_its_line(tmp_path: Path) -> None:
    mine = written(tmp_path / "house")
    changed(mine / "no_service_fee.cases.toml", '"pass fee:service-fee"', '"fail fee:service-fee"')
    (tested,) = suite(mine, 10).run()
    (bad,) = [one for one in tested.results if one.problems]
    assert bad.case.place == f"{mine / 'no_service_fee.cases.toml'}:13"
    assert bad.problems[0] == "missing: fail 'fee:service-fee'"
    assert bad.problems[1].startswith("unexpected: pass 'fee:service-fee'")
    assert not bad.broke


def test_suite_rules_that_raise_loop_or_exit(tmp_path: Path) -> None:
    """Each case says so, and the rule beside them is tested all the same."""
    mine = written(tmp_path / "house")
    for name, line in (("a-raise", "1 / 0"), ("b-loop", "while True: pass"), ("c-exit", "import os; os._exit(0)")):
        written(mine, name)
        changed(mine / f"{name.replace('-', '_')}.py", CHECK, f"    {line}\n{CHECK}")
        cases = mine / f"{name.replace('-', '_')}.cases.toml"
        cases.write_text("[[case]]" + cases.read_text("utf-8").split("[[case]]")[-1], "utf-8")
        changed(cases, "[[case]]", '[[case]]\nprice = "1.00"\nitems = [{ label = "Mug", amount = "1.00" }]')
    tested = {one.rule.id: one for one in suite(mine, 2).run()}
    said = {key: one.results[0].problems[0] for key, one in tested.items() if one.results[0].broke}
    assert said == {
        "a-raise": "The rule broke at a_raise.py:19: ZeroDivisionError: division by zero",
        "b-loop": "The rule broke: b_loop.py:17: it did not end within 2 s.",
        "c-exit": "The rule broke: c_exit.py:17: it ended the process that it ran in.",
    }
    assert not any(one.problems for one in tested["no-service-fee"].results)


def test_suite_what_is_missing(tmp_path: Path) -> None:
    mine = written(tmp_path / "house")
    (mine / "no_service_fee.cases.toml").unlink()
    (mine / "no_service_fee.md").unlink()
    (tested,) = suite(mine, 10).run()
    assert tested.problem.endswith("no_service_fee.cases.toml: no cases")
    assert "page is missing" in tested.notes[0]
    assert suite(mine, 10).cases() == []


def test_suite_only_the_rules_named(tmp_path: Path) -> None:
    mine = written(tmp_path / "house")
    written(mine, "other-fee")
    assert [one.rule.id for one in suite(mine, 10).run(["other-fee"])] == ["other-fee"]
    with pytest.raises(UsageError, match="unknown rule 'other-fees'") as caught:
        suite(mine, 10).run(["other-fees"])
    assert "'other-fee'" in caught.value.hint


def test_suite_folders_that_hold_no_rules(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such directory"):
        suite(tmp_path / "nowhere", 10)
    with pytest.raises(UsageError, match="no rules in that directory") as caught:
        suite(tmp_path, 10)
    assert "feelint rules new" in caught.value.hint


def test_suite_feelints_own_rules_can_be_tested_too() -> None:
    (tested,) = suite(rule_places()[-1] / "urgency", 10).run()
    assert tested.rule.id == "resetting-or-false-deadline"
    assert len(tested.results) >= 5
    assert not any(one.problems for one in tested.results)


def test_suite_a_broken_file_stands_beside_the_others(tmp_path: Path) -> None:
    mine = written(tmp_path / "house")
    (mine / "half.py").write_text("def check(:\n")
    found = suite(mine, 10)
    assert list(found.rules) == ["no-service-fee"]
    assert found.broken[0].message == f"{mine / 'half.py'}:1: invalid syntax"


def test_suite_packs_of_the_directory_judge_its_cases(tmp_path: Path) -> None:
    """The severity and the packs that a case expects may be those of the user's own pack."""
    mine = written(tmp_path / "house")
    (mine / "packs").mkdir()
    (mine / "packs" / "acme.toml").write_text(
        'id = "acme"\ntitle = "Acme"\nkind = "best-practice"\njurisdiction = ["*"]\n'
        '[severity]\nno-service-fee = "error"\n'
    )
    cases = mine / "no_service_fee.cases.toml"
    changed(cases, 'currency = "EUR"', 'currency = "EUR"\npacks = ["acme"]')
    assert not any(one.problems for one in suite(mine, 10).run()[0].results)
    changed(cases, '["acme"]', '["acmee"]')
    assert "unknown pack 'acmee'" in suite(mine, 10).run()[0].problem
    changed(mine / "packs" / "acme.toml", "no-service-fee", "no-service-fees")
    (broken,) = suite(mine, 10).broken
    assert broken.message == f"{mine / 'packs' / 'acme.toml'}:6: severity: unknown rule 'no-service-fees'"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[[case]]", "[[case]", r"cases\.toml: Expected.*line 8"),
        ('charges = [{ label = "Service', 'chargs = [{ label = "Service', r"cases\.toml:10: .*unknown key 'chargs'"),
        ('expect = ["inapplicable"]', "", r"cases\.toml:31: case .* expects nothing"),
        ('["inapplicable"]', '["sometimes"]', r"cases\.toml:31: .*'sometimes' is no kind of verdict"),
        ('says = "cannot', 'sais = "cannot', r"cases\.toml:8: .*unknown key 'sais'"),
        ('counted = "payment"', 'counted = "checkout"', r"cases\.toml:8: .*'checkout' is not there"),
        ('kind = "fee"', 'kind = "feee"', r"cases\.toml:8: .*kind: Input should be"),
        ('amount = "4.95"', 'amount = "four"', r"cases\.toml:8: .*four|cases\.toml:8: .*ConversionSyntax"),
        ('like = "a fee', 'like = "the fee', r"cases\.toml:13: .*no case before it is called"),
        ('"charges.0.avoidable" = true', '"charges.7.avoidable" = true', r"cases\.toml:13: .*leads nowhere"),
        ('name = "delivery is no fee"\n', "", r"cases\.toml:25: case '': it has no name"),
        ('name = "delivery is no fee"', 'name = "the customer can decline it"', r"cases\.toml:25: .*taken"),
    ],
)
def test_suite_cases_that_are_none_name_their_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = written(tmp_path / "house") / "no_service_fee.cases.toml"
    changed(path, old, new)
    with pytest.raises(UsageError, match=said) as caught:
        list(map(build, read_cases(path)))
    assert caught.value.hint


def test_suite_cases_that_are_none_are_told_of_with_their_rule(tmp_path: Path) -> None:
    mine = written(tmp_path / "house")
    written(mine, "other-fee")
    changed(mine / "other_fee.cases.toml", 'kind = "fee"', 'kind = "feee"')
    good, bad = suite(mine, 10).run()
    assert not good.problem
    assert good.results
    assert "other_fee.cases.toml:8: case 'a fee that nobody can avoid'" in bad.problem
