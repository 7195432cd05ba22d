"""Walks the paper shops and records every scene with what was decided on it, for ``tests/pilot/test_recorded.py``.

Usage, from the checkout: ``python -m scripts.record_scenes [SHOP …]``. The first scenario of each shop is walked, in one browser, without
probes. A shop's old records are replaced only if its walk ended as its truth says, or is known not to.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from feelint.model.scene import Scene
from feelint.model.walk import Decision, Stop
from feelint.pilot import Memory
from feelint.testing.papershop import load_shop, serve
from feelint.walker.browser import launch
from feelint.walker.session import Head
from feelint.walker.walk import WalkOptions, walk
from tests.pilot.recorded import FOLDER, write
from tests.walks.harness import DEMO, SHOPS, Scenario, scenarios
from tests.walks.test_shops import OPEN

Made = list[tuple[Scene, Memory, Decision | Stop]]


def recording(made: Made) -> Head:
    """feelint's own head, with a note of every decision."""
    head = Head.default()

    def decide(scene: Scene, memory: Memory) -> tuple[Decision | Stop, Memory]:
        decision, after = head.decide(scene, memory)
        made.append((scene, memory, decision))
        return decision, after

    return replace(head, decide=decide)


async def record(scenario: Scenario, browser: Browser, out: Path) -> str:
    """Walks one scenario and writes its records; gives a line about it."""
    made: Made = []
    shop = load_shop(scenario.folder).make(scenario.truth["id"])
    options = WalkOptions(ship_to=scenario.truth["ship_to"], timeout=120)
    with serve(shop) as base:
        ended = await walk(base + scenario.truth["start"], options, browser=browser, out=out, head=recording(made))
    wanted = scenario.truth.get("outcome", "reached")
    as_told = scenario.id in OPEN or str(ended.outcome) in (wanted if isinstance(wanted, list) else [wanted])
    if shop.orders or not as_told:
        return f"{scenario.id}: not recorded: {ended.outcome} ({ended.reason}), {shop.orders} orders"
    folder = FOLDER / scenario.shop
    for old in folder.glob("*.json.gz"):
        old.unlink()
    for number, (scene, memory, decision) in enumerate(made):
        write(folder / f"{number:02}.json.gz", scene, memory, decision, scenario.truth["ship_to"])
    return f"{scenario.id}: {len(made)} scenes, {ended.outcome}"


async def main(wanted: list[str]) -> None:
    """Records all shops, or those that are named."""
    first: dict[str, Scenario] = {}
    for scenario in scenarios(DEMO, SHOPS):
        first.setdefault(scenario.shop, scenario)
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        for shop, scenario in first.items():
            if not wanted or shop in wanted:
                with tempfile.TemporaryDirectory() as folder:
                    print(await record(scenario, browser, Path(folder) / "capture"), flush=True)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
