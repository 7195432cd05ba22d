"""Currency marks: signs, ISO codes and words beside an amount, and which currencies each can mean."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from feelint.money.cldr import Habits, cldr

_DOLLARS = (
    "USD CAD AUD NZD SGD HKD MXN ARS CLP COP TWD BBD BMD BND BSD BZD CUP CVE DOP FJD GYD JMD KYD LRD MOP NAD SBD SRD TOP TTD "
    "UYU WST XCD"
)
_RUPEES = "INR PKR LKR NPR MUR SCR"

# What people write beside what CLDR lists: currencies, the likeliest first -> texts.
_SYMBOLS = {
    _DOLLARS: "$",
    "USD": "US$, US $, $US, $ US, U$S, U$D",
    "CAD": "CA$, CAD$, Can$, $CA, $ CA",
    "AUD": "A$, AU$, AU $, $AU",
    "NZD": "NZ$, NZ $",
    "CAD NIO": "C$",
    "BRL": "R$",
    "SGD": "S$, SG$",
    "HKD": "HK$",
    "TWD": "NT$",
    "MXN": "MX$, Mex$",
    "DOP": "RD$",
    "JMD": "J$",
    "TTD": "TT$",
    "NAD": "N$",
    "GYD": "G$",
    "PAB": "B/.",
    "PEN": "S/.",
    "EUR": "€",
    "GBP SSP FKP GIP SHP EGP LBP SYP SDG": "£",
    "JPY CNY": "¥",
    "JPY": "円",
    "CNY TWD HKD": "元, 块",
    "CNY": "圆",
    "KRW": "₩, 원",
    "THB": "฿, บาท",
    "VND": "₫, đ",
    "SEK NOK DKK ISK": "kr, Kr, KR",
    "DKK ISK SEK NOK": "kr., Kr.",
    "SEK": "SKr",
    "NOK": "NKr",
    "DKK": "DKr",
    "CHF": "Fr., SFr., sFr., SFr, sFr, Sfr., CHF.",
    _RUPEES: "Rs, Rs., RS., ₨",
    "PLN": "zł, zl",
    "CZK": "Kč, Kc",
    "HUF": "Ft, Ft.",
    "RON MDL": "lei, Lei",
    "BGN": "лв, лв.",
    "RUB BYN": "руб, руб., р.",
    "UAH": "грн, грн.",
    "TRY": "TL",
    "SAR IRR OMR QAR YER": "﷼",
    "SAR OMR QAR YER": "ريال",
    "AED MAD": "درهم, Dhs, Dhs.",
    "AED": "AED.",
    "KWD": "KD",
    "BHD": "BD",
    "JOD": "JD",
    "ZAR": "R",
    "": "¤",
}
_NAMES = {
    "EUR": "euro, euros, eurot, euron, евро, ευρώ, ユーロ, 欧元",
    _DOLLARS: "dollar, dollars, dólares, dólar, dollari, dollaro, dolarów, dolary, dollarit, ドル",
    "JPY": "yen, yens, 日本円",
    "SEK ISK": "kronor, krona",
    "NOK DKK": "kroner, krone",
    "PLN": "złotych, złote, złoty, zlotych, zloty, zlote",
    "CHF": "franken, franchi",
    "CHF XOF XAF XPF": "francs, franc",
    "BRL": "reais",
    "MXN ARS CLP COP PHP DOP UYU CUP": "peso, pesos",
    "HUF": "forint",
    "CZK": "korun, koruny, koruna",
    "BGN": "leva, лева",
    "RUB BYN": "рублей, рубля, рубль, рублях",
    "UAH": "гривень, гривні",
    _RUPEES: "rupees, rupee",
    "GBP": "pounds, pound",
}
# Hundredths; they count only for less than 100.
_CENTS = {
    _DOLLARS + " EUR": "¢",
    "EUR " + _DOLLARS: "cent, cents",
    "EUR": "ct, cts, centimes, centime, céntimos, céntimo, centesimi, centesimo, cêntimos, eurocent",
    "GBP": "p, pence",
    "SEK": "öre",
    "NOK DKK": "øre",
    "PLN": "groszy",
}
_CLEAR_CENTS = {"¢", "cent", "cents", "pence", "eurocent", "groszy"}

# Marks that are also units, words or brands: they count only where the locale or the caller expects that currency.
_WEAK = """
    KM КМ MT MK DA DT DH BR Br Bs Bs. Le LS Lt CF FC FG FB RF Rf Nu. NIS UM UP VT SR Gs. G Ar den den. ден. TL BD JD Db CFP
    pounds pound Esc. MTn Kz din din. zl Kc RS. 块 元 đ sum
