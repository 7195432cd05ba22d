"""The gate: from findings and outcomes to the exit code that CI sees. 4 beats 3 beats 1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from feelint.errors import FeelintError
from feelint.model.finding import Finding, Verdict
from feelint.model.report import JourneyReport
from feelint.model.words import Outcome, Severity, VerdictKind

CLEAN, FINDINGS, USAGE, NO_VERDICT, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 4, 130
Word = Literal["clean", "findings", "no-verdict", "internal-error"]


@dataclass(frozen=True)
class GateOptions:
    """What counts. ``fail_on`` is the least severity that does; ``never`` leaves only exit codes 0, 2, 3 and 4."""

    fail_on: Literal["critical", "error", "warning", "info", "never"] = "error"
    min_confidence: Decimal = Decimal(0)
    review: Literal["report", "fail"] = "report"


class Gate(NamedTuple):
    """The gate's answer."""

    word: Word
    exit_code: int


def gate(
    journeys: Iterable[JourneyReport],
    findings: Iterable[Finding],
    verdicts: Iterable[Verdict],
    options: GateOptions | None = None,
) -> Gate:
    """What a report's journeys, findings and verdicts come to.

    A rule that broke is an internal error. No journey, or one without its total, is no verdict, never a pass.
    """
    options = options or GateOptions()
    walked = tuple(journeys)
    if any(verdict.kind is VerdictKind.ERROR for verdict in verdicts):
        return Gate("internal-error", INTERNAL)
    if not walked or not all(map(judged, walked)):
        return Gate("no-verdict", NO_VERDICT)
    if any(counts(finding, options) for finding in findings):
        return Gate("findings", FINDINGS)
    return Gate("clean", CLEAN)


def judged(journey: JourneyReport) -> bool:
    """Whether a journey came to a total that rules could judge."""
    return journey.outcome is Outcome.REACHED and journey.ledger is not None and journey.ledger.total is not None


def counts(finding: Finding, options: GateOptions) -> bool:
    """Whether a finding closes the gate: new, not suppressed, sure and severe enough; reviews only if asked for."""
    if finding.suppressed is not None or finding.baseline == "known" or options.fail_on == "never":
        return False
    if finding.confidence < options.min_confidence:
        return False
    if finding.kind == "review":
        return options.review == "fail"
    return finding.severity.rank <= Severity(options.fail_on).rank


def exit_code_of(error: BaseException) -> int:
    """The exit code that an exception ends a run with."""
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    return error.exit_code if isinstance(error, FeelintError) else INTERNAL
