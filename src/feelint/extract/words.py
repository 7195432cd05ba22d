"""What the words on a page say: the kind of a charge, a price signal, what a control does, where a heading stands.

Everything here is a pure function of a text, in ten languages at once, with no notion of any shop. A word is evidence,
not proof: where shops use one word for two things, all readings are returned and arithmetic or position decides.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from feelint.extract.lexicon import (
    Entry,
    Span,
    Table,
    core,
    language,
    normalise,
    table,
    terms,
    tokens,
    with_nothing,
    without_amounts,
)

PriceRole = Literal["unit", "from", "reference", "recurring", "installment"]
Certainty = Literal["whole", "contained", "compound", "none"]

SUMS = frozenset({"subtotal", "total"})
KINDS = (
    "payment_fee", "deposit", "tip", "donation", "insurance", "duty", "tax", "discount", "fulfillment", "handling",
    "fee", "credit", "rounding", "addon", "item", "subtotal", "total",
)  # fmt: skip
"""The kinds a label can have, strongest first: the one that names a label holding several of them."""

_TIMES = re.compile(r"(?:^|\s)\d{1,4}(?:[.,]\d{1,3})?\s*[x×✕*]\s*\Z")
_PARTS = re.compile(r"[,;·•]\s|\s[–—-]\s")
_HELD = frozenset({"fee", "handling", "fulfillment"})
"""What a row may say to hold and still be the item's; of tax the reading of the bill decides."""
_SIGNS = {
    "×": "close",
    "✕": "close",
    "✖": "close",
    "✗": "close",
    "-": "quantity_minus",
    "−": "quantity_minus",
    "–": "quantity_minus",
}


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """What a label says about the amount beside it.

    ``candidates`` holds every reading the words allow, ``kind`` first; ``coverage`` is the share of the label's
    characters that the vocabulary knows; ``bundled`` is a tax and a fee in one line; ``included`` means that the label
    itself says that this amount is inside another one.
    """

    kind: str = "unknown"
    role: PriceRole | None = None
    certainty: Certainty = "none"
    bundled: bool = False
    included: bool = False
    candidates: tuple[str, ...] = ()
    coverage: float = 0.0
    lang: str | None = None


@lru_cache(maxsize=8192)
def label_kind(label: str, lang: str | None = None) -> LabelMatch:
    """The kind of charge or sum that ``label`` names; words of ``lang`` first, then those of all languages."""
    outer, inner = _split_parentheses(normalise(label))
    home = language(lang)
    role = _role(label)
    outer = _without_contents(outer, home)
    for text in (outer, f"{outer} {inner}"):
        words = _trimmed(core(text))
        match = _whole(words, home) or _contained(words, home) or _compound(words)
        if match:
            included = match.included or bool(match.kind not in SUMS and _says_included(inner))
            if role == "installment" and match.kind not in (*SUMS, "item", "unknown", "payment_fee"):
                role = None  # "Flat rate shipping": what names a charge is not paid in rates
            return _with(match, role, included, size=sum(map(len, words)))
    return LabelMatch(role=role)


def _without_contents(outer: str, home: str | None) -> str:
    """A label without the fees that it says behind a comma to hold: "Double room, resort fee included"."""
    first, *rest = _PARTS.split(outer)
    if not rest or not core(first) or _kind_spans(core(first), home):
        return outer
    held = [match for part in rest if (match := _contained(_trimmed(core(part)), home))]
    return first if held and all(match.included and match.kind in _HELD for match in held) else outer


@lru_cache(maxsize=8192)
def signals(text: str) -> frozenset[str]:
    """What a text says around a price: from_price, tax_incl, plus_fees, sold_out, ... (keys of ``[signal]``)."""
    full = tokens(text)
    words = without_amounts(full)
    found = _signals_in({full, words, with_nothing(text)})
    for span in _kind_spans(words, None):
        connector = _connector(words, span)
        kinds = {entry.key for entry in span.entries}
        if "tax" in kinds and connector in ("incl", "excl"):
            found.add(f"tax_{connector}")
        if kinds & {"fee", "fulfillment", "handling"} and connector in ("excl", "free"):
            found.add("plus_fees" if connector == "excl" else "free_claim")
    return frozenset(found)


_OPPOSITES = {
    "tax_incl": "tax_excl", "tax_excl": "tax_incl", "plus_fees": "free_claim", "free_claim": "plus_fees",
    "required_marker": "optional_marker", "optional_marker": "required_marker",
}  # fmt: skip


