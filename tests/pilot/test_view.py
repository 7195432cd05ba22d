"""What all parts of the pilot share: names of states, labels without amounts, which fields ask for what."""

from __future__ import annotations

import pytest

from feelint.model.words import ChargeKind
from feelint.pilot.view import (
    asks_address,
    asks_card,
    card_forms,
    datum_of,
    fields,
    is_ours,
    is_private,
    may_order,
    option_kind,
    plain_label,
    plain_labels,
    search_forms,
    signature,
)
from tests.pilot.scenes import BILL, button, scene


def test_a_signature_names_a_state() -> None:
    """Typing changes nothing; another total, a new alert, a fresh heading or another path does."""
    one = scene("<h1>Basket</h1>" + BILL + "<input name=q>")
    assert signature(one) == signature(scene("<h1>Basket</h1>" + BILL + "<input name=q value=typed>"))
    others = [
        scene("<h1>Basket</h1>" + BILL.replace("44.95", "45.95") + "<input name=q>"),
        scene("<h1>Details</h1>" + BILL + "<input name=q>"),
        scene("<h1>Basket</h1>" + BILL + "<input name=q><p role=alert>Choose</p>"),
        scene("<h1>Basket</h1>" + BILL + "<input name=q>", url="https://shop.test/other"),
        scene("<h1>Basket</h1>" + BILL + "<input name=q><button>Continue</button>"),
    ]
    assert len({signature(one), *map(signature, others)}) == 6


def test_clocks_and_counters_make_no_new_state() -> None:
    assert signature(scene("<h1>Basket (1)</h1><button>Held for 9:59</button>")) == signature(
        scene("<h1>Basket (1)</h1><button>Held for 9:58</button>")
    )


@pytest.mark.parametrize(
    ("text", "label"),
    [("Express (+£4.95)", "express"), ("Standard – 4,90 €", "standard"), ("DHL: 1.234,50 EUR", "dhl"), ("宅配 550円", "宅配"),
     ("£4.95", ""), ("Frakt 49 kr", "frakt")],
)  # fmt: skip
def test_plain_label(text: str, label: str) -> None:
    assert plain_label(text) == label


def test_options_that_differ_in_numbers_alone_keep_them() -> None:
    texts = ["Today, 5 pm to 7 pm – $4.95", "Today, 7 pm to 9 pm – $6.95", "Tomorrow, 5 pm to 7 pm – FREE"]
    assert plain_labels(texts) == ("today, 5 pm to 7 pm", "today, 7 pm to 9 pm", "tomorrow, pm to pm – free")
    assert plain_labels(["Express £4.95", "Express £9.95"]) == ("express", "express")


@pytest.mark.parametrize(
    ("body", "address", "card"),
    [
        ("<label>First name <input></label><label>City <input></label>", True, False),
        ("<label>Straße <input></label><label>PLZ <input></label>", True, False),
        ("<label>郵便番号 <input></label><label>氏名 <input></label>", True, False),
        ("<form><label>Email <input type=email></label><button>Continue</button></form>", True, False),
        ("<form><label>Email <input type=email></label><button>Subscribe</button></form>", False, False),
        ("<form><input type=search><button>Search</button></form>", False, False),
        ("<label>City <input disabled></label><label>Postcode <input disabled></label>", False, False),
        ("<form><label>Card number <input></label></form>", False, True),
        ("<form hidden><label>Card number <input></label></form>", False, False),
    ],
)
def test_what_is_asked(body: str, address: bool, card: bool) -> None:
    seen = scene(body)
    assert (asks_address(seen), asks_card(seen), bool(card_forms(seen))) == (address, card, card)


def test_fields() -> None:
    seen = scene("<label>City <input></label><input type=hidden><label>Zip <input disabled></label><input type=radio>")
    assert [(c.name, d) for c, d in fields(seen)] == [("City", "city")]
    assert [is_ours(d) for d in ("search", "coupon", "newsletter_email", "city", None)] == [
        False,
        False,
        False,
        True,
        True,
    ]


def test_a_select_box_wants_no_house_number() -> None:
    """The number of a kind of room, by its maker's name."""
    kinds = "<select name=numero_tipo><option value=1>Doppia<option value=2>Suite</select>"
    seen = scene(f"<form>{kinds}<button>Avanti</button></form>", "it")
    assert datum_of(seen.controls[0]) is None
    assert not asks_address(seen)
    assert datum_of(scene("<input name=numero_civico>", "it").controls[0]) == "house_number"


