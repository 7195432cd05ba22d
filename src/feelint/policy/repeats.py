"""Several walks of one journey (``--repeat``): which of them the report is on, and what differs between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol, TypeVar

from feelint.model.report import JourneyReport, RunReport
from feelint.model.walk import WalkRecord
from feelint.model.words import ORDER_PLACED, Outcome

_WORST_FIRST = (Outcome.LOST, Outcome.BLOCKED, Outcome.REACHED)


class _Walked(Protocol):
    @property
    def record(self) -> WalkRecord: ...


Walked = TypeVar("Walked", bound=_Walked)


def grouped(captures: Sequence[Walked]) -> list[list[Walked]]:
    """The captures of each journey: the first walk, and those behind it that repeat it."""
    groups: list[list[Walked]] = []
    for capture in captures:
        start = groups[-1][0].record.start_url if groups else ""
        if capture.record.run and capture.record.start_url == start:
            groups[-1].append(capture)
        else:
            groups.append([capture])
    return groups


def worst(runs: Sequence[JourneyReport]) -> int:
    """The walk that the report is on: one that did not reach its total, else the one with the highest, the first such."""
    return min(range(len(runs)), key=lambda number: _badness(runs[number]))


def _badness(run: JourneyReport) -> tuple[bool, int, Decimal]:
    total = run.ledger.total if run.ledger is not None else None
    return run.reason != ORDER_PLACED, _WORST_FIRST.index(run.outcome), -(total.amount if total else Decimal(0))


def told(runs: Sequence[JourneyReport]) -> tuple[RunReport, ...]:
    """Each of several walks in short; nothing for a single one."""
    if len(runs) < 2:
        return ()
    chosen = worst(runs)
    return tuple(
        RunReport(
            outcome=run.outcome,
            reason=run.reason,
            total=run.ledger.total if run.ledger is not None else None,
            seconds=run.seconds,
            capture=run.capture,
            judged=number == chosen,
        )
        for number, run in enumerate(runs)
    )


def differences(runs: Sequence[JourneyReport]) -> tuple[str, ...]:
    """What was not the same in every walk, a sentence each."""
    if len(runs) < 2:
        return ()
    name, number = runs[0].id, worst(runs) + 1
    found = []
    for what, told_of in (("ended differently", _ending), ("came to different totals", _total)):
        seen = Counter(map(told_of, runs))
        if len(seen) > 1:
            parts = ", ".join(f"{text} ({times})" for text, times in seen.most_common())
            found.append(f"{name}: {len(runs)} walks {what}: {parts}; the report is on walk {number}")
    seen_rows = [_rows(run) for run in runs if run.outcome is Outcome.REACHED]
    if not found and any(rows != seen_rows[0] for rows in seen_rows[1:]):
        common = set.intersection(*seen_rows)
        odd = sorted({label for rows in seen_rows for label, *_ in rows - common})
        found.append(f"{name}: {len(runs)} walks differ in {', '.join(odd)}; the report is on walk {number}")
    return tuple(found)


def _ending(run: JourneyReport) -> str:
    return str(run.outcome) if run.outcome is Outcome.REACHED else f"{run.outcome}: {run.reason}"


def _total(run: JourneyReport) -> str:
    return str(run.ledger.total) if run.ledger is not None and run.ledger.total is not None else "none"


def _rows(run: JourneyReport) -> set[tuple[str, ...]]:
    """The charges of a walk, each with where it came up first."""
    return {
        (
            charge.label,
            str(charge.amount),
            *(str(at.stage) if at else "" for at in (charge.first_announced, charge.first_counted)),
        )
        for charge in (run.ledger.charges if run.ledger is not None else ())
    }
