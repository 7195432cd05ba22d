"""Deliveries and ways to pay drawn as buttons, tiles, tabs or links: a row of words of that kind, of which a press takes one.

They are met as radios are, and an experiment takes another. Nothing here is a group for the fences: what they allow on a
page does not hang on it.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal
from urllib.parse import urljoin, urlsplit

from feelint.extract.words import control_classes, label_kind
from feelint.model.scene import Control, Scene
from feelint.model.walk import Action
from feelint.model.words import ChargeKind, Intent, Stage
from feelint.pilot.choices import cheapest, is_wallet, price_of, without_card
from feelint.pilot.lexis import delivers, pays, speaks_of_delivery, speaks_of_payment
from feelint.pilot.memory import Choice, Memory
from feelint.pilot.tiles import INTENT as TILE
from feelint.pilot.view import plain_labels

INTENT = "offer"
"""The intent of a decision that presses one."""
_MOST = 12
_LONGEST = 80
_SAYS_WHAT = frozenset(("pickup", "deliver"))
_HERE = ("#", "javascript:")


@dataclass(frozen=True)
class Offer:
    """A row of options. ``key`` names it again on a fresh walk, and ``names`` its options, in their order."""

    key: str
    kind: Literal["delivery", "payment"]
    label: str
    options: tuple[Control, ...]
    names: tuple[str, ...]
    standing: int | None = None
    """The place of the option that is on by what it says, or as the link to this very page."""


def offers(scene: Scene) -> list[Offer]:
    """The rows that are deliveries or ways to pay; a wallet belongs to its row and is no option, for it is never pressed."""
    found = []
    for label, row in rows(scene):
        options = [option for option in row if "wallet" not in option.classes]
        priced = all(option.checked is None and price_of(option, scene) is not None for option in options)
        if (offer := offer_of(options, label, priced=priced)) is not None:
            on = (
                at
                for at, o in enumerate(options)
                if o.checked or (o.href.strip("#") and urljoin(scene.url, o.href) == scene.url)
            )
            found.append(replace(offer, standing=next(on, None)))
    return found


def rows(scene: Scene) -> list[tuple[str, list[Control]]]:
    """What follows each other and may take an option by a press, two or more alike, with the heading above them."""
    titles = sorted((heading.place, heading.text) for heading in scene.headings)
    nodes = [node for node, _ in titles]
    shown = [control for control in scene.controls if control.visible]
    alike = groupby(shown, lambda c: (bisect(nodes, c.place), _fits(c, scene), c.tag, c.role, c.overlay))
    runs = [(titles[above - 1][1] if above else "", list(run)) for (above, fits, *_), run in alike if fits]
    return [(label, row) for label, row in runs if len(row) > 1]


def offer_of(options: Sequence[Control], label: str, *, priced: bool = False) -> Offer | None:
    """The options below ``label`` as an offer; None if they are of no such kind, or not to be told apart.

    What bears a price each and no state (``priced``) below a heading that speaks of delivery is one, whatever its words:
    "48 h 4,90 €".
    """
    kind = kind_of([option.name for option in options], label) or (
        "delivery" if priced and speaks_of_delivery(label) else None
    )
    names = plain_labels([option.name for option in options])
    if kind is None or not 1 < len(options) <= _MOST or len(set(names)) < len(names):
        return None
    return Offer(f"{kind}:{'|'.join(sorted(names))[:160]}", kind, label, tuple(options), names)


def met(scene: Scene, memory: Memory, stage: Stage, planned: Action | None = None) -> list[Choice]:
    """The rows as choices: with the option about to be pressed, that is on, or was pressed last; else none that is known."""
    known = {choice.key: choice.chosen for choice in memory.choices}
    found = []
    for offer in offers(scene):
        pressed = [at for name in _pressed(memory) for at, option in enumerate(offer.options) if option.name == name]
        at = offer.standing if offer.standing is not None else next(reversed(pressed), None)
        at = next((n for n, option in enumerate(offer.options) if planned and option.node == planned.node), at)
        chosen = offer.names[at] if at is not None else ""
        if offer.key not in known or (chosen and chosen != known[offer.key]):
            found.append(Choice(offer.key, offer.kind, stage, offer.label, offer.names, chosen))
    return found


def taking(scene: Scene, memory: Memory, stage: Stage, *, over: bool = False) -> Action | None:
    """The press on the option that is wanted and not known to be on, once on each walk; ``over``: in what lies over the page."""
    if not Stage.BASKET.rank <= stage.rank < Stage.REVIEW.rank:
        return None
    pressed = _pressed(memory)
    for offer in offers(scene):
        at = wanted(offer, scene, memory, offer.standing)
        if (over and offer.options[0].overlay < 0) or _may_be_the_order(offer, scene):
            continue
        if at is not None and at != offer.standing and offer.options[at].name not in pressed:
            option = offer.options[at]
            return Action(kind="press", node=option.node, name=option.name, opens=True)
    return None


def _may_be_the_order(offer: Offer, scene: Scene) -> bool:
    """Whether ways to pay that are never on stand on a page that nothing else leads on from: the press may pay."""
    onward = {"continue", "to_review", "pay_ok", "order_weak", "ambiguous"}
    leads = any(c.visible and set(c.classes) & onward and c not in offer.options for c in scene.controls)
    return offer.kind == "payment" and offer.standing is None and not leads


def wanted(offer: Offer, scene: Scene, memory: Memory, standing: int | None) -> int | None:
    """The place of what an experiment takes, else of the cheapest delivery, else of a way to pay without a card."""
    want = memory.wants.taken.get(offer.key)
    if want is not None:
        return offer.names.index(want) if want in offer.names else None
    if offer.kind == "delivery":
        return cheapest([price_of(option, scene) for option in offer.options], standing)
    if standing is None:
        return None
    return without_card([(o.name, is_wallet(o.name, o.classes)) for o in offer.options], standing)


def _pressed(memory: Memory) -> list[str]:
    """The names of the options that were pressed on this walk."""
    entries = (entry.split("|", 2) for entry in memory.pressed)
    return [name for _, intent, name in entries if intent in (INTENT, TILE)]


def _fits(control: Control, scene: Scene) -> bool:
    """Whether a press on it can be what takes an option: it submits nothing, leads to no other page, says nothing else."""
    told = set(control.classes) - _SAYS_WHAT
    aside = control.intends(Intent.CHOICE, Intent.FIELD) or control.role == "option" or control.disabled
    if aside or not 1 < len(control.name) <= _LONGEST:
        return False
    if told and "wallet" not in told:
        return False
    if control.tag == "a" and control.href:
        return control.href.startswith(_HERE) or _is_this_page(control.href, scene.url)
    submits = control.type in ("submit", "image") and control.form >= 0
    return not submits and control.expanded is None and control.tag not in ("input", "summary")


def _is_this_page(href: str, url: str) -> bool:
    there, here = urlsplit(urljoin(url, href)), urlsplit(url)
    return there[:3] == here[:3] and bool(there.query)


def kind_of(texts: Sequence[str], label: str) -> Literal["delivery", "payment"] | None:
    """What most of the options name, or one of them under a heading that does."""
    paying, sending = sum(map(pays, texts)), sum(map(_sends, texts))
    if paying * 2 > len(texts) or (paying and speaks_of_payment(label)):
        return "payment"
    if sending * 2 > len(texts) or (sending and speaks_of_delivery(label)):
        return "delivery"
    return None


def _sends(text: str) -> bool:
    named = control_classes(text[:120]) & _SAYS_WHAT or label_kind(text).kind == ChargeKind.FULFILLMENT
    return delivers(text) or bool(named)
