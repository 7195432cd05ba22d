"""A user's own page by the async API. Apart from the sync API, whose loop runs as long as its browser is open."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from playwright.async_api import Browser

import feelint
from feelint.capture import open_capture
from feelint.money import Money
from feelint.testing.papershop import serve
from tests.conftest import Run
from tests.test_own_page import FEE, shop

pytestmark = pytest.mark.browser
HERE = "tests/test_own_page_async.py"


def test_the_async_api_is_the_same_but_for_the_waiting(run: Run[str], browser: Browser, tmp_path: Path) -> None:
    async def own_test(base: str) -> str:
        context = await browser.new_context()
        page = await context.new_page()
        with feelint.Journey("guest", out=tmp_path / "run", ship_to="US") as journey:
            await page.goto(base)
            await feelint.observe(page, "product")
            await page.goto(f"{base}/review")
            seen = await feelint.observe(page, "review")
        await context.close()
        assert seen.bill is not None
        assert seen.bill.total == Money(Decimal("49.00"), "USD")
        return journey.report().gate

    with serve(shop(FEE)) as base:
        assert run(own_test(base)) == "findings"
    source = open_capture(tmp_path / "run" / "capture").record.journey
    assert source is not None
    assert (source.file, len(source.lines)) == (HERE, 2)
