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
