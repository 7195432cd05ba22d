"""Decisions of real walks, made again without a browser (``scripts/record_scenes.py`` records them)."""

from __future__ import annotations

from pathlib import Path

import pytest

from feelint.model.walk import Decision
from feelint.pilot import decide
from feelint.pilot.recording import in_short
from feelint.pilot.safety import refusal
from tests.pilot.recorded import FOLDER, read

FILES = sorted(FOLDER.glob("*/*.json.gz"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name.split('.')[0]}")
def test_the_same_decision(path: Path) -> None:
    """Stage, intent and actions, or the stop; and no press that the fence refuses."""
    recorded = read(path)
    decision, _ = decide(recorded.scene, recorded.memory)
    assert in_short(recorded.scene, decision) == recorded.expected
    if isinstance(decision, Decision):
        for action in decision.actions:
            control = recorded.scene.control(action.node)
            assert action.kind != "press" or control is None or not refusal(control, recorded.scene, decision.stage)


def test_the_records_are_there_and_small() -> None:
    """Every paper shop has its walk, with a stop at its end."""
    shops = {path.parent.name for path in (FOLDER.parent / "shops").glob("*/shop.py")}
    ends = {path.parent.name for path in FILES if "stop" in read(path).expected}
    assert shops <= ends
    assert sum(path.stat().st_size for path in FILES) < 3_000_000
