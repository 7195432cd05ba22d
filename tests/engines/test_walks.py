"""Real shop engines, walked unscripted: totals and charges equal the ground truth, and no order is written."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from fixtures.engines import orders
from tests.walks.harness import ROOT, Scenario, run_url

TRUTHS = json.loads((ROOT / "fixtures" / "engines" / "truth.json").read_text())

STAGED = "the page of add-ons is staged by its heading, so what it adds is dated to another stage"
KNOWN = {"pretix-delivery": STAGED, "pretix-protect": STAGED}
"""What does not hold yet, with its cause; reach, total, advertised price and orders are asserted all the same."""


@pytest.mark.engines
@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth["id"])
def test_walk(truth: dict[str, object], engine_urls: dict[str, str], tmp_path: Path) -> None:
    """Reach, total to the cent, every charge with its stages; the engine's own database has no order."""
    scenario = Scenario("engines", ROOT / "fixtures" / "engines", truth)
    result = asyncio.run(run_url(scenario, engine_urls[str(truth["id"])], tmp_path / "capture"))
    assert orders.counts()[str(truth["id"])] == 0
    assert not [wrong for wrong in result.wrong if wrong.startswith(("outcome", "total", "advertised"))]
    if result.wrong and truth["id"] in KNOWN:
        pytest.xfail(f"{KNOWN[str(truth['id'])]}: {'; '.join(result.wrong)}")
    assert result.wrong == []
