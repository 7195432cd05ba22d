"""Select boxes drawn by script, variants that are plain buttons, and messages that go by themselves."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from feelint.model.scene import Amount, Bill, Overlay, Scene
from feelint.model.walk import Action, Decision, Stop
from feelint.model.words import Outcome, Stage
from feelint.money import Money
from feelint.pilot import Memory, decide, signature
from feelint.pilot.choices import groups
from feelint.pilot.listboxes import opening, picking, unanswered
from feelint.pilot.memory import Visit
from feelint.pilot.swatches import missing_variant
from tests.pilot.scenes import BILL, after_adding, done, memory, scene, step

COUNTRY = "<label for=c>Country *</label><button type=button id=c role=combobox aria-expanded=false>{}</button>"
STATE = "<label for=r>State *</label><button type=button id=r role=combobox aria-expanded=false>Select a state</button>"
REST = "<label>Street <input value=x></label><label>City <input value=y></label>"
PRODUCT = """<h1>Cup, white</h1><p class=price>£15.00</p><form><ul><li><button type=button>Black</button><li><button type=button>White</button></ul>
<input type=number name=qty aria-label=Quantity value=1><button type=button>Add to cart</button></form><button type=button>Cart with 0 items</button>"""


def test_a_drawn_box_that_shows_its_own_label_stands_on_nothing() -> None:
    assert [box.name for box in unanswered(scene(COUNTRY.format("Country")), Stage.DETAILS)] == ["Country"]
    assert [box.name for box in unanswered(scene(COUNTRY.format("Choose a country")), Stage.DETAILS)] != []
    assert unanswered(scene(COUNTRY.format("United States")), Stage.DETAILS) == []


def test_a_listbox_that_says_that_it_is_closed_is_such_a_box() -> None:
    """It holds its entries itself, out of sight; one that is open, or says nothing of the kind, is a list."""
    entries = "<div hidden><div role=option>Nobody</div><div role=option>All guests</div></div>"
    box = "<form><div role=listbox aria-required=true tabindex=0{}>{}" + entries + "</div></form>"
    closed = " aria-expanded=false"
    assert unanswered(scene(box.format(closed, "")), Stage.DETAILS) != []
    assert unanswered(scene(box.format(closed, "<div>Nobody</div>")), Stage.DETAILS) == []
    for said in (" aria-expanded=true", ""):
        assert unanswered(scene(box.format(said, "")), Stage.DETAILS) == []


def test_it_is_opened_and_the_persona_s_entry_is_pressed() -> None:
    before = after_adding(memory("US-CA"))
    closed = scene("<h1>Your details</h1><form>" + REST + COUNTRY.format("Country") + STATE + "</form>")
    decision, after = decide(closed, before)
    assert isinstance(decision, Decision)
    assert decision.actions[-1].kind == "press"
    assert decision.actions[-1].datum == "country"
    opened = after.with_visit(signature(closed), closed.url, decision)
    entries = "".join(f"<div role=option>{name}</div>" for name in ("Canada", "United Kingdom", "United States"))
    chosen, _ = decide(scene("<h1>Your details</h1><div role=listbox>" + entries + "</div>"), opened)
    assert done(chosen) == [("press", "United States")]
    assert picking(scene("<div role=option>Canada</div>"), before) is None


def test_a_box_that_will_not_open_is_left_after_two_tries_and_no_total_is_claimed() -> None:
    """The sums on a page with an open question are not the final ones."""
    seen = scene(
        "<h1>Your details</h1><form>"
        + REST
        + COUNTRY.format("Country")
        + "</form>"
        + BILL
        + "<button>Place order</button>"
    )
    before: Memory = after_adding()
    for _ in range(8):
        decision, after = decide(seen, before)
        if isinstance(decision, Stop):
            break
        before = after.with_visit(signature(seen), seen.url, decision)
    assert isinstance(decision, Stop)
    assert decision.outcome is not Outcome.REACHED
    assert opening(seen, before, Stage.DETAILS) is None


def test_a_variant_is_taken_when_the_basket_stayed_empty() -> None:
    """The item was put in, a drawer says that the basket is empty: the variant that its name speaks of is pressed."""
    product = scene(PRODUCT)
    first = step(product, memory())
    emptied = replace(first, dealt_with=("dialog:Your cart Your cart is empty Continue shopping",))
    decision, after = decide(product, emptied)
    assert done(decision) == [("press", "White")]
    assert isinstance(decision, Decision)
    again = after.with_visit(signature(product), product.url, decision)
    assert missing_variant(product, again) is None
    decision, _ = decide(product, again)
    assert done(decision)[-1] == ("press", "Add to cart")


def test_no_variant_is_pressed_before_the_first_try() -> None:
    decision, _ = decide(scene(PRODUCT), memory())
    assert done(decision)[-1] == ("press", "Add to cart")


def test_a_drawn_radio_and_the_hidden_one_behind_it_are_one_option() -> None:
    option = (
        "<label><span role=radio aria-checked=false tabindex=0>{0}</span><input type=radio aria-label='{0}'></label>"
    )
    seen = scene(
        "<fieldset role=radiogroup><legend>Delivery</legend>"
        + option.format("Post £5")
        + option.format("Courier £9")
        + "</fieldset>"
    )
    names = [o.name for group in groups(seen) for o in group.options]
    assert len(names) == len(set(names))


def test_the_billing_address_is_no_delivery() -> None:
    billing = ("<label><input type=radio name=b checked>Same as shipping address</label>"
               "<label><input type=radio name=b>Use a different billing address</label>")  # fmt: skip
    assert [group.kind for group in groups(scene(billing))] == ["other"]


def test_a_message_over_the_page_is_waited_for() -> None:
    """It has nothing to press: after one Escape the walk waits, and its looks at the page behind do not count."""
    page = scene("<h1>Lamp</h1><p>£40.00</p><button>Add to basket</button><a href=/b>Basket</a>")
    covered = page.model_copy(update={"overlays": (Overlay(node=99, text="Added to your basket", modal=True),)})
    before = after_adding()
    kinds = []
    for _ in range(5):
        decision, after = decide(covered, before)
        assert isinstance(decision, Decision)
        kinds.append(decision.actions[0].kind)
        before = after.with_visit(signature(covered), covered.url, decision)
    assert kinds == ["key", "wait", "wait", "wait", "wait"]
    assert before.times(signature(covered)) == 0


def test_a_covered_link_to_the_basket_is_opened_by_its_address() -> None:
    page = scene("<h1>Lamp</h1><p>£40.00</p><button>Add to basket</button><a href=/basket>View basket</a>")
    before = after_adding()
    pressed, after = decide(page, before)
    assert done(pressed) == [("press", "View basket")]
    assert isinstance(pressed, Decision)
    before = after.with_visit(signature(page), page.url, pressed, "covered")
    decision, _ = decide(page, before)
    assert isinstance(decision, Decision), "a toast that only tells is nothing to wait for"
    assert decision.actions[-1] == Action(kind="goto", value="https://shop.test/basket", name="View basket", opens=True)


def test_sums_that_are_being_drawn_anew_are_waited_for() -> None:
    """A total of nothing without rows, while the total that is meant is not shown yet."""
    page = scene("<h1>Review your order</h1><button>Place order</button>")
    zero, real = Money(Decimal(0), "GBP"), Money(Decimal("20.50"), "GBP")
    amounts = (
        Amount(text="£0.00", money=zero, label="Total"),
        Amount(text="£20.50", money=real, label="Total", visible=False),
    )
    bill = Bill(lines=(), subtotal=None, total=zero, residual=None, total_label="Total", total_index=0)
    half: Scene = page.model_copy(update={"amounts": amounts, "bill": bill, "currency": "GBP"})
    placed = Memory(half.url, memory().persona, visits=(*after_adding().visits, _entered()))
    decision, _ = decide(half, placed)
    assert done(decision) == [("wait", "until the page is drawn")]
    whole = half.model_copy(update={"amounts": amounts[:1], "bill": bill.model_copy(update={"total": real})})
    assert isinstance(decide(whole, placed)[0], Stop)


def _entered() -> Visit:
    decision = Decision(stage=Stage.BASKET, actions=(Action(kind="press", name="Checkout"),), why="", intent="checkout")
    return Visit("s", Stage.BASKET, "https://shop.test/b", decision)


def test_a_folded_button_before_a_list_of_entries_is_such_a_box_whatever_its_role() -> None:
    """Pris, taille : a widget that says nothing of itself but that it is folded; a menu behind a button is none."""
    row = "<div><button type=button aria-expanded=false>{}</button><ul role={} hidden><li role=option>S<li role=option>M</ul></div>"
    page = "<h1>Pull marin</h1><p>49,00 €</p><form>{}<button>Ajouter au panier</button></form>"
    found = [
        [box.name for box in unanswered(scene(page.format(row.format(name, role)), "fr"), Stage.PRODUCT)]
        for name, role in (
            ("Choisissez une taille", "listbox"),
            ("Taille M", "listbox"),
            ("Choisissez une taille", "menu"),
        )
    ]
    assert found[0] == ["Choisissez une taille"]
    assert found[2] == []


def test_a_box_that_asks_to_choose_between_the_item_s_heading_and_its_button_is_answered_first() -> None:
    """On a page without forms; one in the head of the page, or behind the button, or that stands on an entry is not."""
    box = "<button type=button aria-haspopup=listbox aria-expanded=false aria-label='{}'>{}</button>"
    head, button = (
        "<h1>Plante du mois</h1><p class=price>24,00 € par mois</p>",
        "<button type=button>Commander</button>",
    )
    asks = box.format("Premier envoi", "Choisissez une date")
    for body in (asks + head + button, head + button + asks, head + box.format("Premier envoi", "5 mai") + button):
        assert unanswered(scene(body, "fr"), Stage.PRODUCT) == []
    item = scene(head + asks + button, "fr")
    decision, after = decide(item, memory("FR"))
    assert isinstance(decision, Decision)
    assert done(decision) == [("press", "Premier envoi")]
    opened = after.with_visit(signature(item), item.url, decision)
    entries = "<ul role=listbox><li role=option>5 mai</li><li role=option>12 mai</li></ul>"
    assert done(decide(scene(head + asks + entries + button, "fr"), opened)[0]) == [("press", "5 mai")]
