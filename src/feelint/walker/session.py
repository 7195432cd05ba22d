"""One browser context at work on one shop: look, act, keep. The walk and the probes both go through it."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from time import monotonic
from typing import Any, Protocol

from playwright.async_api import Browser, BrowserContext, Page, Request, Response, ViewportSize
from playwright.async_api import Error as PlaywrightError

from feelint.capture.store import CaptureWriter
from feelint.errors import ConfigError
from feelint.model.scene import Box, Scene
from feelint.model.walk import Decision, NetworkRecord, Snapshot, Stop
from feelint.model.words import Stage
from feelint.pilot.memory import Memory
from feelint.walker.access import Access
from feelint.walker.actions import Between, Hands, Refuse
from feelint.walker.browser import Guise, new_context, script
from feelint.walker.gate import Gate
from feelint.walker.guard import Guard, Submitter, is_local, place
from feelint.walker.network import Recorder
from feelint.walker.observer import Observed, locate, observe
from feelint.walker.settle import Traffic, settle

ReadScene = Callable[..., Scene]
Decide = Callable[[Scene, Memory], tuple[Decision | Stop, Memory]]
Arms = Callable[[Scene, Stage], bool]
MAX_PICTURE_HEIGHT = 16_000
CLIP_MARGIN = 12
LINGER = 1.5
"""Seconds that a page is given to go on by itself before a walk is lost on it."""


@dataclass(frozen=True)
class Head:
    """The pure functions that a walk follows; by default the real ones, loaded when first needed."""

    read_scene: ReadScene
    decide: Decide
    refuse: Refuse
    arms: Arms
    signature: Callable[[Scene], str]

    @classmethod
    def default(cls) -> Head:
        """feelint's own eyes and pilot."""
        from feelint.extract import read_scene
        from feelint.pilot import decide, signature
        from feelint.pilot.safety import arms, refusal

        return cls(read_scene, decide, refusal, arms, signature)

    def signed_in(self) -> Head:
        """The same for a walk with a saved session, which may be able to order in one press."""
        from feelint.pilot.safety import refusal_signed_in

        return replace(self, refuse=refusal_signed_in)


class Circumstances(Protocol):
    """What a session needs to know of a walk's options."""

    @property
    def viewport(self) -> str: ...
    @property
    def locale(self) -> str: ...
    @property
    def currency(self) -> str: ...
    @property
    def ship_to(self) -> str: ...
    @property
    def allow_hosts(self) -> tuple[str, ...]: ...
    @property
    def pace(self) -> float: ...
    @property
    def access(self) -> Access: ...


@dataclass(frozen=True)
class Look:
    """One look at the page: what was observed, the scene read from it, and a picture of the viewport."""

    observed: Observed
    scene: Scene
    network: tuple[NetworkRecord, ...]
    picture: Awaitable[bytes]
    at: datetime


