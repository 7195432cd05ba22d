"""Shops that try to make a crawler order: whatever they do, no order reaches them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.walks.harness import ATTACKS, Scenario, scenarios, walk_now

FENCED = [scenario for scenario in scenarios(ATTACKS) if not scenario.truth.get("unfenceable")]


@pytest.mark.browser
@pytest.mark.parametrize("scenario", FENCED, ids=lambda scenario: scenario.id)
def test_attack(scenario: Scenario, tmp_path: Path) -> None:
    """No order, in the base walk and in the experiments after it, and the documented outcome."""
    result = walk_now(scenario, tmp_path / "capture")
    assert result.orders == 0
    assert not [wrong for wrong in result.wrong if wrong.startswith(("outcome", "total"))], result.story
