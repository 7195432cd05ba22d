"""Avoidable: what experiments removed, what stayed, and what nobody tried."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from feelint.ledger import build_ledger
from feelint.model.ledger import Charge, ProbeResult, Step
from feelint.model.scene import Bill, Box, Control, Look
from feelint.model.words import ChargeKind, Intent
from tests.ledger.scenes import Row, amount, bill, eur, line, option, probe, simple_bill, step, walk

ITEM: Row = ("Lamp", "100.00")


def base(*rows: Row, total: str, between: tuple[Step, ...] = ()) -> list[Step]:
    """A walk that ends in a bill with these rows beside the item."""
    review = step("review", bill=simple_bill(total, ITEM, *rows))
    return walk(step("product", price=eur("100.00"), item="Lamp"), *between, review)


def only(
    steps: list[Step],
    *,
    probes: Sequence[ProbeResult] = (),
    varied: Sequence[str] = (),
    unvaried: Sequence[str] = (),
    opted: Sequence[str] = (),
) -> Charge:
    """The only charge of the ledger."""
    [charge] = build_ledger(steps, probes=probes, varied=varied, unvaried=unvaried, opted=opted).charges
    return charge


def after(total: str, *rows: Row) -> Bill:
    """The bill that an experiment led to."""
    return simple_bill(total, ITEM, *rows)


INSURANCE: Row = ("Transport insurance", "12.90")
DELIVERY: Row = ("Delivery", "4.95")


def test_unticked_and_gone() -> None:
    tried = probe("untick", "Transport insurance", "extras", "112.90", after("100.00"))
    charge = only(base(INSURANCE, total="112.90"), probes=[tried])
    assert charge.avoidable is True
    assert charge.avoidable_why == "untick: Transport insurance"


@pytest.mark.parametrize(
    ("result", "answer"),
    [
        (after("112.90", INSURANCE), False),
        (after("112.90"), False),
        (after("112.90", ("Protection fee", "12.90")), False),
        (simple_bill("112.90", ("Lamp", "112.90")), False),
        (after("100.00", INSURANCE, ("Discount", "-12.90")), False),
        (after("100.00"), True),
    ],
)
def test_gone_means_a_bill_without_it_and_a_lower_total(result: Bill, answer: bool) -> None:
    tried = probe("untick", "Transport insurance", "extras", "112.90", result)
    assert only(base(INSURANCE, total="112.90"), probes=[tried]).avoidable is answer


@pytest.mark.parametrize("kind", ["reload", "wait", "address", "quantity"])
def test_other_experiments_avoid_nothing(kind: str) -> None:
    tried = probe(kind, "", "", "112.90", after("100.00"))
    assert only(base(INSURANCE, total="112.90"), probes=[tried]).avoidable is False


def test_a_dearer_delivery_is_no_way_around_delivery() -> None:
    tried = probe("delivery", "Express", "delivery", "104.95", after("109.95", ("Express delivery", "9.95")))
    assert only(base(DELIVERY, total="104.95"), probes=[tried], varied=["delivery"]).avoidable is False


@pytest.mark.parametrize("rows", [(), (("Pick-up", "0.00"),)])
def test_pick_up_is_a_way_around_delivery(rows: tuple[Row, ...]) -> None:
    tried = probe("delivery", "Pick-up", "delivery", "104.95", after("100.00", *rows))
    assert only(base(DELIVERY, total="104.95"), probes=[tried], varied=["delivery"]).avoidable is True


def test_a_pick_up_that_the_page_offers_free() -> None:
    choice = step(
        "delivery",
        amounts=[amount("Home delivery", eur("4.95"), in_control=0), amount("Pick-up", eur("0.00"), in_control=1)],
        controls=[option("Home delivery", 1, (0,), group="ship"), option("Pick-up", 2, (1,), group="ship")],
    )
    steps = base(DELIVERY, total="104.95", between=(choice,))
    assert only(steps).avoidable is True
    refuted = probe("delivery", "Pick-up", "delivery", "104.95", after("104.95", DELIVERY))
    assert only(steps, probes=[refuted], varied=["delivery"]).avoidable is False


@pytest.mark.parametrize(
    ("row", "group", "answer"),
    [
        (DELIVERY, "delivery:express|standard", None),
        (DELIVERY, "payment:card|invoice", False),
        (DELIVERY, "Delivery and payment", None),
        (("Payment fee", "2.00"), "payment:card|invoice", None),
        (("Payment fee", "2.00"), "Zahlungsart", None),
        (("Payment fee", "2.00"), "delivery:express|standard", False),
        (INSURANCE, "untick:details|insurance", None),
        (INSURANCE, "payment:card|invoice", False),
        (("Sales tax", "8.25"), "payment:card|invoice", False),
        (("Service fee", "3.00"), "payment:card|invoice", None),
        (("Service fee", "3.00"), "something unheard of", None),
    ],
)
def test_a_group_that_was_not_varied_leaves_it_open(row: Row, group: str, answer: bool | None) -> None:
    total = str(eur("100.00").amount + eur(row[1]).amount)
    charge = only(base(row, total=total), unvaried=[group])
    assert charge.avoidable is answer
    assert charge.avoidable_why


def test_a_group_that_was_varied_after_all_settles_it() -> None:
    charge = only(base(DELIVERY, total="104.95"), unvaried=["delivery"], varied=["delivery"])
    assert charge.avoidable is False


def test_an_experiment_that_broke_leaves_it_open() -> None:
    broken = probe("payment", "Invoice", "payment", "102.00", None, ok=False)
    charge = only(base(("Payment fee", "2.00"), total="102.00"), probes=[broken])
    assert charge.avoidable is None


def test_a_broken_experiment_proves_nothing() -> None:
    broken = probe("untick", "Transport insurance", "extras", "112.90", after("100.00"), ok=False)
    assert only(base(INSURANCE, total="112.90"), probes=[broken]).avoidable is None


def test_a_tax_on_the_delivery_hangs_on_no_choice() -> None:
    tax = line("Tax / Shipping", eur("0.41")).model_copy(update={"also_kinds": (ChargeKind.FULFILLMENT,)})
    review = step("review", bill=bill([line("Lamp", eur("100.00")), tax], eur("100.41")))
    assert only(walk(review), unvaried=["delivery"]).avoidable is False


def test_a_fee_is_not_confused_with_another_that_stays() -> None:
    rows = ("Service fee", "3.00"), ("Payment fee", "2.00")
    free = probe("payment", "Invoice", "payment", "105.00", after("103.00", ("Service fee", "3.00")))
    ledger = build_ledger(base(*rows, total="105.00"), probes=[free], varied=["payment"])
    assert [charge.avoidable for charge in ledger.charges] == [False, True]


def test_a_bill_that_was_misread_removes_nothing() -> None:
    """The insurance went; that the fee's row was not read does not make the fee avoidable."""
    rows = ("Service fee", "3.00"), INSURANCE
    misread = probe("untick", "Transport insurance", "extras", "115.90", after("103.00"))
    ledger = build_ledger(base(*rows, total="115.90"), probes=[misread])
    assert [charge.avoidable for charge in ledger.charges] == [False, True]


