"""Write src/feelint/money/cldr.json: what CLDR (by way of Babel) says about currencies, so that nothing needs Babel at run time.

Run it after an upgrade of Babel: python scripts/make_cldr.py
"""

import json
import sys
import unicodedata
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale, localedata
from babel.core import get_global
from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies

from feelint.money.cldr import fallbacks

TARGET = Path(__file__).parents[1] / "src" / "feelint" / "money" / "cldr.json"
IN_USE_SINCE = date(2015, 1, 1)
TODAY = date(2026, 1, 1)  # fixed, so that a second run writes the same file

# ISO 4217 minor units where they are not 2. CLDR's own digits say what is usual, not what the code means.
ISO_DIGITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
FUNDS = ["BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "VED"]
NEVER_WITH_CENTS = ["COP", "HUF", "IDR"]  # CLDR writes two digits, but no shop does

NAME_LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "ja"]


def active_codes(territories: list[str]) -> set[str]:
    """The codes that were legal tender somewhere since 2015, and the ISO funds codes."""
    found = set(FUNDS)
    for territory in territories:
        found.update(get_territory_currencies(territory, start_date=IN_USE_SINCE, end_date=TODAY))
    return {code for code in found if code.isascii()}


def default_currencies(territories: list[str]) -> dict[str, str]:
    """Territory -> the currency that its shops use."""
    found = {t: get_territory_currencies(t, start_date=TODAY, end_date=TODAY) for t in territories}
    return {t: codes[0] for t, codes in found.items() if codes}


def without_repeats(table: dict[str, Any], root: Any) -> dict[str, Any]:
    """Drop every entry that the keys tried after it give anyway."""

    def inherited(identifier: str) -> Any:
        parts = identifier.split("_")
        script = next((part for part in parts[1:] if len(part) == 4), "")
        territory = next((part for part in parts[1:] if len(part) in (2, 3)), "")
        keys = fallbacks(parts[0], script, territory)
        return next((table[key] for key in keys if key in table and len(key) < len(identifier)), root)

    return {key: value for key, value in sorted(table.items()) if value != inherited(key)}


def decimal_mark(locale: Locale) -> str:
    numbers = locale.number_symbols
    native = numbers.get(locale.default_numbering_system) or numbers["latn"]
    mark = native.get("decimal") or numbers["latn"]["decimal"]
    return "" if mark == "٫" else str(mark)  # its speakers write Latin digits either way


def home_mark(code: str, decimals: dict[str, str]) -> str:
    """The decimal mark of the country whose currency it is; nothing for those of many countries."""
    if code == "EUR" or code[0] == "X":
        return ""
    likely = get_global("likely_subtags").get(f"und_{code[:2]}", "und")
    language = (
        likely.partition("_")[0] if likely != "und" else next(iter(get_official_languages(code[:2], de_facto=True)), "")
    )
    return decimals.get(f"{language}_{code[:2]}") or decimals.get(language, "")


def groups_by_space(locale: Locale) -> bool:
    numbers = locale.number_symbols
    return bool((numbers.get(locale.default_numbering_system) or numbers["latn"]).get("group", ",").isspace())


def main() -> str:
    """Collect everything and return it as the text of the file."""
    territories = sorted(t for t in get_global("territory_currencies") if len(t) == 2)
    codes = active_codes(territories)
    symbols: dict[str, set[str]] = defaultdict(set)
    meanings: dict[str, dict[str, str]] = {}
    decimals: dict[str, str] = {}
    prefixes: dict[str, bool] = {}
    spaced: dict[str, bool] = {}
    likely = get_global("likely_subtags")

    for identifier in sorted(localedata.locale_identifiers()):
        locale = Locale.parse(identifier)
        named = [identifier]
        if locale.script and locale.territory and likely.get(f"{locale.language}_{locale.territory}") == identifier:
            named.append(f"{locale.language}_{locale.territory}")
        own: dict[str, list[str]] = defaultdict(list)
        for code, symbol in sorted(locale.currency_symbols.items()):
            if code in codes and symbol != code and symbol.strip("\u200b"):
                own[normal(symbol)].append(code)
        for symbol, meant in own.items():
            symbols[symbol].update(meant)
        for name in named:
            meanings[name] = {symbol: meant[0] for symbol, meant in own.items() if len(meant) == 1}
            decimals[name] = decimal_mark(locale)
            spaced[name] = groups_by_space(locale)
            prefixes[name] = "¤" in locale.currency_formats["standard"].prefix[0]
    zeros = {
        chr(c)
        for c in range(sys.maxunicode)
        if unicodedata.category(chr(c)) == "Nd" and unicodedata.decimal(chr(c)) == 0
    }
    shared = {symbol for symbol, meant in symbols.items() if len(meant) > 1}
    meanings = {
        name: {symbol: code for symbol, code in sorted(table.items()) if symbol in shared and code != "GBP"}
        for name, table in meanings.items()
    }

    names: dict[str, set[str]] = defaultdict(set)
    for identifier in sorted(localedata.locale_identifiers()):
        locale = Locale.parse(identifier)
        if locale.language not in NAME_LANGUAGES:
            continue
        plurals = locale._data["currency_names_plural"]
        for code in sorted(codes.difference(FUNDS)):
            for name in {locale.currencies.get(code, ""), *plurals.get(code, {}).values()} - {""}:
                names[normal(name).lower()].add(code)

    digits = {code: number for number, listed in ISO_DIGITS.items() for code in listed.split() if code in codes}
    usual = get_global("currency_fractions")
    whole = {code for code in codes if usual.get(code, (2, 0, 2, 0))[0] == 0} | set(NEVER_WITH_CENTS)
    data = {
        "codes": " ".join(sorted(codes)),
        "digits": digits,
        "whole": " ".join(sorted(whole)),
        "symbols": {symbol: " ".join(sorted(meant)) for symbol, meant in sorted(symbols.items())},
        "names": {name: " ".join(sorted(meant)) for name, meant in sorted(names.items())},
        "territories": default_currencies(territories),
        "likely": {
            language: full.rpartition("_")[2]
            for language, full in sorted(likely.items())
            if language in decimals and full.count("_") == 2 and len(language.partition("_")[2]) in (0, 4)
        },
        "decimal": without_repeats(decimals, "."),
        "home": {code: mark for code in sorted(codes) if (mark := home_mark(code, decimals))},
        "prefix": without_repeats(prefixes, True),
        "spaced": without_repeats(spaced, False),
        "meanings": without_repeats(meanings, {}),
        "zeros": "".join(sorted(zeros)),
    }
    return json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def normal(symbol: str) -> str:
    """As the scanner sees it: no direction marks, plain spaces, one width."""
    kept = "".join(c for c in symbol if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", kept).strip()


if __name__ == "__main__":
    TARGET.write_text(main(), encoding="utf-8")
