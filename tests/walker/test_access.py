"""Sites that are not public: what lets a walk in goes to them alone, and is nowhere in what the walk leaves."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, async_playwright

from feelint.errors import ConfigError, UnreachableError
from feelint.model.walk import WalkRecord
from feelint.model.words import Outcome
from feelint.policy.config import Config, override
from feelint.testing.papershop import PaperShop, Request, redirect, serve
from feelint.walker.access import Access, access_of
from feelint.walker.browser import launch
from feelint.walker.walk import WalkOptions, walk
from tests.conftest import Run
from tests.walker.kit import head
from tests.walker.staging import (
    BILL,
    PASSWORD,
    TOKEN,
    LockedShop,
    page,
    proxy,
    self_signed,
    serve_tls,
    with_cookie,
    with_password,
    with_token,
)

pytestmark = pytest.mark.browser
ENVIRON = {"TOKEN": TOKEN, "STAGING_PASSWORD": PASSWORD, "USER_NAME": "ada"}


def access(**keys: Any) -> Access:
    return access_of(override(Config(), {key.replace("_", "-"): value for key, value in keys.items()}), ENVIRON)


async def walked(browser: Browser, url: str, out: Path, reached: Access, hosts: Sequence[str] = ()) -> WalkRecord:
    return await walk(url, WalkOptions("US", access=reached, allow_hosts=tuple(hosts)), browser=browser, out=out)


def all_text(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".jpg"]
    return "\n".join(
        (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).decode() for path in files
    )


def test_headers_of_the_environment_open_the_shop_and_stay_out_of_the_capture(
    run: Run[WalkRecord], browser: Browser, tmp_path: Path
) -> None:
    shop = LockedShop(with_token)
    with serve(shop) as base:
        record = run(walked(browser, base, tmp_path / "c", access(site={"headers": {"X-Token": "$TOKEN"}})))
    assert (record.outcome, record.reason) == (Outcome.REACHED, "final-total")
    assert record.warnings[0] == "the site was reached with the header X-Token"
    assert {request.path for request in shop.seen if with_token(request)} >= {"/", "/style.css", "/hop", "/review"}
    assert all(with_token(request) for request in shop.seen)
    text = all_text(tmp_path)
    assert "Walnut tray" in text
    assert TOKEN not in text  # the shop prints it on its first page, and puts it into a link
    assert shop.orders == 0


def test_a_window_that_the_shop_opens_is_let_in_too(run: Run[WalkRecord], browser: Browser, tmp_path: Path) -> None:
    shop = LockedShop(with_token)
    shop.route("/basket")(
        lambda _: page("Your basket", f"{BILL}<a href=/checkout target=_blank>Proceed to checkout</a>")
    )
    shop._routes.insert(0, shop._routes.pop())
    with serve(shop) as base:
        record = run(walked(browser, base, tmp_path / "c", access(site={"headers": {"X-Token": "$TOKEN"}})))
    assert record.outcome is Outcome.REACHED, record.message
    assert shop.orders == 0


def test_basic_authentication_and_cookies(run: Run[WalkRecord], browser: Browser, tmp_path: Path) -> None:
    shop = LockedShop(lambda request: with_password(request) and with_cookie(request))
    site = {"user": "$USER_NAME", "password": "$STAGING_PASSWORD", "cookies": {"gate": "$TOKEN"}}
    with serve(shop) as base:
        record = run(walked(browser, base, tmp_path / "c", access(site=site)))
    assert record.outcome is Outcome.REACHED
    text = all_text(tmp_path)
    token = base64.b64encode(f"ada:{PASSWORD}".encode()).decode()
    assert not [secret for secret in (TOKEN, PASSWORD, token) if secret in text]
    assert shop.orders == 0


def test_a_locked_site_says_what_it_wants(run: Run[WalkRecord], browser: Browser, tmp_path: Path) -> None:
    shop = LockedShop(with_password)
    with serve(shop) as base, pytest.raises(UnreachableError, match="answered 401") as error:
        run(walked(browser, base, tmp_path / "c", Access()))
    assert "[site]" in error.value.hint


def test_other_hosts_are_told_nothing_not_even_after_a_redirect(run: Run[None], browser: Browser) -> None:
    shop, other = LockedShop(), PaperShop()
    met: list[Request] = []

    def seen(request: Request) -> str:
        met.append(request)
        return ""

    other.route("/{what}", "GET POST OPTIONS")(seen)
    with serve(shop) as base, serve(other) as elsewhere:
        elsewhere = elsewhere.replace("127.0.0.1", "localhost")
        shop.route("/away")(lambda _: redirect(f"{elsewhere}/redirected"))
        hat = (
            "<!doctype html><h1>Hat</h1><img src='{0}/image'><script src='{0}/script'></script><link rel=stylesheet "
            "href='{0}/style'><img src=/away><iframe src='{0}/frame'></iframe><script>fetch('{0}/fetched',"
            "{{mode: 'no-cors'}}); fetch('/away', {{mode: 'no-cors'}}); fetch('{0}/posted', {{method: 'POST', mode: "
            "'no-cors', body: 'x'}})</script>"
        )
        shop.route("/hat")(lambda _: hat.format(elsewhere))
        site = {
            "headers": {"X-Token": "$TOKEN"},
            "user": "ada",
            "password": "$STAGING_PASSWORD",
            "cookies": {"g": "$TOKEN"},
        }
        run(_stay(browser, f"{base}/hat", access(site=site), (elsewhere.removeprefix("http://"),)))
    assert {request.path for request in met} >= {
        "/image",
        "/script",
        "/style",
        "/redirected",
        "/frame",
        "/fetched",
        "/posted",
    }
    told = [
        f"{r.path}: {name}"
        for r in met
        for name, value in r.headers.items()
        if TOKEN in value or name == "authorization"
    ]
    assert told == []
    assert all(with_token(request) and with_password(request) for request in shop.seen)


async def _stay(browser: Browser, url: str, reached: Access, hosts: tuple[str, ...]) -> None:
    from feelint.walker.session import Session

    session = await Session.open(browser, url, WalkOptions("US", access=reached, allow_hosts=hosts), head())
    try:
        await session.goto(url)
        await session.page.wait_for_timeout(500)
    finally:
        await session.close()


def test_a_certificate_of_its_own_making_is_taken_when_asked_for(
    run: Run[WalkRecord], browser: Browser, tmp_path: Path
) -> None:
    shop = LockedShop()
    with serve_tls(shop, self_signed(tmp_path)) as port:
        url = f"https://127.0.0.1:{port}/"
        with pytest.raises(UnreachableError, match="ERR_CERT") as error:
            run(walked(browser, url, tmp_path / "a", Access()))
        assert "--insecure" in error.value.hint
        record = run(walked(browser, url, tmp_path / "b", access(insecure=True)))
    assert record.outcome is Outcome.REACHED
    assert "TLS certificates were not verified (--insecure)" in record.warnings
    assert shop.orders == 0


def test_a_name_is_led_to_loopback(run: Run[WalkRecord], tmp_path: Path) -> None:
    shop = LockedShop(with_token)

    async def go(port: int) -> WalkRecord:
        reached = access(
            host_map=[f"staging.example=127.0.0.1:{port}"], insecure=True, site={"headers": {"X-Token": "$TOKEN"}}
        )
        async with async_playwright() as driver:
            browser = await launch(driver, resolver_rules=reached.resolver_rules)
            options = WalkOptions("US", access=reached, pace=0)
            try:
                return await walk("https://staging.example/", options, browser=browser, out=tmp_path / "c")
            finally:
                await browser.close()

    with serve_tls(shop, self_signed(tmp_path, "staging.example")) as port:
        record = run(go(port))
    assert record.outcome is Outcome.REACHED
    assert {request.headers["host"] for request in shop.seen} == {"staging.example"}
    assert shop.orders == 0


def test_the_browser_goes_by_a_proxy_that_wants_a_password(
    run: Run[WalkRecord], browser: Browser, tmp_path: Path
) -> None:
    shop = LockedShop()
    with serve(shop) as base, proxy(PASSWORD) as (port, passed):
        by = access(proxy=f"http://$USER_NAME:$STAGING_PASSWORD@127.0.0.1:{port}")
        record = run(walked(browser, base, tmp_path / "c", by))
    assert record.outcome is Outcome.REACHED
    assert f"GET {base}/review" in passed
    assert len(passed) == len(shop.seen)
    assert PASSWORD not in all_text(tmp_path)
    assert shop.orders == 0


def test_what_is_masked_is_in_no_page_and_no_picture(run: Run[WalkRecord], browser: Browser, tmp_path: Path) -> None:
    shop = LockedShop()
    with serve(shop) as base:
        record = run(walked(browser, base, tmp_path / "c", access(mask=[".who"])))
    assert record.outcome is Outcome.REACHED
    text = all_text(tmp_path)
    assert "Total" in text
    assert "Lovelace" not in text
    assert "Secret Lane" not in text
    assert "masked in pictures and pages: .who" in record.warnings
    assert shop.orders == 0


def test_a_mask_that_is_no_selector_is_refused(run: Run[WalkRecord], browser: Browser, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"'\.\.who' is not a CSS selector"):
        run(walked(browser, "http://127.0.0.1:9/", tmp_path / "c", access(mask=[".b", "..who"])))


def test_a_proxy_and_names_of_its_own_exclude_each_other() -> None:
    with pytest.raises(ConfigError, match="exclude each other"):
        access(proxy="http://127.0.0.1:3128", host_map=["a.example=127.0.0.1"])


def test_nothing_secret_is_shown() -> None:
    shown = repr(access(site={"user": "ada", "password": "$STAGING_PASSWORD", "headers": {"X-Token": "$TOKEN"}}))
    assert TOKEN not in shown
    assert PASSWORD not in shown
