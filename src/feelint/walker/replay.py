"""Journey files and the walk: a script in the pilot's place, a recorder beside it, and what the record says of both."""

from __future__ import annotations

from dataclasses import replace

from feelint.model.scene import Scene
from feelint.model.walk import Decision, Drift, JourneySource, Refusal, Stop
from feelint.pilot.memory import Memory
from feelint.pilot.record import Recorder
from feelint.pilot.replay import REFUSED, Script, follow
from feelint.walker.guard import Guard
from feelint.walker.session import Head


def replaying(head: Head, script: Script | None) -> Head:
    """``head`` with a journey in the pilot's place, if there is one. The fences stay what they are."""
    if script is None:
        return head

    def decide(scene: Scene, memory: Memory) -> tuple[Decision | Stop, Memory]:
        return follow(scene, memory, script)

    return replace(head, decide=decide)


def recording(head: Head, recorder: Recorder) -> Head:
    """``head``, with everything that it decides taken down."""

    def decide(scene: Scene, memory: Memory) -> tuple[Decision | Stop, Memory]:
        decision, noted = head.decide(scene, memory)
        recorder.note(scene, memory, decision)
        return decision, noted

    return replace(head, decide=decide)


def log_refused(decision: Decision | Stop, guard: Guard) -> None:
    """Logs what a journey file wanted and a fence refused; what the hands refused is logged by them."""
    if not isinstance(decision, Stop) or decision.scripted < 0 or decision.reason != REFUSED:
        return
    for told in decision.refused:
        what, _, why = told.partition(": ")
        refusal = Refusal(fence="control", what=what, why=why, step=guard.step)
        if not any((one.what, one.why) == (what, why) for one in guard.refusals):
            guard.log(refusal)


def source(script: Script | None) -> JourneySource | None:
    """Where a journey stands, as the record of its walk keeps it."""
    return JourneySource(name=script.journey.name, file=script.file, lines=script.lines) if script else None


def drifts(memory: Memory) -> tuple[Drift, ...]:
    """Where a walk left its journey."""
    return memory.progress.drifts if memory.progress is not None else ()


def warnings(source: JourneySource | None, memory: Memory) -> list[str]:
    """The same for people, with the line, and what to do about it."""
    found: list[str] = []
    if source is None:
        return found
    for drift in drifts(memory):
        line = f":{source.lines[drift.step]}" if drift.step < len(source.lines) else ""
        instead = f"; instead: {drift.instead}" if drift.instead else ""
        found.append(f"the journey drifted: {source.file}{line}, step {drift.step + 1}: {drift.what}{instead}")
    return [*found, f"{source.file} is out of date: mend it, or record it anew with feelint record"] if found else []
