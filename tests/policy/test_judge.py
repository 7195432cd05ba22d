"""The judgement: captures in, a report out."""

from datetime import date
from pathlib import Path

import pytest

import feelint
from feelint.errors import ConfigError, UsageError
from feelint.model.report import Report
from feelint.model.words import Outcome, Severity, VerdictKind
from feelint.money import Money
from feelint.policy.discovery import load_rules
from feelint.policy.gate import GateOptions
from feelint.policy.judge import JudgeOptions, judge
from tests.policy.paper_captures import BASKET, DRIP, HONEST, PRODUCT, capture, review, with_probe

FEE = "drip-mandatory-fee"


def told(report: Report) -> dict[str, Severity]:
    return {finding.rule: finding.severity for finding in report.findings if finding.kind == "fail"}


def test_judge_drip_is_found_and_closes_the_gate(tmp_path: Path) -> None:
    report = judge([capture(tmp_path / "capture")], JudgeOptions(base=tmp_path))
    assert told(report)[FEE] is Severity.CRITICAL
    assert (report.gate, report.exit_code) == ("findings", 1)
    finding = next(one for one in report.findings if one.rule == FEE)
    assert finding.impact == Money.parse("9.95 USD")
    assert "us-ca" in finding.packs
    assert any("1770" in law.text for law in finding.citations)
    assert finding.how_to_fix
    assert report.environment.as_of == date(2026, 3, 2)
    assert report.environment.source == {"ship_to": "given", "locale": "page", "currency": "page"}


def test_judge_honest_twin_is_clean(tmp_path: Path) -> None:
    report = judge([capture(tmp_path, (PRODUCT, BASKET, HONEST))])
    assert told(report) == {}
    assert (report.gate, report.exit_code) == ("clean", 0)


def test_judge_is_repeatable(tmp_path: Path) -> None:
    reader = capture(tmp_path)
    assert judge([reader]) == judge([reader])


def test_judge_journey_has_ledger_pictures_and_marks(tmp_path: Path) -> None:
    report = judge([capture(tmp_path / "capture")], JudgeOptions(base=tmp_path))
    journey = report.journeys[0]
    assert journey.capture == "capture"
    assert journey.seconds == 7
    assert journey.ledger is not None
    assert (journey.ledger.advertised, journey.ledger.total) == (Money.parse("89 USD"), Money.parse("98.95 USD"))
    assert [step.did for step in journey.steps] == [("pressed “Add to cart”",)] * 2 + [()]
    assert journey.steps[0].viewport == (1280, 900)
    kinds = [[mark.kind for mark in step.marks] for step in journey.steps]
    assert kinds[0][0] == "advertised"
    assert "total" in kinds[1]
    assert {"charge", "total", "finding"} <= set(kinds[2])
    finding = next(one for one in report.findings if one.rule == FEE)
    fee = next(one for one in finding.evidence if one.step == 2)
    assert fee.box is not None
    assert fee.box in [mark.box for mark in journey.steps[2].marks if mark.kind == "finding"]
    assert fee.screenshot == journey.steps[2].screenshot != ""


def test_judge_lost_walk_is_no_verdict_and_never_a_pass(tmp_path: Path) -> None:
    lost = capture(tmp_path / "a", (PRODUCT, BASKET), outcome=Outcome.LOST, reason="too-many-steps")
    report = judge([capture(tmp_path / "b", (PRODUCT, BASKET, HONEST)), lost])
    assert (report.gate, report.exit_code) == ("no-verdict", 3)
    nothing = judge([capture(tmp_path / "c", (), outcome=Outcome.LOST, reason="unreachable")])
    assert nothing.exit_code == 3
    assert not [verdict for verdict in nothing.verdicts if verdict.kind is VerdictKind.PASS]
    assert judge([]).exit_code == 3


def test_judge_reviews_are_at_most_warnings(tmp_path: Path) -> None:
    reader = capture(tmp_path, unvaried_groups=("untick:Cover", "payment:Pay", "delivery:Delivery"))
    report = judge([reader])
    reviews = [finding for finding in report.findings if finding.kind == "review"]
    assert FEE in [finding.rule for finding in reviews]
    assert all(finding.severity.rank >= Severity.WARNING.rank for finding in reviews)
    assert report.exit_code == 0
    assert judge([reader], JudgeOptions(gate=GateOptions(review="fail"))).exit_code == 1


def test_judge_law_of_another_day(tmp_path: Path) -> None:
    """SB 478 is in force since July 2024: before that day its pack is not applied."""
    reader = capture(tmp_path)
    before = judge([reader], JudgeOptions(as_of=date(2024, 6, 30)))
    assert "us-ca" not in [pack.id for pack in before.environment.packs]
    assert not [law for finding in before.findings for law in finding.citations if "1770(a)(29)" in law.text]
    after = judge([reader], JudgeOptions(as_of=date(2024, 7, 1)))
    assert "us-ca" in [pack.id for pack in after.environment.packs]


