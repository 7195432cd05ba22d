"""When a page has settled after an action: its requests answered, money and DOM quiet. Event-driven throughout."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Request

from feelint.walker.browser import script

CAP = 10.0
LONG_POLL = 4.0
FOREIGN = 2.5
"""Scripts and data of other hosts are waited for this long, and no longer: they may be payment forms or trackers."""
FRESH = 50
"""Milliseconds of quiet that a new document needs once it has loaded and its requests are answered."""
WAITED_FOR = frozenset({"document", "xhr", "fetch", "script"})


@dataclass
class Traffic:
    """The open requests of a page. ``at_home`` tells the walked site's addresses from other hosts'."""

    at_home: Callable[[str], bool]
    open: dict[Request, float] = field(default_factory=dict)
    answered: float = 0
    """When the last answer to a script's request came from the walked site."""
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def listen(self, page: Page) -> None:
        """Begins to follow the requests of ``page``."""
        page.on("request", self._begun)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)

    def pending(self, since: float) -> list[tuple[Request, float]]:
        """Requests that may still change the page, with the time from which each is ignored."""
        now, found = monotonic(), []
        for request, begun in self.open.items():
            if begun < since or request.resource_type not in WAITED_FOR:
                continue
            home = self.at_home(request.url)
            patience = FOREIGN if not home else CAP if request.resource_type != "script" else LONG_POLL
            if begun + patience > now:
                found.append((request, begun + patience))
        return found

    async def change(self, timeout: float) -> None:
        """Returns when a request begins or ends, or after ``timeout`` seconds."""
        self._changed.clear()
        try:
            await asyncio.wait_for(self._changed.wait(), timeout)
        except TimeoutError:
            return

    def _begun(self, request: Request) -> None:
        self.open[request] = monotonic()
        self._changed.set()

    def _ended(self, request: Request) -> None:
        self.open.pop(request, None)
        if request.resource_type in ("xhr", "fetch") and self.at_home(request.url):
            self.answered = monotonic()
        self._changed.set()


async def settle(page: Page, traffic: Traffic, since: float, *, calm: int = 80, cap: float = CAP) -> bool:
    """Waits until ``page`` has settled after what was done at ``since`` (monotonic seconds).

    Gives False when it had not settled after ``cap`` seconds. Requests older than the action, web sockets, beacons and
    media do not count; a request that no answer ends holds up the walk for ``cap`` seconds at most.
    """
    done = monotonic()
    deadline = done + cap
    while (left := deadline - monotonic()) > 0:
        if pending := traffic.pending(since):
            nearest = min(until for _, until in pending)
            await traffic.change(max(0.01, min(left, nearest - monotonic())))
            continue
        answered = traffic.answered
        if not await _quiet(page, calm, since, done, answered if answered >= since else None, left):
            continue
        if not traffic.pending(since) and traffic.answered == answered:
            return True
    return False


async def _quiet(page: Page, calm: int, since: float, done: float, answered: float | None, left: float) -> bool:
    """Whether the document stood still; False when a navigation replaced it meanwhile."""
    try:
        await page.wait_for_load_state("domcontentloaded", timeout=left * 1000)
        now = monotonic()
        patience = {
            "calm": calm,
            "fresh": FRESH,
            "age": (now - done) * 1000,
            "begun": (now - since) * 1000,
            "answered": -1 if answered is None else (now - answered) * 1000,
        }
        return bool(await asyncio.wait_for(page.evaluate(script("quiet.js"), patience), left))
    except TimeoutError:
        return False
    except PlaywrightError as error:
        if page.is_closed() or "crashed" in str(error):
            raise
        return False
