"""An unscripted walk against a bare Playwright script of the same steps: same warm browser, rounds taken in turn.

python -m benchmarks.bench_walk [--rounds N] [--where]     with --where: what the walk's time goes into
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.async_api import Browser

from benchmarks.bare import KNOWN, Known
from benchmarks.kit import Figure, cpu_seconds, load, shop_apart, show, warm_browser
from benchmarks.where import Where
from feelint.model.words import Outcome
from feelint.walker.walk import WalkOptions, walk

BUDGET = 1.5


async def unscripted(known: Known, browser: Browser, address: str) -> None:
    """feelint's walk, capture included, without probes."""
    with tempfile.TemporaryDirectory() as folder:
        options = WalkOptions(ship_to=known.ship_to)
        record = await walk(address + known.start, options, browser=browser, out=Path(folder))
    if record.outcome is not Outcome.REACHED:
        raise RuntimeError(f"{known.name}: {record.outcome}: {record.reason}: {record.message}")


async def figures(rounds: int = 9) -> list[Figure]:
    """For each shop: both medians and their ratio."""
    found: list[Figure] = []
    async with warm_browser() as browser:
        for known in KNOWN:
            with shop_apart(known.folder, known.scenario) as address:
                bare, own = await _rounds(known, browser, address, rounds)
            found += [
                Figure(f"{known.name}: bare script", bare.wall * 1000),
                Figure(f"{known.name}: feelint walk", own.wall * 1000),
                Figure(f"{known.name}: feelint / bare", own.wall / bare.wall, "x", at_most=BUDGET),
                Figure(f"{known.name}: bare script, CPU with browser and shop", bare.cpu * 1000),
                Figure(f"{known.name}: feelint walk, CPU with browser and shop", own.cpu * 1000),
            ]
    return found


class Cost(NamedTuple):
    """Seconds a walk."""

    wall: float
    cpu: float


async def _rounds(known: Known, browser: Browser, address: str, rounds: int) -> tuple[Cost, Cost]:
    """Medians of the bare script and of feelint; the first round warms up and is not counted."""
    bare, own = [], []
    for _ in range(rounds + 1):
        bare.append(await _cost(known.walk(browser, address)))
        own.append(await _cost(unscripted(known, browser, address)))
    return _median(bare[1:]), _median(own[1:])


async def _cost(walking: Awaitable[None]) -> Cost:
    wall, cpu = time.perf_counter(), cpu_seconds()
    await walking
    return Cost(time.perf_counter() - wall, cpu_seconds() - cpu)


def _median(costs: list[Cost]) -> Cost:
    return Cost(median(one.wall for one in costs), median(one.cpu for one in costs))


async def where(rounds: int) -> None:
    """Prints what the time of a walk goes into."""
    async with warm_browser() as browser:
        for known in KNOWN:
            with shop_apart(known.folder, known.scenario) as address:
                await unscripted(known, browser, address)
                with Where() as clock:
                    began = time.perf_counter()
                    for _ in range(rounds):
                        await unscripted(known, browser, address)
                    whole = (time.perf_counter() - began) / rounds
            print(f"{known.name}: {whole * 1000:.0f} ms a walk\n{clock.table(rounds)}\n")


def main() -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--where", action="store_true")
    given = parser.parse_args()
    print(load())
    if given.where:
        asyncio.run(where(given.rounds))
        return 0
    return show(asyncio.run(figures(given.rounds)))


if __name__ == "__main__":
    sys.exit(main())
