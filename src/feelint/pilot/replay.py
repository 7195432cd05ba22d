"""A journey file as a source of decisions, in the pilot's place. Pure, and behind the same fences as the pilot.

The file says what to do; it never says what may be done. The stage that the fences go by is read off the page, every
control is held against ``safety.refusal``, no field for a means of payment is filled, and no box is ticked from the
payment stage on. Where the page is not as written the pilot finds the way, which is told as drift; or the walk is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from feelint.model.journey import Journey, JourneyStep
from feelint.model.scene import Scene
from feelint.model.walk import Action, Decision, Drift, Stop
from feelint.model.words import Intent, Outcome, Stage
from feelint.pilot.aftermath import thanks
from feelint.pilot.choices import group_key, groups
from feelint.pilot.decide import decide
from feelint.pilot.drawn import unsettled
from feelint.pilot.forms import extra_key, work
from feelint.pilot.listboxes import INTENT as LISTBOX
from feelint.pilot.listboxes import picking
from feelint.pilot.locate import arrived, find
from feelint.pilot.memory import Memory, Progress
from feelint.pilot.overlays import clear
from feelint.pilot.safety import order_control
from feelint.pilot.scripted import Refused, action_of
from feelint.pilot.stages import place
from feelint.pilot.view import is_private

DRIFTED = "journey-drifted"
"""The reason of a walk that is lost because the shop is not as its journey file has it."""
REFUSED = "order-guard"
"""The reason of a walk whose journey file wants what a fence forbids."""
_WAITS = 4
_TRIES = 3


@dataclass(frozen=True)
class Script:
    """A journey to follow. ``heal``: where it is not found any more, the pilot finds the way."""

    journey: Journey
    heal: bool = True
    file: str = "the journey"
    lines: tuple[int, ...] = ()

    def where(self, step: int) -> str:
        """A step of it, for people: ``journeys/guest.toml:24 (step 3, details)``."""
        line = f":{self.lines[step]}" if step < len(self.lines) else ""
        return f"{self.file}{line} (step {step + 1}, {self.journey.step[step].stage})"


@dataclass(frozen=True)
class _Batch:
    """What can be done now of a step: the actions, and the one behind the last of them."""

    actions: tuple[Action, ...]
    upto: int


def follow(scene: Scene, memory: Memory, script: Script) -> tuple[Decision | Stop, Memory]:
    """What the journey has done on ``scene``: as :func:`~feelint.pilot.decide.decide`, and with its contract."""
    stage = place(scene, memory)
    if memory.progress is None:
        memory = _began(memory)
    if _progress(memory).free and (memory.added or stage.rank > Stage.PRODUCT.rank):
        return decide(scene, memory)
    memory = _went(scene, memory, script)
    if thanks(scene, memory) or (clear(scene, memory, stage) and not _in_overlay(scene, memory, script)):
        return decide(scene, memory)
    if unsettled(scene, memory):
        return _wait(stage, memory)
    return _next(scene, memory, script, stage)


def _next(scene: Scene, memory: Memory, script: Script, stage: Stage) -> tuple[Decision | Stop, Memory]:
    """The first thing that is left to do; steps with nothing left are gone through on the same look."""
    steps = script.journey.step
    why = ""
    while (at := _progress(memory)).step < len(steps):
        step = steps[at.step]
        why = _unmet(step, steps[at.step - 1] if at.step else None, scene, stage) if not at.act else ""
        batch = why or _batch(step, at.act, scene, memory, stage)
        if at.tries and (said := memory.visits[-1].result).startswith("refused: "):
            batch = Refused(memory.visits[-1].decision.actions[-1].name, said.removeprefix("refused: "))
        if isinstance(batch, Refused):
            return _refused(batch, at.step, scene, script, stage), memory
        if isinstance(batch, str):
            why = batch
        elif at.tries >= _TRIES:
            why = f"{step.do[at.act]} came to nothing: {memory.visits[-1].result or 'nothing changed'}"
        elif batch.actions:
            return _decided(batch, at, scene, memory, script, stage)
        else:
            memory = _at(memory, step=at.step + (batch.upto >= len(step.do)), act=batch.upto % max(len(step.do), 1))
            continue
        return _missing(why, scene, memory, script, stage)
    decision, noted = decide(scene, memory)
    if isinstance(decision, Stop):
        return decision.model_copy(update={"scripted": len(steps) - 1}), noted
    if decision.intent in ("overlay", "wait"):
        return decision, noted
    return _missing("the journey ends here, and the page leads on", scene, memory, script, stage)


def _went(scene: Scene, memory: Memory, script: Script) -> Memory:
    """The memory with what became of the decision before."""
    at = _progress(memory)
    if at.upto < 0 or not memory.visits:
        return memory
    step, last = script.journey.step[at.step], memory.visits[-1]
    gone = last.result == "changed: it navigated" and isinstance(find(step.do[at.upto - 1], scene), str)
    if last.result and not gone:
        return _at(memory, upto=-1, tries=at.tries + 1)
    ended = at.upto >= len(step.do)
    return _at(memory, step=at.step + ended, act=0 if ended else at.upto, upto=-1, tries=0, waits=0)


def _unmet(step: JourneyStep, before: JourneyStep | None, scene: Scene, stage: Stage) -> str:
    """Why a step is not reached; empty if it is. The stage tells apart two steps that have one proof."""
    if not arrived(step.arrive, scene):
        return f"no {step.arrive.role} {step.arrive.name!r} is on the page"
    told_apart = before is None or before.arrive != step.arrive or before.stage is step.stage
    return "" if told_apart or step.stage is stage else f"the page looks like the {stage} stage, not {step.stage}"


def _batch(step: JourneyStep, act: int, scene: Scene, memory: Memory, stage: Stage) -> _Batch | Refused | str:
    """The actions from ``act`` to the first that leads on, or that the page does not have yet."""
    actions: list[Action] = []
    for number, do in enumerate(step.do[act:], act):
        control = find(do, scene)
        action = control if isinstance(control, str) else action_of(do, control, scene, memory, stage)
        if isinstance(action, str | Refused):
            return _Batch(tuple(actions), number) if actions else action
        if action is not None:
            actions.append(action)
            if action.opens:
                return _Batch(tuple(actions), number + 1)
    return _Batch(tuple(actions), len(step.do))


def _decided(
    batch: _Batch, at: Progress, scene: Scene, memory: Memory, script: Script, stage: Stage
) -> tuple[Decision | Stop, Memory]:
    account = any(action.datum in ("password", "password_repeat") for action in batch.actions)
    if account and not (memory.wants.allow_account or is_private(memory.start_url)):
        why = f"{script.where(at.step)} makes an account; allow a fresh one with --allow-account"
        return Stop(stage=stage, outcome=Outcome.BLOCKED, reason="account", why=why, scripted=at.step), memory
    decision = Decision(
        stage=stage,
        actions=batch.actions,
        why=f"{script.where(at.step)}: {_told(batch.actions)}",
        intent=_intent(batch.actions, scene, memory, batch.upto >= len(script.journey.step[at.step].do)),
        scripted=at.step,
    )
    noted = replace(_noted(scene, memory, stage, batch.actions), account_made=memory.account_made or account)
    return decision, _at(noted, upto=batch.upto, healing=False)


def _missing(why: str, scene: Scene, memory: Memory, script: Script, stage: Stage) -> tuple[Decision | Stop, Memory]:
    """Another moment for the page; then a later step that it shows already; then the pilot, or the end."""
    at = _progress(memory)
    here = min(at.step, len(script.journey.step) - 1)
    if not at.healing and at.waits < _WAITS:
        return _wait(stage, _at(memory, waits=at.waits + 1))
    if not (script.heal or at.free):
        what = f"{script.where(here)}: {why}. Mend the step, or record the way anew"
        return Stop(stage=stage, outcome=Outcome.LOST, reason=DRIFTED, why=what, scripted=here), memory
    for number in range(at.step + 1, len(script.journey.step)):
        if _is_at(number, scene, memory, script, stage):
            told = "" if at.healing else f"went on with step {number + 1}"
            memory = _drifted(memory, here, why, told)
            return _next(scene, _at(memory, step=number, act=0, tries=0, waits=0, healing=False), script, stage)
    decision, noted = decide(scene, replace(memory, progress=None))
    noted = replace(noted, progress=memory.progress)
    if isinstance(decision, Stop):
        return decision, _drifted(noted, here, why, "")
    instead = _told(decision.actions)
    return decision, _at(_drifted(noted, here, why, instead), healing=True, tries=0, upto=-1)


def _is_at(number: int, scene: Scene, memory: Memory, script: Script, stage: Stage) -> bool:
    """Whether the page is that of a later step: by its proof, its stage, and the first thing to do there."""
    steps = script.journey.step
    step, now = steps[number], steps[_progress(memory).step]
    if (
        step.stage is not stage
        or not arrived(step.arrive, scene)
        or (step.stage, step.arrive) == (now.stage, now.arrive)
    ):
        return False
    return not step.do or not isinstance(find(step.do[0], scene), str)


def _refused(refused: Refused, step: int, scene: Scene, script: Script, stage: Stage) -> Stop:
    control = order_control(scene, stage) if stage.rank >= Stage.DETAILS.rank else None
    return Stop(
        stage=stage,
        outcome=Outcome.BLOCKED,
        reason=REFUSED,
        why=f"{script.where(step)}: {refused.what!r} is not done: {refused.why}",
        refused=(f"{refused.what}: {refused.why}",),
        order_control=control.node if control else -1,
        scripted=step,
    )


def _wait(stage: Stage, memory: Memory) -> tuple[Decision, Memory]:
    wait = Action(kind="wait", name="until the page is drawn")
    return Decision(stage=stage, actions=(wait,), why="waits for the page to be drawn", intent="wait"), memory


def _in_overlay(scene: Scene, memory: Memory, script: Script) -> bool:
    """Whether what comes next is done in what lies over the page, or in a list that was opened."""
    if picking(scene, memory) is not None:
        return True
    at = _progress(memory)
    step = script.journey.step[at.step] if at.step < len(script.journey.step) else None
    found = find(step.do[at.act], scene) if step is not None and at.act < len(step.do) else ""
    return not isinstance(found, str) and found.overlay >= 0


# ---- what the memory keeps


def _began(memory: Memory) -> Memory:
    """The memory of a walk that begins. One that knows what a journey chose already is an experiment's."""
    free = memory.wants.chosen is not None
    wants = memory.wants if free else replace(memory.wants, chosen=())
    return replace(memory, wants=wants, progress=Progress(free=free))