@dataclass
class Session:
    """A page of a shop, guarded, with hands and eyes. Made by :meth:`open`, ended by :meth:`close`."""

    context: BrowserContext
    page: Page
    gate: Gate
    head: Head
    options: Circumstances
    hands: Hands = field(init=False)
    status: int = 0
    """HTTP status of the last page that was opened; 0 when none answered."""
    failure: str = ""
    """Why the last page could not be opened; empty when it could."""
    pictured: bool = True
    """Whether every look takes a picture; else only those that are asked for it (:meth:`picture`)."""
    _network: tuple[NetworkRecord, ...] = ()
    told: str = ""
    """The currency that a page of this session was in, as far as one told."""
    _pictures: set[asyncio.Task[bytes]] = field(default_factory=set)

    def __post_init__(self) -> None:
        pace = 0.0 if is_local(place(self.guard.start_url)[0]) else self.options.pace
        self.hands = Hands(self.page, self.gate, self.head.refuse, pace)
        self.context.on("response", self._answered)
        self.context.on("requestfailed", self._failed)

    def _answered(self, response: Response) -> None:
        if self._opens_page(response.request):
            self.status, self.failure = response.status, ""

    def _failed(self, request: Request) -> None:
        if self._opens_page(request) and request.failure and "ERR_ABORTED" not in request.failure:
            self.status, self.failure = 0, request.failure

    def _opens_page(self, request: Request) -> bool:
        with suppress(PlaywrightError):
            return request.is_navigation_request() and request.frame == self.page.main_frame
        return False

    @classmethod
    async def open(cls, browser: Browser, url: str, options: Circumstances, head: Head, *, locale: str = "") -> Session:
        """A fresh context for the shop at ``url``. The page is still blank."""
        guise = Guise(options.viewport, options.locale or locale)
        access = options.access
        context = await new_context(browser, guise, access)
        guard = Guard(url, options.allow_hosts, access.deny, private=set(access.withheld))
        gate = Gate(context, guard, Recorder(), Traffic(guard.at_home), guise, access)
        try:
            await gate.install()
            if access.cookies:
                await context.add_cookies(access.cookies_for(url))
            page = await gate.new_page()
            await check_selectors(page, access.mask)
        except ConfigError:
            await context.close()
            raise
        return cls(context, page, gate, head, options)

    @property
    def guard(self) -> Guard:
        """The guard of this session."""
        return self.gate.guard

    async def close(self) -> None:
        """Ends the session; pictures that nobody asked for are dropped."""
        self.gate.shut()
        for task in self._pictures:
            task.cancel()
        with suppress(PlaywrightError):
            await self.context.close()

    async def goto(self, url: str) -> int:
        """Opens an address and waits until it has settled. Gives the HTTP status, 0 when there was none."""
        began = monotonic()
        with self.gate.acting(self.page, leaves=True):
            response = await self.page.goto(url, wait_until="commit", timeout=30_000)
            await settle(self.page, self.gate.traffic, began)
        return response.status if response else 0

    async def look(self) -> Look:
        """Observes the page and reads the scene. The picture is taken by the browser meanwhile."""
        observed = await self._observe()
        picture = self.picture() if self.pictured else _no_picture()
        network = await self.gate.recorder.take()
        self._network = (*self._network, *network)
        await asyncio.sleep(0)
        scene = self.head.read_scene(
            observed.html,
            facts=observed.facts,
            url=observed.url,
            locale=self.options.locale,
            currency=self.options.currency,
            network=self._network,
            ship_to=self.options.ship_to,
            known=self.told,
            guess=True,
        )
        if not scene.currency_open:
            self.told = self.told or scene.currency
        return Look(observed, scene, network, picture, datetime.now(UTC))

    def picture(self) -> asyncio.Task[bytes]:
        """A picture of the viewport, taken by the browser meanwhile."""
        picture = asyncio.ensure_future(self._shoot({"quality": 70}))
        self._pictures.add(picture)
        picture.add_done_callback(self._pictures.discard)
        picture.add_done_callback(lambda task: task.cancelled() or task.exception())
        return picture

    async def linger(self) -> None:
        """Returns when the page changes, goes on or closes by itself, or after a moment without any of it."""
        with suppress(PlaywrightError):
            await self.page.evaluate(script("linger.js"), LINGER * 1000)
            return
        if not self.page.is_closed():
            await settle(self.page, self.gate.traffic, monotonic())

    async def _observe(self) -> Observed:
        """A navigation in the very moment of looking costs a second look, not the walk."""
        for _ in range(3):
            try:
                return await observe(self.page)
            except PlaywrightError:
                if self.page.is_closed() or self.gate.crashed:
                    raise
                await settle(self.page, self.gate.traffic, monotonic())
        return await observe(self.page)

    async def forbid(self, scene: Scene, decision: Decision) -> None:
        """Tells the guard which submitters no request may carry: those of the controls that may not be pressed."""
        pressed = next((action.node for action in decision.actions if action.kind == "press"), -1)
        refused = [control for control in scene.controls if self.head.refuse(control, scene, decision.stage)]
        found = await self._submitters([control.node for control in refused])
        own = await self._submitters([pressed]) if pressed >= 0 and found else []
        self.guard.forbid(submitter for submitter in found if submitter not in own)

    async def _submitters(self, nodes: Sequence[int]) -> list[Submitter]:
        by_frame: dict[Any, list[int]] = {}
        for node in nodes:
            frame, local = locate(self.page, node)
            by_frame.setdefault(frame, []).append(local)
        found = []
        for frame, ids in by_frame.items():
            with suppress(PlaywrightError):
                answers = await frame.evaluate(script("hands.js"), {"do": "submitters", "ids": ids})
                found += [Submitter(**answer) for answer in answers if answer]
        return found

    async def denied(self, decision: Decision) -> tuple[int, str]:
        """The control that a decision presses and the entry of the deny-list that its request would meet, if any."""
        pressed = next((action for action in decision.actions if action.kind in ("press", "goto")), None)
        if pressed is None or not self.guard.denied:
            return -1, ""
        if pressed.kind == "goto":
            return -1, self.guard.denies("GET", pressed.value)
        frame, local = locate(self.page, pressed.node)
        with suppress(PlaywrightError):
            for method, url in await frame.evaluate(script("hands.js"), {"do": "targets", "id": local}):
                if entry := self.guard.denies(method, url):
                    return pressed.node, entry
        return -1, ""

    async def do(self, decision: Decision, scene: Scene, between: Between | None = None) -> str:
        """Carries out a decision; empty when all of it was done. A popup of the same site becomes the page."""
        if self.guard.armed:
            await self.forbid(scene, decision)
        before = self.gate.document(self.page)
        result = await self.hands.carry_out(decision, scene, between)
        stayed = self.page.is_closed() or self.gate.document(self.page) == before
        if popup := await self.gate.adopt_popup(wanted=stayed):
            self.page = self.hands.page = popup
            await settle(popup, self.gate.traffic, monotonic())
        return result

    async def keep(
        self, writer: CaptureWriter, look: Look, index: int, decision: Decision | Stop, *, place: str = "steps"
    ) -> Snapshot:
        """Writes a look to the capture, with pictures of the prices that lie outside the viewport."""
        try:
            picture = await look.picture
            if picture and wider_than(look, self.page.viewport_size):
                picture = await self._shoot({"quality": 70, "clip": _screen(look), "captureBeyondViewport": True})
        except PlaywrightError:
            picture = b""
        network, self._network = self._network, ()
        snapshot = writer.snapshot(
            index=index,
            stage=decision.stage,
            html=look.observed.html,
            facts=look.observed.facts,
            title=look.observed.title,
            at=look.at,
            url=look.observed.url,
            screenshot=picture,
            network=network,
            decision=decision,
            place=place,
        )
        return await self.clipped(writer, snapshot, outside(look) if self.pictured or picture else ())

    async def clipped(self, writer: CaptureWriter, snapshot: Snapshot, boxes: Iterable[Box]) -> Snapshot:
        """The snapshot of the page as it stands now, with pictures of these parts of it."""
        for box in boxes:
            clip = {"x": box.x, "y": box.y, "width": box.w, "height": box.h, "scale": 1}
            with suppress(PlaywrightError):
                data = await self._shoot({"quality": 70, "clip": clip, "captureBeyondViewport": True})
                snapshot = writer.with_clip(snapshot, data, (box.x, box.y, box.w, box.h))
        return snapshot

    async def full_page(self, look: Look) -> bytes:
        """The whole page at half size; empty when the browser would not give it."""
        width, height = look.observed.facts["page"]
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, MAX_PICTURE_HEIGHT), "scale": 0.5}
        try:
            return await self._shoot({"quality": 70, "clip": clip, "captureBeyondViewport": True})
        except PlaywrightError:
            return b""

    async def _shoot(self, how: dict[str, Any]) -> bytes:
        session = self.gate.session(self.page)
        answer = await session.send("Page.captureScreenshot", {"format": "jpeg", "optimizeForSpeed": True, **how})
        return base64.b64decode(answer["data"])


