"""What pages beside the way set, against what the way tells and the order charges."""

from __future__ import annotations

from typing import Any

import pytest

from feelint.engine.leaflets import only_aside, told_aside
from feelint.model.ledger import Ledger
from feelint.testing.small_ledger import small_ledger

FEE = {"label": "Service fee", "kind": "fee", "amount": "3.00", "announced": "review", "counted": "review"}


def ledger(*pages: str | dict[str, Any], **more: Any) -> Ledger:
    leaflets = [{"text": page} if isinstance(page, str) else page for page in pages]
    items = [{"label": "Ticket", "amount": "20.00"}]
    return small_ledger({"price": "20.00", "items": items, "leaflets": leaflets, **more})


@pytest.mark.parametrize(
    ("text", "amount", "quantity", "told"),
    [
        ("A booking fee of €3.00 per ticket is payable.", "3.00", 1, True),
        ("A booking fee of €3.00 per ticket is payable.", "6.00", 2, True),
        ("A booking fee of €3.00 per ticket is payable.", "6.00", 1, False),
        ("A booking fee of 15% is added.", "3.00", 1, True),
        ("A booking fee of 15% is added.", "3.01", 1, True),
        ("A booking fee of 15% is added.", "3.20", 1, False),
        ("Booking fees are payable.", "3.00", 1, False),
        ("A restocking fee of €3.00 is deducted.", "3.00", 1, False),
    ],
)
def test_a_charge_is_told_aside_where_a_page_sets_just_that(text: str, amount: str, quantity: int, told: bool) -> None:
    found = ledger(text, charges=[{**FEE, "amount": amount}], quantity=quantity)
    notice = told_aside(found, found.charges[0])
    assert (notice is not None) is told


@pytest.mark.parametrize(("kind", "told"), [("fee", True), ("handling", True), ("payment_fee", True), ("tax", False)])
def test_only_fees_are_compared(kind: str, told: bool) -> None:
    found = ledger("A booking fee of €3.00 is payable.", charges=[{**FEE, "kind": kind}])
    assert (told_aside(found, found.charges[0]) is not None) is told


def test_the_nearest_page_that_says_it_is_named() -> None:
    text = "A booking fee of €3.00 is payable."
    far, near = {"text": text, "clicks": 3, "link": "Terms"}, {"text": text, "clicks": 2, "link": "Fees"}
    found = ledger(far, near, charges=[FEE])
    notice = told_aside(found, found.charges[0])
    assert notice is not None
    assert notice.where == "the page behind “Fees”, 2 clicks from the offer"


def test_what_the_order_charges_is_not_absent() -> None:
    text = "A booking fee of €3.00 is payable."
    assert only_aside(ledger(text, charges=[FEE]), conditional=False) == ()
    assert len(only_aside(ledger(text), conditional=False)) == 1


def test_what_a_page_sets_under_a_condition_is_kept_apart() -> None:
    found = ledger("A booking fee of €3.00 is payable. If you change your ticket, a fee of €9.00 is payable.")
    (always,), (sometimes,) = (only_aside(found, conditional=one)[0] for one in (False, True))
    assert str(always.clause.amount) == "3.00 EUR"
    assert str(sometimes.clause.amount) == "9.00 EUR"


def test_fees_of_smaller_orders_are_left_out() -> None:
    text = "For orders under €{0} we charge a handling fee of €3.00."
    assert only_aside(ledger(text.format(20)), conditional=True) == ()
    assert only_aside(ledger(text.format(21)), conditional=True)


def test_what_a_step_shows_is_not_only_aside() -> None:
    seen = {"product": {"amounts": [{"money": "9.00", "context": "Change fee €9.00"}]}}
    text = "If you change your ticket, a fee of €9.00 is payable."
    assert only_aside(ledger(text, at=seen), conditional=True) == ()
    assert only_aside(ledger(text), conditional=True)
    rate = "If you return it, a restocking fee of 15% is deducted."
    assert only_aside(ledger(rate, at={"product": {"text": "Restocking 15 %"}}), conditional=True) == ()
    assert only_aside(ledger(rate), conditional=True)
