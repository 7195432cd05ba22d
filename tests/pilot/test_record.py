"""What a walk decided, written down: every line finds the very control again, and following it does the same."""

from __future__ import annotations

import pytest

from feelint.model.journey import Do, Journey, JourneyStep
from feelint.model.scene import Scene
from feelint.model.walk import Action, Decision, Stop
from feelint.model.words import Outcome, Stage
from feelint.pilot import decide, signature
from feelint.pilot.locate import find
from feelint.pilot.record import Recorder, steps_of
from feelint.pilot.replay import Script, follow
from tests.pilot.scenes import BILL, memory, scene
from tests.pilot.test_replay import BASKET, DETAILS, PAYMENT, PRODUCT, REVIEW


def walked(pages: list[str], results: dict[int, str] | None = None) -> Recorder:
    """The pilot's own walk over pages, taken down."""
    recorder, known = Recorder(), memory()
    for number, page in enumerate(pages):
        seen = scene(page)
        decision, after = decide(seen, known)
        recorder.note(seen, known, decision)
        if isinstance(decision, Decision):
            known = after.with_visit(signature(seen), "", decision, (results or {}).get(number, ""))
    return recorder


def lines(steps: tuple[JourneyStep, ...]) -> list[tuple[str, str, list[str]]]:
    return [(str(step.stage), step.arrive.name, [str(do) for do in step.do]) for step in steps]


def test_record_writes_the_way_that_a_replay_takes() -> None:
    pages = [PRODUCT, BASKET, DETAILS, PAYMENT, REVIEW]
    steps = steps_of(walked(pages))
    assert lines(steps) == [
        ("product", "Lamp", ["press button 'Add to basket'"]),
        ("basket", "Basket", ["press link 'Checkout'"]),
        (
            "details",
            "Your details",
            ["fill textbox 'Email'", "fill textbox 'Last name'", "fill textbox 'Postcode'", "press button 'Continue'"],
        ),
        ("payment", "Payment", ["tick radio 'Bank transfer'", "press button 'Review order'"]),
        ("review", "Review your order", []),
    ]
    assert [do.data for do in steps[2].do] == ["email", "last-name", "postal-code", None]
    journey = Script(Journey(name="guest", start="/p", step=steps), heal=False)
    own, file = memory(), memory()
    for page in pages[:-1]:
        first, after = decide(scene(page), own)
        second, since = follow(scene(page), file, journey)
        assert isinstance(first, Decision)
        assert isinstance(second, Decision)
        assert (second.stage, second.intent) == (first.stage, first.intent)
        assert [a for a in second.actions if a not in first.actions] == []
        own = after.with_visit(signature(scene(page)), "", first)
        file = since.with_visit(signature(scene(page)), "", second)
    stop, _ = follow(scene(REVIEW), file, journey)
    assert isinstance(stop, Stop)
    assert stop.reason == "final-total"


def test_record_writes_no_value_of_the_persona() -> None:
    recorder = walked([PRODUCT, BASKET, DETAILS, PAYMENT, REVIEW])
    assert recorder.memory is not None
    who = recorder.memory.persona
    told = " ".join(step.model_dump_json() for step in steps_of(recorder))
    for value in (who.email, who.last_name, who.postal_code, who.password):
        assert value not in told


def test_record_leaves_out_what_was_not_done() -> None:
    """The press came to nothing, the page drew its fields anew, and a banner was closed: the way is what is left."""
    more = DETAILS.replace("<button>", "<label>City <input name=city required></label><button>")
    recorder = walked([PRODUCT, BASKET, DETAILS, more, PAYMENT, REVIEW], {2: "changed: its controls"})
    (details,) = [step for step in steps_of(recorder) if step.stage is Stage.DETAILS]
    assert [str(do) for do in details.do] == [
        "fill textbox 'Email'",
        "fill textbox 'Last name'",
        "fill textbox 'Postcode'",
        "fill textbox 'City'",
        "press button 'Continue'",
    ]


def test_record_drops_a_press_that_changed_nothing() -> None:
    page = f"<h1>Basket</h1>{BILL}<a href='/checkout'>Checkout</a>"
    recorder = walked([PRODUCT, page, page, DETAILS, PAYMENT, REVIEW])
    (basket,) = [step for step in steps_of(recorder) if step.stage is Stage.BASKET]
    assert [str(do) for do in basket.do] == ["press link 'Checkout'"]


TWINS = """<h2>Standard</h2><button id=a>Select</button><h2>Express</h2><button id=b>Select</button>
<h2>Same</h2><button id=c>Go</button><button id=d>Go</button><button id=e aria-label=""></button>
<label><input type=radio name=x id=f> Post £4.00</label><label><input type=radio name=x id=g> Post £9.00</label>
<label>Address <input id=h></label><label>Address <input id=i autocomplete=address-line2></label>"""


@pytest.mark.parametrize("wanted", list("abcdefghi"))
def test_every_line_finds_its_control_again(wanted: str) -> None:
    seen: Scene = scene(TWINS)
    control = next(one for one in seen.controls if one.html_id == wanted)
    kind = "tick" if control.type == "radio" else "fill" if control.tag == "input" else "press"
    action = Action.model_validate({"kind": kind, "node": control.node, "value": "x", "name": control.name})
    recorder, known = Recorder(), memory()
    decision = Decision(stage=Stage.DETAILS, actions=(action,), why="", intent="continue")
    recorder.note(seen, known, decision)
    recorder.note(
        seen, known.with_visit("s", "", decision), Stop(stage=Stage.DETAILS, outcome=Outcome.LOST, reason="x")
    )
    do: Do = steps_of(recorder)[0].do[0]
    found = find(do, seen)
    assert not isinstance(found, str)
    assert found.node == control.node


def test_record_opens_a_product_by_its_link() -> None:
    listing = """<h1>All products</h1><ul><li><a href="/p/a">Harbor Lamp</a> <b>£40.00</b></li>
      <li><a href="/p/b">Cove Lamp</a> <b>£42.00</b></li></ul>"""
    recorder = walked([listing, PRODUCT, BASKET])
    first = steps_of(recorder)[0]
    assert (first.stage, [str(do) for do in first.do]) == ("listing", ["open link 'Harbor Lamp'"])
    journey = Script(Journey(name="guest", start="/p", step=steps_of(recorder)))
    decision, _ = follow(scene(listing), memory(), journey)
    assert isinstance(decision, Decision)
    assert (decision.actions[0].kind, decision.actions[0].value) == ("goto", "https://shop.test/p/a")


def test_nothing_walked_is_nothing_written() -> None:
    assert steps_of(Recorder()) == ()