def test_the_page_says_that_it_is_required() -> None:
    shown = step("product", price=eur("100.00"), item="Lamp", sentences=["The resort fee of 20.00 € is mandatory."])
    review = step("review", bill=simple_bill("120.00", ITEM, ("Resort fee", "20.00")))
    charge = only(walk(shown, review), unvaried=["something unheard of"])
    assert charge.avoidable is False
    assert "mandatory" in charge.avoidable_why


@pytest.mark.parametrize(
    ("asked", "opted"),
    [
        ("Transport insurance", True),
        ("Add transport insurance", True),
        ("I have read and accept the terms of the transport insurance and of delivery", False),
    ],
)
def test_what_the_walk_asked_for_is_opted(asked: str, opted: bool) -> None:
    box = option("Transport insurance", 1, kind="checkbox", checked=True)
    steps = base(INSURANCE, total="112.90", between=(step("details", controls=[box]),))
    charge = only(steps, opted=[asked])
    assert (charge.opted, charge.preselected) == (opted, False)


def test_what_was_ticked_beforehand_is_preselected() -> None:
    box = option("Add transport insurance", 1, kind="checkbox", preset=True)
    steps = base(INSURANCE, total="112.90", between=(step("details", controls=[box]),))
    charge = only(steps)
    assert (charge.opted, charge.preselected) == (False, True)
    asked = only(steps, opted=["Add transport insurance"])
    assert (asked.opted, asked.preselected) == (True, False)


