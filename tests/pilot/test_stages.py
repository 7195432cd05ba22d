"""Where a page stands on the way: by its indicator, its headings, and what it asks for."""

from __future__ import annotations

import pytest

from feelint.model.walk import Decision
from feelint.model.words import Stage
from feelint.pilot.decide import decide
from feelint.pilot.stages import _headed, asked_stages, has_order_control, place, stage_of
from tests.pilot.scenes import BILL, after_adding, memory, scene, step

ADDRESS = "<label>First name <input></label><label>City <input></label>"
DELIVERY = ("<fieldset><legend>Delivery</legend><label><input type=radio name=d>Standard £4.95</label>"
            "<label><input type=radio name=d>Express £9.95</label></fieldset>")  # fmt: skip
PAYMENT = ("<fieldset><legend>Payment method</legend><label><input type=radio name=p>Invoice</label>"
           "<label><input type=radio name=p>PayPal</label></fieldset>")  # fmt: skip
GO = "<button>Continue</button>"
EXTRAS = "<ol><li class=current>Extras<li>Your details<li>Payment<li>Review</ol>"


@pytest.mark.parametrize(
    ("lang", "body", "stage"),
    [
        ("en", "<h1>Lamp</h1><p>£40.00</p><button>Add to basket</button>", Stage.PRODUCT),
        ("en", "<h1>Your basket</h1>" + BILL + "<a href=/c>Checkout</a>", Stage.BASKET),
        ("nl", "<h1>Theepot</h1><p>€ 40,00</p><button>In winkelwagen</button><h2>Categorieën</h2>", Stage.PRODUCT),
        ("de", "<h1>Warenkorb</h1>" + BILL + "<a href=/c>Zur Kasse</a>", Stage.BASKET),
        ("en", "<h1>Your details</h1>" + ADDRESS + GO, Stage.DETAILS),
        ("en", "<h1>Delivery</h1>" + DELIVERY + GO, Stage.DELIVERY),
        ("fr", "<h1>Livraison</h1>" + DELIVERY + GO, Stage.DELIVERY),
        ("en", "<h1>Payment</h1>" + PAYMENT + GO, Stage.PAYMENT),
        ("ja", "<h1>お支払い方法</h1>" + PAYMENT, Stage.PAYMENT),
        ("en", "<h1>Review your order</h1>" + BILL + "<button>Place order</button>", Stage.REVIEW),
        ("pl", "<h1>Podsumowanie</h1>" + BILL + "<button>Zamawiam i płacę</button>", Stage.REVIEW),
        # what it asks for decides where words say nothing, or the wrong thing
        ("en", "<h1>Checkout</h1>" + ADDRESS + DELIVERY + PAYMENT, Stage.DETAILS),
        ("en", "<h1>Delivery</h1>" + ADDRESS + GO, Stage.DETAILS),
        ("en", "<h1>Your order</h1>" + ADDRESS + GO, Stage.DETAILS),
        ("en", "<h1>Almost done</h1>" + DELIVERY + GO, Stage.DELIVERY),
        ("es", "<h1>Jarra</h1><p>39,00 €</p>" + DELIVERY + "<button>Añadir al carrito</button>", Stage.PRODUCT),
        ("en", "<h1>Almost done</h1>" + BILL + DELIVERY + "<button>Add to basket</button>", Stage.DELIVERY),
        ("en", "<h1>Almost done</h1>" + BILL + "<button>Place order</button>", Stage.REVIEW),
        ("en", "<form><label>Card number <input></label></form>", Stage.PAYMENT),
        ("en", "", Stage.PRODUCT),
    ],
)
def test_stage(lang: str, body: str, stage: Stage) -> None:
    assert stage_of(scene(body, lang)) is stage


def test_the_indicator_decides() -> None:
    """A current entry that names one stage, whatever the heading."""
    steps = "<ol><li class=done>Basket<li class=current>Delivery<li>Payment<li>Review</ol>"
    assert stage_of(scene(steps + "<h1>Almost there</h1>" + PAYMENT)) is Stage.DELIVERY


