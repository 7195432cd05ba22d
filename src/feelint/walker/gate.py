"""Wires the guard into a browser context: requests, redirect hops, web sockets, popups, dialogs, downloads."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from playwright.async_api import (
    BrowserContext,
    CDPSession,
    Dialog,
    Download,
    Frame,
    Page,
    Request,
    Route,
    WebSocketRoute,
)
from playwright.async_api import Error as PlaywrightError

from feelint.capture import redact
from feelint.model.walk import Refusal
from feelint.walker.access import Access
from feelint.walker.browser import Guise, introduce
from feelint.walker.guard import SAFE_METHODS, Guard, Sent
from feelint.walker.network import Recorder
from feelint.walker.settle import Traffic

GRACE = 1.0
"""Seconds after settling in which the same document may still send what the action caused (debounced fields)."""
# A route sees a request once, and none of a document that is being left: redirect hops and such need a second look.
HOP_PATTERNS = [{"urlPattern": "*", "resourceType": kind} for kind in ("Document", "XHR", "Fetch", "Ping", "Other")]

STATUS = "() => (performance.getEntriesByType('navigation')[0] || {}).responseStatus || 0"
EVERYTHING = [{"urlPattern": "*"}]


@dataclass
class Window:
    """The time in which requests are owed to an allowed action, and the document that they may come from."""

    page: Page
    document: int
    ends: float | None = None
    left: bool = False
    """The document is being left: what it still sends is not owed to the action."""


@dataclass
class Gate:
    """Everything that leaves ``context`` passes here."""

    context: BrowserContext
    guard: Guard
    recorder: Recorder
    traffic: Traffic
    guise: Guise = field(default_factory=Guise)
    access: Access = field(default_factory=Access)
    downloads: list[str] = field(default_factory=list)
    popups: list[Page] = field(default_factory=list)
    crashed: bool = False
    vanished: bool = False
    """The last page that an action opened in a window of its own closed itself."""
    _announced: int = 0
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _window: Window | None = None
    _documents: WeakKeyDictionary[Page, int] = field(default_factory=WeakKeyDictionary)
    _sessions: WeakKeyDictionary[Page, CDPSession] = field(default_factory=WeakKeyDictionary)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    async def install(self) -> None:
        """Guards everything that the context will do from now on."""
        await asyncio.gather(
            self.context.route("**/*", self._route), self.context.route_web_socket(re.compile(".*"), self._socket)
        )
        self.recorder.listen(self.context)

    async def new_page(self) -> Page:
        """A page of the context, guarded."""
        page = await self.context.new_page()
        await self.adopt(page)
        self.context.on("page", self._popup)
        return page

    async def adopt(self, page: Page) -> None:
        """Guards ``page``: its redirect hops, what it sends as it is left, dialogs and downloads."""
        self._documents[page] = 0
        page.on("framenavigated", self._navigated)
        page.on("dialog", self._dialog)
        page.on("download", self._download)
        page.on("crash", self._crash)
        session = await self.context.new_cdp_session(page)
        session.on("Fetch.requestPaused", lambda event: self._spawn(self._hop(session, event)))
        session.on("Page.windowOpen", self._announce)
        version = self.context.browser.version if self.context.browser else "0"
        await asyncio.gather(
            session.send("Page.enable"),
            self.traffic.listen(session),
            session.send("Fetch.enable", {"patterns": EVERYTHING if self.access.headers else HOP_PATTERNS}),
            introduce(session, version, self.guise),
        )
        self._sessions[page] = session

    def session(self, page: Page) -> CDPSession:
        """The DevTools session of a guarded page."""
        return self._sessions[page]

    def document(self, page: Page) -> int:
        """Counts the documents that a page has shown; another number means that it has navigated."""
        return self._documents.get(page, 0)

    @contextmanager
    def acting(self, page: Page, *, leaves: bool = False) -> Iterator[None]:
        """The span of an allowed action and of the settling after it; ``leaves``: it opens an address of its own."""
        window = self._window = Window(page, self.document(page), left=leaves)
        try:
            yield
        finally:
            window.ends = monotonic() + GRACE

    def shut(self) -> None:
        """From now on nothing but reading passes: the context is about to be closed."""
        self.guard.armed = True
        self._window = None

    def _in_window(self) -> bool:
        window = self._window
        return window is not None and (window.ends is None or monotonic() < window.ends)

    async def _attributed(self, request: Request) -> bool:
        window = self._window
        if window is None or window.left or not self._in_window():
            return False
        try:
            page = request.frame.page
        except PlaywrightError:
            return False
        return page is window.page and self.document(page) == window.document and page in self._sessions

    async def _route(self, route: Route, request: Request) -> None:
        safe = request.method in SAFE_METHODS
        try:
            main = request.is_navigation_request() and request.frame.parent_frame is None
        except PlaywrightError:
            main = request.is_navigation_request()
        sent = Sent(
            method=request.method,
            url=request.url,
            resource=request.resource_type,
            body=request.post_data_buffer or b"",
            content_type=request.headers.get("content-type", ""),
            main_frame=main,
            attributed=not safe and await self._attributed(request),
        )
        verdict = self.guard.judge(sent)
        if main and self._window is not None and verdict == "pass":
            self._window.left = True
        try:
            if verdict == "pass":
                await route.continue_()
            else:
                self.recorder.judged(request, "refused")
                await route.abort("blockedbyclient")
        except PlaywrightError:
            pass  # the page went away meanwhile

    async def _hop(self, session: CDPSession, event: dict[str, Any]) -> None:
        """Judges what no route sees: the hops of redirects, and what a document sends as it is left.

        The latter has no ``networkId``: the browser reports it to nobody, for the document that asked is gone.
        """
        request, what = event["request"], {"requestId": event["requestId"]}
        hop, leaving = bool(event.get("redirectedRequestId")), "networkId" not in event
        verdict = "pass"
        denied = bool(self.guard.denies(request["method"], request["url"]))
        judged = denied or self.guard.opens is not None or request["method"] not in SAFE_METHODS
        if (hop or leaving) and judged:
            sent = Sent(
                method=request["method"],
                url=request["url"],
                resource=event["resourceType"].lower(),
                body=str(request.get("postData", "")).encode(),
                content_type=_header(request, "content-type"),
                main_frame=event["resourceType"] == "Document",
                hop=hop,
                leaving=leaving,
            )
            verdict = self.guard.judge(sent)
        try:
            if verdict == "pass":
                if self.access.headers:
                    own = self.guard.own(request["url"])
                    what["headers"] = self.access.lend(request["headers"], own=own)
                await session.send("Fetch.continueRequest", what)
            else:
                await session.send("Fetch.failRequest", {**what, "errorReason": "BlockedByClient"})
        except PlaywrightError:
            pass  # the page went away meanwhile

    async def _socket(self, socket: WebSocketRoute) -> None:
        if entry := self.guard.denies("GET", socket.url):
            self._log("request", f"web socket {redact.url(socket.url)}", f"the configuration denies {entry}")
            await socket.close(code=1008, reason="")
            return
        if self.guard.armed or not self.guard.at_home(socket.url):
            self._log(
                "request" if self.guard.armed else "host", f"web socket {redact.url(socket.url)}", "a new connection"
            )
            await socket.close(code=1008, reason="")
            return
        server = socket.connect_to_server()

        def message(data: str | bytes) -> None:
            if self.guard.armed and not self._in_window():
                self._log("request", f"web socket message to {redact.url(socket.url)}", "no allowed action caused it")
            else:
                server.send(data)

        socket.on_message(message)

    def _log(self, fence: Any, what: str, why: str) -> None:
        self.guard.log(Refusal(fence=fence, what=what, why=why, step=self.guard.step))

    def _navigated(self, frame: Frame) -> None:
        if frame.parent_frame is None:
            self._documents[frame.page] = self._documents.get(frame.page, 0) + 1

    def _announce(self, _: dict[str, Any]) -> None:
        self._announced += 1
        self._arrived.clear()

    def _popup(self, page: Page) -> None:
        self._announced = max(0, self._announced - 1)
        if not self._announced:
            self._arrived.set()
        if self._in_window():
            self.popups.append(page)
        else:
            self._log("request", f"popup {redact.url(page.url)}", "no allowed action opened it")
            self._spawn(page.close())

    async def adopt_popup(self, *, wanted: bool = True) -> Page | None:
        """The page of the walked site that the last action opened, guarded; other popups are closed and logged.

        ``wanted`` is False when the action led on in its own page: what opened beside is nothing that was asked for.
        """
        found = None
        self.vanished = False
        if self._announced:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), 3)
            self._announced = 0
        while self.popups:
            page = self.popups.pop(0)
            try:
                await page.wait_for_load_state("domcontentloaded", timeout=8000)
                if wanted and found is None and self.guard.at_home(page.url):
                    await self.adopt(page)
                    await self._let_in(page)
                    found = page
                    continue
            except PlaywrightError:
                if page.is_closed():
                    self.vanished = wanted
                    continue
            if not page.is_closed():
                why = "another host" if wanted else "opened beside the page that was asked for"
                self._log("host", f"popup {redact.url(page.url)}", why)
                await page.close()
        return found

    async def _let_in(self, page: Page) -> None:
        """A window that the shop opened asked for its page before it was guarded, so without the site's headers."""
        if self.access.headers and await page.evaluate(STATUS) >= 400:
            await page.goto(page.url, wait_until="domcontentloaded", timeout=8000)

    async def _dialog(self, dialog: Dialog) -> None:
        try:
            if dialog.type in ("alert", "beforeunload"):
                await dialog.accept()
            else:
                self._log("dialog", f"{dialog.type}: {dialog.message[:200]}", "confirmations are declined")
                await dialog.dismiss()
        except PlaywrightError:
            pass  # the page went away meanwhile

    async def _download(self, download: Download) -> None:
        self.downloads.append(download.suggested_filename)
        self._log("request", f"download {download.suggested_filename}", "files are not kept")
        with suppress(PlaywrightError):  # it was never let through
            await download.cancel()

    def _crash(self, _: Page) -> None:
        self.crashed = True

    def _spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()


def _header(request: dict[str, Any], name: str) -> str:
    headers = request.get("headers", {})
    return str(next((value for key, value in headers.items() if key.lower() == name), ""))
