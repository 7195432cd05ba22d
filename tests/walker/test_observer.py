"""Fidelity of the observer: many ways to show or hide a price, and what it says of each."""

from __future__ import annotations

import json
from typing import Any, cast

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.async_api import Browser
from playwright.sync_api import sync_playwright

from feelint.extract import read_scene
from feelint.extract.dom import Facts
from feelint.testing.papershop import PaperShop, Response, serve
from feelint.walker.browser import find_browser, new_context
from feelint.walker.observer import FRAME_STRIDE, Observed, frames_of, locate, observe, observe_sync
from tests.conftest import Run

VISIBLE, STRUCK, FOLD, OCCLUDED, INVIEW, FIXED, POINTER, CLEAR, CLIPPED, NOPOINTER = (1 << bit for bit in range(10))
NOTHING = -1

pytestmark = pytest.mark.browser

# Each case: markup with one "7,77" in it; bits that must be set; bits that must not be. NOTHING: not rendered at all.
CASES = {
    "plain": ("<p>7,77</p>", VISIBLE | FOLD | INVIEW, STRUCK | OCCLUDED | CLIPPED | CLEAR),
    "one pixel text": ("<p style='font-size:1px;line-height:4px'>7,77</p>", VISIBLE, CLIPPED),
    "struck": ("<p><s>7,77</s></p>", VISIBLE | STRUCK, 0),
    "struck by the parent": ("<del><b>7,77</b></del>", VISIBLE | STRUCK, 0),
    "inline block in struck text is not struck": (
        "<del>x <b style='display:inline-block'>7,77</b></del>", VISIBLE, STRUCK),
    "struck by a drawn line": (
        "<style>.o{position:relative}.o::after{content:'';position:absolute;left:0;right:0;top:50%;border-top:1px solid}"
        "</style><span class=o>7,77</span>", VISIBLE | STRUCK, 0),
    "screen reader only, clip": (
        "<span style='position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)'>7,77</span>",
        CLIPPED, VISIBLE),
    "screen reader only, clip-path": (
        "<span style='position:absolute;clip-path:inset(50%)'>7,77</span>", CLIPPED, VISIBLE),
    "child of screen reader only": (
        "<span style='position:absolute;width:1px;height:1px;overflow:hidden'><b>7,77</b></span>", CLIPPED, VISIBLE),
    "off to the left": ("<p style='position:absolute;left:-9999px'>7,77</p>", CLIPPED, VISIBLE),
    "text indented away": ("<p style='text-indent:-9999px'>7,77</p>", CLIPPED, VISIBLE),
    "closed accordion": ("<div style='height:0;overflow:hidden'><p>7,77</p></div>", 0, VISIBLE),
    "scrolled away in a box is still there": (
        "<div style='height:30px;overflow:auto'><p style='margin-top:200px'>7,77</p></div>", VISIBLE, INVIEW),
    "opacity 0": ("<div style='opacity:0'><p>7,77</p></div>", CLEAR, VISIBLE),
    "visibility hidden": ("<div style='visibility:hidden'><p>7,77</p></div>", 0, VISIBLE),
    "visible again in a hidden box": (
        "<div style='visibility:hidden'><p style='visibility:visible'>7,77</p></div>", VISIBLE, 0),
    "scaled to nothing": ("<p style='transform:scale(0.001)'>7,77</p>", 0, VISIBLE),
    "display none": ("<div style='display:none'><p>7,77</p></div>", NOTHING, 0),
    "closed details": ("<details><summary>More</summary><p>7,77</p></details>", NOTHING, 0),
    "open details": ("<details open><summary>More</summary><p>7,77</p></details>", VISIBLE, 0),
    "closed dialog": ("<dialog><p>7,77</p></dialog>", NOTHING, 0),
    "below the fold": ("<p style='margin-top:3000px'>7,77</p>", VISIBLE, FOLD | INVIEW),
    "covered": (
        "<div style='position:relative'><p>7,77</p><div style='position:absolute;inset:0;background:#fff'></div></div>",
        VISIBLE | OCCLUDED, CLIPPED),
    "under a glass that takes no clicks": (
        "<div style='position:relative'><p>7,77</p><div style='position:absolute;inset:0;pointer-events:none'></div>"
        "</div>", VISIBLE, OCCLUDED),
    "sticky": ("<div style='position:sticky;top:0'><p>7,77</p></div>", VISIBLE | FIXED, 0),
    "a drawer outside the viewport": (
        "<div style='position:fixed;right:-400px;top:0;width:300px'><p>7,77</p></div>", CLIPPED | FIXED, VISIBLE | FOLD),
    "pointer": ("<p style='cursor:pointer'>7,77</p>", VISIBLE | POINTER, 0),
    "pseudo text": ("<style>.q::before{content:'7,77'}</style><p class=q></p>", VISIBLE, 0),
    "pseudo text from an attribute": (
        "<style>.q::before{content:attr(data-p)}</style><p class=q data-p='7,77'></p>", VISIBLE, 0),
    "pseudo text of a nested rule": ("<style>.q{&::before{content:'7,77'}}</style><p class=q></p>", VISIBLE, 0),
    "pseudo text of a rule within rules": (
        "<style>@layer a{@media screen{main{.q{:hover,&::after{color:red;@supports(color:red){content:'7,77'}}}}}}</style>"
        "<main><p class=q></p></main>", VISIBLE, 0),
    "pseudo text of any child": ("<style>main > ::before{content:'7,77'}</style><main><p></p></main>", VISIBLE, 0),
    "pseudo text, name with a colon": (
        "<style>.before\\:q:before{content:'7,77'}</style><p class='before:q'></p>", VISIBLE, 0),
    "pseudo text within a scope": (
        "<style>@scope(.q){:scope::before{content:'7,77'}}</style><p class=q></p>", VISIBLE, 0),
    "pseudo text of a host": (
        "<x-h></x-h><script>document.querySelector('x-h').attachShadow({mode:'open'}).innerHTML="
        "'<style>:host::before{content:\"7,77\"}</style><slot></slot>'</script>", VISIBLE, 0),
    "pseudo text inside a host": (
        "<x-i></x-i><script>document.querySelector('x-i').attachShadow({mode:'open'}).innerHTML="
        "'<style>p::before{content:\"7,77\"}</style><p></p>'</script>", VISIBLE, 0),
    "pseudo text of an adopted sheet": (
        "<p></p><script>const s = new CSSStyleSheet(); s.replaceSync('p::before{content:\"7,77\"}');"
        "document.adoptedStyleSheets = [s]</script>", VISIBLE, 0),
    "pseudo text in a frame": (
        "<iframe srcdoc='<style>p::before{content:&quot;7,77&quot;}</style><p></p>'></iframe>", VISIBLE, 0),
    "skipped": ("<div style='content-visibility:hidden'><p>7,77</p></div>", 0, VISIBLE),
    "open shadow root": (
        "<x-o></x-o><script>document.querySelector('x-o').attachShadow({mode:'open'}).innerHTML='<p>7,77</p>'</script>",
        VISIBLE, OCCLUDED),
    "closed shadow root": (
        "<x-c></x-c><script>document.querySelector('x-c').attachShadow({mode:'closed'}).innerHTML='<p>7,77</p>'</script>",
        VISIBLE, OCCLUDED),
    "slotted": (
        "<x-s><p>7,77</p></x-s><script>document.querySelector('x-s').attachShadow({mode:'open'}).innerHTML="
        "'<div><slot></slot></div>'</script>", VISIBLE, OCCLUDED),
    "frame": ("<iframe srcdoc='<p>7,77</p>'></iframe>", VISIBLE | FOLD, OCCLUDED),
    "float collapse": ("<div style='height:0'><span>7,77</span></div>", VISIBLE, 0),
    "contents": ("<div style='display:contents'>7,77</div>", VISIBLE, 0),
}  # fmt: skip


