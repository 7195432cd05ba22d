"""What the caller knows decides what the text leaves open, and no more."""

from decimal import Decimal

import pytest

from feelint.money import Money, find, percents


@pytest.mark.parametrize(
    ("text", "currency", "want"),
    [
        ("$5", "CAD", "5 CAD"),
        ("500 kr", "NOK", "500 NOK"),
        ("¥1,234", "JPY", "1234 JPY"),
        ("£5", "GIP", "5 GIP"),
        ("Rs. 500", "LKR", "500 LKR"),
        ("5 USD", "CAD", "5 USD"),
        ("€5", "USD", "5 EUR"),
        ("$5 AUD", "CAD", "5 AUD"),
        ("99p", "GBP", "0.99 GBP"),
        ("5.–", "CHF", "5 CHF"),
        ("1.299 kr", "SEK", "1299 SEK"),
        ("$1.299", "CLP", "1299 CLP"),
        ("R 500", "ZAR", "500 ZAR"),
        ("12,50 KM", "BAM", "12.50 BAM"),
        ("TRY 2", "TRY", "2 TRY"),
    ],
)
def test_the_given_currency_decides_what_the_text_leaves_open(text: str, currency: str, want: str) -> None:
    (reading,) = find(text, currency=currency)
    assert reading.money == Money.parse(want)


def test_the_amount_is_known_where_only_the_currency_is_not() -> None:
    (reading,) = find("$1,299.00")
    assert reading.amount == Decimal("1299.00")
    assert reading.currency is None


def test_the_currency_is_known_where_only_the_amount_is_not() -> None:
    (reading,) = find("1.234 €")
    assert reading.amount is None
    assert reading.currency == "EUR"


def test_a_range_names_its_other_end() -> None:
    low, high = find("€99 – €149")
    assert low.range_with == high.span
    assert high.range_with == low.span


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("3,50", ["3.50"]),
        ("-3,50*", ["-3.50"]),
        ("1.234,50", ["1234.50"]),
        ("3,50\n4,00", ["3.50", "4.00"]),
        ("3 Stück", []),
        ("19 %", []),
        ("2024-05-01", []),
    ],
)
def test_bare_numbers_count_only_when_asked_for(text: str, want: list[str]) -> None:
    assert find(text, currency="EUR") == []
    found = find(text, currency="EUR", bare=True)
    assert [reading.money for reading in found] == [Money(Decimal(amount), "EUR") for amount in want]


def test_a_bare_number_without_any_currency_has_an_amount_only() -> None:
    (reading,) = find("3,50", bare=True)
    assert (reading.money, reading.amount, reading.ambiguity) == (None, Decimal("3.50"), "no-currency")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("19 % MwSt.", ["19"]),
        ("8.25% tax", ["8.25"]),
        ("7,7 % und 19%", ["7.7", "19"]),
        ("2 Prozent", ["2"]),
        ("-20 %", ["-20"]),
        ("10 por ciento", ["10"]),
        ("消費税10%", ["10"]),
        ("１０％", ["10"]),
        ("5 €", []),
    ],
)
def test_percentages(text: str, want: list[str]) -> None:
    assert [value for value, _ in percents(text)] == [Decimal(value) for value in want]
