"""The gate: from findings, outcomes and limits to the exit code that CI sees. 4 beats 3 beats 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from feelint.errors import FeelintError
from feelint.model.finding import Finding, Verdict
from feelint.model.report import HarmCriterion, JourneyReport
from feelint.model.words import ORDER_PLACED, Outcome, Severity, VerdictKind

CLEAN, FINDINGS, USAGE, NO_VERDICT, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 4, 130
Word = Literal["clean", "findings", "no-verdict", "internal-error"]
_CODES: dict[Word, int] = {
    "internal-error": INTERNAL,
    "no-verdict": NO_VERDICT,
    "findings": FINDINGS,
    "clean": CLEAN,
}
"""The words, the strongest first."""
CRITERIA_WORDS: dict[HarmCriterion, str] = {
    "mandatory": "a dripped charge cannot be avoided",
    "preselected": "a dripped charge was preselected",
    "late": "a charge was first shown past the halfway point",
    "large": "dripped charges are more than 25 % of the price",
    "many": "three or more charges were dripped",
}


@dataclass(frozen=True)
class GateOptions:
    """What counts. ``fail_on`` is the least severity that does; ``never`` leaves only exit codes 0, 2, 3 and 4.

    ``max_drip`` (in a journey's own currency), ``max_drip_percent`` and ``harm`` are limits on what a total asks beyond
    its offer. They hold for themselves: no baseline and no suppression lifts them.
    """

    fail_on: Literal["critical", "error", "warning", "info", "never"] = "error"
    min_confidence: Decimal = Decimal(0)
    review: Literal["report", "fail"] = "report"
    max_drip: Decimal | None = None
    max_drip_percent: Decimal | None = None
    harm: tuple[HarmCriterion, ...] = ()


class Gate(NamedTuple):
    """The gate's answer."""

    word: Word
    exit_code: int


class Reason(NamedTuple):
    """One thing that keeps the gate from being clean."""

    word: Word
    text: str


def gate(
    journeys: Iterable[JourneyReport],
    findings: Iterable[Finding],
    verdicts: Iterable[Verdict],
    options: GateOptions | None = None,
) -> Gate:
    """What a report's journeys, findings and verdicts come to.

    A rule that broke is an internal error, and so is a walk that ordered. No journey, one without its total, or a limit
    that cannot be compared is no verdict, never a pass.
    """
    given = {reason.word for reason in reasons(journeys, findings, verdicts, options)}
    word: Word = next((word for word in _CODES if word in given), "clean")
    return Gate(word, _CODES[word])


def reasons(
    journeys: Iterable[JourneyReport],
    findings: Iterable[Finding],
    verdicts: Iterable[Verdict],
    options: GateOptions | None = None,
) -> tuple[Reason, ...]:
    """All that keeps the gate from being clean, the strongest first."""
    options = options or GateOptions()
    walked = tuple(journeys)
    found = (*_broken(walked, verdicts), *_unjudged(walked), *_counted(findings, options))
    limits = (reason for journey in walked if judged(journey) for reason in _limits(journey, options))
    order = list(_CODES)
    return tuple(sorted((*found, *limits), key=lambda reason: order.index(reason.word)))


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


def _broken(walked: Sequence[JourneyReport], verdicts: Iterable[Verdict]) -> Iterator[Reason]:
    for journey in walked:
        if journey.reason == ORDER_PLACED:
            yield Reason("internal-error", f"{journey.id}: the walk placed an order")
    for verdict in verdicts:
        if verdict.kind is VerdictKind.ERROR:
            yield Reason("internal-error", ": ".join(filter(None, (verdict.rule, "the rule broke", verdict.reason))))


def _unjudged(walked: Sequence[JourneyReport]) -> Iterator[Reason]:
    if not walked:
        yield Reason("no-verdict", "no journey was walked")
    for journey in walked:
        if not judged(journey):
            ended = f"{journey.outcome}, {journey.reason}" if journey.reason else str(journey.outcome)
            yield Reason("no-verdict", f"{journey.id}: no total was read ({ended})")


def _counted(findings: Iterable[Finding], options: GateOptions) -> Iterator[Reason]:
    for finding in findings:
        if counts(finding, options):
            word = "review" if finding.kind == "review" else str(finding.severity)
            yield Reason("findings", " ".join(filter(None, (f"{finding.rule} ({word})", finding.journey))))


def _limits(journey: JourneyReport, options: GateOptions) -> Iterator[Reason]:
    if options.fail_on == "never":
        return
    asked = options.max_drip, options.max_drip_percent
    if journey.harm is None:
        if asked != (None, None) or options.harm:
            yield Reason("no-verdict", f"{journey.id}: what the total asks beyond the offer was not computed")
        return
    total, percent = journey.harm.total, journey.harm.percent
    if (options.max_drip is not None and total is None) or (options.max_drip_percent is not None and percent is None):
        yield Reason("no-verdict", f"{journey.id}: no advertised price to compare the total with")
    if options.max_drip is not None and total is not None and total.amount > options.max_drip:
        yield Reason("findings", f"{journey.id}: {total} beyond the offer, at most {options.max_drip} allowed")
    if options.max_drip_percent is not None and percent is not None and percent > options.max_drip_percent:
        allowed = f"at most {options.max_drip_percent} % allowed"
        yield Reason("findings", f"{journey.id}: {percent} % beyond the advertised price, {allowed}")
    for word in options.harm:
        if word in journey.harm.criteria:
            yield Reason("findings", f"{journey.id}: {CRITERIA_WORDS[word]} ({word})")
        elif word in journey.harm.unknown and options.review == "fail":
            yield Reason("findings", f"{journey.id}: not known whether {CRITERIA_WORDS[word]} ({word})")
