"""What a page that refused to go on says to be wrong, and which of its fields it means."""

from __future__ import annotations

import re

from feelint.extract.lexicon import core
from feelint.model.scene import Control, Scene, Sentence
from feelint.model.words import Intent
from feelint.pilot.fields import Datum, spoken
from feelint.pilot.once import once
from feelint.pilot.quantities import is_quantity
from feelint.pilot.view import fields, is_ours

_LONGEST = 300
_SHORTEST = 3
"""Letters of a label that a message has to repeat to mean its field: "PLZ", but not "Nr"."""


def complaints(scene: Scene) -> list[str]:
    """All that the page says to be wrong, the fields' own messages first."""
    own = [f"{c.name or c.placeholder}: {c.invalid}" for c in scene.controls if c.invalid and c.visible]
    return [*own, *(s.text[:200] for s in _alerts(scene))]


@once
def meant(scene: Scene) -> dict[int, str]:
    """By field, the message that means it: its own, one right behind it, or one that names it. Quantities are set apart."""
    found = {c.node: c.invalid for c in scene.controls if c.invalid and c.visible}
    ours = [(control, datum) for control, datum in fields(scene) if is_ours(datum) and not is_quantity(control)]
    for alert in _alerts(scene):
        behind = _before(alert, scene)
        named = [control for control, datum in ours if control is behind or _names(alert.text, control, datum)]
        for control in named:
            found.setdefault(control.node, alert.text)
    return found


def _alerts(scene: Scene) -> list[Sentence]:
    return [s for s in scene.sentences if s.alert and len(s.text) < _LONGEST]


def _before(alert: Sentence, scene: Scene) -> Control | None:
    """The field that the message stands right behind; None where another control stands between."""
    ahead = [c for c in scene.controls if c.visible and 0 <= c.place < alert.place]
    return ahead[-1] if ahead and ahead[-1].intends(Intent.FIELD) else None


def _names(text: str, control: Control, datum: Datum | None) -> bool:
    """Whether a message repeats a field's label, or speaks of the datum that the field wants."""
    label = " ".join(re.sub(r"[*:()（）＊]|\s+", " ", control.label or control.placeholder or control.name).split())
    letters = sum(map(str.isalnum, label))
    if letters >= _SHORTEST or (letters > 1 and not label.isascii()):
        words = core(label)
        said = core(text)
        if words and any(said[at : at + len(words)] == words for at in range(len(said))):
            return True
    return datum is not None and datum in spoken(text)
