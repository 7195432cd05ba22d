"""A field that was refused is written otherwise, at most twice; one that may stay empty is emptied then."""

from __future__ import annotations

import pytest

from feelint.model.walk import Stop
from feelint.model.words import Stage
from feelint.pilot import decide, signature
from feelint.pilot.advance import candidates
from feelint.pilot.forms import work
from feelint.pilot.persona import persona
from feelint.pilot.shopping import shop
from feelint.pilot.stages import place
from tests.pilot.scenes import BILL, after_adding, done, memory, scene


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


def test_a_basket_that_shows_nothing_and_leads_nowhere_sends_back_once() -> None:
    sizes = "<label>Größe <select required><option value=''>wählen</option><option>M</option></select></label>"
    link = "<a href=/korb>Warenkorb (0)</a>"
    unset, chosen = (
        scene(f"<h1>Hemd</h1><p>40,00 €</p><form>{form}<button{off}>In den Warenkorb</button></form>{link}", "de", url="https://laden.test/hemd")
        for form, off in ((sizes, " disabled"), (sizes.replace("<option>", "<option selected>"), ""))
    )  # fmt: skip
    bare = scene("<h1>Warenkorb</h1><a href=/>Weiter stöbern</a>", "de", url="https://laden.test/korb")
    remembered, told = memory("DE"), []
    for page in (unset, chosen, chosen, bare, unset, chosen, chosen, bare):
        decision, remembered = decide(page, remembered)
        told.append(decision.reason if isinstance(decision, Stop) else decision.actions[-1].name)
        if isinstance(decision, Stop):
            break
        remembered = remembered.with_visit(signature(page), page.url, decision, "")
    way = ["Größe", "In den Warenkorb", "Warenkorb (0)"]
    assert told == [*way, "the item's page", *way, "no-way-on"]


EXTRAS = """<fieldset><legend>Ticket delivery</legend><p><label><input type=checkbox name=a1> Print at home (+£2.50)</label></p>
<p><label><input type=checkbox name=a2> Registered mail (+£6.90)</label></p></fieldset>
<fieldset><legend>Souvenirs</legend><p><label><input type=checkbox name=b1> Programme (+£4.00)</label></p>
<p><label><input type=checkbox name=b2> Poster (+£9.00)</label></p></fieldset>"""


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_priced_box_is_no_answer_while_anything_else_is(lang: str) -> None:
    """The page complains of the hour; the insurance is nobody's wish."""
    told = {"it": "Manca l'orario di arrivo.", "en": "Please choose your arrival time."}[lang]
    hour = "<label>{} <select required><option value=''>-<option>18:00</select></label>"
    box = "<label><input type=checkbox>Polizza annullamento +11,28 €</label>"
    page = f"<form><div role=alert>{told}</div>{{}}{box}<button>Continua</button></form>"
    name = {"it": "Orario di arrivo", "en": "Arrival time"}[lang]
    first = work(scene(page.format(hour.format(name)), lang), memory("IT"), Stage.DETAILS, repair=True)
    assert [action.kind for action in first.actions] == ["choose"]
    then = work(scene(page.format(""), lang), memory("IT"), Stage.DETAILS, repair=True)
    assert [action.kind for action in then.actions] == ["tick"]


def extras(complaint: str) -> list[str]:
    told = f"<div role=alert>{complaint}</div>" if complaint else ""
    page = scene(f"<h1>Extras</h1>{told}<form>{EXTRAS}<button>Continue</button></form>")
    return [a.name for a in work(page, memory(), Stage.DETAILS, repair=True).actions if a.kind == "tick"]


def test_a_complaint_names_the_group_that_lacks_a_choice() -> None:
    assert extras("You need to choose at least 1 product of the category Souvenirs.") == ["Programme (+£4.00)"]
    assert extras("Ticket delivery and Souvenirs: choose one.") == ["Print at home (+£2.50)", "Programme (+£4.00)"]
    assert extras("Please choose one.") == ["Print at home (+£2.50)"]


def test_a_new_complaint_in_the_same_place_is_a_refusal() -> None:
    """It is mended at once, not after the same press once more; elsewhere, a notice is only a notice."""
    form = f"<h1>Extras</h1><form>{EXTRAS}<button>Continue</button></form>"
    clean, told = scene(form), scene(f"<div role=alert>Choose one of Ticket delivery.</div>{form}")
    elsewhere = scene(f"<div role=alert>Saved.</div><h1>Payment</h1><form>{EXTRAS}<button>Continue</button></form>")
    start = after_adding()
    decision, remembered = decide(clean, start)
    assert not isinstance(decision, Stop)
    remembered = remembered.with_visit(signature(clean), clean.url, decision)
    assert remembered.refused(signature(told))
    assert not remembered.refused(signature(clean))
    assert not remembered.refused(signature(elsewhere))


