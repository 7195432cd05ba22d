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
    """What experiments say of a clock: ``real`` is None where they cannot tell. ``seen`` are the experiments to quote, each with what
    the page said where it ended."""

    real: bool | None
    told: str = ""
    confidence: float = 0.0
    seen: tuple[tuple[ProbeResult, str], ...] = ()


class _Sight(NamedTuple):
    """A look at the clock, by the walk or an experiment; no clock where it was not on the page any more."""

    kind: str
    step: Step
    clock: Countdown | None
    probe: ProbeResult | None = None


class _Moved(NamedTuple):
    """Seconds between two looks, by how many the end has moved, and how many of them mean nothing."""

    apart: int
    by: int
    slack: int


def deadline(ledger: Ledger, step: Step, clock: Countdown) -> Deadline:
    """Judges the clock that ``step`` showed. Without experiments, or times, nothing is told.

    It is false if it starts again on a fresh visit or a reload, starts again at its zero, or if its zero leaves the
    price as it was; real if the offer ends with it, or if both visits see it run to the same moment. An end that a
    fresh visit sees earlier tells nothing by itself.
    """
    walked, sights = _Sight("walk", step, clock), list(_sights(ledger, clock.words))
    visits = [sight for sight in sights if sight.clock is not None and sight.kind in _VISITS]
    for at, sight in enumerate(visits):
        for before in (walked, *visits[:at]):
            if (moved := _moved(before, sight)) is not None and moved.by > moved.slack:
                return _restarted(before, sight, moved.apart)
    ending = next((sight for sight in sights if sight.kind == "wait"), None)
    if ending is not None and (answer := _at_zero(ending, [one for one in sights if one.kind in _VISITS])):
        return answer
    kept = {
        sight.kind
        for sight in visits
        if (moved := _moved(walked, sight)) is not None and moved.apart > moved.slack >= -moved.by
    }
    if kept == set(_VISITS):
        return Deadline(True, "on a fresh visit and after a reload it runs to the same moment", 0.0)
    return Deadline(None)


def _sights(ledger: Ledger, words: str) -> Iterator[_Sight]:
    for probe in ledger.probes:
        if probe.kind in (*_VISITS, "wait") and probe.ok and probe.steps and probe.before is None:
            step = probe.steps[-1]
            shown = next((one for one in countdowns(step.scene.text) if one.words == words), None)
            yield _Sight(probe.kind, step, shown, probe)


def _moved(before: _Sight, after: _Sight) -> _Moved | None:
    if before.step.at is None or after.step.at is None or before.clock is None or after.clock is None:
        return None
    apart = round((after.step.at - before.step.at).total_seconds())
    slack = _SLACK if before.clock.exact and after.clock.exact else _SLACK + _MINUTE
    return _Moved(apart, apart + after.clock.seconds - before.clock.seconds, slack)


def _restarted(before: _Sight, after: _Sight, apart: int) -> Deadline:
    assert before.clock is not None
    assert after.clock is not None
    left = max(before.clock.seconds - apart, 0)
    told = f"{_where(after)} {apart} s later it shows {_time(after.clock.seconds)}, where {_time(left)} is left"
    seen = [(sight.probe, sight.clock.said) for sight in (before, after) if sight.probe and sight.clock]
    if before.kind in _VISITS:
        told = f"{_where(before)} it shows {_time(before.clock.seconds)}; {told}"
    return Deadline(False, told, 0.9 if after.kind == "reload" else 0.8, tuple(seen))


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
        return Deadline(False, told, 0.9, _quoted(ending, ending.clock.said, _price(ending.step)))
    told = f"at zero nothing happens: the price is {new} as before"
    return Deadline(False, told, 0.7, _quoted(ending, _price(ending.step)))


def _quoted(sight: _Sight, *said: str) -> tuple[tuple[ProbeResult, str], ...]:
    return tuple((sight.probe, words) for words in said if sight.probe)


def _price(step: Step) -> str:
    """The price of a page as the shop wrote it."""
    scene = step.scene
    return scene.amounts[scene.advertised].text if scene.advertised >= 0 else str(scene.advertised_money)


def _where(sight: _Sight) -> str:
    return "on a fresh visit" if sight.kind == "visit" else "after a reload"


def _time(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
