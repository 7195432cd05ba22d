"""Judging a captured journey: the capture read again, extraction, ledger, rules.

python -m benchmarks.bench_audit [--rounds N] [--capture FOLDER] [--profile]     without --capture: one is made first
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import pstats
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

from benchmarks.bare import KNOWN
from benchmarks.kit import Figure, load, shop_apart, show, timed, warm_browser
from feelint.capture import CaptureReader, open_capture
from feelint.engine import Context, Rule, run
from feelint.model.finding import Verdict
from feelint.policy import judge as judging
from feelint.policy.judge import JudgeOptions, judge
from feelint.walker.probes import run_probes
from feelint.walker.walk import Walk, WalkOptions, walk

JOURNEY, RULES = 500, 10


async def record(folder: Path, *, probes: bool) -> None:
    """A capture of the demo shop: six pages."""
    known = KNOWN[0]
    async with warm_browser() as browser:

        async def experiments(base: Walk) -> None:
            await run_probes(base, browser)

        with shop_apart(known.folder, known.scenario) as address:
            options = WalkOptions(ship_to=known.ship_to)
            await walk(
                address + known.start, options, browser=browser, out=folder, after=experiments if probes else None
            )


def figures(rounds: int = 9, given: Path | None = None) -> list[Figure]:
    """The first judgement of a process, then the medians; the same with experiments in the capture."""
    with tempfile.TemporaryDirectory() as folder:
        if given is not None:
            return _of(open_capture(given), rounds)
        asyncio.run(record(Path(folder, "plain"), probes=False))
        asyncio.run(record(Path(folder, "probes"), probes=True))
        plain, probed = open_capture(Path(folder, "plain")), open_capture(Path(folder, "probes"))
        return [*_of(plain, rounds), *_with_probes(probed, rounds)]


def _of(capture: CaptureReader, rounds: int) -> list[Figure]:
    began = time.perf_counter()
    judge([capture], JudgeOptions())
    first = (time.perf_counter() - began) * 1000
    wall, cpu = timed(lambda: judge([capture], JudgeOptions()), rounds)
    rules_wall, rules_cpu = _rules_alone(capture, rounds)
    return [
        Figure(f"judging a journey of {len(capture.record.steps)} pages", wall, at_most=JOURNEY),
        Figure("  CPU", cpu),
        Figure("  the first time in a process, imports and vocabulary included", first),
        Figure("rules alone", rules_wall, at_most=RULES),
        Figure("  CPU", rules_cpu),
    ]


def _with_probes(capture: CaptureReader, rounds: int) -> list[Figure]:
    states = sum(len(probe.steps) for probe in capture.record.probes)
    wall, cpu = timed(lambda: judge([capture], JudgeOptions()), max(3, rounds // 3))
    return [Figure(f"judging it with the {states} states of experiments", wall), Figure("  CPU", cpu)]


def _rules_alone(capture: CaptureReader, rounds: int) -> tuple[float, float]:
    """Runs the rules again on what the judgement ran them on."""
    met: list[tuple[Iterable[Rule], Context]] = []

    def noted(rules: Iterable[Rule], context: Context) -> tuple[Verdict, ...]:
        met.append((rules, context))
        return run(rules, context)

    with patch.object(judging, "run", noted):
        judge([capture], JudgeOptions())
    return timed(lambda: run(*met[0]), rounds)


def profile(capture: CaptureReader) -> None:
    """Prints what a judgement spends its time in."""
    judge([capture], JudgeOptions())
    with cProfile.Profile() as profiler:
        judge([capture], JudgeOptions())
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(25)


def main() -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--capture", type=Path)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    print(load())
    if given.profile and given.capture:
        profile(open_capture(given.capture))
        return 0
    return show(figures(given.rounds, given.capture))


if __name__ == "__main__":
    sys.exit(main())
