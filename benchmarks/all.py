"""All budgets in one table.

python -m benchmarks.all [--quick]     exits with 1 when a figure is over its budget
"""

from __future__ import annotations

import argparse
import asyncio
import sys

from benchmarks import bench_audit, bench_capture, bench_help, bench_parallel, bench_probes, bench_reports, bench_walk
from benchmarks.kit import Figure, load, show


def figures(share: float = 1) -> list[Figure]:
    """Every figure; ``share`` of the usual rounds."""

    def rounds(usual: int) -> int:
        return max(2, round(usual * share))

    return [
        *asyncio.run(bench_capture.figures(rounds(20))),
        *asyncio.run(bench_walk.figures(rounds(9))),
        *asyncio.run(bench_parallel.figures(rounds(5))),
        *asyncio.run(bench_probes.figures(rounds(3))),
        *bench_audit.figures(rounds(9)),
        *bench_reports.figures(rounds(5)),
        *bench_help.figures(rounds(11)),
    ]


def main() -> int:
    """Runs all benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a third of the rounds")
    given = parser.parse_args()
    before = load()
    found = figures(1 / 3 if given.quick else 1)
    print(f"before: {before}; after: {load()}")
    return show(found)


if __name__ == "__main__":
    sys.exit(main())
