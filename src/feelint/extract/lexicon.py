"""The packaged vocabulary of ten languages: text -> tokens, and tables of terms that find themselves in tokens.

A vocabulary file holds sections of keys; each value lists terms between ``|``. In a term,

* ``=`` in front means: only as the whole text, never inside a longer one;
* ``#`` stands for an amount of money; one that is nothing (``0 kr``) stands for nothing only;
* ``…`` stands for any words in between.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "ja")

AMOUNT = "#"
NOTHING = "∅"
_GAP = "…"
_CODES = "eur|euro|euros|usd|gbp|chf|sek|nok|dkk|pln|jpy|yen|brl|cad|aud|nzd|mxn|inr|czk|huf|ron|kr|sfr|zł|zl|rs"
_NUMBER = r"\d{1,3}(?:[ .,']\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_BEFORE = rf"(?:[a-z]{{0,3}}[$€£¥₹]|\b(?:{_CODES})\b\.?)\s*[-−]?\s*(?:{_NUMBER})"
_AFTER = rf"(?:{_NUMBER})(?:,-|,–)?\s*(?:[$€£¥₹]|(?:{_CODES})\b|円)"
_PLAIN = r"\d+[.,]\d{2}(?![\d.,]|\s*(?:%|kg|g|l|ml|cm|mm|m)\b)"
_IDEOGRAPH = "\u3005-\u3007\u3012\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f"
_WORD = rf"[{_IDEOGRAPH}]|[a-z]+n't\b|\bco2\b|[^\W\d_{_IDEOGRAPH}]+|[+&/%~<>{AMOUNT}]"
_WORDS = re.compile(_WORD)
_TOKEN = re.compile(rf"(?P<money>{_BEFORE}|{_AFTER}|{_PLAIN})|(?P<number>\d+)|{_WORD}")
_DIGIT = re.compile(r"\d")
_COUNTS = re.compile(r"[1-9]")
_PERCENT = re.compile(
    r"(?<=\d) ?(?:パーセント|(?:per ?cent|prozent|pro ?cent|pour ?cent|por ciento|por cento|per cento)\b)"
)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_CURRENCY_WORDS = frozenset(_CODES.split("|"))
_NOISE = frozenset({"0", "%", AMOUNT, NOTHING, "<", ">"}) | _CURRENCY_WORDS


_QUOTES = {0x2019: "'", 0x2018: "'", 0x00B4: "'", 0x301C: "~", 0x223C: "~", 0x00AD: None}


def normalise(text: str) -> str:
    """``text`` in compatibility form, folded in case, with single spaces and plain quotes."""
    folded = text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    return _PERCENT.sub("%", " ".join(folded.split()))


def tokens(text: str) -> tuple[str, ...]:
    """The tokens of a text: words, single ideographs, ``#`` for money, ``0`` for a number, and a few signs."""
    return _split(normalise(text))


def with_nothing(text: str) -> tuple[str, ...]:
    """The tokens of a text in which ``∅`` stands for money that is nothing, as terms have it: ``0 kr``, ``$0.00``."""
    return _split(normalise(text), NOTHING)


def placed_tokens(plain: str) -> tuple[tuple[str, int, int], ...]:
    """The tokens of a normalised text, each with where it begins and ends."""
    return tuple((_token(found, AMOUNT), found.start(), found.end()) for found in _TOKEN.finditer(plain))


def _split(plain: str, nothing: str = AMOUNT) -> tuple[str, ...]:
    if "." in plain:
        plain = _DOTTED.sub(lambda m: m[0].replace(".", ""), plain)
    if not _DIGIT.search(plain):
        return tuple(_WORDS.findall(plain))
    return tuple(_token(m, nothing) for m in _TOKEN.finditer(plain))


def _token(found: re.Match[str], nothing: str) -> str:
    if found["money"]:
        return AMOUNT if _COUNTS.search(found[0]) else nothing
    return "0" if found["number"] else found[0]


def core(text: str) -> tuple[str, ...]:
    """The tokens of a text without its amounts, numbers and currency words."""
    return without_amounts(tokens(text))


