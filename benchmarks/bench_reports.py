"""Writing a report: ten journeys in every format but PDF, and the page of one journey as a single file.

python -m benchmarks.bench_reports [--rounds N] [--capture FOLDER] [--pdf]     without --capture: one is made first
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.bench_audit import record
from benchmarks.kit import Figure, load, show, timed
from feelint.capture import open_capture
from feelint.model.formats import Format
from feelint.model.report import Report
from feelint.outputs import Pictures, Printer, pictures_of, written
from feelint.policy.judge import JudgeOptions, judge

JOURNEYS, ALL_FORMATS, ONE_FILE = 10, 2000, 1500
"""Journeys, milliseconds, kilobytes."""


def figures(rounds: int = 5, given: Path | None = None, *, pdf: bool = False) -> list[Figure]:
    """The formats one by one, all together, and what the page in one file weighs; ``pdf`` prints one too."""
    with tempfile.TemporaryDirectory() as folder:
        if given is None:
            given = Path(folder, "capture")
            asyncio.run(record(given, probes=True))
        capture = open_capture(given)
        one = judge([capture], JudgeOptions())
        pictures = pictures_of(one, [capture])
        return [*_of(many(one), pictures, rounds), *_page(one, pictures, rounds), *(_pdf(one, pictures) if pdf else ())]


def many(report: Report, number: int = JOURNEYS) -> Report:
    """A report of so many journeys, each with the findings and verdicts of the first."""
    first = report.journeys[0]
    ids = [f"{first.id}-{at}" for at in range(1, number + 1)]
    return report.model_copy(
        update={
            "journeys": tuple(first.model_copy(update={"id": name}) for name in ids),
            "findings": tuple(one.model_copy(update={"journey": name}) for name in ids for one in report.findings),
            "verdicts": tuple(one.model_copy(update={"journey": name}) for name in ids for one in report.verdicts),
        }
    )


def _of(report: Report, pictures: Pictures, rounds: int) -> list[Figure]:
    found, whole, cpus = [], 0.0, 0.0
    for fmt in (one for one in Format if one is not Format.PDF):
        work = partial(written, report, fmt, pictures=pictures, self_contained=True)
        work()  # imports and templates
        wall, cpu = timed(work, rounds)
        found.append(Figure(f"  {fmt}", wall))
        whole, cpus = whole + wall, cpus + cpu
    head = Figure(f"a report of {len(report.journeys)} journeys in all formats but PDF", whole, at_most=ALL_FORMATS)
    return [head, Figure("  CPU", cpus), *found]


def _page(report: Report, pictures: Pictures, rounds: int) -> list[Figure]:
    steps, tried = len(report.journeys[0].steps), len(report.journeys[0].probes)
    size = len(written(report, Format.HTML, pictures=pictures, self_contained=True)) / 1000
    alone = len(written(report, Format.HTML)) / 1000
    wall, _ = timed(lambda: written(report, Format.HTML, pictures=pictures, self_contained=True), rounds)
    return [
        Figure(f"page of {steps} steps and {tried} experiments in one file", size, "kB", at_most=ONE_FILE),
        Figure("  without its pictures", alone, "kB"),
        Figure("  writing it", wall),
    ]


def _pdf(report: Report, pictures: Pictures) -> list[Figure]:
    wall, _ = timed(lambda: written(report, Format.PDF, pictures=pictures, printer=Printer(sandbox=False)), 1)
    return [Figure("  as PDF, with the start of the browser", wall)]


def main() -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--capture", type=Path)
    parser.add_argument("--pdf", action="store_true")
    given = parser.parse_args()
    print(load())
    return show(figures(given.rounds, given.capture, pdf=given.pdf))


if __name__ == "__main__":
    sys.exit(main())
