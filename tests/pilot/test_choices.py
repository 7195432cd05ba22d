"""Groups of choices, and which option the base walk takes."""

from __future__ import annotations

import pytest

from feelint.model.words import Stage
from feelint.pilot.choices import (
    Group,
    as_choice,
    group_key,
    groups,
    instead,
    key_on_this_walk,
    name_of,
    presets_extra,
    price_of,
    reachable,
    same_option,
    take,
    take_action,
)
from feelint.pilot.lexis import needs_card
from feelint.pilot.memory import Memory
from tests.pilot.scenes import memory, scene


def radios(*labels: str, legend: str = "", checked: int = -1) -> str:
    inner = "".join(
        f"<label><input type=radio name=g{' checked' * (n == checked)}{' disabled' * label.startswith('!')}>{label.strip('!')}</label>"
        for n, label in enumerate(labels)
    )
    return f"<form><fieldset><legend>{legend}</legend>{inner}</fieldset></form>"


def taken(body: str, lang: str = "en", remembered: Memory | None = None) -> str:
    seen = scene(body, lang)
    (group,) = groups(seen)
    option = take(seen, remembered or memory(), group)
    assert option is not None
    return option.name


@pytest.mark.parametrize(
    ("lang", "labels", "legend", "kind"),
    [
        ("en", ("Standard £4.95", "Express £9.95"), "Delivery", "delivery"),
        ("de", ("DHL 4,90 €", "Selbstabholung"), "Versandart", "delivery"),
        ("en", ("Royal Mail, 3 working days", "DPD, next day"), "", "delivery"),
        ("fr", ("Carte bancaire", "Virement"), "Paiement", "payment"),
        ("es", ("Tarjeta", "PayPal", "Contra reembolso"), "", "payment"),
        ("it", ("Bonifico", "Contrassegno"), "Metodo di pagamento", "payment"),
        ("nl", ("iDEAL", "Creditcard"), "", "payment"),
        ("pl", ("BLIK", "Przelew"), "", "payment"),
        ("sv", ("Swish", "Faktura"), "Betalning", "payment"),
        ("ja", ("クレジットカード", "代金引換"), "お支払い方法", "payment"),
        ("pt", ("Pix", "Boleto"), "", "payment"),
        ("en", ("Pay on delivery",), "", "payment"),
        ("de", ("Zahlung bei Lieferung", "Zahlung bei Abholung"), "", "payment"),
        ("fr", ("Paiement à la livraison",), "Choisissez", "payment"),
        ("es", ("Pago contra entrega",), "", "payment"),
        ("it", ("Pagamento alla consegna",), "", "payment"),
        ("nl", ("Betalen bij levering", "Contant bij bezorging"), "", "payment"),
        ("pt", ("Pagamento na entrega",), "", "payment"),
        ("pl", ("Płatność przy odbiorze",), "", "payment"),
        ("sv", ("Betala vid leverans",), "", "payment"),
        ("ja", ("お支払いは店頭で",), "", "payment"),
        ("it", ("Platea 20,00 €", "Palco 35,00 €"), "", "other"),
        ("en", ("Continue as guest", "Create an account"), "", "account"),
        ("en", ("No insurance", "Insurance £5.00"), "", "extra"),
        ("en", ("Blue", "Red"), "Colour", "other"),
    ],
)
def test_kinds_in_ten_languages(lang: str, labels: tuple[str, ...], legend: str, kind: str) -> None:
    (group,) = groups(scene(radios(*labels, legend=legend), lang))
    assert (group.kind, len(group.options)) == (kind, len(labels))


