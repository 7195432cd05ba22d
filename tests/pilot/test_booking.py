"""Goods that are put in only after days, seats or variants drawn by script were chosen."""

from __future__ import annotations

import pytest

from feelint.model.scene import Scene
from feelint.model.walk import Decision
from feelint.pilot import Memory, decide
from feelint.pilot.lexis import asks_to_choose
from feelint.pilot.overlays import is_drawer
from feelint.pilot.quantities import from_nought
from tests.pilot.scenes import after_adding, done, memory, scene, step

VARIANTS = "<h1>Camisa</h1><p>R$ 90,00</p>{}<p><a href='javascript:;'>38</a> <a href='javascript:;'>40</a></p><a href=/add>Comprar</a>"
DAYS = "<div tabindex=0>25</div><div tabindex=0>26</div>"
TIMES = "<h2>Hora</h2><div tabindex=0>10:00 libre</div><div tabindex=0>11:00 agotado</div>"
COUNTS = "<h2>Entradas</h2>" + "".join(
    f"<p>{who} {price} € <span tabindex=0>–</span><input value=0 readonly><span tabindex=0>+</span></p>"
    for who, price in (("Adulto", "14,50"), ("Niño", "8,50"))
)


def booking(*parts: str, off: bool = True) -> Scene:
    """A page of a shop that opens its calendar by "Reservar entradas"."""
    button = f"<button type=button {'disabled' if off else ''}>Añadir a la cesta</button>"
    body = f"<a href=/cesta>Cesta (0)</a><h1>Jardín</h1><h2>Fecha</h2>{''.join(parts)}{button}<a href=/t>Condiciones de reserva</a>"
    return scene(body, "es", url="https://shop.test/book")


def walked(seen: Scene, before: Memory, told: str) -> Memory:
    """The memory after ``seen``, on which ``told`` is what has to be done last."""
    decision, _ = decide(seen, before)
    assert isinstance(decision, Decision), decision
    assert done(decision)[-1][1] == told
    return step(seen, before)


def test_a_button_that_stays_off_asks_for_a_day_a_time_and_a_number() -> None:
    """Nobody looks for a basket that counts nothing, and one hour that is sold out is not the day."""
    item = scene("<h1>Jardín</h1><p>Adulto 14,50 €</p><p>Niño 8,50 €</p><a href=/book>Reservar entradas</a>", "es")
    known = walked(item, memory("ES"), "Reservar entradas")
    known = walked(booking(DAYS), known, "until the page is drawn")
    known = walked(booking(DAYS), known, "25")
    known = walked(booking(DAYS, TIMES), known, "10:00 libre")
    known = walked(booking(DAYS, TIMES, COUNTS), known, "+")
    walked(booking(DAYS, TIMES, COUNTS.replace("value=0", "value=1", 1), off=False), known, "Añadir a la cesta")


def planner(boxes: str, *, counted: int = 0, more: str = "") -> Scene:
    """A page of a shop that shows no button before a day and a time are chosen."""
    body = f"<a href=/korg>Varukorg ({counted})</a><h1>Fyren</h1><h2>Dag</h2>{boxes}{more}<a href=/villkor>Villkor</a>"
    return scene(body, "sv", url="https://shop.test/boka")


CELLS = "<table><tr><td tabindex=0>{}</td><td>29</td></tr></table>"
HOURS = "<h2>Tid</h2><ul><li tabindex=0>09:00 slutsåld</li><li tabindex=0>10:00</li><li tabindex=0>11:00</li></ul>"
ADDER = "<button type=button>Lägg i varukorgen</button>"


@pytest.mark.parametrize("cells", ["28</td><td tabindex=0>30", "28"])
def test_days_are_taken_where_the_page_shows_no_button_yet(cells: str) -> None:
    """Before a basket that counts nothing is looked at; the only day that is left is one too, a time sold out is none."""
    day = CELLS.format(cells)
    item = scene("<h1>Fyren</h1><p>120 kr</p><a href=/boka>Köp biljetter</a>", "sv")
    known = walked(item, memory("SE"), "Köp biljetter")
    known = walked(planner(day), known, "28")
    known = walked(planner(day + HOURS), known, "10:00")
    walked(planner(day + HOURS, more=ADDER), known, "Lägg i varukorgen")


