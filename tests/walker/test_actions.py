"""The walker's hands: the double-checked press, fields that resist, ticks that hide, batches that go stale."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from feelint.model.scene import Scene
from feelint.model.walk import Action, Decision, Refusal
from feelint.testing.papershop import PaperShop, serve
from tests.conftest import Run
from tests.walker.kit import act, node, press, visit

pytestmark = pytest.mark.browser

Deciding = Callable[[Scene], Decision]
Asking = Callable[[Page], Awaitable[Any]]


def shop_with(html: str) -> PaperShop:
    """One page."""
    shop = PaperShop()
    shop.route("/")(lambda _: f"<!doctype html><title>T</title><h1>Page</h1><body><p id=o></p>{html}")
    shop.route("/next")(lambda _: "<h1>Next</h1>")
    return shop


async def done(
    browser: Browser, base: str, decide: Deciding, ask: str = "o.textContent", meanwhile: str = ""
) -> tuple[str, Any, list[Refusal]]:
    """The result of a decision, the answer of a script afterwards, and what was refused."""
    async with visit(browser, base) as session:
        look = await session.look()
        if meanwhile:
            await session.page.evaluate(meanwhile)
        result = await session.do(decide(look.scene), look.scene)
        return result, await session.page.evaluate(ask), session.guard.refusals


PRESSED = "onclick=\"o.textContent += 'pressed'\""

# Page with a button "Go" whose press would write "pressed"; what happens between look and press; the result.
PRESSES = {
    "plain": (f"<button {PRESSED}>Go</button>", "", ""),
    "below the fold": (f"<div style='height:3000px'></div><button {PRESSED}>Go</button>", "", ""),
    "label changes on hover": (
        f"<button {PRESSED} onmouseenter=\"this.textContent = 'Pay now'\">Go</button>", "", "changed"),
    "label changes on hover by style": (
        f"<style>b{{display:none}}button:hover b{{display:inline}}</style><button {PRESSED}>Go<b>and pay</b></button>", "", "changed"),
    "label drawn on hover": (
        f"<style>button:hover::after{{content:' and pay'}}</style><button {PRESSED}>Go</button>", "", "changed"),
    "label changed since the look": (
        f"<button {PRESSED}>Go</button>", "document.querySelector('button').textContent = 'Buy now'", "changed"),
    "form changed since the look": (
        "<form action=/next><button>Go</button></form>", "document.querySelector('form').setAttribute('action', '/order')", "changed"),
    "invisible overlay": (
        f"<button {PRESSED}>Go</button><div style='position:fixed;inset:0'></div>", "", "covered"),
    "another control on top": (
        f"<div style='position:relative;width:90px'><button {PRESSED} style='width:90px'>Go</button>"
        "<a href=/next style='position:absolute;inset:0'></a></div>", "", "covered"),
    "partly covered": (
        f"<div style='position:relative;width:200px'><button {PRESSED} style='width:200px'>Go</button>"
        "<div style='position:absolute;top:0;bottom:0;left:40%;right:40%;background:red'></div></div>", "", ""),
    "gone": (f"<button {PRESSED}>Go</button>", "document.querySelector('button').remove()", "gone"),
    "replaced by its like": (
        f"<div id=d><button {PRESSED}>Go</button></div>", "d.innerHTML = d.innerHTML", "gone"),
    "disabled": (f"<button {PRESSED}>Go</button>", "document.querySelector('button').disabled = true", "disabled"),
    "moves away from the mouse": (
        f"<button {PRESSED} style='position:absolute;top:100px' onmouseenter=\"this.style.top = '400px'\">Go</button>", "", "covered"),
}  # fmt: skip


@pytest.mark.parametrize("case", PRESSES)
def test_presses_what_was_decided_on_and_nothing_else(case: str, browser: Browser, run: Run[Any]) -> None:
    html, meanwhile, expected = PRESSES[case]
    with serve(shop_with(html)) as base:
        result, text, _ = run(done(browser, base, lambda scene: press(scene, "Go"), meanwhile=meanwhile))
    assert result == expected
    assert text == ("" if expected else "pressed")


LAST_MOMENT = {
    "an overlay": ("document.body.insertAdjacentHTML('beforeend', `<div style='position:fixed;inset:0' ${acts}></div>`)", "covered"),
    "another button over it": (
        "document.body.insertAdjacentHTML('beforeend', `<button style='position:fixed;inset:0' ${acts}>Pay now</button>`)", "covered"),
    "another button in its place": (
        "document.querySelector('button').outerHTML = `<button ${acts}>Pay now</button>`", "covered"),
    "other words": ("document.querySelector('button').textContent = 'Pay now'", "changed"),
    "another form": ("document.querySelector('form').setAttribute('action', '/order')", "changed"),
}  # fmt: skip
ACTS = "onpointerdown onmousedown onpointerup onmouseup onclick"


@pytest.mark.parametrize("case", LAST_MOMENT)
def test_what_slides_under_the_mouse_in_the_last_moment_gets_no_press(
    case: str, browser: Browser, run: Run[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    change, expected = LAST_MOMENT[case]
    acts = " ".join(f"{each}=\"o.textContent += 'pressed'\"" for each in ACTS.split())

    with serve(shop_with(f"<form action=/next><button {acts}>Go</button></form>")) as base:
        told = run(pressed_late(browser, base, f"const acts = {acts!r}; {change}; void 0", monkeypatch))
        assert told == (expected, "", f"{base}/")


def test_what_slides_over_a_frame_of_another_origin_gets_no_press(
    browser: Browser, run: Run[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = PaperShop()
    inner.route("/")(lambda _: "<body style='margin:30px'><button>Go</button>")
    order = f"document.body.insertAdjacentHTML('beforeend', `<button style='position:fixed;inset:0' {PRESSED}>Pay now</button>`)"
    with serve(inner) as far, serve(shop_with(f"<iframe src='{far}'></iframe>")) as base:
        assert run(pressed_late(browser, base, order, monkeypatch)) == ("covered", "", f"{base}/")


async def pressed_late(
    browser: Browser, base: str, change: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, Any, str]:
    """Presses "Go", with a change of the page just before the button of the mouse goes down."""
    async with visit(browser, base) as session:
        look, mouse = await session.look(), session.page.mouse
        click = mouse.click

        async def late(x: float, y: float) -> None:
            await session.page.evaluate(change)
            await click(x, y)

        monkeypatch.setattr(mouse, "click", late)
        result = await session.do(press(look.scene, "Go"), look.scene)
        return result, await session.page.evaluate("o.textContent"), session.page.url


def test_digits_in_a_label_may_change(browser: Browser, run: Run[Any]) -> None:
    html = f"<button {PRESSED}>Go (59 s)</button>"
    change = "document.querySelector('button').textContent = 'Go (58 s)'"
    with serve(shop_with(html)) as base:
        result, text, _ = run(done(browser, base, lambda scene: press(scene, "Go (59 s)"), meanwhile=change))
    assert (result, text) == ("", "pressed")


def test_a_control_that_orders_is_refused(browser: Browser, run: Run[Any]) -> None:
    with serve(shop_with(f"<button {PRESSED}>Order</button>")) as base:
        result, text, refusals = run(done(browser, base, lambda scene: press(scene, "Order")))
    assert (result, text) == ("refused: it orders", "")
    assert [refusal.fence for refusal in refusals] == ["control"]


def test_presses_in_frames_of_both_kinds(browser: Browser, run: Run[Any]) -> None:
    inner = PaperShop()
    inner.route("/")(lambda _: "<body style='margin:30px'><button onclick=\"this.textContent = 'pressed'\">Go</button>")

    async def pressed_in(base: str, name: str) -> str:
        async with visit(browser, base) as session:
            look = await session.look()
            assert await session.do(press(look.scene, name), look.scene) == ""
            return (await session.look()).observed.html

    with serve(inner) as far:
        frames = f"<div style='height:2000px'></div><iframe src='{far}'></iframe>"
        with serve(shop_with(frames)) as base:
            assert "pressed</button>" in run(pressed_in(base, "Go"))
    near = "<iframe srcdoc=\"<button onclick=&quot;this.textContent = 'pressed'&quot;>Go</button>\"></iframe>"
    with serve(shop_with(f"<div style='height:2000px'></div>{near}")) as base:
        assert "pressed</button>" in run(pressed_in(base, "Go"))


# A field named f, what a script does with it, the value typed, and what must stand in it.
FILLS = {
    "plain": ("<input name=f>", "12 Main St", "12 Main St"),
    "area": ("<textarea name=f></textarea>", "Leave it\nthere", "Leave it\nthere"),
    "preset": ("<input name=f value=old>", "new", "new"),
    "kept by a framework": (
        "<input name=f><script>const f = document.querySelector('input'); let kept = '';"
        "f.addEventListener('input', () => kept = f.value); setInterval(() => f.value = kept, 20)</script>", "abc", "abc"),
    "masked at each key": (
        "<input name=f><script>const f = document.querySelector('input'); let keys = 0; f.addEventListener('keydown', () => keys++);"
        "f.addEventListener('input', () => { const d = f.value.replace(/\\D/g, ''); f.value = keys < 1 ? '' : d.replace(/^(\\d{3})(?=\\d)/, '$1-') })"
        "</script>", "555123", "555-123"),
    "number": ("<input name=f type=number>", "2", "2"),
    "date": ("<input name=f type=date>", "1990-04-01", "1990-04-01"),
}  # fmt: skip


@pytest.mark.parametrize("case", FILLS)
def test_fields_hold_what_was_filled_in(case: str, browser: Browser, run: Run[Any]) -> None:
    html, value, stands = FILLS[case]

    def decide(scene: Scene) -> Decision:
        return act(Action(kind="fill", node=node(scene, "f"), value=value))

    with serve(shop_with(html)) as base:
        result, found, _ = run(done(browser, base, decide, "document.querySelector('[name=f]').value"))
    assert (result, found) == ("", stands)


def test_a_field_that_takes_nothing_says_so(browser: Browser, run: Run[Any]) -> None:
    html = "<input name=f><script>const f = document.querySelector('input'); f.oninput = () => f.value = ''</script>"
    with serve(shop_with(html)) as base:
        decide: Deciding = lambda scene: act(Action(kind="fill", node=node(scene, "f"), value="x", name="F"))  # noqa: E731
        assert run(done(browser, base, decide))[0] == "not-filled: F"


# A box named f, whether it is to be ticked, and whether it must be ticked then.
TICKS = {
    "plain": ("<label><input type=checkbox name=f>Yes</label>", True),
    "untick": ("<label><input type=checkbox name=f checked>Yes</label>", False),
    "already": ("<label><input type=checkbox name=f checked>Yes</label>", True),
    "clipped radio with a label": (
        "<label><input type=radio name=f style='position:absolute;width:1px;height:1px;clip:rect(0 0 0 0);opacity:0'>Yes</label>", True),
    "not rendered, with a label": (
        "<input type=radio name=f id=f style='display:none'><label for=f style='display:block;padding:9px'>Yes</label>", True),
    "label with a link in its middle": (
        "<input type=checkbox name=f id=f style='display:none'><label for=f style='display:block;width:300px'>"
        "I accept the <a href=/next>terms and conditions</a> here</label>", True),
    "nothing to click on": ("<div style='display:none'><input type=checkbox name=f></div>", True),
}  # fmt: skip


@pytest.mark.parametrize("case", TICKS)
def test_boxes_end_up_as_wanted(case: str, browser: Browser, run: Run[Any]) -> None:
    html, wanted = TICKS[case]

    def decide(scene: Scene) -> Decision:
        return act(Action(kind="tick" if wanted else "untick", node=node(scene, "f")))

    with serve(shop_with(html)) as base:
        result, checked, _ = run(done(browser, base, decide, "document.querySelector('[name=f]').checked"))
    assert (result, checked) == ("", wanted)


def test_chooses_an_entry_and_tells_the_page(browser: Browser, run: Run[Any]) -> None:
    html = "<select name=f onchange='o.textContent = this.value'><option value=a>A<option value=b>B</select>"
    with serve(shop_with(html)) as base:
        assert run(done(browser, base, lambda s: act(Action(kind="choose", node=node(s, "f"), value="b"))))[:2] == (
            "",
            "b",
        )
        missing = run(done(browser, base, lambda s: act(Action(kind="choose", node=node(s, "f"), value="z", name="F"))))
    assert missing[:2] == ("no-option: F", "")


def test_a_batch_ends_when_the_page_grows_a_field(browser: Browser, run: Run[Any]) -> None:
    html = (
        "<select name=c onchange=\"this.insertAdjacentHTML('afterend', '<input name=state>')\"><option value=a>A<option value=b>B"
        f"</select><button {PRESSED}>Go</button>"
    )

    def decide(scene: Scene) -> Decision:
        return press(scene, "Go", act().stage, Action(kind="choose", node=node(scene, "c"), value="b"))

    with serve(shop_with(html)) as base:
        assert run(done(browser, base, decide))[:2] == ("changed: its controls", "")


def test_only_escape_is_ever_pressed(browser: Browser, run: Run[Any]) -> None:
    html = "<form action=/next><input name=f autofocus></form>"
    with serve(shop_with(html)) as base:
        enter = run(done(browser, base, lambda _: act(Action(kind="key", value="Enter")), "location.pathname"))
        fill = run(
            done(
                browser, base, lambda s: act(Action(kind="fill", node=node(s, "f"), value="a\nb")), "location.pathname"
            )
        )
    assert enter[:2] == ("refused: only Escape is ever pressed", "/")
    assert fill[1] == "/"
