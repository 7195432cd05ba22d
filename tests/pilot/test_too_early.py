"""A total that stands in the basket is not the final one, whatever the way on is called: nobody was named yet."""

from __future__ import annotations

import pytest

from feelint.model.walk import Decision, Stop
from feelint.model.words import Outcome, Stage
from feelint.pilot import Memory, decide
from tests.pilot.scenes import after_adding, done, memory, scene, step

BILLS = """<table><tr><td>A<td>40,00 €<tr><td>{0}<td>
<label><input type=radio name=d {2}>{1}: 4,00 €</label> <label><input type=radio name=d>Express: 9,00 €</label>
<tr><th>Total<td>44,00 €</table>"""
ADDRESS = (
    "<h1>Details</h1><form><label>First name <input></label><label>City <input></label><button>Next</button></form>"
)
PAYING = "<fieldset><legend>Payment</legend><label><input type=radio name=m checked>Invoice</label><label><input type=radio name=m>Cash</label></fieldset>"  # fmt: skip


def basket(heading: str, word: str, more: str = "", shown: str = "checked") -> str:
    """A basket that lists its deliveries, over a link or a button that says to order."""
    return f"<h1>{heading}</h1>{BILLS.format('Delivery', 'Standard shipping', shown)}{more}{word}"


WAYS = [
    ("fr", "Panier", "<a href=/caisse>Valider la commande</a>"),
    ("fr", "Mon panier", "<form method=post><button>Passer la commande</button></form>"),
    ("es", "Carrito", "<a href=/pago>Realizar pedido</a>"),
    ("de", "Warenkorb", "<a href=/kasse>Bestellung abschließen</a>"),
    ("nl", "Winkelwagen", "<a href=/kassa>Bestelling plaatsen</a>"),
    ("pl", "Koszyk", "<form method=post><button>Zamawiam</button></form>"),
    ("it", "Carrello", "<a href=/cassa>Concludi ordine</a>"),
]


@pytest.mark.parametrize(("lang", "heading", "word"), WAYS)
def test_a_basket_that_lists_deliveries_is_left_by_what_is_called_an_order(lang: str, heading: str, word: str) -> None:
    decision, _ = decide(scene(basket(heading, word), lang), after_adding())
    assert isinstance(decision, Decision)
    assert decision.stage is Stage.BASKET
    assert done(decision)[-1][0] == "press"


@pytest.mark.parametrize(("lang", "heading", "word"), WAYS)
def test_it_is_not_left_once_somebody_was_named_or_where_it_asks_how_to_pay(lang: str, heading: str, word: str) -> None:
    """From there on such words may order."""
    told = step(scene(ADDRESS), after_adding())
    for html, before in ((basket(heading, word), told), (basket(heading, word, PAYING), after_adding())):
        seen = scene(html, lang)
        found, _ = decide(seen, before)
        presses = [a.name for a in found.actions if a.kind == "press"] if isinstance(found, Decision) else []
        assert presses == []


@pytest.mark.parametrize("heading", ["Ihre Auswahl", "", "La tua bottega"])
@pytest.mark.parametrize("signed_in", [False, True])
def test_no_total_is_final_while_nobody_was_named(heading: str, signed_in: bool) -> None:
    """A page that calls itself nothing, with a bill and a button that orders: nobody could have ordered yet."""
    before: Memory = after_adding(memory(signed_in=signed_in))
    found, _ = decide(scene(basket(heading, "<form method=post><button>Place order</button></form>")), before)
    assert isinstance(found, Stop)
    wanted = (Outcome.REACHED, "final-total") if signed_in else (Outcome.BLOCKED, "no-final-total")
    assert (found.outcome, found.reason) == wanted


def test_it_is_final_where_the_page_itself_asks_who_orders() -> None:
    form = "<form><label>First name <input value=A></label><label>City <input value=B></label>{0}</form>"
    html = basket("Checkout", form.format("<button>Place order</button>"), PAYING)
    found, _ = decide(scene(html), after_adding())
    assert isinstance(found, Stop)
    assert (found.outcome, found.reason) == (Outcome.REACHED, "final-total")


@pytest.mark.parametrize(
    ("word", "pressed"),
    [("確認する", False), ("確認画面へ", True), ("確認して注文する", False), ("注文する", False), ("確定する", False)],
)
def test_in_japanese_to_check_leads_to_the_last_page_and_to_settle_orders(word: str, pressed: bool) -> None:
    ways = "<label><input type=radio name=m checked>銀行振込</label><label><input type=radio name=m>代金引換</label>"
    rows = "<table><tr><td>弁当箱<td>4,000円<tr><td>送料<td>500円<tr><td>合計<td>4,500円</table>"
    html = f"<h1>お支払い方法</h1><form method=post>{rows}{ways}<button>{word}</button></form>"
    found, _ = decide(scene(html, "ja"), step(scene(ADDRESS), after_adding(memory("JP"))))
    assert (isinstance(found, Decision) and ("press", word) in done(found)) is pressed
