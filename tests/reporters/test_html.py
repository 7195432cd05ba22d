"""The page: nothing in it runs, nothing is fetched, nothing is hidden."""

from __future__ import annotations

import base64
import re
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from feelint.errors import UsageError
from feelint.model.report import Harm, Report
from feelint.model.scene import Box
from feelint.reporters import FORMATS, render, wording
from tests.reporters import sample
from tests.reporters.golden import check


def _page(report: Report, **options: bool) -> BeautifulSoup:
    pictures = sample.picture if options.get("self_contained") else None
    return BeautifulSoup(render(report, "html", pictures=pictures, **options), "lxml")


@pytest.mark.parametrize(("name", "report"), [("report", sample.REPORT), ("lost", sample.LOST), ("both", sample.BOTH)])
def test_golden(name: str, report: Report) -> None:
    """Each sample is written as it was."""
    check(f"{name}.html", render(report, "html"))


@pytest.mark.parametrize("report", [sample.REPORT, sample.hostile(), sample.LOST, sample.EMPTY, sample.BOTH])
def test_nothing_runs_and_nothing_is_fetched(report: Report) -> None:
    """No script, no handler, no address but pictures beside the page and links a reader may follow."""
    page = _page(report)
    assert not page.find_all(["script", "iframe", "object", "embed", "link", "base", "form", "audio", "video"])
    for tag in page.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on")]
    for link in page.find_all("a"):
        assert re.match(r"#|https?://", str(link["href"]))
    for image in page.find_all(["img", "image"]):
        assert re.fullmatch(r"[\w/%.-]+", str(image.get("src") or image.get("href")))
    for use in page.find_all("use"):
        assert page.find(id=str(use["href"]).removeprefix("#")) is not None
    style = page.find("style")
    assert style is not None
    assert "url(" not in style.text
    assert "@import" not in style.text
    policy = page.select_one('meta[http-equiv="Content-Security-Policy"]')
    assert policy is not None
    assert str(policy["content"]).startswith("default-src 'none'")


def test_hostile_shop() -> None:
    """Page text is text: escaped, without escapes and direction marks, and cut."""
    written = render(sample.hostile(), "html")
    assert "<script" not in written
    assert "&lt;script&gt;" in written
    assert all(char.isprintable() or char == "\n" for char in written)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", written)
    assert "A" * 1001 not in written
    assert 'href="javascript' not in written
    assert 'href="data:' not in written


def test_first_screen() -> None:
    """The first heading is the verdict; the money stands below it."""
    page = _page(sample.REPORT)
    assert page.h1 is not None
    assert page.h1.text == "€5.75 more is charged than was advertised"
    figures = page.select_one("header .figures")
    assert figures is not None
    assert [one.text for one in figures.select("dd:not(.small)")] == ["€49.00", "€54.75", "+€5.75", "€4.75"]


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (sample.LOST, "No verdict: the walk was blocked (captcha)"),
        (sample.EMPTY, "No verdict: no journey was walked"),
        (sample.BOTH, "No verdict: 1 of 2 journeys did not reach the total"),
    ],
)
def test_no_verdict_is_no_pass(report: Report, words: str) -> None:
    """A walk without a total says so in the first sentence, and nothing calls it clean."""
    page = _page(report)
    assert page.h1 is not None
    assert page.h1.text == words
    assert page.select_one(".gate.clean") is None


@pytest.mark.parametrize(
    ("report", "word"),
    [
        (sample.CLEAN, "Clean"),
        (sample.CLEAN.model_copy(update={"findings": (sample.FINDINGS[2],)}), "Gate passed"),
        (sample.CLEAN.model_copy(update={"findings": (sample.finding("a", baseline="known"),)}), "Gate passed"),
        (sample.REPORT, "Findings"),
    ],
)
def test_clean_is_where_nothing_is_left_to_look_at(report: Report, word: str) -> None:
    """A passed gate with open reviews, or with findings that do not count, is not called clean."""
    badge = _page(report).select_one(".gate")
    assert badge is not None
    assert badge.text == word
    assert (word == "Clean") is render(report, "markdown").splitlines()[1].startswith("### ✅")


def test_waterfall_can_be_read_out() -> None:
    """The bars are a list; each picture has its words; each charge says where it came in and whether it can be avoided."""
    rows = _page(sample.REPORT).select(".bars > li")
    assert len(rows) == 7
    drawn = [svg["aria-label"] for row in rows for svg in row.select("svg")]
    assert drawn[:2] == ["stands at €49.00", "brings it to €45.10"]
    assert "shown and counted at step 5, payment · avoidable: no" in " ".join(rows[4].text.split())
    assert "shown at step 1, product, counted at step 4, delivery · avoidable: no" in " ".join(rows[3].text.split())


