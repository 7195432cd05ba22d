"""What costs nothing: an item that is given away, and an order whose total is nought."""

from __future__ import annotations

import pytest

from feelint.model.walk import Stop
from feelint.model.words import Outcome
from feelint.pilot import Memory, decide
from tests.pilot.scenes import after_adding, memory, scene, step

ADDRESS = "<h1>Your details</h1><form><label>Name <input></label><label>E-mail <input type=email></label><button>Next</button></form>"
ORDER = "<form method=post><button>{}</button></form>"


def told() -> Memory:
    return step(scene(ADDRESS), after_adding())


@pytest.mark.parametrize(
    ("lang", "price", "word"), [("en", "Free", "Get it"), ("de", "Kostenlos", "Her damit"), ("ja", "無料", "もらう")]
)
def test_no_unknown_word_is_pressed_where_nothing_has_to_be_paid(lang: str, price: str, word: str) -> None:
    """One press may order what is given away: only words that put something into a basket are pressed there."""
    stop, _ = decide(
        scene(f"<h1>Tides</h1><p>{price}</p><form method=post><button>{word}</button></form>", lang), memory()
    )
    assert isinstance(stop, Stop)
    assert (stop.outcome, stop.reason) == (Outcome.LOST, "no-price")


@pytest.mark.parametrize(
    ("lang", "total", "sum", "word"),
    [
        ("en", "Total", "£0.00", "Place order"), ("de", "Gesamtsumme", "0,00 €", "Kostenlos bestellen"), ("fr", "Total", "0,00 €", "Valider la commande"),
        ("es", "Total", "0,00 €", "Realizar pedido"), ("it", "Totale", "0,00 €", "Conferma ordine"), ("nl", "Totaal", "€ 0,00", "Bestelling plaatsen"),
        ("pt", "Total", "0,00 €", "Finalizar encomenda"), ("pl", "Razem", "0,00 zł", "Zamawiam"), ("sv", "Totalt", "0 kr", "Slutför beställning"),
        ("ja", "合計", "0円", "注文を確定する"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("voucher", [False, True])
def test_a_total_of_nought_is_a_total(lang: str, total: str, sum: str, word: str, voucher: bool) -> None:
    goods = (
        sum.replace("0,00", "12,00").replace("0.00", "12.00").replace("0 kr", "12 kr").replace("0円", "1200円")
        if voucher
        else sum
    )
    rows = f"<tr><td>Tides, PDF</td><td>{goods}</td></tr>" + (
        f"<tr><td>Voucher</td><td>-{goods}</td></tr>" if voucher else ""
    )
    seen = scene(
        f"<h1>Check</h1><table>{rows}<tr><th>{total}</th><td>{sum}</td></tr></table>" + ORDER.format(word), lang
    )
    stop, _ = decide(seen, told())
    assert isinstance(stop, Stop)
    assert (stop.outcome, stop.reason) == (Outcome.REACHED, "final-total")
    assert seen.bill is not None
    assert seen.bill.total is not None
    assert not seen.bill.total.amount
