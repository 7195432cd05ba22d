"""Was-prices that only their author's names tell."""

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
