"""Recorded scenes: a scene of a real walk, the memory it was decided with, and what was decided, in one small file."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from feelint.model.scene import Scene
from feelint.model.walk import Decision, Stop
from feelint.pilot import Memory, signature
from feelint.pilot.persona import persona

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "scenes"
_LOOPBACK = re.compile(r"127\.0\.0\.1:\d+")
_MEMORY = TypeAdapter(Memory)


@dataclass(frozen=True)
class Recorded:
    """One decision of a walk; ``expected`` as :func:`in_short` puts it."""

    scene: Scene
    memory: Memory
    expected: dict[str, Any]


def in_short(scene: Scene, decision: Decision | Stop) -> dict[str, Any]:
    """What a decision comes down to: stage, intent and the names of the actions, or how the walk ends."""
    if isinstance(decision, Stop):
        order = scene.control(decision.order_control)
        ends = {
            "outcome": str(decision.outcome),
            "reason": decision.reason,
            "order_control": order.name if order else "",
        }
        return {"stage": str(decision.stage), "stop": ends}
    actions = [[action.kind, action.name] for action in decision.actions]
    return {"stage": str(decision.stage), "intent": decision.intent, "actions": actions}


def write(path: Path, scene: Scene, memory: Memory, decision: Decision | Stop, ship_to: str) -> None:
    """Writes one file; the same input gives the same bytes, whatever port the shop had."""
    remembered = _MEMORY.dump_python(memory, mode="json", exclude={"persona"})
    data = {
        "ship_to": ship_to,
        "signature": signature(scene),
        "expected": in_short(scene, decision),
        "memory": remembered,
        "scene": scene.model_dump(mode="json", exclude_defaults=True),
    }
    text = _LOOPBACK.sub("shop.test", json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def read(path: Path) -> Recorded:
    """Reads one file. Looks at this very state are remembered under the name that the state has today."""
    data = json.loads(gzip.decompress(path.read_bytes()))
    scene = Scene.model_validate(data["scene"])
    who = _MEMORY.dump_python(Memory("", persona(data["ship_to"])))["persona"]
    memory = _MEMORY.validate_python({**data["memory"], "persona": who})
    named = tuple(
        replace(visit, signature=signature(scene)) if visit.signature == data["signature"] else visit
        for visit in memory.visits
    )
    return Recorded(scene, replace(memory, visits=named), data["expected"])
