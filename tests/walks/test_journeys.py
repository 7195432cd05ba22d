"""Journeys recorded in a real browser and followed again: the same total by the same way, and never an order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from feelint import verbs
from feelint.errors import ConfigError
from feelint.model.report import JourneyReport, Report
from feelint.model.words import Outcome
from feelint.testing.papershop import PaperShop, Request, Response, load_shop, load_truth, serve
from tests.walks.harness import DEMO, SHOPS

pytestmark = pytest.mark.browser
QUICK = {"probes": "none", "formats": ()}


@contextmanager
def shop(folder: Path, scenario: str, change: tuple[str, str] | None = None) -> Iterator[tuple[PaperShop, str, Any]]:
    """A paper shop, its address and its truth; with ``change`` one text of every page is another, as after a release."""
    made: PaperShop = load_shop(folder).make(scenario)
    truth = next(one for one in load_truth(folder) if one["id"] == scenario)
    if change is not None:
        answer = made._answer

        def changed(request: Request) -> Response:
            response = answer(request)
            if isinstance(response.body, str):
                response.body = response.body.replace(*change)
            return response

        vars(made)["_answer"] = changed
    with serve(made) as address:
        yield made, address, truth
    assert made.orders == 0


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "journeys").mkdir()
    monkeypatch.chdir(tmp_path)


def recorded(address: str, truth: Any) -> Path:
    """The journey file of a shop."""
    text, capture = verbs.record(address + truth["start"], ship_to=truth["ship_to"], out=Path("recorded"))
    assert capture.record.outcome is Outcome.REACHED
    file = Path("journeys/guest.toml")
    file.write_text(text, encoding="utf-8")
    return file


def checked(file: Path, **options: Any) -> Report:
    return verbs.check(str(file), out=Path("run"), **{**QUICK, **options}).report


def way(journey: JourneyReport) -> tuple[Any, ...]:
    """What a walk came to: stages, total, and every charge with where it was announced and counted."""
    assert journey.ledger is not None
    charges = sorted(
        (
            one.label,
            str(one.amount),
            str(one.kind),
            *(at.stage if at else "" for at in (one.first_announced, one.first_counted)),
        )
        for one in journey.ledger.charges
    )
    stages = list(dict.fromkeys(step.stage for step in journey.steps))
    return stages, str(journey.ledger.advertised), str(journey.ledger.total), charges


@pytest.mark.parametrize(
    ("folder", "scenario"),
    [(DEMO, "drip"), (SHOPS / "stratus", "facility-fee"), (SHOPS / "bergblick", "versicherung-at")],
    ids=["demo", "shadow-dom", "dialogs"],
)
def test_a_replay_is_the_walk(folder: Path, scenario: str) -> None:
    with shop(folder, scenario) as (_, address, truth):
        file = recorded(address, truth)
        walked = verbs.audit(Path("recorded")).journeys[0]
        report = checked(file, heal=False)
    followed = report.journeys[0]
    assert (followed.outcome, followed.drift, report.warnings) == (Outcome.REACHED, (), ())
    assert way(followed) == way(walked)
    assert followed.id == "guest"
    lines = [step.source.line for step in followed.steps if step.source is not None]
    assert len(lines) == len(followed.steps)
    text = file.read_text(encoding="utf-8").splitlines()
    assert {text[line - 1] for line in lines} == {"[[step]]"}
    assert sorted(lines) == lines


RENAMED = ("Check out", "Proceed to checkout")


def test_a_shop_that_changed_is_healed_and_the_drift_is_told() -> None:
    with shop(DEMO, "drip") as (_, address, truth):
        file = recorded(address, truth)
    with shop(DEMO, "drip", RENAMED) as (_, address, _):
        report = checked(file, base_url=address)
    journey = report.journeys[0]
    assert journey.ledger is not None
    assert (journey.outcome, str(journey.ledger.total)) == (Outcome.REACHED, "118.20 USD")
    (drift,) = journey.drift
    assert (drift.step, drift.what) == (1, "no button 'Check out' is on the page")
    assert "Proceed to checkout" in drift.instead
    told = [warning for warning in report.warnings if "guest.toml" in warning]
    assert told[0].startswith("the journey drifted: journeys/guest.toml:18, step 2: no button 'Check out'")
    assert "record it anew" in told[1]


def test_no_heal_is_lost_at_the_step() -> None:
    with shop(DEMO, "drip") as (_, address, truth):
        file = recorded(address, truth)
    with shop(DEMO, "drip", RENAMED) as (_, address, _):
        report = checked(file, base_url=address, heal=False)
    journey = report.journeys[0]
    assert (journey.outcome, journey.reason, report.exit_code) == (Outcome.LOST, "journey-drifted", 3)
    assert "journeys/guest.toml:18 (step 2, basket): no button 'Check out' is on the page" in journey.message


def test_prices_and_counts_in_names_may_change() -> None:
    with shop(DEMO, "drip", ("Add to cart", "Add to cart – $89.00")) as (_, address, truth):
        file = recorded(address, truth)
    assert "Add to cart – $89.00" in file.read_text(encoding="utf-8")
    with shop(DEMO, "drip", ("Add to cart", "Add to cart – $79.00")) as (_, address, _):
        journey = checked(file, base_url=address, heal=False).journeys[0]
    assert (journey.outcome, journey.drift) == (Outcome.REACHED, ())


def test_one_journey_runs_against_two_shops_under_one_name() -> None:
    with shop(DEMO, "drip") as (_, address, truth):
        file = recorded(address, truth)
        live = checked(file, probes="basic")
    with shop(DEMO, "honest") as (_, staging, _):
        other = checked(file, base_url=staging, heal=False)
    assert [one.id for one in (*live.journeys, *other.journeys)] == ["guest", "guest"]
    assert other.journeys[0].start_url.startswith(staging)
    assert other.journeys[0].ledger is not None
    assert str(other.journeys[0].ledger.total) == "114.07 USD"
    assert {finding.rule for finding in live.findings if finding.kind == "fail"} >= {"drip-mandatory-fee"}
    assert [probe.kind for probe in live.journeys[0].probes if probe.ok]


def test_repeated_walks_are_compared_and_the_worst_is_judged() -> None:
    visits = iter(range(99))
    with shop(DEMO, "drip") as (made, address, truth):
        file = recorded(address, truth)
        answer = made._answer

        def dearer(request: Request) -> Response:
            """Every second visitor pays more for the delivery."""
            response = answer(request)
            if request.path == truth["start"] and "dear" not in request.session:
                request.session["dear"] = next(visits) % 2
            if request.session.get("dear") and isinstance(response.body, str):
                response.body = response.body.replace("$9.95", "$19.95").replace("$118.20", "$128.20")
            return response

        vars(made)["_answer"] = dearer
        report = checked(file, repeat=2, jobs=1)
    (journey,) = report.journeys
    assert [str(run.total) for run in journey.runs] == ["118.20 USD", "128.20 USD"]
    assert [run.judged for run in journey.runs] == [False, True]
    assert journey.ledger is not None
    assert str(journey.ledger.total) == "128.20 USD"
    assert any("2 walks came to different totals" in warning for warning in report.warnings)


def test_the_documented_journey_is_what_is_recorded_and_leads_to_the_total() -> None:
    page = (Path(__file__).parents[2] / "docs" / "journeys.md").read_text("utf-8")
    example = page.split("```toml\n", 1)[1].split("```", 1)[0]
    with shop(DEMO, "drip") as (_, address, truth):
        file = recorded(address, truth)
        assert file.read_text("utf-8").replace(address, "https://shop.example") == example
        file.write_text(example, encoding="utf-8")
        journey = checked(file, base_url=address, heal=False).journeys[0]
    assert journey.ledger is not None
    assert (journey.outcome, str(journey.ledger.total)) == (Outcome.REACHED, "118.20 USD")


ORDER = """
[[step]]
stage = "basket"
arrive = { role = "heading", name = "Review your order" }
do = [
  { press = "button", name = "Place order" },
]
"""


def test_a_journey_that_says_place_order_is_blocked() -> None:
    with shop(DEMO, "drip") as (made, address, truth):
        file = recorded(address, truth)
        text = file.read_text(encoding="utf-8")
        file.write_text(text[: text.rindex("[[step]]")] + ORDER, encoding="utf-8")
        report = checked(file)
        assert not [line for line in made.requests if line == "POST /checkout/complete"]
    journey = report.journeys[0]
    assert (journey.outcome, journey.reason) == (Outcome.BLOCKED, "order-guard")
    assert "'Place order' is not done: its words order or pay" in journey.message
    assert [(one.fence, one.what) for one in journey.refusals] == [("control", "Place order")]
    assert report.exit_code == 3


def test_a_journey_never_fills_in_a_card() -> None:
    with shop(DEMO, "drip") as (made, address, truth):
        file = recorded(address, truth)
        text = file.read_text(encoding="utf-8")
        at = text.rindex('  { tick = "radio"')
        card = '{ tick = "radio", name = "Credit or debit card" },\n  { fill = "textbox", name = "Card number", text = "4111 1111 1111 1111" },\n'
        file.write_text(text[:at] + "  " + card + text[at:], encoding="utf-8")
        report = checked(file)
        assert not any("4111" in str(session) for session in made._sessions.values())
    journey = report.journeys[0]
    assert (journey.outcome, journey.reason) == (Outcome.BLOCKED, "order-guard")
    assert "means of payment" in journey.message


def test_a_file_that_is_wrong_starts_no_walk() -> None:
    Path("journeys/bad.toml").write_text(
        'name = "x"\nstart = "http://127.0.0.1:9/"\n[[step]]\nstage = "cart"\n', "utf-8"
    )
    with pytest.raises(ConfigError, match=r"journeys/bad\.toml:3:1: "):
        verbs.walk("journeys/bad.toml")
    assert not Path("feelint-out").exists()