def test_what_put_the_item_in_does_not_do_so_again() -> None:
    """A page that offers it again, and a way on whose words are weak, is left by the way on."""
    page = scene(
        "<h1>Concert</h1><form action=/a><p>Ticket £40.00</p><button>Add to basket</button></form>"
        "<form action=/c><button>Order now</button></form>"
    )
    start = memory()
    decision, after = decide(page, start)
    assert not isinstance(decision, Stop)
    assert decision.actions[-1].name == "Add to basket"
    after = after.with_visit(signature(page), page.url, decision)
    names = [w.control.name for w in candidates(page, after, Stage.PRODUCT, set())[0]]
    assert "Add to basket" not in names


def test_a_summary_unfolds_and_never_leads_on() -> None:
    page = scene("<details open><summary>Choose options</summary><p>x</p></details><h1>Your basket</h1>")
    control = page.controls[0]
    assert control.expanded is True
    assert not candidates(page, memory(), Stage.DELIVERY, set())[0]


def test_a_number_from_nought_is_a_quantity_by_any_name() -> None:
    """The field of a ticket is called after the ticket; the first gets one, and no birthday is meant by "Day ticket"."""
    page = scene(
        "<h1>Marathon</h1><form><p>Day ticket £60.00 <input type=number min=0 max=10 placeholder=0 aria-label='Day ticket'></p>"
        "<p>Under 18 £25.00 <input type=number min=0 max=10 placeholder=0 aria-label='Under 18'></p>"
        "<button>Add to cart</button></form>"
    )
    acts = work(page, memory(), Stage.PRODUCT).actions
    assert [(a.name, a.value, a.datum) for a in acts] == [("Day ticket", "1", "quantity")]


def test_what_the_item_needs_may_be_folded_away() -> None:
    """Pressed in vain once, the folded part of its own form is opened first."""
    page = scene(
        "<h1>Marathon</h1><form><p>Day ticket from £25.00</p><button type=button aria-expanded=false>Show variants</button>"
        "<button>Add to cart</button></form>"
    )
    decision, after = decide(page, memory())
    assert not isinstance(decision, Stop)
    assert decision.actions[-1].name == "Add to cart"
    decision, _ = decide(page, after.with_visit(signature(page), page.url, decision))
    assert not isinstance(decision, Stop)
    assert decision.actions[-1].name == "Show variants"


def test_of_several_rows_the_advertised_one_is_taken() -> None:
    """ "From £25.00" means the row of that price, wherever it stands."""
    row = "<p>{} £{} <input type=number min=0 placeholder=0 aria-label='{}'></p>"
    rows = row.format("Adult", "60.00", "Adult") + row.format("Under 18", "25.00", "Under 18")
    page = scene("<h1>Marathon</h1><p class=price>from £25.00</p><form>" + rows + "<button>Add to cart</button></form>")
    assert [a.name for a in work(page, memory(), Stage.PRODUCT).actions] == ["Under 18"]


def test_of_a_range_the_low_end_is_taken_however_large_another_row_is_drawn() -> None:
    """With a struck price beside it, the last row may look like the item's price."""
    row = "<li><h4>{0}</h4><s>{1}</s> <b>{2}</b> <input type=number min=0 placeholder=0 aria-label='{0}'></li>"
    rows = row.format("Parterre", "22,00 €", "18,00 €") + row.format("Balkon", "80,00 €", "64,00 €")
    page = scene(
        f"<h1>Operette</h1><p>18,00 € – 64,00 €</p><form><ul>{rows}</ul><button>In den Warenkorb</button></form>", "de"
    )
    page = page.model_copy(update={"advertised_money": page.amounts[-1].money})
    assert [a.name for a in work(page, memory("DE"), Stage.PRODUCT).actions] == ["Parterre"]


def test_a_folded_part_is_that_of_any_form_that_puts_the_item_in() -> None:
    """Not of the first way in alone, which may be a link of the menu."""
    page = scene(
        "<h1>Maratona</h1><form><p>Adulto da 25,00 €</p><button type=button aria-expanded=false>Mostra varianti</button>"
        "<button>Aggiungi al carrello</button></form><a href=/b class=big>Acquista biglietti</a>",
        "it",
    )
    decision, after = decide(page, memory("IT"))
    assert not isinstance(decision, Stop)
    answer, _ = shop(page, after.with_visit(signature(page), page.url, decision), Stage.PRODUCT, 1, repair=True)
    assert [name for _, name in done(answer)] == ["Mostra varianti"]


