"""A journey file in the pilot's place: followed to the letter, healed or lost, and never past a fence."""

from __future__ import annotations

from typing import Any

import pytest

from feelint.model.journey import Journey
from feelint.model.scene import Scene
from feelint.model.walk import Decision, Stop
from feelint.model.words import Outcome, Stage
from feelint.pilot import Memory, signature
from feelint.pilot.replay import Script, follow
from tests.pilot.scenes import BILL, done, memory, scene

PRODUCT = "<h1>Lamp</h1><p class=price>£40.00</p><form><button>Add to basket</button></form>"
BASKET = f"<h1>Basket</h1>{BILL}<a href='/checkout'>Checkout</a>"
DETAILS = """<h1>Your details</h1><form><label>Email <input type=email name=email required></label>
  <label>Last name <input name=last required></label><label>Postcode <input name=postcode required></label>
  <button>Continue</button></form>"""
PAYMENT = f"""<h1>Payment</h1>{BILL}<form><label><input type=radio name=p checked> Bank transfer</label>
  <label><input type=radio name=p> Cheque</label><label><input type=checkbox> I accept the terms</label>
  <button>Review order</button></form>"""
CARD = f"""<h1>Payment</h1>{BILL}<form><label>Card number <input name=cc autocomplete=cc-number></label>
  <label>Name on card <input name=holder autocomplete=cc-name></label><label>Reference <input name=ref></label>
  <button>Continue</button></form>"""
REVIEW = f"<h1>Review your order</h1>{BILL}<form><button>Place order</button></form>"


def step(stage: str, heading: str, *does: dict[str, Any]) -> dict[str, Any]:
    return {"stage": stage, "arrive": {"name": heading}, "do": does}


WAY = (
    step("product", "Lamp", {"press": "button", "name": "Add to basket"}),
    step("basket", "Basket", {"press": "link", "name": "Checkout"}),
    step(
        "details",
        "Your details",
        {"fill": "textbox", "name": "Email", "data": "email"},
        {"fill": "textbox", "name": "Last name", "data": "last-name"},
        {"fill": "textbox", "name": "Postcode", "data": "postal-code"},
        {"press": "button", "name": "Continue"},
    ),
    step("payment", "Payment", {"tick": "radio", "name": "Cheque"}, {"press": "button", "name": "Review order"}),
    step("review", "Review your order"),
)


def script(*steps: dict[str, Any], heal: bool = True) -> Script:
    journey = Journey.model_validate({"name": "guest", "start": "/p", "step": steps or WAY})
    return Script(journey, heal, "guest.toml", tuple(range(10, 10 + len(journey.step))))


def acted(seen: Scene, before: Memory, journey: Script, result: str = "") -> tuple[Decision, Memory]:
    """The decision on a scene, and the memory after it was carried out."""
    decision, after = follow(seen, before, journey)
    assert isinstance(decision, Decision), decision
    return decision, after.with_visit(signature(seen), seen.url, decision, result)


def followed(pages: list[str], journey: Script, before: Memory | None = None) -> tuple[Decision | Stop, Memory]:
    """Goes through pages one after the other; the last one's decision and the memory before it was carried out."""
    known = before or memory()
    for page in pages[:-1]:
        _, known = acted(scene(page), known, journey)
    return follow(scene(pages[-1]), known, journey)


def lost_on(page: str, known: Memory, journey: Script) -> tuple[Decision | Stop, Memory]:
    """What comes after the page was given its moments to change."""
    decision, after = follow(scene(page), known, journey)
    for _ in range(20):
        if not isinstance(decision, Decision) or decision.intent != "wait":
            break
        known = after.with_visit(signature(scene(page)), "", decision)
        decision, after = follow(scene(page), known, journey)
    return decision, after


