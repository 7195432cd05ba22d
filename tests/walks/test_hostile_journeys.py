"""Journeys written by hand that press, on the last page of a hostile shop, each control that a fence refuses."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from feelint.model.journey import Arrival, Do, Journey, JourneyStep
from feelint.model.scene import Scene
from feelint.model.walk import WalkRecord
from feelint.model.words import Outcome, Stage
from feelint.pilot.locate import find, role_of
from feelint.pilot.record import Recorder, steps_of
from feelint.pilot.replay import Script
from feelint.pilot.safety import refusal
from feelint.testing.papershop import load_shop, load_truth, serve
from feelint.walker.replay import recording
from feelint.walker.session import Head
from feelint.walker.walk import WalkOptions, walk
from tests.walks.harness import ATTACKS

pytestmark = pytest.mark.browser
Run = Callable[[Coroutine[Any, Any, Any]], Any]
MOST = 2
HOSTILE = (
    ("frames", "continue-posts-order"),
    ("wallet", "wallet-looks-like-continue"),
    ("lamps", "label-changes-after-hover"),
    ("inkwell", "next-orders"),
)


def refused(scene: Scene, stage: Stage) -> list[Do]:
    """Lines that press what may not be pressed, the controls that look like the way on first."""
    found = []
    for control in reversed(scene.controls):
        if control.visible and control.name and refusal(control, scene, stage):
            line = Do.model_validate({"press": role_of(control), "name": control.name[:300]})
            found += [line] if not isinstance(find(line, scene), str) and line not in found else []
    return found[:MOST]


@pytest.mark.parametrize(("name", "scenario"), HOSTILE)
def test_no_journey_presses_what_may_order(
    name: str, scenario: str, run: Run, browser: Browser, tmp_path: Path
) -> None:
    shop = load_shop(ATTACKS / name).make(scenario)
    truth = next(one for one in load_truth(ATTACKS / name) if one["id"] == scenario)
    recorder = Recorder()

    async def walked(script: Script | None, folder: str, head: Head | None = None) -> WalkRecord:
        options = WalkOptions(ship_to=truth["ship_to"], script=script, leaflets=0)
        return await walk(address + truth["start"], options, browser=browser, out=tmp_path / folder, head=head)

    with serve(shop) as address:
        run(walked(None, "walk", recording(Head.default(), recorder)))
        assert recorder.ended is not None
        scene, stop = recorder.ended
        *way, last = steps_of(recorder)
        lines = refused(scene, stop.stage)
        assert lines
        for number, line in enumerate(lines):
            step = JourneyStep(stage=Stage.BASKET, arrive=Arrival.model_validate(last.arrive), do=(line,))
            journey = Journey(name="hostile", start=truth["start"], step=(*way, step))
            record = run(walked(Script(journey, heal=False, file="hostile.toml"), f"replay-{number}"))
            assert shop.orders == 0
            assert (record.outcome, record.reason) == (Outcome.BLOCKED, "order-guard"), (line, record.message)
            assert any(one.fence == "control" for one in record.refusals)
    assert shop.orders == 0
