"""What a page shows, in one pass: annotated HTML and layout facts, frames merged into one document.

``python -m feelint.walker.observer URL FOLDER`` writes them for one page, for work on the extractor.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary, ref

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page

from feelint.walker.browser import script
from feelint.walker.either import Steps, run, run_async

FRAME_STRIDE = 1_000_000
"""Element numbers of frame n begin at n * FRAME_STRIDE; the page itself is frame 0."""
MAX_FRAMES = 12
MIN_FRAME_PX = 40
VISIBLE, FOLD, OCCLUDED, IN_VIEW, FIXED = 1, 4, 8, 16, 32

Facts = dict[str, Any]


@dataclass(frozen=True)
class Observed:
    """One state of a page. ``facts`` is the document that ``observer.js`` describes, with all frames in it."""

    html: str
    facts: Facts
    url: str
    title: str


_frames: WeakKeyDictionary[Page, list[ref[Frame]]] = WeakKeyDictionary()
"""Weak on both sides: a frame holds its page, and no closed page is to be kept."""


def frames_of(page: Page) -> list[Frame | None]:
    """The frames that have element numbers of their own, in the order in which they were met; the page's first.

    None stands in the place of one that is gone.
    """
    return [frame() for frame in _frames.setdefault(page, [ref(page.main_frame)])]


def locate(page: Page, node: int) -> tuple[Frame, int]:
    """The frame that an element number belongs to, and the element's number there.

    Raises Playwright's own error, as a frame does that was taken out of the page, where it is gone altogether.
    """
    index, local = divmod(node, FRAME_STRIDE)
    frame = frames_of(page)[index]
    if frame is None:
        raise PlaywrightError("the frame was detached")
    return frame, local


async def observe(page: Page) -> Observed:
    """Reads the page once (async API). The page is not touched."""
    return await run_async(_observe(page))


def observe_sync(page: Any) -> Observed:
    """The same for a page of Playwright's sync API."""
    return run(_observe(page))


def _observe(page: Page) -> Steps[Observed]:
    """The one way to observe; each yielded call is made by the async or the sync driver above."""
    html, facts = yield from _one(page.main_frame, 0)
    html = yield from _embedded(page, page.main_frame, html, facts, facts["frames"], offset=0, depth=0)
    return Observed(html, facts, facts["url"], facts["title"])


def _one(frame: Frame, offset: int) -> Steps[tuple[str, Facts]]:
    options = {"offset": offset, "framed": offset > 0}
    answer = yield lambda: frame.evaluate(script("observer.js"), options)
    if isinstance(answer, Exception):
        raise answer
    facts, _, html = answer.partition("\n")
    return html, json.loads(facts)


def _embedded(
    page: Page, frame: Frame, html: str, facts: Facts, found: dict[str, str], *, offset: int, depth: int
) -> Steps[str]:
    """Puts the documents of other origins' frames into the page's, their boxes moved to where they are seen."""
    for key in list(found):
        node = int(key)
        inner = ""
        owner = facts["nodes"].get(key)
        if owner and owner[0] & VISIBLE and min(owner[3], owner[4]) >= MIN_FRAME_PX and depth < 3:
            child = yield from _content_frame(frame, node - offset)
            if child is not None and (index := _index(page, child)) is not None:
                try:
                    inner, its = yield from _one(child, index * FRAME_STRIDE)
                except PlaywrightError:
                    its = None
                if its is not None:
                    _move(its, owner, facts)
                    facts["nodes"].update(its["nodes"])
                    facts["state"].update(its["state"])
                    facts["frames"].update(its["frames"])
                    facts["payments"] = [*facts["payments"], *its["payments"]]
                    inner = yield from _embedded(
                        page, child, inner, facts, its["frames"], offset=index * FRAME_STRIDE, depth=depth + 1
                    )
        html = html.replace(f"\x01{key}\x01", inner, 1)
    return html


def _content_frame(frame: Frame, local: int) -> Steps[Frame | None]:
    handle = yield lambda: frame.evaluate_handle("id => window[Symbol.for('feelint')].element(id)", local)
    if isinstance(handle, Exception) or (element := handle.as_element()) is None:
        return None
    child = yield element.content_frame
    return None if isinstance(child, Exception) else child


def _index(page: Page, frame: Frame) -> int | None:
    known = frames_of(page)
    if frame not in known:
        if len(known) > MAX_FRAMES:
            return None
        _frames[page].append(ref(frame))
        return len(known)
    return known.index(frame)


def _move(inner: Facts, owner: list[Any], outer: Facts) -> None:
    """From the frame's own document to the page's: boxes, first viewport, present viewport, what covers the frame."""
    dx, dy = owner[1] - inner["scroll"][0], owner[2] - inner["scroll"][1]
    width, height = outer["viewport"]
    left, top = outer["scroll"]
    for facts in inner["nodes"].values():
        facts[1] += dx
        facts[2] += dy
        x, y = facts[1] + facts[3] / 2, facts[2] + facts[4] / 2
        flags = facts[0] & ~(FOLD | IN_VIEW) | owner[0] & (OCCLUDED | FIXED)
        if facts[0] & VISIBLE:
            flags |= FOLD if y < height and x < width else 0
            flags |= IN_VIEW if left <= x < left + width and top <= y < top + height else 0
        facts[0] = flags


async def _save(url: str, folder: str) -> None:
    """Opens ``url`` and writes ``page.html`` and ``facts.json``; for developers."""
    from pathlib import Path

    from playwright.async_api import async_playwright

    from feelint.walker.browser import launch, new_context

    async with async_playwright() as playwright:
        browser = await launch(playwright)
        context = await new_context(browser)
        page = await context.new_page()
        await page.goto(url)
        observed = await observe(page)
        out = Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        (out / "page.html").write_text(observed.html, "utf-8")
        (out / "facts.json").write_text(json.dumps(observed.facts), "utf-8")
        await browser.close()


if __name__ == "__main__":
    import asyncio
    import sys

    asyncio.run(_save(sys.argv[1], sys.argv[2]))
