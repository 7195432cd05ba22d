"""The whole scene: language, currency, what belongs to whom; and no page that makes it fail."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelint.extract import read_scene
from feelint.extract.dom import Facts
from feelint.model.scene import Scene
from feelint.model.words import Belongs, ChargeKind, PriceRole
from tests.extract.pages import read


@pytest.mark.parametrize(
    ("html", "url", "locale"),
    [
        ('<html lang="de-AT">', "", "de-AT"),
        ('<html lang="de">', "https://a.ch/x", "de-CH"),
        ('<html lang="en">', "https://a.co.uk/x", "en-GB"),
        ('<html lang="en">', "https://a.com/x", "en"),
        ('<html xml:lang="fr">', "", "fr"),
        ('<meta property="og:locale" content="pt_BR">', "", "pt-BR"),
        ("<p>x</p>", "https://a.de/", ""),
        ('<html lang="de">', "http://127.0.0.1:80/", "de"),
        ('<html lang="en-US">', "https://a.com/sv-SE/p/3", "sv-SE"),
        ('<html lang="en">', "https://a.com/global/pt_br/", "pt-BR"),
        ('<html lang="it">', "https://a.com/to-do/xx-YY/", "it"),
        ('<html lang="it">', "https://a.com/a/b/de-AT", "it"),
    ],
)
def test_locale(html: str, url: str, locale: str) -> None:
    """What the page says of its language, with the country of its domain."""
    assert read_scene(html, url=url).locale == locale


def test_given_locale() -> None:
    """It settles the region of the page's language; a page in another language keeps its own."""
    assert read_scene('<html lang="de">', locale="de-CH").locale == "de-CH"
    assert read_scene('<html lang="fr">', locale="de-CH").locale == "fr"
    assert read_scene("<p>x</p>", locale="de-CH").locale == "de-CH"


@pytest.mark.parametrize(
    ("body", "given", "currency"),
    [("<p>£1.00 £2.00 €3.00</p>", "", "GBP"), ("<p>£1.00</p>", "EUR", "EUR"), ("<p>x</p>", "", ""),
     ('<meta property="og:price:amount" content="4"><meta property="og:price:currency" content="SEK">', "", "SEK")],
)  # fmt: skip
def test_currency(body: str, given: str, currency: str) -> None:
    """Given, told to machines, or what most amounts carry."""
    assert read_scene(f"<body>{body}</body>", currency=given).currency == currency


def test_belongs() -> None:
    """The item's price, its bill, and what is none of the customer's business."""
    product = read(
        "<h1>Lamp</h1><p class=price>£40.00</p><button>Add to basket</button><aside><p>Mat £9.00</p></aside>"
    )
    assert [(f"{a.money}", a.belongs) for a in product.amounts] == [
        ("40.00 GBP", Belongs.ITEM),
        ("9.00 GBP", Belongs.OTHER),
    ]
    basket = read("<table><tr><td>Lamp<td>£40.00<tr><td>Delivery<td>£5.00<tr><td>Total<td>£45.00</table>")
    assert {a.belongs for a in basket.amounts} == {Belongs.BILL}
    assert [a.kind for a in basket.amounts] == ["unknown", "fulfillment", "total"]


def test_title_name_and_size() -> None:
    seen = read_scene(
        "<title> Lamp </title><h1>Lamp</h1>", facts={"v": 1, "viewport": [800, 600], "page": [800, 2000], "title": "T"}
    )
    assert (seen.title, seen.item_name, seen.viewport, seen.page_height, seen.layout_known) == (
        "T",
        "Lamp",
        (800, 600),
        2000,
        True,
    )


def test_a_choice_owns_the_amount_of_its_row() -> None:
    """The price of an option stands beside its label, not in it."""
    seen = read(
        "<ul><li><input type=radio name=d id=a><label for=a>Standard</label> <span>£4.95</span></li>"
        "<li><input type=radio name=d id=b><label for=b>Express</label> <span>£9.95</span></li></ul>"
    )
    assert [a.in_control for a in seen.amounts] == [0, 1]


def test_a_box_under_a_summary_owns_none_of_its_rows() -> None:
    seen = read(
        "<form><table><tr><td>Lamp<td>£40.00<tr><td>Delivery<td>£5.00<tr><td>Total<td>£45.00</table>"
        "<label><input type=checkbox> I agree</label></form>"
    )
    assert [a.in_control for a in seen.amounts] == [-1, -1, -1]


