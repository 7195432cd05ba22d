"""What several rules ask of a scene: nearness, print, pieces of texts, reductions, choices, sightings, unit prices."""

from decimal import Decimal
from typing import Any

import pytest

from feelint.engine.legibility import illegible
from feelint.engine.nearness import near, same_screen
from feelint.engine.options import choices
from feelint.engine.pieces import period, piece, recurs
from feelint.engine.reductions import reduction
from feelint.engine.sightings import sightings
from feelint.engine.texts import by, legible_by, saying
from feelint.engine.unit_prices import size_of, unit_prices, without_deposit
from feelint.model.ledger import Step
from feelint.model.scene import Box, Look
from feelint.money import Money
from feelint.testing.small_ledger import small_ledger


def look(y: float = 0, *, x: float = 0, h: float = 20, **fields: Any) -> Look:
    return Look(box=Box(x=x, y=y, w=100, h=h), **{"font_px": 16, **fields})


def product(**at: Any) -> Step:
    data = {"stages": ["product"], "price": at.pop("price", "8.00"), "item_name": at.pop("item_name", "")}
    return small_ledger({**data, "at": {"product": at}}).steps[0]


def test_near_is_a_short_way_up_down_and_sideways() -> None:
    assert near(look(0), look(150))
    assert not near(look(0), look(171))
    assert not near(look(0), look(0, x=401))
    assert near(look(0), None) is None


def test_one_screen_holds_both() -> None:
    assert same_screen(look(0), look(780), 800)
    assert not same_screen(look(0), look(781), 800)
    assert same_screen(look(0), look(0), 0) is None


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"font_px": 16, "contrast": 4.5}, ""),
        ({"font_px": 16, "contrast": 4.4}, "contrast of only 4.4:1"),
        ({"font_px": 24, "contrast": 3.0}, ""),
        ({"font_px": 19, "weight": 700, "contrast": 3.0}, ""),
        ({"font_px": 19, "contrast": 3.0}, "contrast"),
        ({"font_px": 11}, "in 11 px type"),
        ({"font_px": 12}, ""),
    ],
)
def test_print(fields: dict[str, Any], says: str) -> None:
    assert says in illegible(look(**fields))
    assert bool(illegible(look(**fields))) == bool(says)


def test_print_beside_larger_print() -> None:
    assert illegible(look(font_px=14), look(font_px=24)) == "in 14 px type beside 24 px"
    assert not illegible(look(font_px=15), look(font_px=24))


def test_a_text_is_divided_among_its_amounts() -> None:
    text = "7 days €0.99, then €39.90/month"
    scene = product(
        price={"money": "0.99", "text": "€0.99", "context": text},
        amounts=[{"money": "39.90", "text": "€39.90", "context": text}],
    ).scene
    first, second = scene.amounts
    assert piece(scene, first) == "7 days €0.99, then"
    assert piece(scene, second) == ", then €39.90/month"
    assert (recurs(scene, first), recurs(scene, second)) == (False, True)
    assert period(scene, second) == "month"


@pytest.mark.parametrize("context", ["€9.99", "€9.99 each", "3 interest-free payments of €9.99 per month"])
def test_not_every_amount_recurs(context: str) -> None:
    scene = product(price={"money": "9.99", "text": "€9.99", "context": context}).scene
    assert not recurs(scene, scene.amounts[0])


def test_a_reduction_is_read_around_its_price() -> None:
    step = product(
        amounts=[
            {"money": "10.00", "context": "was €10.00", "struck": True},
            {"money": "12.00", "context": "RRP €12.00"},
            {"money": "9.00", "context": "Lowest price in the last 30 days: €9.00"},
        ],
        texts=["Save 20 %", "Up to 70 % off", "19 % VAT"],
    )
    found = reduction(step, step.scene.amounts[0])
    assert found is not None
    assert [one.text for one in found.earlier] == ["€10.00", "€12.00"]
    assert [one.text for one in found.recommended] == ["€12.00"]
    assert [one.text for one in found.lowest] == ["€9.00"]
    assert [share for share, _ in found.shares] == [Decimal(20)]
    assert not found.only_recommended
    assert found.share_of(Money(Decimal(10), "EUR")) == 20


