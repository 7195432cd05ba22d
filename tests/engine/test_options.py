"""What the options of a choice cost, as pages say it: in the label, beside it, in a list; free, free from a sum, before."""

import pytest

from feelint.engine.options import choices
from feelint.extract.page import read_scene
from feelint.model.ledger import Step
from feelint.model.words import Stage


def prices(options: str, lang: str = "en", currency: str = "GBP") -> list[str]:
    """The prices of the one choice on a delivery page; empty where none is known."""
    page = f'<html lang="{lang}"><body><h1>Delivery</h1><form>{options}<button>Continue</button></form></body></html>'
    scene = read_scene(page, url="https://shop.test/delivery", locale="", currency=currency)
    step = Step(index=0, stage=Stage.DELIVERY, url=scene.url, title="", scene=scene, bill=scene.bill)
    (choice,) = choices([step])
    return [str(entry.price or "") for entry in choice.entries]


def radios(*labels: str) -> str:
    return "".join(f'<div><label><input type="radio" name="d"> {label}</label></div>' for label in labels)


def rows(*options: tuple[str, str]) -> str:
    return "".join(
        f'<tr><td><input type="radio" name="d" id="o{n}"></td><td><label for="o{n}">{name}</label></td><td>{price}</td></tr>'
        for n, (name, price) in enumerate(options)
    )


@pytest.mark.parametrize(
    ("options", "lang", "second"),
    [
        (radios("Express £9.99", "Standard Free", "Economy £2.99"), "en", "0.00 GBP"),
        (radios("Express £9.99", "Standard £0.00"), "en", "0.00 GBP"),
        (radios("Express £9.99", "Standard <del>£3.99</del> Free"), "en", "0.00 GBP"),
        (radios("Express £9.99", "Standard Free over £50"), "en", ""),
        (radios("Express £9.99", "Standard £3.99 (free over £50)"), "en", "3.99 GBP"),
        (radios("Express £9.99", "Standard"), "en", ""),
        (radios("Express £9.99", "Gluten-free box"), "en", ""),
        (f"<table>{rows(('Express', '£9.99'), ('Standard', 'Free'))}</table>", "en", "0.00 GBP"),
        (f"<table>{rows(('Express', '£9.99'), ('Standard', 'on request'))}</table>", "en", ""),
        ("<select aria-label='Delivery'><option>Express £9.99<option>Standard (free)</select>", "en", "0.00 GBP"),
        ("<select aria-label='Delivery'><option>Express £9.99<option>Standard (free over £50)</select>", "en", ""),
        (radios("Express £9.99", "Standard kostenlos"), "de", "0.00 GBP"),
        (radios("Express £9.99", "Standard offert"), "fr", "0.00 GBP"),
        (radios("Express £9.99", "Estándar gratis"), "es", "0.00 GBP"),
        (radios("Express £9.99", "Standard gratuita"), "it", "0.00 GBP"),
        (radios("Express £9.99", "Standaard gratis"), "nl", "0.00 GBP"),
        (radios("Express £9.99", "Normal grátis"), "pt", "0.00 GBP"),
        (radios("Express £9.99", "Kurier za darmo"), "pl", "0.00 GBP"),
        (radios("Express £9.99", "Brev fri"), "sv", "0.00 GBP"),
        (radios("速達 £9.99", "通常配送 無料"), "ja", "0.00 GBP"),
    ],
)
def test_what_an_option_costs(options: str, lang: str, second: str) -> None:
    assert prices(options, lang)[:2] == ["9.99 GBP", second]
