"""The walk: look, decide, keep, do, until the pilot says stop. It never orders."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, cast

from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError

from feelint.capture import redact
from feelint.capture.store import CaptureWriter
from feelint.errors import UnreachableError
from feelint.model.scene import Scene
from feelint.model.walk import Action, Decision, Snapshot, Stop, WalkRecord
from feelint.model.words import Outcome, Stage
from feelint.pilot import recording
from feelint.pilot.memory import Memory, Preferences
from feelint.pilot.persona import persona
from feelint.walker import leaflets, parting, replay
from feelint.walker.access import hint_for
from feelint.walker.endings import THANKS, UNREACHABLE_STATUS, denied, explained, ordered, unopened
from feelint.walker.guard import is_local, place
from feelint.walker.notes import Notes
from feelint.walker.options import OnEvent, WalkEvent, WalkOptions, browser_for, environment_of
from feelint.walker.session import Head, Look, Session

__all__ = ["Walk", "WalkEvent", "WalkOptions", "state_of", "walk"]

After = Callable[["Walk"], Awaitable[None]]
"""Called when the base walk has reached its total, with the session still open: the probes."""


@dataclass
class Walk:
    """A walk in progress. Probes take over its session and add to its record."""

    session: Session
    writer: CaptureWriter
    record: WalkRecord
    memory: Memory
    options: WalkOptions
    on_event: OnEvent
    last: Look | None = None
    kept: tuple[object, ...] = ()
    alarm: Stop | None = None
    """Set when the shop says that an order was placed, here or in an experiment: the end of everything."""
    basket_url: str = ""
    emptied: bool = False
    """Whether nothing of the walk is left in the basket."""
    unclear: tuple[str, ...] = ()
    """What the sign of the prices can mean, where a page left it open."""
    lingered: int = -1
    """How many decisions had been made when a lost page was given another moment."""
    steps: list[Snapshot] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    """What experiments need to know of the pages."""

    async def run(self) -> Stop:
        """Looks and acts until the pilot stops or a limit is met."""
        for _ in range(self.options.max_steps * 3):
            look = self.last = await self.session.look()
            self._learn(look.scene)
            decision, memory = self.session.head.decide(look.scene, self.memory)
            self._arm(look.scene, decision.stage)
            self._record(look.scene, decision)
            if self._hopes(decision):
                await self.session.linger()
                continue
            self.memory = memory
            if decision.stage is Stage.BASKET:
                self.basket_url = look.observed.url
            if stop := self._stopped(decision):
                await self._keep(look, stop, always=True)
                return stop
            decision = cast(Decision, decision)
            await self._keep(look, decision)
            if len(self.steps) > self.options.max_steps:
                return self._lost(decision.stage, "too-many-steps")
            if stop := await denied(self.session, look.scene, decision):
                await self._keep(look, stop, always=True)
                return stop
            self.tell("act", decision.stage, decision.why)
            result = await self.session.do(decision, look.scene, self._between)
            signature = self.session.head.signature(look.scene)
            self.memory = self.memory.with_visit(signature, look.scene.url, decision, result)
        return self._lost(Stage.PRODUCT, "too-many-steps")

    def _record(self, scene: Scene, decision: Decision | Stop) -> None:
        """Keeps the scene of a decision of the base walk, so that it can be made again without a browser."""
        text = recording.written(scene, self.memory, decision, self.options.ship_to)
        name = self.writer.scene(len(self.record.scenes), text)
        self.record = self.record.model_copy(update={"scenes": (*self.record.scenes, name)})

    def _hopes(self, decision: Decision | Stop) -> bool:
        """Whether a page on which the way is lost is looked at once more: it may be on its way to another."""
        if not isinstance(decision, Stop) or decision.outcome is not Outcome.LOST or self.session.guard.fatal:
            return False
        if decision.reason == THANKS or self.lingered == len(self.memory.visits):
            return False
        self.lingered = len(self.memory.visits)
        return True

    async def _between(self, decision: Decision, rest: tuple[Action, ...]) -> Scene:
        """A choice in the midst of a batch changed prices: a state of its own, at the stage of the choice."""
        look = self.last = await self.session.look()
        self._arm(look.scene, decision.stage)
        if self.session.guard.armed:
            await self.session.forbid(look.scene, decision)
        if state_of(look.scene, decision.stage) != self.kept:
            if self.steps and self.steps[-1].decision == decision:
                done = decision.model_copy(update={"actions": decision.actions[: -len(rest)]})
                self.steps[-1] = self.steps[-1].model_copy(update={"decision": done})
            await self._keep(look, decision.model_copy(update={"actions": rest}))
        return look.scene

    def _stopped(self, decision: Decision | Stop) -> Stop | None:
        """The pilot's stop; else one that a fence or the browser forces. A total that was read stands."""
        replay.log_refused(decision, self.session.guard)
        acted = self.session.guard.armed or self.memory.added
        if isinstance(decision, Stop) and decision.reason == THANKS and acted:
            self.alarm = ordered(decision)
            return self.alarm
        if isinstance(decision, Stop) and decision.outcome is Outcome.REACHED:
            return decision
        if reason := self.session.guard.fatal:
            return Stop(stage=decision.stage, outcome=Outcome.BLOCKED, reason=reason, why="a fence closed")
        if isinstance(decision, Stop):
            return explained(decision, self.session)
        if self.session.gate.downloads and not self.steps:
            return self._lost(decision.stage, "download")
        return None

    def _lost(self, stage: Stage, reason: str) -> Stop:
        return Stop(stage=self.steps[-1].stage if self.steps else stage, outcome=Outcome.LOST, reason=reason)

    def _arm(self, scene: Scene, stage: Stage) -> None:
        guard = self.session.guard
        guard.armed = guard.armed or self.session.head.arms(scene, stage)

    async def _keep(self, look: Look, decision: Decision | Stop, *, always: bool = False) -> None:
        """Keeps a look that shows another state than the one kept last; filling in a field is no new state."""
        state = state_of(look.scene, decision.stage)
        if state == self.kept and not always:
            return
        self.notes.take(look, decision.stage)
        if state == self.kept and self.steps:
            self.steps[-1] = self.steps[-1].model_copy(update={"decision": decision})
            self._save()
            return
        snapshot = await self.session.keep(self.writer, look, len(self.steps), decision)
        self.kept = state
        self.steps.append(snapshot)
        self.session.guard.step = len(self.steps) - 1
        self._save()
        self.tell("step", decision.stage, look.observed.title)

    def _save(self) -> None:
        refusals = tuple(self.session.guard.refusals)
        self.record = self.record.model_copy(update={"steps": tuple(self.steps), "refusals": refusals})
        self.writer.save(self.record)

    def _learn(self, scene: Scene) -> None:
        """Locale and currency that nobody gave are what the page says first; what it leaves open is nobody's."""
        environment = self.record.environment
        update: dict[str, object] = {}
        source = dict(environment.source)
        said = "" if scene.currency_open else scene.currency
        for name, value in (("locale", scene.locale), ("currency", said)):
            if value and source.get(name) == "default":
                update[name] = value
                source[name] = "page"
        if scene.currency_open and source.get("currency") == "default":
            update["currency"], self.unclear = "", scene.currency_open
        if update:
            fresh = environment.model_copy(update={**update, "source": source})
            self.record = self.record.model_copy(update={"environment": fresh})

    def tell(self, kind: Literal["step", "act", "end"], stage: Stage, text: str) -> None:
        """Reports progress."""
        self.on_event(WalkEvent(kind, max(0, len(self.steps) - 1), stage, text))

    async def photograph(self) -> None:
        """Keeps a picture of the whole page of the final total."""
        if self.last and self.steps and not self.steps[-1].full_page:
            picture = await self.session.full_page(self.last)
            if picture:
                self.steps[-1] = self.writer.with_full_page(self.steps[-1], picture)

    def conclude(self, stop: Stop) -> WalkRecord:
        """Writes the outcome; once more when probes have added to it."""
        left = ["an account in the persona's name"] if self.memory.account_made else []
        left += ["a basket of a session that is gone"] if self.memory.added and not self.emptied else []
        self.record = self.record.model_copy(
            update={
                "steps": tuple(self.steps),
                "refusals": tuple(self.session.guard.refusals),
                "outcome": stop.outcome,
                "reason": stop.reason,
                "message": stop.why,
                "left_behind": tuple(left),
                "drift": replay.drifts(self.memory),
                "warnings": tuple(dict.fromkeys((*self.record.warnings, *self._warnings()))),
                "ended_at": datetime.now(UTC),
            }
        )
        self.writer.finish(self.record)
        return self.record

    def _warnings(self) -> list[str]:
        found = [str(note) for note in (self.last.observed.facts.get("notes", []) if self.last else [])]
        hosts = {
            place(r.what.split(" ")[1])[0]
            for r in self.session.guard.refusals
            if r.fence == "host" and " http" in r.what
        }
        found += replay.warnings(self.record.journey, self.memory)
        if self.unclear and not self.record.environment.currency:
            found.append(
                f"no page says whether its prices are in {' or '.join(self.unclear)}: give --currency, to feelint audit too"
            )
        return found + [f"nothing was sent to {host}; allow it with --allow-host" for host in sorted(hosts)]


