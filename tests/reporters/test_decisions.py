"""What a person decided on a review, or answers for: who, when, what and why stand in what people read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup

from feelint.model.finding import ReviewDecision, Suppression
from feelint.model.report import Report
from feelint.reporters import audit, render
from tests.reporters import sample

WRITTEN = {
    "text": lambda report: render(report, "text"),
    "markdown": lambda report: render(report, "markdown"),
    "html": lambda report: BeautifulSoup(render(report, "html"), "lxml").text,
    "pdf": lambda report: BeautifulSoup(audit.render(report, pictures=sample.picture), "lxml").text,
}


def report(**changes: Any) -> Report:
    review = next(one for one in sample.FINDINGS if one.kind == "review")
    return sample.REPORT.model_copy(update={"findings": (review.model_copy(update=changes),)})


@pytest.mark.parametrize("fmt", WRITTEN)
@pytest.mark.parametrize(("verdict", "word"), [("pass", "in order"), ("fail", "a failure")])
def test_a_decision_is_told(verdict: Any, word: str, fmt: str) -> None:
    said = ReviewDecision(
        verdict=verdict, reason="The receipt lists it", decided_by="Anna Berg", decided_on=date(2026, 2, 1)
    )
    excuse = Suppression(reason=said.reason) if verdict == "pass" else None
    text = " ".join(WRITTEN[fmt](report(decision=said, suppressed=excuse)).split())
    for part in (word, "Anna Berg", "2026-02-01", "The receipt lists it"):
        assert part in text.replace("\\", ""), part


@pytest.mark.parametrize("fmt", WRITTEN)
def test_who_answers_for_a_suppression_and_how_long_is_told(fmt: str) -> None:
    excuse = Suppression(reason="A deposit", approved_by="legal department", expires=date(2026, 12, 31))
    text = " ".join(WRITTEN[fmt](report(suppressed=excuse)).split())
    for part in ("A deposit", "legal department", "2026-12-31"):
        assert part in text.replace("\\", ""), part


@pytest.mark.parametrize("fmt", ["text", "markdown", "html", "pdf"])
def test_why_an_acceptance_does_not_hold_any_more_is_told(fmt: str) -> None:
    text = " ".join(WRITTEN[fmt](report(note="accepted up to 3.00, this is 3.50")).split())
    assert "accepted up to 3.00, this is 3.50" in text.replace("\\", "")
