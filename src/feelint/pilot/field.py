"""What goes into one field: the persona's datum as the field wants it written, or what its type allows."""

from __future__ import annotations

from datetime import date, timedelta

from feelint.extract.words import control_classes
from feelint.model.scene import Control
from feelint.model.walk import Action
from feelint.pilot.fields import Datum
from feelint.pilot.memory import Memory
from feelint.pilot.persona import written_like
from feelint.pilot.view import OPTIONAL, descriptor

_FUTURE = date(2027, 6, 16)


def fill(
    control: Control,
    datum: Datum | None,
    memory: Memory,
    separate: bool = False,
    *,
    repair: bool = False,
    missing: list[str] | None = None,
) -> Action | None:
    """What fills in one field; None where it stands as it should, or nothing is known of it (then it is ``missing``)."""
    if control.tag == "select":
        return select_entry(control, datum, memory, repair=repair)
    return _text(control, datum, memory, separate, repair=repair, missing=missing if missing is not None else [])


def _text(
    control: Control,
    datum: Datum | None,
    memory: Memory,
    separate: bool,
    *,
    repair: bool,
    missing: list[str],
) -> Action | None:
    if datum == "quantity" and (control.value or not control.required):
        return None
    if control.value and not (control.invalid and repair):
        return None
    if datum in OPTIONAL and not control.required:
        return None
    ways = memory.persona.ways(datum, descriptor(control), separate_number=separate) if datum is not None else []
    if control.value and ways and (written := _written(control.value, ways)) >= 0:
        rest = ways[written + 1 :] or ([] if control.required else [""])
        return _typed(control, rest[0], datum) if rest else None
    value = next(iter(ways), None)
    if value is None and (control.required or (repair and control.invalid)):
        value = _anything(control)
        if value is None:
            missing.append(control.name or control.placeholder or control.html_name)
    if value is None or value == control.value:
        return None
    return _typed(control, value, datum)


def _typed(control: Control, value: str, datum: Datum | None) -> Action:
    return Action(kind="fill", node=control.node, value=value, name=control.name, datum=datum or "")


def _written(value: str, ways: list[str]) -> int:
    """Which of the ways a field holds, however a mask has set it; the last that fits, -1 for none."""
    if value in ways:
        return ways.index(value)
    letters = ["".join(c for c in text.casefold() if c.isalnum()) for text in (value, *ways)]
    return next((at for at, text in reversed(list(enumerate(letters[1:]))) if text and text == letters[0]), -1)


def _anything(control: Control) -> str | None:
    """For a required field that nothing is known of: what its type allows."""
    if control.type == "number":
        return control.min or "1"
    if control.type == "date":
        return max(control.min, _FUTURE.isoformat())
    if control.type == "time":
        return control.min or "12:00"
    if control.type in ("text", "") and control.tag in ("input", "textarea"):
        return written_like(control.placeholder, _FUTURE) or "Alex"[: control.maxlength or 4]
    return (_FUTURE + timedelta(days=1)).isoformat() if control.type == "datetime-local" else None


def select_entry(control: Control, datum: Datum | None, memory: Memory, *, repair: bool) -> Action | None:
    """The action that sets a select box: to the persona's entry, else to the first where it stands on none and has to."""
    options = [(option.value, option.text) for option in control.options]
    current = next((i for i, option in enumerate(control.options) if option.selected), -1)
    wanted = memory.persona.best_option(datum, options) if datum is not None else None
    if wanted is not None and not control.options[wanted].disabled:
        if wanted == current:
            return None
        return Action(kind="choose", node=control.node, value=options[wanted][0], name=control.name, datum=datum or "")
    unset = current < 0 or is_placeholder(control, current)
    if not unset or not (control.required or repair or datum is not None):
        return None
    first = next((i for i, o in enumerate(control.options) if not o.disabled and not is_placeholder(control, i)), None)
    if first is None:
        return None
    return Action(kind="choose", node=control.node, value=options[first][0], name=control.name, datum=datum or "")


def is_placeholder(control: Control, index: int) -> bool:
    """Whether an entry of a select box only asks to choose: it has no value, or its words say so and it has no number."""
    option = control.options[index]
    value, lead = option.value.strip(), option.text.strip()
    if value in ("", "-1") or not lead:
        return True
    numbered = (value.isdigit() and value.strip("0") != "") or any(map(str.isdigit, lead))
    return index == 0 and (lead[:1] in "-–—." or (not numbered and "select_option" in control_classes(lead)))
