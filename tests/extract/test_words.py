"""The words of ten languages: tables of labels as shops write them, the traps, and what must hold for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelint.extract.lexicon import LANGUAGES, NOTHING, terms, tokens, with_nothing
from feelint.extract.words import KINDS, SUMS, LabelMatch, blocker, control_classes, heading_stage, label_kind, signals

LABELS = {
    "en": """
        total: Total: | Order Total | Grand total | TOTAL (incl. VAT) | Amount due today | Estimated total | To pay
        subtotal: Subtotal (3 items) | Sub-total: | Total excl. VAT | Basket subtotal
        fulfillment: Shipping | Delivery fee | Postage & packing | Shipping to Florida | Delivery (Express)
        handling: Handling | Packaging fee
        fee: Service fee | Booking fee (non-refundable) | Mandatory resort fee | Fuel surcharge | Set-up fee
        payment_fee: Credit card surcharge | Card processing fee | Cash on delivery | Fee for paying by PayPal
        tax: Sales tax (8.25%) | VAT @ 20% | GST 5% | Tourist tax | Estimated taxes
        duty: Import duties | Duties & taxes
        discount: Discount (SUMMER10) | You save | Shipping discount | Multibuy savings
        credit: Gift card •••• 1234 | Store credit applied
        deposit: Refundable deposit | Bottle deposit (CRV)
        tip: Driver tip | Gratuity (18%)
        donation: Donation | Carbon offset
        insurance: Shipping protection | Damage waiver
        addon: Gift wrap | Seat selection
        rounding: Rounding""",
    "de": """
        total: Gesamtsumme (inkl. MwSt.) | Zu zahlen: | Summe | Gesamtbetrag der Bestellung | Rechnungstotal
        subtotal: Zwischensumme | Zwischentotal | Warenwert | Gesamtsumme netto | Summe exkl. MwSt.
        fulfillment: Versandkosten | Versandkostenpauschale: | Versandgebuehr | Expressversandkosten | Porto | Zustellung
        handling: Verpackungskosten | Verpackungspauschale
        fee: Bearbeitungsgebühr | Mindermengenzuschlag | Energiekostenzuschlag | VVK-Gebühr | Endreinigung
        payment_fee: Nachnahmegebühr | Kreditkartenzuschlag | PayPal-Gebühr | Gebühr für Zahlung mit Kreditkarte
        tax: MwSt. 19 % | davon USt. | Umsatzsteuer | Kurtaxe | Ortstaxe pro Nacht
        duty: Zollgebühren | Einfuhrumsatzsteuer
        discount: Rabatt (10%) | Gutscheinrabatt | Versandrabatt | Ermässigung
        credit: Geschenkkarte | Guthaben
        deposit: Pfand | zzgl. Pfand | Kaution
        tip: Trinkgeld
        donation: Spende | CO2-Kompensation
        insurance: Reiserücktrittsversicherung | Geräteschutz
        addon: Geschenkverpackung | Montageservice
        rounding: Rundungsdifferenz""",
    "fr": """
        total: Total TTC | Net à payer : | Montant total | Total de la commande (TVA incluse) | À régler
        subtotal: Sous-total | Total HT | Total des articles | Total hors taxes
        fulfillment: Livraison | Frais de port | + port dès | Port en sus | Frais d’expédition | Livraison à domicile (Colissimo) | EXPEDITION
        handling: Frais d'emballage | Manutention
        fee: Frais de dossier | Frais de service | Commission | Frais de réservation
        payment_fee: Frais de paiement | Contre-remboursement | Supplément carte bancaire | Frais de mode de paiement
        tax: TVA (20 %) | dont TVA | Taxe de séjour | Montant de la TVA | TPS
        duty: Droits de douane | Frais de dédouanement
        discount: Remise | Code promo | Réduction livraison | Vous économisez
        credit: Carte cadeau | Avoir
        deposit: Caution | Consigne | Acompte
        tip: Pourboire
        donation: Don | Compensation carbone
        insurance: Assurance annulation | Extension de garantie
        addon: Papier cadeau | Livraison express
        rounding: Différence d'arrondi""",
    "es": """
        total: Total a pagar | Importe total (IVA incl.) | Precio total | Monto total | Total del pedido
        subtotal: Subtotal | Total sin IVA | Base imponible | Subtotal de artículos
        fulfillment: Gastos de envío | Envío estándar | Costo de envío | Portes | Envio
        handling: Gastos de manipulación | Empaque
        fee: Gastos de gestión | Cargo por servicio | Comisión de servicio | Cuota de alta
        payment_fee: Contra reembolso | Recargo por tarjeta de crédito | Comisión PayPal | Recargo por pago con tarjeta
        tax: IVA (21%) | Impuestos | IGIC | Tasa turística | Impuesto turístico
        duty: Aranceles | Gastos de aduana
        discount: Descuento | Cupón | Dto. | Descuento en el envío
        credit: Tarjeta regalo | Saldo a favor
        deposit: Fianza | Depósito de garantía | Enganche
        tip: Propina
        donation: Donación | Compensación de CO2
        insurance: Seguro de viaje | Garantía extendida
        addon: Papel de regalo | Montaje
        rounding: Redondeo""",
    "it": """
        total: Totale | Totale ordine | Totale da pagare | Totale (IVA inclusa) | Importo totale
        subtotal: Subtotale | Imponibile | Totale IVA esclusa | Totale articoli
        fulfillment: Spese di spedizione | Spedizione | Consegna | Costo spedizione (Corriere) | Ritiro in negozio
        handling: Imballaggio | Spese di imballaggio
        fee: Diritti di prevendita | Commissioni | Spese di gestione | Pulizia finale
        payment_fee: Spese contrassegno | Supplemento carta | Commissione PayPal | Commissione per pagamento con carta
        tax: IVA 22% | di cui IVA | Imposta di soggiorno | Tasse | Importo IVA
        duty: Dazi doganali | Spese doganali
        discount: Sconto | Codice sconto | Sconto spedizione | Hai risparmiato
        credit: Buono regalo | Punti utilizzati
        deposit: Cauzione | Acconto | Caparra
        tip: Mancia
        donation: Donazione | Compensazione CO2
        insurance: Assicurazione | Estensione di garanzia
        addon: Confezione regalo | Montaggio
        rounding: Arrotondamento""",
    "nl": """
        total: Totaal | Totaal incl. btw | Te betalen | Totaalbedrag: | Eindtotaal
        subtotal: Subtotaal | Totaal excl. btw | Tussentotaal | Waarde artikelen
        fulfillment: Verzendkosten | Bezorgkosten | Levering | Verzending (PostNL) | Spoedbezorgkosten
        handling: Verpakkingskosten | Afhandelingskosten
        fee: Servicekosten | Administratiekosten | Energietoeslag | Reserveringskosten | Nachttoeslag
        payment_fee: Creditcardtoeslag | Rembourskosten | Betaalkosten | Kosten betaalmethode
        tax: Btw 21% | waarvan btw | Toeristenbelasting | BTW (9%) | Belasting
        duty: Invoerrechten | Douanekosten
        discount: Korting | Kortingscode | Ledenkorting | Je bespaart
        credit: Cadeaubon | Tegoed
        deposit: Statiegeld | Borg | Aanbetaling
        tip: Fooi
        donation: Donatie | CO2-compensatie
        insurance: Verzekering | Annuleringsverzekering
        addon: Cadeauverpakking | Montage
        rounding: Afronding""",
    "pt": """
        total: Total a pagar | Valor total | Total da encomenda | Total com IVA | Total do pedido
        subtotal: Subtotal | Total sem IVA | Valor dos produtos | Subtotal dos itens
        fulfillment: Frete | Portes de envio | Custos de envio | Entrega (CTT) | Taxa de entrega
        handling: Embalagem | Taxa de manuseio
        fee: Taxa de serviço | Taxa de conveniência | Custos administrativos | Taxa de adesão
        payment_fee: Acréscimo no cartão | Contra-reembolso | Taxa de boleto | Juros do parcelamento
        tax: IVA (23%) | Impostos | ICMS | Taxa turística | IVA incluído
        duty: Direitos aduaneiros | Taxa alfandegária
        discount: Desconto | Cupom | Desconto no frete | Desconto no Pix
        credit: Vale-presente | Saldo
        deposit: Caução | Sinal
        tip: Gorjeta
        donation: Doação | Donativo
        insurance: Seguro | Garantia estendida
        addon: Embrulho para presente | Montagem
        rounding: Arredondamento""",
    "pl": """
        total: Razem | Do zapłaty: | Suma całkowita | Łącznie do zapłaty | Razem brutto
        subtotal: Wartość produktów | Suma częściowa | Razem netto | Wartość koszyka
        fulfillment: Dostawa | Koszt wysyłki | Przesyłka kurierska | Paczkomat InPost | Koszt dostawy (kurier)
        handling: Koszt pakowania | Opłata za opakowanie
        fee: Opłata serwisowa | Prowizja | Opłata manipulacyjna | Dopłata paliwowa
        payment_fee: Opłata za pobraniem | Dopłata za płatność kartą | Płatność przy odbiorze | Prowizja za kartę
        tax: VAT 23% | w tym VAT | Podatek VAT | Opłata klimatyczna | Kwota podatku
        duty: Cło | Opłaty celne
        discount: Rabat | Kod rabatowy | Zniżka (10%) | Rabat na dostawę
        credit: Karta podarunkowa | Wykorzystane punkty
        deposit: Kaucja | Zaliczka
        tip: Napiwek
        donation: Darowizna | Cel charytatywny
        insurance: Ubezpieczenie | Przedłużona gwarancja
        addon: Pakowanie na prezent | Montaż
        rounding: Różnica zaokrągleń""",
    "sv": """
        total: Totalt | Att betala | Totalsumma inkl. moms | Summa att betala: | Slutsumma
        subtotal: Delsumma | Summa exkl. moms | Varuvärde | Artiklar totalt
        fulfillment: Frakt | Fraktkostnad | Leverans | Hemleveransavgift | Frakt (PostNord)
        handling: Emballage | Packavgift
        fee: Serviceavgift | Bokningsavgift | Städavgift | Energiavgift | Avgift
        payment_fee: Fakturaavgift | Kortavgift | Postförskottsavgift | Avgift för kortbetalning
        tax: Moms 25% | varav moms | Moms (inkl.) | Turistskatt | Momsbelopp
        duty: Tull | Importmoms
        discount: Rabatt | Rabattkod | Mängdrabatt | Du sparar
        credit: Presentkort | Tillgodohavande
        deposit: Pant | Deposition | Handpenning
        tip: Dricks
        donation: Gåva | Klimatkompensation
        insurance: Försäkring | Avbeställningsskydd
        addon: Presentinslagning | Montering
        rounding: Öresavrundning""",
    "ja": """
        total: 合計 | 合計（税込） | お支払い金額 | ご請求金額： | 税込合計 | ご注文合計
        subtotal: 小計 | 商品合計 | 商品代金（税抜） | 税抜小計
        fulfillment: 送料 | 送料（税込） | 配送料 | クール料金 | 送料・手数料
        handling: 梱包料 | 包装料
        fee: 手数料 | システム利用料 | 発券手数料 | サービス料 | レジ袋代
        payment_fee: 代引手数料 | コンビニ決済手数料 | カード手数料 | 後払い手数料
        tax: 消費税 | 消費税（10%） | 内消費税 | うち消費税 | 宿泊税
        duty: 関税 | 輸入税
        discount: 割引 | クーポン割引 | 値引き | 送料割引
        credit: ポイント利用 | ギフトカード
        deposit: デポジット | 保証金
        tip: チップ
        donation: 寄付 | カーボンオフセット
        insurance: 延長保証 | 保険料
        addon: ラッピング | 日時指定
        rounding: 端数調整""",
}


