"""What a choice comes to is counted at the stage of the choice, though the page that shows it may be the last."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feelint.extract import read_scene
from feelint.model.ledger import Step
from feelint.model.walk import Action, Decision, Snapshot, Stop
from feelint.model.words import Outcome, Stage
from feelint.policy.scenes import _made_at

URL = "https://shop.test/pay"
TICK = Action(kind="tick", name="Bank transfer")
PRESS = Action(kind="press", name="Continue")


def seen(stage: Stage, *actions: Action, url: str = URL) -> tuple[Step, Snapshot]:
    scene = read_scene("<html><body></body></html>", url=url)
    decision = Decision(stage=stage, actions=actions, why="", intent="fill")
    shot = Snapshot(index=0, stage=stage, url=url, title="", html="", facts="", at=datetime.now(UTC), decision=decision)
    return Step(index=0, stage=stage, url=url, title="", scene=scene, bill=None), shot


def last(url: str = URL) -> tuple[Step, Snapshot]:
    step, shot = seen(Stage.REVIEW, url=url)
    stop = Stop(stage=Stage.REVIEW, outcome=Outcome.REACHED, reason="final-total", why="")
    return step, shot.model_copy(update={"decision": stop})


@pytest.mark.parametrize(
    ("actions", "url", "expected"),
    [
        ((TICK,), URL, Stage.PAYMENT),
        ((Action(kind="fill", name="Note"), TICK), URL, Stage.PAYMENT),
        ((TICK, PRESS), URL, None),
        ((), URL, None),
        ((TICK,), "https://shop.test/done", None),
    ],
)
def test_the_stage_of_the_choices_on_the_same_page(
    actions: tuple[Action, ...], url: str, expected: Stage | None
) -> None:
    _, now = last(url)
    assert _made_at(*seen(Stage.PAYMENT, *actions), now) is expected


def test_a_state_that_the_walk_goes_on_from_bears_its_own_stage() -> None:
    """A part of the page that opens by a choice: deliveries below the address."""
    assert _made_at(*seen(Stage.DETAILS, TICK), seen(Stage.DELIVERY, PRESS)[1]) is None


def test_behind_a_stop_nothing_was_chosen() -> None:
    assert _made_at(*last(), last()[1]) is None
