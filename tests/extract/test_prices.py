"""The advertised price: the page's own item, not its neighbours, not its past, not its parts."""

from __future__ import annotations

import json

import pytest

from tests.extract.pages import lay, read

BUY = "<form><button>Add to basket</button></form>"


@pytest.mark.parametrize(
    ("locale", "body", "price"),
    [
        ("en-GB", "<h1>Lamp</h1><p class=price>£40.00</p>" + BUY, "40.00 GBP"),
        ("en-GB", "<h1>Lamp</h1><p><del>£50.00</del> <b>£40.00</b></p>" + BUY, "40.00 GBP"),
        ("en-GB", "<h1>Lamp</h1><p>RRP £50.00</p><p>£40.00</p><p>You save £10.00</p>" + BUY, "40.00 GBP"),
        ("en-GB", "<h1>Lamp</h1><p>£40.00</p><p>or 4 instalments of £10.00</p>" + BUY, "40.00 GBP"),
        ("de-DE", "<h1>Kaffee</h1><p>12,90 € <small>inkl. MwSt.</small></p><p>Grundpreis: 25,80 € / kg</p>"
         "<button>In den Warenkorb</button>", "12.90 EUR"),
        ("de-DE", "<h1>Lampe</h1><p>zzgl. 4,90 € Versand</p><p>40,00 €</p><button>In den Warenkorb</button>", "40.00 EUR"),
        ("fr-FR", "<h1>Lampe</h1><p>Ancien prix : 50,00 €</p><p>Prix : 40,00 €</p><button>Ajouter au panier</button>",
         "40.00 EUR"),
        ("es-ES", "<h1>Lámpara</h1><p>Antes 50,00 €</p><p>40,00 €</p><button>Añadir al carrito</button>", "40.00 EUR"),
        ("it-IT", "<h1>Lampada</h1><p>€ 40,00</p><button>Aggiungi al carrello</button>", "40.00 EUR"),
        ("nl-NL", "<h1>Lamp</h1><p>Van € 50,00 voor</p><p>€ 40,-</p><button>In winkelwagen</button>", "40.00 EUR"),
        ("pt-PT", "<h1>Candeeiro</h1><p>40,00 €</p><button>Adicionar ao carrinho</button>", "40.00 EUR"),
        ("pl-PL", "<h1>Lampa</h1><p>Najniższa cena z 30 dni: 35,00 zł</p><p>40,00 zł</p><button>Dodaj do koszyka</button>",
         "40.00 PLN"),
        ("sv-SE", "<h1>Lampa</h1><p>400 kr</p><button>Lägg i varukorgen</button>", "400.00 SEK"),
        ("ja-JP", "<h1>ランプ</h1><p>4,000円（税込）</p><p>送料 550円</p><button>カートに入れる</button>", "4000 JPY"),
    ],
)  # fmt: skip
def test_ten_languages(locale: str, body: str, price: str) -> None:
    """Beside was-prices, base prices, instalments, delivery and savings."""
    assert f"{read(body, locale).advertised_money}" == price


@pytest.mark.parametrize(
    ("foot", "title"),
    [("<footer><h1>Blijf op de hoogte</h1></footer>", ""),
     ("<div role=contentinfo><h1>Blijf op de hoogte</h1></div>", ""),
     ("<main><footer><h1>Theepot</h1></footer></main>", "Theepot")],
)  # fmt: skip
def test_what_the_foot_is_headed_with_is_no_item(foot: str, title: str) -> None:
    """The newsletter's heading, the only one of its level, stands in the foot of all pages."""
    body = f"<h2>Theepot</h2><p>€ 40,00</p><button>In winkelwagen</button>{foot}"
    seen = read(body, "nl-NL")
    assert f"{seen.advertised_money}" == "40.00 EUR"
    assert seen.item_name == title


@pytest.mark.parametrize("said", ["Offert par la maison", "Présenté par Léa"])
def test_a_swedish_quote_is_a_french_gift(said: str) -> None:
    """ "Offert" asks for a price in Swedish only with what stands beside it."""
    assert f"{read(f'<h1>Taille</h1><p>65,00 €</p><p>{said}</p>', 'fr-FR').advertised_money}" == "65.00 EUR"


def test_header_basket_and_related_goods() -> None:
    """A stale mini-basket above and other goods below, each with a price and a link."""
    card = "<li><a href=/x><img> Other {0}</a><span class=price>£{0}.00</span></li>"
    seen = read(
        "<header><a href=/b>Basket £12.00</a></header><h1>Lamp</h1><p class=price>£40.00</p>" + BUY
        + "<section class=related><h2>You may also like</h2><ul>" + "".join(card.format(n) for n in (5, 6, 7)) + "</ul></section>"
    )  # fmt: skip
    assert f"{seen.advertised_money}" == "40.00 GBP"
    assert seen.advertised_confidence >= 0.5


def test_option_prices_are_not_the_price() -> None:
    """Surcharges of variants and of extras."""
    seen = read(
        "<h1>Lamp</h1><p>£40.00</p><form><label><input type=radio name=c>Black</label>"
        "<label><input type=radio name=c>Gold (+£5.00)</label><label><input type=checkbox>Gift wrap £3.00</label>"
        "<button>Add to basket</button></form>"
    )
    assert f"{seen.advertised_money}" == "40.00 GBP"


