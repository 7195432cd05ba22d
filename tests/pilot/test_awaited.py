"""Sums that look final while the deliveries are still to be listed."""

from __future__ import annotations

import pytest

from feelint.model.walk import Stop
from feelint.model.words import Outcome
from feelint.pilot import decide, signature
from feelint.pilot.awaited import deliveries_to_come, lacks_delivery, patience, put_off
from tests.pilot.scenes import after_adding, done, scene, step

FORM = """<h1>Checkout</h1><form><label>Full name <input required value="Ada Doe"></label>
<label>Street <input required value="1 High Street"></label><label>Postcode <input required value="SW1A 1AA"></label>
<label>City <input required value="London"></label>{0}<button>Place order</button></form>
<table><tr><td>Cup</td><td>£15.00</td></tr>{1}<tr><th>Total</th><td>{2}</td></tr></table>"""
BASKET = "<h1>Basket</h1><table><tr><td>Cup</td><td>£15.00</td></tr></table><a href=/c>Checkout</a>"
WORDS = {
    "en": "Shipping methods will appear once you enter your address",
    "de": "Versandarten erscheinen nach Eingabe Ihrer Adresse",
    "fr": "Les modes de livraison apparaîtront après avoir saisi votre adresse",
    "es": "Los métodos de envío aparecerán cuando introduzca su dirección",
    "it": "I metodi di spedizione appariranno dopo aver inserito l'indirizzo",
    "nl": "Verzendmethoden verschijnen zodra u uw adres heeft ingevuld",
    "pt": "As opções de entrega aparecerão depois de preencher a morada",
    "pl": "Metody dostawy pojawią się po podaniu adresu",
    "sv": "Leveransalternativ visas när du har angett din adress",
    "ja": "住所を入力すると配送方法が表示されます",
}


@pytest.mark.parametrize("lang", WORDS)
def test_deliveries_that_a_sentence_announces(lang: str) -> None:
    assert deliveries_to_come(scene(FORM.format(f"<p>{WORDS[lang]}</p>", "", "£15.00"), lang))


def test_deliveries_under_a_heading_that_lists_none_yet() -> None:
    assert deliveries_to_come(scene(FORM.format("<h2>Delivery method</h2>", "", "£15.00")))


@pytest.mark.parametrize(
    ("listed", "row", "total"),
    [
        ("", "", "£15.00"),
        ("<h2>Delivery method</h2>", "<tr><td>Delivery</td><td>£4.95</td></tr>", "£19.95"),
        (
            "<fieldset><legend>Delivery method</legend><label><input type=radio name=d checked>Standard</label>"
            "<label><input type=radio name=d>Express</label></fieldset>",
            "",
            "£15.00",
        ),
    ],
)
def test_nothing_is_to_come(listed: str, row: str, total: str) -> None:
    assert not deliveries_to_come(scene(FORM.format(listed, row, total)))


def test_the_walk_waits_for_them_and_not_for_ever() -> None:
    seen = scene(FORM.format(f"<p>{WORDS['en']}</p>", "", "£15.00"))
    remembered = step(scene(BASKET), after_adding())
    done: list[str] = []
    for _ in range(9):
        decision, remembered = decide(seen, remembered)
        if isinstance(decision, Stop):
            assert decision.outcome is Outcome.REACHED
            break
        done.append(decision.intent)
        remembered = remembered.with_visit(signature(seen), seen.url, decision, "")
    assert done.count("wait") == 3
    assert done[-3:] == ["wait"] * 3


