"""The deny-list: what no fence can tell from an honest step is stopped by the user's word, and the total stands."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from playwright.async_api import Browser

from feelint.model.walk import Stop, WalkRecord
from feelint.model.words import Outcome
from feelint.policy.staging import parse_denied
from feelint.testing.papershop import PaperShop, load_shop, redirect, serve
from feelint.walker.access import Access
from feelint.walker.walk import WalkOptions, walk
from tests.conftest import Run
from tests.walker.staging import LockedShop, page

pytestmark = pytest.mark.browser
UNFENCEABLE = Path(__file__).parents[2] / "fixtures" / "attacks" / "unfenceable"


@pytest.fixture(scope="module")
def unfenceable() -> ModuleType:
    return load_shop(UNFENCEABLE)


async def walked(browser: Browser, url: str, out: Path, *denied: str) -> WalkRecord:
    options = WalkOptions("GB", access=Access(deny=tuple(map(parse_denied, denied))))
    return await walk(url, options, browser=browser, out=out)


@pytest.mark.parametrize(("scenario", "method"), [("get-orders", "GET"), ("continue-orders", "POST")])
def test_a_step_that_orders_is_the_last_page(
    run: Run[WalkRecord], browser: Browser, tmp_path: Path, unfenceable: ModuleType, scenario: str, method: str
) -> None:
    shop: PaperShop = unfenceable.make(scenario)
    entry = f"{method} {unfenceable.NEXT}"
    with serve(shop) as base:
        record = run(walked(browser, f"{base}/mug", tmp_path / "c", entry))
    assert (record.outcome, record.reason) == (Outcome.REACHED, "final-total")
    assert (
        record.message == f"the final total is 25.00 GBP; 'Continue' would send what the configuration denies: {entry}"
    )
    last = record.steps[-1].decision
    assert isinstance(last, Stop)
    assert last.order_control >= 0
    assert shop.orders == 0


def scripted(how: str) -> LockedShop:
    """A details page whose way on is told by its script, or by a redirect, and not by its markup."""
    shop = LockedShop()

    def goes(*_: object) -> str:
        shop.ordered()
        return page("Thank you for your order", "")

    shop.route("/finish")(goes)
    shop._routes.insert(0, shop._routes.pop())
    body = "<form><label>E-mail <input name=email required></label><button type=button onclick='{}'>Continue</button></form>"
    shop.route("/till")(lambda _: page("Your details", body.format(how)))
    shop.route("/onward", "GET POST")(lambda _: redirect("/finish"))
    shop.route("/basket2")(lambda _: page("Your basket", "<a href=/till>Checkout</a>"))
    shop.route("/hop")(lambda _: redirect("/basket2"))
    for path in ("/hop", "/till"):
        shop._routes.insert(0, next(route for route in reversed(shop._routes) if route[1].match(path)))
    return shop


@pytest.mark.parametrize(
    "how",
    ['location.href="/finish"', 'location.href="/onward"', 'fetch("/finish")', 'window.open("/finish")'],
)
def test_what_a_script_or_a_redirect_would_send_is_dropped_and_ends_the_walk(
    run: Run[WalkRecord], browser: Browser, tmp_path: Path, how: str
) -> None:
    shop = scripted(how)
    with serve(shop) as base:
        record = run(walked(browser, base, tmp_path / "c", "/finish"))
    assert shop.orders == 0
    assert (record.outcome, record.reason) == (Outcome.BLOCKED, "denied-address"), record.message
    assert [refusal.why for refusal in record.refusals if "denies" in refusal.why] == [
        "the configuration denies /finish"
    ]


def test_the_same_pages_order_where_nothing_is_denied(run: Run[WalkRecord], browser: Browser, tmp_path: Path) -> None:
    shop = scripted('location.href="/onward"')
    with serve(shop) as base:
        run(walked(browser, base, tmp_path / "c"))
    assert shop.orders == 1
