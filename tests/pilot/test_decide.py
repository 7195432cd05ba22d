"""The pilot's head: a whole walk in snippets, how it ends, and what it never does on any scene."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelint.model.scene import (
    Amount,
    Bill,
    BillLine,
    Box,
    Control,
    Heading,
    Look,
    Option,
    Overlay,
    Scene,
    Sentence,
    StepMark,
)
from feelint.model.walk import Decision, Stop
from feelint.model.words import ChargeKind, Intent, Outcome, Stage
from feelint.money import Money
from feelint.pilot import Memory, decide, signature
from feelint.pilot.safety import refusal
from tests.pilot.scenes import BILL, after_adding, button, done, memory, scene, spelled, step

PRODUCT = "<h1>Lamp</h1><p class=price>£40.00</p><form><button>Add to basket</button></form>"
BASKET = "<h1>Your basket</h1>" + BILL + "<a href=/c>Checkout</a>"
DETAILS = ("<h1>Your details</h1><form><label>First name <input name=f{0}></label><label>City <input name=c{1}></label>"
           "<button>Continue</button></form>")  # fmt: skip
DELIVERY = ("<h1>Delivery</h1><form><label><input type=radio name=d checked>Express £9.95</label>"
            "<label><input type=radio name=d>Standard £4.95</label><button>Continue</button></form>")  # fmt: skip
PAYMENT = ("<h1>Payment</h1>" + BILL + "<form><label><input type=radio name=p checked>Credit card</label>"
           "<label><input type=radio name=p>Invoice</label><button>Continue</button></form>")  # fmt: skip
REVIEW = "<h1>Review your order</h1>" + BILL + "<form><button>Place order</button></form>"


def end(body: str, remembered: Memory | None = None, lang: str = "en", title: str = "") -> Stop:
    decision, _ = decide(scene(body, lang, title), remembered or after_adding())
    assert isinstance(decision, Stop), decision
    return decision


def test_a_walk_in_six_pages() -> None:
    """Product to review; each page's work is done before it is left; the order is never pressed."""
    expected = [
        (PRODUCT, Stage.PRODUCT, [("press", "Add to basket")]),
        (BASKET, Stage.BASKET, [("press", "Checkout")]),
        (DETAILS.format("", ""), Stage.DETAILS, [("fill", "First name"), ("fill", "City"), ("press", "Continue")]),
        (DELIVERY, Stage.DELIVERY, [("tick", "Standard £4.95"), ("press", "Continue")]),
        (PAYMENT, Stage.PAYMENT, [("tick", "Invoice"), ("press", "Continue")]),
    ]
    remembered = memory()
    for body, stage, actions in expected:
        seen = scene(body)
        decision, _ = decide(seen, remembered)
        assert (decision.stage, done(decision)) == (stage, actions)
        remembered = step(seen, remembered)
    stop = end(REVIEW, remembered)
    assert (stop.outcome, stop.stage) == (Outcome.REACHED, Stage.REVIEW)
    named = scene(REVIEW).control(stop.order_control)
    assert named is not None
    assert named.name == "Place order"
    assert {c.kind for c in remembered.choices} == {"delivery", "payment"}


