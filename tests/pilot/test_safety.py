"""Fence 2: what may order is refused, by words, form and place, in ten languages. The tests that matter most."""

from __future__ import annotations

from html import escape

import pytest

from feelint.extract.lexicon import LANGUAGES
from feelint.model.scene import Control, Option, Scene, StepMark
from feelint.model.words import Intent, Stage
from feelint.pilot.advance import candidates
from feelint.pilot.safety import arms, is_guess, order_control, refusal, refusal_signed_in
from tests.pilot.scenes import BILL, button, memory, named, scene, spelled

LATE = (Stage.PAYMENT, Stage.REVIEW)
ORDERING = spelled("control", "pay_ok", "order_weak", "ambiguous")
WALLETS = spelled("control", "wallet")
SHAPES = (
    "<button>{0}</button>",
    "<button type=button>{0}</button>",
    "<form method=post><button>{0}</button></form>",
    '<form method=post><input type=submit value="{0}"></form>',
    '<form><input type=image alt="{0}" src=b.gif></form>',
    '<a href="/go">{0}</a>',
    "<a href=# role=button>{0}</a>",
    "<div role=button tabindex=0>{0}</div>",
    "<div onclick=go()><span>{0}</span></div>",
    '<button aria-label="{0}"><svg></svg></button>',
    '<button><img alt="{0}"></button>',
    "<button><span>{0}</span> <span>£44.95</span></button>",
    "<button>{0} ›</button>",
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("turn", range(3))
def test_words_that_order_are_refused_from_the_payment_stage_on(lang: str, turn: int) -> None:
    """Every word that pays, orders or may order, on every kind of button and link in turn."""
    words = [text for language, _, text in ORDERING if language == lang]
    assert len(words) > 60
    shaped = [SHAPES[(at * 3 + turn) % len(SHAPES)].format(escape(word)) for at, word in enumerate(words)]
    seen = scene(BILL + "".join(f"<div>{html}</div>" for html in shaped), lang)
    assert len(seen.controls) == len(words)
    let_through = [(str(stage), c.name) for c in seen.controls for stage in LATE if refusal(c, seen, stage) is None]
    assert let_through == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", [str.upper, str.title, lambda text: f"  {text} ", lambda text: f"{text} (44,95 €)"])
def test_spelling_does_not_matter(lang: str, form: object) -> None:
    """Capitals, spaces and an amount behind the words change nothing."""
    assert callable(form)
    words = [form(text) for language, _, text in ORDERING if language == lang]
    empty = Scene()
    assert [w for w in words for stage in LATE if refusal(button(w), empty, stage) is None] == []


@pytest.mark.parametrize("key", ["pay_ok", "order_weak"])
def test_order_words_count_before_the_payment_stage(key: str) -> None:
    """On an address page with a bill and payment methods, a word that orders is refused unless it also goes on."""
    seen = scene(
        BILL + "<label>First name <input name=f></label><label>City <input name=c></label>"
        "<fieldset><legend>Payment method</legend><label><input type=radio name=m>Invoice</label>"
        "<label><input type=radio name=m>Cash</label></fieldset>"
    )
    onward = {"continue", "to_payment", "to_review", "checkout", "view_cart", "guest"}
    words = [button(text) for _, k, text in ORDERING if k == key]
    let_through = [b for b in words if refusal(b, seen, Stage.DETAILS) is None and not set(b.classes) & onward]
    account = {"register", "login"}
    assert [b.name for b in let_through if not set(b.classes) & account] == []


@pytest.mark.parametrize("stage", list(Stage))
def test_wallets_are_refused_anywhere(stage: Stage) -> None:
    """A wallet button pays in one press, on the product page as on the last one."""
    assert len(WALLETS) > 30
    seen = scene("".join(f"<div><button>{escape(text)}</button></div>" for _, _, text in WALLETS))
    assert [c.name for c in seen.controls if refusal(c, seen, stage) is None] == []


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize(
    "fields",
    [
        "<input autocomplete=cc-number>",
        "<label>Card number <input></label>",
        "<label>Kartennummer <input></label><label>Prüfnummer (CVC) <input></label>",
        "<input placeholder='Numéro de carte'>",
        "<label>Número de tarjeta <input type=tel></label>",
        "<label>Numero della carta <input></label>",
        "<label>Kaartnummer <input></label>",
        "<label>Número do cartão <input></label>",
        "<label>Numer karty <input></label>",
        "<label>Kortnummer <input></label>",
        "<label>カード番号 <input></label>",
        "<input name=cardnumber>",
        "<label>IBAN <input></label>",
    ],
)
@pytest.mark.parametrize("press", ["<button>Continue</button>", "<input type=submit value=Next>", "<button></button>"])
def test_a_form_with_card_fields_is_not_submitted(fields: str, press: str, stage: Stage) -> None:
    """Whatever its button is called and wherever it stands."""
    seen = scene(f"<h1>Details</h1><form>{fields}{press}</form>")
    presses = [c for c in seen.controls if not c.intends(Intent.FIELD)]
    assert len(presses) == 1
    assert refusal(presses[0], seen, stage) is not None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_goes_on_from_a_page_that_asks_for_card_data(lang: str) -> None:
    """The button may stand outside the form with the card fields: script submits it."""
    words = [t for language, _, t in spelled("control", "continue", "to_payment", "checkout") if language == lang]
    seen = scene(
        "<form><input autocomplete=cc-number></form>" + "".join(f"<p><button>{escape(w)}</button></p>" for w in words),
        lang,
    )
    presses = [c for c in seen.controls if not c.intends(Intent.FIELD)]
    let_through = [c.name for c in presses if refusal(c, seen, Stage.PAYMENT) is None]
    let_through = [name for name in let_through if not set(button(name).classes) & {"back", "edit", "remove"}]
    known = ["fechar carrinho"]  # also "close": _stays() lets it through on a page that asks for card data
    assert [name for name in let_through if name not in known] == []


def test_closing_the_basket_goes_on() -> None:
    """Closing the basket, in Portuguese, is going to the checkout."""
    seen = scene("<form><input autocomplete=cc-number></form><button>Fechar carrinho</button>", "pt")
    assert refusal(seen.controls[1], seen, Stage.PAYMENT) is not None


@pytest.mark.parametrize("stage", LATE)
@pytest.mark.parametrize(
    "html",
    ["<form><button></button></form>", "<form><button><svg></svg></button></form>", "<div role=button tabindex=0></div>",
     "<form><input type=image src=x.gif></form>", "<button><img src=order.png></button>"],
)  # fmt: skip
def test_a_nameless_press_is_refused_late(html: str, stage: Stage) -> None:
    """A picture without a name may be the order button."""
    seen = scene(BILL + html)
    assert [refusal(c, seen, stage) is None for c in seen.controls] == [False]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_continue_is_refused_on_the_last_page(lang: str) -> None:
    """A "Next" at the review stage may place the order."""
    words = [t for language, key, t in spelled("control", "continue", "to_review", "checkout") if language == lang]
    bad = [w for w in words if refusal(button(w), Scene(), Stage.REVIEW) is None]
    assert [w for w in bad if not set(button(w).classes) & {"back", "edit", "remove", "close"}] == []


@pytest.mark.parametrize("words", ["Next", "Weiter", "Continuer", "Siguiente", "Avanti", "Volgende", "Dalej", "次へ"])
def test_continue_is_refused_where_the_indicator_shows_no_step_ahead(words: str) -> None:
    """Payment is the last step of the indicator: what follows is the order, or a page for checking it."""
    marks = (
        StepMark(text="Details", state="done", stages=("details",)),
        StepMark(text="Delivery", state="done", stages=("delivery",)),
        StepMark(text="Payment", state="current", stages=("payment",)),
    )
    seen = scene(BILL).model_copy(update={"marks": marks})
    assert refusal(button(words), seen, Stage.PAYMENT) is not None
    assert is_guess(button(words), seen, Stage.PAYMENT)
    assert not is_guess(button("Place order"), seen, Stage.PAYMENT)
    assert not is_guess(button(words), seen, Stage.REVIEW)
    ahead = (*marks, StepMark(text="Review", state="ahead", stages=("review",)))
    assert refusal(button(words), seen.model_copy(update={"marks": ahead}), Stage.PAYMENT) is None


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("Continue", Stage.DETAILS), ("Continue to payment", Stage.DELIVERY), ("Continue to payment", Stage.DETAILS),
        ("Weiter zur Zahlung", Stage.DELIVERY), ("Continuer vers le paiement", Stage.DELIVERY),
        ("Review order", Stage.PAYMENT), ("Checkout", Stage.BASKET), ("Zur Kasse", Stage.BASKET),
        ("Buy now", Stage.PRODUCT), ("Add to basket", Stage.PRODUCT), ("Edit", Stage.REVIEW), ("Back", Stage.PAYMENT),
        ("Remove", Stage.REVIEW), ("Continue", Stage.PAYMENT), ("お支払いへ進む", Stage.DELIVERY), ("次へ", Stage.DETAILS),
        ("Accept all cookies", Stage.PAYMENT), ("Reject all", Stage.REVIEW),
    ],
)  # fmt: skip
def test_the_way_to_the_total_stays_open(name: str, stage: Stage) -> None:
    """A fence that refuses everything reaches nothing."""
    assert refusal(button(name), scene(BILL), stage) is None


