"""What experiments do otherwise: a row taken out, more of the item, a child along, another place to ship to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feelint.model.scene import Amount, Bill, BillLine, Box, Control, Look, Scene
from feelint.model.walk import Decision
from feelint.model.words import ChargeKind, Intent, Stage
from feelint.pilot import Memory, decide, elsewhere, menus, party, quantities, removals
from feelint.pilot.forms import work
from feelint.pilot.persona import persona
from tests.pilot.scenes import after_adding, memory, named, scene

PRODUCT = "<h1>Lamp</h1><p class=price>£40.00</p><form>{}<button>Add to basket</button></form>"


def _look(y: float, x: float = 0) -> Look:
    return Look(box=Box(x=x, y=y, w=60, h=20))


def _remove(node: int, y: float, name: str = "Remove") -> Control:
    intents, classes = (Intent.REMOVE,), ("remove",)
    return Control(node=node, tag="button", role="button", name=name, intents=intents, classes=classes, look=_look(y))


def basket(*labels: str, removable: tuple[str, ...] = ()) -> Scene:
    """A basket of rows of 10.00 each, 100 pixels apart; those named have a button that takes them out."""
    money = scene("<p>£10.00</p>").amounts[0].money
    assert money is not None
    amounts = [Amount(text="£10.00", money=money, look=_look(100.0 * n, 400)) for n, _ in enumerate(labels)]
    lines = tuple(
        BillLine(label=label, kind=ChargeKind.ITEM, amount=money, amount_index=n) for n, label in enumerate(labels)
    )
    controls = [_remove(n + 1, 100.0 * n + 5) for n, label in enumerate(labels) if label in removable]
    checkout = Control(
        node=90, tag="a", role="link", name="Checkout", intents=(Intent.CHECKOUT,), classes=("checkout",)
    )
    bill = Bill(lines=lines, subtotal=None, total=money * len(labels), residual=None, total_label="Total")
    return Scene(
        url="https://shop.test/basket",
        currency="GBP",
        amounts=tuple(amounts),
        bill=bill,
        controls=(*controls, checkout),
        layout_known=True,
    )


def bought(*overrides: tuple[str, str], item: str = "Lamp") -> Memory:
    """A walk that has put the item into the basket."""
    return replace(after_adding(memory(overrides=overrides)), item_name=item)


BASKET = basket("Lamp", "Gift wrap", "Delivery", removable=("Lamp", "Gift wrap"))


def test_a_removable_row_is_met_and_left_alone() -> None:
    """The item's own row, and a row without a button, are none."""
    [choice] = removals.met(BASKET, bought(), Stage.BASKET)
    assert (choice.kind, choice.key, choice.chosen) == ("remove", "remove:gift wrap", "on")
    assert removals.removal(BASKET, bought()) is None


def test_a_row_is_taken_out_once_and_then_known_to_be_gone() -> None:
    remembered = bought(("remove:gift wrap", "off"))
    decision, after = decide(BASKET, remembered)
    assert isinstance(decision, Decision)
    assert decision.intent == removals.INTENT
    assert [(action.kind, action.node) for action in decision.actions] == [("press", 2)]
    covered = after
    for _ in range(3):
        assert removals.removal(BASKET, covered) is not None, "what lay over the button may be gone now"
        covered = covered.with_visit("s", BASKET.url, decision, "covered")
    assert removals.removal(BASKET, covered) is None
    after = after.with_visit("s", BASKET.url, decision)
    assert removals.met(BASKET, after, Stage.BASKET) == []
    without = basket("Lamp", "Delivery", removable=("Lamp",))
    assert [choice.chosen for choice in removals.met(without, after, Stage.BASKET)] == ["off"]
    assert decide(BASKET, after)[0].intent != removals.INTENT  # type: ignore[union-attr]


@pytest.mark.parametrize("item", ["", "Kettle"])
def test_where_the_items_row_is_not_sure_nothing_is_removable(item: str) -> None:
    assert removals.rows(BASKET, bought(item=item)) == {}


def test_a_button_far_from_any_row_removes_none() -> None:
    far = BASKET.model_copy(update={"controls": (_remove(5, 900),)})
    assert removals.rows(far, bought()) == {}


