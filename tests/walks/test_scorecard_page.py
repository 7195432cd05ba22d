"""The scorecard's line for each rule, from rows made up here: nothing is walked."""

from __future__ import annotations

from dataclasses import replace

from feelint.policy.discovery import load_rules
from tests.walks.scorecard import Row
from tests.walks.scorecard_page import page, rules, summary

DRIP, LATE = "drip-mandatory-fee", "total-too-late"
HONEST = Row(
    group="shops",
    id="mugs:honest",
    honest=True,
    unfenceable=False,
    outcome="reached",
    expected="reached",
    as_documented=True,
    total_known=True,
    total_right=True,
    total="49.00 EUR",
    advertised_right=True,
    charges_right=0,
    charges_in_truth=0,
    missed=(),
    false_alarms=(),
    orders=0,
    wrong=(),
    seconds=1.0,
    judged=True,
)
FEE = replace(HONEST, id="mugs:fee", honest=False, must=(DRIP,), may=(LATE,), fired=(DRIP, LATE), loud=(DRIP, LATE))


def cells(*rows: Row) -> dict[str, list[str]]:
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in rules(rows, (DRIP, LATE)) if "|" in line]
    return {line[0]: line[1:] for line in lines[2:]}


def test_scorecard_rule_fires_and_is_silent() -> None:
    """Where the truth allows a rule it is neither owed nor an alarm."""
    assert cells(HONEST, FEE) == {
        DRIP: ["1 of 1 (100 %)", "1 of 1 (100 %)", ""],
        LATE: ["no shop for it", "1 of 1 (100 %)", ""],
    }


def test_scorecard_rule_that_did_not_fire_and_one_that_cried_wolf() -> None:
    missed = replace(FEE, fired=(LATE,), loud=(LATE,))
    wolf = replace(HONEST, fired=(DRIP, LATE), loud=(DRIP,))
    found = cells(wolf, missed)
    assert found[DRIP] == ["0 of 1 (0 %)", "0 of 1 (0 %)", "missed mugs:fee, false mugs:honest"]
    assert found[LATE][:2] == ["no shop for it", "1 of 1 (100 %)"]


def test_scorecard_shop_that_was_not_reached_is_no_silence() -> None:
    """A rule that had to fire there did not; nothing else is counted for it."""
    lost = replace(FEE, outcome="lost", judged=False, fired=(), loud=())
    honest_lost = replace(HONEST, outcome="lost", judged=False)
    assert cells(lost, honest_lost)[DRIP] == ["0 of 1 (0 %)", "0 of 0", "missed mugs:fee"]


def test_scorecard_has_a_line_for_each_rule() -> None:
    text = page([HONEST, FEE], "browser")
    names = {line.split("|")[1].strip() for line in text.split("## Rule by rule")[1].splitlines() if "|" in line}
    assert set(load_rules()) <= names
    assert any(f"rules that some shop has to make fire: 1 of {len(load_rules())}" in line for line in summary([FEE]))


def test_scorecard_attacks_alone_have_no_lines_of_rules() -> None:
    assert "## Rule by rule" not in page([replace(HONEST, group="attacks")], "browser")
