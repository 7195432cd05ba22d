"""The fictional customers: real formats, valid everywhere they are typed, and never a means of payment."""

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelint.errors import UsageError
from feelint.extract.lexicon import LANGUAGES
from feelint.pilot.fields import FORBIDDEN, Datum, FieldDescriptor
from feelint.pilot.persona import _personas, persona

POSTAL_CODES = {
    "US": r"\d{5}", "GB": r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}", "DE": r"\d{5}", "AT": r"\d{4}", "FR": r"\d{5}", "ES": r"\d{5}",
    "IT": r"\d{5}", "NL": r"\d{4} [A-Z]{2}", "BE": r"\d{4}", "PT": r"\d{4}-\d{3}", "PL": r"\d{2}-\d{3}", "SE": r"\d{3} \d{2}",
    "DK": r"\d{4}", "NO": r"\d{4}", "FI": r"\d{5}", "IE": r"[A-Z]\d{2} [A-Z\d]{4}", "JP": r"\d{3}-\d{4}", "AU": r"\d{4}",
    "IN": r"[1-9]\d{5}", "CA": r"[A-Z]\d[A-Z] \d[A-Z]\d", "CH": r"\d{4}", "BR": r"\d{5}-\d{3}", "MX": r"\d{5}", "NZ": r"\d{4}",
}  # fmt: skip
PLACES = [f"{code}-{region}".removesuffix("--") for code, data in _personas().items() for region in data["regions"]]
DATA = get_args(Datum)


def luhn(digits: str) -> bool:
    """Whether the digits pass the check of card numbers."""
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def test_all_countries_and_american_states() -> None:
    assert set(_personas()) == set(POSTAL_CODES)
    assert len(_personas()["US"]["regions"]) == 51
    assert len(_personas()["CA"]["regions"]) == 13
    assert len(_personas()["AU"]["regions"]) == 8


@pytest.mark.parametrize("place", PLACES)
def test_a_persona_of_every_place(place: str) -> None:
    who = persona(place, tag="t")
    assert re.fullmatch(POSTAL_CODES[who.country], who.postal_code)
    assert who.city
    assert who.locale.endswith(who.country)
    assert re.fullmatch(r"[A-Z]{3}", who.currency)
    assert set(who.names) == set(LANGUAGES)
    assert 18 < 2026 - who.birth.year < 90
    for datum in DATA:
        value = who.value(datum)
        assert value is None or value.strip()
        digits = re.sub(r"\D", "", value or "")
        assert not (13 <= len(digits) <= 19 and luhn(digits))


@pytest.mark.parametrize("country", POSTAL_CODES)
@pytest.mark.parametrize("datum", sorted(FORBIDDEN))
def test_never_a_means_of_payment(country: str, datum: Datum) -> None:
    who = persona(country, tag="t")
    assert who.value(datum) is None
    assert who.value(datum, FieldDescriptor(label="Card number", type="tel", maxlength=19, required=True)) is None
    assert who.best_option(datum, [("01", "01"), ("2030", "2030")]) is None


def test_reserved_numbers_and_mail() -> None:
    assert re.fullmatch(r"\d{3}-555-01\d\d", persona("US").phone)
    assert persona("GB").phone.startswith("020 7946 0")
    assert persona("AU").phone == "0491 570 156"
    assert persona("DE", tag="Räksmörgås 7/x").email == "walker.raksmorgas7x@example.com"
    assert persona("DE", tag="!!").email == "walker.walk@example.com"
    assert persona("DE", tag="a").email != persona("DE", tag="b").email


