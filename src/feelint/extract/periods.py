"""Stretches of time in a text: how many, of what. ``14 Tage``, ``12-month``, ``0か月``; and what a price is paid per."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

_NOUNS = {
    "day": r"days?|tage?n?|tägige[nrs]?|jours?|d[ií]as?|giorn[oi]|dag(?:en|ar|ars)?|dni|dniow\w+|dzień|日間?",
    "week": r"weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken|week|tydzień|tygodni[ea]?|veck(?:a|or)|週間?",
    "month": r"months?|monate?n?s?|monatige[nrs]?|mois|mes(?:es)?|mes[ei]|maand(?:en)?|m[eê]s(?:es)?|miesi(?:ąc[ea]?|ęcy)|miesięczn(?:y|a|ą|ego|ej|ym)|månad(?:er|ers)?|[かヶケカ箇]月(?!目)間?",
    "year": r"years?|jahre?[ns]?|jährige[nrs]?|ans?|années?|años?|ann[oi]|ja(?:ar|ren)|anos?|rok|roku|lata|lat|år|年(?!目)間?",
}
_NUMBERS = {
    1: r"one|eine[mnrs]?|ein|une?|un[ao]?|een|één|uma?|jeden|jednego|ett?",
    2: r"two|zwei|deux|dos|due|twee|dois|duas|dwa|dwie|två",
    3: r"three|drei|trois|tres|tre|drie|três|trzy",
    4: r"four|vier|quatre|cuatro|quattro|quatro|cztery|fyra",
    6: r"six|sechs|seis|sei|zes|sześć|sex",
    12: r"twelve|zwölf|douze|doce|dodici|twaalf|doze|dwanaście|tolv",
}
_PLACES = {
    2: r"other|second|zweite[nrs]?|drugi|annan|andra",
    3: r"third|dritte[nrs]?|tredje",
    4: r"fourth|vierte[nrs]?|fjärde",
    6: r"sixth|sechste[nrs]?|sjätte",
}
_END = "(?![a-zà-ÿąćęłńóśźż])"
_COUNT = rf"\d{{1,3}}|(?<![^\W\d_])(?:{'|'.join(_NUMBERS.values())})"
_UNIT = "|".join(f"(?P<{unit}>{nouns})" for unit, nouns in _NOUNS.items())
_COUNTED = re.compile(rf"(?<![\d.,])({_COUNT})[\s\u00a0-]?(?:{_UNIT}){_END}", re.I)
_SHORTER = (
    r"hours?|hrs?|minutes?|mins?|nights?|stunden?|minuten?|std|nächten?|nacht|heures?|nuits?|horas?|minutos?|noches?|or[ae]"
    r"|minut[io]|nott[ei]|uur|uren|nachten|noites?|godzin[ay]?|minut[ay]?|noc(?:e|y)?|timm(?:e|ar)|dygn|nätter|natt|時間|分間?|泊"
)
_BEHIND = re.compile(rf"[\s\u00a0-]?(?:{_SHORTER}|{'|'.join(_NOUNS.values())})(?![a-zà-ÿąćęłńóśźż])", re.I)
_MONTHS = {"day": 0, "week": 0, "month": 1, "year": 12}
_DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal("365.25") / 12, "year": Decimal("365.25")}


_PAID = {
    "day": r"per day|\ba day|/ ?day|daily|pro tag|/ ?tag\b|täglich|par jour|al d[ií]a\b|diari[oa]|al giorno|per dag|om dagen|por dia\b|dziennie|/ ?dzień|日額|毎日|/ ?日",
    "fortnight": r"fortnight|bi-?weekly|14-?tägig|zweiwöchentlich|bimensuel|quincenal|quinzenal|quindicinal|tweewekelijks|dwutygodniow|隔週",
    "year": r"year|annual|annum|/ ?yr|p\.? ?a\.|jahr|jähr|(?:/ ?|par |l')an\b|année|annuel|año|anual|anuidad|ann[oi]\b|annu[oaie]\b|jaar|/ ?jr\b|\bano\b|\brok|rocz|/ ?år|per år|årlig|årsvis|年",
    "half-year": r"half[- ]?year|bi-?annual|semi-?annual|halb(?:es )?jahr|halbjähr|semest|half ?jaar|pół ?ro|halvår|半年",
    "quarter": r"quarter|quartal|vierteljähr|trimest|kwarta|kvartal|四半期",
    "month": r"month|/ ?mo\b|/ ?mth|monat|mtl|\bmois\b|mensu|mensi|mensal|\bmes\b|\bmese\b|maand|\bp/m\b|\bmês\b|todos [ol]s meses|miesi|mies\.|månad|\bmån\b|月",
    "week": r"week|/ ?wk|woche|wöchent|semaine|hebdo|seman|settiman|tydzie|tygod|veck|週",
}
_PAID_PER = {name: re.compile(words, re.I) for name, words in _PAID.items()}
_OFTEN = {"fortnight": (2, "week"), "half-year": (6, "month"), "quarter": (3, "month")}
_EACH = r"every|each|per(?!\s+\d*\s?(?:giorn|settiman|mes|ann))|all[ea]|jede[nrs]?|tou(?:te)?s les|(?:a )?cada|ogni|elke|iedere|om de|co|var(?:t|je)?|de \w+ em"
_EVERY = (
    re.compile(
        rf"(?<![^\W\d_])(?:{_EACH})[\s\u00a0]+({_COUNT}|{'|'.join(_PLACES.values())})(?::[eae])?[\s\u00a0-]?(?:{_UNIT}){_END}",
        re.I,
    ),
    re.compile(rf"(\d{{1,3}})(?:{_UNIT})(?:ごと|毎|おき|に[1一](?:回|度))"),
)

_DAY = re.compile(r"(?<!\d)(?:\d{1,2}[./]\d{1,2}(?:[./]\d{2,4}|\.)|\d{4}-\d{2}-\d{2}|\d{1,2}月\d{1,2}日)(?!\d)")
_MONTH = (
    r"(?:jan|gen|ene|sty|f[eé][bv]|lut|m[aä]r[czst]?|mrt|apr|abr|avr|kwi|ma[iyj]|mei|mag|ju[nil]|giu|lug|cze|lip|aug|ago|ao[uû]t|sie"
    r"|sep|set|wrz|o[ck]t|ott|out|paź|nov|lis|de[cz]|déc|dic|gru)[^\W\d_]{0,8}"
)
_DAY_OF = re.compile(rf"\b\d{{1,2}}\.?\s(?:de\s)?{_MONTH}\b|\b{_MONTH}\s\d{{1,2}}\b", re.I)


class Stretch(NamedTuple):
    """So many days, weeks, months or years: how long something lasts, or every how long something is paid."""

    number: int
    unit: str

    @property
    def months(self) -> int:
        """In whole months; 0 for days and weeks."""
        return self.number * _MONTHS[self.unit]

    @property
    def days(self) -> Decimal:
        """In days, a month being a twelfth of 365.25."""
        return self.number * _DAYS[self.unit]

    @property
    def words(self) -> str:
        """In English, as a price is said to be paid per: ``month``, ``quarter``, ``4 weeks``."""
        named = next((name for name, often in _OFTEN.items() if often == self and name != "fortnight"), "")
        return named or (self.unit if self.number == 1 else self.length)

    @property
    def length(self) -> str:
        """In English, as a time that passes: ``1 month``, ``12 months``."""
        return f"{self.number} {self.unit}{'s' if self.number > 1 else ''}"

    def times(self, each: Stretch) -> int:
        """How often something that comes every ``each`` is paid while this lasts: 24 times a month in 2 years.

        Weeks do not go into months: 12 months are 13 times 4 weeks, as contracts count them; the nearest number.
        """
        if self.months and each.months:
            return -(-self.months // each.months)
        return max(1, int((self.days / each.days).quantize(Decimal(1), ROUND_HALF_UP)))


def stretches(text: str) -> tuple[Stretch, ...]:
    """All stretches of time that a text counts in figures, days first."""
    return tuple(one for (start, _), one in placed(text) if text[start].isdecimal())


def placed(text: str) -> tuple[tuple[tuple[int, int], Stretch], ...]:
    """All stretches of time in a text, counted in figures or words, days first, with where each begins and ends."""
    found = [(match.span(), _stretch(match)) for match in _COUNTED.finditer(text[:600])]
    return tuple(sorted(found, key=lambda one: list(_NOUNS).index(one[1].unit)))


def is_time(text: str, end: int) -> bool:
    """Whether the number that ends at ``end`` counts a stretch of time, minutes to years: ``14 Tage``, ``24-hour``."""
    return bool(_BEHIND.match(text, end))


def paid_per(text: str) -> str:
    """The period that a text names first: week, fortnight, month, quarter, half-year or year; empty if it names none."""
    return min((place, name) for place, name in [*_named(text), (len(text) + 1, "")] if name != "day")[1]


def cadence(text: str) -> Stretch | None:
    """Every how long a price is paid, as its words say first: ``alle 4 Wochen``, ``per quarter``; None if they do not."""
    counted = [(match.start(), -1, _stretch(match)) for one in _EVERY if (match := one.search(text))]
    named = [(place, 0, Stretch(*_OFTEN.get(name, (1, name)))) for place, name in _named(text)]
    return min(counted + named, default=(0, 0, None))[2]


def _stretch(match: re.Match[str]) -> Stretch:
    return Stretch(_number(match[1]), next(unit for unit in _NOUNS if match[unit]))


def _named(text: str) -> list[tuple[int, str]]:
    return [(match.start(), name) for name, pattern in _PAID_PER.items() if (match := pattern.search(text))]


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return next(n for table in (_NUMBERS, _PLACES) for n, words in table.items() if re.fullmatch(words, text, re.I))


def dated(text: str) -> bool:
    """Whether a text names a day: in figures, or by its month."""
    return bool(_DAY.search(text) or _DAY_OF.search(text))
