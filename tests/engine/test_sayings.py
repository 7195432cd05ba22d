"""Sentences of pages, denials, personal data and prominence."""

from typing import Any

import pytest

from feelint.engine.denials import denials
from feelint.engine.personal import asks_personal
from feelint.engine.prominence import prominence, stands_out
from feelint.engine.sayings import claiming, kinds_named, naming, sayings, tax_rates
from feelint.extract.lexicon import LANGUAGES
from feelint.model.ledger import Step
from feelint.model.scene import Amount, Box, Look
from feelint.testing.small_ledger import small_ledger


def ledger(**at: Any) -> Any:
    return small_ledger({"price": "40.00", "items": [{"label": "Mug", "amount": "40.00"}], "at": at})


def test_sentences_are_told_apart() -> None:
    steps = ledger(basket={"text": "No booking fees. Resort fee €3\nVAT is 20 %. Save 10 % today"}).steps
    assert [s.text for s in sayings(steps[1:2])] == [
        "No booking fees.",
        "Resort fee €3",
        "VAT is 20 %.",
        "Save 10 % today",
    ]
    assert [s.text for s in claiming(steps, {"no_fees"})] == ["No booking fees."]
    assert list(naming(steps, "resort FEE")) == ["Resort fee €3"]
    assert list(map(int, tax_rates(steps))) == [20]


def test_kinds_are_named_in_sentences() -> None:
    assert "fee" in kinds_named("A 3 % surcharge applies to credit cards")
    assert "duty" in kinds_named("Plus import duty of €3")
    assert not kinds_named("Made by hand in Leeds")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Free delivery", True),
        ("Free delivery over €30", True),
        ("Free delivery over €50", False),
        ("Free delivery for members", False),
        ("Ab 50 € versandkostenfrei", False),
        ("Delivery €4.99", False),
    ],
)
def test_denials_hold_for_the_basket(text: str, made: bool) -> None:
    assert bool(list(denials(ledger(product={"texts": [text]})))) == made


UNDER = {
    "en": ("EUR", "No service fee for orders under €20"),
    "de": ("EUR", "Keine Gebühren bei Bestellungen unter 20 €"),
    "fr": ("EUR", "Sans frais de service pour les commandes inférieures à 20 €"),
    "es": ("EUR", "Sin gastos de gestión en pedidos de menos de 20 €"),
    "it": ("EUR", "Nessuna commissione per ordini inferiori a 20 €"),
    "nl": ("EUR", "Geen servicekosten bij bestellingen onder 20 €"),
    "pt": ("EUR", "Sem taxas para encomendas inferiores a 20 €"),
    "pl": ("PLN", "Bez prowizji dla zamówień poniżej 20 zł"),
    "sv": ("SEK", "Inga avgifter för beställningar under 20 kr"),
    "ja": ("JPY", "20円未満のご注文は手数料無料"),
}
OVER = {
    "en": ("EUR", "No service fee on orders over €20"),
    "de": ("EUR", "Keine Gebühren ab 20 €"),
    "fr": ("EUR", "Sans frais à partir de 20 €"),
    "es": ("EUR", "Sin comisiones a partir de 20 €"),
    "it": ("EUR", "Nessuna commissione oltre i 20 €"),
    "nl": ("EUR", "Geen servicekosten vanaf 20 €"),
    "pt": ("EUR", "Sem taxas acima de 20 €"),
    "pl": ("PLN", "Bez prowizji powyżej 20 zł"),
    "sv": ("SEK", "Inga avgifter över 20 kr"),
    "ja": ("JPY", "20円以上のご注文は手数料無料"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("below", [True, False])
def test_a_denial_with_a_limit_holds_on_its_side_of_it(lang: str, below: bool) -> None:
    currency, text = (UNDER if below else OVER)[lang]
    goods = {"10": below, "40": not below}
    for price, made in goods.items():
        order = {"currency": currency, "price": price, "items": [{"label": "Mug", "amount": price}]}
        told = small_ledger({**order, "at": {"product": {"texts": [text]}}})
        assert bool(list(denials(told))) == made


@pytest.mark.parametrize(
    "text",
    [
        "No booking fees for members on orders over €20",
        "Keine Servicegebühr unter $100",
        "Free delivery from £5, in the app only, with code SPRING",
    ],
)
def test_a_limit_does_not_make_up_for_another_condition_or_currency(text: str) -> None:
    order = {"currency": "EUR", "price": "40", "items": [{"label": "Mug", "amount": "40"}]}
    assert not list(denials(small_ledger({**order, "at": {"product": {"texts": [text]}}})))


@pytest.mark.parametrize(
    ("text", "label", "covered"),
    [
        ("No card fees", "Credit card fee", True),
        ("No credit card fees", "Payment fee", True),
        ("No surcharge for debit cards", "Credit card fee", False),
        ("No surcharge for PayPal", "PayPal fee", True),
    ],
)
def test_a_denial_for_one_means_of_payment_is_none_for_another(text: str, label: str, covered: bool) -> None:
    fee = {"label": label, "kind": "payment_fee", "amount": "2", "counted": "review"}
    told = small_ledger({"price": "40", "at": {"product": {"texts": [text]}}, "charges": [fee]})
    (denial,) = denials(told)
    assert denial.covers(told.charges[-1]) is covered


def field(label: str, **more: Any) -> dict[str, Any]:
    return {"tag": "input", "type": "text", "name": label, "label": label, "form": 1, **more}


def step(stage: str, *controls: dict[str, Any]) -> Step:
    steps = small_ledger(
        {"stages": ["product", "basket", "details"], "at": {stage: {"controls": list(controls)}}}
    ).steps
    return next(step for step in steps if step.stage == stage)


@pytest.mark.parametrize(
    ("asked", "personal"),
    [
        (step("details", field("First name"), field("Street")), True),
        (step("details", field("E-Mail", type="email")), True),
        (step("details", field("", autocomplete="section-a shipping given-name")), True),
        (step("basket", field("Vorname"), field("Straße")), True),
        (step("basket", field("Email", type="email")), False),
        (step("product", field("Your email for newsletter"), field("Name")), False),
        (step("basket", field("Postcode")), False),
        (step("details", field("Discount code")), False),
        (step("details", field("Email", visible=False)), False),
        (step("details", field("Email", disabled=True)), False),
    ],
)
def test_what_asks_for_personal_data(asked: Step, personal: bool) -> None:
    assert asks_personal(asked) is personal


def amount(**look: Any) -> Amount:
    return Amount(text="€1", money=None, look=Look(box=Box(x=0, y=0, w=1, h=1), **look) if look else None)


def test_what_stands_out() -> None:
    large, small = amount(font_px=20), amount(font_px=14)
    assert stands_out(large, small) is True
    assert stands_out(small, large) is False
    assert stands_out(large, large) is True
    assert stands_out(amount(), large) is None
    assert prominence(amount(font_px=20, weight=700)) == 23
    assert prominence(amount(font_px=20, contrast=1.2)) == 0
    assert prominence(large.model_copy(update={"visible": False})) == 0
