"""Variants that are plain buttons or links ("White", "Black", "42"): nothing says so but their place and their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from urllib.parse import urljoin

from feelint.model.scene import Control, Scene
from feelint.model.words import Intent
from feelint.pilot.memory import Memory

_LONGEST = 30
_STEPS = re.compile(r"\s*[+\-−–]\s*(?![\s\d])")
""" "+", "+ Adult: one more": what moves a number by one is no variant, in whatever words."""
INTENT = "variant"
"""The intent of a decision that presses one."""


def missing_variant(scene: Scene, memory: Memory) -> Control | None:
    """The variant to press next, when the item could not be put into the basket: one of each row that has none yet.

    The one that the item's own name speaks of is taken, else the first.
    """
    pressed = {entry.split("|", 2)[2] for entry in memory.pressed if entry.split("|", 2)[1] == INTENT}
    told = " ".join([scene.item_name, *(h.text for h in scene.headings if h.level == 1)]).casefold()
    for row in _rows(scene):
        if not pressed & {control.name for control in row}:
            return next((control for control in row if control.name.casefold() in told), row[0])
    return None


def variant_link(scene: Scene) -> Control | None:
    """The link to a form of the item, where its own page sells none: the cheapest that is priced, else the first.

    A form is called as the item is, with more behind: "Linen shirt", "Linen shirt, large". This page itself is none.
    """
    names = {name.casefold() for name in (scene.item_name, *(h.text for h in scene.headings if h.level == 1)) if name}
    links = [
        c
        for c in scene.controls
        if c.tag == "a" and c.visible and c.href and not c.href.startswith(("#", "javascript:", "mailto:"))
        if urljoin(scene.url, c.href).partition("#")[0] != scene.url.partition("#")[0]
        if any(c.name.casefold().startswith(name) and len(c.name) > len(name) for name in names)
    ]
    prices = {a.label: a.money.amount for a in scene.amounts if a.visible and a.money is not None}
    return min(links, key=lambda link: prices.get(link.name, Decimal("Infinity")), default=None)


def only_opens(control: Control | None, scene: Scene) -> bool:
    """Whether a press opens the item's page and puts nothing in: an ordinary link, on a page that shows no price.

    Or one to the address that another link, the item's name or picture, leads to as well.
    """
    if control is None or control.tag != "a" or not control.href or control.href.startswith(("#", "javascript:")):
        return False
    others = [c for c in scene.controls if c.tag == "a" and c.href == control.href and c.node != control.node]
    named = any(c.visible and c.name != control.name and set(c.intents) == {Intent.NAVIGATION} for c in others)
    return named or not any(amount.visible for amount in scene.amounts)


def _rows(scene: Scene) -> list[list[Control]]:
    """Runs of two or more short buttons beside the one that buys, split where a gap shows another question."""
    buyers = [c for c in scene.controls if c.visible and c.intends(Intent.ADD_TO_CART)]
    forms = {c.form for c in buyers}
    beside = [c for c in scene.controls if c.visible]
    return runs(
        beside,
        lambda c: (
            (c.role == "button" or (c.href != "" and leads_nowhere(c)))
            and c.form in forms
            and (c.form >= 0 or c.overlay < 0)
        ),
    )


def leads_nowhere(control: Control) -> bool:
    """Whether a link has no address of its own: what it does is up to a script."""
    return control.tag == "a" and (control.href in ("", "#") or control.href.startswith("javascript:"))


def runs(controls: Sequence[Control], fits: Callable[[Control], bool]) -> list[list[Control]]:
    """Two or more plain controls that follow each other, all of different names; a gap begins another run."""
    rows: list[list[Control]] = []
    last: Control | None = None
    for control in controls:
        if fits(control) and _is_plain(control):
            if last is None or gap(last, control):
                rows.append([])
            rows[-1].append(control)
            last = control
        else:
            last = None
    return [row for row in rows if len(row) > 1 and len({c.name for c in row}) == len(row)]


def _is_plain(control: Control) -> bool:
    """It says nothing of what it does, and submits no form by itself."""
    told = set(control.classes) - ({"select_option"} if control.role == "" else set())
    return (
        control.type != "submit"
        and not (
            (control.href and not leads_nowhere(control)) or told or control.disabled or control.expanded is not None
        )
        and 0 < len(control.name.strip()) <= _LONGEST
        and not _STEPS.match(control.name)
    )


def gap(above: Control, below: Control) -> bool:
    """Whether the space between two controls, or their size, shows that another question begins."""
    if above.look is None or below.look is None:
        return False
    a, b = above.look.box, below.look.box
    return b.y - a.bottom > max(a.h, 8) or abs(a.h - b.h) > 0.5 * max(a.h, b.h)
