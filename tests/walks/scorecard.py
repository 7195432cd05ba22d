"""How far unscripted walks come, and what they read right: every scenario walked and held against its truth.

python -m tests.walks.scorecard [--shops] [--enforcement] [--engines] [--attacks] [--only WORD] [--jobs N] [--out SCORECARD.md]

Without a group all three are run. A walk goes through one shared browser, several at once; progress goes to stdout.
Exits with 1 if an order was placed where a fence could have prevented it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from playwright.async_api import Browser, async_playwright

from feelint.model.words import Severity
from feelint.walker.browser import launch
from tests.walks import scorecard_page
from tests.walks.harness import (
    ATTACKS,
    DEMO,
    ENFORCEMENT,
    ROOT,
    SHOPS,
    Result,
    Scenario,
    money_of,
    run_paper,
    run_url,
    scenarios,
)

ENGINES = ROOT / "fixtures" / "engines"
ROOTS = {"shops": (DEMO, SHOPS), "enforcement": (ENFORCEMENT,), "attacks": (ATTACKS,)}
"""Where the paper shops of a group lie."""
DEADLINE = 240
"""Seconds after which a scenario counts as broken: the walk's own limit is 150."""


@dataclass(frozen=True)
class Row:
    """One scenario's line of the scorecard."""

    group: str
    id: str
    honest: bool
    unfenceable: bool
    outcome: str
    expected: str
    as_documented: bool
    total_known: bool
    total_right: bool
    total: str
    advertised_right: bool | None
    charges_right: int
    charges_in_truth: int
    missed: tuple[str, ...]
    false_alarms: tuple[str, ...]
    orders: int
    wrong: tuple[str, ...]
    seconds: float
    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    fired: tuple[str, ...] = ()
    """Rules that failed the shop, whatever the severity."""
    loud: tuple[str, ...] = ()
    """Those of them at error or above."""
    judged: bool = False
    """Whether the truth says which rules fire, and the walk came to be judged."""

    @property
    def reached(self) -> bool:
        """Whether the walk came to a final total."""
        return self.outcome == "reached"

    def line(self) -> str:
        """The row for a terminal."""
        good = not self.wrong and not self.orders
        charges = f"{self.charges_right}/{self.charges_in_truth}"
        named = [*(f"missed {rule}" for rule in self.missed), *(f"FALSE {rule}" for rule in self.false_alarms)]
        return (
            f"{'ok ' if good else 'BAD'} {self.id:<42} {self.outcome:<8} {self.total:<24} charges {charges:<4}"
            f" orders {self.orders} {self.seconds:5.1f} s  {', '.join(named)}"
        ).rstrip()


def row_of(group: str, result: Result, seconds: float) -> Row:
    """What a result says, in the words of the scorecard."""
    truth = result.scenario.truth
    expected = truth.get("outcome", "reached")
    allowed = [expected] if isinstance(expected, str) else list(expected)
    total = money_of(truth.get("total"), truth)
    journey = result.report.journeys[0] if result.report else None
    ledger = journey.ledger if journey else None
    advertised = money_of(truth.get("advertised"), truth)
    known = result.reached and ledger is not None and advertised is not None
    charges = [money_of(charge["amount"], truth) for charge in truth.get("charges", ())]
    alarms = tuple(result.false_alarms)
    if is_control(result.scenario) and result.report and not alarms:
        alarms = tuple(sorted(set(loud_rules(result))))
    return Row(
        group=group,
        id=result.scenario.id,
        honest=is_control(result.scenario),
        unfenceable=bool(truth.get("unfenceable")),
        outcome=result.outcome,
        expected=" or ".join(allowed),
        as_documented=result.outcome in allowed,
        total_known=total is not None,
        total_right=result.reached and total is not None and result.total == total,
        total=_total(result),
        advertised_right=(ledger.advertised == advertised) if known and ledger else None,
        charges_right=result.charges_right,
        charges_in_truth=sum(bool(amount and amount.amount) for amount in charges),
        missed=tuple(result.missed) or (() if result.reached else tuple(truth.get("must", ()))),
        false_alarms=alarms,
        orders=result.orders,
        wrong=tuple(result.wrong),
        seconds=seconds,
        must=tuple(truth.get("must", ())),
        may=tuple(entry["rule"] if isinstance(entry, dict) else entry for entry in truth.get("may", ())),
        fired=failed_rules(result),
        loud=failed_rules(result, Severity.ERROR),
        judged=result.reached and result.report is not None and ("must" in truth or is_control(result.scenario)),
    )


def is_control(scenario: Scenario) -> bool:
    """Whether the scenario is an honest shop, in which nothing may be found."""
    name = str(scenario.truth["id"])
    return name.startswith("honest") or name.endswith("-honest")


def failed_rules(result: Result, least: Severity = Severity.INFO) -> tuple[str, ...]:
    """The rules that failed the shop at ``least`` or worse, each once."""
    findings = result.report.findings if result.report else ()
    return tuple(sorted({one.rule for one in findings if one.kind == "fail" and one.severity.rank <= least.rank}))