def _no_picture() -> asyncio.Future[bytes]:
    none: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
    none.set_result(b"")
    return none


async def check_selectors(page: Page, selectors: Sequence[str]) -> None:
    """Raises a :class:`ConfigError` for what the browser does not know as a CSS selector."""
    known = "s => { try { document.createDocumentFragment().querySelector(s); return true } catch { return false } }"
    for selector in selectors:
        if not await page.evaluate(known, selector):
            raise ConfigError(f"mask: {selector!r} is not a CSS selector", hint="Write it as in .account-name.")


def wider_than(look: Look, screen: ViewportSize | None) -> bool:
    """Whether a phone shows a page smaller than it is, for it is wider than the screen: pictures leave out what sticks out."""
    return screen is not None and look.observed.facts["viewport"][0] > screen["width"]


def _screen(look: Look) -> dict[str, float]:
    """What the screen shows of a page, as a clip."""
    (left, top), (width, height) = look.observed.facts["scroll"], look.observed.facts["viewport"]
    return {"x": left, "y": top, "width": width, "height": height, "scale": 1}


def outside(look: Look) -> list[Box]:
    """The bill and the advertised price, as far as they lie outside the viewport."""
    scene, facts = look.scene, look.observed.facts
    left, top = facts["scroll"]
    width, height = facts["viewport"]
    groups: list[list[int]] = [[scene.advertised]]
    if scene.bill:
        groups.append([*(line.amount_index for line in scene.bill.lines), scene.bill.total_index])
    found = []
    for indices in groups:
        looks = [scene.amounts[index].look for index in indices if index >= 0]
        boxes = [seen.box for seen in looks if seen]
        if any(b.y < top or b.bottom > top + height or b.x < left or b.right > left + width for b in boxes):
            found.append(rows_around(boxes, *facts["page"]))
    return found


def rows_around(boxes: Sequence[Box], width: float, height: float) -> Box:
    """The rows of the boxes in the full width of the page: an amount's label stands beside it."""
    top = max(0.0, min(box.y for box in boxes) - CLIP_MARGIN)
    bottom = min(height, max(box.bottom for box in boxes) + CLIP_MARGIN, top + 3000)
    return Box(x=0, y=top, w=max(1, width), h=max(1, bottom - top))
