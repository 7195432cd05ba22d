"""The comment on a pull request: parsed as CommonMark with tables; a shop's text stays text."""

from __future__ import annotations

import html
import re

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from feelint.model.report import Report
from feelint.reporters import render
from feelint.reporters.markdown import LIMIT, MARKER, escaped
from feelint.reporters.plain import plain
from tests.reporters import sample
from tests.reporters.golden import check
from tests.reporters.test_json import SAMPLES

PARSER = MarkdownIt("gfm-like", {"html": True, "linkify": False}).enable("table")
NASTY = (
    "[click](https://evil.test)", "![x](https://evil.test/p.png)", "<img src=x onerror=alert(1)>", "<https://evil.test>",
    "# Heading", "- item", "1. one", "> quote", "```\ncode", "`tick`", "| a | b |", "**bold** _it_ ~~gone~~", "a\n\n# b",
    "&lt;script&gt; &#60;", "@somebody #12 !3 GH-4 $5 owner/repo#6", "www.evil.test", "[x]: https://evil.test", "\\", "\\[",
    "---", "***", "<!-- hidden", "--> seen", "a | b \\| c", ":tada:", "[[wiki]]", "{{ x }}", "<details>", "$9.95 and $10",
)  # fmt: skip


def _parsed(text: str) -> BeautifulSoup:
    return BeautifulSoup(PARSER.render(text), "lxml")


@pytest.mark.parametrize(("name", "report"), [("report", sample.REPORT), ("both", sample.BOTH)])
def test_golden(name: str, report: Report) -> None:
    """Each sample is written as it was."""
    check(f"{name}.md", render(report, "markdown"))


@pytest.mark.parametrize("text", NASTY)
def test_escaped(text: str) -> None:
    """After rendering, the text is what it was, in one paragraph and in a cell, and nothing else has come of it."""
    for whole in (f"**fee** {escaped(text)}", f"| a | b |\n|---|---|\n| **fee** {escaped(text)} | 1 |"):
        page = _parsed(whole)
        place = page.td or page.p
        assert place is not None
        assert place.get_text() == f"fee {plain(text)}"
        assert [tag.name for tag in place.find_all(True)] == ["strong"]
        assert len(page.find_all("tr")) in (0, 2)


def test_nothing_is_mentioned() -> None:
    """A comment stands between the mark and the name, where hosts look after rendering."""
    page = _parsed(escaped("@somebody, see #12 and GH-4, www.evil.test, me@shop.test"))
    assert not [one for one in page.find_all(string=True) if re.search(r"[@#]\w|GH-\d|www\.", str(one))]


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_of_a_shop_is_markup(name: str) -> None:
    """No link, no picture, no element beyond our own, whatever the shop wrote; and it fits into a comment."""
    written = render(SAMPLES[name], "markdown")
    page = _parsed(written)
    ours = {
        "html",
        "body",
        "h3",
        "h4",
        "p",
        "strong",
        "code",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "ul",
        "li",
        "sub",
        "br",
    }
    assert {tag.name for tag in page.find_all(True)} <= ours
    assert written.startswith(MARKER)
    assert len(written) < 65_536
    assert all(char.isprintable() or char == "\n" for char in written)


def test_waterfall_and_findings() -> None:
    """The bars as a table, each finding with its rule, words, place and law."""
    page = _parsed(render(sample.REPORT, "markdown"))
    assert page.h3 is not None
    assert page.h3.text == "❌ €5.75 more is charged than was advertised"
    rows = [[cell.text for cell in row.find_all("td")] for row in page.select("tbody tr")]
    assert rows[0] == ["Advertised price", "€49.00", "€49.00", "", "1 product", ""]
    assert rows[4] == ["Servicepauschale", "+€3.50", "€54.75", "5 payment", "5 payment", "no"]
    assert rows[6][0] == "inkl. 19 % MwSt. (inside the price)"
    assert page.select("body > ul > li")[0].text == sample.REPORT.gate_reasons[0]
    first = next(one.text for one in page.select("body > ul > li") if one.strong)
    for words in (
        "drip-mandatory-fee",
        "step 5, payment",
        "€3.50 at stake",
        "“Servicepauschale 3,50 €”",
        "PAngV § 3(1)",
        "(not verified)",
    ):
        assert words in first


def test_no_verdict_is_no_pass() -> None:
    """A walk without a total says so in the heading."""
    for name in ("lost", "empty", "both"):
        heading = _parsed(render(SAMPLES[name], "markdown")).h3
        assert heading is not None
        assert heading.text.startswith("⚠️ No verdict")


def test_what_finds_no_room_is_counted() -> None:
    """A comment is never longer than a host takes, and says what it leaves out."""
    many = tuple(sample.finding(f"rule-{number}", message="[" * 490) for number in range(200))
    written = render(sample.REPORT.model_copy(update={"findings": many}), "markdown")
    assert len(written) < LIMIT + 500
    assert re.search(r"\d+ more parts found no room here", html.unescape(written))
