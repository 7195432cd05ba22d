"""Suppressions and decisions: within their bounds and until their day, and never in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from feelint.errors import ConfigError
from feelint.model.words import Severity, Stage
from feelint.policy.acceptance import Acceptance, accept
from feelint.policy.baseline import create
from feelint.policy.config import load_config
from feelint.policy.gate import GateOptions
from feelint.policy.judge import JudgeOptions, judge
from feelint.policy.suppressions import DecideRule, SuppressRule, suppress
from tests.policy.made_findings import RULE, made
from tests.policy.paper_captures import capture

DAY = date(2026, 6, 1)


def rule(**fields: Any) -> SuppressRule:
    given = {"rule": RULE, "reason": "agreed", "approved_by": "legal", "expires": date(2026, 12, 31), **fields}
    return SuppressRule.model_validate({key.replace("_", "-"): value for key, value in given.items()})


def decision(**fields: Any) -> DecideRule:
    given = {"rule": RULE, "reason": "on the label", "decided_by": "anna", "decided_on": date(2026, 2, 1)} | fields
    return DecideRule.model_validate({key.replace("_", "-"): value for key, value in given.items()})


@pytest.mark.parametrize(
    ("fields", "meant"),
    [
        ({}, True),
        ({"match": "Service fee"}, True),
        ({"match": "SERVICE"}, True),
        ({"match": "deposit"}, False),
        ({"journey": "mug"}, True),
        ({"journey": "m*"}, True),
        ({"journey": "lamp"}, False),
        ({"stage": "payment"}, True),
        ({"stage": "basket"}, False),
        ({"rule": "total-arithmetic-mismatch"}, False),
        ({"up_to": "2.00 EUR"}, True),
        ({"up_to": "1.99 EUR"}, False),
        ({"up_to": "2.00 USD"}, False),
        ({"expires": DAY}, True),
        ({"expires": date(2026, 5, 31)}, False),
        ({"expires": None}, True),
    ],
)
def test_suppression_holds_within_its_bounds(fields: dict[str, Any], meant: bool) -> None:
    found = suppress([made()], [rule(**fields)], ["mug"], DAY).findings[0]
    assert (found.suppressed is not None) is meant
    if found.suppressed is not None:
        assert (found.suppressed.reason, found.suppressed.approved_by) == ("agreed", "legal")


def test_suppression_with_a_ceiling_does_not_hold_for_an_amount_not_known() -> None:
    found = suppress([made(None)], [rule(up_to="9.00 EUR")], ["mug"], DAY)
    assert found.findings[0].suppressed is None
    assert "now not known" in found.findings[0].note


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"expires": date(2026, 5, 31)}, "expired on 2026-05-31, 1 day ago"),
        ({"expires": date(2026, 6, 15)}, "expires on 2026-06-15, in 14 days"),
        ({"expires": date(2026, 6, 2)}, "in 1 day:"),
        ({"expires": DAY}, "today"),
        ({"expires": None}, "has no end"),
        ({"up_to": "1.00 EUR"}, "holds up to 1.00 EUR; fee:service-fee is 2.00 EUR"),
        ({"match": "gone"}, "matches nothing"),
    ],
)
def test_suppression_speaks_up(fields: dict[str, Any], words: str) -> None:
    warnings = suppress([made()], [rule(**fields)], ["mug"], DAY).warnings
    assert len(warnings) == 1
    assert words in warnings[0]
    assert "legal" in warnings[0]


@pytest.mark.parametrize(
    "fields",
    [{}, {"expires": date(2026, 6, 16)}, {"journey": "lamp"}, {"journey": "lamp", "expires": date(2026, 1, 1)}],
)
def test_suppression_that_is_in_order_or_not_tried_is_silent(fields: dict[str, Any]) -> None:
    assert suppress([made()], [rule(**fields)], ["mug"], DAY).warnings == ()


def test_suppression_expired_names_why_on_the_finding_and_the_next_one_may_hold() -> None:
    expired = rule(expires=date(2026, 5, 1))
    found = suppress([made()], [expired], ["mug"], DAY).findings[0]
    assert found.note == "the suppression by legal expired on 2026-05-01"
    assert suppress([made()], [expired, rule()], ["mug"], DAY).findings[0].suppressed is not None


def test_no_suppress_sets_all_aside_and_says_so() -> None:
    baseline = create([made()], DAY, "0")
    all_ = Acceptance((rule(),), (decision(verdict="pass"),), baseline, "known.json", DAY, heeded=False)
    accepted = accept([made()], all_, (), DAY)
    assert (accepted.findings[0].suppressed, accepted.findings[0].baseline) == (None, "new")
    (line,) = accepted.warnings
    assert "1 suppression, 1 decision, the baseline known.json" in line
    assert all_.decisions == ()


def file_of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "feelint.toml"
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[suppress]]\nrule = "x"\napproved-by = "a"\n', "reason"),
        ('[[suppress]]\nrule = "x"\nreason = " "\napproved-by = "a"\n', "reason"),
        ('[[suppress]]\nrule = "x"\nreason = "r"\n', "approved-by"),
        ('[[suppress]]\nrule = "x"\nreason = "r"\napproved-by = "a"\nup-to = "0.25"\n', "0.25 EUR"),
        ('[[suppress]]\nrule = "x"\nreason = "r"\napproved-by = "a"\nup-to = 0.25\n', "up-to"),
        ('[[suppress]]\nrule = "x"\nreason = "r"\napproved-by = "a"\nexpires = "soon"\n', "expires"),
        ('[[suppress]]\nrule = "x"\nreason = "r"\napproved-by = "a"\nexpiry = 2026-01-01\n', "expir"),
        ('[[decide]]\nrule = "x"\nreason = "r"\ndecided-by = "a"\ndecided-on = 2026-01-01\n', "verdict"),
        ('[[decide]]\nrule = "x"\nreason = "r"\nverdict = "pass"\ndecided-on = 2026-01-01\n', "decided-by"),
    ],
)
def test_suppression_that_is_not_complete_is_a_configuration_error(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(file_of(tmp_path, text))
    assert "feelint.toml" in caught.value.message
    assert words in f"{caught.value.message} {caught.value.hint}"


def test_suppression_of_an_unknown_rule_names_the_nearest(tmp_path: Path) -> None:
    reader = capture(tmp_path)
    with pytest.raises(ConfigError, match=r"\[\[suppress\]\]: unknown rule") as caught:
        judge([reader], JudgeOptions(acceptance=Acceptance((rule(rule="drip-mandatory-fe"),))))
    assert RULE in caught.value.hint


def fee_of(report: Any) -> Any:
    return next(one for one in report.findings if one.rule == RULE)


def test_judge_with_a_suppression_with_a_baseline_and_without(tmp_path: Path) -> None:
    """The same capture: the fee counts, is suppressed, is known, and counts for the auditor."""
    reader = capture(tmp_path)
    plain = judge([reader])
    assert plain.exit_code == 1
    assert any(RULE in reason for reason in plain.gate_reasons)
    given = tuple(rule(rule=name) for name in {one.rule for one in plain.findings})
    suppressed = judge([reader], JudgeOptions(acceptance=Acceptance(given, day=DAY)))
    assert suppressed.exit_code == 0
    assert fee_of(suppressed).suppressed.approved_by == "legal"
    baseline = create(plain.findings, DAY, "0")
    known = judge([reader], JudgeOptions(acceptance=Acceptance(baseline=baseline, file="b.json")))
    assert known.exit_code == 0
    assert known.baseline is not None
    assert (known.baseline.entries, known.baseline.known) == (len(baseline.entries), len(baseline.entries))
    aside = judge([reader], JudgeOptions(acceptance=Acceptance(given, baseline=baseline, heeded=False)))
    assert aside.exit_code == 1
    assert fee_of(aside).baseline == "new"


def test_judge_baseline_of_another_project_says_so_and_counts_nothing_out(tmp_path: Path) -> None:
    baseline = create([made(journey="somewhere-else")], DAY, "0")
    report = judge([capture(tmp_path)], JudgeOptions(acceptance=Acceptance(baseline=baseline, file="b.json")))
    assert report.exit_code == 1
    assert any("another project" in line for line in report.warnings)


def test_judge_decisions_on_a_review(tmp_path: Path) -> None:
    """A review that a person found in order does not count; one found a failure counts as bad as the packs say."""
    reader = capture(tmp_path, unvaried_groups=("untick:Cover", "payment:Pay", "delivery:Delivery"))
    strict = GateOptions(review="fail")
    open_ = fee_of(judge([reader], JudgeOptions(gate=strict)))
    assert (open_.kind, open_.severity, open_.decision) == ("review", Severity.WARNING, None)
    passed = judge([reader], JudgeOptions(acceptance=Acceptance(decide=(decision(verdict="pass"),), day=DAY)))
    assert fee_of(passed).decision.decided_by == "anna"
    assert fee_of(passed).suppressed.reason == "looked at, in order: on the label"
    failed = judge([reader], JudgeOptions(acceptance=Acceptance(decide=(decision(verdict="fail"),), day=DAY)))
    found = fee_of(failed)
    assert (found.kind, found.decision.verdict, found.suppressed) == ("fail", "fail", None)
    assert found.severity in (Severity.ERROR, Severity.CRITICAL)
    assert failed.exit_code == 1
    over = decision(verdict="pass", up_to="1.00 USD")
    back = judge([reader], JudgeOptions(acceptance=Acceptance(decide=(over,), day=DAY)))
    assert (fee_of(back).decision, fee_of(back).suppressed) == (None, None)
    assert "up to 1.00 USD" in fee_of(back).note


def test_judge_reports_harm(tmp_path: Path) -> None:
    (journey,) = judge([capture(tmp_path)]).journeys
    assert journey.harm is not None
    assert str(journey.harm.total) == "9.95 USD"
    assert "late" in journey.harm.criteria
    assert journey.harm.drips[0].announced is not None
    assert journey.harm.drips[0].announced.stage is Stage.REVIEW
