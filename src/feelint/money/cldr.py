"""What CLDR says about currencies and locales, read once from ``cldr.json`` (written by ``scripts/make_cldr.py``)."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple


class Cldr(NamedTuple):
    """The tables. Currency codes are ISO 4217, locale keys are like ``de_AT``."""

    codes: frozenset[str]
    digits: dict[str, int]  # minor digits where they are not 2
    whole: frozenset[str]  # no cents in practice
    symbols: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]
    territories: dict[str, str]
    likely: dict[str, str]  # language -> territory
    decimal: dict[str, str]
    prefix: dict[str, bool]
    home: dict[str, str]  # code -> the decimal mark of its country, where there is one
    spaced: dict[str, bool]  # groups thousands by a space
    meanings: dict[str, dict[str, str]]  # locale -> shared symbol -> code
    zeros: str  # the digit zero of every script


@cache
def cldr() -> Cldr:
    """The tables, read at the first call."""
    import json
    from pathlib import Path  # here, since importing feelint.money must stay cheap

    raw: dict[str, Any] = json.loads(Path(__file__).with_name("cldr.json").read_text(encoding="utf-8"))
    for key in ("symbols", "names"):
        raw[key] = {text: tuple(codes.split()) for text, codes in raw[key].items()}
    for key in ("codes", "whole"):
        raw[key] = frozenset(raw[key].split())
    return Cldr(**raw)


def fallbacks(language: str, script: str, territory: str) -> list[str]:
    """The keys under which to look for a locale, the most exact first."""
    ways = ((language, script, territory), (language, territory), (language, script), (language,))
    return list(dict.fromkeys("_".join(filter(None, way)) for way in ways))


class Habits(NamedTuple):
    """What a locale says about prices."""

    currency: str | None  # of its territory
    decimal: str | None  # "." or ","
    prefix: bool | None  # the symbol stands before the amount
    spaced: bool  # thousands are grouped by a space
    meanings: dict[str, str]


UNKNOWN = Habits(None, None, None, False, {})


@cache
def habits(locale: str | None) -> Habits:
    """Look up ``de-AT``, ``en_US.UTF-8``, ``zh-Hant-TW``; what is not known stays None."""
    if not locale:
        return UNKNOWN
    parts = locale.split(".")[0].split("@")[0].replace("-", "_").split("_")
    language, tags = parts[0].lower(), parts[1:]
    script = next((t.title() for t in tags if len(t) == 4 and t.isalpha()), "")
    territory = next((t.upper() for t in tags if (len(t) == 2 and t.isalpha()) or (len(t) == 3 and t.isdigit())), "")
    data = cldr()
    if language not in data.likely:
        return UNKNOWN
    keys = fallbacks(language, script, territory)

    def first(table: dict[str, Any], root: Any) -> Any:
        return next((table[key] for key in keys if key in table), root)

    return Habits(
        data.territories.get(territory or data.likely.get(f"{language}_{script}") or data.likely[language]),
        first(data.decimal, "."),
        first(data.prefix, True),
        first(data.spaced, False),
        first(data.meanings, {}),
    )
