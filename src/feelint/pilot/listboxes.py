"""Select boxes drawn by script: a button that opens a list of entries, or a field that does while one types."""

from __future__ import annotations

from collections.abc import Sequence

from feelint.extract.words import control_classes
from feelint.model.scene import Control, Scene
from feelint.model.walk import Action
from feelint.model.words import Intent, Stage
from feelint.pilot import offers
from feelint.pilot.fields import Datum, datum_named, field_datum
from feelint.pilot.lexis import asks_to_choose
from feelint.pilot.memory import Choice, Memory
from feelint.pilot.offers import Offer, kind_of, offer_of
from feelint.pilot.once import once
from feelint.pilot.view import OPTIONAL, descriptor, fields, plain_label, search_forms

INTENT = "listbox"
"""The intent of a decision that opens one."""
_MOST_TRIES = 2


def is_drawn(control: Control) -> bool:
    """Whether a control is a select box drawn by script: it takes no letters, and is opened to pick from."""
    closed = control.role == "listbox" and control.expanded is False
    return (control.role == "combobox" or closed) and control.tag not in ("input", "select", "textarea")


@once
def _drawn(scene: Scene) -> list[Control]:
    """All such boxes; a folded button that a list of entries stands right behind is one, whatever its role."""
    behind = zip(scene.controls, scene.controls[1:], strict=False)
    opening = {
        c.node for c, after in behind if c.role == "button" and c.expanded is not None and after.role == "listbox"
    }
    return [
        c
        for c in scene.controls
        if is_drawn(c) or (c.node in opening and c.intends(Intent.SELECT_OPTION, Intent.OTHER))
    ]


def datum_asked(box: Control) -> Datum | None:
    """What a drawn select box wants; its type says only that it is a button."""
    return field_datum(descriptor(box.model_copy(update={"type": "text", "tag": "select"})))


def unanswered(scene: Scene, stage: Stage) -> list[Control]:
    """The drawn select boxes that stand on nothing and are part of the way."""
    aside = search_forms(scene)
    buying = {c.form for c in scene.controls if c.visible and c.intends(Intent.ADD_TO_CART) and c.form >= 0}
    found = []
    for box in _drawn(scene):
        if not box.visible or box.disabled or box.form in aside or _stands(box):
            continue
        datum = datum_asked(box)
        known = datum is not None and datum not in OPTIONAL
        part = box.form in buying or _asks_at_the_item(box, scene) if stage is Stage.PRODUCT else known
        if box.required or part:
            found.append(box)
    return found


def _asks_at_the_item(box: Control, scene: Scene) -> bool:
    """Whether a box asks to choose on a page without forms, below the item's heading and above what goes on from there."""
    if box.form >= 0 or not _asks_to_choose(_plain(_shown(box))):
        return False
    head = min((heading.place for heading in scene.headings if heading.level == 1), default=None)
    ways = (c for c in scene.controls if c.visible and c.form < 0 and c.overlay == box.overlay and c.role == "button")
    on = [c.place for c in ways if c.intends(Intent.ADD_TO_CART, Intent.ORDER, Intent.CONTINUE)]
    return head is not None and head < box.place < max(on, default=-1)


def opening(scene: Scene, memory: Memory, stage: Stage) -> Action | None:
    """The press that opens the next box that stands on nothing."""
    opened = [v.decision.actions[-1].node for v in memory.visits if v.decision.intent == INTENT and not v.result]
    for box in unanswered(scene, stage):
        if opened.count(box.node) < _MOST_TRIES:
            return Action(kind="press", node=box.node, name=box.name, datum=datum_asked(box) or "", opens=True)
    for box in _offering(scene, memory, stage):
        if opened.count(box.node) < _MOST_TRIES:
            return Action(kind="press", node=box.node, name=box.name, value=_shown(box), opens=True)
    return None


def _offering(scene: Scene, memory: Memory, stage: Stage) -> list[Control]:
    """The drawn select boxes that stand on a delivery or a way to pay, and whose entries were not seen on this walk."""
    if not Stage.BASKET.rank <= stage.rank < Stage.REVIEW.rank:
        return []
    known = {name for choice in memory.choices for name in choice.options}
    return [
        box
        for box in _drawn(scene)
        if box.visible and not box.disabled and _stands(box) and plain_label(_shown(box)) not in known
        and (kind_of([_shown(box)], box.label or box.name) is not None)
    ]  # fmt: skip


