"""Numbers with their currencies, and which two of them are the ends of one range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from feelint.money.lazy import Lazy
from feelint.money.numbers import SPACES
from feelint.money.scan import Number
from feelint.money.units import RANGE

LINE_OPENS = ":;,(=|>[/•"
WORD_BEHIND = Lazy(rf"[{SPACES}]*[^\W\d_]")
_OPENER = Lazy(
    r"(?<!\w)(?:von|vom|from|between|entre|de|da|od|från|fra|van|desde|zwischen|ab|tra|mellan|tussen|między)\s*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Item:
    """A number on its way to a reading: ``codes`` are the currencies that it can be in."""

    number: Number
    start: int  # with its marks
    end: int
    codes: tuple[str, ...] = ()
    places: int = 0  # 2 for cents
    role: Literal["low", "high"] | None = None
    partner: Item | None = None
    span: tuple[int, int] = (0, 0)  # with its sign


def line_before(text: str, end: int) -> str:
    """What stands before ``end`` on its line, 80 characters at most."""
    return text[max(end - 80, 0) : end].rpartition("\n")[2]


def pair(text: str, items: list[Item]) -> None:
    """Mark the ends of ``€99 – €149``, ``$99-149``, ``99 bis 149 €``; an end without a currency takes the other's."""
    for low, high in pairwise(items):
        if _joined(text, low, high) and _share(text, low, high):
            low.role, high.role = "low", "high"
            low.partner, high.partner = high, low


def _joined(text: str, low: Item, high: Item) -> bool:
    one, two = low.number, high.number
    if not (one.marked or two.marked) or one.blocked or two.blocked or one.rival or low.role or one.trailing >= 0:
        return False
    gap = text[low.end : high.start]
    if len(gap) > 12 or not RANGE.re.fullmatch(gap) or (gap[0] in SPACES) != (gap[-1] in SPACES):
        return False
    return _size(one) < _size(two)


def _size(number: Number) -> Decimal:
    return number.figure.value if number.figure.grouped is None else number.figure.grouped


def _share(text: str, low: Item, high: Item) -> bool:
    one, two = low.number, high.number
    if one.marked and two.marked:
        return bool(set(low.codes) & set(high.codes)) and low.places == high.places
    if one.marked:
        if not one.prefix or one.suffix or WORD_BEHIND.re.match(text, high.end):
            return False
        high.codes, high.places = low.codes, low.places
        return True
    if two.prefix or not _opens(text, low, high):
        return False
    low.codes, low.places = high.codes, high.places
    return True


def _opens(text: str, low: Item, high: Item) -> bool:
    """A bare number is the low end, and not part of a name as in ``iPhone 12 - 999 €``."""
    before = line_before(text, low.start)
    if before.endswith(("-", "–", "/", "#")) or before[-1:].isalpha():
        return False
    words = before.rstrip(SPACES)
    if not words or words[-1] in LINE_OPENS or _OPENER.re.search(words[-12:]) or not low.number.whole:
        return True
    return text[low.end] not in SPACES and high.number.figure.value <= 20 * low.number.figure.value
