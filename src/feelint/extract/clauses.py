"""What a sentence of a terms, delivery or returns page sets: a fee, a renewal, a minimum term, the cost of a return.

Words of ten languages, in the section ``[clause]`` of the vocabulary; in it ``*`` stands for the rest of a word. A fee
is read only where one sentence has its name, its amount and a word that sets it, and nothing that denies it: precision
matters more than recall. What delivery and taxes cost is read elsewhere. Evidence, not proof.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from feelint.extract.claims import claims, phrases
from feelint.extract.lexicon import language, terms
from feelint.extract.periods import paid_per, stretches
from feelint.extract.words import label_kind
from feelint.model.leaflet import Clause, ClauseKind
from feelint.money import Money, find, percents

_LONGEST = 500
_REACH = 110
"""Characters between the name of a fee and its amount, and between both and the word that sets it."""
_BESIDE = 26
"""Characters around both in which a denial counts."""
_MONEY, _SHARE, _MEANS = "\x01", "\x02", "\x03"
_DIGIT = re.compile(r"\d")
_CUT = re.compile(r"[,;:()、。\n]|\s[–-]\s")
_WORDS = r"(?:\s+[^\W\d_]+\.?){0,2}\s*"
_LETTERS = re.compile(r"[^\W\d_]{2}|[\u3040-\u30ff\u4e00-\u9fff]")
_NEXT_TO = re.compile(r"[\s:=(–-]*")
_NO_MEANS = frozenset({"voucher", "conversion"})
_CHARGES = frozenset({"fee", "payment_fee", "handling"})
Side = Literal["under", "over", ""]


class _Sum(NamedTuple):
    """An amount or a percentage of a sentence."""

    start: int
    end: int
    money: Money | None
    percent: Decimal | None = None


class _Sentence(NamedTuple):
    """A sentence; ``shadow`` is as long, in lower case, with its amounts and percentages blotted out, ``plain`` with the
    names of means of payment as well."""

    text: str
    shadow: str
    plain: str
    sums: tuple[_Sum, ...]
    methods: frozenset[str]
    lang: str


def clauses(text: str, *, lang: str = "", locale: str = "", currency: str = "") -> tuple[Clause, ...]:
    """What the sentences of a page set, in their order, each once.

    ``lang`` (BCP 47) keeps to the words of one language; empty or unknown: those of all ten. ``locale`` and ``currency``
    are as for :func:`feelint.money.find`. Amounts that can be read in two ways set nothing.
    """
    parts = dict.fromkeys(part for line in text.splitlines() for part in phrases(line))
    known, found = language(lang) or "", list[Clause]()
    for part in parts:
        read = _read(part, known, locale, currency)
        if not read and found and found[-1].always and (freed := _freed(part, known, locale, currency)):
            told = ", ".join(filter(None, (found[-1].condition, part.rstrip(" .。"))))
            below = freed[0] if freed[1] == "over" else None
            found[-1] = found[-1].model_copy(update={"always": False, "condition": told, "below": below})
        found += read
    return tuple(dict.fromkeys(found))


def _freed(part: str, lang: str, locale: str, currency: str) -> tuple[Money, Side] | None:
    """The limit from which, or up to which, a sentence takes the fee of the one before it back."""
    text = unicodedata.normalize("NFKC", part[:_LONGEST])
    if not _DIGIT.search(text):
        return None
    sentence = _sentence(text, lang, locale, currency)
    sides = [(one.money, _limit(sentence, one)) for one in sentence.sums if one.money]
    if len(sides) != 1 or len(sentence.sums) != 1 or not sides[0][1]:
        return None
    named = all(_pattern(key, lang).search(sentence.shadow) for key in ("denies", "fee"))
    return sides[0] if named or "no_fees" in claims(text) else None


def listed(rows: Iterable[tuple[str, str]], lang: str = "", locale: str = "", currency: str = "") -> tuple[Clause, ...]:
    """What the rows of a price list set, each what it names and what it says of it: ``Rücksendung``, ``4,90 €``.

    A row sets by standing there. It says that every order pays only if it says so in words.
    """
    rows_of = ((f"{name}: ", told) for name, told in dict.fromkeys(rows) if _DIGIT.search(told))
    found = (_row(name, told, language(lang) or "", locale, currency) for name, told in rows_of)
    return tuple(dict.fromkeys(clause for clause in found if clause))


def limits(text: str, *, locale: str = "", currency: str = "") -> tuple[tuple[Money, Side], ...]:
    """The sums of money that a phrase names, each with what it says of it: a limit ``under`` or ``over`` which something
    holds, or nothing of the kind."""
    sentence = _sentence(unicodedata.normalize("NFKC", text[:_LONGEST]), "", locale, currency)
    return tuple((one.money, _limit(sentence, one)) for one in sentence.sums if one.money)


def _row(name: str, told: str, lang: str, locale: str, currency: str) -> Clause | None:
    """What a row sets, if it says an amount or a rate and nothing else but when; a rate only if the name is a charge's."""
    name, told = (unicodedata.normalize("NFKC", part[:_LONGEST]) for part in (name, told))
    sentence = _sentence(name + told, lang, locale, currency)
    values = [one for one in sentence.sums if one.end > len(name)]
    clause = _charge(sentence, row=True) if len(values) == 1 else None
    if clause is None or (clause.amount, clause.percent) != values[0][2:]:
        return None
    before, behind = sentence.shadow[len(name) : values[0].start], sentence.shadow[values[0].end :].strip(" .*()")
    when = not behind or _pattern("when", lang).match(behind)
    if _LETTERS.search(before) or not when or (clause.percent is not None and not _is_charge(name, clause, lang)):
        return None
    return clause.model_copy(update={"always": clause.always and bool(clause.condition)})


