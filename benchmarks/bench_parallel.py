"""Four walks at once in one browser against one at a time: walks a minute.

python -m benchmarks.bench_parallel [--rounds N]
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from statistics import median

from benchmarks.bare import KNOWN
from benchmarks.bench_walk import unscripted
from benchmarks.kit import Figure, load, shop_apart, show, warm_browser

AT_ONCE = 4
BUDGET = 1.6


async def figures(rounds: int = 5) -> list[Figure]:
    """Walks a minute, both ways, in turn; the first round warms up."""
    known = KNOWN[0]
    single, together = [], []
    async with warm_browser() as browser:
        with shop_apart(known.folder, known.scenario) as address:
            for _ in range(rounds + 1):
                began = time.perf_counter()
                for _ in range(AT_ONCE):
                    await unscripted(known, browser, address)
                single.append(60 * AT_ONCE / (time.perf_counter() - began))
                began = time.perf_counter()
                await asyncio.gather(*(unscripted(known, browser, address) for _ in range(AT_ONCE)))
                together.append(60 * AT_ONCE / (time.perf_counter() - began))
    one, four = median(single[1:]), median(together[1:])
    return [
        Figure("walks a minute, one at a time", one, "/min"),
        Figure(f"walks a minute, {AT_ONCE} at once in one browser", four, "/min"),
        Figure(f"{AT_ONCE} at once / one at a time", four / one, "x", at_least=BUDGET),
    ]


def main() -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    print(load())
    return show(asyncio.run(figures(given.rounds)))


if __name__ == "__main__":
    sys.exit(main())