@pytest.mark.parametrize(
    ("labels", "legend", "checked", "expected"),
    [
        (("Express £9.95", "Standard £4.95"), "Delivery", 0, "Standard £4.95"),
        (("Express £9.95", "Collect in store (free)"), "Delivery", 0, "Collect in store (free)"),
        (("Standard £4.95", "Economy £4.95"), "Delivery", 1, "Economy £4.95"),
        (("Standard", "Express"), "Delivery", 1, "Express"),
        (("Standard", "Express"), "Delivery", -1, "Standard"),
        (("!Economy £1.00", "Standard £4.95", "Express £9.95"), "Delivery", -1, "Standard £4.95"),
        (("Credit card", "Bank transfer", "PayPal"), "Payment", 0, "Bank transfer"),
        (("Visa", "Mastercard"), "Payment", 1, "Mastercard"),
        (("Credit card", "Invoice"), "Payment", 1, "Invoice"),
        (("Create an account", "Continue as guest"), "", 0, "Continue as guest"),
        (("Blue", "Red"), "Colour", 1, "Red"),
        (("Gold £50.00", "Silver £40.00"), "Finish", -1, "Silver £40.00"),
    ],
)
def test_what_is_taken(labels: tuple[str, ...], legend: str, checked: int, expected: str) -> None:
    """Cheapest delivery, a payment without card data, guest, presets, else the cheapest or first."""
    assert taken(radios(*labels, legend=legend, checked=checked)) == expected


def test_a_preset_payment_without_card_data_stays() -> None:
    """As the docstring of _payment has it: the preset one if it needs no card."""
    assert taken(radios("Cash on delivery (+£5.00)", "Invoice", legend="Payment", checked=1)) == "Invoice"


def test_nothing_usable() -> None:
    assert groups(scene(radios("!a", "!b", legend="Delivery"))) == []
    assert take(scene(""), memory(), Group("k", "delivery", "", ())) is None


def test_a_probe_takes_what_it_was_told() -> None:
    """An override names group and option by their words, without the amounts."""
    body = radios("Standard £4.95", "Express £9.95", legend="Delivery")
    (group,) = groups(scene(body))
    told = memory(overrides=((group_key(group), "express"),))
    assert taken(body, remembered=told) == "Express £9.95"
    assert group_key(group) == group_key(groups(scene(body.replace("4.95", "5.95")))[0])


def test_prices() -> None:
    seen = scene(
        radios("Standard £4.95", "Express <del>£9.95</del> £7.95", "Collect – free", "Other", legend="Delivery")
    )
    assert [f"{price_of(c, seen)}" for c in seen.controls] == ["4.95 GBP", "7.95 GBP", "0.00 GBP", "None"]


def test_one_form_per_option() -> None:
    """Buttons of one name beside an option each: the press takes the option."""
    seen = scene(
        "<h2>Delivery</h2><form><p>Express £9.95</p><button>Choose</button></form>"
        "<form><p>Standard £4.95</p><button>Choose</button></form>"
    )
    (group,) = groups(seen)
    option = take(seen, memory(), group)
    assert option is not None
    assert (group.kind, name_of(option)) == ("delivery", "standard")
    assert take_action(option, button=True).kind == "press"
    assert take_action(option, button=False).kind == "tick"


@pytest.mark.parametrize("word", ["Pay now", "Place order", "Jetzt kaufen", "Payer", "Pagar ahora", "注文を確定する"])
def test_two_order_buttons_are_no_choice(word: str) -> None:
    """One above the summary and one below."""
    assert (
        groups(scene(f"<h1>Payment</h1><p><button>{word}</button></p><p>PayPal</p><p><button>{word}</button></p>"))
        == []
    )


def test_choices_for_probes() -> None:
    """Delivery and payment with two options or more, each once."""
    seen = scene(radios("Standard £4.95", "Express £9.95", legend="Delivery", checked=0))
    (group,) = groups(seen)
    choice = as_choice(group, seen.controls[0], memory(), Stage.DELIVERY, seen)
    assert choice is not None
    assert (choice.kind, choice.options, choice.chosen) == ("delivery", ("standard", "express"), "standard")
    plain = scene(radios("Blue", "Red", legend="Colour"))
    (colour,) = groups(plain)
    assert as_choice(colour, colour.options[0], memory(), Stage.DELIVERY, plain) is None


