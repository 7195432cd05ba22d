"""Prices told to machines: JSON-LD, microdata, RDFa, meta tags; broken ones too."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelint.extract.dom import parse
from feelint.extract.structured import structured_name, structured_prices

Found = list[tuple[str, str, str, str]]


def found(html: str, locale: str = "") -> Found:
    return [(p.source, p.kind, f"{p.money}", p.name) for p in structured_prices(parse(html), locale)]


def ld(data: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


LAMP = {"@type": "Product", "name": "Lamp"}
OFFER = {"@type": "Offer", "price": "40.00", "priceCurrency": "GBP"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({**LAMP, "offers": OFFER}, [("jsonld", "price", "40.00 GBP", "Lamp")]),
        ({**LAMP, "offers": [OFFER]}, [("jsonld", "price", "40.00 GBP", "Lamp")]),
        ({"@graph": [{"@type": "WebPage"}, {**LAMP, "offers": OFFER}]}, [("jsonld", "price", "40.00 GBP", "Lamp")]),
        ([{**LAMP, "offers": {**OFFER, "price": 40}}], [("jsonld", "price", "40.00 GBP", "Lamp")]),
        ({**LAMP, "offers": {**OFFER, "price": "40,00"}}, [("jsonld", "price", "40.00 GBP", "Lamp")]),
        ({**LAMP, "offers": {"@type": "AggregateOffer", "lowPrice": 40, "highPrice": 60, "priceCurrency": "EUR"}},
         [("jsonld", "low", "40.00 EUR", "Lamp"), ("jsonld", "high", "60.00 EUR", "Lamp")]),
        ({**LAMP, "offers": {"offers": [OFFER], "priceCurrency": "GBP"}}, [("jsonld", "price", "40.00 GBP", "Lamp")]),
        ({**LAMP, "offers": {"priceSpecification": {"price": "40.00", "priceCurrency": "GBP"}}},
         [("jsonld", "price", "40.00 GBP", "Lamp")]),
        ({**LAMP, "offers": {**OFFER, "priceSpecification": {"priceType": "https://schema.org/ListPrice", "price": 50}}},
         [("jsonld", "price", "40.00 GBP", "Lamp"), ("jsonld", "list", "50.00 GBP", "Lamp")]),
        ({**LAMP, "offers": {**OFFER, "price": None}}, []),
        ({**LAMP, "offers": {**OFFER, "price": True}}, []),
        ({**LAMP, "offers": {**OFFER, "price": {"value": 4}}}, []),
        ({**LAMP, "offers": {**OFFER, "price": "on request"}}, []),
        ({**LAMP, "offers": "none"}, []),
        ({"@type": "Product", "offers": {**OFFER, "priceCurrency": "JPY", "price": "1980"}}, [("jsonld", "price", "1980 JPY", "")]),
        ("a string", []),
        (17, []),
    ],
)  # fmt: skip
def test_json_ld(data: Any, expected: Found) -> None:
    """Offers wherever schema.org allows them, and values that are none."""
    assert found(ld(data)) == expected


@pytest.mark.parametrize(
    "text",
    [
        '{"@type":"Product","name":"Lamp","offers":{"price":"40.00","priceCurrency":"GBP",},}',
        '<!-- {"@type":"Product","name":"Lamp","offers":{"price":"40.00","priceCurrency":"GBP"}} -->',
        '{"@type":"Product","name":"Lamp","description":"a\nb","offers":{"price":"40.00","priceCurrency":"GBP"}}',
        '//<![CDATA[\n{"@type":"Product","name":"Lamp","offers":{"price":"40.00","priceCurrency":"GBP"}}\n//]]>',
    ],
)
def test_json_ld_with_the_usual_faults(text: str) -> None:
    """Trailing commas, comments, raw line breaks, CDATA."""
    assert found(f'<script type="application/ld+json">{text}</script>') == [("jsonld", "price", "40.00 GBP", "Lamp")]


@pytest.mark.parametrize("text", ["", "{", "null", "[[[", '{"offers":', "x" * 100, "[" * 5000])
def test_json_ld_beyond_help(text: str) -> None:
    assert found(f'<script type="application/ld+json">{text}</script>') == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<div itemscope itemtype="https://schema.org/Product"><b itemprop=name>Lamp</b><div itemprop=offers itemscope>'
         '<meta itemprop=priceCurrency content=EUR><span itemprop=price content="40.00">40 €</span></div></div>',
         ("microdata", "price", "40.00 EUR", "Lamp")),
        ('<div itemscope><span itemprop=name>Lampe</span><span itemprop=price>40,00 €</span></div>',
         ("microdata", "price", "40.00 EUR", "Lampe")),
        ('<div typeof="Product"><b property="name">Lamp</b><span property="schema:price" content="40">x</span>'
         '<span property="schema:priceCurrency" content=USD></span></div>', ("rdfa", "price", "40.00 USD", "Lamp")),
        ('<meta property="product:price:amount" content="40.00"><meta property="product:price:currency" content="SEK">',
         ("meta", "price", "40.00 SEK", "")),
        ('<meta property="og:price:amount" content="1.980,00"><meta property="og:price:currency" content="EUR">',
         ("meta", "price", "1980.00 EUR", "")),
    ],
)  # fmt: skip
def test_marked_up(html: str, expected: tuple[str, str, str, str]) -> None:
    """Microdata, RDFa and meta tags."""
    assert found(html, "de-DE") == [expected]


def test_the_same_price_told_twice_is_one() -> None:
    assert len(found(ld({**LAMP, "offers": OFFER}) * 2)) == 1


@pytest.mark.parametrize(
    ("html", "name"),
    [
        (ld({**LAMP, "offers": OFFER}), "Lamp"),
        (ld({"@type": "Organization", "name": "Shop"}), ""),
        (ld({"@type": ["Thing", "http://schema.org/Product"], "name": " A  Lamp "}), "A Lamp"),
        ('<meta property="og:title" content="Lamp | Shop">', "Lamp | Shop"),
        (ld({"@type": "Product", "name": ["x"]}), ""),
    ],
)
def test_name(html: str, name: str) -> None:
    assert structured_name(parse(html)) == name


scalars = (
    st.none() | st.booleans() | st.integers(-5, 10**6) | st.sampled_from(["40.00", "GBP", "Product", "", "x", "1,9"])
)
keys = st.sampled_from(
    ["@type", "@graph", "offers", "price", "lowPrice", "priceCurrency", "priceSpecification", "name", "priceType"]
)
trees = st.recursive(scalars, lambda t: st.lists(t, max_size=3) | st.dictionaries(keys, t, max_size=5), max_leaves=20)


@settings(max_examples=80, deadline=None)
@given(trees)
def test_any_tree_is_read(data: Any) -> None:
    """Whatever the shape, prices or none, never an error."""
    document = parse(ld(data))
    assert all(price.money.currency for price in structured_prices(document))
    assert isinstance(structured_name(document), str)
