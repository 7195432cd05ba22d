"""Counts and sums that all formats share."""

from __future__ import annotations

from feelint.model.words import VerdictKind
from feelint.reporters import digest
from tests.reporters import sample
from tests.reporters.sample import eur, finding


def test_passes_are_rules_without_any_other_word() -> None:
    """A rule that passed once and failed once did not pass; nor did one that could not be applied."""
    assert "drip-mandatory-fee" not in digest.passes(sample.REPORT)
    assert digest.passes(sample.REPORT)["price-creep-between-steps"] == 2
    assert digest.inapplicable(sample.REPORT) == ["import-duty-undisclosed", "trial-to-paid-price-missing"]


def test_broken_rules_are_unchecked() -> None:
    """A rule that raised is named with what went wrong."""
    broken = sample.verdict("total-too-late", VerdictKind.ERROR, "KeyError at total_too_late.py:31")
    report = sample.REPORT.model_copy(update={"verdicts": (broken,)})
    assert digest.unchecked(report) == {"the rule broke: KeyError at total_too_late.py:31": ["total-too-late"]}


def test_money_at_stake_counts_a_subject_once() -> None:
    """Two rules on one fee are about the same money; another fee adds to it."""
    same = [finding("a", impact=eur("3.50")), finding("b", impact=eur("3.00"))]
    assert digest.at_stake(same) == (eur("3.50"),)
    assert digest.at_stake([*same, finding("c", subject="other", impact=eur("1.00"))]) == (eur("4.50"),)


def test_money_at_stake_of_the_whole_journey() -> None:
    """A finding on the journey as a whole contains the charges' money."""
    whole = finding("a", subject="", impact=eur("5.75"))
    assert digest.at_stake([whole, finding("b", impact=eur("3.50"))]) == (eur("5.75"),)
    late = finding("b", subject="total", impact=eur("4.90"))
    assert digest.at_stake([late, finding("c", subject="fee", impact=eur("4.90"))]) == (eur("4.90"),)
    assert digest.at_stake([finding("a", impact=None)]) == ()


def test_reviews_that_could_not_be_applied_are_no_reviews() -> None:
    """A missing need is listed under what was not checked, not among what a person has to look at."""
    missing = finding("displayed-vs-charged-amount", kind="review", reason="missing: wire-amounts")
    report = sample.REPORT.model_copy(update={"findings": (*sample.FINDINGS, missing)})
    assert [one.rule for one in digest.reviews(report)] == ["bundled-or-misleading-fee-label"]


def test_findings_of_no_journey_stand_with_the_first() -> None:
    """No finding is lost between journeys."""
    stray = finding("currency-ambiguous-or-switched", journey="")
    report = sample.BOTH.model_copy(update={"findings": (stray,)})
    assert digest.failures(report, report.journeys[0]) == [stray]
    assert digest.failures(report, report.journeys[1]) == []


def test_worst_first_and_known_last() -> None:
    """Severity decides, then what is new."""
    known = finding("a", baseline="known")
    report = sample.REPORT.model_copy(update={"findings": (sample.FINDINGS[1], known, finding("b"))})
    assert [one.rule for one in digest.failures(report)] == ["b", "a", "preticked-paid-extra"]
    assert digest.tally(report) == "3 findings (2 errors, 1 warning), 0 reviews, 1 known"


def test_the_strictest_packs_are_named_where_others_are_milder() -> None:
    """Where all say the same, their names are enough."""
    assert digest.under(finding("a", packs=("de", "eu"), strictest=("de", "eu"))) == "de, eu"
    assert digest.under(finding("a", packs=("de", "eu"), strictest=("de",))) == "de, eu; the strictest: de"
    assert digest.under(finding("a", packs=(), strictest=())) == ""


def test_what_is_beyond_the_offer_is_told_with_its_criteria() -> None:
    """In the words that the gate takes; nothing where nothing was asked beyond, or it is not known."""
    journey = sample.REPORT.journeys[0]
    assert journey.harm is not None
    told = digest.beyond(journey)
    assert str(journey.harm.total) in told
    assert all(word in told for word in journey.harm.criteria)
    unknown = journey.harm.model_copy(update={"criteria": (), "unknown": ("mandatory",), "percent": None})
    told = digest.beyond(journey.model_copy(update={"harm": unknown}))
    assert told.endswith("criteria of harm met: none; not known: mandatory")
    assert digest.beyond(journey.model_copy(update={"harm": None})) == ""
