"""What a capture may not hold, and what it must keep."""

from __future__ import annotations

import pytest

from feelint.capture import redact


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://s.test/p?a=1&b=2", "https://s.test/p?a=1&b=2"),
        ("https://s.test/p?sessionToken=x&state=TX", "https://s.test/p?sessionToken=redacted&state=TX"),
        ("https://s.test/p?PHPSESSID=x", "https://s.test/p?PHPSESSID=redacted"),
        ("https://s.test/p?csrfmiddlewaretoken=x&coupon=y", "https://s.test/p?csrfmiddlewaretoken=redacted&coupon=y"),
        ("https://s.test/#access_token=x", "https://s.test/#redacted"),
        ("https://s.test/#/cart", "https://s.test/#/cart"),
        ("https://user:pass@s.test:8/p", "https://s.test:8/p"),
        ("", ""),
    ],
)
def test_addresses(address: str, expected: str) -> None:
    assert redact.url(address) == expected


@pytest.mark.parametrize(
    "key", ["token", "csrfToken", "access_token", "api-key", "apiKey", "sid", "JSESSIONID", "X-Auth", "cart[token]"]
)
def test_keys_of_secrets(key: str) -> None:
    assert redact.is_secret(key)


@pytest.mark.parametrize(
    "key", ["author", "design", "inside", "state", "coupon_code", "price", "announce", "possession", "key"]
)
def test_keys_of_no_secrets(key: str) -> None:
    assert not redact.is_secret(key)


def test_pages_keep_their_prices_and_lose_their_tokens() -> None:
    page = '<a href="/c?sid=abc&amp;n=2">x</a><script>{"csrfToken": "a\\"b", "author": "J", "price": "9.50"}</script>'
    assert redact.html(page) == (
        '<a href="/c?sid=redacted&amp;n=2">x</a><script>{"csrfToken": "redacted", "author": "J", "price": "9.50"}</script>'
    )


@pytest.mark.parametrize(
    ("text", "card"),
    [("4111 1111 1111 1111", True), ("378282246310005", True), ("4111 1111 1111 1112", False), ("0000 0000 0000", False),
     ("+44 20 7946 0018", False), ("12345", False), ("", False)],
)  # fmt: skip
def test_card_numbers(text: str, card: bool) -> None:
    assert redact.is_card(text) is card


def test_facts_lose_card_numbers_and_tokens_in_addresses() -> None:
    found = redact.facts(
        {"url": "http://s.test/?token=x", "state": {"1": {"value": "4111111111111111", "checked": True}, "2": {"value": "Tampa"}},
         "frames": {"3": "http://p.test/?session=x"}, "nodes": {"1": [1]}}
    )  # fmt: skip
    assert found == {
        "url": "http://s.test/?token=redacted",
        "state": {"1": {"value": "", "checked": True}, "2": {"value": "Tampa"}},
        "frames": {"3": "http://p.test/?session=redacted"},
        "nodes": {"1": [1]},
    }


def test_values_that_the_user_keeps_secret_are_left_out_however_they_are_written() -> None:
    secrets = ('a&b"c/d e', "token-1", "token-12")
    told = (
        '<p title="a&amp;b&quot;c/d e">a&amp;b"c/d e</p> {"t": "a&b\\"c/d e"} ?t=a%26b%22c%2Fd%20e token-12 token-1 tok'
    )
    assert redact.without(told, sorted(secrets, key=len, reverse=True)) == (
        '<p title="redacted">redacted</p> {"t": "redacted"} ?t=redacted redacted redacted tok'
    )
