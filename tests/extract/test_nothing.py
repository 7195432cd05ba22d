"""Totals that are a word."""

from __future__ import annotations

import pytest

from tests.extract.pages import lines, read


@pytest.mark.parametrize(
    ("locale", "goods", "less", "total", "price"),
    [
        ("en-GB", "Guide", "Discount", ("Order total", "FREE"), "£{}.00"),
        ("de-DE", "Heft", "Rabatt", ("Gesamtsumme", "Kostenlos"), "{},00 €"),
        ("fr-FR", "Guide", "Remise", ("Total à payer", "Gratuit"), "{},00 €"),
        ("es-ES", "Guía", "Descuento", ("Total", "Gratis"), "{},00 €"),
        ("it-IT", "Guida", "Sconto", ("Totale", "Gratuito"), "{},00 €"),
        ("nl-NL", "Gids", "Korting", ("Totaal", "Gratis"), "€ {},00"),
        ("pl-PL", "Poradnik", "Rabat", ("Do zapłaty", "Za darmo"), "{},00 zł"),
        ("pt-PT", "Guia", "Desconto", ("Total", "Grátis"), "{},00 €"),
        ("sv-SE", "Handbok", "Rabatt", ("Att betala", "Gratis"), "{},00 kr"),
        ("ja-JP", "手引き", "割引", ("合計", "無料"), "{}円"),
    ],
)
@pytest.mark.parametrize(
    "drawn", ["<tr><td>{}</td><td>{}</td></tr>", "<p><span>{}</span> <b>{}</b></p>", "<p>{}: {}</p>"]
)
def test_a_word_for_nothing(locale: str, goods: str, less: str, total: tuple[str, str], price: str, drawn: str) -> None:
    rows = [(goods, price.format(10)), (less, "-" + price.format(10)), total]
    body = "".join(drawn.format(*row) for row in rows)
    bill = read(f"<table>{body}</table>" if "<tr>" in drawn else f"<div>{body}</div>", locale).bill
    assert bill is not None
    assert bill.total is not None
    assert bill.total.amount == 0
    assert [kind for _, kind, _ in lines(bill)] == ["item", "discount"]


@pytest.mark.parametrize("row", ["Shipping: free", "Total delivery time: free choice", "Total: 30 items", "Free"])
def test_other_words(row: str) -> None:
    assert read(f"<div><p>Mug £10.00</p><p>{row}</p></div>").bill is None
