"""Text -> the amounts of money in it, each exact or a named ambiguity that holds the truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from feelint.money.cldr import Habits, cldr, habits
from feelint.money.lazy import Lazy
from feelint.money.marks import meaning
from feelint.money.money import Money, minor_digits
from feelint.money.numbers import SPACES, Figure, plain
from feelint.money.ranges import WORD_BEHIND, Item, line_before, pair
from feelint.money.scan import Number, Scanner
from feelint.money.signs import Sign, sign_of
from feelint.money.units import APPROXIMATELY, MAGNITUDE, SPLIT_CENTS, unit_behind

_SPACED = frozenset(
    ("PLN", "SEK", "NOK", "CZK", "HUF", "RUB", "UAH", "BGN", "BYN", "KZT")
)  # at home thousands are parted by spaces

_JOINED_BEFORE = Lazy(r"\d[-–./:]$")
_JOINED_BEHIND = Lazy(r"[-–./:]\d")


@dataclass(frozen=True, slots=True)
class Reading:
    """One amount in a text: ``text`` at ``span``, with its sign and currency mark, without its unit.

    ``money`` is None if more than one reading is possible. Then ``ambiguous`` lists the readings, the likelier first,
    and ``ambiguity`` names the reasons, joined by "+": decimal-or-grouping, one-or-two-numbers, which-number,
    split-cents, currency-symbol, no-currency, sign. ``amount`` and ``currency`` are known where only the other is not.
    """

    text: str
    span: tuple[int, int]
    money: Money | None
    amount: Decimal | None
    currency: str | None
    ambiguous: tuple[Money, ...] = ()
    ambiguity: str | None = None
    negative: bool = False
    signed_plus: bool = False
    sign_open: bool = False
    """The other sign is possible: ``Voucher – 5,00 €`` and ``Express (£4.99)`` are read as positive, ``(£4.99)`` alone as
    negative. What stands beside it has to tell."""
    approximate: bool = False
    range_role: Literal["low", "high"] | None = None
    range_with: tuple[int, int] | None = None
    """The span of the other end."""
    unit: str | None = None
    """What it is the price of, if that stands directly behind: ``/kg``, ``pro Monat``."""


def find(text: str, *, locale: str | None = None, currency: str | None = None, bare: bool = False) -> list[Reading]:
    """All amounts of money in ``text``, in order.

    ``locale`` (``de-DE``, ``en_US``) and ``currency`` (ISO 4217) decide what the text leaves open; an ISO code in the text
    wins over both. With ``bare``, a number alone on its line counts too, as in a table whose head names the currency.
    """
    currency = currency.upper() if currency else None
    shadow = plain(text)
    known = habits(locale)
    numbers = Scanner(shadow, known, currency).numbers()
    return _Reader(text, shadow, known, currency, bare).read(numbers) if numbers else []


class _Reader:
    def __init__(self, text: str, shadow: str, known: Habits, currency: str | None, bare: bool) -> None:
        self.text = text
        self.shadow = shadow
        self.known = known
        self.currency = currency
        self.bare = bare
        self.decimals: set[str] = {known.decimal} if known.decimal else set()

    def read(self, numbers: list[Number]) -> list[Reading]:
        items = [self._item(number) for number in numbers]
        pair(self.shadow, items)
        kept = [item for item in items if self._is_money(item)]
        sure = {item.number.figure.mark for item in kept if item.number.figure.grouped is None}
        self.decimals |= sure & {".", ","}
        signs = [sign_of(self.shadow, item) for item in kept]
        return [self._reading(item, sign) for item, sign in zip(kept, signs, strict=True)]

    def _item(self, number: Number) -> Item:
        item = Item(number, number.start, number.stop)
        if number.prefix:
            item.start = min(item.start, number.prefix.start)
        if number.suffix:
            item.end = max(item.end, number.suffix.end)
        placed = [p for p in (number.prefix, number.suffix) if p]
        if placed:
            placed.sort(key=lambda p: (not p.mark.exact, len(p.mark.codes)))
            best = placed[0]
            item.codes = meaning(best.text, best.mark, self.known, self.currency)
            item.places = best.mark.places
            if len(item.codes) > 1 and len(placed) > 1:
                item.codes = tuple(c for c in item.codes if c in placed[1].mark.codes) or item.codes
        return item

    def _is_money(self, item: Item) -> bool:
        number = item.number
        if number.prefix and not number.suffix and MAGNITUDE.re.match(self.shadow, number.stop):
            return False
        return number.marked or item.role is not None or (self.bare and not number.blocked and self._alone(item))

    def _alone(self, item: Item) -> bool:
        if _JOINED_BEFORE.re.search(self.shadow[max(item.start - 2, 0) : item.start]):
            return False
        if _JOINED_BEHIND.re.match(self.shadow, item.end):
            return False
        behind = self.shadow[item.end : item.end + 80].partition("\n")[0]
        return not any(c.isalpha() for c in line_before(self.shadow, item.start) + behind)

    def _reading(self, item: Item, sign: Sign) -> Reading:
        codes = item.codes or ((self.currency,) if self.currency and not item.number.marked else ())
        figures, reasons = self._figures(item)
        found: dict[Money, None] = {}
        amounts: dict[Decimal, None] = {}
        for code in codes or (None,):
            for figure in figures:
                values = self._values(figure, code)
                if len(values) > 1 and "decimal-or-grouping" not in reasons:
                    reasons.append("decimal-or-grouping")
                for amount in _signed(values, sign, item.places):
                    amounts[amount] = None
                    if code:
                        found[Money(amount, code)] = None
        if len(codes) != 1:
            reasons.append("currency-symbol" if codes else "no-currency")
        if sign.doubtful:
            reasons.append("sign")
        money = next(iter(found)) if len(found) == 1 else None
        start, end = item.span
        unit = unit_behind(self.shadow, end)
        return Reading(
            text=self.text[start:end],
            span=(start, end),
            money=money,
            amount=next(iter(amounts)) if len(amounts) == 1 else None,
            currency=codes[0] if len(codes) == 1 else None,
            ambiguous=() if money is not None else tuple(found),
            ambiguity=None if money is not None else "+".join(reasons),
            negative=sign.negative,
            signed_plus=sign.plus,
            sign_open=sign.open,
            approximate=item.role != "high" and bool(APPROXIMATELY.re.search(self.shadow[max(start - 16, 0) : start])),
            range_role=item.role,
            range_with=item.partner.span if item.partner else None,
            unit=self.text[slice(*unit)] if unit else None,
        )

    def _figures(self, item: Item) -> tuple[list[Figure], list[str]]:
        """The numbers that it may be, with the reasons if there are several."""
        number = item.number
        figures, reasons = [number.figure], []
        if number.rival:
            figures.append(number.rival.figure)
            reasons.append("which-number")
        if number.other and (other := self._parted(item)):
            figures.append(other)
            reasons.append("one-or-two-numbers")
        if number.whole and number.marked and (cents := SPLIT_CENTS.re.match(self.shadow, item.end)):
            figures.append(Figure(number.figure.value + Decimal(cents[1]).scaleb(-2)))
            reasons.append("split-cents")
        return figures, reasons

    def _parted(self, item: Item) -> Figure | None:
        """The other reading of ``Model 3 200 €``, unless currency or place say that the space groups thousands."""
        number = item.number
        if item.codes and _SPACED.issuperset(item.codes):
            return None
        if number.prefix:
            first = Figure(Decimal(self.shadow[number.start : number.end].partition(" ")[0]))
            return first if not number.suffix and WORD_BEHIND.re.match(self.shadow, number.stop) else None
        before = line_before(self.shadow, number.start).rstrip(SPACES + "+-–−")
        return number.other if before and before[-1].isalnum() else None

    def _values(self, figure: Figure, code: str | None) -> tuple[Decimal, ...]:
        """What ``1.234`` can be: the text decides, or the locale, or the habit of the currency's own country.

        Where the locale's reading is finer than the minor unit and that country writes otherwise, both stay possible.
        """
        value, grouped, mark = figure
        if grouped is None:
            return (value,)
        if code in cldr().whole:
            return (grouped,)
        fine = code is not None and minor_digits(code) > 2
        abroad = not fine and cldr().home.get(code or "", mark) != mark
        if len(self.decimals) == 1:
            decided = value if mark in self.decimals else grouped
            return (grouped, value) if abroad and decided == value else (decided,)
        if abroad:
            return (grouped,)
        return (value, grouped) if fine else (grouped, value)


def _signed(values: tuple[Decimal, ...], sign: Sign, places: int) -> Iterator[Decimal]:
    for value in values:
        amount = value.scaleb(-places)
        if sign.doubtful and amount:
            yield from (amount, -amount)
        else:
            yield -amount if sign.negative and amount else amount
