"""What each way to pay costs more: from bills, experiments and the options' own words."""

from decimal import Decimal
from typing import Any

import pytest

from feelint.engine.payments import Method, payment_options
from feelint.engine.posted import card_price_shown, said_before_choice, said_with_brands, surcharge_rate, unpaid
from feelint.money import Money
from feelint.testing.small_ledger import small_ledger

LAMP = {"label": "Lamp", "amount": "100.00"}
FEE = {"label": "Card fee", "kind": "payment_fee", "amount": "2.00", "counted": "payment", "avoidable": False}


def radio(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": "radio", "group_label": "Payment method", **more}


def methods(controls: list[dict[str, Any]], **more: Any) -> dict[str, Method]:
    ledger = small_ledger({"price": "100.00", "items": [LAMP], "at": {"payment": {"controls": controls}}, **more})
    return {method.name: method for method in payment_options(ledger)}


def tried(subject: str, after: str, *rows: dict[str, Any]) -> dict[str, Any]:
    bill = {"bill": {"lines": [LAMP, *rows], "total": after}} if rows else {}
    return {"kind": "payment", "subject": subject, "before": "100.00", "after": after, **bill}


def euros(text: str) -> Money:
    return Money(Decimal(text), "EUR")


def test_an_experiment_tells_what_it_costs_more() -> None:
    found = methods([radio("Card"), radio("Bank transfer", checked=True)], probes=[tried("card", "101.50")])
    assert found["Card"].fee == euros("1.50")
    assert found["Card"].costs
    assert found["Bank transfer"].free


def test_a_cent_is_rounding() -> None:
    found = methods([radio("Card"), radio("Bank transfer", checked=True)], probes=[tried("card", "100.01")])
    assert found["Card"].free


def test_the_row_of_a_bill_tells_what_all_of_them_cost() -> None:
    rows = {"label": "Payment fee", "kind": "payment_fee", "amount": "3.00"}
    found = methods(
        [radio("Card", checked=True), radio("Bank transfer")],
        charges=[FEE],
        probes=[tried("bank transfer", "103.00", rows)],
    )
    assert (found["Card"].fee, found["Bank transfer"].fee) == (euros("2.00"), euros("3.00"))


def test_what_was_not_tried_and_says_nothing_is_open() -> None:
    found = methods([radio("Card"), radio("Bank transfer", checked=True)])
    assert not found["Card"].seen
    assert not found["Card"].costs
    assert not found["Card"].free


def test_an_experiment_that_failed_says_nothing() -> None:
    probe = {**tried("card", "101.50"), "ok": False}
    found = methods([radio("Card"), radio("Bank transfer", checked=True)], probes=[probe])
    assert not found["Card"].seen


@pytest.mark.parametrize(
    ("name", "rate"),
    [("Credit card (+1.5 %)", "1.5"), ("Card fee 2 %", "2"), ("Credit card, 0 % for 12 months", None)],
)
def test_an_option_names_its_rate(name: str, rate: str | None) -> None:
    found = methods([radio(name), radio("Bank transfer", checked=True)])
    method = next(method for method in found.values() if "ard" in method.name)
    assert method.rate == (Decimal(rate) if rate else None)
    assert method.costs == (rate is not None)


def test_an_option_names_an_amount() -> None:
    at = {
        "payment": {
            "amounts": [{"money": "2.25", "plus": True, "label": "Bank transfer"}],
            "controls": [radio("+ €2.25 Bank transfer", amounts=[0]), radio("Card", checked=True)],
        }
    }
    found = {m.name: m for m in payment_options(small_ledger({"price": "100.00", "items": [LAMP], "at": at}))}
    assert found["Bank transfer"].fee == euros("2.25")
    assert found["Bank transfer"].flat


def test_an_instalment_in_an_option_is_no_fee() -> None:
    at = {
        "payment": {
            "amounts": [{"money": "25.00", "plus": True, "role": "installment"}],
            "controls": [radio("Klarna", amounts=[0]), radio("Card", checked=True)],
        }
    }
    found = {m.name: m for m in payment_options(small_ledger({"price": "100.00", "items": [LAMP], "at": at}))}
    assert found["Klarna"].fee is None


def test_a_card_that_was_preset_shows_its_fee_before_another_is_taken() -> None:
    row = {"label": "Card fee", "kind": "payment_fee", "amount": "2.00"}
    at = {
        "payment": {
            "controls": [radio("Card", checked=True), radio("Bank transfer")],
            "bill": {"lines": [LAMP, row], "total": "102.00"},
        },
        "review": {"controls": [radio("Card"), radio("Bank transfer", checked=True)]},
    }
    probes = [{"kind": "payment", "subject": "card", "ok": False, "before": "100.00"}]
    ledger = small_ledger({"price": "100.00", "items": [LAMP], "at": at, "probes": probes})
    found = {method.name: method for method in payment_options(ledger)}
    assert found["Card"].fee == euros("2.00")
    assert found["Bank transfer"].free


def test_dearer_delivery_is_not_the_payments() -> None:
    way = {"label": "Delivery", "kind": "fulfillment", "amount": "7.00"}
    found = methods(
        [radio("Cash on delivery"), radio("Card", checked=True)], probes=[tried("cash on delivery", "107.00", way)]
    )
    assert found["Cash on delivery"].free


def test_a_discount_for_another_is_no_fee() -> None:
    less = {"label": "Discount for bank transfer", "kind": "discount", "amount": "-2.00"}
    found = methods(
        [radio("Bank transfer"), radio("Card", checked=True)], probes=[tried("bank transfer", "98.00", less)]
    )
    assert found["Card"].free
    assert found["Bank transfer"].discount == euros("2.00")


def test_entries_of_a_select_are_options() -> None:
    select = {"name": "How to pay", "tag": "select", "options": ["Visa", "PayPal", "Invoice"]}
    assert set(methods([select])) == {"Visa", "PayPal", "Invoice"}


@pytest.mark.parametrize("label", ["Payment surcharge", "Card fee"])
def test_a_payment_fee_without_options_stands_for_itself(label: str) -> None:
    found = methods([], charges=[{**FEE, "label": label}])
    assert found[label].fee == euros("2.00")
    assert ("card" in found[label].words) == (label == "Card fee")


def test_converting_a_currency_is_no_way_to_pay() -> None:
    assert not methods([], charges=[{**FEE, "label": "Currency conversion fee"}])


def test_delivery_is_no_way_to_pay() -> None:
    assert not methods([{"name": "DHL Paket", "type": "radio", "group_label": "Delivery"}])


def posted(texts: list[str], amounts: list[Any] | None = None, announced: str = "review") -> dict[str, Any]:
    at = {"product": {"texts": texts, "amounts": amounts or []}}
    fee = {**FEE, "announced": announced, "counted": announced}
    return {"price": "100.00", "items": [LAMP], "charges": [fee], "at": at}


def test_where_a_surcharge_is_posted() -> None:
    card = Method("Card", frozenset({"card"}), fee=euros("2.00"))
    silent, said = (
        posted(["We take Visa and Mastercard"]),
        posted(["Visa, Mastercard: a 2 % surcharge applies to cards"]),
    )
    assert not said_with_brands(small_ledger(silent).steps)
    assert said_with_brands(small_ledger(said).steps)
    assert said_with_brands(small_ledger(posted([])).steps)
    assert not said_before_choice(card, small_ledger(silent))
    assert said_before_choice(card, small_ledger(said))
    assert said_before_choice(card, small_ledger(posted([], announced="payment")))
    assert not card_price_shown(card, small_ledger(said))
    assert card_price_shown(card, small_ledger(posted([], ["102.00"])))
    assert unpaid(small_ledger(silent)) == 100
    assert surcharge_rate(card, small_ledger(silent)) == 2