def _noted(scene: Scene, memory: Memory, stage: Stage, actions: Sequence[Action]) -> Memory:
    """The memory with the options that the journey takes, which the pilot keeps to, and the open choices met."""
    done = {action.node: action.kind for action in actions}
    chosen = [
        (group_key(group), group.called(option))
        for group in groups(scene)
        for option in group.options
        if done.get(option.node) in ("tick", "press")
    ]
    chosen += [(extra_key(box), "off") for box in scene.controls if done.get(box.node) == "untick"]
    wants = replace(memory.wants, chosen=(*(memory.wants.chosen or ()), *chosen))
    memory = replace(memory, wants=wants, item_name=memory.item_name or scene.item_name)
    if stage.rank < Stage.BASKET.rank:
        return memory
    return memory.meeting(work(scene, memory, stage).choices)


# ---- small things


def _progress(memory: Memory) -> Progress:
    return memory.progress or Progress()


def _at(memory: Memory, **changes: Any) -> Memory:
    return replace(memory, progress=replace(_progress(memory), **changes))


def _drifted(memory: Memory, step: int, what: str, instead: str) -> Memory:
    """The memory with a drift told; what follows from one drift is told with it."""
    at = _progress(memory)
    if at.free:
        return memory
    if at.drifts and at.drifts[-1].step == step:
        last = at.drifts[-1]
        told = "; ".join(dict.fromkeys(filter(None, (*last.instead.split("; "), instead))))
        return _at(memory, drifts=(*at.drifts[:-1], last.model_copy(update={"instead": told})))
    return _at(memory, drifts=(*at.drifts, Drift(step=step, what=what, instead=instead)))


