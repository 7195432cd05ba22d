"""The baseline: one entry covers one finding, by what it is about, up to its amount."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelint.errors import UsageError
from feelint.model.finding import Finding, Suppression
from feelint.model.words import Stage
from feelint.policy.baseline import Baseline, create, dump, match, parse, prune, update
from tests.policy.made_findings import made

DAY, LATER = date(2026, 1, 5), date(2026, 3, 1)


def of(*findings: Finding) -> Baseline:
    return create(findings, DAY, "0.1.0")


def marks(findings: Sequence[Finding], baseline: Baseline) -> list[str]:
    return [finding.baseline for finding in match(findings, baseline, ["mug"]).findings]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (made(), "known"),
        (made("1.50 EUR"), "known"),
        (made("2.01 EUR"), "new"),
        (made("4.00 EUR"), "new"),
        (made("2.00 USD"), "new"),
        (made(None), "new"),
        (made(rule="total-arithmetic-mismatch"), "new"),
        (made(journey="lamp"), "new"),
        (made(stage=Stage.REVIEW), "new"),
        (made(subject="fee:booking-fee"), "new"),
        (made(message="in other words", step=9, confidence=0.2), "known"),
        (made(kind="review"), "known"),
    ],
)
def test_baseline_key_and_ceiling(now: Finding, expected: str) -> None:
    assert marks([now], of(made())) == [expected]


def test_baseline_a_review_that_became_a_failure_is_new() -> None:
    assert marks([made()], of(made(kind="review"))) == ["new"]


def test_baseline_one_entry_covers_one_finding() -> None:
    two = [made(mark="a"), made(mark="b")]
    assert marks(two, of(two[0])) == ["known", "new"]
    assert marks(two, of(*two)) == ["known", "known"]


def test_baseline_fixing_one_and_adding_another_is_seen() -> None:
    matched = match([made(subject="fee:other")], of(made()), ["mug"])
    assert [finding.baseline for finding in matched.findings] == ["new"]
    assert [entry.subject for entry in matched.stale] == ["fee:service-fee"]


def test_baseline_ceilings_are_given_out_so_that_most_are_covered() -> None:
    before = of(made("5.00 EUR", mark="a"), made("1.00 EUR", mark="b"))
    assert marks([made("0.50 EUR", mark="c"), made("4.00 EUR", mark="d")], before) == ["known", "known"]
    assert sorted(marks([made("4.00 EUR", mark="c"), made("4.50 EUR", mark="d")], before)) == ["known", "new"]


def test_baseline_a_grown_amount_says_so_and_is_not_stale() -> None:
    matched = match([made("4.00 EUR")], of(made()), ["mug"])
    assert matched.findings[0].note == "known since 2026-01-05 up to 2.00 EUR"
    assert (len(matched.outgrown), matched.stale) == (1, ())


def test_baseline_of_journeys_not_judged_is_left_alone() -> None:
    matched = match([], of(made(), made(journey="lamp")), ["mug"])
    assert [entry.journey for entry in matched.stale] == ["mug"]
    assert [entry.journey for entry in matched.elsewhere] == ["lamp"]
    kept, _ = prune(of(made(), made(journey="lamp")), [], ["mug"])
    assert [entry.journey for entry in kept.entries] == ["lamp"]


def test_baseline_leaves_out_what_is_suppressed() -> None:
    assert of(made(suppressed=Suppression(reason="agreed"))).entries == ()


def test_baseline_update_adds_raises_lowers_and_removes() -> None:
    before = of(made(), made(subject="a", mark="a"), made(subject="b", mark="b"), made(subject="c", mark="c"))
    now = [made("3.00 EUR"), made("1.00 EUR", subject="a"), made(subject="b"), made(subject="new")]
    after, changes = update(before, now, ["mug"], LATER, "ticket 7")
    assert {(change.what, change.entry.subject) for change in changes} == {
        ("raised", "fee:service-fee"), ("lowered", "a"), ("removed", "c"), ("added", "new"),
    }  # fmt: skip
    assert [str(entry.up_to) for entry in after.entries] == ["1.00 EUR", "2.00 EUR", "3.00 EUR", "2.00 EUR"]
    assert {entry.subject: entry.since for entry in after.entries} == {
        "a": DAY, "b": DAY, "fee:service-fee": LATER, "new": LATER,
    }  # fmt: skip
    assert {entry.reason for entry in after.entries} == {"", "ticket 7"}
    assert update(after, now, ["mug"], LATER)[1] == ()


def test_baseline_prune_never_adds_or_raises() -> None:
    before = of(made(), made(subject="gone", mark="g"))
    after, changes = prune(before, [made("9.00 EUR"), made(subject="new")], ["mug"])
    assert [(change.what, change.entry.subject) for change in changes] == [("removed", "gone")]
    assert [str(entry.up_to) for entry in after.entries] == ["2.00 EUR"]


amounts = st.decimals(0, 20, places=2).map(lambda amount: f"{amount} EUR")


@given(st.lists(amounts, max_size=6), st.lists(amounts, max_size=6))
def test_baseline_never_covers_more_than_was_known(before: list[str], now: list[str]) -> None:
    """One to one, under its ceiling, and as many as can be: at each threshold no more is known than entries allow."""
    findings = [made(amount, mark=str(index)) for index, amount in enumerate(now)]
    baseline = create([made(amount, mark=str(index)) for index, amount in enumerate(before)], DAY, "0")
    matched = match(findings, baseline, ["mug"])
    assert all(entry.covers(finding) for entry, finding in matched.used)
    assert len({id(entry) for entry, _ in matched.used}) == len(matched.used)
    assert len({id(finding) for _, finding in matched.used}) == len(matched.used)
    assert len(matched.used) + len(matched.outgrown) + len(matched.stale) == len(before)
    left = sorted((one for one in matched.findings if one.baseline == "new"), key=lambda one: one.impact or 0)
    unused = [entry for entry, _ in matched.outgrown] + list(matched.stale)
    assert not any(entry.covers(finding) for finding in left for entry in unused)
    again = create(findings, DAY, "0")
    assert all(one.baseline == "known" for one in match(findings, again, ["mug"]).findings)


def test_baseline_file_can_be_read_again_and_is_stable() -> None:
    one, two = made(), made(subject="a", impact=None)
    text = dump(of(one, two))
    assert parse(text, "b.json") == of(one, two)
    assert dump(of(two, one)) == text
    assert '"up_to": {\n        "amount": "2.00"' in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "cut short"),
        ('{"schema_version": 1, "entr', "cut short"),
        ("[]", "not a baseline"),
        ('{"schema_version": 1, "journeys": []}', "not a baseline"),
        ('{"schema_version": 2, "entries": []}', "newer feelint"),
        ('{"schema_version": 1, "made_by": "0", "created": "2026-01-01", "entries": [{}]}', "entries.0.rule"),
        ('{"schema_version": true, "entries": []}', "not a baseline"),
    ],
)
def test_baseline_that_is_none_says_what_to_do(text: str, words: Any) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        parse(text, "b.json")
    assert caught.value.hint
    assert "b.json" in caught.value.message