def test_a_link_to_the_page_itself_is_no_form_of_the_item() -> None:
    """The heading's own link, with the date behind; the button that ends the item's form goes on to the checkout."""
    page = scene(
        "<h1>Nachtwandeling</h1><h2><a href='/p#top'>Nachtwandeling 18 augustus</a></h2><p class=price>€ 28,00</p><form>"
        "<input type=number min=0 value=1 aria-label=Wandelaar><button>Naar de kassa</button></form>",
        "nl",
    )
    decision, _ = decide(page, memory("NL"))
    assert not isinstance(decision, Stop)
    assert decision.actions[-1].name == "Naar de kassa"


@pytest.mark.parametrize(
    ("button", "pressed"),
    [
        ("<div role=button tabindex=0>Das nehme ich</div>", True),
        ("<button type=button>Das nehme ich</button>", True),
        ("<a role=button href=/blog>Das nehme ich</a>", False),
        ("<button type=button>A</button><button type=button>B</button>", False),
    ],
)
def test_a_drawn_button_ends_the_item_s_form_where_it_is_its_only_one(button: str, pressed: bool) -> None:
    page = scene(f"<h1>Kanne</h1><p class=price>40,00 €</p><form><input type=hidden name=x>{button}</form>", "de")
    decision, _ = decide(page, memory("DE"))
    assert isinstance(decision, Stop) is not pressed
    assert pressed is (not isinstance(decision, Stop) and decision.actions[-1].name == "Das nehme ich")


SHIRT = """<form><select name=language><option value=en-gb selected>English</option><option value=fr>français</option></select>
<button>Send</button></form><h1>Linen shirt</h1><table><tr><td>Price without tax</td><td>£27.50</td></tr>
<tr><td>Tax</td><td>£5.50</td></tr><tr><td>Price with tax</td><td>£33.00</td></tr></table>"""


def test_a_page_that_sells_its_forms_elsewhere() -> None:
    """The first page of a walk is no order page for its sum and a button "Send"; the item's forms are links."""
    page = scene(SHIRT + "<ul><li><a href=/l>Linen shirt Large</a></li><li><a href=/s>Linen shirt Small</a></li></ul>")
    assert place(page, memory()) is Stage.PRODUCT
    decision, _ = decide(page, memory())
    assert not isinstance(decision, Stop)
    assert [(a.kind, a.name) for a in decision.actions] == [("goto", "Linen shirt Large")]
    assert not candidates(page, memory(), Stage.PRODUCT, set())[0]


@pytest.mark.parametrize("name", ["Order and pay", "Place order", "Finish order", "Send", "Bestellung abschließen"])
def test_a_first_page_that_may_order_stays_the_last_one(name: str) -> None:
    """A saved session may begin before the order button: it is not pressed."""
    page = scene(f"<h1>Linen shirt</h1>{BILL}<form><button>{name}</button></form>")
    assert place(page, memory()) is Stage.REVIEW
    decision, _ = decide(page, memory())
    assert isinstance(decision, Stop)


WORKSHOPS = """<ol><li class=current>Extras<li>Your details<li>Payment<li>Review</ol>{0}<form method=post>
<div><b>Pasta</b> 25,00 € <input type=number min=0 max=3 placeholder=0 name=cp_54_item_63 aria-label=Pasta></div>
<div><b>Pane</b> 15,00 € <input type=number min=0 max=3 placeholder=0 name=cp_54_item_64 aria-label=Pane></div>
<button>Continua</button></form>"""


@pytest.mark.parametrize(
    ("complaint", "number"),
    [
        ("Selezionare almeno 2 laboratori", "2"), ("You need to select at least 2 workshops", "2"),
        ("Bitte mindestens 2 Kurse auswählen", "2"), ("Wybierz co najmniej 2 warsztaty", "2"), ("Scegliere", "1"),
    ],
)  # fmt: skip
def test_numbers_behind_the_item_are_raised_where_the_page_refuses(complaint: str, number: str) -> None:
    """By the cheapest row; a field for a small number from nought takes no post code, whatever its maker calls it."""
    before = after_adding()
    first = work(scene(WORKSHOPS.format(""), "it"), before, Stage.DETAILS)
    assert first.actions == []
    page = scene(WORKSHOPS.format(f"<p role=alert class=error>{complaint}</p>"), "it")
    again = work(page, before, Stage.DETAILS, repair=True)
    assert [(action.name, action.value) for action in again.actions] == [("Pane", number)]
