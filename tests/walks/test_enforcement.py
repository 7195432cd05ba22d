"""What authorities and courts dealt with, built as shops: walked unscripted and held against their truths."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.conftest import Run
from tests.walks.harness import ENFORCEMENT, Result, Scenario, assert_as_told, run_paper, scenarios

OPEN: dict[str, str] = {}
"""What does not hold yet, with its cause; a case that holds has to leave."""


@pytest.mark.browser
@pytest.mark.parametrize("scenario", list(scenarios(ENFORCEMENT)), ids=lambda scenario: scenario.id)
def test_case(scenario: Scenario, tmp_path: Path, browser: Browser, run: Run[Result]) -> None:
    """Reach, total to the cent, every charge with its stages, the rules that must fire and no other, and no order."""
    result = run(run_paper(scenario, tmp_path / "capture", browser=browser))
    assert_as_told(result, OPEN.get(scenario.id, ""))


def test_what_is_open_is_there() -> None:
    """Every case named as open is a scenario."""
    assert OPEN.keys() <= {scenario.id for scenario in scenarios(ENFORCEMENT)}
