"""What holds for every text: spans are right, nothing raises, what is written in a known way is read back."""

import re
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelint.money import Money, find, percents

WORDS = (
    "€ $ £ ¥ kr kr. zł CHF USD EUR R$ Rs. 円 - – − + ( ) , . ' ’ : / % ~ x * = to bis k m Mio per /kg 1 12 005 1.234 1,50 "
    "234 ,- .99 :- ¢ p 万 a B \u200e ٣ ٫ ５ ⁹⁹"
)
PIECES = st.sampled_from([*WORDS.split(), " ", "\u00a0", "\u202f", "\n"])
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))
LOCALES = st.sampled_from(
    [None, "en", "de", "fr-CH", "sv", "ja", "ar-EG", "pt_BR", "xx", "zh-Hant-TW", "", "C", "de_DE.UTF-8"]
)
CURRENCIES = st.sampled_from([None, "EUR", "JPY", "SEK", "XXX"])


@given(TEXTS, LOCALES, CURRENCIES, st.booleans())
@settings(max_examples=600, deadline=None)
def test_any_text(text: str, locale: str | None, currency: str | None, bare: bool) -> None:
    readings = find(text, locale=locale, currency=currency, bare=bare)
    for reading in readings:
        start, end = reading.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == reading.text
        assert any(c.isdigit() for c in reading.text)
        if reading.money is None:
            assert reading.ambiguity
            assert len(reading.ambiguous) != 1
        else:
            assert reading.ambiguity is None
            assert reading.ambiguous == ()
            assert (reading.amount, reading.currency) == (reading.money.amount, reading.money.currency)
            assert not (reading.negative and reading.money.amount > 0)
    starts = [reading.span[0] for reading in readings]
    assert starts == sorted(set(starts))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_percentages_have_right_spans(text: str) -> None:
    for _, (start, end) in percents(text):
        assert re.search(r"\d", text[start:end])


STYLES = {
    "€{1}.{2}": ",",
    "€ {1},{2}": ".",
    "{1},{2} €": "\u00a0",
    "{1},{2} EUR": "\u202f",
    "EUR {1}.{2}": "'",
    "EUR{1}.{2}": "’",
    "{1}.{2} euro": ",",
    "Total: {1},{2} € incl.": ".",
}


@given(st.integers(0, 10**9), st.integers(0, 99), st.sampled_from(sorted(STYLES)), st.booleans(), LOCALES)
@settings(deadline=None)
def test_two_decimals_are_read_back_whatever_the_locale(
    whole: int, cents: int, style: str, minus: bool, locale: str | None
) -> None:
    grouped = f"{whole:,}".replace(",", STYLES[style])
    text = style.replace("{1}", ("-" if minus and style[0] != "T" else "") + grouped).replace("{2}", f"{cents:02}")
    (reading,) = find(text, locale=locale)
    sign = -1 if minus and style[0] != "T" else 1
    assert reading.money == Money(sign * Decimal(f"{whole}.{cents:02}"), "EUR")


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from([".", ","]))
def test_three_digits_behind_one_mark_stay_open(whole: int, tail: int, mark: str) -> None:
    (reading,) = find(f"{whole}{mark}{tail:03} €")
    assert set(reading.ambiguous) == {
        Money(Decimal(f"{whole}.{tail:03}"), "EUR"),
        Money(Decimal(f"{whole}{tail:03}"), "EUR"),
    }


@given(
    st.lists(st.integers(1, 99999).map(lambda cents: Decimal(cents).scaleb(-2)), min_size=1, max_size=8),
    st.sampled_from(["; ", "\n", " | ", " und "]),
)
def test_every_amount_of_a_text_is_found(amounts: list[Decimal], between: str) -> None:
    text = between.join(f"{amount:.2f}".replace(".", ",") + " €" for amount in amounts)
    assert [reading.money for reading in find(text, locale="de")] == [Money(amount, "EUR") for amount in amounts]


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "1 234 ", "1.", "1,234", "1'", "$", "€ ", "$1", "1 €", "-", "- 1 ", "(", "1-", "€1-", "€1 - ", " ", "\n", "\u00a0", "1\u00a0", "US$", "kr ", "EUR 1 ", "a1", "%", "1%", ".-", "/kg", "€1/", "€1 per ", "~"],
)  # fmt: skip
def test_time_grows_with_the_length_only(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length] + "x"
        best = float("inf")
        for _ in range(2):
            began = time.process_time()
            find(text, locale="de")
            percents(text)
            best = min(best, time.process_time() - began)
        return best

    find("€1")
    tries = (seconds(8000) < 40 * (seconds(1000) + 0.001) for _ in range(3))
    assert any(tries)  # eight times is linear, sixty-four is not; a busy machine may spoil a try