def test_options_that_differ_in_numbers_alone_are_told_apart() -> None:
    body = radios("Today, 5 pm to 7 pm $4.95", "Today, 7 pm to 9 pm $4.95", legend="Delivery", checked=0)
    seen = scene(body)
    (group,) = groups(seen)
    choice = as_choice(group, seen.controls[0], memory(), Stage.DELIVERY, seen)
    assert choice is not None
    assert (choice.options, choice.chosen) == (("today, 5 pm to 7 pm", "today, 7 pm to 9 pm"), "today, 5 pm to 7 pm")
    told = memory(overrides=((choice.key, choice.options[1]),))
    dearer = body.replace("4.95", "5.95")
    assert taken(dearer, remembered=told) == "Today, 7 pm to 9 pm $5.95"


@pytest.mark.parametrize(
    ("checked", "free", "varied"), [(0, "No insurance £0.00", True), (1, "No insurance £0.00", False), (0, "Insurance plus £9.00", False)]
)  # fmt: skip
def test_a_paid_extra_that_is_preset_beside_a_free_option(checked: int, free: str, varied: bool) -> None:
    """An experiment takes the free one; a free preset, or extras that all cost, are no preset extra."""
    seen = scene(radios("Insurance £4.00", free, checked=checked))
    (group,) = groups(seen)
    choice = as_choice(group, seen.controls[checked], memory(), Stage.PRODUCT, seen)
    assert presets_extra(group, seen) is varied
    assert ((choice.kind, len(choice.options), choice.chosen) if choice else None) == (
        ("untick", 2, name_of(seen.controls[0])) if varied else None
    )


def test_reach() -> None:
    """Seen and enabled; one that is hidden with its box is not; a hidden one in a box of its own is taken by the box."""
    seen = scene("<input type=radio name=a><p hidden><input type=radio name=a></p><input type=radio name=a disabled>"
                 "<p><input type=radio name=a hidden> Express</p>")  # fmt: skip
    assert [reachable(c) for c in seen.controls] == [True, False, False, True]


def test_a_hidden_radio_is_not_reached_by_pressing_the_form() -> None:
    seen = scene("<form><p>Card</p><input type=radio name=a hidden><p>Much else</p><button>Pay now</button></form>")
    assert not reachable(seen.controls[0])


def test_aria_radios() -> None:
    seen = scene("<div role=radiogroup aria-label=Delivery><div role=radio aria-checked=true>Express £9.95</div>"
                 "<div role=radio aria-checked=false>Standard £4.95</div></div>")  # fmt: skip
    (group,) = groups(seen)
    assert group.chosen is seen.controls[0]
    assert take(seen, memory(), group) is seen.controls[1]


def test_a_wallet_is_taken_where_all_else_is_a_card() -> None:
    """It needs no card data; a prepaid card does."""
    radios = "".join(
        f"<label><input type=radio name=pay value={n}> {name}</label>"
        for n, name in enumerate(("Carta prepagata", "Carta di credito", "PayPal"))
    )
    seen = scene(
        f"<h1>Pagamento</h1><form><fieldset><legend>Metodo di pagamento</legend>{radios}</fieldset></form>", "it"
    )
    (group,) = groups(seen)
    taken = take(seen, memory("IT"), group)
    assert taken is not None
    assert taken.name == "PayPal"


