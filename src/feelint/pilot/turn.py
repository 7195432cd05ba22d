"""A turn of the pilot: a scene, what is to be done on it, what leads on; and the moves that answer it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from feelint.model.scene import Scene
from feelint.model.walk import Action, Decision, Stop
from feelint.model.words import Stage
from feelint.pilot.advance import Candidate
from feelint.pilot.answers import decision, refusal_of, waiting
from feelint.pilot.forms import Work
from feelint.pilot.memory import Memory

MOST_LOOKS = 3
"""How often a state is decided on before the walk gives up on it."""


@dataclass(frozen=True)
class Turn:
    """A scene as the moves see it: what is to be done on it, and what leads on."""

    scene: Scene
    memory: Memory
    stage: Stage
    seen: int
    """How often this very state was decided on."""
    repair: bool
    todo: Work
    ways: list[Candidate]
    refused: list[str]

    def decides(self, actions: list[Action], why: str, intent: str) -> Decision:
        """A decision for this turn."""
        return decision(self.stage, actions, why, intent, self.ways, self.refused)

    def waits(self, until: str) -> Decision:
        """Waits until what it says: "the deliveries are listed"."""
        return waiting(self.stage, until, self.ways, self.refused)

    def is_allowed(self, action: Action) -> bool:
        """Whether the fence lets it be done."""
        return refusal_of(action, self.scene, self.stage) is None


Answer = Decision | Stop
Move = Callable[[Turn], Answer | None]
"""A move answers a turn, or leaves it to the next one."""


def first_answer(moves: tuple[Move, ...], turn: Turn) -> Answer:
    """What the first move that answers says; the last of ``moves`` always answers."""
    return next(answer for move in moves if (answer := move(turn)) is not None)
