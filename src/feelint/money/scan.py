"""From plain text to numbers with the currency marks that belong to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from feelint.money.cldr import Habits
from feelint.money.lazy import Lazy
from feelint.money.marks import Mark, Marks, currencies_of_dash, expected, is_cased, marks
from feelint.money.money import minor_digits
from feelint.money.numbers import DECIMAL, IGNORED, NBSP, SPACES, SUPERSCRIPT, Figure, figure
from feelint.money.units import PERCENT

NUMBER = Lazy(
    rf"""(?P<digits>
        (?!(?<=\d[€$£])\d\d[ {NBSP}])                           # 449€95 529€99: the 95 are cents
        [1-9]\d{{0,2}}(?P<sep>[ {NBSP}'])\d{{3}}(?:(?P=sep)\d{{3}})*(?!\d)(?:[.,٫]\d+)?   # 1 234 567,89
      | \d{{1,9}}\ [.,]\ ?\d{{2}}(?![\d.,])                 # 12 . 50, taken apart by markup
      | \d+(?:[.,'٫]\d+)*
      | (?<![^\s$€£¥₹+\-–−(])\.\d{{1,2}}(?!\d)              # .99
    )
    (?P<tail>[.,:][-–−]{{1,2}}(?!\d) | \ ?[.,:]\ ?[-–−]{{1,2}}(?!\ ?\d) | /[-=](?!\w) | [{SUPERSCRIPT}]{{2}})?      # 5,-  5.–  500/-  12⁹⁹""",
    re.VERBOSE | re.ASCII,
)
_LARGE = "万萬億亿千百兆만천억백"
_BLOCKING = "#№@_\\^" + _LARGE
_MINUS_BEHIND = Lazy(rf"[{SPACES}]?[-–−]")
_ENDS = Lazy(rf"[{SPACES}*)]*(?:$|\n)")
_COMPOUND = Lazy(r"[-–]?[^\W\d_]")
_PARTED = Lazy(rf"{NBSP}\d")  # digits held together in groups that are no thousands
_CODE_BEFORE = Lazy(r"\d[-–]")
_DATE_BEFORE = Lazy(r"\d[-–./]\d+[-–]$")
_CODE_AFTER = Lazy(r"[-–]\d")
_WORD = Lazy(rf"[{SPACES}]*[^\W\d_]")
_LOST_SPACE = Lazy(r"[^\W\d_]{2}[a-zà-ÿ]$")
_KRONOR = Lazy(rf"(?<![\d:.,])(\d{{1,5}}):(\d{{2}})(?=[{SPACES}]*(?:kr\b|SEK\b|/))")  # 59:95 kr
_GAP = SPACES + "\n"
DASHES = ("-", "–", "−")
SIGNS = "-–−▲+"
_LOOSE = {IGNORED: 0, NBSP: 1, " ": 2, "\n": 6, ":": 1, ")": 1, "]": 1}


class Placed(NamedTuple):
    """A mark where it stands."""

    start: int
    end: int
    text: str
    mark: Mark
    loose: int  # how far from the number; 0 is glued
    sign: int = -1  # where a sign stands between mark and number


@dataclass(slots=True)
class Number:
    """A number with the marks that belong to it; positions are those of the text."""

    start: int
    end: int  # of the digits
    stop: int  # of "5,-" and of a minus behind
    figure: Figure
    other: Figure | None = None  # if a space in it may part two numbers
    blocked: bool = False  # part of a code, a date, a percentage
    whole: bool = True  # no decimals written, nor a dash for them
    trailing: int = -1  # where a minus stands behind
    prefix: Placed | None = None
    suffix: Placed | None = None
    rival: Number | None = None  # the mark may belong to this next number instead

    @property
    def marked(self) -> bool:
        return self.prefix is not None or self.suffix is not None


class Scanner:
    """Finds the numbers of one plain text, and gives each currency mark to one of them."""

    def __init__(self, text: str, habits: Habits, currency: str | None) -> None:
        self.text = _KRONOR.re.sub(r"\1,\2", text) if "SEK" in (currency, habits.currency) else text
        self.habits = habits
        self.currency = currency
        self.table: Marks = marks()

    def numbers(self) -> list[Number]:
        """All numbers that could be amounts, each with its marks, if it has any."""
        found = [number for match in NUMBER.re.finditer(self.text) if (number := self._number(match))]
        before = [self._wider(symbol) if (symbol := self._before(number)) else None for number in found]
        after = [self._after(number, marked=mark is not None) for number, mark in zip(found, before, strict=True)]
        for i, number in enumerate(found):
            ahead, behind = before[i], after[i]
            if ahead and not (i and (last := after[i - 1]) and _overlap(last, ahead)):
                number.prefix = ahead
            if not behind:
                continue
            following = before[i + 1] if i + 1 < len(found) else None
            if following and _overlap(behind, following):
                self._share(number, found[i + 1], behind, following, contested=after[i + 1] is None)
            else:
                self._close(number, behind)
        for number in found:
            self._mark_by_dash(number)
        return [n for n in found if n.prefix or not n.blocked]

    def _number(self, match: re.Match[str]) -> Number | None:
        text, start, end = self.text, *match.span("digits")
        digits, tail = match["digits"], match["tail"] or ""
        if "." in digits or "," in digits:
            digits = digits.replace(" .", ".").replace(" ,", ",").replace(". ", ".").replace(", ", ",")
        if tail and tail[0] in SUPERSCRIPT:
            digits += DECIMAL + "".join(str(SUPERSCRIPT.index(c)) for c in tail)
        read = figure(digits)
        if (
            read is None
            or _PARTED.re.match(text, end)
            or (start > 1 and _PARTED.re.match(text, start - 1) and text[start - 2].isdigit())
        ):
            return None
        number = Number(start, end, match.end(), read, whole=(not read.mark or read.grouped is not None) and not tail)
        number.blocked = self._blocked(start, end)
        if match["sep"] == " " and not self.habits.spaced:
            number.other = figure(digits.rpartition(" ")[2])
        return number

    def _blocked(self, start: int, end: int) -> bool:
        text = self.text
        ahead, behind = text[max(start - 2, 0) : start], text[end : end + 2]
        if ahead and (ahead[-1] in _BLOCKING or (ahead[0].isdigit() and ahead[-1] in ".,:/'")):
            return True
        if behind and (behind[0] in _LARGE or (behind[-1].isdigit() and behind[0] in ".,:/'")):
            return True
        if PERCENT.re.match(text, end):
            return True
        if _CODE_BEFORE.re.fullmatch(ahead):
            return bool(_CODE_AFTER.re.match(behind) or _DATE_BEFORE.re.search(text[max(start - 12, 0) : start]))
        return False

    def _before(self, number: Number) -> Placed | None:
        text, gap = self.text, _gap_before(self.text, number.start)
        sign = -1
        if gap and text[gap - 1] in SIGNS:
            sign = gap - 1
            further = _gap_before(text, sign)
            if gap < number.start and further < sign:
                return None  # a dash with space on both sides parts the two
            gap = further
        elif gap and text[gap - 1] in ":)]":
            gap = _gap_before(text, gap - 1)
            gap = gap - 1 if gap and text[gap - 1] in ")]" else gap
        if text[gap - 1 : gap] not in self.table.lasts:
            return None
        for length in self.table.lasts[text[gap - 1]]:
            start = gap - length
            if start < 0:
                continue
            written = text[start:gap].replace(NBSP, " ")
            mark = self.table.exact.get(written) or (self.table.words.get(written.lower()) if length > 2 else None)
            if mark and not mark.places and not self._runs_on(start - 1, start) and self._counts(mark, number):
                return Placed(start, gap, written, mark, _looseness(text[gap : number.start]), sign)
        return None

    def _wider(self, placed: Placed) -> Placed:
        """``USD $5``: an ISO code before the sign decides what the sign means."""
        if placed.mark.exact or len(placed.mark.codes) < 2:
            return placed
        gap = _gap_before(self.text, placed.start)
        code = self.text[max(gap - 3, 0) : gap]
        mark = self.table.exact.get(code)
        if mark and mark.exact and mark.codes[0] in placed.mark.codes and not self._runs_on(gap - 4, gap - 3):
            return placed._replace(start=gap - 3, text=code, mark=mark)
        return placed

    def _after(self, number: Number, *, marked: bool) -> Placed | None:
        placed = self._mark_at(_gap_after(self.text, number.stop), number)
        if placed or number.stop != number.end or not (minus := _MINUS_BEHIND.re.match(self.text, number.end)):
            return placed
        placed = self._mark_at(_gap_after(self.text, minus.end()), number)
        further = _gap_after(self.text, placed.end) if placed and marked else placed.end if placed else 0
        if placed and self.text[further : further + 1].isdigit():
            return None  # $99-$149, and R$ 40 – R$ 80: each has its mark before it
        if placed and _COMPOUND.re.match(self.text, placed.end):
            return placed  # 10-Euro-Gutschein
        if number.whole and self.habits.currency == "JPY" and not placed:
            number.stop = minus.end()  # ¥1,980- is how Japanese shops end a price
        elif placed or (minus[0][0] not in f" {NBSP}" and _ENDS.re.match(self.text, minus.end())):
            number.trailing, number.stop = minus.end() - 1, minus.end()
        return placed

    def _mark_at(self, start: int, number: Number) -> Placed | None:
        text = self.text
        if text[start : start + 1] in self.table.firsts:
            window = text[start : start + self.table.longest].replace(NBSP, " ")
            for length in self.table.firsts[window[0]]:
                end, written = start + length, window[:length]
                if len(written) < length:
                    continue
                mark = self.table.exact.get(written) or self.table.words.get(written.lower())
                if mark and not self._runs_on(end - 1, end) and self._counts(mark, number):
                    return self._narrower(Placed(start, end, written, mark, _looseness(text[number.stop : start])))
        return None

    def _narrower(self, placed: Placed) -> Placed:
        """``5 $ CAD``: an ISO code behind the sign decides what the sign means."""
        if placed.mark.exact or len(placed.mark.codes) < 2:
            return placed
        gap = _gap_after(self.text, placed.end)
        code = self.text[gap : gap + 3]
        mark = self.table.exact.get(code)
        if mark and mark.exact and mark.codes[0] in placed.mark.codes and not self._runs_on(gap + 2, gap + 3):
            return placed._replace(end=gap + 3, text=code, mark=mark)
        return placed

    def _runs_on(self, left: int, right: int) -> bool:
        """The letters on both sides belong to one word."""
        if left < 0 or right >= len(self.text):
            return False
        one, two = self.text[left], self.text[right]
        return is_cased(one) and is_cased(two) and not (one.islower() and two.isupper())

    def _counts(self, mark: Mark, number: Number) -> bool:
        if mark.places and not (0 <= number.figure.value < 100):
            return False
        if mark.weak or (
            mark.wordlike and -int(number.figure.value.as_tuple().exponent) != minor_digits(mark.codes[0])
        ):
            return expected(mark, self.habits, self.currency)
        return True

    def _close(self, number: Number, behind: Placed) -> None:
        """Take a mark behind the number, if it does not contradict the one before."""
        ahead = number.prefix
        if ahead is None:
            if not self._glued_word(number):
                number.suffix = behind
        elif not behind.mark.places and set(ahead.mark.codes) & set(behind.mark.codes):
            number.suffix = behind

    def _mark_by_dash(self, number: Number) -> None:
        """``199:-`` and ``5,–`` are prices without a symbol, in the countries where prices are written so."""
        tail = self.text[number.end : number.stop]
        if (
            number.marked
            or number.blocked
            or number.trailing >= 0
            or tail[-1:] not in DASHES
            or self._glued_word(number)
        ):
            return
        known = self.currency or self.habits.currency
        if known in currencies_of_dash(tail[0]):
            codes: tuple[str, ...] = (known,)
        elif known is None and tail[0] == ":":
            codes = currencies_of_dash(":")
        else:
            return
        number.suffix = Placed(number.end, number.stop, tail, Mark(codes), 0)

    def _glued_word(self, number: Number) -> bool:
        """``A4 €``, ``iPhone14 €``: letters run into the number. ``Total49,00 €`` only lost its space."""
        start, text = number.start, self.text
        if not start or not is_cased(text[start - 1]):
            return False
        if text[start - 1] in "x" and (start < 2 or not text[start - 2].isalpha()):
            return not (start > 1 and (text[start - 2].isdigit() or text[start - 2] in f" {NBSP}") and not number.whole)
        return number.whole and not _LOST_SPACE.re.search(text, max(start - 8, 0), start)

    def _share(self, number: Number, following: Number, behind: Placed, ahead: Placed, *, contested: bool) -> None:
        """One mark stands between two numbers: decide whose it is."""
        before = number.prefix
        if before:
            if behind.mark.exact and not before.mark.exact and ahead.start <= behind.start and behind.end < ahead.end:
                self._close(number, behind)  # $5 USD $6
                following.prefix = self._before(following)
            elif (
                before.text != behind.text
                and behind.loose <= ahead.loose
                and set(before.mark.codes) & set(behind.mark.codes)
            ):
                self._close(number, behind)
            else:
                following.prefix = ahead
            return
        cents = self.text[following.start : following.end]
        if number.blocked or self._glued_word(number):
            following.prefix = ahead
        elif following.blocked or not contested:
            self._close(number, behind)
        elif not behind.loose and not ahead.loose and number.whole and len(cents) == 2 and cents.isdigit():
            number.suffix = behind  # 12€50
            number.figure = Figure(number.figure.value + following.figure.value.scaleb(-2), None, DECIMAL)
            number.stop, following.blocked = following.end, True
        elif behind.loose != ahead.loose:
            self._give(number, following, behind, ahead, behind.loose > ahead.loose)
        elif number.whole != following.whole:
            self._give(number, following, behind, ahead, number.whole)
        elif self.habits.prefix is not None:
            self._give(number, following, behind, ahead, self.habits.prefix)
        elif _WORD.re.match(self.text, following.stop):
            self._close(number, behind)
        else:
            self._close(number, behind)
            number.rival, following.blocked = following, True

    def _give(self, number: Number, following: Number, behind: Placed, ahead: Placed, forward: bool) -> None:
        if forward:
            following.prefix = ahead
        else:
            self._close(number, behind)


def _gap_before(text: str, end: int) -> int:
    start = end
    while start and end - start < 3 and text[start - 1] in _GAP:
        start -= 1
    return start


def _gap_after(text: str, start: int) -> int:
    end = start
    while end < len(text) and end - start < 3 and text[end] in _GAP:
        end += 1
    return end


def _looseness(gap: str) -> int:
    return sum(_LOOSE.get(c, 1) for c in gap)


def _overlap(one: Placed, two: Placed) -> bool:
    return one.start < two.end and two.start < one.end
