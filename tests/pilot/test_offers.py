"""Deliveries and ways to pay that are no radios: which rows of buttons, tiles and links are such, and what is taken."""

from __future__ import annotations

from typing import Any

import pytest

from feelint.model.scene import Scene
from feelint.model.walk import Decision
from feelint.model.words import Stage
from feelint.pilot import decide, signature
from feelint.pilot.memory import Memory
from feelint.pilot.offers import met, offers, taking
from feelint.pilot.presets import folded_delivery
from tests.pilot.scenes import after_adding, done, memory, scene, step

URL = "https://shop.test/checkout?step=2"
STEPS = "<ol><li>Address</li><li aria-current=step>Delivery</li><li>Payment</li><li>Review</li></ol>"
BILL = "<table><tr><td>Lamp</td><td>£40.00</td></tr><tr><th>Total</th><td>£40.00</td></tr></table>"


def toggles(*names: str, on: int = -1) -> str:
    marks = (str(at == on).lower() for at, _ in enumerate(names))
    return "".join(
        f"<button type=button aria-pressed={mark}>{name}</button>" for mark, name in zip(marks, names, strict=True)
    )


def tiles(*names: str) -> str:
    return "".join(f"<div onclick=take()>{name}</div>" for name in names)


def kinds(body: str, lang: str = "en", url: str = URL) -> list[tuple[str, int]]:
    return [(offer.kind, len(offer.options)) for offer in offers(scene(body, lang, url=url))]


@pytest.mark.parametrize(
    ("lang", "heading", "names", "kind"),
    [
        ("en", "Delivery", ("Royal Mail, 3 working days", "DPD, 1 working day"), "delivery"),
        ("de", "Versandart", ("DHL Paket 4,90 €", "Abholung im Laden"), "delivery"),
        ("fr", "Livraison", ("Colissimo", "Mondial Relay"), "delivery"),
        ("es", "Envío", ("Correos", "Recogida en tienda"), "delivery"),
        ("it", "Spedizione", ("Corriere espresso", "Ritiro in negozio"), "delivery"),
        ("nl", "Bezorging", ("PostNL", "Afhalen in de winkel"), "delivery"),
        ("pt", "Entrega", ("CTT", "Recolha na loja"), "delivery"),
        ("pl", "Dostawa", ("Kurier DPD", "Paczkomat InPost"), "delivery"),
        ("sv", "Leverans", ("PostNord", "Budbee"), "delivery"),
        ("ja", "配送方法", ("ヤマト運輸", "佐川急便"), "delivery"),
        ("en", "Payment", ("Bank transfer", "Invoice"), "payment"),
        ("de", "Zahlung", ("Rechnung", "Kreditkarte", "Vorkasse"), "payment"),
        ("fr", "Paiement", ("Carte bancaire", "Virement"), "payment"),
        ("es", "Pago", ("Tarjeta", "Transferencia"), "payment"),
        ("it", "Pagamento", ("Bonifico", "Contrassegno"), "payment"),
        ("nl", "Betaling", ("Bankoverschrijving", "Creditcard"), "payment"),
        ("pt", "Pagamento", ("Transferência bancária", "Cartão"), "payment"),
        ("pl", "Płatność", ("Przelew", "Karta"), "payment"),
        ("sv", "Betalning", ("Faktura", "Kort"), "payment"),
        ("ja", "お支払い方法", ("銀行振込", "クレジットカード"), "payment"),
    ],
)
def test_rows_in_ten_languages(lang: str, heading: str, names: tuple[str, ...], kind: str) -> None:
    for row in (
        toggles(*names),
        tiles(*names),
        " ".join(f"<a href='?way={n}'>{name}</a>" for n, name in enumerate(names)),
    ):
        assert kinds(f"<h2>{heading}</h2>{row}", lang) == [(kind, len(names))]


