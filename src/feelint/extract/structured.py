"""Prices that a page tells machines: JSON-LD, microdata, RDFa and meta tags (schema.org, Open Graph)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from typing import Any

from feelint.extract.dom import Document, Node, squeeze
from feelint.model.scene import StructuredPrice
from feelint.money import Money, find, minor_digits

_PLAIN = re.compile(r"\d{1,12}(?:\.\d{1,4})?\Z")
_CODE = re.compile(r"[A-Z]{3}\Z")
_PRODUCT_TYPES = frozenset(
    [
        "product",
        "productgroup",
        "productmodel",
        "individualproduct",
        "someproducts",
        "vehicle",
        "car",
        "book",
        "event",
        "musicevent",
        "theaterevent",
        "sportsevent",
        "festival",
        "course",
        "hotelroom",
        "accommodation",
        "softwareapplication",
        "service",
        "offer",
        "aggregateoffer",
        "movie",
        "game",
    ]
)
_PRODUCT = re.compile(r"product|book|vehicle|car\b|event|course|service|game|movie", re.I)
_OFFER_TYPES = frozenset(("offer", "aggregateoffer", "demand"))
_DECODER = json.JSONDecoder(strict=False)
_WRAPPED = re.compile(r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?)\s*$")
_FINE = re.compile(r"\d{1,12}\.\d{5,20}")
_GROUPED = re.compile(r"\d{1,3}\.\d{2}[1-9]\Z|\d{1,3}\.000\Z")
_META_PREFIXES = (
    "product:sale_price",
    "product",
    "og",
    "og:product",
    "product:price",
    "product:original_price",
    "twitter",
)
_WORD = re.compile(r"(?:price|preis|prix|precio|prezzo|prijs|preço|cena|pris|価格)s?:?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|,(?=\s*[}\]])")


def structured_prices(document: Document, locale: str = "") -> list[StructuredPrice]:
    """All prices in structured data, in the order of trust: JSON-LD, microdata and RDFa, meta tags."""
    found = [*_json_ld(document, locale), *_marked_up(document, locale), *_meta(document, locale)]
    unique: dict[tuple[str, str, str, str], StructuredPrice] = {}
    for price in found:
        unique.setdefault((price.source, price.name, price.kind, str(price.money)), price)
    return list(unique.values())


def structured_name(document: Document) -> str:
    """The name of the page's product in structured data, or the empty string."""
    for block in _blocks(document):
        for thing in _things(block):
            if _is_product(thing) and isinstance(thing.get("name"), str):
                return squeeze(thing["name"])
    for node in document.nodes:
        if node.tag == "meta" and node.get("property") == "og:title":
            return squeeze(node.get("content"))
    return ""


def _blocks(document: Document) -> Iterator[Any]:
    for node in document.all("script"):
        if "ld+json" not in node.get("type").lower():
            continue
        text = "".join(child for child in node.children if isinstance(child, str)).strip()
        text = _WRAPPED.sub("", text)
        for attempt in (text, _CONTROL.sub(" ", text), unescape(text), text.rstrip(";")):
            try:
                yield _DECODER.raw_decode(attempt.lstrip())[0]
                break
            except (ValueError, RecursionError):
                continue


