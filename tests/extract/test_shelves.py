"""Shelves, filters, advertisements in an article: amounts that are the price of no thing of the page's own."""

from __future__ import annotations

import pytest

from feelint.extract import read_scene


def _price(lang: str, body: str) -> str:
    return str(read_scene(f"<html lang={lang}><body>{body}", url="https://shop.test/x").advertised_money)


def _card(name: str, price: str, button: str) -> str:
    return (
        f"<div class=row><b>{name}</b><p>Preis: {price}</p><form><input name=n><button>{button}</button></form></div>"
    )


def _linked(name: str, price: str, button: str) -> str:
    buys = f"<form><button>{button}</button></form>"
    return f'<li><h3><a href="/{name}">{name}</a></h3><span class=price>{price}</span>{buys}</li>'


SHELF = "".join(
    _card(name, price, "In den Warenkorb")
    for name, price in [("Rot", "9,90 €"), ("Blau", "12,90 €"), ("Grau", "11,50 €")]
)
ALIKE = "".join(_linked(name, "68,00 zł", "Do koszyka") for name in ("Klon", "Buk", "Jesion", "Orzech"))


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("de", f"<h1>Servietten aus Leinen</h1><p>Für jeden Tisch.</p>{SHELF}"),
        ("pl", f"<h1>Drewno na gryfy</h1><ul>{ALIKE}</ul>"),
        (
            "es",
            "<h1>Cocina</h1><table><tr><th>Artículo</th><th>Precio</th></tr><tr><td><a href=/a>Paellera</a></td>"
            "<td class=price>22,00 €</td></tr><tr><td><a href=/b>Cafetera</a></td><td class=price>14,50 €</td></tr></table>",
        ),
        (
            "it",
            "<h1>Caffè</h1><div class=filters><h4>Prezzo</h4><span class=price>5 € - 70 €</span></div>"
            + "<p>Miscele e cialde per ogni macchina.</p>" * 24,
        ),
        (
            "nl",
            "<h1>Waarom telefoons duurder worden</h1>" + "<p>Fabrikanten verhogen hun tarieven.</p>" * 30
            + "<div><b>Slechts € 1,25 per nummer!</b></div><div><b>Slechts € 1,67 per nummer!</b></div>",
        ),
    ],
)  # fmt: skip
def test_no_price_of_its_own(lang: str, body: str) -> None:
    assert _price(lang, body) == "None"


@pytest.mark.parametrize(
    ("lang", "body", "price"),
    [
        # its own price, before a shelf of others
        (
            "de",
            f"<h1>Tischdecke</h1><p class=price>49,00 €</p><form><button>In den Warenkorb</button></form><h2>Dazu passt</h2>{SHELF}",
            "49.00 EUR",
        ),
        # the price now below the price then, in rows like those of the shelf that has its own buttons
        (
            "en",
            "<h1>Saddle pad</h1><div class=prices><div><s>£49.00</s></div><div><b>£39.00</b></div></div>"
            f"<form><button>Add to basket</button></form><h2>Goes well with it</h2>{SHELF.replace('In den Warenkorb', 'Add to basket').replace(' €', ' £')}",
            "39.00 GBP",
        ),
        # no button that says it buys, the price beside the title
        ("sv", "<h1>Vas Björk</h1><p>399 kr</p><p>Handblåst glas.</p>", "399.00 SEK"),
    ],
)
def test_the_price_of_the_page_stays(lang: str, body: str, price: str) -> None:
    assert _price(lang, body) == price