def test_a_delivery_step_that_asks_who_orders_asks_that_first() -> None:
    """Where the payment is ahead; as the last step before the order it stays what the indicator says."""
    steps = "<ol><li class=done>Carrito<li class=current>Envío<li>{}</ol>"
    assert stage_of(scene(steps.format("Pago") + ADDRESS, "es")) is Stage.DETAILS
    assert stage_of(scene(steps.format("Listo") + ADDRESS, "es")) is Stage.DELIVERY
    assert stage_of(scene(steps.format("Pago") + DELIVERY, "es")) is Stage.DELIVERY


def test_an_indicator_that_announces_the_confirmation_is_no_confirmation() -> None:
    steps = "<ol><li>Basket<li class=current>Details<li>Payment<li>Order confirmed</ol>"
    assert stage_of(scene(steps + "<h1>Your details</h1>" + ADDRESS)) is Stage.DETAILS


@pytest.mark.xfail(reason="the current entry of a site menu (Home, Shop, Contact) decides as if it were a step")
def test_a_site_menu_decides_nothing() -> None:
    menu = "<nav><ul><li>Home<li class=active>Shop<li>Contact</ul></nav>"
    assert stage_of(scene(menu + "<h1>Your basket</h1>" + BILL + "<a href=/c>Checkout</a>")) is Stage.BASKET


def test_the_title_where_no_heading_speaks() -> None:
    assert stage_of(scene(BILL, title="Payment | Shop")) is Stage.PAYMENT


@pytest.mark.parametrize(
    ("lang", "slogan"),
    [
        ("en", "Free delivery on all orders"), ("de", "Kostenloser Versand ab 50 €"), ("fr", "Livraison gratuite dès 50 €"),
        ("es", "Envío gratis en 24 h"), ("it", "Spedizione gratuita da 49 €"), ("nl", "Gratis verzending vanaf 50 euro"),
        ("pt", "Portes grátis em Portugal"), ("pl", "Darmowa dostawa od 99 zł"), ("sv", "Fri frakt över 499 kr"),
        ("ja", "全品送料無料"),
    ],
)  # fmt: skip
def test_a_promise_in_the_title_is_no_step(lang: str, slogan: str) -> None:
    page = scene(
        "<p>Mug</p><p class=price>£12.00</p><form><button>Add to basket</button></form>", lang, title=f"Mug | {slogan}"
    )
    assert stage_of(page) is Stage.PRODUCT
    assert _headed(page) == []
    assert _headed(scene("<p>x</p>", title="Delivery | Mug shop")) == [Stage.DELIVERY]


def test_asked() -> None:
    assert asked_stages(scene(ADDRESS + DELIVERY + PAYMENT)) == [Stage.DETAILS, Stage.DELIVERY, Stage.PAYMENT]
    assert asked_stages(scene(BILL + "<button>Place order</button>")) == [Stage.REVIEW]
    assert asked_stages(scene(BILL + "<button>Place order</button><button>Continue</button>")) == []
    assert asked_stages(scene("<p>Hello</p>")) == []


def test_order_controls() -> None:
    assert has_order_control(scene("<button>Pay now</button>"))
    assert not has_order_control(scene("<button hidden>Pay now</button>"))
    assert not has_order_control(scene("<button>Add to basket</button><a href=/c>Checkout</a>"))


def test_once_in_the_checkout_a_silent_page_is_part_of_it() -> None:
    """After "Checkout" was pressed, a page that says nothing is no product page."""
    basket = scene("<h1>Your basket</h1>" + BILL + "<a href=/c>Checkout</a>")
    silent = scene("<p>Please wait</p>")
    assert place(silent, memory()) is Stage.PRODUCT
    assert place(silent, step(basket, after_adding())) is Stage.DETAILS


