"""Tables whose amounts name no currency: which numbers are money, and in which currency."""

from __future__ import annotations

import pytest

from feelint.extract import read_scene

INVOICE = """<table>
<tr><th>Nummer</th><th>Beschreibung</th><th>Anz.</th><th>&nbsp;</th><th>Preis</th><th>Rab</th><th>Total</th></tr>
<tr><td>K-1</td><td>Kessel</td><td>2</td><td>Stk</td><td>34,90</td><td></td><td>69,80</td></tr>
<tr><td>S-4</td><td>Sieb</td><td>1</td><td>Stk</td><td>7,50</td><td></td><td>7,50</td></tr>
<tr><td colspan=7><hr></td></tr>
<tr><th colspan=5>Zwischensumme</th><td colspan=2>77,30</td></tr>
<tr><th colspan=5>MWSt. 19% auf 77,30</th><td colspan=2>14,69</td></tr>
<tr><td colspan=3>Bezahlbar innerhalb von 30 Tagen</td><th colspan=2>Total</th><th colspan=2>91,99</th></tr>
</table>"""


def test_an_invoice_that_names_its_currency_once() -> None:
    scene = read_scene(f"<body>{INVOICE}<p>Alle Preise in <b>EUR</b></p>")
    bill = scene.bill
    assert bill is not None
    assert [(line.kind.value, str(line.amount)) for line in bill.lines] == [
        ("item", "69.80 EUR"),
        ("item", "7.50 EUR"),
        ("tax", "14.69 EUR"),
    ]
    assert (str(bill.subtotal), str(bill.total), str(bill.residual)) == ("77.30 EUR", "91.99 EUR", "0.00 EUR")
    assert scene.advertised_money is None


@pytest.mark.parametrize(
    "said",
    [
        "",
        "<p>Wir liefern nach ROM und PEN</p>",  # three letters alone say nothing of prices
        "<p>Alle Preise in EUR</p><p>Prices in USD</p>",  # two currencies: which one is not told
    ],
)
def test_without_one_stated_currency_there_is_no_money(said: str) -> None:
    scene = read_scene(f"<body>{INVOICE}{said}")
    assert scene.bill is None
    assert all(amount.money is None for amount in scene.amounts)


@pytest.mark.parametrize(
    ("said", "currency"),
    [
        ("All prices in USD", "USD"),
        ("Tous les prix indiqués en EUR", "EUR"),
        ("Todos os valores em BRL", "BRL"),
        ("Priser i valuta SEK", "SEK"),
        ("Montant (€)", "EUR"),
        ("Ceny w zł", "PLN"),
    ],
)
def test_how_the_currency_is_stated(said: str, currency: str) -> None:
    bill = read_scene(f"<body><p>{said}</p>{INVOICE}").bill
    assert bill is not None
    assert bill.total is not None
    assert bill.total.currency == currency


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><th>Size</th><th>Width</th></tr><tr><td>M</td><td>4.50</td></tr><tr><td>L</td><td>5.00</td></tr>",
        "<tr><th>Lap</th><th>Time</th></tr><tr><td>1</td><td>4.50</td></tr><tr><td>Total</td><td>4.50</td></tr>",
        "<tr><th>Item</th><th>Qty</th><th>Price</th></tr><tr><td>Rope</td><td>2.50</td><td></td></tr>",
    ],
)
def test_numbers_that_are_no_money(rows: str) -> None:
    """A measure under its own head, a count, and the sum of what is no price, on a page that states a currency."""
    scene = read_scene(f"<body><p>All prices in EUR</p><table>{rows}</table>")
    assert [a.text for a in scene.amounts if a.label != "Total"] == []


def test_a_head_over_two_columns() -> None:
    """``colspan`` counts: the quantity stands where the head says, and a box beside it takes the row out."""
    scene = read_scene(
        "<html lang=en><body><h1>Your cart</h1><table><tr><th colspan=2>Item</th><th>Unit price</th><th>Qty</th><th>Price</th>"
        "<th>Remove?</th></tr>"
        "<tr><td></td><td>Bowl</td><td>$39.90</td><td><input name=q0 value=1></td><td>$39.90</td><td><input type=checkbox name=d0></td></tr>"
        "<tr><td></td><td>Lights 50 pcs</td><td>$12.45</td><td><input name=q1 value=2></td><td>$24.90</td>"
        "<td><input type=checkbox name=d1></td></tr>"
        "<tr><td colspan=5><div><label>Sub total:</label> <span>$64.80</span></div><div><label>Shipping:</label> <span>$4.90</span></div>"
        "<div><label>Total:</label> <span>$69.70</span></div></td><td></td></tr></table>"
    )
    assert scene.bill is not None
    assert [(line.kind.value, str(line.amount.amount)) for line in scene.bill.lines] == [
        ("item", "39.90"),
        ("item", "24.90"),
        ("fulfillment", "4.90"),
    ]
    assert [amount.in_control for amount in scene.amounts[:4]] == [-1] * 4
