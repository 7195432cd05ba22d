"""What the choices cost: which totals can be had, and which charge makes the difference."""

from __future__ import annotations

from typing import Any

import pytest

from feelint.model.ledger import Charge
from feelint.model.report import JourneyReport, ReportProbe
from feelint.money import Money
from feelint.reporters import render
from feelint.reporters.matrix import Change, document, matrix, other_probes
from tests.reporters import sample
from tests.reporters.sample import eur


def _probe(after: str | None, *charges: Charge, **changes: Any) -> ReportProbe:
    total = eur(after) if after else None
    ledger = sample.LEDGER.model_copy(update={"total": total, "charges": charges})
    given = {"kind": "delivery", "ok": True, "after": total, "ledger": ledger} | changes
    return sample.PROBES[0].model_copy(update=given)


def _journey(*probes: ReportProbe, **changes: Any) -> JourneyReport:
    return sample.JOURNEY.model_copy(update={"probes": probes, **changes})


def test_cheapest_and_dearest() -> None:
    """Sorted by total, the walk before what costs the same; the ends are named."""
    options = matrix(sample.JOURNEY)
    assert [(str(one.total), one.place, one.probe is None) for one in options] == [
        ("53.50 EUR", "cheapest", False),
        ("54.75 EUR", "", True),
        ("54.75 EUR", "", False),
        ("62.75 EUR", "dearest", False),
    ]


def test_a_charge_that_takes_the_place_of_another_is_one_change() -> None:
    """Standard for express is one line; a charge that only one of the two has is its own."""
    extra = sample.FEE.model_copy(update={"label": "Expresszuschlag", "kind": sample.COVER.kind, "amount": eur("2")})
    (option,) = [
        one
        for one in matrix(_journey(_probe("64.75", sample.EXPRESS, sample.DISCOUNT, sample.FEE, extra)))
        if one.probe
    ]
    assert option.changes == (
        Change("Versand (Standard)", eur("4.90"), eur("12.90")),
        Change("Käuferschutz", eur("1.25"), eur("2")),
    )
    (dearer,) = [one for one in matrix(_journey(_probe("60.00", *sample.LEDGER.charges, extra))) if one.probe]
    assert dearer.changes == (Change("Expresszuschlag", None, eur("2")),)


def test_tax_inside_the_price_makes_no_difference() -> None:
    """Its amount follows the total's."""
    vat = sample.VAT.model_copy(update={"amount": eur("9.99")})
    (option,) = [one for one in matrix(_journey(_probe("54.75", *sample.LEDGER.charges[:-1], vat))) if one.probe]
    assert option.changes == ()


def test_what_is_no_choice_is_no_option() -> None:
    """Experiments that broke, repeat the walk, or end in another currency are told of elsewhere."""
    broken = _probe(None, ok=False, ledger=None)
    again = _probe("54.75", kind="reload")
    abroad = _probe("54.75").model_copy(update={"after": Money.parse("54.75 USD")})
    journey = _journey(broken, again, abroad)
    assert matrix(journey) == ()
    assert other_probes(journey) == (broken, again, abroad)


def test_one_price_has_no_ends() -> None:
    """Where every choice costs the same, none is the cheapest; without a total there is nothing to compare."""
    journey = _journey(_probe("54.75", *sample.LEDGER.charges))
    assert [one.place for one in matrix(journey)] == ["", ""]
    assert matrix(sample.LOST_JOURNEY) == ()


def test_another_customer_is_no_end_of_the_range() -> None:
    """A child, another address, two of it: beside the choices, whatever they cost, with what makes the difference."""
    child = _probe("10.00", kind="party", subject="child")
    express = _probe("62.75", sample.EXPRESS, sample.DISCOUNT, sample.FEE, subject="Express")
    two = _probe("99.00", *sample.LEDGER.charges, kind="quantity", subject="2")
    item = sample.LEDGER.items[0]
    double = two.ledger.model_copy(update={"items": (item.model_copy(update={"amount": item.amount * 2}),)})  # type: ignore[union-attr]
    options = matrix(_journey(child, express, two.model_copy(update={"ledger": double})))
    assert [(one.name, one.place) for one in options] == [
        ("as walked", "cheapest"),
        ("delivery: Express", "dearest"),
        ("with: child", ""),
        ("quantity: 2", ""),
    ]
    assert options[-1].changes[0].label == "items"
    assert other_probes(_journey(child, express)) == ()


def test_as_data() -> None:
    """The ends, the walk as it was, and a row for each option."""
    data = document(sample.JOURNEY)
    assert data is not None
    assert (data.cheapest, data.default, data.dearest) == (eur("53.50"), eur("54.75"), eur("62.75"))
    assert [(row.kind, row.subject, row.choice, row.place) for row in data.options] == [
        ("untick", "Käuferschutz", True, "cheapest"),
        ("walk", "", True, ""),
        ("payment", "PayPal", True, ""),
        ("delivery", "Express 12,90 €", True, "dearest"),
    ]
    assert data.options[0].changes[0].after is None
    assert document(sample.LOST_JOURNEY) is None


@pytest.mark.parametrize(
    ("kind", "subject", "said"),
    [
        ("untick", "off", "without: Gift wrap"),
        ("remove", "Sample kit", "without: Sample kit"),
        ("address", "US-NY", "ship to: US-NY"),
        ("viewport", "mobile", "on a screen: mobile"),
        ("payment", "Card", "payment: Card"),
    ],
)
def test_names(kind: str, subject: str, said: str) -> None:
    assert _probe(None, kind=kind, subject=subject, group="untick:Gift wrap").name == said


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_every_format_names_the_dearest(form: str) -> None:
    """The range and the charge that makes the difference are in each of them."""
    written = render(sample.REPORT, form)
    assert "dearest" in written
    assert "62.75" in written
    assert "Versand (Standard)" in written
