"""Which browser is taken, as whom it introduces itself, and what a page cannot do in it."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any
from weakref import ref

import pytest
from playwright.async_api import Browser, Page, async_playwright

from feelint.errors import BrowserError
from feelint.testing.papershop import PaperShop, Request, Response, serve
from feelint.walker.browser import COMMANDS, find_browser, launch, new_context, sandbox_possible, user_agent
from feelint.walker.observer import locate
from feelint.walker.session import Session
from feelint.walker.walk import WalkOptions
from tests.conftest import Run
from tests.walker.kit import head


def _program(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\nexit 1\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment without any browser."""
    return {"PATH": str(tmp_path / "bin"), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "own")}


def test_order_of_preference(tmp_path: Path, environ: dict[str, str]) -> None:
    for command in ("google-chrome", "chromium", "chromium-headless-shell"):
        path = _program(tmp_path / "bin", command)
        assert find_browser(environ=environ) == str(path)
    old = _program(tmp_path / "own/chromium_headless_shell-900/chrome-linux", "headless_shell")
    assert find_browser(environ=environ) == str(old)
    new = _program(tmp_path / "own/chromium_headless_shell-1200/chrome-headless-shell-linux64", "chrome-headless-shell")
    assert find_browser(environ=environ) == str(new)
    assert find_browser(environ={**environ, "FEELINT_BROWSER": str(old)}) == str(old)
    assert find_browser(str(path), environ={**environ, "FEELINT_BROWSER": str(old)}) == str(path)


def test_no_browser_is_an_error_with_a_hint(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feelint.walker.browser.USUAL_PLACES", {})
    with pytest.raises(BrowserError) as none:
        find_browser(environ=environ)
    assert "doctor" in none.value.hint
    with pytest.raises(BrowserError) as wrong:
        find_browser(environ={**environ, "FEELINT_BROWSER": "no-such-program"})
    assert "no-such-program" in wrong.value.message
    assert "chromium-headless-shell" in COMMANDS


def test_a_browser_that_will_not_start_is_explained(tmp_path: Path, run: Run[None]) -> None:
    async def test() -> None:
        async with async_playwright() as playwright:
            await launch(playwright, executable=str(_program(tmp_path, "broken")))

    with pytest.raises(BrowserError) as caught:
        run(test())
    assert caught.value.exit_code == 3
    assert caught.value.hint


def test_the_sandbox_is_off_only_for_root() -> None:
    assert sandbox_possible() is (not hasattr(os, "geteuid") or os.geteuid() != 0)


@pytest.mark.parametrize("viewport", ["desktop", "mobile"])
def test_user_agents_are_the_ordinary_ones(viewport: str) -> None:
    agent = user_agent("156.0.8078.79", viewport)
    assert "Headless" not in agent
    assert "Chrome/156.0.0.0" in agent
    assert agent.split()[-1].startswith("feelint/")
    assert ("Mobile" in agent) is (viewport == "mobile")


@pytest.mark.browser
def test_what_a_shop_is_told(browser: Browser, run: Run[str]) -> None:
    shop = PaperShop()
    heard: dict[str, str] = {}

    @shop.route("/")
    def page(request: Request) -> str:
        heard.update(request.headers)
        return "ok"

    async def test(base: str) -> str:
        options = WalkOptions("DE", locale="de-DE")
        session = await Session.open(browser, base, options, head())
        await session.goto(base)
        told = await session.page.evaluate(
            "[navigator.userAgent, ...navigator.userAgentData.brands.map(b => b.brand), navigator.language].join()"
        )
        await session.close()
        return str(told)

    with serve(shop) as base:
        told = run(test(base))
    assert "Headless" not in str(heard) + told
    assert "feelint/" in heard["user-agent"]
    assert "feelint/" in told
    assert heard["accept-language"].startswith("de-DE")
    assert told.endswith("de-DE")


@pytest.mark.browser
def test_what_the_init_script_takes_away(browser: Browser, run: Run[Any]) -> None:
    script = """async () => {
      const found = {};
      await navigator.serviceWorker.register('/sw.js').catch((e) => found.worker = e.name);
      found.ready = typeof (await navigator.serviceWorker.ready).scope;
      found.shared = typeof SharedWorker;
      const sheet = new PaymentRequest([{supportedMethods: 'https://pay.test/'}], {total: {label: 'T', amount: {currency: 'EUR', value: '9.50'}}});
      found.can = await sheet.canMakePayment();
      found.isRequest = sheet instanceof PaymentRequest;
      await sheet.show().catch((e) => found.show = e.name);
      found.print = print();
      found.payments = window[Symbol.for('feelint')].payments;
      found.visible = Object.keys(window).includes('feelint');
      return found;
    }"""
    shop = PaperShop()
    shop.route("/")(lambda _: "<h1>x</h1>")
    shop.route("/sw.js")(lambda _: Response("", content_type="text/javascript"))

    async def test(base: str) -> Any:
        context = await new_context(browser)
        page = await context.new_page()
        # A secure context is needed for these interfaces; 127.0.0.1 is one.
        await page.goto(base)
        found = await page.evaluate(script)
        await context.close()
        return found

    with serve(shop) as base:
        found = run(test(base))
    assert found == {
        "worker": "SecurityError",
        "ready": "string",
        "shared": "undefined",
        "can": False,
        "isRequest": True,
        "show": "AbortError",
        "print": None,
        "payments": [{"value": "9.50", "currency": "EUR"}],
        "visible": False,
    }
    assert "/sw.js" not in " ".join(shop.requests)


def test_a_window_needs_a_browser_that_opens_one(tmp_path: Path) -> None:
    for name in ("chromium-headless-shell", "google-chrome"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    environ = {"PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "none")}
    assert find_browser(None, environ) == str(tmp_path / "chromium-headless-shell")
    assert find_browser(None, environ, headed=True) == str(tmp_path / "google-chrome")
    with pytest.raises(BrowserError, match="cannot open a window"):
        find_browser(str(tmp_path / "chromium-headless-shell"), environ, headed=True)
    (tmp_path / "google-chrome").unlink()
    with pytest.raises(BrowserError, match="no browser found that can open a window"):
        find_browser(None, environ, headed=True)


@pytest.mark.browser
def test_nothing_keeps_the_page_of_a_walk_that_is_over(browser: Browser, run: Run[None]) -> None:
    """A process may walk hundreds of shops."""
    shop = PaperShop()

    @shop.route("/")
    def page(_: Request) -> str:
        return "<h1>Lamp</h1><p>£40.00</p>"

    async def walked(base: str) -> ref[Page]:
        session = await Session.open(browser, base, WalkOptions("GB"), head())
        await session.goto(base)
        await session.look()
        locate(session.page, 1)  # as a press does
        await session.close()
        return ref(session.page)

    async def test(base: str) -> None:
        pages = [await walked(base) for _ in range(3)]
        gc.collect()
        assert [page() for page in pages[:-1]] == [None, None]  # the last may still be in Playwright's own hands

    with serve(shop) as base:
        run(test(base))