ROWS = {
    "en": ("Shipping", "Calculated at next step", "Enter shipping address", "Estimated taxes"),
    "de": ("Versand", "Wird im nächsten Schritt berechnet", "Lieferadresse eingeben", "Mehrwertsteuer"),
    "fr": ("Livraison", "Calculée à l’étape suivante", "Saisir l’adresse d’expédition", "Taxes"),
    "es": ("Envío", "Se calculará en el siguiente paso", "Introducir dirección de envío", "Impuestos"),
    "it": ("Spedizione", "Calcolata al passaggio successivo", "Inserisci indirizzo di spedizione", "Imposte"),
    "nl": ("Verzending", "Wordt in de volgende stap berekend", "Voer het verzendadres in", "Belastingen"),
    "pt": ("Frete", "Calculado na próxima etapa", "Insira o endereço de entrega", "Impostos"),
    "pl": ("Dostawa", "Obliczone w następnym kroku", "Wprowadź adres wysyłki", "Podatek"),
    "sv": ("Frakt", "Beräknas i nästa steg", "Ange leveransadress", "Moms"),
    "ja": ("配送料", "次のステップで計算されます", "配送先住所を入力", "消費税"),
}
PAY = """<h1>Payment</h1><form><label>Card number <input autocomplete=cc-number></label><button>Pay now</button></form>
<aside><div><span>Wool hat</span> <span>£15.00</span></div><div><p>{0}</p><p>{1}</p></div>
<div><span>Total</span> <span>£15.00</span></div></aside>"""


@pytest.mark.parametrize("lang", ROWS)
def test_a_row_that_puts_delivery_or_tax_off(lang: str) -> None:
    delivery, later, address, tax = ROWS[lang]
    for name, words in ((delivery, later), (delivery, address), (tax, later)):
        seen = scene(PAY.format(name, words), lang)
        assert seen.bill is not None
        assert seen.bill.total is not None
        assert words in put_off(seen)


@pytest.mark.parametrize("lang", ROWS)
def test_a_row_of_delivery_that_is_still_empty(lang: str) -> None:
    name, row = ROWS[lang][0], "<div><span>Total</span>"
    assert put_off(scene(PAY.format("", "").replace(row, f"<div>{name}</div>{row}"), lang)) == name


def test_labels_in_a_column_of_their_own_are_no_empty_rows() -> None:
    labels, amounts = "<p>Subtotal</p><p>Shipping</p><p>Total</p>", "<p>£15.00</p><p>Free</p><p>£15.00</p>"
    body = f"<h1>Review</h1><p>Wool hat £15.00</p><div>{labels}</div><div>{amounts}</div><p>Total £15.00</p>"
    assert not put_off(scene(body))


@pytest.mark.parametrize(
    ("name", "words"),
    [("Shipping", "Free"), ("Gift card", "Calculated at next step"), ("Shipping", "Standard, 3 days")],
)
def test_a_row_that_says_what_it_comes_to(name: str, words: str) -> None:
    assert not put_off(scene(PAY.format(name, words)))


def test_what_is_said_of_shops_in_general_far_from_the_summary_puts_nothing_off() -> None:
    far = "<p>Shipping calculated at checkout.</p>" + "<p>We love hats.</p>" * 20
    assert not put_off(scene(far + PAY.format("Returns", "30 days")))


def test_no_total_is_final_while_the_summary_puts_delivery_off() -> None:
    """Not even where a card is asked for, from which no walk goes on."""
    seen = scene(PAY.format("Shipping", "Calculated at next step"))
    remembered = step(scene(BASKET), after_adding())
    waits = 0
    for _ in range(40):
        decision, remembered = decide(seen, remembered)
        if isinstance(decision, Stop):
            break
        waits += decision.intent == "wait"
        remembered = remembered.with_visit(signature(seen), seen.url, decision, "")
    assert isinstance(decision, Stop)
    assert (decision.outcome, decision.reason) == (Outcome.BLOCKED, "no-final-total")
    assert "Shipping: Calculated at next step" in decision.why
    assert waits > 3


