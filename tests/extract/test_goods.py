"""Whatever a thing is called: in a row with a quantity it is goods, and no charge."""

from __future__ import annotations

import pytest

from tests.extract.pages import read

HEADS = [
    ("en-GB", "Qty", "Item", "Subtotal", "Total", "£{0}"), ("de-DE", "Menge", "Artikel", "Zwischensumme", "Gesamtsumme", "{0} €"),
    ("fr-FR", "Quantité", "Article", "Sous-total", "Total", "{0} €"), ("es-ES", "Cantidad", "Producto", "Subtotal", "Total", "{0} €"),
    ("it-IT", "Quantità", "Prodotto", "Subtotale", "Totale", "{0} €"), ("nl-NL", "Aantal", "Artikel", "Subtotaal", "Totaal", "€ {0}"),
    ("pt-PT", "Quantidade", "Produto", "Subtotal", "Total", "{0} €"), ("pl-PL", "Ilość", "Produkt", "Suma częściowa", "Razem", "{0} zł"),
    ("sv-SE", "Antal", "Artikel", "Delsumma", "Totalt", "{0} kr"), ("ja-JP", "数量", "商品", "小計", "合計", "{0}円"),
]  # fmt: skip


@pytest.mark.parametrize("count", ["1", "1 x", "<input type=number value=1>"])
@pytest.mark.parametrize(("locale", "quantity", "item", "subtotal", "total", "form"), HEADS)
def test_names_that_sound_like_charges(
    locale: str, quantity: str, item: str, subtotal: str, total: str, form: str, count: str
) -> None:
    """A game called after a duty, a film after a carrier, a shirt after a tip: goods, with an amount each."""
    names = (("Call of Duty", "60"), ("Grown Ups Blu-ray", "20"), ("Insurance policy folder", "20"))
    rows = "".join(f"<tr><td>{count}</td><td>{name}</td><td>{form.format(cost)}</td></tr>" for name, cost in names)
    sums = "".join(f"<tr><td colspan=2>{label}</td><td>{form.format(100)}</td></tr>" for label in (subtotal, total))
    head = f"<tr><th>{quantity}</th><th>{item}</th><th>{total}</th></tr>"
    scene = read(f"<main><table>{head}{rows}{sums}</table></main>", locale)
    assert [str(amount.kind) for amount in scene.amounts[:3]] == ["item"] * 3
    assert scene.bill is not None
    assert [(line.label, line.kind) for line in scene.bill.counted] == [(name, "item") for name, _ in names]


def test_rows_without_a_quantity_stay_charges() -> None:
    """The rows of the summary in the same table, and those of a table without such a column."""
    table = (
        "<table><tr><th>Qty</th><th>Item</th><th>Total</th></tr><tr><td>1</td><td>Lamp</td><td>£40.00</td></tr>"
        "<tr><td></td><td>Import duty</td><td>£5.00</td></tr><tr><td></td><td>Total</td><td>£45.00</td></tr></table>"
    )
    bill = read(table, "en-GB").bill
    assert bill is not None
    assert [(line.label, line.kind) for line in bill.counted] == [("Lamp", "item"), ("Import duty", "duty")]


def test_a_price_list_of_places_is_called_after_its_column() -> None:
    """Under "Versandkosten" a region has a price of delivery; under "Preis" a thing has a price."""
    table = "<table><tr><th>{0}</th><th>{1}</th></tr><tr><td>Inseln</td><td>14,90 €</td></tr></table>"
    regions = read(table.format("Gebiet", "Versandkosten"), "de-DE")
    things = read(table.format("Artikel", "Preis"), "de-DE")
    assert [str(scene.amounts[0].kind) for scene in (regions, things)] == ["fulfillment", "unknown"]


@pytest.mark.parametrize(
    ("locale", "quantity", "delivery", "payment", "total", "form"),
    [
        ("de-DE", "Menge", "Versandkosten (Standardversand)", "Bezahlung (Nachnahme)", "Gesamtsumme", "{0} €"),
        ("pl-PL", "Ilość", "Wysyłka (Kurier)", "Płatność (Za pobraniem)", "Razem", "{0} zł"),
        ("en-GB", "Qty", "Delivery", "Payment", "Total", "£{0}"),
        ("es-ES", "Cant.", "Envío", "Pago", "Total", "{0} €"),
    ],
)
def test_delivery_and_payment_listed_as_one_piece_of_a_thing(
    locale: str, quantity: str, delivery: str, payment: str, total: str, form: str
) -> None:
    """Their whole label names them, and their amount is in the total."""
    rows = [("1", "Lamp", "40"), ("1", delivery, "5"), ("1", payment, "2"), ("", total, "47")]
    body = "".join(f"<tr><td>{n}</td><td>{name}</td><td>{form.format(cost)}</td></tr>" for n, name, cost in rows)
    bill = read(f"<table><tr><th>{quantity}</th><th>Item</th><th>{total}</th></tr>{body}</table>", locale).bill
    assert bill is not None
    assert [str(line.kind) for line in bill.counted] == ["item", "fulfillment", "payment_fee"]


@pytest.mark.parametrize(
    ("locale", "name", "cost", "button"),
    [
        ("en-GB", "Cover charge", "£49.00", "Add to basket"),
        ("de-DE", "Anmeldegebühr Kurs", "49,00 €", "In den Warenkorb"),
        ("fr-FR", "Couvert", "49,00 €", "Ajouter au panier"),
        ("es-ES", "Matrícula", "49,00 €", "Añadir al carrito"),
        ("it-IT", "Quota di iscrizione", "49,00 €", "Aggiungi al carrello"),
        ("nl-NL", "Cadeaukaart", "€ 49,00", "In winkelwagen"),
        ("pt-PT", "Taxa de inscrição", "49,00 €", "Adicionar ao carrinho"),
        ("pl-PL", "Opłata startowa", "49,00 zł", "Dodaj do koszyka"),
        ("sv-SE", "Presentkort", "49 kr", "Lägg i varukorgen"),
        ("ja-JP", "ギフト券", "49円", "カートに入れる"),
    ],
)
def test_what_a_heading_names_and_a_number_asks_for_is_on_sale(locale: str, name: str, cost: str, button: str) -> None:
    """A course's fee, a cover, a gift card: with a field for how many it is the good, and its price is put forward."""
    field = "<input type=number min=0 value=1>"
    offer = (
        f"<h1>Evening</h1><form><article><h4>{name}</h4><p>{cost}</p>{{0}}</article><button>{button}</button></form>"
    )
    scene = read(offer.format(field), locale)
    assert [str(amount.kind) for amount in scene.amounts] == ["item"]
    assert scene.advertised == 0


def test_a_fee_beside_the_number_stays_a_fee() -> None:
    """The box of a good with its deposit: two amounts, and the heading names the good."""
    body = "<h1>Shop</h1><article><h4>Lemonade</h4><p>£2.00</p><p>Deposit <b>£0.25</b></p><input type=number></article>"
    kinds = {amount.text: str(amount.kind) for amount in read(body, "en-GB").amounts}
    assert kinds["£0.25"] == "deposit"
