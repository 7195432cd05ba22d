"""What the pilot remembers of a walk: pure data, handed to ``decide`` with each scene."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from feelint.model.walk import Decision
from feelint.model.words import Stage
from feelint.pilot.persona import Persona

_HALF_DONE = 2
ChoiceKind = Literal["untick", "delivery", "payment"]


@dataclass(frozen=True)
class Choice:
    """An open choice met on the way: a group of options, or a ticked extra that could be unticked.

    ``key`` names it again on a fresh walk (stage, kind and normalised label, never an element number).
    """

    key: str
    kind: ChoiceKind
    stage: Stage
    label: str
    options: tuple[str, ...]
    chosen: str


@dataclass(frozen=True)
class Visit:
    """One scene that was decided on, and how it went on."""

    signature: str
    stage: Stage
    url: str
    decision: Decision
    result: str = ""
    """Empty: done; else why an action could not be done (``covered``, ``gone``, ``refused: …``)."""


@dataclass(frozen=True)
class Preferences:
    """What the user asked for."""

    consent: Literal["reject", "accept", "leave"] = "reject"
    quantity: int = 1
    allow_account: bool = False
    allowed_hosts: tuple[str, ...] = ()
    overrides: tuple[tuple[str, str], ...] = ()
    """Choice key to option label (or ``off``): what a probe does otherwise than the base walk."""


@dataclass(frozen=True)
class Memory:
    """All that ``decide`` may know beside the scene."""

    start_url: str
    persona: Persona
    wants: Preferences = field(default_factory=Preferences)
    visits: tuple[Visit, ...] = ()
    choices: tuple[Choice, ...] = ()
    item_name: str = ""
    account_made: bool = False
    pressed: tuple[str, ...] = ()
    """Names of controls pressed, in order, as ``stage|intent|name``."""
    dealt_with: tuple[str, ...] = ()
    """Overlays dealt with, by their text's beginning."""

    @property
    def added(self) -> bool:
        """Whether the item was put into the basket, as far as a press tells."""
        return any(visit.decision.intent == "add_to_cart" and not visit.result for visit in self.visits)

    @property
    def waits(self) -> int:
        """How often the walk has only waited since it did something."""
        return next((n for n, visit in enumerate(reversed(self.visits)) if visit.decision.intent != "wait"), 0)

    @property
    def hindered(self) -> str:
        """Why the last thing that it did was not done, in one word; empty when it was."""
        acted = [visit for visit in self.visits if visit.decision.intent != "wait"]
        return acted[-1].result.split(":")[0] if acted else ""

    def with_visit(self, scene_signature: str, url: str, decision: Decision, result: str = "") -> Memory:
        """The memory after a decision was carried out."""
        visit = Visit(scene_signature, decision.stage, url, decision, result)
        presses = tuple(f"{decision.stage}|{decision.intent}|{a.name}" for a in decision.actions if a.kind == "press")
        return replace(self, visits=(*self.visits, visit), pressed=(*self.pressed, *presses))

    def times(self, signature: str) -> int:
        """How often a scene of that signature was decided on, since the item was chosen or put in anew.

        Getting rid of what lay over it does not count, nor, twice, a form that changed while it was filled in.
        """
        anew = [
            at
            for at, visit in enumerate(self.visits)
            if visit.decision.intent in ("add_to_cart", "variant") and not visit.result
        ]
        fresh = self.visits[anew[-1] :] if len(anew) > 1 else self.visits
        ours = [visit for visit in fresh if visit.decision.intent not in ("overlay", "variant", "wait")]
        here = [visit for visit in ours if visit.signature == signature]
        half_done = sum(visit.result == "changed: its controls" and len(visit.decision.actions) > 1 for visit in here)
        return len(here) - min(half_done, _HALF_DONE)
