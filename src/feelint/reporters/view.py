"""What the page needs of one journey beyond the models: pictures with marks, bars, the ledger over the steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from feelint.engine.fingerprint import slug
from feelint.model.finding import Evidence, Finding
from feelint.model.ledger import Charge, StepRef
from feelint.model.report import Drip, JourneyReport, Report, ReportProbe, ReportStep
from feelint.model.words import ChargeKind, Outcome
from feelint.money import Money
from feelint.reporters import digest
from feelint.reporters.album import Album
from feelint.reporters.matrix import Change, matrix, other_probes
from feelint.reporters.shots import Crop, Seen, Spot
from feelint.reporters.states import state_of
from feelint.reporters.waterfall import Bar, difference, waterfall
from feelint.reporters.wording import money

_MET: dict[str, Callable[[Drip], bool]] = {
    "mandatory": lambda drip: drip.mandatory is True,
    "preselected": lambda drip: drip.preselected,
    "late": lambda drip: drip.late,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the ledger table, and the anchor of what it was read off."""

    text: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the ledger table: a heading and a cell for each step."""

    label: str
    note: str
    cells: tuple[Cell, ...]
    avoidable: str = ""
    why: str = ""
    style: str = ""


class View:
    """One journey, as the templates want it."""

    def __init__(self, report: Report, journey: JourneyReport, number: int, album: Album) -> None:
        self.journey, self.number, self._album = journey, number, album
        self.ledger = journey.ledger
        self.harm = journey.harm
        self.reached = journey.outcome is Outcome.REACHED
        self.failures = digest.failures(report, journey)
        self.reviews = digest.reviews(report, journey)
        self.suppressed = digest.suppressed(report, journey)
        self.at_stake = digest.at_stake(self.failures)
        self.difference = difference(journey.ledger)
        self.bars = waterfall(journey.ledger, reached=self.reached) if journey.ledger else ()
        self.options = matrix(journey)
        self.choices = [one for one in self.options if one.is_choice]
        self.probes = other_probes(journey)
        album.choose(report, journey)
        self.seen = [
            Seen(step, f"j{number}s{place}", f"j{number}i{place}", self.picture)
            for place, step in enumerate(journey.steps, 1)
        ]
        self.beside = [
            Seen(state, f"j{number}b{place}", f"j{number}k{place}", self.picture)
            for place, state in enumerate(journey.leaflets, 1)
        ]
        """The pages beside the way that set something."""
        self.trials = [
            (probe, Seen(probe.state, f"j{number}x{place}", f"j{number}y{place}", self.picture))
            for place, probe in enumerate(journey.probes, 1)
            if probe.state is not None
        ]

    def picture(self, path: str) -> Markup:
        """The address of a picture: relative, or a data URI; empty where there is none."""
        return self._album.address(self.journey, path)

    def left_out(self, path: str) -> str:
        """The path of a picture that this page had no room for."""
        return self._album.left_out(self.journey, path)

    def crop(self, evidence: Evidence) -> Crop | None:
        """Where a piece of evidence lies on a picture of its step; None where it cannot be seen there."""
        seen = self.state_of(evidence)
        return seen.crop(evidence.box) if seen is not None and evidence.box is not None else None

    def state_of(self, evidence: Evidence) -> Seen | None:
        """The state that a piece of evidence was seen at: a step, a page beside the way, the end of an experiment."""
        state = state_of(self.journey, evidence)
        every = (*self.seen, *self.beside, *(seen for _, seen in self.trials))
        return next((seen for seen in every if seen.state is state), None)

    def quoted(self, evidence: Evidence, seen: Seen) -> str:
        """The anchor of a quote on a state: its mark, else the state."""
        return next((spot.anchor for spot in seen.spots if spot.mark.box == evidence.box), seen.id)

    def pictures(self) -> Iterator[tuple[str, str]]:
        """What each picture is of, and its file: of steps, of pages beside the way, of where experiments ended."""
        states = [(f"step {place}", step) for place, step in enumerate(self.journey.steps, 1)]
        states += [(f"page “{seen.state.title}”", seen.state) for seen in self.beside]
        states += [(probe.name, seen.state) for probe, seen in self.trials]
        for name, state in states:
            yield from ((name, path) for path in (state.screenshot, *(clip.file for clip in state.clips)))

    def at(self, figure: str, ref: StepRef | None) -> str:
        """The anchor of a figure at a step: its mark, else the step; empty where it was at none."""
        return self.seen[ref.step].anchor_of(figure) if ref is not None and ref.step < len(self.seen) else ""

    def trial(self, probe: ReportProbe | None) -> str:
        """The anchor of the total that an experiment led to; of the walk's own for None; empty where none was kept."""
        if probe is None:
            return self.at("total", self.ledger.total_at) if self.ledger else ""
        return next((seen.anchor_of("total") for one, seen in self.trials if one is probe), "")

    def dripped(self, drip: Drip) -> str:
        """The anchor of where a charge beyond the offer was counted."""
        return self._counted(drip.label, drip.amount)

    def meeting(self, criterion: str) -> list[Drip]:
        """The charges beyond the offer for which a criterion of harm is met, if it is met by single ones."""
        return [drip for drip in (self.harm.drips if self.harm else ()) if criterion in _MET and _MET[criterion](drip)]

    def before(self, change: Change) -> str:
        """The anchor of what an option changes, as the walk had it."""
        return self._counted(change.label, change.before) if change.before is not None else ""

    def after(self, probe: ReportProbe | None, change: Change) -> str:
        """The anchor of what an option changes it to, where its experiment ended."""
        seen = next((seen for one, seen in self.trials if one is probe), None)
        if seen is None or probe is None or probe.ledger is None or change.after is None:
            return ""
        places = (at for at, one in enumerate(probe.ledger.charges) if one.amount == change.after)
        at = next(places, None)
        return seen.anchor_of("items.0" if at is None else f"charges.{at}")

    def _counted(self, label: str, amount: Money) -> str:
        """The anchor of where a charge of the ledger was counted; of the first item for the sum of all."""
        ledger = self.ledger
        one = next((c for c in (ledger.charges if ledger else ()) if (c.label, c.amount) == (label, amount)), None)
        if one is None:
            return self.at("items.0", ledger.total_at) if ledger is not None and ledger.items else ""
        return self.at(self.figure(one), one.first_counted or one.first_announced)

    def figure(self, charge: Charge) -> str:
        """What marks call a charge of the ledger."""
        word = "items" if charge.kind is ChargeKind.ITEM else "charges"
        several = getattr(self.ledger, word) if self.ledger else ()
        return f"{word}.{several.index(charge) if charge in several else 0}"

    def shown(self, bar: Bar) -> str:
        """The anchor of where the amount of a bar was read off."""
        if bar.role in ("advertised", "quantity"):
            return self.at("advertised", bar.at)
        if bar.charge is None:
            return self.trial(None)
        return self.at(self.figure(bar.charge), bar.at or bar.announced)

    def anchor(self, finding: Finding) -> str:
        """The anchor of a finding."""
        every = (*self.failures, *self.reviews, *self.suppressed)
        return f"j{self.number}f{next(n for n, one in enumerate(every, 1) if one is finding)}"

    def about(self, bar: Bar) -> list[Finding]:
        """The findings on the figure of a bar: those whose subject it is."""
        if bar.role == "total":
            subjects = {"", "total", "subtotal"}
        elif bar.is_charge and bar.charge is not None:
            subjects = {f"{bar.charge.kind}:{slug(bar.charge.label)}"}
        else:
            return []
        return [one for one in (*self.failures, *self.reviews, *self.suppressed) if one.subject in subjects]

    def resting_on(self, seen: Seen, spot: Spot) -> list[Finding]:
        """The findings whose evidence a mark of a step is."""
        every = (*self.failures, *self.reviews, *self.suppressed)
        return [
            one
            for one in every
            if any(said.box == spot.mark.box and self.state_of(said) is seen for said in one.evidence)
        ]

    def drawn(self, bar: Bar) -> dict[str, str]:
        """Where ``bar`` lies on a scale from 0 to 1000, and where it leads from and to."""
        zero = Decimal(0)
        low = min((end.amount for one in self.bars for end in (one.start, one.end)), default=zero)
        high = max((end.amount for one in self.bars for end in (one.start, one.end)), default=zero)
        low, high = min(low, zero), max(high, zero)
        start, end = ((place.amount - low) * 1000 / ((high - low) or 1) for place in (bar.start, bar.end))
        places = {"x": min(start, end), "w": max(abs(end - start), Decimal(3)), "start": start, "end": end}
        return {name: f"{place:.1f}" for name, place in places.items()}

    def rows(self) -> Iterator[Row]:
        """The ledger over the steps."""
        steps, ledger = self.journey.steps, self.ledger
        if ledger is None:
            return
        if ledger.advertised is not None:
            cells = _cells(len(steps), None, ledger.advertised_at, ledger.advertised, once=True)
            yield Row("Advertised price", "", self._linked(cells, "advertised"))
        for number, item in enumerate(ledger.items):
            asked = ("" if (amount := _in_bill(item, step)) is None else money(amount) for step in steps)
            yield Row(item.label, "item", self._linked(asked, f"items.{number}"))
        for number, charge in enumerate(ledger.charges):
            cells = _cells(len(steps), charge.first_announced, charge.first_counted, charge.amount)
            yield _charge_row(charge, self._linked(cells, f"charges.{number}"))
        for number, gone in enumerate(ledger.withdrawn):
            shown = range(gone.shown.step, gone.gone.step)
            cells = tuple(money(gone.amount) if step in shown else "" for step in range(len(steps)))
            yield Row(gone.label, "estimate, withdrawn", self._linked(cells, f"withdrawn.{number}"), style="gone")
        totals = (money(step.bill.total) if step.bill and step.bill.total is not None else "" for step in steps)
        yield Row("Total shown", "", self._linked(totals, "total"), style="total")

    def _linked(self, texts: Iterable[str], figure: str) -> tuple[Cell, ...]:
        told = zip(texts, self.seen, strict=True)
        return tuple(Cell(text, seen.anchor_of(figure)) if text else Cell() for text, seen in told)


