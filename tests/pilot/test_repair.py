"""A field that was refused is written otherwise, at most twice; one that may stay empty is emptied then."""

from __future__ import annotations

import pytest

from feelint.model.words import Stage
from feelint.pilot.forms import work
from feelint.pilot.persona import persona
from feelint.pilot.stages import place
from tests.pilot.scenes import memory, scene


def phone(value: str, *, required: bool) -> list[str]:
    needed = " required" if required else ""
    page = scene(
        f"<form><label>Phone <input type=tel aria-invalid=true value='{value}'{needed}></label><button>Continue</button></form>",
        "fr",
    )
    return [a.value for a in work(page, memory("FR"), Stage.DETAILS, repair=True).actions if a.datum == "phone"]


@pytest.mark.parametrize(
    ("written", "then"),
    [("01 99 00 01 42", "+33199000142"), ("+33199000142", "0199000142"), ("+33 1 99 00 01 42", "0199000142")],
)
def test_a_telephone_number_is_written_otherwise(written: str, then: str) -> None:
    assert phone(written, required=True) == phone(written, required=False) == [then]


def test_after_all_ways_an_optional_field_is_emptied_and_a_required_one_left() -> None:
    assert phone("0199000142", required=False) == [""]
    assert phone("0199000142", required=True) == []


@pytest.mark.parametrize("country", ["US", "GB", "DE", "FR", "IT", "JP", "AU", "IN"])
def test_two_or_three_ways(country: str) -> None:
    who = persona(country)
    ways = who.ways("phone")
    assert 2 <= len(set(ways)) == len(ways) <= 3
    assert ways[0] == who.value("phone")


@pytest.mark.parametrize(
    ("heading", "order", "stage"),
    [("Payment", "Continue", Stage.DETAILS), ("Payment", "Place order", Stage.PAYMENT), ("Your details", "Continue", Stage.DETAILS)],
)  # fmt: skip
def test_an_address_under_payment_is_asked_for_as_details(heading: str, order: str, stage: Stage) -> None:
    body = f"<h1>{heading}</h1><form><label>Street <input></label><label>City <input></label><label>Postcode <input></label>"
    assert place(scene(f"{body}<button>{order}</button></form>"), memory()) is stage
