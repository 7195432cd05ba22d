"""Every scenario of every paper shop, walked unscripted in a real browser and held against its truth."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.conftest import Run
from tests.walks.harness import DEMO, SHOPS, Result, Scenario, assert_as_told, run_paper, scenarios

_ACCOUNT = "its one form of payment methods asks for an account number, and the fence refuses what submits such a form"
_CHECKS = "the way to its last page is called 確認する, a word of the list that fence 2 refuses from the payment on"
_NET = "the bill beside the product tells the goods net of the discount, which is dated by the first row of its own"
_ROOMS = "a list of rooms with a button each: the one that is not to be had ends the walk"
OPEN: dict[str, str] = {
    "wappa-kajiwara:honest": _CHECKS,
    "wappa-kajiwara:konpo": _CHECKS,
    "wappa-kajiwara:hyojun": _CHECKS,
    "schraubenkiste:honest": _ACCOUNT,
    "schraubenkiste:mindermengenzuschlag": _ACCOUNT,
    "schraubenkiste:bestellung-absenden": _ACCOUNT,
    **dict.fromkeys(("lakenfris:honest", "lakenfris:opstartkosten", "lakenfris:knoptekst"), _NET),
    **dict.fromkeys(("cerbaiola:honest", "cerbaiola:pulizie", "cerbaiola:polizza"), _ROOMS),
    "tolliver:stale-price": "options were chosen before the price rose, and the rule asks whether they made it dearer",
    "shirotsugumi:konpo": "a charge for packing and sending is read as delivery, which may stand outside the price",
    "cafezal:pix-sem-desconto": "the other amount is asked for by a POST as the last page loads, which fence 3 drops",
}
"""What does not hold yet, with its cause; a case that holds has to leave."""


@pytest.mark.browser
@pytest.mark.parametrize("scenario", list(scenarios(DEMO, SHOPS)), ids=lambda scenario: scenario.id)
def test_walk(scenario: Scenario, tmp_path: Path, browser: Browser, run: Run[Result]) -> None:
    """Reach, total to the cent, every charge with its stages, the findings, and no order."""
    result = run(run_paper(scenario, tmp_path / "capture", browser=browser))
    assert_as_told(result, OPEN.get(scenario.id, ""))


def test_what_is_open_is_there() -> None:
    """Every case named as open is a scenario."""
    assert OPEN.keys() <= {scenario.id for scenario in scenarios(DEMO, SHOPS)}
