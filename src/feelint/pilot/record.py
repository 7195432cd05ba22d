"""A walk's decisions, written down as a journey: what was done, on which page, and by which names it is found again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast, get_args

from feelint.model.journey import Arrival, Data, Do, JourneyStep, Verb
from feelint.model.scene import Control, Scene
from feelint.model.walk import Action, Decision, Stop
from feelint.model.words import Stage
from feelint.pilot.choices import groups, is_radio
from feelint.pilot.fields import Datum
from feelint.pilot.locate import arrived, find, numberless, role_of, section
from feelint.pilot.memory import Memory
from feelint.pilot.persona import Persona
from feelint.pilot.view import landmarks

_ASIDE = frozenset(("overlay", "wait"))
"""What a replay does by itself: closing what lies over a page, by ``--consent``, and waiting."""
_VERBS: dict[str, Verb] = {"press": "press", "fill": "fill", "choose": "choose", "tick": "tick", "untick": "untick"}
_MOST = 120
"""Letters of a name that are written down; a part of a name finds the control too."""


@dataclass(frozen=True)
class Noted:
    """One decision, with the scene that it was made on."""

    scene: Scene
    decision: Decision


@dataclass
class Recorder:
    """Takes down what a walk decides; ``memory`` is that of the last look, ``ended`` what it stopped on."""

    noted: list[Noted] = field(default_factory=list)
    memory: Memory | None = None
    ended: tuple[Scene, Stop] | None = None

    def note(self, scene: Scene, memory: Memory, decision: Decision | Stop) -> None:
        """A scene, what was known, and what was decided."""
        self.memory = memory
        if isinstance(decision, Decision):
            self.noted.append(Noted(scene, decision))
        else:
            self.ended = scene, decision


@dataclass
class _Page:
    """A step in the making."""

    stage: str
    scene: Scene
    does: list[Do]


def steps_of(recorder: Recorder) -> tuple[JourneyStep, ...]:
    """The steps of the way that was walked; empty if nothing was."""
    memory, pages = recorder.memory, list[_Page]()
    if memory is None:
        return ()
    for noted, actions in _done(recorder.noted, [visit.result for visit in memory.visits]):
        does = [_do(action, noted.scene, memory.persona) for action in (*_standing(noted), *actions)]
        told = [one for one in does if one is not None]
        if pages and (pages[-1].stage, _heading(pages[-1].scene)) == (noted.decision.stage, _heading(noted.scene)):
            pages[-1].does += [one for one in told if one.verb == "press" or one not in pages[-1].does]
        elif told:
            pages.append(_Page(noted.decision.stage, noted.scene, told))
    if recorder.ended is not None:
        scene, stop = recorder.ended
        pages.append(_Page(stop.stage, scene, []))
    return tuple(_steps(pages))


def _steps(pages: Sequence[_Page]) -> Iterator[JourneyStep]:
    before: Scene | None = None
    for page in pages:
        yield JourneyStep.model_validate(
            {"stage": page.stage, "arrive": _arrival(page.scene, before, page.does), "do": tuple(page.does)}
        )
        before = page.scene


def _done(noted: Sequence[Noted], results: Sequence[str]) -> Iterator[tuple[Noted, list[Action]]]:
    """Each decision with those of its actions that were done and not done again by the next one."""
    told = list(zip(noted, results, strict=False))
    for number, (one, result) in enumerate(told):
        if one.decision.intent in _ASIDE:
            continue
        actions = list(one.decision.actions)
        later = next((two for two, _ in told[number + 1 :] if two.decision.intent not in _ASIDE), None)
        if result and later is not None:
            again = {_what(action, later.scene) for action in later.decision.actions}
            gone = result == "changed: it navigated" and all(
                _what(action, one.scene) not in again for action in actions if action.opens
            )
            actions = [a for a in actions if (gone or not a.opens) and _what(a, one.scene) not in again]
        elif later is not None and _came_to_nothing(one, later):
            actions = [action for action in actions if not action.opens]
        yield one, actions


def _came_to_nothing(one: Noted, later: Noted) -> bool:
    """Whether a press changed nothing, and what was done next is no other way to fill in what it was refused for."""
    if any(action.kind in ("fill", "goto") for action in (*one.decision.actions, *later.decision.actions)):
        return False
    return _shown(one.scene) == _shown(later.scene)


def _shown(scene: Scene) -> tuple[object, ...]:
    controls = {(c.tag, numberless(c.name), c.disabled, c.expanded) for c in scene.controls if c.visible}
    return landmarks(scene), controls


def _standing(noted: Noted) -> Iterator[Action]:
    """How it was to be delivered and paid where that stood so already: a replay sees to it that it does."""
    taken = {action.node for action in noted.decision.actions}
    if noted.decision.stage.rank < Stage.BASKET.rank or noted.decision.intent in _ASIDE:
        return
    for group in groups(noted.scene):
        if group.kind in ("delivery", "payment") and group.chosen and not any(o.node in taken for o in group.options):
            yield Action(kind="tick", node=group.chosen.node, name=group.chosen.name)


def _what(action: Action, scene: Scene) -> tuple[str, str, str]:
    control = scene.control(action.node)
    return action.kind, control.role if control else "", numberless(action.name)


def _do(action: Action, scene: Scene, who: Persona) -> Do | None:
    """An action in the words of a journey file; None for what is not written down."""
    control = scene.control(action.node) or _linked(action, scene)
    if control is None:
        return None
    verb: Verb | None = "open" if action.kind == "goto" else _VERBS.get(action.kind)
    if verb is None:
        return None
    told: dict[str, object] = {verb: role_of(control), "name": " ".join(control.name.split())[:_MOST].strip()}
    if verb == "fill":
        told |= _data(action.datum) or {"text": action.value}
    elif verb == "choose":
        told |= _chosen(action, control, who)
    return _unique({key: value for key, value in told.items() if value != ""}, control, scene)


def _linked(action: Action, scene: Scene) -> Control | None:
    """The link whose address an action opened."""
    if action.kind != "goto":
        return None
    links = (control for control in scene.controls if control.tag == "a" and control.href and control.visible)
    return next((link for link in links if link.name == action.name and action.value.endswith(link.href)), None)


def _data(datum: str) -> dict[str, object]:
    word = datum.replace("_", "-")
    return {"data": word} if word in get_args(Data) else {}


def _chosen(action: Action, control: Control, who: Persona) -> dict[str, object]:
    """The persona's field, where it leads to the entry that was chosen; else the entry's own words."""
    at = next((n for n, option in enumerate(control.options) if option.value == action.value), -1)
    options = [(option.value, option.text) for option in control.options]
    told = _data(action.datum)
    if told and (action.datum == "quantity" or who.best_option(cast("Datum", action.datum), options) == at):
        return told
    return {"option": control.options[at].text.strip() or control.options[at].value if at >= 0 else action.value}


def _unique(told: dict[str, object], control: Control, scene: Scene) -> Do:
    """The line that finds that very control: by its name, else with the words around it, else by its number."""
    around = (control.group_label, section(control, scene), control.nearby)
    narrowed = [{}, *({"within": " ".join(words.split())[:_MOST]} for words in around if words.strip())]
    makes = [{**told, **narrow, **({"nth": nth} if nth else {})} for nth in range(60) for narrow in narrowed]
    for made in makes:
        do = _made(made)
        if do is not None and (found := find(do, scene)) and not isinstance(found, str) and _same(found, control):
            return do
    return Do.model_validate({"name": "?", **told})


def _made(told: dict[str, object]) -> Do | None:
    named = {"name", "data", "within", "nth"} & set(told)
    return Do.model_validate(told) if named else None


def _same(found: Control, control: Control) -> bool:
    """Whether it is the control, or the drawn radio that stands for the hidden one."""
    return found.node == control.node or (is_radio(found) and found.clickable_at == control.node)


def _heading(scene: Scene) -> str:
    return _main(scene, None)


def _main(scene: Scene, before: Scene | None) -> str:
    """The heading that tells a page best: of a dialog that lies over it, else the topmost that is new."""
    old = {numberless(heading.text) for heading in before.headings} if before else set()
    named = [heading for heading in scene.headings if heading.text.strip()]
    fresh = [heading for heading in named if numberless(heading.text) not in old] or named
    best = min(fresh, key=lambda heading: heading.level, default=None)
    return " ".join(best.text.split())[:400] if best else ""


def _arrival(scene: Scene, before: Scene | None, does: Sequence[Do]) -> Arrival:
    """What proves that a page is reached: a heading, else the first control that is used there, else any."""
    if name := _main(scene, before):
        return Arrival(name=name)
    proofs = [Arrival(role=do.role, name=do.name) for do in does if do.name]
    proofs += [Arrival(role=role_of(c), name=c.name[:400]) for c in scene.controls if c.name.strip() and c.visible]
    return next((proof for proof in proofs if arrived(proof, scene)), Arrival(name=scene.title[:400] or "?"))
