"""Sums outside tables that name their currency only once."""

from __future__ import annotations

import pytest

from tests.extract.pages import lines, read

LINES = "<b>{0}:</b> 80.00<br><b>{1}:</b> 6.50<br><b>{2}:</b> 1.50<br><b>{3}:</b> 88.00"
WORDS = [
    ("it-IT", "Valuta: EUR", ("Subtotale", "Spedizione", "Contributo RAEE", "Totale")),
    ("sv-SE", "Valuta: SEK", ("Delsumma", "Frakt", "Kemikalieskatt", "Totalt")),
    ("pl-PL", "Waluta: PLN", ("Suma częściowa", "Dostawa", "Opłata recyklingowa", "Razem")),
]


@pytest.mark.parametrize(("locale", "currency", "words"), WORDS)
def test_lines_with_captions_are_a_bill(locale: str, currency: str, words: tuple[str, ...]) -> None:
    """A row whose words nobody knows is one too, among those that name a sum and a charge."""
    scene = read(f"<main><p>{currency}</p><div>{LINES.format(*words)}</div></main>", locale)
    bill = scene.bill
    assert bill is not None
    assert (str(bill.total and bill.total.amount), str(bill.residual and bill.residual.amount)) == ("88.00", "0.00")
    assert [label for label, _, _ in lines(bill)] == list(words[:3])


@pytest.mark.parametrize("tag", ["span", "p"])
def test_boxes_of_a_caption_and_a_number(tag: str) -> None:
    boxes = "".join(
        f"<div><{tag}>{caption}</{tag}><{tag}>{number}</{tag}></div>"
        for caption, number in (("Sous-total", "21,00"), ("Livraison", "4,90"), ("Total", "25,90"))
    )
    bill = read(f"<main><p>Montants en EUR</p><section>{boxes}</section></main>", "fr-FR").bill
    assert lines(bill) == [("Sous-total", "item", "21.00"), ("Livraison", "fulfillment", "4.90")]


@pytest.mark.parametrize(
    "text",
    [
        "<b>Total:</b> 88.00",  # alone it may count anything
        "<b>Länge:</b> 80.00<br><b>Breite:</b> 6.50",  # no sum
        "<b>Summe:</b> 12<br><b>Versand:</b> 3",  # no cents
    ],
)
def test_other_numbers_stay_numbers(text: str) -> None:
    assert not read(f"<main><p>Währung: EUR</p><div>{text}</div></main>", "de-DE").amounts


def test_without_a_currency_nothing_is_money() -> None:
    assert not read(f"<main><div>{LINES.format('Subtotal', 'Envío', 'Tasa', 'Total')}</div></main>", "").amounts
