"""Which currency a page's amounts are in, where the sign beside them is that of several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from feelint.extract.amounts import find_hits, page_currency
from feelint.extract.labels import Hit
from feelint.extract.lexicon import language
from feelint.extract.runs import Run
from feelint.money.cldr import habits

_COUNTRY_DOMAIN = {"uk": "GB"}
_DOLLARS = {"us": "USD", "ca": "CAD", "au": "AUD", "nz": "NZD", "sg": "SGD", "hk": "HKD"}
_COUNTRY = re.compile(r"[-_](?:[A-Za-z]{2}|\d{3})(?![A-Za-z\d])")
_ENGLISH = "en"
_TAG = re.compile(r"([A-Za-z]{2})[-_]([A-Za-z]{2})")
_TAG_BEFORE = 2
"""The language tag is one of so many first parts of an address."""


def address_language(url: str) -> str:
    """The language tag with its country that the page's address begins with ("/sv-SE/", "/global/pt-BR/p"), or "".

    The address is made for each language; the ``lang`` of the markup is often left as the template had it.
    """
    parts = urlsplit(url).path.strip("/").split("/")[:_TAG_BEFORE]
    tags = (_TAG.fullmatch(part) for part in parts)
    return next((f"{tag[1].lower()}-{tag[2].upper()}" for tag in tags if tag and language(tag[1].lower())), "")


def page_locale(lang: str, url: str) -> str:
    """The page's language, with the country of its domain where the language tag has none."""
    tag = lang.replace("_", "-")
    domain = _domain(url)
    if not tag or "-" in tag or len(domain) != 2:
        return tag
    return f"{tag}-{_COUNTRY_DOMAIN.get(domain, domain.upper())}"


def domain_currency(url: str, lang: str) -> str:
    """What a dollar sign means by the site's domain; a bare English page of a generic domain means US dollars."""
    domain = _domain(url)
    if domain in _DOLLARS:
        return _DOLLARS[domain]
    return "USD" if len(domain) > 2 and lang.lower().replace("_", "-") in ("", "en", "en-us") else ""


def _domain(url: str) -> str:
    host = urlsplit(url).hostname or ""
    return host.rsplit(".", 1)[-1].lower() if "." in host and not host.rsplit(".", 1)[-1].isdigit() else ""


def amounts_by_place(
    runs: Sequence[Run], *, locale: str, hint: str, ship_to: str, witnesses: Iterable[str]
) -> tuple[list[Hit], tuple[str, ...]]:
    """The amounts of a page that does not say its currency to machines, and the currencies that its signs leave open.

    A sign that several currencies share means that of the country which the page names itself, by its language tag or its
    domain (``hint``). A language alone names none: it is read as it is spoken where the goods go (``ship_to``), and where
    that changes what the sign means, the two stay open, the place's first, unless one of them is written on the page or
    is among the ``witnesses``: what earlier pages and exchanged data were in.
    """
    hits = find_hits(runs, locale=locale, currency=hint)
    if not hits or not ship_to:
        return hits, ()
    known = [code for code in witnesses if code]
    if not page_currency(hits):
        tries = (
            find_hits(runs, locale=locale, currency=code) for code in (*known, habits(f"en-{ship_to}").currency) if code
        )
        return next((found for found in tries if page_currency(found)), hits), ()
    if _COUNTRY.search(locale):
        return hits, ()
    there = find_hits(runs, locale=f"{locale or _ENGLISH}-{ship_to}", currency="")
    ours, theirs = page_currency(hits), page_currency(there)
    if not theirs or ours == theirs or not _same_amounts(hits, there):
        return hits, ()
    written = {
        code for code in (ours, theirs) if any(re.search(rf"\b{code}\b", run.text) for run in runs if run.visible)
    }
    told = next((code for code in known if code in (ours, theirs)), written.pop() if len(written) == 1 else "")
    if told:
        return find_hits(runs, locale=locale, currency=told), ()
    return there, (theirs, ours)


def _same_amounts(hits: Sequence[Hit], there: Sequence[Hit]) -> bool:
    """Whether two readings differ in nothing but the currency."""
    return [hit.reading.amount for hit in hits] == [hit.reading.amount for hit in there]


def left_open(hits: Sequence[Hit], currencies: Sequence[str]) -> list[Hit]:
    """The hits with every amount in the first of ``currencies`` open between all of them."""
    opened = []
    for hit in hits:
        money = hit.reading.money
        if money is not None and money.currency == currencies[0]:
            readings = tuple(type(money)(money.amount, code) for code in currencies)
            reading = replace(hit.reading, money=None, currency=None, ambiguous=readings, ambiguity="currency-symbol")
            hit = replace(hit, reading=reading)
        opened.append(hit)
    return opened