"""
# Codes that are words or brands too: beside a whole number they need the same.
_WORDLIKE = "ALL AMD ANG BAM BOB CAD COP CUP ERN GEL LAK MAD MOP PEN RON SOS STD STN TOP TRY"
_ANY_CASE = "EUR USD GBP CHF SEK NOK DKK PLN CZK HUF AUD JPY BRL"

CONVENTION = {"£": "GBP"}  # what a shared sign means where nothing else is known


class Mark(NamedTuple):
    """What a text beside an amount can mean: ``codes``, the likeliest first."""

    codes: tuple[str, ...]
    exact: bool = False  # an ISO code
    weak: bool = False  # counts only where its currency is expected
    wordlike: bool = False  # weak beside a whole number
    places: int = 0  # 2 for cents


class Marks(NamedTuple):
    """All marks: as written, and in small letters for words; with the lengths to try, the longest first."""

    exact: dict[str, Mark]
    words: dict[str, Mark]
    firsts: dict[str, list[int]]  # first letter -> the lengths to try
    lasts: dict[str, list[int]]  # the same from behind, for marks before the number
    longest: int


@cache
def marks() -> Marks:
    """The table, built at the first call."""
    data = cldr()
    weak, wordlike = set(_WEAK.split()), set(_WORDLIKE.split())
    symbols = _inverted(_SYMBOLS)
    for text, codes in data.symbols.items():
        for variant in {text, text.removesuffix(".") if text[0] > "\u0590" else text}:
            symbols[variant] = tuple(dict.fromkeys((*symbols.get(variant, ()), *codes)))
    exact = {text: Mark(codes, weak=text in weak or _is_letter(text)) for text, codes in symbols.items()}
    exact |= {code: Mark((code,), exact=True, wordlike=code in wordlike) for code in data.codes}
    words = {text: Mark(codes, weak=text in weak) for text, codes in data.names.items()}
    words |= {text: Mark(codes, weak=text in weak) for text, codes in _inverted(_NAMES).items()}
    words |= {code.lower(): Mark((code,), exact=True) for code in _ANY_CASE.split()}
    words |= {text: Mark(codes, weak=text not in _CLEAR_CENTS, places=2) for text, codes in _inverted(_CENTS).items()}
    every = sorted(exact.keys() | words.keys(), key=len, reverse=True)
    short = [text for text in every if len(text) <= 8]
    return Marks(exact, words, _by_letter(every, 0), _by_letter(short, -1), len(every[0]))


def _inverted(table: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {text: tuple(codes.split()) for codes, texts in table.items() for text in texts.split(", ")}


def _is_letter(text: str) -> bool:
    """One letter of an alphabet, which can stand for anything."""
    return len(text.rstrip(".")) == 1 and text[0].isalpha() and text not in "円圆원"


def _by_letter(texts: list[str], at: int) -> dict[str, list[int]]:
    found: dict[str, dict[int, None]] = {}
    for text in texts:
        for letter in {text[at], text[at].upper()}:
            found.setdefault(letter, {})[len(text)] = None
    return {letter: list(lengths) for letter, lengths in found.items()}


def currencies_of_dash(tail: str) -> tuple[str, ...]:
    """In which currencies a dash for the missing cents marks a price: ``199:-``, ``5,-``, ``5.–``, ``500/-``."""
    if tail == "/":
        return ("INR", "PKR", "LKR", "NPR", "BDT", "KES", "TZS", "UGX")
    return ("SEK", "NOK", "DKK") if tail == ":" else ("EUR", "CHF", "NOK", "DKK", "SEK", "CZK")


def is_cased(char: str) -> bool:
    """A letter of a script that has capitals, and so runs words together only by mistake."""
    return char.isupper() or char.islower()


def expected(mark: Mark, habits: Habits, currency: str | None) -> bool:
    """The caller or the locale's territory uses a currency that the mark can mean."""
    return currency in mark.codes or habits.currency in mark.codes


def meaning(text: str, mark: Mark, habits: Habits, currency: str | None) -> tuple[str, ...]:
    """The currencies left: an ISO code says it, then the caller, then the locale, then convention."""
    codes = mark.codes
    if len(codes) < 2:
        return codes
    for choice in (currency, habits.meanings.get(text), habits.currency, CONVENTION.get(text)):
        if choice in codes and choice is not None:
            return (choice,)
    return codes