def state_of(scene: Scene, stage: Stage) -> tuple[object, ...]:
    """What tells one state of a walk from another: its place, its headings and its amounts."""
    headings = tuple(heading.text for heading in scene.headings)
    amounts = tuple((amount.label, amount.text, amount.struck) for amount in scene.amounts if amount.visible)
    return stage, redact.url(scene.url), headings, amounts


async def walk(
    url: str,
    options: WalkOptions,
    *,
    browser: Browser | None = None,
    out: Path,
    on_event: OnEvent | None = None,
    head: Head | None = None,
    after: After | None = None,
) -> WalkRecord:
    """Walks the shop at ``url`` to its final total and writes the capture to ``out``. Never orders.

    A browser that is given is shared and left open; each walk has a fresh context in it. Raises
    :class:`UnreachableError` when the shop cannot be opened at all and :class:`BrowserError` when no browser starts.
    """
    who = persona(options.ship_to, tag=secrets.token_hex(4))
    wants = Preferences(
        options.consent, options.quantity, options.allow_account, options.allow_hosts, options.overrides
    )
    wants = replace(wants, signed_in=options.access.signed_in)
    async with browser_for(options, browser) as running:
        environment = environment_of(options, who, running)
        record = WalkRecord(start_url=redact.url(url), started_at=datetime.now(UTC), environment=environment)
        record = record.model_copy(update={"journey": replay.source(options.script), "run": options.run})
        if options.ship_to_source == "default":
            told = f"nobody says where to ship to, so it is {options.ship_to}: its prices and law; give --ship-to"
            record = record.model_copy(update={"warnings": (told,)})
        record = record.model_copy(update={"warnings": (*record.warnings, *options.access.told)})
        writer = CaptureWriter(out, record, options.access.secrets)
        head = replay.replaying(head or Head.default(), options.script)
        head = head.signed_in() if options.access.signed_in else head
        session = await Session.open(running, url, options, head, locale=who.locale)
        this = Walk(session, writer, record, Memory(url, who, wants), options, on_event or (lambda _: None))
        try:
            return await _walked(this, url, after)
        finally:
            await session.close()


