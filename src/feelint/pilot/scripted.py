"""One line of a journey file as an action on the control that it means, or why it may not or cannot be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from urllib.parse import urljoin, urlsplit

from feelint.model.journey import Do
from feelint.model.scene import Control, Scene
from feelint.model.walk import Action
from feelint.model.words import Intent, Stage
from feelint.pilot.choices import is_radio
from feelint.pilot.fields import FORBIDDEN, Datum
from feelint.pilot.locate import priceless
from feelint.pilot.memory import Memory
from feelint.pilot.safety import refusal
from feelint.pilot.view import card_forms, datum_of, descriptor, fields


@dataclass(frozen=True)
class Refused:
    """A fence says no."""

    what: str
    why: str


def action_of(do: Do, control: Control, scene: Scene, memory: Memory, stage: Stage) -> Action | Refused | str | None:
    """The action; None when the page is so already, a text why it cannot be done, :class:`Refused` by a fence."""
    if why := forbidden(do, control, scene, stage):
        return Refused(control.name or do.name or control.tag, why)
    if control.disabled:
        return f"{do.role} {control.name!r} is disabled"
    name = control.name or do.name
    if do.verb in ("fill", "choose", "tick", "untick"):
        wanted = Intent.FIELD if do.verb in ("fill", "choose") else Intent.CHOICE
        if not control.intends(wanted):
            return f"{do.role} {name!r} is nothing to {do.verb}"
    match do.verb:
        case "fill":
            return _fill(do, control, scene, memory, name)
        case "choose":
            return _choose(do, control, memory, name)
        case "tick" | "untick":
            kind = do.verb
            return None if control.checked is (kind == "tick") else Action(kind=kind, node=control.node, name=name)
        case "open":
            address = urljoin(scene.url, control.href)
            return Action(kind="goto", value=address, node=control.node, name=name, opens=True)
    if do.role == "option" and do.data:
        return _pick(do, scene, memory)
    return Action(kind="press", node=control.node, name=name, opens=True)


def forbidden(do: Do, control: Control, scene: Scene, stage: Stage) -> str:
    """Why a fence forbids to do that with a control, whatever the file says; empty if none does."""
    if why := refusal(control, scene, stage):
        return why
    late = stage.rank >= Stage.PAYMENT.rank
    if do.verb in ("fill", "choose"):
        if datum_of(control) in FORBIDDEN:
            return "it asks for a means of payment, which is never given"
        if control.form >= 0 and control.form in card_forms(scene):
            return "it stands in a form with card fields"
        if stage is Stage.REVIEW and not control.required:
            return "nothing is filled in on the last page that it does not require"
        return ""
    if do.verb == "open":
        ordinary = control.tag == "a" and control.href and not control.href.startswith("#")
        ordinary = ordinary and urlsplit(urljoin(scene.url, control.href)).scheme in ("http", "https")
        if not ordinary:
            return "it is no link to an address"
        return "from the details on, links are not opened by their address" if stage.rank >= Stage.DETAILS.rank else ""
    boxed = control.intends(Intent.CHOICE) and not is_radio(control)
    if boxed and late and not (do.verb == "untick" and control.default_checked):
        return "no box is ticked from the payment stage on: it may order"
    return ""


def _fill(do: Do, control: Control, scene: Scene, memory: Memory, name: str) -> Action | str | None:
    if do.text is not None:
        if control.type == "password":
            return "a password is the persona's: give data = 'password'"
        value = do.text
    else:
        datum = cast("Datum", do.datum)
        if datum == "quantity":
            value = str(memory.wants.quantity)
        else:
            separate = any(other == "house_number" for _, other in fields(scene))
            ways = memory.persona.ways(datum, descriptor(control), separate_number=separate)
            written = next((n for n, way in enumerate(ways) if _same(way, control.value)), -1)
            if written >= 0 and control.invalid:
                ways = ways[written + 1 :]  # refused as it stands: written otherwise
            if not ways:
                return f"the persona has no other {do.data}" if written >= 0 else f"the persona has no {do.data}"
            value = ways[0]
    if _same(value, control.value):
        return None
    return Action(kind="fill", node=control.node, value=value, name=name, datum=do.datum)


def _choose(do: Do, control: Control, memory: Memory, name: str) -> Action | str | None:
    options = [(option.value, option.text) for option in control.options]
    if not options:
        return f"{do.role} {name!r} has no entries: press it, and the entry of its list"
    if do.datum == "quantity":
        wanted = next((n for n, option in enumerate(options) if option[0] == str(memory.wants.quantity)), None)
    elif do.datum:
        wanted = memory.persona.best_option(cast("Datum", do.datum), options)
    else:
        exact = [
            n for n, option in enumerate(options) if " ".join(option[1].split()) == " ".join((do.option or "").split())
        ]
        near = [n for n, option in enumerate(options) if priceless(option[1]) == priceless(do.option or "")]
        wanted = exact[0] if exact else near[0] if len(near) == 1 else None
    if wanted is None or control.options[wanted].disabled:
        return (
            f"{do.role} {name!r} has no entry {do.option!r}" if do.option else f"{do.role} {name!r} lacks the {do.data}"
        )
    if control.options[wanted].selected:
        return None
    return Action(kind="choose", node=control.node, value=options[wanted][0], name=name, datum=do.datum)


def _pick(do: Do, scene: Scene, memory: Memory) -> Action | str:
    """The entry of a drawn list that fits the persona."""
    entries = [c for c in scene.controls if c.role == "option" and c.visible and not c.disabled and c.name.strip()]
    wanted = memory.persona.best_option(cast("Datum", do.datum), [(entry.value, entry.name) for entry in entries])
    if wanted is None:
        return f"no option fits the {do.data}"
    return Action(kind="press", node=entries[wanted].node, name=entries[wanted].name, opens=True)


def _same(wanted: str, stands: str) -> bool:
    """Whether a field holds a value, however a mask has set it."""
    letters = ["".join(c for c in text.casefold() if c.isalnum()) for text in (wanted, stands)]
    return wanted == stands or (letters[0] == letters[1] != "")
