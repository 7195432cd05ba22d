"""Where sentences end: not behind the points of the abbreviations that stand beside prices, in ten languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_END = re.compile(r"(?P<word>[^\W\d_]*)[)\d%€]?(?:[.!?]\s+|。|\n)")
_COUNTED = re.compile(r"\d\s?\Z")
_LAST = re.compile(r"(?P<word>[^\W\d_]*)(?P<sign>[.。!…])\s*\Z")
_ABBREVIATED = frozenset((
    "incl", "inkl", "excl", "exkl", "zzgl", "zuzügl", "abzgl", "approx", "ggf", "evtl", "max", "min", "inc", "exc", "bzw",
    "mwst", "ust", "env", "std", "est", "art", "prof", "mtl", "mies", "tel", "ord", "ca", "no", "nr", "ex",
    "ink", "escl", "zuz", "gesetzl", "aprox", "appr", "imp", "livr", "sped", "tj", "tzn", "cad", "pers", "tillk", "resp", "exl", "vgl", "versandk", "verz", "wys",
))  # fmt: skip
_UNITS = frozenset(("szt", "stck", "stk", "st", "pcs", "op", "opak", "uds", "ud", "pz", "conf"))
_BEFORE_FIGURES = frozenset(("fr", "rs", "kr", "od", "ok", "eur", "chf", "usd"))
"""What else ends in a point without ending a sentence, where a figure follows."""


@lru_cache(maxsize=16384)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of a text begins and ends."""
    return tuple(_sentences(text))


def is_ended(text: str) -> bool:
    """Whether a text ends as sentences do, and not with the point of an abbreviation."""
    end = _LAST.search(text)
    return end is not None and not (end["sign"] == "." and _is_short(end["word"], text[: end.start()]))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _END.finditer(text):
        word, follows = end["word"], text[end.end() : end.end() + 1]
        if "." in end[0] and (_is_short(word, text[: end.start()], follows) or _leads_to_a_figure(word, follows)):
            continue
        yield start, end.end()
        start = end.end()
    if start < len(text):
        yield start, len(text)


def _is_short(word: str, before: str, follows: str = "") -> bool:
    """Whether a word is cut short; a unit behind its number may end a sentence: "per 100 g. Delivery is free"."""
    if follows.isupper() and (len(word) == 1 or word.casefold() in _UNITS) and _COUNTED.search(before[-4:]):
        return False
    return len(word) == 1 or word.casefold() in _ABBREVIATED | _UNITS


def _leads_to_a_figure(word: str, follows: str) -> bool:
    return word.casefold() in _BEFORE_FIGURES and follows.isdigit()