@pytest.mark.parametrize(
    "html",
    [
        "<form><button>Pay now</button><p>or</p><button>Pay now</button></form>",
        "<div role=option tabindex=0>Kostenpflichtig bestellen</div>",
        '<form><button aria-label="Place order"><span>Continue</span></button></form>',
        '<form><button><img alt="Pay"> <img alt="now"></button></form>',
        pytest.param('<form><button aria-label="Continue">Pay now</button></form>'),
        pytest.param('<form><input type=submit value="Place order" aria-label="Next"></form>'),
        pytest.param("<form><i id=n>Continue</i><button aria-labelledby=n>Jetzt kaufen</button></form>"),
        pytest.param('<form><button>Continue<img alt="Pay now"></button></form>'),
        pytest.param('<form><button title="Place your order">Continue</button></form>'),
        pytest.param('<form><button name=next value="Place order">Continue</button></form>'),
        pytest.param(
            "<form><button>I have read the terms and conditions, the privacy notice and the returns policy of this"
            " shop, agree to them, am over eighteen years old, and now place my order with payment</button></form>",
        ),
    ],
)
def test_an_order_word_counts_wherever_it_is_written(html: str) -> None:
    """On the button, in its accessible name, in a long name, on a button that plays another role."""
    seen = scene(BILL + html)
    assert seen.controls
    assert [c.name for c in seen.controls if refusal(c, seen, Stage.PAYMENT) is None] == []


