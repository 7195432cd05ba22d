"""Small words around amounts: of which unit it is the price, from-to, about."""

from __future__ import annotations

import re

from feelint.money.lazy import Lazy
from feelint.money.numbers import SPACES

_NOUNS = """
    hours? days? nights? weeks? months? years? mo yr wk hr persons? people adults? guests? child rooms? units? items? pieces? pcs? pc packs? pairs? tickets? seats? bottles? each
    stunde tag nacht woche monat jahr person stück stk flasche paar packung stück gast zimmer ticket einheit
    heure jour nuit semaine mois an année personne pièce unité adulte billet
    hora d[ií]a noche semana mes año persona unidad pieza adulto
    ora giorno notte settimana mese anno persona pezzo unità
    uur dag nacht week maand jaar persoon stuk
    hora dia noite semana m[eê]s ano pessoa unidade peça
    godzin[aęy] dzień noc tydzień miesiąc rok osob[aęy] sztuk[aęi] szt
    timme dygn dag natt vecka månad mån år person styck st
    kilo kilogram kilogramme quilo chilo etto hg metre meter metro metr mètre
    kg g mg l ml cl dl m m² m2 m³ km cm kwh min gb lb oz litre liter litro liters? litr
"""
_NOUN = "(?:" + "|".join(_NOUNS.split()) + r")\b\.?"
_COUNT = r"(?:\d{1,4}(?:[.,]\d{1,3})?\s?)?"
_MARK = rf"(?:[{SPACES}]?(?:\*{{1,3}}|[¹²³⁴⁵†‡]))?"
"""The mark of a footnote, which may stand between a price and its unit."""
_UNIT = Lazy(
    rf"{_MARK}[{SPACES}]{{0,2}}(?P<unit>"
    rf"/[ \u00a0]?{_COUNT}(?:[^\W\d_]{{1,14}}[²³23]?\.?)(?:[ \u00a0]?/[ \u00a0]?[^\W\d_]{{1,14}})?"
    rf"|(?:per|pro|je|par|por|al|alla|a|an|za|om|w|på|för|à la|la|les?|l'|el|o|im|in the|every|each|p/)[ \u00a0']{_COUNT}{_NOUN}"
    rf"(?:[ \u00a0](?:per|pro|und|and|et|par|por|/)[ \u00a0]{_NOUN})?"
    rf"|(?:each|ea|pp|p\.p\.|p\. ?P\.|pcm|p\.m\.|p/m|p\.a\.|monthly|monatlich|mtl\.?|m[aå]ned|yearly|jährlich|weekly|daily|mensuel|al mese|mensili|mensuales|miesięcznie|maandelijks)\b\.?"
    rf"|/?(?:月|月額|年|泊|人|個|本|枚|点|回|名|時間|日|kg|g)(?=[^\w]|$|あたり)"
    rf")",
    re.IGNORECASE,
)
APPROXIMATELY = Lazy(
    r"(?:~|≈|±|約|およそ|(?<!\w)(?:ca|circa|approx|approximately|about|around|roughly|env|environ|aprox|unos|ongeveer|około|ok|cerca de|ungefähr|etwa|rund)\.?)"
    rf"[{SPACES}]{{0,2}}$",
    re.IGNORECASE,
)
RANGE = Lazy(
    rf"[{SPACES}]{{0,2}}(?:[-–~]|(?<!\w)(?:to|bis|tot|till|til|do|à|a|al|até|hasta|から|through)(?!\w))[{SPACES}]{{0,2}}",
    re.IGNORECASE,
)
PERCENT = Lazy(
    rf"[{SPACES}]{{0,2}}(?:[%‰]|(?:prozent|percent|per cent|pour cent|por ciento|por cento|per cento|procent)\b)",
    re.IGNORECASE,
)
SPLIT_CENTS = Lazy(rf" (\d{{2}})(?=[{SPACES}]*(?:$|\n))")
_LETTER = r"[^\W\d_]"
MAGNITUDE = Lazy(
    rf"(?:[kKmMbB]|mm|bn|mn|tn|cr)(?!{_LETTER})|[{SPACES}]?"
    r"(?:(?:mio|mrd|mld|mln|tsd|bn|mn|mil)\b|(?i:thousand|milli|billi|miljo|milj\b|milh|milion|miliard|tys\b|tis[íi]c|lakh|crore))"
    r"|[{SPACES}]?(?:Mio|Mrd|Mld|Mln|Tsd|Mil)\b".replace("{SPACES}", SPACES)
)


def unit_behind(text: str, end: int) -> tuple[int, int] | None:
    """Where the unit stands that begins at ``end``, such as ``/kg``."""
    found = _UNIT.re.match(text, end)
    return found.span("unit") if found else None