def rows(table: dict[str, str]) -> list[tuple[str, str, str]]:
    """The (language, key, text) of a table written as ``key: text | text``."""
    return [
        (lang, key.strip(), text.strip())
        for lang, lines in table.items()
        for line in lines.strip().splitlines()
        for key, _, texts in [line.partition(": ")]
        for text in texts.split(" | ")
    ]


@pytest.mark.parametrize(("lang", "kind", "label"), rows(LABELS))
def test_kind_of_label(lang: str, kind: str, label: str) -> None:
    match = label_kind(label, lang)
    assert (match.kind, match.certainty != "none", match.candidates[0]) == (kind, True, kind)
    assert match.coverage > 0


@pytest.mark.parametrize(("lang", "kind", "label"), rows(LABELS))
def test_kind_without_language_is_at_least_a_candidate_of_its_home_reading(lang: str, kind: str, label: str) -> None:
    del lang
    match = label_kind(label)
    assert kind in match.candidates or (kind in SUMS and match.kind in SUMS)


def test_every_language_has_its_25_labels() -> None:
    assert set(LABELS) == set(LANGUAGES)
    assert all(sum(lang == row[0] for row in rows(LABELS)) >= 25 for lang in LANGUAGES)


@pytest.mark.parametrize(
    "label",
    [
        "of which VAT 20%", "incl. VAT", "VAT (included)", "davon MwSt. 19 %", "enthaltene MwSt.", "inkl. 19% MwSt.",
        "MwSt. (im Preis enthalten)", "dont TVA", "TVA incluse", "IVA incluido", "di cui IVA", "waarvan btw", "w tym VAT",
        "Podatek (zaw.)", "varav moms", "Moms (inkl.)", "内税", "うち消費税", "内消費税", "Includes £3.40 VAT",
    ],
)  # fmt: skip
def test_tax_that_is_inside(label: str) -> None:
    match = label_kind(label)
    assert (match.kind, match.included) == ("tax", True)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Total (incl. VAT)", "total"), ("Gesamtsumme inkl. MwSt. und Versand", "total"), ("送料（税込）", "fulfillment"),
        ("Frais de port (TVA incluse)", "fulfillment"), ("Totale IVA inclusa", "total"), ("zzgl. MwSt.", "tax"),
        ("Total after discount", "total"), ("Booking fee (incl. VAT)", "fee"), ("VAT", "tax"),
    ],
)  # fmt: skip
def test_what_is_not_itself_inside(label: str, kind: str) -> None:
    match = label_kind(label)
    assert (match.kind, match.included) == (kind, False)


