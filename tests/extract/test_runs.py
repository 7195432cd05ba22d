"""Runs of text: prices drawn in pieces are one text, things that stand apart are two."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelint.extract.dom import BLOCK, parse
from feelint.extract.runs import joined_cells, runs_of
from tests.extract.pages import placed

SIGN = re.compile(r"\s*[€$£]\s*")


def texts(html: str) -> list[str]:
    return [run.text.strip() for run in runs_of(parse(f"<body>{html}</body>")) if run.visible]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><span>€</span><span>9</span><sup>90</sup></p>", ["€9.90"]),
        ("<p>9<sup>90</sup> €</p>", ["9.90 €"]),
        ("<p>£<b>1,299</b>.<small>00</small></p>", ["£1,299.00"]),
        ("<p><i>1 299</i><sup>,90</sup> zł</p>", ["1 299,90 zł"]),
        ("<p>¥<span>1,980</span>（税込）</p>", ["¥1,980（税込）"]),
        ("<p>Was <del>£20</del><ins>£15</ins></p>", ["Was £20£15"]),
        ("<table><tr><td>a</td><td>9</td></tr></table>", ["a", "9"]),
        ("<div>Total<div>9,90</div>incl. VAT</div>", ["Total", "9,90", "incl. VAT"]),
        ("Total:<br>9,90 €", ["Total:", "9,90 €"]),
        ("<p>VAT<span hidden>x</span>20%</p>", ["VAT", "20%"]),
        ("<label>Name <input value='Ann'></label>", ["Ann", "Name"]),
        ("<input type=hidden value=9><input type=checkbox value=8><textarea>7</textarea>", []),
        ("<select><option>£9</option></select><svg><text>£8</text></svg>", []),
        ("<p>2</p><p>90</p>", ["2", "90"]),
    ],
)
def test_pieces(html: str, expected: list[str]) -> None:
    """Cents in sup, sign and number in spans, cells, line breaks, hidden pieces, fields."""
    assert sorted(texts(html)) == sorted(expected)


@pytest.mark.parametrize(
    "html",
    [
        "<div><span>Aurora 40</span><span>86,99 €</span></div>",
        "<div><span>Kubik 2</span><span>10,00 zł</span></div>",
        "<div><span>Room 12</span><span>95.00 USD</span></div>",
    ],
)
def test_a_number_of_a_name_does_not_melt_with_the_price(html: str) -> None:
    """The name ends in a number and the price begins with two digits: 40 and 86,99 are not 40.86,99."""
    assert re.search(r"\d\s+\d", texts(html)[0])


def test_struck_and_new_price_stay_two_numbers() -> None:
    """Digits of different elements never melt into one number."""
    assert texts("<p><del>20</del><ins>15</ins> €</p>") in (["20 15 €"], ["20.15 €"])
    assert texts("<p><del>200</del><ins>150</ins> €</p>") == ["200 150 €"]


def test_drawn_apart() -> None:
    """Two spans without a space between them, one far from the other, or on the next line."""
    html, facts = placed('<p at="0,0,300,16"><span at="0,0,50,16">Box A</span><span at="200,0,50,16">9,90 €</span></p>')
    assert [r.text for r in runs_of(parse(html, facts))] == ["Box A 9,90 €"]
    html, facts = placed('<p at="0,0,300,40"><span at="0,0,50,16">Box</span><span at="0,20,50,16">9,90 €</span></p>')
    assert [r.text for r in runs_of(parse(html, facts))] == ["Box 9,90 €"]


def test_boxes_drawn_right_behind_each_other_are_one_price() -> None:
    """Inline-block pieces of one price, touching."""
    html, facts = placed(
        f'<p at="0,0,90,20"><b at="0,0,10,20">€</b><i at="10,0,20,20,{BLOCK}">12</i><i at="30,0,14,12,{BLOCK}">90</i></p>'
    )
    assert [r.text for r in runs_of(parse(html, facts))] == ["€12.90"]


def test_owners() -> None:
    """Who owns which characters."""
    run = runs_of(parse("<body><p>Total <b>9,90</b> €</p></body>"))[0]
    assert [(run.text[a:b], n.tag) for a, b, n in run.pieces] == [("Total ", "p"), ("9,90", "b"), (" €", "p")]
    assert [n.tag for n in run.owners(6, 10)] == ["b"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><td>Total</td><td>€</td><td>9,90</td></tr></table>", "€ 9,90"),
        ("<table><tr><td>Total</td><td>9,90</td><td>€</td></tr></table>", "9,90 €"),
        ("<div><div>€</div><div>12</div><div>50</div></div>", "€ 12.50"),
    ],
)
def test_sign_and_number_in_cells(html: str, expected: str) -> None:
    """The number beside a lone sign, cents in a box of their own."""
    runs = runs_of(parse(f"<body>{html}</body>"))
    at = next(run.index for run in runs if SIGN.fullmatch(run.text))
    joined = joined_cells(runs, at, SIGN)
    assert joined is not None
    assert joined[0] == expected


def test_a_sign_does_not_reach_into_the_next_row() -> None:
    runs = runs_of(parse("<body><table><tr><td>€</td></tr><tr><td>9,90</td></tr></table></body>"))
    assert joined_cells(runs, 0, SIGN) is None


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="<>/abdipsu 019,.€=", max_size=150))
def test_runs_hold_all_visible_text(html: str) -> None:
    """No letter and no digit of the visible text is lost or invented, whatever the soup."""
    document = parse(f"<body>{html}</body>")
    runs = runs_of(document)
    assert [run.index for run in runs] == list(range(len(runs)))
    assert "".join(re.findall(r"\w", document.body.text)) == "".join(
        c for run in runs if run.visible and run.block.tag != "input" for c in re.findall(r"\w", run.text)
    )
