"""Lists of items: where they are seen to be lists, and which item is opened."""

from __future__ import annotations

import pytest

from feelint.model.walk import Decision
from feelint.model.words import Stage
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