def _is_charge(name: str, clause: Clause, lang: str) -> bool:
    """Whether a rate beside that name is paid: all its words name a charge, or also a means of payment. Most are not."""
    told = [label_kind(part, lang) for part in (name, *name.split(", "))]
    charges = [match.certainty == "whole" or bool(clause.methods) for match in told if match.kind in _CHARGES]
    return clause.kind == "restocking" or any(charges)


@lru_cache(maxsize=16384)
def _read(part: str, lang: str, locale: str, currency: str) -> tuple[Clause, ...]:
    text = unicodedata.normalize("NFKC", part[:_LONGEST])
    plain = text.lower()
    named = (_DIGIT.search(text) and _names(lang).search(plain)) or _pattern("renews", lang).search(plain)
    if not named or text.rstrip().endswith("?"):
        return ()
    sentence = _sentence(text, lang, locale, currency)
    return tuple(clause for clause in (_charge(sentence), _renewal(sentence), _term(sentence)) if clause)


def _sentence(text: str, lang: str, locale: str, currency: str) -> _Sentence:
    readings = find(text, locale=locale or None, currency=currency or None)
    sums = [_Sum(*r.span, r.money) for r in readings if r.money is not None and r.money.amount > 0]
    sums += [_Sum(*span, None, rate) for rate, span in percents(text) if rate > 0]
    shadow = list(text.lower() if len(text.lower()) == len(text) else text)
    for one in sums:
        shadow[one.start : one.end] = (_MONEY if one.money else _SHARE) * (one.end - one.start)
    blotted = "".join(shadow)
    means = [(one.span(), key) for key, pattern in _means(lang) for one in pattern.finditer(blotted)]
    means = [(span, key) for span, key in means if not any(_within(span, other) for other, _ in means)]
    plain = shadow.copy()
    for (start, end), _ in means:
        plain[start:end] = _MEANS * (end - start)
    methods = frozenset(key.replace("_", "-") for _, key in means)
    return _Sentence(text, blotted, "".join(plain), tuple(sums), methods, lang)


@cache
def _names(lang: str) -> re.Pattern[str]:
    """What a sentence that sets something must name, its amount left aside."""
    keys = ("fee", "restock", "term")
    listed = {(term, one == "ja") for one, name, term in terms("clause") if name in keys and lang in ("", one)}
    return re.compile(_any(sorted(listed), amount=""))


def _within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1] and span != other


