"""The report: one model, any number of writers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import Field

from feelint.model.base import Frozen, MoneyField
from feelint.model.finding import Finding, Verdict
from feelint.model.ledger import Experiment, Ledger, StepRef
from feelint.model.scene import Bill, Box
from feelint.model.walk import Clip, Drift, Refusal
from feelint.model.words import ChargeKind, Outcome, Stage


class ToolInfo(Frozen):
    """Which feelint made it."""

    name: str = "feelint"
    version: str


class PackInfo(Frozen):
    """A pack that was judged by."""

    id: str
    title: str
    digest: str


class ReportEnvironment(Frozen):
    """In what circumstances: for a judgement to be repeated."""

    ship_to: str
    locale: str
    currency: str
    viewport: str
    consent: str
    quantity: int
    sector: str
    browser: str
    sandbox: bool
    as_of: date
    packs: tuple[PackInfo, ...]
    rules_digest: str
    source: dict[str, str] = Field(default_factory=dict)


class Mark(Frozen):
    """Something to box on a step's screenshot."""

    box: Box
    text: str
    kind: Literal["advertised", "announced", "charge", "total", "control", "finding", "clause"]
    number: int = 0
    figure: str = ""
    """What of the ledger it shows: ``advertised``, ``total``, or a list of it and the place in it, ``charges.0``."""


class SourceLine(Frozen):
    """A line of a file of the project, relative to its root: where a journey is written down."""

    file: str
    line: int = Field(ge=1)


class ReportStep(Frozen):
    """One step. Pictures are paths relative to the capture; ``marks`` are in CSS pixels of the document."""

    stage: Stage
    url: str
    title: str
    bill: Bill | None
    screenshot: str = ""
    viewport: tuple[int, int] = (0, 0)
    scroll: tuple[float, float] = (0, 0)
    did: tuple[str, ...] = ()
    why: str = ""
    marks: tuple[Mark, ...] = ()
    source: SourceLine | None = None
    """The line of the journey file's step that was followed there."""
    clips: tuple[Clip, ...] = ()
    """Pictures of what the screen did not show: parts of the page, in CSS pixels of the document."""


class ReportProbe(Experiment):
    """An experiment, with the ledger that it led to (None when it broke) and the state that it ended in."""

    ledger: Ledger | None = None
    state: ReportStep | None = None
    """Where ``after`` was read; None where no picture of that was kept."""


HarmCriterion = Literal["mandatory", "preselected", "late", "large", "many"]
"""When drip pricing is likely to harm (UK Department for Business and Trade, 2023); see :class:`Harm`."""


class Drip(Frozen):
    """A charge that the offer did not show. ``subject`` is its key in findings; ``late`` is past the halfway point."""

    subject: str
    label: str
    kind: ChargeKind
    amount: MoneyField
    announced: StepRef | None
    mandatory: bool | None
    preselected: bool
    late: bool


class Harm(Frozen):
    """What a journey's total asks beyond what its offer showed.

    ``total`` is that money, ``percent`` its share of the advertised price; None where no price was advertised. Criteria:
    a drip that is ``mandatory``, ``preselected`` or ``late``; drips of more than 25 % of the price (``large``); three
    drips or more (``many``). ``unknown`` are those that could not be told.
    """

    drips: tuple[Drip, ...] = ()
    total: MoneyField | None = None
    percent: Decimal | None = None
    criteria: tuple[HarmCriterion, ...] = ()
    unknown: tuple[HarmCriterion, ...] = ()


class StaleEntry(Frozen):
    """An entry of the baseline that matches nothing any more."""

    rule: str
    journey: str
    stage: Stage | None
    subject: str


class BaselineUse(Frozen):
    """What the baseline came to: its entries, how many findings it covers, and what in it is stale."""

    file: str
    entries: int
    known: int
    stale: tuple[StaleEntry, ...] = ()


class RunReport(Frozen):
    """One of several walks of a journey: how it ended, what it came to, and how long it took."""

    outcome: Outcome
    reason: str
    total: MoneyField | None
    seconds: float
    capture: str
    judged: bool = False
    """Whether the report is on this one."""


class JourneyReport(Frozen):
    """One base walk."""

    id: str
    start_url: str
    outcome: Outcome
    reason: str
    message: str
    steps: tuple[ReportStep, ...]
    ledger: Ledger | None
    probes: tuple[ReportProbe, ...]
    refusals: tuple[Refusal, ...] = ()
    left_behind: tuple[str, ...] = ()
    started_at: datetime
    seconds: float = 0
    last_screenshot: str = ""
    capture: str = ""
    source: SourceLine | None = None
    seal: str = ""
    """The digest of the capture's manifest: which evidence this was judged by."""
    harm: Harm | None = None
    drift: tuple[Drift, ...] = ()
    """Where the walk left its journey file."""
    runs: tuple[RunReport, ...] = ()
    """All walks of it, in order, where there were several (``--repeat``); the report is on the worst of them."""
    leaflets: tuple[ReportStep, ...] = ()
    """The pages beside the way that set something, or that a finding quotes, with what they set marked; no steps."""


class NotImplementedRule(Frozen):
    """A rule of the packs that this version does not have; never reported as passed."""

    rule: str
    packs: tuple[str, ...]


class Report(Frozen):
    """What ``check`` and ``audit`` give (``--format json``)."""

    schema_version: Literal[1] = 1
    tool: ToolInfo
    environment: ReportEnvironment
    journeys: tuple[JourneyReport, ...]
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...] = ()
    not_implemented: tuple[NotImplementedRule, ...] = ()
    gate: Literal["clean", "findings", "no-verdict", "internal-error"] = "clean"
    exit_code: int = 0
    gate_reasons: tuple[str, ...] = ()
    """Why the gate is not clean, a line each, worst first."""
    baseline: BaselineUse | None = None
