"""Controls that take out a row of the bill which they name: "Remove Linen apron", 「エプロンを削除」."""

from __future__ import annotations

import re
from collections.abc import Iterable

from feelint.extract.words import control_classes
from feelint.model.scene import Bill, Control
from feelint.model.words import Intent

_AROUND = " \t\"'“”„«»「」『』:：,、-–—()をの"
"""What stands between the verb and the name in one language or another."""
_SHORTEST = 3
_PARTS = re.compile(r"[\s「」『』]+")
_TAKES_OUT = frozenset(("remove", "decline"))
_PRESSED = frozenset(("button", "link"))


def with_removers(controls: Iterable[Control], bill: Bill | None) -> list[Control]:
    """The controls; one whose name is that of a row and words for taking out takes out."""
    names = {line.label.casefold() for line in bill.lines} if bill is not None else set()
    named = sorted((name for name in names if len(name) >= _SHORTEST), key=len, reverse=True)
    return [_remover(control) if named and _removes(control, named) else control for control in controls]


def _removes(control: Control, names: Iterable[str]) -> bool:
    if control.role not in _PRESSED or control.intents not in ((Intent.NAVIGATION,), (Intent.OTHER,)):
        return False
    said = control.name.casefold()
    for name in names:
        before, found, behind = said.partition(name)
        if found:
            return any(_says_remove(part) for part in (before, behind, f"{before} {behind}", _PARTS.split(behind)[-1]))
    return False


def _says_remove(part: str) -> bool:
    return {"remove"} <= control_classes(part.strip(_AROUND)) <= _TAKES_OUT


def _remover(control: Control) -> Control:
    classes = tuple(sorted({*control.classes, "remove"}))
    return control.model_copy(update={"classes": classes, "intents": (Intent.REMOVE,)})
