"""The ledger: the bills of all steps, matched."""

from __future__ import annotations

from datetime import datetime

from feelint.model.base import Frozen, MoneyField
from feelint.model.leaflet import Leaflet
from feelint.model.scene import Bill, Scene
from feelint.model.words import ChargeKind, Stage

_CALLED = {
    "untick": "without", "remove": "without", "party": "with", "address": "ship to", "viewport": "on a screen",
}  # fmt: skip


class StepRef(Frozen):
    """A step of the walk: 0-based index and stage."""

    step: int
    stage: Stage


class Charge(Frozen):
    """A charge of the final bill. Allowances are negative; ``included`` is tax inside the price.

    ``avoidable`` is True when an experiment removed it, False when every open choice was varied and it stayed (or the
    page says that it is required, or nothing was open), None when a choice was not varied.
    """

    label: str
    kind: ChargeKind
    amount: MoneyField
    also_kinds: tuple[ChargeKind, ...] = ()
    included: bool = False
    avoidable: bool | None = None
    avoidable_why: str = ""
    first_announced: StepRef | None = None
    first_counted: StepRef | None = None
    announced_as: str = ""
    """The words in which it was first announced."""
    opted: bool = False
    """The walk itself asked for it (an option that it ticked)."""
    preselected: bool = False
    """A control that was on without anybody's doing brought it."""


class Withdrawn(Frozen):
    """An estimate that was shown and went away."""

    label: str
    kind: ChargeKind
    amount: MoneyField
    shown: StepRef
    gone: StepRef


class Recurring(Frozen):
    """A later payment that the order commits to."""

    amount: MoneyField
    period: str
    text: str


class Step(Frozen):
    """One step as the ledger sees it."""

    index: int
    stage: Stage
    url: str
    title: str
    scene: Scene
    bill: Bill | None
    at: datetime | None = None
    """When it was looked at; None where nobody noted it."""
    made_at: Stage | None = None
    """The stage of the choices on the same page that made the last state out of the one before; None where none did."""

    @property
    def asked_at(self) -> Stage:
        """The stage of what it shows first: a choice's price is counted where the choice was made, not a stage later."""
        return self.made_at or self.stage


class Experiment(Frozen):
    """What was tried in an experiment, and the totals before and after it."""

    kind: str
    subject: str
    group: str
    ok: bool
    why: str
    before: MoneyField | None
    after: MoneyField | None

    @property
    def about(self) -> str:
        """What it changed: an option, or the box whose tick it took out."""
        return self.group.partition(":")[2] or self.group or self.subject if self.subject == "off" else self.subject

    @property
    def name(self) -> str:
        """It in a few words: "without: gift wrap", "payment: card"."""
        return f"{_CALLED.get(self.kind, self.kind)}: {self.about}"


class ProbeResult(Experiment):
    """An experiment and the bill that it led to."""

    bill: Bill | None
    steps: tuple[Step, ...] = ()
    """The states that it led to, as far as they were kept."""


class Ledger(Frozen):
    """What a journey costs and when that was said.

    ``advertised`` is the price that the shop put forward for the item at the first step that shows one; ``total`` what
    the order button commits to now; ``residual`` what no charge explains: total - item lines - charges.
    """

    advertised: MoneyField | None
    advertised_at: StepRef | None
    quantity: int
    total: MoneyField | None
    total_at: StepRef | None
    charges: tuple[Charge, ...]
    items: tuple[Charge, ...]
    withdrawn: tuple[Withdrawn, ...] = ()
    recurring: tuple[Recurring, ...] = ()
    residual: MoneyField | None = None
    steps: tuple[Step, ...] = ()
    probes: tuple[ProbeResult, ...] = ()
    ambiguous: bool = False
    leaflets: tuple[Leaflet, ...] = ()
    """What the pages of terms, delivery, returns and fees set that the walk met links to."""

    @property
    def final(self) -> Step | None:
        """The step with the final total."""
        return self.steps[self.total_at.step] if self.total_at else None
