"""Percentages, for formulas such as ``19 % VAT``."""

from __future__ import annotations

import re
from decimal import Decimal

from feelint.money.lazy import Lazy
from feelint.money.numbers import SPACES, plain
from feelint.money.units import PERCENT

_NUMBER = Lazy(
    rf"(?<![\d.,A-Za-zÀ-ɏ])(?P<sign>[-−–+])?[{SPACES}]?(?P<digits>\d{{1,4}}(?:[.,٫]\d{{1,4}})?)(?={PERCENT.source})",
    re.IGNORECASE,
)


def percents(text: str) -> list[tuple[Decimal, tuple[int, int]]]:
    """All percentages in ``text``, ``8.25 %`` as 8.25, each with its place (number and percent sign)."""
    shadow = plain(text)
    found = []
    for match in _NUMBER.re.finditer(shadow):
        value = Decimal(match["digits"].replace(",", ".").replace("٫", "."))
        behind = PERCENT.re.match(shadow, match.end())
        if behind and match["sign"] and match["sign"] != "+":
            value = -value
        if behind:
            found.append((value, (match.start(), behind.end())))
    return found
