"""How long an offer binds, how long before its end it has to be cancelled, how long its trial lasts; what that comes to.

A stretch of time belongs to the words next to it: in "24 months minimum term, one month's notice" each has its own.
"""

from __future__ import annotations

import re

from feelint.extract.lexicon import normalise, placed_tokens, table
from feelint.extract.periods import Stretch, cadence, placed
from feelint.money import Money

_KEYS = {
    "term": "term",
    "fixed": "term",
    "notice": "notice",
    "trial": "trial",
    "first": "first",
    "short": "trial",
    "renews": "renewal",
    "lowest": "other",
    "withdrawing": "other",
    "delivering": "other",
}
_LONGEST = 600
_STOP = re.compile(r"[,;.。、]")
_PARTED = 12
"""So many characters further apart are things that a comma parts."""


def binding(text: str) -> Stretch | None:
    """How long a text says that one is bound at least: the longest of its minimum and fixed terms; None if it says none."""
    return max(_lasting(text, "term"), key=lambda one: one.days, default=None)


def notice(text: str) -> Stretch | None:
    """How long before the end a text says that one has to cancel; None if it says nothing."""
    return max(_lasting(text, "notice"), key=lambda one: one.days, default=None)


def trial(text: str) -> Stretch | None:
    """How long a text says that a trial or first price lasts; None if it does not say."""
    counted = _lasting(text, "trial", "first")
    if counted:
        return counted[0]
    plain = normalise(text[:_LONGEST])
    return next((cadence(plain[start:end]) for start, end, kind in _words(plain) if kind == "first"), None)


def commitment(price: Money, every: Stretch, term: Stretch) -> Money:
    """What is paid while one is bound: the price as often as it comes in that time."""
    return price * term.times(every)


def _lasting(text: str, *kinds: str) -> list[Stretch]:
    """The stretches of time whose nearest words are of these kinds, in the order of the text."""
    plain = normalise(text[:_LONGEST])
    found = sorted(placed(plain))
    words = _words(plain) if found else []
    nearest = (
        (min(words, key=lambda word: _apart(plain, where, word), default=(0, 0, ""))[2], s) for where, s in found
    )
    return [stretch for kind, stretch in nearest if kind in kinds]


def _apart(plain: str, where: tuple[int, int], word: tuple[int, int, str]) -> int:
    """Characters between the two; a stop or comma there parts them."""
    first, last = sorted((where, word[:2]))
    between = plain[first[1] : last[0]]
    return len(between) + (_PARTED if _STOP.search(between) else 0)


def _words(plain: str) -> list[tuple[int, int, str]]:
    """Where the words stand that say what a stretch of time is for: start, end, kind."""
    placed_words = placed_tokens(plain)
    spans = table("promise").every([word for word, _, _ in placed_words])
    kinds = ((span, _KEYS[entry.key]) for span in spans for entry in span.entries if entry.key in _KEYS)
    return [(placed_words[span.start][1], placed_words[span.end - 1][2], kind) for span, kind in kinds]