@pytest.mark.parametrize(
    "label",
    [
        "Taxes & fees", "Taxes and fees", "Steuern und Gebühren", "Taxes et frais", "Impuestos y cargos",
        "Tasse e commissioni", "Belastingen en toeslagen", "Impostos e taxas", "Podatki i opłaty", "Skatter och avgifter",
        "税金・手数料",
    ],
)  # fmt: skip
def test_tax_and_fee_in_one_line(label: str) -> None:
    match = label_kind(label)
    assert (match.kind, match.bundled) == ("fee", True)


@pytest.mark.parametrize("label", ["Total", "Totale", "Suma", "合計", "Razem", "Summe", "Totalt", "Subtotal", "小計"])
def test_sums_are_left_to_arithmetic(label: str) -> None:
    assert set(label_kind(label).candidates) >= {"subtotal", "total"}


@pytest.mark.parametrize(
    ("label", "also"),
    [
        ("Service charge", "tip"), ("サービス料", "tip"), ("Coperto", "tip"), ("Taxa", "tax"), ("Encargos", "fee"),
        ("Shipping & handling", "handling"), ("Versand & Bearbeitung", "handling"), ("Envío y Manejo", "handling"),
        ("送料・手数料", "handling"), ("Rounding", "donation"),
    ],
)  # fmt: skip
def test_words_with_two_meanings_keep_both(label: str, also: str) -> None:
    match = label_kind(label)
    assert also in match.candidates[1:]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("from £12", "from"), ("ab 4,90 €", "from"), ("da 12,00 €", "from"), ("1,000円から", "from"), ("RRP", "reference"),
        ("statt 20,00 €", "reference"), ("van € 20 voor € 15", "reference"), ("per month", "recurring"),
        ("$12/mo", "recurring"), ("Unit price", "unit"), ("£2.50 / 100g", "unit"), ("10x de R$ 33,30 sem juros", "installment"),
        ("4 interest-free payments of $10", "installment"), ("Total", None), ("Versand", None),
    ],
)  # fmt: skip
def test_role_of_label(label: str, role: str | None) -> None:
    assert label_kind(label).role == role


