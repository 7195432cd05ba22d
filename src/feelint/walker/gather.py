"""Walks and looks, several in one browser: the configuration turned into what the walker takes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright
from playwright.async_api import Error as PlaywrightError

from feelint.capture import CaptureReader, open_capture
from feelint.errors import UnreachableError, UsageError
from feelint.model.scene import Scene
from feelint.model.words import Outcome
from feelint.pilot.persona import country_codes
from feelint.policy.config import Config
from feelint.policy.whereabouts import DEFAULT, Guess, guess_ship_to
from feelint.walker.browser import launch
from feelint.walker.probes import run_probes
from feelint.walker.session import Head, Session
from feelint.walker.walk import Walk, WalkEvent, WalkOptions
from feelint.walker.walk import walk as walk_shop

OnEvent = Callable[[str, WalkEvent], None]
"""Told of what a walk does, with the address that it began at."""


@asynccontextmanager
async def open_browser(config: Config, resolver_rules: str = "") -> AsyncIterator[Browser]:
    """One browser for a whole run."""
    async with async_playwright() as playwright:
        browser = await launch(
            playwright, executable=config.browser or None, sandbox=config.sandbox, resolver_rules=resolver_rules
        )
        try:
            yield browser
        finally:
            await browser.close()


async def walk_all(
    urls: Sequence[str], config: Config, out: Path, on_event: OnEvent | None = None, resolver_rules: str = ""
) -> list[CaptureReader]:
    """The captures of walks from ``urls``, as many at once as the configuration has jobs."""
    slots = asyncio.Semaphore(config.jobs)
    async with open_browser(config, resolver_rules) as browser:

        async def one(number: int, url: str) -> CaptureReader:
            async with slots:
                folder = out / ("capture" if len(urls) == 1 else f"capture-{number}")
                return await _walk(browser, url, config, folder, on_event)

        return list(await asyncio.gather(*(one(number, url) for number, url in enumerate(urls, 1))))


async def look(url: str, config: Config, resolver_rules: str = "") -> Scene:
    """What a page shows when it is opened, and no more is done."""
    async with open_browser(config, resolver_rules) as browser:
        return await _look(browser, url, config)


async def _walk(browser: Browser, url: str, config: Config, folder: Path, on_event: OnEvent | None) -> CaptureReader:
    """One walk, and fresh ones while the way is lost and retries are left."""
    guess = await _ship_to(browser, url, config)
    options = _options(config, guess)
    tell = (lambda event: on_event(url, event)) if on_event else None

    async def experiments(walk: Walk) -> None:
        if config.probes == "none":
            _leave_unvaried(walk)
        else:
            await run_probes(walk, browser)

    for attempt in range(config.retries + 1):
        place = folder if not attempt else folder.with_name(f"{folder.name}-retry-{attempt}")
        try:
            await walk_shop(url, options, browser=browser, out=place, on_event=tell, after=experiments)
        except UnreachableError:
            if not (place / "capture.json").is_file():
                raise
        except OSError as error:
            raise UsageError(f"{place} cannot be written: {error.strerror}", hint="Choose another --out.") from error
        capture = open_capture(place)
        if capture.record.outcome is not Outcome.LOST:
            break
    return capture


def _options(config: Config, guess: Guess) -> WalkOptions:
    return WalkOptions(
        ship_to=guess.ship_to,
        ship_to_source=guess.source,
        locale=config.locale,
        currency=config.currency,
        viewport=config.viewport,
        consent=config.consent,
        quantity=config.quantity,
        timeout=config.timeout,
        allow_hosts=config.allow_hosts,
        allow_account=config.allow_account,
        pace=config.pace,
        sandbox=config.sandbox,
        executable=config.browser or None,
    )


def _leave_unvaried(walk: Walk) -> None:
    """Without experiments every open choice is recorded as not varied: what hangs on it stays an open question."""
    groups = tuple(dict.fromkeys(choice.key for choice in walk.memory.choices))
    walk.record = walk.record.model_copy(update={"unvaried_groups": groups})


async def _ship_to(browser: Browser, url: str, config: Config) -> Guess:
    """Where to ship to: as given, else as the start page suggests."""
    if config.ship_to:
        return Guess(config.ship_to, "given")
    try:
        return guess_ship_to(await _look(browser, url, config), url, set(country_codes().values()))
    except UnreachableError:
        return Guess(DEFAULT, "default")


async def _look(browser: Browser, url: str, config: Config) -> Scene:
    session = await Session.open(
        browser, url, _options(config, Guess(config.ship_to or DEFAULT, "given")), Head.default()
    )
    try:
        status = await session.goto(url)
        if status >= 400:
            raise UnreachableError(f"{url} answered {status}", hint="Check the address.")
        return (await session.look()).scene
    except PlaywrightError as error:
        first = str(error).splitlines()[0].removeprefix("Page.goto: ")
        raise UnreachableError(f"{url}: {first}", hint="Check the address and the connection.") from error
    finally:
        await session.close()
