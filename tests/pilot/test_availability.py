"""A booking that begins with a question for free dates, and ends with a request that books."""

from __future__ import annotations

import pytest

from feelint.model.walk import Stop
from feelint.model.words import Outcome, Stage
from feelint.pilot.decide import decide
from feelint.pilot.safety import refusal
from tests.pilot.scenes import done, memory, named, scene, step

DATES = (
    "<form><select name=a><option value=2027-03-01>01-03-2027<option value=2027-03-02>02-03-2027</select>"
    "<select name=n><option>1<option selected>2</select><button name=more>{more}</button><button>{ask}</button></form>"
    "<p>{by} <a href='https://maker.example/'>Booking Engine</a></p>"
)
REQUEST = (
    "<p>01-03-2027 – 02-03-2027: 105,00 €</p><form><label>{name} <input name=n required></label>"
    "<label>E-mail <input name=e required></label><button>{send}</button></form>"
)


@pytest.mark.parametrize(
    ("lang", "more", "ask", "by", "name", "send"),
    [
        ("de", "Weiteres Zimmer", "Verfügbarkeit prüfen", "Technik:", "Name", "Buchungsanfrage senden"),
        ("fr", "Encore une chambre", "Vérifier la disponibilité", "Réalisé avec", "Nom", "Envoyer la demande"),
        ("nl", "Nog een kamer", "Beschikbaarheid controleren", "Met", "Naam", "Reserveringsaanvraag versturen"),
        (
            "pl",
            "Jeszcze jeden pokój",
            "Sprawdź dostępność",
            "Strona:",
            "Imię i nazwisko",
            "Wyślij zapytanie o rezerwację",
        ),
        ("pt", "Mais um quarto", "Verificar disponibilidade", "Feito com", "Nome", "Enviar pedido de reserva"),
        ("sv", "Ett rum till", "Kolla tillgänglighet", "Av", "Namn", "Skicka bokningsförfrågan"),
        ("ja", "部屋を追加", "空室を検索", "提供", "お名前", "予約リクエストを送信"),
        ("en", "One more room", "Check availability", "Powered by", "Name", "Send the request for reservation"),
    ],
)
def test_the_dates_are_asked_for_and_the_request_is_not_sent(
    lang: str, more: str, ask: str, by: str, name: str, send: str
) -> None:
    dates = scene(DATES.format(more=more, ask=ask, by=by), lang)
    decision, _ = decide(dates, memory())
    assert done(decision)[-1] == ("press", ask)
    request = scene(REQUEST.format(name=name, send=send), lang)
    assert refusal(named(request, send), request, Stage.DETAILS)
    after = step(request, step(dates, memory()))
    filled = REQUEST.replace("name=n", "name=n value=Walker").replace("name=e", "name=e value=a@example.org")
    found, _ = decide(scene(filled.format(name=name, send=send), lang), after)
    assert isinstance(found, Stop)
    assert found.outcome is Outcome.BLOCKED


@pytest.mark.parametrize(
    ("lang", "name", "send"),
    [
        ("es", "Nombre", "Envía el pedido de reserva"),
        ("it", "Cognome", "Trasmetti la tua prenotazione"),
        ("nl", "Achternaam", "Doe de boeking de deur uit"),
        ("sv", "Efternamn", "Klart, bokningen kan gå iväg"),
    ],
)
def test_what_speaks_of_booking_and_sends_the_name_is_not_pressed(lang: str, name: str, send: str) -> None:
    """Whatever else its words say: such a page shows no bill, and nothing comes behind it."""
    request = scene(REQUEST.format(name=name, send=send), lang)
    assert refusal(named(request, send), request, Stage.DETAILS)


def test_what_goes_on_with_the_booking_sends_the_name() -> None:
    request = scene(REQUEST.format(name="Nachname", send="Weiter zur Buchung"), "de")
    assert refusal(named(request, "Weiter zur Buchung"), request, Stage.DETAILS) is None
