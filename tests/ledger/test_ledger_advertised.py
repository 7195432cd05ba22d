"""The advertised price where the item's page names several: that of the option that was taken."""

from __future__ import annotations

import pytest

from feelint.ledger.advertised import find_advertised
from feelint.model.ledger import Step
from tests.ledger.scenes import amount, eur, option, step, walk

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
