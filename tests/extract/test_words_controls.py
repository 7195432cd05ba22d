"""What controls, headings and notices say, in ten languages; above all, that no order button is missed."""

import pytest

from feelint.extract.lexicon import terms
from feelint.extract.words import blocker, control_classes, heading_stage

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
    ("to_payment", "Continue to payment | Weiter zur Zahlung | Passer au paiement | Ir al pago | Vai al pagamento | Verder naar betaling | Ir para o pagamento | Dalej do płatności | Fortsätt till betalning | お支払い方法の選択へ | Ir ao pagamento | Continuar a pago | 支払へ進む"),
    ("turn_page", "Previous month | Vorherige Woche | Mois précédent | Mes anterior | Mese precedente | Vorige maand | Mês anterior | Poprzedni miesiąc | Föregående månad | 前月 | Request next available slot | Nächster freier Termin | Demander le prochain créneau disponible | Próxima fecha disponible | Prossima data disponibile | Volgende beschikbare datum | Próximo horário disponível | Najbliższy wolny termin | Nästa lediga tid | 次の空き枠"),
    ("to_review", "Review order | Bestellung prüfen | Vérifier la commande | Revisar pedido | Rivedi ordine | Controleer bestelling | Rever encomenda | Podsumowanie | Granska order | ご注文内容の確認へ | Order controleren | Review your booking | Buchung überprüfen | Vérifier ma réservation | Revisar la compra | Rivedi l'acquisto | Controleer uw boeking | Rever a compra | Sprawdź rezerwację | Granska köpet | 予約内容を確認する"),
    ("guest", "Continue as guest | Als Gast bestellen | Commander en tant qu'invité | Comprar como invitado | Continua come ospite | Als gast bestellen | Continuar sem cadastro | Kup bez rejestracji | Handla som gäst | 会員登録せずに購入"),
    ("login", "Log in | Anmelden | Se connecter | Iniciar sesión | Accedi | Inloggen | Entrar | Zaloguj się | Logga in | ログイン"),
    ("register", "Create account | Registrieren | Créer un compte | Crear cuenta | Registrati | Account aanmaken | Cadastre-se | Załóż konto | Skapa konto | 会員登録"),
    ("remove", "Remove Blue Shirt from cart | Entfernen | Supprimer | Eliminar | Rimuovi | Verwijderen | Remover | Usuń | Ta bort | カートから削除"),
    ("consent_reject", "Reject all | Alle ablehnen | Tout refuser | Rechazar todo | Rifiuta tutti | Alles weigeren | Rejeitar todos | Odrzuć wszystkie | Avvisa alla | すべて拒否 | Just the necessary | Nur die notwendigen | Uniquement les nécessaires | Sólo las necesarias | Solo gli essenziali | Alleen de noodzakelijke | Só os necessários | Wyłącznie niezbędne | Bara de nödvändiga | 必要なものだけ"),
    ("consent_accept", "Accept all cookies | Alle akzeptieren | Tout accepter | Aceptar todo | Accetta tutti | Alles accepteren | Aceitar todos | Akceptuj wszystkie | Acceptera alla | すべて許可"),
    ("consent_settings", "Manage preferences | Einstellungen | Paramétrer | Configurar | Personalizza | Voorkeuren | Preferências | Ustawienia | Inställningar | Cookie設定"),
    ("terms_accept", "I agree to the terms and conditions | Ich habe die AGB gelesen | J'accepte les CGV | Acepto los términos y condiciones | Ho letto le condizioni generali | Ik ga akkoord met de algemene voorwaarden | Li e aceito os termos de uso | Akceptuję regulamin | Jag godkänner villkoren | 利用規約に同意する"),
    ("same_address", "Billing address is the same as shipping address | Rechnungsadresse entspricht Lieferadresse | Utiliser la même adresse | Usar la misma dirección | Usa lo stesso indirizzo | Gebruik hetzelfde adres | Usar o mesmo endereço | Taki sam jak adres dostawy | Samma som leveransadress | 配送先住所と同じ"),
    ("wallet", "Pay with PayPal | Apple Pay | Google Pay | Klarna | Amazon Pay | iDEAL | BLIK | Swish | PayPay"),
    ("close", "Close | × | Schließen | Fermer | Cerrar | Chiudi | Sluiten | Fechar | Zamknij | Stäng | 閉じる"),
    ("apply", "Apply coupon | Gutschein einlösen | Appliquer | Actualizar carrito | Applica | Bijwerken | Calcular frete | Zastosuj | Uppdatera | クーポンを適用"),
    ("keep_shopping", "Continue shopping | Weiter einkaufen | Continuer mes achats | Seguir comprando | Continua lo shopping | Verder winkelen | Continuar comprando | Kontynuuj zakupy | Fortsätt handla | お買い物を続ける"),
    ("pickup", "Pick up in store | Selbstabholung | Retrait en magasin | Recogida en tienda | Ritiro in negozio | Afhalen in de winkel | Retirar na loja | Odbiór osobisty | Hämta i butik | 店舗受取"),
    ("wishlist", "Add to calendar | Zum Kalender hinzufügen | Ajouter au calendrier | Añadir al calendario | Aggiungi al calendario | Voeg toe aan kalender | Adicionar ao calendário | Dodaj do kalendarza | Lägg till i kalendern | カレンダーに追加"),
    ("quantity_plus", "+ | Increase quantity | Menge erhöhen"),
    ("quantity_minus", "− | Decrease quantity | Menge verringern"),
    ("decline", "No thanks | Nein danke | Non merci | No, gracias | No grazie | Nee bedankt | Não, obrigado | Nie, dziękuję | Nej tack | いいえ"),
    ("order_weak", "Mit PayPal bezahlen | Kostenlos testen | Bestellen"),
    ("pay_ok", "Pay £41.00 | Zahlungspflichtig bestellen | Order with obligation to pay | Zamawiam z obowiązkiem zapłaty"),
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
        ("Order history", "order_weak"), ("Voeg toe aan agenda", "add_to_cart"), ("Add to my calendar", "add_to_cart"),
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
        ("review", "Verify your order | Bestellung kontrollieren | Contrôle de la commande | Verifique su pedido | Controlla l'ordine | Controleer bestelling | Conferir pedido | Weryfikuj zamówienie | Kontrollera beställningen | ご注文の確認"),
        ("confirmation", "Thank you for your order! | Vielen Dank für Ihre Bestellung | Merci pour votre commande | Gracias por tu pedido | Grazie per il tuo ordine | Bedankt voor je bestelling | Obrigado pela sua compra | Dziękujemy za zamówienie | Tack för din beställning | ご注文ありがとうございます"),
        ("product", "Customer reviews | Produktbeschreibung | Scheda tecnica | 商品詳細"),
        ("listing", "Search results for “x” | Alle Produkte | Résultats de recherche | 商品一覧"),
    ],
)  # fmt: skip
def test_heading_stage(stage: str, texts: str) -> None:
    assert [t for t in texts.split(" | ") if stage not in heading_stage(t)] == []


