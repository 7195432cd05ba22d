"""The advertised price where the item's page names several: that of the option that was taken."""

from __future__ import annotations

import pytest

from feelint.ledger import build_ledger
from feelint.ledger.advertised import find_advertised
from feelint.model.ledger import Step
from feelint.model.scene import Box, Control, Look
from tests.ledger.scenes import amount, eur, option, simple_bill, step, walk

PRICES = ("46.00", "35.00", "24.00")


def page(preset: int = -1) -> Step:
    """A page that advertises the first of three prices, each beside a radio."""
    radios = [option(f"Zone {n}", n, (n,), group="zone", preset=n == preset) for n in range(3)]
    shown = [amount(f"Zone {n}", eur(price)) for n, price in enumerate(PRICES)]
    return step("product", price=eur(PRICES[0]), item="Play", amounts=shown, controls=radios)


def seats(price: str) -> Step:
    """The page behind it, which puts forward one price."""
    found = step("product", price=eur(price), item="Seats")
    return found.model_copy(update={"url": "https://shop.test/seats"})


@pytest.mark.parametrize(
    ("steps", "taken", "price"),
    [
        ([page()], (), "46.00"),
        ([page()], ("Zone 2",), "24.00"),
        ([page(preset=0)], ("Zone 2",), "46.00"),
        ([page(), seats("24.00")], (), "24.00"),
        ([page(), seats("29.00")], (), "46.00"),
    ],
)
def test_of_several_prices_that_of_the_one_that_was_taken(
    steps: list[Step], taken: tuple[str, ...], price: str
) -> None:
    found = find_advertised(walk(*steps), 1, taken)
    assert found is not None
    assert found.price == eur(price)
    assert found.at.step == 0


def goods(kind: str, price: str | None, *, spaced: int = 90) -> Step:
    """Two goods of one page, 15.00 and 25.00, each with a box or a number on the line of its price."""
    at = [Look(box=Box(x=10, y=spaced * n, w=100, h=30)) for n in range(2)]
    shown = [amount(name, eur(cost)) for name, cost in (("Parkett", "15.00"), ("Rang", "25.00"))]
    shown = [one.model_copy(update={"look": look}) for one, look in zip(shown, at, strict=True)]
    controls = [
        Control(node=n, tag="input", type=kind, name=name, visible=True, look=at[n])
        for n, name in enumerate(("P", "R"))
    ]
    return step("product", price=eur(price) if price else None, item="Abend", amounts=shown, controls=controls)


@pytest.mark.parametrize(
    ("found", "taken", "price"),
    [
        (goods("number", "15.00"), ("R",), "25.00"),
        (goods("number", None), ("P",), "15.00"),
        (goods("checkbox", None), ("R",), "25.00"),
        (goods("checkbox", "15.00"), ("R",), "25.00"),
        (goods("checkbox", "60.00"), ("R",), "60.00"),  # an extra beside the item
        (goods("number", "15.00"), (), "15.00"),
        (goods("number", "15.00", spaced=0), ("R",), "15.00"),  # two prices on one line
    ],
)
def test_of_several_goods_that_of_the_one_that_was_put_in(found: Step, taken: tuple[str, ...], price: str) -> None:
    ledger = build_ledger(walk(found, step("review", bill=simple_bill(price, ("Rang", price)))), taken=taken)
    assert ledger.advertised == eur(price)
    assert ledger.steps[0].scene.advertised_money == eur(price)


@pytest.mark.parametrize(
    ("row", "price"),
    [("1 x Rang", "25.00"), ("Parkett", "15.00"), ("Balkon", None), ("Rang × 1", "25.00"), ("Abend", None)],
)
def test_of_a_table_of_prices_that_of_the_only_row_of_the_basket(row: str, price: str | None) -> None:
    """Where the page puts none forward; a row of another name tells nothing."""
    shown = goods("none", None)
    ledger = build_ledger(walk(shown, step("basket", bill=simple_bill("30.00", (row, "30.00")))))
    assert ledger.advertised == (eur(price) if price else None)
    two = simple_bill("55.00", (row, "30.00"), ("Parkett", "25.00"))
    assert build_ledger(walk(shown, step("basket", bill=two))).advertised is None


def test_a_gift_card_that_is_bought_is_no_money_off() -> None:
    """Its name is that of a credit, and so the row was read with a minus that is not printed."""
    shown = amount("Presentkort", eur("50.00"))
    final = simple_bill("50.00", ("Presentkort", "-50.00"))
    final = final.model_copy(update={"lines": (final.lines[0].model_copy(update={"amount_index": 0}),)})
    last = step("review", amounts=[shown], bill=final)
    ledger = build_ledger(walk(step("product", price=eur("50.00"), item="Presentkort"), last))
    assert (ledger.charges, ledger.residual) == ((), eur("0.00"))
    assert ledger.steps[-1].bill is not None
    assert ledger.steps[-1].bill.residual == eur("0.00")
