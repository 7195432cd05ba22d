"""Pages beside the way are fetched once, by GET, in a context that has nothing to order."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from feelint.capture import open_capture
from feelint.model.scene import Box
from feelint.policy.judge import judge
from feelint.policy.marks import within
from feelint.testing.papershop import PaperShop, Request, Response, load_shop, redirect, serve
from feelint.walker import leaflets
from feelint.walker.walk import WalkOptions, walk
from tests.walks.harness import SHOPS

pytestmark = pytest.mark.browser
START = "/herbata/lipa-z-miodem"
EXTRA = """<a href="/cennik">Cennik</a><a href="/zwroty">Zwroty</a><a href="/dostawa-info">Dostawa</a>
<a href="/platnosci">Płatności</a><a href="/regulamin.pdf">Regulamin</a><a href="/stare-warunki">Warunki</a>"""


def tea_shop(scenario: str) -> PaperShop:
    shop = load_shop(SHOPS / "lipa").make(scenario)
    assert isinstance(shop, PaperShop)
    return shop


def walked(shop: PaperShop, out: Path, most: int = 6) -> list[str]:
    """The links of the pages that were kept of a walk through the shop."""

    async def run(base: str) -> None:
        await walk(f"{base}{START}", WalkOptions(ship_to="PL", leaflets=most), out=out)

    with serve(shop) as base:
        asyncio.run(run(base))
    capture = open_capture(out)
    capture.verify()
    assert capture.record.outcome == "reached"
    assert shop.orders == 0
    return [page.link for page in capture.record.leaflets]


def shop_with_pages(patch: pytest.MonkeyPatch) -> PaperShop:
    """The tea shop with more links in its foot: to a page that posts, one elsewhere, one that is slow, one too large."""
    shop = tea_shop("honest")
    answer = shop._answer

    def more(request: Request) -> Response:
        found = answer(request)
        if isinstance(found.body, str):
            found.body = found.body.replace('<div class="dol">', f'<div class="dol">{EXTRA}')
        return found

    patch.setattr(shop, "_answer", more)

    @shop.route("/cennik")
    def posts(_: Request) -> str:
        return "<html lang=pl><h1>Cennik</h1><script>fetch('/licznik', {method: 'POST'})</script>"

    @shop.route("/licznik", "POST")
    def counter(_: Request) -> str:
        shop.ordered()
        return ""

    @shop.route("/zwroty")
    def elsewhere(_: Request) -> Response:
        return redirect("http://127.0.0.1:9/zwroty")

    @shop.route("/dostawa-info")
    def large(_: Request) -> str:
        return f"<html lang=pl><h1>Dostawa</h1><p>{'x' * leaflets.LARGEST}</p>"

    @shop.route("/platnosci")
    def sends_on(_: Request) -> Response:
        return redirect("/zamowienie/potwierdz")

    return shop


def test_a_page_is_fetched_once_and_no_step(tmp_path: Path) -> None:
    shop = tea_shop("fee-in-terms")
    assert walked(shop, tmp_path / "capture") == ["Regulamin"]
    assert shop.requests.count("GET /regulamin") == 1
    assert "GET /zamowienie/potwierdz" not in shop.requests
    record = open_capture(tmp_path / "capture").record
    assert all("/regulamin" not in step.url for step in record.steps)
    assert (record.leaflets[0].step, record.leaflets[0].depth) == (0, 1)


def test_a_sentence_below_the_screen_has_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the full width of the page, a few rows high; the report finds the sentence on it."""
    shop = tea_shop("fee-in-terms")
    answer = shop._answer

    def longer(request: Request) -> Response:
        found = answer(request)
        if request.path == "/regulamin" and isinstance(found.body, str):
            found.body = found.body.replace("</h1>", '</h1><div style="height:3000px"></div>', 1)
        return found

    monkeypatch.setattr(shop, "_answer", longer)
    assert walked(shop, tmp_path / "capture") == ["Regulamin"]
    capture = open_capture(tmp_path / "capture")
    (clip,) = capture.record.leaflets[0].snapshot.clips
    assert (clip.x, clip.w) == (0, 1280)
    assert clip.y > 3000
    assert 24 < clip.h < 200
    assert capture.read(clip.file).startswith(b"\xff\xd8")
    report = judge([capture])
    (page,) = report.journeys[0].leaflets
    assert page.clips == (clip,)
    quoted = [seen for one in report.findings for seen in one.evidence if seen.leaflet]
    assert quoted
    for seen in quoted:
        assert seen.box is not None
        assert within(seen.box, Box(x=clip.x, y=clip.y, w=clip.w, h=clip.h))


def test_a_page_that_orders_for_who_has_a_basket_finds_none(tmp_path: Path) -> None:
    shop = tea_shop("regulations-order")
    assert walked(shop, tmp_path / "capture") == ["Regulamin"]


def test_none_is_fetched_where_none_is_wanted(tmp_path: Path) -> None:
    shop = tea_shop("honest")
    assert walked(shop, tmp_path / "capture", most=0) == []
    assert "GET /regulamin" not in shop.requests


def test_what_is_large_or_elsewhere_or_missing_or_acts_is_not_kept_and_nothing_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = shop_with_pages(monkeypatch)
    assert sorted(walked(shop, tmp_path / "capture")) == ["Cennik", "Regulamin"]
    assert "POST /licznik" not in shop.requests
    assert "GET /zamowienie/potwierdz" not in shop.requests
    refused = [one for one in open_capture(tmp_path / "capture").record.refusals if "/licznik" in one.what]
    assert [one.fatal for one in refused] == [False]
    asked = Counter(line for line in shop.requests if line.startswith("GET /"))
    assert asked["GET /cennik"] == asked["GET /zwroty"] == asked["GET /stare-warunki"] == 1
    assert asked["GET /regulamin.pdf"] == 0
