"""A day and a time to choose before anything leads on: a calendar of links that have no address, a button that waits."""

from __future__ import annotations

import pytest

from feelint.model.walk import Decision
from feelint.pilot import decide
from tests.pilot.scenes import done, memory, scene, step

DAYS = "".join(
    f"<td><a tabindex=0 aria-label='{n}. {month} 2027'>{n}</a></td>" for n, month in ((29, "Mai"), (30, "Mai"))
)
MORE = "".join(
    f"<td><a tabindex=0 aria-label='{n}. {month} 2027'>{n}</a></td>" for n, month in ((31, "Mai"), (1, "Juni"))
)
CALENDAR = (
    "<button type=button aria-pressed=false>Vorheriger Monat</button><button type=button>Nächster Monat</button>"
    f"<table><tr>{DAYS}</tr><tr>{MORE}</tr></table>"
)
TIMES = "<ul><li tabindex=0>09:00</li><li tabindex=0>10:00</li></ul>"


def page(more: str = "", state: str = "disabled", word: str = "Weiter") -> str:
    waiting = f"<form method=post><dl><dt>Preis</dt><dd>65,00 €</dd></dl><button {state}>{word}</button></form>"
    return f"<h1>Massage</h1><p>65,00 €</p>{CALENDAR}{more}{waiting}"


def test_a_day_a_time_and_on() -> None:
    """The weeks of a calendar are one question, the times another; turning its page answers none."""
    before, pressed, intents = memory("DE"), [], []
    for body in (page(), page(), page(TIMES), page(TIMES, state="")):
        seen = scene(body, "de")
        decision, _ = decide(seen, before)
        assert isinstance(decision, Decision)
        pressed.append(done(decision)[-1][1])
        intents.append(decision.intent)
        before = step(seen, before)
    assert pressed[1:] == ["29. Mai 2027", "09:00", "Weiter"]
    assert intents == ["wait", "tile", "tile", "add_to_cart"]


@pytest.mark.parametrize("beside", ["<a href=/m>Menü</a>", "<a tabindex=0>Herren</a><a tabindex=0>Damen</a>"])
def test_links_without_numbers_are_no_days(beside: str) -> None:
    """The entries of a menu that only a script opens are let be."""
    before = memory("DE")
    for _ in range(3):
        seen = scene(f"<h1>Massage</h1><p>65,00 €</p>{beside}<form><button disabled>Weiter</button></form>", "de")
        decision, _ = decide(seen, before)
        assert isinstance(decision, Decision)
        assert decision.intent == "wait"
        before = step(seen, before)
