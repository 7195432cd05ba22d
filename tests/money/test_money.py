"""Money keeps exact amounts apart by currency."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelint.errors import FeelintError
from feelint.money import CurrencyMismatch, Money, minor_digits

amounts = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=4)
currencies = st.sampled_from(["EUR", "JPY", "KWD", "USD", "CLF"])
monies = st.builds(Money, amounts, currencies)


def euro(amount: str | int) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.mark.parametrize("amount", [1.5, 0.0, True, None])
def test_no_float_ever(amount: Any) -> None:
    with pytest.raises(TypeError):
        Money(amount, "EUR")
    with pytest.raises(TypeError):
        euro(1) * amount


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "12,50", ""])
def test_no_amount(amount: Any) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        Money(amount, "EUR")


@pytest.mark.parametrize("currency", ["", "eur", "EURO", "€", "E1R", None])
def test_no_currency(currency: Any) -> None:
    with pytest.raises(ValueError, match="ISO 4217"):
        Money(Decimal(1), currency)


def test_arithmetic() -> None:
    assert euro("0.1") + euro("0.2") == euro("0.3")
    assert euro(5) - euro("7.50") == euro("-2.50") == -euro("2.50")
    assert euro("49.90") * 2 == 2 * euro("49.90") == euro("99.80")
    assert euro(100) * Decimal("0.19") == euro(19)
    assert abs(euro(-3)) == euro(3)
    assert sum([euro(1), euro(2)]) == euro(3)
    assert euro("1.0") == euro("1.00")
    assert hash(euro("1.0")) == hash(euro("1.00"))


def test_order() -> None:
    assert euro(1) < euro(2) <= euro(2) < euro(3)
    assert euro(3) > euro(2) >= euro(2)
    assert max(euro(1), euro(3), euro(2)) == euro(3)


def test_currencies_do_not_mix() -> None:
    yen = Money(Decimal(1), "JPY")
    assert euro(1) != yen
    for wrong in (lambda: euro(1) + yen, lambda: euro(1) - yen, lambda: euro(1) < yen, lambda: euro(1) >= yen):
        with pytest.raises(CurrencyMismatch, match="EUR and JPY") as caught:
            wrong()
        assert isinstance(caught.value, FeelintError)
        assert caught.value.hint


def test_zero_is_an_amount_too() -> None:
    assert euro(0)  # "if money" asks whether there is one


@pytest.mark.parametrize(
    ("currency", "digits"),
    [("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("IQD", 3), ("ALL", 2), ("HUF", 2), ("ISK", 0)],
)
def test_minor_digits_are_those_of_iso_4217(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


def test_minor_units() -> None:
    assert euro("12.34").minor == 1234
    assert Money(Decimal(500), "JPY").minor == 500
    assert Money(Decimal("1.5"), "KWD").minor == 1500
    with pytest.raises(ValueError, match="quantized"):
        _ = euro("0.005").minor
    assert euro("0.005").quantized() == euro("0.01")
    assert euro("-0.005").quantized() == euro("-0.01")
    assert euro("0.015").quantized() == euro("0.02")


@pytest.mark.parametrize(
    ("money", "text", "display"),
    [
        (euro("12.34"), "12.34 EUR", "€12.34"),
        (euro(5), "5.00 EUR", "€5.00"),
        (euro("0.005"), "0.005 EUR", "€0.005"),
        (euro("-1234.5"), "-1234.50 EUR", "-€1,234.50"),
        (euro("-0"), "0.00 EUR", "€0.00"),
        (Money(Decimal("1E+3"), "JPY"), "1000 JPY", "1,000 JPY"),
        (Money(Decimal("1.5"), "KWD"), "1.500 KWD", "1.500 KWD"),
        (Money(Decimal(5), "USD"), "5.00 USD", "US$5.00"),
        (Money(Decimal(-5), "PLN"), "-5.00 PLN", "-5.00 PLN"),
    ],
)
def test_text(money: Money, text: str, display: str) -> None:
    assert str(money) == text
    assert money.display() == display
    assert money.to_json() == dict(zip(("amount", "currency"), text.split(), strict=True))


@given(monies)
def test_json_and_text_come_back(money: Money) -> None:
    assert Money.from_json(json.loads(json.dumps(money.to_json()))) == money
    assert Money.parse(str(money)) == money


@pytest.mark.parametrize(
    "text", ["", "12.34", "EUR", "12,34 EUR", "1e3 EUR", "EUR 12.34", "12.34 eur", "nan EUR", "١ EUR"]
)
def test_parse_refuses(text: str) -> None:
    with pytest.raises(ValueError, match="not "):
        Money.parse(text)


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"amount": 12.34, "currency": "EUR"},
        {"amount": "1"},
        "1 EUR",
        {"amount": "1", "currency": "EUR", "x": 1},
    ],
)
def test_json_refuses(data: Any) -> None:
    with pytest.raises(ValueError, match="not money"):
        Money.from_json(data)
