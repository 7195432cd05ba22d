"""A walk: its environment, what was done, and the capture that it left."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from feelint.model.base import Frozen, MoneyField
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


class Stop(Frozen):
    """The pilot's word that the walk ends here."""

    stage: Stage
    outcome: Outcome
    reason: str
    why: str = ""
    refused: tuple[str, ...] = ()
    order_control: int = -1
    """Number of the control that would order; -1 when none was recognised."""


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


class Probe(Frozen):
    """An experiment after the base walk. ``total`` and the snapshot are what the shop showed after the change."""

    kind: Literal["untick", "delivery", "payment", "reload", "remove", "quantity", "address", "wait"]
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
    probes: tuple[Probe, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    left_behind: tuple[str, ...] = ()
    """Accounts made, stock held, drafts left."""
    warnings: tuple[str, ...] = ()
    varied_groups: tuple[str, ...] = ()
    unvaried_groups: tuple[str, ...] = ()
    """Open choice groups (payment, delivery, extras) that no probe varied."""