def _intent(actions: Sequence[Action], scene: Scene, memory: Memory, last: bool) -> str:
    """What the pilot would call it: later decisions go by it. ``last``: it is the last that its step does."""
    control = scene.control(actions[-1].node) if actions else None
    if control is None or not actions[-1].opens:
        return "fill"
    if actions[-1].kind == "goto":
        return "product"
    if control.role == "combobox" and control.tag not in ("input", "select"):
        return LISTBOX
    buys = control.intends(Intent.ADD_TO_CART) or (last and not control.intends(Intent.CHOICE, Intent.SELECT_OPTION))
    if place(scene, memory).rank <= Stage.PRODUCT.rank and not memory.added and buys:
        return str(Intent.ADD_TO_CART)
    return str(control.intents[0]) if control.intents else "other"


def _told(actions: Sequence[Action]) -> str:
    """Actions in words; what was typed is left out."""
    return ", ".join(_words(actions)) or "nothing"


def _words(actions: Sequence[Action]) -> Iterator[str]:
    filled = sum(action.kind in ("fill", "choose") for action in actions)
    if filled:
        yield f"filled in {filled}"
    names = {"press": "pressed", "tick": "ticked", "untick": "unticked", "goto": "opened"}
    for action in actions:
        if action.kind in names:
            yield f"{names[action.kind]} {action.name!r}"
        elif action.kind not in ("fill", "choose"):
            yield action.kind