def test_an_unrelated_ticked_box_preselects_nothing() -> None:
    box = option("Delivery address is my billing address", 1, kind="checkbox", preset=True)
    steps = base(DELIVERY, total="104.95", between=(step("details", controls=[box]),))
    assert only(steps).preselected is False


def in_rows(*removable: int, kind: Intent = Intent.REMOVE) -> Step:
    """A basket of two rows, at 100 and 200 pixels; those given have a control to take them out."""
    shown = [
        amount(label, eur(value)).model_copy(update={"look": Look(box=Box(x=600, y=y, w=50, h=20))})
        for label, value, y in (("Lamp", "100.00", 100), ("Sample kit", "4.90", 200))
    ]
    lines = tuple(line(a.label, eur(str(a.money.amount)) if a.money else eur("0")).model_copy(update={"amount_index": n})
                  for n, a in enumerate(shown))  # fmt: skip
    controls = [
        Control(node=n, tag="button", name="Remove", intents=(kind,), look=Look(box=Box(x=300, y=y, w=60, h=20)))
        for n, y in enumerate(removable)
    ]
    return step("basket", amounts=shown, controls=controls, bill=bill(lines, eur("104.90")))


KIT: Row = ("Sample kit", "4.90")


@pytest.mark.parametrize(
    ("basket", "answer"),
    [
        (in_rows(130, 230), True),
        (in_rows(230), True),
        (in_rows(130), False),
        (in_rows(450), False),
        (in_rows(), False),
        (in_rows(130, 230, kind=Intent.CONTINUE), False),
    ],
)
def test_a_row_that_the_page_offers_to_take_out(basket: Step, answer: bool) -> None:
    """The control stands in the charge's own row."""
    charge = only(base(KIT, total="104.90", between=(basket,)))
    assert (charge.avoidable, charge.avoidable_why) == (
        (True, "its row can be taken out: Remove") if answer else (False, "no open choice")
    )


def test_a_row_that_came_back_cannot_be_taken_out() -> None:
    tried = probe("remove", "Sample kit", "extras", "104.90", after("104.90", KIT))
    charge = only(base(KIT, total="104.90", between=(in_rows(130, 230),)), probes=[tried], varied=["extras"])
    assert charge.avoidable is False


@pytest.mark.parametrize(
    ("earlier", "seen", "preset"), [(False, True, False), (True, True, True), (True, False, False)]
)
def test_a_box_that_is_first_seen_beside_its_row_did_not_bring_it(earlier: bool, seen: bool, preset: bool) -> None:
    """A basket's switch only shows that the row is there; one that was seen and on before the row was brought it."""
    box = option("Sample kit", 9, kind="checkbox", preset=True).model_copy(update={"visible": seen})
    basket = in_rows(130, 230)
    scene = basket.scene.model_copy(update={"controls": (*basket.scene.controls, box)})
    before = (step("product", controls=[box]),) if earlier else ()
    steps = base(KIT, total="104.90", between=(*before, basket.model_copy(update={"scene": scene})))
    charge = only(steps)
    assert charge.kind in (ChargeKind.ITEM, ChargeKind.ADDON)
    assert (charge.preselected, charge.avoidable) == (preset, True)