def _signals_in(sequences: set[tuple[str, ...]]) -> set[str]:
    """The keys of all terms found, but for a term that lies within a longer one that says the opposite."""
    found: set[str] = set()
    for words in sequences:
        spans = list(table("signal").every(words))
        for span in spans:
            around = {
                e.key for s in spans if s.start <= span.start and span.end <= s.end and s is not span for e in s.entries
            }
            found |= {e.key for e in span.entries if _OPPOSITES.get(e.key) not in around}
    return found


@lru_cache(maxsize=8192)
def control_classes(text: str) -> frozenset[str]:
    """The classes of what a control may do when pressed (keys of ``[control]``).

    A whole match decides alone; else every longest term inside counts. ``pay_verb`` is added whenever any word or stem
    for paying, ordering, buying or booking occurs at all: it is a fence, and misses nothing it knows.
    """
    full = tokens(text)
    words = _trimmed(without_amounts(full))
    if not words and text.strip() in _SIGNS:
        return frozenset({_SIGNS[text.strip()]})
    entire = table("control").whole(full) + table("control").whole(words)
    found = {e.key for e in entire} if entire else set(table("control").keys(full, words))
    if _has_pay_word(words):
        found.add("pay_verb")
    return frozenset(found)


@lru_cache(maxsize=2048)
def heading_stage(text: str) -> frozenset[str]:
    """The stages that a heading, step title or page title speaks of (keys of ``[heading]``).

    Bags and baskets are goods too: their words name the stage only where they make up most of the heading.
    """
    words = core(text)
    entire = table("heading").whole(_trimmed(words))
    if entire:
        return frozenset(e.key for e in entire)
    stages = table("heading").keys(words)
    if "basket" in stages and not any(_mostly(core(part), "basket") for part in re.split(r"[-:|(/\u2013\u2014]", text)):
        return stages - {"basket"}
    return stages


def _mostly(words: Sequence[str], key: str) -> bool:
    """Whether the terms of a key hold at least half of the letters."""
    spans = [span for span in table("heading").spans(words) if any(entry.key == key for entry in span.entries)]
    told = {at for span in spans for at in range(span.start, span.end)}
    return bool(told) and 2 * sum(len(words[at]) for at in told) >= sum(len(word) for word in words if len(word) > 2)


@lru_cache(maxsize=2048)
def blocker(text: str) -> frozenset[str]:
    """The reasons, told in a text, why the walk cannot go on (keys of ``[blocker]``)."""
    full = tokens(text)
    return table("blocker").keys(full, without_amounts(full))


def _split_parentheses(text: str) -> tuple[str, str]:
    inner = " ".join(re.findall(r"[(\[]([^()\[\]]*)[)\]]", text))
    return re.sub(r"[(\[][^()\[\]]*[)\]]", " ", text), inner


def _trimmed(words: Sequence[str]) -> tuple[str, ...]:
    signs = "&/~"
    kept = list(words)
    while kept and kept[0] in signs:
        kept.pop(0)
    while kept and kept[-1] in signs + "+":
        kept.pop()
    return tuple(kept)


def _with(match: LabelMatch, role: PriceRole | None, included: bool, size: int) -> LabelMatch:
    coverage = round(min(match.coverage / size, 1.0), 3) if size else 0.0
    return LabelMatch(
        match.kind, role, match.certainty, match.bundled, included, match.candidates, coverage, match.lang
    )


def _role(label: str) -> PriceRole | None:
    full = tokens(label)
    roles = table("role").keys(full, without_amounts(full))
    if _TIMES.search(label):
        roles = roles | {"unit"}  # "Qty: 2 x" stands before the price of one
    order: tuple[PriceRole, ...] = ("installment", "recurring", "reference", "unit", "from")
    return next((role for role in order if role in roles), None)


def _at_home(entries: Iterable[Entry], home: str | None) -> tuple[Entry, ...]:
    listed = tuple(entries)
    return tuple(e for e in listed if e.lang == home) or listed


def _whole(words: tuple[str, ...], home: str | None) -> LabelMatch | None:
    entries = _at_home(table("kind").whole(words), home)
    if not entries:
        return None
    keys = {e.key for e in entries}
    return _match(keys, "whole", sum(map(len, words)), entries[0].lang, also=_also(words, home))


def _also(words: tuple[str, ...], home: str | None) -> set[str]:
    return {e.key for e in _at_home(table("also").whole(words), home)}


def _kind_spans(words: Sequence[str], home: str | None) -> list[Span]:
    spans = table("kind").spans(words)
    if home is None:
        return spans
    own = [Span(s.start, s.end, e) for s in spans if (e := tuple(x for x in s.entries if x.lang == home))]
    return own or [s for s in spans if s.size >= 4 or any(e.key == "tax" for e in s.entries)]


