"""A stay is booked: read-only dates with a calendar drawn at the end of the page."""

from __future__ import annotations

import pytest

from feelint.model.walk import Decision
from feelint.pilot import decide
from tests.pilot.scenes import done, memory, scene, step

SHEET = "<div><a href='#'>‹</a><a href='#'>›</a><table><tr>{}</tr></table></div>"
TAGS = ("<td><a href='#'>{}</a></td>", "<td><button type=button>{}</button></td>")


def page(sheet: str = "", alert: str = "", came: str = "", left: str = "") -> str:
    dates = (
        f"<label>Anreise<input name=von readonly placeholder='TT.MM.' value='{came}'></label>"
        f"<label>Abreise<input name=bis readonly placeholder='TT.MM.' value='{left}'></label>"
    )
    form = f"<form action=/zimmer>{dates}<p role=alert>{alert}</p><button>Verfügbarkeit prüfen</button></form>"
    return f"<h1>Doppelzimmer Föhre</h1><p>ab 96,00 €</p>{form}{sheet}"


def pressed(*bodies: str) -> list[str]:
    """The names of what is pressed last, body by body."""
    before, names = memory("DE"), []
    for body in bodies:
        seen = scene(body, "de")
        decision, _ = decide(seen, before)
        assert isinstance(decision, Decision)
        names.append(done(decision)[-1][1])
        before = step(seen, before)
    return names


@pytest.mark.parametrize("tag", TAGS)
def test_a_field_is_filled_in_from_a_calendar_outside_its_form(tag: str) -> None:
    """One day fills in both dates, or the field that still stands empty asks for a second, later one."""
    refused = page(alert="Bitte wählen Sie ein Anreisedatum.")
    sheet = SHEET.format("".join(tag.format(day) for day in (24, 25, 26)))
    at_once = pressed(page(), refused, page(sheet), page(came="24.11.", left="26.11."))
    assert at_once == ["Verfügbarkeit prüfen", "Anreise", "24", "Verfügbarkeit prüfen"]
    in_two = pressed(page(), refused, page(sheet), page(sheet), page(came="24.11.", left="25.11."))
    assert in_two[2:] == ["24", "25", "Verfügbarkeit prüfen"]


def test_numbers_outside_the_form_are_no_days_before_a_field_was_pressed() -> None:
    """The pages of a list of reviews."""
    reviews = SHEET.format("".join(TAGS[0].format(n) for n in (1, 2, 3)))
    assert pressed(page(reviews), page(reviews, "Bitte wählen Sie ein Anreisedatum."))[1] == "Anreise"
