"""Digit strings: every script's digits in one form, and what a string of digits and separators can mean."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from feelint.money.cldr import cldr
from feelint.money.lazy import Lazy

IGNORED = "\u2060"  # stands for every invisible mark
NBSP = "\u00a0"  # stands for every space that does not break
SPACES = f" {NBSP}{IGNORED}"
DECIMAL = "٫"  # a mark that is certainly decimal
SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LONGEST = 15  # digits; longer ones are no prices
LONGEST_BARE = 10  # without separators: longer ones are article numbers

_SAME = {
    "\n": "\t\r\v\f\u0085\u2028\u2029",
    " ": "\u3000",
    NBSP: "\u202f\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f",
    IGNORED: "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff",
    "'": "’‘ʼ′＇٬",
    "−": "﹣－➖⁻",
    "-": "‐‑",
    "–": "—―‒",
    "▲": "△▼",
    "~": "〜～∼",
    "%": "٪﹪％",
    "/": "⁄∕／",
    DECIMAL: "·",
    ",": "\u060c",
    "¥": "￥",
    "₩": "￦",
    "£": "￡",
    "¢": "￠",
}


@cache
def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {ord(zero) + value: str(value) for zero in cldr().zeros for value in range(10)}
    return table | {ord(other): one for one, others in _SAME.items() for other in others}


def plain(text: str) -> str:
    """The same text, character for character, with one form for all digits, spaces, dashes and widths."""
    return text if text.isascii() and text.isprintable() else text.translate(_table())


class Figure(NamedTuple):
    """``value``, or ``grouped`` if the one separator in it, ``mark``, stands between thousands."""

    value: Decimal
    grouped: Decimal | None = None
    mark: str = ""  # the decimal mark, certain if ``grouped`` is None


_WESTERN = Lazy(r"\d{1,3}(?:[ '.,]\d{3})+")
_INDIAN = Lazy(r"\d{1,2}(?:,\d{2})*,\d{3}")


def _is_grouped(digits: str) -> bool:
    return bool(_WESTERN.re.fullmatch(digits) or _INDIAN.re.fullmatch(digits))


def figure(digits: str) -> Figure | None:
    """Read one number in the plain form; None if no way of writing numbers gives it."""
    digits = digits.replace(NBSP, " ")
    if sum(map(str.isdigit, digits)) > LONGEST:
        return None
    marks = [c for c in digits if not c.isdigit()]
    if not marks and len(digits) > LONGEST_BARE:
        return None
    if not marks:
        return Figure(Decimal(digits))
    last = marks[-1]
    whole, _, tail = digits.rpartition(last)
    joined = Decimal("".join(filter(str.isdigit, digits)) or 0)
    if last in " '" or marks.count(last) > 1:
        return Figure(joined) if len(set(marks)) == 1 and _is_grouped(digits) else None
    value = joined.scaleb(-len(tail))
    if len(marks) > 1:
        return Figure(value, None, last) if len(set(marks)) == 2 and _is_grouped(whole) else None
    if last in ".," and len(tail) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
        return Figure(value, joined, last)
    return Figure(value, None, last)
