"""The page as a tree: what is seen, what is struck, how pieces of text are spaced; any soup is a tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelint.extract.dom import BLOCK, FIXED, Document, apart, parse, squeeze
from tests.extract.pages import placed

MELTS = pytest.mark.xfail(reason="digits of two elements melt in Node.text: a name's last number and the price")


def body(html: str) -> Document:
    return parse(f"<html><body>{html}</body></html>")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Total</p><p>9,90 €</p>", "Total 9,90 €"),
        ("<b>9</b><sup>90</sup>", "990"),
        ("a<script>x</script><style>y</style><template>z</template>b", "a b"),
        ("<p>Tax<br>incl.</p>", "Tax incl."),
        ("<span>30 minutes</span><span>Free</span>", "30 minutes Free"),
        pytest.param("<span>Box 5</span><span>95,00 €</span>", "Box 5 95,00 €", marks=MELTS),
        ("<p>a<!-- b -->c</p>", "ac"),
        ("12\u00a0345,00\u202f€", "12\u00a0345,00\u202f€"),
        ("<p>a \n\t b</p>", "a b"),
    ],
)
def test_text(html: str, text: str) -> None:
    """Blocks stand apart, inline pieces together, no-break spaces stay."""
    assert body(html).body.text == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>x</p>", '<p style="display:none">x</p>', '<p style="display : none !important">x</p>',
        '<p style="visibility:hidden">x</p>', '<p style="opacity:0">x</p>', '<p class="sr-only">x</p>',
        '<p class="u-visually-hidden">x</p>', '<p class="visuallyhidden">x</p>', '<p class="screen-reader-text">x</p>',
        "<dialog>x</dialog>", "<div hidden><p>x</p></div>", "<noscript>x</noscript>",
    ],
)  # fmt: skip
def test_hidden_without_layout(hidden: str) -> None:
    """Guessed from markup where nobody measured."""
    assert body(hidden + "<p>y</p>").body.text == "y"


@pytest.mark.parametrize("shown", ["<p style='opacity:0.5'>x</p>", "<dialog open>x</dialog>", "<p class=price>x</p>"])
def test_shown_without_layout(shown: str) -> None:
    assert body(shown).body.text == "x"


@pytest.mark.parametrize(
    ("html", "struck"),
    [("<del>9</del>", True), ("<s><b>9</b></s>", True), ("<strike>9</strike>", True), ("<ins>9</ins>", False),
     ("<p style='text-decoration:line-through'><b>9</b></p>", True), ("<u>9</u>", False),
     ("<p class='text-decoration-line-through'>9</p>", True), ("<p class='hero line-throughput'>9</p>", False)],
)  # fmt: skip
def test_struck(html: str, struck: bool) -> None:
    """Was-prices are struck by tag or style, and what is inside is struck too."""
    assert body(html).nodes[-1].struck is struck


def test_facts_overrule_markup() -> None:
    """Measured: a struck-looking tag that is not drawn so, a box that is not seen, one that is inside a pruned one."""
    html, facts = placed('<p at="0,0,9,9">a</p><p at="0,0,9,9,-">b</p><div data-fl-hidden><p at="0,9,9,9">c</p></div>')
    document = parse(html, facts)
    assert document.body.text == "a"
    assert document.layout_known
    look = document.by_id[10].look
    assert look is not None
    assert (look.box.right, look.font_px, look.above_fold) == (9, 16, True)


def test_what_stays_in_view_is_known_by_its_look() -> None:
    html, facts = placed(f'<p at="0,0,9,9,{FIXED}">a</p><p at="0,20,9,9">b</p>')
    document = parse(html, facts)
    assert [look.fixed for key in (10, 11) if (look := document.by_id[key].look)] == [True, False]


def test_a_measured_wrapper_of_no_size_hides_nothing() -> None:
    html, facts = placed('<div at="0,0,0,0,-"><p at="0,0,9,9">a</p></div>')
    assert parse(html, facts).body.text == "a"


def test_inline_as_drawn() -> None:
    """A span that is drawn as a box of its own is none of the line."""
    html, facts = placed(f'<p at="0,0,90,9"><span at="0,0,9,9,{BLOCK}">a</span><span at="0,9,9,9,{BLOCK}">b</span></p>')
    assert parse(html, facts).body.text == "a b"


def test_order_and_containment() -> None:
    document = body("<div><p>a</p><p>b</p></div><p>c</p>")
    div = document.all("div")[0]
    paragraphs = document.all("p")
    assert [div.contains(p) for p in paragraphs] == [True, True, False]
    assert [n.tag for n in paragraphs[0].ancestors()] == ["div", "body", "html", "#root"]


def test_tokens() -> None:
    """What the author called it, in words."""
    node = body('<i class="priceNow old-price" id="Main_1" data-test="bigTotal">x</i>').nodes[-1]
    assert node.tokens == "price now old price main 1 big total"


@pytest.mark.parametrize(("one", "other", "result"), [("min", "Free", True), ("Box", "9", False), ("", "x", False)])
def test_apart(one: str, other: str, result: bool) -> None:
    assert apart(one, other) is result


def test_squeeze() -> None:
    assert squeeze("  a \n b\u00a0 ") == "a b\u00a0"


def test_deep_nesting_is_no_recursion() -> None:
    """Hostile pages nest deeper than Python recurses."""
    document = parse("<div>" * 3000 + "9,90 €")
    assert len(document.nodes) > 200


soup = st.text(alphabet="<>/ab c='\"!-&;p", max_size=120)


@settings(max_examples=60, deadline=None)
@given(soup)
def test_any_soup_is_a_tree(html: str) -> None:
    """Every node but the root has a parent before it, and its descendants are right behind it."""
    document = parse(html)
    for node in document.nodes[1:]:
        assert node.parent is not None
        assert node.parent.order < node.order <= node.last <= node.parent.last
    assert isinstance(document.body.text, str)


def test_what_stands_behind_the_end_of_the_page_is_read_too() -> None:
    """Counters and notices that a server writes after the page; browsers show them."""
    page = parse("<html><body><p>a</p></body></html><div>after <!-- x -->5,00 €</div>")
    assert [node.text for node in page.nodes if node.tag == "div"] == ["after 5,00 €"]
    assert [node.tag for node in parse("").nodes] == ["#root"]


def test_white_space_counts_where_it_is_kept() -> None:
    page = parse("<p class=' a  b\n c'><b>x</b> \n <i>y</i></p><pre> \n </pre>")
    [paragraph], [kept] = ([node for node in page.nodes if node.tag == tag] for tag in ("p", "pre"))
    assert paragraph.get("class") == "a b c"
    assert [child for child in paragraph.children if isinstance(child, str)] == ["\n"]
    assert kept.children == [" \n "]
