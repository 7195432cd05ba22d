"""Price texts as shops write them, and what they say."""

import re
from decimal import Decimal

import pytest

from feelint.money import Money, Reading, find
from tests.money.prices import EXACT, NOTHING, OPEN, SEVERAL, SIGNS, UNITS


def rows(*tables: str) -> list[tuple[str, str, str]]:
    found = []
    for line in "".join(tables).strip().splitlines():
        if line:
            text, locale, want = (cell.strip() for cell in line.split("|"))
            found.append((text.replace("⏎", "\n"), locale, want))
    return found


def flags(reading: Reading) -> str:
    words = [
        reading.range_role or "",
        "open" if reading.sign_open else "",
        "plus" if reading.signed_plus else "",
        "about" if reading.approximate else "",
        reading.unit or "",
    ]
    return " ".join(filter(None, words))


def money(text: str) -> Money:
    amount, currency = text.split()
    return Money(Decimal(amount), currency)


def agrees(reading: Reading, want: str) -> bool:
    exact = re.fullmatch(r"(-?[\d.]+) ([A-Z]{3})(?: (.+))?", want)
    if exact:
        amount = Money(Decimal(exact[1]), exact[2])
        return reading.money == amount and flags(reading) == (exact[3] or "") and reading.ambiguous == ()
    name, _, held = want.partition(" ")
    must = {money(part) for part in held.split(", ") if part}
    return reading.money is None and reading.ambiguity == name and must <= set(reading.ambiguous)


@pytest.mark.parametrize(("text", "locale", "want"), rows(EXACT, SIGNS, SEVERAL, UNITS, OPEN))
def test_reads(text: str, locale: str, want: str) -> None:
    readings = find(text, locale=locale or None)
    wanted = want.split("; ")
    assert len(readings) == len(wanted), readings
    for reading, one in zip(readings, wanted, strict=True):
        assert agrees(reading, one), reading
        assert text[slice(*reading.span)] == reading.text


@pytest.mark.parametrize("text", NOTHING.strip().splitlines())
def test_is_no_money(text: str) -> None:
    assert find(text) == []
