"""A walk that did not come to its end, but saw a total on the way: no writer calls that what is charged."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from feelint.model.words import Outcome
from feelint.reporters import audit, markdown, render
from feelint.reporters.wording import sentence
from tests.reporters import sample

SEEN = sample.LEDGER.model_copy(update={"total": sample.eur("46.35"), "total_at": sample.at(1)})
JOURNEY = sample.LOST_JOURNEY.model_copy(update={"ledger": SEEN, "harm": sample.JOURNEY.harm})
ALONE = sample.LOST.model_copy(update={"journeys": (JOURNEY,)})
SEVERAL = sample.BOTH.model_copy(update={"journeys": (sample.JOURNEY, JOURNEY)})


def test_it_did_not_reach_its_end() -> None:
    assert JOURNEY.outcome is Outcome.BLOCKED


@pytest.mark.parametrize("fmt", ["text", "markdown", "html"])
def test_it_is_the_last_total_seen(fmt: str) -> None:
    written = render(ALONE, fmt)
    assert "Last total seen" in written
    assert "Charged total" not in written
    assert "charged 46.35" not in written


def test_the_page_says_so_wherever_the_figure_stands() -> None:
    page = BeautifulSoup(render(ALONE, "html"), "lxml")
    heads = [one.get_text() for one in page.select(".figures dt")]
    assert heads[1:3] == ["Last total seen", "Difference so far"]
    assert "not the final one" in page.select(".figures .small")[1].get_text()
    assert page.find("h3", string="From the advertised price to the last sum seen")
    told = page.select_one("[aria-labelledby$=d] p")
    assert told is not None
    assert told.get_text().startswith("The last total that was seen, which is not the final one, asks")
    states = {one.b.get_text() for one in page.select(".criteria li") if one.b}
    assert states == {"met", "not known"}


def test_tables_of_journeys_say_so_far() -> None:
    page = BeautifulSoup(render(SEVERAL, "html"), "lxml")
    assert [row.select("td")[2].get_text() for row in page.select(".overview tbody tr")] == ["€54.75", "€46.35 so far"]
    assert "€46.35 so far" in audit.render(SEVERAL, pictures=sample.picture)
    assert "€46.35 so far" in markdown.render(SEVERAL)


def test_the_last_line_of_the_text_says_that_it_was_not_reached() -> None:
    assert "total not reached, advertised 49.00 EUR" in render(ALONE, "text").splitlines()[-1]
    assert "The total was not reached" in render(ALONE, "text")


@pytest.mark.parametrize(("said", "told"), [("the shop asks", "The shop asks."), ("Why?", "Why?"), ("", "")])
def test_a_message_is_a_sentence(said: str, told: str) -> None:
    assert sentence(said) == told
