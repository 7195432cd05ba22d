"""Every amount of a page, in ten languages' ways to write it and in the ways that shops mark it up."""

from __future__ import annotations

import pytest

from tests.extract.pages import lay, pairs, read, worth


@pytest.mark.parametrize(
    ("locale", "html", "money"),
    [
        ("en-GB", "<p>£1,299.00</p>", "1299.00 GBP"),
        ("en-US", "<p>$1,299</p>", "1299.00 USD"),
        ("de-DE", "<p>1.299,00 €</p>", "1299.00 EUR"),
        ("de-CH", "<p>CHF 1’299.00</p>", "1299.00 CHF"),
        ("fr-FR", "<p>1\u202f299,00 €</p>", "1299.00 EUR"),
        ("es-ES", "<p>1.299,00€</p>", "1299.00 EUR"),
        ("it-IT", "<p>€ 1.299,00</p>", "1299.00 EUR"),
        ("nl-NL", "<p>€ 3.350,-</p>", "3350.00 EUR"),
        ("pt-BR", "<p>R$ 1.299,00</p>", "1299.00 BRL"),
        ("pl-PL", "<p>1 299,00 zł</p>", "1299.00 PLN"),
        ("sv-SE", "<p>1 299 kr</p>", "1299.00 SEK"),
        ("ja-JP", "<p>1,980円</p>", "1980 JPY"),
        ("ja-JP", "<p>¥1,980</p>", "1980 JPY"),
        ("en-GB", "<p>−£5.00</p>", "-5.00 GBP"),
        ("en-GB", "<p>(£5.00)</p>", "-5.00 GBP"),
        ("de-DE", "<p>– 5,00 €</p>", "-5.00 EUR"),
        ("de-DE", "<p>5,00- €</p>", "-5.00 EUR"),
        ("fr-FR", "<p>−\u00a05,00\u00a0€</p>", "-5.00 EUR"),
        ("de-DE", "<p><b>12</b><sup>90</sup> €</p>", "12.90 EUR"),
        ("fr-FR", "<p>12<sup>€90</sup></p>", "12.90 EUR"),
        ("fr-FR", "<p><span>12</span><span>€</span><sup>90</sup></p>", "12.90 EUR"),
        ("nl-NL", "<p>€<span>12,</span><sup>90</sup></p>", "12.90 EUR"),
        ("en-US", "<p><sup>$</sup><b>12</b><sup>90</sup></p>", "12.90 USD"),
        ("en-US", "<div><span>$</span><span>12</span><span>.</span><span>90</span></div>", "12.90 USD"),
        ("es-ES", "<p><data value=12.9>12,90</data> €</p>", "12.90 EUR"),
        ("en-GB", "<input value='£12.90' readonly>", "12.90 GBP"),
    ],
)
def test_one_amount(locale: str, html: str, money: str) -> None:
    """Exactly one amount, exactly read."""
    assert [m for _, m in pairs(read(html, locale))] == [money]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><td>Total</td><td>€</td><td>9,90</td></tr></table>", [("Total", "9.90 EUR")]),
        ("<table><tr><td>Total</td><td>9,90</td><td>€</td></tr></table>", [("Total", "9.90 EUR")]),
        ("<table><tr><td>Total</td><td>EUR</td><td>1.299,00</td></tr></table>", [("Total", "1299.00 EUR")]),
        (
            "<table><tr><td>Versand</td><td>€</td><td>4,90</td></tr><tr><td>Summe</td><td>€</td><td>14,90</td></tr></table>",
            [("Versand", "4.90 EUR"), ("Summe", "14.90 EUR")],
        ),
        ("<table><tr><td>Rabatt</td><td>€</td><td>-4,90</td></tr></table>", [("Rabatt", "-4.90 EUR")]),
    ],
)
def test_sign_and_number_in_separate_cells(html: str, expected: list[tuple[str, str]]) -> None:
    """As totals tables do it."""
    assert pairs(read(html, "de-DE")) == expected


@pytest.mark.parametrize(
    "html",
    ["<p>Art.-Nr. 12345</p>", "<p>Tel. 0800 123 456</p>", "<p>4,8 ★ (123)</p>", "<p>Box 5</p>", "<p>-20%</p>",
     "<script>var p = '£9.90'</script>", "<textarea>£9.90</textarea>", "<!-- £9.90 -->", "<p>12 kg</p>",
     "<input type=hidden value='£9.90'>", "<p>€</p><p>ab</p>", "<p>500 points</p>", "<p>2026</p>"],
)  # fmt: skip
def test_no_amount(html: str) -> None:
    """Numbers that are no money, and money that nobody sees."""
    assert read(html).amounts == ()


def test_screen_reader_duplicates_are_not_seen() -> None:
    """The visible price is one; what only a screen reader reads is another, and kept apart."""
    seen = read('<p><span class="sr-only">Price £9.90</span><span aria-hidden=true>£9<sup>90</sup></span></p>')
    assert [(f"{a.money}", a.visible) for a in seen.amounts] == [("9.90 GBP", False), ("9.90 GBP", True)]


