"""A field that was refused is written otherwise, at most twice; one that may stay empty is emptied then."""

from __future__ import annotations

import pytest

from feelint.model.walk import Stop
from feelint.model.words import Stage
from feelint.pilot import decide, signature
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


def ticked(body: str) -> list[str]:
    page = scene(f"<h1>Your basket</h1><form>{body}<button>Checkout</button></form>")
    return [a.name for a in work(page, memory(), Stage.BASKET, repair=True).actions if a.kind == "tick"]


WRAP = "<label><input type=checkbox> Gift wrap (+£3.50)</label>"


def test_a_lone_priced_box_is_an_extra_though_the_page_did_not_go_on() -> None:
    assert ticked(WRAP) == []


def test_one_of_several_priced_boxes_may_be_asked_for() -> None:
    assert ticked(f"{WRAP}<label><input type=checkbox> Card (+£1.50)</label>") == ["Card (+£1.50)"]


def test_a_priced_box_may_be_asked_for_where_the_page_complains() -> None:
    assert len(ticked(f"<p role=alert>Please choose how it is packed</p>{WRAP}")) == 1


def test_presses_that_were_not_made_come_to_an_end() -> None:
    """A button that stays covered is not pressed for ever."""
    page, remembered = scene("<h1>Lamp</h1><p>£40.00</p><button>Add to basket</button>"), memory()
    for _ in range(12):
        decision, remembered = decide(page, remembered)
        if isinstance(decision, Stop):
            return
        remembered = remembered.with_visit(signature(page), page.url, decision, "covered")
    pytest.fail("it goes on for ever")


def test_an_empty_basket_sends_back_to_the_item_and_it_is_put_in_again() -> None:
    item = scene(
        "<h1>Lamp</h1><p>£40.00</p><button>Add to basket</button><a href=/b>Basket (0)</a>",
        url="https://shop.test/lamp",
    )
    empty = scene(
        "<h1>Your basket</h1><p>Your basket is empty.</p><a href=/>Continue shopping</a>", url="https://shop.test/b"
    )
    remembered, told = memory(), []
    for page in (item, item, empty, item, empty, item, empty, item, empty):
        decision, remembered = decide(page, remembered)
        told.append(decision.reason if isinstance(decision, Stop) else decision.actions[-1].name)
        if isinstance(decision, Stop):
            break
        remembered = remembered.with_visit(signature(page), page.url, decision, "")
    assert told[:4] == ["Add to basket", "Basket (0)", "the item's page", "Add to basket"]
    assert told[-1] == "empty-basket"
