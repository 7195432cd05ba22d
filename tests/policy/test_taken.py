"""What a walk took of several goods on one page, read off its capture: radios anywhere, boxes and numbers on the item's page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feelint.model.ledger import Step
from feelint.model.scene import Control, Scene
from feelint.model.walk import Action, Decision, Snapshot
from feelint.model.words import Stage
from feelint.policy.scenes import Read, taken


def read(stage: Stage, kind: str, act: str) -> Read:
    """One state, on which one control was set."""
    control = Control(node=7, tag="input", type=kind, name="Balkong")
    scene = Scene(url="https://shop.test/", controls=(control,))
    step = Step(index=0, stage=stage, url=scene.url, title="", scene=scene, bill=None)
    made = Action.model_validate({"kind": act, "node": 7, "name": "Balkong", "value": "1"})
    at = datetime(2026, 1, 1, tzinfo=UTC)
    decided = Decision(stage=stage, actions=(made,), why="")
    shot = Snapshot(index=0, stage=stage, url=scene.url, title="", html="", facts="", at=at, decision=decided)
    return Read(steps=((step, shot),), probes=(), states=(), layouts={})


@pytest.mark.parametrize(
    ("stage", "kind", "act", "names"),
    [
        (Stage.PRODUCT, "radio", "tick", ("Balkong",)),
        (Stage.DELIVERY, "radio", "tick", ("Balkong",)),
        (Stage.PRODUCT, "checkbox", "tick", ("Balkong",)),
        (Stage.LISTING, "number", "fill", ("Balkong",)),
        (Stage.DETAILS, "checkbox", "tick", ()),
        (Stage.BASKET, "number", "fill", ()),
        (Stage.PRODUCT, "text", "fill", ()),
    ],
)
def test_what_was_taken(stage: Stage, kind: str, act: str, names: tuple[str, ...]) -> None:
    assert taken(read(stage, kind, act)) == names
