"""Makes the experiments that were planned, several at once, and writes what came of them into the record."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError

from feelint.model.scene import Scene
from feelint.model.walk import Action, Decision, Probe
from feelint.money import Money
from feelint.walker.guard import is_local, place
from feelint.walker.probes.again import total_of, vary
from feelint.walker.probes.clocks import revisit
from feelint.walker.probes.inplace import KINDS, in_place
from feelint.walker.probes.plans import MOST, Level, Limits, Plan, plans, varies
from feelint.walker.session import ReadScene
from feelint.walker.walk import Walk

AT_ONCE = 4
"""Experiments at once on a shop of this machine; elsewhere, and where stock is held, one after the other."""
_REMEMBERED = 24


@dataclass
class _Made:
    """The experiments by their place in the plan; what is missing was not made."""

    by_place: dict[int, list[Probe]] = field(default_factory=dict)

    def all(self) -> tuple[Probe, ...]:
        return tuple(probe for place in sorted(self.by_place) for probe in self.by_place[place])


async def run_probes(base: Walk, browser: Browser, level: Level = "basic", limits: Limits | None = None) -> None:
    """Makes the experiments for ``base``, whose session is still open, and adds them to its record.

    When time runs out (the walk is cancelled by its own limit, or by ``limits``), what was finished is kept, and what was
    not is named with the reason.
    """
    limits = limits or Limits()
    before = total_of(base.last)
    made = _Made()
    planned = plans(base.memory, base.notes, level, base.options.viewport)
    most = MOST[level] if limits.count is None else limits.count
    todo, dropped = planned[:most], planned[most:]
    for number, plan in enumerate(dropped, 1 + len(todo)):
        made.by_place[number] = [plan.probe(before, f"not tried: {most} experiments are the limit")]
    head = replace(base.session.head, read_scene=_remembering(base.session.head.read_scene))
    local = is_local(place(base.session.guard.start_url)[0])
    gate = asyncio.Semaphore(AT_ONCE if local and not base.notes.holds else 1)

    async def choices(several: list[tuple[int, Plan]]) -> None:
        async with gate:
            await in_place(base, several, before, made.by_place)
            _note(base, level, made.all())
        await asyncio.gather(*(one(number, plan) for number, plan in several))

    async def one(number: int, plan: Plan) -> None:
        if number in made.by_place:
            return
        async with gate:
            if base.alarm is not None:
                return
            folder = f"probes/{number:02d}"
            page = base.notes.clock
            if plan.kind == "visit" and page is not None:
                made.by_place[number] = await revisit(base, browser, head, page, folder)
            else:
                made.by_place[number] = [await vary(base, browser, head, plan, folder, before)]
            _note(base, level, made.all())

    why = "--timeout"
    try:
        async with asyncio.timeout(limits.seconds):
            made.by_place[0] = [await _reload(base, before)]
            _note(base, level, made.all())
            base.session.head, base.session.pictured = head, False
            numbered = list(enumerate(todo, 1))
            others = (one(number, plan) for number, plan in numbered if plan.kind not in KINDS)
            await asyncio.gather(choices([each for each in numbered if each[1].kind in KINDS]), *others)
    except TimeoutError:
        why = "--probe-timeout"
    finally:
        for number, plan in enumerate(todo, 1):
            reason = f"not tried: cut short by {why}" if base.alarm is None else "not tried: an order was placed"
            made.by_place.setdefault(number, [plan.probe(before, reason)])
        _note(base, level, made.all())
        if told := _cheaper_delivery(made.all()):
            base.record = base.record.model_copy(update={"warnings": (*base.record.warnings, told)})
        if base.notes.accounts:
            told = f"experiments left {base.notes.accounts} more accounts in the persona's name"
            base.record = base.record.model_copy(update={"warnings": (*base.record.warnings, told)})


def _cheaper_delivery(probes: Iterable[Probe]) -> str:
    """What is to be said where another delivery led to a lower total: the walk could not know, for none named its price."""
    cheaper = [
        (probe.after, probe)
        for probe in probes
        if probe.kind == "delivery" and probe.ok and probe.after is not None and probe.before is not None
        and probe.after.currency == probe.before.currency and probe.after < probe.before
    ]  # fmt: skip
    if not cheaper:
        return ""
    total, probe = min(cheaper, key=lambda one: one[0])
    return (
        f"the walk left the delivery as it stood, for nothing said what the others cost; by experiment the cheapest is"
        f" {probe.subject!r}: {total} instead of {probe.before}"
    )


def _note(base: Walk, level: Level, probes: Iterable[Probe]) -> None:
    """Writes the experiments into the record, with the groups that were varied and those that were not."""
    probes = tuple(probes)
    settled = {probe.group for probe in probes if probe.ok}
    groups = tuple(dict.fromkeys(c.key for c in base.memory.choices if varies(level, c) and c.kind != "party"))
    varied = tuple(key for key in groups if key in settled)
    left = tuple(key for key in groups if key not in settled)
    update = {"probes": probes, "varied_groups": varied, "unvaried_groups": left}
    base.record = base.record.model_copy(update=update)


async def _reload(base: Walk, before: Money | None) -> Probe:
    """The last page once more, in the session of the base walk."""
    stage = base.steps[-1].stage
    probe = Probe(kind="reload", subject="the last page", stage=stage, ok=False, before=before)
    decision = Decision(stage=stage, actions=(Action(kind="reload"),), why="an experiment: opens the page once more")
    try:
        await base.session.goto(base.session.page.url)
        look = await base.session.look()
        state = await base.session.keep(base.writer, look, 0, decision, place="probes/00")
    except PlaywrightError as error:
        return probe.model_copy(update={"why": str(error).splitlines()[0][:200]})
    after = total_of(look)
    why = "" if after is not None else "the page did not come back with a total"
    return probe.model_copy(update={"ok": after is not None, "why": why, "after": after, "snapshot": state})


def _remembering(read: ReadScene) -> ReadScene:
    """``read`` that remembers its last scenes: the pages before the one that differs are often the same to the letter."""
    known: OrderedDict[bytes, Scene] = OrderedDict()

    def reading(html: str, *, facts: dict[str, Any], **given: Any) -> Scene:
        wire = [record.amounts for record in given.get("network", ()) if record.amounts]
        told = json.dumps([html, {**facts, "quiet": 0}, str({**given, "network": wire})], sort_keys=True, default=str)
        key = sha256(told.encode()).digest()
        scene = known.pop(key, None) or read(html, facts=facts, **given)
        known[key] = scene
        if len(known) > _REMEMBERED:
            known.popitem(last=False)
        return scene

    return reading
