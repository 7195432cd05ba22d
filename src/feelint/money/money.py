"""An exact amount in one currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from feelint.errors import FeelintError
from feelint.money.cldr import cldr

_SIGNS = {"EUR": "€", "GBP": "£", "USD": "US$", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "BRL": "R$", "INR": "₹"}


class CurrencyMismatch(FeelintError):
    """Two amounts in different currencies were added or compared."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__(
            f"{left} and {right} cannot be added or compared",
            hint="Walk the shop in one currency (--currency).",
        )


def minor_digits(currency: str) -> int:
    """Digits of the minor unit by ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD."""
    return cldr().digits.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """``amount`` units of ``currency`` (ISO 4217). Never a float: that is a TypeError."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        amount: object = self.amount
        if isinstance(amount, bool) or not isinstance(amount, Decimal | int | str):
            raise TypeError(f"money is Decimal, int or str, never {type(amount).__name__}")
        try:
            exact = Decimal(amount)
        except InvalidOperation:
            raise ValueError(f"not an amount: {amount!r}") from None
        if not exact.is_finite():
            raise ValueError(f"not an amount: {amount!r}")
        code: object = self.currency
        if not (isinstance(code, str) and len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
            raise ValueError(f"not an ISO 4217 code: {code!r}")
        object.__setattr__(self, "amount", exact)

    @classmethod
    def parse(cls, text: str) -> Money:
        """The reverse of ``str``: ``Money.parse("12.34 EUR")``."""
        amount, _, currency = text.strip().rpartition(" ")
        return cls(Decimal(amount.strip()) if _plain(amount.strip()) else _refuse(text), currency)

    @classmethod
    def from_json(cls, data: Any) -> Money:
        """The reverse of ``to_json``; the amount has to be a string."""
        if not isinstance(data, dict) or set(data) != {"amount", "currency"} or not isinstance(data["amount"], str):
            raise ValueError(f"not money: {data!r}")
        return cls.parse(f"{data['amount']} {data['currency']}")

    def to_json(self) -> dict[str, str]:
        """``{"amount": "12.34", "currency": "EUR"}``, with the currency's minor digits at least."""
        return {"amount": self._digits(), "currency": self.currency}

    @property
    def minor(self) -> int:
        """The amount in minor units, cents for EUR; an error if it is finer than that."""
        scaled = self.amount.scaleb(minor_digits(self.currency))
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{self} has a fraction of the minor unit; use quantized() first")
        return int(scaled)

    def quantized(self) -> Money:
        """Rounded half up to the minor unit."""
        return Money(
            self.amount.quantize(Decimal(1).scaleb(-minor_digits(self.currency)), ROUND_HALF_UP), self.currency
        )

    def display(self) -> str:
        """For reports: ``€12.34``, ``-US$5.00``, ``1,234.50 PLN``; no symbol that could mean two currencies."""
        digits = self._digits()
        sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
        whole, dot, fraction = digits.partition(".")
        digits = f"{int(whole):,}{dot}{fraction}"
        symbol = _SIGNS.get(self.currency)
        return f"{sign}{symbol}{digits}" if symbol else f"{sign}{digits} {self.currency}"

    def _digits(self) -> str:
        places = max(minor_digits(self.currency), -int(self.amount.normalize().as_tuple().exponent))
        text = f"{self.amount:.{places}f}"
        return text.removeprefix("-") if not self.amount else text

    def _same(self, other: Money) -> Decimal:
        if other.currency != self.currency:
            raise CurrencyMismatch(self.currency, other.currency)
        return other.amount

    def __str__(self) -> str:
        return f"{self._digits()} {self.currency}"

    def __add__(self, other: object) -> Money:
        return Money(self.amount + self._same(other), self.currency) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: object) -> Money:
        return Money(self.amount - self._same(other), self.currency) if isinstance(other, Money) else NotImplemented

    def __radd__(self, other: object) -> Money:
        """So that ``sum()`` works: 0 is the only number that can be added."""
        return self if type(other) is int and other == 0 else NotImplemented

    def __mul__(self, factor: object) -> Money:
        if isinstance(factor, bool) or not isinstance(factor, int | Decimal):
            return NotImplemented
        return Money(self.amount * factor, self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __abs__(self) -> Money:
        return Money(abs(self.amount), self.currency)

    def __lt__(self, other: object) -> bool:
        return self.amount < self._same(other) if isinstance(other, Money) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.amount <= self._same(other) if isinstance(other, Money) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.amount > self._same(other) if isinstance(other, Money) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.amount >= self._same(other) if isinstance(other, Money) else NotImplemented


def _plain(amount: str) -> bool:
    return amount.isascii() and amount.removeprefix("-").replace(".", "", 1).isdigit()


def _refuse(text: str) -> Decimal:
    raise ValueError(f"not money: {text!r}")
