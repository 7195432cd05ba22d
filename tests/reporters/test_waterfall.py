"""From the advertised price to the total: the bars always add up."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from feelint.model.ledger import Ledger
from feelint.model.words import ChargeKind
from feelint.money import Money
from feelint.reporters.waterfall import difference, waterfall
from tests.reporters import sample
from tests.reporters.sample import LEDGER, eur


def _ledger(**changes: object) -> Ledger:
    return LEDGER.model_copy(update=changes)


def test_charges_stand_in_the_order_in_which_they_came_in() -> None:
    """Basket before delivery before payment, whatever the order in the bill; tax inside the price last."""
    bars = waterfall(LEDGER)
    assert [bar.role for bar in bars] == [
        "advertised", "allowance", "charge", "charge", "charge", "total", "included",
    ]  # fmt: skip
    assert [bar.label for bar in bars[1:5]] == [
        "Willkommensrabatt", "Käuferschutz", "Versand (Standard)", "Servicepauschale",
    ]  # fmt: skip
    assert [bar.end for bar in bars[:5]] == [eur(one) for one in ("49.00", "45.10", "46.35", "51.25", "54.75")]


def test_late_is_after_the_advertised_price() -> None:
    """The delivery charge stood beside the price; the others came later."""
    late = {bar.label: bar.late for bar in waterfall(LEDGER) if bar.is_charge}
    assert late["Versand (Standard)"] is False
    assert late["Servicepauschale"] is True


def test_what_no_charge_explains_is_a_bar() -> None:
    """A total that is 2.00 higher has a residual of 2.00."""
    bar = next(bar for bar in waterfall(_ledger(total=eur("56.75"))) if bar.role == "residual")
    assert (bar.amount, bar.start, bar.end) == (eur("2.00"), eur("54.75"), eur("56.75"))


def test_another_item_price_is_a_bar() -> None:
    """The item costs 51.00 in the bill; a second item is a line of its own."""
    dearer = sample.ITEM.model_copy(update={"amount": eur("51.00")})
    second = sample.ITEM.model_copy(update={"amount": eur("4.00"), "label": "Geschenkpapier"})
    bars = waterfall(_ledger(items=(dearer, second), charges=(), total=eur("55.00")))
    assert [(bar.role, bar.amount) for bar in bars] == [
        ("advertised", eur("49.00")), ("item", eur("2.00")), ("item", eur("4.00")), ("total", eur("55.00")),
    ]  # fmt: skip


def test_quantity() -> None:
    """Two pots for twice the price leave nothing to explain."""
    two = sample.ITEM.model_copy(update={"amount": eur("98.00")})
    ledger = _ledger(quantity=2, items=(two,), charges=(), total=eur("98.00"))
    assert [bar.role for bar in waterfall(ledger)] == ["advertised", "quantity", "total"]
    assert difference(ledger) == eur("0.00")


def test_no_advertised_price() -> None:
    """The items begin the sum, and nothing is said about a difference."""
    ledger = _ledger(advertised=None, advertised_at=None)
    bars = waterfall(ledger)
    assert bars[0].role == "item"
    assert not any(bar.role == "residual" for bar in bars)
    assert difference(ledger) is None


def test_no_total() -> None:
    """Without a total there is neither a total bar nor a residual."""
    roles = {bar.role for bar in waterfall(_ledger(total=None, total_at=None))}
    assert not roles & {"total", "residual"}


def test_another_currency_is_not_added() -> None:
    """A price in dollars stands beside a bill in euros and joins no sum."""
    ledger = _ledger(advertised=Money.parse("52.00 USD"))
    bars = waterfall(ledger)
    assert bars[0].end == eur("0")
    assert bars[1].role == "item"
    assert difference(ledger) is None


def test_nothing_known() -> None:
    """An empty ledger has no bars."""
    assert waterfall(_ledger(advertised=None, items=(), charges=(), total=None)) == ()


@given(
    st.lists(st.tuples(st.integers(-2000, 5000), st.integers(0, 5), st.booleans()), max_size=6),
    st.integers(0, 90_000),
    st.integers(1, 3),
    st.one_of(st.none(), st.integers(0, 90_000)),
)
def test_the_bars_add_up(
    rows: list[tuple[int, int, bool]], total: int, quantity: int, advertised: int | None
) -> None:  # fmt: skip
    """Every bar begins where the last one ended, and the last sum is the total."""
    charges = tuple(
        sample.FEE.model_copy(
            update={
                "amount": eur(str(cents)),
                "first_counted": sample.at(step),
                "included": inside,
                "kind": ChargeKind.FEE,
            }
        )
        for cents, step, inside in rows
    )
    price = eur(str(advertised)) if advertised is not None else None
    bars = waterfall(_ledger(charges=charges, total=eur(str(total)), quantity=quantity, advertised=price))
    moving = [bar for bar in bars if bar.role not in ("total", "included", "foreign")]
    for before, after in pairwise(moving):
        assert after.start == before.end
    for bar in moving:
        assert bar.end - bar.start == bar.amount
    assert moving[-1].end == eur(str(total))
