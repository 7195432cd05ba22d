"""Was-prices that only their author's names, or the words before them, tell."""

from __future__ import annotations

import pytest

from feelint.extract import read_scene


@pytest.mark.parametrize(
    ("offer", "roles"),
    [
        ('<span class="old-price">49,90 €</span> Im Angebot: <span class="price">39,90 €</span>', ["reference", None]),
        ('<span class="prezzo-barrato">€ 49,90</span> <span class="price">€ 39,90</span>', ["reference", None]),
        # the cheaper one is no was-price, whatever it is called
        ('<span class="price">49,90 €</span> <span class="old-stock-note">9,90 €</span>', [None, None]),
        # one name around both says nothing of either
        ('<div class="before-after"><span class="price">39,90 €</span> <b>49,90 €</b></div>', [None, None]),
    ],
)
def test_named_old(offer: str, roles: list[str | None]) -> None:
    scene = read_scene(f"<html lang=de><body><h1>Schale</h1><p>{offer}</p><button>In den Warenkorb</button>")
    assert [amount.role and amount.role.value for amount in scene.amounts] == roles


@pytest.mark.parametrize(
    ("offer", "lang"),
    [
        ('<b class="price">24,00 €</b><p>Prezzo normale: 32,00 €</p>', "it"),
        ('<b class="price">24,00 €</b><p>Normalpreis: 32,00 €</p>', "de"),
        ('<b class="price">24,00 zł</b><p>Cena regularna: 32,00 zł</p>', "pl"),
    ],
)
def test_told_by_the_words_before(offer: str, lang: str) -> None:
    scene = read_scene(f"<html lang={lang}><body><h1>Muffole</h1><div>{offer}</div>")
    assert [amount.role and amount.role.value for amount in scene.amounts] == [None, "reference"]


def test_the_regular_price_in_a_row_of_a_basket() -> None:
    """Where no price is advertised, the cheaper amount of its row is what it is held against."""
    row = '<tr><td>Rucksack</td><td><span class="regular-price">99,00 €</span> 79,00 €</td><td>79,00 €</td></tr>'
    table = f"<table>{row}<tr><td>Gesamtsumme</td><td></td><td>79,00 €</td></tr></table>"
    scene = read_scene(f"<html lang=de><body><h1>Warenkorb</h1>{table}")
    assert [str(amount.role or "") for amount in scene.amounts] == ["reference", "", "", ""]


def test_a_style_sheet_called_normal_makes_no_price_old() -> None:
    row = '<tr><td>Rucksack</td><td>2 × 79,00 €</td><td class="font-normal w-full">158,00 €</td></tr>'
    scene = read_scene(f"<html lang=de><body><h1>Warenkorb</h1><table>{row}</table>")
    assert all(amount.role is None for amount in scene.amounts)