def test_replay_does_what_is_written_and_stops_at_the_total() -> None:
    known = memory()
    told = []
    for page in (PRODUCT, BASKET, DETAILS, PAYMENT):
        decision, known = acted(scene(page), known, script())
        told.append((decision.stage, decision.scripted, done(decision)))
    assert told == [
        ("product", 0, [("press", "Add to basket")]),
        ("basket", 1, [("press", "Checkout")]),
        ("details", 2, [("fill", "Email"), ("fill", "Last name"), ("fill", "Postcode"), ("press", "Continue")]),
        ("payment", 3, [("tick", "Cheque"), ("press", "Review order")]),
    ]
    stop, known = follow(scene(REVIEW), known, script())
    assert isinstance(stop, Stop)
    assert (stop.outcome, stop.reason, stop.scripted) == (Outcome.REACHED, "final-total", 4)
    assert known.progress is not None
    assert known.progress.drifts == ()


def test_replay_fills_in_the_persona_and_never_a_value_of_the_file() -> None:
    decision, _ = followed([PRODUCT, BASKET, DETAILS], script(), memory("GB"))
    assert isinstance(decision, Decision)
    assert {action.datum: action.value for action in decision.actions if action.datum}["email"].endswith("@example.com")


def test_replay_notes_the_open_choices_for_experiments_and_keeps_to_its_own() -> None:
    decision, known = followed([PRODUCT, BASKET, DETAILS, PAYMENT], script())
    assert done(decision)[0] == ("tick", "Cheque")
    (choice,) = known.choices
    assert (choice.kind, choice.options, choice.chosen) == ("payment", ("bank transfer", "cheque"), "cheque")
    assert known.wants.taken == {choice.key: "cheque"}


def test_replay_looks_again_where_the_page_changed_half_way() -> None:
    known = memory()
    for page in (PRODUCT, BASKET):
        _, known = acted(scene(page), known, script())
    _, known = acted(scene(DETAILS), known, script(), "changed: its controls")
    filled = DETAILS.replace("name=email", f"name=email value={known.persona.email}")
    decision, _ = follow(scene(filled), known, script())
    assert done(decision) == [("fill", "Last name"), ("fill", "Postcode"), ("press", "Continue")]


def test_replay_lets_an_experiment_walk_freely_once_the_item_is_chosen() -> None:
    _, known = followed([PRODUCT, BASKET, DETAILS, PAYMENT], script())
    fresh = Memory(known.start_url, known.persona, known.wants)
    _, again = acted(scene(PRODUCT), fresh, script())
    renamed, after = follow(scene(BASKET.replace("Checkout", "To checkout")), again, script(heal=False))
    assert done(renamed) == [("press", "To checkout")]
    assert after.progress is not None
    assert after.progress.drifts == ()


# ---- drift


def test_replay_waits_then_heals_and_tells_the_drift() -> None:
    changed = BASKET.replace("Checkout", "Secure checkout now")
    journey = script(*WAY[:1], step("basket", "Basket", {"press": "link", "name": "Till"}), *WAY[2:])
    _, known = acted(scene(PRODUCT), memory(), journey)
    decision, after = lost_on(changed, known, journey)
    assert isinstance(decision, Decision)
    assert (decision.scripted, done(decision)) == (-1, [("press", "Secure checkout now")])
    assert after.progress is not None
    (drift,) = after.progress.drifts
    assert (drift.step, drift.what, drift.instead) == (
        1,
        "no link 'Till' is on the page",
        "pressed 'Secure checkout now'",
    )
    known = after.with_visit(signature(scene(changed)), "", decision)
    decision, _ = follow(scene(DETAILS), known, journey)
    assert isinstance(decision, Decision)
    assert decision.scripted == 2


def test_replay_goes_through_a_page_that_is_new() -> None:
    _, known = acted(scene(PRODUCT), memory(), script())
    between = "<h1>Would you like a bulb?</h1><a href='/basket'>View basket</a>"
    decision, after = lost_on(between, known, script())
    assert isinstance(decision, Decision)
    assert done(decision) == [("press", "View basket")]
    known = after.with_visit(signature(scene(between)), "", decision)
    decision, after = follow(scene(BASKET), known, script())
    assert done(decision) == [("press", "Checkout")]
    assert after.progress is not None
    assert [drift.step for drift in after.progress.drifts] == [1]


