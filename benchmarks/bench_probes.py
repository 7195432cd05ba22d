"""A walk with full probes against the walk alone: a six-step shop with three deliveries and three payments.

python -m benchmarks.bench_probes [--rounds N]
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.async_api import Browser

from benchmarks.bare import KNOWN, Known
from benchmarks.kit import Figure, cpu_seconds, load, shop_apart, show, warm_browser
from feelint.model.walk import Probe
from feelint.model.words import Outcome
from feelint.walker.probes import Level, run_probes
from feelint.walker.walk import Walk, WalkOptions, walk

BUDGET = 4
SHOP = "demo shop"


async def probed(known: Known, browser: Browser, address: str, level: Level) -> tuple[Probe, ...]:
    """The walk and its experiments, all in one browser; the experiments' records."""

    async def after(base: Walk) -> None:
        await run_probes(base, browser, level)

    with tempfile.TemporaryDirectory() as folder:
        options = WalkOptions(ship_to=known.ship_to)
        start, doing = address + known.start, after if level != "none" else None
        record = await walk(start, options, browser=browser, out=Path(folder), after=doing)
    if record.outcome is not Outcome.REACHED:
        raise RuntimeError(f"{known.name}: {record.outcome}: {record.reason}: {record.message}")
    return record.probes


async def figures(rounds: int = 3) -> list[Figure]:
    """Both medians and their ratio; the first round warms up."""
    known = next(one for one in KNOWN if one.name == SHOP)
    single: list[tuple[float, float]] = []
    whole: list[tuple[float, float]] = []
    levels: tuple[tuple[Level, list[tuple[float, float]]], ...] = (("none", single), ("full", whole))
    made: tuple[Probe, ...] = ()
    async with warm_browser() as browser:
        with shop_apart(known.folder, known.scenario) as address:
            for _ in range(rounds + 1):
                for level, took in levels:
                    wall, cpu = time.perf_counter(), cpu_seconds()
                    made = await probed(known, browser, address, level)
                    took.append((time.perf_counter() - wall, cpu_seconds() - cpu))
    walls = [median(wall for wall, _ in took[1:]) for took in (single, whole)]
    cpus = [median(cpu for _, cpu in took[1:]) for took in (single, whole)]
    good = sum(probe.ok for probe in made)
    return [
        Figure(f"{SHOP}: walk without probes", walls[0] * 1000),
        Figure(f"{SHOP}: walk with full probes", walls[1] * 1000),
        Figure(f"{SHOP}: full probes made, of {len(made)}", good, ""),
        Figure(f"{SHOP}: full probes / walk", walls[1] / walls[0], "x", at_most=BUDGET),
        Figure(f"{SHOP}: full probes / walk, CPU with browser and shop", cpus[1] / cpus[0], "x"),
    ]


def main() -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print(load())
    return show(asyncio.run(figures(given.rounds)))


if __name__ == "__main__":
    sys.exit(main())
