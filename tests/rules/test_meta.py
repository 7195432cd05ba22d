"""What every rule must come with: cases of each kind, a page, citations, a size."""

from pathlib import Path

import pytest

from feelint.engine import NEEDS
from feelint.policy.discovery import HEADINGS, load_rules, rule_docs, rule_file
from feelint.policy.law import load_law
from feelint.policy.packs import load_packs, rule_names
from feelint.testing.rule_tester import Case, read_cases

RULES = load_rules()
PACKS = load_packs()
each_rule = pytest.mark.parametrize("name", RULES)


def cases(name: str) -> list[Case]:
    return read_cases(rule_file(RULES[name], ".cases.toml"))


def kinds(case: Case) -> set[str]:
    return {entry["kind"] for entry in case.expect}


@each_rule
def test_it_has_failing_passing_and_review_cases(name: str) -> None:
    found = set().union(*(kinds(case) for case in cases(name)))
    source = Path(RULES[name].path).read_text(encoding="utf-8")
    assert {"fail", "pass"} <= found
    assert "review" in found or ("ctx.review(" not in source and not RULES[name].needs)


@each_rule
def test_what_fails_has_a_twin_that_does_not_and_differs_in_one_value(name: str) -> None:
    """A case that is like a failing one, and fails too, shares that one's twin."""
    listed = {case.name: case for case in cases(name)}
    failing = {key for key, case in listed.items() if "fail" in kinds(case)}
    pairs = {frozenset((case.name, case.like)) for case in listed.values() if case.like and case.changes == 1}
    twinned = {key for pair in pairs if len(pair & failing) == 1 for key in pair}
    for key in failing:
        story = [key]
        while like := listed[story[-1]].like:
            story.append(like)
        assert twinned & set(story), key


@each_rule
def test_its_page_has_the_headings_and_cites_what_its_packs_cite(name: str) -> None:
    doc = rule_docs(RULES[name])
    assert doc.title == RULES[name].title
    assert all(getattr(doc, field) for field in HEADINGS.values())
    cited = {key for pack in PACKS.values() for key in pack.citations.get(name, ())}
    assert set(doc.citations) == cited
    assert cited <= set(load_law())


@each_rule
def test_it_is_small_and_called_like_its_file(name: str) -> None:
    path = Path(RULES[name].path)
    assert path.stem.replace("_", "-") == name
    assert RULES[name].family == path.parent.name
    assert 25 <= len(path.read_text(encoding="utf-8").splitlines()) <= 65
    assert set(RULES[name].needs) <= set(NEEDS)


@each_rule
def test_it_imports_the_api_only(name: str) -> None:
    lines = Path(RULES[name].path).read_text(encoding="utf-8").splitlines()
    own = [line for line in lines if line.startswith(("from feelint", "import feelint"))]
    assert [line.split()[1] for line in own] == ["feelint.api"]


@each_rule
def test_it_never_says_illegal(name: str) -> None:
    path = Path(RULES[name].path)
    text = path.read_text(encoding="utf-8") + rule_file(RULES[name], ".md").read_text(encoding="utf-8")
    assert "illegal" not in text.lower()


def test_packs_know_every_rule() -> None:
    assert set(RULES) <= set(rule_names(PACKS))
