"""Whether a clock is real: later looks at it, held against the first one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feelint.engine.deadlines import deadline
from feelint.extract.countdowns import countdowns
from feelint.model.ledger import Ledger, ProbeResult, Step
from feelint.model.scene import Scene
from feelint.model.words import Stage
from feelint.money import Money

START = datetime(2026, 11, 22, 12, tzinfo=UTC)


def _step(text: str, seconds: int | None, price: str | None = "20.00 GBP") -> Step:
    scene = Scene(text=text, advertised_money=Money.parse(price) if price else None)
    at = None if seconds is None else START + timedelta(seconds=seconds)
    return Step(index=0, stage=Stage.PRODUCT, url="u", title="", scene=scene, bill=None, at=at)


def _looked(kind: str, step: Step, *, ok: bool = True) -> ProbeResult:
    return ProbeResult(
        kind=kind, subject="", group="", ok=ok, why="", before=None, after=None, bill=None, steps=(step,)
    )


def _real(first: Step, *looks: ProbeResult) -> bool | None:
    ledger = Ledger(
        advertised=None, advertised_at=None, quantity=1, total=None, total_at=None, charges=(), items=(),
        steps=(first,), probes=looks,
    )  # fmt: skip
    return deadline(ledger, first, countdowns(first.scene.text)[0]).real


FIRST = _step("Sale ends in 00:10:00", 0)


@pytest.mark.parametrize(
    ("shown", "after", "real"),
    [("00:09:50", 10, True), ("00:09:53", 10, True), ("00:09:54", 10, False), ("00:10:00", 10, False),
     ("00:09:47", 10, True),
     ("00:09:46", 10, None), ("00:00:05", 10, None), ("00:09:58", 2, None)],
)  # fmt: skip
def test_a_visit_and_a_reload(shown: str, after: int, real: bool | None) -> None:
    """Three seconds either way mean nothing; a look that comes too soon tells nothing."""
    step = _step(f"Sale ends in {shown}", after)
    assert _real(FIRST, _looked("visit", step), _looked("reload", step)) is real


def test_one_visit_alone_is_not_enough_to_believe_it() -> None:
    """A visit that broke, that had no clock, or that nobody made leaves the question open."""
    good = _looked("visit", _step("Sale ends in 00:09:50", 10))
    assert _real(FIRST, good) is None
    assert _real(FIRST, good, _looked("reload", _step("Sale ends in 00:09:40", 20), ok=False)) is None
    assert _real(FIRST, good, _looked("reload", _step("Lamp", 20))) is None
    assert _real(_step("Sale ends in 00:10:00", None), good, _looked("reload", good.steps[0])) is None
    assert _real(FIRST) is None


def test_a_reload_is_held_against_the_visit_too() -> None:
    """A clock of a session's own that was first seen after it had started again."""
    first = _step("Sale ends in 23:59:58", 0)
    visit, reload = _step("Sale ends in 00:00:01", 10), _step("Sale ends in 23:59:54", 18)
    assert _real(first, _looked("visit", visit), _looked("reload", reload)) is False
    assert _real(first, _looked("visit", visit), _looked("reload", _step("Sale ends in 00:00:00", 11))) is None


def test_minutes_cannot_be_held_against_seconds() -> None:
    first = _step("Sale ends in 2 h 10 min", 0)
    step = _step("Sale ends in 2 h 10 min", 20)
    assert _real(first, _looked("visit", step), _looked("reload", step)) is None


@pytest.mark.parametrize(
    ("text", "price", "real"),
    [("Lamp", "26.00 GBP", True), ("Sold", None, True), ("Lamp", "20.00 GBP", False),
     ("Sale ends in 00:00:00", "20.00 GBP", False), ("Sale ends in 00:10:00", "20.00 GBP", False)],
)  # fmt: skip
def test_its_zero(text: str, price: str | None, real: bool) -> None:
    """An offer that ends raises its price or goes; one that goes on was none."""
    seen = _looked("visit", _step("Sale ends in 00:09:50", 10))
    assert _real(FIRST, seen, _looked("wait", _step(text, 601, price))) is real