@pytest.mark.parametrize(
    ("lang", "heading", "names"),
    [
        ("fr", "Mode de livraison", ("48 h 4,90 €", "24 h 9,90 €")),
        ("pl", "Sposób dostawy", ("w piątek 12,00 zł", "jutro 24,00 zł")),
    ],
)
def test_what_bears_a_price_each_below_a_heading_of_delivery(lang: str, heading: str, names: tuple[str, ...]) -> None:
    """Tiles and links; a set that says what is on of itself is a question of the page, and not taken before it is asked."""
    links = " ".join(f"<a href='?way={n}'>{name}</a>" for n, name in enumerate(names))
    for row, expected in ((tiles(*names), [("delivery", 2)]), (links, [("delivery", 2)]), (toggles(*names), [])):
        assert kinds(f"<h2>{heading}</h2>{row}", lang) == expected


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Payment</h2><form><button>Invoice</button><button>Bank transfer</button></form>",  # each submits
        "<h2>Delivery</h2><a href=/delivery/dhl>DHL</a><a href=/delivery/dpd>DPD</a>",  # each leads to a page
        "<h2>Delivery</h2>" + tiles("DHL"),
        "<h2>Delivery</h2>" + tiles("DHL", "DHL"),
        "<h2>Colour</h2>" + toggles("Red", "Blue"),
        "<h2>Pay</h2>" + toggles("Pay by card", "Pay by invoice"),  # words that pay are the fence's
        "<h2>Delivery</h2><button aria-expanded=false type=button>Express</button>"
        "<button aria-expanded=true type=button>Standard</button>",  # sections that open
        "<nav><a href=#d>Delivery</a><a href=#r>Returns</a><a href=#c>Contact</a></nav>",
        "<h2>Sizes</h2>" + tiles("Standard", "Large", "Extra large"),
        "<p>Standard</p><p>Express</p>",
        "<h2>Delivery</h2>" + tiles("Monday", "Tuesday"),  # when, and not how
        "<h2>Goes well with it</h2>" + tiles("Lamp oil £4.00", "Wick £2.00"),
    ],
)
def test_what_is_no_such_row(body: str) -> None:
    assert kinds(body) == []


def test_a_wallet_belongs_to_the_row_and_is_no_option() -> None:
    (offer,) = offers(scene("<h2>Payment</h2>" + toggles("Bank transfer", "PayPal", "Invoice")))
    assert offer.names == ("bank transfer", "invoice")


def delivery(row: str) -> Scene:
    return scene(f"{STEPS}<h2>Delivery</h2>{row}{BILL}<form><button>Continue</button></form>", url=URL)


def checkout(**wants: Any) -> Memory:
    basket = scene("<h1>Basket</h1><table><tr><td>Lamp</td><td>£40.00</td></tr></table><button>Checkout</button>")
    return step(basket, after_adding(memory(**wants)))


def test_the_cheapest_is_pressed_once_and_what_is_on_stays() -> None:
    page = delivery(tiles("DHL Express £9.90", "Royal Mail £3.20"))
    decision, after = decide(page, checkout())
    assert done(decision) == [("press", "Royal Mail £3.20")]
    assert isinstance(decision, Decision)
    again, _ = decide(page, after.with_visit(signature(page), page.url, decision))
    assert done(again) == [("press", "Continue")]
    on = delivery(toggles("DHL Express £9.90", "Royal Mail £3.20", on=1))
    assert done(decide(on, checkout())[0]) == [("press", "Continue")]


def test_without_prices_what_stands_stays_and_is_varied() -> None:
    page = delivery(toggles("DHL", "Royal Mail", on=0))
    decision, after = decide(page, checkout())
    assert done(decision) == [("press", "Continue")]
    (choice,) = [one for one in after.choices if one.kind == "delivery"]
    assert (choice.options, choice.chosen) == (("dhl", "royal mail"), "dhl")
    told = checkout(overrides=((choice.key, "royal mail"),))
    decision, after = decide(page, told)
    assert done(decision) == [("press", "Royal Mail")]
    assert [one.chosen for one in after.choices if one.key == choice.key] == ["royal mail"]