def test_the_order_control_is_found() -> None:
    """The last control whose words order; else the last submit that was refused."""
    seen = scene(BILL + "<a href=/terms>Terms</a><form><button>Back</button><button>Place order</button></form>")
    found = order_control(seen, Stage.REVIEW)
    assert found is not None
    assert found.name == "Place order"
    other = scene(BILL + "<form><button>Next</button></form>")
    found = order_control(other, Stage.REVIEW)
    assert found is not None
    assert found.name == "Next"
    assert order_control(scene(BILL), Stage.REVIEW) is None


def test_the_fence_on_requests_closes_in_time() -> None:
    """From the payment stage on, where card data is asked for, and where an order control stands in the checkout."""
    plain = scene("<h1>Details</h1><form><label>City <input></label><button>Continue</button></form>")
    assert [stage for stage in Stage if arms(plain, stage)] == [Stage.PAYMENT, Stage.REVIEW]
    card = scene("<form><input autocomplete=cc-number></form>")
    assert all(arms(card, stage) for stage in Stage)
    one_page = scene("<h1>Checkout</h1><form><label>City <input></label><button>Place order</button></form>")
    assert [stage for stage in Stage if arms(one_page, stage)] == [
        Stage.DETAILS, Stage.DELIVERY, Stage.PAYMENT, Stage.REVIEW,
    ]  # fmt: skip


def test_fields_and_choices_are_no_presses() -> None:
    """A select of payment methods and a radio called after a wallet are chosen, not pressed."""
    select = Control(
        node=1, tag="select", name="Pay by", intents=(Intent.FIELD,), options=(Option(value="1", text="A"),)
    )
    radio = Control(node=2, tag="input", type="radio", name="PayPal", intents=(Intent.CHOICE,))
    assert refusal(select, Scene(), Stage.REVIEW) is None
    assert refusal(radio, Scene(), Stage.REVIEW) is None


def test_a_hidden_order_button_is_refused_too() -> None:
    """What is not seen now may be seen when it is pressed."""
    seen = scene(BILL + "<button hidden>Pay now</button>")
    assert [refusal(c, seen, Stage.PAYMENT) is None for c in seen.controls] == [False]


