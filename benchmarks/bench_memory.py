"""Many walks in a row in one process and one browser: how much more memory feelint holds at the end.

python -m benchmarks.bench_memory [--walks N]     about two seconds a walk; not part of benchmarks.all
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
from pathlib import Path
from statistics import median

from benchmarks.bare import KNOWN
from benchmarks.bench_walk import unscripted
from benchmarks.kit import Figure, load, shop_apart, show, warm_browser

WALKS = 200
BUDGET = 10
WARM = 10
"""Walks until everything is loaded and all caches are in use; they are not counted."""
_SAMPLES = 10


def resident() -> float:
    """Megabytes of memory that this process holds (Linux: /proc), after a collection."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


async def figures(walks: int = WALKS) -> list[Figure]:
    """Memory after the first walks and after the last, medians of ten each; each walk goes to the shop's review page."""
    known = KNOWN[0]
    held: list[float] = []
    async with warm_browser() as browser:
        with shop_apart(known.folder, known.scenario) as address:
            for number in range(WARM + max(walks, 2 * _SAMPLES)):
                await unscripted(known, browser, address)
                if number >= WARM:
                    held.append(resident())
    first, last = median(held[:_SAMPLES]), median(held[-_SAMPLES:])
    return [
        Figure(f"memory after {WARM + _SAMPLES} walks", first, "MB"),
        Figure(f"memory after {WARM + len(held)} walks", last, "MB"),
        Figure("growth", (last / first - 1) * 100, "%", at_most=BUDGET),
    ]


def main() -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--walks", type=int, default=WALKS)
    given = parser.parse_args()
    print(load())
    return show(asyncio.run(figures(given.walks)))


if __name__ == "__main__":
    sys.exit(main())
