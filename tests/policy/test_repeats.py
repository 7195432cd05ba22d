"""Several walks of one journey: which one is judged, and what is said of their differences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from feelint.model.report import JourneyReport
from feelint.model.walk import Environment, WalkRecord
from feelint.model.words import ORDER_PLACED, Outcome
from feelint.money import Money
from feelint.policy.repeats import differences, grouped, told, worst
from feelint.reporters import digest
from tests.reporters.sample import JOURNEY as BASE

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def run(total: str | None, outcome: Outcome = Outcome.REACHED, reason: str = "final-total") -> JourneyReport:
    assert BASE.ledger is not None
    ledger = BASE.ledger.model_copy(update={"total": Money.parse(f"{total} EUR") if total else None})
    return BASE.model_copy(update={"id": "guest", "outcome": outcome, "reason": reason, "ledger": ledger})


LOST = run(None, Outcome.LOST, "loop")
BLOCKED = run(None, Outcome.BLOCKED, "captcha")


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([run("10.00"), run("12.00"), run("11.00")], 1),
        ([run("10.00"), run("10.00")], 0),
        ([run("99.00"), BLOCKED, LOST], 2),
        ([LOST, run("1.00", Outcome.BLOCKED, ORDER_PLACED)], 1),
    ],
)
def test_the_worst_walk_stands_for_the_journey(runs: list[JourneyReport], expected: int) -> None:
    assert worst(runs) == expected
    assert [one.judged for one in told(runs)] == [number == expected for number in range(len(runs))]


def test_differences_are_told() -> None:
    assert differences([run("10.00")]) == differences([run("10.00"), run("10.00")]) == ()
    assert differences([run("10.00"), run("12.00"), run("10.00")]) == (
        "guest: 3 walks came to different totals: 10.00 EUR (2), 12.00 EUR (1); the report is on walk 2",
    )
    ended, totals = differences([run("10.00"), LOST])
    assert ended == "guest: 2 walks ended differently: reached (1), lost: loop (1); the report is on walk 2"
    assert "none (1)" in totals


def test_a_charge_that_is_there_only_sometimes_is_told() -> None:
    first = run("10.00")
    assert first.ledger is not None
    fewer = first.ledger.model_copy(update={"charges": first.ledger.charges[1:]})
    label = first.ledger.charges[0].label
    (sentence,) = differences([first, first.model_copy(update={"ledger": fewer})])
    assert sentence == f"guest: 2 walks differ in {label}; the report is on walk 1"


def test_runs_in_a_line() -> None:
    several = run("10.00").model_copy(update={"runs": told([run("10.00"), run("10.00"), run("12.00")])})
    assert digest.runs(several).startswith("walked 3 times: 10.00 EUR (2), 12.00 EUR (1); ")
    assert digest.runs(BASE) == ""


@dataclass(frozen=True)
class Kept:
    record: WalkRecord


def kept(url: str, number: int) -> Kept:
    return Kept(WalkRecord(start_url=url, started_at=NOW, environment=Environment(ship_to="DE"), run=number))


def test_captures_are_grouped_by_journey() -> None:
    captures = [kept("a", 0), kept("a", 1), kept("b", 0), kept("b", 1), kept("a", 0), kept("c", 1)]
    assert [len(group) for group in grouped(captures)] == [2, 2, 1, 1]
