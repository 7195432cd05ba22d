"""Reconciled, counted, withdrawn, recurring: the arithmetic of a walk."""

from __future__ import annotations

import pytest

from feelint.ledger import build_ledger
from feelint.model.ledger import Ledger, Step
from feelint.model.scene import Amount, Bill
from feelint.model.words import Belongs, ChargeKind, PriceRole, Stage
from feelint.money import Money
from tests.ledger.scenes import amount, bill, eur, line, option, simple_bill, step, walk


def start(price: str = "100.00") -> Step:
    return step("product", price=eur(price), item="Lamp")


def judged(*later: Step, price: str = "100.00", quantity: int = 1) -> Ledger:
    return build_ledger(walk(start(price), *later), quantity=quantity)


def summary(ledger: Ledger) -> tuple[list[str], list[str], str]:
    """Items, charges and residual as plain text."""
    return (
        [str(item.amount.amount) for item in ledger.items],
        [f"{charge.label} {charge.amount.amount}" for charge in ledger.charges],
        str(ledger.residual.amount if ledger.residual else None),
    )


@pytest.mark.parametrize(
    ("final", "expected"),
    [
        (simple_bill("104.95", ("Lamp", "100.00"), ("Delivery", "4.95")), (["100.00"], ["Delivery 4.95"], "0.00")),
        (simple_bill("104.95", ("Delivery", "4.95"), subtotal="100.00"), (["100.00"], ["Delivery 4.95"], "0.00")),
        (simple_bill("104.95", ("Delivery", "4.95"), subtotal="104.95"), (["100.00"], ["Delivery 4.95"], "0.00")),
        (simple_bill("104.95", ("Delivery", "4.95")), (["100.00"], ["Delivery 4.95"], "0.00")),
        (simple_bill("107.95", ("Delivery", "4.95")), (["100.00"], ["Delivery 4.95"], "3.00")),
        (simple_bill("107.95", ("Lamp", "100.00"), ("Delivery", "4.95")), (["100.00"], ["Delivery 4.95"], "3.00")),
        (
            simple_bill("102.80", ("Lamp", "100.00"), ("Quince juice", "2.80")),
            (["100.00"], ["Quince juice 2.80"], "0.00"),
        ),
        (simple_bill("102.80", ("Quince juice", "2.80")), (["100.00"], ["Quince juice 2.80"], "0.00")),
        (simple_bill("110.00", ("Lamp", "110.00")), (["110.00"], [], "0.00")),
        (simple_bill("90.00", ("Lamp", "100.00"), ("Discount", "-10.00")), (["100.00"], ["Discount -10.00"], "0.00")),
        (simple_bill("103.00"), (["100.00"], [], "3.00")),
    ],
)
def test_the_final_bill_taken_apart(final: Bill, expected: tuple[list[str], list[str], str]) -> None:
    assert summary(judged(step("review", bill=final))) == expected


def test_a_row_that_is_not_the_item_is_what_its_choice_was_for() -> None:
    choice = step("details", controls=[option("Print at home", 1, group="t", group_label="Ticket delivery")])
    final = simple_bill("102.50", ("Lamp", "100.00"), ("+ Print at home", "2.50"))
    [charge] = judged(choice, step("review", bill=final)).charges
    assert (charge.kind, ChargeKind.ADDON in charge.also_kinds) == (ChargeKind.FULFILLMENT, True)


@pytest.mark.parametrize(
    ("stage", "group", "kind", "expected"),
    [
        ("delivery", "Manual", "radio", ChargeKind.FULFILLMENT),
        ("details", "Carrier", "radio", ChargeKind.FULFILLMENT),
        ("payment", "Manual", "radio", ChargeKind.PAYMENT_FEE),
        ("delivery", "Carrier", "checkbox", ChargeKind.ADDON),
        ("details", "Manual", "radio", ChargeKind.ADDON),
    ],
)
def test_a_choice_whose_heading_names_nothing_is_for_what_its_page_asks(
    stage: str, group: str, kind: str, expected: ChargeKind
) -> None:
    choice = step(stage, controls=[option("Corner box", 1, group="t", group_label=group, kind=kind)])
    final = simple_bill("106.90", ("Lamp", "100.00"), ("Corner box: Corner box cost", "6.90"))
    [charge] = judged(choice, step("review", bill=final)).charges
    assert charge.kind is expected