@cache
def _means(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The names of each means of payment, the English ones in every language."""
    keys = sorted({key for _, key, _ in terms("method")} - _NO_MEANS)
    return tuple(
        (key, _pattern(key, one, "method")) for key in keys for one in dict.fromkeys((lang, "en" if lang else ""))
    )


@cache
def _pattern(key: str, lang: str, section: str = "clause") -> re.Pattern[str]:
    """Any of the terms of a key, the longest first."""
    listed = {(term, one == "ja") for one, name, term in terms(section) if name == key and lang in ("", one)}
    return re.compile(_any(sorted(listed, key=lambda pair: (-len(pair[0]), pair[0]))))


def _any(listed: Sequence[tuple[str, bool]], amount: str = rf"[{_MONEY}{_SHARE}]") -> str:
    """Terms as one pattern; each with whether its language does not part words. Those that begin a word share its bound."""
    loose = [_spelled(term, free, amount) for term, free in listed if free or term.startswith("*")]
    bound = "|".join(_spelled(term, free, amount) for term, free in listed if not (free or term.startswith("*")))
    return "|".join([*([rf"(?<![\w-])(?:{bound})"] if bound else []), *loose]) or r"(?!)"


def _spelled(term: str, free: bool, amount: str) -> str:
    words = re.escape(term.strip("*")).replace(r"\ ", r"\s+").replace("ss", "(?:ss|ß)").replace("0", r"\d+")
    bare = free or term.endswith(("'", "#"))
    return words.replace(r"\#", amount) + (r"\w*" if term.endswith("*") else "" if bare else r"(?!\w)")


def _charge(sentence: _Sentence, *, row: bool = False) -> Clause | None:
    """The fee that a sentence sets, with its amount and condition. A ``row`` of a price list needs no verb."""
    shadow, lang = sentence.shadow, sentence.lang
    limits = {one: side for one in sentence.sums if (side := _limit(sentence, one))}
    free = [one for one in sentence.sums if one not in limits]
    for key in ("restock", *(["returned"] if row else []), "fee"):
        for noun in _pattern(key, lang).finditer(shadow):
            near = [one for one in free if _gap(one, noun) <= _REACH and (one.money or key != "returned")]
            if not near or (key == "fee" and _delivers(sentence, noun)):
                continue
            amount = min(near, key=lambda one: (_gap(one, noun), one.start))
            start, end = min(noun.start(), amount.start), max(noun.end(), amount.end)
            condition = _condition(sentence, noun, amount, limits)
            told = _pattern("sets", lang).search(shadow, max(0, start - _REACH), end + _REACH)
            beside = condition and noun.end() <= amount.start and _NEXT_TO.fullmatch(shadow, noun.end(), amount.start)
            if not (told or beside or row) or _denied(sentence, noun, start, end):
                continue
            kind: ClauseKind = "restocking" if key != "fee" else "payment_fee" if sentence.methods else "fee"
            below = next((one.money for one, side in limits.items() if side == "under"), None)
            return Clause(
                kind=kind,
                text=sentence.text,
                amount=amount.money,
                percent=amount.percent,
                condition=condition,
                always=kind == "fee" and not (limits or _occasional(sentence, start, end)) and _always(condition, lang),
                below=below,
                methods=tuple(sorted(sentence.methods)),
            )
    return None


def _denied(sentence: _Sentence, noun: re.Match[str], start: int, end: int) -> bool:
    """Whether something within reach denies what stands there: before it in its own part of the sentence, or behind."""
    cuts = [cut.end() for cut in _CUT.finditer(sentence.plain, 0, start)]
    since = max([0, _word(sentence, start) - _BESIDE, *cuts])
    found = _pattern("denies", sentence.lang).finditer(sentence.plain, since, end + _BESIDE)
    return any(one.end() <= noun.start() or one.start() >= noun.end() for one in found)


def _occasional(sentence: _Sentence, start: int, end: int) -> bool:
    """Whether it is for what not every order comes to, by its name or what stands beside: cancelling, paying late."""
    near = max(0, _word(sentence, start) - _BESIDE)
    return bool(_pattern("occasion", sentence.lang).search(sentence.plain, near, end + _BESIDE))


def _word(sentence: _Sentence, start: int) -> int:
    """Where the word begins that ``start`` is in: the names of fees may end a longer word."""
    while start and sentence.plain[start - 1].isalpha():
        start -= 1
    return start


def _gap(one: _Sum, noun: re.Match[str]) -> int:
    return max(one.start - noun.end(), noun.start() - one.end, 0)


def _limit(sentence: _Sentence, one: _Sum) -> Side:
    """Whether an amount is a limit (``under``, ``over``) and not what is paid; empty if it is none."""
    before, behind = sentence.shadow[max(0, one.start - 48) : one.start], sentence.shadow[one.end : one.end + 24]
    sides: tuple[Side, ...] = ("under", "over")
    for side in sides:
        leads, follows = _limits(side, sentence.lang)
        if leads.search(before) or follows.match(behind):
            return side
    return ""


@cache
def _limits(side: str, lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a limit, and what behind it."""
    leads, follows = _pattern(side, lang).pattern, _pattern(f"behind_{side}", lang).pattern
    return re.compile(rf"(?:{leads}){_WORDS}\Z"), re.compile(rf"\s*(?:{follows})")


def _delivers(sentence: _Sentence, noun: re.Match[str]) -> bool:
    """Whether the fee is one for delivery, or a tax: said in its name, or right beside it."""
    start = _word(sentence, noun.start())
    return bool(_pattern("delivery", sentence.lang).search(sentence.plain[max(0, start - 14) : noun.end() + 16]))


def _condition(sentence: _Sentence, noun: re.Match[str], amount: _Sum, limits: Collection[_Sum] = ()) -> str:
    """The words that say when it is paid; empty if there are none."""
    shadow, lang = sentence.shadow, sentence.lang
    found = [
        (one.start(), _until(sentence, one.end(), noun, amount)) for one in _pattern("when", lang).finditer(shadow)
    ]
    ends = [one.end() for one in _pattern("behind_when", lang).finditer(shadow)]
    found += [(_since(sentence, end, noun, amount, told=False), end) for end in ends]
    found += [(_since(sentence, one.start, noun, amount), _until(sentence, one.end, noun, amount)) for one in limits]
    parts = [sentence.text[start:end].strip(" ,;:.–-(、。") for start, end in _joined(found)]
    return ", ".join(part for part in parts if len(part) > 2)


def _always(condition: str, lang: str) -> bool:
    """Whether every order meets a condition."""
    parts = [part for part in condition.lower().split(", ") if part]
    return all(_pattern("always", lang).search(part) for part in parts)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in their order, those that meet made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _until(sentence: _Sentence, at: int, noun: re.Match[str], amount: _Sum) -> int:
    """The end of a condition that goes on at ``at``."""
    cut, told = _CUT.search(sentence.shadow, at), _pattern("sets", sentence.lang).search(sentence.shadow, at)
    ends = [one.start() for one in (cut, told) if one] + [
        start for start in (noun.start(), amount.start) if start >= at
    ]
    return min(ends, default=len(sentence.shadow))


def _since(sentence: _Sentence, at: int, noun: re.Match[str], amount: _Sum, told: bool = True) -> int:
    """The end of what stands before ``at`` and is no part of the condition; ``told``: verbs are none."""
    cuts = [cut.end() for cut in _CUT.finditer(sentence.shadow, 0, at)]
    if told:
        cuts += [one.end() for one in _pattern("sets", sentence.lang).finditer(sentence.shadow, 0, at)]
    return max([0, *cuts, *(end for end in (noun.end(), amount.end) if end < at)])


def _renewal(sentence: _Sentence) -> Clause | None:
    """That a contract goes on by itself."""
    shadow, lang = sentence.shadow, sentence.lang
    mark = _pattern("renews", lang).search(shadow)
    if mark is None:
        return None
    since = max([0, mark.start() - 40, *(cut.end() for cut in _CUT.finditer(shadow, 0, mark.start()))])
    cut = _CUT.search(shadow, mark.end())
    until = min(mark.end() + _BESIDE, cut.start() if cut else len(shadow))
    if _pattern("stays", lang).search(shadow, since, until):
        return None
    money = next((one for one in sentence.sums if one.money), None)
    spot = money or _Sum(len(shadow), len(shadow), None)
    return Clause(
        kind="renewal",
        text=sentence.text,
        amount=spot.money,
        condition=_condition(sentence, mark, spot),
        months=max((one.months for one in stretches(sentence.text)), default=0),
        period=paid_per(sentence.text),
    )


def _term(sentence: _Sentence) -> Clause | None:
    """How long a contract binds at least."""
    shadow, lang = sentence.shadow, sentence.lang
    mark = _pattern("term", lang).search(shadow)
    months = max((one.months for one in stretches(sentence.text)), default=0)
    if mark is None or not months:
        return None
    if _denied(sentence, mark, mark.start(), mark.end()):
        return None
    spot = _Sum(len(shadow), len(shadow), None)
    return Clause(kind="term", text=sentence.text, condition=_condition(sentence, mark, spot), months=months)
