"""The pages beside the way (terms, delivery, returns, fees), fetched once when the base walk has reached its total.

Each is a GET in a context of its own, which has neither the walk's basket nor its log-in: an address that orders finds
nothing to order there. The guard is closed from the start, so nothing but reading leaves.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError

from feelint.capture import redact
from feelint.extract.dom import parse
from feelint.extract.leaflets import read_clauses
from feelint.extract.places import place
from feelint.model.scene import Box
from feelint.model.walk import Environment, LeafletPage, Refusal, Snapshot
from feelint.model.words import Stage
from feelint.pilot.leaflets import LeafletLink, acts, leaflet_links
from feelint.walker.session import Look, Session, rows_around

if TYPE_CHECKING:
    from feelint.extract.dom import Facts
    from feelint.walker.walk import Walk

PAGE_SECONDS = 6
ALL_SECONDS = 15
LATE = 1000
"""Milliseconds."""
LARGEST = 2_000_000
"""Characters of HTML."""
CLIPS = 6
"""Pictures of sentences of one page that the screen did not show."""
_FIRST = ("fees", "terms", "returns", "delivery")


class _Wanted(NamedTuple):
    link: LeafletLink
    step: int
    stage: Stage
    depth: int


async def fetch(walk: Walk) -> None:
    """Adds the pages that the walk met links to, and those that they in turn link to, to its record, within limits."""
    browser, most = walk.session.context.browser, walk.options.leaflets
    todo = sorted(_met(walk), key=_order)
    if browser is None or not todo or most < 1:
        return
    options = replace(walk.options, access=replace(walk.options.access, session=None))
    session = await Session.open(
        browser,
        walk.session.guard.start_url,
        options,
        walk.session.head,
        locale=walk.record.environment.locale,
    )
    session.guard.armed, session.guard.opens = True, _opener(walk.session.guard.start_url)
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(ALL_SECONDS):
                await _fetch_all(walk, session, todo, most)
    finally:
        _tell_refusals(walk, session.guard.refusals)
        await session.close()


def _opener(start: str) -> Callable[[str], bool]:
    """Whether an address may be opened: one of the walked site that does not look like doing something."""
    home = urlsplit(start)
    return lambda url: urlsplit(url)[:2] == home[:2] and not acts(url)


async def _fetch_all(walk: Walk, session: Session, todo: list[_Wanted], most: int) -> None:
    seen = {wanted.link.url for wanted in todo}
    while todo and len(walk.record.leaflets) < most:
        wanted = todo.pop(0)
        look = await _opened(session, wanted.link.url)
        if look is None:
            continue
        await _keep(walk, session, wanted, look)
        if wanted.depth == 1:
            inner = [link for link in leaflet_links(look.scene, Stage.LISTING) if link.url not in seen]
            seen |= {link.url for link in inner}
            todo += sorted((_Wanted(link, wanted.step, wanted.stage, 2) for link in inner), key=_order)


async def _opened(session: Session, url: str) -> Look | None:
    """The page at an address; None where it is not there, takes too long, lies elsewhere or is no page."""
    try:
        async with asyncio.timeout(PAGE_SECONDS):
            status = await session.goto(url)
            if not 200 <= status < 300:
                return None
            look = await session.look()
    except (PlaywrightError, TimeoutError):
        with suppress(PlaywrightError):  # the browser's own page about a failure comes late, and would cut off the next
            await session.page.wait_for_url(lambda at: not at.startswith("http"), timeout=LATE)
        return None
    return look if len(look.observed.html) <= LARGEST else None


async def _keep(walk: Walk, session: Session, wanted: _Wanted, look: Look) -> None:
    try:
        picture = await look.picture
    except PlaywrightError:
        picture = b""
    snapshot = walk.writer.snapshot(
        index=len(walk.record.leaflets),
        stage=wanted.stage,
        html=look.observed.html,
        facts=look.observed.facts,
        title=look.observed.title,
        at=look.at,
        url=look.observed.url,
        screenshot=picture,
        place="leaflets",
    )
    if picture:
        snapshot = await session.clipped(walk.writer, snapshot, sentences_outside(look, walk.record.environment))
    page = LeafletPage(
        link=wanted.link.words, kinds=wanted.link.kinds, step=wanted.step, depth=wanted.depth, snapshot=snapshot
    )
    walk.record = walk.record.model_copy(update={"leaflets": (*walk.record.leaflets, page)})
    walk.writer.save(walk.record)


def sentences_outside(look: Look, environment: Environment) -> list[Box]:
    """The parts of a page with the sentences that set something, as far as the screen does not show them."""
    html, facts = look.observed.html, cast("Facts", look.observed.facts)
    currency = environment.currency or look.scene.currency
    found = read_clauses(html, facts=facts, locale=environment.locale, currency=currency)
    if not found:
        return []
    document = parse(html, facts)
    places = [place(document, html, clause.text) for clause in found]
    (left, top), (width, height) = facts["scroll"], facts["viewport"]
    rows: list[Box] = []
    for box in (at.box for at in places if at is not None and at.box is not None):
        seen = left <= box.x and top <= box.y and box.right <= left + width and box.bottom <= top + height
        row = rows_around([box], *facts["page"])
        if not seen and not any(one.y <= row.y and row.bottom <= one.bottom for one in rows):
            rows.append(row)
    return rows[:CLIPS]


def _met(walk: Walk) -> Iterator[_Wanted]:
    steps: Sequence[Snapshot] = walk.steps
    kept = {redact.url(step.url) for step in steps}
    for link, page in walk.notes.links.values():
        if redact.url(link.url) not in kept:
            address = redact.url(page.url)
            step = next((one.index for one in steps if (one.stage, one.url) == (page.stage, address)), 0)
            yield _Wanted(link, step, page.stage, 1)


def _order(wanted: _Wanted) -> tuple[int, int]:
    return min(_FIRST.index(kind) for kind in wanted.link.kinds), wanted.step


def _tell_refusals(walk: Walk, refusals: Sequence[Refusal]) -> None:
    """What a fence kept such a page from sending belongs to the walk's record, but ends nothing."""
    for one in refusals:
        walk.session.guard.log(one.model_copy(update={"step": max(0, len(walk.steps) - 1), "fatal": False}))
