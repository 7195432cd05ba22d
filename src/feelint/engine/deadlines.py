"""Whether a clock on an offer is real: what experiments saw of it on a fresh visit, after a reload, and at its zero."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from feelint.extract.countdowns import Countdown, countdowns
from feelint.model.ledger import Ledger, ProbeResult, Step

_SLACK = 3
"""Seconds by which a clock that goes on may be off: loading, drawing, rounding."""
_MINUTE = 60
_VISITS = ("visit", "reload")


class Deadline(NamedTuple):
    """What experiments say of a clock: ``real`` is None where they cannot tell. ``seen`` are the steps to quote."""

    real: bool | None
    told: str = ""
    confidence: float = 0.0
    seen: tuple[tuple[Step, Countdown], ...] = ()


class _Sight(NamedTuple):
    """A later look at the clock: None where it was not on the page any more."""

    probe: ProbeResult
    step: Step
    clock: Countdown | None


def deadline(ledger: Ledger, step: Step, clock: Countdown) -> Deadline:
    """Judges the clock that ``step`` showed. Without experiments, or times, nothing is told.

    It is false if it starts again on a fresh visit or a reload, starts again at its zero, or if its zero leaves the
    price as it was; real if the offer ends with it, or if both visits see it run to the same moment.
    """
    sights = list(_sights(ledger, clock.words))
    kept: list[_Sight] = []
    for sight in sights:
        later = _later(step, clock, sight)
        if sight.clock is None or later is None:
            continue
        apart, shift, slack = later
        if sight.probe.kind in _VISITS and shift > slack:
            left = max(clock.seconds - apart, 0)
            told = f"{_where(sight)} {apart} s later it shows {_time(sight.clock.seconds)}, where {_time(left)} is left"
            return Deadline(False, told, 0.9 if sight.probe.kind == "reload" else 0.8, ((sight.step, sight.clock),))
        if sight.probe.kind in _VISITS and apart > slack:
            kept.append(sight)
    ending = next((sight for sight in sights if sight.probe.kind == "wait"), None)
    if ending is not None and (answer := _at_zero(ending, [one for one in sights if one.probe.kind in _VISITS])):
        return answer
    if {sight.probe.kind for sight in kept} == set(_VISITS):
        return Deadline(True, "on a fresh visit and after a reload it runs to the same moment", 0.0)
    return Deadline(None)


def _sights(ledger: Ledger, words: str) -> Iterator[_Sight]:
    for probe in ledger.probes:
        if probe.kind in (*_VISITS, "wait") and probe.ok and probe.steps and probe.before is None:
            step = probe.steps[-1]
            yield _Sight(probe, step, next((c for c in countdowns(step.scene.text) if c.words == words), None))


def _later(step: Step, clock: Countdown, sight: _Sight) -> tuple[int, int, int] | None:
    """Seconds between the two looks, by how many the end has moved, and how many of them mean nothing."""
    if step.at is None or sight.step.at is None or sight.clock is None:
        return None
    apart = round((sight.step.at - step.at).total_seconds())
    slack = _SLACK if clock.exact and sight.clock.exact else _SLACK + _MINUTE
    return apart, apart + sight.clock.seconds - clock.seconds, slack


def _at_zero(ending: _Sight, before: list[_Sight]) -> Deadline | None:
    """What the clock's zero did: None where no price tells."""
    old = next((one.step.scene.advertised_money for one in reversed(before)), None)
    new = ending.step.scene.advertised_money
    if old is None:
        return None
    if new is None or new > old:
        return Deadline(True, "at zero the offer ends: " + (f"the price is {new} then" if new else "no price is left"))
    if ending.clock is not None and ending.clock.seconds > _SLACK:
        told = f"at zero it starts again with {_time(ending.clock.seconds)}, and the price is {new} as before"
        return Deadline(False, told, 0.9, ((ending.step, ending.clock),))
    return Deadline(False, f"at zero nothing happens: the price is {new} as before", 0.7)


def _where(sight: _Sight) -> str:
    return "on a fresh visit" if sight.probe.kind == "visit" else "after a reload"


def _time(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
