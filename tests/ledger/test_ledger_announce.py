"""First announced: an exact amount or a formula that gives it, and no number that merely happens to be equal."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from feelint.ledger import build_ledger
from feelint.model.ledger import Charge, Step
from feelint.model.scene import Amount, Heading
from feelint.model.words import Belongs, ChargeKind, PriceRole, Stage
from feelint.money import Money
from tests.ledger.scenes import amount, bill, eur, line, option, simple_bill, step, walk


def last_charge(first: Step, *rows: tuple[str, str], total: str, quantity: int = 1) -> Charge:
    """The last charge of a bill that only the review shows, after ``first``."""
    ledger = build_ledger(walk(first, step("review", bill=simple_bill(total, *rows))), quantity=quantity)
    return ledger.charges[-1]


def product(*sentences: str, price: str = "100.00", amounts: Sequence[Amount] = ()) -> Step:
    return step("product", price=eur(price), item="Lamp", sentences=sentences, amounts=amounts)


@pytest.mark.parametrize(
    ("said", "label", "value"),
    [
        ("A service fee of 3.50 € will be added.", "Service fee", "3.50"),
        ("plus 19% VAT", "Taxes", "19.00"),
        ("Card payments carry a 2 % card fee", "Payment surcharge", "2.00"),
        ("Delivery costs 4.95 € within the country.", "Standard delivery", "4.95"),
        ("zzgl. Versandkosten 4,95 €", "DHL Versand", "4.95"),
        ("Servicegebühr: 1,00 € + 2 %", "Servicegebühr", "3.00"),
        ("All prices plus a 3.5% service charge", "Service charge", "3.50"),
    ],
)
def test_said_on_the_product_page(said: str, label: str, value: str) -> None:
    total = str(eur("100.00").amount + eur(value).amount)
    charge = last_charge(product(said), ("Lamp", "100.00"), (label, value), total=total)
    assert charge.first_announced is not None
    assert charge.first_announced.stage is Stage.PRODUCT
    assert charge.announced_as


@pytest.mark.parametrize(
    ("said", "label", "value"),
    [
        ("Rated 3.50 by 80 people, sold for 3.50 € in 1990", "Service fee", "3.50"),
        ("A booking fee may be added.", "Booking fee", "3.50"),
        ("A service fee of 3.00 € will be added.", "Service fee", "3.50"),
        ("plus 7% VAT", "Taxes", "19.00"),
        ("incl. 19% VAT", "Taxes", "19.00"),
        ("10% off everything", "Service fee", "10.00"),
        ("Free delivery from 50.00 €", "Standard delivery", "4.95"),
    ],
)
def test_not_said_on_the_product_page(said: str, label: str, value: str) -> None:
    total = str(eur("100.00").amount + eur(value).amount)
    charge = last_charge(product(said), ("Lamp", "100.00"), (label, value), total=total)
    assert charge.first_announced is not None
    assert charge.first_announced.stage is Stage.REVIEW


def test_a_related_product_of_the_same_price_announces_nothing() -> None:
    shown = product(amounts=[amount("Lamp oil", eur("3.50")), amount("Was", eur("3.50"), struck=True)])
    charge = last_charge(shown, ("Lamp", "100.00"), ("Service fee", "3.50"), total="103.50")
    assert charge.first_announced is not None
    assert charge.first_announced.step == 1


@pytest.mark.parametrize(("visible", "struck"), [(False, False), (True, True)])
def test_what_is_not_seen_announces_nothing(visible: bool, struck: bool) -> None:
    hidden = amount("Service fee", eur("3.50"), belongs=Belongs.BILL, visible=visible, struck=struck)
    shown = product(amounts=[hidden])
    charge = last_charge(shown, ("Lamp", "100.00"), ("Service fee", "3.50"), total="103.50")
    assert charge.first_announced is not None
    assert charge.first_announced.step == 1


def test_an_instalment_of_the_same_amount_announces_nothing() -> None:
    shown = product(amounts=[amount("Service fee", eur("3.50"), role=PriceRole.INSTALLMENT)])
    charge = last_charge(shown, ("Lamp", "100.00"), ("Service fee", "3.50"), total="103.50")
    assert charge.first_announced is not None
    assert charge.first_announced.step == 1


@pytest.mark.parametrize(("text", "stage"), [("per ticket", Stage.PRODUCT), ("per order", Stage.REVIEW)])
def test_per_ticket_times_the_quantity(text: str, stage: Stage) -> None:
    first = product(f"A service fee of 3.50 € {text} will be added.")
    charge = last_charge(first, ("Lamp", "200.00"), ("Service fee", "7.00"), total="207.00", quantity=2)
    assert charge.first_announced is not None
    assert charge.first_announced.stage is stage


def test_an_option_of_the_payment_choice_announces_the_payment_fee() -> None:
    options = [option("Bank transfer", 1, (0,), group="pay"), option("Cash", 2, (1,), group="pay")]
    choice = step(
        "payment",
        amounts=[amount("Bank transfer", eur("2.25"), in_control=0), amount("Cash", eur("0.00"), in_control=1)],
        controls=options,
    )
    review = step("review", bill=simple_bill("102.25", ("Lamp", "100.00"), ("Payment fee", "2.25")))
    [charge] = build_ledger(walk(product(), choice, review)).charges
    assert charge.first_announced is not None
    assert (charge.first_announced.stage, charge.announced_as) == (Stage.PAYMENT, "Bank transfer 2.25 EUR")


def test_a_rate_in_an_option_announces_the_payment_fee() -> None:
    choice = step("payment", controls=[option("Credit card (+2 %)", 1, group="pay"), option("Invoice", 2, group="pay")])
    review = step("review", bill=simple_bill("102.00", ("Lamp", "100.00"), ("Payment fee", "2.00")))
    [charge] = build_ledger(walk(product(), choice, review)).charges
    assert charge.first_announced is not None
    assert charge.first_announced.stage is Stage.PAYMENT


def test_a_delivery_option_of_the_same_amount_does_not_announce_a_payment_fee() -> None:
    choice = step(
        "delivery",
        amounts=[amount("Courier", eur("2.25"), in_control=0)],
        controls=[option("Courier", 1, (0,), group="ship", group_label="Delivery")],
    )
    review = step("review", bill=simple_bill("102.25", ("Lamp", "100.00"), ("Payment fee", "2.25")))
    [charge] = build_ledger(walk(product(), choice, review)).charges
    assert charge.first_announced is not None
    assert charge.first_announced.stage is Stage.REVIEW


def test_a_free_delivery_is_announced_by_its_claim() -> None:
    charge = last_charge(product("Free delivery"), ("Lamp", "100.00"), ("Delivery", "0.00"), total="100.00")
    assert charge.first_announced is not None
    assert charge.first_announced.stage is Stage.PRODUCT


def test_tax_on_items_and_delivery_together() -> None:
    rows = ("Lamp", "100.00"), ("Delivery", "5.00"), ("Taxes", "19.95")
    charge = last_charge(product("plus 19% VAT"), *rows, total="124.95")
    assert charge.first_announced is not None
    assert charge.first_announced.stage is Stage.PRODUCT


def test_a_tax_inside_the_price_by_its_formula() -> None:
    lines = [line("Lamp", eur("119.00")), line("incl. VAT", eur("19.00"), included=True)]
    review = step("review", bill=bill(lines, eur("119.00")))
    [tax] = build_ledger(walk(product("incl. 19% VAT", price="119.00"), review)).charges
    assert tax.included
    assert tax.first_announced is not None
    assert tax.first_announced.stage is Stage.PRODUCT


@pytest.mark.parametrize(("rate", "value"), [("10", "0.13"), ("10", "0.12")])
def test_half_a_cent_may_go_up_or_to_even(rate: str, value: str) -> None:
    first = product(f"plus {rate}% VAT", price="1.25")
    total = str(eur("1.25").amount + eur(value).amount)
    charge = last_charge(first, ("Lamp", "1.25"), ("Taxes", value), total=total)
    assert charge.first_announced is not None
    assert charge.first_announced.stage is Stage.PRODUCT


def test_yen_tax_may_be_cut_off() -> None:
    def yen(value: int) -> Money:
        return Money.parse(f"{value} JPY")

    first = step("product", price=yen(999), item="Cup", sentences=["plus 10% tax"], currency="JPY")
    lines = [line("Cup", yen(999)), line("Tax", yen(99))]
    [tax] = build_ledger(walk(first, step("review", bill=bill(lines, yen(1098)), currency="JPY"))).charges
    assert tax.first_announced is not None
    assert tax.first_announced.stage is Stage.PRODUCT


@pytest.mark.parametrize(("early", "late"), [("Booking fee", "Service fee"), ("Service fee", "Booking fee")])
def test_two_fees_of_one_amount_are_not_confused(early: str, late: str) -> None:
    said = product(f"{early}: 2.00 €", amounts=[amount(early, eur("2.00"))])
    basket = step("basket", bill=simple_bill("102.00", ("Lamp", "100.00"), (early, "2.00")))
    rows = ("Lamp", "100.00"), (late, "2.00"), (early, "2.00")
    review = step("review", bill=simple_bill("104.00", *rows))
    for first, stage in ((said, Stage.PRODUCT), (product(), Stage.BASKET)):
        ledger = build_ledger(walk(first, basket, review))
        seen = {charge.label: charge.first_announced.stage for charge in ledger.charges if charge.first_announced}
        assert seen == {late: Stage.REVIEW, early: stage}
        counted = {charge.label: charge.first_counted.stage for charge in ledger.charges if charge.first_counted}
        assert counted == {late: Stage.REVIEW, early: Stage.BASKET}


@pytest.mark.parametrize(("role", "stage"), [(PriceRole.UNIT, Stage.PRODUCT), (None, Stage.REVIEW)])
def test_a_unit_price_counts_as_often_as_the_item_is_bought(role: PriceRole | None, stage: Stage) -> None:
    first = product(amounts=[amount("Service fee", eur("3.50"), role=role)])
    charge = last_charge(first, ("Lamp", "200.00"), ("Service fee", "7.00"), total="207.00", quantity=2)
    assert charge.first_announced is not None
    assert charge.first_announced.stage is stage


def test_a_tax_said_to_be_inside_does_not_announce_one_on_top() -> None:
    inside = [line("Lamp", eur("100.00")), line("VAT", eur("19.00"), included=True)]
    basket = step("basket", bill=bill(inside, eur("100.00")))
    review = step("review", bill=simple_bill("119.00", ("Lamp", "100.00"), ("VAT", "19.00")))
    [tax] = build_ledger(walk(product(), basket, review)).charges
    assert tax.first_announced == tax.first_counted
    assert tax.first_announced is not None
    assert tax.first_announced.stage is Stage.REVIEW


def heading_above(*shown: Amount, text: str) -> Step:
    """A step with one heading above its amounts."""
    each = step("details", amounts=shown)
    scene = each.scene.model_copy(update={"headings": (Heading(text=text, level=2, node=1),)})
    return each.model_copy(update={"scene": scene})


@pytest.mark.parametrize(
    ("heading", "label", "charge", "plus", "stage"),
    [
        ("Delivery costs", "Germany", "Versand", False, Stage.DETAILS),
        ("Customers also bought", "Lamp oil", "Versand", False, Stage.REVIEW),
        ("How to pay", "Bank transfer", "Payment fee", False, Stage.DETAILS),
        ("Payment", "At the counter", "Payment fee", True, Stage.DETAILS),
        ("Payment", "At the counter", "Payment fee", False, Stage.REVIEW),
        ("Payment", "At the counter", "Service fee", True, Stage.REVIEW),
    ],
)
def test_a_table_below_a_heading(heading: str, label: str, charge: str, plus: bool, stage: Stage) -> None:
    table = heading_above(amount(label, eur("4.95"), plus=plus, node=5), text=heading)
    review = step("review", bill=simple_bill("104.95", ("Lamp", "100.00"), (charge, "4.95")))
    [found] = build_ledger(walk(product(), table, review)).charges
    assert found.first_announced is not None
    assert found.first_announced.stage is stage


@pytest.mark.parametrize(("shown", "stage"), [("9.95", Stage.BASKET), ("4.95", Stage.BASKET), ("3.95", Stage.REVIEW)])
def test_a_dearer_delivery_in_the_basket_announces_the_cheaper_one(shown: str, stage: Stage) -> None:
    """The basket counts a delivery by itself; later a cheaper one was taken. One that cost less announced too little."""
    total = str(eur("100.00").amount + eur(shown).amount)
    basket = step("basket", bill=simple_bill(total, ("Lamp", "100.00"), ("Express delivery", shown)))
    final = step("review", bill=simple_bill("104.95", ("Lamp", "100.00"), ("Standard delivery", "4.95")))
    charge = build_ledger(walk(product(), basket, final)).charges[-1]
    assert charge.first_announced is not None
    assert charge.first_announced.stage is stage


def test_a_tax_row_called_after_the_delivery_takes_no_announcement_of_it() -> None:
    """Below the heading "Tax" stand "Goods" and "Delivery": the basket's dearer delivery announced the delivery itself."""
    basket = step("basket", bill=simple_bill("109.95", ("Lampe", "100.00"), ("Versand express", "9.95")))
    rows = [line("Lampe", eur("84.03")), line("Versand normal", eur("4.95"))]
    taxed = line("Steuer / Versand", eur("0.00")).model_copy(update={"also_kinds": (ChargeKind.FULFILLMENT,)})
    rows += [line("Steuer / Waren", eur("15.97")), taxed]
    final = step("review", bill=bill(rows, eur("104.95"), None))
    charges = build_ledger(walk(product(), basket, final)).charges
    [delivery] = [charge for charge in charges if charge.label == "Versand normal"]
    assert delivery.first_announced is not None
    assert delivery.first_announced.stage is Stage.BASKET
