"""The page that reads everything back and asks nothing: what goes on from it may order, whatever it is called."""

from __future__ import annotations

import pytest

from feelint.model.walk import Stop
from feelint.model.words import Outcome, Stage
from feelint.pilot import Memory, decide
from feelint.pilot.safety import arms, order_control, refusal
from feelint.pilot.stages import place
from tests.pilot.scenes import BILL, after_adding, memory, named, scene, step

SEARCH = ("<header><form action=/find><input name=q placeholder=Search><select name=where><option>Everything<option>Pens</select>"
          "<input type=submit value=Go></form></header>")  # fmt: skip
ADDRESS = ("<form method=post><label>Full name <input name=n></label><label>Street <input name=s></label><label>City <input name=c></label>"
           "<label>Postcode <input name=z></label><label>E-mail <input type=email name=e></label><button>Next</button></form>")  # fmt: skip
READ_BACK = (
    "<form method=post><input type=hidden name=n value=x><button>Next</button><button name=back>Back</button></form>"
)
PICKER = "<form action=/lang><select name=l><option selected>English<option>Deutsch</select><input type=submit value=OK></form>"
NOTE = "<form method=post><label>A note for the packer <textarea name=m></textarea></label><button>Next</button></form>"
LETTER = "<footer><form action=/l><label>News four times a year <input name=l></label><input type=submit value=Go></form></footer>"
EMAIL = "<footer><form action=/l><label>E-mail <input name=l></label><button>Continue</button></form></footer>"
LOGIN = "<form action=/in><label>E-mail <input name=u></label><label>Password <input type=password></label><button>Log in</button></form>"
AHEAD = "<ol><li class=done>Address<li class=current>Check<li>Payment</ol>"


def given() -> Memory:
    """The memory of a walk that gave its address."""
    basket = scene("<h1>Your basket</h1>" + BILL + "<a href=/c>Check out</a>")
    return step(scene("<h1>Where to?</h1>" + ADDRESS), step(basket, after_adding()))


def told(memory: Memory) -> str:
    """The address as a page reads it back."""
    values = [a.value for visit in memory.visits for a in visit.decision.actions if a.kind == "fill"]
    return "<div>" + "</div><div>".join(values) + "</div>"


@pytest.mark.parametrize(
    "body",
    [READ_BACK, SEARCH + READ_BACK, SEARCH + PICKER + READ_BACK, READ_BACK + EMAIL, SEARCH + NOTE, READ_BACK + LETTER, READ_BACK + LOGIN],
    ids=["bare", "search", "language", "letter", "note", "odd-letter", "login"],
)  # fmt: skip
def test_nothing_goes_on_from_a_page_that_only_reads_back(body: str) -> None:
    """A search with its shelves, a language, a note, a newsletter or a log-in beside it are no questions of the way."""
    memory = given()
    seen = scene("<h1>Nearly there</h1>" + told(memory) + BILL + body)
    assert place(seen, memory) is Stage.REVIEW
    stop, _ = decide(seen, memory)
    assert getattr(stop, "outcome", None) is Outcome.REACHED
    button = order_control(seen, Stage.REVIEW)
    assert button is not None
    assert button.name == "Next"


def test_an_address_read_back_without_a_readable_total() -> None:
    """No total could be read: the walk does not go on either, and claims nothing."""
    memory = given()
    seen = scene("<h1>Nearly there</h1>" + told(memory) + "<p>Lamp £40.00</p>" + READ_BACK)
    assert place(seen, memory) is Stage.REVIEW
    stop, _ = decide(seen, memory)
    assert getattr(stop, "outcome", None) is Outcome.LOST


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Check</h1>" + BILL + "<fieldset><legend>Delivery</legend><label><input type=radio name=d>Standard £4.95</label>"
        "<label><input type=radio name=d>Express £9.95</label></fieldset>" + READ_BACK,
        "<h1>Check</h1>" + BILL + "<form><select name=d aria-label=Delivery><option selected>Standard delivery<option>Express"
        "</select><button>Next</button></form>",
        AHEAD + "<h1>Is that right?</h1>" + BILL + READ_BACK,
        AHEAD + "<h1>Is that right?</h1><h3>Your order</h3>" + BILL + READ_BACK,
        "<h1>Is that right?</h1>" + BILL + "<form><button>Continue to payment</button></form>",
        "<h1>Nearly there</h1>" + BILL + "<form><label>Membership number <input name=x required></label><button>Next</button></form>",
    ],
    ids=["delivery", "delivery-select", "payment-ahead", "payment-ahead-your-order", "to-payment", "required"],
)  # fmt: skip
def test_a_page_with_a_question_or_a_named_step_ahead_is_passed(body: str) -> None:
    memory = given()
    seen = scene(body)
    assert place(seen, memory) is not Stage.REVIEW
    assert any(refusal(c, seen, place(seen, memory)) is None for c in seen.controls if c.type == "submit")


def test_nothing_is_the_last_page_before_an_address_was_given() -> None:
    basket = scene("<h1>Your basket</h1>" + BILL + "<a href=/c>Check out</a>")
    assert place(scene("<h1>Hello</h1>" + BILL + READ_BACK), step(basket, after_adding())) is not Stage.REVIEW


@pytest.mark.parametrize("heading", ["Checkout - Step 2 of 2", "Kasse – Schritt 2 von 2", "Étape 3 sur 3", "Steg 2/2"])
def test_the_last_of_the_steps_is_not_passed(heading: str) -> None:
    """Also while the page is taken for the details, whether it asks for the address or has it: that may go with the order."""
    seen = scene(f"<h1>{heading}</h1>" + READ_BACK)
    assert refusal(named(seen, "Next"), seen, Stage.DETAILS) is not None
    assert arms(seen, Stage.DETAILS)
    asking = scene(f"<h1>{heading}</h1>" + ADDRESS)
    assert refusal(named(asking, "Next"), asking, Stage.DETAILS) is not None


def test_a_search_beside_the_thanks_is_no_way_on() -> None:
    """The page that thanks is known by its heading, though the search in its header has a button "Go"."""
    stop, _ = decide(scene(SEARCH + "<h1>Order complete</h1><p>Your order number: 10017</p>"), given())
    assert getattr(stop, "reason", None) == "order-confirmation"


def test_with_a_saved_session_the_address_was_given_before() -> None:
    """A page of the checkout that asks nothing and shows a total may order by its "Next", whoever gave the address."""
    basket = scene(f"<h1>Your basket</h1>{BILL}<form><button>Checkout</button></form>")
    last = scene(f"<h1>Nearly done</h1>{BILL}<form><button>Next</button></form>")
    for signed_in, stage in ((True, Stage.REVIEW), (False, Stage.DETAILS)):
        assert place(last, step(basket, after_adding(memory(signed_in=signed_in)))) is stage


def test_with_a_saved_session_a_summary_is_no_basket_for_its_continue() -> None:
    page = scene(f"<h1>Order summary</h1>{BILL}<form><button>Continue</button></form>")
    assert place(page, memory(signed_in=True)) is Stage.REVIEW
    assert isinstance(decide(page, memory(signed_in=True))[0], Stop)
