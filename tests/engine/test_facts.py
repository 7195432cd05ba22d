"""Derived values, on ledgers in the short form of cases."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelint.engine import Facts, run
from feelint.engine.facts import readings, tolerance
from feelint.model.scene import WireAmount
from feelint.model.words import VerdictKind
from feelint.policy.discovery import load_rules
from feelint.testing.rule_tester import Case, build
from feelint.testing.small_ledger import small_ledger

RULES = list(load_rules().values())


def facts(**data: Any) -> Facts:
    return Facts(small_ledger({"price": "49.00", "items": [{"label": "Ticket", "amount": "49.00"}], **data}))


def fee(amount: str, **fields: Any) -> dict[str, Any]:
    late = {"announced": "review", "counted": "review", "avoidable": False}
    return {"label": "Fee", "kind": "fee", "amount": amount, **late, **fields}


@pytest.mark.parametrize(
    ("currency", "lines", "expected"), [("EUR", 1, "0.01"), ("EUR", 5, "0.025"), ("JPY", 1, "1"), ("KWD", 1, "0.001")]
)
def test_tolerance_is_a_minor_unit_or_half_of_one_a_row(currency: str, lines: int, expected: str) -> None:
    assert tolerance(currency, lines) == Decimal(expected)


def test_the_gap_is_what_the_advertised_price_lacks() -> None:
    some = facts(charges=[fee("4.95"), fee("2.00", kind="tax", label="Tax")])
    assert some.gap(some.added[:1]) == Decimal("4.95")
    assert some.gap(some.added) == Decimal("6.95")


@pytest.mark.parametrize(("promised", "gap"), [("product", "4.95"), ("payment", "-0.05")])
def test_a_discount_that_the_offer_promised_makes_up_for_no_fee(promised: str, gap: str) -> None:
    """ "10 % off by transfer" stood beside the price; one that only the checkout gives does make up for it."""
    off = fee("-5.00", kind="discount", label="Transfer", announced=promised)
    some = facts(charges=[fee("4.95"), off])
    assert some.gap(some.added) == Decimal(gap)


def test_charges_that_lower_or_lie_inside_are_not_added() -> None:
    listed = [fee("-5.00", kind="discount"), fee("-1.00", kind="credit"), fee("7.00", kind="tax", included=True)]
    assert facts(charges=listed).added == ()


def test_the_last_offer_is_the_one_that_was_bought() -> None:
    some = facts(stages=["listing", "product", "basket"], at={"listing": {"price": "39.00"}})
    step, price = some.last_offer
    assert step is not None
    assert price is not None
    assert (step.index, price.money and price.money.amount) == (1, Decimal("49.00"))
    assert some.ledger.advertised_at
    assert some.ledger.advertised_at.step == 0


@pytest.mark.parametrize(("counted", "at"), [("49.00", 0), ("20.58", 1)])
def test_a_page_that_counts_the_item_at_another_price_is_no_offer(counted: str, at: int) -> None:
    """The item was put in, and what stands forward is an accessory's price or the item's without tax."""
    bill = {"lines": [{"label": "Ticket", "amount": counted}]}
    pages = {"listing": {"price": "49.00"}, "product": {"price": "20.58", "bill": bill}}
    step, _ = facts(stages=["listing", "product", "basket"], at=pages).last_offer
    assert step is not None
    assert step.index == at


def test_a_page_that_counts_otherwise_is_the_offer_where_there_is_no_other() -> None:
    bill = {"lines": [{"label": "Ticket", "amount": "49.00"}]}
    step, _ = facts(stages=["product", "basket"], at={"product": {"price": "20.58", "bill": bill}}).last_offer
    assert step is not None


honest = st.lists(st.decimals("0.01", "90", places=2), max_size=5)


@settings(deadline=None, max_examples=30)
@given(honest)
def test_an_honest_ledger_has_no_finding(amounts: list[Decimal]) -> None:
    data: dict[str, Any] = {
        "price": str(Decimal("49.00") + sum(amounts)),
        "packs": ["de", "eu", "uk", "house"],
        "items": [{"label": "Ticket", "amount": "49.00"}],
        "charges": [fee(str(a), label=f"Fee {'abcde'[n]}") for n, a in enumerate(amounts)],
        "order": "Buy now",
        "expect": [],
    }
    verdicts = run(RULES, build(Case("honest", data, "", 0)))
    assert [v.message for v in verdicts if v.kind is VerdictKind.FAIL or v.kind is VerdictKind.ERROR] == []


@settings(deadline=None, max_examples=6)
@given(st.permutations(range(3)))
def test_the_order_of_charges_changes_no_verdict(order: list[int]) -> None:
    listed = [fee("1.00", label="One"), fee("9.00", label="Two"), fee("2.00", label="Three", avoidable=True)]
    data = {"price": "49.00", "items": [{"label": "Ticket", "amount": "49.00"}], "expect": []}
    plain, mixed = (
        run(RULES, build(Case("x", {**data, "charges": charges}, "", 0)))
        for charges in (listed, [listed[n] for n in order])
    )
    seen = [{(v.rule, v.kind, v.subject, v.severity) for v in verdicts} for verdicts in (plain, mixed)]
    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    ("raw", "minor", "currency", "expected"),
    [
        ("5590", False, "EUR", ["55.90 EUR", "5590.00 EUR"]),
        ("5590", True, "EUR", ["55.90 EUR"]),
        ("5590", False, "JPY", ["5590 JPY", "5590 JPY"]),
        ("55,90", False, "EUR", ["0.559 EUR", "55.90 EUR"]),
    ],
)
def test_what_a_number_on_the_wire_can_mean(raw: str, minor: bool, currency: str, expected: list[str]) -> None:
    amount = WireAmount(direction="request", url="", method="POST", path="amount", raw=raw, money=None, minor=minor)
    assert [str(money) for money in readings(amount, currency)] == expected


def test_bill_amounts_leave_the_final_total_out() -> None:
    some = facts(charges=[fee("4.95")])
    assert {str(money) for money in some.bill_amounts} == {"49.00 EUR", "4.95 EUR"}