def test_an_item_that_came_in_by_itself_is_an_addon() -> None:
    [charge] = judged(step("review", bill=simple_bill("120.00", ("Lamp", "100.00"), ("Magazine", "20.00")))).charges
    assert (charge.kind, charge.also_kinds) == (ChargeKind.ADDON, (ChargeKind.ITEM,))


def test_more_of_the_item_is_the_item() -> None:
    ledger = judged(step("review", bill=simple_bill("200.00", ("Lamp", "100.00"), ("Lamp", "100.00"))))
    assert summary(ledger) == (["100.00", "100.00"], [], "0.00")


def test_quantity_times_the_advertised_price() -> None:
    ledger = judged(step("review", bill=simple_bill("209.00", ("Delivery", "9.00"))), quantity=2)
    assert summary(ledger) == (["200.00"], ["Delivery 9.00"], "0.00")


def test_no_total_no_charges() -> None:
    ledger = judged(step("basket"))
    assert (ledger.total, ledger.charges, ledger.items, ledger.residual) == (None, (), (), None)
    assert ledger.advertised == eur("100.00")


def test_a_bill_before_the_basket_is_not_the_final_one() -> None:
    stale = step("product", bill=simple_bill("0.00"))
    assert judged(stale).total is None


def test_the_last_total_is_the_final_one() -> None:
    ledger = judged(
        step("basket", bill=simple_bill("100.00", ("Lamp", "100.00"))),
        step("review", bill=simple_bill("104.95", ("Lamp", "100.00"), ("Delivery", "4.95"))),
        step("review"),
    )
    assert ledger.total_at is not None
    assert (ledger.total_at.step, ledger.total) == (2, eur("104.95"))
    assert ledger.final is not None
    assert ledger.final.index == 2


def test_rows_in_another_currency_make_it_ambiguous() -> None:
    lines = [line("Lamp", eur("100.00")), line("Delivery", Money.parse("4.95 CHF"))]
    ledger = judged(step("review", bill=bill(lines[:1], eur("100.00")).model_copy(update={"lines": tuple(lines)})))
    assert ledger.ambiguous
    assert summary(ledger) == (["100.00"], [], "0.00")


def test_nothing_to_go_by_is_ambiguous() -> None:
    ledger = build_ledger(walk(step("review", bill=simple_bill("104.95", ("Delivery", "4.95")))))
    assert ledger.ambiguous
    assert ledger.residual == eur("100.00")


def stages(ledger: Ledger) -> dict[str, tuple[Stage | None, Stage | None]]:
    return {
        c.label: (
            c.first_announced.stage if c.first_announced else None,
            c.first_counted.stage if c.first_counted else None,
        )
        for c in ledger.charges
    }


FINAL = simple_bill("108.45", ("Lamp", "100.00"), ("Delivery", "4.95"), ("Service fee", "3.50"))


def test_counted_where_only_the_total_shows_it() -> None:
    ledger = judged(step("payment", bill=simple_bill("104.95")), step("review", bill=FINAL))
    assert stages(ledger)["Delivery"] == (Stage.REVIEW, Stage.PAYMENT)
    assert stages(ledger)["Service fee"] == (Stage.REVIEW, Stage.REVIEW)


def test_listed_but_not_in_the_total_is_announced_and_not_counted() -> None:
    shown = simple_bill("100.00", ("Lamp", "100.00"), ("Delivery", "4.95"))
    ledger = judged(step("basket", bill=shown), step("review", bill=FINAL))
    assert stages(ledger)["Delivery"] == (Stage.BASKET, Stage.REVIEW)


