"""What lies folded on a page beside the way is seen through the browser, too."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest
from playwright.async_api import async_playwright

from feelint.extract.dom import Facts
from feelint.extract.leaflets import read_clauses
from feelint.walker.browser import launch
from feelint.walker.observer import Observed, observe

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="de"><title>Versand und Retoure</title><body><h1>Versand und Retoure</h1>
<details><summary>Gebühren</summary><p>Wir berechnen je Bestellung eine Servicegebühr von 1,95 €.</p></details>
<h3><button aria-expanded="false" aria-controls="r">Rückgabe</button></h3>
<div id="r" style="display:none"><table><tr><td>Rücksendung</td><td>4,90 €</td></tr></table></div>
<div hidden><p>Wir berechnen je Bestellung eine Bearbeitungsgebühr von 9,00 €.</p></div></body></html>"""


def test_accordions_are_read_and_what_nothing_unfolds_is_not() -> None:
    async def look() -> Observed:
        async with async_playwright() as playwright:
            browser = await launch(playwright)
            page = await browser.new_page()
            await page.set_content(PAGE)
            seen = await observe(page)
            await browser.close()
            return seen

    seen = asyncio.run(look())
    found = read_clauses(seen.html, facts=cast("Facts", seen.facts), currency="EUR")
    assert [(clause.kind, str(clause.amount)) for clause in found] == [("fee", "1.95 EUR"), ("restocking", "4.90 EUR")]
