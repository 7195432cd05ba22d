"""Lists of items: where they are seen to be lists, and which item is opened."""

from __future__ import annotations

from decimal import Decimal

import pytest

from feelint.model.scene import Amount, Box, Control, Look, Scene
from feelint.model.walk import Decision
from feelint.model.words import Stage
from feelint.money import Money
from feelint.pilot import decide
from feelint.pilot.listings import is_listing, product_link
from feelint.pilot.stages import place
from tests.pilot.scenes import done, memory, scene


def card(name: str, price: str, more: str = "") -> str:
    return f"<li><a href='/p/{name.lower()}'>{name}</a><p>{price}</p>{more}</li>"


def listing(*cards: str) -> str:
    return f"<h1>Our lamps</h1><ul>{''.join(cards)}</ul>"


def test_a_listing_is_no_item() -> None:
    """Its first price is that of one of several items, whose names lead elsewhere."""
    seen = scene(listing(card("Aurora", "£40.00"), card("Borealis", "£50.00")), url="https://shop.test/lamps")
    assert is_listing(seen)
    assert place(seen, memory()) is Stage.LISTING


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Aurora</h1><p class=price>£40.00</p><ul><li><a href='/p/b'>Borealis</a> £50.00</li></ul>",
        listing(card("Aurora", "£40.00")),
        "<h1>Aurora</h1><p>Nothing here has a price.</p>",
    ],
)
def test_an_item_is_no_listing(body: str) -> None:
    assert not is_listing(scene(body))


def test_what_is_sold_out_is_passed_over() -> None:
    first = card("Aurora", "£40.00", "<p>Sold out</p>")
    link = product_link(scene(listing(first, card("Borealis", "£50.00"), card("Corona", "£60.00"))))
    assert link is not None
    assert link.name == "Borealis"
    alone = product_link(scene(listing(first)))
    assert alone is not None
    assert alone.name == "Aurora"


def test_a_link_to_the_items_own_page_puts_nothing_in() -> None:
    """ "Buy" that leads where the item's name leads opens it; nothing lies in the basket by that."""
    buy = "<a href='/p/{}'>Discover and buy</a>"
    seen = scene(
        listing(card("Aurora", "£40.00", buy.format("aurora")), card("Borealis", "£50.00", buy.format("borealis"))),
        url="https://shop.test/lamps",
    )
    decision, after = decide(seen, memory())
    assert isinstance(decision, Decision)
    assert (decision.stage, decision.intent, done(decision)) == (
        Stage.LISTING,
        "product",
        [("press", "Discover and buy")],
    )
    assert not after.with_visit("x", seen.url, decision).added
    assert after.item_name == ""


def drawn(x: float, y: float) -> Look:
    return Look(box=Box(x=x, y=y, w=60, h=20))


@pytest.mark.parametrize(("far", "opened"), [(40, "Dettagli"), (900, None)])
def test_where_no_link_is_called_after_a_thing_the_one_at_the_first_price_is_opened(
    far: int, opened: str | None
) -> None:
    """A card that names the thing in plain text, over a link "Details"; menus and far links open nothing."""
    price = Amount(
        text="11,90 €", money=Money(Decimal("11.90"), "EUR"), label="Tè nero", visible=True, look=drawn(400, 300)
    )
    links = (
        Control(node=1, tag="a", name="Home", href="/", look=drawn(400, 290)),
        Control(node=2, tag="a", name="Carrello", href="/basket", classes=("view_cart",), look=drawn(400, 280)),
        Control(node=3, tag="a", name="Condizioni", href="/terms", look=drawn(100, 1300)),
        Control(node=4, tag="a", name="Dettagli", href="/p/1", look=drawn(420, 300 + far)),
    )
    page = Scene(url="https://shop.test/te", amounts=(price,), controls=links)
    found = product_link(page)
    assert (found.name if found else None) == opened
