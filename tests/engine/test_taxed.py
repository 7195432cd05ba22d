"""Net at one step and gross at the next: the order's tax, or one that a page names, tells them apart from a dearer price."""

import pytest

from feelint.engine.taxed import with_tax
from feelint.model.ledger import Charge, Ledger, Step, StepRef
from feelint.model.scene import Amount, Scene
from feelint.model.words import ChargeKind, Stage
from feelint.money import Money


def money(text: str) -> Money:
    return Money.parse(text if " " in text else f"{text} EUR")


def ledger(total: str = "", taxes: tuple[str, ...] = (), text: str = "") -> Ledger:
    charges = tuple(Charge(label="VAT", kind=ChargeKind.TAX, amount=money(tax), included=True) for tax in taxes)
    scene = Scene(url="https://shop.test/", text=text)
    step = Step(index=0, stage=Stage.BASKET, url=scene.url, title="", scene=scene, bill=None)
    return Ledger(
        advertised=None,
        advertised_at=None,
        quantity=1,
        total=money(total) if total else None,
        total_at=None,
        charges=charges,
        items=(),
        steps=(step,),
    )


@pytest.mark.parametrize(
    ("net", "gross", "order", "expected"),
    [
        ("100.00", "119.00", ledger("119.00", ("19.00",)), True),
        ("100.00", "119.00", ledger("124.95", ("19.95",)), True),
        ("59.99", "71.39", ledger("71.39", ("11.40",)), True),
        ("100.00", "119.50", ledger("119.50", ("19.00",)), False),
        ("100.00", "119.00", ledger("119.00"), False),
        ("100.00", "119.00", ledger(text="incl. 19 % VAT"), True),
        ("100.00", "119.00", ledger(text="19 % off everything"), False),
        ("119.00", "100.00", ledger("119.00", ("19.00",)), False),
        ("100.00", "119.00 USD", ledger("119.00", ("19.00",)), False),
        ("100.00", "107.00", ledger("226.00", ("19.00", "7.00")), False),
    ],
)
def test_a_price_with_the_orders_tax(net: str, gross: str, order: Ledger, expected: bool) -> None:
    assert with_tax(order, money(net), money(gross)) is expected


def test_nothing_left_of_the_total_has_no_rate() -> None:
    assert not with_tax(ledger("19.00", ("19.00",)), money("100.00"), money("119.00"))


@pytest.mark.parametrize(
    ("label", "net", "gross", "expected"),
    [
        ("exkl. moms", "42.00", "52.08", True),
        ("exkl. moms", "42.00", "55.00", False),
        ("netto, ohne MwSt.", "42.00", "52.08", True),
        ("Delsumma", "42.00", "52.08", False),
    ],
)
def test_a_total_that_is_told_without_tax_as_well(label: str, net: str, gross: str, expected: bool) -> None:
    """64.36 in all, 51.90 without tax: no row says what the tax is, and yet its rate is told."""
    told = ledger("64.36")
    shown = Amount(text="51.90", money=money("51.90"), label=label, visible=True)
    step = told.steps[0].model_copy(update={"scene": Scene(url="https://shop.test/", amounts=(shown,))})
    told = told.model_copy(update={"steps": (step,), "total_at": StepRef(step=0, stage=Stage.BASKET)})
    assert with_tax(told, money(net), money(gross)) is expected