@pytest.mark.parametrize(
    "text",
    [
        "Blue T-Shirt, size M", "Don Quijote", "Deluxe Tipi", "omvänd betalningsskyldighet", "Verkaufspreis", "", "€", "12.00",
        "Ich warte auf dich", "Vanille", "Die Dame de Pique",
    ],
)  # fmt: skip
def test_unknown_rather_than_guessed(text: str) -> None:
    assert label_kind(text) == LabelMatch()


SIGNALS = [
    ("from_price", "from £12 | ab 12,90 € | dès 10 € | desde 10 € | da 12,00 € | vanaf € 5 | a partir de R$ 10,00 | od 12,99 zł | från 99 kr | 1,000円から"),
    ("tax_incl", "incl. VAT | inkl. 19 % MwSt. | TVA incluse | IVA incluido | IVA inclusa | incl. btw | com IVA | z VAT | inkl. moms | 税込"),
    ("tax_excl", "ex VAT | zzgl. MwSt. | hors taxes | IVA no incluido | IVA esclusa | excl. btw | sem IVA | netto | exkl. moms | 税抜"),
    ("plus_fees", "+ $5 booking fee | zzgl. Versandkosten | hors frais | + gastos | più commissioni | excl. servicekosten | + taxas | + opłata | frakt tillkommer | 送料別"),
    ("free_claim", "free delivery | versandkostenfrei | livraison offerte | envío gratis | spedizione gratuita | gratis verzending | frete grátis | darmowa dostawa | fri frakt | 送料無料"),
    ("reference", "was £20 | statt 20,00 € | prix conseillé | antes 20 € | prima 20,00 € | adviesprijs | de R$ 100,00 por R$ 80,00 | najniższa cena z 30 dni przed obniżką | ord. pris | 定価"),
    ("was_now", "was £20 now £10 | statt 20,00 € nur 15,00 € | De R$ 100,00 por R$ 80,00 | van € 20 voor € 15"),
    ("deferred_shipping", "Shipping calculated at checkout | Versand wird beim Checkout berechnet | Spedizione calcolata al passaggio successivo | 送料は次の画面で計算されます | Frakt beräknas i kassan"),
    ("required_marker", "mandatory | verpflichtend | obligatoire | obligatorio | verplicht | 必須"),
    ("optional_marker", "optional | freiwillig | facultatif | opcional | facoltativo | niet verplicht | valfritt | 任意 | not optional extras but recommended"),
    ("nonrefundable_marker", "non-refundable | nicht erstattbar | non remboursable | 返金不可"),
    ("sold_out", "Sold out | Ausverkauft | Rupture de stock | Agotado | Esaurito | Uitverkocht | Esgotado | Wyprzedane | Slutsåld | 売り切れ"),
    ("price_on_request", "Price on request | Preis auf Anfrage | prix sur demande | 要問合せ"),
    ("per_unit", "£2.50 / 100g | 3,99 €/kg | per person | pro Nacht"),
    ("installment", "3 x de R$ 33,30 sem juros | in 3 Raten | meses sin intereses | 分割払い"),
    ("loyalty_points", "Earn 50 points | 10ポイント | Punkte sammeln"),
    ("estimated", "Estimated total | voraussichtlich | estimado | 概算"),
]  # fmt: skip


