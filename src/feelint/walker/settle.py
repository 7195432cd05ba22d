"""When a page has settled after an action: its requests answered, money and DOM quiet. Event-driven throughout."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic, time
from typing import Any
from urllib.parse import urldefrag

from playwright.async_api import CDPSession, Page
from playwright.async_api import Error as PlaywrightError

from feelint.walker.browser import script

CAP = 10.0
LONG_POLL = 4.0
FOREIGN = 2.5
"""Scripts and data of other hosts are waited for this long, and no longer: they may be payment forms or trackers."""
SENDS_ON = 5.0
"""A page that says that it will send its visitor on within this many seconds is waited for."""
FRESH = 50
"""Milliseconds of quiet that a new document needs once it has loaded and its requests are answered."""
DATA = frozenset({"XHR", "Fetch"})
WAITED_FOR = DATA | {"Document", "Script"}


@dataclass(frozen=True)
class Open:
    """A request without its answer. ``document`` names the document that asked, as the browser does."""

    url: str
    kind: str
    document: str
    begun: float


@dataclass
class Traffic:
    """The open requests of a page. ``at_home`` tells the walked site's addresses from other hosts'.

    Told by the renderer itself, at the moment of asking: the events of Playwright come after the routes have been asked.
    """

    at_home: Callable[[str], bool]
    open: dict[str, Open] = field(default_factory=dict)
    answered: float = 0
    """When the last answer to a script's request came from the walked site."""
    leaves: float = 0
    """Until when the page will have sent itself on to another address (a refresh); 0 when it does not say so."""
    _shown: dict[str, str] = field(default_factory=dict)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self, session: CDPSession) -> None:
        """Begins to follow the requests of a page, by its DevTools session."""
        session.on("Network.requestWillBeSent", self._begun)
        session.on("Network.loadingFinished", self._ended)
        session.on("Network.loadingFailed", self._ended)
        session.on("Page.frameNavigated", self._navigated)
        session.on("Page.frameScheduledNavigation", self._scheduled)
        await session.send("Network.enable")

    def pending(self, since: float) -> list[float]:
        """Until when each request is waited for that may still change the page, and a page that sends itself on."""
        now = monotonic()
        found = [self.leaves] if self.leaves > now else []
        for request in self.open.values():
            if request.begun < since or request.kind not in WAITED_FOR:
                continue
            patience = LONG_POLL if request.kind == "Script" else CAP
            until = request.begun + (patience if self.at_home(request.url) else FOREIGN)
            if until > now:
                found.append(until)
        return found

    async def change(self, timeout: float) -> None:
        """Returns when a request begins or ends, or after ``timeout`` seconds."""
        self._changed.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), timeout)

    def _begun(self, event: dict[str, Any]) -> None:
        key = event["requestId"]
        begun = self.open[key].begun if key in self.open else monotonic()  # a redirect goes on under the same name
        self.open[key] = Open(event["request"]["url"], event.get("type", ""), event.get("loaderId", ""), begun)
        self._changed.set()

    def _ended(self, event: dict[str, Any]) -> None:
        request = self.open.pop(event["requestId"], None)
        if request and request.kind in DATA and self.at_home(request.url):
            now, told = monotonic(), float(event.get("timestamp", 0))
            self.answered = told if 0 <= now - told < 1 else now  # the browser's clock, where it is the same one
        self._changed.set()

    def _navigated(self, event: dict[str, Any]) -> None:
        """What the old document asked for is nobody's any more; not all of it is reported as failed."""
        frame = event["frame"]
        if "parentId" not in frame:
            self.open = {key: open for key, open in self.open.items() if open.document in ("", frame["loaderId"])}
            self._shown[frame["id"]], self.leaves = frame["url"], 0
            self._changed.set()

    def _scheduled(self, event: dict[str, Any]) -> None:
        """A refresh to another address, of the markup or of the answer's head; what reloads itself is there already."""
        shown = self._shown.get(event["frameId"])
        elsewhere = shown is not None and urldefrag(event["url"]).url != shown
        if elsewhere and event["reason"].endswith("Refresh") and event["delay"] <= SENDS_ON:
            self.leaves = monotonic() + event["delay"] + 1
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
            nearest = min(pending)
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
            "answered": -1 if answered is None else (time() - (now - answered)) * 1000,
        }
        return bool(await asyncio.wait_for(page.evaluate(script("quiet.js"), patience), left))
    except TimeoutError:
        return False
    except PlaywrightError as error:
        if page.is_closed() or "crashed" in str(error):
            raise
        return False