@pytest.mark.parametrize(
    ("body", "done"),
    [
        ("<label>Quantity <input type=number value=1></label>", [("fill", "3")]),
        ("<select aria-label=Qty><option>1<option>2<option>3</select>", [("choose", "3")]),
        ("<select aria-label=Qty><option>1<option>2</select>", []),
        (
            "<input value=1 readonly aria-label=Quantity><button type=button>+</button>",
            [("press", "3"), ("press", "3")],
        ),
        ("<label>Quantity <input type=number value=3></label>", []),
        ("", []),
    ],
)
def test_more_than_one_is_asked_for_at_the_item(body: str, done: list[tuple[str, str]]) -> None:
    """In a field, in a select that has so many, or by the plus button as often as it takes."""
    seen = scene(PRODUCT.format(body))
    found = [(a.kind, a.value) for a in quantities.at_the_item(seen, memory(quantity=3))]
    assert found == done
    assert quantities.at_the_item(seen, memory()) == [], "one is what shops offer by themselves"


def test_one_of_the_item_leaves_a_quantity_as_it_is() -> None:
    seen = scene(PRODUCT.format("<label>Quantity <input type=number value=1></label>"))
    assert work(seen, memory(), Stage.PRODUCT).actions == []
    asked = work(seen, memory(quantity=2), Stage.PRODUCT).actions
    assert [(a.kind, a.value, a.datum) for a in asked] == [("fill", "2", "quantity")]


def test_what_the_items_page_does_not_ask_the_basket_may() -> None:
    row = "<form><input aria-label=Quantity value=1><button>Update</button></form><a href=/c>Checkout</a>"
    seen = scene(f"<h1>Your basket</h1>{row}")
    wants = bought()
    wants = replace(wants, wants=replace(wants.wants, quantity=2))
    actions = quantities.in_the_basket(seen, wants)
    assert [(a.kind, a.name) for a in actions] == [("fill", "Quantity"), ("press", "Update")]
    decision = Decision(stage=Stage.BASKET, actions=tuple(actions), why="", intent=quantities.INTENT)
    assert quantities.in_the_basket(seen, wants.with_visit("s", seen.url, decision)) == []


@pytest.mark.parametrize(
    ("lang", "adult", "child"),
    [
        ("en", "Adult", "Child (3-11)"), ("de", "Erwachsene", "Kinder"), ("fr", "Adultes", "Enfants"),
        ("es", "Adulto", "Niño"), ("it", "Adulti", "Bambini"), ("nl", "Volwassenen", "Kinderen"),
        ("pt", "Adulto", "Criança"), ("pl", "Dorosły", "Dziecko"), ("sv", "Vuxna", "Barn"), ("ja", "大人", "子供"),
    ],
)  # fmt: skip
def test_a_child_in_ten_languages(lang: str, adult: str, child: str) -> None:
    """A select of ages, radios of ages, and a count of children."""
    select = f"<select name=who><option value=a>{adult}<option value=c>{child}</select>"
    [question] = party.questions(scene(PRODUCT.format(select), lang))
    assert [(a.kind, a.value) for a in question.actions] == [("choose", "c")]
    radios = f"<label><input type=radio name=w checked>{adult}</label><label><input type=radio name=w>{child}</label>"
    [question] = party.questions(scene(PRODUCT.format(radios), lang))
    assert [a.kind for a in question.actions] == ["tick"]
    count = f"<label>{adult} <input type=number value=1></label><label>{child} <input type=number value=0></label>"
    [question] = party.questions(scene(PRODUCT.format(count), lang))
    assert [(a.kind, a.value, a.name) for a in question.actions] == [("fill", "1", child)]


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", "<label>Kind of lamp <input type=number value=1></label>"),
        ("en", "<select name=size><option>Child<option>Youth</select>"),
        ("en", "<label>Child's name <input></label>"),
        ("en", "<label>Adults <input type=number value=2></label>"),
    ],
)
def test_what_asks_for_no_child(lang: str, body: str) -> None:
    assert party.questions(scene(PRODUCT.format(body), lang)) == []


def test_a_child_comes_along_once_and_only_in_an_experiment() -> None:
    select = "<label>Passenger <select name=who><option value=a>Adult<option value=c>Child</select></label>"
    seen = scene(PRODUCT.format(select))
    plain = work(seen, memory(), Stage.PRODUCT)
    [choice] = [choice for choice in plain.choices if choice.kind == "party"]
    assert choice.chosen == "adult"
    assert not [a for a in plain.actions if a.datum == party.CHILD]
    remembered = memory(overrides=((choice.key, party.CHILD),))
    found = work(seen, remembered, Stage.PRODUCT)
    assert [(a.kind, a.node, a.value) for a in found.actions] == [("choose", named(seen, "Passenger").node, "c")]
    decision, after = decide(seen, remembered)
    assert isinstance(decision, Decision)
    after = after.with_visit("s", seen.url, decision)
    assert party.brought(after)
    assert party.bringing(seen, after) == ()