def test_judge_by_other_packs_and_places(tmp_path: Path) -> None:
    reader = capture(tmp_path)
    german = judge([reader], JudgeOptions(ship_to="DE"))
    assert "de" in [pack.id for pack in german.environment.packs]
    assert german.environment.source["ship_to"] == "given"
    named = judge([reader], JudgeOptions(packs=("us-ftc-fees",)))
    assert [pack.id for pack in named.environment.packs] == ["us-ftc-fees"]
    assert any("us-ftc-fees" in warning for warning in named.warnings)


def test_judge_rules_that_are_not_there_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = {name: rule for name, rule in load_rules().items() if name != "resetting-or-false-deadline"}
    monkeypatch.setattr("feelint.policy.extensions.load_rules", lambda: there)
    report = judge([capture(tmp_path)])
    missing = {one.rule for one in report.not_implemented}
    assert "resetting-or-false-deadline" in missing
    assert missing.isdisjoint({verdict.rule for verdict in report.verdicts})
    assert FEE not in missing


def test_judge_configured_severity_stands_over_packs_and_rule(tmp_path: Path) -> None:
    reader = capture(tmp_path)
    assert told(judge([reader], JudgeOptions(severity={FEE: "info"})))[FEE] is Severity.INFO
    assert judge([reader], JudgeOptions(severity={FEE: "info"})).exit_code == 0
    off = judge([reader], JudgeOptions(severity={FEE: "off"}))
    assert FEE not in {verdict.rule for verdict in off.verdicts}
    with pytest.raises(ConfigError) as caught:
        judge([reader], JudgeOptions(severity={"drip-mandatory-fees": "info"}))
    assert FEE in caught.value.hint


def test_judge_fingerprints_survive_other_amounts_and_tell_findings_apart(tmp_path: Path) -> None:
    dearer = review(("Service fee", "$12.00"), total="$101.00")
    two = review(("Service fee", "$9.95"), ("Booking fee", "$2.00"), total="$100.95")
    marks = [
        {one.subject: one.fingerprint for one in judge([capture(tmp_path / name, (PRODUCT, BASKET, page))]).findings}
        for name, page in (("a", DRIP), ("b", dearer), ("c", two))
    ]
    fee = "fee:service-fee"
    assert marks[0][fee] == marks[1][fee] == marks[2][fee]
    whole = judge([capture(tmp_path / "d", (PRODUCT, BASKET, two)), capture(tmp_path / "e", (PRODUCT, BASKET, two))])
    prints = [finding.fingerprint for finding in whole.findings]
    assert len(prints) == len(set(prints)) > 2
    assert len({journey.id for journey in whole.journeys}) == 2


def test_judge_experiment_has_a_ledger_of_its_own(tmp_path: Path) -> None:
    report = judge([with_probe(tmp_path, HONEST)])
    probe = report.journeys[0].probes[0]
    assert probe.ledger is not None
    assert probe.ledger.total == Money.parse("89 USD")
    ledger = report.journeys[0].ledger
    assert ledger is not None
    assert ledger.total == Money.parse("98.95 USD")
    assert [charge.avoidable for charge in ledger.charges] == [True]
    assert FEE not in told(report)


def test_judge_own_rules_run_and_broken_ones_are_internal_errors(tmp_path: Path) -> None:
    rules = tmp_path / "mine"
    rules.mkdir()
    source = (
        "from feelint.api import Severity, rule\n\n\n"
        '@rule(id="no-lamps", title="A lamp", severity=Severity.WARNING)\n'
        "def check(ctx):\n"
        "    yield ctx.failed(ctx.steps[0], 'A lamp is sold.')\n"
    )
    (rules / "no_lamps.py").write_text(source)
    reader = capture(tmp_path / "capture", (PRODUCT, BASKET, HONEST))
    report = judge([reader], JudgeOptions(rules=(rules,)))
    assert told(report) == {"no-lamps": Severity.WARNING}
    assert report.exit_code == 0
    (rules / "no_lamps.py").write_text(source.replace("ctx.steps[0]", "ctx.steps[99]"))
    broken = judge([reader], JudgeOptions(rules=(rules,)))
    assert (broken.gate, broken.exit_code) == ("internal-error", 4)
    (rules / "no_lamps.py").write_text("def check(:\n")
    unread = judge([reader], JudgeOptions(rules=(rules,)))
    assert (unread.gate, unread.exit_code) == ("internal-error", 4)
    assert next(one for one in unread.verdicts if one.rule == "no-lamps").reason.endswith(
        "no_lamps.py:1: invalid syntax"
    )
    assert [one for one in unread.verdicts if one.kind == "pass"]
    with pytest.raises(UsageError):
        judge([reader], JudgeOptions(rules=(tmp_path / "nowhere",)))


def test_judge_unknown_words_are_usage_errors(tmp_path: Path) -> None:
    reader = capture(tmp_path)
    with pytest.raises(UsageError) as caught:
        judge([reader], JudgeOptions(packs=("us-caa",)))
    assert "us-ca" in caught.value.hint
    with pytest.raises(UsageError):
        judge([reader], JudgeOptions(sector="golf"))


def test_judge_by_the_public_function(tmp_path: Path) -> None:
    capture(tmp_path / "capture")
    report = feelint.audit(tmp_path / "capture", fail_on="never", as_of=date(2026, 1, 1))
    assert (report.exit_code, report.environment.as_of) == (0, date(2026, 1, 1))
    assert report.findings
