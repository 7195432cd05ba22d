"""The fences in a real browser: whatever a page tries, the order endpoint is not reached."""

from __future__ import annotations

import asyncio
import base64
import hashlib

import pytest
from playwright.async_api import Browser

from feelint.model.walk import Action, Refusal
from feelint.model.words import Stage
from feelint.testing.papershop import PaperShop, Request, Response, json_response, redirect, serve
from feelint.walker import browser as scripts
from feelint.walker.session import Session
from tests.conftest import Run
from tests.walker.kit import act, node, press, visit

pytestmark = pytest.mark.browser


def shop_with(html: str) -> PaperShop:
    """A payment page, what harmless buttons on it do, and the endpoint that orders."""
    shop = PaperShop()
    shop.route("/")(lambda _: f"<!doctype html><h1>Payment</h1>{html}")
    shop.route("/away")(lambda _: "<h1>Away</h1>")
    shop.route("/quote", "POST")(lambda _: json_response({"total": "9.00", "currency": "EUR"}))

    @shop.route("/order", "GET POST")
    def order(request: Request) -> str:
        if request.method == "POST":
            shop.ordered()
        return "<h1>Thank you</h1>"

    @shop.route("/keeps", "POST")
    def keeps(_: Request) -> Response:
        return redirect("/order", "307 Temporary Redirect")

    @shop.route("/turns", "POST")
    def turns(_: Request) -> Response:
        answer = redirect("/order", "303 See Other")
        answer.headers += [("Set-Cookie", "first=1; Path=/"), ("Set-Cookie", "second=2; Path=/")]
        return answer

    @shop.route("/step", "POST")
    def step(request: Request) -> Response:
        if request.form.get("go") == "order":
            shop.ordered()
        return redirect("/away")

    return shop


async def pressed(browser: Browser, base: str, name: str = "Go", *before: Action) -> tuple[Session, str]:
    """Presses a button on an armed page; the session is closed but can still be asked what it refused."""
    async with visit(browser, base, armed=True) as session:
        look = await session.look()
        result = await session.do(press(look.scene, name, Stage.PAYMENT, *before), look.scene)
        await session.gate.recorder.take()
        return session, result


ORDER = "fetch('/order', {method: 'POST', body: 'a=1'})"
SUBMIT = "const f = document.createElement('form'); f.method = 'post'; f.action = '/order'; document.body.append(f); f.submit()"

# What an armed page may try: the page, the fence that must catch it (none: it never leaves the page), and whether the
# walk must end.
ATTEMPTS = {
    "a timer posts": (f"<button>Go</button><script>setTimeout(() => {ORDER}, 1700)</script>", "request", True),
    "the next page posts as it loads": ("<button onclick=\"location = '/loads'\">Go</button>", "request", True),
    "the next page submits a form as it loads": ("<button onclick=\"location = '/submits'\">Go</button>", "request", True),
    "the next page sends a beacon": ("<button onclick=\"location = '/beacons'\">Go</button>", "", False),
    "the next page posts from a worker": ("<button onclick=\"location = '/works'\">Go</button>", "request", True),
    "a form is redirected with its body": ("<form method=post action=/keeps><button>Go</button></form>", "request", True),
    "a fetch is redirected with its body": (
        "<button onclick=\"fetch('/keeps', {method: 'POST', body: 'a=1'})\">Go</button>", "request", True),
    "it carries a refused button's name": (
        "<form method=post action=/step><button name=go value=order>Order</button></form>"
        "<button onclick=\"fetch('/step', {method: 'POST', body: new URLSearchParams({go: 'order'})})\">Go</button>",
        "request", True),
    "it carries a refused button's name in a multipart body": (
        "<form method=post action=/step><button name=go value=order>Order</button></form><button onclick=\""
        "const d = new FormData(); d.append('go', 'order'); fetch('/step', {method: 'POST', body: d})\">Go</button>",
        "request", True),
    "it goes where a refused button sends its form": (
        f"<form method=post action=/step><button formaction=/order>Order</button></form><button onclick=\"{ORDER}\">Go</button>",
        "request", True),
    "a popup of nobody's doing": (
        "<button onclick=\"setTimeout(() => window.open('/away'), 1600)\">Go</button>", "request", False),
    "a confirmation": ("<button onclick=\"if (confirm('Order now?')) " + ORDER + "\">Go</button>", "dialog", False),
    "a new socket": ("<button onclick=\"new WebSocket('ws://' + location.host + '/ws')\">Go</button>", "request", False),
}  # fmt: skip


