"""A login by hand: a window in which a person logs in, what it left, and the proof that it is let in by that.

feelint presses nothing here, and its fences do not hold what a person does in the window.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Page, async_playwright
from playwright.async_api import Error as PlaywrightError

from feelint.capture import redact
from feelint.errors import UnreachableError, UsageError
from feelint.model.scene import Scene
from feelint.walker.access import Access, hint_for
from feelint.walker.browser import Guise, launch, new_context
from feelint.walker.guard import Guard
from feelint.walker.saved import SavedSession
from feelint.walker.session import Head, Session
from feelint.walker.walk import WalkOptions

Hand = Callable[[Page], Awaitable[None]]
"""Logs in; returns when it is done."""
MOST_TOLD = 5
_STORED = "() => [location.origin, Object.fromEntries(Object.entries(sessionStorage))]"


@dataclass(frozen=True)
class Proof:
    """What the page at ``url`` shows to a fresh context with the session alone, and without it alone."""

    url: str
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def proven(self) -> bool:
        """Whether the page differs at all."""
        return bool(self.gained or self.lost)

    def __str__(self) -> str:
        if not self.proven:
            return f"not proven: {self.url} shows the same with the session and without it"
        parts = [
            f"{word} {_some(lines)}" for word, lines in (("with it", self.gained), ("without it", self.lost)) if lines
        ]
        return f"proven: {self.url} shows {'; '.join(parts)}"


async def log_in(
    url: str, options: WalkOptions, hand: Hand, *, prove_at: str = "", headed: bool = True
) -> tuple[SavedSession, Proof]:
    """Opens ``url``, lets ``hand`` log in, and gives the session with its proof.

    The proof is made at ``prove_at``, else where the login ended, in fresh contexts: twice with the session and twice
    without, so that what changes by itself proves nothing. Raises :class:`UsageError` when the window is closed before
    the login is done.
    """
    access = replace(options.access, mask=(), session=None)
    async with async_playwright() as playwright:
        browser = await launch(
            playwright,
            executable=options.executable,
            sandbox=options.sandbox,
            resolver_rules=access.resolver_rules,
            headed=headed,
        )
        try:
            state, tab, ended = await _by_hand(browser, url, access, Guise(options.viewport, options.locale), hand)
            at = prove_at or ended
            session = SavedSession(state, tab, redact.url(url), datetime.now(UTC).isoformat(timespec="seconds"))
            return await _prove(browser, at, replace(options, access=access), session)
        finally:
            await browser.close()


async def _by_hand(browser: Browser, url: str, access: Access, guise: Guise, hand: Hand) -> tuple[Any, Any, str]:
    context = await new_context(browser, guise, access, window=True)
    try:
        await context.add_cookies(access.cookies_for(url))
        page = await context.new_page()
        await lend(page, access, Guard(url))
        await _open(page, url)
        await hand(page)
        return await context.storage_state(indexed_db=True), await _tab(context), _ended(context, url)
    except PlaywrightError as error:
        if "closed" not in str(error):
            raise
        raise UsageError("the window was closed before the login was done", hint="Leave it open until then.") from error
    finally:
        with suppress(PlaywrightError):
            await context.close()


def _ended(context: BrowserContext, url: str) -> str:
    """Where the login ended: what the newest tab shows of the site, for a login may go on in another tab or window."""
    guard = Guard(url)
    return next((page.url for page in reversed(context.pages) if guard.own(page.url)), url)


async def lend(page: Page, access: Access, guard: Guard) -> None:
    """Sends the configured headers with a page's requests to its own site, where nothing else holds them."""
    if not access.headers:
        return
    session = await page.context.new_cdp_session(page)

    async def held(event: dict[str, Any]) -> None:
        request = event["request"]
        headers = access.lend(request["headers"], own=guard.own(request["url"]))
        with suppress(PlaywrightError):
            await session.send("Fetch.continueRequest", {"requestId": event["requestId"], "headers": headers})

    session.on("Fetch.requestPaused", held)
    await session.send("Fetch.enable", {"patterns": [{"urlPattern": "*"}]})


async def _open(page: Page, url: str) -> None:
    try:
        await page.goto(url, wait_until="domcontentloaded", timeout=30_000)
    except PlaywrightError as error:
        if "closed" in str(error):
            raise
        first = str(error).splitlines()[0].removeprefix("Page.goto: ")
        hint = hint_for(first, "check the address and the connection")
        raise UnreachableError(f"{url}: {first}", hint=hint) from error


async def _tab(context: BrowserContext) -> dict[str, dict[str, str]]:
    """The sessionStorage of every origin that is open."""
    found: dict[str, dict[str, str]] = {}
    for frame in (frame for page in context.pages for frame in page.frames):
        with suppress(PlaywrightError):
            origin, items = cast("tuple[str, dict[str, str]]", await frame.evaluate(_STORED))
            if items and origin != "null":
                found[origin] = {**items, **found.get(origin, {})}
    return found


async def _prove(browser: Browser, url: str, options: WalkOptions, session: SavedSession) -> tuple[SavedSession, Proof]:
    """The proof, and the session as it is afterwards: sites that change a token with each visit have changed it."""
    without = [await _seen(browser, url, options) for _ in range(2)]
    inside = await Session.open(
        browser, url, replace(options, access=replace(options.access, session=session)), _head()
    )
    try:
        within = [await _shown(inside, url) for _ in range(2)]
        fresh = await inside.context.storage_state(indexed_db=True)
        tab = await _tab(inside.context)
    finally:
        await inside.close()
    gained = (within[0] & within[1]) - (without[0] | without[1])
    lost = (without[0] & without[1]) - (within[0] | within[1])
    proof = Proof(redact.url(url), tuple(sorted(gained)), tuple(sorted(lost)))
    if proof.proven:
        session = replace(session, state=fresh, tab={**session.tab, **tab})
    return replace(session, proof=str(proof)), proof


async def _seen(browser: Browser, url: str, options: WalkOptions) -> frozenset[str]:
    session = await Session.open(browser, url, options, _head())
    try:
        return await _shown(session, url)
    finally:
        await session.close()


async def _shown(session: Session, url: str) -> frozenset[str]:
    try:
        await session.goto(url)
        return _words(session.page.url, (await session.look()).scene)
    except PlaywrightError as error:
        raise UnreachableError(f"{url}: {str(error).splitlines()[0]}", hint="check the address") from error


def _words(url: str, scene: Scene) -> frozenset[str]:
    """What a page says: its path, its lines and its controls. What lies over it (banners) is left out."""
    over = "\n".join(overlay.text for overlay in scene.overlays)
    lines = [line for line in scene.text.splitlines() if line not in over]
    lines += [control.name for control in scene.controls if control.visible and control.overlay < 0]
    said = (" ".join(line.split())[:80] for line in lines)
    return frozenset({f"the page {urlsplit(url).path or '/'}", *filter(None, said)})


def _some(lines: tuple[str, ...]) -> str:
    told = ", ".join(line if line.startswith("the page /") else repr(line) for line in lines[:MOST_TOLD])
    return told + (f" and {len(lines) - MOST_TOLD} more" if len(lines) > MOST_TOLD else "")


def _head() -> Head:
    return Head.default()
