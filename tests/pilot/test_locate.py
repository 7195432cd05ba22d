"""A journey's line finds the control that it means, whatever price stands in its name, and says why it does not."""

from __future__ import annotations

from typing import Any

import pytest

from feelint.model.journey import Arrival, Do
from feelint.pilot.locate import arrived, find, numberless, priceless
from tests.pilot.scenes import scene


def do(**told: Any) -> Do:
    return Do.model_validate(told)


def found(line: Do, body: str) -> str:
    """The id of the control that a line finds, or why there is none."""
    control = find(line, scene(body))
    return control if isinstance(control, str) else control.html_id


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("DHL Paket 4,90 €", "dhl paket"),
        ("Add to cart – $89.00", "add to cart"),
        ("Express (+ CHF 12.90)", "express"),
        ("送料 ¥500", "送料"),
        ("Frakt 1 049 kr", "frakt"),
        ("Size 42", "size 42"),
        ("USB 3 cable", "usb 3 cable"),
        ("12.90", "12.90"),
    ],
)
def test_names_without_prices(name: str, expected: str) -> None:
    assert priceless(name) == expected


def test_names_without_numbers() -> None:
    assert numberless("Bag (3)") == numberless("bag  (12)") != numberless("Bag")


BUTTONS = '<button id=a>Add to bag – €12.00</button><button id=b>Bag (2)</button><a href="/x" id=c>Add to bag</a>'


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (do(press="button", name="Add to bag – €12.00"), "a"),
        (do(press="button", name="Add to bag – €13.50"), "a"),
        (do(press="button", name="add to bag"), "a"),
        (do(press="button", name="Bag (7)"), "b"),
        (do(press="link", name="Add to bag"), "c"),
        (do(press="button", name="dd to b"), "a"),
        (do(press="button", name="Check out"), "no button 'Check out' is on the page"),
        (do(press="tab", name="Bag (2)"), "no tab is on the page"),
    ],
)
def test_buttons_by_name(line: Do, expected: str) -> None:
    assert found(line, BUTTONS) == expected


TWINS = """<h2>Standard</h2><button id=a>Select</button><h2>Express</h2><button id=b>Select</button>"""


@pytest.mark.parametrize(
    ("narrow", "expected"),
    [
        ({"within": "Express"}, "b"),
        ({"within": "standard"}, "a"),
        ({"nth": 2}, "b"),
        ({}, "2 controls answer to button 'Select': say which by `within` or `nth`"),
        ({"nth": 3}, "there are only 2 of button 'Select'"),
        ({"within": "Drone"}, "no button 'Select' is within 'Drone'"),
    ],
)
def test_twins_are_told_apart(narrow: dict[str, Any], expected: str) -> None:
    assert found(do(press="button", name="Select", **narrow), TWINS) == expected


def test_a_size_is_never_taken_for_another() -> None:
    """A number that is no price is part of the name of what one chooses."""
    radios = "".join(f"<label><input type=radio name=s id=s{n}> Size {n}</label>" for n in (42, 43))
    assert found(do(tick="radio", name="Size 43"), radios) == "s43"
    assert found(do(tick="radio", name="Size 44"), radios) == "no radio 'Size 44' is on the page"


def test_fields_by_label_else_by_what_they_ask_for() -> None:
    form = """<form><label for=e>Your e-mail address</label><input id=e type=email>
      <label for=z>Postcode</label><input id=z autocomplete=postal-code></form>"""
    assert found(do(fill="textbox", name="Email", data="email"), form) == "e"
    assert found(do(fill="textbox", name="ZIP", data="postal-code"), form) == "z"
    assert found(do(fill="textbox", data="city"), form) == "no textbox asks for city"


def test_arrival_by_heading_or_control() -> None:
    seen = scene("<h1>Your bag (3)</h1><button>Check out</button>")
    assert arrived(Arrival(name="your bag (1)"), seen)
    assert not arrived(Arrival(name="Your"), seen)
    assert arrived(Arrival(role="button", name="Check out"), seen)
    assert not arrived(Arrival(role="link", name="Check out"), seen)
