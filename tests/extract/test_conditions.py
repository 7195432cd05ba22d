"""From which order value something is free is no price of it, in ten languages and both orders of words."""

from __future__ import annotations

import pytest

from feelint.extract.conditions import is_condition
from feelint.money import find

TEXTS = (
    ("en", "Standard – free above £100, else £4.90", "£4.90"), ("en", "£4.90 (free over £100)", "£4.90"),
    ("en", "Standard from £4.90 (free over £100)", "£4.90"), ("en", "Standard £4.90, free on orders over £75", "£4.90"),
    ("de", "Standard – ab 100 € kostenlos, sonst 4,90 €", "4,90 €"), ("de", "4,90 € (ab 100 € versandkostenfrei)", "4,90 €"),
    ("fr", "Dès 100 € gratuit, sinon 4,90 €", "4,90 €"), ("fr", "4,90 € (offert dès 100 €)", "4,90 €"),
    ("es", "Gratis a partir de 100 €, si no 4,90 €", "4,90 €"), ("es", "4,90 € (gratis desde 100 €)", "4,90 €"),
    ("it", "Gratuita da 100 €, altrimenti 4,90 €", "4,90 €"), ("it", "4,90 € (gratis oltre 100 €)", "4,90 €"),
    ("nl", "Vanaf € 100 gratis, anders € 4,90", "€ 4,90"), ("nl", "€ 4,90 (gratis vanaf € 100)", "€ 4,90"),
    ("pt", "Grátis a partir de 100 €, senão 4,90 €", "4,90 €"), ("pt", "4,90 € (grátis acima de 100 €)", "4,90 €"),
    ("pl", "Darmowa od 100 zł, inaczej 14,90 zł", "14,90 zł"), ("pl", "14,90 zł (od 100 zł gratis)", "14,90 zł"),
    ("sv", "Fri frakt från 500 kr, annars 49 kr", "49 kr"), ("sv", "49 kr (fri frakt över 500 kr)", "49 kr"),
    ("ja", "5,000円以上で送料無料、それ以外は490円", "490円"), ("ja", "490円（5,000円以上で無料）", "490円"),
    ("ja", "送料490円。8,000円(税込)以上のご注文は送料無料", "490円"),
)  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "price"), TEXTS)
def test_one_condition_and_one_price(lang: str, text: str, price: str) -> None:
    readings = find(text, locale=lang)
    assert len(readings) == 2
    assert [reading.text for reading in readings if not is_condition(text, *reading.span)] == [price]


@pytest.mark.parametrize(
    "text", ["from £4.95", "ab 4,90 €", "Free returns, delivery £4.95", "over 3 kg £9.95", "à partir de 4,90 €"]
)
def test_the_lowest_price_is_no_condition(text: str) -> None:
    (reading,) = [found for found in find(text) if found.money is not None]
    assert not is_condition(text, *reading.span)