WHOLE = """<h1>Kasse</h1><form><label>Nachname <input required></label><label>Straße <input required></label>
<label>PLZ <input required></label><label>Ort <input required></label>
<label>Kartennummer <input autocomplete=cc-number></label><button>Jetzt bezahlen</button></form>
<table><tr><td>Mütze</td><td>15,00 €</td></tr><tr><th>Summe</th><td>15,00 €</td></tr></table>"""


def test_the_address_is_filled_in_where_the_card_is_asked_for_in_the_same_form() -> None:
    decision, _ = decide(scene(WHOLE, "de"), step(scene(BASKET), after_adding()))
    assert {("fill", "Straße"), ("fill", "PLZ"), ("fill", "Ort")} <= set(done(decision))
    assert not any(kind == "press" or name == "Kartennummer" for kind, name in done(decision))


def test_no_total_is_final_over_an_empty_address() -> None:
    """Fields that only a look-up fills in stand empty: what the page adds up is no total for anybody's address."""
    body = WHOLE
    for name in ("Straße", "PLZ", "Ort"):
        body = body.replace(f"{name} <input required>", f"{name} <input required readonly>")
    remembered = step(scene(BASKET), after_adding())
    for _ in range(9):
        decision, remembered = decide(scene(body, "de"), remembered)
        if isinstance(decision, Stop):
            break
        remembered = remembered.with_visit(signature(scene(body, "de")), "https://shop.test/p", decision, "")
    assert isinstance(decision, Stop)
    assert (decision.outcome, decision.reason) == (Outcome.BLOCKED, "refused")
    assert "Straße" in decision.why


def test_a_page_on_which_the_address_was_given_is_worth_more_looks() -> None:
    """The carriers are asked now: sums without a delivery are not taken after a moment."""
    head = "<h2>Delivery method</h2>"
    blank = FORM.format(head, "", "£15.00").replace(" value=", " data-was=")
    filled = FORM.format(head, "", "£15.00")
    assert patience(scene(filled), step(scene(BASKET), after_adding())) == 3
    remembered = step(scene(blank), step(scene(BASKET), after_adding()))
    assert patience(scene(filled), remembered) > 9
    assert patience(scene(FORM.format(head, "<tr><td>Delivery</td><td>£4.95</td></tr>", "£19.95")), remembered) == 0


@pytest.mark.parametrize(
    ("lang", "head", "alert"),
    [
        ("fr", "Modes de livraison", "Le mode de livraison est manquant. Sélectionnez le mode de livraison."),
        ("pl", "Metody wysyłki", "Brak metody wysyłki. Wybierz metodę wysyłki i spróbuj ponownie."),
        ("de", "Versandart", ""),
    ],
)
def test_a_page_that_lists_its_deliveries_late_is_not_pressed_again_at_once(lang: str, head: str, alert: str) -> None:
    """The form refused to go on, for the list is still asked for: the walk waits for it, and then goes on."""
    form = f"""<h1>1</h1><form><label>E-mail <input type=email required value="a@example.com"></label>
    <label>PLZ <input name=postcode required value="00-001"></label>
    <label>City <input name=city required value="Warszawa"></label><h2>{head}</h2>{{0}}<button>OK</button></form>"""
    bare, told = form.format(""), form.format(f"<p role=alert>{alert}</p>" if alert else "")
    assert lacks_delivery(scene(told, lang))
    listed = "<label><input type=radio name=s> DHL 4,90 €</label><label><input type=radio name=s> DPD 5,90 €</label>"
    assert not lacks_delivery(scene(form.format(listed), lang))
    assert not lacks_delivery(scene(bare.replace("<h2>", "<p role=alert>Telefon?</p><h2>"), lang))


