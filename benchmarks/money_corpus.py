"""Read back prices that CLDR writes in every locale: how many are exact, ambiguous, missed, wrong. Against price-parser.

python benchmarks/money_corpus.py [--every N] [--show]
"""

import argparse
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from babel import Locale, localedata
from babel.core import get_global
from babel.numbers import format_currency, get_territory_currencies
from price_parser import Price

from feelint.money import Money, Reading, find
from feelint.money.cldr import cldr
from feelint.money.marks import CONVENTION

WRITTEN = "0 0.99 1 12.5 999 1234 1234.5 12345.67 1234567.89 -0.99 -12.5 -1234.5"
AMOUNTS = [Decimal(amount) for amount in WRITTEN.split()]
COMMON = ["EUR", "USD", "JPY", "KWD"]
NAME_LANGUAGES = {"en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "ja"}


class Case(NamedTuple):
    """One written price and what it says."""

    text: str
    money: Money
    locale: str
    style: str


def corpus(every: int = 1) -> Iterator[Case]:
    """Prices in the patterns of every locale; ``every`` takes each n-th."""
    count = 0
    for identifier in sorted(localedata.locale_identifiers()):
        locale = Locale.parse(identifier)
        territory = locale.territory or (get_global("likely_subtags").get(identifier) or "").rpartition("_")[2]
        own = get_territory_currencies(territory)[:1] if len(territory) == 2 else []
        for currency in dict.fromkeys([*own, *COMMON]):
            if currency not in cldr().codes or locale.currency_symbols.get(currency) == "\u200b":
                continue  # Cape Verde's symbol is an invisible character: nothing on the page names the currency
            for style, options in styles(locale).items():
                for amount in AMOUNTS:
                    count += 1
                    if count % every:
                        continue
                    written = format_currency(amount, currency, locale=locale, numbering_system="default", **options)
                    yield Case(written, Money(rounded(amount, currency), currency), identifier, style)


def styles(locale: Locale) -> dict[str, dict[str, Any]]:
    """The ways in which a locale writes money."""
    found: dict[str, dict[str, Any]] = {"standard": {"format_type": "standard"}}
    if "accounting" in locale.currency_formats:
        found["accounting"] = {"format_type": "accounting"}
    pattern = locale.currency_formats["standard"].pattern
    found["code"] = {"format": ";".join(code_pattern(part) for part in pattern.split(";"))}
    if locale.language in NAME_LANGUAGES:
        found["name"] = {"format_type": "name"}
    return found


def code_pattern(part: str) -> str:
    """The pattern with the ISO code for the symbol, parted from the digits by a space as CLDR asks."""
    before, _, behind = part.partition("¤")
    front = "\u00a0" if before and before[-1] in "0#" else ""
    back = "\u00a0" if behind and behind[0] in "0#" else ""
    return f"{before}{front}¤¤{back}{behind}"


def rounded(amount: Decimal, currency: str) -> Decimal:
    """As CLDR writes it, half to even."""
    fractions = get_global("currency_fractions")
    digits = fractions.get(currency, fractions["DEFAULT"])[0]
    return amount.quantize(Decimal(1).scaleb(-digits))


def outcome(readings: list[Reading], truth: Money) -> str:
    """exact; ambiguous, with the truth in it; nothing; wrong; or convention: £ read as sterling, which a few others share."""
    if not readings:
        return "nothing"
    if len(readings) > 1:
        return "wrong"
    reading = readings[0]
    if reading.money is not None:
        if reading.money == truth:
            return "exact"
        same = reading.money.amount == truth.amount
        return (
            "convention" if same and CONVENTION.get("£") == reading.money.currency and "£" in reading.text else "wrong"
        )
    if truth in reading.ambiguous or (not reading.ambiguous and reading.amount == truth.amount):
        return "ambiguous"
    return "wrong"


def price_parser(text: str, truth: Money) -> str:
    """price-parser's answer; a currency symbol counts as right if it is the code or stands in the text."""
    price = Price.fromstring(text)
    if price.amount is None:
        return "nothing"
    return "exact" if price.amount == truth.amount and price.currency else "wrong"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--every", type=int, default=1)
    options.add_argument(
        "--show", action="store_true", help="list what is not exact with the locale, and all that is wrong"
    )
    arguments = options.parse_args()
    warnings.simplefilter("ignore")
    cases = list(corpus(arguments.every))
    table: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: dict[str, float] = {}
    for way in ("locale", "locale and currency", "nothing known", "currency", "price-parser"):
        began = time.perf_counter()
        for case in cases:
            if way == "price-parser":
                result = price_parser(case.text, case.money)
            else:
                locale = case.locale if "locale" in way else None
                currency = case.money.currency if "currency" in way else None
                result = outcome(find(case.text, locale=locale, currency=currency), case.money)
                if arguments.show and (result == "wrong" or (way == "locale" and result != "exact")):
                    print(f"{way:20} {result:9} {case.locale:12} {case.style:10} {case.text!r} is {case.money}")
            table[way][result] += 1
        seconds[way] = time.perf_counter() - began
    print(f"{len(cases)} prices, {len({case.locale for case in cases})} locales")
    print(
        f"{'known':20}{'exact':>9}{'ambiguous':>11}{'nothing':>9}{'convention':>12}{'wrong':>8}{'exact %':>10}{'per second':>12}"
    )
    for way, counts in table.items():
        share = 100 * counts["exact"] / len(cases)
        speed = len(cases) / seconds[way]
        print(
            f"{way:20}{counts['exact']:>9}{counts['ambiguous']:>11}{counts['nothing']:>9}{counts['convention']:>12}{counts['wrong']:>8}{share:>10.3f}{speed:>12.0f}"
        )


if __name__ == "__main__":
    main()
