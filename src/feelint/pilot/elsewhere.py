"""Other addresses to ship to: the countries and regions that a shop's forms offer, and which of them to try."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feelint.model.scene import Scene
from feelint.pilot.persona import Persona, country_codes, regions_of
from feelint.pilot.view import datum_of


def countries(scene: Scene) -> tuple[str, ...]:
    """The countries (ISO 3166) that a select box of the scene offers and that a persona lives in, in its order."""
    known = country_codes()
    codes = set(known.values())
    found = []
    for value, text in _entries(scene, "country"):
        code = known.get(text.strip().casefold()) or value.strip().upper()
        found += [code] if code in codes else []
    return tuple(dict.fromkeys(found))


def regions(scene: Scene) -> tuple[str, ...]:
    """What a select box for the region offers: values and texts, in lower case."""
    return tuple(dict.fromkeys(part.strip().casefold() for entry in _entries(scene, "region") for part in entry))


def other_country(who: Persona, offered: Iterable[str]) -> str:
    """The first country that is offered and is not the persona's; empty where there is none."""
    return next((code for code in offered if code != who.country), "")


def other_region(who: Persona, offered: Iterable[str] = ()) -> str:
    """Another region of the persona's country, as ``US-NY``; where a form offers regions, one of those.

    The country's usual one first. Empty where the country has no regions of its own.
    """
    known, listed = regions_of(who.country), set(offered)
    for code, name in known.items():
        if code == who.region or name == who.region_name:
            continue
        if not listed or listed & {code.casefold(), f"{who.country}-{code}".casefold(), name.casefold()}:
            return f"{who.country}-{code}"
    return ""


def _entries(scene: Scene, datum: str) -> Iterator[tuple[str, str]]:
    for control in scene.controls:
        if control.tag == "select" and not control.disabled and datum_of(control) == datum:
            yield from ((o.value, o.text) for o in control.options if o.text.strip() and not o.disabled)
