"""Where a shop most likely ships to, when nobody says: read off its page."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from feelint.model.scene import Scene

DEFAULT = "US"
_BY_CURRENCY = {
    "AUD": "AU", "BRL": "BR", "CAD": "CA", "CHF": "CH", "CZK": "CZ", "DKK": "DK", "GBP": "GB", "HUF": "HU",
    "INR": "IN", "JPY": "JP", "KRW": "KR", "NOK": "NO", "NZD": "NZ", "PLN": "PL", "SEK": "SE", "USD": "US",
}  # fmt: skip
_BY_LANGUAGE = {
    "de": "DE", "fr": "FR", "es": "ES", "it": "IT", "nl": "NL", "pt": "PT", "pl": "PL", "sv": "SE", "ja": "JP",
    "da": "DK", "fi": "FI", "nb": "NO", "cs": "CZ", "ko": "KR",
}  # fmt: skip
_DOMAINS = {"uk": "GB"}


class Guess(NamedTuple):
    """A country, and whether the user gave it, the ``page`` told it or it is the ``default``."""

    ship_to: str
    source: Literal["given", "page", "default"]


def guess_ship_to(scene: Scene, url: str, known: Collection[str]) -> Guess:
    """The country that a page is for, among the ``known`` ones.

    A currency of one country tells most; then the site's domain, the region of its language, the language.
    """
    language, _, region = re.sub("_", "-", scene.lang or scene.locale).partition("-")
    domain = (urlsplit(url).hostname or "").rpartition(".")[2].lower()
    told = (
        _BY_CURRENCY.get(scene.currency, ""),
        _DOMAINS.get(domain, domain.upper()),
        region.rpartition("-")[2].upper(),
        _BY_LANGUAGE.get(language.lower(), ""),
        "IE" if scene.currency == "EUR" else "",
    )
    found = next((country for country in told if len(country) == 2 and country in known), "")
    return Guess(found, "page") if found else Guess(DEFAULT, "default")
