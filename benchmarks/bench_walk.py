"""A walk, and the replay of its journey file, against a bare Playwright script of the same steps.

Same warm browser, rounds taken in turn.

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
from feelint.model.journey import Journey
from feelint.model.words import Outcome
from feelint.pilot.record import Recorder, steps_of
from feelint.pilot.replay import Script
from feelint.walker.replay import recording
from feelint.walker.session import Head
from feelint.walker.walk import WalkOptions, walk

BUDGET = 1.5
REPLAY_BUDGET = 1.25


async def unscripted(
    known: Known, browser: Browser, address: str, script: Script | None = None, head: Head | None = None
) -> None:
    """feelint's walk, capture included, without probes; by a journey file if there is one."""
    with tempfile.TemporaryDirectory() as folder:
        options = WalkOptions(ship_to=known.ship_to, script=script, leaflets=0)  # the same steps
        record = await walk(address + known.start, options, browser=browser, out=Path(folder), head=head)
    if record.outcome is not Outcome.REACHED:
        raise RuntimeError(f"{known.name}: {record.outcome}: {record.reason}: {record.message}")


async def written_down(known: Known, browser: Browser, address: str) -> Script:
    """The journey file of a walk, as ``feelint record`` writes it; it is not healed."""
    recorder = Recorder()
    await unscripted(known, browser, address, head=recording(Head.default(), recorder))
    return Script(Journey(name=known.name, start=known.start, step=steps_of(recorder)), heal=False)


async def figures(rounds: int = 9) -> list[Figure]:
    """For each shop: both medians and their ratio."""
    found: list[Figure] = []
    async with warm_browser() as browser:
        for known in KNOWN:
            with shop_apart(known.folder, known.scenario) as address:
                bare, own, replay = await _rounds(known, browser, address, rounds)
            found += [
                Figure(f"{known.name}: bare script", bare.wall * 1000),
                Figure(f"{known.name}: feelint walk", own.wall * 1000),
                Figure(f"{known.name}: feelint / bare", own.wall / bare.wall, "x", at_most=BUDGET),
                Figure(f"{known.name}: feelint replay", replay.wall * 1000),
                Figure(f"{known.name}: replay / bare", replay.wall / bare.wall, "x", at_most=REPLAY_BUDGET),
                Figure(f"{known.name}: bare script, CPU with browser and shop", bare.cpu * 1000),
                Figure(f"{known.name}: feelint walk, CPU with browser and shop", own.cpu * 1000),
                Figure(f"{known.name}: feelint replay, CPU with browser and shop", replay.cpu * 1000),
            ]
    return found


class Cost(NamedTuple):
    """Seconds a walk."""

    wall: float
    cpu: float


async def _rounds(known: Known, browser: Browser, address: str, rounds: int) -> tuple[Cost, Cost, Cost]:
    """Medians of the bare script, of the walk and of the replay; the first round warms up and is not counted."""
    bare, own, replay = [], [], []
    script = await written_down(known, browser, address)
    for _ in range(rounds + 1):
        bare.append(await _cost(known.walk(browser, address)))
        own.append(await _cost(unscripted(known, browser, address)))
        replay.append(await _cost(unscripted(known, browser, address, script)))
    return _median(bare[1:]), _median(own[1:]), _median(replay[1:])


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