@pytest.mark.parametrize(
    ("lang", "option", "price"),
    [
        ("en", "Standard – free above £100, else £4.90", "4.90"),
        ("en", "Standard £4.90 (free over £100)", "4.90"),
        ("de", "Standard 4,90 € (ab 100 € kostenlos)", "4.90"),
        ("fr", "Colissimo 4,90 € (offert dès 100 €)", "4.90"),
        ("es", "Estándar 4,90 € (gratis desde 100 €)", "4.90"),
        ("it", "Corriere 4,90 € (gratis oltre 100 €)", "4.90"),
        ("nl", "PostNL € 4,90 (gratis vanaf € 100)", "4.90"),
        ("pt", "CTT 4,90 € (grátis acima de 100 €)", "4.90"),
        ("pl", "Kurier 14,90 zł (od 100 zł gratis)", "14.90"),
        ("sv", "PostNord 49 kr (fri frakt över 500 kr)", "49"),
        ("ja", "宅配便 490円（5,000円以上で無料）", "490"),
    ],
)
def test_an_option_costs_its_price_and_not_its_condition(lang: str, option: str, price: str) -> None:
    seen = scene(radios(option, "Express 19,90 €" if lang not in ("en", "ja") else "Express", legend="Delivery"), lang)
    money = price_of(groups(seen)[0].options[0], seen)
    assert money is not None
    assert str(money.amount) in (price, f"{price}.00")


def test_an_option_of_which_only_the_condition_is_told_has_no_known_price() -> None:
    seen = scene(radios("Free over £50", "Express £9.95", legend="Delivery"))
    assert [price_of(option, seen) and str(price_of(option, seen)) for option in groups(seen)[0].options] == [
        None,
        "9.95 GBP",
    ]


def test_a_table_of_toggles_is_no_group_of_buttons() -> None:
    """Slots of one name on several days say whether they are on: each press would only move the mark."""
    row = "<tr><td>{}</td>" + "<td><button type=button{}>9:00 – 14:00 free</button></td>" * 3 + "</tr>"
    table = "<h1>Delivery</h1><form><h2>Choose your delivery slot</h2><table>{}</table><button>Continue</button></form>"
    toggles = scene(table.format(row.format("Mon", *[" aria-pressed=false"] * 3)))
    assert [group.key for group in groups(toggles) if group.key.startswith("buttons:")] == []


def test_what_an_option_unfolds_when_it_is_on_makes_no_other_choice_of_the_group() -> None:
    """A hint or a field comes up in the label of the option that is on, so that its name grows."""
    first = scene(radios("BLIK", "Przelew", "Karta", legend="Płatność", checked=0), "pl")
    later = scene(radios("BLIK", "Przelew Przekierujemy Cię do banku", "Karta", legend="Płatność", checked=1), "pl")
    (before,), (now,) = groups(first), groups(later)
    choice = as_choice(before, before.options[0], memory(), Stage.PAYMENT, first)
    assert choice is not None
    told = memory(overrides=((choice.key, "karta"),)).meeting([choice])
    assert group_key(now) != choice.key == key_on_this_walk(now, told)
    assert take(later, told, now) is now.options[2]
    again = as_choice(now, now.options[1], told, Stage.PAYMENT, later)
    assert again is not None
    assert (again.key, again.options, again.chosen) == (choice.key, choice.options, "przelew")
    assert len(told.meeting([again]).choices) == 1


def test_two_options_of_which_one_name_begins_the_other_stay_two() -> None:
    told = memory(overrides=(("delivery:dhl|dhl express", "dhl express"),))
    assert taken(radios("DHL", "DHL Express", legend="Delivery", checked=0), remembered=told) == "DHL Express"
    assert same_option("dhl", "dhl express")
    assert not same_option("dhl", "dhlx")


