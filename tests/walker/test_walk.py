"""The loop, with a pilot that looks up what to do: what is kept, how it ends, and what a killed walk leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser

from feelint.capture import open_capture
from feelint.errors import UnreachableError
from feelint.model.scene import Scene
from feelint.model.walk import Action, Decision, Stop, WalkRecord
from feelint.model.words import ORDER_PLACED, Outcome, Stage
from feelint.testing.papershop import PaperShop, Request, Response, json_response, redirect, serve
from feelint.walker.walk import Walk, WalkEvent, WalkOptions, walk
from tests.conftest import Run
from tests.walker.kit import Plan, act, head, node, press

pytestmark = pytest.mark.browser


def shop() -> PaperShop:
    """Product, basket, details, review; the basket's total comes by XHR."""
    made = PaperShop()
    made.route("/")(
        lambda _: (
            "<!doctype html><title>Hat</title><h1>Hat</h1><p class=price>9.00</p><form method=post action=/add><button>Add</button></form>"
        )
    )
    made.route("/add", "POST")(lambda _: redirect("/basket"))
    made.route("/basket")(
        lambda _: (
            "<h1>Basket</h1><p class=price id=t>…</p><a href=/details>Checkout</a><script>fetch('/total')"
            ".then(r => r.json()).then(d => t.textContent = d.total)</script>"
        )
    )
    made.route("/total")(lambda _: json_response({"total": "14.00", "currency": "USD"}))
    made.route("/details")(
        lambda _: (
            "<h1>Details</h1><form method=post action=/details><input name=email><input name=city><button>Continue</button></form>"
        )
    )

    @made.route("/details", "POST")
    def details(request: Request) -> Response:
        request.session.update(request.form)
        return redirect("/review")

    made.route("/review")(
        lambda r: (
            f"<h1>Review</h1><p>{r.session.get('email')}</p><p style='margin-top:1500px' class=price>14.00</p>"
            "<form method=post action=/order><button>Place order</button></form>"
        )
    )

    @made.route("/order", "POST")
    def order(_: Request) -> str:
        made.ordered()
        return "Thanks"

    return made


def details(scene: Scene) -> Decision:
    """Fills the form and goes on."""
    email = Action(kind="fill", node=node(scene, "email"), value="walker@shop.test", datum="email")
    city = Action(kind="fill", node=node(scene, "city"), value="Tampa")
    return press(scene, "Continue", Stage.DETAILS, email, city)


REACHED = Stop(stage=Stage.REVIEW, outcome=Outcome.REACHED, reason="")
PLAN: Plan = {
    "Hat": lambda scene: press(scene, "Add"),
    "Basket": lambda scene: press(scene, "Checkout", Stage.BASKET),
    "Details": details,
    "Review": lambda _: REACHED,
}


def walked(browser: Browser, run: Run[WalkRecord], url: str, out: Path, plan: Plan, **options: object) -> WalkRecord:
    """The record of a walk by ``plan``."""
    return run(walk(url, WalkOptions("US", **options), browser=browser, out=out, head=head(plan)))  # type: ignore[arg-type]


