"""Parts of a page that are folded, or behind a "change": what is opened where the page holds back what it needs."""

from __future__ import annotations

from feelint.model.scene import Control, Scene
from feelint.model.words import Intent, Stage
from feelint.pilot.memory import Memory
from feelint.pilot.safety import refusal
from feelint.pilot.view import search_forms


def opener(scene: Scene, memory: Memory, stage: Stage) -> Control | None:
    """A closed section or a "change" beside something unset."""
    if stage.rank < Stage.BASKET.rank:
        return None
    aside = search_forms(scene)
    buttons = [c for c in scene.controls if c.role == "button" and c.form not in aside]
    for wanted in (Intent.SELECT_OPTION, Intent.EDIT):
        able = [c for c in buttons if c.intends(wanted) and c.expanded is not True and c.checked is None]
        fits = [c for c in able if not refusal(c, scene, stage)]
        if fresh := _unpressed(fits, memory):
            return fresh
    closed = [c for c in buttons if c.expanded is False and c.overlay < 0]
    return _unpressed([c for c in closed if not refusal(c, scene, stage)], memory)


def folded_part(adder: Control, scene: Scene, memory: Memory) -> Control | None:
    """A part of the item's own form that is still folded: what the item needs may be chosen there."""
    own = [c for c in scene.controls if c.role == "button" and c.expanded is False and c.form == adder.form >= 0]
    return _unpressed([c for c in own if c.overlay < 0 and not refusal(c, scene, Stage.PRODUCT)], memory)


def _unpressed(controls: list[Control], memory: Memory) -> Control | None:
    """The first that was not pressed yet; of several with one name, the one after those that were."""
    names = [entry.rsplit("|", 1)[-1] for entry in memory.pressed]
    for control in controls:
        twins = [c for c in controls if c.name == control.name]
        if control.visible and not control.disabled and twins.index(control) == names.count(control.name):
            return control
    return None