def _things(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 12:
        return
    if isinstance(data, list):
        for entry in data[:500]:
            yield from _things(entry, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in (
            "@graph",
            "mainEntity",
            "itemOffered",
            "hasVariant",
            "item",
            "itemListElement",
            "about",
            "@included",
        ):
            if key in data:
                yield from _things(data[key], depth + 1)


def _types(thing: dict[str, Any]) -> set[str]:
    raw = thing.get("@type", ())
    names = raw if isinstance(raw, list) else [raw]
    return {str(name).rsplit("/", 1)[-1].lower() for name in names}


def _is_product(thing: dict[str, Any]) -> bool:
    return bool(_types(thing) & _PRODUCT_TYPES) or ("offers" in thing and "name" in thing)


def _json_ld(document: Document, locale: str) -> Iterator[StructuredPrice]:
    for block in _blocks(document):
        for thing in _things(block):
            name = thing.get("name")
            name = squeeze(unescape(name)) if isinstance(name, str) else ""
            if "offers" in thing:
                yield from _offers(thing["offers"], name, locale)
            elif _types(thing) & _OFFER_TYPES:
                yield from _offers(thing, name, locale)


def _offers(offers: Any, name: str, locale: str, currency: str = "", depth: int = 0) -> Iterator[StructuredPrice]:
    if depth > 4:
        return
    if isinstance(offers, list):
        for offer in offers[:50]:
            yield from _offers(offer, name, locale, currency, depth + 1)
        return
    if not isinstance(offers, dict):
        return
    currency = str(offers.get("priceCurrency") or currency).strip().upper()
    for key, kind in (("price", "price"), ("lowPrice", "low"), ("highPrice", "high")):
        if key in offers and (money := _money(offers[key], currency, locale)):
            yield StructuredPrice(source="jsonld", money=money, name=name, path=key, kind=kind)
    specs = offers.get("priceSpecification")
    for spec in specs if isinstance(specs, list) else [specs]:
        if isinstance(spec, dict):
            code = str(spec.get("priceCurrency") or currency).strip().upper()
            listed = any(
                w in str(spec.get("priceType", "")).lower() for w in ("list", "strike", "msrp", "srp", "regular")
            )
            unit = "referenceQuantity" in spec and "unit" in str(spec.get("@type", "")).lower()
            if (money := _money(spec.get("price"), code, locale)) and not unit:
                kind = "list" if listed else "price"
                yield StructuredPrice(source="jsonld", money=money, name=name, path="priceSpecification", kind=kind)
    if "offers" in offers:
        yield from _offers(offers["offers"], name, locale, currency, depth + 1)


def _marked_up(document: Document, locale: str) -> Iterator[StructuredPrice]:
    for node in document.nodes:
        prop = (node.get("itemprop") or node.get("property")).rsplit(":", 1)[-1]
        if prop not in ("price", "lowPrice", "highPrice") or node.get("property").startswith(("og:", "product:")):
            continue
        source = "microdata" if node.has("itemprop") else "rdfa"
        raw = node.get("content") or node.get("value") or node.any_text
        money = _money(raw, _currency_near(node), locale)
        if money is not None:
            kind = "list" if node.struck else {"price": "price", "lowPrice": "low", "highPrice": "high"}[prop]
            yield StructuredPrice(source=source, money=money, name=_name_near(node), path=prop, kind=kind)


def _scopes(node: Node) -> Iterator[Node]:
    return (n for n in node.ancestors() if n.has("itemscope") or n.has("typeof"))


def _prop(scope: Node, name: str) -> str:
    """A property of the thing that ``scope`` describes, not of another thing inside it."""
    for node in scope.walk():
        if name in (node.get("itemprop"), node.get("property").rsplit(":", 1)[-1]):
            owner = next(_scopes(node), None)
            if owner is scope and (text := squeeze(node.get("content") or node.any_text)):
                return text
    return ""


def _currency_near(node: Node) -> str:
    return next((code for scope in _scopes(node) if (code := _prop(scope, "priceCurrency"))), "").upper()


def _name_near(node: Node) -> str:
    """The name of the product that a price belongs to: that of the nearest thing around it that is one."""
    around = list(_scopes(node))
    products = [n for n in around if _PRODUCT.search(n.get("itemtype") or n.get("typeof"))]
    return next((name for scope in products or around if (name := _prop(scope, "name"))), "")[:300]


def _meta(document: Document, locale: str) -> Iterator[StructuredPrice]:
    content: dict[str, str] = {}
    for node in document.all("meta"):
        key = (node.get("property") or node.get("name")).lower()
        if key:
            content.setdefault(key, node.get("content"))
    found: list[tuple[str, Money]] = []
    for prefix in _META_PREFIXES:
        for price_key, code_key in (
            (f"{prefix}:price:amount", f"{prefix}:price:currency"),
            (f"{prefix}:amount", f"{prefix}:currency"),
            (f"{prefix}:price", f"{prefix}:currency"),
        ):
            code = content.get(code_key, "") or content.get("product:price:currency", "")
            if (money := _money(content.get(price_key, ""), code.upper(), locale)) is not None:
                found.append((price_key, money))
    for label, data in (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")):
        if label_role(content.get(label, "")) and (money := _money(content.get(data, ""), "", locale)) is not None:
            found.append((data, money))
    sale = next((money for key, money in found if "sale_price" in key), None)
    for key, money in found:
        kind = "list" if "original" in key or (sale and "sale_price" not in key and money != sale) else "price"
        yield StructuredPrice(source="meta", money=money, path=key, kind=kind)


def label_role(text: str) -> bool:
    """Whether a text is the plain word for a price, in any language."""
    return bool(_WORD.fullmatch(text.strip().casefold()))


def _money(raw: Any, currency: str, locale: str) -> Money | None:
    """A price as machines are told it: a plain number, or text that people would read."""
    if isinstance(raw, dict | list) or raw is None or isinstance(raw, bool):
        return None
    text = squeeze(str(raw))
    if _CODE.match(currency) and _FINE.fullmatch(text):
        return Money(Decimal(text), currency).quantized()
    if _CODE.match(currency) and _PLAIN.match(text):
        whole = _GROUPED.match(text) and minor_digits(currency) < 3
        return Money(Decimal(text.replace(".", "") if whole else text), currency)
    readings = find(text, locale=locale or None, currency=currency if _CODE.match(currency) else None, bare=True)
    moneys = [reading.money for reading in readings if reading.money is not None]
    return moneys[0] if moneys else None