@pytest.mark.parametrize(("signal", "text"), [(s, t) for s, texts in SIGNALS for t in texts.split(" | ")])
def test_signal(signal: str, text: str) -> None:
    assert signal in signals(text)


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("seit 2 von 4 Personen", "from_price"), ("ab Lager", "from_price"), ("IVA no incluido", "tax_incl"),
        ("taxes not included", "tax_incl"), ("non obligatoire", "required_marker"), ("Add to cart", "sold_out"),
        ("3 x de R$ 33,30 sem juros", "plus_fees"), ("10,00 €", "was_now"), ("¥1,000", "was_now"), ("¥1,000", "from_price"),
    ],
)  # fmt: skip
def test_no_signal(text: str, signal: str) -> None:
    assert signal not in signals(text)


@settings(deadline=None)  # the first text of all loads the vocabulary
@given(st.text(max_size=80), st.sampled_from([None, *LANGUAGES, "de-AT", "xx", ""]))
def test_any_text_has_an_answer(text: str, lang: str | None) -> None:
    match = label_kind(text, lang)
    assert match.kind in {*KINDS, "unknown"}
    assert 0 <= match.coverage <= 1
    assert (match.kind == "unknown") == (not match.candidates)
    for answer in (signals(text), control_classes(text), heading_stage(text), blocker(text)):
        assert isinstance(answer, frozenset)


