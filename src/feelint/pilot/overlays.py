"""What lies over the page: closed, answered, or used, as the walk was asked to."""

from __future__ import annotations

from feelint.model.scene import Control, Overlay, Scene
from feelint.model.walk import Action
from feelint.model.words import Intent, Stage
from feelint.pilot.choices import groups
from feelint.pilot.memory import Memory
from feelint.pilot.safety import refusal

_CONSENT = {
    "reject": (Intent.CONSENT_REJECT, Intent.DECLINE, Intent.CLOSE, Intent.CONSENT_ACCEPT),
    "accept": (Intent.CONSENT_ACCEPT, Intent.CLOSE),
}
_PATIENCE = 15
"""Looks at a message that covers the page and has nothing to press: it goes by itself after a second or two."""
_AWAY = (Intent.DECLINE, Intent.CLOSE, Intent.CONSENT_REJECT)


def in_overlay(scene: Scene, index: int) -> list[Control]:
    """The visible, enabled controls inside an overlay."""
    return [c for c in scene.controls if c.overlay == index and c.visible and not c.disabled]


def is_part_of_the_way(scene: Scene, index: int) -> bool:
    """Whether an overlay leads on: a basket drawer, a choice of delivery or payment, a form of the checkout."""
    inside = [c for c in scene.controls if c.overlay == index]
    if any(c.intends(Intent.CHECKOUT, Intent.VIEW_CART) and c.visible for c in inside):
        return True
    nodes = {c.node for c in inside}
    if any(
        g.kind in ("delivery", "payment", "account") and any(o.node in nodes for o in g.options) for g in groups(scene)
    ):
        return True
    asked = [c for c in inside if c.intends(Intent.FIELD) and c.visible]
    return len(asked) >= 3


def clear(scene: Scene, memory: Memory, stage: Stage) -> tuple[Action, Overlay] | None:
    """The press that gets rid of the topmost overlay that is not part of the way; None if nothing is in the way."""
    for index in reversed(range(len(scene.overlays))):
        overlay = scene.overlays[index]
        tries = memory.dealt_with.count(overlay_key(overlay))
        only_tells = overlay.modal and not any(c.overlay == index for c in scene.controls)
        if tries >= (_PATIENCE if only_tells else 3) or (overlay.kind == "consent" and memory.wants.consent == "leave"):
            continue
        if overlay.kind != "consent" and is_part_of_the_way(scene, index):
            continue
        chosen = _choose(scene, index, overlay, memory, stage, tries)
        if chosen is not None:
            return Action(kind="press", node=chosen.node, name=chosen.name, opens=True), overlay
        if only_tells and tries:
            return Action(kind="wait", name="until it goes by itself"), overlay
        if overlay.modal and overlay.kind != "consent":
            return Action(kind="key", value="Escape", name="Escape", opens=True), overlay
    return None


def overlay_key(overlay: Overlay) -> str:
    """Names an overlay, to count how often it was dealt with."""
    return f"{overlay.kind}:{overlay.text[:60]}"


def _choose(scene: Scene, index: int, overlay: Overlay, memory: Memory, stage: Stage, tries: int) -> Control | None:
    inside = [c for c in in_overlay(scene, index) if refusal(c, scene, stage) is None and not c.intends(Intent.FIELD)]
    if overlay.kind == "consent":
        order: tuple[Intent, ...] = _CONSENT.get(memory.wants.consent, ())
        found = [c for intent in order for c in inside if c.intends(intent)]
    elif overlay.kind == "age":
        found = [c for c in inside if "age_confirm" in c.classes] or [
            c for c in inside if c.intends(Intent.CONSENT_ACCEPT, Intent.CONTINUE)
        ]
    else:
        stay = [c for c in inside if "country_stay" in c.classes]
        found = stay or [c for intent in _AWAY for c in inside if c.intends(intent)] or _closing_sign(inside)
    return found[min(tries, len(found) - 1)] if found else None


def _closing_sign(inside: list[Control]) -> list[Control]:
    """A button that is only a cross, or has no name at all."""
    return [c for c in inside if c.name.strip() in ("×", "✕", "✖", "x", "X", "╳", "") and c.role == "button"]
