"""What the user masks: no ink of it in pictures, no word of it in the page's copy, and the page goes on as before."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from playwright.async_api import Browser

from feelint.testing.papershop import PaperShop, serve
from feelint.walker.access import Access
from feelint.walker.observer import Observed
from feelint.walker.session import Session
from feelint.walker.walk import WalkOptions
from tests.conftest import Run
from tests.walker.kit import head

pytestmark = pytest.mark.browser
SECRET = "Lovelace"
PAGE = """<!doctype html><title>Mine</title><style>body { margin: 0 } .who { display: inline-block; width: 90px; height: 30px;
color: red; white-space: nowrap; transition: all 5s } .who::after { content: "Lovelace" } td.who { width: 60px }</style>
<p class=who data-name=Lovelace style="color: lime !important">Ada <b style="color: yellow">Lovelace and a long tail</b></p>
<p>Total $45.00</p><input class=who value=Lovelace><img class=who alt=Lovelace width=20 height=20>
<table><tr><td class=who>Lovelace</td><td id=kept>kept</td></tr></table><a class=who href="/?Lovelace">Lovelace</a>
<x-name></x-name><iframe srcdoc="<p class=who>Lovelace</p>"></iframe><p class=who hidden>Lovelace</p>
<script>customElements.define("x-name", class extends HTMLElement { constructor() { super();
this.attachShadow({mode: "closed"}).innerHTML = "<p class=who>Lovelace</p>" } })</script>"""
INK = """async ([data, boxes]) => {
  const picture = new Image();
  picture.src = "data:image/jpeg;base64," + data;
  await picture.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  return boxes.map(([x, y, w, h]) => {
    const { data } = pen.getImageData(x, y, w, h);
    let most = 0;
    for (let i = 0; i < data.length; i++) if (i % 4 < 3) most = Math.max(most, data[i]);
    return most;
  });
}"""
BOXES = """() => [...document.querySelectorAll(".who:not([hidden])")].map((el) => {
  const box = el.getBoundingClientRect();
  return [Math.ceil(box.x) + 2, Math.ceil(box.y) + 2, Math.floor(box.width) - 4, Math.floor(box.height) - 4];
})"""


async def seen(browser: Browser, mask: tuple[str, ...]) -> tuple[Observed, list[int], str]:
    """The page's copy, the brightest point in each place of `.who`, and its title in the page itself."""
    shop = PaperShop()
    shop.route("/")(lambda _: PAGE)
    with serve(shop) as base:
        session = await Session.open(browser, base, WalkOptions("US", access=Access(mask=mask)), head())
        try:
            await session.goto(base)
            look = await session.look()
            picture = base64.b64encode(await look.picture).decode()
            boxes: Any = await session.page.evaluate(BOXES)
            brightest: list[int] = await session.page.evaluate(INK, [picture, boxes])
            return look.observed, brightest, await session.page.title()
        finally:
            await session.close()


def test_what_is_masked_is_black_and_silent(run: Run[Any], browser: Browser) -> None:
    observed, brightest, _ = run(seen(browser, (".who", "title")))
    assert len(brightest) == 5
    assert max(brightest) < 40
    assert SECRET not in observed.html
    assert SECRET not in str(observed.facts)
    assert "Total $45.00" in observed.html
    assert 'id="kept"' in observed.html
    assert observed.html.count("data-fl-masked") >= 7


def test_the_title_can_be_masked(run: Run[Any], browser: Browser) -> None:
    observed, _, own = run(seen(browser, ("title",)))
    assert own == "Mine"
    assert observed.title == ""
    assert "Mine" not in observed.html


def test_without_a_mask_all_of_it_is_there(run: Run[Any], browser: Browser) -> None:
    observed, brightest, _ = run(seen(browser, ()))
    assert min(brightest[:1]) > 200
    assert observed.html.count(SECRET) >= 7
    assert "data-fl-masked" not in observed.html