STEP = """<h1>{0}</h1><form><label>Full name <input required></label><label>Street <input required></label><label>Postcode <input required></label>
<label>City <input required></label>{1}<button>{2}</button></form><table><tr><td>Cup</td><td>£15.00</td></tr><tr><th>Total</th><td>£15.00</td></tr></table>"""
NEXT = {"en": "Continue", "de": "Weiter", "fr": "Continuer", "es": "Continuar", "it": "Continua", "nl": "Volgende", "pt": "Continuar", "pl": "Dalej", "sv": "Fortsätt", "ja": "次へ"}  # fmt: skip
LOADING = {
    "en": "Loading delivery methods…", "de": "Versandarten werden geladen", "fr": "Chargement des modes de livraison…", "es": "Cargando métodos de envío…",
    "it": "Caricamento dei metodi di spedizione…", "nl": "Verzendmethoden worden geladen", "pt": "A carregar métodos de entrega…",
    "pl": "Ładowanie metod dostawy…", "sv": "Leveransalternativ laddas…", "ja": "配送方法を読み込み中",
}  # fmt: skip


@pytest.mark.parametrize("lang", NEXT)
def test_the_address_is_given_alone_where_deliveries_are_listed_by_it(lang: str) -> None:
    """The way on is there already; it is pressed once they are listed, or do not come."""
    told = scene(STEP.format("Checkout", f"<p>{WORDS[lang]}</p>", NEXT[lang]), lang)
    known = step(scene(BASKET), after_adding())
    assert {kind for kind, _ in done(decide(told, known)[0])} == {"fill"}
    filled = told.model_copy(update={"controls": tuple(c.model_copy(update={"value": "x"}) if c.tag == "input" else c for c in told.controls)})  # fmt: skip
    known = step(told, known)
    kinds: list[str] = []
    while len(kinds) < 20 and (not kinds or kinds[-1] == "wait"):
        kinds.append(done(decide(filled, known)[0])[0][0])
        known = step(filled, known)
    assert kinds == ["wait"] * 15 + ["press"]


def test_deliveries_of_the_next_page_hold_nothing_up() -> None:
    later = scene(STEP.format("Checkout", "<p>Shipping calculated at next step</p>", "Continue"))
    assert done(decide(later, step(scene(BASKET), after_adding()))[0])[-1] == ("press", "Continue")


@pytest.mark.parametrize("lang", LOADING)
def test_what_the_page_says_to_be_loading_is_waited_for(lang: str) -> None:
    known = step(scene(BASKET), after_adding())
    body = "<h1>{0}</h1><p>{1}</p><form><button>{2}</button></form>"
    assert done(decide(scene(body.format("…", LOADING[lang], NEXT[lang]), lang), known)[0]) == [("wait", "until the deliveries are listed")]  # fmt: skip
    other = scene(body.format("…", "Loading reviews", NEXT[lang]), lang)
    assert done(decide(other, known)[0])[0][0] == "press"


def test_where_nothing_leads_on_yet_deliveries_to_come_are_waited_for() -> None:
    """The address was filled in, and the way on is drawn with the deliveries."""
    seen = scene(
        "<h1>Checkout</h1><label>Street <input value=x></label><label>City <input value=y></label><h2>Delivery method</h2>"
    )
    assert done(decide(seen, step(scene(BASKET), after_adding()))[0]) == [("wait", "until the deliveries are listed")]


@pytest.mark.parametrize(
    ("on", "second", "waits"), [("", "24,00 €", True), (" checked", "24,00 €", False), ("", "gratis", False)]
)
def test_no_total_is_final_while_none_of_the_paid_deliveries_is_on(on: str, second: str, waits: bool) -> None:
    """The shop has not answered yet, or lost the choice; where one is free, nothing may have to be added."""
    seen = scene(
        f"<h1>Kasse</h1><fieldset><legend>Versandart</legend><label><input type=radio name=v{on}>Paketdienst 7,90 €</label>"
        f"<label><input type=radio name=v>Spedition {second}</label></fieldset>"
        "<table><tr><td>Tasse</td><td>15,00 €</td></tr><tr><th>Gesamtbetrag</th><td>15,00 €</td></tr></table>",
        "de",
    )
    assert bool(put_off(seen)) is waits
