"""From every figure to the picture it was read off, from there to the finding, and from that to the law."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.async_api import Browser, Page

from feelint.capture import open_capture
from feelint.model.report import Report
from feelint.model.words import Stage
from feelint.policy.judge import JudgeOptions, judge
from feelint.reporters import audit, render
from feelint.testing.demo.shop import make
from feelint.testing.papershop import serve
from feelint.verbs import check, pictures_of
from tests.conftest import Run
from tests.policy.paper_captures import BASKET, DRIP, PRODUCT, capture, review, with_probe
from tests.reporters import sample

DERIVED = ("#j1w", "#j1f")
"""Where figures lead that are made of others: the difference to its bars, money at stake to its findings."""


def digits(text: str) -> str:
    return "".join(re.findall(r"\d", text))


def _page(report: Report, **options: Any) -> BeautifulSoup:
    return BeautifulSoup(render(report, "html", **options), "lxml")


def _target(page: BeautifulSoup, link: Tag) -> Tag:
    found = page.find(id=str(link["href"])[1:])
    assert isinstance(found, Tag), link
    return found


@pytest.mark.parametrize("report", [sample.REPORT, sample.BOTH, sample.LOST])
def test_every_figure_leads_somewhere(report: Report) -> None:
    """No amount of the tables, bars and heads stands there without where it was read."""
    page = _page(report)
    places = ".figures dd:not(.small), .overview td.num, .bars .amount, .ledger td, [aria-labelledby$=o] td.num"
    places += ", .step .total, [aria-labelledby$=d] > p b, [aria-labelledby$=o] > p b"
    amounts = [one for one in page.select(places) if re.fullmatch(r"[−+]?€\d+\.\d\d", one.get_text(strip=True))]
    assert len(amounts) >= 10
    for one in amounts:
        if one.a is not None:
            _target(page, one.a)
        else:
            row = one.find_parent("tr")
            assert row is not None
            assert (
                re.match("[−+]", one.text) or "PayPal" in row.text
            )  # made of two others; an experiment without a picture


def test_a_figure_leads_to_the_mark_that_shows_it() -> None:
    """The same digits, in the words of the shop."""
    page = _page(sample.REPORT)
    seen = set()
    for link in page.select("a.read"):
        target = _target(page, link)
        if target.name == "li":
            seen.add(link.text)
            assert digits(link.text) in digits(target.bdi.text if target.bdi else ""), link
    assert {"€49.00", "€54.75", "−€3.90", "+€1.25", "+€4.90", "+€3.50", "€5.90", "€8.74", "€62.75", "announced"} <= seen


def test_a_mark_has_its_part_of_the_picture_and_its_findings() -> None:
    """Also where the screen did not show it: the capture has a picture of that part of the page."""
    page = _page(sample.REPORT)
    fee = next(one for one in page.select(".keys li") if "Servicepauschale" in one.text)
    assert fee.svg is not None
    assert fee.svg.use is not None
    assert fee.svg.use["href"] == "#j1i5"
    assert [link["href"] for link in fee.select("a")] == ["#j1f1", "#j1f3", "#j1f4"]
    tax = next(one for one in page.select(".keys li") if "MwSt." in one.text)
    assert tax.svg is not None
    assert tax.svg.use is not None
    assert tax.svg.use["href"] == "#j1i6c0"
    assert "outside the picture" not in page.text
    drawn = next(one for one in page.select(".shot") if one.find(id="j1i6c0"))
    mark = drawn.select_one(".mark")
    assert mark is not None
    assert mark["style"] == "left:68.75%;top:33.33%;width:23.44%;height:17.33%"


def test_a_bar_names_the_findings_on_it() -> None:
    """And each finding its law, with the address of the provision."""
    page = _page(sample.REPORT)
    fee = next(one for one in page.select(".bars > li") if "Servicepauschale" in one.text)
    names = {link.text: _target(page, link) for link in fee.select(".facts a") if "step" not in link.text}
    assert "drip-mandatory-fee" in names
    law = names["drip-mandatory-fee"].select_one(".law")
    assert law is not None
    assert "PAngV § 3(1)" in law.text
    assert law.a is not None
    assert str(law.a["href"]).startswith("https://")


def test_an_experiment_shows_where_its_total_was_read() -> None:
    """The total of each option leads to the last page of the experiment; one without a picture leads nowhere."""
    page = _page(sample.REPORT)
    rows = {str(row.th.text).strip(): row.td for row in page.select("[aria-labelledby=j1o] tbody tr") if row.th}
    dear = next(cell for name, cell in rows.items() if "Express" in name)
    assert dear is not None
    assert dear.a is not None
    assert _target(page, dear.a).find_parent(id="j1x2") is not None
    other = next(cell for name, cell in rows.items() if "PayPal" in name)
    assert other is not None
    assert other.a is None


def test_the_trail_of_the_pdf() -> None:
    """The same links, within the document."""
    page = BeautifulSoup(audit.render(sample.REPORT, pictures=sample.picture), "lxml")
    for link in page.select("a.read"):
        _target(page, link)
    assert page.select("#j1s5m1")


def test_a_judged_walk_marks_its_figures(tmp_path: Path) -> None:
    """Price, rows and total where they stood; the announcement of a charge; where an experiment ended."""
    announced = PRODUCT.replace("$89.00</p>", "$89.00</p><p>plus $9.95 service fee</p>")
    report = judge([capture(tmp_path / "a", (announced, BASKET, DRIP))])
    marks = [[(one.kind, one.figure) for one in step.marks] for step in report.journeys[0].steps]
    assert marks[0][:2] == [("advertised", "advertised"), ("announced", "charges.0")]
    assert "service fee" in report.journeys[0].steps[0].marks[1].text
    assert marks[1][:2] == [("charge", "items.0"), ("total", "total")]
    assert marks[2][:3] == [("charge", "items.0"), ("charge", "charges.0"), ("total", "total")]
    cheaper = review(total="$89.00")
    state = judge([with_probe(tmp_path / "b", cheaper)]).journeys[0].probes[0].state
    assert state is not None
    assert [(one.kind, one.figure) for one in state.marks] == [("charge", "items.0"), ("total", "total")]
    assert state.stage is Stage.REVIEW
    assert state.viewport == (1280, 900)


def test_reports_from_before_have_no_figures_and_can_be_read() -> None:
    """Price and total are known by their kind."""
    steps = tuple(
        step.model_copy(update={"marks": tuple(one.model_copy(update={"figure": ""}) for one in step.marks)})
        for step in sample.JOURNEY.steps
    )
    journey = sample.JOURNEY.model_copy(update={"steps": steps})
    page = _page(sample.REPORT.model_copy(update={"journeys": (journey,)}))
    assert [link["href"] for link in page.select(".figures a")][:2] == ["#j1s1m1", "#j1s6m1"]


PIXEL = """async li => {
  const svg = li.querySelector('.crop'), rect = svg.querySelector('rect');
  const image = document.querySelector(svg.querySelector('use').getAttribute('href'));
  const loaded = new Image();
  loaded.src = image.getAttribute('href');
  await loaded.decode();
  const scale = loaded.naturalWidth / image.width.baseVal.value;
  const middle = name => (rect[name].baseVal.value + rect[name === 'x' ? 'width' : 'height'].baseVal.value / 2) * scale;
  const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1});
  const paper = canvas.getContext('2d');
  paper.drawImage(loaded, -Math.floor(middle('x')), -Math.floor(middle('y')));
  const box = svg.getBoundingClientRect();
  return {colour: [...paper.getImageData(0, 0, 1, 1).data].slice(0, 3), wide: box.width, high: box.height};
}"""


async def _click_through(browser: Browser, file: Path) -> list[dict[str, Any]]:
    """Clicks every figure that leads to a mark: what it says, what the mark says, and its pixel; then mark and law."""
    context = await browser.new_context(viewport={"width": 1200, "height": 900}, bypass_csp=True, offline=True)
    try:
        page = await context.new_page()
        await page.goto(file.as_uri())
        found = []
        for link in await page.locator("a.read").all():
            await link.click()
            target = page.locator(":target")
            row: dict[str, Any] = {
                "figure": await link.inner_text(),
                "to": await link.get_attribute("href"),
                "is": await target.evaluate("one => one.localName"),
            }
            if row["is"] == "li":
                row["said"] = await target.locator("bdi").first.inner_text()
                row["kind"] = await target.locator(".dot").inner_text()
                row |= await target.evaluate(PIXEL)
                row["seen"] = await target.locator(".crop").is_visible()
                row["law"] = await _law(page)
            found.append(row)
        return found
    finally:
        await context.close()


async def _law(page: Page) -> list[str]:
    """From the mark that was reached on to its first finding, and the addresses of the laws there."""
    on = page.locator(":target > a")
    if not await on.count():
        return []
    await on.first.click()
    assert await page.locator(":target").evaluate("one => one.matches('.finding')")
    return [str(await one.get_attribute("href")) for one in await page.locator(":target .law a").all()]


@pytest.mark.browser
def test_clicked_from_every_figure_to_its_pixel_and_its_law(browser: Browser, run: Run[Any], tmp_path: Path) -> None:
    """The part of the picture comes up, and in the middle of its box is the colour in which the sample draws amounts."""
    file = tmp_path / "report.html"
    file.write_text(render(sample.REPORT, "html", pictures=sample.picture, self_contained=True), encoding="utf-8")
    rows = [row for row in run(_click_through(browser, file)) if row["is"] == "li"]
    assert len(rows) >= 15
    inks = {"advertised": [0x22, 0x2B, 0x25], "total": [0x22, 0x2B, 0x25]}
    for row in rows:
        assert row["seen"], row
        assert row["wide"] > 100, row
        assert row["colour"] == inks.get(row["kind"], [0x8A, 0x86, 0x78]), row
    fee = next(row for row in rows if row["figure"] == "+€3.50")
    assert any("gesetze-im-internet.de" in address or address.startswith("https://") for address in fee["law"])


@pytest.mark.browser
def test_a_walked_shop_can_be_followed_from_every_figure(browser: Browser, run: Run[Any], tmp_path: Path) -> None:
    """The demo shop, walked for real: the words at the end of every trail hold the very amount, on a picture."""
    shop = make("drip")
    with serve(shop) as address:
        done = check(f"{address}/products/harbor-table-lamp", ship_to="US-CA", out=tmp_path / "run", sandbox=False)
    assert shop.orders == 0
    captures = [open_capture(tmp_path / "run" / one.capture) for one in done.report.journeys]
    again = judge(captures, JudgeOptions(base=tmp_path / "run"))
    page = render(again, "html", pictures=pictures_of(again, captures), self_contained=True)
    (tmp_path / "one.html").write_text(page, encoding="utf-8")
    rows = run(_click_through(browser, tmp_path / "one.html"))
    assert len(rows) >= 25
    for row in rows:
        if not row["to"].startswith(DERIVED) and row["figure"] != "announced":
            assert row["is"] == "li", row
            assert Decimal(digits(row["figure"])) == Decimal(digits(row["said"].rpartition(" ")[2])), row
            assert row["seen"], row
    assert any(row.get("law") for row in rows)