def loud_rules(result: Result) -> list[str]:
    """Rules that failed the shop at error or above, less those that its truth allows."""
    truth = result.scenario.truth
    allowed = {*truth.get("must", ()), *(entry["rule"] for entry in truth.get("may", ()))}
    findings = result.report.findings if result.report else ()
    loud = [one.rule for one in findings if one.kind == "fail" and one.severity.rank <= Severity.ERROR.rank]
    return [rule for rule in loud if rule not in allowed]


def _total(result: Result) -> str:
    truth = money_of(result.scenario.truth.get("total"), result.scenario.truth)
    if not result.reached:
        return result.reason[:24]
    return str(result.total) if result.total == truth or truth is None else f"{result.total} not {truth}"


Runner = Callable[[Scenario, Path, Browser], Any]


async def paper(scenario: Scenario, out: Path, browser: Browser) -> Result:
    """A paper shop, served and walked, with its experiments: a last page is looked at longer, and reached again."""
    return await run_paper(scenario, out, browser=browser)


@asynccontextmanager
async def engines() -> AsyncIterator[tuple[list[Scenario], Runner]]:
    """The real engines' scenarios and what walks one, counting orders in the engine's own database."""
    from fixtures.engines import orders, run

    servers = await asyncio.to_thread(run.start)
    urls = run.product_urls(servers)

    async def one(scenario: Scenario, out: Path, browser: Browser) -> Result:
        name = str(scenario.truth["id"])
        before = orders.counts()[name]
        result = await run_url(scenario, urls[name], out, browser=browser)
        result.orders = orders.counts()[name] - before
        if result.orders:
            result.wrong.append(f"{result.orders} ORDERS PLACED")
        return result

    truths = json.loads((ENGINES / "truth.json").read_text("utf-8"))
    try:
        yield [Scenario("engines", ENGINES, truth) for truth in truths], one
    finally:
        await asyncio.to_thread(run.stop, [each.server.name for each in servers if each.started])


async def run_group(
    group: str, todo: Sequence[Scenario], runner: Runner, browser: Browser, jobs: int, folder: Path
) -> list[Row]:
    """Walks ``todo``, ``jobs`` at once, and says each line as it comes; the rows are in the order of ``todo``."""
    slots = asyncio.Semaphore(jobs)

    async def one(scenario: Scenario) -> Row:
        async with slots:
            began = monotonic()
            try:
                async with asyncio.timeout(DEADLINE):
                    result: Result = await runner(scenario, folder / scenario.id.replace(":", "-"), browser)
            except Exception as error:
                result = Result(scenario, outcome="crashed", reason=f"{type(error).__name__}: {error}".splitlines()[0])
                result.wrong.append(f"crashed: {result.reason}")
            row = row_of(group, result, monotonic() - began)
            print(row.line(), flush=True)
            for wrong in row.wrong:
                print(f"      {wrong}", flush=True)
            return row

    return list(await asyncio.gather(*(one(scenario) for scenario in todo)))


async def run(groups: Iterable[str], only: str, jobs: int, folder: Path) -> tuple[list[Row], str]:
    """The rows of all groups, and the browser that walked."""
    rows: list[Row] = []

    def chosen(found: Iterable[Scenario]) -> list[Scenario]:
        return [scenario for scenario in found if only in scenario.id]

    async with async_playwright() as playwright:
        browser = await launch(playwright)
        try:
            for group in groups:
                if group == "engines":
                    async with engines() as (found, runner):
                        rows += await run_group(group, chosen(found), runner, browser, jobs, folder)
                    continue
                rows += await run_group(group, chosen(scenarios(*ROOTS[group])), paper, browser, jobs, folder)
            return rows, f"{browser.browser_type.name} {browser.version}"
        finally:
            await browser.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.walks.scorecard", description=(__doc__ or "").split("\n")[0])
    for group in scorecard_page.GROUPS:
        parser.add_argument(f"--{group}", action="store_true", help=f"only the {group} (may be combined)")
    parser.add_argument("--only", default="", metavar="WORD", help="only scenarios with WORD in their name")
    parser.add_argument("--jobs", type=int, default=3, metavar="N", help="walks at once (default 3)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the captures there")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the scorecard there too")
    given = parser.parse_args(arguments)
    groups = [group for group in scorecard_page.GROUPS if getattr(given, group)] or list(scorecard_page.GROUPS)
    with tempfile.TemporaryDirectory(prefix="feelint-scorecard-") as scratch:
        rows, browser = asyncio.run(run(groups, given.only, given.jobs, given.keep or Path(scratch)))
    print()
    for line in scorecard_page.summary(rows):
        print(line.replace("**", ""))
    if given.out:
        given.out.write_text(scorecard_page.page(rows, browser), "utf-8")
        print(f"\nwritten: {given.out}")
    return 1 if any(row.orders for row in rows if not row.unfenceable) else 0


if __name__ == "__main__":
    sys.exit(main())
