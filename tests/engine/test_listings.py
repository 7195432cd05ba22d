"""Pages that list the item and charges in rows, and whether they say the sum."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from feelint.engine import Facts
from feelint.engine.listings import Listing
from feelint.engine.smallprint import Footnote
from feelint.money import Money
from feelint.testing.small_ledger import small_ledger

ITEM = {"money": "49.00", "label": "Ticket"}
ROW = {"money": "4.00", "label": "Service fee"}


def listings(*amounts: dict[str, Any] | str, **data: Any) -> tuple[Listing, ...]:
    """Those of a walk whose basket shows ``amounts`` and no bill."""
    fee = {"label": "Service fee", "kind": "fee", "amount": "4.00", "announced": "review", "counted": "review"}
    told: dict[str, Any] = {"price": "49.00", "items": [{"label": "Ticket", "amount": "49.00"}], "charges": [fee]}
    at = {"basket": {"bill": False, "amounts": list(amounts)}}
    return Facts(small_ledger({"stages": ["product", "basket", "review"], "at": at} | told | data)).listings


def test_the_item_and_a_charge() -> None:
    (page,) = listings(ITEM, ROW)
    assert (page.step.stage, str(page.price), [c.label for c in page.rows]) == ("basket", "49.00 EUR", ["Service fee"])


@pytest.mark.parametrize(
    "amounts",
    [
        [ROW],
        [ITEM],
        [ITEM, ROW | {"visible": False}],
        [ITEM, ROW | {"struck": True}],
        [ITEM, ROW | {"in_control": 0}],
        [ITEM, ROW | {"label": "A service fee applies", "kind": "fee"}],
        [ITEM | {"visible": False}, ROW],
    ],
)
def test_no_listing(amounts: list[dict[str, Any]]) -> None:
    """The item or the charge is missing, hidden, struck, an option's, or in a sentence."""
    assert listings(*amounts) == ()


def test_neither_the_offer_nor_the_page_with_the_total_lists() -> None:
    at = {stage: {"amounts": [ITEM, ROW]} for stage in ("product", "review")}
    assert listings(at=at) == ()


@pytest.mark.parametrize(
    ("more", "summed"),
    [
        ([], False),
        (["53.00"], True),
        (["52.00"], False),
        ([{"money": "53.00", "struck": True}], False),
        ([{"money": "53.00", "visible": False}], False),
        ([{"money": "60.00", "kind": "total"}], True),
    ],
)
def test_whether_it_is_summed(more: list[Any], summed: bool) -> None:
    (page,) = listings(ITEM, ROW, *more)
    assert page.is_summed(list(page.rows)) is summed


def test_three_tickets_are_listed_at_their_price_together() -> None:
    (page,) = listings({"money": "147.00", "label": "3 × Ticket"}, ROW, quantity=3, items=[])
    assert page.price == Money(Decimal("147.00"), "EUR")


@pytest.mark.parametrize(
    ("text", "amounts", "names"),
    [
        ("* A Service Fee comes with each booking.", (), True),
        ("* Our fees come with each booking.", (), False),
        ("* plus 4.00", ("4.00",), True),
        ("* plus a service fee of 5.00", ("5.00",), False),
    ],
)
def test_a_footnote_names_a_charge(text: str, amounts: tuple[str, ...], names: bool) -> None:
    """By its amount; by its label where the footnote has no amounts."""
    (page,) = listings(ITEM, ROW)
    money = tuple(Money(Decimal(each), "EUR") for each in amounts)
    note = Footnote(text, 1, money, relevant=True, says=frozenset(), weak="")
    assert note.names(next(iter(page.rows))) is names
