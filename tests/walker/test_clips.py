"""Which parts of a page get a picture of their own: the bill and the advertised price, where the viewport leaves them out."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from decimal import Decimal
from typing import cast

import pytest
from playwright.async_api import ViewportSize

from feelint.model.scene import Amount, Bill, BillLine, Box, Scene
from feelint.model.scene import Look as Layout
from feelint.model.words import ChargeKind
from feelint.money import Money
from feelint.walker.observer import Observed
from feelint.walker.session import Look, outside, wider_than

PRICE = Money(Decimal("9.00"), "USD")


def look(*tops: float, scroll: int = 0) -> Look:
    """A page of 1000 by 5000 with the advertised price and then the rows of a bill at these heights."""
    boxes = [Box(x=700, y=top, w=60, h=20) for top in tops]
    amounts = tuple(Amount(text="9.00", money=PRICE, look=Layout(box=box)) for box in boxes)
    lines = tuple(BillLine(label="x", kind=ChargeKind.ITEM, amount=PRICE, amount_index=i) for i in range(1, len(tops)))
    bill = Bill(lines=lines, subtotal=None, total=PRICE, residual=None, total_index=len(tops) - 1) if lines else None
    scene = Scene(amounts=amounts, advertised=0, bill=bill)
    observed = Observed("", {"scroll": [0, scroll], "viewport": [1000, 800], "page": [1000, 5000]}, "", "")
    picture: asyncio.Future[bytes] = asyncio.Future(loop=asyncio.new_event_loop())
    picture.get_loop().close()
    return Look(observed, scene, (), picture, datetime.now(UTC))


@pytest.mark.parametrize(
    ("tops", "scroll", "spans"),
    [
        ((100,), 0, []),
        ((100, 300, 340), 0, []),
        ((900,), 0, [(888, 932)]),
        ((900,), 500, []),
        ((100, 700, 790), 0, [(688, 822)]),
        ((100, 3000, 3040), 3000, [(88, 132)]),
        ((4990,), 0, [(4978, 5000)]),
    ],
)
def test_clips(tops: tuple[float, ...], scroll: int, spans: list[tuple[float, float]]) -> None:
    found = outside(look(*tops, scroll=scroll))
    assert [(box.y, box.bottom) for box in found] == spans
    assert all((box.x, box.w) == (0, 1000) for box in found)


@pytest.mark.parametrize(("screen", "told"), [(1000, False), (390, True), (1280, False), (None, False)])
def test_a_page_that_sticks_out_of_a_phone_is_shown_smaller(screen: int | None, told: bool) -> None:
    """Its picture has to hold what the person sees, not what the screen would show at full size."""
    size = None if screen is None else {"width": screen, "height": 800}
    assert wider_than(look(100), cast("ViewportSize | None", size)) is told