def test_other_places() -> None:
    """Another country that the form offers and a persona lives in; another region, the usual one first."""
    form = scene(
        "<form><label>Country <select><option value=''>Choose<option value=DE>Germany<option value=TV>Tuvalu"
        "<option value=AT>Austria<option value=FR>France</select></label>"
        "<label>State <select><option value=CA>California<option value=FL>Florida</select></label></form>"
    )
    assert elsewhere.countries(form) == ("DE", "AT", "FR")
    assert elsewhere.other_country(persona("DE"), elsewhere.countries(form)) == "AT"
    assert elsewhere.other_country(persona("DE"), ("DE",)) == ""
    assert elsewhere.regions(form) == ("ca", "california", "fl", "florida")
    assert elsewhere.other_region(persona("US-CA"), elsewhere.regions(form)) == "US-FL"
    assert elsewhere.other_region(persona("US-CA")) == "US-NY"
    assert elsewhere.other_region(persona("US-NY")) == "US-AL"
    assert elsewhere.other_region(persona("SE")) == ""


MENU = (
    """<form><label>{}<select name=m><option value="">Please choose<option value=a {}>{}<option value=b>{}</select></label>
<button>Continue</button></form>"""
    + "<table><tr><td>Lamp</td><td>£40.00</td></tr><tr><th>Total</th><th>£40.00</th></tr></table>"
)


@pytest.mark.parametrize(
    ("label", "one", "other", "kind"),
    [
        ("Shipping method", "Standard (£3.95)", "Express (£8.95)", "delivery"),
        ("Method", "DHL", "UPS", "delivery"),
        ("Payment method", "Bank transfer", "Credit card", "payment"),
    ],
)
def test_a_select_box_of_deliveries_or_payments(label: str, one: str, other: str, kind: str) -> None:
    """It is a choice like radios: met with what it stands on, and an experiment takes another entry."""
    seen = scene(MENU.format(label, "selected", one, other))
    [choice] = menus.met(seen, bought(), Stage.DELIVERY, ())
    assert (choice.kind, len(choice.options)) == (kind, 2)
    assert choice.chosen == choice.options[0]
    assert menus.wanted(seen, bought()) == []
    found = work(seen, bought((choice.key, choice.options[1])), Stage.DELIVERY)
    assert [(a.kind, a.value) for a in found.actions] == [("choose", "b")]
    assert [(c.kind, c.chosen) for c in found.choices] == [(kind, choice.options[1])]


@pytest.mark.parametrize(
    ("label", "one", "other", "taken"),
    [
        ("Shipping method", "Express (£8.95)", "Standard (£3.95)", ["b"]),
        ("Shipping method", "Standard (£3.95)", "Collect in store (free)", ["b"]),
        ("Shipping method", "Standard", "Express (£8.95)", []),
        ("Payment method", "Credit card", "Bank transfer", ["b"]),
        ("Payment method", "PayPal", "Bank transfer", ["b"]),
        ("Payment method", "Credit card", "Debit card", []),
    ],
)
def test_a_select_box_is_set_to_what_the_walk_takes(label: str, one: str, other: str, taken: list[str]) -> None:
    """The cheapest delivery and the first payment without a card, as with radios; what stands stays if nothing is known."""
    seen = scene(MENU.format(label, "selected", one, other))
    assert [action.value for action in work(seen, bought(), Stage.DELIVERY).actions] == taken


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [("Country", "Germany", "Austria"), ("Size", "Small", "Large"), ("Delivery date", "12 May", "13 May")],
)
def test_select_boxes_of_something_else(label: str, one: str, other: str) -> None:
    seen = scene(MENU.format(label, "selected", one, other))
    assert menus.met(seen, bought(), Stage.DELIVERY, ()) == []


def test_a_select_box_that_stands_on_nothing_is_met_with_what_the_walk_takes() -> None:
    seen = scene(MENU.format("Shipping method", "", "Standard", "Express").replace("<select", "<select required"))
    found = work(seen, bought(), Stage.DELIVERY)
    assert [(a.kind, a.value) for a in found.actions] == [("choose", "a")]
    assert [(c.kind, c.chosen) for c in found.choices] == [("delivery", "standard")]
