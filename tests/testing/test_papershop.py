"""The paper-shop server: routing, sessions, forms, the order count, threads, and an end in time."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from pathlib import Path

import pytest

from feelint.testing.papershop import (
    PaperShop,
    Request,
    Response,
    json_response,
    load_shop,
    load_truth,
    redirect,
    serve,
)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Redirects are answers here, not errands."""


_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)


def fetch(
    url: str, data: bytes | None = None, method: str | None = None, headers: dict[str, str] | None = None
) -> tuple[int, str, Message]:
    """Status, text and headers of one request; errors and redirects are answers like any other."""
    asked = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    try:
        with _DIRECT.open(asked, timeout=5) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), error.headers


@pytest.fixture
def shop() -> PaperShop:
    return PaperShop()


@pytest.fixture
def base(shop: PaperShop) -> Iterator[str]:
    with serve(shop) as url:
        yield url


def echo(shop: PaperShop, path: str, methods: str = "GET") -> list[Request]:
    """Routes ``path`` to a handler that keeps what it was asked."""
    seen: list[Request] = []

    @shop.route(path, methods)
    def keep(request: Request) -> str:
        seen.append(request)
        return "ok"

    return seen


def test_a_bare_string_is_an_html_page(shop: PaperShop, base: str) -> None:
    shop.route("/")(lambda _: "<h1>Grüße</h1>")
    status, text, headers = fetch(base + "/")
    assert (status, text) == (200, "<h1>Grüße</h1>")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert int(headers["Content-Length"]) == len(text.encode())


def test_a_response_keeps_status_type_and_headers(shop: PaperShop, base: str) -> None:
    shop.route("/file")(lambda _: Response(b"\x00\x01", "201 Created", "application/x-thing", [("X-Kind", "thing")]))
    status, text, headers = fetch(base + "/file")
    assert (status, text, headers["Content-Type"], headers["X-Kind"]) == (
        201,
        "\x00\x01",
        "application/x-thing",
        "thing",
    )


def test_json_goes_in_and_out(shop: PaperShop, base: str) -> None:
    shop.route("/api", "POST")(lambda request: json_response({"got": request.json()}, "202 Accepted"))
    status, text, headers = fetch(base + "/api", json.dumps({"a": ["ü", 1]}).encode())
    assert (status, json.loads(text)) == (202, {"got": {"a": ["ü", 1]}})
    assert headers["Content-Type"] == "application/json"
    assert json.loads(fetch(base + "/api", b"")[1]) == {"got": {}}


@pytest.mark.parametrize("status", ["303 See Other", "302 Found", "307 Temporary Redirect"])
def test_redirect(shop: PaperShop, base: str, status: str) -> None:
    shop.route("/old")(lambda _: redirect("/new", status))
    code, _, headers = fetch(base + "/old")
    assert (code, headers["Location"]) == (int(status[:3]), "/new")


def test_segments_land_in_params(shop: PaperShop, base: str) -> None:
    seen = echo(shop, "/shop/{lang}/item/{number}")
    fetch(base + "/shop/de/item/4-2")
    assert seen[0].params == {"lang": "de", "number": "4-2"}


@pytest.mark.parametrize("path", ["/item/1/2", "/item/", "/item", "/items/1", "/x/item/1", "/itemX1"])
def test_a_segment_is_one_segment_and_the_whole_path_counts(shop: PaperShop, base: str, path: str) -> None:
    seen = echo(shop, "/item/{number}")
    assert fetch(base + path)[0] == 404
    assert seen == []


def test_a_path_is_taken_literally(shop: PaperShop, base: str) -> None:
    seen = echo(shop, "/a.b/(c)")
    assert fetch(base + "/aXb/c")[0] == 404
    assert fetch(base + "/a.b/(c)")[0] == 200
    assert len(seen) == 1