def test_the_only_wallet_button_of_the_last_page_orders() -> None:
    """It is named as what would order, and refused all the same; beside an order button, or earlier, it is not it."""
    wallet, order = button("Mit PayPal bezahlen", 1), button("Jetzt kaufen", 2)
    alone, both = Scene(lang="de", controls=(wallet,)), Scene(lang="de", controls=(wallet, order))
    assert order_control(alone, Stage.REVIEW) == wallet
    assert refusal(wallet, alone, Stage.REVIEW) is not None
    assert order_control(alone, Stage.DETAILS) is None
    assert order_control(both, Stage.REVIEW) == order


@pytest.mark.parametrize("name", ["Buy now", "Place order", "Jetzt kaufen", "Commander"])
def test_with_a_saved_session_one_press_may_order_from_any_page(name: str) -> None:
    """A product's page of a shop that knows address and card: what may order is not pressed, the basket is."""

    page = scene(
        f"<h1>Lamp</h1><p class=price>£40.00</p><form><button>Add to basket</button><button>{name}</button></form>"
    )
    control = named(page, name)
    assert refusal_signed_in(control, page, Stage.PRODUCT)
    assert not refusal_signed_in(named(page, "Add to basket"), page, Stage.PRODUCT)
    ways, refused = candidates(page, memory(signed_in=True), Stage.PRODUCT, set())
    assert [way.control.name for way in ways] == ["Add to basket"]
    assert any(told.startswith(name) for told in refused)


