"""Which amounts are a control's, and which are not."""

from __future__ import annotations

import pytest

from tests.extract.pages import read

ROWS = [
    ("en-GB", "Update", "Remove", "£14.00"),
    ("de-DE", "Aktualisieren", "Entfernen", "14,00 €"),
    ("fr-FR", "Mettre à jour", "Supprimer", "14,00 €"),
]


@pytest.mark.parametrize(("locale", "update", "remove", "price"), ROWS)
def test_what_can_be_taken_out_is_taken(locale: str, update: str, remove: str, price: str) -> None:
    """A button that brings a row up to date offers nothing, where another one takes the row out."""
    row = f"<td><h3>Lantern</h3></td><td>{price} <button>{update}</button> <button>{remove}</button></td>"
    scene = read(f"<h1>Basket</h1><table><tr>{row}</tr></table>", locale)
    assert [amount.in_control for amount in scene.amounts] == [-1]
