"""Summaries on their side: a row of names over a row of amounts."""

from __future__ import annotations

import pytest

from tests.extract.pages import lines, pairs, read

BOXES = '<div class="row"><div>{}</div><div>{}</div><div>{}</div></div>'


@pytest.mark.parametrize(
    ("locale", "names", "amounts", "total"),
    [
        ("it-IT", ("Subtotale", "Spedizione", "Totale"), ("40,00 €", "5,00 €", "45,00 €"), "45.00 EUR"),
        ("nl-NL", ("Subtotaal", "Verzending", "Totaal"), ("€ 40,00", "€ 5,00", "€ 45,00"), "45.00 EUR"),
        ("ja-JP", ("小計", "送料", "合計"), ("4,000円", "500円", "4,500円"), "4500 JPY"),
    ],
)
@pytest.mark.parametrize("drawn", ["boxes", "table", "sections"])
def test_names_over_amounts(
    locale: str, names: tuple[str, ...], amounts: tuple[str, ...], total: str, drawn: str
) -> None:
    rows = ["".join(f"<td>{cell}</td>" for cell in row) for row in (names, amounts)]
    pages = {
        "boxes": BOXES.format(*names) + BOXES.format(*amounts),
        "table": f"<table><tr>{rows[0]}</tr><tr>{rows[1]}</tr></table>",
        "sections": f"<table><tbody><tr>{rows[0]}</tr></tbody><tbody><tr>{rows[1]}</tr></tbody></table>",
    }
    scene = read(pages[drawn], locale)
    assert [label for label, _ in pairs(scene)] == list(names)
    assert scene.bill is not None
    assert str(scene.bill.total) == total
    assert [kind for _, kind, _ in lines(scene.bill)] == ["item", "fulfillment"]


def test_names_of_no_sum_stay_where_they_are() -> None:
    """Two rows of a price list are no bill on its side."""
    html = "<table><tr><td>Adults</td><td>Children</td></tr><tr><td>£12.00</td><td>£6.00</td></tr></table>"
    assert read(html).bill is None
