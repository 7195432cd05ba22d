"""A total is the final one only where the page before a refused control is the last: else it is the last that was seen."""

from __future__ import annotations

import pytest

from feelint.model.scene import Scene
from feelint.model.walk import Decision, Stop
from feelint.model.words import Outcome
from feelint.pilot import Memory, decide, signature
from feelint.pilot.last_page import doubt
from feelint.pilot.lexis import only_confirms
from tests.pilot.scenes import BILL, after_adding, button, done, scene, step

ADDRESS = "<h1>Delivery address</h1><form><label>First name <input></label><label>City <input></label><button>Next</button></form>"
PAYING = "<h1>Payment</h1><label><input type=radio name=m checked>Bank transfer</label><label><input type=radio name=m>Cash on delivery</label>"
CARD = "<h1>Payment</h1><label>Card number <input autocomplete=cc-number></label>"
LIST = "<ol><li class=done>Cart<li class=done>Address<li class=current>Payment<li>{}</ol>"


def found(body: str, lang: str = "en") -> Decision | Stop:
    """What is decided on a page behind the address."""
    return decide(scene(body, lang), step(scene(ADDRESS), after_adding()))[0]


def page(asked: str, word: str, before: str = "") -> str:
    """A page that asks something, adds up, and has one button."""
    return f"{before}<form method=post>{asked}{BILL}<button>{word}</button></form>"


CONFIRMS = [
    ("en", "Confirm"), ("de", "Bestätigen"), ("fr", "Valider"), ("es", "Confirmar"), ("it", "Conferma"), ("nl", "Bevestigen"),
    ("pt", "Confirmar"), ("pl", "Zatwierdź"), ("sv", "Bekräfta"), ("ja", "確認する"), ("en", "Submit"), ("de", "Absenden"), ("ja", "送信する"),
]  # fmt: skip
ORDERS = [
    ("en", "Place order"), ("en", "Confirm order"), ("de", "Bestellung bestätigen"), ("fr", "Valider la commande"), ("es", "Confirmar pedido"),
    ("it", "Conferma ordine"), ("nl", "Bestelling bevestigen"), ("pt", "Confirmar encomenda"), ("pl", "Potwierdź zamówienie"),
    ("sv", "Bekräfta beställning"), ("ja", "注文を確定する"), ("en", "Subscribe now"), ("de", "Fertigstellen"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "word"), CONFIRMS)
def test_what_only_confirms_what_is_asked_for_may_lead_on(lang: str, word: str) -> None:
    """It is not pressed, and the total under it is not claimed to be the last."""
    stop = found(page(PAYING, word), lang)
    assert isinstance(stop, Stop)
    assert (stop.outcome, stop.reason) == (Outcome.BLOCKED, "order-guard")
    assert "the last total seen is 44.95 GBP" in stop.why
    assert word in stop.why


@pytest.mark.parametrize(("lang", "word"), CONFIRMS)
def test_on_a_page_that_asks_nothing_it_is_the_end(lang: str, word: str) -> None:
    stop = found(page("<h1>Nearly there</h1>", word), lang)
    assert isinstance(stop, Stop)
    assert (stop.outcome, stop.reason) == (Outcome.REACHED, "final-total")


@pytest.mark.parametrize(("lang", "word"), ORDERS)
def test_what_orders_ends_the_checkout_whatever_is_asked_beside_it(lang: str, word: str) -> None:
    stop = found(page(PAYING, word), lang)
    assert isinstance(stop, Stop)
    assert (stop.outcome, stop.reason) == (Outcome.REACHED, "final-total")


@pytest.mark.parametrize(
    ("lang", "step_ahead", "word", "last"),
    [
        ("en", "Review order", "Place order", False), ("nl", "Bestelling controleren", "Bestellen", False), ("ja", "ご注文内容確認", "注文する", False),
        ("de", "Bestellung prüfen", "Zahlungspflichtig bestellen", True), ("en", "Order complete", "Place order", True),
        ("fr", "Confirmation", "Valider la commande", True),
    ],
)  # fmt: skip
def test_a_step_list_with_a_step_ahead(lang: str, step_ahead: str, word: str, last: bool) -> None:
    """Only words that oblige to pay weigh more; the page that thanks is no step of the checkout."""
    stop = found(page(PAYING, word, LIST.format(step_ahead)), lang)
    assert isinstance(stop, Stop)
    assert (stop.outcome is Outcome.REACHED) is last, stop.why


