"""The packaged tables are those of Babel, and prices written by Babel are read back."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from babel.numbers import get_currency_precision

from benchmarks.money_corpus import Case, corpus, outcome
from feelint.money import find, minor_digits
from feelint.money.cldr import cldr, habits
from scripts import make_cldr

ROOT = Path(__file__).parents[2]


def test_the_tables_are_those_that_the_script_writes() -> None:
    assert json.loads(make_cldr.main()) == json.loads(make_cldr.TARGET.read_text(encoding="utf-8"))


def test_all_currencies_in_use_are_there() -> None:
    assert len(cldr().codes) > 160
    assert {"EUR", "USD", "JPY", "PLN", "SEK", "CHF", "BGN", "KWD", "XOF"} <= cldr().codes
    assert not {"DEM", "FRF", "XXX", "XTS"} & cldr().codes


def test_minor_digits_differ_from_babel_only_where_cldr_leaves_cents_out() -> None:
    differ = {code for code in cldr().codes if minor_digits(code) != get_currency_precision(code)}
    assert all(get_currency_precision(code) == 0 for code in differ)


@pytest.mark.parametrize(
    ("locale", "currency", "decimal"),
    [
        ("de", "EUR", ","),
        ("de-CH", "CHF", "."),
        ("de_AT.UTF-8", "EUR", ","),
        ("en-GB", "GBP", "."),
        ("EN-us", "USD", "."),
        ("en-DK", "DKK", ","),
        ("es-MX", "MXN", "."),
        ("es", "EUR", ","),
        ("pt-BR", "BRL", ","),
        ("sv", "SEK", ","),
        ("fr-JP", "JPY", ","),
        ("zh-Hant-HK", "HKD", "."),
        ("zh-TW", "TWD", "."),
        ("sr-Latn-RS", "RSD", ","),
        ("ja@calendar=japanese", "JPY", "."),
        ("xx", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_habits(locale: str | None, currency: str | None, decimal: str | None) -> None:
    assert habits(locale).currency == currency
    assert habits(locale).decimal == decimal


@pytest.fixture(scope="module")
def sample() -> list[Case]:
    return list(corpus(every=61))


def tally(sample: list[Case], *, locale: bool) -> tuple[Counter[str], list[Case]]:
    counts: Counter[str] = Counter()
    wrong = []
    for case in sample:
        result = outcome(find(case.text, locale=case.locale if locale else None), case.money)
        counts[result] += 1
        if result == "wrong":
            wrong.append(case)
    return counts, wrong


def test_prices_of_all_locales_are_read_back(sample: list[Case]) -> None:
    counts, wrong = tally(sample, locale=True)
    assert not wrong
    assert counts["exact"] >= len(sample) * 999 // 1000


def test_without_the_locale_no_price_is_read_wrongly(sample: list[Case]) -> None:
    counts, wrong = tally(sample, locale=False)
    assert not wrong
    assert counts["nothing"] <= len(sample) // 50
    assert counts["convention"] <= len(sample) // 1000


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys; import feelint.money; print(*sorted(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT / "src")}
    )
    loaded = set(run.stdout.split())
    assert not {"json", "pathlib", "babel", "pydantic", "importlib.metadata"} & loaded
