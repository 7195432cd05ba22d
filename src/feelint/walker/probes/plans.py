"""Which experiments to make: pure, from what the base walk met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from feelint.model.walk import Probe, ProbeKind
from feelint.model.words import Stage
from feelint.money import Money
from feelint.pilot.elsewhere import other_country, other_region
from feelint.pilot.memory import Choice, Memory
from feelint.walker.notes import Notes

Level = Literal["none", "basic", "full"]
MOST = {"none": 0, "basic": 10, "full": 30}
"""How many experiments a level makes at most, unless somebody says otherwise."""
MOST_OPTIONS = {"none": 0, "basic": 5, "full": 12}
"""How many other options of one choice."""
BASIC = ("untick", "payment", "delivery")
"""The kinds of choices that the basic level varies."""
_ORDER: tuple[ProbeKind, ...] = (
    "untick", "remove", "payment", "delivery", "visit", "party", "address", "quantity", "viewport",
)  # fmt: skip
_ANSWERS = {"untick": "off", "remove": "off", "party": "child"}


@dataclass(frozen=True)
class Limits:
    """How much may be tried: experiments (None: as the level has it), and seconds for all of them (None: no limit)."""

    count: int | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class Plan:
    """One experiment. What is empty stays as the base walk has it.

    ``override`` names a choice and what is taken instead; ``subject`` says in a word what is otherwise.
    """

    kind: ProbeKind
    subject: str
    stage: Stage = Stage.PRODUCT
    override: tuple[str, str] | None = None
    quantity: int = 0
    ship_to: str = ""
    viewport: str = ""

    @property
    def group(self) -> str:
        """The choice that is varied; empty where none is."""
        return self.override[0] if self.override else ""

    @property
    def is_choice(self) -> bool:
        """Whether it varies a choice of the walk itself."""
        return self.override is not None

    def probe(self, before: Money | None, why: str = "") -> Probe:
        """The record of the experiment while nothing has come of it."""
        return Probe(
            kind=self.kind,
            subject=self.subject,
            stage=self.stage,
            ok=False,
            why=why,
            before=before,
            group=self.group,
        )


def plans(memory: Memory, notes: Notes, level: Level, viewport: str = "desktop") -> list[Plan]:
    """The experiments of a level, the most telling first: choices of the walk, then who, where, how many and on what."""
    found = [plan for choice in memory.choices if varies(level, choice) for plan in _of_choice(choice, level)]
    if level == "full":
        found += _circumstances(memory, notes, viewport)
    return sorted(found, key=lambda plan: _ORDER.index(plan.kind))


def varies(level: Level, choice: Choice) -> bool:
    """Whether a level varies a choice of that kind."""
    return level == "full" or (level == "basic" and choice.kind in BASIC)


def _of_choice(choice: Choice, level: Level) -> list[Plan]:
    if (answer := _ANSWERS.get(choice.kind)) in choice.options and answer is not None:
        subject = {"remove": choice.label, "party": answer}.get(choice.kind, answer)
        return [] if choice.chosen == answer else [_plan(choice, answer, subject)]
    others: Sequence[str] = [option for option in choice.options if option != choice.chosen][: MOST_OPTIONS[level]]
    return [_plan(choice, option, option) for option in others]


def _plan(choice: Choice, option: str, subject: str) -> Plan:
    return Plan(choice.kind, subject, choice.stage, (choice.key, option))


def _circumstances(memory: Memory, notes: Notes, viewport: str) -> list[Plan]:
    who = memory.persona
    ships = [other_region(who, notes.regions), other_country(who, notes.countries)]
    found = [Plan("address", ship_to, Stage.DETAILS, ship_to=ship_to) for ship_to in ships if ship_to]
    many = memory.wants.quantity + 1
    found.append(Plan("quantity", str(many), quantity=many))
    other = "mobile" if viewport == "desktop" else "desktop"
    found.append(Plan("viewport", other, viewport=other))
    if (page := notes.clock) is not None:
        found.append(Plan("visit", "the page with the clock", page.stage))
    return found
