"""The part of a sentence that speaks of one of its several amounts: "fare $68 + servicing fee $21, plus $7 tax"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feelint.extract.words import SUMS, label_kind, signals

_CUT = re.compile(r"[,;:)）\]]\s|[)）\]]$|\s[(（\[]|[（、；：，]|\s[–—|·•]\s|\s?\+\s?")
"""Where one clause ends and the next begins; the amounts themselves are not looked into."""
_BEHIND = re.compile(
    rf"{_CUT.pattern}|\s(?=(?:plus|and|excl|excluding|zzgl|zuzügl|zuzüglich|exkl|und|ohne|hors|et|más|mas|y|sin|più|oltre|esclus[aeio]|e"
    r"|exclusief|en|sem|mais|bez|oraz|i|exklusive|utan|och|samt)\b)",
    re.I,
)
"""Where something else than the tax begins."""
_OPENS = re.compile(r"\s?[(（\[]\s?\Z")
_NEAR = 3
"""Words behind an amount in which its name has to begin."""
_ON_TOP = frozenset({"tax_excl", "plus_fees"})


def own_clause(text: str, spans: Sequence[tuple[int, int]], at: int) -> str:
    """What of the sentence ``text`` names the amount ``spans[at]``; ``spans`` are those of all its amounts, in order.

    The whole sentence if its clause says too little by itself, or if the sentence calls inside what the clause only lists.
    """
    if len(spans) < 2:
        start = spans[at][0]
        return behind_the_tax(text[:start]) + text[start:]
    start, end = spans[at]
    left, right = spans[at - 1][1] if at else 0, spans[at + 1][0] if at + 1 < len(spans) else len(text)
    front, tail = text[left:start], text[end:right]
    if at + 1 < len(spans):
        tail = _OPENS.sub("", tail)
    before, behind = _last(front), _first(tail)
    follow = _amounts_lead(text, spans)
    if at and before is None and follow:
        before = ""
    if at + 1 < len(spans) and behind is None and not follow and has_words(text[: spans[0][0]]):
        behind = ""
    since = start - len(front if before is None else before)
    until = end + len(tail if behind is None else behind)
    if not behind and _OPENS.search(front):
        until += tail[:1] in (")", "）", "]")
    return _or_all(text[since:until].strip(), text, summand="+" in front or "+" in tail)


def behind_the_tax(text: str) -> str:
    """Of words before an amount such as "incl. VAT, plus shipping from" those that name it; else all of them.

    That tax is inside is said of the goods' price; what the words name last is what the amount is for.
    """
    whole = label_kind(text)
    if whole.kind != "tax" or not whole.included:
        return text
    rests = (text[cut.end() :] for cut in _BEHIND.finditer(text))
    named = (
        rest for rest in rests if not (match := label_kind(rest)).included and match.kind not in ("unknown", "tax")
    )
    return next(named, text)


def has_words(text: str) -> bool:
    """Whether a text has any letters."""
    return any(character.isalpha() for character in text)


def _last(text: str) -> str | None:
    """What stands behind the last cut; None if there is no cut."""
    cuts = [cut.end() for cut in _CUT.finditer(_OPENS.sub(" ", text))]
    return text[max(cuts) :] if cuts else None


def _first(text: str) -> str | None:
    """What stands before the first cut; None if there is no cut."""
    cut = _CUT.search(text)
    return text[: cut.start()] if cut else None


def _amounts_lead(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the words stand behind their amounts: "we ask $5 for service and $2 tax"."""
    front, tail = text[: spans[0][0]], text[spans[-1][1] :]
    front, tail = _last(front) or front, " ".join((_first(tail) or tail).split()[:_NEAR])
    return label_kind(tail).kind != "unknown" and label_kind(front).kind == "unknown"


def _or_all(clause: str, sentence: str, *, summand: bool) -> str:
    """The clause, if it says enough; a part of a written-out sum needs no known words."""
    match = label_kind(clause)
    if label_kind(sentence).included and not match.included:
        alone = match.kind in SUMS or bool(signals(clause) & _ON_TOP)
    else:
        alone = has_words(clause) and (summand or match.kind != "unknown" or match.role is not None)
    return clause if alone else sentence