def inside(ledger: Ledger) -> list[tuple[str, str, bool]]:
    return [(charge.label, str(charge.amount.amount), charge.included) for charge in ledger.charges]


def test_a_tax_row_that_the_advertised_price_holds_is_included() -> None:
    net = simple_bill("123.95", ("Lamp", "100.00"), ("VAT", "19.00"), ("Delivery", "4.95"))
    ledger = judged(step("review", bill=net), price="119.00")
    assert inside(ledger) == [("VAT", "19.00", True), ("Delivery", "4.95", False)]
    assert (ledger.items[0].amount, ledger.residual) == (Money.parse("119.00 EUR"), Money.parse("0.00 EUR"))


def test_of_a_tax_row_over_all_rows_only_the_part_on_the_goods_is_included() -> None:
    net = simple_bill("124.95", ("Lamp", "100.00"), ("Delivery", "5.00"), ("VAT", "19.95"))
    ledger = judged(step("review", bill=net), price="119.00")
    assert inside(ledger) == [("Delivery", "5.00", False), ("VAT", "19.00", True), ("VAT", "0.95", False)]
    assert ledger.residual == Money.parse("0.00 EUR")


def test_a_tax_on_top_of_the_advertised_price_stays_a_charge() -> None:
    net = simple_bill("119.00", ("Lamp", "100.00"), ("VAT", "19.00"))
    assert inside(judged(step("review", bill=net), price="100.00")) == [("VAT", "19.00", False)]
    assert inside(judged(step("review", bill=net), price="110.00")) == [("VAT", "19.00", False)]


def test_a_label_that_changes_on_the_way() -> None:
    shown = simple_bill("104.95", ("Lamp", "100.00"), ("Shipping", "4.95"))
    ledger = judged(step("basket", bill=shown), step("review", bill=FINAL))
    assert stages(ledger)["Delivery"] == (Stage.BASKET, Stage.BASKET)
    assert ledger.withdrawn == ()


def test_shipping_below_tax_is_a_tax() -> None:
    shown = simple_bill("104.95", ("Lamp", "100.00"), ("Shipping", "4.95"))
    final = simple_bill("105.36", ("Lamp", "100.00"), ("Shipping", "4.95"), ("Tax / Shipping", "0.41"))
    ledger = judged(step("basket", bill=shown), step("review", bill=final))
    kinds = {charge.kind: charge.first_counted.stage for charge in ledger.charges if charge.first_counted}
    assert kinds == {ChargeKind.FULFILLMENT: Stage.BASKET, ChargeKind.TAX: Stage.REVIEW}


def test_a_tax_called_shipping_is_not_the_shipping_of_the_basket() -> None:
    shown = simple_bill("104.95", ("Lamp", "100.00"), ("Shipping", "4.95"))
    final = simple_bill("109.90", ("Lamp", "100.00"), ("Tax / Shipping", "4.95"), ("Delivery", "4.95"))
    ledger = judged(step("basket", bill=shown), step("review", bill=final))
    assert stages(ledger) == {
        "Shipping": (Stage.REVIEW, Stage.REVIEW),
        "Delivery": (Stage.BASKET, Stage.BASKET),
    }


def test_a_bare_total_takes_no_estimate_back() -> None:
    high = simple_bill("104.95", ("Lamp", "100.00"), ("Delivery", "4.95"))
    low = simple_bill("100.00", ("Lamp", "100.00"))
    ledger = judged(step("basket", bill=high), step("payment", bill=simple_bill("104.95")), step("review", bill=low))
    assert [each.gone.stage for each in ledger.withdrawn] == [Stage.REVIEW]


def test_a_total_that_falls_and_rises_again_makes_nothing_late() -> None:
    high = simple_bill("104.95", ("Lamp", "100.00"), ("Delivery", "4.95"))
    low = simple_bill("100.00", ("Lamp", "100.00"))
    ledger = judged(step("basket", bill=high), step("details", bill=low), step("review", bill=high))
    assert stages(ledger)["Delivery"] == (Stage.BASKET, Stage.BASKET)
    assert ledger.withdrawn == ()


