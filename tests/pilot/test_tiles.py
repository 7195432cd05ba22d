"""Days and times drawn as rows of boxes: one of each row, once the page has refused to go on."""

from __future__ import annotations

import pytest

from feelint.model.words import Stage
from feelint.pilot import decide
from feelint.pilot.memory import Memory
from feelint.pilot.tiles import _joined
from tests.pilot.scenes import after_adding, done, scene, step

ADDRESS = "<label>Street <input name=street></label><label>City <input name=city></label>"
DAYS = "<h2>Day</h2><div tabindex=0>Mon 4 May</div><div tabindex=0>Tue 5 May</div>"
TIMES = "<h2>Time</h2><div tabindex=0>18:00 + £1.50</div><div tabindex=0>9:00</div><div tabindex=0>12:00</div>"


def page(boxes: str, beside: str = "") -> str:
    return f"<h1>Delivery</h1><form>{boxes}<button>Continue</button></form>{beside}"


def walked(*bodies: str) -> tuple[Memory, list[str]]:
    """What is pressed on one page after the other, once the checkout was entered."""
    basket = scene("<h1>Basket</h1><table><tr><td>Lamp</td><td>£40.00</td></tr></table><button>Checkout</button>")
    before, pressed = step(basket, after_adding()), []
    for body in bodies:
        seen = scene(body)
        decision, _ = decide(seen, before)
        pressed.append(done(decision)[-1][1])
        before = step(seen, before)
    return before, pressed


def test_one_of_each_row_and_on() -> None:
    """Only after the refusal; the row that comes up then belongs to it; what costs more is not taken."""
    _, pressed = walked(page(DAYS), page(DAYS), page(DAYS + TIMES), page(DAYS + TIMES))
    assert pressed == ["Continue", "Mon 4 May", "9:00", "Continue"]


def test_boxes_outside_the_form_that_leads_on_are_let_be() -> None:
    _, pressed = walked(*[page("", DAYS)] * 2)
    assert pressed == ["Continue", "Continue"]


def test_a_box_alone_is_no_row() -> None:
    _, pressed = walked(*[page("<div tabindex=0>Mon 4 May</div>")] * 2)
    assert pressed == ["Continue", "Continue"]


def test_no_box_is_pressed_on_the_last_page() -> None:
    """Boxes go through the fence as all other presses do."""
    bill = "<table><tr><td>Lamp</td><td>£40.00</td></tr><tr><th>Total</th><td>£40.00</td></tr></table>"
    seen = scene(f"<h1>Review your order</h1>{bill}<form>{DAYS}<button>Place order</button></form>")
    before, _ = walked(page(DAYS))
    decision, _ = decide(seen, before)
    assert decision.stage is Stage.REVIEW
    assert not hasattr(decision, "actions")


def rows(*lines: tuple[str, ...]) -> str:
    """Lines of boxes far apart, as the gap between them shows another question."""
    return "".join(f"<div>{''.join(f'<div tabindex=0>{name}</div>' for name in line)}</div><p>…</p>" for line in lines)


@pytest.mark.parametrize(
    ("lines", "questions"),
    [
        ((("A1", "A2"), ("B1", "B2"), ("C1", "C2")), 1),
        ((("Platz 1", "Platz 2"), ("Platz 3", "Platz 4")), 1),
        ((("Miejsce 12", "Miejsce 13"), ("Miejsce 14", "Miejsce 15")), 1),
        ((("14", "15"), ("21", "22")), 1),
        ((("1番", "2番"), ("3番", "4番")), 1),
        ((("14", "15"), ("10:15", "12:40")), 2),
        ((("Mon 4 May", "Tue 5 May"), ("9:00", "12:00")), 2),
        ((("S", "M", "L"), ("Red", "Blue")), 2),
        ((("1", "2", "3"), ("1", "2", "3")), 2),
        ((("Left", "Right"), ("Front", "Back")), 2),
    ],
)
def test_an_aisle_between_seats_begins_no_other_question(lines: tuple[tuple[str, ...], ...], questions: int) -> None:
    """Else the walk would take a seat of each row."""
    seen = scene(f"<form>{rows(*lines)}</form>")
    found = [control for control in seen.controls if control.tag == "div"]
    each = iter(found)
    assert len(_joined([[next(each) for _ in line] for line in lines])) == questions
