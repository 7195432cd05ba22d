"""How the letters of a currency are drawn beside a sign that several currencies share."""

import pytest

from tests.extract.pages import lay


@pytest.mark.parametrize(
    ("price", "size"),
    [
        ('<b at="10,20,80,20,,16">$840.00<span at="92,28,20,10,,9">USD</span></b>', 9.0),
        ('<b at="10,20,80,20,,16">$840.00 <span at="92,20,30,20,,16">USD</span></b>', 16.0),
        ('<b at="10,20,80,20,,16">$840.00 USD</b>', None),
        ('<b at="10,20,80,20,,16">840.00 <span at="92,28,20,10,,9">EUR</span></b>', None),
        ('<b at="10,20,80,20,,16">€840.00</b>', None),
    ],
)
def test_the_letters_of_a_currency_have_a_size_of_their_own(price: str, size: float | None) -> None:
    [amount] = lay(
        f'<main at="0,0,1200,800"><h1 at="10,0,300,20">House</h1><p at="10,20,300,20">{price}</p></main>'
    ).amounts
    assert (amount.mark and amount.mark.font_px) == size
    assert amount.look is not None
    assert amount.look.font_px == 16.0
