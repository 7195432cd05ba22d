"""The words of ten languages: tables of labels as shops write them, the traps, and what must hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelint.extract.lexicon import LANGUAGES, terms, tokens
from feelint.extract.words import (
    KINDS,
    SUMS,
    LabelMatch,
    blocker,
    control_classes,
    heading_stage,
    label_kind,
    signals,
)

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
        fulfillment: Livraison | Frais de port | Frais d’expédition | Livraison à domicile (Colissimo) | EXPEDITION
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


ORDERS = """Place order | Complete order | Submit order | Pay | Pay £41.00 | Buy it now | Confirm and pay | Finalise order | Order & pay
Bestellen | Kaufen | Zahlungspflichtig bestellen | Bestellung absenden | Kostenpflichtig buchen | Kauf abschließen | Zahlen
Commander | Payer | Régler ma commande | Valider ma commande | J’achète | Finaliser mon achat | REGLER | Passer commande
Comprar | Pagar | Realizar pedido | Finalizar compra | Confirmar pedido | Haz tu pedido | Cómpralo ya | Encargar
Acquista | Ordina | Paga | Conferma ordine | Concludi l'acquisto | Prenota ora | Ordina con obbligo di pagamento
Betalen | Afrekenen | Bestelling plaatsen | Koop nu | Nu kopen | Rond je bestelling af | Bestel & betaal
Encomendar | Pagar agora | Fechar pedido | Concluir encomenda | Comprar já | Finalizar | Efetuar pagamento
Zamawiam | Kupuję | Zapłać | Kupuję i płacę | Złóż zamówienie | ZAPLAC | Potwierdź zakup | Zamawiam z obowiązkiem zapłaty
Beställ | Köp | Betala | Slutför köp | Lägg beställning | Genomför köp | Boka nu | KÖP NU
注文を確定する | 購入する | 支払う | 注文する | お支払いを確定する | 予約を確定する | 申し込む | 決済する | 今すぐ買う"""


@pytest.mark.parametrize("text", [t.strip() for line in ORDERS.splitlines() for t in line.split(" | ")])
@pytest.mark.parametrize("frame", ["{}", "{} →", "« {} »", "{} (12,00 €)"])
def test_order_buttons_are_never_missed(text: str, frame: str) -> None:
    assert "pay_verb" in control_classes(frame.format(text))


@pytest.mark.parametrize("key", ["pay_ok", "order_weak", "ambiguous"])
def test_every_order_phrase_of_the_vocabulary_is_classed(key: str) -> None:
    for _, listed, term in terms("control"):
        if listed == key:
            assert control_classes(term.removeprefix("=")) & {"pay_ok", "order_weak", "ambiguous"}, term


CONTROLS = [
    ("add_to_cart", "Add to basket | Add “Album” to your cart | In den Warenkorb | Ajouter au panier | Añadir a la cesta | Aggiungi al carrello | In winkelwagen | Adicionar ao carrinho | Dodaj do koszyka | Lägg i varukorgen | カートに入れる"),
    ("view_cart", "Cart (3) | View basket | Warenkorb ansehen | Voir le panier | Ver carrito | Vai al carrello | Bekijk winkelwagen | Ver carrinho | Zobacz koszyk | Visa varukorg | カートを見る"),
    ("checkout", "Proceed to checkout | Zur Kasse | Passer à la caisse | Tramitar pedido | Vai alla cassa | Afrekenen | Ir para o checkout | Przejdź do kasy | Till kassan | 購入手続きへ"),
    ("continue", "Continue | Weiter | Suivant | Siguiente | Avanti | Volgende | Próximo | Dalej | Nästa | 次へ | Confirm address"),
    ("to_payment", "Continue to payment | Weiter zur Zahlung | Passer au paiement | Ir al pago | Vai al pagamento | Verder naar betaling | Ir para o pagamento | Dalej do płatności | Fortsätt till betalning | お支払い方法の選択へ"),
    ("to_review", "Review order | Bestellung prüfen | Vérifier la commande | Revisar pedido | Rivedi ordine | Controleer bestelling | Rever encomenda | Podsumowanie | Granska order | ご注文内容の確認へ"),
    ("guest", "Continue as guest | Als Gast bestellen | Commander en tant qu'invité | Comprar como invitado | Continua come ospite | Als gast bestellen | Continuar sem cadastro | Kup bez rejestracji | Handla som gäst | 会員登録せずに購入"),
    ("login", "Log in | Anmelden | Se connecter | Iniciar sesión | Accedi | Inloggen | Entrar | Zaloguj się | Logga in | ログイン"),
    ("register", "Create account | Registrieren | Créer un compte | Crear cuenta | Registrati | Account aanmaken | Cadastre-se | Załóż konto | Skapa konto | 会員登録"),
    ("remove", "Remove Blue Shirt from cart | Entfernen | Supprimer | Eliminar | Rimuovi | Verwijderen | Remover | Usuń | Ta bort | カートから削除"),
    ("consent_reject", "Reject all | Alle ablehnen | Tout refuser | Rechazar todo | Rifiuta tutti | Alles weigeren | Rejeitar todos | Odrzuć wszystkie | Avvisa alla | すべて拒否"),
    ("consent_accept", "Accept all cookies | Alle akzeptieren | Tout accepter | Aceptar todo | Accetta tutti | Alles accepteren | Aceitar todos | Akceptuj wszystkie | Acceptera alla | すべて許可"),
    ("consent_settings", "Manage preferences | Einstellungen | Paramétrer | Configurar | Personalizza | Voorkeuren | Preferências | Ustawienia | Inställningar | Cookie設定"),
    ("terms_accept", "I agree to the terms and conditions | Ich habe die AGB gelesen | J'accepte les CGV | Acepto los términos y condiciones | Ho letto le condizioni generali | Ik ga akkoord met de algemene voorwaarden | Li e aceito os termos de uso | Akceptuję regulamin | Jag godkänner villkoren | 利用規約に同意する"),
    ("same_address", "Billing address is the same as shipping address | Rechnungsadresse entspricht Lieferadresse | Utiliser la même adresse | Usar la misma dirección | Usa lo stesso indirizzo | Gebruik hetzelfde adres | Usar o mesmo endereço | Taki sam jak adres dostawy | Samma som leveransadress | 配送先住所と同じ"),
    ("wallet", "Pay with PayPal | Apple Pay | Google Pay | Klarna | Amazon Pay | iDEAL | BLIK | Swish | PayPay"),
    ("close", "Close | × | Schließen | Fermer | Cerrar | Chiudi | Sluiten | Fechar | Zamknij | Stäng | 閉じる"),
    ("apply", "Apply coupon | Gutschein einlösen | Appliquer | Actualizar carrito | Applica | Bijwerken | Calcular frete | Zastosuj | Uppdatera | クーポンを適用"),
    ("keep_shopping", "Continue shopping | Weiter einkaufen | Continuer mes achats | Seguir comprando | Continua lo shopping | Verder winkelen | Continuar comprando | Kontynuuj zakupy | Fortsätt handla | お買い物を続ける"),
    ("pickup", "Pick up in store | Selbstabholung | Retrait en magasin | Recogida en tienda | Ritiro in negozio | Afhalen in de winkel | Retirar na loja | Odbiór osobisty | Hämta i butik | 店舗受取"),
    ("quantity_plus", "+ | Increase quantity | Menge erhöhen"),
    ("quantity_minus", "− | Decrease quantity | Menge verringern"),
    ("decline", "No thanks | Nein danke | Non merci | No, gracias | No grazie | Nee bedankt | Não, obrigado | Nie, dziękuję | Nej tack | いいえ"),
    ("order_weak", "Mit PayPal bezahlen | Kostenlos testen | Bestellen"),
    ("pay_ok", "Zahlungspflichtig bestellen | Order with obligation to pay | Zamawiam z obowiązkiem zapłaty"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "text"), [(k, t) for k, texts in CONTROLS for t in texts.split(" | ")])
def test_control_class(key: str, text: str) -> None:
    assert key in control_classes(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Continue shopping", "continue"), ("Weiter einkaufen", "continue"), ("Add address", "add_to_cart"),
        ("Mit PayPal bezahlen", "pay_ok"), ("Kostenlos testen – danach kostenpflichtig", "add_to_cart"),
        ("Continue", "pay_verb"), ("Weiter", "pay_verb"), ("Siguiente", "pay_verb"), ("次へ", "pay_verb"),
        ("Add to cart", "pay_verb"), ("Accept all cookies", "pay_verb"), ("Warenkorb ansehen", "pay_verb"),
        ("Order history", "order_weak"),
    ],
)  # fmt: skip
def test_not_this_class(text: str, key: str) -> None:
    assert key not in control_classes(text)


@pytest.mark.parametrize(
    ("stage", "texts"),
    [
        ("basket", "Your basket | Warenkorb (2) | Mon panier | Tu carrito | Il tuo carrello | Winkelwagen | Carrinho de compras | Twój koszyk | Varukorg | カートの中身"),
        ("details", "Billing details | Ihre Daten | Vos coordonnées | Datos de envío | I tuoi dati | Je gegevens | Os seus dados | Dane do wysyłki | Dina uppgifter | お客様情報の入力"),
        ("delivery", "Shipping method | Versandart | Mode de livraison | Método de envío | Metodo di spedizione | Verzendmethode | Forma de entrega | Sposób dostawy | Leveranssätt | 配送方法の選択"),
        ("payment", "Payment method | Zahlungsart wählen | Moyen de paiement | Forma de pago | Metodo di pagamento | Betaalmethode | Meio de pagamento | Sposób płatności | Betalsätt | お支払い方法"),
        ("review", "Review your order | Bestellübersicht | Récapitulatif | Resumen del pedido | Riepilogo ordine | Besteloverzicht | Resumo da encomenda | Podsumowanie | Orderöversikt | ご注文内容の確認"),
        ("confirmation", "Thank you for your order! | Vielen Dank für Ihre Bestellung | Merci pour votre commande | Gracias por tu pedido | Grazie per il tuo ordine | Bedankt voor je bestelling | Obrigado pela sua compra | Dziękujemy za zamówienie | Tack för din beställning | ご注文ありがとうございます"),
        ("product", "Customer reviews | Produktbeschreibung | Scheda tecnica | 商品詳細"),
        ("listing", "Search results for “x” | Alle Produkte | Résultats de recherche | 商品一覧"),
    ],
)  # fmt: skip
def test_heading_stage(stage: str, texts: str) -> None:
    assert [t for t in texts.split(" | ") if stage not in heading_stage(t)] == []


@pytest.mark.parametrize(
    ("reason", "texts"),
    [
        ("empty_basket", "Your cart is empty. | Ihr Warenkorb ist leer | Votre panier est vide | Tu carrito está vacío | Il tuo carrello è vuoto | Je winkelwagen is leeg | O seu carrinho está vazio | Twój koszyk jest pusty | Din varukorg är tom | カートは空です"),
        ("login_required", "Please log in to continue | Bitte melden Sie sich an | Vous devez vous connecter | Debes iniciar sesión | Devi effettuare l'accesso | Je moet ingelogd zijn | Faça login para continuar | Musisz się zalogować | Du måste logga in | ログインしてください"),
        ("no_delivery", "We do not ship to your country | Lieferung nicht möglich | Nous ne livrons pas | No enviamos a Canarias | Non spediamo | We leveren niet | Não entregamos | Nie wysyłamy | Vi levererar inte | お届けできません"),
        ("sold_out", "Sold out | Ausverkauft | Rupture de stock | Agotado | Esaurito | Uitverkocht | Esgotado | Wyprzedane | Slutsåld | 在庫切れ"),
        ("minimum_order", "Minimum order value is $20 | Mindestbestellwert 20 € | Commande minimum | Pedido mínimo | Ordine minimo | Minimale bestelwaarde | Valor mínimo | Minimalna kwota | Minsta ordervärde | 最低注文金額"),
        ("session_expired", "Your session has expired | Sitzung abgelaufen | Session expirée | セッションが切れました"),
        ("captcha", "I'm not a robot | Ich bin kein Roboter | Je ne suis pas un robot | 私はロボットではありません"),
        ("age_check", "Are you over 18? | Sind Sie über 18? | Avez-vous plus de 18 ans ? | 20歳以上ですか"),
        ("maintenance", "We are down for maintenance | Wartungsarbeiten | Site en maintenance | ただいまメンテナンス中です"),
        ("payment_not_available", "No payment methods available | Keine Zahlungsart verfügbar | 利用可能な支払い方法がありません"),
        ("insecure", "Your connection is not private | Verbindung ist nicht sicher"),
    ],
)  # fmt: skip
def test_blocker(reason: str, texts: str) -> None:
    assert [t for t in texts.split(" | ") if reason not in blocker(t)] == []


@pytest.mark.parametrize(
    "text",
    ["This site is protected by reCAPTCHA and the Privacy Policy applies", "Free shipping on all orders over $50", "Add to cart", "Jeu complet de cartes"],
)  # fmt: skip
def test_no_blocker(text: str) -> None:
    assert blocker(text) == frozenset()


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
