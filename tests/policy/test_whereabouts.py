"""Where a shop ships to, when nobody says."""

import pytest

from feelint.model.scene import Scene
from feelint.pilot.persona import country_codes
from feelint.policy.whereabouts import guess_ship_to

KNOWN = set(country_codes().values())


@pytest.mark.parametrize(
    ("lang", "currency", "url", "country", "source"),
    [
        ("de", "EUR", "https://laden.de/x", "DE", "page"),
        ("de-AT", "EUR", "https://laden.com/x", "AT", "page"),
        ("en", "GBP", "https://shop.com/x", "GB", "page"),
        ("en-GB", "USD", "https://shop.com/x", "US", "page"),
        ("en", "EUR", "https://shop.ie/x", "IE", "page"),
        ("en", "", "https://shop.co.uk/x", "GB", "page"),
        ("fr", "EUR", "http://127.0.0.1:80/x", "FR", "page"),
        ("ja", "JPY", "https://shop.jp/x", "JP", "page"),
        ("sv-SE", "SEK", "https://shop.eu/x", "SE", "page"),
        ("pt-BR", "BRL", "https://loja.com/x", "BR", "page"),
        ("en", "EUR", "https://shop.com/x", "IE", "page"),
        ("", "", "http://localhost/x", "US", "default"),
        ("xx", "XXX", "https://shop.qq/x", "US", "default"),
    ],
)
def test_whereabouts(lang: str, currency: str, url: str, country: str, source: str) -> None:
    assert guess_ship_to(Scene(lang=lang, currency=currency), url, KNOWN) == (country, source)