@pytest.mark.parametrize("case", ATTEMPTS)
def test_an_armed_walk_does_not_order(case: str, browser: Browser, run: Run[Session]) -> None:
    html, fence, fatal = ATTEMPTS[case]
    shop = shop_with(html)
    shop.route("/loads")(lambda _: f"<h1>Next</h1><script>{ORDER}</script>")
    shop.route("/submits")(lambda _: f"<h1>Next</h1><body><script>{SUBMIT}</script>")
    shop.route("/beacons")(lambda _: "<h1>Next</h1><script>navigator.sendBeacon('/order', 'a=1')</script>")
    worker = "fetch(location.origin + '/order', {method: 'POST', body: 'a=1'})"
    shop.route("/works")(lambda _: "<h1>Next</h1><script>new Worker('/w.js')</script>")
    shop.route("/w.js")(lambda _: Response(worker, content_type="text/javascript"))

    async def test(base: str) -> Session:
        async with visit(browser, base, armed=True) as session:
            look = await session.look()
            await session.do(press(look.scene, "Go", Stage.PAYMENT), look.scene)
            for _ in range(40):
                if session.guard.refusals:
                    break
                await asyncio.sleep(0.05)
            return session

    with serve(shop) as base:
        session = run(test(base))
    assert shop.orders == 0
    assert [refusal.fence for refusal in session.guard.refusals] == ([fence] if fence else [])
    assert bool(session.guard.fatal) is fatal


# What a page may send as it is left; nothing that happens then is owed to the press that leaves it.
FORM = "Object.assign(document.body.appendChild(document.createElement('form')), {method: 'post', action: '/order'})"
LEAVING = {
    "a beacon": "navigator.sendBeacon('/order', 'a=1')",
    "a fetch that is kept alive": "fetch('/order', {method: 'POST', body: 'a=1', keepalive: true})",
    "a plain fetch": ORDER,
    "a fetch for later": "window.fetchLater && fetchLater('/order', {method: 'POST', body: 'a=1'})",
    "a ping": "Object.assign(document.body.appendChild(document.createElement('a')), {href: '/away', ping: '/order'}).click()",
    "a form": f"{FORM}.submit()",
    "a form to a window": f"Object.assign({FORM}, {{target: '_blank'}}).submit()",
    "a form to a frame": f"document.body.appendChild(document.createElement('iframe')).name = 'f'; Object.assign({FORM}, {{target: 'f'}}).submit()",
}  # fmt: skip
OUTLIVE_IT = ("a beacon", "a fetch that is kept alive")


def let_pages_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves out of the init script what takes beacons and the like away from pages."""
    real = scripts.script
    ours, begin, rest = real("init.js").partition("  // What a page sends as it is left")
    _, end, rest = rest.partition("  // Payment sheets")
    assert begin
    assert end
    monkeypatch.setattr(scripts, "script", lambda name: ours + end + rest if name == "init.js" else real(name))


@pytest.mark.parametrize("event", ["pagehide", "unload", "visibilitychange"])
@pytest.mark.parametrize("case", LEAVING)
def test_what_a_page_sends_as_it_is_left_is_refused_again(
    case: str, event: str, browser: Browser, run: Run[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The init script takes most of these away. Without it the second layer alone must hold."""
    let_pages_speak(monkeypatch)
    shop = shop_with(
        f"<button onclick=\"location = '/away'\">Go</button><script>addEventListener('{event}', () => {{{LEAVING[case]}}})</script>"
    )

    async def test(base: str) -> Session:
        async with visit(browser, base, armed=True) as session:
            look = await session.look()
            await session.do(press(look.scene, "Go", Stage.PAYMENT), look.scene)
            assert session.page.url == f"{base}/away"
            for _ in range(10):
                if session.guard.refusals:
                    break
                await asyncio.sleep(0.05)
            return session

    with serve(shop) as base:
        session = run(test(base))
    assert shop.orders == 0
    assert not session.guard.fatal
    if event == "pagehide" and case in OUTLIVE_IT:
        assert [refusal.why for refusal in session.guard.refusals] == ["the page that sends it is being left"]


