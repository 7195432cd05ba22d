"""The packaged vocabulary of ten languages: text -> tokens, and tables of terms that find themselves in tokens.

A vocabulary file holds sections of keys; each value lists terms between ``|``. In a term,

* ``=`` in front means: only as the whole text, never inside a longer one;
* ``#`` stands for an amount of money;
* ``…`` stands for any words in between.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "ja")

AMOUNT = "#"
_CODES = "eur|euro|euros|usd|gbp|chf|sek|nok|dkk|pln|jpy|yen|brl|cad|aud|nzd|mxn|inr|czk|huf|ron|kr|sfr|zł|zl|rs"
_NUMBER = r"\d{1,3}(?:[ .,']\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_BEFORE = rf"(?:[a-z]{{0,3}}[$€£¥₹]|\b(?:{_CODES})\b\.?)\s*[-−]?\s*(?:{_NUMBER})"
_AFTER = rf"(?:{_NUMBER})(?:,-|,–)?\s*(?:[$€£¥₹]|(?:{_CODES})\b|円)"
_PLAIN = r"\d+[.,]\d{2}(?![\d.,]|\s*(?:%|kg|g|l|ml|cm|mm|m)\b)"
_IDEOGRAPH = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f"
_TOKEN = re.compile(
    rf"(?P<money>{_BEFORE}|{_AFTER}|{_PLAIN})|(?P<number>\d+)|[{_IDEOGRAPH}]"
    rf"|[a-z]+n't\b|[^\W\d_{_IDEOGRAPH}]+|[+&/%~<>{AMOUNT}]"
)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_ORPHAN_CURRENCY = re.compile(rf"^(?:{_CODES})$")
_NOISE = frozenset({"0", "%", AMOUNT, "<", ">"})


def normalise(text: str) -> str:
    """``text`` in compatibility form, folded in case, with single spaces and plain quotes."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = folded.translate({0x2019: "'", 0x2018: "'", 0x00B4: "'", 0x301C: "~", 0x223C: "~", 0x00AD: None})
    return " ".join(unicodedata.normalize("NFC", folded).split())


def tokens(text: str) -> tuple[str, ...]:
    """The tokens of a text: words, single ideographs, ``#`` for money, ``0`` for a number, and a few signs."""
    plain = _DOTTED.sub(lambda m: m[0].replace(".", ""), normalise(text))
    return tuple(
        AMOUNT if m["money"] else "0" if m["number"] else m[0]
        for m in _TOKEN.finditer(plain)
    )  # fmt: skip


def core(text: str) -> tuple[str, ...]:
    """The tokens of a text without its amounts, numbers and currency words."""
    return tuple(t for t in tokens(text) if t not in _NOISE and not _ORPHAN_CURRENCY.match(t))


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


class _Node:
    __slots__ = ("entries", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.entries: list[Entry] = []


class Table:
    """The terms of one or more sections, found by a token trie: word by word, ideograph by ideograph."""

    def __init__(self, terms: Iterable[tuple[str, str, str]]) -> None:
        self._root = _Node()
        self._gapped: list[tuple[tuple[tuple[str, ...], ...], Entry]] = []
        for lang, key, term in terms:
            self._add(lang, key, term)

    def _add(self, lang: str, key: str, term: str) -> None:
        before, gap, after = term.removeprefix("=").partition("…")
        words = tokens(before)
        entry = Entry(key, lang, term.startswith("="), len("".join(words + tokens(after))))
        if gap:
            self._gapped.append(((words, tokens(after)), entry))
            return
        for spelling in {words, *_respelled(words, lang)}:
            node = self._root
            for word in spelling:
                node = node.next.setdefault(word, _Node())
            if words and entry not in node.entries:
                node.entries.append(entry)

    def whole(self, words: Sequence[str]) -> tuple[Entry, ...]:
        """The terms that are exactly ``words``."""
        node: _Node | None = self._root
        for word in words:
            node = node.next.get(word) if node else None
        return tuple(node.entries) if node else ()

    def every(self, words: Sequence[str]) -> Iterator[Span]:
        """Every term inside ``words``, overlapping ones too; whole-text terms only if they are the whole text."""
        for start in range(len(words)):
            node = self._root
            for end in range(start, len(words)):
                following = node.next.get(words[end])
                if following is None:
                    break
                node = following
                entire = start == 0 and end + 1 == len(words)
                entries = tuple(e for e in node.entries if entire or not e.whole)
                if entries:
                    yield Span(start, end + 1, entries)
        for parts, entry in self._gapped:
            if place := _in_order(parts, words):
                yield Span(*place, (entry,))

    def spans(self, words: Sequence[str]) -> list[Span]:
        """The terms inside ``words`` that do not overlap, longest first taken, in the order of the text."""
        taken: list[Span] = []
        for span in sorted(self.every(words), key=lambda s: (-s.size, s.start)):
            if all(span.end <= other.start or span.start >= other.end for other in taken):
                taken.append(span)
        return sorted(taken, key=lambda s: s.start)

    def keys(self, *sequences: Sequence[str]) -> frozenset[str]:
        """The keys of the terms that ``spans`` finds in any of the token sequences."""
        return frozenset(e.key for words in sequences for span in self.spans(words) for e in span.entries)


def _in_order(parts: tuple[tuple[str, ...], ...], words: Sequence[str]) -> tuple[int, int] | None:
    start = _find(parts[0], words, 0)
    if start is None:
        return None
    end = _find(parts[1], words, start + len(parts[0]))
    return None if end is None else (start, end + len(parts[1]))


def _find(part: tuple[str, ...], words: Sequence[str], start: int) -> int | None:
    size = len(part)
    return next((i for i in range(start, len(words) - size + 1) if tuple(words[i : i + size]) == part), None)


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_STROKES = str.maketrans({"ł": "l", "ø": "o"})


def bare(text: str) -> str:
    """``text`` without its accents."""
    split = unicodedata.normalize("NFD", text.translate(_STROKES))
    return unicodedata.normalize("NFC", "".join(c for c in split if not "\u0300" <= c <= "\u036f"))


def _respelled(words: tuple[str, ...], lang: str) -> Iterator[tuple[str, ...]]:
    if lang == "ja" or sum(map(len, words)) < 5:
        return
    yield tuple(map(bare, words))
    if lang in ("de", "sv"):
        yield tuple(word.translate(_UMLAUTS) for word in words)


@cache
def _vocabulary(lang: str) -> dict[str, Any]:
    path = resources.files(__package__) / "vocabulary" / f"{lang}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def terms(section: str) -> Iterator[tuple[str, str, str]]:
    """The ``(language, key, term)`` of a section, in all languages."""
    for lang in LANGUAGES:
        for key, listed in _vocabulary(lang).get(section, {}).items():
            for term in listed.split("|"):
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
