"""What in one pack file denies something else in it. Packs that contradict one another do not: the strictest holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelint.policy.packs import Pack

METHODS = frozenset({
    "any", "card", "consumer-card", "commercial-card", "credit-card", "debit-card", "prepaid-card", "visa", "mastercard",
    "amex", "eftpos", "sepa", "bank-transfer", "direct-debit", "local-transfer", "e-money", "paypal", "wallet", "crypto",
    "invoice", "instalment", "cash", "cash-on-delivery", "cheque", "voucher", "conversion",
})  # fmt: skip
"""The words by which a pack may name means of payment."""
_ALWAYS = ("excluded_kinds", "excluded_if_disclosed")
_INSIDE = (
    ("tax_in_price", ("must-include",), "tax", _ALWAYS),
    ("shipping_in_price", ("must-include",), "fulfillment", (*_ALWAYS, "excluded_if_not_calculable")),
    (
        "shipping_in_price",
        ("must-include-if-calculable", "must-include-if-fixed", "only-if-not-calculable"),
        "fulfillment",
        _ALWAYS,
    ),
    ("handling_in_price", ("must-include",), "handling", _ALWAYS),
)
"""A parameter, the words of it that put a kind of charge into the price, the kind, and the lists that let it stay out."""
Told = tuple[str, Sequence[str]]
"""What is wrong, and the keys that lead to where it stands."""


def contradictions(pack: Pack, raw: Mapping[str, Any]) -> Iterator[Told]:
    """Each contradiction of a pack; ``raw`` is its file as read, in which the dated entries stand as written."""
    if pack.effective_from and pack.effective_to and pack.effective_to < pack.effective_from:
        yield f"effective_to {pack.effective_to} is before effective_from {pack.effective_from}", ["effective_to"]
    for sector in sorted({*pack.sectors} & {*pack.exempt_sectors}):
        yield f"the sector {sector!r} is both held and exempted", ["exempt_sectors"]
    for epoch in pack.params:
        for name, words, kind, lists in _INSIDE:
            word = getattr(epoch.values, name)
            outside = next((one for one in lists if kind in getattr(epoch.values, one)), "")
            if word in words and outside:
                yield f"{name} = {word!r}, but {outside} lets {kind!r} stand outside the price", ["params", outside]
    for key, value in raw.get("params", {}).items():
        entries = [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []
        yield from _dated(key, entries)
        if key == "card_surcharge":
            for at, entry in enumerate(entries):
                yield from ((said, ["params", key, str(at), word]) for said, word in _surcharge(entry))


def _dated(key: str, entries: Sequence[Mapping[str, Any]]) -> Iterator[Told]:
    begun: dict[tuple[str, ...], int] = {}
    for at, entry in enumerate(entries):
        start, end = entry.get("from", date.min), entry.get("until", date.max)
        if end <= start:
            yield f"{key}: until {end} is not after from {start}", ["params", key, str(at), "until"]
        about = (str(entry.get("methods")), str(entry.get("regions")), str(start))
        if (first := begun.setdefault(about, at)) != at:
            since, word = (f"from {start}", "from") if "from" in entry else ("without a first day", "methods")
            said = f"{key}: entries {first + 1} and {at + 1} both hold {since}, for the same"
            yield said, ["params", key, str(at), word]


def _surcharge(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    capped = entry.get("cap_percent") is not None or bool(entry.get("cap_cost"))
    policy = entry.get("policy")
    if capped and policy != "capped":
        yield f"card_surcharge: policy {policy!r} has no cap", "policy"
    if policy == "capped" and not capped:
        yield "card_surcharge: policy 'capped' needs cap_percent or cap_cost", "policy"
    for word in entry.get("methods", ()):
        if word not in METHODS:
            yield (
                f"card_surcharge: no means of payment is called {word!r}; known: {', '.join(sorted(METHODS))}",
                "methods",
            )
