"""The seven scenarios of the real shop engines, rebuilt by hand: the ledger is the truth's."""

from __future__ import annotations

from typing import Any

import pytest

from feelint.ledger import build_ledger
from feelint.model.ledger import ProbeResult, StepRef
from feelint.money import Money
from tests.ledger.scenes import bill, line, money_in
from tests.ledger.truth_scenes import SCENARIOS, steps_of

IDS = [scenario["id"] for scenario in SCENARIOS]


def stage(ref: StepRef | None) -> str | None:
    return ref.stage.value if ref else None


def test_all_scenarios_are_here() -> None:
    assert len(SCENARIOS) == 7


@pytest.mark.parametrize("scenario", SCENARIOS, ids=IDS)
def test_charges_and_stages(scenario: dict[str, Any]) -> None:
    ledger = build_ledger(steps_of(scenario))
    assert ledger.advertised == Money.from_json(scenario["advertised"])
    assert ledger.total == Money.from_json(scenario["total"])
    assert ledger.residual is not None
    assert not ledger.residual.amount
    assert not ledger.ambiguous
    assert [item.amount for item in ledger.items] == [ledger.advertised]
    assert ledger.withdrawn == ()
    found = [
        (c.label, c.kind, str(c.amount.amount), stage(c.first_announced), stage(c.first_counted), c.avoidable)
        for c in ledger.charges
    ]
    assert found == [
        (c["label"], c["kind"], c["amount"], c["first_announced"], c["first_counted"], c["avoidable"])
        for c in scenario["charges"]
    ]


def test_a_fee_that_every_payment_option_costs_is_not_avoidable_even_when_nobody_tried() -> None:
    [drip] = [scenario for scenario in SCENARIOS if scenario["id"] == "pretix-drip"]
    ledger = build_ledger(steps_of(drip), unvaried=["payment:bank transfer|pay at the box office"])
    service, payment = ledger.charges
    assert payment.avoidable is False
    assert "costs" in payment.avoidable_why
    assert service.avoidable is False, "counted before any payment was chosen"


def test_another_payment_option_that_is_merely_cheaper_removes_nothing() -> None:
    [drip] = [scenario for scenario in SCENARIOS if scenario["id"] == "pretix-drip"]
    euros = {text: money_in(text, "EUR") for text in ("54,75 €", "54,50 €", "3,50 €", "2,00 €")}
    other = bill([line("Service fee", euros["3,50 €"]), line("Payment fee", euros["2,00 €"])], euros["54,50 €"])
    tried = ProbeResult(
        kind="payment",
        subject="Pay at the box office",
        group="payment",
        ok=True,
        why="",
        before=euros["54,75 €"],
        after=euros["54,50 €"],
        bill=other,
    )
    ledger = build_ledger(steps_of(drip), probes=[tried], varied=["payment"])
    assert [charge.avoidable for charge in ledger.charges] == [False, False]


def test_a_required_box_that_came_ticked_is_preselected_and_not_avoidable() -> None:
    [protect] = [scenario for scenario in SCENARIOS if scenario["id"] == "pretix-protect"]
    [charge] = build_ledger(steps_of(protect), unvaried=["extras:refund protection"]).charges
    assert charge.preselected
    assert not charge.opted
    assert charge.avoidable is False


def test_the_basket_skipped_makes_delivery_late() -> None:
    """On the way without the basket page the delivery step announces it and the review counts it."""
    [uk] = [scenario for scenario in SCENARIOS if scenario["id"] == "oscar-uk"]
    steps = [each for each in steps_of(uk) if each.stage != "basket"]
    ledger = build_ledger(steps)
    [delivery] = [charge for charge in ledger.charges if charge.kind == "fulfillment"]
    assert (stage(delivery.first_announced), stage(delivery.first_counted)) == ("delivery", "review")
