"""What one state of a page costs: one script call for HTML and layout, a picture of the viewport; and what follows.

The floor under it is measured in the same rounds: the page's HTML as it is, and the same picture.

python -m benchmarks.bench_capture [--rounds N]
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import cast

from benchmarks import big_page
from benchmarks.kit import Figure, load, show, timed, warm_browser
from feelint.capture.store import CaptureWriter
from feelint.extract import read_scene
from feelint.extract.dom import Facts
from feelint.model.walk import Environment, WalkRecord
from feelint.model.words import Stage
from feelint.testing.papershop import serve
from feelint.walker.observer import Observed, observe
from feelint.walker.session import Head, Session
from feelint.walker.walk import WalkOptions

BUDGET = 80
PICTURE = {"format": "jpeg", "quality": 70, "optimizeForSpeed": True}
"""As the session takes it."""


async def figures(rounds: int = 20) -> list[Figure]:
    """Medians on the generated page."""
    scripts, pictures, both, bare, fresh = [], [], [], [], []
    options = WalkOptions(ship_to="IE")
    async with warm_browser() as browser:
        with serve(big_page.make()) as address:
            session = await Session.open(browser, address + "/", options, Head.default())
            await session.goto(address + "/")
            devtools = session.gate.session(session.page)
            for _ in range(rounds + 2):
                began = time.perf_counter()
                observed = await observe(session.page)
                seen = time.perf_counter()
                picture = await devtools.send("Page.captureScreenshot", PICTURE)
                done = time.perf_counter()
                scripts.append(seen - began)
                pictures.append(done - seen)
                both.append(done - began)
                await session.page.evaluate("document.documentElement.outerHTML")
                await devtools.send("Page.captureScreenshot", PICTURE)
                bare.append(time.perf_counter() - done)
            for _ in range(rounds // 4 + 3):
                await session.goto(address + "/")
                began = time.perf_counter()
                await observe(session.page)
                fresh.append(time.perf_counter() - began)
            elements = await session.page.evaluate("document.querySelectorAll('*').length")
            await session.close()
    facts = cast(Facts, observed.facts)
    reading, reading_cpu = timed(lambda: read_scene(observed.html, facts=facts, url=observed.url), 5)
    writing, writing_cpu = timed(lambda: _write(observed, picture["data"].encode()), 5)
    return [
        Figure(
            f"one state of a page of {len(big_page.page()) // 1000} KB, {elements} elements", _ms(both), at_most=BUDGET
        ),
        Figure("  HTML and layout, one script call", _ms(scripts)),
        Figure("  the same, first look after loading", _ms(fresh)),
        Figure("  picture of the viewport", _ms(pictures)),
        Figure("  share of the picture", 100 * median(pictures[2:]) / median(both[2:]), "%"),
        Figure("bare: outerHTML and the same picture", _ms(bare)),
        Figure("feelint / bare", median(both[2:]) / median(bare[2:]), "x"),
        Figure("reading the scene", reading),
        Figure("reading the scene, CPU", reading_cpu),
        Figure("redacting, packing, writing", writing),
        Figure("redacting, packing, writing, CPU", writing_cpu),
    ]


def _write(observed: Observed, picture: bytes) -> None:
    where = Environment(ship_to="IE", locale="en-IE", currency="EUR")
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        writer = CaptureWriter(Path(folder), WalkRecord(start_url=observed.url, started_at=now, environment=where))
        writer.snapshot(
            index=0,
            stage=Stage.PRODUCT,
            html=observed.html,
            facts=observed.facts,
            title=observed.title,
            at=now,
            url=observed.url,
            screenshot=picture,
        )


def _ms(seconds: list[float]) -> float:
    """Without the first two, which warm up."""
    return median(seconds[2:]) * 1000


def main() -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    print(load())
    return show(asyncio.run(figures(given.rounds)))


if __name__ == "__main__":
    sys.exit(main())
