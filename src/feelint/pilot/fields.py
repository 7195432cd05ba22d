"""Which datum a form field wants: a surname, a post code, a card number (which it never gets)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast, get_args

from feelint.extract.claims import payment_methods
from feelint.extract.lexicon import Span, Table, core, terms

Datum = Literal[
    "honorific", "first_name", "last_name", "full_name", "first_name_kana", "last_name_kana", "full_name_kana",
    "email", "email_repeat", "phone", "company", "vat_id", "tax_id",
    "street", "house_number", "street_extra", "city", "postal_code", "region", "country",
    "birth_date", "birth_day", "birth_month", "birth_year", "username", "password", "password_repeat",
    "quantity", "coupon", "message", "search", "newsletter_email",
    "card_number", "card_expiry", "card_cvc", "card_holder", "iban",
]  # fmt: skip
FORBIDDEN: frozenset[Datum] = frozenset({"card_number", "card_expiry", "card_cvc", "card_holder", "iban"})
"""What a persona never has: means of payment."""

_DATA: dict[str, Datum] = {datum: datum for datum in get_args(Datum)}
_LONGEST_LABEL = 90
_TIME = re.compile(r"(?i)\bhh\W?mm\b")
"""The form of a time of day, which asks for no month."""
_NO_TEXT = frozenset({"hidden", "submit", "button", "image", "file", "reset", "range", "color", "checkbox"})
_AUTOCOMPLETE: dict[str, Datum] = {
    "honorific-prefix": "honorific", "given-name": "first_name", "family-name": "last_name", "name": "full_name",
    "email": "email", "username": "username", "new-password": "password", "current-password": "password",
    "tel": "phone", "tel-national": "phone", "tel-local": "phone", "organization": "company",
    "street-address": "street", "address-line1": "street", "address-line2": "street_extra",
    "address-line3": "street_extra", "address-level1": "region", "address-level2": "city",
    "address-level3": "city", "postal-code": "postal_code", "country": "country", "country-name": "country",
    "bday": "birth_date", "bday-day": "birth_day", "bday-month": "birth_month", "bday-year": "birth_year",
    "sex": "honorific",
}  # fmt: skip
_CARD_AUTOCOMPLETE: dict[str, Datum] = {
    "cc-number": "card_number", "cc-csc": "card_cvc", "cc-exp": "card_expiry", "cc-exp-month": "card_expiry",
    "cc-exp-year": "card_expiry",
}  # fmt: skip
_TYPES: dict[str, Datum] = {"email": "email", "tel": "phone", "search": "search", "password": "password"}
_REPEATED: dict[Datum, Datum] = {"email": "email_repeat", "password": "password_repeat"}
_REPEAT = (
    "confirm", "repeat", "again", "verif", "retype", "reenter", "wiederhol", "wdh", "bestätig", "bestaetig", "répét",
    "repet", "conferm", "ripet", "herhaal", "bevestig", "powtórz", "powtorz", "potwierd", "upprepa", "bekräfta",
    "bekrafta",
)  # fmt: skip
_PREFIXES = frozenset(
    [
        "billing",
        "shipping",
        "delivery",
        "customer",
        "form",
        "user",
        "checkout",
        "id",
        "field",
        "input",
        "txt",
        "order",
        "invoice",
        "guest",
        "contact",
        "register",
        "account",
        "bill",
        "ship",
        "payment",
        "data",
        "attributes",
        "new",
        "edit",
        "my",
        "main",
        "personal",
        "details",
        "info",
        "rechnung",
        "lieferung",
        "kunde",
        "facturation",
        "livraison",
        "facturacion",
        "envio",
        "fatturazione",
        "spedizione",
        "factuur",
        "verzend",
        "factuuradres",
        "bezorg",
        "cobranca",
        "entrega",
        "dostawa",
        "faktura",
        "leverans",
        "address",
        "adres",
        "adresse",
        "direccion",
        "indirizzo",
        "endereco",
        "adress",
    ]
)
_DIGITS = {"0": "zero", "1": "one", "2": "two", "3": "three", "4": "four"}
_LATER_LINES = frozenset({"two", "second", "three", "third", "four", "fourth"})
_INDEX = {"0": "", "1": "second", "2": "third", "3": "fourth"}


@dataclass(frozen=True, slots=True)
class FieldDescriptor:
    """What the page says about one form field; ``options`` are the (value, text) pairs of a select or radio group."""

    autocomplete: str = ""
    name: str = ""
    id: str = ""
    type: str = "text"
    label: str = ""
    placeholder: str = ""
    nearby: str = ""
    options: tuple[tuple[str, str], ...] = ()
    tag: str = "input"
    inputmode: str = ""
    pattern: str = ""
    maxlength: int | None = None
    required: bool = False


_LINES = frozenset(("street", "street_extra"))
"""What a maker's name as a line of the address ("address2") means, where the words beside the field say nothing else."""
_PLACES = frozenset(("street", "street_extra", "house_number", "city", "region", "postal_code"))


