"""The page in a real browser: axe-core finds nothing, nothing is fetched, nothing runs, nothing sticks out."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from feelint.model.report import Report
from feelint.reporters import render
from tests.conftest import Run
from tests.reporters import sample, test_passages, test_unfinished

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
REPORTS = {
    "report": sample.REPORT,
    "both": sample.BOTH,
    "lost": sample.LOST,
    "hostile": sample.hostile(),
    "unfinished": test_unfinished.ALONE,
    "passages": test_passages.report(test_passages.QUOTED, test_passages.SOURCE),
}
SCREENS = [("light", 1200), ("dark", 360)]


async def _look(browser: Browser, file: Path, scheme: Any, width: int) -> dict[str, Any]:
    context = await browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True, offline=True
    )
    asked: list[str] = []
    said: list[str] = []
    try:
        page = await context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda line: said.append(line.text))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        await page.goto(file.as_uri())
        wide = await page.evaluate("document.documentElement.scrollWidth")
        await page.evaluate(AXE)
        found = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    finally:
        await context.close()
    broken = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]
    return {"broken": broken, "passed": len(found["passes"]), "asked": asked, "said": said, "wide": wide}


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), SCREENS)
@pytest.mark.parametrize("name", REPORTS)
def test_accessible(
    name: str, scheme: str, width: int, browser: Browser, run: Run[dict[str, Any]], tmp_path: Path
) -> None:
    """No violation of any of axe-core's rules, in light and dark, wide and narrow; the page itself is all it asks for."""
    file = tmp_path / "report.html"
    file.write_text(_written(REPORTS[name]), encoding="utf-8")
    seen = run(_look(browser, file, scheme, width))
    assert seen["broken"] == []
    assert seen["passed"] > 20
    assert seen["asked"] == [file.as_uri()]
    assert seen["said"] == []
    assert seen["wide"] <= width


async def _by_keyboard(browser: Browser, file: Path) -> dict[str, Any]:
    """Tab, Enter: past the head, and from the first figure to its mark, whose part of the picture comes up."""
    context = await browser.new_context(viewport={"width": 1200, "height": 900}, offline=True)
    try:
        page = await context.new_page()
        await page.goto(file.as_uri())
        await page.keyboard.press("Tab")
        first = await page.evaluate("document.activeElement.className")
        told: list[str] = []
        while "read" not in told[-1:] and len(told) < 20:
            await page.keyboard.press("Tab")
            told.append(await page.evaluate("document.activeElement.className"))
        outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        await page.keyboard.press("Enter")
        target = page.locator(":target")
        wide = await page.locator(".step:has(:target)").evaluate("one => one.getBoundingClientRect().width")
        usual = await page.locator(".step:not(:has(:target))").first.evaluate(
            "one => one.getBoundingClientRect().width"
        )
        crop = await target.locator(".crop").is_visible()
        await page.keyboard.press("Tab")
        goes_on = await page.evaluate(
            "document.querySelector(':target').closest('.strip').contains(document.activeElement)"
        )
        steps = await page.locator(".zoom a:not(.back)").count()
        return {
            "first": first,
            "outline": outline,
            "crop": crop,
            "grown": wide > 2 * usual,
            "goes_on": goes_on,
            "n": steps,
        }
    finally:
        await context.close()


@pytest.mark.browser
def test_keyboard(browser: Browser, run: Run[dict[str, Any]], tmp_path: Path) -> None:
    """All of it without a mouse and without script; where one is can be seen; the step that is meant is enlarged."""
    file = tmp_path / "report.html"
    file.write_text(_written(sample.REPORT), encoding="utf-8")
    seen = run(_by_keyboard(browser, file))
    assert seen == {"first": "skip", "outline": "solid", "crop": True, "grown": True, "goes_on": True, "n": 8}


def _written(report: Report) -> str:
    return render(report, "html", pictures=sample.picture, self_contained=True)
