"""Pages that put no price forward, and those beside them that do."""

from __future__ import annotations

import pytest

from feelint.extract import read_scene

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
