"""What is said of an experiment's total: it counts, it may not be the last word, or there is none, and why. No browser."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest

from feelint.extract import read_scene
from feelint.model.scene import Scene
from feelint.model.walk import Action, Decision, Stop
from feelint.model.words import Outcome, Stage
from feelint.money import Money
from feelint.pilot.memory import Choice, Memory
from feelint.pilot.persona import persona
from feelint.walker.notes import Notes
from feelint.walker.probes.again import Found, judged
from feelint.walker.probes.plans import Plan
from feelint.walker.walk import Walk

KEY = "payment:bank transfer|card"
CARD = Plan("payment", "card", Stage.PAYMENT, (KEY, "card"))
DELIVERY = Plan("delivery", "express", Stage.DELIVERY, ("delivery:express|standard", "express"))
RADIOS = "<fieldset><legend>Payment method</legend><label><input type=radio name=p>Bank transfer</label>" \
    "<label><input type=radio name=p checked>Card</label></fieldset>"  # fmt: skip


def _gbp(amount: str) -> Money:
    return Money(Decimal(amount), "GBP")


def _scene(total: str = "", body: str = "") -> Scene:
    bill = f"<table><tr><td>Lamp</td><td>£{total}</td></tr><tr><th>Total</th><th>£{total}</th></tr></table>"
    return read_scene(f"<html lang=en><body>{body}{bill if total else ''}</body></html>", url="https://shop.test/c")


def _ends(stage: Stage, outcome: Outcome = Outcome.REACHED, reason: str = "final-total", why: str = "") -> Stop:
    return Stop(stage=stage, outcome=outcome, reason=reason, why=why)


def _found(plan: Plan, stop: Stop, scene: Scene, *did: Action, usual: str = "20.00", met: bool = True) -> Found:
    """The base walk came to 20.00 on its review page; its payment page showed ``usual``."""
    choices = (Choice(plan.group, "payment", plan.stage, "", (), plan.override[1]),) if plan.override and met else ()
    memory = Memory("https://shop.test/p", persona("GB"), choices=choices)
    if did:
        memory = memory.with_visit("s", "u", Decision(stage=Stage.BASKET, actions=did, why=""))
    notes = Notes(totals={Stage.PAYMENT: _gbp(usual)})
    base = SimpleNamespace(steps=[SimpleNamespace(stage=Stage.REVIEW)], notes=notes)
    steps = [SimpleNamespace(stage=stop.stage)]
    again: Any = SimpleNamespace(last=SimpleNamespace(scene=scene), steps=steps, memory=memory)
    return judged(cast(Walk, base), again, plan, stop, _gbp("20.00"))


def test_the_final_total_counts() -> None:
    found = _found(DELIVERY, _ends(Stage.REVIEW), _scene("25.00"))
    assert (found.ok, found.after, found.why) == (True, _gbp("25.00"), "")
    assert _found(DELIVERY, _ends(Stage.REVIEW), _scene()).why == "the last page shows no total"


def test_a_delivery_that_does_not_lead_to_the_end_has_no_total() -> None:
    """However far it came, and whatever stood there."""
    found = _found(DELIVERY, _ends(Stage.PAYMENT), _scene("25.00"))
    assert (found.ok, found.after) == (False, None)
    assert found.why == "it stops at the payment page, before the final total"
    blocked = _ends(Stage.DELIVERY, Outcome.BLOCKED, "no-delivery", "We do not ship there.")
    assert _found(DELIVERY, blocked, _scene()).why == "blocked: no-delivery: We do not ship there."


def test_what_was_not_met_again_proves_nothing() -> None:
    found = _found(DELIVERY, _ends(Stage.REVIEW), _scene("25.00"), met=False)
    assert (found.ok, found.after, found.why) == (False, None, "the choice was not met again")
    row = Plan("remove", "gift wrap", Stage.BASKET, ("remove:gift wrap", "off"))
    assert _found(row, _ends(Stage.REVIEW), _scene("20.00"), met=False).why == "the row was not met again"
    untick = Plan("untick", "off", Stage.BASKET, ("untick:wrap", "off"))
    assert _found(untick, _ends(Stage.REVIEW), _scene("20.00")).why == "the box was not met again"
    assert _found(untick, _ends(Stage.REVIEW), _scene("17.00"), Action(kind="untick", name="wrap")).ok
    child = Plan("party", "child", Stage.PRODUCT, ("party:age", "child"))
    assert not _found(child, _ends(Stage.REVIEW), _scene("20.00")).ok
    assert _found(child, _ends(Stage.REVIEW), _scene("20.00"), Action(kind="choose", datum="child")).ok


@pytest.mark.parametrize(("total", "ok"), [("40.00", True), ("20.00", False)])
def test_two_cost_more_than_one(total: str, ok: bool) -> None:
    """A shop that takes the number and asks the same has not taken it."""
    two = Plan("quantity", "2", quantity=2)
    said = Action(kind="fill", datum="quantity", value="2")
    assert _found(two, _ends(Stage.REVIEW), _scene(total)).why == "the shop asks nowhere how many"
    assert _two(two, total, said).ok is ok


def _two(plan: Plan, total: str, said: Action) -> Found:
    """As :func:`_found`, for a memory that wants two."""
    start = Memory("https://shop.test/p", persona("GB"))
    memory = replace(start, wants=replace(start.wants, quantity=2))
    memory = memory.with_visit("s", "u", Decision(stage=Stage.PRODUCT, actions=(said,), why=""))
    base = SimpleNamespace(steps=[SimpleNamespace(stage=Stage.REVIEW)], notes=Notes())
    last = SimpleNamespace(scene=_scene(total))
    again: Any = SimpleNamespace(last=last, steps=[SimpleNamespace(stage=Stage.REVIEW)], memory=memory)
    return judged(cast(Walk, base), again, plan, _ends(Stage.REVIEW), _gbp("20.00"))


@pytest.mark.parametrize(
    ("total", "body", "ok"),
    [
        ("22.50", RADIOS, True),
        ("20.00", RADIOS, False),
        ("20.00", "<h1>Card details</h1>", True),
    ],
)
def test_a_card_page_counts_if_it_reckons_with_the_card(total: str, body: str, ok: bool) -> None:
    """Another total than with the base walk's method, or a page behind the choice; else it may still change."""
    for stop in (_ends(Stage.PAYMENT), _ends(Stage.PAYMENT, Outcome.LOST, "no-way-on")):
        found = _found(CARD, stop, _scene(total, body))
        assert (found.ok, found.after) == (ok, _gbp(total))
        assert "payment page" in found.why
        assert ("lost: no-way-on" in found.why) is (stop.outcome is Outcome.LOST)


def test_a_card_page_without_a_total_says_so() -> None:
    found = _found(CARD, _ends(Stage.PAYMENT), _scene("", RADIOS))
    assert (found.ok, found.after) == (False, None)
    assert found.why.endswith("which shows no total")


def test_a_card_that_the_walk_never_came_to_has_no_total() -> None:
    sold_out = _ends(Stage.BASKET, Outcome.BLOCKED, "sold-out")
    assert _found(CARD, sold_out, _scene("20.00")) == Found(False, None, "blocked: sold-out", timed=True)