@pytest.mark.parametrize(
    ("lang", "options", "said", "switches"),
    [
        ("en", ("Bank transfer", "Invoice"), "Please enter the name of your bank holiday contact.", False),
        ("en", ("Pay on delivery", "Invoice"), "Please choose a delivery date.", False),
        ("fr", ("Chèque cadeau", "Virement"), "Le code postal du cadeau est invalide.", False),
        ("es", ("Pago en tienda", "Transferencia"), "Elija una tienda de recogida.", False),
        ("it", ("Carta regalo", "Bonifico"), "Accetta la carta dei servizi.", False),
        ("nl", ("Achteraf betalen per post", "Overboeking"), "Vul een geldige postcode in voor de post.", False),
        ("pt", ("Pagamento na entrega", "Transferência"), "Escolha a data de entrega.", False),
        ("pl", ("Płatność przy odbiorze", "Przelew"), "Wybierz punkt odbioru przy ulicy.", False),
        ("sv", ("Faktura hem", "Swish"), "Ange adressen hem till dig.", False),
        ("ja", ("代金引換", "銀行振込"), "お届け日時を選択してください。", False),
        ("pl", ("BLIK", "Przelew"), "Wpisz 6-cyfrowy kod BLIK z aplikacji banku.", True),
        ("en", ("Gift card", "Bank transfer"), "The gift card code is not valid.", True),
        ("nl", ("iDEAL", "Overboeking"), "Kies een bank voor iDEAL.", True),
        ("sv", ("Swish", "Faktura"), "Swish är inte tillgängligt just nu.", True),
        ("pt", ("MB WAY", "Transferência"), "Introduza o número MB WAY.", True),
        ("de", ("Klarna Rechnung", "Vorkasse"), "Klarna Rechnung ist für diese Adresse nicht verfügbar.", True),
        ("fr", ("Carte cadeau", "Virement"), "Le numéro de la carte cadeau est obligatoire.", True),
        ("ja", ("コンビニ払い", "銀行振込"), "コンビニ払いのコンビニを選択してください。", True),
        ("it", ("Satispay", "Bonifico"), "Satispay non è al momento disponibile.", True),
        ("es", ("Bizum", "Transferencia"), "Introduce el teléfono de Bizum.", True),
    ],
)
def test_another_way_to_pay_is_taken_only_where_the_complaint_is_about_the_one_that_is_on(
    lang: str, options: tuple[str, ...], said: str, switches: bool
) -> None:
    """One word in common is not enough."""
    seen = scene(f"<p class=error>{said}</p>{radios(*options, legend='Payment', checked=0)}", lang)
    (group,) = groups(seen)
    assert (instead(seen, memory(), group) is not None) is switches


@pytest.mark.parametrize(
    ("lang", "plain", "more"),
    [("sv", "50 cm", "65 cm [+95,00 kr]"), ("de", "Natur", "Lasiert (+ 12,00 €)"), ("en", "Oak", "Walnut +£9.00")],
)
def test_beside_an_option_that_adds_money_one_that_says_nothing_adds_none(lang: str, plain: str, more: str) -> None:
    options = "".join(f"<label><input type=radio name=o> {text}</label>" for text in (more, plain))
    page = scene(f"<h1>X</h1><form>{options}<button>Add to basket</button></form>", lang)
    group = groups(page)[0]
    taken = take(page, memory(), group)
    assert taken is not None
    assert taken.name == plain


@pytest.mark.parametrize(
    ("lang", "yes", "no"),
    [
        ("en", "Yes, add £3.00", "No, thank you"),
        ("nl", "Ja, € 3,00 extra", "Nee, bedankt"),
        ("de", "Ja, 3,00 €", "Nein, danke"),
    ],
)
def test_a_refusal_is_taken_where_an_extra_has_to_be_answered(lang: str, yes: str, no: str) -> None:
    """None of the answers is on, and the one without a price says no."""
    body = f"<form><label><input type=radio name=d value=3>{yes}</label><label><input type=radio name=d value=0>{no}</label></form>"
    seen = scene(body, lang)
    group = groups(seen)[0]
    wanted = take(seen, memory(), group)
    assert wanted is not None
    assert wanted.name == no


@pytest.mark.parametrize(
    ("lang", "add", "none"),
    [
        ("en", "Add", "No thanks, continue"),
        ("de", "Wählen", "Nein danke, weiter"),
        ("it", "Scegli", "No grazie, continua"),
    ],
)
def test_goods_on_offer_are_no_ways_of_delivery(lang: str, add: str, none: str) -> None:
    """Whatever the words beside them say of where they are collected: to go on is to say no."""
    row = "<h2>Delivery</h2><form><p>Abholung am Eingang, {} €</p><button>" + add + "</button></form>"
    rows = row.format("5,00") + row.format("9,00")
    assert len(groups(scene(rows, lang))) == 1
    assert groups(scene(f"{rows}<a href=/on>{none}</a>", lang)) == []


