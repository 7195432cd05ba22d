"""How long the command line takes to answer, from the start of a fresh interpreter.

python -m benchmarks.bench_help [--rounds N]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from statistics import median

from benchmarks.kit import ROOT, Figure, environment, load, show

ASKED = {("--help",): 200, ("explain", "drip-mandatory-fee"): 200, ("rules",): 300}
"""What is asked, and within how many milliseconds it has to be answered."""


def figures(rounds: int = 11) -> list[Figure]:
    """Medians, with those of an empty interpreter beside them; all in turn."""
    lines = {
        "python -c pass": ["-c", "pass"],
        **{f"feelint {' '.join(words)}": ["-m", "feelint", *words] for words in ASKED},
    }
    budgets = {f"feelint {' '.join(words)}": budget for words, budget in ASKED.items()}
    took: dict[str, list[float]] = {name: [] for name in lines}
    for _ in range(rounds + 1):
        for name, line in lines.items():
            began = time.perf_counter()
            subprocess.run([sys.executable, *line], cwd=ROOT, env=environment(), check=True, stdout=subprocess.DEVNULL)
            took[name].append(time.perf_counter() - began)
    medians = {name: median(times[1:]) * 1000 for name, times in took.items()}
    return [Figure(name, ms, at_most=budgets.get(name)) for name, ms in medians.items()]


def main() -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    given = parser.parse_args()
    print(load())
    return show(figures(given.rounds))


if __name__ == "__main__":
    sys.exit(main())
