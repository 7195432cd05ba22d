"""Answers drawn as boxes or toggles (days, times, seats): nothing says what they are, or that one has to be taken."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from feelint.model.scene import Control, Scene
from feelint.model.words import Intent
from feelint.money import Money, find
from feelint.pilot.choices import price_of
from feelint.pilot.memory import Memory, Visit
from feelint.pilot.swatches import gap, runs

INTENT = "tile"
"""The intent of a decision that presses one."""
_NO_ANSWER = frozenset(("wishlist", "compare", "share", "search", "newsletter", "close", "edit", "back", "add_to_cart"))


def missing_tile(scene: Scene, memory: Memory, forms: set[int], *, repair: bool) -> Control | None:
    """The box to press next, once the page has refused to go on: one of each row in ``forms``, the cheapest, else the first.

    Rows that come up after a press belong to the same question. Where there is no row, a read-only field that stands
    empty is pressed: it shows what fills it in.
    """
    acts = _acts(memory)
    begun = len(acts) - next(
        (n for n, visit in enumerate(reversed(acts)) if visit.decision.intent != INTENT), len(acts)
    )
    pressed = {action.name for visit in acts[begun:] for action in visit.decision.actions if action.kind == "press"}
    if not pressed and not repair:
        return None
    shown = [c for c in scene.controls if c.visible]
    for row in _rows(scene, forms):
        if not pressed & {control.name for control in row}:
            return _cheapest(row, scene)
    if pressed:
        return None
    toggles = next((_cheapest(able, scene) for able in _open_toggles(shown, forms)), None)
    return toggles or next((c for c in shown if c.form in forms and _opens_answers(c)), None)


def just_taken(memory: Memory) -> bool:
    """Whether the last thing done was to press one: the page has still to be asked whether it goes on now."""
    return any(visit.decision.intent == INTENT and not visit.result for visit in _acts(memory)[-1:])


def _acts(memory: Memory) -> list[Visit]:
    return [visit for visit in memory.visits if visit.decision.intent not in ("wait", "overlay")]


def _cheapest(boxes: Sequence[Control], scene: Scene) -> Control:
    return min(boxes, key=lambda box: price.amount if (price := _price(box, scene)) is not None else Decimal(0))


def _price(box: Control, scene: Scene) -> Money | None:
    """What it costs by the page's text, else by its name: the parts of a picture have no text."""
    named = (r.money for r in reversed(find(box.name, locale=scene.locale or None, currency=scene.currency or None)))
    return price_of(box, scene) or next((money for money in named if money is not None), None)


def _rows(scene: Scene, forms: set[int]) -> list[list[Control]]:
    """Runs of boxes of like size; a heading between them begins another question, an aisle between seats none."""
    headings = sorted(heading.place for heading in scene.headings)
    parts = groupby((c for c in scene.controls if c.visible), lambda control: bisect(headings, control.place))
    return [row for _, part in parts for row in _joined(runs(list(part), lambda c: c.form in forms and _is_box(c)))]


def _joined(rows: list[list[Control]]) -> list[list[Control]]:
    """The rows, of which those that only go on counting where the one before ended are one: "A1 A2", "B1 B2"."""
    found: list[list[Control]] = []
    for row in rows:
        goes_on = bool(found) and _pattern(found[-1]) == _pattern(row) and _pattern(row) != frozenset()
        if goes_on and not {c.name for c in found[-1]} & {c.name for c in row}:
            found[-1] = [*found[-1], *row]
        else:
            found.append(row)
    return found


def _pattern(row: Sequence[Control]) -> frozenset[str]:
    """How the names of a row are written, numbers and the letters that number aside; nothing if one bears no number."""
    masks = frozenset(re.sub(r"\d+", "0", re.sub(r"\b[^\W\d_](?=[\W\d_]|$)", "a", c.name)) for c in row)
    return masks if all("0" in mask for mask in masks) else frozenset()


def _is_box(control: Control) -> bool:
    return control.role == "" and control.tag not in ("a", "button", "input", "summary")


def _open_toggles(shown: Sequence[Control], forms: set[int]) -> list[list[Control]]:
    """Of each set of two or more toggles that follow each other, none of them on, those that can be pressed."""
    sets: list[list[Control]] = []
    last: Control | None = None
    for control in shown:
        fits = control.name.strip() and control.form in (*forms, -1) and not set(control.classes) & _NO_ANSWER
        if control.checked is None or control.intends(Intent.CHOICE) or not fits:
            last = None
            continue
        if last is None or gap(last, control):
            sets.append([])
        sets[-1].append(control)
        last = control
    free = [[c for c in row if not c.disabled] for row in sets if len(row) > 1 and not any(c.checked for c in row)]
    return [row for row in free if row]


def _opens_answers(control: Control) -> bool:
    """A field that a script fills in from what it shows when it is pressed (a calendar)."""
    empty = control.intends(Intent.FIELD) and control.tag == "input" and not control.value.strip()
    return empty and control.readonly and not control.disabled