async def _observed(browser: Browser, html: str) -> Observed:
    shop = PaperShop()
    shop.route("/")(lambda _: f"<!doctype html><html lang=de><title>T</title><body>{html}</body></html>")
    with serve(shop) as base:
        return await _at(browser, base)


async def _at(browser: Browser, url: str) -> Observed:
    context = await new_context(browser)
    try:
        page = await context.new_page()
        await page.goto(url)
        return await observe(page)
    finally:
        await context.close()


def _bearer(observed: Observed, text: str = "7,77") -> Tag:
    """The innermost element whose text holds the price, with a number of its own."""
    soup = BeautifulSoup(observed.html, "lxml")
    found = [el for el in soup.select("[data-fl]") if text in el.get_text() and el.name != "select"]
    assert found, observed.html
    return found[-1]


def _facts(observed: Observed, element: Tag) -> list[Any]:
    return list(observed.facts["nodes"][str(element["data-fl"])])


@pytest.mark.parametrize("case", CASES)
def test_flags_tell_what_the_eye_sees(case: str, browser: Browser, run: Run[Observed]) -> None:
    html, needs, excludes = CASES[case]
    observed = run(_observed(browser, html))
    element = _bearer(observed)
    flags = _facts(observed, element)[0]
    if needs == NOTHING:
        assert flags == 0
        assert element.find_parent(attrs={"data-fl-hidden": True}) or element.has_attr("data-fl-hidden")
    else:
        assert flags & needs == needs, f"{flags:b}"
        assert not flags & excludes, f"{flags:b}"


