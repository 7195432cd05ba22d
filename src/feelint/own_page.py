"""A page of one's own: a test that walks a shop itself shows feelint its pages, and gets ledger, verdicts and report.

feelint presses nothing here. So its fences do not hold what the test presses: a test that orders has ordered.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Sequence
from contextvars import ContextVar, Token
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, overload

from feelint.errors import UsageError
from feelint.page import Page, page_of

if TYPE_CHECKING:
    from playwright.async_api import Page as AsyncBrowserPage
    from playwright.sync_api import Page as SyncBrowserPage

    from feelint.capture import CaptureWriter
    from feelint.model.finding import Finding, Verdict
    from feelint.model.ledger import Ledger
    from feelint.model.report import Report
    from feelint.model.scene import Scene
    from feelint.model.walk import Decision, Snapshot, Stop, WalkRecord
    from feelint.model.words import Stage
    from feelint.pilot.memory import Memory
    from feelint.policy.config import Config
    from feelint.walker.own import Sight

TOLD = (
    "observed in a test of one's own: no fence held what it pressed, no experiment was made, and what was exchanged "
    "with servers was not read"
)
PHONE = 600
"""A viewport of fewer CSS pixels is recorded as a phone's."""
_current: ContextVar[Journey | None] = ContextVar("feelint_journey", default=None)