def test_structured_data_is_one_witness() -> None:
    """It helps to choose, and stands alone where nothing is seen; it does not overrule the page's only price."""
    told = json.dumps({"@type": "Product", "name": "Lamp", "offers": {"price": "40.00", "priceCurrency": "GBP"}})
    head = f'<script type="application/ld+json">{told}</script>'
    alone = read("<h1>Lamp</h1>", head=head)
    assert (f"{alone.advertised_money}", alone.advertised) == ("40.00 GBP", -1)
    both = read("<h1>Lamp</h1><p>£39.00</p><p>£40.00</p>" + BUY, head=head)
    assert f"{both.advertised_money}" == "40.00 GBP"
    assert f"{both.amounts[both.advertised].money}" == "40.00 GBP"


def test_the_largest_near_the_title() -> None:
    """With layout: size and place decide where words say nothing."""
    seen = lay(
        '<main><h1 at="600,100,300,40,,32">Lamp</h1><div at="600,150,300,30"><b at="600,150,90,30,,28">£40.00</b></div>'
        '<p at="600,190,300,16">£2.00 a month for three years of cover</p>'
        '<button at="600,240,200,40">Add to basket</button><p at="0,700,300,16">£15.00</p></main>'
    )
    assert f"{seen.advertised_money}" == "40.00 GBP"


@pytest.mark.parametrize("body", ["", "<h1>About us</h1><p>Since 1950</p>", "<p>−£5.00</p>"])
def test_none(body: str) -> None:
    seen = read(body)
    assert (seen.advertised_money, seen.advertised) == (None, -1)


ASIDE = "<h1>Oak lamp</h1><div><p>{before}</p><p>£40.00</p><p>{behind}</p></div>" + BUY


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("", "<a href=/ask>Ask an expert</a> <a href=/print>Print this page</a>"),
        ("", "plus <a href=/costs>Delivery costs</a>"),
        ("<h3>Quantity:</h3>", ""),
        ("<h3>Your colour:</h3>", "<a href=/note>Remember this page</a>"),
    ],
)
def test_captions_and_links_behind_a_price_name_no_other_thing(before: str, behind: str) -> None:
    assert f"{read(ASIDE.format(before=before, behind=behind), 'en-GB').advertised_money}" == "40.00 GBP"


def test_the_number_of_an_article_is_no_price() -> None:
    """Seven digits without a currency, in an element that the author calls after the price."""
    page = "<h1>Tasche</h1><div class=price><p><span>8570931</span></p><p>Lagernd</p><p>€ 10,83</p></div><button>In den Warenkorb</button>"
    assert f"{read(page, 'de-DE').advertised_money}" == "10.83 EUR"


ADDED = [
    ("en-GB", "plus delivery", "£40.00", "£4.00", "£44.00"), ("en-GB", "Shipping calculated at checkout", "£40.00", "£4.00", "£44.00"),
    ("de-DE", "zzgl. Versandkosten", "40,00 €", "4,00 €", "44,00 €"), ("fr-FR", "hors frais de port", "40,00 €", "4,00 €", "44,00 €"),
    ("es-ES", "más gastos de envío", "40,00 €", "4,00 €", "44,00 €"), ("it-IT", "più spese di spedizione", "40,00 €", "4,00 €", "44,00 €"),
    ("nl-NL", "excl. verzendkosten", "€ 40,00", "€ 4,00", "€ 44,00"), ("pt-PT", "mais portes de envio", "40,00 €", "4,00 €", "44,00 €"),
    ("pl-PL", "plus koszty dostawy", "40,00 zł", "4,00 zł", "44,00 zł"), ("sv-SE", "exkl. frakt", "40,00 kr", "4,00 kr", "44,00 kr"),
    ("ja-JP", "送料別", "4,000円", "400円", "4,400円"),
]  # fmt: skip
BUYING = {
    "en": "Add to basket", "de": "In den Warenkorb", "fr": "Ajouter au panier", "es": "Añadir al carrito", "it": "Aggiungi al carrello",
    "nl": "In winkelwagen", "pt": "Adicionar ao carrinho", "pl": "Dodaj do koszyka", "sv": "Lägg i varukorgen", "ja": "カートに入れる",
}  # fmt: skip


@pytest.mark.parametrize(("locale", "words", "price", "post", "total"), ADDED)
def test_what_comes_on_top_is_said_in_a_line_of_its_own(
    locale: str, words: str, price: str, post: str, total: str
) -> None:
    """It does not name the price above it; where it stands beside an amount, it names that one."""
    item = f"<h1>Oak</h1><div><p>{price}</p><p>{words}</p></div><form><button>{BUYING[locale[:2]]}</button></form>"
    alone = read(item, locale)
    assert alone.advertised_money is not None
    assert [amount.money for amount in alone.amounts] == [alone.advertised_money]
    rows = (("Oak", price), (words, post), ("Total", total))
    summary = read("".join(f"<div><span>{label}</span> <b>{amount}</b></div>" for label, amount in rows), locale).bill
    assert summary is not None
    assert [(line.label, line.kind) for line in summary.counted] == [("Oak", "item"), (words, "fulfillment")]


@pytest.mark.parametrize(
    ("locale", "price", "note", "role"),
    [
        ("nl-NL", "24,90 EUR* / m", "*incl. BTW", "unit"),
        ("de-DE", "12,50 €*/kg", "* inkl. MwSt.", "unit"),
        ("sv-SE", "99 kr* per månad", "*inkl. moms", "recurring"),
        ("fr-FR", "12,50 €*", "*TTC", None),
    ],
)
def test_a_footnote_s_mark_between_price_and_unit(locale: str, price: str, note: str, role: str | None) -> None:
    seen = read(f"<h1>X</h1><p><b>{price}</b></p><p><small>{note}</small></p>" + BUY, locale)
    assert [str(amount.role) if amount.role else None for amount in seen.amounts] == [role]
