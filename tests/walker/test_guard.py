"""The guard's judgement, without a browser."""

from __future__ import annotations

import json

import pytest

from feelint.model.walk import Action
from feelint.policy.staging import parse_denied
from feelint.walker.guard import DENIED, Guard, Sent, Submitter, form_fields, shape, site

SHOP = "https://www.shop.example/p/1"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("start", "url", "home"),
    [
        (SHOP, "https://www.shop.example/cart", True),
        (SHOP, "https://checkout.shop.example/cart", True),
        (SHOP, "https://shop.example/", True),
        (SHOP, "https://shop.example.evil.example/", False),
        (SHOP, "https://other.example/", False),
        ("https://shop.co.uk/", "https://pay.shop.co.uk/", True),
        ("https://shop.co.uk/", "https://other.co.uk/", False),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/x", True),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8001/x", False),
        ("http://127.0.0.1:8000/", "http://0.0.1:8000/x", False),
        ("http://shop.test/", "http://pay.shop.test/", False),
    ],
)
def test_what_belongs_to_the_walked_site(start: str, url: str, home: bool) -> None:
    assert Guard(start).at_home(url) is home


def test_allowed_hosts_may_name_a_port() -> None:
    guard = Guard("http://127.0.0.1:1/", ("pay.example", "127.0.0.1:2"))
    assert guard.at_home("https://pay.example/x")
    assert guard.at_home("https://eu.pay.example/x")
    assert guard.at_home("http://127.0.0.1:2/x")
    assert not guard.at_home("http://127.0.0.1:3/x")


@pytest.mark.parametrize(
    ("host", "expected"), [("a.b.shop.de", "shop.de"), ("a.shop.co.jp", "shop.co.jp"), ("10.0.0.1", "10.0.0.1")]
)
def test_site(host: str, expected: str) -> None:
    assert site(host) == expected


# armed?, the request, the verdict, why the walk must end
@pytest.mark.parametrize(
    ("armed", "sent", "verdict", "fatal"),
    [
        (True, Sent("GET", SHOP, "document"), "pass", ""),
        (True, Sent("GET", SHOP, "fetch", body=b"x"), "drop", "unattributed-request"),
        (False, Sent("POST", SHOP, "document"), "pass", ""),
        (True, Sent("POST", SHOP, "document"), "drop", "unattributed-request"),
        (True, Sent("POST", SHOP, "document", attributed=True), "pass", ""),
        (True, Sent("POST", SHOP, "document", attributed=True, hop=True), "drop", "redirect-keeps-post"),
        (False, Sent("POST", SHOP, "document", hop=True), "pass", ""),
        (True, Sent("POST", SHOP, "ping"), "drop", ""),
        (True, Sent("POST", SHOP, "fetch", leaving=True), "drop", ""),
        (True, Sent("POST", SHOP, "fetch", attributed=True, leaving=True), "drop", ""),
        (False, Sent("POST", SHOP, "ping", leaving=True), "pass", ""),
        (False, Sent("POST", "https://other.example/", "ping", leaving=True), "drop", ""),
        (True, Sent("PUT", SHOP, "fetch"), "drop", "unattributed-request"),
        (False, Sent("POST", "https://other.example/", "xhr"), "drop", ""),
        (False, Sent("POST", "https://other.example/", "document", main_frame=True), "drop", "other-host"),
        (False, Sent("POST", "https://other.example/", "document"), "drop", ""),
        (False, Sent("POST", "https://other.example/", "document", main_frame=True, hop=True), "drop", "other-host"),
        (False, Sent("GET", "https://other.example/a.js", "script"), "pass", ""),
        (True, Sent("GET", "data:text/html,x", "document"), "pass", ""),
    ],
)
def test_requests(armed: bool, sent: Sent, verdict: str, fatal: str) -> None:
    guard = Guard(SHOP, armed=armed)
    assert guard.judge(sent) == verdict
    assert guard.fatal == fatal
    assert len(guard.refusals) == (verdict == "drop")


def test_what_a_page_sent_as_it_was_left_may_not_be_sent_again_for_that() -> None:
    guard = Guard(SHOP)
    assert guard.judge(Sent("POST", SHOP, "fetch", leaving=True)) == "pass"
    guard.armed = True
    assert guard.judge(Sent("POST", SHOP, "fetch")) == "drop"


def test_a_local_shop_waits_for_no_outside_host() -> None:
    guard = Guard("http://127.0.0.1:8000/")
    assert guard.judge(Sent("GET", "https://fonts.example/a.woff", "font")) == "drop"
    assert guard.judge(Sent("GET", "http://127.0.0.1:9/pay", "document")) == "pass"
    assert guard.refusals == []


def test_personal_data_does_not_travel_in_an_address() -> None:
    guard = Guard(SHOP, private={"a+b@c.example"})
    assert guard.judge(Sent("GET", "https://ads.example/p?e=a%2Bb%40c.example", "image")) == "drop"
    assert guard.judge(Sent("GET", "https://ads.example/p?e=none", "image")) == "pass"
    assert "c.example" not in guard.refusals[0].what.replace("ads.example", "")


