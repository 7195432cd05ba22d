"""Real shop engines, walked unscripted: totals and charges equal the ground truth, and no order is written."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from fixtures.engines import orders
from tests.walks.harness import ROOT, Scenario, run_url

TRUTHS = json.loads((ROOT / "fixtures" / "engines" / "truth.json").read_text())


@pytest.mark.engines
@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth["id"])
def test_walk(truth: dict[str, object], engine_urls: dict[str, str], tmp_path: Path) -> None:
    """Reach, total to the cent, every charge with its stages; the engine's own database has no order."""
    scenario = Scenario("engines", ROOT / "fixtures" / "engines", truth)
    result = asyncio.run(run_url(scenario, engine_urls[str(truth["id"])], tmp_path / "capture"))
    assert orders.counts()[str(truth["id"])] == 0
    assert result.wrong == []
