"""Whether a child comes along: where a shop asks for the age or the number of those who travel or visit.

The base walk leaves such questions as they are, or as any choice; an experiment answers one with a child.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from feelint.extract.lexicon import Table, core, terms
from feelint.model.scene import Control, Scene
from feelint.model.walk import Action
from feelint.model.words import Intent, Stage
from feelint.pilot.memory import Choice, Memory
from feelint.pilot.quantities import standing
from feelint.pilot.view import plain_label

CHILD = "child"
_PREFIX = "party:"
_RADIOS = ("radio", "menuitemradio")


@dataclass(frozen=True)
class Question:
    """A question that a child is an answer to. ``actions`` bring the child along; ``is_so``: it comes already."""

    key: str
    label: str
    actions: tuple[Action, ...]
    is_so: bool


def questions(scene: Scene) -> list[Question]:
    """The questions of a scene: a choice between adult and child, or a count of children."""
    lang = scene.lang[:2].casefold()
    found = [_ages(control, lang) for control in scene.controls if _open(control) and control.tag == "select"]
    found += _radios(scene, lang)
    found += [_count(control, lang) for control in scene.controls if _open(control)]
    found += [_plus(control, lang) for control in scene.controls if control.visible and not control.disabled]
    return list({question.key: question for question in reversed([q for q in found if q])}.values())[::-1]


def met(scene: Scene, memory: Memory, stage: Stage) -> list[Choice]:
    """The questions that were not met before."""
    known = {choice.key for choice in memory.choices}
    return [
        Choice(one.key, "party", stage, one.label, ("adult", CHILD), CHILD if one.is_so else "adult")
        for one in questions(scene)
        if one.key not in known
    ]


def bringing(scene: Scene, memory: Memory) -> tuple[Action, ...]:
    """What answers the question of an experiment with a child; nothing where it is answered so."""
    wanted = _wanted(memory)
    if not wanted or brought(memory):
        return ()
    return next((one.actions for one in questions(scene) if one.key == wanted and not one.is_so), ())


def _wanted(memory: Memory) -> str:
    return next((key for key, option in memory.wants.overrides if key.startswith(_PREFIX) and option == CHILD), "")


def brought(memory: Memory) -> bool:
    """Whether the walk has brought a child along."""
    return any(action.datum == CHILD for visit in memory.visits for action in visit.decision.actions)


def _open(control: Control) -> bool:
    return control.intends(Intent.FIELD) and control.visible and not control.disabled and not control.readonly


def _ages(select: Control, lang: str) -> Question | None:
    options = [option for option in select.options if not option.disabled]
    young = next((option for option in options if _is(option.text, CHILD, lang)), None)
    if young is None or not any(_is(option.text, "adult", lang) for option in options):
        return None
    action = Action(kind="choose", node=select.node, value=young.value, name=select.name, datum=CHILD)
    return _question(select.name or select.html_name, (action,), is_so=young.selected)


def _radios(scene: Scene, lang: str) -> list[Question | None]:
    groups: dict[str, list[Control]] = {}
    for control in scene.controls:
        if control.group and (control.type == "radio" or control.role in _RADIOS) and not control.disabled:
            groups.setdefault(control.group, []).append(control)
    found: list[Question | None] = []
    for options in groups.values():
        young = next((option for option in options if _is(option.name, CHILD, lang)), None)
        if young is not None and any(_is(option.name, "adult", lang) for option in options):
            action = Action(kind="tick", node=young.node, name=young.name, datum=CHILD)
            found.append(_question(young.group_label or young.html_name, (action,), is_so=bool(young.checked)))
    return found


def _count(control: Control, lang: str) -> Question | None:
    """A number of children: a field, or a select box that begins with none."""
    if not _is(control.name, CHILD, lang) or control.type not in ("number", "text", "", "select-one"):
        return None
    now = standing(control)
    if control.tag == "select":
        if not any(option.value == "1" for option in control.options):
            return None
        action = Action(kind="choose", node=control.node, value="1", name=control.name, datum=CHILD)
    elif control.type == "number" or now.isdigit():
        action = Action(kind="fill", node=control.node, value="1", name=control.name, datum=CHILD)
    else:
        return None
    return _question(control.name, (action,), is_so=now not in ("", "0"))


def _plus(control: Control, lang: str) -> Question | None:
    """A button that adds one, named after children or beside them."""
    if "quantity_plus" not in control.classes:
        return None
    about = next((text for text in (control.name, control.group_label, control.nearby) if _is(text, CHILD, lang)), "")
    if not about or _is(about, "adult", lang):
        return None
    press = Action(kind="press", node=control.node, name=control.name, datum=CHILD)
    return _question(about, (press,), is_so=False)


def _question(label: str, actions: tuple[Action, ...], *, is_so: bool) -> Question:
    return Question(_PREFIX + plain_label(label), label, actions, is_so)


def _is(text: str, who: str, lang: str) -> bool:
    """Whether a text names a child, or an adult, in the page's language: "Kind" is no child in English."""
    if not text or len(text) >= 100:
        return False
    entries = [entry for span in _table().spans(core(text)) for entry in span.entries]
    return any(entry.key == who and lang in ("", entry.lang) for entry in entries)


@cache
def _table() -> Table:
    return Table(terms("party"))
