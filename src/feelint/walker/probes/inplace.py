"""Other deliveries and payments in the session of the base walk: back to the page of the choice, and on from there.

Going back is not to be trusted: a choice whose page does not come back, and one that cannot be put back so that the
total is the old one again, is left to fresh walks. The fences stay as the base walk left them.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby

from playwright.async_api import Error as PlaywrightError

from feelint.errors import FeelintError
from feelint.extract.words import control_classes
from feelint.model.scene import Scene
from feelint.model.walk import Probe, Stop
from feelint.model.words import Outcome, Stage
from feelint.money import Money
from feelint.pilot.choices import groups, key_on_this_walk
from feelint.pilot.memory import Choice, Memory
from feelint.pilot.offers import offers
from feelint.walker.probes.again import Again, judged, total_of
from feelint.walker.probes.plans import Plan
from feelint.walker.walk import Walk

KINDS = ("payment", "delivery")
"""The kinds of choices that may be made otherwise in place: another option takes the place of the one before.

What lies behind the payment stage is never taken for a page before it, so the way back to a delivery is often barred.
"""
_MOST_PAGES = 2


async def in_place(
    base: Walk, todo: Sequence[tuple[int, Plan]], before: Money | None, made: dict[int, list[Probe]]
) -> None:
    """Puts into ``made`` what it could find out, by number; what is missing there is left to fresh walks."""
    if before is None or base.memory.progress is not None:
        return
    in_order = sorted(todo, key=lambda each: (KINDS.index(each[1].kind), each[1].group))
    for key, several in groupby(in_order, key=lambda each: each[1].group):
        choice = next(choice for choice in base.memory.choices if choice.key == key)
        if _barred(base.memory, choice) or not choice.chosen:
            continue
        found: dict[int, list[Probe]] = {}
        for number, plan in several:
            probe = await _tried(base, choice, plan, f"probes/{number:02d}", before)
            if probe is None or base.alarm is not None:
                break
            found[number] = [probe]
        if not found or not await _restored(base, choice, before):
            return
        made.update(found)


def _barred(memory: Memory, choice: Choice) -> bool:
    """Whether the way on from the choice leads "to the payment": the fences do not go there a second time."""
    ways = [
        visit.decision.actions[-1].name
        for visit in memory.visits
        if visit.stage is choice.stage and visit.decision.actions
    ]
    return choice.stage.rank < Stage.PAYMENT.rank and any("to_payment" in control_classes(name) for name in ways)


async def _tried(base: Walk, choice: Choice, plan: Plan, folder: str, before: Money) -> Probe | None:
    """The experiment in place; None where the page of the choice does not come back, or the way from it is lost."""
    last = base.notes.pages[-1].url
    walked = await _walked(base, choice, plan.subject, folder)
    if walked is None:
        return None
    again, stop = walked
    here = base.session.page.url
    own = [page.url for page in base.notes.pages if page.stage is choice.stage]
    if plan.kind == "delivery" and here in own and here != last:
        return None  # it stays on the page of the choice, where the base walk went on
    found = judged(base, again, plan, stop, before)
    if not found.ok and stop.outcome is not Outcome.REACHED:
        return None
    states = {"steps": tuple(again.steps), "snapshot": again.steps[-1] if again.steps else None}
    return plan.probe(before).model_copy(update={"ok": found.ok, "why": found.why, "after": found.after, **states})


async def _restored(base: Walk, choice: Choice, before: Money) -> bool:
    """Whether the base walk's option, taken again, leads to the base walk's total."""
    walked = await _walked(base, choice, choice.chosen, "")
    return walked is not None and walked[1].outcome is Outcome.REACHED and total_of(walked[0].last) == before


async def _walked(base: Walk, choice: Choice, option: str, folder: str) -> tuple[Again, Stop] | None:
    memory = _anew(base.memory, choice, option)
    again = Again(base.session, base.writer, base.record, memory, base.options, lambda _: None, folder=folder)
    again.apart = False
    stop = None
    with suppress(PlaywrightError, FeelintError):
        if await _back(base, choice):
            stop = await again.run()
    base.alarm = base.alarm or again.alarm
    return None if stop is None or base.alarm else (again, stop)


async def _back(base: Walk, choice: Choice) -> bool:
    """Whether the page offers the choice, as it stands or after one of its addresses was opened again."""
    if _offers((await base.session.look()).scene, base.memory, choice):
        return True
    pages = [page.url for page in reversed(base.notes.pages) if page.stage is choice.stage]
    for url in list(dict.fromkeys(pages))[:_MOST_PAGES]:
        await base.session.goto(url)
        if _offers((await base.session.look()).scene, base.memory, choice):
            return True
    return False


def _offers(scene: Scene, memory: Memory, choice: Choice) -> bool:
    keys = [key_on_this_walk(group, memory) for group in groups(scene)]
    return choice.key in (*keys, *(offer.key for offer in offers(scene)))


def _anew(memory: Memory, choice: Choice, option: str) -> Memory:
    """The base walk's memory, to which the pages from the choice on are new; what stage was reached stays known."""
    return replace(
        memory,
        wants=replace(memory.wants, overrides=(*memory.wants.overrides, (choice.key, option))),
        visits=tuple(replace(visit, signature="") for visit in memory.visits),
        choices=tuple(replace(met, chosen="") if met.key == choice.key else met for met in memory.choices),
        pressed=(),
    )
