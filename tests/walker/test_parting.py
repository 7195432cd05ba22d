"""The basket is emptied at the end, where its page offers that and nothing else is pressed for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from playwright.async_api import Browser

from feelint.extract import read_scene
from feelint.pilot.safety import refusal
from feelint.testing.papershop import PaperShop, Request, Response, redirect, serve
from feelint.walker.parting import empty
from feelint.walker.session import Session
from tests.conftest import Run
from tests.walker.kit import visit

pytestmark = pytest.mark.browser
LINE = "<tr><td>{0}</td><td>£9.00</td><td>{1}</td></tr>"
TOTAL = "<tr><td>Total</td><td>£{0}.00</td></tr>"


@dataclass
class Left:
    """All that is asked of a walk."""

    session: Session
    basket_url: str


def shop_with(offer: str) -> PaperShop:
    """A basket of two things, each with ``offer`` beside it."""
    shop = PaperShop()

    @shop.route("/basket")
    def basket(request: Request) -> str:
        things = request.session.setdefault("things", ["Lamp", "Shade"])
        rows = "".join(LINE.format(thing, offer.format(thing)) for thing in things)
        body = f"<table>{rows}{TOTAL.format(9 * len(things))}</table>" if things else "<p>Your basket is empty.</p>"
        return f"<!doctype html><html lang=en><h1>Basket</h1>{body}<a href=/checkout>Checkout</a>"

    @shop.route("/remove", "POST")
    def remove(request: Request) -> Response:
        request.session["things"] = [thing for thing in request.session["things"] if thing != request.form["thing"]]
        return redirect("/basket")

    @shop.route("/order", "POST")
    def order(_: Request) -> str:
        shop.ordered()
        return "<h1>Thank you for your order</h1>"

    return shop


FORM = "<form method=post action=/remove><button name=thing value={{0}}>{0}</button></form>"


@pytest.mark.parametrize(
    ("offer", "emptied"),
    [
        (FORM.format("Remove"), True),
        (FORM.format("Remove").replace("<button", "<button onclick=\"return confirm('Really?')\""), False),
        (FORM.format("Save for later"), False),
        ("<form method=post action=/order><button>Remove and order now</button></form>", False),
        ("", False),
    ],
    ids=["buttons", "asks back", "another word", "a word that orders", "no offer"],
)
def test_the_basket_is_emptied(offer: str, emptied: bool, browser: Browser, run: Run[bool]) -> None:
    async def test(base: str) -> bool:
        async with visit(browser, f"{base}/basket", armed=True) as session:
            session.head = replace(session.head, read_scene=read_scene, refuse=refusal)
            session.hands.refuse = refusal
            return await empty(Left(session, f"{base}/basket"))

    shop = shop_with(offer)
    with serve(shop) as base:
        assert run(test(base)) is emptied
    assert shop.orders == 0
    assert shop.requests.count("POST /remove") == (2 if emptied else 0)
    assert "GET /checkout" not in shop.requests
