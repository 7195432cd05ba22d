"""A rule written by `feelint rules new`: it is found, it is as ours are, and each of its cases proves something."""

from __future__ import annotations

from pathlib import Path

import pytest

from feelint import testing
from feelint.errors import UsageError
from feelint.policy.discovery import load_rule, rule_docs
from feelint.testing.new_rule import new_rule
from feelint.testing.suite import RuleTester


def written(folder: Path, name: str = "no-service-fee", **given: str) -> Path:
    folder.mkdir(exist_ok=True)
    for file, text in new_rule(name, **given).items():
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def test_new_rule_is_as_ours_are(tmp_path: Path) -> None:
    """Files named alike, one rule, a page with all headings, a size to be read, the api and nothing else."""
    mine = written(tmp_path / "house", title="A service fee", severity="error")
    path = mine / "no_service_fee.py"
    rule = load_rule(path)
    assert (rule.id, rule.title, rule.severity) == ("no-service-fee", "A service fee", "error")
    assert rule_docs(rule).title == "A service fee"
    lines = path.read_text("utf-8").splitlines()
    assert 25 <= len(lines) <= 65
    assert [line.split()[1] for line in lines if "import" in line and "feelint" in line] == ["feelint.api"]
    assert sorted(one.name for one in mine.iterdir()) == [
        "no_service_fee.cases.toml",
        "no_service_fee.md",
        "no_service_fee.py",
    ]


def test_new_rule_passes_its_cases_which_hold_every_kind_of_verdict(tmp_path: Path) -> None:
    tester = RuleTester(written(tmp_path / "house"))
    (tested,) = tester.run()
    assert [one.problems for one in tested.results] == [()] * len(tested.results)
    assert (tested.problem, tested.notes) == ("", ())
    kinds = {entry["kind"] for _, case in tester.cases() for entry in case.expect}
    assert kinds == {"fail", "pass", "review", "inapplicable"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fee.avoidable is None", "fee.avoidable is not None"),
        ("elif fee.avoidable:", "elif not fee.avoidable:"),
        ("if not fees:", "if fees:"),
        ("{ChargeKind.FEE, ChargeKind.HANDLING}", "{ChargeKind.FULFILLMENT}"),
    ],
)
def test_new_rule_turned_round_fails_a_case(tmp_path: Path, old: str, new: str) -> None:
    mine = written(tmp_path / "house")
    path = mine / "no_service_fee.py"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    tester = RuleTester(mine)
    assert any(tester.check(rule, case) for rule, case in tester.cases())


@pytest.mark.parametrize(
    ("name", "said", "hint"),
    [
        ("NoLateFees", "is not the name of a rule", "nolatefees"),
        ("no late", "is not the name of a rule", "no-late"),
        ("../../x", "is not the name of a rule", "x"),
        ("", "is not the name of a rule", "no-late-fees"),
        ("drip-mandatory-fee", "feelint's own", "another name"),
    ],
)
def test_new_rule_names_that_cannot_be(name: str, said: str, hint: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        new_rule(name)
    assert hint in caught.value.hint


@pytest.mark.parametrize("title", ['A "fee"', "a\nb", "\\", "  "])
def test_new_rule_titles_that_would_break_the_module(title: str) -> None:
    with pytest.raises(UsageError, match="is not a title"):
        new_rule("no-late-fees", title)


@pytest.mark.parametrize("name", testing.__all__)
def test_testing_every_public_name_is_there_and_explained(name: str) -> None:
    first, second = getattr(testing, name), getattr(testing, name)
    assert first is second
    assert callable(first)
    assert first.__doc__
    assert name in dir(testing)


def test_testing_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such"):
        testing.no_such  # noqa: B018
