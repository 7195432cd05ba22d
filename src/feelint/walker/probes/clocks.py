"""A page with a clock, opened by somebody new: what the clock shows then, after a reload, and past its zero."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic

from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError

from feelint.capture import redact
from feelint.extract.countdowns import countdowns
from feelint.model.walk import Action, Decision, Probe, ProbeKind
from feelint.walker.browser import script
from feelint.walker.notes import Page
from feelint.walker.session import Head, Look, Session
from feelint.walker.settle import settle
from feelint.walker.walk import Walk

LONGEST_WAIT = 90
"""Seconds: a clock that has more left is not waited for."""
APART = 6
"""Seconds between two looks at a clock: enough to tell one that goes on from one that started again."""
_GRACE = 3
"""Seconds that a page is given to change once its clock is at zero."""


async def revisit(base: Walk, browser: Browser, head: Head, page: Page, folder: str) -> list[Probe]:
    """A fresh visit to ``page``, a reload of it, and, where its clock ends soon, a look past its zero.

    Nothing is done on the page. Their totals are None; the states tell what the clock showed and when.
    """
    made: list[Probe] = []
    url = base.session.guard.start_url
    session = await Session.open(browser, url, base.options, head, locale=base.memory.persona.locale)
    try:
        await _until(session, APART - (datetime.now(UTC) - page.at).total_seconds())
        await session.goto(page.url)
        look = await session.look()
        made.append(await _noted(base, session, look, "visit", "fresh visit", page, f"{folder}/visit"))
        await _until(session, APART)
        await session.goto(page.url)
        look = await session.look()
        made.append(await _noted(base, session, look, "reload", "the page with the clock", page, f"{folder}/reload"))
        left = min((clock.seconds for clock in countdowns(look.scene.text)), default=LONGEST_WAIT + 1)
        if left <= LONGEST_WAIT:
            await _until(session, left + 1)
            look = await session.look()
            made.append(await _noted(base, session, look, "wait", "past the clock's zero", page, f"{folder}/wait"))
    except PlaywrightError as error:
        why = str(error).splitlines()[0][:200]
        kind: ProbeKind = ("visit", "reload", "wait")[len(made)]
        made.append(Probe(kind=kind, subject="the page with the clock", stage=page.stage, ok=False, why=why))
    finally:
        await session.close()
    return made


async def _noted(
    base: Walk, session: Session, look: Look, kind: ProbeKind, subject: str, page: Page, folder: str
) -> Probe:
    decision = Decision(
        stage=page.stage, actions=(Action(kind="goto", value=redact.url(page.url)),), why=f"an experiment: {subject}"
    )
    snapshot = await session.keep(base.writer, look, 0, decision, place=folder)
    clock = next(iter(countdowns(look.scene.text)), None)
    told = "the clock is not on the page" if clock is None else f"the clock shows {timedelta(seconds=clock.seconds)}"
    price = look.scene.advertised_money
    why = f"{told}, the price is {price}" if price else told
    ok = kind == "wait" or clock is not None
    return Probe(kind=kind, subject=subject, stage=page.stage, ok=ok, why=why, snapshot=snapshot)


async def _until(session: Session, seconds: float) -> None:
    """Returns with the first change of the page after that time, or soon after it; the page may load anew meanwhile."""
    end = monotonic() + seconds
    while (left := end - monotonic()) > 0 and not session.page.is_closed():
        told = {"wait": left * 1000, "grace": _GRACE * 1000}
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(left + 2 * _GRACE):
                await session.page.evaluate(script("past.js"), told)
            return
        await settle(session.page, session.gate.traffic, monotonic())
