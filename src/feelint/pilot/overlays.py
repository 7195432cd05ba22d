"""What lies over the page: closed, answered, or used, as the walk was asked to."""

from __future__ import annotations

from feelint.model.scene import Control, Overlay, Scene
from feelint.model.walk import Action
from feelint.model.words import Intent, Stage
from feelint.pilot.ages import asking_page, grown_up
from feelint.pilot.choices import groups
from feelint.pilot.field import fill
from feelint.pilot.memory import Memory
from feelint.pilot.safety import refusal
from feelint.pilot.view import fields

_CONSENT = {
    "reject": (Intent.CONSENT_REJECT, Intent.DECLINE, Intent.CLOSE, Intent.CONSENT_ACCEPT),
    "accept": (Intent.CONSENT_ACCEPT, Intent.CLOSE),
}
_PATIENCE = 15
"""Looks at a message that covers the page and has nothing to press: it goes by itself after a second or two."""
_PLACE = frozenset(("country", "state", "postal_code", "city"))
_NO_ANSWER = (Intent.ADD_TO_CART, Intent.ORDER, Intent.LOGIN, Intent.REGISTER, Intent.REMOVE)
_AWAY = (Intent.DECLINE, Intent.CLOSE, Intent.CONSENT_REJECT)


def in_overlay(scene: Scene, index: int) -> list[Control]:
    """The visible, enabled controls inside an overlay."""
    return [c for c in scene.controls if c.overlay == index and c.visible and not c.disabled]


def is_part_of_the_way(scene: Scene, index: int) -> bool:
    """Whether an overlay leads on: a basket drawer, log in or go on as a guest, a choice of delivery or payment, a form."""
    inside = [c for c in scene.controls if c.overlay == index]
    if any(c.intends(Intent.CHECKOUT, Intent.VIEW_CART, Intent.GUEST) and c.visible for c in inside):
        return True
    nodes = {c.node for c in inside}
    if any(
        g.kind in ("delivery", "payment", "account") and any(o.node in nodes for o in g.options) for g in groups(scene)
    ):
        return True
    asked = [c for c in inside if c.intends(Intent.FIELD) and c.visible]
    return len(asked) >= 3


def is_drawer(scene: Scene) -> bool:
    """Whether what lies in the basket is shown over another page, with its total and a way on."""
    summed = scene.bill is not None and scene.bill.total is not None and bool(scene.bill.lines)
    onward = (c for c in scene.controls if c.overlay >= 0 and c.visible)
    return summed and any(c.intends(Intent.CHECKOUT, Intent.VIEW_CART) or "keep_shopping" in c.classes for c in onward)


def clear(scene: Scene, memory: Memory, stage: Stage) -> tuple[list[Action], Overlay] | None:
    """What gets rid of the topmost overlay that is not part of the way; None if nothing is in the way."""
    for index in reversed(range(len(scene.overlays))):
        overlay = scene.overlays[index]
        tries = memory.dealt_with.count(overlay_key(overlay))
        only_tells = overlay.modal and not any(c.overlay == index for c in scene.controls)
        if tries >= (_PATIENCE if only_tells else 3) or (overlay.kind == "consent" and memory.wants.consent == "leave"):
            continue
        if (overlay.kind != "consent" and is_part_of_the_way(scene, index)) or _is_buried(scene, index):
            continue
        chosen = _choose(scene, index, overlay, memory, stage, tries)
        if chosen is not None:
            return [Action(kind="press", node=chosen.node, name=chosen.name, opens=True)], overlay
        if only_tells and tries:
            return [Action(kind="wait", name="until it goes by itself")], overlay
        if overlay.modal and overlay.kind != "consent":
            answers = _answers(scene, index, memory, stage) if tries else []
            return answers or [Action(kind="key", value="Escape", name="Escape", opens=True)], overlay
    return _age_page(scene, memory, stage)


def _is_buried(scene: Scene, index: int) -> bool:
    """Whether another overlay lies over this one: a banner under the basket that has slid in waits until that is gone."""
    looks = [c.look for c in in_overlay(scene, index) if c.look is not None]
    return len(scene.overlays) > 1 and bool(looks) and all(look.occluded for look in looks)


def _age_page(scene: Scene, memory: Memory, stage: Stage) -> tuple[list[Action], Overlay] | None:
    """The answer to a page of its own that asks the age, in place of the page that was opened."""
    asking = asking_page(scene) if stage.rank <= Stage.BASKET.rank else None
    if asking is None:
        return None
    question, answers = asking
    answers = [answer for answer in answers if refusal(answer, scene, stage) is None]
    tries = memory.dealt_with.count(overlay_key(question))
    if tries >= min(len(answers), 3):
        return None
    return [Action(kind="press", node=answers[tries].node, name=answers[tries].name, opens=True)], question


def _answers(scene: Scene, index: int, memory: Memory, stage: Stage) -> list[Action]:
    """What answers a dialog that will not close: its one button, once what it asks about the place is filled in.

    Empty where it asks for anything else, or leaves open which button goes on.
    """
    inside = in_overlay(scene, index)
    asked = [(c, datum) for c, datum in fields(scene) if c.overlay == index]
    buttons = [c for c in inside if c.role == "button" and not c.intends(Intent.FIELD, Intent.CHOICE)]
    presses = [c for c in buttons if refusal(c, scene, stage) is None and not c.intends(*_NO_ANSWER)]
    if len(presses) != 1 or any(datum not in _PLACE for _, datum in asked):
        return []
    filled = [action for c, datum in asked if (action := fill(c, datum, memory)) is not None]
    return [*filled, Action(kind="press", node=presses[0].node, name=presses[0].name, opens=True)]


def covering(scene: Scene, memory: Memory, stage: Stage) -> Control | None:
    """What closes a small box that stays in its place over the page (a chat, a hint), once something covered a press."""
    pressed = [visit.decision.actions[-1].name for visit in memory.visits if visit.decision.intent == "overlay"]
    fixed = [c for c in scene.controls if c.visible and c.look is not None and c.look.fixed and not c.disabled]
    closers = [c for c in fixed if c.intends(Intent.CLOSE)] or _closing_sign(fixed)
    return next((c for c in closers if c.name not in pressed and refusal(c, scene, stage) is None), None)


def overlay_key(overlay: Overlay) -> str:
    """Names an overlay, to count how often it was dealt with."""
    return f"{overlay.kind}:{overlay.text[:60]}"


def _choose(scene: Scene, index: int, overlay: Overlay, memory: Memory, stage: Stage, tries: int) -> Control | None:
    inside = [c for c in in_overlay(scene, index) if refusal(c, scene, stage) is None and not c.intends(Intent.FIELD)]
    if overlay.kind == "consent":
        order: tuple[Intent, ...] = _CONSENT.get(memory.wants.consent, ())
        found = [c for intent in order for c in inside if c.intends(intent)]
    elif overlay.kind == "age":
        found = grown_up(inside)
    else:
        stay = [c for c in inside if "country_stay" in c.classes]
        found = stay or [c for intent in _AWAY for c in inside if c.intends(intent)] or _closing_sign(inside)
    return found[min(tries, len(found) - 1)] if found else None


def _closing_sign(inside: list[Control]) -> list[Control]:
    """A button that is only a cross, or has no name at all."""
    return [c for c in inside if c.name.strip() in ("×", "✕", "✖", "x", "X", "╳", "") and c.role == "button"]