@lru_cache(maxsize=4096)
def field_datum(field: FieldDescriptor) -> Datum | None:
    """The datum that ``field`` wants, or None where nothing says so.

    Means of payment are looked for first and everywhere, for they are a fence; then the autocomplete token, the words
    of the label, placeholder and name, the input type, and at last the text nearby.
    """
    if field.type in _NO_TEXT:
        return None
    if forbidden := _means_of_payment(field):
        return forbidden
    if field.type == "radio":
        return "honorific" if "honorific" in (_in_words(field.label), _in_name(field.name)) else None
    datum = _declared(field) or _typed(field) or _said(field) or _TYPES.get(field.type)
    if datum is None and field.options:
        datum = _offered(field.options)
    if datum == "postal_code" and _is_a_ways_code(field):
        return None
    if datum == "email" and _about_newsletter(field):
        return "newsletter_email"
    if datum in _REPEATED and _asks_again(field):
        return _REPEATED[datum]
    return datum


def _is_a_ways_code(field: FieldDescriptor) -> bool:
    """Whether a "code" is the one that an app for paying shows, by the app's name beside it."""
    said = f"{field.label or field.nearby} {re.sub('[^0-9A-Za-z]+', ' ', field.name)}"
    return not field.autocomplete and "local-transfer" in payment_methods(said)


def _means_of_payment(field: FieldDescriptor) -> Datum | None:
    for token in field.autocomplete.lower().split():
        if token in _CARD_AUTOCOMPLETE:
            return _CARD_AUTOCOMPLETE[token]
        if token.startswith("cc-"):
            return "card_holder"
    for datum in _readings(field):
        if datum in FORBIDDEN:
            return datum
    return None


def _readings(field: FieldDescriptor) -> Iterator[Datum | None]:
    yield _in_words(field.label)
    yield _in_words(_TIME.sub("", field.placeholder))
    yield _in_name(field.name)
    yield _in_name(field.id)


def _declared(field: FieldDescriptor) -> Datum | None:
    datum = next((d for token in field.autocomplete.lower().split() if (d := _AUTOCOMPLETE.get(token))), None)
    if datum == "username" and "email" in (_TYPES.get(field.type), _in_words(field.label)):
        return "email"
    if datum in ("street", "street_extra") and _in_words(field.label) == "house_number":
        return "house_number"
    return datum


def _typed(field: FieldDescriptor) -> Datum | None:
    return _TYPES[field.type] if field.type in ("email", "password", "search") else None


def _said(field: FieldDescriptor) -> Datum | None:
    beside = _in_words(field.nearby)
    read = next((d for d in _readings(field) if d), None) or beside
    line = read in _LINES and not any((_in_words(field.label), _in_words(field.placeholder)))
    told = beside == f"{read}_kana" or (line and beside in _PLACES)
    return _agreed(field) or (beside if told else read)


def _agreed(field: FieldDescriptor) -> Datum | None:
    """What the field's own name says, where its label names that among several things ("Email for your tickets")."""
    named = [datum for datum in (_in_name(field.name), _in_name(field.id)) if datum]
    spoken = {datum for text in (field.label, field.placeholder) for datum in _spoken(text)}
    return next((datum for datum in named if datum in spoken), None) if len(spoken) > 1 else None


