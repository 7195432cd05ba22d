"""Pages that put no price forward, and those beside them that do."""

from __future__ import annotations

import pytest

from feelint.extract import read_scene
from tests.extract.pages import lay

_ROWS = "<table><tr><td>Teapot</td><td>42.00 €</td></tr><tr><td>Delivery</td><td>5.90 €</td></tr><tr><td>Total</td><td>47.90 €</td></tr></table>"


def _advertised(body: str) -> str:
    return str(read_scene(f"<html lang=en><body>{body}", url="https://shop.test/x").advertised_money)


@pytest.mark.parametrize(
    ("body", "price"),
    [
        (f"<h1>Hello Jo,</h1>{_ROWS}<a href=/o>View my order</a>", "None"),
        (f"<h1>Voucher</h1><h1>Your cart</h1>{_ROWS}<a href=/c>Buy now</a>", "None"),
        (f"<h1>Teapot</h1><p class=price>42.00 €</p>{_ROWS}<button>Add to cart</button>", "42.00 EUR"),
        (
            "<h1>Teapot</h1><p class=price>42.00 €</p><table><tr><td>Total</td><td>42.00 €</td></tr></table>",
            "42.00 EUR",
        ),
    ],
)
def test_a_bill_that_sells_nothing(body: str, price: str) -> None:
    assert _advertised(body) == price


def test_what_is_paid_by_the_month_beside_what_is_due_today_is_no_row_of_it() -> None:
    """The button's words need not be those of a sale; a sum for once that such a bill repeats is its own."""
    page = """<h1 at="600,20,400,40,,34">Wäsche zur Miete</h1><section>
    <p at="600,80,300,44,,36">19,00 €{}</p>
    <div at="600,140,300,20"><span at="600,140,150,20">Erster Monat</span><span at="840,140,60,20">9,00 €</span></div>
    <div at="600,170,300,20"><span at="600,170,150,20">Pfand</span><span at="840,170,60,20">30,00 €</span></div>
    <div at="600,200,300,20"><b at="600,200,150,20">Heute fällig</b><b at="840,200,60,20">39,00 €</b></div></section>
    <button at="600,240,300,50" type=button>Mieten</button>"""
    assert str(lay(page.format(" pro Monat"), "de-DE").advertised_money) == "19.00 EUR"
    assert lay(page.format(""), "de-DE").advertised_money is None


def _thing(name: str, price: str, button: str = "Add to cart") -> str:
    return f"<li><b>{name}</b><span class=price>{price}</span><button>{button}</button></li>"


@pytest.mark.parametrize(
    ("body", "price"),
    [
        (f"<ul>{_thing('Cup', '€12.00')}{_thing('Pot', '€30.00')}</ul>", "None"),
        # twice the same offer: in place, and in a bar that sticks to the edge
        (f"<ul>{_thing('Cup', '€12.00')}</ul><div>{_thing('Cup', '€12.00')}</div>", "12.00 EUR"),
        (
            f"<h1>Cup</h1>{_thing('', '€12.00')}<ul class=related>{_thing('Pot', '€30.00')}{_thing('Jug', '€9.00')}</ul>",
            "12.00 EUR",
        ),
    ],
)
def test_several_things_each_with_its_button(body: str, price: str) -> None:
    assert _advertised(body) == price


@pytest.mark.parametrize(
    "head",
    ["Pricing", "Our plans", "Preise", "Plans & Pricing", "Nos tarifs", "Precios", "Listino prezzi", "Tarieven", "Planos e preços",
     "Cennik", "Prislista", "料金プラン", "Dashboard"],
)  # fmt: skip
def test_a_page_called_a_list_of_prices(head: str) -> None:
    assert _advertised(f"<h1>{head}</h1><div class=price>10,00 €</div><p>Pro</p>") == "None"


@pytest.mark.parametrize("head", ["Price gun M6", "Plan chest, oak", "Preisetikett", "Cennik kieszonkowy PWN 2026"])
def test_a_thing_whose_name_begins_so(head: str) -> None:
    assert _advertised(f"<h1>{head}</h1><div class=price>10,00 €</div>") == "10.00 EUR"


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Cart:</h2>{_ROWS}<a href=/c>Checkout</a>",
        "<h1>Checkout</h1><p>Teapot 42.00 €</p><a href=/f>Finish</a>",
        "<h1>Do kasy</h1><p>Czajnik 42,00 zł</p>",
        "<h1>Studio Lind</h1><h1>Beställning nr 2031 (betald)</h1><p class=price>420,00 kr</p>",
        "<h1>注文番号 20318</h1><p>4,200円</p>",
    ],
)
def test_baskets_checkouts_and_orders_offer_nothing(body: str) -> None:
    assert _advertised(body) == "None"


def test_a_thing_that_sounds_like_an_order_is_one() -> None:
    assert (
        _advertised("<h1>Ordine 66 maglietta</h1><b class=price>19.00 €</b><button>Add to cart</button>") == "19.00 EUR"
    )


def test_what_nothing_speaks_for() -> None:
    """No name of a thing, no button, and no word that calls the amount a price."""
    assert _advertised("<table><tr><td>Lyftresa 12 min</td><td>87,00 kr</td></tr></table>") == "None"


def test_what_is_sold_by_weight() -> None:
    """The only amount of a page that sells, though it is told by the measure."""
    assert _advertised("<h1>Miel <small>8,40 € / 100g</small></h1><button>Add to cart</button>") == "8.40 EUR"
    body = "<h1>Miel</h1><p>Livraison 8,40 €</p><button>Ajouter au panier</button>"
    assert str(read_scene(f"<html lang=fr><body>{body}").advertised_money) == "None"


def test_a_count_of_things_is_no_price() -> None:
    bodies = ("10 projects", "24/7 support")
    for text in bodies:
        body = f"<h1>Plans</h1><div class=pricing><ul><li>{text}</li></ul><p>€ 9 / month</p></div>"
        amounts = read_scene(f"<html lang=en><body>{body}", url="https://shop.test/x").amounts
        assert [str(a.money) for a in amounts] == ["9.00 EUR"]


def test_an_abbreviation_ends_no_sentence() -> None:
    """ "incl. BTW": the amount before it does not stand in prose."""
    body = '<h1>Fietstas</h1><div class="price"><i class="original">EUR 79,00</i> EUR 59,00 incl. BTW 21% stuk</div>'
    assert str(read_scene(f"<html lang=nl><body>{body}").advertised_money) == "59.00 EUR"


def test_the_low_end_of_a_range_is_told_as_one() -> None:
    scene = read_scene(
        "<html lang=es><body><h1>Alfombra</h1><p class=price>45,00 € - 89,00 €</p><button>Añadir al carrito</button>"
    )
    assert (str(scene.advertised_money), scene.amounts[0].role) == ("45.00 EUR", "from")