def test_datum_by_placeholder_and_neighbourhood() -> None:
    seen = scene("<input placeholder=Nachname><p>Vorname <input></p>", "de")
    assert [datum_of(c) for c in seen.controls] == ["last_name", "first_name"]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (
            "<fieldset><legend>Delivery</legend><label><input type=radio>Express</label></fieldset>",
            ChargeKind.FULFILLMENT,
        ),
        ("<label><input type=checkbox>Versicherung 2,99 €</label>", ChargeKind.INSURANCE),
        ("<label><input type=checkbox>Don à une association</label>", ChargeKind.DONATION),
        ("<label><input type=checkbox>Blue</label>", ChargeKind.UNKNOWN),
    ],
)
def test_option_kind(html: str, kind: ChargeKind) -> None:
    assert option_kind(scene(html).controls[0]) is kind


@pytest.mark.parametrize(
    ("name", "orders"),
    [("Pay now", True), ("Bestellen", True), ("Checkout", False), ("Sign in", False), ("Add to basket", False),
     ("Continue", False), ("注文を確定する", True), ("Review order", False)],
)  # fmt: skip
def test_may_order(name: str, orders: bool) -> None:
    assert may_order(button(name)) is orders


@pytest.mark.parametrize(
    ("url", "private"),
    [("http://127.0.0.1:80/", True), ("http://localhost/", True), ("http://a.test/", True), ("http://10.0.0.1/", True),
     ("http://[::1]/", True), ("https://example.com/", False), ("https://test.com/", False), ("", False)],
)  # fmt: skip
def test_private(url: str, private: bool) -> None:
    assert is_private(url) is private


def test_an_email_under_a_newsletters_heading_subscribes() -> None:
    """Alone in its form; beside other fields it is the customer's."""
    body = "<h4>Sign up for our newsletter</h4><form><input placeholder='you@mail.com'>{0}<button>Go</button></form>"
    assert [datum for _, datum in fields(scene(body.format("")))] == ["newsletter_email"]
    assert [datum for _, datum in fields(scene(body.format("<input name=city aria-label=City>")))] == ["email", "city"]


@pytest.mark.parametrize(
    ("fields", "button", "aside"),
    [
        ("<label>Coupon code <input></label>", "Redeem", True),
        ("<label>Coupon code <input></label>", "Continue", False),
        (
            "<label>Coupon code <input></label><label>Bank <select><option>A<option>B</select></label>",
            "Next step",
            False,
        ),
        ("<input type=search>", "Continue", True),
        ("<label>Newsletter e-mail <input></label>", "Continue", True),
    ],
)
def test_a_form_that_redeems_and_leads_on_is_part_of_the_way(fields: str, button: str, *, aside: bool) -> None:
    assert bool(search_forms(scene(f"<form>{fields}<button>{button}</button></form>"))) == aside


@pytest.mark.parametrize(
    ("lang", "code", "apply", "other", "aside"),
    [
        ("fr", "Code promo", "Appliquer", "Terminer la commande", False),
        ("de", "Gutscheincode", "Einlösen", "Jetzt bestellen", False),
        ("es", "Código de descuento", "Aplicar", "Enviar", False),
        ("fr", "Code promo", "Valider", "", True),
        ("it", "Codice sconto", "Applica", "Annulla", True),
    ],
)
def test_a_form_that_redeems_and_orders_is_part_of_the_way(
    lang: str, code: str, apply: str, other: str, *, aside: bool
) -> None:
    """One form around the whole last page; a lone "Valider" redeems."""
    second = f"<button>{other}</button>" if other else ""
    body = f"<form><label>{code} <input></label><button>{apply}</button>{second}</form>"
    assert bool(search_forms(scene(body, lang))) == aside


def test_a_hint_behind_a_search_field_asks_for_nothing() -> None:
    """A twin that nobody can write into does not make another form of it."""
    body = "<form><input readonly><input name=q placeholder=Search required><button></button></form>"
    assert len(search_forms(scene(body))) == 1


def test_a_form_that_puts_the_item_in_is_no_search() -> None:
    """Days and guests are asked for by searches too; here they are the item's."""
    body = """<form><label>Check-in <input readonly value=12/02></label><label>Guests <select name=guests><option>1 guest<option>2 guests</select></label>
<button>{}</button></form>"""
    assert search_forms(scene(body.format("Add to basket"))) == frozenset()


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [("pl", "Ulica i numer: linia 1", "Ulica i numer: linia 2"), ("fr", "Adresse : ligne 1", "Adresse : ligne 2")],
)
def test_a_second_line_for_the_street_may_stay_empty(lang: str, first: str, second: str) -> None:
    form = f"<form><label>{first} <input required></label><label>{second} <input></label></form>"
    assert [datum for _, datum in fields(scene(form, lang))] == ["street", "street_extra"]


def test_two_streets_that_are_both_required_are_two_streets() -> None:
    form = "<form><label>Street <input required></label><label>Street <input required></label></form>"
    assert [datum for _, datum in fields(scene(form))] == ["street", "street"]
