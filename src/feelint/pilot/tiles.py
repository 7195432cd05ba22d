"""Answers drawn as boxes or toggles (days, times, seats): nothing says what they are, or that one has to be taken."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from feelint.extract.words import blocker
from feelint.model.scene import Control, Scene
from feelint.model.words import Intent
from feelint.money import Money, find
from feelint.pilot.choices import price_of
from feelint.pilot.memory import Memory, Visit
from feelint.pilot.swatches import gap, leads_nowhere, runs

INTENT = "tile"
"""The intent of a decision that presses one."""
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NO_ANSWER = frozenset(
    ("wishlist", "compare", "share", "search", "newsletter", "close", "edit", "back", "add_to_cart", "turn_page")
)


def missing_tile(scene: Scene, memory: Memory, forms: set[int], *, repair: bool) -> Control | None:
    """The box to press next, once the page has refused to go on: one of each row in ``forms``, the cheapest, else the first.

    Rows that come up after a press belong to the same question. Where there is no row, a read-only field that stands
    empty is pressed: it shows what fills it in, be it a calendar that is drawn outside the form.
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
        free = [control for control in row if not _is_taken(control)]
        if free and not pressed & {control.name for control in row}:
            return _cheapest(free, scene)
    if pressed:
        unfilled = any(c.form in forms and c.name in pressed and _opens_answers(c) for c in shown)
        return _next_day(_calendar(shown, forms), pressed, scene) if unfilled else None
    toggles = next((_cheapest(able, scene) for able in _open_toggles(shown, forms)), None)
    return toggles or next((c for c in shown if c.form in forms and _opens_answers(c)), None)


def _calendar(shown: Sequence[Control], forms: set[int]) -> list[Control]:
    """The days that can be had of the longest run of boxes named by days, in ``forms`` or outside all forms."""
    months = [list(run) for named, run in groupby(shown, lambda c: c.form in (-1, *forms) and _names_a_day(c)) if named]
    return [day for day in max(months, key=len, default=[]) if not day.disabled and not _is_taken(day)]


def _next_day(row: Sequence[Control], pressed: set[str], scene: Scene) -> Control | None:
    """The day of an arrival, then that of a departure behind it, as long as the field that asks for them is empty."""
    taken = [at for at, day in enumerate(row) if day.name in pressed]
    if not taken:
        return _cheapest(row, scene) if row else None
    return next(iter(row[taken[-1] + 1 :]), None) if len(taken) == 1 else None


def days(scene: Scene) -> list[Control]:
    """The boxes of all rows that are named by numbers: days, times, seats; and the only day that is left of a calendar."""
    rows = _rows(scene, {control.form for control in scene.controls})
    return [control for row in rows if _pattern(row) for control in row]


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
    """Runs of boxes of like size and tag; a heading between them begins another question, an aisle between seats none."""
    headings = sorted(heading.place for heading in scene.headings)
    parts = groupby((c for c in scene.controls if c.visible), lambda c: (bisect(headings, c.place), c.tag))
    rows: list[list[Control]] = []
    for _, part in parts:
        boxes = list(part)
        found = _joined(runs(boxes, lambda c: c.form in forms and _is_box(c)))
        rows += found or [[c] for c in boxes if c.form in forms and _is_day(c)][:1]
    return [row for row in rows if all(c.tag != "a" for c in row) or _pattern(row)]


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
    """How the names of a row are written, numbers and the letters that number aside; nothing if one bears no number.

    Days are written alike in whatever month they lie.
    """
    if all(_YEAR.search(c.name) for c in row):
        return frozenset(("0",))
    masks = frozenset(re.sub(r"\d+", "0", re.sub(r"\b[^\W\d_](?=[\W\d_]|$)", "a", c.name)) for c in row)
    return masks if all("0" in mask for mask in masks) else frozenset()


def _is_box(control: Control) -> bool:
    """Neither a button nor a field; of links only those without an address, and only where numbers name them: days."""
    if control.tag == "a":
        return leads_nowhere(control) and any(map(str.isdecimal, control.name))
    return control.role == "" and control.tag not in ("button", "input", "summary")


def _is_day(control: Control) -> bool:
    """A cell of a calendar: the only day that is left of a month is a row of its own."""
    return control.tag == "td" and _is_box(control) and control.name.isdecimal() and len(control.name) <= 2


def _names_a_day(control: Control) -> bool:
    """No field and no address, and its name is the number of a day or holds a year."""
    plain = control.tag not in ("input", "select") and (not control.href or leads_nowhere(control))
    name = control.name.strip()
    return plain and (bool(_YEAR.search(name)) or (name.isdecimal() and len(name) <= 2 and 0 < int(name) <= 31))


def _is_taken(control: Control) -> bool:
    """Whether a box says that it is not to be had any more, in words or struck through; it still belongs to its row."""
    struck = control.look is not None and control.look.struck
    return struck or bool({"sold_out", "not_on_sale"} & blocker(control.name))


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