class Journey:
    """The states of one way through a shop, as a test shows them, in a capture that is whole after each.

    ``name`` is the journey's in reports and baselines (else the first address tells it). The capture goes to
    ``out/capture``, by default in a fresh folder of the configured ``out``. ``file`` is where the journey is written down,
    for code review; by default the file that made it. ``options`` are those of ``feelint.toml``:
    ``ship_to="DE"``, ``packs=["de"]``, ``mask=[".account-name"]``. As a context manager it is where
    :func:`feelint.observe` adds to.
    """

    def __init__(
        self,
        name: str = "",
        config: Config | None = None,
        *,
        out: Path | str | None = None,
        file: str = "",
        **options: Any,
    ) -> None:
        from feelint.verbs import settings
        from feelint.walker.access import access_of

        self.name = name
        self.config = settings(config, **options)
        self.moves = False
        """Whether somebody will move the folder, and says himself where to."""
        self._access = access_of(self.config, os.environ)
        self._out = Path(out) if out is not None else None
        self._file = file or _caller()[0]
        self._lines: list[int] = []
        self._steps: list[Snapshot] = []
        self._scenes: list[Scene] = []
        self._writer: CaptureWriter | None = None
        self._memory: Memory | None = None
        self._tokens: list[Token[Journey | None]] = []

    def __enter__(self) -> Journey:
        self._tokens.append(_current.set(self))
        return self

    def __exit__(self, *_: object) -> None:
        _current.reset(self._tokens.pop())

    @overload
    def observe(self, page: SyncBrowserPage, stage: Stage | str | None = None) -> Page: ...
    @overload
    def observe(self, page: AsyncBrowserPage, stage: Stage | str | None = None) -> Awaitable[Page]: ...
    def observe(self, page: Any, stage: Any = None) -> Page | Awaitable[Page]:
        """Adds what ``page`` shows now, and gives it as :func:`feelint.read` does; to be awaited for an async page.

        ``stage`` is one of listing, product, basket, details, delivery, payment, review; else the page tells. Wait
        first for what the page is to show, as before any assertion.
        """
        from feelint.walker import own

        place, (_, line) = _stage(stage), _caller()
        if own.is_sync(page):
            return self._add(own.see_sync(page, self._access.mask), place, line)

        async def later() -> Page:
            return self._add(await own.see(page, self._access.mask), place, line)

        return later()

    @property
    def begun(self) -> bool:
        """Whether it has a step."""
        return self._writer is not None

    @property
    def folder(self) -> Path:
        """Where the capture and what is written of it lie."""
        if self._out is None or self._writer is None:
            raise UsageError("the journey has no step yet", hint="Show it a page: journey.observe(page, 'product').")
        return self._out

    def report(self, *, as_of: date | None = None, **options: Any) -> Report:
        """The journey judged. ``options`` stand over the journey's own: ``fail_on="warning"``."""
        from feelint import verbs

        return verbs.audit(
            self.folder / "capture", verbs.settings(self.config, **options), as_of=as_of, base=self.folder
        )

    @property
    def ledger(self) -> Ledger | None:
        """The bills of all steps as one; None where no page showed any."""
        return self.report().journeys[0].ledger

    @property
    def verdicts(self) -> Sequence[Verdict]:
        """What every rule says."""
        return self.report().verdicts

    @property
    def findings(self) -> Sequence[Finding]:
        """What is wrong or to be looked at, by the packs that hold."""
        return self.report().findings

    def write(self, formats: Sequence[str] = ("html", "json"), **options: Any) -> dict[str, Path]:
        """Writes the report beside the capture, and gives the files by format."""
        from feelint import verbs
        from feelint.capture import open_capture

        report = self.report(**options)
        return verbs.write(report, formats, self.folder, [open_capture(self.folder / "capture")])

    def assert_clean(self, fail_on: str | None = None, **options: Any) -> Report:
        """Raises an :class:`AssertionError` with the report as text where ``feelint check`` would not exit with 0.

        ``fail_on`` is the least severity that counts: critical, error, warning, info or never. A journey that shows no
        final total is never clean.
        """
        from feelint.reporters import render

        __tracebackhide__ = True
        report = self.report(fail_on=fail_on, **options)
        if report.exit_code:
            why = "\n".join(f"  {reason}" for reason in report.gate_reasons)
            where = "" if self.moves else f"\ncapture: {self.folder / 'capture'}"
            raise AssertionError(f"feelint: {report.gate}\n{why}\n\n{render(report, 'text')}{where}")
        return report

    def _add(self, sight: Sight, stage: Stage | None, line: int) -> Page:
        from feelint.extract import read_scene
        from feelint.pilot.forms import work
        from feelint.pilot.stages import place

        config, observed = self.config, sight.observed
        scene = read_scene(
            observed.html,
            facts=cast(Any, observed.facts),
            url=observed.url,
            locale=config.locale,
            currency=config.currency,
        )
        writer, memory = self._begin(sight, scene)
        stage = stage or place(scene, memory)
        self._memory = replace(memory, choices=(*memory.choices, *work(scene, memory, stage).choices))
        self._lines.append(line)
        self._scenes.append(scene)
        index = len(self._steps)
        snapshot = writer.snapshot(
            index=index,
            stage=stage,
            html=observed.html,
            facts=observed.facts,
            title=observed.title,
            at=datetime.now(UTC),
            url=observed.url,
            screenshot=sight.picture,
        )
        self._steps.append(snapshot)
        writer.finish(self._record(writer.record))
        return page_of(scene)

    def _begin(self, sight: Sight, scene: Scene) -> tuple[CaptureWriter, Memory]:
        from feelint.capture import CaptureWriter
        from feelint.pilot.memory import Memory, Preferences
        from feelint.pilot.persona import country_codes, persona
        from feelint.policy.whereabouts import Guess, guess_ship_to
        from feelint.verbs import run_folder

        if self._writer is not None and self._memory is not None:
            return self._writer, self._memory
        codes = set(country_codes().values())
        given = self.config.ship_to
        guess = Guess(given, "given") if given else guess_ship_to(scene, scene.url, codes)
        self._out = run_folder(self.config, scene.url, self._out)
        record = _first_record(self.config, sight, scene, guess.ship_to, guess.source)
        self._writer = CaptureWriter(self._out / "capture", record, self._access.secrets)
        self._memory = Memory(scene.url, persona(guess.ship_to), Preferences())
        return self._writer, self._memory

    def _record(self, record: WalkRecord) -> WalkRecord:
        """The record as it stands: reached where the last page shows a total, lost where it does not."""
        from feelint.model.walk import Decision, JourneySource

        stop = _stop(self._scenes[-1], self._steps[-1].stage, len(self._steps) - 1)
        decided: list[Decision | Stop] = [
            Decision(stage=step.stage, actions=(), why="the test goes on", scripted=index)
            for index, step in enumerate(self._steps[:-1])
        ]
        steps = [
            step.model_copy(update={"decision": one}) for step, one in zip(self._steps, [*decided, stop], strict=True)
        ]
        source = JourneySource(name=self.name, file=self._file, lines=tuple(self._lines)) if self.name else None
        keys = tuple(dict.fromkeys(choice.key for choice in self._memory.choices)) if self._memory else ()
        return record.model_copy(
            update={
                "steps": tuple(steps),
                "outcome": stop.outcome,
                "reason": stop.reason,
                "message": stop.why,
                "ended_at": datetime.now(UTC),
                "unvaried_groups": keys,
                "journey": source,
            }
        )


