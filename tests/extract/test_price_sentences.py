"""A price and what is asked beside it in one line: each amount by its own words, with the abbreviations of ten languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from feelint.extract import read_scene
from feelint.model.scene import Scene
from feelint.model.words import PriceRole

BUTTONS = {
    "de": "In den Warenkorb", "en": "Add to basket", "es": "Añadir al carrito", "fr": "Ajouter au panier",
    "it": "Aggiungi al carrello", "ja": "カートに入れる", "nl": "In winkelwagen", "pl": "Do koszyka",
    "pt": "Adicionar ao carrinho", "sv": "Lägg i varukorgen",
}  # fmt: skip


def _offer(lang: str, text: str) -> Scene:
    body = f"<h1>Xylo 3</h1><p>{text}</p><form><button>{BUTTONS[lang]}</button></form>"
    return read_scene(f"<html lang={lang}><body>{body}", url="https://shop.test/xylo")


@pytest.mark.parametrize(
    ("lang", "text", "price", "kind", "asked"),
    [
        ("de", "49,90 € inkl. MwSt., zzgl. 4,90 € Versand", "49.90", "fulfillment", "4.90"),
        ("de", "49,90 € inkl. gesetzl. MwSt., zuzügl. 4,90 € Versandkosten", "49.90", "fulfillment", "4.90"),
        ("de", "41,93 € exkl. MwSt., zzgl. Versandkosten i. H. v. 5,95 €", "41.93", "fulfillment", "5.95"),
        ("de", "49,90 € + 4,90 € Versand", "49.90", "fulfillment", "4.90"),
        ("en", "£24.99 inc. VAT. Delivery approx. £3.95", "24.99", "fulfillment", "3.95"),
        ("en", "$89.00 excl. tax, plus $7.50 shipping", "89.00", "fulfillment", "7.50"),
        ("en", "£24.99 ex. VAT, p&p £3.95", "24.99", "fulfillment", "3.95"),
        ("en", "£24.99 p.p. incl. taxes, booking fee £2.50 p.p.", "24.99", "fee", "2.50"),
        ("es", "29,95 € (IVA incl.), envío aprox. 4,95 €", "29.95", "fulfillment", "4.95"),
        ("es", "29,95 € imp. incl., más 4,95 € de transporte", "29.95", "fulfillment", "4.95"),
        ("fr", "39,90 € T.T.C., frais de port 4,90 € en sus", "39.90", "fulfillment", "4.90"),
        ("fr", "39,90 € TTC (T.V.A. incl.), livraison env. 4,90 €", "39.90", "fulfillment", "4.90"),
        ("fr", "39,90 € + 4,90 € de frais de port", "39.90", "fulfillment", "4.90"),
        ("it", "29,90 € I.V.A. incl., spese di spedizione 5,90 €", "29.90", "fulfillment", "5.90"),
        ("it", "€ 29,90 + € 5,90 di trasporto", "29.90", "fulfillment", "5.90"),
        ("it", "29,90 € IVA incl., sped. 5,90 €", "29.90", "fulfillment", "5.90"),
        ("ja", "3,980円（税込）、送料550円", "3980", "fulfillment", "550"),
        ("ja", "3,980円（税込・送料別550円）", "3980", "fulfillment", "550"),
        ("nl", "€ 24,95 p.st. incl. btw, bezorging ca. € 4,50", "24.95", "fulfillment", "4.50"),
        ("nl", "€ 24,95 p.p. excl. btw, reserveringskosten € 2,50 p.p.", "24.95", "fee", "2.50"),
        ("pl", "129,00 zł brutto, dostawa 14,99 zł", "129.00", "fulfillment", "14.99"),
        ("pl", "129,00 zł w tym VAT, wysyłka od 14,99 zł", "129.00", "fulfillment", "14.99"),
        ("pl", "129,00 zł + 14,99 zł za dostawę", "129.00", "fulfillment", "14.99"),
        ("pt", "R$ 120,00 (inclui taxas), frete R$ 15,00", "120.00", "fulfillment", "15.00"),
        ("pt", "R$ 120,00 + taxa de R$ 12,00", "120.00", "fee", "12.00"),
        ("sv", "749 kr inkl. moms, frakt 59 kr tillkommer", "749", "fulfillment", "59"),
        ("sv", "749 kr ink. moms. Frakt 59 kr tillkommer.", "749", "fulfillment", "59"),
        ("sv", "599 kr exkl. moms, frakt fr. 49 kr", "599", "fulfillment", "49"),
        ("sv", "Pris: 749 kr inkl. moms (frakt 59 kr tillk.)", "749", "fulfillment", "59"),
    ],
)
def test_each_amount_by_its_own_words(lang: str, text: str, price: str, kind: str, asked: str) -> None:
    scene = _offer(lang, text)
    goods, beside = scene.amounts
    assert scene.advertised_money is not None
    assert scene.advertised_money.amount == Decimal(price)
    assert goods.included or goods.kind in ("item", "unknown")
    assert (str(beside.kind), beside.included) == (kind, False)
    assert beside.money is not None
    assert beside.money.amount == Decimal(asked)


@pytest.mark.parametrize("text", ["R$ 120,00 inclui taxas", "R$ 120,00, taxas inclusas"])
def test_taxes_inside_are_no_fee(text: str) -> None:
    assert all(amount.kind != "fee" for amount in _offer("pt", text).amounts)


@pytest.mark.parametrize("text", ["de 24,99 € a 39,99 €", "24,99 € – 39,99 €"])
def test_a_range_is_no_fall(text: str) -> None:
    scene = _offer("es", text)
    assert str(scene.advertised_money) == "24.99 EUR"
    assert scene.amounts[0].role is PriceRole.FROM


def test_a_fall_is_no_range() -> None:
    assert str(_offer("pt", "de R$ 99,00 por R$ 79,00").advertised_money) == "79.00 BRL"


def test_a_fee_in_a_list_of_what_is_inside_stays_inside() -> None:
    scene = _offer("en", "The price includes service fee $5.00, city tax $2.00 and delivery $3.00")
    assert all(amount.included for amount in scene.amounts)
