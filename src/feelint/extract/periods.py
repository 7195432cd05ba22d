"""Stretches of time in a text: how many, of what. ``14 Tage``, ``12-month``, ``0か月``; and what a price is paid per."""

from __future__ import annotations

import re
from typing import NamedTuple

_NOUNS = {
    "day": r"days?|tage?n?|jours?|d[ií]as?|giorn[oi]|dag(?:en|ar|ars)?|dni|dzień|日間?",
    "week": r"weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken|week|tydzień|tygodni[ea]?|veck(?:a|or)|週間?",
    "month": r"months?|monate?n?|mois|mes(?:es)?|mes[ei]|maand(?:en)?|m[eê]s(?:es)?|miesi(?:ąc[ea]?|ęcy)|månad(?:er|ers)?|[かヶケカ]月間?",
    "year": r"years?|jahre?n?|ans?|années?|años?|ann[oi]|ja(?:ar|ren)|anos?|rok|lata|lat|år|年間?",
}
_COUNTED = {
    unit: re.compile(rf"(?<![\d.,])(\d{{1,3}})[\s\u00a0-]?(?:{nouns})(?![a-zà-ÿąćęłńóśźż])", re.I)
    for unit, nouns in _NOUNS.items()
}
_SHORTER = (
    r"hours?|hrs?|minutes?|mins?|nights?|stunden?|minuten?|std|nächten?|nacht|heures?|nuits?|horas?|minutos?|noches?|or[ae]"
    r"|minut[io]|nott[ei]|uur|uren|nachten|noites?|godzin[ay]?|minut[ay]?|noc(?:e|y)?|timm(?:e|ar)|dygn|nätter|natt|時間|分間?|泊"
)
_BEHIND = re.compile(rf"[\s\u00a0-]?(?:{_SHORTER}|{'|'.join(_NOUNS.values())})(?![a-zà-ÿąćęłńóśźż])", re.I)
_MONTHS = {"day": 0, "week": 0, "month": 1, "year": 12}


_PAID = {
    "year": r"year|annual|annum|/ ?yr|p\.? ?a\.|jahr|jähr|(?:/ ?|par |l')an\b|année|annuel|año|anual|ann[oi]\b|jaar|\bano\b|\brok|rocz|/ ?år|per år|årlig|年",
    "quarter": r"quarter|quartal|vierteljähr|trimest|kwarta|kvartal|四半期",
    "month": r"month|/ ?mo\b|/ ?mth|monat|mtl|\bmois\b|mensu|mensi|mensal|\bmes\b|\bmese\b|maand|\bmês\b|miesi|mies\.|månad|\bmån\b|月",
    "week": r"week|/ ?wk|woche|wöchent|semaine|hebdo|seman|settiman|tydzie|tygod|veck|週",
}
_PAID_PER = {unit: re.compile(words, re.I) for unit, words in _PAID.items()}

_DAY = re.compile(r"(?<!\d)(?:\d{1,2}[./]\d{1,2}(?:[./]\d{2,4}|\.)|\d{4}-\d{2}-\d{2}|\d{1,2}月\d{1,2}日)(?!\d)")
_MONTH = (
    r"(?:jan|gen|ene|sty|f[eé][bv]|lut|m[aä]r[czst]?|mrt|apr|abr|avr|kwi|ma[iyj]|mei|mag|ju[nil]|giu|lug|cze|lip|aug|ago|ao[uû]t|sie"
    r"|sep|set|wrz|o[ck]t|ott|out|paź|nov|lis|de[cz]|déc|dic|gru)[^\W\d_]{0,8}"
)
_DAY_OF = re.compile(rf"\b\d{{1,2}}\.?\s(?:de\s)?{_MONTH}\b|\b{_MONTH}\s\d{{1,2}}\b", re.I)


class Stretch(NamedTuple):
    """So many days, weeks, months or years."""

    number: int
    unit: str

    @property
    def months(self) -> int:
        """In whole months; 0 for days and weeks."""
        return self.number * _MONTHS[self.unit]


def stretches(text: str) -> tuple[Stretch, ...]:
    """All counted stretches of time in a text, days first."""
    return tuple(
        Stretch(int(match[1]), unit) for unit, pattern in _COUNTED.items() for match in pattern.finditer(text[:600])
    )


def is_time(text: str, end: int) -> bool:
    """Whether the number that ends at ``end`` counts a stretch of time, minutes to years: ``14 Tage``, ``24-hour``."""
    return bool(_BEHIND.match(text, end))


def paid_per(text: str) -> str:
    """The period that a text names first: week, month, quarter or year; empty if it names none."""
    places = {unit: match.start() for unit, pattern in _PAID_PER.items() if (match := pattern.search(text))}
    return min(places, key=lambda unit: places[unit], default="")


def dated(text: str) -> bool:
    """Whether a text names a day: in figures, or by its month."""
    return bool(_DAY.search(text) or _DAY_OF.search(text))