PIECES = st.sampled_from(
    ["<div>", "</div>", "<p>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<dl><dt>", "<dd>", "<ul><li>", "<form>",
     "</form>", "<input>", "<input type=radio name=a checked>", "<input type=checkbox value=1>", "<select><option>",
     "</select>", "<button>", "</button>", "<label for=x>", "<fieldset disabled><legend>", "<dialog open>", "<h1>", "</h1>",
     "<a href=/x>", "<span class=price>", "<del>", "<sup>90</sup>", "<svg><title>", "<template>", "<noscript>", "<iframe>",
     '<div role=radiogroup aria-labelledby="x y">', "<div role=dialog aria-modal=true>", "<meta property=og:price:amount content=9>",
     '<script type="application/ld+json">{"offers":[{"price":1}]}</script>', "<i data-fl=11>", "<b data-fl=12 data-fl-hidden>",
     "<!--", "-->", "<![CDATA[", "&#x0;", "&nbsp;", "\x00", "Total ", "Subtotal ", "Delivery ", "£4.95 ", "40,00 € ", "-5 kr ",
     "合計 1,980円 ", "$1.299 ", "€ ", "12 ", "9" * 60 + " €", "£" + "1" * 30 + ".00", "Continue ", "Pay now ", "VAT 20% incl. ",
     "∞ €", "١٢ €", "²³ £", "1e9 USD"],
)  # fmt: skip
SOUP = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)
FACTS: Any = st.fixed_dictionaries(
    {},
    optional={
        "v": st.just(1),
        "lang": st.sampled_from(["", "de", "en-GB", "xx", "ja_JP", "\x00"]),
        "viewport": st.sampled_from([[1200, 800], [0, 0]]),
        "page": st.sampled_from([[1200, 8000], []]),
        "nodes": st.dictionaries(
            st.sampled_from(["11", "12", "99"]),
            st.tuples(st.integers(0, 2**11 - 1), *[st.floats(-1e5, 1e5)] * 5, st.integers(1, 1000), st.none()).map(
                list
            ),
            max_size=3,
        ),
        "state": st.dictionaries(
            st.sampled_from(["11", "12"]),
            st.fixed_dictionaries({}, optional={"value": st.text(max_size=5), "checked": st.booleans()}),
            max_size=2,
        ),
    },
)


@settings(max_examples=150, deadline=None)
@given(SOUP, st.none() | FACTS, st.sampled_from(["", "de-DE", "en", "tlh"]))
def test_no_soup_makes_it_fail(html: str, facts: Facts | None, locale: str) -> None:
    """Any markup, any facts: a scene, whose indices point at what is there, and which survives being written down."""
    seen = read_scene(html, facts=facts, locale=locale)
    assert -1 <= seen.advertised < len(seen.amounts)
    assert all(-1 <= amount.in_control < len(seen.controls) for amount in seen.amounts)
    assert all(0 <= at < len(seen.amounts) for control in seen.controls for at in control.amounts)
    assert all(-1 <= control.overlay < len(seen.overlays) for control in seen.controls)
    if seen.bill is not None:
        assert 0 <= seen.bill.total_index < len(seen.amounts)
        assert seen.bill.residual is None or seen.bill.residual.currency == seen.currency or seen.currency
    assert Scene.model_validate_json(seen.model_dump_json()) == seen


def test_the_same_page_twice_is_the_same_scene() -> None:
    html = "<h1>Lamp</h1><p>£40.00</p><table><tr><td>Lamp<td>£40.00<tr><td>Total<td>£40.00</table>"
    assert read(html) == read(html)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("$9.99/month", "recurring"), ("9,99 €/Monat", "recurring"), ("980円/月", "recurring"), ("99 kr/månad", "recurring"),
        ("$120/yr", "recurring"), ("€3.20/kg", "unit"), ("$80/night", "unit"), ("$9.99", None),
    ],
)  # fmt: skip
def test_what_stands_right_behind_an_amount_says_whether_it_comes_again(text: str, role: str | None) -> None:
    seen = read_scene(f"<html lang=en><body><h1>Plan</h1><p>{text}</p></body></html>")
    assert [amount.role for amount in seen.amounts] == [role]


@pytest.mark.parametrize(
    ("html", "locale", "role"),
    [
        ("<div><p><small>from</small> £68.00*</p><p>Passengers: 1 adult</p></div>", "en-GB", PriceRole.FROM),
        ("<div><p>ab 68,00 €</p><p>Hin und zurück</p></div>", "de-DE", PriceRole.FROM),
        ("<div><p>£68.00</p><p>Passengers: 1 adult</p></div>", "en-GB", None),
        ("<div><p>from £4.00</p><p>Delivery</p></div>", "en-GB", None),
    ],
)
def test_from_before_an_amount_that_something_else_names(html: str, locale: str, role: PriceRole | None) -> None:
    """The word from, right before a price, is its role, whatever text beside it is taken for its name; a charge has none."""
    assert [amount.role for amount in read(html, locale).amounts] == [role]


@pytest.mark.parametrize(
    ("lang", "ship_to", "sign", "currency"),
    [
        ("en", "SE", "kr", "SEK"),
        ("en", "DK", "kr", "DKK"),
        ("en", "FR", "kr", ""),
        ("en", "", "kr", ""),
        ("en", "SE", "€", "EUR"),
        ("en", "US", "$", "USD"),
        ("en", "DE", "$", "USD"),
        ("en", "CA", "$", ""),
        ("en", "AU", "$", ""),
        ("en", "CA", "CA$", "CAD"),
        ("en", "CA", "US$", "USD"),
        ("en-CA", "AU", "$", "CAD"),
        ("en-US", "CA", "$", "USD"),
        ("fr", "CA", "$", "CAD"),
        ("es", "MX", "$", "MXN"),
        ("sv", "NO", "kr", "SEK"),
        ("ja", "CN", "¥", "JPY"),
        ("en", "GB", "£", "GBP"),
        ("nl", "CA", "$", "CAD"),
    ],
)
def test_a_sign_of_several_currencies(lang: str, ship_to: str, sign: str, currency: str) -> None:
    """It means the money of the country that the page names, else of the place; a language of both countries tells neither."""
    html = page_in(lang, sign)
    seen = read_scene(html, ship_to=ship_to)
    assert seen.currency == currency
    assert (seen.bill is not None and seen.bill.total is not None) is bool(currency)
    assert not (seen.currency and seen.currency_open)


