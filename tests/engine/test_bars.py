"""Bars that stay in view, and what they are shown beside."""

from typing import Any

import pytest

from feelint.engine import Facts
from feelint.engine.bars import in_view
from feelint.model.scene import Box, Look
from feelint.testing.small_ledger import small_ledger

SCREEN = 800


def look(y: float, *, fixed: bool = False) -> Look:
    return Look(box=Box(x=0, y=y, w=100, h=40), fixed=fixed)


@pytest.mark.parametrize(
    ("one", "button", "seen"),
    [
        (look(1000), look(740), True),
        (look(1000), look(740, fixed=True), False),
        (look(300), look(740, fixed=True), True),
        (look(740, fixed=True), look(740, fixed=True), True),
        (look(1300, fixed=True), look(1200, fixed=True), True),
        (look(1000), look(900, fixed=True), True),
        (look(2000), look(740), False),
        (None, look(740, fixed=True), None),
        (look(300), None, None),
    ],
)
def test_a_button_that_stays_in_view_is_met_on_the_first_screen(
    one: Look | None, button: Look | None, seen: bool | None
) -> None:
    """Something fixed that stands below that screen, as a sticky row may, is held against where it stands."""
    assert in_view(one, button, SCREEN) is seen


def test_without_a_height_nothing_is_known() -> None:
    assert in_view(look(300), look(740, fixed=True), 0) is None


def offer(**changed: Any) -> Facts:
    """An offer with a bar at its foot, and the fee in a summary below it."""
    bar = {"box": [40, 740, 80, 30], "fixed": True}
    told = {"y": 1000, "sum": None, "texts": [], "price": bar, "button": bar, **changed}
    row = {"label": "Service fee", "kind": "fee", "context": "Service fee €4.00"}
    shown = [{"money": "4.00", **row, "look": {"box": [40, told["y"], 200, 20]}}]
    if told["sum"]:
        shown.append({"money": told["sum"], "look": {"box": [40, 700, 200, 20]}})
    product = {
        "viewport": [1280, SCREEN],
        "amounts": shown,
        "texts": told["texts"],
        "controls": [{"name": "Continue", "intents": ["continue"], "look": told["button"]}],
    }
    fee = {"label": "Service fee", "kind": "fee", "amount": "4.00", "announced": "product", "counted": "review"}
    return Facts(
        small_ledger(
            {
                "price": {"money": "49.00", "look": told["price"]},
                "items": [{"label": "Ticket", "amount": "49.00"}],
                "charges": [fee],
                "at": {"product": product},
            }
        )
    )


STILL = {"box": [40, 740, 80, 30]}
SAID = {"text": "plus service fee, see below", "look": {"box": [40, 600, 300, 20]}}


@pytest.mark.parametrize(
    ("changed", "beside"),
    [
        ({}, False),
        ({"y": 500}, True),
        ({"sum": "53.00"}, True),
        ({"sum": "52.00"}, False),
        ({"texts": [SAID]}, True),
        ({"texts": [{**SAID, "text": "Doors open at seven"}]}, False),
        ({"price": STILL}, True),
        ({"button": STILL}, True),
    ],
)
def test_what_stands_below_a_bar_with_price_and_button_is_not_beside_the_price(
    changed: dict[str, Any], beside: bool
) -> None:
    some = offer(**changed)
    assert some.beside(some.added[0]) is beside