def test_a_carousel_below_makes_no_reduction() -> None:
    step = product(
        price={"money": "8.00", "look": {"box": [0, 100, 80, 30]}},
        amounts=[{"money": "24.00", "struck": True, "look": {"box": [0, 900, 80, 20]}}],
    )
    assert reduction(step, step.scene.amounts[0]) is None
    assert reduction(None, None) is None


def test_a_choice_is_seen_as_it_was_at_first() -> None:
    option = {"tag": "input", "type": "radio", "group": "d", "group_label": "Delivery"}
    controls: list[dict[str, Any]] = [
        {**option, "name": "Standard", "amounts": [0]},
        {**option, "name": "Free delivery"},
    ]
    amounts = [{"money": "5.00", "in_control": 0}]

    def rows(*checked: bool) -> dict[str, Any]:
        ticked = [{**control, "checked": on} for control, on in zip(controls, checked, strict=True)]
        return {"currency": "EUR", "bill": False, "amounts": amounts, "controls": ticked}

    at = {"delivery": rows(True, False), "payment": rows(False, True)}
    (choice,) = choices(small_ledger({"stages": ["product", "delivery", "payment"], "at": at}).steps)
    assert choice.about == "delivery"
    assert choice.chosen is not None
    assert choice.chosen.name == "Standard"
    assert [str(entry.price) for entry in choice.entries] == ["5.00 EUR", "0.00 EUR"]


def test_a_charge_is_sighted_by_its_row_its_name_or_its_kind() -> None:
    charge = {"label": "Fee", "kind": "fee", "amount": "2.00", "counted": "basket", "announced": "basket"}
    same_sum = {"money": "2.00", "context": "Refund €2.00"}
    ledger = small_ledger(
        {
            "stages": ["product", "basket"],
            "price": "8.00",
            "items": [{"label": "Mug", "amount": "8.00"}],
            "charges": [charge],
            "at": {"product": {"amounts": [same_sum]}},
        }
    )
    assert {one.step.stage for one in sightings(ledger.steps, ledger.charges[0])} == {"basket"}


def test_texts_stand_by_what_they_are_about() -> None:
    step = product(texts=[{"text": "Cancel any time", "node": 500, "look": {"box": [0, 0, 99, 20], "font_px": 14}}])
    (text,) = saying(step, {"cancel"})
    assert by((1, None), (41, None))
    assert not by((1, None), (42, None))
    control = small_ledger(
        {"stages": ["product"], "at": {"product": {"controls": [{"name": "Pay", "look": {"box": [0, 100, 99, 20]}}]}}}
    )
    assert legible_by(text, control.steps[0].scene.controls)
    assert not legible_by(text._replace(look=look(font_px=9)), control.steps[0].scene.controls)


def test_sizes_and_unit_prices() -> None:
    step = product(
        price="3.74",
        item_name="Coffee 250 g",
        amounts=[
            {"money": "13.96", "text": "€13.96", "context": "€13.96/kg"},
            {"money": "0.25", "context": "Deposit €0.25", "kind": "deposit"},
        ],
    )
    size = size_of(step)
    assert size is not None
    assert not size.declared
    (unit,) = unit_prices(step, step.scene.amounts[0], "kg")
    whole, less = without_deposit(step, Money(Decimal("3.74"), "EUR"))
    assert not unit.agrees(whole, size.measure)
    assert unit.agrees(less, size.measure)
    assert size_of(product(item_name="Coffee 250 g and sugar 1 kg")) is None
    assert size_of(product(item_name="Cheese ca. 250 g")) is None
