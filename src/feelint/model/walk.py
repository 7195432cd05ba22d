"""A walk: its environment, what was done, and the capture that it left."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from feelint.model.base import Frozen, MoneyField
from feelint.model.leaflet import LeafletKind
from feelint.model.scene import WireAmount
from feelint.model.words import Outcome, Stage


class Environment(Frozen):
    """In what circumstances a walk was made. Empty strings: not given and not yet read off the page."""

    ship_to: str
    locale: str = ""
    currency: str = ""
    viewport: str = "desktop"
    consent: Literal["reject", "accept", "leave"] = "reject"
    quantity: int = 1
    browser: str = ""
    user_agent: str = ""
    sandbox: bool = True
    feelint_version: str = ""
    source: dict[str, str] = Field(default_factory=dict)
    """Where ``ship_to``, ``locale`` and ``currency`` came from: given, page, default."""


class Action(Frozen):
    """One thing to do. ``node`` is the element's number in the scene that the action was decided on.

    ``fill`` types ``value``; ``choose`` picks the select entry with value ``value``; ``tick`` and ``untick`` set a
    checkbox or radio; ``press`` clicks; ``goto`` opens ``value``; ``back``, ``reload``; ``wait`` lets the page settle
    once more; ``key`` presses one key (Escape only).
    """

    kind: Literal["press", "fill", "choose", "tick", "untick", "goto", "back", "reload", "wait", "key"]
    node: int = -1
    value: str = ""
    name: str = ""
    datum: str = ""
    """The persona field that the value is, so that a journey file can hold the field and not the value."""
    opens: bool = False
    """A press that is expected to lead to another state (a batch stops after it)."""


class Decision(Frozen):
    """What the pilot decided on one scene, and why: ``actions`` are done in order, the last may lead elsewhere."""

    stage: Stage
    actions: tuple[Action, ...]
    why: str
    intent: str = ""
    alternatives: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    scripted: int = -1
    """The step of the journey file that it follows, counted from 0; -1: the pilot's own."""


class Stop(Frozen):
    """The pilot's word that the walk ends here."""

    stage: Stage
    outcome: Outcome
    reason: str
    why: str = ""
    refused: tuple[str, ...] = ()
    order_control: int = -1
    """Number of the control that would order; -1 when none was recognised."""
    scripted: int = -1
    """The step of the journey file at which it ends; -1: the pilot's own."""


class Refusal(Frozen):
    """Something a fence kept from happening."""

    fence: Literal["verb", "control", "request", "card", "host", "dialog"]
    what: str
    why: str
    step: int
    fatal: bool = False


class NetworkRecord(Frozen):
    """One request that carried amounts, or that was not a GET; redacted at write time."""

    method: str
    url: str
    status: int = 0
    resource: str = ""
    content_type: str = ""
    amounts: tuple[WireAmount, ...] = ()
    verdict: str = "passed"


class Clip(Frozen):
    """A picture of a part of the document, in CSS pixels."""

    file: str
    x: float
    y: float
    w: float
    h: float


class Snapshot(Frozen):
    """One captured state. File names are relative to the capture's folder."""

    index: int
    stage: Stage
    url: str
    title: str
    html: str
    facts: str
    at: datetime
    screenshot: str = ""
    clips: tuple[Clip, ...] = ()
    full_page: str = ""
    network: tuple[NetworkRecord, ...] = ()
    decision: Decision | Stop | None = None


ProbeKind = Literal[
    "untick", "remove", "delivery", "payment", "party", "address", "quantity", "viewport", "reload", "visit", "wait"
]
"""What an experiment does otherwise.

A choice of the walk: ``untick`` an extra, ``remove`` a row of the basket, another ``delivery`` or ``payment``. Who orders,
and how: for a child (``party``), to another ``address``, another ``quantity``, on another ``viewport``. When: ``reload``,
``visit`` (a fresh one of a page with a clock), ``wait`` (past that clock's zero).
"""


class Probe(Frozen):
    """An experiment after the base walk: ``steps`` and ``snapshot`` are what the shop showed after the change.

    ``before`` and ``after`` are totals, None where none was shown (a page with a clock has none). ``why`` says what went
    wrong if the experiment is not ``ok`` (a total may have been seen all the same, one that need not be the last word),
    else what is worth knowing of it.
    """

    kind: ProbeKind
    subject: str
    stage: Stage
    ok: bool
    why: str = ""
    before: MoneyField | None = None
    after: MoneyField | None = None
    snapshot: Snapshot | None = None
    steps: tuple[Snapshot, ...] = ()
    group: str = ""
    """Which choice was varied: the radio group's or control's label."""


class LeafletPage(Frozen):
    """A page beside the way (terms, delivery, returns, fees), fetched once after the base walk; it is no step.

    ``link`` are the words of the link that leads there, ``step`` the first step that shows it. ``depth`` is 1 for a link of
    a step, 2 for one of such a page.
    """

    link: str
    kinds: tuple[LeafletKind, ...]
    step: int
    depth: int
    snapshot: Snapshot


class JourneySource(Frozen):
    """The journey file that a walk followed: its name, and where it stands, relative to the root of the repository."""

    name: str
    file: str
    lines: tuple[int, ...] = ()
    """The line of each of its steps."""


class Drift(Frozen):
    """Where a walk left its journey file: the step (from 0), what was not as written, and what was done instead."""

    step: int
    what: str
    instead: str = ""


class WalkRecord(Frozen):
    """The index of a capture (``capture.json``)."""

    schema_version: int = 1
    start_url: str
    started_at: datetime
    ended_at: datetime | None = None
    environment: Environment
    outcome: Outcome = Outcome.LOST
    reason: str = "interrupted"
    message: str = ""
    steps: tuple[Snapshot, ...] = ()
    scenes: tuple[str, ...] = ()
    """Files with the scene of every decision, in order; see :mod:`feelint.pilot.recording`."""
    probes: tuple[Probe, ...] = ()
    leaflets: tuple[LeafletPage, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    left_behind: tuple[str, ...] = ()
    """Accounts made, stock held, drafts left."""
    warnings: tuple[str, ...] = ()
    varied_groups: tuple[str, ...] = ()
    unvaried_groups: tuple[str, ...] = ()
    """Open choice groups (payment, delivery, extras) that no probe varied."""
    journey: JourneySource | None = None
    drift: tuple[Drift, ...] = ()
    run: int = 0
    """Which of several walks of one journey (``--repeat``), from 0; those after the first belong to it."""