@pytest.mark.parametrize(
    "words", ["Kreditkort", "Bankkort", "Kortbetalning", "EC-Karte", "Kartenzahlung", "Kredietkaart", "Bankkaart"]
)
def test_a_card_is_named_in_one_word_where_languages_join_them(words: str) -> None:
    assert needs_card(words)
    assert not needs_card("Presentkort")  # a voucher


@pytest.mark.parametrize(
    ("lang", "papers"),
    [("en", ("Invoice", "Receipt")), ("de", ("Rechnung", "Quittung")), ("fr", ("Facture", "Ticket de caisse")),
     ("es", ("Factura", "Factura simplificada")), ("it", ("Fattura", "Scontrino")), ("nl", ("Factuur", "Kassabon")),
     ("pt", ("Fatura", "Fatura-recibo")), ("pl", ("Faktura VAT", "Paragon")), ("sv", ("Faktura", "Kvitto")),
     ("ja", ("請求書", "領収書"))],
)  # fmt: skip
def test_invoice_or_receipt_is_no_way_to_pay(lang: str, papers: tuple[str, str]) -> None:
    """The papers that a customer wants; an invoice beside a card, or alone, pays."""
    radios = "".join(f"<label><input type=radio name=p>{name}</label>" for name in papers)
    beside = f"<label><input type=radio name=p>{papers[0]}</label><label><input type=radio name=p>PayPal</label>"
    (group,) = groups(scene(radios, lang))
    assert group.kind == "other"
    if lang in ("en", "de", "pl", "sv"):
        (group,) = groups(scene(beside, lang))
        assert group.kind == "payment"


@pytest.mark.parametrize(
    ("lang", "no", "sums"),
    [("en", "No, thanks", ("£1.00", "£2.00")), ("de", "Nein, danke", ("2,00 €", "5,00 €")), ("fr", "Non merci", ("1,00 €", "2,00 €")),
     ("es", "No, gracias", ("1,00 €", "3,00 €")), ("it", "No, grazie", ("1,00 €", "5,00 €")), ("nl", "Nee, bedankt", ("€ 1,00", "€ 2,50")),
     ("pt", "Não, obrigado", ("1,00 €", "5,00 €")), ("pl", "Nie, dziękuję", ("5,00 zł", "10,00 zł")),
     ("sv", "Nej tack", ("10,00 kr", "20,00 kr")), ("ja", "いいえ、結構です", ("100円", "500円"))],
)  # fmt: skip
def test_sums_beside_a_refusal_are_an_extra(lang: str, no: str, sums: tuple[str, str]) -> None:
    """Whatever the heading calls it: "Support the lifeboat". An experiment refuses what is preset."""
    seen = scene(radios(no, *sums, checked=1), lang)
    (group,) = groups(seen)
    choice = as_choice(group, group.options[1], memory(), Stage.BASKET, seen)
    assert group.kind == "extra"
    assert choice is not None
    assert (choice.kind, choice.options[1]) == ("untick", name_of(group.options[0]))
    assert groups(scene(radios(no, "A", "B"), lang))[0].kind == "other"


def test_the_same_button_drawn_twice_is_no_choice() -> None:
    """A calculator of the postage on the page and in the drawer; beside two deliveries it is one."""
    twice = "<h3>Versandarten</h3><div>Postleitzahl? <button type=button>Auswählen</button></div>"
    two = "<h3>Versandarten</h3><div>Paketpost <button type=button>Auswählen</button></div><div>Abholung <button type=button>Auswählen</button></div>"
    assert groups(scene(twice + twice, "de")) == []
    assert [group.kind for group in groups(scene(two, "de"))] == ["delivery"]