@pytest.mark.parametrize("name", ["Cesto d'Autunno", "Gift basket deluxe", "Leather Bag", "Panier garni du terroir"])
def test_goods_named_after_a_bag_are_no_stage(name: str) -> None:
    assert "basket" not in heading_stage(name)


@pytest.mark.parametrize("heading", ["Your bag (2)", "Il tuo cesto", "Mijn winkelmand - 3 artikelen", "Dein Warenkorb"])
def test_a_heading_of_the_basket_is_its_stage(heading: str) -> None:
    assert "basket" in heading_stage(heading)


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


@pytest.mark.parametrize(
    "text",
    [
        "Add one more Day ticket to your cart. You currently have 1 in your cart",
        "Füge ein weiteres Tagesticket zum Warenkorb hinzu. Es befinden sich derzeit 1 im Warenkorb.",
        "Dodaj jeszcze jedną sztukę biletu do koszyka. W koszyku obecnie znajduje się 1",
        "カートに一日券をもう1つ追加してください。現在、カートに1個入っています。",
    ],
)
def test_one_more_is_no_way_to_the_basket(text: str) -> None:
    """A stepper may tell in a sentence what it does, and that sentence names the basket."""
    found = control_classes(text)
    assert "quantity_plus" in found
    assert not found & {"view_cart", "checkout"}


@pytest.mark.parametrize(
    "text", ["Resend order link", "Wyślij ponownie link do zamówienia", "Invia nuovamente link dell'ordine"]
)
def test_sending_again_is_told_from_ordering(text: str) -> None:
    """The words of an order stay seen: the fence goes by them."""
    assert {"resend", "pay_verb"} <= control_classes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Choose this flight", "Flug auswählen", "Choisir ce vol", "Elegir este vuelo", "Scegli questo volo", "Kies deze vlucht",
        "Escolher este voo", "Wybierz ten lot", "Välj denna flygning", "この便を選択", "Select this fare", "Dieses Zimmer wählen",
    ],
)  # fmt: skip
def test_taking_a_flight_or_a_room_is_the_way_into_the_order(text: str) -> None:
    assert "add_to_cart" in control_classes(text)