def _contained(words: tuple[str, ...], home: str | None) -> LabelMatch | None:
    spans = _kind_spans(words, home)
    if not spans:
        return None
    if (summed := _before_its_tax(words, spans, home)) is not None:
        return summed
    bound = {span: _connector(words, span) for span in spans}
    heads = [span for span in spans if bound[span] is None]
    included = not heads and "incl" in bound.values()
    keys = {entry.key for span in heads or spans for entry in span.entries}
    if keys <= SUMS and "excl" in bound.values():
        keys = {"subtotal"}
    also = {key for span in heads or spans for key in _also(words[span.start : span.end], home)}
    if "fee" in keys and _has_payment_word(words):
        keys.add("payment_fee")
    size = sum(span.size for span in spans)
    return _match(keys, "contained", size, spans[0].entries[0].lang, included=included, also=also)


def _before_its_tax(words: tuple[str, ...], spans: Sequence[Span], home: str | None) -> LabelMatch | None:
    """A sum that says behind its own name which tax it holds: "To pay, includes VAT of". It may be that tax, too."""
    tax = next((s for s in spans if s.start and all(e.key == "included_tax" for e in s.entries)), None)
    name = _trimmed(words[: tax.start]) if tax else ()
    match = _whole(name, home) or _contained(name, home)
    if match is None or match.kind not in SUMS:
        return None
    return replace(match, certainty="contained", candidates=(match.kind, "tax", *match.candidates[1:]))


def _match(
    keys: set[str],
    certainty: Certainty,
    size: int,
    lang: str | None,
    *,
    included: bool = False,
    also: Iterable[str] = (),
) -> LabelMatch:
    included = included or "included_tax" in keys
    keys = {"tax" if key == "included_tax" else key for key in keys}
    bundled = "tax" in keys and bool(keys & {"fee", "payment_fee"})
    ordered = [kind for kind in KINDS if kind in keys]
    if bundled:
        ordered = ["fee", *(kind for kind in ordered if kind != "fee")]
    others = [kind for kind in KINDS if kind in also and kind not in keys]
    if ordered[0] in SUMS:
        others += [kind for kind in ("subtotal", "total") if kind not in ordered and kind not in others]
    return LabelMatch(ordered[0], None, certainty, bundled, included, (*ordered, *others), size, lang)


def _connector(words: Sequence[str], span: Span) -> str | None:
    """How a span hangs on the rest: ``incl``, ``excl``, ``free`` or ``aside`` (after discount); None if it stands."""
    before: tuple[int, str] | None = None
    for found in _connectors(tuple(words)):
        for key, _, side in (entry.key.partition("_") for entry in found.entries):
            leads = side == "pre" or (not side and found.end < len(words))
            if leads and found.end <= span.start:
                before = max(before or (0, key), (found.end, key), key=lambda pair: pair[0])
            elif not leads and before is None and 0 <= found.start - span.end <= 1:
                return key
    return before[1] if before else None


@lru_cache(maxsize=1024)
def _connectors(words: tuple[str, ...]) -> list[Span]:
    return table("connect").spans(words)


def _says_included(text: str) -> bool:
    """Whether a parenthesis says "included" of the label itself, and not of something that it names."""
    words = core(text)
    return any(key.startswith("incl") for key in table("connect").keys(words)) and not table("kind").spans(words)


def _has_payment_word(words: Sequence[str]) -> bool:
    return bool(table("payment").keys(words))


@cache
def _compounds() -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    heads, modifiers = (
        tuple(sorted(((term, key) for _, key, term in terms(s)), key=lambda pair: -len(pair[0])))
        for s in ("head", "modifier")
    )
    return heads, modifiers


def _sharpens(part: str, beginning: str) -> bool:
    return beginning.startswith(part) or (len(part) > 3 and beginning.endswith(part))


def _compound(words: tuple[str, ...]) -> LabelMatch | None:
    """A word such as Versandkostenpauschale: its end names the kind, its beginning may sharpen a mere fee."""
    heads, modifiers = _compounds()
    keys: set[str] = set()
    size = 0
    for word in words:
        head = next(((end, kind) for end, kind in heads if len(word) > len(end) + 1 and word.endswith(end)), None)
        if head is None:
            continue
        start = word[: -len(head[0])]
        sharper = next((kind for part, kind in modifiers if _sharpens(part, start)), None)
        keys.add(sharper if sharper and head[1] == "fee" else head[1])
        size += len(word)
    return _match(keys, "compound", size, None) if keys else None


@cache
def _stems() -> tuple[str, ...]:
    return tuple(term for _, _, term in terms("stem"))


def _has_pay_word(words: Sequence[str]) -> bool:
    return any(word.startswith(_stems()) for word in words) or bool(_pay_words().keys(words))


@cache
def _pay_words() -> Table:
    return Table(terms("pay"))