def test_marks_lie_on_the_pictures() -> None:
    """Boxes are in percent of the picture, scrolled; what lies outside is only listed."""
    steps = _page(sample.REPORT).select(".step")
    review = steps[5].select(".mark")
    assert review[0]["style"] == "left:68.75%;top:52.50%;width:23.44%;height:5.00%"
    unscrolled = sample.JOURNEY.steps[5].model_copy(update={"scroll": (0.0, 0.0), "clips": ()})
    journey = sample.JOURNEY.model_copy(update={"steps": (*sample.JOURNEY.steps[:5], unscrolled)})
    page = _page(sample.REPORT.model_copy(update={"journeys": (journey,)}))
    step = page.select(".step")[5]
    assert not step.select(".mark")
    assert step.text.count("(outside the picture)") == 3


def test_pictures_beside_the_page_or_in_it() -> None:
    """By default a path relative to the output folder; self-contained, the bytes themselves."""
    beside = [str(image["href"]) for image in _page(sample.REPORT).select(".step image")]
    assert beside[0] == "kanne/steps/00-product.png"
    inside = [str(image["href"]) for image in _page(sample.REPORT, self_contained=True).select(".step image")]
    assert len(inside) == 9
    kind, _, data = inside[0].partition(",")
    assert kind == "data:image/png;base64"
    assert base64.b64decode(data) == sample.picture("kanne/steps/00-product.png")


def test_a_page_in_one_file_is_small() -> None:
    """Each picture stands in it once, those of findings before the others; what finds no room is named."""
    big = bytes(250_000)

    def photo(path: str) -> bytes:
        return b"\xff\xd8" + path.encode() + big

    written = render(sample.REPORT, "html", pictures=photo, self_contained=True)
    page = BeautifulSoup(written, "lxml")
    assert len(written) < 1_500_000
    shown = [len(step.select("image")) for step in page.select(".step")]
    assert shown == [
        1,
        0,
        0,
        0,
        1,
        2,
        0,
        0,
    ]  # of the last step also what its screen did not show; experiments come last
    left = [step.select(".missing")[0].text for step in page.select(".step") if not step.select("image")]
    assert "kanne/steps/01-basket.png in the capture" in left[0]
    again = render(sample.REPORT, "html", pictures=sample.picture, self_contained=True)
    assert again.count("data:image/png") == 9


def test_evidence_is_cut_out_of_the_picture() -> None:
    """A finding shows the part of the screen that it is about, with its box; nothing where it lies elsewhere."""
    first = _page(sample.REPORT).select(".finding")[0]
    (crop,) = first.select(".crop")
    assert crop["viewbox"] == "625 348 640 90"
    assert crop.use is not None
    assert crop.use["href"] == "#j1i5"
    assert crop.rect is not None
    assert (crop.rect["x"], crop.rect["y"], crop.rect["width"]) == ("877.0", "377.0", "306.0")
    far = sample.FINDINGS[0].evidence[0].model_copy(update={"box": Box(x=0, y=4000, w=10, h=10)})
    report = sample.REPORT.model_copy(update={"findings": (sample.finding("late-fee", evidence=(far,)),)})
    assert not _page(report).select(".finding .crop")


def test_what_the_choices_cost() -> None:
    """The cheapest, the walk and the dearest, each with the charge that makes the difference."""
    table = _page(sample.REPORT).select_one('[aria-labelledby="j1o"][role=group]')
    assert table is not None
    rows = [[" ".join(cell.text.split()) for cell in row.find_all(["th", "td"])] for row in table.select("tbody tr")]
    assert rows == [
        ["without: Käuferschutz cheapest", "€53.50", "−€1.25", "Käuferschutz €1.25 goes away"],
        ["As walked", "€54.75", "", ""],
        ["payment: PayPal", "€54.75", "the same", "nothing changed"],
        ["delivery: Express 12,90 € dearest", "€62.75", "+€8.00", "Versand (Standard) €4.90 → €12.90"],
    ]


def test_harm() -> None:
    """Each criterion is met, not met or not known, with the money."""
    section = _page(sample.REPORT).select_one("section[aria-labelledby=j1d]")
    assert section is not None
    assert "The total asks €4.75 (9.7 % of the advertised price)" in " ".join(section.text.split())
    assert [one.text for one in section.select(".criteria b")] == ["met", "met", "met", "not met", "not met"]


