"""Where sentences end: the abbreviations beside prices end none."""

from __future__ import annotations

import pytest

from feelint.extract.sentences import is_ended, sentences


def _parts(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "59 € inkl. MwSt. zzgl. Versand",
        "inkl. gesetzl. USt., Versand ca. 4 €",
        "749 kr ink. moms",
        "Frakt fr. 49 kr",
        "€ 24,95 p.st. incl. btw",
        "€ 24,95 p.p. excl. btw",
        "IVA escl. 22 %",
        "I.V.A. incl.",
        "envío aprox. 4,95 €",
        "12 zł za op. brutto, tj. 3 zł za szt. netto",
        "livraison env. 4,90 €",
        "CHF 20 oder Fr. 20.00",
        "imp. incl.",
        "送料は550円です",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert _parts(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("£20 inc. VAT. Delivery is £3.", ["£20 inc. VAT.", "Delivery is £3."]),
        ("Pris 59 kr. Frakt tillkommer.", ["Pris 59 kr.", "Frakt tillkommer."]),
        ("Cena 20 zł! Wysyłka 9 zł.", ["Cena 20 zł!", "Wysyłka 9 zł."]),
        ("税込です。送料は別です。", ["税込です。", "送料は別です。"]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert _parts(text) == parts


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("Delivery is £3.", True),
        ("€ 24,95 incl. btw", False),
        ("49,90 € inkl. MwSt.", False),
        ("29,95 € IVA incl.", False),
        ("Viel Freude damit!", True),
        ("", False),
    ],
)
def test_is_ended(text: str, ended: bool) -> None:
    assert is_ended(text) is ended