def test_an_estimate_that_went_away_is_withdrawn() -> None:
    high = simple_bill("104.95", ("Lamp", "100.00"), ("Delivery", "4.95"))
    low = simple_bill("100.00", ("Lamp", "100.00"))
    ledger = judged(step("basket", bill=high), step("details", bill=high), step("payment"), step("review", bill=low))
    [gone] = ledger.withdrawn
    assert (gone.label, gone.amount, gone.shown.step, gone.gone.step) == ("Delivery", eur("4.95"), 1, 4)


def test_an_estimate_that_changed_is_withdrawn_and_the_new_amount_is_new() -> None:
    low = simple_bill("103.00", ("Lamp", "100.00"), ("Delivery", "3.00"))
    ledger = judged(step("basket", bill=low), step("review", bill=FINAL))
    assert [(w.amount, w.gone.stage) for w in ledger.withdrawn] == [(eur("3.00"), Stage.REVIEW)]
    assert stages(ledger)["Delivery"] == (Stage.REVIEW, Stage.REVIEW)


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("then monthly", "month"),
        ("danach pro Jahr", "year"),
        ("puis par mois", "month"),
        ("per week until cancelled", "week"),
        ("vierteljährlich", "quarter"),
        ("al mese", "month"),
        ("年額", "year"),
        ("renewal price of an item", ""),
    ],
)
def test_later_payments(label: str, period: str) -> None:
    later = amount(label, eur("9.99"), role=PriceRole.RECURRING, belongs=Belongs.BILL)
    final = step("review", bill=simple_bill("1.00", ("Lamp", "1.00")), amounts=[later])
    [found] = judged(final, price="1.00").recurring
    assert (found.amount, found.period) == (eur("9.99"), period)


def test_a_subscription_in_a_side_box_is_not_committed_to() -> None:
    other = amount("News monthly", eur("9.99"), role=PriceRole.RECURRING)
    final = step("review", bill=simple_bill("100.00", ("Lamp", "100.00")), amounts=[other])
    assert judged(final).recurring == ()


def test_the_first_price_is_the_advertised_one() -> None:
    later = step("product", price=eur("120.00"), item="Lamp")
    ledger = judged(later, step("review", bill=simple_bill("120.00", ("Lamp", "120.00"))))
    assert (ledger.advertised, ledger.advertised_at.step if ledger.advertised_at else None) == (eur("100.00"), 0)


def test_a_price_in_the_basket_is_not_advertised() -> None:
    basket = step("basket", price=eur("120.00"), item="Lamp", bill=simple_bill("120.00", ("Lamp", "120.00")))
    assert build_ledger(walk(basket)).advertised is None


@pytest.mark.parametrize(
    ("name", "price", "expected"),
    [("Lamp", "90.00", "90.00"), ("Other lamps", "100.00", "100.00"), ("Teapot", "90.00", "100.00")],
)
def test_a_listing_counts_for_the_item_that_was_walked_to(name: str, price: str, expected: str) -> None:
    listing = step("listing", price=eur(price), item=name)
    ledger = build_ledger(walk(listing, start(), step("review", bill=simple_bill("100.00", ("Lamp", "100.00")))))
    assert ledger.advertised == eur(expected)
    assert ledger.advertised_at is not None
    assert ledger.advertised_at.step == (1 if name == "Teapot" else 0)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("Breakfast tea, 250 g", "Breakfast tea, 250 g"),
        ("Breakfast tea", "1 × Breakfast tea"),
        ("Gift card", "Gift card"),
        ("Travel insurance for cyclists (book)", "Travel insurance for cyclists (book)"),
    ],
)
def test_a_row_named_as_the_item_is_the_item_whatever_its_words(name: str, row: str) -> None:
    first = step("product", price=eur("14.00"), item=name)
    basket = step("basket", bill=simple_bill("14.00", (row, "14.00")))
    review = step("review", bill=simple_bill("18.95", (row, "14.00"), ("Delivery", "4.95")))
    ledger = build_ledger(walk(first, basket, review))
    assert summary(ledger) == (["14.00"], ["Delivery 4.95"], "0.00")
    assert ledger.withdrawn == ()
    assert stages(ledger)["Delivery"][1] is Stage.REVIEW


