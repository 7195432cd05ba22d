"""Walks a scenario of a paper shop or of a real engine and holds what came out against its truth."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, async_playwright

from feelint.capture import open_capture
from feelint.errors import FeelintError
from feelint.model.ledger import Charge, Ledger
from feelint.model.report import Report
from feelint.model.words import Severity, Stage
from feelint.money import Money
from feelint.pilot.recording import read as read_recording
from feelint.policy.judge import JudgeOptions, judge
from feelint.testing.papershop import load_shop, load_truth, serve
from feelint.walker.browser import launch
from feelint.walker.probes import Level, run_probes
from feelint.walker.walk import WalkOptions, walk

ROOT = Path(__file__).resolve().parents[2]
SHOPS = ROOT / "fixtures" / "shops"
ENFORCEMENT = ROOT / "fixtures" / "enforcement"
ATTACKS = ROOT / "fixtures" / "attacks"
DEMO = ROOT / "src" / "feelint" / "testing" / "demo"


@dataclass(frozen=True)
class Scenario:
    """One scenario of one shop, with its truth."""

    shop: str
    folder: Path
    truth: dict[str, Any]

    @property
    def id(self) -> str:
        return f"{self.shop}:{self.truth['id']}"

    @property
    def honest(self) -> bool:
        return str(self.truth["id"]).startswith("honest") or not (self.truth.get("must") or self.truth.get("unknown"))


@dataclass
class Result:
    """What a walk gave, and where it differs from the truth: one sentence for each difference."""

    scenario: Scenario
    outcome: str = ""
    reason: str = ""
    total: Money | None = None
    orders: int = 0
    report: Report | None = None
    wrong: list[str] = field(default_factory=list)
    charges_right: int = 0
    charges_in_truth: int = 0
    false_alarms: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    story: str = ""
    """What the walk decided, look by look, and what its last look showed: for whoever reads that a test failed."""

    @property
    def reached(self) -> bool:
        return self.outcome == "reached"


def scenarios(*roots: Path) -> Iterator[Scenario]:
    """All scenarios of the shops under ``roots`` (a shop's own folder counts too)."""
    for root in roots:
        folders = [root] if (root / "truth.json").exists() else sorted(root.iterdir())
        for folder in folders:
            if (folder / "truth.json").exists() and (folder / "shop.py").exists():
                for truth in load_truth(folder):
                    yield Scenario(folder.name, folder, truth)


async def run_paper(scenario: Scenario, out: Path, *, browser: Browser | None = None, probes: bool = True) -> Result:
    """Serves the scenario on loopback, walks it unscripted, judges it and compares."""
    shop = load_shop(scenario.folder).make(scenario.truth["id"])
    with serve(shop) as base:
        result = await run_url(scenario, base + scenario.truth["start"], out, browser=browser, probes=probes)
        result.orders = shop.orders
    if result.orders:
        result.wrong.append(f"{result.orders} ORDERS PLACED")
    return result


async def run_url(
    scenario: Scenario, url: str, out: Path, *, browser: Browser | None = None, probes: bool = True
) -> Result:
    """Walks ``url`` and compares with the scenario's truth."""
    result = Result(scenario)
    options = WalkOptions(ship_to=scenario.truth["ship_to"], timeout=150)
    level: Level = scenario.truth.get("probes", "basic") if probes else "none"
    try:
        if browser is not None:
            await _walk(url, options, out, browser, level)
        else:
            async with async_playwright() as playwright:
                own = await launch(playwright)
                await _walk(url, options, out, own, level)
    except FeelintError as error:
        result.outcome, result.reason = "error", error.message
    else:
        packs = tuple(scenario.truth.get("packs", ()))
        result.report = judge([open_capture(out)], JudgeOptions(packs=packs))
        journey = result.report.journeys[0]
        result.outcome, result.reason = str(journey.outcome), journey.reason
        if journey.ledger is not None:
            result.total = journey.ledger.total
    compare(result)
    if result.wrong and (out / "capture.json").exists():
        result.story = story(out)
    return result


def story(capture: Path) -> str:
    """The decisions of a walk, one in a line, and the controls and complaints of its last look."""
    opened, told, scene = open_capture(capture), [], None
    for name in opened.record.scenes:
        recorded = read_recording(opened.text(name))
        scene, visits = recorded.scene, recorded.memory.visits
        before = f"(before: {visits[-1].result}) " if visits and visits[-1].result else ""
        told.append(f"{name} {scene.url} {before}{recorded.expected}")
    if scene is not None:
        told.append("controls: " + " | ".join(c.name or c.tag for c in scene.controls if c.visible))
        told.append("complaints: " + " | ".join(s.text for s in scene.sentences if s.alert))
    return "\n".join(told)


async def _walk(url: str, options: WalkOptions, out: Path, browser: Browser, level: Level) -> None:
    async def after(base: Any) -> None:
        await run_probes(base, browser, level)

    await walk(url, options, browser=browser, out=out, after=None if level == "none" else after)


def compare(result: Result) -> None:
    """Fills in what is wrong."""
    truth = result.scenario.truth
    expected = truth.get("outcome", "reached")
    allowed = expected if isinstance(expected, list) else [expected]
    if result.outcome not in allowed:
        result.wrong.append(f"outcome {result.outcome} ({result.reason}), not {' or '.join(allowed)}")
    if not result.reached or result.report is None:
        return
    total = money_of(truth.get("total"), truth)
    if total is not None and result.total != total:
        result.wrong.append(f"total {result.total}, not {total}")
    ledger = result.report.journeys[0].ledger
    if ledger is None:
        return
    advertised = money_of(truth.get("advertised"), truth)
    if advertised is not None and ledger.advertised != advertised:
        result.wrong.append(f"advertised {ledger.advertised}, not {advertised}")
    _compare_charges(result, ledger)
    _compare_findings(result)


def money_of(value: Any, truth: dict[str, Any]) -> Money | None:
    """An amount as truths give it: an object, or a string with the scenario's currency."""
    if value is None:
        return None
    if isinstance(value, dict):
        return Money.from_json({"amount": value["amount"], "currency": value["currency"]})
    return Money.parse(f"{value} {truth['currency']}")


def _compare_charges(result: Result, ledger: Ledger) -> None:
    open_charges = [charge for charge in ledger.charges if not charge.included and charge.amount.amount]
    for expected in result.scenario.truth.get("charges", ()):
        amount = money_of(expected["amount"], result.scenario.truth)
        if amount is not None and not amount.amount:
            continue
        result.charges_in_truth += 1
        found = _match(expected, amount, open_charges)
        if found is None:
            result.wrong.append(f"charge {expected['label']} {amount} not found")
            continue
        open_charges.remove(found)
        problems = _differences(expected, found, {str(step.stage) for step in ledger.steps})
        result.wrong += problems
        result.charges_right += not problems
    result.wrong += [f"charge {charge.label} {charge.amount} is not in the truth" for charge in open_charges]


def _match(expected: dict[str, Any], amount: Money | None, charges: list[Charge]) -> Charge | None:
    same = [charge for charge in charges if charge.amount == amount]
    label = str(expected["label"]).casefold()
    same.sort(key=lambda charge: (label not in charge.label.casefold(), charge.kind != expected["kind"]))
    return same[0] if same else None


def _differences(expected: dict[str, Any], found: Charge, walked: set[str]) -> list[str]:
    name = expected["label"]
    kinds = {expected["kind"], *expected.get("also_kinds", ())}
    wrong = []
    if str(found.kind) not in kinds:
        wrong.append(f"{name}: kind {found.kind}, not {expected['kind']}")
    for key in ("first_announced", "first_counted"):
        stage, ref = expected.get(key), getattr(found, key)
        if stage is None or (ref is not None and str(ref.stage) == stage):
            continue
        if ref is not None and stage not in walked and ref.stage.rank > Stage(stage).rank:
            continue  # a way that skips the page on which it stands first
        wrong.append(f"{name}: {key} {ref.stage if ref else None}, not {stage}")
    if "avoidable" in expected and found.avoidable is not expected["avoidable"]:
        wrong.append(f"{name}: avoidable {found.avoidable} ({found.avoidable_why}), not {expected['avoidable']}")
    return wrong


def _compare_findings(result: Result) -> None:
    assert result.report is not None
    truth = result.scenario.truth
    result.wrong += [f"{each.rule} broke: {each.message}" for each in result.report.verdicts if each.kind == "error"]
    if "must" not in truth:
        return
    must = set(truth["must"])
    may = {entry["rule"] if isinstance(entry, dict) else entry for entry in truth.get("may", ())}
    failed = [finding for finding in result.report.findings if finding.kind == "fail"]
    loud = {finding.rule for finding in failed if finding.severity.rank <= Severity.ERROR.rank}
    result.missed = sorted(must - {finding.rule for finding in failed})
    result.false_alarms = sorted(loud - must - may)
    result.wrong += [f"{rule} did not fire" for rule in result.missed]
    result.wrong += [f"false alarm: {rule}" for rule in result.false_alarms]


def walk_now(scenario: Scenario, out: Path, *, probes: bool = True) -> Result:
    """:func:`run_paper` for tests: a browser of its own."""
    return asyncio.run(run_paper(scenario, out, probes=probes))


def assert_as_told(result: Result, open_cause: str = "") -> None:
    """Fails where a walk differs from its truth: outcome, total, charges with their stages, findings.

    With an ``open_cause`` a difference is expected, and its absence fails. An order always fails.
    """
    assert result.orders == 0
    if open_cause:
        assert result.wrong, f"{result.scenario.id} holds now; it was open because {open_cause}"
        pytest.xfail(f"{open_cause}: {'; '.join(result.wrong)}")
    if result.scenario.honest:
        assert result.false_alarms == []
    assert result.wrong == [], "\n".join((*result.wrong, result.story))
