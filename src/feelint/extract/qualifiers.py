"""Words beside an amount that only say more of it, and do not name it."""

from __future__ import annotations

from feelint.extract.words import label_kind, signals


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
