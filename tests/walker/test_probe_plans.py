"""Which experiments are made, in which order, and what is remembered meanwhile. No browser."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from feelint.model.scene import Scene
from feelint.model.words import Stage
from feelint.pilot.memory import Choice, Memory, Preferences
from feelint.pilot.persona import persona
from feelint.walker.notes import Notes, Page
from feelint.walker.probes import Level, plans
from feelint.walker.probes.run import _remembering

PAYMENT = Choice("payment:a|b|c", "payment", Stage.PAYMENT, "Payment", ("a", "b", "c"), "a")
DELIVERY = Choice("delivery:x|y", "delivery", Stage.DELIVERY, "Delivery", ("x", "y"), "y")
WRAP = Choice("untick:gift wrap", "untick", Stage.BASKET, "Gift wrap", ("on", "off"), "on")
ROW = Choice("remove:sample kit", "remove", Stage.BASKET, "sample kit", ("on", "off"), "on")
CHILD = Choice("party:passenger", "party", Stage.PRODUCT, "Passenger", ("adult", "child"), "adult")
CLOCK = Page("https://shop.test/p", Stage.PRODUCT, datetime(2026, 1, 1, tzinfo=UTC), "Sale ends in 00:10:00")


def memory(*choices: Choice, ship_to: str = "DE", **wants: Any) -> Memory:
    """A walk that met these choices."""
    return Memory("https://shop.test/p", persona(ship_to), Preferences(**wants), choices=choices)


def told(level: Level, *choices: Choice, notes: Notes | None = None, **rest: Any) -> list[str]:
    """The plans in a word each."""
    return [f"{plan.kind} {plan.subject}" for plan in plans(memory(*choices, **rest), notes or Notes(), level)]


def test_basic_varies_the_choices_of_the_walk() -> None:
    """Extras first; a row of the basket, and whatever is no choice, is left to the full level."""
    assert told("basic", DELIVERY, PAYMENT, ROW, CHILD, WRAP) == [
        "untick off", "payment b", "payment c", "delivery x",
    ]  # fmt: skip
    assert told("none", DELIVERY, WRAP) == []


def test_a_preset_extra_among_options_gives_way_to_the_free_one() -> None:
    cover = Choice("extra:cover|none", "untick", Stage.PRODUCT, "Cover", ("cover", "none"), "cover")
    assert told("basic", cover) == ["untick none"]


def test_full_adds_who_where_how_many_and_on_what() -> None:
    notes = Notes(pages=[CLOCK], countries=("DE", "AT"))
    assert told("full", DELIVERY, PAYMENT, ROW, CHILD, WRAP, notes=notes) == [
        "untick off", "remove sample kit", "payment b", "payment c", "delivery x", "visit the page with the clock",
        "party child", "address DE-BB", "address AT", "quantity 2", "viewport mobile",
    ]  # fmt: skip
    assert told("full", notes=Notes(), ship_to="SE", quantity=3) == ["quantity 4", "viewport mobile"]


def test_a_walk_on_a_telephone_is_tried_on_a_desk() -> None:
    [*_, last] = plans(memory(), Notes(), "full", "mobile")
    assert (last.kind, last.viewport) == ("viewport", "desktop")


def test_many_options_of_one_choice_are_cut() -> None:
    many = Choice("payment:many", "payment", Stage.PAYMENT, "", tuple(map(str, range(40))), "0")
    assert (len(told("basic", many)), len(told("full", many, ship_to="SE"))) == (5, 12 + 2)


def test_what_stands_as_wanted_is_no_experiment() -> None:
    along = Choice("party:passenger", "party", Stage.PRODUCT, "Passenger", ("adult", "child"), "child")
    assert "party child" not in told("full", along)


@pytest.mark.parametrize(
    ("text", "held", "clocks"),
    [
        ("Your seats are held for you\n09:59", True, False),
        ("Your basket is reserved for 14:59", True, False),
        ("Your seats are held for you", False, False),
        ("Sale ends in 00:10:00", False, True),
        ("Doors open at 19:30", False, False),
    ],
)
def test_what_pages_say_of_time(text: str, held: bool, clocks: bool) -> None:
    """A hold has a clock; a clock on an offer is no hold."""
    notes = Notes(pages=[Page("https://shop.test/b", Stage.BASKET, CLOCK.at, text)])
    assert (notes.holds, notes.clock is not None) == (held, clocks)


def test_equal_pages_are_read_once() -> None:
    """What differs in nothing but how long it has been quiet is the same; anything else is read."""
    read: list[str] = []

    def reading(html: str, *, facts: dict[str, Any], **_: Any) -> Scene:
        read.append(f"{html} {facts['x']}")
        return Scene(text=html)

    look = _remembering(reading)
    first = look("<p>", facts={"quiet": 1, "x": 1}, url="u")
    assert look("<p>", facts={"quiet": 9, "x": 1}, url="u") is first
    for html, facts, url in (("<b>", {"x": 1}, "u"), ("<p>", {"x": 2}, "u"), ("<p>", {"x": 1}, "v")):
        assert look(html, facts={"quiet": 1, **facts}, url=url) is not first
    assert read == ["<p> 1", "<b> 1", "<p> 2", "<p> 1"]