async def _walked(this: Walk, url: str, after: After | None) -> WalkRecord:
    """The walk, its probes and its end; whatever goes wrong in the browser, the capture says how it ended."""
    stop: Stop | None = None
    try:
        async with asyncio.timeout(this.options.timeout):
            await _begin(this, url)
            if this.session.gate.downloads:
                stop = this._lost(Stage.PRODUCT, "download")
            else:
                stop = await this.run()
            if stop.outcome is Outcome.REACHED:
                await this.photograph()
                this.conclude(stop)
                await _look_about(this, after)
    except TimeoutError:
        if stop is None:
            stop = this._lost(Stage.PRODUCT, "timeout")
        else:
            _warn(this, "probes were cut short by --timeout")
    except PlaywrightError as error:
        if stop is None:
            gone = "closed" if this.session.page.is_closed() or "closed" in str(error) else "browser-error"
            reason = "browser-crashed" if this.session.gate.crashed else gone
            stop = this._lost(Stage.PRODUCT, reason).model_copy(update={"why": str(error).splitlines()[0]})
        else:
            _warn(this, f"probes were cut short: {str(error).splitlines()[0]}")
    except UnreachableError as error:
        this.conclude(unopened(this.session.status, error.message))
        raise
    if this.alarm is not None:
        stop = this.alarm
        _warn(this, stop.why)
    elif this.basket_url and _basket_matters(this, url) and not this.session.page.is_closed():
        this.emptied = await parting.empty(this)
    this.tell("end", stop.stage, f"{stop.outcome}: {stop.reason}" if stop.reason else str(stop.outcome))
    return this.conclude(stop)


async def _look_about(this: Walk, after: After | None) -> None:
    """The pages beside the way and the probes: at once where nobody is burdened, else one after the other."""
    jobs = [leaflets.fetch(this), *([after(this)] if after is not None else [])]
    if not is_local(place(this.session.guard.start_url)[0]):
        for job in jobs:
            await job
        return
    for result in await asyncio.gather(*jobs, return_exceptions=True):
        if isinstance(result, BaseException):
            raise result


def _basket_matters(this: Walk, url: str) -> bool:
    """A shop on this machine holds no stock that anybody misses; the basket of a saved session is met again."""
    return not is_local(place(url)[0]) or this.options.access.session is not None


def _warn(this: Walk, text: str) -> None:
    this.record = this.record.model_copy(update={"warnings": (*this.record.warnings, text)})


async def _begin(this: Walk, url: str) -> None:
    try:
        status = await this.session.goto(url)
    except PlaywrightError as error:
        first = str(error).splitlines()[0].removeprefix("Page.goto: ")
        if this.session.gate.downloads or "Download is starting" in str(error):
            this.session.gate.downloads.append(url)
            return
        hint = hint_for(first, "check the address and the connection")
        raise UnreachableError(f"{url}: {first}", hint=hint) from error
    if status in UNREACHABLE_STATUS:
        told = f"{url} answered {status}"
        raise UnreachableError(told, hint=hint_for(told, "give the address of a product page"))
