"""Amounts that are no price but a condition: the order value from which something is free, in ten languages."""

from __future__ import annotations

import re

from feelint.extract.price_words import words_before, words_behind

_FREE = (
    r"(?:\b(?:for )?free\b|gratis|\w*kosten(?:los|frei)\w*|\w*frei\b|gratuit\w*|offert\w*|inclus\w*|grátis|senza costi"
    r"|darmow\w+|za darmo|bezp[łl]at\w+|\bfri(?:tt)?\b|kostnadsfri\w*|無料)"
)
_OVER = (
    r"(?:\b(?:over|above|from|exceeding|more than|ab|über|oberhalb|dès|à partir de|au[- ]delà de|plus de|supérieure?s? à|desde|a partir de"
    r"|más de|superior(?:es)? a|da|a partire da|oltre(?: i)?|sopra(?: i)?|superior[ei] a|vanaf|boven|meer dan|acima de|mais de|od|powyżej|ponad"
    r"|från|över|mer än)\b)"
)
_NOTHING = re.compile(
    r"(?<![\w-])(?:free|gratis|kostenlos|kostenfrei|gratuit\w*|offert\w*|inclus\w*|included|gr[áa]tis|sem custo|senza costi|inbegrepen|bezp[łl]atn\w+"
    r"|darmow\w+|za darmo|fri(?:tt)?|kostnadsfri\w*|utan kostnad|incluid\w+|inclu[íi]d\w+|no charge|complimentary)\b|無料|送料込",
    re.I,
)
_SIGN = r"[\s\u00a0\u202f]*[^\w\s]?[\s\u00a0\u202f]*"
_ENDS_OVER = re.compile(_OVER + _SIGN + r"\Z", re.I)
_FREE_NEXT = re.compile(r"[^\d]{0,24}?" + _FREE, re.I)
_AGAIN = re.compile(r"[^\d]{0,24}" + _OVER + r"[^\d]{0,6}\d", re.I)
_FREE_LAST = re.compile(_FREE + r"[^\d.]{0,24}" + _OVER + _SIGN + r"\Z", re.I)
_OR_MORE_FREE = re.compile(r"\s*(?:[(（][^)）\d]{1,6}[)）]\s*)?以上[^\d]{0,12}" + _FREE)


def says_free(text: str) -> bool:
    """Whether an option or a row says that it costs nothing. Sentences say more: read their claims instead."""
    return bool(_NOTHING.search(text))


def is_condition(text: str, start: int, end: int) -> bool:
    """Whether the amount at ``text[start:end]`` says from which order value on something is free, not what it costs.

    "free above 100 €, else 4,90 €" and "4,90 € (ab 100 € kostenlos)" both have one condition, 100 €, and one price.
    """
    return frees(text, start, end) or "threshold" in words_before(text[:start]) | words_behind(text[end:])


def frees(text: str, start: int, end: int) -> bool:
    """Whether the words around say that something is free from that amount on; "order value" alone may name a sum."""
    before, behind = text[:start], text[end:]
    if _FREE_LAST.search(before) or _OR_MORE_FREE.match(behind):
        return True
    free = _FREE_NEXT.match(behind) if _ENDS_OVER.search(before) else None
    return free is not None and not _AGAIN.match(behind[free.end() :])
