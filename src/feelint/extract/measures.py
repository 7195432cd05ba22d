"""Net quantities and what a unit price is the price of: ``6 x 0,5 l``, ``13,96 €/kg``, ``100gあたり``."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_UNITS = {
    "kg": ("kg", "1"), "kilo": ("kg", "1"), "kilogramm": ("kg", "1"), "g": ("kg", "0.001"), "gr": ("kg", "0.001"),
    "gramm": ("kg", "0.001"), "gram": ("kg", "0.001"), "grammes": ("kg", "0.001"), "mg": ("kg", "0.000001"),
    "kilogram": ("kg", "1"), "kilogramme": ("kg", "1"), "quilo": ("kg", "1"), "chilo": ("kg", "1"),
    "hg": ("kg", "0.1"), "etto": ("kg", "0.1"),
    "l": ("l", "1"), "liter": ("l", "1"), "litre": ("l", "1"), "liters": ("l", "1"), "litres": ("l", "1"),
    "litro": ("l", "1"), "litri": ("l", "1"), "litros": ("l", "1"), "litr": ("l", "1"), "litry": ("l", "1"),
    "dl": ("l", "0.1"), "cl": ("l", "0.01"), "ml": ("l", "0.001"),
    "m": ("m", "1"), "meter": ("m", "1"), "metre": ("m", "1"), "metro": ("m", "1"), "metr": ("m", "1"),
    "mètre": ("m", "1"),
    "m²": ("m²", "1"), "m2": ("m²", "1"), "qm": ("m²", "1"),
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_RUNNING_METRE = "(?-i:mb)|lfm"
_NUMBER = r"\d{1,5}(?:[.,]\d{1,3})?"
_END = r"(?![a-zà-ÿ²³23])"
_NET = re.compile(rf"(?<![\w.,/])(?:(\d{{1,2}})\s?[x×]\s?)?({_NUMBER})[\s\u00a0]?({_UNIT}){_END}(?!\s?=)", re.I)
_ABOUT = re.compile(
    r"(?:\b(?:ca|circa|approx|about|around|environ|env|aprox|ongeveer|około|ok|cerca de)\.?|約|~|≈)\s*$", re.I
)
_PIECES = r"each|ea|piece|pcs?|item|unit|stück|stk|pièce|unité|unidad(?:e)?|ud|pezzo|pz|stuk|st|szt|sztukę|sztuki|styck"
_RUNNING = r"(?:(?:lfd|lauf|laufende[nr]?)\.?[\s\u00a0])?"
_THE = r"(?:[€$£¥ł\d]|kr|eur)[\s\u00a0](?:le|la|les|el|o|a|il|lo|all?)[\s\u00a0]"
"""An article sets the measure right behind the amount only: ``2,10 € le litre``."""
_PER = re.compile(
    rf"(?:/|\b(?:per|pro|je|par|por|al|au|à|za|pr|the)\b|\ball['’]|{_THE})[\s\u00a0]?{_RUNNING}"
    rf"(?:({_NUMBER})?[\s\u00a0]?({_UNIT}|{_RUNNING_METRE}){_END}|(?P<piece>{_PIECES}){_END})"
    rf"|(?<![\w.,])({_NUMBER})[\s\u00a0]?({_UNIT})\s?=|(?<![\w.,])({_NUMBER})[\s\u00a0]?({_UNIT})[あ当]たり"
    r"|(?P<each>[\d£$€p]\s?each\b|(?<![\d.,])1?[個枚本点つ袋][あ当]たり)",
    re.I,
)


class Measure(NamedTuple):
    """So much of kg, l, m, m² or of pieces. ``small``: it was given in g, ml, cl or dl, as packaged goods are."""

    amount: Decimal
    unit: str
    small: bool = False


def quantities(text: str) -> tuple[Measure, ...]:
    """The quantities that a text names, those of unit prices and mere approximations excepted."""
    found = []
    for match in _NET.finditer(text):
        before = text[: match.start()].rstrip()
        if _ABOUT.search(before) or _PER.search(text[max(0, match.start() - 8) : match.end()]):
            continue
        one = _measure(match[2], match[3])
        found.append(one._replace(amount=one.amount * int(match[1] or 1)))
    return tuple(found)


def approximate(text: str) -> bool:
    """Whether a text gives a quantity only roughly."""
    return any(_ABOUT.search(text[: match.start()].rstrip()) for match in _NET.finditer(text))


def unit_basis(text: str) -> Measure | None:
    """Of how much the unit price in a text is the price; None if it names none."""
    match = _PER.search(text)
    if match is None:
        return None
    if match["piece"] or match["each"]:
        return Measure(Decimal(1), "piece")
    number, unit = next((match[at], match[at + 1]) for at in (1, 4, 6) if match[at + 1])
    return _measure(number or "1", unit)


def _measure(number: str, unit: str) -> Measure:
    base, factor = _UNITS.get(unit.lower(), ("m", "1"))
    amount = Decimal(number.replace(",", ".")) * Decimal(factor)
    return Measure(amount, base, Decimal(factor) < 1)