def test_what_is_on_is_unknown_where_nothing_says_so() -> None:
    page = delivery(tiles("DHL", "Royal Mail"))
    (choice,) = met(page, checkout(), Stage.DELIVERY)
    assert choice.chosen == ""
    linked = scene("<h2>Delivery</h2><a href='?step=2'>DHL</a><a href='?step=3'>DPD</a>", url=URL)
    assert [offer.standing for offer in offers(linked)] == [0]


@pytest.mark.parametrize("stage", [Stage.PRODUCT, Stage.REVIEW])
def test_before_the_basket_and_on_the_last_page_nothing_is_taken(stage: Stage) -> None:
    assert taking(delivery(tiles("DHL Express £9.90", "Royal Mail £3.20")), checkout(), stage) is None


def test_ways_to_pay_that_may_be_the_order_are_not_pressed() -> None:
    """Nothing else leads on from the page: the press itself may pay."""
    row = "<h2>Payment</h2>" + tiles("Invoice", "Bank transfer")
    key = offers(scene(row, url=URL))[0].key
    told = checkout(overrides=((key, "invoice"),))
    assert taking(scene(row + BILL, url=URL), told, Stage.PAYMENT) is None
    assert taking(scene(f"{row}{BILL}<button>Continue</button>", url=URL), told, Stage.PAYMENT) is not None


def test_a_list_box_that_stands_on_a_delivery_is_opened_and_its_cheapest_entry_taken() -> None:
    box = "<button type=button role=combobox aria-label='Delivery method' aria-haspopup=listbox>DHL Express £9.90</button>"
    closed = delivery(box)
    decision, after = decide(closed, checkout())
    assert done(decision) == [("press", "Delivery method")]
    assert isinstance(decision, Decision)
    entries = "".join(f"<li role=option>{name}</li>" for name in ("DHL Express £9.90", "Royal Mail £3.20"))
    opened = delivery(f"{box}<ul role=listbox>{entries}</ul>")
    decision, after = decide(opened, after.with_visit(signature(closed), closed.url, decision))
    assert done(decision) == [("press", "Royal Mail £3.20")]
    (choice,) = after.choices
    assert (choice.kind, choice.options, choice.chosen) == ("delivery", ("dhl express", "royal mail"), "royal mail")


@pytest.mark.parametrize(
    ("lang", "name"),
    [
        ("en", "Change delivery method"), ("de", "Versandart ändern"), ("fr", "Modifier le mode de livraison"),
        ("pl", "Zmień sposób dostawy"), ("sv", "Ändra leveranssätt"), ("ja", "配送方法を変更する"),
    ],
)  # fmt: skip
def test_a_change_that_names_the_delivery_is_opened_once(lang: str, name: str) -> None:
    page = scene(f"<p>DHL</p><button type=button>{name}</button>", lang)
    found = folded_delivery(page, memory(), Stage.DELIVERY)
    assert found is not None
    assert found.name == name
    linked = scene(f"<p>DHL</p><a href=/checkout/delivery>{name}</a>", lang)
    assert folded_delivery(linked, memory(), Stage.DELIVERY) is None, "it leads back"


@pytest.mark.parametrize("wallet", ["iDEAL", "Swish", "Klarna", "PayPal"])
def test_of_an_open_list_the_wanted_entry_is_taken_though_a_wallet_stands_above_it(wallet: str) -> None:
    """The wallet is no option, and the others keep their places in the list."""
    box = "<button type=button role=combobox aria-label=Betaalmethode aria-haspopup=listbox>Contant</button>"
    entries = "".join(f"<li role=option>{name}</li>" for name in (wallet, "Contant", "Overboeking"))
    shut, shown = delivery(box), delivery(f"{box}<ul role=listbox>{entries}</ul>")
    decision, after = decide(shown, step(shut, checkout()))
    (choice,) = after.choices
    assert (done(decision), choice.options) == ([("press", "Contant")], ("contant", "overboeking"))
    told = step(shut, checkout(overrides=((choice.key, "overboeking"),)))
    assert done(decide(shown, told)[0]) == [("press", "Overboeking")]
