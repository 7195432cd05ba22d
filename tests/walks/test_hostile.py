"""Pages and servers that misbehave, walked by the command line: how a walk ends, what it says, what it exits with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from feelint.model.report import JourneyReport, Report
from feelint.reporters.json import load
from feelint.testing.papershop import load_shop, serve
from tests.walks.harness import ROOT, Result, Scenario, compare, scenarios

HOSTILE = ROOT / "fixtures" / "hostile"
ALL = list(scenarios(HOSTILE))
LIMITS = {"hangs-on-product": 8, "hangs-in-the-middle": 12, "never-quiet": 40, "huge": 90}
"""Seconds given to walks of shops that never end, and to five megabytes; every other needs a fraction of its minute."""
OVERTIME = 10
"""Seconds by which a walk may exceed its limit: what is under way, and the end of the browser's context."""
PATIENCE = 120
"""Seconds beside the walk after which a test gives up: start, judgement and report on a busy machine."""
AS_GOOD = {
    "server-error-on-product": ("lost", "unreachable"),
    "not-html-json": ("lost", "no-price"),
    "not-html-image": ("lost", "no-price"),
    "frameset": ("lost", "no-basket-control"),
}
"""Answers other than the truth's that tell a user the same: the reason holds, and no verdict is given."""
UNSAFE = ("\x1b", "\x07", "\u202e", "\u2066", "\ufffe")
"""Characters that would act on a terminal or turn the text around."""


@dataclass(frozen=True)
class Checked:
    """What `feelint check` did with a scenario."""

    exit_code: int
    out: str
    err: str
    folder: Path
    orders: int

    @property
    def report(self) -> Report:
        """The JSON report on stdout."""
        return load(self.out)


def check(scenario: Scenario, folder: Path, *, fmt: str = "json") -> Checked:
    """Serves the scenario and runs `feelint check` on it in a process of its own."""
    truth = scenario.truth
    limit = LIMITS.get(truth["id"], 60)
    options = ["--ship-to", truth["ship_to"], "--timeout", str(limit), "--format", fmt, "--out", str(folder)]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    shop: Any = load_shop(scenario.folder).make(truth["id"])
    with serve(shop) as address:
        command = [sys.executable, "-m", "feelint", "check", address + truth["start"], *options]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=limit + PATIENCE, cwd=folder.parent, env=env
            )
        finally:
            shop.released.set()
    return Checked(done.returncode, done.stdout, done.stderr, folder, shop.orders)


@pytest.mark.browser
@pytest.mark.parametrize("scenario", ALL, ids=lambda scenario: scenario.id)
def test_hostile(scenario: Scenario, tmp_path: Path) -> None:
    """Outcome, reason and exit code as the truth has them, in time, without a traceback, without an order."""
    truth = scenario.truth
    done = check(scenario, tmp_path / "run")
    assert done.orders == 0
    assert "Traceback" not in done.err
    result = _result(scenario, done.report)
    if (result.outcome, result.reason) == AS_GOOD.get(truth["id"]):
        return
    compare(result)
    unlike = not result.reached and result.reason not in _words(truth.get("reason", ""))
    assert done.exit_code in truth["exit"], done.err
    assert done.report.journeys[0].seconds < LIMITS.get(truth["id"], 60) + OVERTIME
    assert result.wrong == []
    assert not unlike


@pytest.mark.browser
def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """What a shop writes neither runs in the report nor acts on the terminal."""
    scenario = next(one for one in ALL if one.truth["id"] == "hostile-text")
    done = check(scenario, tmp_path / "run", fmt="text")
    assert not [char for char in UNSAFE if char in done.out + done.err]
    html = (done.folder / "report.html").read_text("utf-8")
    assert not [char for char in UNSAFE if char in html]
    for live in ("<script>document.title", "<img src=x", "<b onclick", "javascript:alert"):
        assert live not in html
    for file in done.folder.glob("report.*json"):
        json.loads(file.read_text("utf-8"))


def _result(scenario: Scenario, report: Report) -> Result:
    journey: JourneyReport = report.journeys[0]
    total = journey.ledger.total if journey.ledger else None
    return Result(scenario, outcome=str(journey.outcome), reason=journey.reason, total=total, report=report)


def _words(reason: str | list[str]) -> list[str]:
    return [reason] if isinstance(reason, str) else reason
