"""What a party with a child pays besides the child's own price, from the experiment that brought one."""

from typing import Any

import pytest

from feelint.engine.companions import compelled
from feelint.testing.small_ledger import small_ledger

ADULT = {"label": "1 × adult, Aberdeen to Stornoway", "kind": "item", "amount": "46.99"}
CHILD = {"label": "1 × child, Aberdeen to Stornoway", "kind": "item", "amount": "46.99"}
SEAT = {"label": "Family seating", "kind": "fee", "amount": "8.00"}


def found(*extra: dict[str, Any], total: str = "101.98", **probe: Any) -> list[str]:
    bill = {"lines": [ADULT, CHILD, *extra], "total": total}
    experiment = {"kind": "party", "subject": "child", "text": "Check", "stage": "review", "bill": bill} | probe
    ledger = small_ledger(
        {"price": "46.99", "items": [{"label": ADULT["label"], "amount": "46.99"}], "probes": [experiment]}
    )
    return [one.charge.label for one in compelled(ledger)]


def test_a_fee_that_only_a_party_with_a_child_pays() -> None:
    assert found(SEAT) == ["Family seating"]


@pytest.mark.parametrize(
    "other",
    [
        SEAT | {"label": "Child", "kind": "unknown"},
        SEAT | {"label": "Seat of the second guest", "kind": "unknown", "amount": "46.99"},
        SEAT | {"kind": "discount", "amount": "-8.00"},
        SEAT | {"kind": "tax"},
        SEAT | {"included": True},
    ],
    ids=lambda row: f"{row['label']} {row['kind']}",
)
def test_a_fare_a_discount_and_a_tax_are_none(other: dict[str, Any]) -> None:
    assert found(other, total={"46.99": "140.97", "-8.00": "85.98"}.get(str(other["amount"]), "101.98")) == []


@pytest.mark.parametrize(
    "probe", [{"ok": False}, {"kind": "quantity"}, {"text": "", "bill": {"lines": [ADULT], "total": "46.99"}}]
)
def test_other_experiments_tell_nothing(probe: dict[str, Any]) -> None:
    assert found(SEAT, **probe) == []


def test_a_child_s_fee_is_a_fee() -> None:
    assert found(SEAT | {"label": "Child seat fee"}) == ["Child seat fee"]
