"""Footnotes: what a marker behind the price leads to, and whether a customer would read it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from feelint.model.ledger import Charge
from feelint.model.scene import Amount, Look, Scene
from feelint.money import Money

MARKER = r"[*†‡§¹²³⁴]+|\d\)"
SMALLER = 0.6
"""Less than this share of the price's font is small (heuristic)."""
CONTRAST = 4.5
"""Less contrast than this is faint (WCAG 2, 1.4.3)."""

_SHORTEST = 4
"""Letters of a label that can be told from a part of another word."""


@dataclass(frozen=True)
class Footnote:
    """A text that begins with the price's marker. ``weak`` says why it is easily missed; None: layout not known."""

    text: str
    node: int
    amounts: tuple[Money, ...]
    relevant: bool
    """It names an amount or a percentage, or says that something comes on top."""
    says: frozenset[str]
    weak: str | None

    def names(self, charge: Charge) -> bool:
        """Whether it names a charge: by its amount, or, where it has no amounts, by its label."""
        if self.amounts:
            return charge.amount in self.amounts
        return len(charge.label) >= _SHORTEST and charge.label.casefold() in self.text.casefold()


def marker_of(scene: Scene, price: Amount) -> str:
    """The marker directly behind the price, or the empty string."""
    pattern = re.compile(rf"{re.escape(price.text)}[ \u00a0\u202f]?({MARKER})(?![\d*])")
    found = pattern.search(price.context) or pattern.search(scene.text)
    return found[1] if found else ""


def footnotes(scene: Scene, price: Amount) -> tuple[Footnote, ...]:
    """The footnotes of the price's marker; none if it has no marker, or if nothing begins with it."""
    marker = marker_of(scene, price)
    if not marker:
        return ()
    begins = re.compile(rf"\s*{re.escape(marker)}(?![*\d])")
    texts: dict[str, tuple[int, Look | None, set[str], bool]] = {}
    for sentence in scene.sentences:
        if begins.match(sentence.text):
            texts[sentence.text] = (sentence.node, sentence.look, set(sentence.signals), bool(sentence.percents))
    for amount in scene.amounts:
        if amount.visible and amount is not price and begins.match(amount.context):
            texts.setdefault(amount.context, (amount.node, amount.look, set(amount.signals), False))
    found = []
    for text, (node, look, says, percents) in texts.items():
        money = tuple(a.money for a in scene.amounts if a.money and a.context[:80] == text[:80])
        relevant = bool(money or percents or says & {"plus_fees", "tax_excl"})
        weak = _weak(look, price.look, scene) if scene.layout_known else None
        found.append(Footnote(text, node, money, relevant, frozenset(says), weak))
    return tuple(found)


def _weak(note: Look | None, price: Look | None, scene: Scene) -> str | None:
    if note is None or price is None:
        return None
    if note.font_px < SMALLER * price.font_px:
        return f"in {note.font_px:g} px type beside a price in {price.font_px:g} px"
    if note.contrast is not None and note.contrast < CONTRAST:
        return f"with a contrast of only {note.contrast:g}:1"
    if scene.viewport[1] and abs(note.box.y - price.box.y) > scene.viewport[1]:
        return "more than a screen away from the price"
    return ""
