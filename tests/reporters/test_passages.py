"""From a quote that no picture of a step shows to its place: a page beside the way, a line of a kept file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from feelint.model.finding import Evidence, Passage
from feelint.model.report import Mark, Report, ReportStep
from feelint.model.scene import Box
from feelint.model.words import Stage
from feelint.reporters import audit, html
from feelint.reporters.album import Album
from feelint.reporters.html import views_of
from tests.reporters import sample

SENTENCE = "Wir berechnen je Bestellung eine Servicepauschale von 3,50 €."
TERMS = f"{sample.SHOP}/agb"
BOX = Box(x=180, y=225, w=920, h=48)
PAGE = ReportStep(
    stage=Stage.PRODUCT,
    url=TERMS,
    title="AGB <b>Teehaus</b>",
    bill=None,
    screenshot="leaflets/00-product.png",
    viewport=sample.VIEWPORT,
    marks=(Mark(box=BOX, text=SENTENCE, kind="clause"),),
)
LINE = Passage(
    file="leaflets/00/page.html.gz", sha256="9c2f", line=14, before="§ 4 <i>Preise</i> ", words=SENTENCE, after=" § 5"
)
TITLE = Passage(file="steps/02/page.html.gz", sha256="77ab", line=2, words="Ihre Daten", shown=False)
QUOTED = Evidence(
    step=0, stage=Stage.PRODUCT, quote=SENTENCE, url=TERMS, box=BOX, leaflet="AGB", passage=LINE, screenshot=PAGE.screenshot
)  # fmt: skip
SOURCE = Evidence(step=2, stage=Stage.DETAILS, quote="Ihre Daten", passage=TITLE)


def report(*seen: Evidence) -> Report:
    journey = sample.JOURNEY.model_copy(update={"leaflets": (PAGE,)})
    found = sample.finding("price-condition-in-small-print", evidence=seen)
    return sample.REPORT.model_copy(update={"journeys": (journey,), "findings": (found,)})


def whole(one: Report) -> BeautifulSoup:
    return BeautifulSoup(html.render(one, pictures=sample.picture, self_contained=True), "lxml")


def printed(one: Report) -> BeautifulSoup:
    return BeautifulSoup(audit.render(one, pictures=sample.picture), "lxml")


@pytest.mark.parametrize("made", [whole, printed])
def test_a_sentence_of_the_terms_leads_to_its_picture_and_its_line(made: Callable[[Report], BeautifulSoup]) -> None:
    page = made(report(QUOTED))
    quote = page.select_one(".finding .quote")
    assert quote is not None
    assert quote.select_one(".crop use[href='#j1k1']") is not None
    (marked,) = quote.select(".passage mark")
    assert marked.text == SENTENCE
    assert "§ 4 <i>Preise</i>" in quote.text
    assert "leaflets/00/page.html.gz, line 14, SHA-256 9c2f" in quote.text
    link = quote.select_one("figcaption a[href='#j1b1m1']")
    assert link is not None
    assert link.text == "AGB <b>Teehaus</b>"
    place = page.select_one("#j1b1m1")
    assert place is not None
    assert SENTENCE in place.text
    assert place.select_one("a") is not None
    drawn = page.select_one("#j1b1 .shot .mark")
    assert drawn is not None
    assert page.select_one("#j1b1 image#j1k1") is not None


def test_what_stands_in_the_source_has_its_line_and_the_whole_screen() -> None:
    quote = whole(report(SOURCE)).select_one(".finding .quote")
    assert quote is not None
    assert quote.select_one(".crop.whole use[href='#j1i3']") is not None
    assert "not on the screen, but in the page's source" in quote.text
    assert "steps/02/page.html.gz, line 2" in quote.text
    assert quote.select_one("figcaption a[href='#j1s3']") is not None


def test_a_mark_of_a_step_is_not_that_of_a_page_beside_the_way() -> None:
    """The same box on another page says nothing of the step."""
    shared = sample.JOURNEY.steps[0].marks[0].box
    page = whole(report(QUOTED.model_copy(update={"box": shared})))
    product = page.select_one("#j1s1m1")
    assert product is not None
    assert product.select_one("a[href='#j1f1']") is None


def test_the_digests_of_the_pictures_of_such_pages_are_listed() -> None:
    text = printed(report(QUOTED)).get_text(" ")
    assert "page “AGB <b>Teehaus</b>”" in text
    assert "leaflets/00-product.png" in text


def test_a_quoted_page_keeps_its_picture_where_room_is_short() -> None:
    taken = Album(sample.picture, budget=9000)
    (view,) = views_of(report(QUOTED), taken)
    assert view.beside[0].screen is not None
    assert any(view.left_out(step.screenshot) for step in view.journey.steps)


TRIED = Evidence(
    step=5, stage=Stage.REVIEW, quote="Gesamt €53.50", box=Box(x=880, y=600, w=300, h=26), probe="without: Käuferschutz", trial=0
)  # fmt: skip


@pytest.mark.parametrize("made", [whole, printed])
def test_what_an_experiment_showed_leads_to_its_picture(made: Callable[[Report], BeautifulSoup]) -> None:
    """The quote is cut out of the picture of the experiment's last state, and names it with a link."""
    state = sample.JOURNEY.probes[0].state
    assert state is not None
    box = next(mark.box for mark in state.marks if mark.kind == "total")
    page = made(report(TRIED.model_copy(update={"box": box, "screenshot": state.screenshot})))
    quote = page.select_one(".finding .quote")
    assert quote is not None
    assert quote.select_one(".crop use[href='#j1y1']") is not None
    link = quote.select_one("figcaption a[href='#j1x1m1']")
    assert link is not None
    assert link.text == "without: Käuferschutz"


def test_an_experiment_without_a_picture_keeps_its_words() -> None:
    page = whole(report(TRIED.model_copy(update={"trial": 9})))
    quote = page.select_one(".finding .quote")
    assert quote is not None
    assert quote.select_one(".crop") is None
    assert "in an experiment: without: Käuferschutz" in quote.text