def test_walks_to_the_total_and_keeps_each_state(browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    paper = shop()
    events: list[WalkEvent] = []
    with serve(paper) as base:
        record = run(
            walk(f"{base}/", WalkOptions("US"), browser=browser, out=tmp_path, head=head(PLAN), on_event=events.append)
        )
    assert (record.outcome, record.reason) == (Outcome.REACHED, "")
    assert [step.stage for step in record.steps] == [Stage.PRODUCT, Stage.BASKET, Stage.DETAILS, Stage.REVIEW]
    assert paper.orders == 0
    assert paper.requests.count("POST /details") == 1
    capture = open_capture(tmp_path)
    capture.verify()
    assert capture.record == record
    assert "walker@shop.test" in capture.html(record.steps[3])
    assert "14.00" in capture.html(record.steps[1])
    assert [wire.raw for net in record.steps[1].network for wire in net.amounts] == ["14.00"]
    assert capture.facts(record.steps[0])["viewport"] == [1280, 900]
    assert all(capture.image(step.screenshot).read_bytes()[:2] == b"\xff\xd8" for step in record.steps)
    assert capture.image(record.steps[-1].full_page).stat().st_size > 1000
    assert not any(step.full_page for step in record.steps[:-1])
    assert [event.kind for event in events] == ["step", "act"] * 3 + ["step", "end"]
    assert record.environment.source == {"ship_to": "given", "locale": "default", "currency": "default"}
    assert "feelint/" in record.environment.user_agent


def test_a_fill_is_no_new_state_and_a_result_is_remembered(
    browser: Browser, run: Run[WalkRecord], tmp_path: Path
) -> None:
    results: list[str] = []
    plan = head(PLAN)

    def decide(scene: Scene, memory: object) -> tuple[Decision | Stop, object]:
        done = [visit.result for visit in memory.visits]  # type: ignore[attr-defined]
        results[:] = done
        if len(done) == 3:
            return REACHED, memory
        return (
            act(Action(kind="fill", node=node(scene, "f"), value="x")) if len(done) < 2 else press(scene, "Order")
        ), memory

    made = PaperShop()
    made.route("/")(lambda _: "<h1>Form</h1><input name=f><button>Order</button>")
    fixed = type(plan)(plan.read_scene, decide, plan.refuse, plan.arms, plan.signature)  # type: ignore[arg-type]
    with serve(made) as base:
        record = run(walk(base, WalkOptions("US"), browser=browser, out=tmp_path, head=fixed))
    assert results == ["", "", "refused: it orders"]
    assert [step.stage for step in record.steps] == [Stage.PRODUCT, Stage.REVIEW]
    assert [refusal.fence for refusal in record.refusals] == ["control"]


CHOICES = """<h1>Delivery</h1><p class=price id=t>14.00</p><input type=radio name=d value=a onchange="t.textContent = '19.00'">
<a href=/review id=go>Continue</a>"""


def test_what_a_choice_changes_in_the_bill_is_a_state_of_its_own(
    browser: Browser, run: Run[WalkRecord], tmp_path: Path
) -> None:
    """The batch goes on; what was done before and after is told of each of the two states."""

    def choose(scene: Scene) -> Decision:
        return press(scene, "Continue", Stage.DELIVERY, Action(kind="tick", node=node(scene, "d"), name="Courier"))

    made = shop()
    made.route("/delivery")(lambda _: CHOICES)
    with serve(made) as base:
        record = walked(browser, run, f"{base}/delivery", tmp_path, {**PLAN, "Delivery": choose})
    assert [step.stage for step in record.steps] == [Stage.DELIVERY, Stage.DELIVERY, Stage.REVIEW]
    texts = [open_capture(tmp_path).html(step) for step in record.steps[:2]]
    assert ["19.00</p>" in text for text in texts] == [False, True]
    decisions = [step.decision for step in record.steps if isinstance(step.decision, Decision)]
    kinds = [[action.kind for action in decision.actions] for decision in decisions]
    assert kinds == [["tick"], ["press"]]


def test_a_choice_that_renames_what_is_pressed_next_ends_the_batch(
    browser: Browser, run: Run[WalkRecord], tmp_path: Path
) -> None:
    names: list[str] = []

    def choose(scene: Scene) -> Decision | Stop:
        names.append(next(control.name for control in scene.controls if control.tag == "a"))
        if len(names) == 2:
            return REACHED
        return press(scene, "Continue", Stage.DELIVERY, Action(kind="tick", node=node(scene, "d")))

    made = shop()
    made.route("/delivery")(lambda _: CHOICES.replace("'19.00'", "'19.00'; go.textContent = 'Buy'"))
    with serve(made) as base:
        record = walked(browser, run, f"{base}/delivery", tmp_path, {"Delivery": choose})
    assert names == ["Continue", "Buy"]
    assert "GET /review" not in made.requests
    assert record.outcome is Outcome.REACHED


def test_a_page_that_thanks_for_an_order_is_an_alarm(browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    """Neither a total that was read nor a fence that closed may hide it."""
    thanked = Stop(stage=Stage.REVIEW, outcome=Outcome.LOST, reason="order-confirmation", why="'Thanks'")
    made = PaperShop()
    made.route("/")(lambda _: "<h1>Pay</h1><a href=/next>Go</a>")
    made.route("/next")(lambda _: "<h1>Thanks</h1><script>fetch('/x', {method: 'POST', body: 'x'})</script>")
    plan: Plan = {"Pay": lambda s: press(s, "Go", Stage.PAYMENT), "Thanks": lambda _: thanked}
    with serve(made) as base:
        record = walked(browser, run, base, tmp_path / "armed", plan)
        start = walked(
            browser,
            run,
            f"{base}/next",
            tmp_path / "start",
            {"Thanks": lambda _: thanked.model_copy(update={"stage": Stage.PRODUCT})},
        )
    assert (record.outcome, record.reason) == (Outcome.BLOCKED, ORDER_PLACED)
    assert any("ORDER" in warning for warning in record.warnings)
    assert start.reason == "order-confirmation"


def test_an_experiment_that_ordered_is_the_walks_end(browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    async def after(this: Walk) -> None:
        this.alarm = Stop(stage=Stage.REVIEW, outcome=Outcome.BLOCKED, reason=ORDER_PLACED, why="ORDERED")

    with serve(shop()) as base:
        record = run(walk(base, WalkOptions("US"), browser=browser, out=tmp_path, head=head(PLAN), after=after))
    assert (record.outcome, record.reason) == (Outcome.BLOCKED, ORDER_PLACED)


def test_a_closed_fence_ends_the_walk(browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    made = PaperShop()
    made.route("/")(lambda _: "<h1>Pay</h1><a href=/next>Go</a>")
    made.route("/next")(
        lambda _: "<h1>Next</h1><a href=/next>Go</a><script>fetch('/order', {method: 'POST', body: 'x'})</script>"
    )
    plan: Plan = {"Pay": lambda s: press(s, "Go", Stage.PAYMENT), "Next": lambda s: press(s, "Go", Stage.PAYMENT)}
    with serve(made) as base:
        record = walked(browser, run, base, tmp_path, plan)
    assert (record.outcome, record.reason) == (Outcome.BLOCKED, "unattributed-request")
    assert [refusal.fatal for refusal in record.refusals] == [True]
    assert record.steps[-1].decision is not None
    assert "POST /order" not in made.requests


def test_limits_of_time_and_steps(browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    made = PaperShop()
    made.route("/")(
        lambda r: (
            f"<h1>On</h1><p class=price>{r.session.setdefault('n', []).append(1) or len(r.session['n'])}</p><a href=/>Go</a>"
        )
    )
    plan: Plan = {"On": lambda scene: press(scene, "Go")}
    with serve(made) as base:
        many = walked(browser, run, base, tmp_path / "many", plan, max_steps=2)
        late = walked(browser, run, base, tmp_path / "late", plan, timeout=0.8)
    assert (many.outcome, many.reason) == (Outcome.LOST, "too-many-steps")
    assert (late.outcome, late.reason) == (Outcome.LOST, "timeout")
    assert late.steps


def test_a_start_that_only_downloads(browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    made = PaperShop()
    made.route("/")(
        lambda _: Response("x", content_type="application/zip", headers=[("Content-Disposition", "attachment")])
    )
    with serve(made) as base:
        record = walked(browser, run, base, tmp_path, {})
    assert (record.outcome, record.reason) == (Outcome.LOST, "download")


@pytest.mark.parametrize(
    ("path", "outcome", "reason"),
    [
        ("/missing", Outcome.BLOCKED, "http-error"),
        ("/forbidden", Outcome.BLOCKED, "http-error"),
        ("/loop", Outcome.BLOCKED, "redirect-loop"),
        ("/busy", Outcome.LOST, "unreachable"),
        ("", Outcome.LOST, "unreachable"),
    ],
)
def test_a_shop_that_cannot_be_opened(
    path: str, outcome: Outcome, reason: str, browser: Browser, run: Run[WalkRecord], tmp_path: Path
) -> None:
    made = PaperShop()
    made.route("/forbidden")(lambda _: Response("no", "403 Forbidden"))
    made.route("/loop")(lambda _: redirect("/loop"))
    made.route("/busy")(lambda _: Response("later", "503 Service Unavailable"))
    with serve(made) as base, pytest.raises(UnreachableError) as caught:
        walked(browser, run, f"{base}{path}" if path else "http://127.0.0.1:1/", tmp_path, {})
    assert caught.value.hint
    record = open_capture(tmp_path).record
    assert (record.outcome, record.reason) == (outcome, reason)


@pytest.mark.parametrize("then", ["location = '/review'", "document.querySelector('h1').textContent = 'Review'"])
def test_a_page_that_is_on_its_way_is_looked_at_once_more(
    then: str, browser: Browser, run: Run[WalkRecord], tmp_path: Path
) -> None:
    lost = Stop(stage=Stage.DETAILS, outcome=Outcome.LOST, reason="no-way-on")
    made = shop()
    made.route("/wait")(lambda _: f"<h1>Moment</h1><script>setTimeout(() => {{{then}}}, 700)</script>")
    made.route("/stay")(lambda _: "<h1>Moment</h1>")
    plan: Plan = {**PLAN, "Moment": lambda _: lost}
    with serve(made) as base:
        record = walked(browser, run, f"{base}/wait", tmp_path / "goes", plan)
        stays = walked(browser, run, f"{base}/stay", tmp_path / "stays", plan)
    assert record.outcome is Outcome.REACHED
    assert (stays.outcome, stays.reason) == (Outcome.LOST, "no-way-on")


@pytest.mark.parametrize("after", [0, 300])
def test_a_window_that_closes_itself(after: int, browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    """Whether the walk has come to it already, or has not."""
    lost = Stop(stage=Stage.DETAILS, outcome=Outcome.LOST, reason="no-way-on")
    made = PaperShop()
    made.route("/")(lambda _: "<h1>Basket</h1><button onclick=\"window.open('/closes')\">Go</button>")
    made.route("/closes")(lambda _: f"<h1>Moment</h1><script>setTimeout(() => window.close(), {after})</script>")
    presses: list[str] = []

    def go(scene: Scene) -> Decision | Stop:
        presses.append("Go")
        return lost if len(presses) > 1 else press(scene, "Go", Stage.BASKET)

    with serve(made) as base:
        record = walked(browser, run, base, tmp_path, {"Basket": go, "Moment": lambda _: lost})
    assert (record.outcome, record.reason) == (Outcome.LOST, "closed")


@pytest.mark.parametrize("source", ["given", "page", "default"])
def test_where_the_ship_to_comes_from_is_kept(
    source: str, browser: Browser, run: Run[WalkRecord], tmp_path: Path
) -> None:
    with serve(shop()) as base:
        record = walked(browser, run, f"{base}/review", tmp_path, PLAN, ship_to_source=source)
    assert open_capture(tmp_path).record.environment.source["ship_to"] == source
    assert any("ship to" in warning for warning in record.warnings) is (source == "default")


def test_a_walk_that_dies_leaves_a_readable_capture(browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    def die(_: Scene) -> Decision:
        raise KeyboardInterrupt

    with serve(shop()) as base, pytest.raises(KeyboardInterrupt):
        walked(browser, run, base, tmp_path, {**PLAN, "Basket": die})
    capture = open_capture(tmp_path)
    assert (capture.record.outcome, capture.record.reason) == (Outcome.LOST, "interrupted")
    assert [step.stage for step in capture.record.steps] == [Stage.PRODUCT]
    capture.verify()


def test_probes_get_the_open_session_after_the_total(browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    seen: list[str] = []

    async def after(this: Walk) -> None:
        seen.append(await this.session.page.inner_text("h1"))
        this.record = this.record.model_copy(update={"unvaried_groups": ("payment",)})
        raise TimeoutError

    with serve(shop()) as base:
        record = run(walk(base, WalkOptions("US"), browser=browser, out=tmp_path, head=head(PLAN), after=after))
    assert seen == ["Review"]
    assert record.outcome is Outcome.REACHED
    assert record.unvaried_groups == ("payment",)
    assert any("probes were cut short" in warning for warning in record.warnings)