def test_paths_and_queries_are_decoded(shop: PaperShop, base: str) -> None:
    seen = echo(shop, "/größe/{name}")
    fetch(base + "/gr%C3%B6%C3%9Fe/a%20b?q=%E2%82%AC+5&leer=")
    assert seen[0].params == {"name": "a b"}
    assert seen[0].query == {"q": "€ 5", "leer": ""}


def test_methods_are_told_apart(shop: PaperShop, base: str) -> None:
    shop.route("/x")(lambda _: "read")
    shop.route("/x", "POST PUT")(lambda request: f"wrote by {request.method}")
    assert fetch(base + "/x")[1] == "read"
    assert fetch(base + "/x", b"")[1] == "wrote by POST"
    assert fetch(base + "/x", b"", "PUT")[1] == "wrote by PUT"
    assert fetch(base + "/x", method="DELETE")[0] == 404


def test_the_first_route_wins(shop: PaperShop, base: str) -> None:
    shop.route("/x")(lambda _: "first")
    shop.route("/{any}")(lambda _: "second")
    assert [fetch(base + path)[1] for path in ("/x", "/y")] == ["first", "second"]


def test_a_route_gives_its_handler_back(shop: PaperShop) -> None:
    def handler(_: Request) -> str:
        return ""

    assert shop.route("/")(handler) is handler


def test_forms_are_read_only_when_they_are_forms(shop: PaperShop, base: str) -> None:
    seen = echo(shop, "/form", "POST")
    body = b"name=M%C3%BCller+%26+Co&empty=&n=1&n=2"
    fetch(base + "/form", body, headers={"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"})
    fetch(base + "/form", body, headers={"Content-Type": "text/plain"})
    assert seen[0].form == {"name": "Müller & Co", "empty": "", "n": "2"}
    assert (seen[1].form, seen[1].body) == ({}, body)


def test_headers_come_in_lower_case(shop: PaperShop, base: str) -> None:
    seen = echo(shop, "/")
    fetch(base + "/", headers={"X-Requested-With": "fetch", "Upgrade": "websocket"})
    assert seen[0].headers["x-requested-with"] == "fetch"
    assert seen[0].headers["upgrade"] == "websocket"


def count_visits(request: Request) -> str:
    request.session["visits"] = request.session.get("visits", 0) + 1
    return str(request.session["visits"])


def test_a_session_lives_as_long_as_its_cookie(shop: PaperShop, base: str) -> None:
    shop.route("/")(count_visits)
    _, first, headers = fetch(base + "/")
    cookie = headers["Set-Cookie"].split(";")[0]
    status, second, later = fetch(base + "/", headers={"Cookie": f"theme=dark; {cookie}"})
    assert (first, status, second) == ("1", 200, "2")
    assert "Set-Cookie" not in later
    assert fetch(base + "/")[1] == "1", "another browser has another session"


def test_an_unknown_session_is_not_taken_over(shop: PaperShop, base: str) -> None:
    shop.route("/")(count_visits)
    _, _, headers = fetch(base + "/", headers={"Cookie": "sid=chosen-by-the-visitor"})
    assert "chosen" not in headers["Set-Cookie"]


def test_two_shops_share_no_session() -> None:
    one, other = PaperShop(), PaperShop()
    for shop in (one, other):
        shop.route("/")(count_visits)
    with serve(one) as a, serve(other) as b:
        cookie = fetch(a + "/")[2]["Set-Cookie"].split(";")[0]
        assert fetch(b + "/", headers={"Cookie": cookie})[1] == "1"


def test_orders_count_whatever_the_method(shop: PaperShop, base: str) -> None:
    @shop.route("/buy", "GET POST")
    def buy(_: Request) -> str:
        shop.ordered()
        return "thanks"

    assert shop.orders == 0
    fetch(base + "/elsewhere", b"")
    assert shop.orders == 0
    fetch(base + "/buy")
    fetch(base + "/buy", b"a=1")
    assert shop.orders == 2


