"""What shops written blind taught: dialogs that want an answer, steppers, fields that offer entries, codes, small boxes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feelint.model.scene import Box, Control, Look
from feelint.model.walk import Action, Decision, Stop
from feelint.model.words import Intent, Outcome, Stage
from feelint.pilot import Memory, decide, signature
from feelint.pilot.choices import price_of
from feelint.pilot.forms import work
from feelint.pilot.listboxes import typing
from feelint.pilot.overlays import clear, covering, overlay_key
from feelint.pilot.reasons import blocked
from feelint.pilot.stages import stage_of
from tests.pilot.scenes import BILL, after_adding, done, memory, named, scene, step

COUNTRY = """<div role=dialog aria-modal=true><h2>{0}</h2><select name=l><option value=FR>France<option value=GB>United Kingdom</select>
{1}<button>{2}</button></div>"""
ITEM = "<h1>Lamp</h1><p class=price>£40.00</p><form><button>Add to basket</button></form>"


def tried(body: str, times: int = 1) -> tuple[Memory, str]:
    """A memory in which the dialog of ``body`` was dealt with that often."""
    overlay = scene(body).overlays[0]
    return replace(memory(), dealt_with=(overlay_key(overlay),) * times), body


def pressed(body: str, times: int = 1) -> list[tuple[str, str]]:
    before, body = tried(body, times)
    found = clear(scene(body), before, Stage.PRODUCT)
    return [(action.kind, action.value or action.name) for action in found[0]] if found else []


def test_a_dialog_that_will_not_close_is_answered() -> None:
    """First Escape; then what it asks about the place, and its one button."""
    asking = ITEM + COUNTRY.format("Where shall we send it?", "", "Start shopping")
    assert pressed(asking, 0) == [("key", "Escape")]
    assert pressed(asking) == [("choose", "GB"), ("press", "Start shopping")]


@pytest.mark.parametrize(
    ("more", "button"),
    [("<label>E-mail <input type=email></label>", "Go"), ("<button>Maybe</button>", "Go"), ("", "Add to basket")],
)
def test_other_dialogs_are_not_answered(more: str, button: str) -> None:
    """What asks for more than the place, leaves two ways open, or would put something into the basket."""
    assert pressed(ITEM + COUNTRY.format("Hello", more, button)) == [("key", "Escape")]


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("Anmelden - Nagelmeister, der Versand für Nägel und Dübel", Stage.PRODUCT),
        ("Versand - Nagelmeister", Stage.DELIVERY),
        ("Nagelmeister | Zahlung", Stage.PAYMENT),
    ],
)
def test_a_slogan_in_the_title_is_no_step(title: str, stage: Stage) -> None:
    assert stage_of(scene("<p>Hallo</p>", "de", title)) is stage


STEPPERS = """<h1>Przejazd</h1><p class=price>52,00 zł</p><form>
<p>Dziecko 20,00 zł <button type=button{2}>−</button><input name=d value={0} readonly><button type=button>+</button></p>
<p>Normalny 52,00 zł <button type=button{2}>−</button><input name=n value={1} readonly><button type=button>+</button></p>
<button>Do koszyka</button></form>"""


def test_steppers_that_stand_at_nought() -> None:
    """The plus of the row with the advertised price is pressed; where one row counts already, none is."""
    seen = scene(STEPPERS.format(0, 0, " disabled"), "pl")
    [press] = [action for action in work(seen, memory("PL"), Stage.PRODUCT).actions if action.kind == "press"]
    assert seen.control(press.node) is [c for c in seen.controls if c.name == "+"][1]
    begun = scene(STEPPERS.format(1, 0, ""), "pl")
    assert [a for a in work(begun, memory("PL"), Stage.PRODUCT).actions if a.kind == "press"] == []


ZIP = """<h2>Shipping address</h2><label>Street <input value=x></label><label>City <input value=y></label>
<label>ZIP code <input role=combobox aria-autocomplete=list value=32801></label>{}<button type=button>Continue</button>"""


def test_a_field_that_offers_entries_is_typed_into_alone() -> None:
    """The first try fills it in with the others; refused, it is typed into again, its list waited for, and the entry picked."""
    before = after_adding(memory("US-FL"))
    seen = scene(ZIP.format(""))
    again = typing(seen, before)
    assert again is not None
    assert (again.kind, again.value, again.datum) == ("fill", "32801", "postal_code")
    decision = Decision(stage=Stage.DETAILS, actions=(again,), why="", intent="listbox")
    typed = before.with_visit(signature(seen), seen.url, decision)
    assert typing(seen, typed) is None
    waiting, _ = decide(seen, typed)
    assert done(waiting) == [("wait", "until the list opens")]
    options = "<ul role=listbox><li role=option>32801 – Orlando<li role=option>32802 – Orlando</ul>"
    picked, _ = decide(scene(ZIP.format(options)), typed)
    assert done(picked) == [("press", "32801 – Orlando")]


METHODS = """<h1>Płatność</h1><form><label><input type=radio name=m value=b{0}>BLIK</label>
<label><input type=radio name=m value=p{1}>Przelew tradycyjny</label><label><input type=radio name=m value=k>Karta płatnicza</label>
<label>Kod BLIK <input name=kod></label><div class="uwaga uwaga--blad">{2}</div><button>Dalej</button></form>"""


def test_a_way_to_pay_that_wants_a_code_is_left() -> None:
    """Where the page complains of the method by its name, the next one without a card is taken, and remembered as such."""
    first = scene(METHODS.format(" checked", "", ""), "pl")
    before = step(first, after_adding(memory("PL")))
    refused = scene(METHODS.format(" checked", "", "Wpisz 6-cyfrowy kod BLIK."), "pl")
    todo = work(refused, before, Stage.PAYMENT, repair=True)
    assert ("tick", "Przelew tradycyjny") in [(action.kind, action.name) for action in todo.actions]
    assert [choice.chosen for choice in before.meeting(todo.choices).choices] == ["przelew tradycyjny"]
    other = scene(METHODS.format(" checked", "", "Zaakceptuj regulamin."), "pl")
    assert ("tick", "Przelew tradycyjny") not in [
        (action.kind, action.name) for action in work(other, before, Stage.PAYMENT, repair=True).actions
    ]


def test_what_covers_a_press_is_closed() -> None:
    """A chat that stays in its corner is no overlay of its own; once it covered a press, its cross is pressed, once."""
    seen = scene(ITEM + "<div class=chat><button aria-label=Close>×</button></div>")
    cross = named(seen, "Close")
    assert covering(seen, memory(), Stage.DETAILS) is None
    fixed = _fixed(cross)
    seen = seen.model_copy(update={"controls": tuple(fixed if c is cross else c for c in seen.controls)})
    assert covering(seen, memory(), Stage.DETAILS) is fixed
    press = Action(kind="press", node=fixed.node, name=fixed.name, opens=True)
    closed = Decision(stage=Stage.DETAILS, actions=(press,), why="", intent="overlay")
    assert covering(seen, memory().with_visit("x", seen.url, closed), Stage.DETAILS) is None


def test_an_option_costs_what_it_says_in_the_page_s_currency() -> None:
    body = "<p>£1.00 £2.00</p><form><label><input type=radio name=d>By post £3.95 (€4.66)</label><label><input type=radio name=d>Van £9</label></form>"
    seen = scene(body)
    assert [str(price_of(c, seen)) for c in seen.controls if c.intends(Intent.CHOICE)] == ["3.95 GBP", "9.00 GBP"]


def test_account_numbers_in_the_form_of_the_methods() -> None:
    """What submits them is refused, and no total stands there: that is said, not something else that the page says."""
    body = """<p>Kein Mindestbestellwert!</p><h1>Zahlungsweise</h1><form><label><input type=radio name=z checked>Vorkasse</label>
