"""A walk on which nothing said what its "$" is: judged without a total, until a currency is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from feelint.model.report import Report
from feelint.model.walk import Environment
from feelint.model.words import Outcome
from feelint.policy.judge import JudgeOptions, judge
from tests.policy import paper_captures
from tests.policy.paper_captures import HONEST, PRODUCT, capture


def judged(folder: Path, monkeypatch: pytest.MonkeyPatch, currency: str = "", said: str = "") -> Report:
    """The report of a walk in plain English to Canada; ``said`` stands on the last page."""
    pages = [
        page.replace("en-US", "en").replace("</body>", f"<p>{said}</p></body>") for page in (PRODUCT, HONEST, HONEST)
    ]
    plain = paper_captures.annotated
    monkeypatch.setattr(paper_captures, "annotated", lambda html: (plain(html)[0], {**plain(html)[1], "lang": "en"}))
    source = {"ship_to": "given", "locale": "page", "currency": "default"}
    walked = capture(folder, pages, environment=Environment(ship_to="CA", locale="en", source=source))
    return judge([walked], JudgeOptions(currency=currency))


@pytest.mark.parametrize(
    ("given", "said", "total"), [("", "", None), ("CAD", "", "89.00 CAD"), ("", "Prices in CAD", "89.00 CAD")]
)
def test_a_total_is_told_only_in_a_currency_that_something_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, said: str, total: str | None
) -> None:
    [journey] = judged(tmp_path / "walk", monkeypatch, given, said).journeys
    assert journey.outcome is Outcome.REACHED
    assert journey.ledger is not None
    assert (str(journey.ledger.total) if journey.ledger.total else None) == total
    assert (journey.ledger.advertised is None) is (total is None)


def test_an_open_sign_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = judged(tmp_path / "walk", monkeypatch)
    [finding] = [finding for finding in report.findings if finding.rule == "currency-ambiguous-or-switched"]
    assert "can be CAD or USD" in finding.message
    assert report.exit_code == 3
