"""What is accepted of a report's findings, by suppressions, decisions and the baseline together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from feelint.model.finding import Finding
from feelint.model.report import BaselineUse, JourneyReport
from feelint.policy import baseline as known
from feelint.policy.baseline import Baseline, Entry
from feelint.policy.gate import judged
from feelint.policy.suppressions import DecideRule, SuppressRule, suppress


@dataclass(frozen=True)
class Acceptance:
    """What somebody answers for. ``day`` is today for expiry (None: the day of the judgement).

    ``heeded`` False is the auditor's view: all of it is set aside, and the report says so.
    """

    suppress: tuple[SuppressRule, ...] = ()
    decide: tuple[DecideRule, ...] = ()
    baseline: Baseline | None = None
    file: str = ""
    day: date | None = None
    heeded: bool = True

    @property
    def decisions(self) -> tuple[DecideRule, ...]:
        """The decisions that are heeded."""
        return self.decide if self.heeded else ()


class Accepted(NamedTuple):
    """The findings as they count, what there is to say, and what the baseline came to."""

    findings: tuple[Finding, ...]
    warnings: tuple[str, ...] = ()
    baseline: BaselineUse | None = None


def accept(
    findings: Sequence[Finding], acceptance: Acceptance, journeys: Iterable[JourneyReport], day: date
) -> Accepted:
    """Marks what is suppressed and what is known. ``day`` is the judgement's, for want of another."""
    if not acceptance.heeded:
        return Accepted(tuple(findings), _set_aside(acceptance))
    walked = [journey.id for journey in journeys if judged(journey)]
    given = (*acceptance.suppress, *acceptance.decide)
    settled = suppress(findings, given, walked, acceptance.day or day)
    if acceptance.baseline is None:
        return Accepted(*settled)
    matched = known.match(settled.findings, acceptance.baseline, walked)
    use = BaselineUse(
        file=acceptance.file,
        entries=len(acceptance.baseline.entries),
        known=len(matched.used),
        stale=tuple(map(known.told, matched.stale)),
    )
    warnings = (*settled.warnings, *_said(matched, acceptance, walked))
    return Accepted(matched.findings, warnings, use)


def _said(matched: known.Matched, acceptance: Acceptance, walked: Sequence[str]) -> list[str]:
    file = acceptance.file or "the baseline"
    entries = acceptance.baseline.entries if acceptance.baseline else ()
    if entries and walked and len(matched.elsewhere) == len(entries):
        theirs = ", ".join(sorted({entry.journey for entry in entries})[:3])
        return [f"{file} is of other journeys ({theirs}), not of {', '.join(walked)}: another project's baseline?"]
    said = [
        f"{_about(entry)} {known.outgrown(entry)} in {file}, now {_amount(finding)}: it counts again"
        for entry, finding in matched.outgrown
        if finding.suppressed is None
    ]
    if matched.stale:
        some = "; ".join(map(_about, matched.stale[:3])) + ("; ..." if len(matched.stale) > 3 else "")
        number = f"{len(matched.stale)} entries" if len(matched.stale) > 1 else "1 entry"
        said.append(f"{number} of {file} match nothing any more ({some}): feelint baseline prune")
    return said


def _about(entry: Entry) -> str:
    return " ".join(filter(None, (entry.rule, entry.subject)))


def _amount(finding: Finding) -> str:
    kind = "a failure" if finding.kind == "fail" else "a review"
    return f"{kind} over {abs(finding.impact)}" if finding.impact is not None else kind


def _set_aside(acceptance: Acceptance) -> tuple[str, ...]:
    parts = [
        f"{len(given)} {word}{'s' if len(given) > 1 else ''}"
        for given, word in ((acceptance.suppress, "suppression"), (acceptance.decide, "decision"))
        if given
    ]
    if acceptance.baseline is not None:
        parts.append(f"the baseline {acceptance.file}".strip())
    return (f"set aside by --no-suppress: {', '.join(parts)}",) if parts else ()