def test_another_origins_frame_lies_where_it_is_seen(browser: Browser, run: Run[Observed]) -> None:
    inner, outer = PaperShop(), PaperShop()
    inner.route("/pay")(lambda _: "<!doctype html><body style='margin:0'><p style='margin:5px'>7,77</p>")
    with serve(inner) as far:
        outer.route("/")(
            lambda _: f"<body style='margin:0'><div style='height:100px'></div><iframe src='{far}/pay'></iframe>"
        )
        with serve(outer) as base:
            observed = run(_at(browser, base))
    element = _bearer(observed)
    assert int(str(element["data-fl"])) >= FRAME_STRIDE
    flags, x, y, *_ = _facts(observed, element)
    assert flags & (VISIBLE | FOLD | INVIEW) == VISIBLE | FOLD | INVIEW
    assert (x, y) == (7, 107)  # a frame has a border of 2
    assert element.find_parent("fl-frame")


def test_pseudo_text_of_a_sheet_that_cannot_be_read(browser: Browser, run: Run[Observed]) -> None:
    sheets, shop = PaperShop(), PaperShop()
    sheets.route("/s.css")(lambda _: Response("p::before{content:'7,77'}", content_type="text/css"))
    with serve(sheets) as far:
        shop.route("/")(lambda _: f"<link rel=stylesheet href='{far}/s.css'><p></p>")
        with serve(shop) as base:
            observed = run(_at(browser, base))
    assert _facts(observed, _bearer(observed))[0] & VISIBLE


def test_pseudo_text_of_a_rule_that_comes_later(browser: Browser, run: Run[None]) -> None:
    async def test() -> None:
        context = await new_context(browser)
        page = await context.new_page()
        await page.set_content("<style>p{color:red}</style><p></p>")
        assert "7,77" not in (await observe(page)).html
        await page.evaluate("document.styleSheets[0].insertRule('p::after{content:\"7,77\"}')")
        assert "<fl-pseudo>7,77</fl-pseudo>" in (await observe(page)).html
        await context.close()

    run(test())


