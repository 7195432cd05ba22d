"""Whether a page says that an order was placed."""

from __future__ import annotations

import pytest

from feelint.pilot.aftermath import thanks
from tests.pilot.scenes import BILL, after_adding, memory, scene, step

DETAILS = scene("<h1>Your details</h1><form><label>City <input name=c></label><button>Continue</button></form>")


@pytest.mark.parametrize(
    ("body", "lang", "said"),
    [
        ("<h1>Thank you for your order</h1>", "en", True),
        (f"<h1>Thank you for your order</h1>{BILL}", "en", True),
        ("<h1>Merci pour votre commande</h1><a href=/>Boutique</a>", "fr", True),
        ("<h1>All done</h1><p>Your order number is 10023.</p>", "en", True),
        ("<h1>Geschafft</h1><p>Ihre Bestellnummer: R-4711</p>", "de", True),
        ("<h1>Klart</h1><p>Ditt ordernummer är 90210.</p>", "sv", True),
        ("<h1>All done</h1><p>Your order number will be sent to you.</p>", "en", False),
        (f"<h1>Payment</h1><p>Your order number is 10023.</p>{BILL}", "en", False),
        ("<h1>Thank you for your order</h1><form><button>Continue</button></form>", "en", False),
        ("<h1>Thank you for your order</h1><form><button>Pay now</button></form>", "en", False),
        ("<h1>Details</h1>" + "<label>City <input name=c></label><label>Street <input name=s></label>", "en", False),
        ("<h1>Payment</h1><p>Choose how to pay.</p>", "en", False),
    ],
)
def test_a_page_after_the_checkout_began(body: str, lang: str, said: bool) -> None:
    assert bool(thanks(scene(body, lang), step(DETAILS, after_adding()))) is said


def test_a_number_counts_only_past_the_first_page_of_the_checkout() -> None:
    """On a product page it is the article's."""
    body = "<h1>Lamp</h1><p>Uw bestelnummer is 77123.</p>"
    assert not thanks(scene(body, "nl"), memory())
    assert not thanks(scene(body, "nl"), after_adding())


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<a href=/b>Bag (0)</a><h1>Your mug is being wrapped</h1>", True),
        ("<a href=/b>Bag (1)</a><h1>Your mug is being wrapped</h1>", False),
        (f"<a href=/b>Bag (0)</a><h1>Nearly there</h1>{BILL}", False),
        ("<a href=/b>Bag (0)</a><h1>Nearly there</h1><form><button>Continue</button></form>", False),
        ("<a href=/b>Bag (0)</a><p>Your session has expired.</p>", False),
    ],
)
def test_a_basket_that_is_empty_after_the_payment_page(body: str, said: bool) -> None:
    """Before it, the same says nothing."""
    payment = scene(f"<h1>Payment</h1>{BILL}<label><input type=radio name=p>Invoice</label><button>Continue</button>")
    assert bool(thanks(scene(body), step(payment, after_adding()))) is said
    assert not thanks(scene(body), step(DETAILS, after_adding()))