@lru_cache(maxsize=512)
def spoken(text: str) -> frozenset[Datum]:
    """All data that a sentence speaks of."""
    spans = _table("field").spans(core(_spelled(text)))
    return frozenset(cast(Datum, entry.key) for span in spans for entry in span.entries)


@lru_cache(maxsize=4096)
def _spoken(text: str) -> frozenset[Datum]:
    """All that a label names; nothing where it is a known label as a whole."""
    table, words = _table("field"), core(_spelled(text[:_LONGEST_LABEL]))
    if table.whole(words) or table.whole(core(_spelled(_unbracketed(text)))):
        return frozenset()
    return frozenset(cast(Datum, entry.key) for span in table.spans(words) for entry in span.entries)


def _about_newsletter(field: FieldDescriptor) -> bool:
    return "newsletter_email" in (*_readings(field), _in_words(field.nearby))


def _asks_again(field: FieldDescriptor) -> bool:
    said = {*_readings(field)}
    words = core(" ".join((field.label, field.placeholder, *_split_name(field.name), *_split_name(field.id))))
    return bool(said & {"email_repeat", "password_repeat"}) or any(word.startswith(_REPEAT) for word in words)


def _offered(options: tuple[tuple[str, str], ...]) -> Datum | None:
    from feelint.pilot.persona import country_codes, is_honorific

    texts = [text for value, text in options if text.strip() and value.strip()]
    if len(texts) >= 2 and sum(map(is_honorific, texts)) * 2 >= len(texts):
        return "honorific"
    known = country_codes()
    if len(texts) >= 2 and sum(text.strip().casefold() in known for text in texts) * 3 >= len(texts):
        return "country"
    return None


@lru_cache(maxsize=4096)
def _in_words(text: str) -> Datum | None:
    if not text or len(text) > _LONGEST_LABEL:
        return None
    table = _table("field")
    words = core(_spelled(text))
    plain = core(_spelled(_unbracketed(text)))
    if entries := table.whole(words) or table.whole(plain):
        return cast(Datum, entries[0].key)
    return _strongest(table.spans(words), lambda span: (span.size, -span.start))


@lru_cache(maxsize=4096)
def _in_name(name: str) -> Datum | None:
    table = _table("name")
    words = _split_name(name)
    bared = tuple(word for word in words if word not in _PREFIXES)
    found = next((e[0].key for w in (words, bared) if w and (e := table.whole(w))), None)
    found = found or _strongest(table.spans(words), lambda span: (span.end, span.size))
    found = found or next((d for word in words if (d := _behind_prefix(word))), None)
    if found == "street" and not _LATER_LINES.isdisjoint(words):
        return "street_extra"
    return cast("Datum | None", found)


def _behind_prefix(word: str) -> Datum | None:
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if 1 < len(rest) < len(word) and (entries := _table("name").whole((rest,))):
            return cast(Datum, entries[0].key)
    return None


def _unbracketed(text: str) -> str:
    """A label without the example or the remark that stands in brackets."""
    return re.sub(r"[(（\[][^)）\]]*[)）\]]", " ", text)


def _strongest(spans: list[Span], rank: Callable[[Span], tuple[int, int]]) -> Datum | None:
    if not spans:
        return None
    return cast(Datum, max(spans, key=rank).entries[0].key)


def _split_name(name: str) -> tuple[str, ...]:
    indexed = re.sub(r"\[([0-3])\]", lambda m: f" {_INDEX[m[1]]} ", name)
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", indexed)
    return core(_spelled(re.sub(r"[^\w]|_", " ", apart)))


def _spelled(text: str) -> str:
    return re.sub(r"(?<!\d)0?([0-4])(?!\d)", lambda m: f" {_DIGITS[m[1]]} ", text)


@cache
def _table(section: str) -> Table:
    return Table((lang, key, _spelled(term)) for lang, key, term in terms(section) if key in _DATA)


def datum_named(word: str) -> Datum | None:
    """The datum of that name, as a decision in a capture holds it."""
    return _DATA.get(word)
