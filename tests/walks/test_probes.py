"""Each kind of experiment in a real browser: what it finds, what it says when it cannot, and that nothing is ordered."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from playwright.async_api import Browser

from feelint.capture import open_capture
from feelint.model.report import JourneyReport
from feelint.model.walk import Probe, WalkRecord
from feelint.money import Money
from feelint.policy.judge import JudgeOptions, judge
from feelint.reporters.matrix import document
from feelint.testing.papershop import load_shop, load_truth, serve
from feelint.walker.probes import Level, Limits, run_probes
from feelint.walker.probes.clocks import revisit
from feelint.walker.walk import Walk, WalkOptions, walk
from tests.conftest import Run
from tests.walks.drawn_shop import SHAPES, Drawn
from tests.walks.harness import SHOPS
from tests.walks.probe_shop import Ferry

pytestmark = pytest.mark.browser


def _made(
    shop: Ferry, browser: Browser, run: Run[WalkRecord], out: Path, level: Level = "full", limits: Limits | None = None
) -> tuple[WalkRecord, JourneyReport]:
    """The walk with its experiments and what is judged of it; nothing was ordered."""

    async def after(base: Walk) -> None:
        await run_probes(base, browser, level, limits)

    options = WalkOptions(ship_to="GB", timeout=150)
    with serve(shop) as address:
        record = run(walk(f"{address}/crossing", options, browser=browser, out=out, after=after))
    assert shop.orders == 0
    assert record.outcome == "reached", record
    [journey] = judge([open_capture(out)], JudgeOptions()).journeys
    return record, journey


def _found(record: WalkRecord) -> dict[str, Probe]:
    return {f"{probe.kind} {probe.subject}".strip(): probe for probe in record.probes}


def _gbp(amount: str) -> Money:
    return Money(Decimal(amount), "GBP")


def test_full(browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    """Every experiment leads to the total that the shop asks then, in a ledger of its own."""
    record, journey = _made(Ferry(), browser, run, tmp_path / "capture")
    assert journey.ledger is not None
    assert journey.ledger.total == _gbp("27.20")
    totals = {name: (probe.ok, probe.after) for name, probe in _found(record).items()}
    assert totals == {
        "reload the last page": (True, _gbp("27.20")),
        "remove paper guide": (True, _gbp("24.00")),
        "payment credit card": (True, _gbp("29.70")),
        "party child": (True, _gbp("28.95")),
        "address GB-ENG": (True, _gbp("27.20")),
        "address IE": (True, _gbp("32.70")),
        "quantity 2": (True, _gbp("47.20")),
        "viewport mobile": (True, _gbp("27.20")),
    }
    charges = {charge.label: charge for charge in journey.ledger.charges}
    assert charges["Paper guide"].avoidable is True
    assert charges["Paper guide"].avoidable_why == "remove: paper guide"
    ledgers = {probe.kind: probe.ledger for probe in journey.probes}
    assert all(ledger is not None and ledger.total is not None for ledger in ledgers.values())
    assert "Child safety fee" in {charge.label for charge in ledgers["party"].charges}  # type: ignore[union-attr]
    assert ledgers["quantity"].quantity == 2  # type: ignore[union-attr]
    options = document(journey)
    assert options is not None
    assert (options.cheapest, options.default, options.dearest) == (_gbp("24.00"), _gbp("27.20"), _gbp("29.70"))
    dearest = next(row for row in options.options if row.place == "dearest")
    assert [(change.label, change.after) for change in dearest.changes] == [("Payment fee (Credit card)", _gbp("2.50"))]


def test_basic_knows_a_cards_surcharge(browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    """The walk cannot go on with a card, whose fields are never filled; the state with it chosen is kept."""
    record, _ = _made(Ferry(), browser, run, tmp_path / "capture", level="basic")
    assert [probe.kind for probe in record.probes] == ["reload", "payment"]
    card = record.probes[1]
    assert (card.ok, card.after) == (True, _gbp("29.70"))
    assert card.snapshot is not None
    assert card.snapshot.screenshot
    assert "payment page" in card.why
    assert not any("cardnumber" in (action.datum, action.name) for step in card.steps
                   for action in getattr(step.decision, "actions", ()))  # fmt: skip


@pytest.mark.parametrize(("sticky", "walks", "total"), [(False, 1, "29.70"), (True, 2, "30.70")])
def test_what_cannot_be_put_back_is_walked_anew(
    sticky: bool, walks: int, total: str, browser: Browser, run: Run[WalkRecord], tmp_path: Path
) -> None:
    """Another payment is tried in place; where the old one then costs more than before, that is not believed."""
    shop = Ferry(sticky=sticky)
    record, journey = _made(shop, browser, run, tmp_path / "capture", level="basic")
    assert shop.requests.count("POST /basket") == walks
    assert record.probes[1].after == _gbp(total)
    assert journey.ledger is not None
    assert journey.ledger.total == _gbp("27.20")


def test_the_last_seat_is_in_the_base_walks_basket(browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    """Held stock: one after the other, and a fresh walk that finds nothing left says so and knows no total."""
    record, _ = _made(Ferry(seats=1, holds=True), browser, run, tmp_path / "capture")
    found = _found(record)
    for name in ("party child", "quantity 2", "viewport mobile"):
        assert not found[name].ok
        assert found[name].after is None
        assert "sold-out" in found[name].why
    assert found["payment credit card"].ok, "in place it needs no second seat"


def test_limits(browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    """What a limit of number or of time leaves out is named, with the limit."""
    record, _ = _made(Ferry(), browser, run, tmp_path / "one", limits=Limits(count=1))
    done = [probe.kind for probe in record.probes if not probe.why.startswith("not tried")]
    assert done == ["reload", "remove"]
    assert {probe.why for probe in record.probes[2:]} == {"not tried: 1 experiments are the limit"}
    assert len(record.probes) == 8
    record, _ = _made(Ferry(), browser, run, tmp_path / "two", limits=Limits(seconds=0.01))
    assert {probe.why for probe in record.probes} == {"not tried: cut short by --probe-timeout"}
    assert set(record.unvaried_groups) == {"remove:paper guide", "payment:bank transfer|credit card"}


@pytest.mark.parametrize(
    ("clock", "seconds", "kinds", "verdict"),
    [("real", 24, ["visit", "reload", "wait"], True), ("false", 9, ["visit", "reload", "wait"], False)],
)
def test_a_clock(
    clock: str, seconds: int, kinds: list[str], verdict: bool, browser: Browser, run: Run[WalkRecord], tmp_path: Path
) -> None:
    """A real clock goes on for a new visitor and ends with the offer; a false one starts again."""
    made: list[Probe] = []

    async def after(base: Walk) -> None:
        page = base.notes.clock
        assert page is not None
        made.extend(await revisit(base, browser, base.session.head, page, "probes/01"))
        base.record = base.record.model_copy(update={"probes": tuple(made)})

    shop = Ferry(clock=clock, seconds=seconds)
    with serve(shop) as address:
        options = WalkOptions(ship_to="GB", timeout=120)
        run(walk(f"{address}/crossing", options, browser=browser, out=tmp_path / "capture", after=after))
    assert shop.orders == 0
    assert [probe.kind for probe in made] == kinds
    report = judge([open_capture(tmp_path / "capture")], JudgeOptions(packs=("uk", "house")))
    [told] = [one for one in report.verdicts if one.rule == "resetting-or-false-deadline"]
    assert told.kind == ("pass" if verdict else "fail"), told
    assert all(probe.snapshot is not None and probe.snapshot.screenshot for probe in made)
    tried = [seen for seen in told.evidence if seen.probe]
    assert bool(tried) is not verdict
    assert all(seen.trial >= 0 and seen.screenshot and (seen.box or seen.passage) for seen in tried)


def test_a_row_of_the_basket_of_another_company(browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    """A second item that lands in the basket is taken out, and what it cost is known to be avoidable."""
    folder = SHOPS / "mugandco"
    shop = load_shop(folder).make("sample-kit")
    truth = next(one for one in load_truth(folder) if one["id"] == "sample-kit")

    async def after(base: Walk) -> None:
        await run_probes(base, browser, "full", Limits(count=1))

    with serve(shop) as address:
        options = WalkOptions(ship_to="GB", timeout=120)
        out = tmp_path / "capture"
        record = run(walk(address + truth["start"], options, browser=browser, out=out, after=after))
    assert shop.orders == 0
    [taken] = [probe for probe in record.probes if probe.kind == "remove"]
    assert (taken.ok, taken.after) == (True, _gbp("14.00")), taken.why


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_drawn_is_varied(shape: str, browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    """Deliveries and ways to pay that are no radios; none says its price, so the cheapest is found by the experiments."""
    record, journey, orders = _drawn(Drawn(shape=shape), browser, run, tmp_path / "capture")
    assert orders == 0
    found = {name: probe.after for name, probe in _found(record).items() if probe.ok}
    wanted = {
        "delivery deutsche post, werktage": "15.90",
        "delivery abholung im laden": "12.00",
        "payment rechnung": "20.40",
    }
    assert {name: found.get(name) for name in wanted} == {name: _eur(amount) for name, amount in wanted.items()}
    options = document(journey)
    assert options is not None
    assert (options.cheapest, options.default, options.dearest) == (_eur("12.00"), _eur("18.90"), _eur("20.40"))
    assert any("by experiment the cheapest is 'abholung im laden': 12.00 EUR instead of 18.90 EUR" in told
               for told in record.warnings)  # fmt: skip


def test_the_cheapest_that_is_drawn_is_taken(browser: Browser, run: Run[WalkRecord], tmp_path: Path) -> None:
    """Where the options say what they cost."""
    record, journey, orders = _drawn(Drawn(shape="tiles", priced=True), browser, run, tmp_path / "capture")
    assert orders == 0
    assert journey.ledger is not None
    assert journey.ledger.total == _eur("12.00")
    assert _found(record)["delivery dhl paket"].after == _eur("18.90")


def _eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def _drawn(shop: Drawn, browser: Browser, run: Run[WalkRecord], out: Path) -> tuple[WalkRecord, JourneyReport, int]:
    async def after(base: Walk) -> None:
        await run_probes(base, browser, "basic")

    options = WalkOptions(ship_to="DE", timeout=150)
    with serve(shop) as address:
        record = run(walk(f"{address}/becher", options, browser=browser, out=out, after=after))
    assert record.outcome == "reached", record
    [journey] = judge([open_capture(out)], JudgeOptions()).journeys
    return record, journey, shop.orders