def test_replay_goes_on_where_a_page_is_gone() -> None:
    _, known = acted(scene(PRODUCT), memory(), script())
    decision, after = lost_on(DETAILS, known, script())
    assert isinstance(decision, Decision)
    assert decision.scripted == 2
    assert after.progress is not None
    assert after.progress.drifts[0].instead == "went on with step 3"


def test_no_heal_is_lost_with_the_reason_and_the_line() -> None:
    _, known = acted(scene(PRODUCT), memory(), script(heal=False))
    stop, _ = lost_on(BASKET.replace("Checkout", "To the till"), known, script(heal=False))
    assert isinstance(stop, Stop)
    assert (stop.outcome, stop.reason) == (Outcome.LOST, "journey-drifted")
    assert "guest.toml:11 (step 2, basket): no link 'Checkout' is on the page" in stop.why


def test_no_heal_is_lost_where_the_journey_ends_too_early() -> None:
    journey = script(*WAY[:2], heal=False)
    known = memory()
    for page in (PRODUCT, BASKET):
        _, known = acted(scene(page), known, journey)
    stop, _ = lost_on(DETAILS, known, journey)
    assert isinstance(stop, Stop)
    assert stop.reason == "journey-drifted"
    assert "the journey ends here" in stop.why


# ---- fences


def hostile(stage: str, heading: str, page: str, line: dict[str, Any], **wants: Any) -> Decision | Stop:
    """What a journey gets whose step on ``page`` wants ``line``, after the ordinary way to it."""
    journey = script(*WAY[:3], step(stage, heading, line))
    decision, _ = followed([PRODUCT, BASKET, DETAILS, page], journey, memory(**wants))
    return decision


@pytest.mark.parametrize(
    ("stage", "heading", "page", "line", "why"),
    [
        ("review", "Review your order", REVIEW, {"press": "button", "name": "Place order"}, "its words order or pay"),
        ("basket", "Review your order", REVIEW, {"press": "button", "name": "Place order"}, "its words order or pay"),
        ("product", "Review your order", REVIEW, {"press": "button", "name": "place"}, "its words order or pay"),
        ("product", "Payment", CARD, {"press": "button", "name": "Continue"}, "card fields"),
        ("details", "Payment", CARD, {"fill": "textbox", "name": "Card number", "text": "4111 1111 1111 1111"}, "means of payment"),
        ("details", "Payment", CARD, {"fill": "textbox", "name": "Card number", "data": "phone"}, "means of payment"),
        ("details", "Payment", CARD, {"fill": "textbox", "name": "Name on card", "text": "A"}, "means of payment"),
        ("details", "Payment", CARD, {"fill": "textbox", "name": "Reference", "text": "1"}, "card fields"),
        ("details", "Payment", PAYMENT, {"tick": "checkbox", "name": "I accept the terms"}, "no box is ticked"),
        ("details", "Payment", PAYMENT, {"press": "checkbox", "name": "I accept the terms"}, "no box is ticked"),
        ("details", "Payment", PAYMENT, {"open": "button", "name": "Review order"}, "no link"),
    ],
)  # fmt: skip
def test_a_journey_never_gets_past_a_fence(stage: str, heading: str, page: str, line: dict[str, Any], why: str) -> None:
    stop = hostile(stage, heading, page, line)
    assert isinstance(stop, Stop), stop
    assert (stop.outcome, stop.reason) == (Outcome.BLOCKED, "order-guard")
    assert why in stop.why
    assert "guest.toml:13" in stop.why


