"""Which datum a field wants: as forms in ten languages write it, by label, by name and by what the browser is told."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelint.extract.lexicon import LANGUAGES
from feelint.pilot.fields import FieldDescriptor, field_datum

# A text is a label; one that begins with @ is a field name.
FIELDS = {
    "en": """
        first_name: First name * | @billing_first_name | Given name | @fname
        last_name: Surname | @customerLastName | Family name
        full_name: Full name | Your name | Name
        email: Email address | @emailAddress | Username or email
        email_repeat: Confirm email address | @email_confirm
        phone: Mobile number (for delivery updates) | @shipping[telephone] | Phone
        company: Company name (optional) | @company
        street: Address line 1 | Street address | @address_1 | @street[0] | @addressLine1
        street_extra: Apartment, suite, unit etc. (optional) | @address_2 | @street[1] | Address line 2
        city: Town / City | @billing_city | Suburb
        postal_code: ZIP code | Postcode | @shippingPostalCode
        region: State | County (optional) | @region_id | State / Province
        country: Country / Region | @country_code
        birth_date: Date of birth | @dob
        password_repeat: Confirm password | @password2
        quantity: Quantity | @qty
        coupon: Gift card or discount code | Coupon code | Gift card number
        message: Order notes (optional)
        card_number: Card number | @cardnumber | Credit card number
        card_expiry: Expiry date (MM/YY) | MM / YY | @exp-date
        card_cvc: Security code | CVV | @cvc
        iban: IBAN""",
    "de": """
        honorific: Anrede | @anrede
        first_name: Vorname * | @vorname
        last_name: Nachname | Familienname | @rechnung_nachname
        full_name: Vor- und Nachname | Ansprechpartner
        email: E-Mail-Adresse | Ihre E-Mail
        email_repeat: E-Mail-Adresse wiederholen | @email_wiederholung
        phone: Telefon (für Rückfragen) | Handynummer | @telefon
        company: Firma (optional) | @firma
        vat_id: USt-IdNr. | UID-Nummer
        street: Straße und Hausnummer | Strasse | @strasse | Anschrift
        house_number: Hausnummer | Hausnr. | @hausnr
        street_extra: Adresszusatz | @adresszusatz | Stiege / Tür
        city: Ort | Stadt | @ort
        postal_code: PLZ | Postleitzahl * | @plz
        region: Bundesland | Kanton
        country: Land | Lieferland
        birth_date: Geburtsdatum | @geburtsdatum
        password: Passwort
        password_repeat: Passwort wiederholen
        coupon: Gutscheincode | Geschenkkarte oder Rabattcode
        message: Anmerkungen zur Bestellung
        card_number: Kartennummer | Kreditkartennummer
        card_expiry: Gültig bis (MM/JJ) | Ablaufdatum
        card_cvc: Prüfnummer | Sicherheitscode
        iban: IBAN | Kontonummer""",
    "fr": """
        honorific: Civilité
        first_name: Prénom * | @prenom | Votre prénom
        last_name: Nom * | Nom de famille | @nom
        full_name: Nom et prénom | Nom complet
        email: Adresse e-mail | Courriel | E-mail *
        email_repeat: Confirmez votre e-mail
        phone: Téléphone portable | N° de téléphone | @telephone
        company: Société (facultatif) | Raison sociale
        vat_id: N° TVA intracommunautaire
        street: Adresse | Rue | N° et nom de rue | @adresse1
        house_number: Numéro de rue
        street_extra: Complément d'adresse | Appartement, suite, etc. | @adresse2
        city: Ville | Commune | @ville
        postal_code: Code postal | CP | @codepostal
        region: Département | Province
        country: Pays/Région | @pays
        birth_date: Date de naissance
        password: Mot de passe
        password_repeat: Confirmer le mot de passe
        coupon: Code promo | Carte cadeau
        message: Instructions de livraison
        card_number: Numéro de carte | Numéro de carte bancaire
        card_expiry: Date d’expiration (MM/AA)
        card_cvc: Cryptogramme visuel
        iban: IBAN""",
    "es": """
        honorific: Tratamiento
        first_name: Nombre * | @nombre | Nombre(s)
        last_name: Apellidos | Apellido paterno | @apellidos
        full_name: Nombre y apellidos | Nombre completo
        email: Correo electrónico | @correo
        email_repeat: Repite tu email | Confirmar correo electrónico
        phone: Teléfono móvil | Celular | @telefono
        company: Empresa (opcional)
        tax_id: DNI/NIF | RFC | CUIT | @nif
        street: Dirección | Calle y número | Domicilio | @direccion
        house_number: Número exterior
        street_extra: Piso, puerta | Colonia | @direccion2
        city: Población | Localidad | Ciudad | @ciudad
        postal_code: Código postal | C.P. | @codigo_postal
        region: Provincia | Estado | Comunidad autónoma
        country: País / Región | @pais
        birth_date: Fecha de nacimiento
        password: Contraseña
        password_repeat: Repetir contraseña
        coupon: Código de descuento | Cupón
        message: Notas del pedido (opcional)
        card_number: Número de tarjeta
        card_expiry: Fecha de caducidad | Vencimiento
        card_cvc: Código de seguridad
        iban: IBAN""",
    "it": """
        first_name: Nome * | @nome
        last_name: Cognome | @cognome
        full_name: Nome e cognome | Destinatario
        email: Indirizzo e-mail | Posta elettronica
        email_repeat: Conferma e-mail | @conferma_email
        phone: Telefono | Cellulare * | @telefono
        company: Azienda | Ragione sociale
        vat_id: Partita IVA | @piva
        tax_id: Codice fiscale | @codice_fiscale
        street: Indirizzo | Via e numero civico | @indirizzo
        house_number: Numero civico | @civico
        street_extra: Interno, scala, piano | Presso
        city: Città | Comune | @citta
        postal_code: CAP | Codice postale | @cap
        region: Provincia | Regione
        country: Paese/Regione | Nazione
        birth_date: Data di nascita
        password: Password
        password_repeat: Conferma password
        coupon: Codice sconto | Buono regalo
        message: Note sull'ordine
        card_number: Numero carta | Numero della carta di credito
        card_expiry: Scadenza (MM/AA)
        card_cvc: Codice di sicurezza
        iban: IBAN""",
    "nl": """
        honorific: Aanhef
        first_name: Voornaam * | @voornaam
        last_name: Achternaam | Familienaam | @achternaam
        full_name: Volledige naam | Naam | Contactpersoon
        email: E-mailadres | Uw e-mailadres
        email_repeat: Herhaal e-mailadres | Bevestig e-mailadres
        phone: Telefoonnummer | Gsm-nummer | @telefoon
        company: Bedrijfsnaam (optioneel)
        vat_id: BTW-nummer
        street: Straat | Straat en huisnummer | @straat | Adresregel 1
        house_number: Huisnummer | @huisnummer
        street_extra: Toevoeging | Busnummer | @toevoeging
        city: Plaats | Woonplaats | Gemeente
        postal_code: Postcode | @postcode
        region: Provincie
        country: Land/regio | @land
        birth_date: Geboortedatum
        password: Wachtwoord
        password_repeat: Herhaal wachtwoord
        coupon: Kortingscode | Cadeaubon
        message: Opmerkingen
        card_number: Kaartnummer
        card_expiry: Vervaldatum (MM/JJ)
        card_cvc: Beveiligingscode
        iban: IBAN""",
    "pt": """
        first_name: Primeiro nome | Nome * | @nome
        last_name: Apelido | Sobrenome | @sobrenome
        full_name: Nome completo | Destinatário
        email: E-mail | Correio eletrónico | Seu melhor e-mail
        email_repeat: Confirme seu e-mail
        phone: Telemóvel | Celular | Telefone com DDD | @telefone
        company: Razão social | Empresa
        tax_id: CPF | CNPJ | NIF (opcional) | @cpf
        street: Morada | Endereço | Rua | Logradouro | @endereco
        house_number: Número | @numero
        street_extra: Complemento | Bairro | Andar
        city: Cidade | Localidade | @cidade
        postal_code: CEP | Código postal | @cep
        region: Estado | Distrito | UF
        country: País
        birth_date: Data de nascimento
        password: Senha | Palavra-passe
        password_repeat: Confirmar senha
        coupon: Cupom de desconto | Vale-presente
        message: Observações
        card_number: Número do cartão
        card_expiry: Validade | Data de validade
        card_cvc: Código de segurança
        iban: NIB""",
    "pl": """
        first_name: Imię * | @imie
        last_name: Nazwisko * | @nazwisko
        full_name: Imię i nazwisko | @imie_nazwisko
        email: Adres e-mail | E-mail *
        email_repeat: Powtórz e-mail
        phone: Numer telefonu | Telefon kontaktowy | @telefon
        company: Nazwa firmy | Firma
        tax_id: NIP | PESEL | @nip
        street: Ulica | Ulica i numer | @ulica
        house_number: Numer domu | Nr budynku | @nr_domu
        street_extra: Numer mieszkania | Nr lokalu | @nr_mieszkania
        city: Miasto | Miejscowość | @miasto
        postal_code: Kod pocztowy | @kod_pocztowy
        region: Województwo
        country: Kraj / region
        birth_date: Data urodzenia
        password: Hasło
        password_repeat: Powtórz hasło
        quantity: Ilość
        coupon: Kod rabatowy | Karta podarunkowa
        message: Uwagi do zamówienia
        card_number: Numer karty
        card_expiry: Data ważności (MM/RR)
        card_cvc: Kod CVV | Kod bezpieczeństwa
        iban: Numer konta""",
    "sv": """
        first_name: Förnamn * | @fornamn
        last_name: Efternamn | @efternamn
        full_name: För- och efternamn | Namn
        email: E-post | E-postadress | @epost
        email_repeat: Upprepa e-post | Bekräfta e-postadress
        phone: Mobilnummer | Telefon | @mobil
        company: Företag | Företagsnamn
        tax_id: Personnummer | Organisationsnummer
        street: Gatuadress | Adress | @gatuadress | Adressrad 1
        house_number: Husnummer
        street_extra: Lägenhetsnummer | C/o
        city: Postort | Ort | Stad
        postal_code: Postnummer | @postnummer
        region: Län
        country: Land/region | Land
        birth_date: Födelsedatum
        password: Lösenord
        password_repeat: Bekräfta lösenord
        quantity: Antal
        coupon: Rabattkod | Presentkort
        message: Meddelande
        card_number: Kortnummer
        card_expiry: Utgångsdatum (MM/ÅÅ)
        card_cvc: Säkerhetskod | CVC-kod
        iban: Kontonummer""",
    "ja": """
        last_name: 姓 | お名前（姓） | @sei
        first_name: 名 | お名前（名） | @mei
        full_name: お名前 | 氏名 * | ご注文者名
        last_name_kana: セイ | 姓（フリガナ） | @sei_kana
        first_name_kana: メイ | 名（フリガナ） | @mei_kana
        full_name_kana: フリガナ | お名前（カナ） | @kana
        email: メールアドレス【必須】 | Eメール
        email_repeat: メールアドレス（確認用）
        phone: 電話番号 | 携帯電話番号
        company: 会社名（任意）
        postal_code: 郵便番号 | 〒 | @zip01
        region: 都道府県 | @pref
        city: 市区町村
        street: 番地 | 住所1 | 町名・番地 | @addr01
        street_extra: 建物名・部屋番号 | マンション名など
        country: 国/地域
        birth_date: 生年月日
        password: パスワード
        password_repeat: パスワード（確認用）
        quantity: 数量
        coupon: クーポンコード
        message: 備考欄
        card_number: カード番号
        card_expiry: 有効期限（月/年）
        card_cvc: セキュリティコード
        card_holder: カード名義人""",
}
ROWS = [
    (lang, datum.strip(), text.strip())
    for lang, lines in FIELDS.items()
    for line in lines.strip().splitlines()
    for datum, _, texts in [line.partition(": ")]
    for text in texts.split(" | ")
]


def described(text: str) -> FieldDescriptor:
    return FieldDescriptor(name=text[1:]) if text.startswith("@") else FieldDescriptor(label=text)


@pytest.mark.parametrize(("lang", "datum", "text"), ROWS)
def test_datum_by_label_or_name(lang: str, datum: str, text: str) -> None:
    del lang
    assert field_datum(described(text)) == datum


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_its_25_fields(lang: str) -> None:
    assert sum(row[0] == lang for row in ROWS) >= 25


@pytest.mark.parametrize(
    ("field", "datum"),
    [
        (FieldDescriptor(autocomplete="section-a shipping given-name", label="Surname"), "first_name"),
        (FieldDescriptor(autocomplete="postal-code", type="tel"), "postal_code"),
        (FieldDescriptor(autocomplete="cc-number", label="Number"), "card_number"),
        (FieldDescriptor(autocomplete="cc-exp-month", tag="select"), "card_expiry"),
        (FieldDescriptor(autocomplete="cc-name", label="Name"), "card_holder"),
        (FieldDescriptor(autocomplete="off", name="email"), "email"),
        (FieldDescriptor(name="username", type="email"), "email"),
        (FieldDescriptor(name="username", label="E-Mail-Adresse"), "email"),
        (FieldDescriptor(autocomplete="username", label="Email"), "email"),
        (FieldDescriptor(autocomplete="email", label="Repeat your email"), "email_repeat"),
        (FieldDescriptor(autocomplete="new-password", type="password", label="Confirm password"), "password_repeat"),
        (FieldDescriptor(type="tel"), "phone"),
        (FieldDescriptor(type="tel", label="Postcode"), "postal_code"),
        (FieldDescriptor(type="tel", label="Card number"), "card_number"),
        (FieldDescriptor(type="password", label="CVC"), "card_cvc"),
        (FieldDescriptor(type="email", nearby="Subscribe to our newsletter"), "newsletter_email"),
        (FieldDescriptor(type="search", name="q"), "search"),
        (FieldDescriptor(placeholder="Straße und Hausnummer"), "street"),
        (FieldDescriptor(id="checkout_shipping_address_zip"), "postal_code"),
        (FieldDescriptor(name="attribute-4711", label="Nachname"), "last_name"),
        (FieldDescriptor(label="Stadt", name="address_line2"), "city"),
        (FieldDescriptor(tag="select", options=(("", "-"), ("1", "Herr"), ("2", "Frau"), ("3", "Divers"))), "honorific"),
        (FieldDescriptor(tag="select", options=(("2", "Austria"), ("3", "Germany"), ("4", "Switzerland"))), "country"),
        (FieldDescriptor(type="radio", label="Mr", name="title"), "honorific"),
        (FieldDescriptor(type="radio", label="Express delivery", name="shipping_method"), None),
        (FieldDescriptor(type="checkbox", label="Address is the same"), None),
        (FieldDescriptor(type="hidden", name="email"), None),
        (FieldDescriptor(label="Engraving text"), None),
        (FieldDescriptor(), None),
    ],
)  # fmt: skip
def test_order_of_evidence(field: FieldDescriptor, datum: str | None) -> None:
    assert field_datum(field) == datum


@pytest.mark.parametrize(
    "other", [{"autocomplete": "name"}, {"type": "tel"}, {"label": "First name"}, {"name": "email"}]
)
@pytest.mark.parametrize(
    "card", ["Card number", "Kreditkartennummer", "Numéro de carte", "カード番号", "Nº de tarjeta"]
)
def test_card_fields_win_over_any_other_evidence(card: str, other: dict[str, Any]) -> None:
    assert field_datum(dataclasses.replace(FieldDescriptor(placeholder=card), **other)) == "card_number"
    assert field_datum(dataclasses.replace(FieldDescriptor(**other), label=card)) == "card_number"


@given(
    st.builds(
        FieldDescriptor,
        **{
            key: st.text(max_size=30)
            for key in ("autocomplete", "name", "id", "label", "placeholder", "nearby", "pattern")
        },
        type=st.sampled_from(["text", "tel", "email", "password", "number", "radio", "date", "nonsense"]),
        options=st.lists(st.tuples(st.text(max_size=5), st.text(max_size=9)), max_size=4).map(tuple),
    )
)
def test_any_field_has_an_answer(field: FieldDescriptor) -> None:
    datum = field_datum(field)
    assert datum is None or isinstance(datum, str)


@pytest.mark.parametrize(
    ("field", "datum"),
    [
        (FieldDescriptor(label="Email for your tickets", name="email"), "email"),
        (FieldDescriptor(placeholder="City / District / Town*", name="custCity"), "city"),
        (FieldDescriptor(placeholder="Flat, House no., Building, Street*", name="custAddr"), "street"),
        (FieldDescriptor(label="Number of tickets", name="email"), "quantity"),
        (FieldDescriptor(label="Address line 2", name="street"), "street_extra"),
    ],
)
def test_the_name_settles_what_a_label_leaves_open(field: FieldDescriptor, datum: str) -> None:
    """Of several things that a label names, the one that the field is called by; a label known as a whole holds."""
    assert field_datum(field) == datum


def test_a_name_in_kana_is_told_by_what_stands_beside() -> None:
    """The field's own name says only which name it is; beside it stands in which letters."""
    assert field_datum(FieldDescriptor(name="last_k", nearby="セイ")) == "last_name_kana"
    assert field_datum(FieldDescriptor(name="first_k", nearby="フリガナ 名")) == "first_name_kana"
    assert field_datum(FieldDescriptor(name="last", nearby="姓")) == "last_name"


@pytest.mark.parametrize("label", ["Kod BLIK", "BLIK", "Código MB WAY"])
def test_the_code_of_an_app_for_paying_is_no_post_code(label: str) -> None:
    assert field_datum(FieldDescriptor(label=label, name="kod", inputmode="numeric")) is None
    assert field_datum(FieldDescriptor(name="kod_blik", nearby="BLIK")) is None
    assert field_datum(FieldDescriptor(label="Kod pocztowy", name="kod")) == "postal_code"


@pytest.mark.parametrize(
    ("beside", "name", "expected"),
    [
        ("市区町村 必須", "address1", "city"),
        ("番地 必須", "address2", "street"),
        ("Ort *", "adresse_2", "city"),
        ("Ville", "address2", "city"),
        ("Apartment, floor", "address1", "street_extra"),
        ("", "address2", "street_extra"),
        ("Teléfono", "address1", "street"),
    ],
)
def test_a_line_of_the_address_is_what_the_words_beside_it_say(beside: str, name: str, expected: str) -> None:
    """Its maker counts lines; the customer reads "town". What is no part of an address beside it is another field's."""
    assert field_datum(FieldDescriptor(name=name, nearby=beside)) == expected
