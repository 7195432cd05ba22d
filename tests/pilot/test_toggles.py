"""What has to be answered before the item goes in or the checkout goes on, and no form field says so."""

from __future__ import annotations

import pytest

from feelint.extract.words import control_classes
from feelint.model.scene import Scene
from feelint.model.walk import Decision
from feelint.model.words import Stage
from feelint.pilot import decide
from feelint.pilot.lexis import only_pays
from feelint.pilot.memory import Memory
from feelint.pilot.overlays import is_part_of_the_way
from feelint.pilot.safety import order_control
from feelint.pilot.stages import place
from tests.pilot.scenes import after_adding, done, memory, named, scene, step

PRICE = "<p class=price>£24.00</p>"
BILL = "<table><tr><td>Lamp</td><td>£40.00</td></tr><tr><th>Total</th><td>£40.00</td></tr></table>"


def walked(pages: list[Scene], before: Memory) -> list[tuple[str, str]]:
    """The last thing done on each page, with its intent."""
    found = []
    for seen in pages:
        decision, _ = decide(seen, before)
        found.append((decision.intent if isinstance(decision, Decision) else "stop", done(decision)[-1][1]))
        before = step(seen, before)
    return found


def toggle(name: str, on: bool = False, more: str = "") -> str:
    return f"<button type=button aria-pressed={str(on).lower()} {more}>{name}</button>"


def slots(on: int = -1) -> Scene:
    names = ("8-12 Uhr + 2,50 €", "12-16 Uhr kostenlos", "16-20 Uhr kostenlos")
    boxes = "".join(toggle(name, at == on) for at, name in enumerate(names))
    return scene(f"<h1>Lieferung</h1><form>{boxes}<button>Weiter</button></form>", "de")


def checkout() -> Memory:
    basket = scene("<h1>Basket</h1><table><tr><td>Lamp</td><td>£40.00</td></tr></table><button>Checkout</button>")
    return step(basket, after_adding())


def test_the_cheapest_toggle_is_pressed_after_the_refusal_and_then_it_goes_on() -> None:
    assert walked([slots(), slots(), slots(1)], checkout()) == [
        ("continue", "Weiter"),
        ("tile", "12-16 Uhr kostenlos"),
        ("continue", "Weiter"),
    ]


def test_a_set_of_which_one_is_on_is_answered() -> None:
    assert [name for _, name in walked([slots(0), slots(0)], checkout())] == ["Weiter", "Weiter"]


def test_a_toggle_says_whether_it_is_on() -> None:
    seen = scene(toggle("Left", True) + toggle("Right") + "<button>Go</button>")
    assert [control.checked for control in seen.controls] == [True, False, None]


def date_page(chosen: str = "", days: str = "", alert: str = "") -> Scene:
    form = f"<input readonly placeholder='Wybierz dzień' value='{chosen}'>{days}<button>Dodaj do koszyka</button>"
    return scene(f"<h1>Rejs</h1><p class=price>90,00 zł</p><form>{form}</form><a href=/k>Koszyk</a>{alert}", "pl")


def test_a_read_only_field_is_pressed_and_what_it_shows_fills_it_in() -> None:
    """A calendar: its days are plain boxes."""
    refused = date_page(alert="<p role=alert>Wybierz dzień rejsu.</p>")
    days = date_page(days="<i tabindex=0>14</i><i tabindex=0>15</i>", alert="<p role=alert>Wybierz dzień rejsu.</p>")
    chosen = date_page("14 maja", alert="<p role=alert>Wybierz dzień rejsu.</p>")
    assert walked([date_page(), refused, days, chosen], memory("PL")) == [
        ("add_to_cart", "Dodaj do koszyka"),
        ("tile", "Wybierz dzień"),
        ("tile", "14"),
        ("add_to_cart", "Dodaj do koszyka"),
    ]


def seats(alert: str = "", on: bool = False) -> Scene:
    plan = toggle("Seat 7, £38.00") + toggle("Seat 8, £24.00", on)
    return scene(
        f"<a href=/basket>Basket</a>{alert}<h1>Your seats</h1>{PRICE}{plan}<form><button>Add to basket</button></form>",
        url="https://shop.test/seats",
    )


def test_the_page_that_asks_for_the_seat_is_not_left_for_an_empty_basket() -> None:
    day = scene(f"<h1>Play</h1>{PRICE}<form><button>Book now</button></form>", url="https://shop.test/play")
    told = "<p role=alert>Please take a seat.</p>"
    assert walked([day, seats(), seats(told), seats(told, on=True)], memory())[1:] == [
        ("add_to_cart", "Add to basket"),
        ("tile", "Seat 8, £24.00"),
        ("add_to_cart", "Add to basket"),
    ]