def test_a_wallet_in_the_basket_is_not_pressed() -> None:
    page = f"<h1>Basket</h1>{BILL}<button>Buy with Apple Pay</button><a href='/checkout'>Checkout</a>"
    journey = script(WAY[0], step("basket", "Basket", {"press": "button", "name": "Buy with Apple Pay"}))
    stop, _ = followed([PRODUCT, page], journey)
    assert isinstance(stop, Stop)
    assert (stop.reason, "wallet" in stop.why) == ("order-guard", True)


@pytest.mark.parametrize(
    "line", [{"tick": "link", "name": "Checkout"}, {"fill": "link", "name": "Checkout", "text": "x"}]
)
def test_a_verb_is_only_done_to_what_it_is_for(line: dict[str, Any]) -> None:
    journey = script(WAY[0], step("basket", "Basket", line), heal=False)
    _, known = acted(scene(PRODUCT), memory(), journey)
    stop, _ = lost_on(BASKET, known, journey)
    assert isinstance(stop, Stop)
    assert "is nothing to" in stop.why


@pytest.mark.parametrize("href", ["javascript:order()", "data:text/html,x", "#pay"])
def test_only_an_address_is_opened(href: str) -> None:
    page = BASKET.replace("<a ", f"<a href='{href}'>Details</a><a ")
    journey = script(WAY[0], step("basket", "Basket", {"open": "link", "name": "Details"}))
    stop, _ = followed([PRODUCT, page], journey)
    assert isinstance(stop, Stop)
    assert "no link to an address" in stop.why


def test_a_link_is_not_opened_by_its_address_inside_the_checkout() -> None:
    page = DETAILS.replace("<form>", "<a href='/checkout/complete'>Summary</a><form>")
    journey = script(*WAY[:2], step("details", "Your details", {"open": "link", "name": "Summary"}))
    stop, _ = followed([PRODUCT, BASKET, page], journey)
    assert isinstance(stop, Stop)
    assert stop.reason == "order-guard"


def test_a_refusal_of_the_hands_ends_the_walk_and_nobody_heals_it() -> None:
    _, known = acted(scene(PRODUCT), memory(), script())
    _, known = acted(scene(BASKET), known, script(), "refused: its words order or pay")
    stop, _ = follow(scene(BASKET), known, script())
    assert isinstance(stop, Stop)
    assert (stop.outcome, stop.reason) == (Outcome.BLOCKED, "order-guard")
    assert "its words order or pay" in stop.why


def test_an_account_is_not_made_on_a_public_shop() -> None:
    page = DETAILS.replace("<button>", "<label>New password <input type=password required></label><button>")
    line = {"fill": "textbox", "name": "New password", "data": "password"}
    journey = script(*WAY[:2], step("details", "Your details", line))
    public = Memory("https://shop.example/p", memory().persona)
    stop, _ = followed([PRODUCT, BASKET, page], journey, public)
    assert isinstance(stop, Stop)
    assert (stop.outcome, stop.reason) == (Outcome.BLOCKED, "account")
    decision, known = followed([PRODUCT, BASKET, page], journey, memory())
    assert done(decision) == [("fill", "New password")]
    assert known.account_made


def test_a_password_of_the_file_is_not_typed() -> None:
    page = DETAILS.replace("<button>", "<label>New password <input type=password required></label><button>")
    line = {"fill": "textbox", "name": "New password", "text": "hunter2"}
    journey = script(*WAY[:2], step("details", "Your details", line), heal=False)
    known = memory()
    for one in (PRODUCT, BASKET):
        _, known = acted(scene(one), known, journey)
    stop, _ = lost_on(page, known, journey)
    assert isinstance(stop, Stop)
    assert "data = 'password'" in stop.why


def test_the_stage_is_the_page_s_own() -> None:
    """A file that calls a payment page a basket changes nothing of what the fences go by."""
    decision = hostile("basket", "Payment", PAYMENT, {"tick": "radio", "name": "Cheque"})
    assert isinstance(decision, Decision)
    assert decision.stage is Stage.PAYMENT
