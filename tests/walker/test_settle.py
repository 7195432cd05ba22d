"""When a page counts as settled. Times are compared with the shop's own delays, never with a stop-watch's absolute."""

from __future__ import annotations

import time

import pytest
from playwright.async_api import Browser

from feelint.testing.papershop import PaperShop, Request, Response, json_response, serve
from tests.conftest import Run
from tests.walker.kit import press, visit

pytestmark = pytest.mark.browser

# Each case: what the button does, and the text that must stand there when the page has settled.
CASES = {
    "nothing": ("", "start"),
    "at once": ("out('done')", "done"),
    "answered late": ("fetch('/slow').then(() => out('done'))", "done"),
    "one request after another": ("fetch('/quick').then(() => fetch('/quick')).then(() => fetch('/quick')).then(() => out('done'))", "done"),
    "after a debounce of 20 ms": ("setTimeout(() => fetch('/slow').then(() => out('done')), 20)", "done"),
    "answered, and used a moment later": ("fetch('/quick').then(() => setTimeout(() => location.href = '/next', 120))", "next page"),
    "a spinner turns": ("o.innerHTML = '<b class=k>o</b>'; setTimeout(() => out('done'), 400)", "done"),
    "please wait": ("out('Einen Moment…'); setTimeout(() => out('done'), 400)", "done"),
    "navigation": ("location.href = '/next'", "next page"),
    "navigation that fetches": ("location.href = '/fetching'", "fetched"),
    "navigation to a page that sends on": ("location.href = '/sends-on'", "next page"),
    "a form": ("const f = document.createElement('form'); f.method = 'post'; f.action = '/post'; document.body.append(f); f.submit()", "next page"),
    "drawn by a script that loads": ("const s = document.createElement('script'); s.src = '/late.js'; document.body.append(s)", "done"),
    "drawn in steps": ("let n = 0; const t = setInterval(() => { out('n' + ++n); if (n === 5) { clearInterval(t); out('done') } }, 50)", "done"),
    "while busy": ("o.setAttribute('aria-busy', 'true'); setTimeout(() => { o.removeAttribute('aria-busy'); out('done') }, 500)", "done"),
    "in a frame": ("document.querySelector('iframe').contentWindow.start()", "framed"),
    "slides in": ("o.animate([{marginTop: '0'}, {marginTop: '9px'}], 300).finished.then(() => out('done'))", "done"),
}  # fmt: skip


def _shop(script: str, extra: str = "") -> PaperShop:
    shop = PaperShop()
    shop.route("/")(
        lambda _: (
            f"""<!doctype html><style>@keyframes turn {{ to {{ opacity: .9 }} }} .k {{ animation: turn 1s infinite }}</style><p id=o>start</p><button onclick="go()">Go</button>
        <iframe srcdoc="<p id=i></p><script>function start(){{let n=0;const t=setInterval(()=>{{i.textContent=++n;
        if(n==5){{clearInterval(t);parent.out('framed')}}}},50)}}</script>"></iframe>{extra}
        <script>const o = document.getElementById('o'); function out(t) {{ o.textContent = t }} function go() {{ {script} }}</script>"""
        )
    )
    shop.route("/next")(lambda _: "<p id=o>next page</p>")
    shop.route("/fetching")(
        lambda _: (
            "<p id=o></p><script>fetch('/slow').then(() => document.getElementById('o').textContent = 'fetched')</script>"
        )
    )
    shop.route("/sends-on")(lambda _: "<meta http-equiv=refresh content='1;url=/header'><p id=o>wait")
    shop.route("/header")(lambda _: Response("<p id=o>wait more", headers=[("Refresh", "1; url=/next")]))
    shop.route("/post", "POST")(lambda _: "<p id=o>next page</p>")
    shop.route("/quick")(lambda _: json_response({}))

    @shop.route("/slow")
    def slow(_: Request) -> Response:
        time.sleep(0.6)
        return json_response({})

    @shop.route("/late.js")
    def late(_: Request) -> str:
        time.sleep(0.3)
        return "document.getElementById('o').textContent = 'done'"

    return shop


async def _pressed(browser: Browser, base: str) -> tuple[str, float]:
    async with visit(browser, base) as session:
        look = await session.look()
        began = time.monotonic()
        assert await session.do(press(look.scene, "Go"), look.scene) == ""
        took = time.monotonic() - began
        return await session.page.inner_text("#o"), took


@pytest.mark.parametrize("case", CASES)
def test_waits_for_what_the_action_caused(case: str, browser: Browser, run: Run[tuple[str, float]]) -> None:
    script, text = CASES[case]
    with serve(_shop(script)) as base:
        assert run(_pressed(browser, base))[0] == text


@pytest.mark.parametrize(
    "extra",
    [
        "<script>fetch('/hang')</script>",
        "<script>setInterval(() => document.title = Date.now(), 40)</script>",
        "<script>setInterval(() => document.body.style.top = Math.random() + 'px', 16)</script>",
        "<div role=progressbar>Step 2 of 4</div>",
        "<meta http-equiv=refresh content=1>",
        "<meta http-equiv=refresh content='60;url=/next'>",
        "<style>@keyframes k{to{opacity:.9}}b{animation:k .5s infinite}</style><b>spin</b>",
    ],
    ids=[
        "long poll from before",
        "clock",
        "carousel",
        "progress bar",
        "reloads itself",
        "sends on in a minute",
        "endless animation",
    ],
)
def test_is_not_held_up_by_what_never_rests(extra: str, browser: Browser, run: Run[tuple[str, float]]) -> None:
    shop = _shop("out('done')", extra)

    @shop.route("/hang")
    def hang(_: Request) -> str:
        time.sleep(2)
        return ""

    with serve(shop) as base:
        text, took = run(_pressed(browser, base))
    assert text == "done"
    assert took < 1.9