@given(st.sampled_from([row[2] for row in rows(LABELS)]), st.sampled_from(["{}:", " {} ", "* {}", "{} *", "{}…"]))
def test_decoration_changes_nothing(label: str, frame: str) -> None:
    assert label_kind(frame.format(label)).kind == label_kind(label).kind
    assert label_kind(label.upper().replace("SS", "ss")).kind == label_kind(label).kind or "ß" in label


def test_no_term_is_empty_or_a_bare_amount() -> None:
    sections = ("kind", "also", "connect", "role", "signal", "control", "pay", "heading", "blocker", "field", "name")
    bad = [
        (section, lang, term)
        for section in sections
        for lang, _, term in terms(section)
        if not set(tokens(term.removeprefix("="))) - {"#", "0"}
    ]
    assert bad == []


def test_percent_may_be_spelled_out() -> None:
    """What is included may be told in per cent, in words as in a sign."""
    for text in ("消費税 19パーセントを含む", "消費税 19%を含む", "inkl. 19 Prozent MwSt.", "incl. 19 percent VAT"):
        assert label_kind(text).included, text


def test_a_sum_of_a_fee_is_no_former_price() -> None:
    """ "de 3,50 € por" is a was-price in Portuguese only with another amount behind it."""
    text = "Se sumará un gasto de gestión de 3,50 € por entrada"
    assert label_kind(text).kind == "fee"
    assert label_kind(text).role != "reference"
    assert label_kind("frais de service de 3,50 €").role is None
    assert label_kind("De R$ 100,00 por R$ 80,00").role == "reference"


@pytest.mark.parametrize(
    ("free", "paid"),
    [
        ("$0 delivery", "$5.99 delivery"), ("$0.00 delivery", "$10 delivery"), ("livraison à 0 €", "livraison à 4,90 €"),
        ("送料０円", "送料500円"), ("手数料0円", "手数料330円"), ("dostawa 0 zł", "dostawa 12 zł"), ("0 kr i frakt", "49 kr i frakt"),
    ],
)  # fmt: skip
def test_an_amount_that_is_nothing_in_a_term_means_nothing(free: str, paid: str) -> None:
    assert "free_claim" in signals(free)
    assert "free_claim" not in signals(paid)