@pytest.mark.parametrize(
    ("lang", "heading", "name", "total", "order"),
    [
        ("de", "Bestellung prüfen", "Versand", "Gesamtsumme", "Zahlungspflichtig bestellen"),
        ("fr", "Récapitulatif de la commande", "Livraison", "Total TTC", "Payer maintenant"),
        ("es", "Revisar pedido", "Envío", "Total", "Realizar pedido"),
        ("it", "Riepilogo ordine", "Spedizione", "Totale", "Acquista ora"),
        ("nl", "Controleer je bestelling", "Verzending", "Totaal", "Bestelling plaatsen"),
        ("pt", "Rever encomenda", "Portes", "Total", "Finalizar encomenda"),
        ("pl", "Podsumowanie", "Dostawa", "Razem", "Zamawiam i płacę"),
        ("sv", "Granska din beställning", "Frakt", "Att betala", "Slutför köp"),
        ("ja", "ご注文内容の確認", "送料", "合計", "注文を確定する"),
    ],
)
def test_the_final_total_in_ten_languages(lang: str, heading: str, name: str, total: str, order: str) -> None:
    rows = f"<tr><td>X<td>40,00 €<tr><td>{name}<td>4,00 €<tr><td>{total}<td>44,00 €"
    if lang == "ja":
        rows = rows.replace(",00 €", "00円")
    body = f"<h1>{heading}</h1><table>{rows}</table><form><button>{order}</button></form>"
    told = step(scene(DETAILS.format("", "")), step(scene(BASKET), after_adding()))
    stop = end(body, told, lang)
    assert (stop.outcome, stop.reason) == (Outcome.REACHED, "final-total")
    assert stop.order_control >= 0


def test_card_fields_beside_the_final_total_end_the_walk() -> None:
    """Nothing is filled in, nothing pressed."""
    stop = end(
        "<h1>Payment</h1>" + BILL + "<form><label>Card number <input required></label><button>Next</button></form>"
    )
    assert stop.outcome is Outcome.REACHED
    assert any("Next" in refused for refused in stop.refused)


@pytest.mark.parametrize(
    ("body", "outcome", "reason"),
    [
        ("<h1>Thank you for your order</h1><p>Order number 123</p>", Outcome.LOST, "order-confirmation"),
        ("<h1>Checkout</h1><p>Your basket is empty</p>", Outcome.BLOCKED, "empty-basket"),
        ("<h1>Checkout</h1><p>Please log in to continue to the checkout</p>", Outcome.BLOCKED, "login"),
        ("<h1>Checkout</h1><p>I'm not a robot</p>", Outcome.BLOCKED, "captcha"),
        ("<h1>Delivery</h1><p role=alert>We do not deliver to your address</p>", Outcome.BLOCKED, "no-delivery"),
        ("<h1>Checkout</h1><p role=alert>Zork failed</p>", Outcome.BLOCKED, "refused"),
        ("<h1>Checkout</h1>", Outcome.LOST, "no-way-on"),
        ("<h1>Checkout</h1><p>Ada Doe, 1 High Street</p><a href=/on>Confirm</a>", Outcome.BLOCKED, "order-guard"),
    ],
)
def test_how_a_checkout_ends(body: str, outcome: Outcome, reason: str) -> None:
    stop = end(body, step(scene(BASKET), after_adding()))
    assert (stop.outcome, stop.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("body", "outcome", "reason"),
    [
        ("<h1>Lamp</h1><p>£40.00</p><p>Sold out</p>", Outcome.BLOCKED, "sold-out"),
        ("<h1>Lampe</h1><p>40,00 €</p><p>Ausverkauft</p>", Outcome.BLOCKED, "sold-out"),
        (
            "<h1>Lamp</h1><p>£40.00</p><p>Sold out</p><form><label>E-mail <input type=email required></label>"
            "<button>Keep me posted</button></form><a href=/basket>Basket</a>",
            Outcome.BLOCKED,
            "sold-out",
        ),
        ("<h1>Lamp</h1><p>£40.00</p>", Outcome.LOST, "no-basket-control"),
        ("<p>Hello</p>", Outcome.LOST, "no-price"),
        (
            "<h1>Log in</h1><form><label>Name <input></label><label>Password <input type=password></label>"
            "<button>Log in</button></form>",
            Outcome.BLOCKED,
            "login",
        ),
        ("<h1>Lamp</h1><p>Price on request</p>", Outcome.BLOCKED, "price-on-request"),
    ],
)
def test_how_a_product_page_ends(body: str, outcome: Outcome, reason: str) -> None:
    stop = end(body, memory())
    assert (stop.outcome, stop.reason) == (outcome, reason)


