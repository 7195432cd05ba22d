"""Numbers that a form asks for in parts: a post code in two boxes, a telephone number in three."""

from __future__ import annotations

import re

from feelint.model.scene import Control, Scene
from feelint.model.walk import Action
from feelint.pilot.fields import Datum
from feelint.pilot.memory import Memory
from feelint.pilot.once import once
from feelint.pilot.view import fields

_IN_PARTS: frozenset[Datum] = frozenset({"phone", "postal_code"})
_BETWEEN = re.compile(r"[\s().-]+")


@once
def parts(scene: Scene) -> dict[int, tuple[Datum, int, int]]:
    """The fields that take a part of a number, by their node: which number, which part of it, of how many.

    They stand on one line of one form, and nothing but the number is said of any of them.
    """
    found: dict[int, tuple[Datum, int, int]] = {}
    run: list[Control] = []
    wanted: Datum | None = None
    for control, datum in (*fields(scene), (None, None)):
        if control is not None and run and wanted is not None and _goes_on(run[-1], control, datum, wanted):
            run.append(control)
            continue
        if len(run) > 1 and wanted is not None:
            found |= {part.node: (wanted, at, len(run)) for at, part in enumerate(run)}
        run, wanted = ([control], datum) if control is not None and datum in _IN_PARTS else ([], None)
    return found


def part_of(number: str, at: int, count: int) -> str | None:
    """One of ``count`` parts of a number as it is written, the last with all that is left; None if it has fewer."""
    pieces = [piece for piece in _BETWEEN.split(number.strip()) if piece]
    if len(pieces) < count:
        return None
    return pieces[at] if at < count - 1 else "".join(pieces[at:])


def filling(control: Control, scene: Scene, memory: Memory) -> Action | None:
    """What fills in an empty field that takes a part of a number of the persona's."""
    datum, at, count = parts(scene).get(control.node, (None, 0, 0))
    number = memory.persona.value(datum) if datum is not None and not control.value else None
    piece = part_of(number, at, count) if number else None
    if piece is None:
        return None
    return Action(kind="fill", node=control.node, value=piece, name=control.name, datum=datum or "")


def _goes_on(last: Control, control: Control, datum: Datum | None, wanted: Datum) -> bool:
    words = _words(control)
    same = datum == wanted and words == _words(last)
    return (same or (datum is None and not words)) and control.form == last.form and _on_one_line(last, control)


def _words(control: Control) -> str:
    """The letters of what is said of a field."""
    said = f"{control.label or control.name}{control.placeholder}{control.nearby}"
    return "".join(filter(str.isalpha, said)).casefold()


def _on_one_line(left: Control, right: Control) -> bool:
    if left.tag != "input" or right.tag != "input":
        return False
    if left.look is None or right.look is None:
        return True
    return abs(left.look.box.y - right.look.box.y) < left.look.box.h / 2 and left.look.box.x < right.look.box.x
