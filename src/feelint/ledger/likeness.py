"""When two labels, kinds or amounts speak of the same thing."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from feelint.extract.lexicon import core
from feelint.extract.words import label_kind, signals
from feelint.model.words import ChargeKind
from feelint.money import Money, minor_digits

_NAMELESS = frozenset((ChargeKind.ITEM, ChargeKind.UNKNOWN, ChargeKind.SUBTOTAL, ChargeKind.TOTAL))
_FEES = frozenset((ChargeKind.PAYMENT_FEE, ChargeKind.HANDLING))
_SIGNS = frozenset("+&/~")
_SHORTEST = 4


@lru_cache(maxsize=8192)
def words(label: str) -> tuple[str, ...]:
    """The words of a label, without its amounts, numbers and signs."""
    return tuple(word for word in core(label) if word not in _SIGNS)


def same_label(one: str, other: str) -> bool:
    """Whether two labels are the same words: "Service fee" and "+ Service fee:"."""
    return bool(words(one)) and words(one) == words(other)


def related(one: str, other: str) -> bool:
    """Whether the words of one label are all among those of the other: "DHL" and "Delivery (DHL)"."""
    if same_label(one, other):
        return True
    short, long = sorted((words(one), words(other)), key=len)
    size = sum(map(len, short))
    return size >= (2 if _ideographic(short) else _SHORTEST) and set(short) <= set(long)


def about(text: str, label: str) -> bool:
    """Whether a text is little more than a label: "Add transport insurance" is, a sentence that mentions it is not."""
    longer, shorter = (sum(map(len, words(each))) for each in (text, label))
    return related(text, label) and longer <= 2 * shorter + 12


def _ideographic(tokens: Iterable[str]) -> bool:
    return any(token >= "\u3040" for token in tokens)


def named_kinds(kind: ChargeKind, also: Iterable[ChargeKind] = ()) -> frozenset[ChargeKind]:
    """The kinds that a line names; empty for an item and for what has no known kind."""
    return frozenset((kind, *also)) - _NAMELESS


def with_fee(kinds: frozenset[ChargeKind]) -> frozenset[ChargeKind]:
    """``kinds``, and fee beside the kinds that shops simply call a fee."""
    return kinds | {ChargeKind.FEE} if kinds & _FEES else kinds


@lru_cache(maxsize=8192)
def text_kinds(text: str, lang: str = "") -> frozenset[ChargeKind]:
    """Every kind of charge that a text speaks of."""
    found = {ChargeKind(kind) for kind in label_kind(text, lang or None).candidates}
    if signals(text) & {"tax_incl", "tax_excl"}:
        found.add(ChargeKind.TAX)
    return frozenset(found) - _NAMELESS


def compatible(one: frozenset[ChargeKind], other: frozenset[ChargeKind]) -> bool:
    """Whether nothing in the kinds speaks against the same charge: "Shipping" below "Tax" is no delivery."""
    return not one or not other or bool(one & other)


def cent(currency: str) -> Money:
    """The minor unit of a currency."""
    return Money(Decimal(1).scaleb(-minor_digits(currency)), currency)


def zero(currency: str) -> Money:
    """No money."""
    return Money(Decimal(0), currency)
