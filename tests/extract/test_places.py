"""Where words stand on a kept page."""

from __future__ import annotations

from typing import cast

import pytest

from feelint.extract.dom import Facts, parse
from feelint.extract.places import Place, place, span_of
from tests.policy.paper_captures import annotated

PAGE = """<!doctype html>
<html lang="de"><head><title>Ihre Daten · Laden</title>
<script type="application/ld+json">{"offers": {"price": "1199.99", "priceCurrency": "PLN"}}</script></head><body>
<h1>Versand</h1><p>Vorher. Wir berechnen je Bestellung eine <b>Gebühr</b> von 1,95&nbsp;€. Nachher.</p>
<table><tr><td>Rücksendung</td><td>je Paket</td><td>4,90 €</td></tr></table>
<p>手数料は１００円です。</p></body></html>"""


def looked_up(words: str, page: str = PAGE) -> Place | None:
    """The place of words on a page as the walk keeps it."""
    html, facts = annotated(page)
    return place(parse(html, cast("Facts", facts)), html, words)


@pytest.mark.parametrize(
    ("words", "tag", "line"),
    [
        ("Wir berechnen je Bestellung eine Gebühr von 1,95 €.", "p", 4),
        ("Rücksendung: 4,90 €", "tr", 5),
        ("手数料は100円です。", "p", 6),
    ],
)
def test_the_smallest_element_and_its_line(words: str, tag: str, line: int) -> None:
    found = looked_up(words)
    assert found is not None
    assert found.box is not None
    assert (found.line, found.shown) == (line, True)
    assert f'<{tag} data-fl="{found.box.y / 20:.0f}"' in annotated(PAGE)[0]


def test_the_text_around_is_that_of_the_page() -> None:
    found = looked_up("Wir berechnen je Bestellung eine Gebühr von 1,95 €.")
    assert found is not None
    assert found.before.endswith("Versand Vorher. ")
    assert found.words == "Wir berechnen je Bestellung eine Gebühr von 1,95\u00a0€."
    assert found.after.startswith(" Nachher. Rücksendung")


@pytest.mark.parametrize(
    ("words", "line", "said"),
    [("Ihre Daten · Laden", 2, "Ihre Daten · Laden"), ("price: 1199.99 PLN", 3, 'price": "1199.99')],
)
def test_what_is_in_the_source_alone_has_a_line_and_no_box(words: str, line: int, said: str) -> None:
    found = looked_up(words)
    assert found is not None
    assert (found.box, found.line, found.words, found.shown) == (None, line, said, False)


def test_folded_words_have_a_line_and_no_box() -> None:
    found = looked_up(
        "Wir berechnen je Bestellung eine Gebühr von 1,95 €.", PAGE.replace("<p>Vorher", "<p data-fl-hidden>Vorher")
    )
    assert found is not None
    assert (found.box, found.line) == (None, 4)


@pytest.mark.parametrize("words", ["Kein Wort davon", "", "…", "Rücksendung 9,90 €"])
def test_words_that_are_not_there_have_no_place(words: str) -> None:
    assert looked_up(words) is None


def test_a_span_counts_letters_and_digits_only() -> None:
    assert span_of("ab １００ 円 c", "100円") == (3, 8)
    assert span_of("Gebühr", "gebühr!") == (0, 6)
    assert span_of("Fee", "") is None
