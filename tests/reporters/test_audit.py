"""The page that a PDF is printed from: law first, evidence last, nothing that runs."""

from __future__ import annotations

import hashlib
import re

import pytest
from bs4 import BeautifulSoup

from feelint.model.report import Report
from feelint.reporters import audit
from tests.reporters import sample

REPORTS = [sample.REPORT, sample.BOTH, sample.LOST, sample.EMPTY, sample.CLEAN, sample.hostile()]


def _page(report: Report, numbers: dict[str, int] | None = None) -> BeautifulSoup:
    return BeautifulSoup(audit.render(report, pictures=sample.picture, numbers=numbers), "lxml")


@pytest.mark.parametrize("report", REPORTS)
def test_nothing_runs_and_nothing_is_fetched(report: Report) -> None:
    """No script, no handler, only embedded pictures; every inner link leads somewhere and no id stands twice."""
    page = _page(report)
    assert not page.find_all(["script", "iframe", "object", "embed", "link", "base", "form"])
    for tag in page.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on")]
    for image in page.find_all(["img", "image"]):
        assert str(image.get("src") or image.get("href")).startswith("data:image/")
    ids = [str(tag["id"]) for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {str(link["href"])[1:] for link in page.select('a[href^="#"], use')} <= set(ids)


def test_hostile_shop() -> None:
    """Page text is text here too."""
    written = audit.render(sample.hostile(), pictures=sample.picture)
    assert "<script" not in written
    assert all(char.isprintable() or char == "\n" for char in written)
    assert 'href="javascript' not in written


def test_findings_stand_under_each_law() -> None:
    """A finding with two citations stands under both, by its number; the tag of an unverified one is there."""
    page = _page(sample.REPORT)
    articles = {
        " ".join(one.h3.text.split()) if one.h3 else "": [link.text for link in one.select("td.nr a")]
        for one in page.select(".article")
    }
    assert articles == {
        "PAngV § 3(1): Gesamtpreis": ["F1", "R1", "S1"],
        "Directive 2011/83/EU, Art. 6(1)(e), 6(6) (not verified)": ["F1", "R1", "S1"],
        "Directive 2011/83/EU, Art. 22": ["F2"],
    }
    house = sample.REPORT.model_copy(update={"findings": (sample.finding("ours", citations=()),)})
    assert "No law is cited" in _page(house).select(".article")[0].text


def test_numbers_of_pages() -> None:
    """The contents and the summary give the pages that they are told."""
    page = _page(sample.REPORT, {"c1": 3, "f1": 17})
    rows = {row.select_one(".of"): row.select_one(".page") for row in page.select(".contents li")}
    told = {of.text.strip(): number.text for of, number in rows.items() if of and number}
    assert (told["Summary"], told["Drip mandatory fee"], told["Evidence"]) == ("3", "17", "")


def test_evidence_has_its_digests() -> None:
    """Each picture with the SHA-256 of the very bytes that are shown, and the seal of the capture."""
    page = _page(sample.REPORT)
    digests = [[cell.text for cell in row.find_all("td")] for row in page.select(".digests tbody tr")]
    assert [row[0] for row in digests][5:] == ["step 6", "step 6", "without: Käuferschutz", "delivery: Express 12,90 €"]
    for _, path, found in digests:
        assert found == hashlib.sha256(sample.picture(f"kanne/{path}")).hexdigest()
    assert sample.JOURNEY.seal in page.select(".proof")[0].text


@pytest.mark.parametrize("report", [sample.LOST, sample.EMPTY, sample.BOTH])
def test_no_verdict_is_no_pass(report: Report) -> None:
    """The cover says so, and no sentence claims that nothing failed without more."""
    page = _page(report)
    assert page.h1 is not None
    assert page.h1.text.startswith("No verdict")
    assert page.select_one(".gate.clean") is None
    assert not re.search(r"Nothing failed\.(?! *that)", page.text)


def test_pictures_that_are_not_there_are_said_to_be_missing() -> None:
    """In their places and in the table of digests; all else is written."""

    def gone(path: str) -> bytes:
        raise KeyError(path)

    page = BeautifulSoup(audit.render(sample.REPORT, pictures=gone), "lxml")
    assert page.text.count("No picture of this step.") == 8
    assert {row.find_all("td")[2].text for row in page.select(".digests tbody tr")} == {"not there"}
    assert len(page.select(".item")) == len(sample.FINDINGS)