def test_a_fee_with_a_control_to_remove_beside_it_is_for_an_experiment() -> None:
    """Only goods and extras are taken out of a basket."""
    basket = in_rows(130, 230)
    bill_of = basket.bill
    assert bill_of is not None
    fee = bill_of.lines[1].model_copy(update={"label": "Service fee", "kind": ChargeKind.FEE})
    basket = basket.model_copy(update={"bill": bill_of.model_copy(update={"lines": (bill_of.lines[0], fee)})})
    assert only(base(("Service fee", "4.90"), total="104.90", between=(basket,))).avoidable is False


def test_a_discount_that_another_way_to_pay_takes_away_can_be_avoided() -> None:
    """What no experiment took away stays what it was: nothing that a customer would want to avoid."""
    discount: Row = ("Discount", "-2.00")
    tried = probe("payment", "Invoice", "payment", "98.00", after("100.00"))
    assert only(base(discount, total="98.00"), probes=[tried]).avoidable is True
    stays = probe("payment", "Invoice", "payment", "98.00", after("98.00", discount))
    assert only(base(discount, total="98.00"), probes=[stays]).avoidable is False


FEE: Row = ("Service fee", "3.00")
KEY = "payment:card|voucher code"


def _tried(subject: str, fee: bool, *, on: bool = True) -> ProbeResult:
    """An experiment that came no further than the page with the way to pay on, and the bill there."""
    rows = after("103.00", FEE) if fee else after("100.00")
    page = step("payment", controls=[option(subject, 7, group="pay", checked=on)], bill=rows)
    return probe("payment", subject, KEY, "103.00", rows, ok=False).model_copy(update={"steps": (page,)})


@pytest.mark.parametrize(
    ("row", "first", "tried", "answer"),
    [
        (FEE, "payment", [_tried("card", True), _tried("voucher code", True)], False),
        (FEE, "payment", [_tried("card", True), _tried("voucher code", False)], None),
        (FEE, "payment", [_tried("card", True), _tried("voucher code", True, on=False)], None),
        (FEE, "payment", [_tried("card", True), probe("payment", "voucher", KEY, "103.00", None, ok=False)], None),
        (FEE, "review", [_tried("card", True), _tried("voucher code", True)], None),
        (("Payment fee", "3.00"), "payment", [_tried("card", True), _tried("voucher code", True)], None),
    ],
)
def test_a_mere_fee_that_is_asked_for_with_every_way_to_pay(
    row: Row, first: str, tried: list[ProbeResult], answer: bool | None
) -> None:
    """It hangs on none of them, though no experiment came behind the page: they want a code or a card."""
    page = step("payment", bill=simple_bill("103.00", ITEM, row) if first == "payment" else after("100.00"))
    steps = base(row, total="103.00", between=(page,))
    assert only(steps, probes=tried, unvaried=[KEY]).avoidable is answer


@pytest.mark.parametrize(
    ("row", "end", "answer"),
    [
        (FEE, "details", False),
        (FEE, "review", True),
        (("Packing and shipping support", "3.00"), "details", False),
        (("Payment fee", "3.00"), "details", True),
    ],
)
def test_a_page_before_the_last_one_does_not_take_away_what_only_that_adds(row: Row, end: str, answer: bool) -> None:
    """A card's page is as far as its experiment goes; a fee for the way to pay hangs on the way to pay all the same."""
    other = after("100.00")
    tried = probe("payment", "card", KEY, "103.00", other).model_copy(update={"steps": (step(end, bill=other),)})
    page = step("details", bill=other)
    assert only(base(row, total="103.00", between=(page,)), probes=[tried], varied=[KEY]).avoidable is answer