@pytest.mark.parametrize(
    ("row", "amount_due"), [("Breakfast", "14.00"), ("Breakfast tea sampler", "3.00"), ("Service fee", "14.00")]
)
def test_a_row_named_otherwise_stays_a_charge(row: str, amount_due: str) -> None:
    first = step("product", price=eur("100.00"), item="Hotel room")
    total = str(eur("100.00").amount + eur(amount_due).amount)
    ledger = build_ledger(
        walk(first, step("review", bill=simple_bill(total, ("Hotel room", "100.00"), (row, amount_due))))
    )
    assert summary(ledger) == (["100.00"], [f"{row} {amount_due}"], "0.00")


JUICE = simple_bill("102.80", ("Lamp", "100.00"), ("Quince juice", "2.80"))


@pytest.mark.parametrize(
    ("goods", "stage"), [("102.80", Stage.DETAILS), ("100.00", Stage.REVIEW), ("101.00", Stage.REVIEW)]
)
def test_a_sum_of_goods_holds_what_it_is_dearer_by(goods: str, stage: Stage) -> None:
    """A summary that names the sum of the goods only: what came in beside the item is counted in it."""
    shown = simple_bill(goods, ("Subtotal", goods), subtotal=goods)
    assert shown.lines[0].kind is ChargeKind.ITEM
    ledger = judged(step("details", bill=shown), step("review", bill=JUICE))
    assert stages(ledger)["Quince juice"][1] is stage


def test_a_sum_of_goods_beside_delivery() -> None:
    shown = simple_bill("107.75", ("Subtotal", "102.80"), ("Delivery", "4.95"), subtotal="102.80")
    final = simple_bill("107.75", ("Lamp", "100.00"), ("Quince juice", "2.80"), ("Delivery", "4.95"))
    ledger = judged(step("details", bill=shown), step("review", bill=final))
    assert {label: counted for label, (_, counted) in stages(ledger).items()} == {
        "Quince juice": Stage.DETAILS,
        "Delivery": Stage.DETAILS,
    }


def rows(*shown: tuple[str, str], visible: bool = True) -> list[Amount]:
    return [amount(label, eur(value), visible=visible) for label, value in shown]


@pytest.mark.parametrize(
    ("place", "shown", "stage"),
    [
        ("details", rows(("Lamp", "100.00"), ("Quince juice", "2.80")), Stage.DETAILS),
        ("details", rows(("Quince juice", "2.80")), Stage.REVIEW),
        ("details", rows(("Lamp", "100.00"), ("Quince juice", "2.80"), visible=False), Stage.REVIEW),
        ("details", rows(("Lamp", "100.00"), ("Quince juice", "3.80")), Stage.REVIEW),
        ("product", rows(("Lamp", "100.00"), ("Quince juice", "2.80")), Stage.REVIEW),
        ("details", [*rows(("Lamp", "100.00")), amount("Quince juice", eur("2.80"), in_control=0)], Stage.REVIEW),
    ],
)
def test_a_basket_folded_up_counts_what_stands_with_the_items(place: str, shown: list[Amount], stage: Stage) -> None:
    """Rows beside a form, their total out of sight; an option's price and an offer are no rows."""
    ledger = judged(step(place, amounts=shown), step("review", bill=JUICE))
    assert stages(ledger)["Quince juice"][1] is stage


@pytest.mark.parametrize("label", ["Service fee", "Booking charge", "VAT", "Delivery"])
def test_charges_without_a_total_are_listed_and_not_counted(label: str) -> None:
    """Only goods lie in a basket by their rows alone."""
    final = simple_bill("109.00", ("Lamp", "100.00"), (label, "9.00"))
    ledger = judged(step("details", amounts=rows(("Lamp", "100.00"), (label, "9.00"))), step("review", bill=final))
    assert stages(ledger)[label] == (Stage.DETAILS, Stage.REVIEW)


