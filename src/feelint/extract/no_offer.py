"""Pages that put no price forward: a bill without anything to buy, a list of things each with a button of its own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from feelint.extract.bills import Reading
from feelint.extract.dom import Node
from feelint.extract.labels import Hit
from feelint.extract.periods import paid_per
from feelint.extract.words import heading_stage
from feelint.model.scene import Control, Heading
from feelint.money import Money

_OFFERS = frozenset(
    ("add_to_cart", "checkout", "continue", "to_payment", "wallet", "pay_ok", "order_weak", "ambiguous", "guest")
)
_BILLS = frozenset(("basket", "details", "delivery", "payment", "review", "confirmation"))
_LEAST_ROWS = 2
_LEAST_OFFERS = 2
_LONGEST = 30


def is_of_bill(
    money: Money, reading: Reading | None, hits: Sequence[Hit], controls: Sequence[Control], headings: Sequence[Heading]
) -> bool:
    """Whether an amount is a row or the total of a bill that adds up, on a page that sells nothing or is called a basket.

    On such a page no price is put forward: an invoice, the mail that confirms an order, a basket. A page is called by its
    main headings, or by its first one where it has none.
    """
    if reading is None or not reading.adds_up or len(reading.counted) < _LEAST_ROWS:
        return False
    if money not in _written_in(reading, hits):
        return False
    sells = any(control.visible and _OFFERS & set(control.classes) for control in controls)
    heads = [h for h in headings if h.level == 1] or headings[:1]
    named = any(len(h.text) <= _LONGEST and heading_stage(h.text) & _BILLS for h in heads)
    return named or not sells


def _written_in(reading: Reading, hits: Sequence[Hit]) -> set[Money | None]:
    """All that a bill writes; what is paid by the month beside what it counts is no row of it, but what is asked later."""
    rows = [
        row
        for at, row in enumerate(reading.rows)
        if at in reading.counted or not any(paid_per(hits[hit].reading.unit or "") for hit in row.hits)
    ]
    return {hits[reading.total].reading.money, *(amount for row in rows for amount in row.amounts)}


def offers_many(buttons: Sequence[Node], hits: Sequence[Hit]) -> bool:
    """Whether buttons that buy stand each in a box of its own, with amounts that no other such box has."""
    if len(buttons) < _LEAST_OFFERS:
        return False
    places = sorted(button.order for button in buttons)
    boxes = {box.order: box for button in buttons if (box := _own_box(button, places)) is not None}
    shown = [hit for hit in hits if hit.run.visible and hit.reading.amount]
    told = [{str(h.reading.amount) for h in shown if box.contains(h.node)} for box in boxes.values()]
    own = [here for at, here in enumerate(told) if here and not any(here & o for n, o in enumerate(told) if n != at)]
    return len(own) >= _LEAST_OFFERS


def _own_box(button: Node, places: Sequence[int]) -> Node | None:
    """The largest element around a button that holds no other one."""
    own = None
    for node in [button, *button.ancestors()]:
        if bisect_right(places, node.last) - bisect_left(places, node.order) > 1:
            return own
        own = node
    return None
