"""Claims, means of payment and price bases in ten languages, and what only looks like them."""

import pytest

from feelint.extract.claims import claims, described, payment_methods, phrases, price_bases
from feelint.extract.lexicon import LANGUAGES, terms

NO_FEES = {
    "en": "No booking fees, ever",
    "de": "Keine Buchungsgebühren",
    "fr": "Réservez sans frais de service",
    "es": "Reserva sin gastos de gestión",
    "it": "Biglietti senza commissioni",
    "nl": "Geen boekingskosten",
    "pt": "Ingressos sem taxa de serviço",
    "pl": "Bilety bez opłaty serwisowej",
    "sv": "Inga bokningsavgifter",
    "ja": "手数料無料でご予約いただけます",
}
FREE_DELIVERY = {
    "en": "Free UK delivery on every order",
    "de": "Kostenloser Versand",
    "fr": "Livraison offerte",
    "es": "Envío gratis a toda España",
    "it": "Spedizione gratuita in tutta Italia",
    "nl": "Gratis verzending",
    "pt": "Portes grátis",
    "pl": "Darmowa dostawa",
    "sv": "Fri frakt",
    "ja": "送料無料",
}
WITH_CONDITION = {
    "en": "Free delivery for members",
    "de": "Kostenloser Versand für Mitglieder",
    "fr": "Livraison offerte avec le code PRINTEMPS",
    "es": "Envío gratis en tu primer pedido",
    "it": "Spedizione gratuita per i soci",
    "nl": "Gratis verzending met code LENTE",
    "pt": "Portes grátis na primeira encomenda",
    "pl": "Darmowa dostawa z kodem WIOSNA",
    "sv": "Fri frakt för medlemmar",
    "ja": "会員様は送料無料",
}
DUTY_LATER = {
    "en": "Orders may be subject to import duties.",
    "de": "Bei Lieferung in die Schweiz können Einfuhrabgaben anfallen, es können Zölle erhoben werden.",
    "fr": "Prix hors droits de douane",
    "es": "Gastos de aduana no incluidos",
    "it": "Dazi esclusi",
    "nl": "Exclusief invoerrechten",
    "pt": "Taxas alfandegárias não incluídas",
    "pl": "Cena nie obejmuje cła",
    "sv": "Tull kan tillkomma",
    "ja": "関税がかかる場合があります",
}
DUTY_INCLUDED = {
    "en": "Duties & taxes included",
    "de": "Preis inkl. Zoll",
    "fr": "Droits de douane inclus",
    "es": "Aranceles incluidos",
    "it": "Dazi inclusi",
    "nl": "Inclusief invoerrechten",
    "pt": "Impostos de importação incluídos",
    "pl": "Cło wliczone w cenę",
    "sv": "Tull ingår",
    "ja": "関税込みの価格です",
}
CARDS = {
    "en": "Credit card",
    "de": "Kreditkarte",
    "fr": "Carte de crédit",
    "es": "Tarjeta de crédito",
    "it": "Carta di credito",
    "nl": "Creditcard",
    "pt": "Cartão de crédito",
    "pl": "Karta kredytowa",
    "sv": "Kreditkort",
    "ja": "クレジットカード決済",
}
TRANSFERS = {
    "en": "Bank transfer",
    "de": "Vorkasse",
    "fr": "Virement bancaire",
    "es": "Transferencia bancaria",
    "it": "Bonifico bancario",
    "nl": "Bankoverschrijving",
    "pt": "Transferência bancária",
    "pl": "Przelew tradycyjny",
    "sv": "Banköverföring",
    "ja": "銀行振込",
}
NIGHTS = {
    "en": "$99 per night",
    "de": "99 € pro Nacht",
    "fr": "99 € par nuit",
    "es": "99 € por noche",
    "it": "99 € a notte",
    "nl": "€ 99 per nacht",
    "pt": "99 € por noite",
    "pl": "399 zł za noc",
    "sv": "999 kr per natt",
    "ja": "1泊 12,000円",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_the_words(lang: str) -> None:
    assert "no_fees" in claims(NO_FEES[lang])
    assert "free_delivery" in claims(FREE_DELIVERY[lang])
    assert {"free_delivery", "condition"} <= claims(WITH_CONDITION[lang])
    assert "condition" not in claims(FREE_DELIVERY[lang])
    assert "duty_later" in claims(DUTY_LATER[lang])
    assert "duty_included" in claims(DUTY_INCLUDED[lang])
    assert "credit-card" in payment_methods(CARDS[lang])
    assert "bank-transfer" in payment_methods(TRANSFERS[lang])
    assert "night" in price_bases(NIGHTS[lang])


def test_every_language_has_the_same_keys() -> None:
    for section in ("claim", "basis"):
        keys = {lang: {key for one, key, _ in terms(section) if one == lang} for lang in LANGUAGES}
        assert len(set(map(frozenset, keys.values()))) == 1, section


@pytest.mark.parametrize(
    "text",
    [
        "Earn 120 points with this order",
        "Save 10 % on your next order",
        "Delivery $5.99",
        "Versandkosten 4,90 €",
        "決済手数料 275円",
        "代引手数料330円",
        "Dostawa 12,99 zł",
        "Frakt 49 kr",
        "4.5 out of 5 stars (389 reviews)",
        "Paiement en 3 fois sans frais",
        "Paga en 3 meses sin intereses",
        "Livraison Colissimo 4,90 €",
        "Free gift with every set",
        "Sign up free",
        "Kostenlose Beratung unter 0800 123",
    ],
)
def test_ordinary_texts_deny_no_charge(text: str) -> None:
    assert not claims(text) & {"no_fees", "no_hidden_fees", "no_payment_fee", "free_delivery"}


@pytest.mark.parametrize(
    "text",
    [
        "Free returns, no fees for exchanges",
        "Annulation sans frais jusqu'à 24 h avant",
        "Free shipping on your next orders.",
        "Kostenloser Versand bei Ihrer nächsten Bestellung",
        "Livraison gratuite sur votre prochaine commande",
        "次回のご注文は送料無料",
        "No booking fee when you book by phone",
        "Keine Servicegebühr, wenn Sie im Laden kaufen",
        "Spedizione gratuita se ordini entro mezzogiorno",
        "Fri frakt om du hämtar själv",
    ],
)
def test_a_condition_is_seen(text: str) -> None:
    assert "condition" in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "Free delivery on orders over £30",
        "Free delivery when you spend £30",
        "Versandkostenfrei ab 50 €",
        "Livraison gratuite dès 50 €",
        "5,000円以上のお買い上げで送料無料",
        "Gratis verzending vanaf € 50",
        "Bez prowizji dla zamówień poniżej 20 zł",
        "Sem taxas para encomendas inferiores a 20 €",
    ],
)
def test_a_sum_from_which_or_up_to_which_it_is_so_is_no_other_condition(text: str) -> None:
    assert "limit" in claims(text)
    assert "condition" not in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "No service fee if you pay by bank transfer",
        "Ohne Aufpreis bei Zahlung per Überweisung",
        "Sans frais par virement",
        "Pay in 3 instalments, no fees",
        "銀行振込なら手数料無料",
    ],
)
def test_no_fees_for_one_means_of_payment_says_nothing_of_the_order(text: str) -> None:
    assert "no_fees" not in claims(text)


