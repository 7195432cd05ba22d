"""Amounts on the wire: which keys count, in which currency and unit, and what is never kept."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser

from feelint.model.walk import NetworkRecord
from feelint.testing.papershop import PaperShop, json_response, serve
from feelint.walker.network import MAX_AMOUNTS, amounts, parse
from tests.conftest import Run
from tests.walker.kit import press, visit


# JSON, then path, money (or None) and whether minor units, per amount found.
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{"total": "12.50", "currency": "EUR"}', [("total", "12.50 EUR", False)]),
        ('{"total": 12.5, "currencyCode": "eur"}', [("total", "12.50 EUR", False)]),
        ('{"total": 1250, "currency": "EUR"}', [("total", None, False)]),
        ('{"total": "12.50"}', [("total", None, False)]),
        ('{"unit_amount": 1250, "currency": "usd"}', [("unit_amount", "12.50 USD", True)]),
        ('{"amountCents": 1250, "currency": "USD"}', [("amountCents", "12.50 USD", True)]),
        ('{"price": {"centAmount": 1250, "currencyCode": "JPY"}}', [("price.centAmount", "1250 JPY", True)]),
        ('{"grandTotal": {"amount": "9,90", "currency": "EUR"}}', [("grandTotal.amount", "9.90 EUR", False)]),
        (
            '{"currency": {"code": "SEK"}, "cart": {"lines": [{"fee": "1.00"}]}}',
            [("cart.lines[0].fee", "1.00 SEK", False)],
        ),
        ('[{"delivery-cost": 4.9, "currency": "PLN"}]', [("[0].delivery-cost", "4.90 PLN", False)]),
        ('{"item_count": 3, "taxRate": 0.2, "priceId": 7, "total": true, "note": "12.50", "totalItems": 2}', []),
        ('{"card": "4111111111111111", "email": "a@b.c", "total": "free"}', []),
    ],
)
def test_amounts(body: str, expected: list[tuple[str, str | None, bool]]) -> None:
    found = amounts(parse(body), direction="response", url="u", method="GET")
    assert [(a.path, str(a.money) if a.money else None, a.minor) for a in found] == expected


def test_deep_long_and_broken_documents_end() -> None:
    assert parse("{") is None
    assert amounts(parse('{"a":' * 60 + '{"total": 1.5}' + "}" * 60), direction="", url="", method="") == ()
    long = parse('{"prices": [' + ",".join(["1.50"] * 5000) + "]}")
    assert len(amounts(long, direction="", url="", method="")) == MAX_AMOUNTS


@pytest.mark.browser
def test_records_hold_amounts_and_no_secrets(browser: Browser, run: Run[tuple[NetworkRecord, ...]]) -> None:
    shop = PaperShop()
    call = "fetch('/quote?token=s3cret&country=US', {method: 'POST', headers: {'x-auth': 's3cret'}, body: JSON.stringify({email: 's3cret', value: 3.5, currency: 'USD'})})"
    shop.route("/")(lambda _: f'<h1>x</h1><button onclick="{call}">Go</button>')
    shop.route("/quote", "POST")(lambda _: json_response({"total": "14.00", "currency": "USD", "secret": "s3cret"}))

    async def test(base: str) -> tuple[NetworkRecord, ...]:
        async with visit(browser, base) as session:
            look = await session.look()
            await session.do(press(look.scene, "Go"), look.scene)
            return await session.gate.recorder.take()

    with serve(shop) as base:
        (record,) = run(test(base))
    assert (record.method, record.status, record.resource, record.content_type) == (
        "POST",
        200,
        "fetch",
        "application/json",
    )
    assert [(a.direction, a.path, str(a.money)) for a in record.amounts] == [
        ("request", "value", "3.50 USD"),
        ("response", "total", "14.00 USD"),
    ]
    assert "s3cret" not in record.model_dump_json()
    assert "country=US" in record.url
