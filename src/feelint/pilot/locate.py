"""A control or heading of a scene, by what a journey file calls it: role, accessible name, the persona's field."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from feelint.model.journey import ROLES, Arrival, Do, Role
from feelint.model.scene import Control, Scene
from feelint.pilot.choices import reachable
from feelint.pilot.listboxes import datum_asked
from feelint.pilot.view import datum_of

_CODES = "AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HUF|INR|JPY|KRW|MXN|NOK|NZD|PLN|RON|SEK|TRY|USD|Fr|[Kk]r|zł|Kč|Ft|lei"
_SIGN = rf"(?:[$€£¥₹₩₺₽฿]|\b(?:{_CODES})\b\.?|円)"
_NUMBER = r"\d[\d.,'’\s\u00a0\u202f]*"
_MONEY = re.compile(rf"[-–−+(]*\s*{_SIGN}\s*{_NUMBER}\)?|[-–−+(]*\s*{_NUMBER}{_SIGN}\)?|[-–−+(]*\s*\b\d+[.,]\d\d\b\)?")
_DIGITS = re.compile(r"\d+")
_FILLED = frozenset(("fill", "choose"))
_LEAST = 3
"""Letters that a part of a name has at least, to stand for the whole."""


def find(do: Do, scene: Scene) -> Control | str:
    """The one control that ``do`` means; else why there is none, in words.

    Its whole name is looked for first, then its name without prices, then without numbers, then what the field asks
    for, then a part of the name. What more than one control answers to is narrowed by ``within`` and ``nth``.
    """
    same = [control for control in scene.controls if role_of(control) == do.role and _seen(control)]
    if do.role == "option" and do.data:
        same = [control for control in same if control.visible]
    if not same:
        return f"no {do.role} is on the page"
    for fits in _ways(do):
        if hits := [control for control in same if fits(control)]:
            return _one(do, hits, scene)
    return f"no {do.role} {do.name!r} is on the page" if do.name else f"no {do.role} asks for {do.data}"


def arrived(proof: Arrival, scene: Scene) -> bool:
    """Whether what proves a step's arrival is on the page."""
    names = (
        [heading.text for heading in scene.headings] + [overlay.text for overlay in scene.overlays]
        if proof.role == "heading"
        else [control.name for control in scene.controls if role_of(control) == proof.role and _seen(control)]
    )
    wanted = numberless(proof.name)
    return any(numberless(name[:400]) == wanted for name in names)


def role_of(control: Control) -> Role:
    """The role of a control in the words of a journey file."""
    return next((role for role in ROLES if role == control.role), "generic")


def priceless(name: str) -> str:
    """A name without prices, case and spacing; the name itself where it is nothing but a price."""
    plain = " ".join(name.split()).casefold()
    bare = " ".join(_MONEY.sub(" ", name).split()).strip(" -–—+:·|(").casefold()
    return bare or plain


def numberless(name: str) -> str:
    """The same with every number made zero, so that counts may change."""
    return _DIGITS.sub("0", priceless(name))


def section(control: Control, scene: Scene) -> str:
    """The heading that a control stands under, as the page is written; empty where there is none."""
    above = [h for h in scene.headings if 0 <= h.place < control.place and h.node // 1_000_000 == control.frame]
    return above[-1].text if above else ""


def _seen(control: Control) -> bool:
    return control.visible or (control.clickable_at >= 0 and reachable(control))


def _ways(do: Do) -> Sequence[Callable[[Control], bool]]:
    wanted = " ".join(do.name.split())
    ways: list[Callable[[Control], bool]] = []
    if wanted:
        ways += [
            lambda control: " ".join(control.name.split()) == wanted,
            lambda control: priceless(control.name) == priceless(wanted),
        ]
        if do.verb in ("press", "open") and do.role != "option":
            ways.append(lambda control: numberless(control.name) == numberless(wanted))
    if do.verb in _FILLED and do.data:
        ways.append(lambda control: (datum_of(control) or datum_asked(control)) == do.datum)
    part = priceless(wanted) if wanted else ""
    if len(part) >= _LEAST:
        ways.append(lambda control: part in priceless(control.name))
    if not wanted:
        ways.append(lambda _: bool(do.within) or do.role == "option")
    return ways


def _one(do: Do, hits: list[Control], scene: Scene) -> Control | str:
    if do.within:
        hits = [control for control in hits if _stands_in(control, do.within, scene)]
        if not hits:
            return f"no {do.role} {do.name!r} is within {do.within!r}"
    if do.nth is not None:
        return hits[do.nth - 1] if do.nth <= len(hits) else f"there are only {len(hits)} of {do.role} {do.name!r}"
    if len(hits) == 1 or (do.role == "option" and do.data):
        return hits[0]
    usable = [control for control in hits if not control.disabled]
    if len(usable) == 1:
        return usable[0]
    return f"{len(hits)} controls answer to {do.role} {do.name!r}: say which by `within` or `nth`"


def _stands_in(control: Control, words: str, scene: Scene) -> bool:
    wanted = numberless(words)
    places = (control.group_label, control.nearby, section(control, scene))
    return any(wanted in numberless(place) for place in places if place)