PAYS = {
    "en": ("Submit payment", "Process payment", "Pay now", "Pay $40.00"), "de": ("Jetzt bezahlen", "Zahlung bestätigen"),
    "fr": ("Payer maintenant", "Valider le paiement"), "es": ("Pagar ahora", "Confirmar pago"),
    "it": ("Paga ora", "Conferma pagamento"), "nl": ("Nu betalen", "Betaling bevestigen"),
    "pt": ("Pagar agora", "Confirmar pagamento"), "pl": ("Zapłać", "Zapłać teraz"), "sv": ("Betala nu", "Betala"),
    "ja": ("支払う", "今すぐ支払う"),
}  # fmt: skip
BUYS = {
    "en": "Buy now", "de": "Jetzt kaufen", "fr": "Acheter maintenant", "es": "Comprar ahora", "it": "Acquista ora",
    "nl": "Nu kopen", "pt": "Comprar agora", "pl": "Kup teraz", "sv": "Köp nu", "ja": "今すぐ購入する",
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_only_pays_puts_nothing_into_the_basket(lang: str) -> None:
    """The bill of another shop page says "Submit payment": no way into a basket; "Buy now" beside a price is one."""
    for words in PAYS[lang]:
        seen = scene(f"<h1>No. 7</h1><p>$50.00</p><button>{words}</button>", lang)
        control = seen.controls[-1]
        assert refusal(control, seen, Stage.PRODUCT) == "it pays, and nothing lies in the basket yet", words
        ways, _ = candidates(seen, memory(), Stage.PRODUCT, set(), anew=True)
        assert control not in [way.control for way in ways]
    seen = scene(f"<h1>No. 7</h1><p>$50.00</p><button>{BUYS[lang]}</button>", lang)
    assert refusal(seen.controls[-1], seen, Stage.PRODUCT) is None


ONE_PAGE = (
    """<h1>{0}</h1><form method=post><label>First name <input name=a></label><label>Street <input name=b></label>
<label>Postcode <input name=c></label><button>{1}</button></form>"""
    + BILL
)


@pytest.mark.parametrize(
    ("heading", "onward", "refused"),
    [
        ("Checkout - Step 1 of 1", "Next", True),
        ("Kasse – Schritt 1 von 1", "Weiter", True),
        ("Étape 2 sur 2", "Suivant", True),
        ("Checkout - Step 1 av 1", "Nästa", True),
        ("Checkout - Step 1 of 2", "Next", False),
        ("Passenger 1 of 1", "Next", False),
        ("Krok 1 z 3", "Dalej", False),
    ],
)
def test_the_only_step_of_the_way_may_order_though_it_asks_for_the_address(
    heading: str, onward: str, refused: bool
) -> None:
    """A real shop took the order with the address, on its "Step 1 of 1"."""
    seen = scene(ONE_PAGE.format(heading, onward))
    assert (refusal(named(seen, onward), seen, Stage.DETAILS) is not None) is refused
    assert arms(seen, Stage.DETAILS) is refused


WAYS_TO_PAY = "<fieldset><legend>{0}</legend><label><input type=radio name=p>{1}</label><label><input type=radio name=p>{2}</label></fieldset>"
TWO_FACED = [
    ("es", "Finalizar compra", ("Pago", "Transferencia", "Contra reembolso")),
    ("it", "Completa acquisto", ("Pagamento", "Bonifico", "Contrassegno")),
    ("pt", "Concluir encomenda", ("Pagamento", "Transferência", "Multibanco")),
    ("pl", "Złóż zamówienie", ("Płatność", "Przelew", "Za pobraniem")),
    ("sv", "Slutför köpet", ("Betalning", "Banköverföring", "Postförskott")),
]


@pytest.mark.parametrize(("lang", "words", "ways"), TWO_FACED)
def test_words_that_open_a_checkout_or_end_it_are_refused_where_they_end_it(
    lang: str, words: str, ways: tuple[str, str, str]
) -> None:
    """In a basket they lead to the checkout; in the checkout, beside the ways to pay or below the address, they order."""
    press = f"<button type=button>{words}</button>"
    paying = scene(BILL + WAYS_TO_PAY.format(*ways) + press, lang)
    address = scene(
        BILL + "<form><input name=street><input name=city><input name=email type=email></form>" + press, lang
    )
    basket = scene(BILL + press, lang)
    postage = scene(BILL + "<form><input name=postcode><input name=region></form>" + press, lang)
    assert refusal(named(postage, words), postage, Stage.DETAILS) is None
    assert [refusal(named(paying, words), paying, stage) is None for stage in (Stage.DETAILS, Stage.DELIVERY)] == [
        False
    ] * 2
    assert refusal(named(address, words), address, Stage.DETAILS) is not None
    assert refusal(named(basket, words), basket, Stage.BASKET) is None
    assert arms(paying, Stage.DELIVERY)
    found = order_control(paying, Stage.DELIVERY)
    assert found is not None
    assert found.name == words


def test_what_accepts_cookies_is_no_order_control() -> None:
    """Neither by its words nor inside a banner; a button that may order stays one, whatever else it says."""
    seen = scene(BILL + "<button>Finalizar compra</button><div role=dialog>Cookies <button>Aceptar y pagar menos</button></div>"
                 "<button>Aceptar todo</button>", "es")  # fmt: skip
    found = order_control(seen, Stage.REVIEW)
    assert found is not None
    assert found.name == "Finalizar compra"
    agree = button("Godkänn", 1)
    assert order_control(Scene(lang="sv", controls=(agree,)), Stage.REVIEW) == agree


NEWS = "<form><label>E-mail for our news <input name=n></label><button>Subscribe</button></form>"
ADDRESS = "<form><label>Street <input></label><label>City <input></label><button>Continue</button></form>"


def test_the_button_for_news_closes_no_fence_and_one_for_a_subscription_does() -> None:
    """What a shop asks of its server while the address is given would be dropped, all for the foot of the page."""
    assert not arms(scene(f"<h1>Your details</h1>{ADDRESS}{NEWS}"), Stage.DETAILS)
    assert arms(scene(f"<h1>Your details</h1>{ADDRESS}{NEWS}<button>Place order</button>"), Stage.DETAILS)
    assert arms(
        scene(f"<h1>Your details</h1>{ADDRESS}{NEWS.replace('Subscribe', 'Subscribe and pay now')}"), Stage.DETAILS
    )


@pytest.mark.parametrize("frame", ["<form>{}</form>", "<div>{}</div>"])
@pytest.mark.parametrize(
    ("lang", "word"), [("es", "Envía el pedido de reserva"), ("de", "Zimmer anfragen und buchen"), ("it", "Prenota")]
)
def test_who_books_is_sent_by_no_word_for_booking(frame: str, lang: str, word: str) -> None:
    """In a form or in none: a page that takes requests shows no bill and asks for no payment."""
    asked = "<h1>X</h1><label>Name <input autocomplete=name></label>"
    page = scene(frame.format(f"{asked}<button>{word}</button>"), lang)
    assert refusal(named(page, word), page, Stage.DETAILS) is not None
