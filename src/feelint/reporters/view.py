"""What the page needs of one journey beyond the models: pictures with marks, bars, the ledger over the steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from feelint.model.finding import Evidence
from feelint.model.ledger import Charge, StepRef
from feelint.model.report import JourneyReport, Mark, Report, ReportProbe, ReportStep
from feelint.model.scene import Box
from feelint.model.words import ChargeKind, Outcome
from feelint.money import Money
from feelint.reporters import digest
from feelint.reporters.album import Album
from feelint.reporters.matrix import matrix, other_probes, subject
from feelint.reporters.waterfall import Bar, difference, waterfall
from feelint.reporters.wording import money


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark on a picture, in percent of it."""

    mark: Mark
    number: int
    style: Markup
    inside: bool
    edge: bool
    """So far left that its number has to stand inside."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a step's picture: by the id of the picture, in CSS pixels of it, with the place that is meant."""

    picture: str
    window: str
    box: Box


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the ledger table: a heading and a cell for each step."""

    label: str
    note: str
    cells: tuple[str, ...]
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
        self.bars = waterfall(journey.ledger) if journey.ledger else ()
        self.options = matrix(journey)
        self.choices = [one for one in self.options if one.is_choice]
        self.probes = other_probes(journey)
        album.choose(report, journey)

    def picture(self, path: str) -> Markup:
        """The address of a picture: relative, or a data URI; empty where there is none."""
        return self._album.address(self.journey, path)

    def left_out(self, path: str) -> str:
        """The path of a picture that this page had no room for."""
        return self._album.left_out(self.journey, path)

    def crop(self, seen: Evidence) -> Crop | None:
        """Where a piece of evidence lies on the picture of its step; None where it cannot be seen there."""
        step = self.journey.steps[seen.step] if seen.step in range(len(self.journey.steps)) else None
        if step is None or seen.box is None or seen.probe or not step.viewport[0] or not self.picture(step.screenshot):
            return None
        box = seen.box.model_copy(update={"x": seen.box.x - step.scroll[0], "y": seen.box.y - step.scroll[1]})
        width, height = step.viewport
        if not (0 <= box.x + box.w / 2 < width and 0 <= box.y + box.h / 2 < height):
            return None
        wide, high = min(max(box.w + 80, 480), width), min(max(box.h + 40, 90), height)
        left = min(max(box.x + box.w / 2 - wide / 2, 0), width - wide)
        top = min(max(box.y + box.h / 2 - high / 2, 0), height - high)
        return Crop(f"j{self.number}i{seen.step + 1}", f"{left:.0f} {top:.0f} {wide:.0f} {high:.0f}", box)

    def spots(self, step: ReportStep) -> list[Spot]:
        """The marks of a step; those outside its picture are only listed."""
        return [_spot(mark, mark.number or place, step) for place, mark in enumerate(step.marks, 1)]

    def drawn(self, bar: Bar) -> dict[str, str]:
        """Where ``bar`` lies on a scale from 0 to 1000, and where it leads from and to."""
        zero = Decimal(0)
        low = min((end.amount for one in self.bars for end in (one.start, one.end)), default=zero)
        high = max((end.amount for one in self.bars for end in (one.start, one.end)), default=zero)
        low, high = min(low, zero), max(high, zero)
        start, end = ((place.amount - low) * 1000 / ((high - low) or 1) for place in (bar.start, bar.end))
        places = {"x": min(start, end), "w": max(abs(end - start), Decimal(3)), "start": start, "end": end}
        return {name: f"{place:.1f}" for name, place in places.items()}

    def tried(self, probe: ReportProbe) -> str:
        """What an experiment changed: an option, or the box whose tick it took out."""
        return subject(probe)

    def rows(self) -> Iterator[Row]:
        """The ledger over the steps."""
        steps, ledger = self.journey.steps, self.ledger
        if ledger is None:
            return
        if ledger.advertised is not None:
            yield Row(
                "Advertised price", "", _cells(len(steps), None, ledger.advertised_at, ledger.advertised, once=True)
            )
        for item in ledger.items:
            asked = [_in_bill(item, step) for step in steps]
            yield Row(item.label, "item", tuple("" if amount is None else money(amount) for amount in asked))
        for charge in ledger.charges:
            yield _charge_row(charge, len(steps))
        for gone in ledger.withdrawn:
            shown = range(gone.shown.step, gone.gone.step)
            cells = tuple(money(gone.amount) if step in shown else "" for step in range(len(steps)))
            yield Row(gone.label, "estimate, withdrawn", cells, style="gone")
        totals = tuple(money(step.bill.total) if step.bill and step.bill.total is not None else "" for step in steps)
        yield Row("Total shown", "", totals, style="total")


def _in_bill(item: Charge, step: ReportStep) -> Money | None:
    """What a step's bill asks for an item of the last one: by its name, else by its amount."""
    lines = [line for line in (step.bill.lines if step.bill else ()) if line.kind is ChargeKind.ITEM]
    same = [line.amount for line in lines if item.amount == line.amount]
    named = [line.amount for line in lines if item.label.casefold() == line.label.casefold()]
    return next(iter(same + named), None)


def _charge_row(charge: Charge, steps: int) -> Row:
    notes = [charge.kind.replace("_", " ")]
    notes += ["inside the price"] if charge.included else []
    notes += ["preselected"] if charge.preselected else []
    notes += ["asked for by the walk"] if charge.opted else []
    cells = _cells(steps, charge.first_announced, charge.first_counted, charge.amount)
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


def _spot(mark: Mark, number: int, step: ReportStep) -> Spot:
    width, height = step.viewport
    left, top = mark.box.x - step.scroll[0], mark.box.y - step.scroll[1]
    inside = 0 <= left + mark.box.w / 2 < width and 0 <= top + mark.box.h / 2 < height
    if not inside:
        return Spot(mark, number, Markup(""), False, False)
    places = {"left": left / width, "top": top / height, "width": mark.box.w / width, "height": mark.box.h / height}
    return Spot(
        mark, number, Markup(";".join(f"{name}:{share:.2%}" for name, share in places.items())), True, left < width / 20
    )