def test_missing_picture() -> None:
    """A picture that cannot be had is said to be missing; without any source there is no such page."""

    def gone(path: str) -> bytes:
        raise FileNotFoundError(path)

    page = render(sample.REPORT, "html", pictures=gone, self_contained=True)
    assert page.count("No picture of this step.") == 8  # six steps, two experiments
    with pytest.raises(ValueError, match="pictures"):
        render(sample.REPORT, "html", self_contained=True)


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "a/../../b.png"])
def test_pictures_stay_in_the_output_folder(path: str) -> None:
    """A capture cannot make the page read files elsewhere."""
    asked: list[str] = []
    clip = sample.JOURNEY.steps[5].clips[0].model_copy(update={"file": path})
    step = sample.JOURNEY.steps[0].model_copy(update={"screenshot": path, "clips": (clip,)})
    probe = sample.PROBES[0].model_copy(update={"state": step})
    journey = sample.JOURNEY.model_copy(update={"steps": (step,), "ledger": None, "probes": (probe,)})
    report = sample.REPORT.model_copy(update={"journeys": (journey,)})

    def read(path: str) -> bytes:
        asked.append(path)
        return b""

    render(report, "html", pictures=read, self_contained=True)
    assert not asked
    assert "etc/passwd" not in render(report, "html")


def test_unverified_citation_and_rules() -> None:
    """A citation that nobody verified says so; rules that are missing are named, not passed."""
    page = _page(sample.REPORT)
    assert "(not verified)" in page.select(".law")[0].text
    assert "price-disclosure-illegible" in page.text
    assert page.text.count("Passed: 5 rules") == 1


def test_ids_and_links_agree() -> None:
    """Every inner link leads somewhere, and no id stands twice, in a report of several journeys."""
    page = _page(sample.BOTH)
    ids = [str(tag["id"]) for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {str(link["href"])[1:] for link in page.select('a[href^="#"]')} <= set(ids)


@pytest.mark.parametrize(
    ("amounts", "currency", "shown"),
    [(("12800", "880", "13680"), "JPY", "13,680 JPY"), (("4.500", "0.125", "4.625"), "KWD", "4.625 KWD")],
)
def test_minor_digits(amounts: tuple[str, str, str], currency: str, shown: str) -> None:
    """Yen have no minor digits, dinars three."""
    assert shown in _page(sample.in_currency(*amounts, currency)).text


def test_formats() -> None:
    """Every format that is named can be written, but the one that needs a browser; any other is a usage error."""
    for fmt in set(FORMATS) - {"pdf"}:
        assert render(sample.REPORT, fmt)
    with pytest.raises(UsageError, match="printed by the browser"):
        render(sample.REPORT, "pdf")
    with pytest.raises(UsageError) as caught:
        render(sample.REPORT, "docx")
    assert "html" in caught.value.hint


def test_no_text_is_forgotten() -> None:
    """Texts that no template cuts, such as the name of a user's own rule, are made safe as well."""
    report = sample.REPORT.model_copy(update={"findings": (sample.finding("mine\x1b[2J\u202e"),)})
    for fmt in ("html", "text"):
        assert "mine␛[2J" in render(report, fmt)
        assert not re.search("[\x1b\u202e]", render(report, fmt))


def test_what_an_honest_shop_adds_is_not_told_as_a_surprise() -> None:
    """Nothing beyond the offer and no failure: the first words say so; a failure takes them back."""
    harm = Harm(total=sample.eur("0.00"), percent=Decimal(0))
    journey = sample.JOURNEY.model_copy(update={"harm": harm})
    honest = sample.REPORT.model_copy(update={"journeys": (journey,), "findings": ()})
    assert wording.headline(honest) == "€5.75 comes on top of the advertised price, and nothing beyond the offer"
    failed = honest.model_copy(update={"findings": (sample.finding("drip-mandatory-fee"),)})
    assert wording.headline(failed) == "€5.75 more is charged than was advertised"


def test_a_criterion_of_harm_leads_to_the_charge_that_meets_it() -> None:
    page = _page(sample.REPORT)
    met = [(one.text.split(": ")[-1].strip(), one.a["href"]) for one in page.select(".criteria .met") if one.a]
    assert ("Servicepauschale", "#j1s5m1") in met
    assert ("Käuferschutz", "#j1s2m2") in met


def test_what_an_option_changes_leads_to_both_amounts() -> None:
    """As walked, on the walk's own picture; as changed, on the experiment's."""
    page = _page(sample.REPORT)
    row = next(one for one in page.select("[aria-labelledby=j1o] tbody tr") if "Express" in one.text)
    was, now = row.select("td:last-child a")
    assert (was.text, was["href"]) == ("€4.90", "#j1s4m2")
    assert now.text == "€12.90"
    assert str(now["href"]).startswith("#j1x2")


def test_quotes_that_are_not_shown_are_counted() -> None:
    seen = sample.finding("drip-mandatory-fee").evidence[0]
    found = sample.finding("drip-mandatory-fee", evidence=(seen,) * 8)
    page = render(sample.REPORT.model_copy(update={"findings": (found,)}), "html")
    assert "and 2 more quotes, in the JSON report" in page
