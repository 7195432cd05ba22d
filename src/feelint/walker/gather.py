"""Walks and looks, several in one browser: the configuration turned into what the walker takes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

from playwright.async_api import Browser, async_playwright
from playwright.async_api import Error as PlaywrightError

from feelint.capture import CaptureReader, open_capture
from feelint.errors import UnreachableError, UsageError
from feelint.model.journey import JourneyStep
from feelint.model.scene import Scene
from feelint.model.words import Outcome
from feelint.pilot.persona import country_codes
from feelint.pilot.record import Recorder, steps_of
from feelint.pilot.replay import Script
from feelint.policy.config import Config
from feelint.policy.starts import Start
from feelint.policy.whereabouts import DEFAULT, Guess, guess_ship_to
from feelint.walker import login
from feelint.walker.access import Access, access_of, hint_for
from feelint.walker.browser import launch
from feelint.walker.probes import Limits, run_probes
from feelint.walker.replay import recording
from feelint.walker.saved import SavedSession
from feelint.walker.session import Head, Session
from feelint.walker.walk import Walk, WalkEvent, WalkOptions
from feelint.walker.walk import walk as walk_shop

OnEvent = Callable[[str, WalkEvent], None]
"""Told of what a walk does, with the address that it began at."""


@asynccontextmanager
async def open_browser(config: Config, resolver_rules: str = "") -> AsyncIterator[Browser]:
    """One browser for a whole run."""
    async with async_playwright() as playwright:
        rules = ",".join(filter(None, (access(config).resolver_rules, resolver_rules)))
        browser = await launch(
            playwright, executable=config.browser or None, sandbox=config.sandbox, resolver_rules=rules
        )
        try:
            yield browser
        finally:
            await browser.close()


async def walk_all(
    starts: Sequence[Start], config: Config, out: Path, on_event: OnEvent | None = None, resolver_rules: str = ""
) -> list[CaptureReader]:
    """The captures of walks from ``starts``, as many at once as the configuration has jobs."""
    slots = asyncio.Semaphore(1 if config.session else config.jobs)
    async with open_browser(config, resolver_rules) as browser:

        async def one(number: int, start: Start) -> CaptureReader:
            async with slots:
                folder = out / ("capture" if len(starts) == 1 else f"capture-{number}")
                return await _walk(browser, start, folder, on_event)

        return list(await asyncio.gather(*(one(number, start) for number, start in enumerate(starts, 1))))


async def record(
    start: Start, out: Path, on_event: OnEvent | None = None, resolver_rules: str = ""
) -> tuple[CaptureReader, tuple[JourneyStep, ...]]:
    """One walk without experiments, and its steps as a journey file has them."""
    recorder = Recorder()
    start = replace(start, config=start.config.model_copy(update={"probes": "none", "retries": 0}))
    async with open_browser(start.config, resolver_rules) as browser:
        capture = await _walk(browser, start, out / "capture", on_event, recording(Head.default(), recorder))
    return capture, steps_of(recorder)


async def look(url: str, config: Config, resolver_rules: str = "") -> Scene:
    """What a page shows when it is opened, and no more is done."""
    async with open_browser(config, resolver_rules) as browser:
        return await _look(browser, url, config)


async def log_in(
    url: str, config: Config, hand: login.Hand, *, prove_at: str = "", headed: bool = True
) -> tuple[SavedSession, login.Proof]:
    """A session that ``hand`` made, as the configuration reaches the site; see :func:`feelint.walker.login.log_in`."""
    options = _options(config, Guess(config.ship_to or DEFAULT, "given"))
    return await login.log_in(url, options, hand, prove_at=prove_at, headed=headed)


async def _walk(
    browser: Browser, start: Start, folder: Path, on_event: OnEvent | None, head: Head | None = None
) -> CaptureReader:
    """One walk, and fresh ones while the way is lost and retries are left."""
    url, config = start.url, start.config
    guess = await _ship_to(browser, url, config)
    options = replace(_options(config, guess), script=_script(start), run=start.run)
    tell = (lambda event: on_event(url, event)) if on_event else None

    async def experiments(walk: Walk) -> None:
        if config.probes == "none" or config.session is not None:
            _leave_unvaried(walk)
            if config.probes != "none":
                _say(walk, "no experiments were made: walks with one saved session share its basket")
        else:
            limits = Limits(config.probe_limit, config.probe_timeout)
            await run_probes(walk, browser, config.probes, limits)

    for attempt in range(config.retries + 1):
        place = folder if not attempt else folder.with_name(f"{folder.name}-retry-{attempt}")
        try:
            await walk_shop(url, options, browser=browser, out=place, on_event=tell, after=experiments, head=head)
        except UnreachableError:
            if not (place / "capture.json").is_file():
                raise
        except OSError as error:
            with suppress(OSError):  # folders in which nothing came to lie
                place.rmdir()
                folder.parent.rmdir()
            raise UsageError(f"{place} cannot be written: {error.strerror}", hint="Choose another --out.") from error
        capture = open_capture(place)
        if capture.record.outcome is not Outcome.LOST:
            break
    return capture


def _script(start: Start) -> Script | None:
    file = start.journey
    return Script(file.journey, start.config.heal, file.file, file.lines) if file else None


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
        access=access(config),
    )


def access(config: Config) -> Access:
    """How the site is reached; a :class:`UsageError` for a variable that is not set or a session that is none."""
    return access_of(config, os.environ)


def _leave_unvaried(walk: Walk) -> None:
    """Without experiments every open choice is recorded as not varied: what hangs on it stays an open question."""
    groups = tuple(dict.fromkeys(choice.key for choice in walk.memory.choices))
    walk.record = walk.record.model_copy(update={"unvaried_groups": groups})


def _say(walk: Walk, told: str) -> None:
    walk.record = walk.record.model_copy(update={"warnings": (*walk.record.warnings, told)})


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
            told = f"{url} answered {status}"
            raise UnreachableError(told, hint=hint_for(told, "Check the address."))
        return (await session.look()).scene
    except PlaywrightError as error:
        first = str(error).splitlines()[0].removeprefix("Page.goto: ")
        hint = hint_for(first, "Check the address and the connection.")
        raise UnreachableError(f"{url}: {first}", hint=hint) from error
    finally:
        await session.close()