def test_a_control_says_the_same_when_it_is_pressed(browser: Browser, run: Run[None]) -> None:
    """The observer takes a shorter way to a control's words than the hand that is about to press it."""
    html = (
        "<style>.i::before{content:'\\e001'}.t::after{content:' 7,77'}.e::before{content:''}"
        "input::before{content:'x'}</style><button class=i>one</button><a href=/ class=t>two</a>"
        "<button class=e><b>three</b></button><input type=checkbox><input type=submit><button>four</button>"
    )
    check = (
        "() => { const s = window[Symbol.for('feelint')];"
        "return [...s.prints].map(([id, told]) => told === s.print(s.element(id))) }"
    )

    async def test() -> None:
        context = await new_context(browser)
        page = await context.new_page()
        await page.set_content(html)
        await observe(page)
        assert await page.evaluate(check) == [True] * 6
        await context.close()

    run(test())


def test_numbers_stay_with_their_elements(browser: Browser, run: Run[None]) -> None:
    async def test() -> None:
        context = await new_context(browser)
        page = await context.new_page()
        await page.set_content("<p id=a>one</p><p id=b>two</p>")
        first = await observe(page)
        await page.evaluate(
            "document.body.prepend(document.createElement('h1')); document.querySelector('h1').textContent='new'"
        )
        second = await observe(page)
        numbers = [
            {el["id"]: el["data-fl"] for el in BeautifulSoup(seen.html, "lxml").find_all("p")}
            for seen in (first, second)
        ]
        assert numbers[0] == numbers[1]
        frame, local = locate(page, int(str(numbers[1]["b"])))
        assert frame is page.main_frame is frames_of(page)[0]
        assert await frame.evaluate("id => window[Symbol.for('feelint')].element(id).id", local) == "b"
        assert await page.evaluate("document.documentElement.outerHTML.includes('data-fl')") is False
        await context.close()

    run(test())


def test_what_may_not_be_kept_is_left_out(browser: Browser, run: Run[Observed]) -> None:
    html = (
        "<meta name=csrf-token content=s3cret><form><input type=hidden name=t value=s3cret><input type=hidden name=n value=12>"
        "<input type=password value=s3cret><input name=q value=kept data-session-token=s3cret></form><!-- s3cret -->"
        "<script>var a='s3cret'</script><script type='application/ld+json'>{\"price\": \"7.77\"}</script>"
        '<style>.s3cret{}</style><script type=\'application/json\'>{"a": "s3cret"}</script>'
    )
    observed = run(_observed(browser, html))
    assert "s3cret" not in observed.html + json.dumps(observed.facts)
    assert 'value="12"' in observed.html
    assert 'value="kept"' in observed.html
    assert '{"price": "7.77"}' in observed.html


def test_live_state_of_fields(browser: Browser, run: Run[Observed]) -> None:
    html = (
        "<form><label><input type=radio name=r value=1 checked>A</label><label><input type=radio name=r value=2>B</label>"
        "<input name=m required><select name=s><option value=x selected>X<option value=y>Y</select>"
        "<fieldset disabled><input name=d value=1></fieldset></form>"
        "<script>document.querySelectorAll('input')[1].checked = true; document.querySelector('select').value = 'y'</script>"
    )
    observed = run(_observed(browser, html))
    soup = BeautifulSoup(observed.html, "lxml")

    def state(selector: str) -> dict[str, Any]:
        return dict(observed.facts["state"][str(soup.select_one(selector)["data-fl"])])  # type: ignore[index]

    assert state("input[value='1']")["checked"] is False
    assert state("input[value='1']")["dchecked"] is True
    assert state("input[value='2']")["checked"] is True
    assert state("[name=m]")["valid"]
    assert state("[name=s]")["value"] == "y"
    assert state("[name=d]")["disabled"] is True
    assert [option["value"] for option in soup.select("option[selected]")] == ["y"]
    assert [option["value"] for option in soup.select("option[data-fl-default]")] == ["x"]