@pytest.mark.parametrize(
    ("given_text", "hint"),
    [("Germani", "DE"), ("UK", "GB"), ("US-FLA", "US-FL"), ("CA-QUE", "CA-QC"), ("US-NEW YORK CITY", "US-N"), ("DE-XX", "known regions"), ("DEU", "DE"), ("XX", "known countries"), ("", "known countries")],
)  # fmt: skip
def test_unknown_places_are_usage_errors(given_text: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        persona(given_text)
    assert hint in caught.value.hint


def test_case_does_not_matter() -> None:
    assert persona(" us-fl ").region_name == "Florida"


@pytest.mark.parametrize(
    ("place", "datum", "field", "value"),
    [
        ("US", "birth_date", FieldDescriptor(placeholder="MM/DD/YYYY"), "04/17/1985"),
        ("US", "birth_date", FieldDescriptor(type="date"), "1985-04-17"),
        ("DE", "birth_date", FieldDescriptor(placeholder="TT.MM.JJJJ"), "17.04.1985"),
        ("GB", "birth_date", FieldDescriptor(label="Date of birth (DD/MM/YYYY)"), "17/04/1985"),
        ("FR", "birth_date", FieldDescriptor(placeholder="JJ/MM/AAAA"), "17/04/1985"),
        ("SE", "birth_date", FieldDescriptor(), "1985-04-17"),
        ("JP", "birth_date", FieldDescriptor(), "1985/04/17"),
        ("US", "phone", FieldDescriptor(maxlength=10), "2125550142"),
        ("DE", "phone", FieldDescriptor(placeholder="+49 151 123456"), "+4930 23125042"),
        ("IT", "phone", FieldDescriptor(pattern=r"\+\d{6,15}"), "+39065550142"),
        ("US", "phone", FieldDescriptor(pattern=r"[0-9]{10}"), "2125550142"),
        ("JP", "phone", FieldDescriptor(name="tel01", maxlength=5), "090"),
        ("JP", "phone", FieldDescriptor(name="tel03", maxlength=5), "0142"),
        ("JP", "postal_code", FieldDescriptor(maxlength=7), "1000001"),
        ("JP", "postal_code", FieldDescriptor(name="zip02", maxlength=4), "0001"),
        ("NL", "postal_code", FieldDescriptor(maxlength=6), "1012AB"),
        ("PL", "postal_code", FieldDescriptor(type="number"), "00001"),
        ("DE", "city", FieldDescriptor(maxlength=3), "Ber"),
        ("BR", "tax_id", FieldDescriptor(maxlength=11), "11144477735"),
        ("DE", "street", FieldDescriptor(), "Lindenweg 12"),
        ("US", "street", FieldDescriptor(), "128 Maple Avenue"),
        ("SE", "street", FieldDescriptor(pattern="[A-Za-z0-9 ]+"), "Lindvagen 12"),
        ("JP", "last_name", FieldDescriptor(label="姓"), "佐藤"),
        ("JP", "last_name", FieldDescriptor(label="Last name"), "Sato"),
        ("JP", "city", FieldDescriptor(label="City"), "Chiyoda-ku"),
        ("JP", "last_name_kana", FieldDescriptor(label="姓（フリガナ）"), "サトウ"),
        ("JP", "last_name_kana", FieldDescriptor(label="せい（ふりがな）"), "さとう"),
        ("JP", "full_name", FieldDescriptor(), "佐藤 葵"),
        ("CH", "country", FieldDescriptor(), "Schweiz"),
        ("DE", "email", FieldDescriptor(maxlength=20), "walker@example.com"),
        ("DE", "city", FieldDescriptor(pattern="(a+)+$"), "Berlin"),
        ("DE", "city", FieldDescriptor(pattern="(("), "Berlin"),
    ],
)  # fmt: skip
def test_value_fits_the_field(place: str, datum: Datum, field: FieldDescriptor, value: str) -> None:
    assert persona(place, tag="abcdef").value(datum, field) == value


def test_repeated_fields_get_the_same() -> None:
    who = persona("DE", tag="t")
    assert who.value("email_repeat") == who.value("email") == who.email
    assert who.value("password_repeat") == who.value("password") == who.password
    assert who.value("street", separate_number=True) == "Lindenweg"
    assert who.value("house_number") == "12"


def test_password_fits_common_rules() -> None:
    password = persona("DE").password
    assert 12 <= len(password) <= 20
    assert all(re.search(kind, password) for kind in (r"[a-z]", r"[A-Z]", r"\d", r"[^\w]"))


@pytest.mark.parametrize(
    ("place", "datum", "options", "index"),
    [
        ("US", "country", [("", "Choose"), ("CA", "Canada"), ("US", "United States")], 2),
        ("US", "country", [("UM", "United States Minor Outlying Islands"), ("231", "United States (US)")], 1),
        ("DE", "country", [("13", "Allemagne"), ("14", "Autriche")], 0),
        ("JP", "country", [("1", "Japan (日本)"), ("2", "China")], 0),
        ("AT", "country", [("de", "Deutschland"), ("at", "Österreich")], 1),
        ("GB", "country", [("GBR", "—"), ("FRA", "—")], 0),
        ("US-FL", "region", [("1", "Alabama"), ("12", "Florida")], 1),
        ("US-FL", "region", [("AL", "AL"), ("FL", "FL")], 1),
        ("CA-QC", "region", [("ON", "Ontario"), ("QC", "Quebec")], 1),
        ("JP", "region", [("13", "茨城県"), ("8", "東京都")], 1),
        ("PT", "region", [("11", "Guarda"), ("7", "Lisboa")], 1),
        ("DE", "honorific", [("", "Bitte wählen"), ("1", "Herr"), ("2", "Frau")], 2),
        ("US", "birth_month", [("3", "April"), ("4", "May")], 0),
        ("FR", "birth_month", [("04", "avr."), ("05", "mai")], 0),
        ("JP", "birth_month", [("", "--"), ("4", "4月")], 1),
        ("US", "birth_day", [("7", "7"), ("17", "17")], 1),
        ("US", "birth_year", [("1984", "1984"), ("1985", "1985")], 1),
        ("DE", "country", [("FR", "France"), ("IT", "Italy")], None),
        ("DE", "country", [], None),
        ("GB", "region", [("1", "Kent")], None),
    ],
)  # fmt: skip
def test_best_option(place: str, datum: Datum, options: list[tuple[str, str]], index: int | None) -> None:
    assert persona(place).best_option(datum, options) == index


@given(
    st.sampled_from(PLACES),
    st.sampled_from(DATA),
    st.builds(
        FieldDescriptor,
        name=st.text(max_size=10),
        label=st.text(max_size=20),
        placeholder=st.text(max_size=20),
        pattern=st.text(max_size=10),
        maxlength=st.none() | st.integers(-1, 30),
        type=st.sampled_from(["text", "tel", "number", "date", "email"]),
        inputmode=st.sampled_from(["", "numeric"]),
    ),
)
def test_any_field_gets_text_that_fits_or_nothing(place: str, datum: Datum, field: FieldDescriptor) -> None:
    value = persona(place, tag="t").value(datum, field)
    if value is None:
        return
    assert datum not in FORBIDDEN
    if field.maxlength and field.maxlength > 0 and datum != "birth_date":
        assert len(value) <= field.maxlength
    digits = re.sub(r"\D", "", value)
    assert not (13 <= len(digits) <= 19 and luhn(digits))


@given(
    st.sampled_from(PLACES),
    st.sampled_from(DATA),
    st.lists(st.tuples(st.text(max_size=6), st.text(max_size=12)), max_size=6),
)
def test_any_options_have_an_answer(place: str, datum: Datum, options: list[tuple[str, str]]) -> None:
    index = persona(place).best_option(datum, options)
    assert index is None or 0 <= index < len(options)


@pytest.mark.parametrize(
    ("place", "field", "typed"),
    [
        ("BR", FieldDescriptor(label="UF", maxlength=2, pattern="[a-z]{2}"), "sp"),
        ("BR", FieldDescriptor(label="UF", maxlength=2), "SP"),
        ("BR", FieldDescriptor(label="Estado"), "São Paulo"),
        ("US-FL", FieldDescriptor(label="State", pattern="[A-Z]{2}"), "FL"),
        ("CA-QC", FieldDescriptor(label="Province", maxlength=3), "QC"),
    ],
)
def test_a_region_is_written_by_its_code_where_its_name_does_not_fit(
    place: str, field: FieldDescriptor, typed: str
) -> None:
    assert persona(place).value("region", field) == typed
