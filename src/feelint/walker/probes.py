"""Experiments after the base walk: one choice is made otherwise, and the total is read again.

Each is a fresh walk in a context of its own with the same decisions and one changed, for going back is not to be
trusted; only the reload happens in the session of the base walk. The base record's steps are never changed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Literal

from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError

from feelint.errors import FeelintError
from feelint.model.walk import Decision, Probe, Snapshot, Stop
from feelint.model.words import Outcome
from feelint.money import Money
from feelint.pilot.memory import Choice, Memory
from feelint.walker.guard import is_local, place
from feelint.walker.session import Look, Session
from feelint.walker.walk import Walk

Level = Literal["none", "basic", "full"]
MOST_PROBES = 10
MOST_OPTIONS = 5
AT_ONCE = 3


@dataclass(frozen=True)
class Plan:
    """One experiment: the choice, and what is taken instead."""

    choice: Choice
    option: str


def plans(choices: Sequence[Choice]) -> list[Plan]:
    """The basic experiments: every extra unticked, every other delivery and payment option, within limits."""
    result: list[Plan] = []
    for choice in choices:
        others = [option for option in choice.options if option != choice.chosen][:MOST_OPTIONS]
        result += [Plan(choice, "off" if choice.kind == "untick" else option) for option in others]
    order = {"untick": 0, "payment": 1, "delivery": 2}
    return sorted(result, key=lambda plan: order[plan.choice.kind])[:MOST_PROBES]


async def run_probes(base: Walk, browser: Browser) -> None:
    """Makes the experiments for ``base``, whose session is still open, and adds them to its record.

    When time runs out (the walk is cancelled by its own limit), what was finished is kept.
    """
    before = _total(base.last)
    probes: list[Probe] = [await _reload(base, before)]
    _note(base, probes)
    todo = plans(base.memory.choices)
    here = is_local(place(base.session.guard.start_url)[0])
    gate = asyncio.Semaphore(AT_ONCE if here else 1)

    async def one(number: int, plan: Plan) -> None:
        async with gate:
            if base.alarm is not None:
                return
            probes.append(await _vary(base, browser, plan, number, before))
            _note(base, probes)

    await asyncio.gather(*(one(number, plan) for number, plan in enumerate(todo)))


def _note(base: Walk, probes: Sequence[Probe]) -> None:
    """Writes the experiments into the record, with the groups that were varied and those that were not."""
    settled = {probe.group for probe in probes if probe.ok}
    varied = [choice.key for choice in base.memory.choices if choice.key in settled]
    left = [choice.key for choice in base.memory.choices if choice.key not in settled]
    update = {"probes": tuple(probes), "varied_groups": tuple(varied), "unvaried_groups": tuple(left)}
    base.record = base.record.model_copy(update=update)


async def _reload(base: Walk, before: Money | None) -> Probe:
    stage = base.steps[-1].stage
    try:
        await base.session.goto(base.session.page.url)
        look = await base.session.look()
    except PlaywrightError as error:
        return Probe(
            kind="reload", subject="the last page", stage=stage, ok=False, why=_first_line(error), before=before
        )
    after = _total(look)
    why = "" if after is not None else "the page did not come back with a total"
    return Probe(
        kind="reload", subject="the last page", stage=stage, ok=after is not None, why=why, before=before, after=after
    )


async def _vary(base: Walk, browser: Browser, plan: Plan, number: int, before: Money | None) -> Probe:
    choice = plan.choice
    url = base.session.guard.start_url
    wants = replace(base.memory.wants, overrides=((choice.key, plan.option),))
    probe = Probe(kind=choice.kind, subject=plan.option, stage=choice.stage, ok=False, before=before, group=choice.key)
    session = await Session.open(browser, url, base.options, base.session.head, locale=base.memory.persona.locale)
    again = _Again(
        session, base.writer, base.record, Memory(url, base.memory.persona, wants), base.options, lambda _: None
    )
    again.folder = f"probes/{number:02d}"
    began = monotonic()
    try:
        await session.goto(url)
        stop = await again.run()
    except (PlaywrightError, FeelintError) as error:
        return probe.model_copy(update={"why": _first_line(error)})
    finally:
        await session.close()
    base.alarm = base.alarm or again.alarm
    if stop.outcome is not Outcome.REACHED:
        return probe.model_copy(update={"why": f"{stop.outcome}: {stop.reason} after {monotonic() - began:.0f} s"})
    met = next((other for other in again.memory.choices if other.key == choice.key), None)
    if choice.kind != "untick" and (met is None or met.chosen != plan.option):
        return probe.model_copy(update={"why": "the choice was not met again"})
    reached, needed = again.steps[-1].stage, base.steps[-1].stage
    if reached.rank < needed.rank:
        return probe.model_copy(update={"why": f"it stops at the {reached} page, before the final total"})
    after = _total(again.last)
    update = {"ok": after is not None, "after": after, "snapshot": again.steps[-1], "steps": tuple(again.steps)}
    return probe.model_copy(update=update)


@dataclass
class _Again(Walk):
    """A walk whose states go to a folder of their own and leave the base record alone."""

    folder: str = ""

    async def _keep(self, look: Look, decision: Decision | Stop, *, always: bool = False) -> None:
        """Keeps the last state only, and those with a bill: an experiment is judged by its totals."""
        if always or look.scene.bill is not None:
            snapshot: Snapshot = await self.session.keep(
                self.writer, look, len(self.steps), decision, place=self.folder
            )
            self.steps.append(snapshot)
            self.session.guard.step = len(self.steps) - 1

    def _save(self) -> None:
        """The base walk's record is the one that is saved."""


def _total(look: Look | None) -> Money | None:
    return look.scene.bill.total if look is not None and look.scene.bill is not None else None


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200]