@pytest.mark.parametrize(
    ("named", "price", "items"),
    [
        (("price guarantee", "13.90"), "102.90", ["68.00"]),
        (("price guarantee", "14.90"), "102.90", ["68.00", "13.90"]),
        (("seat", "13.90"), "102.90", ["68.00", "13.90"]),
        (("price guarantee", "13.90"), "80.00", ["68.00", "13.90"]),
    ],
)
def test_a_row_that_the_offer_names_as_a_part_of_its_price(
    named: tuple[str, str], price: str, items: list[str]
) -> None:
    """Its label and its amount, beside a price that holds all rows: it is not the item."""
    first = step("product", price=eur(price), item="Lamp", amounts=rows(named))
    final = simple_bill("102.90", ("Adult fare", "68.00"), ("Price guarantee", "13.90"), ("Service fee", "21.00"))
    assert summary(build_ledger(walk(first, step("review", bill=final))))[0] == items


@pytest.mark.parametrize(
    ("stage", "before", "expected"),
    [
        ("review", True, ChargeKind.FEE),
        ("basket", True, ChargeKind.ADDON),
        ("review", False, ChargeKind.ADDON),
    ],
)
def test_a_row_without_words_that_comes_in_behind_the_basket_is_a_fee(
    stage: str, before: bool, expected: ChargeKind
) -> None:
    """In the basket it is goods that were put in; where no bill came before, nothing tells."""
    goods = step("basket", bill=simple_bill("100.00", ("Lamp", "100.00")))
    final = step(stage, bill=simple_bill("106.80", ("Lamp", "100.00"), ("Zertifikat", "6.80")))
    [charge] = judged(*([goods] if before else []), final).charges
    assert charge.kind is expected


@pytest.mark.parametrize(
    ("named", "price", "expected"),
    [
        ("1 × Corkscrew, steel, in a case", "6.80", ChargeKind.ADDON),
        ("1 × Corkscrew, steel, in a case", "9.80", ChargeKind.FEE),
        ("Certificate", "6.80", ChargeKind.FEE),
    ],
)
def test_goods_of_the_basket_that_the_checkout_names_in_more_words_did_not_come_in_behind_it(
    named: str, price: str, expected: ChargeKind
) -> None:
    goods = step("basket", bill=simple_bill("106.80", ("Lamp", "100.00"), ("Corkscrew", "6.80")))
    final = step("review", bill=simple_bill(f"10{price}", ("Lamp", "100.00"), (named, price)))
    [charge] = judged(goods, final).charges
    assert charge.kind is expected


def test_a_gift_of_money_that_is_all_there_is_was_asked_for() -> None:
    rows = [line("Cegiełka", eur("20.00"), kind=ChargeKind.DONATION)]
    ledger = build_ledger(
        walk(step("product", item="Zbiórka"), step("review", bill=bill(rows, eur("20.00")))), quantity=1
    )
    assert summary(ledger) == (["20.00"], [], "0.00")


def test_a_gift_of_money_beside_the_item_stays_a_charge() -> None:
    rows = [line("Lamp", eur("100.00"), kind=ChargeKind.ITEM), line("Spende", eur("2.00"), kind=ChargeKind.DONATION)]
    assert summary(judged(step("review", bill=bill(rows, eur("102.00"))))) == (["100.00"], ["Spende 2.00"], "0.00")


def test_a_row_that_lowers_the_total_is_a_discount_whatever_it_is_called() -> None:
    final = simple_bill("90.00", ("Lamp", "100.00"), ("Autumn at the harbour", "-10.00"))
    ledger = judged(step("basket", bill=simple_bill("100.00", ("Lamp", "100.00"))), step("review", bill=final))
    assert [(charge.kind, charge.amount) for charge in ledger.charges] == [("discount", eur("-10.00"))]
