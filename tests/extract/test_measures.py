"""Net quantities, the units of unit prices, stretches of time, days and clocks."""

from decimal import Decimal

import pytest

from feelint.extract.countdowns import Countdown, clock, countdowns
from feelint.extract.measures import approximate, quantities, unit_basis
from feelint.extract.periods import dated, paid_per, stretches


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ground coffee 250 g", [("0.250", "kg")]),
        ("Wasser 6 x 0,5 l", [("3.0", "l")]),
        ("Rotwein 0,75 Liter", [("0.75", "l")]),
        ("Oliwa 500ml", [("0.500", "l")]),
        ("煎茶 100g袋", [("0.100", "kg")]),
        ("Cable 2 m", [("2", "m")]),
        ("250 g coffee, 1 kg sugar", [("0.250", "kg"), ("1", "kg")]),
        ("Chicken approx. 500 g", []),
        ("€13.96/kg", []),
        ("1 kg = 13,96 €", []),
        ("Monitor 4k, 5 Mbit, size 38", []),
        ("1 mb, 100 MB, 8 gb", []),
    ],
)
def test_quantities(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.amount, found.unit) for found in quantities(text)] == [(Decimal(n), unit) for n, unit in expected]


def test_what_is_only_about_so_much() -> None:
    assert approximate("Hähnchen ca. 500 g")
    assert approximate("約 300 g")
    assert not approximate("Hähnchen 500 g")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(13.96 €/kg)", ("1", "kg")),
        ("13,96 € / 1 kg", ("1", "kg")),
        ("1 kg = 13,96 €", ("1", "kg")),
        ("(100 g = 2,50 €)", ("0.100", "kg")),
        ("€1.40 per 100 ml", ("0.100", "l")),
        ("2,10 € je Liter", ("1", "l")),
        ("100gあたり 120円", ("0.100", "kg")),
        ("4,20 € au litre", ("1", "l")),
        ("12 kr/st", ("1", "piece")),
        ("€9.99 per month", None),
        ("Coffee 250 g", None),
        ("12,00 zł/mb", ("1", "m")),
        ("0,25 €/MB", None),
        ("Bidon : le litre", None),
    ],
)
def test_the_unit_of_a_unit_price(text: str, expected: tuple[str, str] | None) -> None:
    found = unit_basis(text)
    assert (found and (found.amount, found.unit)) == (expected and (Decimal(expected[0]), expected[1]))


@pytest.mark.parametrize(
    ("text", "count", "unit", "months"),
    [
        ("7 days free", 7, "day", 0),
        ("12-month contract", 12, "month", 12),
        ("14-dagars provperiod", 14, "day", 0),
        ("Mindestlaufzeit 24 Monate", 24, "month", 24),
        ("engagement de 2 ans", 2, "year", 24),
        ("umowa na 6 miesięcy", 6, "month", 6),
        ("12か月契約", 12, "month", 12),
        ("4 weken", 4, "week", 0),
    ],
)
def test_stretches(text: str, count: int, unit: str, months: int) -> None:
    (found,) = stretches(text)
    assert (found.number, found.unit, found.months) == (count, unit, months)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("€9.99/month", "month"),
        ("9,99 € monatlich", "month"),
        ("99 kr per år", "year"),
        ("£2 per week", "week"),
        ("au trimestre", "quarter"),
        ("月額 980円", "month"),
        ("£20.00", ""),
    ],
)
def test_what_a_price_is_paid_per(text: str, period: str) -> None:
    assert paid_per(text) == period


def test_days_are_named() -> None:
    assert all(
        map(dated, ("from 9 Dec", "ab 24. Dezember", "until 31/12/2026", "2026-12-31", "el 5 de mayo", "12月24日"))
    )
    assert not any(map(dated, ("7 days", "€39.90/month", "soon", "2 pieces")))


def test_clocks() -> None:
    assert clock("02:59:59") == (10799, True)
    assert clock("1:02:03:04") == (93784, True)
    assert clock("09:30") == (570, True)
    assert clock("2 Std. 13 Min.") == (7980, False)
    assert clock("3 d 4 h 5 m 6 s") == (273906, True)
    assert clock("3時間20分10秒") == (12010, True)
    assert clock("3 days") is None
    assert clock("4.8 out of 5") is None


def test_a_clock_is_read_with_the_words_of_its_offer() -> None:
    assert countdowns("Mug\nSale ends in 00:10:00\nAdd to basket") == (
        Countdown("sale ends in", 600, True, "Sale ends in 00:10:00"),
    )
    assert countdowns("Sale ends in\n00\nh\n10\nmin\n00\ns\nThe mug is glazed by hand") == (
        Countdown("sale ends in", 600, True, "Sale ends in 00 h 10 min 00 s"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Order within 02:13:00 for dispatch today",
        "Time left: your seats are held 09:59",
        "Opens at 09:30",
        "Sale ends soon",
    ],
)
def test_other_clocks_are_left_alone(text: str) -> None:
    assert countdowns(text) == ()