def test_requests_are_listed_in_order_with_those_that_found_nothing(shop: PaperShop, base: str) -> None:
    shop.route("/a")(lambda _: "a")
    fetch(base + "/a?secret=1")
    fetch(base + "/nowhere", b"")
    assert shop.requests == ["GET /a", "POST /nowhere"]


def test_no_order_is_lost_between_threads(shop: PaperShop, base: str) -> None:
    @shop.route("/buy", "POST")
    def buy(_: Request) -> str:
        shop.ordered()
        return ""

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: fetch(base + "/buy", b"")[0], range(40)))
    assert answers == [200] * 40
    assert shop.orders == 40
    assert len(shop.requests) == 40


def test_a_slow_answer_holds_nobody_else_up(shop: PaperShop, base: str) -> None:
    asked, go_on = threading.Event(), threading.Event()

    @shop.route("/slow")
    def slow(_: Request) -> str:
        asked.set()
        return "done" if go_on.wait(5) else "too late"

    shop.route("/quick")(lambda _: "quick")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(fetch, base + "/slow")
        assert asked.wait(5)
        assert fetch(base + "/quick")[1] == "quick"
        assert not waiting.done()
        go_on.set()
        assert waiting.result(5)[1] == "done"


def test_a_handler_that_raises_ends_one_request_only(
    shop: PaperShop, base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    @shop.route("/broken")
    def broken(_: Request) -> str:
        raise ValueError("the shop is broken")

    shop.route("/whole")(lambda _: "whole")
    assert fetch(base + "/broken")[0] == 500
    assert "the shop is broken" in capsys.readouterr().err
    assert fetch(base + "/whole")[1] == "whole"


def test_the_server_does_not_log(shop: PaperShop, base: str, capsys: pytest.CaptureFixture[str]) -> None:
    shop.route("/")(lambda _: "")
    fetch(base + "/")
    fetch(base + "/missing")
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "")


def test_the_server_is_on_loopback_and_gone_after_the_block() -> None:
    with serve(PaperShop()) as url:
        assert url.startswith("http://127.0.0.1:")
        assert fetch(url + "/")[0] == 404
    with pytest.raises(urllib.error.URLError):
        fetch(url + "/")


def test_the_server_is_gone_after_an_exception() -> None:
    block = serve(PaperShop())
    url = block.__enter__()
    error = RuntimeError("test")
    assert not block.__exit__(RuntimeError, error, None)
    with pytest.raises(urllib.error.URLError):
        fetch(url + "/")


def test_a_port_can_be_asked_for() -> None:
    with serve(PaperShop()) as url:
        port = int(url.rsplit(":", 1)[1])
    with serve(PaperShop(), port) as again:
        assert again == url


def test_the_server_ends_in_time_while_a_request_hangs() -> None:
    shop, asked, release = PaperShop(), threading.Event(), threading.Event()

    @shop.route("/hang")
    def hang(_: Request) -> str:
        asked.set()
        release.wait(30)
        return "late"

    with ThreadPoolExecutor(1) as pool:
        with serve(shop) as url:
            waiting = pool.submit(fetch, url + "/hang")
            assert asked.wait(5)
            began = time.monotonic()
        ended = time.monotonic()
        release.set()
        waiting.result(5)
    assert ended - began < 3


def test_a_shop_folder_is_loaded_with_its_truth(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(
        "from feelint.testing.papershop import PaperShop\n"
        "def make(scenario):\n    shop = PaperShop()\n    shop.route('/')(lambda _: scenario)\n    return shop\n"
    )
    (tmp_path / "truth.json").write_text('[{"id": "honest", "total": {"amount": "5.00", "currency": "EUR"}}]')
    truth = load_truth(tmp_path)
    assert [entry["total"]["amount"] for entry in truth] == ["5.00"]
    with serve(load_shop(tmp_path).make(truth[0]["id"])) as url:
        assert fetch(url + "/")[1] == "honest"


def test_a_folder_without_a_shop_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_shop(tmp_path)