@pytest.mark.parametrize(
    ("body", "kind", "verdict"),
    [
        (b"a=1&go=order", FORM, "drop"),
        (b"a=1&go=next", FORM, "pass"),
        (b"a=1&pic.x=3&pic.y=4", FORM, "drop"),
        (
            b'--B\r\nContent-Disposition: form-data; name="go"\r\n\r\norder\r\n--B--\r\n',
            "multipart/form-data; boundary=B",
            "drop",
        ),
        (
            b'--B\r\nContent-Disposition: form-data; name="go"\r\n\r\nnext\r\n--B--\r\n',
            "multipart/form-data; boundary=B",
            "pass",
        ),
    ],
)
def test_what_carries_a_refused_submitter(body: bytes, kind: str, verdict: str) -> None:
    guard = Guard(SHOP, armed=True)
    guard.forbid([Submitter("go", "order"), Submitter("pic")])
    assert guard.judge(Sent("POST", SHOP, "document", body, kind, attributed=True)) == verdict


def test_a_refused_submitters_own_address_is_closed() -> None:
    guard = Guard(SHOP, armed=True)
    guard.forbid([Submitter("", "", "https://www.shop.example/order?x=1")])
    assert guard.judge(Sent("POST", "https://www.shop.example/order", "fetch", attributed=True)) == "drop"
    assert guard.judge(Sent("POST", "https://www.shop.example/orders", "fetch", attributed=True)) == "pass"


def test_shapes_forget_ids_and_values_but_not_operations() -> None:
    def posted(url: str, body: object) -> tuple[str, ...]:
        return shape(Sent("POST", url, "fetch", json.dumps(body).encode(), "application/json"))

    assert posted("https://s.example/c/81731/x", {"a": 1}) == posted("https://s.example/c/9/x", {"a": 2})
    assert posted("https://s.example/c/9/x", {"a": 1}) != posted("https://s.example/c/9/x", {"a": 1, "b": 1})
    assert posted("https://s.example/g", {"operationName": "Cart"}) != posted(
        "https://s.example/g", {"operationName": "Order"}
    )
    assert posted("https://s.example/g", {"query": "{a}"}) != posted("https://s.example/g", {"query": "{b}"})
    assert posted("https://s.example/cart", {}) != posted("https://s.example/order", {})


def test_only_what_was_seen_before_arming_passes_unattributed() -> None:
    guard = Guard(SHOP)
    quote = Sent("POST", "https://www.shop.example/quote", "fetch", b'{"id": 1}')
    assert guard.judge(quote) == "pass"
    guard.armed = True
    assert guard.judge(Sent("POST", "https://www.shop.example/quote", "fetch", b'{"id": 2}')) == "pass"
    assert guard.judge(Sent("POST", "https://www.shop.example/quote", "document", b'{"id": 2}')) == "drop"


def test_form_fields_of_other_bodies_are_none() -> None:
    assert form_fields(Sent("POST", SHOP, "fetch", b"", "")) == []
    assert form_fields(Sent("POST", SHOP, "fetch", b"\x00\x01", "application/octet-stream")) == []


@pytest.mark.parametrize(
    ("action", "refused"),
    [
        (Action(kind="fill", value="4111111111111111"), True),
        (Action(kind="fill", value="my card is 4111-1111-1111-1111."), True),
        (Action(kind="fill", value="4111111111111112"), False),
        (Action(kind="fill", value="+1 305 555 0142"), False),
        (Action(kind="fill", value="123", datum="card_cvc"), True),
        (Action(kind="fill", value="12 Main St", datum="street"), False),
    ],
)
def test_card_like_values(action: Action, refused: bool) -> None:
    guard = Guard(SHOP)
    assert bool(guard.fill(action)) is refused
    assert len(guard.refusals) == refused


def test_what_the_user_denies_never_leaves_whatever_it_looks_like() -> None:
    guard = Guard("https://shop.example/", denied=(parse_denied("POST /checkout/complete"), parse_denied("/pay/*")))
    attributed = Sent("POST", "https://shop.example/checkout/complete", "document", attributed=True, main_frame=True)
    assert guard.judge(attributed) == "drop"
    assert guard.fatal == DENIED
    assert guard.judge(Sent("GET", "https://shop.example/pay/now", "image")) == "drop"
    assert guard.judge(Sent("GET", "https://shop.example/checkout/complete", "document")) == "pass"
    assert [refusal.why for refusal in guard.refusals] == [
        "the configuration denies POST /checkout/complete",
        "the configuration denies /pay/*",
    ]


def test_the_site_s_own_hosts_are_not_those_that_are_allowed() -> None:
    guard = Guard("https://www.shop.example/", ("pay.example",))
    own = ["https://shop.example/", "https://api.shop.example/x"]
    assert [guard.own(url) for url in own] == [True, True]
    assert guard.at_home("https://pay.example/")
    assert not guard.own("https://pay.example/")


def test_where_pages_are_only_read_no_other_address_is_opened() -> None:
    guard = Guard(SHOP, opens=lambda url: url.endswith("/terms"))
    opened = {
        url: guard.judge(Sent("GET", f"https://www.shop.example{url}", "document", main_frame=True, hop=True))
        for url in ("/terms", "/order/confirm")
    }
    assert opened == {"/terms": "pass", "/order/confirm": "drop"}
    assert guard.judge(Sent("GET", "https://www.shop.example/order.css", "stylesheet")) == "pass"
    assert guard.judge(Sent("GET", "https://www.shop.example/order/confirm", "document", main_frame=False)) == "drop"
    assert not guard.fatal
    assert len(guard.refusals) == 1
