"""A decision written down: the scene, the memory it was made with, and what it was. To be made again without a browser."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from feelint.model.scene import Scene
from feelint.model.walk import Decision, Stop
from feelint.pilot.memory import Memory
from feelint.pilot.persona import persona
from feelint.pilot.view import signature

VERSION = 1


@dataclass(frozen=True)
class Recording:
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


def written(scene: Scene, memory: Memory, decision: Decision | Stop, ship_to: str) -> str:
    """The recording as JSON. The persona stays out: ``ship_to`` gives one again."""
    data = {
        "schema_version": VERSION,
        "ship_to": ship_to,
        "state": signature(scene),
        "expected": in_short(scene, decision),
        "memory": _memories().dump_python(memory, mode="json", exclude={"persona"}),
        "scene": scene.model_dump(mode="json", exclude_defaults=True),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def read(text: str | bytes) -> Recording:
    """The recording in a text. Looks at this very state are remembered under the name that the state has today.

    Raises :class:`ValueError` for a text that is none, or one of a newer schema.
    """
    try:
        data = json.loads(text)
        if data["schema_version"] > VERSION:
            raise ValueError(f"written by a newer feelint (schema {data['schema_version']}, this one reads {VERSION})")
        scene = Scene.model_validate(data["scene"])
        who = _memories().dump_python(Memory("", persona(data["ship_to"])))["persona"]
        memory = _memories().validate_python({**data["memory"], "persona": who})
        then, expected = data["state"], dict(data["expected"])
    except (KeyError, TypeError, ValidationError, json.JSONDecodeError) as error:
        raise ValueError("not a decision of a walk") from error
    named = tuple(
        replace(visit, signature=signature(scene)) if visit.signature == then else visit for visit in memory.visits
    )
    return Recording(scene, replace(memory, visits=named), expected)


@cache
def _memories() -> TypeAdapter[Memory]:
    return TypeAdapter(Memory)
