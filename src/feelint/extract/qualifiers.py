"""Words beside an amount that only say more of it, and do not name it."""

from __future__ import annotations

import re

from feelint.extract.words import SUMS, label_kind, signals

_ASIDE = re.compile(r"\s*(?:\([^()]*\)|（[^（）]*）|\[[^\[\]]*\])[\s.]*")


def only_qualifies(text: str) -> bool:
    """Whether words such as "incl. VAT" or "per kg" only say more of the price and do not name it."""
    match = label_kind(text)
    if match.included:
        return True
    found = signals(text)
    if match.kind == "tax":
        return bool(found & {"tax_incl", "tax_excl"})
    return match.kind == "unknown" and bool(
        match.role or found & {"tax_incl", "tax_excl", "per_unit", "from_price", "plus_fees"}
    )


def only_adds(text: str) -> bool:
    """The same of words in a line of their own: "plus delivery" there says what the amount beside is without."""
    return only_qualifies(text) or bool(signals(text) & {"plus_fees", "deferred_shipping"})


def is_aside(before: str, behind: str) -> bool:
    """Whether all that stands beside an amount is a remark in brackets that names no charge: "4.95 (to be confirmed)"."""
    return (
        not before.strip()
        and bool(_ASIDE.fullmatch(behind))
        and label_kind(behind.strip(" .()（）[]")).kind == "unknown"
    )


def sum_named(words: str) -> str:
    """The name before a colon where it is that of a sum, which the rest only explains: "Total: subtotal + delivery"."""
    name, colon, _ = words.partition(":")
    match = label_kind(name)
    return name if colon and match.kind in SUMS and match.certainty == "whole" else words
