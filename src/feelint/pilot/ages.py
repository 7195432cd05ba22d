"""The question how old the customer is: over the page, or a page of its own before the one that was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from feelint.extract.words import blocker
from feelint.model.scene import Control, Overlay, Scene
from feelint.model.words import Intent


def grown_up(answers: Sequence[Control]) -> list[Control]:
    """The answers that say yes, best first: by their words, else the only one of two that does not say no."""
    by_words = [c for c in answers if "age_confirm" in c.classes]
    onward = [c for c in answers if c.intends(Intent.CONSENT_ACCEPT, Intent.CONTINUE)]
    pressed = [c for c in answers if c.role in ("button", "link")]
    other = [c for c in pressed if not c.intends(Intent.DECLINE, Intent.CLOSE)]
    return by_words or onward or (other if len(pressed) == 2 and len(other) == 1 else [])


def asking_page(scene: Scene) -> tuple[Overlay, list[Control]] | None:
    """The question and its answers, where a page asks nothing else: its main heading asks the age, and it sells nothing."""
    asked = min(scene.headings, key=lambda heading: heading.level, default=None)
    sells = any(c.visible and c.intends(Intent.ADD_TO_CART, Intent.CHECKOUT) for c in scene.controls)
    if asked is None or "age_check" not in blocker(asked.text) or sells or scene.bill is not None:
        return None
    usable = [c for c in scene.controls if c.visible and not c.disabled and c.overlay < 0]
    refusing = {c.form for c in usable if c.intends(Intent.DECLINE)} - {-1}
    own = [c for c in usable if "age_confirm" in c.classes or (c.form in refusing and not c.intends(Intent.FIELD))]
    answers = grown_up(own)
    return (Overlay(node=asked.node, text=asked.text, modal=True, kind="age"), answers) if answers else None