@pytest.mark.parametrize(("word", "last"), [("Pay now", True), ("Continue", True), ("Review your order", False)])
def test_card_fields_before_a_page_for_checking(word: str, last: bool) -> None:
    """Nothing is pressed there; where the button itself leads to such a page, the total is not the last."""
    stop = found(page(CARD, word))
    assert isinstance(stop, Stop)
    assert (stop.outcome is Outcome.REACHED) is last, stop.why


@pytest.mark.parametrize(
    ("lang", "card", "bank", "word", "orders"),
    [
        ("it", "Carta di credito", "Bonifico bancario", "Nuovo indirizzo", "Ordina ora"),
        ("sv", "Kreditkort", "Faktura", "Ny adress", "Lägg order"),
        ("ja", "クレジットカード", "銀行振込", "新しい住所", "注文を確定する"),
    ],
)
def test_where_ways_to_pay_stand_and_none_is_on_another_page_may_follow(
    lang: str, card: str, bank: str, word: str, orders: str
) -> None:
    """Drawn as links, above every heading; a button that orders says otherwise, and so does one that is on."""
    row = "<div><a href=#>{}</a><a href=#{}>{}</a></div>"
    body = row.format(card, "", bank) + f"<h5>Total</h5>{BILL}"
    assert doubt(scene(body, lang), button(word))
    assert not doubt(scene(body, lang), button(orders))
    assert not doubt(scene(row.format(card, " aria-current=true", bank) + BILL, lang), None)


def test_no_control_no_doubt() -> None:
    assert doubt(Scene(), None) == ""


@pytest.mark.parametrize(("words", "confirms"), [("OK", True), ("Ja", True), ("Aankoop bevestigen", False), ("Confirm and pay", False), ("Conferma e invia", True), ("Weiter", False)])  # fmt: skip
def test_words_that_only_confirm(words: str, confirms: bool) -> None:
    assert only_confirms(words) is confirms


def test_a_choice_that_sends_the_form_leaves_the_rest_to_be_done() -> None:
    """Two choices, of which the first draws the page anew: the second is made then, though nothing else leads on."""
    asked = (
        "<h1>Zahlung</h1><label>Versandart <select name=v><option value=1 selected>DHL 7,70 €<option value=2>GLS 5,10 €</select></label>"
        "<label><input type=radio name=m {}>Kreditkarte</label><label><input type=radio name=m {}>Vorkasse</label>"
    )
    before = scene(page(asked.format("checked", ""), "Bestätigen"), "de")
    known: Memory = step(scene(ADDRESS), after_adding())
    assert done(decide(before, known)[0]) == [("tick", "Vorkasse"), ("choose", "Versandart")]
    known = step(before, known, "changed: it navigated")
    after = scene(page(asked.format("", "checked"), "Bestätigen"), "de")
    assert signature(after) == signature(before)
    assert done(decide(after, known)[0]) == [("choose", "Versandart")]


def test_the_button_is_named_by_its_own_words() -> None:
    seen = scene(page(PAYING, "Confirm"))
    assert "'Confirm' may only confirm" in doubt(seen, button("Confirm"))


WHERE = "<h1>Details</h1><form><label>Last name <input></label><label>Street <input></label><label>City <input></label><label>Postcode <input></label><button>Next</button></form>"
GOODS = "<table><tr><td>Lamp</td><td>£40.00</td></tr><tr><th>Total</th><td>£40.00</td></tr></table>"
DRAWN = [
    ("en", "Delivery", "Royal Mail", "DPD", "Continue"), ("de", "Versandart", "DHL Paket", "Abholung im Laden", "Weiter"),
    ("fr", "Livraison", "Colissimo", "Mondial Relay", "Continuer"), ("es", "Envío", "Correos", "Recogida en tienda", "Continuar"),
    ("it", "Spedizione", "Corriere espresso", "Ritiro in negozio", "Continua"), ("nl", "Bezorging", "PostNL", "Afhalen in de winkel", "Volgende"),
    ("pt", "Entrega", "CTT", "Recolha na loja", "Continuar"), ("pl", "Dostawa", "Kurier DPD", "Paczkomat InPost", "Dalej"),
    ("sv", "Leverans", "PostNord", "Budbee", "Fortsätt"), ("ja", "配送方法", "ヤマト運輸", "佐川急便", "次へ"),
]  # fmt: skip
SHAPES = ["div onclick=x()", "button type=button", "a href='?d=1'"]