@pytest.mark.parametrize(
    ("boxes", "counted"),
    [
        (CELLS.format("28"), 1),
        ("<div tabindex=0>Blå</div><div tabindex=0>Röd</div>", 0),
        ("<div tabindex=0>28</div>", 0),
    ],
)
def test_no_day_is_taken_where_none_is_asked_for(boxes: str, counted: int) -> None:
    """The basket counts something, or what stands there is no row of numbers: the way leads to the basket."""
    item = scene("<h1>Fyren</h1><p>120 kr</p><a href=/boka>Köp biljetter</a>", "sv")
    walked(planner(boxes, counted=counted), walked(item, memory("SE"), "Köp biljetter"), f"Varukorg ({counted})")


@pytest.mark.parametrize(
    ("told", "wanted"), [("Selecione um tamanho para comprar.", "38"), ("Adicionado à sacola", "")]
)
def test_variants_that_are_links_without_an_address_are_taken_once_the_page_asks(told: str, wanted: str) -> None:
    """Also where the answer changes what stands around the price; a message that it was put in asks for nothing."""
    before = scene(VARIANTS.format(""), "pt-BR")
    after = scene(VARIANTS.format(f"<div role=alert>{told}</div>") + "<a href=/sacola>Ver sacola</a>", "pt-BR")
    decision, _ = decide(after, step(before, memory("BR")))
    assert isinstance(decision, Decision)
    assert done(decision)[-1] == ("press", wanted or "Ver sacola")


@pytest.mark.parametrize(
    "told",
    ["Please select a size", "Bitte wählen Sie eine Größe", "Veuillez choisir une taille", "Elija una talla", "Seleziona una taglia",
     "Kies een maat", "Escolha um tamanho", "Wybierz rozmiar", "Välj en storlek", "サイズを選択してください"],
)  # fmt: skip
def test_a_page_asks_to_choose_in_ten_languages(told: str) -> None:
    assert asks_to_choose(told)


@pytest.mark.parametrize(
    "told",
    ["Added to your basket", "In den Warenkorb gelegt", "Ajouté au panier", "Añadido a la cesta", "Aggiunto al carrello",
     "Toegevoegd aan winkelwagen", "Adicionado ao carrinho", "Dodano do koszyka", "Lagt i varukorgen", "カートに追加しました"],
)  # fmt: skip
def test_a_page_that_tells_that_it_is_in_asks_for_nothing(told: str) -> None:
    assert not asks_to_choose(told)


def test_the_number_of_an_element_is_not_its_place() -> None:
    """What a script has drawn later bears a higher number than what stands behind it."""
    seen = booking(COUNTS)
    place = {control.node: place for place, control in enumerate(seen.controls)}
    mixed = [
        control.model_copy(update={"node": 1000 - place[control.node], "order": place[control.node]})
        for control in seen.controls
    ]
    (press,) = from_nought(seen.model_copy(update={"controls": tuple(mixed), "amounts": ()}), memory("ES"))
    assert press.node == next(control.node for control in mixed if control.name == "+")


def test_a_field_filled_in_is_no_refusal() -> None:
    """The page looks as before once its fields are full: the total stands, whatever it said of the post code before."""
    rows = "<table><tr><td>Lamp</td><td>€ 40,00</td></tr><tr><th>Totaal</th><td>€ 40,00</td></tr></table>"
    fields = "<label>Postcode <input name=zip value='1012 AB'></label><label>Plaats <input name=city{}></label>"
    told = "<p role=alert class=error>Deze postcode kennen we niet.</p>"
    page = f"<h1>Bestellen</h1><form>{fields}{told}{rows}<button>Bestelling plaatsen en betalen</button></form>"
    known = after_adding(memory("NL"))
    goods = "<table><tr><td>Lamp</td><td>€ 40,00</td></tr></table>"
    known = step(scene(f"<h1>Winkelwagen</h1>{goods}<button>Afrekenen</button>", "nl"), known)
    known = step(
        scene("<h1>Gegevens</h1><form><label>Voornaam <input></label><button>Verder</button></form>", "nl"), known
    )
    known = walked(scene(page.format(""), "nl"), known, "Plaats")
    stop, _ = decide(scene(page.format(" value=Utrecht"), "nl"), known)
    assert getattr(stop, "outcome", "") == "reached", stop


def test_a_dialog_that_tells_what_was_put_in_is_the_basket() -> None:
    """With its sum, over the item's page: to shop on, or to go to the basket by a word for ordering."""
    rows = "<p>Sous-total : 32,00 €</p><p>Livraison : 3,90 €</p><p>Total : 35,90 €</p>"
    body = f"<h1>Carnet</h1><p>32,00 €</p><div role=dialog aria-modal=true><p>Carnet : 32,00 €</p>{rows}{{}}</div>"
    assert is_drawer(scene(body.format("<button>Continuer mes achats</button>"), "fr"))
    assert not is_drawer(scene(body.format("<button>Fermer</button>"), "fr"))