def test_before_the_fence_closes_a_page_may_speak_as_it_is_left(
    browser: Browser, run: Run[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same with the fence open: it is the fence that holds, and not the browser."""
    let_pages_speak(monkeypatch)
    shop = shop_with(
        "<button onclick=\"location = '/away'\">Go</button>"
        f"<script>addEventListener('pagehide', () => {{{LEAVING['a beacon']}}})</script>"
    )

    async def test(base: str) -> None:
        async with visit(browser, base) as session:
            look = await session.look()
            await session.do(press(look.scene, "Go", Stage.PAYMENT), look.scene)
            for _ in range(40):
                if shop.orders:
                    break
                await asyncio.sleep(0.05)

    with serve(shop) as base:
        run(test(base))
    assert shop.orders == 1


def test_waiting_is_no_action_that_a_request_could_be_owed_to(browser: Browser, run: Run[Session]) -> None:
    shop = shop_with(f"<script>setTimeout(() => setInterval(() => {{ {ORDER} }}, 200), 2000)</script>")

    async def test(base: str) -> Session:
        async with visit(browser, base, armed=True) as session:
            look = await session.look()
            while not session.guard.refusals and not shop.orders:
                await session.do(act(Action(kind="wait", name="until it is drawn"), stage=Stage.PAYMENT), look.scene)
            return session

    with serve(shop) as base:
        session = run(test(base))
    assert shop.orders == 0
    assert {refusal.fence for refusal in session.guard.refusals} == {"request"}


# What an allowed action may do on an armed page, and where the page must be then.
ALLOWED = {
    "an owed request": ("<p id=o></p><button onclick=\"fetch('/quote', {method: 'POST'}).then(() => o.textContent = 'ok')\">Go</button>", "/"),
    "a debounced request": ("<p id=o></p><button onclick=\"setTimeout(() => fetch('/quote', {method: 'POST'}), 400)\">Go</button>", "/"),
    "a form": ("<form method=post action=/step><button name=go value=on>Go</button><button name=go value=order>Order</button></form>", "/away"),
    "a form with a redirect that becomes a GET": ("<form method=post action=/turns><button>Go</button></form>", "/order"),
    "an alert": ("<button onclick=\"alert('hm'); location = '/away'\">Go</button>", "/away"),
    "a guard against leaving": ("<button onclick=\"onbeforeunload = (e) => e.preventDefault(); location = '/away'\">Go</button>", "/away"),
}  # fmt: skip


@pytest.mark.parametrize("case", ALLOWED)
def test_what_an_allowed_action_causes_passes(case: str, browser: Browser, run: Run[tuple[Session, str]]) -> None:
    html, path = ALLOWED[case]
    shop = shop_with(html)
    with serve(shop) as base:
        session, result = run(pressed(browser, base))
        assert result == ""
        assert session.page.url == base + path
    assert shop.orders == 0
    assert session.guard.refusals == []
    assert not session.guard.fatal


def test_cookies_of_a_redirected_form_arrive(browser: Browser, run: Run[list[str]]) -> None:
    async def test(base: str) -> list[str]:
        async with visit(browser, base, armed=True) as session:
            look = await session.look()
            await session.do(press(look.scene, "Go", Stage.PAYMENT), look.scene)
            return [str(cookie.get("name")) for cookie in await session.context.cookies()]

    with serve(shop_with("<form method=post action=/turns><button>Go</button></form>")) as base:
        assert {"first", "second"} <= set(run(test(base)))


def test_a_shape_seen_before_arming_may_come_again(browser: Browser, run: Run[tuple[Session, str]]) -> None:
    page = "<script>fetch('/quote', {method: 'POST', body: JSON.stringify({basket: 1})})</script><button onclick=\"location = '/loads'\">Go</button>"
    shop = shop_with(page)
    shop.route("/loads")(
        lambda _: "<h1>Next</h1><script>fetch('/quote', {method: 'POST', body: JSON.stringify({basket: 2})})</script>"
    )
    with serve(shop) as base:
        session, _ = run(pressed(browser, base))
    assert session.guard.refusals == []
    assert shop.requests.count("POST /quote") == 2


def test_another_host_gets_nothing(browser: Browser, run: Run[tuple[Session, str]]) -> None:
    far = PaperShop()
    far.route("/in", "POST")(lambda _: "taken")
    with (
        serve(far) as there,
        serve(
            shop_with(f"<form method=post action={there}/in><input name=email value=a@b.c><button>Go</button></form>")
        ) as base,
    ):
        session, _ = run(pressed(browser, base))
    assert far.requests == []
    assert session.guard.fatal == "other-host"


def test_an_allowed_host_may_be_posted_to(browser: Browser, run: Run[None]) -> None:
    far = PaperShop()
    far.route("/in", "POST")(lambda _: "taken")

    async def test(base: str, host: str) -> None:
        async with visit(browser, base, hosts=(host,)) as session:
            look = await session.look()
            await session.do(press(look.scene, "Go"), look.scene)

    with (
        serve(far) as there,
        serve(shop_with(f"<form method=post action={there}/in><button>Go</button></form>")) as base,
    ):
        run(test(base, there.removeprefix("http://")))
    assert far.requests == ["POST /in"]


def test_a_popup_of_the_same_site_becomes_the_page(browser: Browser, run: Run[tuple[Session, str]]) -> None:
    shop = shop_with("<a href=/away target=_blank>Go</a>")
    with serve(shop) as base:
        session, _ = run(pressed(browser, base))
        assert session.page.url == f"{base}/away"


def test_card_digits_are_not_typed(browser: Browser, run: Run[tuple[str, str, list[Refusal]]]) -> None:
    async def test(base: str) -> tuple[str, str, list[Refusal]]:
        async with visit(browser, base) as session:
            look = await session.look()
            digits = Action(kind="fill", node=node(look.scene, "n"), value="4111 1111 1111 1111")
            datum = Action(kind="fill", node=node(look.scene, "n"), value="12/30", datum="card_expiry")
            results = [await session.do(act(each), look.scene) for each in (digits, datum)]
            return "".join(set(results)), await session.page.input_value("input"), session.guard.refusals

    with serve(shop_with("<input name=n>")) as base:
        result, value, refusals = run(test(base))
    assert (result, value) == ("refused: card", "")
    assert {refusal.fence for refusal in refusals} == {"card"}


def test_a_socket_speaks_only_for_an_allowed_action(browser: Browser, run: Run[list[str]]) -> None:
    """One message before arming, one caused by a press, one by a timer long after it: the last must not arrive."""
    heard: list[str] = []

    async def serve_socket(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        key = next(line.split(": ")[1] for line in head.split("\r\n") if line.lower().startswith("sec-websocket-key"))
        accept = base64.b64encode(hashlib.sha1(f"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11".encode()).digest()).decode()
        writer.write(
            f"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n".encode()
        )
        try:
            while (start := await reader.readexactly(2)) and start[0] & 15 == 1:
                mask = await reader.readexactly(4)
                data = await reader.readexactly(start[1] & 127)
                heard.append(bytes(byte ^ mask[i % 4] for i, byte in enumerate(data)).decode())
        except asyncio.IncompleteReadError:
            pass
        writer.close()

    async def test(base: str, server: asyncio.Server) -> list[str]:
        port = server.sockets[0].getsockname()[1]
        async with server, visit(browser, f"{base}/?{port}", hosts=(f"127.0.0.1:{port}",)) as session:
            session.guard.armed = True
            look = await session.look()
            await session.do(press(look.scene, "Go"), look.scene)
            for _ in range(60):
                if session.guard.refusals:
                    break
                await asyncio.sleep(0.05)
            return [refusal.what.split(" to ")[0] for refusal in session.guard.refusals]

    page = (
        "<button onclick=\"s.send('caused'); setTimeout(() => s.send('late'), 1800)\">Go</button>"
        "<script>const s = new WebSocket('ws://127.0.0.1:' + location.search.slice(1)); s.onopen = () => s.send('early')</script>"
    )

    async def whole(base: str) -> list[str]:
        return await test(base, await asyncio.start_server(serve_socket, "127.0.0.1", 0))

    with serve(shop_with(page)) as base:
        assert run(whole(base)) == ["web socket message"]
    assert heard == ["early", "caused"]