def drawn(tag: str, *names: str) -> str:
    return "".join(f"<{tag}>{name}</{tag.split()[0]}>" for name in names)


@pytest.mark.parametrize(("lang", "heading", "one", "other", "word"), DRAWN)
@pytest.mark.parametrize("tag", SHAPES)
def test_a_page_of_drawn_deliveries_is_not_claimed_to_be_the_last(
    lang: str, heading: str, one: str, other: str, word: str, tag: str
) -> None:
    """No step list says where it stands: the fence lets nothing lead on, and the total without delivery is not final."""
    before = step(scene(WHERE), step(scene(f"<h1>Basket</h1>{GOODS}<button>Checkout</button>"), after_adding()))
    row = drawn(tag, f"{one} £7.00", f"{other} £3.00")
    body = f"<h1>{heading}</h1>{row}{GOODS}<form method=post><button>{word}</button></form>"
    stop, _ = decide(scene(body, lang), before)
    assert isinstance(stop, Stop)
    assert (stop.outcome, stop.reason) == (Outcome.BLOCKED, "order-guard")
    assert "the last total seen is 40.00 GBP" in stop.why


@pytest.mark.parametrize("heading", ["Almost there", "How do you want it?", "Delivery"])
@pytest.mark.parametrize("tag", SHAPES)
def test_a_row_that_nobody_can_read_leaves_it_open_whether_the_page_is_the_last(heading: str, tag: str) -> None:
    before = step(scene(WHERE), step(scene(f"<h1>Basket</h1>{GOODS}<button>Checkout</button>"), after_adding()))
    body = f"<h1>{heading}</h1>{drawn(tag, 'Slow boat', 'Fast lane')}{GOODS}<form method=post><button>Continue</button></form>"
    stop, _ = decide(scene(body), before)
    assert isinstance(stop, Stop)
    assert (stop.outcome, stop.reason) == (Outcome.BLOCKED, "order-guard")
    body = f"<h1>Almost there</h1>{GOODS}<form method=post><button>Continue</button></form><footer>{drawn(tag, 'English', 'Deutsch')}</footer>"
    stop, _ = decide(scene(body), before)
    assert isinstance(stop, Stop)
    assert stop.outcome is Outcome.REACHED


@pytest.mark.parametrize(
    ("lang", "end", "word"),
    [("it", "Conferma", "Invia ordine"), ("en", "Confirm", "Place order")],
)
@pytest.mark.parametrize(("asked", "last"), [("<h1>Preview</h1>", True), (PAYING, False)])
def test_a_last_entry_for_the_order_s_end_behind_a_page_that_asks_nothing(
    lang: str, end: str, word: str, asked: str, last: bool
) -> None:
    """It is what thanks; behind a page that still asks how to pay it may be another page."""
    marks = f"<ol><li class=done>Address<li class=current>Preview<li>{end}</ol>"
    stop = found(page(asked, word, marks), lang)
    assert isinstance(stop, Stop)
    assert (stop.outcome is Outcome.REACHED) is last, stop.why


@pytest.mark.parametrize(
    ("lang", "before", "word", "known"),
    [
        ("sv", "<h1>Kassa - Steg 2 av 3</h1>", "Nästa", False),
        ("pl", "<h1>Zamówienie - Krok 2 z 2</h1>", "Dalej", True),
        ("es", "<ol><li class=done>Envío<li class=current>Pago<li>Vista<li>Fin</ol>", "Continuar", False),
        ("fr", "<h1>Étape 2 sur 3</h1>", "Commander", True),
    ],
)
def test_next_at_the_card_is_no_order_button_where_more_steps_are_told(
    lang: str, before: str, word: str, known: bool
) -> None:
    """It is not pressed either way; its words are judged only where it can be the last."""
    stop = found(page(CARD, word, before), lang)
    assert isinstance(stop, Stop)
    assert (stop.order_control >= 0) is known, stop.why
