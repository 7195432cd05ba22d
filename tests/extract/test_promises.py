"""What texts promise, in ten languages, and the ordinary texts that promise nothing."""

import pytest

from feelint.extract.lexicon import LANGUAGES, terms
from feelint.extract.promises import at_first, promises

SAID = {
    "en": "cancel: Cancel any time | trial: 7-day trial | first: first month | later: then £9.90 | term: 12-month contract"
    " | joining: Joining fee | lowest: Lowest price in the last 30 days: £9 | rrp: RRP £12 | saving: You save £3"
    " | up_to: up to 30 % | deadline: Sale ends in 02:59:59 | hold: Reserved for 09:59 | net: Net weight 250 g"
    " | renews: Renews monthly | no_card: No credit card required | no_term: No minimum term | ends: Does not renew"
    " | fixed: 12-month lease from 1 March | then: then pay",
    "de": "cancel: monatlich kündbar | trial: 14 Tage kostenlos | first: im ersten Jahr | later: danach 9,90 €"
    " | term: Mindestlaufzeit 24 Monate | joining: Aufnahmegebühr | lowest: niedrigster Preis der letzten 30 Tage"
    " | rrp: UVP 12 € | saving: Sie sparen 3 € | up_to: bis zu 30 % | deadline: Angebot endet in 2 Std. | hold: für Sie reserviert"
    " | net: Füllmenge 250 g | renews: verlängert sich | no_card: ohne Kreditkarte | no_term: ohne Mindestlaufzeit"
    " | fixed: Der Vertrag ist befristet | then: danach kostenpflichtig",
    "fr": "cancel: résiliable à tout moment | trial: 30 jours d'essai | first: premier mois | later: puis 9,90 €"
    " | term: engagement de 12 mois | joining: frais d'inscription | lowest: prix le plus bas des 30 derniers jours"
    " | rrp: prix conseillé | saving: vous économisez | up_to: jusqu'à 30 % | deadline: se termine dans | net: poids net"
    " | renews: se renouvelle | no_card: sans carte bancaire | no_term: sans engagement | hold: votre session"
    " | fixed: bail de 12 mois | then: puis payant",
    "es": "cancel: cancela cuando quieras | trial: 7 días gratis | first: primer mes | later: luego 9,90 €"
    " | term: permanencia de 12 meses | joining: cuota de alta | lowest: precio más bajo de los últimos 30 días"
    " | rrp: PVPR | saving: ahorras 3 € | up_to: hasta 30 % | deadline: termina en | net: peso neto | renews: se renueva"
    " | no_card: sin tarjeta | no_term: sin permanencia"
    " | fixed: alquiler por 12 meses | then: después de pago",
    "it": "cancel: disdici quando vuoi | trial: prova gratuita | first: primo mese | later: poi 9,90 €"
    " | term: vincolo di 12 mesi | joining: costo di attivazione | lowest: prezzo più basso degli ultimi 30 giorni"
    " | rrp: prezzo consigliato | saving: risparmi 3 € | up_to: fino al 30 % | deadline: scade tra | net: peso netto"
    " | renews: si rinnova | no_card: senza carta di credito | no_term: senza vincoli"
    " | fixed: contratto a tempo determinato | then: poi a pagamento",
    "nl": "cancel: maandelijks opzegbaar | trial: gratis proberen | first: eerste maand | later: daarna € 9,90"
    " | term: minimale looptijd | joining: inschrijfkosten | lowest: laagste prijs van de afgelopen 30 dagen"
    " | rrp: adviesprijs | saving: je bespaart | up_to: tot wel 30 % | deadline: eindigt over | net: netto-inhoud"
    " | renews: wordt verlengd | no_card: geen creditcard nodig | no_term: zonder contract"
    " | fixed: huurcontract van 12 maanden | then: daarna betaald",
    "pt": "cancel: cancele quando quiser | trial: 7 dias grátis | first: primeiro mês | later: depois 9,90 €"
    " | term: fidelização de 12 meses | joining: taxa de adesão | lowest: preço mais baixo dos últimos 30 dias"
    " | rrp: PVP recomendado | saving: poupe 3 € | up_to: até 30 % | deadline: termina em | net: peso líquido"
    " | renews: renova-se | no_card: sem cartão | no_term: sem fidelização"
    " | fixed: contrato com prazo certo | then: depois pago",
    "pl": "cancel: zrezygnuj w każdej chwili | trial: okres próbny | first: pierwszy miesiąc | later: potem 39,90 zł"
    " | term: umowa na 12 miesięcy | joining: opłata aktywacyjna | lowest: Najniższa cena z 30 dni przed obniżką: 9,99 zł"
    " | rrp: sugerowana cena detaliczna | saving: oszczędzasz | up_to: nawet do 30 % | deadline: kończy się za"
    " | net: masa netto | renews: odnawia się | no_card: bez karty | no_term: bez zobowiązań"
    " | fixed: umowa na czas określony | then: potem płatne",
    "sv": "cancel: avsluta när du vill | trial: provperiod | first: första månaden | later: därefter 99 kr"
    " | term: 12 månaders bindningstid | joining: startavgift | lowest: lägsta pris senaste 30 dagarna"
    " | rrp: rek. pris | saving: du sparar | up_to: upp till 30 % | deadline: slutar om | net: nettovikt"
    " | renews: förnyas | no_card: inget kort krävs | no_term: ingen bindningstid"
    " | fixed: hyresavtal på 12 månader | then: därefter betalning",
    "ja": "cancel: いつでも解約できます | trial: 無料トライアル | first: 初月 | later: 2回目以降 3,980円 | term: 最低契約期間"
    " | joining: 入会金 | lowest: 過去30日間の最低価格 | rrp: メーカー希望小売価格 | saving: 20%OFF | up_to: 最大30%"
    " | deadline: セール終了まで | net: 内容量 250g | renews: 自動更新 | no_card: クレジットカード不要 | no_term: 縛りなし"
    " | fixed: 定期借家契約 | then: その後有料",
}
ORDINARY = """
Add to basket | Free returns | In stock | Delivery in 2 days | 4.8 out of 5 | Size guide | incl. 19 % VAT | Stoneware mug
In den Warenkorb | inkl. MwSt. | Lieferzeit angeben | Ajouter au panier | Añadir a la cesta | Aggiungi al carrello
In winkelwagen | Adicionar ao carrinho | Do koszyka | Lägg i varukorgen | カートに入れる | 3 x €12.25
"""