@pytest.mark.parametrize(
    ("told", "currency"),
    [
        ({"known": "AUD"}, "AUD"),
        ({"known": "USD"}, "USD"),
        ({"known": "EUR"}, ""),
        ({"currency": "AUD"}, "AUD"),
        ({"url": "https://shop.example.com.au/cart"}, "AUD"),
        ({"url": "https://shop.example.com/cart"}, ""),
    ],
)
def test_what_else_tells_the_money_of_a_sign(told: dict[str, Any], currency: str) -> None:
    assert read_scene(page_in("en", "$"), ship_to="AU", **told).currency == currency


@pytest.mark.parametrize(
    ("said", "currency"), [("All prices in AUD.", "AUD"), ("USD", "USD"), ("AUD USD EUR", ""), ("Australia", "")]
)
def test_a_code_on_the_page_tells_the_money_of_a_sign(said: str, currency: str) -> None:
    assert read_scene(page_in("en", "$", said), ship_to="AU").currency == currency


def test_what_stays_open_is_read_as_the_place_s_money_where_a_walk_has_to_go_on() -> None:
    seen = read_scene(page_in("en", "$"), ship_to="AU", guess=True)
    assert seen.currency_open == ("AUD", "USD")
    assert seen.bill is not None
    assert str(seen.bill.total) == "54.00 AUD"
    strict = read_scene(page_in("en", "$"), ship_to="AU")
    assert [str(money) for money in strict.amounts[-1].ambiguous] == ["54.00 AUD", "54.00 USD"]


def page_in(lang: str, sign: str, said: str = "") -> str:
    """A small bill whose amounts bear ``sign``."""
    shown = "{sign} {cost}.00" if sign.endswith("$") else "{cost},00 {sign}"
    rows = "".join(f"<tr><td>{name}</td><td>{shown.format(sign=sign, cost=cost)}</td></tr>" for name, cost in BILL)
    return f'<html lang="{lang}"><h1>Kassa</h1><table>{rows}</table><p>{said}</p></html>'


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        ("Versand", "Standard", ChargeKind.FULFILLMENT),
        ("Frakt", "Expo", ChargeKind.FULFILLMENT),
        ("Livraison", "Formule 18", ChargeKind.FULFILLMENT),
        ("Ihre Auswahl", "Standard", None),
    ],
)
def test_a_row_alone_under_delivery_is_that_whatever_it_is_called(
    head: str, name: str, kind: ChargeKind | None
) -> None:
    """ "Standard" under "Versand"; goods above the heading, and several rows below it, stay what they are."""
    row = "<tr><th>{}</th><td>{}</td></tr>"
    goods = row.format("Kanne", "40,00 €") + row.format("Becher", "9,50 €")
    over = f"<tr><th colspan=2>{head}</th></tr>"
    total = "<tr><th colspan=2>Alles</th></tr>" + row.format("Total", "54,45 €")
    bill = read(f"<table>{goods}{over}{row.format(name, '4,95 €')}{total}</table>", "de").bill
    assert bill is not None
    kinds = {line.label: line.kind for line in bill.lines}
    assert (kinds[name] is ChargeKind.FULFILLMENT) is (kind is not None)
    assert ChargeKind.FULFILLMENT not in {kinds["Kanne"], kinds["Becher"]}
    below = read(f"<table>{over}{goods}{row.format(name, '4,95 €')}{total}</table>", "de").bill
    assert below is not None
    assert ChargeKind.FULFILLMENT not in {line.kind for line in below.lines}


BILL = (("Tekanna", 42), ("Frakt", 12), ("Summa", 54))


@pytest.mark.parametrize(
    ("lang", "said"),
    [("sv", "exkl. skatt"), ("de", "ohne MwSt."), ("fr", "hors TVA"), ("es", "sin IVA"), ("nl", "excl. btw")],
)
def test_a_total_told_once_more_without_tax_is_no_tax(lang: str, said: str) -> None:
    html = (
        f'<html lang="{lang}"><table><tr><td>Lampa</td><td>40,00 €</td></tr><tr><td>DHL</td><td>4,90 €</td></tr>'
        f"<tr><td>Total</td><td>44,90 €<br><small>({{}} {said})</small></td></tr></table></html>"
    )
    bill = read_scene(html.format("37,73 €")).bill
    assert bill is not None
    assert [str(line.amount.amount) for line in bill.lines] == ["40.00", "4.90"]
    assert bill.total is not None
    assert str(bill.total.amount) == "44.90"