def test_a_link_on_a_page_without_a_price_puts_nothing_in() -> None:
    """A calendar whose entries say "Buy now": behind one lies the item's page."""
    calendar = scene("<h1>Boat trip</h1><table><tr><td><a href=/p/2>3:00 pm Buy now</a></td></tr></table>")
    decision, _ = decide(calendar, memory())
    assert isinstance(decision, Decision)
    assert decision.intent == "product"
    priced = scene("<h1>Boat trip</h1><p>£40.00</p><a href=/basket/add/2>Add to basket</a>")
    decision, _ = decide(priced, step(calendar, memory()))
    assert isinstance(decision, Decision)
    assert decision.intent == "add_to_cart"


def test_what_cannot_be_given_is_named() -> None:
    """A file is asked for: the walk has none, and says so once the page keeps it."""
    page = "<h1>Your details</h1><form><label>Certificate <input type=file required></label><button>Continue</button></form>"
    remembered = step(scene(BASKET), after_adding())
    for _ in range(8):
        decision, after = decide(scene(page), remembered)
        if isinstance(decision, Stop):
            break
        remembered = after.with_visit(signature(scene(page)), scene(page).url, decision)
    assert isinstance(decision, Stop)
    assert (decision.outcome, decision.reason) == (Outcome.BLOCKED, "refused")
    assert "Certificate" in decision.why


def test_it_does_not_go_round_for_ever() -> None:
    """The same page again and again: other ways are tried, then it says that it is lost."""
    seen = scene(DETAILS.format("", ""))
    remembered = step(scene(BASKET), after_adding())
    for looks in range(6):
        decision, after = decide(seen, remembered)
        if isinstance(decision, Stop):
            assert looks == 3
            assert decision.outcome is not Outcome.REACHED
            return
        remembered = after.with_visit(signature(seen), seen.url, decision)
    pytest.fail("it goes round")


def test_an_account_is_made_only_where_allowed() -> None:
    body = ("<h1>Create an account</h1><form><label>Email <input type=email required></label><label>City <input></label>"
            "<label>Password <input type=password required></label><label>Repeat password <input type=password required></label>"
            "<button>Register</button></form>")  # fmt: skip
    strange = replace(step(scene(BASKET), after_adding()), start_url="https://shop.example.com/p")
    stop = end(body, strange)
    assert (stop.outcome, stop.reason) == (Outcome.BLOCKED, "account")
    decision, after = decide(scene(body), step(scene(BASKET), after_adding()))
    assert ("fill", "Password") in done(decision)
    assert after.account_made


def test_an_overlay_comes_first() -> None:
    decision, after = decide(scene(PRODUCT + "<div role=dialog>Cookies <button>Reject all</button></div>"), memory())
    assert done(decision) == [("press", "Reject all")]
    assert len(after.dealt_with) == 1


@pytest.mark.parametrize("word", ["Pay now", "Buy now", "Payer", "Pagar ahora", "Paga ora", "注文を確定する"])
@pytest.mark.parametrize(
    "heading",
    ["Payment", "Delivery and payment", "Your details"],
)
def test_two_order_buttons_are_not_pressed(word: str, heading: str) -> None:
    """One above the summary and one below; one of them is no option to take."""
    body = f"<h1>{heading}</h1><button>{word}</button>{BILL}<p>PayPal</p><button>{word}</button>"
    decision, _ = decide(scene(body), step(scene(BASKET), after_adding()))
    assert refused_presses(scene(body), decision) == []


def refused_presses(seen: Scene, decision: Decision | Stop) -> list[str]:
    """The presses of a decision that the fence refuses."""
    if isinstance(decision, Stop):
        return []
    pressed = [seen.control(a.node) for a in decision.actions if a.kind == "press"]
    return [c.name for c in pressed if c is not None and refusal(c, seen, decision.stage) is not None]


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Payment</h1><button aria-expanded=false>Order now</button>",
        "<h1>Review your order</h1><p role=alert>Zork</p><button aria-expanded=false>More</button>",
        "<h1>Payment</h1><p>PayPal</p><button>Pay now</button><p>Invoice</p><button>Pay now</button>",
    ],
)
def test_openers_and_options_are_asked_about_too(html: str) -> None:
    """What the fence refuses is never decided on, whatever for."""
    seen = scene(html)
    assert refused_presses(seen, decide(seen, step(scene(BASKET), after_adding()))[0]) == []


