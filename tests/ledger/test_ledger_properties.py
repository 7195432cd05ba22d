"""What holds of every ledger, whatever the shop."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from feelint.ledger import build_ledger
from feelint.ledger.match import pair
from feelint.model.ledger import Charge, Ledger, Step, StepRef
from feelint.model.scene import BillLine
from feelint.model.words import ChargeKind, Stage
from feelint.money import Money
from tests.ledger.scenes import bill, line, step, walk

LABELS = {
    ChargeKind.FULFILLMENT: ("Delivery", "Shipping", "Versandkosten", "Frais de livraison", "送料"),
    ChargeKind.TAX: ("VAT", "Sales tax", "MwSt.", "Taxes"),
    ChargeKind.FEE: ("Service fee", "Booking fee", "Servicegebühr"),
    ChargeKind.INSURANCE: ("Insurance", "Transportversicherung", "Travel insurance"),
    ChargeKind.DISCOUNT: ("Discount", "Rabatt", "Remise"),
}
few = settings(max_examples=40, deadline=None)
STAGES = ("basket", "details", "delivery", "payment", "review")


def euros(cents: int) -> Money:
    return Money(Decimal(cents).scaleb(-2), "EUR")


class Journey:
    """An honest walk: each charge comes in at some step and stays; every bill adds up."""

    def __init__(self, price: int, quantity: int, charges: list[tuple[ChargeKind, str, int, int]]) -> None:
        self.price, self.quantity, self.charges = price, quantity, charges

    def rows(self, stage: int) -> list[BillLine]:
        item = line("Lamp", euros(self.price * self.quantity))
        return [item, *(line(label, euros(cents), kind=kind) for kind, label, cents, at in self.charges if at <= stage)]

    def steps(self, shuffle: random.Random | None = None, offset: int = 0, skip: int = -1) -> list[Step]:
        found = [step("product", price=euros(self.price), item="Lamp")]
        for number, stage in enumerate(STAGES):
            rows = self.rows(-1 if number == skip else number)
            total = sum((row.amount for row in rows), euros(offset))
            if shuffle:
                shuffle.shuffle(rows)
            found.append(step(stage, bill=bill(rows, total)))
        return walk(*found)


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    kinds = draw(st.lists(st.sampled_from(list(LABELS)), unique=True, max_size=5))
    charges = []
    for kind in kinds:
        cents = draw(st.integers(1, 9_999))
        label = draw(st.sampled_from(LABELS[kind]))
        charges.append((kind, label, -cents if kind.lowers else cents, draw(st.integers(0, len(STAGES) - 1))))
    return Journey(draw(st.integers(10_000, 99_999)), draw(st.integers(1, 3)), charges)


def accounts_for_itself(ledger: Ledger) -> bool:
    assert ledger.total is not None
    assert ledger.residual is not None
    parts = [item.amount for item in ledger.items] + [c.amount for c in ledger.charges if not c.included]
    return sum(parts, ledger.residual) == ledger.total


def essence(charge: Charge) -> tuple[object, ...]:
    """All of a charge but its words."""
    counted = charge.first_counted.step if charge.first_counted else None
    announced = charge.first_announced.step if charge.first_announced else None
    return charge.kind, charge.amount, charge.included, charge.avoidable, announced, counted


@few
@given(journeys())
def test_an_honest_journey_has_no_residual(journey: Journey) -> None:
    ledger = build_ledger(journey.steps(), quantity=journey.quantity)
    assert ledger.residual == euros(0)
    assert accounts_for_itself(ledger)
    assert ledger.withdrawn == ()
    assert not ledger.ambiguous
    for charge, (kind, label, cents, at) in zip(ledger.charges, journey.charges, strict=True):
        assert (charge.kind, charge.label, charge.amount) == (kind, label, euros(cents))
        assert charge.first_announced == charge.first_counted == StepRef(step=at + 1, stage=Stage(STAGES[at]))


@few
@given(journeys(), st.integers(-500, 500))
def test_total_is_items_and_charges_and_residual(journey: Journey, offset: int) -> None:
    ledger = build_ledger(journey.steps(offset=offset), quantity=journey.quantity)
    assert accounts_for_itself(ledger)
    assert ledger.residual == euros(offset)


@few
@given(journeys(), st.randoms(use_true_random=False))
def test_the_order_of_rows_plays_no_part(journey: Journey, shuffle: random.Random) -> None:
    plain = build_ledger(journey.steps(), quantity=journey.quantity)
    mixed = build_ledger(journey.steps(shuffle), quantity=journey.quantity)
    assert Counter(plain.charges) == Counter(mixed.charges)
    assert Counter(plain.items) == Counter(mixed.items)
    assert plain.model_copy(update={"charges": (), "items": (), "steps": ()}) == mixed.model_copy(
        update={"charges": (), "items": (), "steps": ()}
    )


@few
@given(journeys(), st.data())
def test_a_label_renamed_within_its_kind_changes_the_label_alone(journey: Journey, data: st.DataObject) -> None:
    """Renamed on some steps only: the charge is known again by its kind and amount."""
    plain = build_ledger(journey.steps(), quantity=journey.quantity)
    steps = []
    for each in journey.steps():
        if each.bill is not None:
            rows = [
                row.model_copy(update={"label": data.draw(st.sampled_from(LABELS.get(row.kind, (row.label,))))})
                for row in each.bill.lines
            ]
            renamed = each.bill.model_copy(update={"lines": tuple(rows)})
            scene = each.scene.model_copy(update={"bill": renamed})
            each = each.model_copy(update={"bill": renamed, "scene": scene})
        steps.append(each)
    other = build_ledger(steps, quantity=journey.quantity)
    assert [essence(charge) for charge in other.charges] == [essence(charge) for charge in plain.charges]
    assert (other.total, other.residual, other.withdrawn) == (plain.total, plain.residual, plain.withdrawn)


@few
@given(journeys(), st.integers(0, len(STAGES) - 2))
def test_a_total_that_falls_and_rises_again_makes_no_charge_later(journey: Journey, skip: int) -> None:
    """A step whose bill forgets every charge changes nothing for what was shown on any other step before the end."""
    plain = build_ledger(journey.steps(), quantity=journey.quantity)
    dented = build_ledger(journey.steps(skip=skip), quantity=journey.quantity)
    assert dented.withdrawn == ()
    for before, after in zip(plain.charges, dented.charges, strict=True):
        assert before.first_announced is not None
        assert after.first_announced is not None
        if before.first_announced.step != skip + 1:
            assert essence(before) == essence(after)
        else:
            assert after.first_announced.step == skip + 2


@few
@given(journeys())
def test_building_twice_gives_the_same(journey: Journey) -> None:
    assert build_ledger(journey.steps()) == build_ledger(journey.steps())


@few
@given(journeys())
def test_pairs_are_one_to_one(journey: Journey) -> None:
    charges = build_ledger(journey.steps(), quantity=journey.quantity).charges
    lines = journey.rows(len(STAGES))
    found = pair(charges, lines)
    assert len(set(found.values())) == len(found) == len(charges)
    assert all(charges[at].amount == lines[number].amount for at, number in found.items())
