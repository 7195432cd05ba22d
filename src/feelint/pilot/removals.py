"""Rows of the basket that can be taken out and are not the walked item: met by every walk, taken out by an experiment."""

from __future__ import annotations

from feelint.ledger.likeness import related
from feelint.ledger.rows import removers
from feelint.model.scene import Control, Scene
from feelint.model.walk import Action
from feelint.model.words import Stage
from feelint.pilot.memory import Choice, Memory
from feelint.pilot.view import plain_label

INTENT = "remove"
"""The intent of a decision that takes a row out."""
_PREFIX = "remove:"
_MOST_TRIES = 3


def rows(scene: Scene, memory: Memory) -> dict[str, Control]:
    """By key, the control that takes out a row of the bill.

    The walked item's row is left out; where no row is surely its own, there are none.
    """
    lines = scene.bill.lines if scene.bill else ()
    if len(lines) < 2 or not memory.item_name:
        return {}
    own = {n for n, line in enumerate(lines) if related(line.label, memory.item_name)}
    if not own:
        return {}
    return {_PREFIX + plain_label(lines[n].label): c for n, c in removers(scene, lines).items() if n not in own}


def met(scene: Scene, memory: Memory, stage: Stage) -> list[Choice]:
    """The removable rows that were not met before; and, once an experiment has taken its row out, that it is gone."""
    found, known = rows(scene, memory), {choice.key for choice in memory.choices}
    wanted = _wanted(memory)
    if wanted and wanted not in known and _pressed(memory) and _gone(scene, wanted):
        return [Choice(wanted, "remove", stage, wanted.removeprefix(_PREFIX), ("on", "off"), "off")]
    return [
        Choice(key, "remove", stage, key.removeprefix(_PREFIX), ("on", "off"), "on")
        for key in found
        if key not in known and key != wanted
    ]


def _gone(scene: Scene, wanted: str) -> bool:
    """Whether the bill has rows, and none that is called so."""
    labels = [plain_label(line.label) for line in scene.bill.lines] if scene.bill else []
    return bool(labels) and wanted.removeprefix(_PREFIX) not in labels


def removal(scene: Scene, memory: Memory) -> Action | None:
    """The press that takes out the row that an experiment does without, until it was done."""
    wanted = _wanted(memory)
    control = rows(scene, memory).get(wanted) if wanted and not _pressed(memory) else None
    return Action(kind="press", node=control.node, name=control.name, opens=True) if control else None


def _wanted(memory: Memory) -> str:
    return next((key for key, option in memory.wants.overrides if key.startswith(_PREFIX) and option == "off"), "")


def _pressed(memory: Memory) -> bool:
    """Whether the row was taken out, or often enough in vain: something may lie over the button."""
    results = [visit.result for visit in memory.visits if visit.decision.intent == INTENT]
    return "" in results or len(results) >= _MOST_TRIES