@pytest.mark.parametrize(
    ("lang", "heading", "name"),
    [("pt", "Rever encomenda", "Finalizar encomenda"), ("sv", "Granska din beställning", "Slutför köp"),
     ("es", "Revisar pedido", "Finalizar compra")],
)  # fmt: skip
def test_buying_now_leads_to_a_review_page(lang: str, heading: str, name: str) -> None:
    """No basket page lies between; the heading says that this is the last page."""
    decision, _ = decide(scene(f"<h1>{heading}</h1>{BILL}<form><button>{name}</button></form>", lang), after_adding())
    assert isinstance(decision, Stop)


NAMES = st.sampled_from(
    [
        *sorted({text for _, _, text in spelled("control")})[::7],
        "",
        "Pay now",
        "Continue",
        "Place order",
        "Next",
        "OK",
        "×",
        "Apple Pay",
        "Checkout",
        "Add to basket",
        "Select",
        "Zork",
    ]
)
LABELS = st.sampled_from(
    ["", "City", "Card number", "E-mail", "Password", "First name", "PLZ", "氏名", "Country", "Zork", "Delivery"]
)
GBP = st.integers(-500, 5000).map(lambda n: Money.parse(f"{n}.00 GBP"))
LOOK = st.none() | st.builds(
    Look, box=st.builds(Box, x=st.just(0), y=st.integers(0, 900), w=st.integers(0, 99), h=st.integers(0, 40))
)