@pytest.mark.parametrize("text", ["$0 delivery", "$0.00 delivery fee", "送料0円"])
def test_nothing_asked_for_is_free(text: str) -> None:
    assert "free_delivery" in claims(text)


@pytest.mark.parametrize(
    ("text", "sure", "perhaps"),
    [
        ("Card", {"card", "consumer-card", "credit-card", "visa", "mastercard"}, {"debit-card", "prepaid-card"}),
        ("Credit or debit card", {"credit-card", "debit-card", "consumer-card"}, set()),
        ("Visa", {"visa", "consumer-card"}, {"debit-card", "credit-card"}),
        ("American Express", {"amex", "card", "credit-card"}, set()),
        ("Corporate card", {"commercial-card", "card"}, set()),
        ("PayPal", {"paypal", "wallet", "e-money"}, set()),
        ("SEPA-Lastschrift", {"direct-debit", "sepa"}, set()),
        ("Gift card", {"voucher"}, set()),
        ("Nachnahme", {"cash-on-delivery"}, set()),
    ],
)
def test_options_are_described_in_the_words_of_packs(text: str, sure: set[str], perhaps: set[str]) -> None:
    found, doubtful = described(payment_methods(text))
    assert sure <= found
    assert perhaps <= doubtful


@pytest.mark.parametrize("text", ["American Express", "Corporate card", "PayPal", "Gift card", "Invoice"])
def test_what_is_no_consumers_card(text: str) -> None:
    found, doubtful = described(payment_methods(text))
    assert not {"consumer-card", "debit-card"} & (found | doubtful)


def test_sentences_do_not_lend_their_words() -> None:
    text = "Includes instructor and facility fee. Plus sales tax, worked out. Alle Preise inkl. MwSt., zzgl. Versand. 送料無料。手数料は別途"
    assert phrases(text) == (
        "Includes instructor and facility fee.",
        "Plus sales tax, worked out.",
        "Alle Preise inkl. MwSt., zzgl. Versand.",
        "送料無料。",
        "手数料は別途",
    )
