"""The part of a sentence that speaks of one of its several amounts: "fare $68 + servicing fee $21, plus $7 tax"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feelint.extract.words import SUMS, label_kind, signals

_CUT = re.compile(r"[,;:)）\]]\s|[)）\]]$|\s[(（\[]|[（、；：，]|\s[–—|·•]\s|\s?\+\s?")
"""Where one clause ends and the next begins; the amounts themselves are not looked into."""
_BEHIND = re.compile(
    rf"{_CUT.pattern}|・|\s(?=(?:plus|and|excl|excluding|zzgl|zuzügl|zuzüglich|exkl|und|ohne|hors|et|más|mas|y|sin|più|oltre|esclus[aeio]|e"
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
    noted = behind_the_tax(front) if at else front
    before, behind = _last(noted), _first(tail)
    joins, joined = text[start] == "+", at + 1 < len(spans) and text[right] == "+"
    before = "" if joins and before is None else before
    behind = tail if joined and behind is None else behind
    follow = _amounts_lead(text, spans)
    if at and before is None and follow:
        before = ""
    if noted != front and before is None:
        before = noted
    if at + 1 < len(spans) and behind is None and not follow and has_words(text[: spans[0][0]]):
        behind = ""
    since = start - len(front if before is None else before)
    until = end + len(tail if behind is None else behind)
    if not behind and _OPENS.search(front):
        until += tail[:1] in (")", "）", "]")
    clause = text[since:until].strip()
    if noted != front and label_kind(clause).kind != "unknown":
        return clause
    return _or_all(clause, text, summand=joins or joined or "+" in front + tail)


def behind_the_tax(text: str) -> str:
    """Of words before an amount such as "incl. VAT, plus shipping from" those that name it; else all of them.

    Whether tax is inside is said of the goods' price; what stands behind it is said of the amount.
    """
    start = since = 0
    for cut in _BEHIND.finditer(text):
        if _says_only_tax(text[start : cut.start()]):
            since = cut.end()
        start = cut.end()
    return text[since:] if has_words(text[since:]) else text


def _says_only_tax(text: str) -> bool:
    """Whether words say no more than that tax is inside or not: "incl. VAT", "zzgl. MwSt."."""
    match = label_kind(text)
    return match.kind in ("tax", "unknown") and (match.included or bool(signals(text) & {"tax_incl", "tax_excl"}))


def first_clause(text: str) -> str:
    """Of the words between two amounts those that still speak of the first: all of them if nothing parts them."""
    first = _first(text)
    return text if first is None else first


def has_words(text: str) -> bool:
    """Whether a text has any letters."""
    return any(character.isalpha() for character in text)


def _last(text: str) -> str | None:
    """What stands behind the last cut; None if there is no cut."""
    cuts = [cut.end() for cut in _CUT.finditer(_OPENS.sub(" ", text))]
    return text[max(cuts) :] if cuts else None


def _first(text: str) -> str | None:
    """What stands before the first cut, or says only tax before something else begins; None if there is no cut."""
    cuts = [cut.start() for cut in [_CUT.search(text)] if cut]
    cuts += [cut.start() for cut in _BEHIND.finditer(text) if _says_only_tax(text[: cut.start()])]
    return text[: min(cuts)] if cuts else None


def _amounts_lead(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the words stand behind their amounts: "we ask $5 for service and $2 tax"."""
    front, tail = text[: spans[0][0]], text[spans[-1][1] :]
    front, tail = _last(front) or front, " ".join((_first(tail) or tail).split()[:_NEAR])
    return label_kind(tail).kind != "unknown" and label_kind(front).kind == "unknown"


def _or_all(clause: str, sentence: str, *, summand: bool) -> str:
    """The clause, if it says enough; a part of a written-out sum needs no known words."""
    if summand and not has_words(clause):
        return ""
    match = label_kind(clause)
    if label_kind(sentence).included and not match.included:
        alone = match.kind in SUMS or bool(signals(clause) & _ON_TOP)
    else:
        alone = has_words(clause) and (summand or match.kind != "unknown" or match.role is not None)
    return clause if alone else sentence
