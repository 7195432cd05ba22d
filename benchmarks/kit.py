"""What the benchmarks share: figures held against budgets, a shop in a process of its own, a warm browser."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.async_api import Browser, async_playwright

from feelint.testing.papershop import load_shop, serve
from feelint.walker.browser import launch

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "src" / "feelint" / "testing" / "demo"
SHOPS = ROOT / "fixtures" / "shops"


@dataclass(frozen=True)
class Figure:
    """One measured figure. Without a budget it is there to explain another one."""

    what: str
    value: float
    unit: str = "ms"
    at_most: float | None = None
    at_least: float | None = None

    @property
    def within(self) -> bool:
        """Whether the figure keeps its budget."""
        high = self.at_most is not None and self.value > self.at_most
        low = self.at_least is not None and self.value < self.at_least
        return not (high or low)

    def row(self) -> tuple[str, str, str, str]:
        """What, value, budget, judgement: a row of the table."""
        value = f"{self.value:.2f} {self.unit}" if self.value < 10 else f"{self.value:.0f} {self.unit}"
        if self.at_most is None and self.at_least is None:
            return self.what, value, "", ""
        budget = f"≤ {self.at_most:g}" if self.at_most is not None else f"≥ {self.at_least:g}"
        return self.what, value, f"{budget} {self.unit}", "within" if self.within else "OVER"


def show(figures: Sequence[Figure]) -> int:
    """Prints a table of figures; gives 1 when one is over its budget."""
    rows = [("figure (medians)", "measured", "budget", ""), *(figure.row() for figure in figures)]
    wide = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = (row[0].ljust(wide[0]), row[1].rjust(wide[1]), row[2].rjust(wide[2]), row[3])
        print("  ".join(cells).rstrip())
    return int(not all(figure.within for figure in figures))


def load() -> str:
    """How busy the machine is: figures of a busy one are worth little."""
    if not hasattr(os, "getloadavg"):
        return "load unknown"
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def timed(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians over ``rounds`` calls, in milliseconds: wall time, and CPU time of this process."""
    walls, cpus = [], []
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return median(walls) * 1000, median(cpus) * 1000


def cpu_seconds() -> float:
    """CPU time so far of this process and, where /proc tells it, of all that it started: driver, browser, renderers.

    On a busy machine this says more than the wall time does.
    """
    proc = Path("/proc")
    if not (proc / "self" / "stat").exists():
        return time.process_time()
    parents, spent = {}, {}
    for stat in proc.glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        pid = int(stat.parent.name)
        parents[pid] = int(fields[1])
        spent[pid] = sum(map(int, fields[11:15]))
    ours, found = {os.getpid()}, 0
    while len(ours) != found:
        found = len(ours)
        ours |= {pid for pid, parent in parents.items() if parent in ours}
    return sum(spent.get(pid, 0) for pid in ours) / os.sysconf("SC_CLK_TCK")


def environment() -> dict[str, str]:
    """The environment of a child process that imports feelint from this checkout."""
    paths = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": paths}


@contextmanager
def shop_apart(folder: Path, scenario: str) -> Iterator[str]:
    """Serves a paper shop in a process of its own, so that it does not slow down what is measured; its address."""
    command = [sys.executable, "-m", "benchmarks.kit", str(folder), scenario]
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


@asynccontextmanager
async def warm_browser() -> AsyncIterator[Browser]:
    """The browser that feelint would start, after it has shown a page."""
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        page = await browser.new_page()
        await page.set_content("<p>warm</p>")
        await page.context.close()
        try:
            yield browser
        finally:
            await browser.close()


def _serve_until_ended(folder: str, scenario: str) -> None:
    with serve(load_shop(Path(folder)).make(scenario)) as address:
        print(address, flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    _serve_until_ended(*sys.argv[1:])