@pytest.mark.parametrize(
    ("body", "stage"),
    [
        ("<h1>Complete your hamper</h1>" + BILL + "<label><input type=checkbox>Honey +£4.50</label>" + GO, Stage.DETAILS),
        ("<h1>Your basket</h1>" + BILL + GO + "<a href=/c>Checkout</a>", Stage.BASKET),
        ("<ol><li class=current>Extras<li>Your details<li>Payment<li>Review</ol><h1>Delivery</h1>" + DELIVERY + GO,
         Stage.DETAILS),
        ("<ol><li class=current>Delivery<li>Your details<li>Payment<li>Review</ol>" + DELIVERY + GO, Stage.DELIVERY),
        ("<ol><li class=done>Your details<li class=current>Extras<li>Payment<li>Review</ol><h1>Delivery</h1>" + DELIVERY,
         Stage.DELIVERY),
        (EXTRAS + "<h2>Payment</h2><label><input type=checkbox>Honey</label>" + GO, Stage.DETAILS),
        (EXTRAS + "<h2>Payment</h2>" + PAYMENT + GO, Stage.PAYMENT),
        (EXTRAS + "<h2>Payment</h2><button>Buy now</button>", Stage.PAYMENT),
        (EXTRAS.replace("Your details", "Gifts") + "<h2>Payment</h2>" + GO, Stage.PAYMENT),
    ],
)  # fmt: skip
def test_once_in_the_checkout_extras_are_chosen_before_the_details(body: str, stage: Stage) -> None:
    """A page with a bill that opens no checkout is no basket; what the step list has ahead was not passed."""
    basket = scene("<h1>Your basket</h1>" + BILL + "<a href=/c>Checkout</a>")
    assert place(scene(body), step(basket, after_adding())) is stage


SUMMARY = (
    f"<h1>The Long Portage</h1><p class=price>£40.00</p><h3>Your order</h3>{BILL}<form><button>Proceed</button></form>"
)


def test_a_first_page_that_adds_up_is_no_basket() -> None:
    """It says what an order would cost."""
    assert place(scene(SUMMARY), memory()) is Stage.PRODUCT


def test_a_summary_that_leads_on_before_anything_was_told_is_no_last_page() -> None:
    """Nothing is known of the customer yet; once something was told, or where something may order, it is the last."""
    page = f"<h1>Review your order</h1>{BILL}<form><button>{{}}</button></form>"
    assert place(scene(page.format("Continue")), after_adding()) is Stage.BASKET
    assert place(scene(page.format("Place order")), after_adding()) is Stage.REVIEW
    asks = scene(
        "<h1>Your details</h1><form><label>E-mail<input name=email required></label><button>Next</button></form>"
    )
    assert place(scene(page.format("Continue")), step(asks, after_adding())) is not Stage.BASKET


def test_who_one_is_before_paying_is_no_payment() -> None:
    """A page called after the payment that asks whether one is a guest, and for an e-mail address, is about the customer."""
    page = scene(
        "<form><label><input type=radio name=who> Je suis nouveau client et je veux payer en tant qu'invité</label>"
        "<label><input type=radio name=who> Je suis nouveau client et je veux créer un compte avant de payer</label>"
        "<label>E-mail <input type=email required></label><button>Continuer</button></form>",
        "fr",
        title="Passerelle de paiement",
    )
    assert stage_of(page) is Stage.DETAILS


BESIDE = {
    "review": "<form><input name=name aria-label='Your name'><input type=email name=email aria-label='E-mail'>"
    "<textarea name=review aria-label='Your review'></textarea><button>Save</button></form>",
    "letter": "<form><input type=email name=email aria-label='E-mail'><button>Go</button></form>"
    "<form><input name=zip aria-label='ZIP code'><button>Calculate</button></form>",
}


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE)
def test_what_is_asked_beside_an_item_makes_no_checkout(beside: str) -> None:
    """A review, a letter or the postage to a place: the page is the item's, and the walk puts it into the basket."""
    item = "<h1>Oak lamp</h1><p class=price>£40.00</p><form><button>Add to basket</button></form>"
    assert place(scene(item + beside), memory()) is Stage.PRODUCT
    decision, _ = decide(scene(item + beside), memory())
    assert isinstance(decision, Decision)
    assert [action.name for action in decision.actions] == ["Add to basket"]


def test_a_form_that_asks_and_may_order_is_no_items_page() -> None:
    """An address with an order button, or with the basket's own button, is asked for the order."""
    item = "<h1>Oak lamp</h1><p class=price>£40.00</p><form>{0}<button>Add to basket</button></form>"
    person = "<input name=first_name aria-label='First name'><input name=street aria-label='Street'>"
    assert place(scene(item.format("") + f"<form>{person}<button>Order now</button></form>"), memory()) is Stage.DETAILS
    assert place(scene(item.format(person)), memory()) is Stage.DETAILS


