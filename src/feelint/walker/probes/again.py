"""A fresh walk with the same decisions and one changed, and what is to be said of its total."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from time import monotonic

from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError

from feelint.errors import FeelintError
from feelint.model.scene import Scene
from feelint.model.walk import Decision, Probe, Stop
from feelint.model.words import Outcome, Stage
from feelint.money import Money
from feelint.pilot.choices import groups
from feelint.pilot.memory import Memory
from feelint.pilot.menus import kinds
from feelint.pilot.offers import offers
from feelint.pilot.party import brought
from feelint.pilot.persona import Persona, persona
from feelint.pilot.quantities import given
from feelint.walker import parting
from feelint.walker.guard import is_local, place
from feelint.walker.probes.plans import Plan
from feelint.walker.session import Head, Look, Session
from feelint.walker.walk import Walk, state_of


@dataclass
class Again(Walk):
    """A walk whose states go to a folder of their own and leave the base record alone; without one none is kept.

    ``offers``: the page of the item is kept too, for it may show another price than the base walk's. ``apart``: it has
    a session of its own. Only the last state has a picture.
    """

    folder: str = ""
    offers: bool = False
    apart: bool = True

    async def _keep(self, look: Look, decision: Decision | Stop, *, always: bool = False) -> None:
        state = state_of(look.scene, decision.stage)
        tells = look.scene.bill is not None or (self.offers and look.scene.advertised_money is not None)
        if not self.folder or (not always and (not tells or state == self.kept)):
            return
        self.kept = state
        if always:
            look = replace(look, picture=self.session.picture())
        self.steps.append(await self.session.keep(self.writer, look, len(self.steps), decision, place=self.folder))
        if self.apart:
            self.session.guard.step = len(self.steps) - 1

    def _record(self, scene: Scene, decision: Decision | Stop) -> None:
        """Only the decisions of the base walk are recorded."""

    def _save(self) -> None:
        """The base walk's record is the one that is saved."""


async def vary(base: Walk, browser: Browser, head: Head, plan: Plan, folder: str, before: Money | None) -> Probe:
    """Walks anew as ``plan`` has it. What goes wrong is said in the record, and breaks nothing."""
    url = base.session.guard.start_url
    options = replace(base.options, viewport=plan.viewport or base.options.viewport)
    wants = replace(
        base.memory.wants,
        quantity=plan.quantity or base.memory.wants.quantity,
        overrides=(*base.memory.wants.overrides, *([plan.override] if plan.override else [])),
    )
    began = monotonic()
    probe = plan.probe(before)
    session = await Session.open(browser, url, options, head, locale=base.memory.persona.locale)
    session.pictured = False
    memory = Memory(url, _who(base, plan), wants)
    again = Again(session, base.writer, base.record, memory, options, lambda _: None, folder=folder)
    again.offers = not plan.is_choice or plan.kind == "party"
    try:
        await session.goto(url)
        stop = await again.run()
        if again.basket_url and (base.notes.holds or not is_local(place(url)[0])):
            await parting.empty(again)
    except (PlaywrightError, FeelintError) as error:
        return probe.model_copy(update={"why": str(error).splitlines()[0][:200], "steps": tuple(again.steps)})
    finally:
        base.alarm = base.alarm or again.alarm
        await session.close()
    base.notes.accounts += again.memory.account_made
    found = judged(base, again, plan, stop, before)
    told = f"{found.why} after {monotonic() - began:.0f} s" if found.timed else found.why
    states = {"steps": tuple(again.steps), "snapshot": again.steps[-1] if again.steps else None}
    return probe.model_copy(update={"ok": found.ok, "why": told, "after": found.after, **states})


@dataclass(frozen=True)
class Found:
    """What came of an experiment: a total that counts (``ok``), one that may not be final, or none."""

    ok: bool
    after: Money | None
    why: str = ""
    timed: bool = False


def judged(base: Walk, again: Walk, plan: Plan, stop: Stop, before: Money | None) -> Found:
    """What the fresh walk says of the total under ``plan``."""
    last = total_of(again.last)
    if why := _not_done(again.memory, plan):
        return Found(False, None, why if stop.outcome is Outcome.REACHED else f"{why}: {_ending(stop)}")
    needed = base.steps[-1].stage
    stage = again.steps[-1].stage if again.steps else stop.stage
    if stop.outcome is Outcome.REACHED and stage.rank >= needed.rank:
        if plan.kind == "quantity" and last == before:
            return Found(False, last, f"the total stays: the shop did not take {plan.quantity}")
        return Found(last is not None, last, "" if last is not None else "the last page shows no total")
    if plan.kind != "payment" or again.last is None or stop.stage.rank < Stage.DETAILS.rank:
        short = f"it stops at the {stage} page, before the final total"
        return Found(False, None, short if stop.outcome is Outcome.REACHED else _ending(stop), timed=stop.reason != "")
    return _at_the_method(base, again.last, stage, stop)


def _at_the_method(base: Walk, last: Look, stage: Stage, stop: Stop) -> Found:
    """The walk cannot go on with this method of payment (card data, a wallet): what its page says of the total.

    It counts if the method was handed in, or if the page asks another total than with the base walk's method: then it
    has reckoned with it. The same total may still change on a page behind.
    """
    total = total_of(last)
    reached = stop.outcome is Outcome.REACHED
    cause = f"it goes no further than the {stage} page" + ("" if reached else f" ({_ending(stop)})")
    if total is None:
        return Found(False, None, f"{cause}, which shows no total")
    asked = {group.kind for group in groups(last.scene)} | {offer.kind for offer in offers(last.scene)}
    offered = "payment" in asked | kinds(last.scene)
    usual = base.notes.totals.get(stage)
    if not offered or (usual is not None and usual != total):
        return Found(True, total, f"{cause}: the total is that page's")
    return Found(False, total, f"{cause}, and its total may not be the last word")


def _not_done(memory: Memory, plan: Plan) -> str:
    """Why the one thing was not done otherwise; empty if it was."""
    actions = [action for visit in memory.visits for action in visit.decision.actions]
    match plan.kind:
        case "untick" if plan.subject == "off":
            return "" if any(action.kind == "untick" for action in actions) else "the box was not met again"
        case "party":
            return "" if brought(memory) else "nobody asked for a child again"
        case "quantity":
            return "" if given(memory) else "the shop asks nowhere how many"
    if plan.override is None:
        return ""
    key, option = plan.override
    met = next((choice for choice in memory.choices if choice.key == key), None)
    if plan.kind == "remove" and met is None:
        tried = any(visit.decision.intent == "remove" for visit in memory.visits)
        return "the row stayed when it was taken out" if tried else "the row was not met again"
    return "" if met is not None and met.chosen == option else "the choice was not met again"


def _who(base: Walk, plan: Plan) -> Persona:
    """The base walk's persona, or one who lives elsewhere; with an e-mail of its own where the shop made an account."""
    if not plan.ship_to and not base.memory.account_made:
        return base.memory.persona
    fresh = persona(plan.ship_to or base.options.ship_to, tag=secrets.token_hex(4))
    return fresh if plan.ship_to else replace(base.memory.persona, email=fresh.email)


def _ending(stop: Stop) -> str:
    said = f": {stop.why}"[:160] if stop.why else ""
    return f"{stop.outcome}: {stop.reason}{said}"


def total_of(look: Look | None) -> Money | None:
    """The total of the bill that a look shows, if it shows one."""
    return look.scene.bill.total if look is not None and look.scene.bill is not None else None