<label><input type=radio name=z>Lastschrift</label><label>IBAN <input name=iban></label><button>Weiter</button></form>"""
    stop, _ = decide(scene(body, "de"), after_adding(memory("DE")))
    assert isinstance(stop, Stop)
    assert (stop.outcome, stop.reason) == (Outcome.BLOCKED, "order-guard")


@pytest.mark.parametrize(
    ("lang", "text", "reason"),
    [
        ("de", "Kein Mindestbestellwert, keine Zuschläge!", ""),
        ("en", "No minimum order!", ""),
        ("de", "Der Mindestbestellwert ist nicht erreicht.", "minimum-order"),
    ],
)
def test_no_minimum_is_no_reason(lang: str, text: str, reason: str) -> None:
    assert blocked(scene(f"<p>{text}</p>" + BILL, lang), Stage.BASKET) == reason


def _fixed(control: Control) -> Control:
    return control.model_copy(update={"look": Look(box=Box(x=1200, y=600, w=24, h=24), fixed=True)})


def test_a_box_that_the_walk_ticked_itself_is_no_preset() -> None:
    """The page came back with the box on: an experiment that leaves it out would only repeat the refusal."""
    body = "<h1>Extras</h1><form><label><input type=checkbox name=a{}>Print at home £1.50</label><button>Continue</button></form>"
    seen, before = scene(body.format("")), after_adding()
    ticked = Decision(
        stage=Stage.DETAILS,
        actions=(Action(kind="tick", node=1, name="Print at home £1.50"),),
        why="",
        intent="continue",
    )
    again = scene(body.format(" checked"))
    assert [choice.kind for choice in work(again, before, Stage.DETAILS).choices] == ["untick"]
    assert work(again, before.with_visit(signature(seen), seen.url, ticked), Stage.DETAILS).choices == []
