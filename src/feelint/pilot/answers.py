"""The pilot's answers: decisions and stops, written in one way."""

from __future__ import annotations

from collections.abc import Sequence

from feelint.model.scene import Control, Scene
from feelint.model.walk import Action, Decision, Stop
from feelint.model.words import Outcome, Stage
from feelint.pilot.advance import Candidate
from feelint.pilot.safety import order_control, refusal


def decision(
    stage: Stage,
    actions: Sequence[Action],
    why: str,
    intent: str,
    ways: Sequence[Candidate] = (),
    refused: Sequence[str] = (),
) -> Decision:
    """A decision, with the ways on that were weighed and what was refused."""
    others = tuple(f"{way.control.name or way.control.tag} ({way.score:.1f})" for way in ways[:6])
    return Decision(
        stage=stage, actions=tuple(actions), why=why, intent=intent, alternatives=others, refused=tuple(refused[:12])
    )


def waiting(stage: Stage, until: str, ways: Sequence[Candidate] = (), refused: Sequence[str] = ()) -> Decision:
    """A decision to do nothing for a moment: until "the page is drawn"."""
    wait = Action(kind="wait", name=f"until {until}")
    return decision(stage, [wait], f"waits until {until}", "wait", ways, refused)


def stop(
    scene: Scene, stage: Stage, outcome: Outcome, reason: str, why: str, refused: Sequence[str] | None = None
) -> Stop:
    """A stop, with the control that would order from the details stage on."""
    control = order_control(scene, stage) if stage.rank >= Stage.DETAILS.rank else None
    return Stop(
        stage=stage,
        outcome=outcome,
        reason=reason,
        why=why[:400],
        refused=tuple(refused or ()),
        order_control=control.node if control else -1,
    )


def press(control: Control) -> Action:
    """A press that may lead elsewhere."""
    return Action(kind="press", node=control.node, name=control.name, opens=True)


def refusal_of(action: Action, scene: Scene, stage: Stage) -> str | None:
    """Why an action's control may not be pressed."""
    control = scene.control(action.node)
    return "it is not there" if control is None else refusal(control, scene, stage)
