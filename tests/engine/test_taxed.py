"""Net at one step and gross at the next: the order's tax, or one that a page names, tells them apart from a dearer price."""

import pytest

from feelint.engine.taxed import with_tax
from feelint.model.ledger import Charge, Ledger, Step
from feelint.model.scene import Scene
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
