"""The advertised price: one small page for each general cause of a wrong reading."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from feelint.extract import read_scene
from feelint.money import Money
from tests.extract.pages import lay

CARD = '<li class="c"><a href="/p/{n}"><img src="/{n}.jpg" alt=""></a><h3><a href="/p/{n}">{name}</a></h3>{price}</li>'
BUY = {"en": "Add to cart", "de": "In den Warenkorb", "fr": "Ajouter au panier", "es": "Añadir al carrito",
       "it": "Aggiungi al carrello", "nl": "In winkelwagen", "pt": "Adicionar ao carrinho", "pl": "Dodaj do koszyka",
       "sv": "Lägg i varukorg", "ja": "カートに入れる"}  # fmt: skip


def ld(price: str, currency: str = "EUR", name: str = "Blue Lamp") -> str:
    """A product in JSON-LD."""
    offer = {"@type": "Offer", "price": price, "priceCurrency": currency}
    data = {"@context": "https://schema.org", "@type": "Product", "name": name, "offers": offer}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def others(*prices: str) -> str:
    """A list of other goods."""
    cards = (CARD.format(n=n, name=f"Other thing {n}", price=price) for n, price in enumerate(prices))
    return f"<ul>{''.join(cards)}</ul>"


def page(body: str, lang: str = "en", head: str = "", title: str = "Blue Lamp") -> str:
    """A product page: title, ``body``, buy button."""
    button = f"<button>{BUY[lang[:2]]}</button>" if "<button" not in body else ""
    return (
        f'<html lang="{lang}"><head><title>{title} | Shop</title>{head}</head>'
        f"<body><main><h1>{title}</h1>{body}{button}</main></body></html>"
    )


def read(html: str, url: str = "https://shop.example.com/p/1") -> Money | None:
    """The advertised price of a saved page."""
    return read_scene(html, url=url).advertised_money


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


CASES = {
    "stale structured data, shown as was-price": (
        page("<p><span>statt 999,00 €</span> <b>jetzt 799,00 €</b></p>", "de", ld("999.00")), eur("799")),
    "structured data without tax": (
        page('<p>45,00 € zzgl. MwSt.</p><p>53,55 € inkl. MwSt.</p>', "de", ld("45.00")), eur("53.55")),
    "structured data without tax, names only": (
        page('<p class="price-ex">€45.00</p><p class="price-inc">€54.00 inc. VAT</p>', "en", ld("45.00")), eur("54")),
    "structured data, price drawn by script": (
        page('<div class="price">--</div>' + others("59,99 €", "34,99 €", "99,00 €"), "de", ld("329.99")),
        eur("329.99")),
    "structured data of another product": (
        page('<div class="price">20,00 €</div>', "de", ld("99.00", name="Garden hose green") + ld("98", name="Axe red")),
        eur("20")),
    "structured data with a thousands point": (
        page('<div>Lieferung 79,- €</div>', "de", ld("1.299")), eur("1299")),
    "saving beside the price": (
        page('<div class="price"><b>€599</b> <i class="line-through">€849</i> <em>Save €250</em></div><p>Assembly €95</p>'),
        eur("599")),
    "was and now in Dutch": (page("<p>van € 1.495,- voor € 1.095,-</p><p>Hoes € 99,-</p>", "nl"), eur("1095")),
    "de … por": (page("<p>De 149,90 € por 119,90 €</p>", "pt"), eur("119.90")),
    "Neupreis": (page("<p>Neupreis 2019: 1.199 €</p><p>480 €</p><p>Versand 49 €</p>", "de"), eur("480")),
    "list price in a cell": (
        page("<table><tr><td>Listino</td><td>€ 549,00</td></tr><tr><td>Prezzo</td><td>€ 379,00</td></tr></table>", "it"),
        eur("379")),
    "old price by class alone": (
        page('<span class="prezzo-barrato">€ 41,20</span> <span class="nuovo">€ 28,47</span>', "it"), eur("28.47")),
    "two prices side by side": (page("<p><span>€ 41,20</span> <span>€ 28,47</span></p>", "it"), eur("28.47")),
    "old price by the percentage": (page("<p>€80.00 €64.00 <em>-20%</em></p>"), eur("64")),
    "saved by a condition only": (
        page('<p class="prix">21,90 €</p><p>-5 % en retrait magasin : 20,81 €</p>', "fr"), eur("21.90")),
    "lowest price of 30 days": (
        page("<p><b>1.899 €</b></p><p>Niedrigster Preis der letzten 30 Tage: 1.799 €</p>", "de"), eur("1899")),
    "each is the price": (
        page('<p><span class="a">€112.00</span> each</p><p>Set of 4: €448.00</p><p>Installation €21.99</p>'), eur("112")),
    "price per kilo first": (
        page('<p>€ 16,90 per kilo</p><p class="prijs">€ 8,45</p>', "nl"), eur("8.45")),
    "instalments": (page("<p>379,00 €</p><p>3 rate da 126,33 €</p><p>4 x 94,75 €</p>", "it"), eur("379")),
    "delivery and threshold": (
        page("<p>Ab 35 € versandkostenfrei</p><p>12,90 €</p><p>Versand 4,90 €</p>", "de"), eur("12.90")),
    "trade-in and bank offers": (
        page("<p>₹18,999</p><p>Upto ₹12,300 Off on Exchange</p><p>No cost EMI ₹3,167/month</p>", "en-IN"),
        Money(Decimal(18999), "INR")),
    "worth": (page("<p>Worth €36.00</p><p>€27.00</p>"), eur("27")),
    "extra in a box": (
        page('<p>€ 20,00</p><label><input type="checkbox"> Installazione € 5,00</label>', "it"), eur("20")),
    "the checked option": (
        page('<label><input type="radio" name="t"> Abo 9,00 €</label><label><input type="radio" name="t" checked>'
             " einmalig 10,00 €</label>", "de"), eur("10")),
    "sibling sizes": (
        page("<p><b>44,99 €</b></p><ul><li><a href='/3'>3 kg 14,99 €</a></li><li><a href='/7'>7 kg 29,99 €</a></li></ul>",
             "es"), eur("44.99")),
    "range": (page("<p>€129.00 – €149.00</p>"), eur("129")),
    "cents in sup": (page("<p class='price'>59<sup>95</sup> €</p>", "de"), eur("59.95")),
    "number, point and cents apart": (
        page('<div class="price"><span>3</span><span>.</span><span>49</span></div><p>€ 5,82 per kg</p>', "nl"),
        eur("3.49")),
    "number and cents without a point": (
        page('<div class="preis" ><span>89</span><span>00</span></div><p>Spedition 19,90 €</p>', "de"), eur("89")),
    "bare number under a price name": (page('<p class="product-price">49,95</p><p>Versand 4,90 €</p>', "de"), eur("49.95")),
    "euro between": (page("<p><b>449€95</b><i class='old'>529€99</i></p>", "fr"), eur("449.95")),
    "euro in sup": (page("<p><b>449<sup>€95</sup></b><del>529€99</del></p>", "fr"), eur("449.95")),
    "footnote": (page("<p class='preis'>3,79 €<sup>1</sup></p>", "de"), eur("3.79")),
    "colon and dash": (
        page("<p>11 995:- <span class='ordinarie'>14 995:-</span></p><p>Hemleverans 599:-</p>", "sv"),
        Money(Decimal(11995), "SEK")),
    "colon for the decimals": (
        page('<p class="pris">59:95</p><p>Jmf-pris 133,22 kr/kg</p>', "sv"), Money(Decimal("59.95"), "SEK")),
    "screen reader text": (
        page('<p class="price"><span class="sr-only">Price: €64.00</span><span aria-hidden="true">64</span></p>'
             "<p>Member price €57.60</p>"), eur("64")),
    "the regular block hidden by a class": (
        page('<div class="price__regular d-none">€30.00</div><div class="price__sale"><s>€30.00</s> €24.00</div>'), eur("24")),
    "税込 and 本体": (page("<p>本体価格 20,000円</p><p>税込 22,000円</p>", "ja"), Money(Decimal(22000), "JPY")),
    "通常価格": (
        page("<p>通常価格 ￥55,000 税込</p><p>販売価格 ￥45,100 税込</p>", "ja", ld("55000", "JPY")), Money(Decimal(45100), "JPY")),
    "net alone": (page("<p class='price'>2,19 €</p><p>zzgl. MwSt.</p>", "de", ld("2.19")), eur("2.19")),
    "product name with a charge's word": (
        page("<p>Neu: 480 €</p>", "de", title="Trekkingrad 28 Zoll mit Versandkoffer"), eur("480")),
    "title no heading, recommendations with one": (
        "<html lang='en'><head><title>Desk Light | Shop</title></head><body><div>Desk Light</div><div data-testid='price'>€79"
        "</div><button>Add to bag</button><h2>Pairs well with</h2>" + others("€129.00", "€59.00", "€15.00") + "</body></html>",
        eur("79")),
    "title h2, logo h1": (
        "<html lang='en'><head><title>Green Tea - Tea House</title></head><body><h1><a href='/'>Tea House</a></h1>"
        "<p>Free delivery from €35</p><h2>Green Tea</h2><p>€12.90</p><button>Add to cart</button></body></html>", eur("12.90")),
    "buy box in an aside": (
        "<html lang='en'><head><title>Blue Lamp</title></head><body><h1>Blue Lamp</h1><aside><p class='price'>€20.00</p>"
        "<button>Add to cart</button></aside></body></html>", eur("20")),
    "menu with priced goods": (
        "<html lang='en'><head><title>Blue Lamp</title></head><body><nav class='mega'>" + others("€9.00", "€8.00", "€7.00")
        + "</nav><h1>Blue Lamp</h1><p class='price'>€20.00</p><button>Add to cart</button></body></html>", eur("20")),
}  # fmt: skip

NOTHING = {
    "list": page(others("€10.00", "€12.00", "€13.00", "€14.00"), title="Lamps"),
    "basket": page("<table><tr><td><a href='/p'>Lamp</a></td><td>€10.00</td></tr></table><p>Total €10.00</p>",
                   title="Your basket"),
    "wishlist": page("<ul><li>Lamp €10.00</li><li>Chair €20.00</li><li>Desk €30.00</li></ul>", title="My wishlist"),
    "orders": page("<ul><li>合計金額 22,650円</li><li>合計金額 4,180円</li></ul>", "ja", title="注文履歴"),
    "delivery": "<html lang='fr'><body><h1>Livraison et retours</h1><table><tr><td>Domicile</td><td>6,90 €</td></tr>"
                "<tr><td>Express</td><td>12,90 €</td></tr></table></body></html>",
    "prose": "<html lang='de'><body><h1>Ratgeber Leuchten</h1><p>Eine gute Leuchte kostet zwischen 89,90 € und 350 €, wie "
             "unser Test zeigt.</p></body></html>",
    "on request": page("<p>Prezzo su richiesta</p><p>Campionario legni spedito a casa, 15,00 € per ogni invio fatto.</p>", "it"),
    "gone": page("<p>No longer available.</p>" + others("€10.00", "€12.00", "€13.00")),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_advertised(case: str) -> None:
    html, price = CASES[case]
    assert read(html) == price


@pytest.mark.parametrize("case", NOTHING)
def test_nothing_is_advertised(case: str) -> None:
    assert read(NOTHING[case]) is None


def test_a_bare_price_is_an_amount_of_the_scene() -> None:
    scene = read_scene(page('<p class="product-price">49,95</p>', "de"))
    assert scene.amounts[scene.advertised].money == scene.advertised_money == eur("49.95")


@pytest.mark.parametrize("text", ["14 Tage gratis testen", "14-Tage-Test", "30 jours", "24 hours", "3か月"])
def test_a_number_of_days_or_months_under_a_price_name_is_no_price(text: str) -> None:
    scene = read_scene(page(f'<p class="product-price">{text}</p><p>danach 7,99 € pro Monat</p>', "de"))
    assert [amount.money for amount in scene.amounts] == [eur("7.99")]


@pytest.mark.parametrize("text", ["49 / Monat", "49 monatlich", "49 pro Tag"])
def test_a_bare_price_per_month_stays_one(text: str) -> None:
    scene = read_scene(page(f'<p class="product-price">{text}</p><p>Versand 4,90 €</p>', "de"))
    assert eur("49") in [amount.money for amount in scene.amounts]


def test_the_first_page_of_a_shop_advertises_nothing() -> None:
    html = "<html lang='en'><body><h1>Great lamps</h1><p>Lamps €19.00</p></body></html>"
    assert read(html, "https://shop.example.com/") is None
    assert read(html, "https://shop.example.com/lamp") == eur("19")


def test_a_sentence_about_a_fee_is_neither_total_nor_price() -> None:
    """It stands first on the page, and says of a fee that it is added to the total."""
    page = """<html lang="ja"><body><h1>夏の音楽祭</h1>
    <p>￥350 チケット1枚あたりの手数料は、注文の合計に加算されます。</p>
    <form><h4>一日券</h4><p class="price">￥4,900 <small>消費税 19パーセントを含む</small></p>
    <button>カートに追加</button></form></body></html>"""
    scene = read_scene(page, facts=None)
    assert scene.advertised_money == Money(Decimal(4900), "JPY")
    assert scene.bill is None or scene.bill.total != Money(Decimal(350), "JPY")


@pytest.mark.parametrize(("beside", "price"), [(16, "24.99"), (40, "299.88")])
def test_a_price_by_the_month_that_towers_over_all_others_is_the_price(beside: int, price: str) -> None:
    """A rate is drawn much like what it pays for; a membership has nothing like its month."""
    body = f"""<h1 at="10,10,600,40,,34">One Club membership</h1><p at="10,60,300,20,,16">Day pass £9.50</p>
    <p at="700,60,200,60,,48">£24.99 a month</p><p at="700,130,300,20,,{beside}">£299.88 for the year</p>
    <form at="700,200,300,60"><button at="700,200,200,40">Add to basket</button></form>"""
    assert lay(body).advertised_money == Money(Decimal(price), "GBP")
