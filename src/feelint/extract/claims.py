"""What a text claims about fees, delivery and duties; which means of payment it names; what a price is for.

Words of ten languages, in the sections ``[claim]``, ``[method]`` and ``[basis]`` of the vocabulary. Evidence, not proof.
"""

from __future__ import annotations

import re
from functools import lru_cache

from feelint.extract.lexicon import core, table, tokens, without_amounts
from feelint.extract.sentences import sentences

_LONGEST = 600
_NOTHING = re.compile(
    r"(?<![\d.,])(?:[$€£¥]\s?0(?:[.,]00?)?(?![\d.,]\d)(?!\d)|0(?:[.,]00?)?\s?(?:[€円]|zł|kr\b|eur\b|usd\b|gbp\b|pln\b))",
    re.I,
)
_FREE_HERE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_CARDS = frozenset({"card", "credit-card", "debit-card", "prepaid-card", "commercial-card"})
_BRANDS = frozenset({"visa", "mastercard", "amex", "eftpos"})


@lru_cache(maxsize=16384)
def phrases(text: str) -> tuple[str, ...]:
    """The sentences of a text, so that one does not lend its words to another."""
    return tuple(part for start, end in sentences(text) if (part := text[start:end].strip()))


@lru_cache(maxsize=8192)
def claims(text: str) -> frozenset[str]:
    """The keys of ``[claim]`` that one phrase speaks of: no_fees, free_delivery, duty_included, required_by_law, …

    ``condition``, ``limit`` (the words beside a sum from which, or up to which, it is so) and ``short`` (how much is still
    missing to it) are there only beside another claim, and in that one's language. "No fees" beside a means of payment speaks of that one, and says nothing of the order.
    """
    text = text[:_LONGEST]
    words = tokens(_NOTHING.sub("無料" if _FREE_HERE.search(text) else " free ", text))
    spans = {s for sequence in {words, without_amounts(words)} for s in table("claim").spans(sequence)}
    entries = {entry for span in spans for entry in span.entries}
    langs = {entry.lang for entry in entries if entry.key not in ("condition", "limit", "short")}
    found = {entry.key for entry in entries if entry.lang in langs}
    if "no_fees" in found and payment_methods(text):
        found.discard("no_fees")
    return frozenset(found)


@lru_cache(maxsize=4096)
def payment_methods(text: str) -> frozenset[str]:
    """The means of payment that a text names, as packs call them: credit-card, visa, bank-transfer, wallet, …"""
    return frozenset(
        key.replace("_", "-") for key in table("method").keys(core(text[:_LONGEST]), tokens(text[:_LONGEST]))
    )


@lru_cache(maxsize=4096)
def price_bases(text: str) -> frozenset[str]:
    """What a text says that a price is for: night, person, month, week, day, year, way."""
    words = tokens(text[:_LONGEST])
    return table("basis").keys(words, without_amounts(words))


def described(named: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of packs that surely fit a payment option that names these methods, and those that may fit it.

    A card of no brand is taken to be a Visa or Mastercard too, and a card of no sort to be a credit card; that it is a
    debit or prepaid card as well is possible only. What is not called a company's is a consumer's.
    """
    sure, perhaps = set(named), set[str]()
    brands, sorts = named & _BRANDS, named & _CARDS - {"card"}
    if brands or sorts or "card" in named:
        sure.add("card")
        if "commercial-card" not in named and brands != {"amex"}:
            sure.add("consumer-card")
        if not brands:
            sure |= {"visa", "mastercard"}
        if not sorts:
            (sure if not brands or brands == {"amex"} else perhaps).add("credit-card")
            perhaps |= {"debit-card", "prepaid-card"} if brands != {"amex"} else set()
    if named & {"bank-transfer", "direct-debit"}:
        sure.add("sepa")
    if named & {"paypal", "wallet"}:
        sure |= {"wallet", "e-money"}
    return frozenset(sure), frozenset(perhaps - sure)
