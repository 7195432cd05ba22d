"""Numbers in parts: which fields take one, and which part."""

from __future__ import annotations

import pytest

from feelint.model.words import Stage
from feelint.pilot.forms import work
from feelint.pilot.parts import part_of, parts
from tests.pilot.scenes import memory, scene

ROW = "<table><tr><th>{0}</th><td>{1}</td></tr></table>"


def filled(body: str, lang: str, country: str) -> list[str]:
    """What is typed into the fields of ``body``, in their order."""
    seen = scene(f"<form>{body}<button>OK</button></form>", lang)
    return [action.value for action in work(seen, memory(country), Stage.DETAILS).actions]


@pytest.mark.parametrize(
    ("body", "lang", "country", "typed"),
    [
        (ROW.format("Telephone", "<input name=a> - <input name=b> - <input name=c>"), "en", "US", ["212", "555", "0142"]),
        (ROW.format("Telefon", "<input name=a> / <input name=b>"), "de", "DE", ["030", "23125042"]),
        (ROW.format("Kod pocztowy", "<input name=a size=2>-<input name=b size=3>"), "pl", "PL", ["00", "001"]),
        (ROW.format("郵便番号", "〒<input name=a>－<input name=b>"), "ja", "JP", ["100", "0001"]),
        ("<p>Phone <input name=a> <input name=b></p>", "en", "US", ["212", "5550142"]),
        ("<label>Phone <input name=a></label><label>Phone <input name=b></label>", "en", "US", ["212", "5550142"]),
        ("<label>Phone <input name=a></label><label>Mobile phone <input name=b></label>", "en", "US",
         ["212-555-0142", "212-555-0142"]),
        ("<label>Phone <input name=a></label>", "en", "US", ["212-555-0142"]),
    ],
)  # fmt: skip
def test_parts_of_a_number(body: str, lang: str, country: str, typed: list[str]) -> None:
    """Fields beside each other of which nothing but the number is said take a part each; others the whole."""
    assert filled(body, lang, country) == typed


def test_a_part_stands_where_it_stands() -> None:
    """A field that holds its part is left alone, and the other gets its own."""
    body = ROW.format("Telephone", "<input name=a value=212> - <input name=b> - <input name=c>")
    assert filled(body, "en", "US") == ["555", "0142"]


def test_fields_of_two_forms_are_no_parts() -> None:
    seen = scene("<form><label>Phone <input></label></form><form><label>Phone <input></label></form>")
    assert parts(seen) == {}


@pytest.mark.parametrize(
    ("number", "count", "found"),
    [
        ("090-1234-0142", 3, ["090", "1234", "0142"]),
        ("020 7946 0142", 2, ["020", "79460142"]),
        ("9876540142", 2, [None, None]),
    ],
)
def test_part_of(number: str, count: int, found: list[str | None]) -> None:
    """As it is written, the last part with the rest; a number that is written in one has none."""
    assert [part_of(number, at, count) for at in range(count)] == found