def _shown(box: Control) -> str:
    return box.value or box.text


def typing(scene: Scene, memory: Memory) -> Action | None:
    """On a page that was refused: what types into a field that offers entries, once more and alone.

    What was only typed may not count, and the list closes as the next field is filled in.
    """
    typed = [v.decision.actions[-1].node for v in memory.visits if v.decision.intent == INTENT and not v.result]
    aside = search_forms(scene)
    for field, datum in fields(scene):
        offers = field.role == "combobox" and field.tag == "input" and field.value and not field.readonly
        if offers and datum and datum not in OPTIONAL and field.form not in aside and field.node not in typed:
            return Action(kind="fill", node=field.node, value=field.value, name=field.name, datum=datum)
    return None


def picking(scene: Scene, memory: Memory) -> Action | None:
    """The press on an entry, where the last thing done was to open a box."""
    last = _opened(memory)
    if last is None:
        return None
    entries = [c for c in scene.controls if c.role == "option" and c.visible and not c.disabled and c.name.strip()]
    if not entries:
        waits = last.kind == "fill" and not memory.waits
        return Action(kind="wait", name="until the list opens") if waits else None
    datum = datum_named(last.datum)
    wanted = None
    if (offer := _offered(entries, last)) is not None:
        at = offers.wanted(offer, scene, memory, _standing(offer, last))
        wanted = entries.index(offer.options[at]) if at is not None else None
    elif datum:
        wanted = memory.persona.best_option(datum, [(entry.value, entry.name) for entry in entries])
    if wanted is None and last.value:
        typed = last.value.casefold()
        wanted = next((at for at, entry in enumerate(entries) if typed in entry.name.casefold()), None)
    real = [entry for entry in entries if "select_option" not in control_classes(entry.name)] or entries
    entry = entries[wanted] if wanted is not None else real[0]
    return Action(kind="press", node=entry.node, name=entry.name, opens=True)


def met(scene: Scene, entry: Action, memory: Memory, stage: Stage) -> list[Choice]:
    """The choice that an open list is, with the entry that is about to be taken; nothing where it is about something else."""
    last = _opened(memory)
    entries = [c for c in scene.controls if c.role == "option" and c.visible and not c.disabled]
    offer = _offered(entries, last) if last is not None else None
    if offer is None or last is None:
        return []
    taken = (name for name, option in zip(offer.names, offer.options, strict=True) if option.node == entry.node)
    return [Choice(offer.key, offer.kind, stage, last.name, offer.names, name) for name in taken]


def _opened(memory: Memory) -> Action | None:
    """What opened a box, if that was the last thing done."""
    acted = next((visit for visit in reversed(memory.visits) if visit.decision.intent != "wait"), None)
    if acted is None or acted.decision.intent != INTENT or acted.result:
        return None
    return acted.decision.actions[-1]


def _offered(entries: Sequence[Control], opened: Action) -> Offer | None:
    """The entries of a list, if they are deliveries or ways to pay."""
    if opened.datum or opened.kind != "press":
        return None
    return offer_of([entry for entry in entries if "wallet" not in entry.classes], opened.name)


def _standing(offer: Offer, opened: Action) -> int | None:
    shown = plain_label(opened.value)
    return offer.names.index(shown) if shown in offer.names else None


def _stands(box: Control) -> bool:
    """Whether it shows an entry: not its own label or name, what it wants, or a word that asks to choose."""
    shown = _plain(box.value or box.text)
    if not shown or shown == _plain(box.placeholder) or shown[0] in "-–—." or _asks_to_choose(shown):
        return False
    called = _plain(box.label or box.name)
    return shown != called if box.label or called != shown else datum_asked(box) is None


def _asks_to_choose(text: str) -> bool:
    words = text.split()
    parts = (text, words[0], words[-1], " ".join(words[:2]))
    return asks_to_choose(text) or any({"select_option", "country_choice"} & control_classes(part) for part in parts)


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" *:▾▼⌄").casefold()