def _cases() -> list[tuple[str, str]]:
    parts = [one.strip().partition(": ") for said in SAID.values() for one in said.split(" | ")]
    return [(key, text) for key, _, text in parts]


@pytest.mark.parametrize(("key", "text"), _cases())
def test_promises_are_found_in_ten_languages(key: str, text: str) -> None:
    assert key in promises(text)


@pytest.mark.parametrize("text", [text.strip() for line in ORDINARY.strip().split("\n") for text in line.split(" | ")])
def test_ordinary_texts_promise_nothing_that_costs(text: str) -> None:
    found = promises(text) - {"delivering", "paying", "withdrawing"}
    assert not found


def test_every_language_knows_every_promise() -> None:
    by_language = {lang: {key for other, key, _ in terms("promise") if other == lang} for lang in LANGUAGES}
    assert all(keys == by_language["en"] for keys in by_language.values())


def test_no_minimum_term_is_no_term() -> None:
    assert "term" not in promises("No minimum term")
    assert "term" not in promises("ohne Mindestlaufzeit")
    assert "cancel" not in promises("Cancellation policy of the theatre")


def test_a_fixed_term_is_a_term_and_a_limited_offer_or_an_open_end_is_none() -> None:
    assert promises("12-month lease") >= {"fixed", "term"}
    assert "fixed" not in promises("Minimum term 12 months")
    for text in (
        "No fixed term",
        "Angebot befristet bis 30.11.",
        "durée indéterminée",
        "onbepaalde tijd",
        "12 months guarantee",
    ):
        assert not promises(text) & {"fixed", "term"}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Jetzt gratis testen – danach kostenpflichtig", "Jetzt gratis testen"),
        ("Start free trial, then pay", "Start free trial"),
        ("14 Tage testen (nach 14 Tagen kostenpflichtig)", "14 Tage testen"),
        ("無料で試す。その後有料", "無料で試す。"),
        ("Essayer, puis payer", "Essayer"),
        ("Zahlungspflichtig bestellen", "Zahlungspflichtig bestellen"),
        ("Then pay", "Then pay"),
        ("Authentic lamp: buy now", "Authentic lamp: buy now"),
    ],
)
def test_what_is_said_at_first_ends_where_it_says_what_follows(text: str, first: str) -> None:
    assert at_first(text) == first


@pytest.mark.parametrize(
    "text",
    [
        "30 days free returns", "30 Tage kostenlose Rückgabe", "30 jours retours gratuits", "30 días gratis para devolver",
        "30 giorni gratis per il reso", "30 dagen gratis retour", "30 dias grátis para devolver", "30 dni bezpłatnego zwrotu",
        "30 dagars gratis retur", "30日間無料返品",
    ],
)  # fmt: skip
def test_days_in_which_sending_back_is_free_are_no_trial(text: str) -> None:
    assert promises(text) == {"withdrawing"}
