"""Harm criteria: what a total asks beyond its offer, computed from the ledger alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from feelint.model.ledger import Charge, Ledger, StepRef
from feelint.model.report import Harm
from feelint.model.words import ChargeKind, Stage
from feelint.money import Money
from feelint.policy.harm import GOVERNMENT, harm

STAGES = (Stage.PRODUCT, Stage.BASKET, Stage.DETAILS, Stage.DELIVERY, Stage.PAYMENT, Stage.REVIEW)


def eur(amount: str) -> Money:
    return Money.parse(f"{amount} EUR")


def fee(amount: str = "3.00", at: int | None = 1, label: str = "Fee", kind: str = "fee", **fields: Any) -> Charge:
    seen = None if at is None else StepRef(step=at, stage=STAGES[at])
    given = {"avoidable": False, "first_announced": seen, "first_counted": seen, **fields}
    return Charge(label=label, kind=ChargeKind(kind), amount=eur(amount), **given)


def ledger(*charges: Charge, advertised: str | None = "20.00", total: str | None = None, quantity: int = 1) -> Ledger:
    due = sum((c.amount for c in charges if not c.included), eur(advertised or "20.00") * quantity)
    return Ledger(
        advertised=eur(advertised) if advertised else None,
        advertised_at=StepRef(step=0, stage=Stage.PRODUCT) if advertised else None,
        quantity=quantity,
        total=eur(total) if total else due,
        total_at=StepRef(step=5, stage=Stage.REVIEW),
        charges=charges,
        items=(),
    )


def judged(*charges: Charge, outside: Any = (), **fields: Any) -> Harm:
    found = harm(ledger(*charges, **fields), 6, outside)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("charges", "total", "percent", "criteria"),
    [
        ((), "0.00", "0.00", ()),
        ((fee(),), "3.00", "15.00", ("mandatory",)),
        ((fee(avoidable=True),), "3.00", "15.00", ()),
        ((fee(avoidable=True, preselected=True),), "3.00", "15.00", ("preselected",)),
        ((fee(at=2),), "3.00", "15.00", ("mandatory",)),
        ((fee(at=3),), "3.00", "15.00", ("mandatory", "late")),
        ((fee(at=None),), "3.00", "15.00", ("mandatory", "late")),
        ((fee("5.00"),), "5.00", "25.00", ("mandatory",)),
        ((fee("5.01"),), "5.01", "25.05", ("mandatory", "large")),
        ((fee("1", label="a"), fee("1", label="b")), "2.00", "10.00", ("mandatory",)),
        ((fee("1", label="a"), fee("1", label="b"), fee("1", label="c")), "3.00", "15.00", ("mandatory", "many")),
        ((fee(at=0),), "0.00", "0.00", ()),
        ((fee(opted=True),), "0.00", "0.00", ()),
        ((fee(kind="tax", included=True),), "0.00", "0.00", ()),
        ((fee("3.00"), fee("-3.00", kind="discount")), "0.00", "0.00", ()),
        ((fee("3.00"), fee("-3.00", kind="credit")), "3.00", "15.00", ("mandatory",)),
    ],
)
def test_harm_table(charges: tuple[Charge, ...], total: str, percent: str, criteria: tuple[str, ...]) -> None:
    found = judged(*charges)
    assert (found.total, found.percent, found.criteria) == (eur(total), Decimal(percent), criteria)


def test_what_the_advertised_price_turns_out_to_have_held_is_no_drip() -> None:
    found = judged(fee(), total="20.00")
    assert (found.drips, found.total, found.criteria) == ((), eur("0.00"), ())


def test_a_total_that_rose_without_a_charge_is_beyond_the_offer() -> None:
    found = judged(total="21.50")
    assert (found.drips, found.total, found.percent) == ((), eur("1.50"), Decimal("7.50"))


def test_the_quantity_is_part_of_the_price() -> None:
    assert judged(fee("6.00"), quantity=3).percent == Decimal("10.00")


def test_taxes_count_where_the_price_has_to_hold_them() -> None:
    tax = fee("2.00", at=5, kind="tax")
    assert judged(tax).total == eur("2.00")
    assert judged(tax, outside=GOVERNMENT).total == eur("0.00")
    assert judged(tax, fee(), outside=GOVERNMENT).total == eur("3.00")


def test_what_cannot_be_told_is_said() -> None:
    assert judged(fee(avoidable=None)).unknown == ("mandatory",)
    assert judged(fee(avoidable=None), fee(label="b")).unknown == ()
    found = judged(fee(), advertised=None)
    assert (found.total, found.percent, found.unknown) == (None, None, ("large",))
    assert found.criteria == ("mandatory",)
    assert harm(ledger().model_copy(update={"total": None}), 6) is None


def test_harm_survives_json() -> None:
    found = judged(fee())
    assert Harm.model_validate_json(found.model_dump_json()) == found
    assert '"percent":"15.00"' in found.model_dump_json()