def test_a_page_that_says_what_lies_in_the_basket_asks_for_nothing() -> None:
    """What it offers beside is another article."""
    day = scene(f"<h1>Play</h1>{PRICE}<form><button>Book now</button></form>", url="https://shop.test/play")
    more = scene(
        f"<a href=/basket>Basket (1)</a><h1>Programme</h1>{PRICE}<form><button>Add to basket</button></form>",
        url="https://shop.test/more",
    )
    assert walked([day, more], memory())[1] == ("view_cart", "Basket (1)")


def test_of_a_list_the_first_item_is_opened() -> None:
    rows = "".join(
        f"<div><h2><a href=/{n}>{n}</a></h2><b>ab 20,00 €</b><a href=/{n}>Buchen</a></div>" for n in ("Faust", "Medea")
    )
    seen = scene(f"<h1>Spielplan</h1>{rows}", "de")
    decision, _ = decide(seen, memory("DE"))
    assert isinstance(decision, Decision)
    assert scene_href(seen, decision) == "/Faust"
    assert decision.intent == "product"


def scene_href(seen: Scene, decision: Decision) -> str:
    control = seen.control(decision.actions[-1].node)
    return control.href if control else decision.actions[-1].value


def test_a_dialog_that_lets_guests_go_on_is_part_of_the_way() -> None:
    login = "<form><input type=email><input type=password><button>Anmelden</button></form>"
    seen = scene(f"<dialog open><button>Schließen</button>{login}<button>Als Gast bestellen</button></dialog>", "de")
    assert is_part_of_the_way(seen, 0)
    without = scene(f"<dialog open><button>Schließen</button>{login}</dialog>", "de")
    assert not is_part_of_the_way(without, 0)


@pytest.mark.parametrize(
    ("lang", "ways", "taken"),
    [
        ("sv", ("Kort", "Swish", "Faktura"), "Swish"),
        ("nl", ("Creditcard", "iDEAL", "Achteraf betalen"), "iDEAL"),
        ("de", ("Kreditkarte", "PayPal", "Rechnung"), "Rechnung"),
    ],
)
def test_a_transfer_by_ones_own_bank_needs_no_card_and_is_no_wallet(
    lang: str, ways: tuple[str, ...], taken: str
) -> None:
    radios = "".join(f"<label><input type=radio name=p value={n}>{way}</label>" for n, way in enumerate(ways))
    seen = scene(f"<h1>Payment</h1><form>{radios}<button>Continue</button></form>", lang)
    decision, _ = decide(seen, checkout())
    assert ("tick", taken) in done(decision)


def test_a_numbered_seat_does_not_pay_though_its_letters_may() -> None:
    assert not only_pays("Rang B, place 12")
    assert only_pays("Place 12,00 zł")
    assert only_pays("Płacę")
    assert only_pays("Payer place 12")
    assert "select_option" in control_classes("Row C, seat 4")


def test_on_the_last_pages_words_that_end_the_checkout_order_before_a_link_does() -> None:
    terms = "<a href=/terms>payment terms</a>"
    seen = scene(f"<h1>Review your order</h1>{BILL}<form>{terms}<button>Complete checkout</button></form>")
    found = order_control(seen, Stage.REVIEW)
    assert found is not None
    assert found == named(seen, "Complete checkout")


ESTIMATE = """<h1>Basket</h1><form><input name=zip placeholder="Post code" value="N1 1AA">
<label><input type=radio name=d checked>Standard delivery £4.00</label>
<label><input type=radio name=d>Express delivery £9.00</label>
<table><tr><td>Lamp</td><td>£40.00</td></tr><tr><td>Delivery</td><td>£4.00</td></tr><tr><th>Total</th><td>£44.00</td></tr>
</table><button>Go to checkout</button></form>"""


def test_a_basket_that_says_what_delivery_costs_is_still_the_basket() -> None:
    assert place(scene(ESTIMATE), checkout()) is Stage.BASKET
    assert place(scene(ESTIMATE.replace("<h1>Basket</h1>", "<h1>Delivery</h1>")), checkout()) is Stage.DELIVERY


def test_a_total_over_the_items_page_is_dated_basket() -> None:
    drawer = f"<div role=dialog aria-modal=true>In there now {BILL}<a href=/basket>View basket</a></div>"
    seen = scene(f"<h1>Lamp</h1><p class=price>£40.00</p><form><button>Add to basket</button></form>{drawer}")
    decision, _ = decide(seen, after_adding())
    assert decision.stage is Stage.BASKET
    assert done(decision) == [("press", "View basket")]
