"""Every scenario of every paper shop, walked unscripted in a real browser and held against its truth."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.walks.harness import DEMO, SHOPS, Scenario, assert_as_told, scenarios, walk_now


@pytest.mark.browser
@pytest.mark.parametrize("scenario", list(scenarios(DEMO, SHOPS)), ids=lambda scenario: scenario.id)
def test_walk(scenario: Scenario, tmp_path: Path) -> None:
    """Reach, total to the cent, every charge with its stages, the findings, and no order."""
    assert_as_told(walk_now(scenario, tmp_path / "capture"))
