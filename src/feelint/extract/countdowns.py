"""Clocks that run out on an offer: their words and how many seconds they show."""

from __future__ import annotations

import re
from typing import NamedTuple

from feelint.extract.promises import promises

_CLOCK = re.compile(r"(?<![\d:.,])(?:(\d{1,3})\s?:\s?)?(?:(\d{1,2})\s?:\s?)?(\d{1,2})\s?:\s?(\d{2})(?![\d:])")
_UNITS = (
    (86400, r"d|days?|tage?n?|jours?|j|d[ií]as?|giorni?o?|g|dagen|dagar?|dni|日"),
    (3600, r"h|hrs?|hours?|std\.?|stunden?|heures?|horas?|or[ae]|uur|uren|u|godz\.?|godzin[ay]?|tim(?:mar|me)?|時間"),
    (60, r"m|mins?|minutes?|minuten?|minutos?|minut[ioy]?|分"),
    (1, r"s|secs?|seconds?|sek\.?|sekunden?|secondes?|segundos?|second[oi]|seconden|sekund[ay]?|sekunder|秒"),
)
_PARTS = tuple((size, re.compile(rf"(?<!\d)(\d{{1,3}})\s?(?:{noun})(?![a-zà-ÿ])", re.I)) for size, noun in _UNITS)
_LINES = 9
"""How many short lines a clock may be set in: a number and its word for each of four units, and one over."""


class Countdown(NamedTuple):
    """A clock: the words that announce it, the seconds left, and whether it counts seconds; ``said`` is what the page says."""

    words: str
    seconds: int
    exact: bool
    said: str = ""


def countdowns(text: str) -> tuple[Countdown, ...]:
    """The clocks of a page's visible text (a run to a line) that run out on an offer; held baskets are no offers."""
    lines = text.split("\n")
    found = []
    for at, line in enumerate(lines):
        said = promises(line) if len(line) <= 200 else frozenset()
        if "deadline" not in said or "hold" in said:
            continue
        digits = "" if clock(line) else _joined(lines[at + 1 : at + 1 + _LINES])
        read = clock(digits or line)
        if read is not None:
            words = re.sub(r"[\W_]+", " ", re.split(r"\d", line.casefold(), maxsplit=1)[0]).strip()
            found.append(Countdown(words, *read, f"{line} {digits}".strip()))
    return tuple(found)


def held(text: str) -> bool:
    """Whether a clock of a page's visible text says how long a basket or a seat is held."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if len(line) <= 200 and "hold" in promises(line):
            return clock(line) is not None or clock(_joined(lines[at + 1 : at + 1 + _LINES])) is not None
    return False


def clock(text: str) -> tuple[int, bool] | None:
    """The seconds that a clock shows, and whether it counts them; None if the text holds no clock."""
    if match := _CLOCK.search(text):
        parts = [int(part) for part in match.groups() if part is not None]
        sizes = (86400, 3600, 60, 1)[-len(parts) :]
        return sum(part * size for part, size in zip(parts, sizes, strict=True)), True
    read = [(int(match[1]) * size, size) for size, pattern in _PARTS if (match := pattern.search(text))]
    if len(read) < 2:
        return None
    return sum(seconds for seconds, _ in read), any(size == 1 for _, size in read)


def _joined(lines: list[str]) -> str:
    """The short lines right below, up to the first long one."""
    kept: list[str] = []
    for line in lines:
        if len(line) > 12:
            break
        kept.append(line)
    return " ".join(kept)
