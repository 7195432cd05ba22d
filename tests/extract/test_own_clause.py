"""Sentences with several amounts: each is named by its own clause, or by the sentence where that says too little."""

from __future__ import annotations

import pytest

from feelint.extract.own_clause import own_clause
from feelint.extract.page import read_scene
from feelint.money import find
from tests.extract.pages import read


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("en-US", "All our fees included: fare $68.00 + servicing fee $21.00 + price guarantee $13.90",
         ["fare $68.00", "servicing fee $21.00", "price guarantee $13.90"]),
        ("en-US", "for 2 nights, including the resort fee of $45.00 a night; plus $70.20 occupancy tax, $538.20 in total",
         ["including the resort fee of $45.00 a night", "plus $70.20 occupancy tax", "$538.20 in total"]),
        ("en-US", "On every order we charge $5.00 service fee and $2.00 tax",
         ["On every order we charge $5.00 service fee and", "$2.00 tax"]),
        ("en-US", "A service fee of $5.00 and a tax of $2.00 are added", ["A service fee of $5.00", "and a tax of $2.00 are added"]),
        ("fr-FR", "Le total de 154,00 € comprend les frais de dossier (12,00 €)",
         ["Le total de 154,00 €", "comprend les frais de dossier (12,00 €)"]),
        ("de-DE", "Übernachtung 120,00 € + Kurtaxe 4,00 € + Reinigung 30,00 €",
         ["Übernachtung 120,00 €", "Kurtaxe 4,00 €", "Reinigung 30,00 €"]),
        ("es-ES", "el envío cuesta 4,95 €, el impuesto 2,00 €", ["el envío cuesta 4,95 €", "el impuesto 2,00 €"]),
    ],
)  # fmt: skip
def test_own_clause(locale: str, text: str, expected: list[str]) -> None:
    spans = [reading.span for reading in find(text, locale=locale)]
    assert [own_clause(text, spans, at) for at in range(len(spans))] == expected


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-GB", "Orders over £50.00 ship today, otherwise £4.99 is asked at the door"),
        ("en-US", "The price includes service fee $5.00, city tax $2.00 and delivery $3.00"),
        ("en-US", "Only $50.00 instead of $60.00 until Sunday"),
    ],
)
def test_the_last_clause_says_too_little(locale: str, text: str) -> None:
    """No known word of its own, or one that the sentence calls inside: it keeps the words of all."""
    spans = [reading.span for reading in find(text, locale=locale)]
    assert own_clause(text, spans, len(spans) - 1) == text


def test_one_amount_keeps_its_sentence() -> None:
    text = "For your stay, a fee of $5.00 is charged; thanks"
    assert own_clause(text, [(23, 28)], 0) == text


def test_kinds_on_the_page() -> None:
    """A tax on top beside a fee that is inside: neither lends its word to the other, nor to the sum."""
    said = "for 2 nights, 2 adults, including the resort fee of $45.00 a night; plus $70.20 occupancy tax, $538.20 in total"
    amounts = read(f"<p>{said}</p>", "en-US").amounts
    assert [(str(a.kind), a.included) for a in amounts] == [("fee", True), ("tax", False), ("total", False)]


def test_another_sentence_lends_no_words() -> None:
    said = (
        "The service fee is $5.00 on each order that you place. A city tax of $2.00 is paid at the desk of the hotel."
    )
    kinds = [str(amount.kind) for amount in read(f"<p>{said}</p>", "en-US").amounts]
    assert kinds == ["fee", "tax"]


@pytest.mark.parametrize(
    ("lang", "text", "label"),
    [
        ("en", "Incl. VAT, excl. delivery from £4.95", "excl. delivery from"),
        ("de", "inkl. MwSt. zzgl. <a href=/v>Versandkosten</a> 4,95 €", "zzgl. Versandkosten"),
        ("de", "inkl. MwSt., zzgl. Versandkosten ab 4,95 €", "zzgl. Versandkosten ab"),
        ("es", "IVA incluido, gastos de envío desde 4,95 €", "gastos de envío desde"),
        ("nl", "incl. btw excl. verzendkosten € 6,95", "excl. verzendkosten"),
        ("pt", "IVA incluído, portes de envio desde 4,95 €", "portes de envio desde"),
        ("pl", "w tym VAT plus wysyłka od 14,95 zł", "plus wysyłka od"),
        ("sv", "Inkl. moms, exkl. frakt från 49 kr", "exkl. frakt från"),
    ],
)
def test_what_stands_behind_the_tax_names_the_amount(lang: str, text: str, label: str) -> None:
    amount = read_scene(f"<html lang={lang}><body><h1>X</h1><p>{text}</p>", locale=lang).amounts[0]
    assert (amount.label, str(amount.kind), amount.included) == (label, "fulfillment", False)


@pytest.mark.parametrize("text", ["incl. VAT £4.95", "incl. 19 % VAT and 7 % VAT £4.95"])
def test_a_tax_alone_keeps_its_name(text: str) -> None:
    assert str(read_scene(f"<html lang=en><body><p>{text}</p>").amounts[0].kind) == "tax"
