"""What the pilot remembers of a walk: pure data, handed to ``decide`` with each scene."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from feelint.model.walk import Decision, Drift
from feelint.model.words import Stage
from feelint.pilot.persona import Persona

_NO_ANSWER = ("overlay", "tile", "variant", "address", "wait")
"""The intents of decisions that do not answer what a page as a whole asks."""
_HALF_DONE = 2
ChoiceKind = Literal["untick", "remove", "delivery", "payment", "party"]


@dataclass(frozen=True)
class Choice:
    """An open choice met on the way.

    A group of options, a ticked extra that could be unticked, a row of the basket that could be taken out, or the
    question whether a child comes along.

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
    chosen: tuple[tuple[str, str], ...] | None = None
    """The same of what a journey file chose: the pilot and the experiments keep to it. None: no file was followed."""

    signed_in: bool = False
    """A saved session is used: nothing whose words may order is pressed, on whatever page."""

    @property
    def taken(self) -> dict[str, str]:
        """Choice key to the option that is wanted: an experiment's before a journey's."""
        return dict((*(self.chosen or ()), *self.overrides))


@dataclass(frozen=True)
class Progress:
    """How far a journey file was followed (``pilot.replay``): the next thing to do, and how it went so far."""

    step: int = 0
    act: int = 0
    """Which of the step's actions comes next."""
    upto: int = -1
    """The action behind the last one that was decided on and not yet known to be done; -1 when there is none."""
    tries: int = 0
    """How often the same actions came to nothing."""
    waits: int = 0
    healing: bool = False
    """The pilot finds the way, for the file does not tell it any more."""
    free: bool = False
    """An experiment's walk: where it leaves the file is its own affair, and no drift."""
    drifts: tuple[Drift, ...] = ()


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
    progress: Progress | None = None
    """Set where a journey file is followed."""

    @property
    def added(self) -> bool:
        """Whether the item was put into the basket, as far as a press tells."""
        return any(visit.decision.intent == "add_to_cart" and not visit.result for visit in self.visits)

    @property
    def waits(self) -> int:
        """How often the walk has only waited since it did something."""
        acts = (n for n, visit in enumerate(reversed(self.visits)) if visit.decision.intent != "wait")
        return next(acts, len(self.visits))

    @property
    def hindered(self) -> str:
        """Why the last thing that it did was not done, in one word; empty when it was."""
        acted = [visit for visit in self.visits if visit.decision.intent != "wait"]
        return acted[-1].result.split(":")[0] if acted else ""

    def meeting(self, choices: Sequence[Choice]) -> Memory:
        """The memory with choices met on a page; one that is made otherwise takes its former place."""
        fresh = {choice.key: choice for choice in choices}
        kept = tuple(fresh.pop(choice.key, choice) for choice in self.choices)
        return replace(self, choices=(*kept, *fresh.values()))

    def refused(self, signature: str) -> bool:
        """Whether the last press led back to the state it was made on, which now complains of something."""
        acted = [visit for visit in self.visits if visit.decision.intent not in ("wait", "overlay")]
        if not acted or acted[-1].result or not any(action.opens for action in acted[-1].decision.actions):
            return False
        before, (page, _, complaint) = acted[-1].signature, signature.partition("-")
        return bool(complaint) and before != signature and before.partition("-")[0] == page

    def asked(self, signature: str) -> bool:
        """Whether a scene of that signature was answered with more than filling in: a press, which left it as it is."""
        return self.times(signature) > 0 and any(
            visit.signature == signature and visit.decision.intent not in ("fill", *_NO_ANSWER) for visit in self.visits
        )

    def turned_down(self, signature: str) -> bool:
        """Whether the state complains of something, and was decided on before without that complaint.

        Not where the last press was not made at all: what is said then ("Added to your basket") is no answer to it.
        """
        page, _, complaint = signature.partition("-")
        return (
            bool(complaint)
            and not self.hindered
            and any(visit.signature != signature and visit.signature.partition("-")[0] == page for visit in self.visits)
        )

    def with_visit(self, scene_signature: str, url: str, decision: Decision, result: str = "") -> Memory:
        """The memory after a decision was carried out; what the page forestalled by changing was not pressed."""
        visit = Visit(scene_signature, decision.stage, url, decision, result)
        made = () if result == "changed: its controls" else decision.actions
        presses = tuple(f"{decision.stage}|{decision.intent}|{a.name}" for a in made if a.kind == "press")
        return replace(self, visits=(*self.visits, visit), pressed=(*self.pressed, *presses))

    def times(self, signature: str) -> int:
        """How often a scene of that signature was decided on, since the item was chosen or put in anew.

        Getting rid of what lay over it does not count, nor taking an answer that no form shows, nor giving the address
        alone, nor, twice, a form that changed, or was sent by a choice, while it was filled in.
        """
        anew = [
            at
            for at, visit in enumerate(self.visits)
            if visit.decision.intent in ("add_to_cart", "variant") and not visit.result
        ]
        fresh = self.visits[anew[-1] :] if len(anew) > 1 else self.visits
        ours = [visit for visit in fresh if visit.decision.intent not in _NO_ANSWER]
        here = [visit for visit in ours if visit.signature == signature]
        half_done = sum(visit.result.startswith("changed: ") and len(visit.decision.actions) > 1 for visit in here)
        return len(here) - min(half_done, _HALF_DONE)