def test_after_the_press_the_items_page_is_still_the_items() -> None:
    """A small heading over the footer's icons makes no payment of it; a sum, or another address, may."""
    body = "<h3>Lamp</h3><p class=price>£40.00</p>{0}<h4>Payment methods</h4>"
    assert place(scene(body.format("<p>Added. <a href=/c>Checkout</a></p>")), after_adding()) is Stage.PRODUCT
    assert place(scene(body.format(BILL)), after_adding()) is not Stage.PRODUCT
    assert place(scene(body.format(""), url="https://shop.test/pay"), after_adding()) is Stage.PAYMENT


def test_a_page_with_the_checkout_ahead_is_the_basket() -> None:
    """Whatever its headings name, down to the payment icons of the footer; unless it asks, or could take an order."""
    body = "<h4>Shopping basket</h4>" + BILL + "<a href=/c>Proceed to checkout</a>{0}<h4>Payment methods</h4>"
    url = "https://shop.test/basket"
    assert place(scene(body.format(""), url=url), after_adding()) is Stage.BASKET
    asking = "<form><input name=first_name aria-label='First name'><input name=street aria-label=Street></form>"
    assert place(scene(body.format(asking), url=url), after_adding()).rank > Stage.BASKET.rank
    assert place(scene(body.format("<button>Place order</button>"), url=url), after_adding()).rank > Stage.BASKET.rank


@pytest.mark.parametrize(
    ("lang", "own", "order"),
    [("sv", "Varukorg", "Beställ"), ("pl", "Koszyk", "Zamów"), ("de", "Warenkorb", "Bestellen")],
)
def test_a_page_that_the_shops_own_link_calls_the_basket_is_the_basket(lang: str, own: str, order: str) -> None:
    """Under the shop's name alone, though its way on could be an order: nobody was named who could give one."""
    url = "https://shop.test/k/"
    body = f"<h1>Lindgren</h1><a href='{{}}'>{own}</a>{BILL}<a href=/t/>{order}</a>"
    assert place(scene(body.format("/k/"), lang, url=url), after_adding()) is Stage.BASKET
    assert place(scene(body.format("/annat/"), lang, url=url), after_adding()).rank > Stage.BASKET.rank
    asks = scene("<h1>Din adress</h1><form><input name=email aria-label=E-post required><button>Next</button></form>")
    assert place(scene(body.format("/k/"), lang, url=url), step(asks, after_adding())) is not Stage.BASKET
    assert place(scene(body.format("/k/"), lang, url=url), after_adding(memory(signed_in=True))) is not Stage.BASKET


@pytest.mark.parametrize(
    "field", ["<input type=search placeholder='Search for...'>", "<input name=coupon aria-label='Promo code'>"]
)
def test_the_button_of_a_search_without_a_form_leads_nowhere(field: str) -> None:
    """A bill that something pays, and "Go!" behind the search: the last page, not a basket that leads on."""
    bill = scene(
        f"<div>{field}<button type=button>Go!</button></div><h1>No. 7</h1>{BILL}<button>Submit payment</button>"
    )
    assert place(bill, memory()) is Stage.REVIEW
    decision, _ = decide(bill, memory())
    assert not isinstance(decision, Decision)
    basket = scene(f"<div>{field}<button type=button>Checkout</button></div><h1>Your basket</h1>{BILL}")
    decision, _ = decide(basket, after_adding())
    assert isinstance(decision, Decision)
    assert [action.name for action in decision.actions] == ["Checkout"]


def test_the_page_where_the_walk_began_stays_the_item_s_until_it_was_put_in() -> None:
    """A summary of what is due stands beside it, and a banner was closed over it before."""
    item = f"<h1>Lamp</h1><p class=price>£40.00</p>{BILL}<button type=button>Rent</button>"
    banner = (
        "<div role=dialog aria-label=Cookies style='position:fixed'>We use cookies. <button>Reject all</button></div>"
    )
    known = step(scene(banner + item), memory())
    assert known.visits[-1].decision.intent == "overlay"
    assert place(scene(item), known) is Stage.PRODUCT
    assert place(scene(item, url="https://shop.test/other"), known) is Stage.BASKET
    put_in = step(scene(item), known)
    assert put_in.added
    assert place(scene(item), put_in) is not Stage.PRODUCT