@overload
def observe(page: SyncBrowserPage, stage: Stage | str | None = None) -> Page: ...
@overload
def observe(page: AsyncBrowserPage, stage: Stage | str | None = None) -> Awaitable[Page]: ...
def observe(page: Any, stage: Any = None) -> Page | Awaitable[Page]:
    """What feelint sees on a page of a test of one's own; to be awaited for a page of Playwright's async API.

    Inside ``with feelint.Journey(...)`` it is a step of that journey; elsewhere it is only looked at.
    """
    from feelint.extract import read_scene
    from feelint.walker import own

    journey = _current.get()
    if journey is not None:
        found: Page | Awaitable[Page] = journey.observe(page, stage)
        return found
    _stage(stage)

    def told(sight: Sight) -> Page:
        return page_of(read_scene(sight.observed.html, facts=cast(Any, sight.observed.facts), url=sight.observed.url))

    if own.is_sync(page):
        return told(own.see_sync(page))

    async def later() -> Page:
        return told(await own.see(page))

    return later()


def _first_record(config: Config, sight: Sight, scene: Scene, ship_to: str, source: str) -> WalkRecord:
    from feelint.capture import redact
    from feelint.model.walk import Environment, WalkRecord
    from feelint.version import version

    origin = {key: "given" if getattr(config, key) else "page" for key in ("locale", "currency")}
    environment = Environment(
        ship_to=ship_to,
        locale=config.locale or scene.locale,
        currency=config.currency or scene.currency,
        viewport="mobile" if 0 < sight.observed.facts["viewport"][0] < PHONE else "desktop",
        consent="leave",
        quantity=config.quantity,
        browser=sight.browser,
        user_agent=sight.user_agent,
        feelint_version=version(),
        source={"ship_to": source, **origin},
    )
    url = redact.url(scene.url)
    masked = (f"masked in pictures and pages: {', '.join(config.mask)}",) if config.mask else ()
    return WalkRecord(start_url=url, started_at=datetime.now(UTC), environment=environment, warnings=(TOLD, *masked))


def _stop(scene: Scene, stage: Stage, index: int) -> Stop:
    from feelint.model.walk import Stop
    from feelint.model.words import Outcome, Stage
    from feelint.pilot.safety import order_control

    total = scene.bill.total if scene.bill else None
    control = order_control(scene, stage) if stage.rank >= Stage.DETAILS.rank else None
    if total is None or stage.rank < Stage.DETAILS.rank:
        why = f"the last page that was shown is of the stage {stage}" + ("" if total else " and has no total")
        return Stop(stage=stage, outcome=Outcome.LOST, reason="no-final-total", why=why, scripted=index)
    why = f"the final total is {total}"
    node = control.node if control else -1
    return Stop(stage=stage, outcome=Outcome.REACHED, reason="final-total", why=why, order_control=node, scripted=index)


def _stage(word: Stage | str | None) -> Stage | None:
    from feelint.model.words import Stage

    try:
        return None if word is None else Stage(word)
    except ValueError as error:
        known = ", ".join(stage.value for stage in Stage)
        raise UsageError(f"{word!r} is no stage", hint=f"Known: {known}.") from error


def _caller() -> tuple[str, int]:
    """File and line in the test that calls; relative to the working directory where it lies below."""
    frame = sys._getframe(1)
    while frame.f_back is not None and str(frame.f_globals.get("__name__", "")).partition(".")[0] == "feelint":
        frame = frame.f_back
    path = Path(frame.f_code.co_filename)
    path = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else Path(path.name)
    return path.as_posix(), frame.f_lineno