def test_was_price_is_struck() -> None:
    seen = read("<p><del>£20.00</del> <ins>£15.00</ins></p>")
    assert [(f"{a.money}", a.struck) for a in seen.amounts] == [("20.00 GBP", True), ("15.00 GBP", False)]


def test_locale_decides_what_the_text_leaves_open() -> None:
    """3.350 is three thousand in German and three and a bit nowhere."""
    assert pairs(read("<p>3.350 €</p>", "de-DE")) == [("", "3350.00 EUR")]
    assert pairs(read("<p>$3.350</p>", "es-CL")) in ([("", "3350 CLP")], [("", "? $3.350")])


def test_the_dollar_of_the_site() -> None:
    """A bare dollar sign is the dollar of the domain."""
    assert pairs(read("<p>$5.00</p>", "en", url="https://a.ca/x")) == [("", "5.00 CAD")]
    assert pairs(read("<p>$5.00</p>", "en", url="https://a.com.au/x")) == [("", "5.00 AUD")]
    assert pairs(read("<p>$5.00</p>", "en-US", url="https://a.com/x")) == [("", "5.00 USD")]


def test_amounts_know_where_they_stand() -> None:
    """Node numbers and looks of the element drawn largest."""
    seen = lay('<p at="10,10,90,20"><span at="10,10,10,10,,10">€</span><b at="20,10,40,20,,28">12,90</b></p>', "de-DE")
    (amount,) = seen.amounts
    assert (f"{amount.money}", amount.node) == ("12.90 EUR", 12)
    assert amount.look is not None
    assert amount.look.font_px == 28


def test_amounts_in_controls() -> None:
    """Options with prices in their labels know their option."""
    seen = read(
        "<form><label><input type=radio name=d>Standard £4.95</label><label><input type=radio name=d>Express £9.95</label>"
        "<p>Total £20.00</p></form>"
    )
    assert [(f"{a.money}", a.in_control) for a in seen.amounts] == [("4.95 GBP", 0), ("9.95 GBP", 1), ("20.00 GBP", -1)]
    assert [c.amounts for c in seen.controls] == [(0,), (1,)]


def test_plus_sign() -> None:
    """A surcharge in an option's label."""
    assert [a.plus for a in read("<label><input type=radio>Card (+£2.00)</label>").amounts] == [True]


ROW = "<tr><th>{0}</th><th>{1}</th></tr><tr><td>Post</td><td>4.50</td></tr>"


@pytest.mark.parametrize(
    ("table", "sums"),
    [
        (f"<table>{ROW.format('Option', 'Price')}</table>", ["4.50 USD"]),
        (f"<table>{ROW.format('Opção', 'Preço')}</table>", ["4.50 USD"]),
        (f"<table>{ROW.format('Parcel', 'Weight')}</table>", []),
        (f"<table>{ROW.format('Price', 'Size')}</table>", []),
        ("<table><tr><th>Option</th><th>Price</th></tr><tr><td>Post</td><td>2</td></tr></table>", []),
    ],
)
def test_numbers_under_a_head_that_says_price(table: str, sums: list[str]) -> None:
    """A number with cents alone in its cell is money of the page's currency; a count, or another column, is not."""
    seen = read(f"{table}<p>Total: US$ 51.90</p>")
    assert [f"{a.money}" for a in seen.amounts][:-1] == sums


def test_an_options_price_without_a_sign_is_the_options() -> None:
    table = "<table><tr><th></th><th>option</th><th>price</th></tr>{0}</table><p>Grand total: US$ 51.90</p>"
    rows = [
        f"<tr><th><input type=radio name=d value={n}></th><td>{name}</td><td>{price}</td></tr>"
        for n, (name, price) in enumerate((("Courier", "12.00"), ("Post", "4.50")))
    ]
    assert [c.amounts for c in read(table.format("".join(rows))).controls] == [(0,), (1,)]


@pytest.mark.parametrize(
    ("whole", "cents", "sign", "font", "locale", "money"),
    [
        ("40", "00", "€", 16, "de-DE", "40.00 EUR"),
        ("299", "90", "kr", 16, "sv-SE", "299.90 SEK"),
        ("1.299", "00", "€", 20, "it-IT", "1299.00 EUR"),
        ("1 299", "95", "zł", 20, "pl-PL", "1299.95 PLN"),
        ("40", "12", "€", 34, "de-DE", "12.00 EUR"),
    ],
)
def test_small_cents_between_the_whole_number_and_its_sign(
    whole: str, cents: str, sign: str, font: int, locale: str, money: str
) -> None:
    """Each in a box of its own, side by side; two digits that are drawn as large as what stands before are no cents."""
    page = (
        f'<section at="90,90,300,60"><div at="100,100,47,49,0,34">{whole}</div>'
        f'<div at="148,100,22,23,0,{font}">{cents}</div><div at="171,100,36,49,0,34">{sign}</div></section>'
    )
    assert [worth(amount) for amount in lay(page, locale).amounts] == [money]