@st.composite
def controls(draw: st.DrawFn, node: int) -> Control:
    """Any control, with intents and classes as the extractor gives them, or with random intents."""
    shape = draw(
        st.sampled_from(["button", "link", "div", "text", "password", "radio", "checkbox", "select", "random"])
    )
    common: dict[str, Any] = {
        "form": draw(st.sampled_from([-1, 100, 101])), "visible": draw(st.booleans() | st.just(True)),
        "disabled": draw(st.sampled_from([False, False, False, True])), "overlay": draw(st.sampled_from([-1, -1, 0])),
        "look": draw(LOOK), "amounts": draw(st.sampled_from([(), (), (0,), (1,)])), "required": draw(st.booleans()),
        "group_label": draw(st.sampled_from(["", "Delivery", "Payment"])), "expanded": draw(st.sampled_from([None, False])),
        "nearby": draw(st.sampled_from(["", "Standard £4.95", "PayPal"])), "invalid": draw(st.sampled_from(["", "", "bad"])),
    }  # fmt: skip
    if shape in ("button", "link", "div"):
        tag, kind, role = {"button": ("button", "submit", "button"), "link": ("a", "", "link"), "div": ("div", "", "")}[
            shape
        ]
        found = button(draw(NAMES), node, tag=tag, type=kind, role=role, href="/x", **common)
        if draw(st.booleans()):
            found = found.model_copy(update={"intents": (*found.intents, Intent.SELECT_OPTION)})
        return found
    if shape == "random":
        intents = tuple(draw(st.lists(st.sampled_from(list(Intent)), max_size=2, min_size=1)))
        return button(draw(NAMES), node, **common).model_copy(update={"intents": intents})
    if shape in ("radio", "checkbox"):
        return button(draw(NAMES), node, tag="input", type=shape, role=shape, checked=draw(st.booleans()), group=draw(
            st.sampled_from(["", "a", "b"])), intents=(Intent.CHOICE,), **common)  # fmt: skip
    options = (
        Option(value="", text="Choose", selected=True),
        Option(value="1", text="GB"),
        Option(value="2", text="FR"),
    )
    return Control(node=node, tag="select" if shape == "select" else "input", type="" if shape == "select" else shape, role="textbox",
                   name=draw(LABELS), label=draw(LABELS), intents=(Intent.FIELD,), options=options if shape == "select" else (),
                   value=draw(st.sampled_from(["", "x"])), **common)  # fmt: skip


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Any scene whose indices point at what is there."""
    amounts = tuple(
        Amount(text="£1", money=draw(GBP), label=draw(LABELS), visible=draw(st.booleans())) for _ in range(2)
    )
    total = draw(GBP)
    lines = tuple(
        BillLine(label="x", kind=draw(st.sampled_from(list(ChargeKind))), amount=draw(GBP))
        for _ in range(draw(st.integers(0, 2)))
    )
    heading = st.sampled_from(["Payment", "Delivery", "Your details", "Basket", "Review your order", "Thank you for your order", "Lamp",
                               "Zahlung", "確認", ""])  # fmt: skip
    count = draw(st.integers(0, 7))
    return Scene(
        url=draw(st.sampled_from(["https://shop.test/a", "https://shop.test/b", "", "nonsense"])),
        lang="en", currency="GBP", amounts=amounts, advertised_money=draw(st.none() | GBP),
        bill=draw(st.none() | st.just(Bill(lines=lines, subtotal=None, total=total, residual=None))),
        controls=tuple(draw(controls(n)) for n in range(count)),
        headings=tuple(Heading(text=draw(heading), level=draw(st.integers(1, 3))) for _ in range(draw(st.integers(0, 2)))),
        overlays=(Overlay(node=90, text=draw(st.sampled_from(["Cookies", "Hello", "Over 18?"])), modal=draw(st.booleans()),
                          kind=draw(st.sampled_from(["", "consent", "dialog", "age"]))),),
        marks=draw(st.sampled_from([(), (StepMark(text="Payment", state="current", stages=("payment",)),
                                        StepMark(text="Review", state="ahead", stages=("review",)))])),
        sentences=draw(st.sampled_from([(), (Sentence(text="Sold out"),), (Sentence(text="Enter a city", alert=True),)])),
        title=draw(heading),
    )  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(scenes(), min_size=1, max_size=4), st.booleans(), st.booleans())
def test_on_any_walk_it_neither_fails_nor_orders(walked: list[Scene], added: bool, repeat: bool) -> None:
    """Any scenes in a row: an answer each, pure, that points at what is there and presses nothing that is refused."""
    remembered = after_adding() if added else memory()
    for seen in [*walked, *walked] if repeat else walked:
        decision, after = decide(seen, remembered)
        assert decide(seen, remembered) == (decision, after)
        if isinstance(decision, Stop):
            return
        assert decision.actions
        assert refused_presses(seen, decision) == []
        for action in decision.actions:
            control = seen.control(action.node)
            assert action.kind in ("goto", "key", "wait") or control is not None
            if control is not None and action.kind == "fill":
                assert not any(c.isdigit() for c in action.value) or action.datum not in (
                    "card_number",
                    "card_cvc",
                    "iban",
                    "",
                )
        remembered = after.with_visit(signature(seen), seen.url, decision)


def test_the_basket_may_slide_in_a_moment_after_the_item_was_put_in() -> None:
    """What only may order is not followed at once: it is looked twice more whether the way to the basket comes."""
    page = scene("<h1>Lampara</h1><p class=price>40,00 €</p><a href=#pay>Ver medios de pago</a>", "es")
    before, intents = after_adding(memory("ES")), []
    for _ in range(3):
        decision, after = decide(page, before)
        intents.append(decision.intent if isinstance(decision, Decision) else "stop")
        if isinstance(decision, Decision):
            before = after.with_visit(signature(page), page.url, decision)
    assert intents == ["wait", "wait", "order"]
    shown = scene(
        "<h1>Lampara</h1><p class=price>40,00 €</p><a href=/c>Ver carrito</a><a href=#pay>Ver medios de pago</a>", "es"
    )
    decision, _ = decide(shown, after_adding(memory("ES")))
    assert done(decision) == [("press", "Ver carrito")]