def _in_bill(item: Charge, step: ReportStep) -> Money | None:
    """What a step's bill asks for an item of the last one: by its name, else by its amount."""
    lines = [line for line in (step.bill.lines if step.bill else ()) if line.kind is ChargeKind.ITEM]
    same = [line.amount for line in lines if item.amount == line.amount]
    named = [line.amount for line in lines if item.label.casefold() == line.label.casefold()]
    return next(iter(same + named), None)


def _charge_row(charge: Charge, cells: tuple[Cell, ...]) -> Row:
    notes = [charge.kind.replace("_", " ")]
    notes += ["inside the price"] if charge.included else []
    notes += ["preselected"] if charge.preselected else []
    notes += ["asked for by the walk"] if charge.opted else []
    asked = not charge.included and charge.amount.amount > 0
    avoidable, why = (digest.yes_no(charge.avoidable), charge.avoidable_why) if asked else ("", "")
    return Row(charge.label, ", ".join(notes), cells, avoidable, why, "included" if charge.included else "")


def _cells(
    steps: int, announced: StepRef | None, counted: StepRef | None, amount: Money, *, once: bool = False
) -> tuple[str, ...]:  # fmt: skip
    """``announced`` where the amount was first shown, the amount from where it is counted on."""
    first = counted.step if counted else steps
    last = first + 1 if once else steps
    shown = announced.step if announced else -1
    return tuple(
        money(amount) if first <= step < last else "announced" if step == shown else "" for step in range(steps)
    )  # fmt: skip
