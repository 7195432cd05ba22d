"""A user's own page by the sync API: what feelint sees of it, the journey's ledger, and what it says of itself."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

import feelint
from feelint.capture import open_capture
from feelint.errors import ConfigError, UsageError
from feelint.model.walk import Stop
from feelint.model.words import Outcome, Stage
from feelint.money import Money
from feelint.own_page import TOLD
from feelint.testing.papershop import PaperShop, serve
from feelint.walker.browser import find_browser

pytestmark = pytest.mark.browser
HERE = "tests/test_own_page.py"
CHOICE = (
    "<fieldset><legend>Delivery</legend><label><input type=radio name=d checked> Standard $5.00</label>"
    "<label><input type=radio name=d> Express $9.00</label></fieldset>"
)
FEE = "<tr><td>Handling fee</td><td>$4.00</td></tr>"


def shop(fee: str = "", choice: str = "") -> PaperShop:
    """An item and its last page, which has a fee that the item did not name."""
    made = PaperShop()
    total = "$49.00" if fee else "$45.00"
    made.route("/")(
        lambda _: (
            "<!doctype html><html lang=en><title>Tray</title><h1>Tray</h1><p>$40.00</p><p>Shipping $5.00</p>"
            "<form method=post action=/add><button>Add to basket</button></form></html>"
        )
    )
    made.route("/review")(
        lambda _: (
            "<!doctype html><html lang=en><title>Review</title><h1>Review your order</h1>"
            f"<p class=who>Ada Lovelace</p>{choice}"
            f"<table><tr><td>Tray</td><td>$40.00</td></tr><tr><td>Shipping</td><td>$5.00</td></tr>{fee}"
            f"<tr><td>Total</td><td>{total}</td></tr></table>"
            "<form method=post action=/order><button>Place order and pay</button></form></html>"
        )
    )

    @made.route("/order", "POST")
    def order(_: object) -> str:
        made.ordered()
        return ""

    return made


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page of a test of one's own, by the sync API."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser())
        yield browser.new_page()
        browser.close()


def shown(page: Page, base: str, journey: feelint.Journey) -> feelint.Journey:
    page.goto(base)
    journey.observe(page, "product")
    page.goto(f"{base}/review")
    journey.observe(page, Stage.REVIEW)
    return journey


def test_a_late_fee_fails_with_the_report_as_its_message(page: Page, tmp_path: Path) -> None:
    made = shop(FEE)
    with serve(made) as base:
        journey = shown(page, base, feelint.Journey("guest", out=tmp_path / "run", ship_to="US"))
    ledger = journey.ledger
    assert ledger is not None
    assert ledger.total == Money(Decimal("49.00"), "USD")
    fee = next(charge for charge in ledger.charges if charge.label == "Handling fee")
    assert (fee.first_counted.step, fee.first_counted.stage) == (1, Stage.REVIEW) if fee.first_counted else False
    with pytest.raises(AssertionError) as failed:
        journey.assert_clean()
    message = str(failed.value)
    assert message.startswith("feelint: findings\n")
    assert "drip-mandatory-fee" in message
    assert "Handling fee" in message
    assert str(tmp_path / "run") in message
    assert TOLD in journey.report().warnings
    assert journey.assert_clean(fail_on="never").exit_code == 0
    assert made.orders == 0


def test_an_honest_journey_is_clean_and_says_where_it_is_written_down(page: Page, tmp_path: Path) -> None:
    with serve(shop()) as base:
        journey = shown(page, base, feelint.Journey("guest", out=tmp_path / "run", ship_to="US"))
    report = journey.assert_clean()
    told = report.journeys[0]
    assert (told.id, told.outcome, told.source and told.source.file) == ("guest", Outcome.REACHED, HERE)
    lines = [step.source.line for step in told.steps if step.source]
    assert len(lines) == 2
    assert lines[0] < lines[1]
    assert not [finding for finding in journey.findings if finding.kind == "fail"]
    assert journey.verdicts
    files = journey.write()
    assert files["html"].is_file()


def test_choices_that_nobody_varied_stay_open(page: Page, tmp_path: Path) -> None:
    with serve(shop(FEE, CHOICE)) as base:
        journey = shown(page, base, feelint.Journey("guest", out=tmp_path / "run", ship_to="US"))
    record = open_capture(tmp_path / "run" / "capture").record
    assert record.unvaried_groups == ("delivery:express|standard",)
    ledger = journey.ledger
    assert ledger is not None
    fee = next(charge for charge in ledger.charges if charge.label == "Handling fee")
    assert fee.avoidable is None
    assert {finding.kind for finding in journey.findings if finding.rule == "drip-mandatory-fee"} == {"review"}


def test_the_capture_is_whole_after_each_step(page: Page, tmp_path: Path) -> None:
    journey = feelint.Journey(out=tmp_path / "run", ship_to="US")
    with serve(shop()) as base:
        page.goto(base)
        journey.observe(page)
        first = open_capture(tmp_path / "run" / "capture")
        first.verify()
        assert (first.record.outcome, first.record.reason) == (Outcome.LOST, "no-final-total")
        assert first.record.steps[0].stage is Stage.PRODUCT
        with pytest.raises(AssertionError, match="no-verdict"):
            journey.assert_clean(fail_on="never")
        page.goto(f"{base}/review")
        journey.observe(page)
    second = open_capture(tmp_path / "run" / "capture")
    second.verify()
    last = second.record.steps[-1].decision
    assert isinstance(last, Stop)
    assert (last.outcome, last.stage) == (Outcome.REACHED, Stage.REVIEW)
    assert last.order_control >= 0


def test_what_is_masked_is_not_in_the_capture(page: Page, tmp_path: Path) -> None:
    with serve(shop()) as base:
        shown(page, base, feelint.Journey("guest", out=tmp_path / "run", ship_to="US", mask=[".who"]))
    pages = [gzip.decompress(path.read_bytes()).decode() for path in (tmp_path / "run").rglob("*.gz")]
    assert pages
    assert not [text for text in pages if "Lovelace" in text]


def test_a_page_is_looked_at_or_added_to_the_journey_at_hand(page: Page, tmp_path: Path) -> None:
    with serve(shop()) as base:
        page.goto(base)
        alone = feelint.observe(page)
        assert alone.advertised == Money(Decimal("40.00"), "USD")
        with (
            feelint.Journey("outer", out=tmp_path / "a") as outer,
            feelint.Journey("inner", out=tmp_path / "b") as inner,
        ):
            seen = feelint.observe(page, "product")
        assert seen.advertised == alone.advertised
        assert inner.begun
        assert not outer.begun


def test_what_is_asked_for_wrongly_is_told(page: Page) -> None:
    with pytest.raises(UsageError, match="'checkout' is no stage") as error:
        feelint.observe(page, "checkout")
    assert "basket" in error.value.hint
    with pytest.raises(UsageError, match="no step yet"):
        feelint.Journey().report()
    with pytest.raises(ConfigError, match="fail-onn"):
        feelint.Journey(fail_onn="error")