def test_terms_with_money_that_is_nothing_stand_where_it_is_told_from_other_money() -> None:
    sections = ("kind", "also", "connect", "role", "signal", "control", "pay", "claim", "promise", "basis", "method")
    assert {one for one in sections for _, _, term in terms(one) if NOTHING in with_nothing(term)} == {
        "signal",
        "promise",
    }


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("King room, 2 nights, resort fee included", "unknown"), ("Double room · cleaning fee included", "unknown"),
        ("Aufenthalt, 4 Nächte, inkl. Servicegebühr", "unknown"), ("Séjour, frais de service inclus", "unknown"),
        ("King room, resort fee", "fee"), ("Fees included", "fee"), ("Cleaning fee, linen included", "fee"),
    ],
)  # fmt: skip
def test_what_a_row_says_to_hold_does_not_name_it(label: str, kind: str) -> None:
    """Behind a comma; a row that begins with the fee is the fee's."""
    assert label_kind(label).kind == kind


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The booking period for this event will start on 2026-12-22.", "not_on_sale"),
        ("La prévente n'a pas commencé", "not_on_sale"),
        ("La période de réservation de ce concert commencera le 12 décembre", "not_on_sale"),
        ("Der Verkaufszeitraum für dieses Spiel ist beendet", "not_on_sale"),
        ("El período de reserva de este curso aún no ha comenzado", "not_on_sale"),
        ("Il periodo di vendita per questa gita non è ancora iniziato", "not_on_sale"),
        ("De boekingsperiode voor deze reis is nog niet begonnen", "not_on_sale"),
        ("O período de vendas deste jogo ainda não começou", "not_on_sale"),
        ("Okres sprzedaży tego biletu jeszcze się nie rozpoczął", "not_on_sale"),
        ("Bokningsperioden för resan börjar den 12 december", "not_on_sale"),
        ("この講座の受付は終了しました", "not_on_sale"),
        ("販売は終了しました", "not_on_sale"),
        ("Your delivery has not yet started", ""),
    ],
)
def test_what_is_not_on_sale_yet_or_any_more(text: str, reason: str) -> None:
    assert (reason in blocker(text)) if reason else not blocker(text)


@pytest.mark.parametrize("label", ["Kaffee", "Coffee mug", "Toffee", "Göteborg", "1 participant", "Elephant"])
def test_what_only_ends_like_a_charge_is_none(label: str) -> None:
    assert label_kind(label).kind == "unknown"


@pytest.mark.parametrize(
    ("label", "kind"),
    [("Boekingsfee", "fee"), ("Servicefee", "fee"), ("Huurborg", "deposit"), ("Flaskpant", "deposit")],
)
def test_the_charges_that_do_end_so_are_known(label: str, kind: str) -> None:
    assert label_kind(label).kind == kind


@pytest.mark.parametrize(
    ("lang", "goods", "charge", "kind"),
    [
        ("pl", "Torba skórzana", "Torba", "fee"),
        ("fr", "Sac en cuir", "Sac", "addon"),
        ("es", "Bolsa de piel", "Bolsa", "fee"),
        ("it", "Borsa in pelle", "Borsa", "addon"),
        ("it", "Sacchetto di lavanda", "Sacchetto", "fee"),
        ("pt", "Saco de couro", "Saco", "fee"),
        ("pl", "Portfel skórzany", "Portfel", "credit"),
        ("es", "Monedero rojo", "Monedero", "credit"),
        ("it", "Portafoglio in pelle", "Portafoglio", "credit"),
        ("pt", "Carteira de couro", "Carteira", "credit"),
    ],
)
def test_bags_and_purses_are_goods(lang: str, goods: str, charge: str, kind: str) -> None:
    """The bare word is a bag at the till, or what a shop owes the customer; with any other it is something bought."""
    assert label_kind(goods, lang).kind == "unknown"
    assert label_kind(charge, lang).kind == kind
