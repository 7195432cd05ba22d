"""A page that loads is looked at again before anything is pressed, or nothing is found."""

from __future__ import annotations

import pytest

from feelint.model.scene import Box, Look, Scene
from feelint.model.walk import Decision, Stop
from feelint.pilot import Memory, decide, signature
from feelint.pilot.adding import held_back
from feelint.pilot.drawn import PATIENCE, bare, unsettled, veiled
from tests.pilot.scenes import after_adding, done, memory, named, scene, step

BASKET = "<h1>Cesta</h1><table><tr><td>Taza</td><td>15,00 €</td></tr></table><a href=/c>Tramitar pedido</a>"
FORM = "<h1>Entrega</h1><form><label>Nombre <input required></label><label>Calle <input></label><button>Continuar</button></form>"


def look(y: float, *, occluded: bool = False, seen: bool = True) -> Look:
    return Look(box=Box(x=20, y=y, w=200, h=40), above_fold=seen, occluded=occluded)


def laid_out(seen: Scene, *, occluded: bool, below: int = 0) -> Scene:
    """With a layout: the last ``below`` controls lie below the fold, where nothing is known to cover them."""
    top = len(seen.controls) - below
    drawn = tuple(
        c.model_copy(update={"look": look(50.0 * at, occluded=occluded and at < top, seen=at < top)})
        for at, c in enumerate(seen.controls)
    )
    return seen.model_copy(update={"controls": drawn, "layout_known": True})


def entered() -> Memory:
    return step(scene(BASKET, "es"), after_adding(memory("ES")))


def test_what_lies_under_a_drawer_that_can_be_reached_is_not_waited_for() -> None:
    """A press was covered, for the basket slid in: all of the page lies beneath it, and nothing is being drawn."""
    drawer = "<dialog open><p>Tu cesta</p><a href=/c>Tramitar pedido</a></dialog>"
    page = laid_out(scene(FORM + drawer, "es"), occluded=True, below=1)
    assert page.controls[-1].overlay >= 0
    hindered = step(scene(FORM, "es"), entered(), "covered")
    assert hindered.hindered == "covered"
    assert not unsettled(page, hindered)
    assert unsettled(laid_out(scene(FORM + drawer, "es"), occluded=True), hindered)


@pytest.mark.parametrize("below", [0, 1])
def test_nothing_is_pressed_under_a_veil(below: int) -> None:
    page = laid_out(scene(FORM, "es"), occluded=True, below=below)
    assert veiled(page)
    decision, _ = decide(page, entered())
    assert done(decision) == [("wait", "until the page is drawn")]


def test_the_veil_lifts_and_the_walk_goes_on() -> None:
    page = laid_out(scene(FORM, "es"), occluded=False)
    assert not veiled(page)
    decision, _ = decide(page, entered())
    assert ("press", "Continuar") in done(decision)


def test_a_veil_that_stays_is_not_waited_for_for_ever() -> None:
    page, remembered = laid_out(scene(FORM, "es"), occluded=True), entered()
    for _ in range(PATIENCE):
        remembered = step(page, remembered)
    decision, _ = decide(page, remembered)
    assert ("press", "Continuar") in done(decision)


def test_what_covered_a_press_is_gone() -> None:
    """Where the layout is known and nothing lies beneath anything, there is nothing to wait for."""
    page = laid_out(scene(FORM, "es"), occluded=False)
    decision, after = decide(page, entered())
    assert isinstance(decision, Decision)
    after = after.with_visit(signature(page), page.url, decision, "covered")
    assert not unsettled(page, after)
    assert unsettled(laid_out(page, occluded=True), after)
    assert unsettled(scene(FORM, "es"), after), "no layout is known: it may still lie there"


def test_an_empty_page_of_the_checkout_is_looked_at_again() -> None:
    page = scene("<header><a href=/>Tienda</a></header><main></main>", "es").model_copy(update={"layout_known": True})
    remembered = entered()
    for _ in range(6):
        assert bare(page, remembered)
        remembered = step(page, remembered)
    decision, _ = decide(page, remembered)
    assert isinstance(decision, Stop)


@pytest.mark.parametrize(
    "body", [FORM, "<p>15,00 €</p>", "<p role=alert>Algo ha ido mal</p>", "<h1>Su cesta está vacía</h1>"]
)
def test_a_page_that_shows_something_of_the_way_is_drawn(body: str) -> None:
    page = scene(body, "es").model_copy(update={"layout_known": True})
    assert not bare(page, entered())


ITEM = """<h1>Ledertasche</h1><p>389,00 €</p><form action=/1><button {0}>In den Warenkorb</button>{1}</form>
<h2>Dazu passt</h2><p>Gürtel 99,00 €</p><form action=/2><button>In den Warenkorb</button></form>"""


def item(state: str = "disabled", more: str = "") -> Scene:
    """The item's button close to its price, the other goods' far below."""
    seen = scene(ITEM.format(state, more), "de")
    price = seen.amounts[seen.advertised]
    amounts = tuple(a.model_copy(update={"look": look(100)}) if a is price else a for a in seen.amounts)
    places = iter((150, 900))
    controls = tuple(
        c.model_copy(update={"look": look(next(places))}) if c.name == "In den Warenkorb" else c for c in seen.controls
    )
    return seen.model_copy(update={"amounts": amounts, "controls": controls})


def test_the_item_s_button_is_waited_for_and_no_other_pressed_in_its_place() -> None:
    page, remembered = item(), memory("DE")
    assert held_back(page)
    for _ in range(6):
        decision, _ = decide(page, remembered)
        assert done(decision) == [("wait", "until the page is drawn")]
        remembered = step(page, remembered)
    decision, _ = decide(page, remembered)
    assert isinstance(decision, Stop)


def test_the_item_s_button_is_pressed_once_it_can_be() -> None:
    page = item("")
    assert not held_back(page)
    decision, _ = decide(page, memory("DE"))
    assert isinstance(decision, Decision)
    assert decision.actions[-1].node == named(page, "In den Warenkorb").node


def test_what_the_item_needs_is_chosen_while_its_button_is_held_back() -> None:
    radios = "<p>Farbe</p><label><input type=radio name=f> Rot</label><label><input type=radio name=f> Blau</label>"
    decision, _ = decide(item("disabled", radios), memory("DE"))
    assert [kind for kind, _ in done(decision)] == ["tick"]
