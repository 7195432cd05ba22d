"""Select boxes that ask to choose, that fill one another, and that scripts draw."""

from __future__ import annotations

import pytest

from feelint.model.scene import Control, Option
from feelint.model.walk import Decision
from feelint.model.words import Stage
from feelint.pilot import decide
from feelint.pilot.field import is_placeholder
from feelint.pilot.fields import FieldDescriptor, field_datum
from feelint.pilot.listboxes import unanswered
from feelint.pilot.menus import kinds
from tests.pilot.scenes import after_adding, done, memory, scene


def box(value: str, text: str) -> Control:
    return Control(node=1, tag="select", options=(Option(value=value, text=text), Option(value="7", text="Red")))


@pytest.mark.parametrize(
    ("value", "text", "asks"),
    [
        ("none", "Bitte wählen", True),
        ("Choose an option", "Choose an option", True),
        ("default", "Choisir une option", True),
        ("__x", "Elige una opción", True),
        ("null", "Scegli un'opzione", True),
        ("null", "Kies een optie", True),
        ("000", "Wybierz opcję", True),
        ("x", "Escolha uma opção", True),
        ("x", "Välj ett alternativ", True),
        ("x", "サイズを選択してください", True),
        ("12", "Select", False),
        ("seat-1", "Plats 1", False),
        ("seat-1", "Lugar 1", False),
        ("oak", "Oak", False),
    ],
)
def test_an_entry_that_only_asks_to_choose(value: str, text: str, asks: bool) -> None:
    assert is_placeholder(box(value, text), 0) is asks
    assert not is_placeholder(box(value, text), 1)


def test_what_a_choice_fills_is_chosen_before_the_item_is_put_in() -> None:
    """The second box lists nothing until the first is chosen."""
    item = (
        "<h1>Hemd</h1><p class=price>40,00 €</p><form><select name=a><option value=x>Größe wählen<option value=1 {0}>M</select>"
        "<select name=b {2}><option value=x>Farbe wählen{1}</select><button>In den Warenkorb</button></form>"
    )
    filled = "<option value=2>Rot"
    for html, verbs in (
        (item.format("", "", ""), ["choose"]),
        (item.format("", filled, "disabled"), ["choose"]),
        (item.format("selected", filled, ""), ["choose", "press"]),
        (item.format("", filled, ""), ["choose", "choose", "press"]),
        (item.format("selected", "", ""), ["press"]),
    ):
        decision, _ = decide(scene(html, "de"), memory("DE"))
        assert isinstance(decision, Decision)
        assert [verb for verb, _ in done(decision)] == verbs


def drawn(name: str, shown: str) -> str:
    return f'<span role=combobox tabindex=0 aria-expanded=false aria-label="{name}"><span>{shown}</span></span>'


@pytest.mark.parametrize(
    ("name", "shown", "stands"),
    [
        ("Land", "Deutschland", True),
        ("Country / Region", "United Kingdom (UK)", True),
        ("Région", "Choisir une option…", False),
        ("Province", "Selecteer een optie", False),
        ("Provincia", "Provincia ▾", False),
    ],
)
def test_a_drawn_box_stands_on_what_is_not_its_name(name: str, shown: str, stands: bool) -> None:
    seen = scene(f"<h1>Details</h1><form><label>City <input></label>{drawn(name, shown)}</form>")
    assert [c.name for c in unanswered(seen, Stage.DETAILS)] == ([] if stands else [name])


def test_a_drawn_box_takes_no_letters() -> None:
    html = "<h1>Adresse</h1><form><label>Vorname <input></label><label>Ort <input></label>{0}<button>Weiter</button></form>"
    seen = scene(html.format(drawn("Land", "Deutschland") + drawn("Bundesland", "Bitte wählen")), "de")
    decision, _ = decide(seen, after_adding(memory("DE")))
    assert isinstance(decision, Decision)
    assert ("fill", "Land") not in done(decision)
    assert done(decision)[-1] == ("press", "Bundesland")


@pytest.mark.parametrize("name", ["order[shippings][0][way]", "shippings", "billings_method"])
def test_a_plural_behind_a_prefix_is_no_search_field(name: str) -> None:
    assert field_datum(FieldDescriptor(name=name, tag="select")) is None


def test_a_label_with_an_example_in_brackets_is_known_as_a_whole() -> None:
    """What the field is called by its maker then says nothing."""
    said = FieldDescriptor(label="番地・ビル名（例：港区1-2-3）", name="customer[addr02]", required=True)
    assert field_datum(said) == "street"


def test_a_delivery_box_is_known_by_what_stands_beside_it() -> None:
    html = "<h1>Checkout</h1><form><div><label>Versandart</label><select name=v><option value=1>Riese 7,00 €<option value=2>DHL 5,00 €</select></div></form>"  # fmt: skip
    assert kinds(scene(html, "de")) == {"delivery"}
