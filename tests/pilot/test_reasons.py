"""Why the walk cannot go on, in the page's own words."""

from __future__ import annotations

import pytest

from feelint.model.words import Stage
from feelint.pilot.reasons import blocked, quote
from tests.pilot.scenes import scene

EMPTY = "<h1>Basket</h1><p>Your basket is empty.</p>"
BILL = """<h1>Basket</h1><table><tr><td>Lamp</td><td>£20.00</td></tr><tr><td>Delivery</td><td>£4.95</td></tr>
<tr><th>Total</th><td>£24.95</td></tr></table>"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{EMPTY}<footer>Minimum order £15.00.</footer>", "empty-basket"),
        (f"{BILL}<footer>Minimum order £15.00.</footer>", ""),
        (f"{BILL}<p role=alert>Minimum order £15.00.</p>", ""),
        (f"{BILL}<p>Minimum order £30.00.</p>", "minimum-order"),
        ("<h1>Basket</h1><p role=alert>Minimum order £30.00.</p>", "minimum-order"),
        ("<h1>Basket</h1><p>Minimum order £30.00.</p>", ""),
        (f"{BILL}<p>Minimum order not reached.</p>", "minimum-order"),
    ],
)
def test_the_least_an_order_has_to_be_worth(body: str, expected: str) -> None:
    """A reason only where the goods fall short of it, or the page complains of it."""
    assert blocked(scene(body), Stage.BASKET) == expected


@pytest.mark.parametrize(
    ("lang", "told", "least", "none"),
    [
        ("en", "£12.00", "Minimum order value £20.00. No orders below this amount are accepted.", "There is no minimum order."),
        ("de", "12,00 €", "Der Mindestbestellwert beträgt 20,00 €. Ohne ihn ist keine Bestellung möglich.", "Wir liefern ohne Mindestbestellwert."),
        ("fr", "12,00 €", "Montant minimum de commande : 20,00 € (sans les frais de port).", "Sans minimum de commande."),
        ("es", "12,00 €", "Pedido mínimo de 20,00 € sin gastos de envío.", "Sin pedido mínimo."),
        ("it", "12,00 €", "Ordine minimo 20,00 € senza spese di spedizione.", "Nessun ordine minimo."),
        ("nl", "12,00 €", "Minimale bestelwaarde is € 20,00, zonder verzendkosten.", "Geen minimale bestelwaarde."),
        ("pt", "12,00 €", "O valor mínimo da encomenda é de 20,00 €, sem portes.", "Sem valor mínimo de encomenda."),
        ("pl", "12,00 zł", "Minimalna wartość zamówienia to 20,00 zł bez kosztów dostawy.", "Bez minimalnej wartości zamówienia."),
        ("sv", "120 kr", "Minsta ordervärde är 200 kr utan frakt.", "Inget minsta ordervärde."),
        ("ja", "1,200円", "ご注文は2,000円以上からとなります。送料なしの金額です。", "最低注文金額はありません。"),
    ],
)  # fmt: skip
def test_a_word_for_none_takes_back_only_what_it_stands_before(lang: str, told: str, least: str, none: str) -> None:
    bill = f"<h1>B</h1><table><tr><td>X</td><td>{told}</td></tr><tr><th>Total</th><td>{told}</td></tr></table>"
    assert blocked(scene(f"{bill}<p class=error>{least}</p>", lang), Stage.BASKET) == "minimum-order"
    assert blocked(scene(f"{bill}<p class=error>{none}</p>", lang), Stage.BASKET) == ""


def test_what_is_told_to_everybody_is_not_quoted() -> None:
    seen = scene("<p>Mindestbestellwert 15,00 €.</p><p>Ihr Warenkorb ist leer.</p>", "de")
    assert quote(seen) == "Ihr Warenkorb ist leer."


@pytest.mark.parametrize(
    ("lang", "text"),
    [("nl", "Er ligt nog niets in je winkelmandje."), ("de", "Es liegt noch nichts im Warenkorb."),
     ("fr", "Il n'y a rien dans votre panier."), ("it", "Non c'è ancora nulla nel carrello."), ("sv", "Det ligger inget i varukorgen.")],
)  # fmt: skip
def test_nothing_in_the_basket(lang: str, text: str) -> None:
    assert blocked(scene(f"<p>{text}</p>", lang), Stage.BASKET) == "empty-basket"
