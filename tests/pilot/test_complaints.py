"""A form that a shop refuses, in ten languages and six places: what the message names is mended, at most twice, then quoted."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from feelint.model.scene import Scene
from feelint.model.walk import Decision, Stop
from feelint.model.words import Outcome, Stage
from feelint.pilot import decide, signature
from feelint.pilot.complaints import complaints, meant
from feelint.pilot.forms import work
from feelint.pilot.memory import Memory
from tests.pilot.scenes import after_adding, memory, named, scene, step

PLACES = ("above", "beside", "described", "toast", "modal", "status")


@dataclass(frozen=True)
class Shop:
    """One field of its form is picky: what it takes is said by ``takes``, what it says by ``message``."""

    lang: str
    country: str
    heading: str
    labels: tuple[str, ...]
    picky: int
    message: str
    button: str


SHOPS = (
    Shop("en", "GB", "Your details", ("First name", "Last name", "Street", "City", "Postcode", "Phone"), 5,
         "Please enter a valid phone number.", "Continue"),
    Shop("de", "DE", "Ihre Adresse", ("Vorname", "Nachname", "Straße und Hausnummer", "Ort", "PLZ", "Telefon"), 5,
         "Bitte geben Sie eine gültige Telefonnummer ein.", "Weiter"),
    Shop("fr", "FR", "Vos coordonnées", ("Prénom", "Nom", "Adresse", "Ville", "Code postal", "Téléphone"), 5,
         "Le numéro de téléphone n'est pas valide.", "Continuer"),
    Shop("es", "ES", "Tus datos", ("Nombre", "Apellidos", "Dirección", "Ciudad", "Código postal", "Teléfono"), 5,
         "El teléfono no es válido.", "Continuar"),
    Shop("it", "IT", "I tuoi dati", ("Nome", "Cognome", "Indirizzo", "Città", "CAP", "Telefono"), 5,
         "Inserisci un numero di telefono valido.", "Continua"),
    Shop("nl", "NL", "Jouw gegevens", ("Voornaam", "Achternaam", "Straat en huisnummer", "Plaats", "Postcode", "Telefoon"), 4,
         "Vul een geldige postcode in.", "Verder"),
    Shop("pt", "PT", "Os seus dados", ("Nome", "Apelido", "Morada", "Localidade", "Código postal", "Telefone"), 4,
         "O código postal não é válido.", "Continuar"),
    Shop("pl", "PL", "Dane zamawiającego", ("Imię", "Nazwisko", "Ulica i numer domu", "Miejscowość", "Kod pocztowy", "Telefon"), 4,
         "Podaj poprawny kod pocztowy.", "Dalej"),
    Shop("sv", "SE", "Dina uppgifter", ("Förnamn", "Efternamn", "Gatuadress", "Ort", "Postnummer", "Telefon"), 4,
         "Ange ett giltigt postnummer.", "Fortsätt"),
    Shop("ja", "JP", "お客様情報", ("姓", "名", "住所", "市区町村", "郵便番号", "電話番号"), 4,
         "郵便番号を正しく入力してください。", "次へ"),
)  # fmt: skip


@dataclass
class Form:
    """A shop's form as it stands: what was typed, and whether it was sent."""

    shop: Shop
    place: str
    stubborn: bool = False
    typed: dict[str, str] = field(default_factory=dict)
    sent: int = 0

    @property
    def fits(self) -> bool:
        """A picky shop takes digits and letters alone, the way that people often do not write them."""
        value = self.typed.get(self.shop.labels[self.shop.picky], "")
        return value.isalnum() and not self.stubborn

    @property
    def through(self) -> bool:
        return self.sent > 0 and self.fits

    def page(self) -> Scene:
        message = self.shop.message if self.sent and not self.fits else ""
        rows = "".join(self._row(n, label, message) for n, label in enumerate(self.shop.labels))
        form = f"<form>{rows}<button>{self.shop.button}</button></form>"
        around = {
            "above": f"<div class=error><p>{message}</p></div>{form}",
            "toast": f"{form}<div class=toast role=status>{message}</div>",
            "modal": f"{form}<div role=alertdialog class=message>{message}</div>",
            "status": f"<p role=alert>{message}</p>{form}",
        }
        body = around.get(self.place, form) if message else form
        return scene(f"<h1>{self.shop.heading}</h1>{body}", self.shop.lang, url="https://shop.test/c")

    def _row(self, n: int, label: str, message: str) -> str:
        value = self.typed.get(label, "")
        said = message if n == self.shop.picky else ""
        if said and self.place == "described":
            return f"<p><label>{label} <input name=f{n} required value='{value}' aria-invalid=true aria-describedby=e></label><b id=e>{said}</b></p>"
        beside = f"<span class=error>{said}</span>" if said and self.place == "beside" else ""
        return f"<p><label>{label} <input name=f{n} required value='{value}'></label>{beside}</p>"


def walked(form: Form) -> Stop | None:
    """Goes on until the form is through or the pilot stops."""
    remembered = _at_the_checkout(form.shop)
    for _ in range(12):
        page = form.page()
        decision, remembered = decide(page, remembered)
        if isinstance(decision, Stop):
            return decision
        _done(decision, form)
        remembered = remembered.with_visit(signature(page), page.url, decision)
        if form.through:
            return None
    pytest.fail("it goes on for ever")


def _at_the_checkout(shop: Shop) -> Memory:
    basket = scene("<h1>Basket</h1><table><tr><td>Lamp</td><td>£40.00</td></tr></table><button>Checkout</button>")
    return step(basket, after_adding(memory(shop.country)))


def _done(decision: Decision, form: Form) -> None:
    labels = {name: name for name in form.shop.labels}
    for action in decision.actions:
        if action.kind == "fill":
            form.typed[labels[action.name]] = action.value
        form.sent += action.kind == "press" and action.name == form.shop.button


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.lang)
def test_what_a_message_names_is_mended(shop: Shop, place: str) -> None:
    form = Form(shop, place)
    stop = walked(form)
    assert stop is None, stop
    assert form.sent <= 3, "twice otherwise at most"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.lang)
def test_a_form_that_is_refused_for_good_blocks_with_the_message(shop: Shop, place: str) -> None:
    form = Form(shop, place, stubborn=True)
    stop = walked(form)
    assert stop is not None
    assert (stop.outcome, stop.reason) == (Outcome.BLOCKED, "refused")
    assert shop.message in stop.why
    assert form.sent <= 3


def test_a_field_that_may_stay_empty_is_filled_in_once_a_message_names_it() -> None:
    body = "<h1>Your details</h1><p class=error>Please enter your company.</p><form><label>Company <input></label><label>Town <input value=Ham></label><button>Continue</button></form>"
    page = scene(body)
    assert list(meant(page)) == [named(page, "Company").node]
    assert complaints(page) == ["Please enter your company."]
    wants = [(a.datum, bool(a.value)) for a in work(page, memory(), Stage.DETAILS, repair=True).actions]
    assert wants == [("company", True)]


def test_a_field_that_a_message_names_is_never_emptied() -> None:
    body = "<h1>Your details</h1><p class=error>Choose your postcode from the list</p><form><label>Postcode <input value='SW1A1AA'></label><button>Continue</button></form>"
    assert work(scene(body), memory(), Stage.DETAILS, repair=True).actions == []


def test_a_message_about_nothing_of_the_form_means_no_field() -> None:
    page = scene(
        "<p role=alert>Your session was renewed.</p><form><label>Town <input></label><button>Continue</button></form>"
    )
    assert meant(page) == {}