def without_amounts(words: Sequence[str]) -> tuple[str, ...]:
    """``words`` without amounts, numbers and currency words."""
    return tuple(word for word in words if word not in _NOISE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the vocabulary: what it stands for (``key``), in which language, and whether only as a whole."""

    key: str
    lang: str
    whole: bool
    size: int


@dataclass(frozen=True, slots=True)
class Span:
    """A term found at ``tokens[start:end]``; several entries where languages or keys share the term."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def size(self) -> int:
        """The length in characters of the longest entry."""
        return max(entry.size for entry in self.entries)


class Table:
    """The terms of one or more sections, found word by word, or ideograph by ideograph."""

    def __init__(self, terms: Iterable[tuple[str, str, str]]) -> None:
        self._entries: dict[tuple[str, ...], list[Entry]] = {}
        self._lengths: dict[str, set[int]] = {}
        self._gapped: list[tuple[tuple[str, ...], tuple[str, ...], Entry]] = []
        for lang, key, term in terms:
            self._add(lang, key, term)

    def _add(self, lang: str, key: str, term: str) -> None:
        before, gap, after = term.removeprefix("=").partition(_GAP)
        words = _split(before, NOTHING)
        entry = Entry(key, lang, term[0] == "=", len("".join(words)) + len(after))
        if gap:
            self._gapped.append((words, _split(after, NOTHING), entry))
            return
        for spelling in (words, *_respelled(words, lang)):
            listed = self._entries.setdefault(spelling, [])
            if spelling and entry not in listed:
                listed.append(entry)
                self._lengths.setdefault(spelling[0], set()).add(len(spelling))

    def whole(self, words: Sequence[str]) -> tuple[Entry, ...]:
        """The terms that are exactly ``words``."""
        return tuple(self._entries.get(tuple(words), ()))

    def every(self, words: Sequence[str]) -> Iterator[Span]:
        """Every term inside ``words``, overlapping ones too; whole-text terms only if they are the whole text."""
        text = tuple(words)
        for start, word in enumerate(text):
            for length in self._lengths.get(word, ()):
                found = self._entries.get(text[start : start + length])
                if found and start + length <= len(text):
                    entries = tuple(e for e in found if not e.whole or length == len(text))
                    if entries:
                        yield Span(start, start + length, entries)
        for before, after, entry in self._gapped:
            if place := _in_order(before, after, text):
                yield Span(*place, (entry,))

    def spans(self, words: Sequence[str]) -> list[Span]:
        """The terms inside ``words`` that do not overlap, longest first taken, in the order of the text."""
        found = list(self.every(words))
        if len(found) < 2:
            return found
        taken: list[Span] = []
        for span in sorted(found, key=lambda s: (-s.size, s.start)):
            if all(span.end <= other.start or span.start >= other.end for other in taken):
                taken.append(span)
        return sorted(taken, key=lambda s: s.start)

    def keys(self, *sequences: Sequence[str]) -> frozenset[str]:
        """The keys of the terms that ``spans`` finds in any of the token sequences."""
        return frozenset(
            e.key for words in set(map(tuple, sequences)) for span in self.spans(words) for e in span.entries
        )


def _in_order(before: tuple[str, ...], after: tuple[str, ...], words: tuple[str, ...]) -> tuple[int, int] | None:
    start = _find(before, words, 0)
    end = None if start is None else _find(after, words, start + len(before))
    return None if start is None or end is None else (start, end + len(after))


def _find(part: tuple[str, ...], words: tuple[str, ...], start: int) -> int | None:
    size = len(part)
    return next((i for i in range(start, len(words) - size + 1) if words[i : i + size] == part), None)


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_STROKES = str.maketrans({"ł": "l", "ø": "o"})


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """``text`` without its accents."""
    if text.isascii():
        return text
    split = unicodedata.normalize("NFD", text.translate(_STROKES))
    return unicodedata.normalize("NFC", "".join(c for c in split if not "\u0300" <= c <= "\u036f"))


def _respelled(words: tuple[str, ...], lang: str) -> Iterator[tuple[str, ...]]:
    joined = "".join(words)
    if lang == "ja" or len(joined) < 5 or joined.isascii():
        return
    yield tuple(map(bare, words))
    if lang in ("de", "sv"):
        yield tuple(word.translate(_UMLAUTS) for word in words)


@cache
def _vocabulary(lang: str) -> dict[str, Any]:
    path = resources.files(__package__) / "vocabulary" / f"{lang}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def terms(section: str) -> Iterator[tuple[str, str, str]]:
    """The ``(language, key, term)`` of a section, in all languages, the terms normalised."""
    for lang in LANGUAGES:
        for key, listed in _vocabulary(lang).get(section, {}).items():
            for term in _GAP.join(map(normalise, listed.split(_GAP))).split("|"):
                if stripped := term.strip():
                    yield lang, key, stripped


@cache
def table(section: str) -> Table:
    """The table of a section, made at first use."""
    return Table(terms(section))


def language(tag: str | None) -> str | None:
    """The vocabulary's language for a tag such as ``de-AT``; None if it has none."""
    primary = (tag or "").replace("_", "-").split("-")[0].lower()
    return primary if primary in LANGUAGES else None
