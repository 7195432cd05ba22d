"""What a developer would write by hand for one shop: Playwright, the same steps, the same proof of arrival.

Each walk ends at the shop's review page, checks the total that stands there, and takes one picture of each state.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from benchmarks.kit import DEMO, SHOPS

Script = Callable[[Page], Awaitable[None]]


@dataclass(frozen=True)
class Known:
    """A shop that a script knows by heart."""

    name: str
    folder: Path
    scenario: str
    start: str
    ship_to: str
    total: str
    script: Script

    async def walk(self, browser: Browser, address: str) -> None:
        """The bare walk, in a fresh context, and the total it must see."""
        context = await browser.new_context(viewport={"width": 1280, "height": 900})
        page = await context.new_page()
        await page.goto(address + self.start)
        await self.script(page)
        await expect(page.get_by_text(self.total).last).to_be_visible()
        await _picture(page)
        await context.close()


async def _picture(page: Page) -> None:
    await page.screenshot(type="jpeg", quality=70)


async def _arrived(page: Page, heading: str) -> None:
    await expect(page.get_by_role("heading", name=heading)).to_be_visible()


async def _alder(page: Page) -> None:
    await _arrived(page, "Harbor Table Lamp")
    await _picture(page)
    await page.get_by_role("button", name="Add to cart").click()
    await _arrived(page, "Your cart")
    await _picture(page)
    await page.get_by_role("button", name="Check out").click()
    await _arrived(page, "Contact and address")
    await _picture(page)
    await page.get_by_label("Email", exact=True).fill("jane.doe@example.com")
    await page.get_by_label("First name").fill("Jane")
    await page.get_by_label("Last name").fill("Doe")
    await page.get_by_label("Address", exact=True).fill("1 Market Street")
    await page.get_by_label("City").fill("San Francisco")
    await page.get_by_label("State").select_option("CA")
    await page.get_by_label("ZIP code").fill("94105")
    await page.get_by_role("button", name="Continue to shipping").click()
    await _arrived(page, "Shipping method")
    await _picture(page)
    await page.get_by_role("button", name="Continue to payment").click()
    await _arrived(page, "Payment")
    await _picture(page)
    await page.get_by_label("Bank transfer").check()
    await page.get_by_role("button", name="Review order").click()
    await _arrived(page, "Review your order")


async def _nordwind(page: Page) -> None:
    await _arrived(page, "Seesack »Amrum« 60 Liter")
    await _picture(page)
    await page.get_by_role("button", name="OK").click()
    await page.get_by_role("button", name="In den Warenkorb").click()
    await _arrived(page, "Ihr Warenkorb")
    await _picture(page)
    await page.get_by_role("link", name="Zur Kasse").click()
    await _arrived(page, "Anmeldung")
    await _picture(page)
    await page.get_by_role("button", name="Als Gast bestellen").click()
    await _arrived(page, "Rechnungs- und Lieferadresse")
    await _picture(page)
    await page.locator("[name=anrede]").select_option("Frau")
    for name, value in {
        "vname": "Erika",
        "nname": "Muster",
        "strasse": "Hafenstraße 1",
        "plz": "24103",
        "ort": "Kiel",
        "mail": "erika@example.com",
    }.items():
        await page.locator(f"[name={name}]").fill(value)
    await page.get_by_role("button", name="Weiter").click()
    await _arrived(page, "Versandart")
    await _picture(page)
    await page.get_by_label("DHL Paket").check()
    await page.get_by_role("button", name="Weiter").click()
    await _arrived(page, "Zahlungsweise")
    await _picture(page)
    await page.get_by_label("Vorkasse").check()
    await page.get_by_role("button", name="Weiter").click()
    await _arrived(page, "Bestellung prüfen")
    await page.get_by_label("Ich habe die AGB").check()


KNOWN = (
    Known("demo shop", DEMO, "drip", "/products/harbor-table-lamp", "US-CA", "$118.20", _alder),
    Known("nordwind", SHOPS / "nordwind", "honest", "/artikel-4711.html", "DE", "54,80", _nordwind),
)