PLAN = """<svg width=400 height=300 viewBox="0 0 400 300"><g transform="translate(10 10)">
<g role=button tabindex=0 aria-pressed=false id=a><title>Seat 1</title><circle cx=30 cy=30 r=13 /><text x=30 y=30>1</text></g>
<g style="cursor:pointer"><title>Seat 2</title><circle cx=90 cy=30 r=13 /></g>
<g><circle cx=150 cy=30 r=13 /><text x=150 y=30>3</text></g></g></svg>
<svg width=20 height=20 viewBox="0 0 20 20"><g role=button><circle cx=10 cy=10 r=9 /></g></svg>"""


def test_the_browsers_own_message_is_read_once_the_form_was_sent(browser: Browser, run: Run[None]) -> None:
    """A bubble is no part of the page; before anybody sent the form, an empty field is no mistake."""
    form = "<form><label>E-mail <input type=email required value=ada></label><label>Town <input required></label><button>Go</button></form>"

    async def test() -> None:
        context = await new_context(browser)
        page = await context.new_page()
        await page.set_content(form)
        before = await observe(page)
        await page.get_by_role("button").click()
        after = await observe(page)
        await context.close()
        said = [[c.invalid for c in read_scene(o.html, facts=cast("Facts", o.facts)).controls] for o in (before, after)]
        assert said[0] == ["", "", ""]
        assert [bool(message) for message in said[1]] == [True, True, False]
        assert "@" in said[1][0]

    run(test())


def test_what_can_be_pressed_in_a_plan_is_seen(browser: Browser, run: Run[Observed]) -> None:
    """The parts of a large picture, by their titles; its other shapes and small pictures are only drawn."""
    seen = run(_observed(browser, PLAN))
    found = BeautifulSoup(seen.html, "lxml").find_all("fl-part")
    assert [(part["aria-label"], part.get("aria-pressed"), part.get("role")) for part in found] == [
        ("Seat 1", "false", "button"),
        ("Seat 2", None, None),
    ]
    for part in found:
        assert seen.facts["nodes"][str(part["data-fl"])][0] & VISIBLE


def test_contrast_over_colours_and_pictures(browser: Browser, run: Run[Observed]) -> None:
    html = (
        "<p style='color:#777'>aaa</p><div style='background:#000'><p style='color:#fff'>bbb</p></div>"
        "<div style='background:linear-gradient(red,blue)'><p>ccc</p></div><p style='color:rgba(0,0,0,.5)'>ddd</p>"
    )
    observed = run(_observed(browser, html))
    contrasts = [_facts(observed, _bearer(observed, text))[7] for text in ("aaa", "bbb", "ccc", "ddd")]
    assert contrasts == [pytest.approx(4.48, abs=0.01), 21, None, pytest.approx(3.95, abs=0.05)]


def test_pages_that_bend_the_rules_are_read_all_the_same(browser: Browser, run: Run[Observed]) -> None:
    html = (
        "<form><input name=attributes><input name=children><input name=id><input name=action><p>7,77</p></form>"
        "<script>Array.prototype.toJSON = function () { return 'spoiled' }; String.prototype.toJSON = () => 'spoiled';"
        "Array.prototype.extra = () => 1; window.JSON.stringify = () => 'mine'</script>"
    )
    observed = run(_observed(browser, html))
    assert _facts(observed, _bearer(observed))[0] & VISIBLE


def test_a_users_own_page_of_the_sync_api() -> None:
    shop = PaperShop()
    shop.route("/")(lambda _: "<p>7,77</p>")
    with serve(shop) as base, sync_playwright() as playwright:
        own = playwright.chromium.launch(executable_path=find_browser())
        page = own.new_page()
        page.goto(base)
        observed = observe_sync(page)
        own.close()
    assert _facts(observed, _bearer(observed))[0] & VISIBLE
    assert observed.url == f"{base}/"
