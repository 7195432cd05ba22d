"""What every format tells of a report besides the findings themselves: counts, sums and what was left unchecked."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import PurePosixPath

from feelint.model.finding import Finding
from feelint.model.ledger import StepRef
from feelint.model.report import JourneyReport, Report, SourceLine
from feelint.model.words import Outcome, Severity, Stage, VerdictKind
from feelint.money import Money

_UNCHECKED = ("missing:", "not-reached")
"""Reasons with which the engine, not a rule, asks for a review: the rule could not be applied."""


def failures(report: Report, journey: JourneyReport | None = None) -> list[Finding]:
    """Failures that count, worst first; of all journeys or of one (those of no journey stand with the first)."""
    return [finding for finding in _of(report, journey) if finding.kind == "fail" and finding.suppressed is None]


def reviews(report: Report, journey: JourneyReport | None = None) -> list[Finding]:
    """What a person has to look at, without the rules that could not be applied at all."""
    return [
        finding
        for finding in _of(report, journey)
        if finding.kind == "review" and finding.suppressed is None and not finding.reason.startswith(_UNCHECKED)
    ]


def suppressed(report: Report, journey: JourneyReport | None = None) -> list[Finding]:
    """Findings that somebody answers for."""
    return [finding for finding in _of(report, journey) if finding.suppressed is not None]


def _of(report: Report, journey: JourneyReport | None) -> list[Finding]:
    ids = {one.id for one in report.journeys}
    strays = journey is None or journey is report.journeys[0]
    mine = [
        finding
        for finding in report.findings
        if journey is None or finding.journey == journey.id or (strays and finding.journey not in ids)
    ]
    return sorted(mine, key=lambda finding: (finding.severity.rank, finding.baseline == "known"))


def source(journey: JourneyReport | None, step: int | None = None) -> SourceLine | None:
    """The line of a file that names a step, else the last step before it that one names, else the journey's own."""
    if journey is None or step is None:
        return journey.source if journey is not None else None
    told = [one.source for one in journey.steps[: step + 1] if one.source is not None]
    return told[-1] if told else journey.source


def unchecked(report: Report) -> dict[str, list[str]]:
    """Rules that could not be applied, by reason."""
    reasons: defaultdict[str, set[str]] = defaultdict(set)
    for verdict in report.verdicts:
        if verdict.kind is VerdictKind.REVIEW and verdict.reason.startswith(_UNCHECKED):
            reasons[verdict.reason].add(verdict.rule)
        elif verdict.kind is VerdictKind.ERROR:
            reasons[f"the rule broke: {verdict.reason or verdict.message}"].add(verdict.rule)
    return {reason: sorted(rules) for reason, rules in sorted(reasons.items())}


def passes(report: Report) -> Counter[str]:
    """Rules that passed on everything they looked at, with how often."""
    kinds: defaultdict[str, Counter[VerdictKind]] = defaultdict(Counter)
    for verdict in report.verdicts:
        kinds[verdict.rule][verdict.kind] += 1
    clean = {VerdictKind.PASS, VerdictKind.INAPPLICABLE}
    return Counter(
        {
            rule: found[VerdictKind.PASS]
            for rule, found in sorted(kinds.items())
            if VerdictKind.PASS in found and set(found) <= clean
        }
    )


def inapplicable(report: Report) -> list[str]:
    """Rules for which there was nothing to look at anywhere."""
    seen = {verdict.rule for verdict in report.verdicts if verdict.kind is not VerdictKind.INAPPLICABLE}
    return sorted({verdict.rule for verdict in report.verdicts} - seen)


_WHOLE = frozenset(("", "total", "subtotal"))


def at_stake(findings: list[Finding]) -> tuple[Money, ...]:
    """The money that the findings are about, one sum a currency.

    Several findings on one subject count once, with the largest; a finding on the whole journey, or on its sums, counts
    where it is larger than all the others together.
    """
    largest: dict[tuple[str, str, str], Money] = {}
    for finding in findings:
        if finding.impact is not None:
            key = (finding.impact.currency, finding.journey, finding.subject)
            largest[key] = max(abs(finding.impact), largest.get(key, abs(finding.impact)))
    sums: dict[str, Money] = {}
    for currency in sorted({key[0] for key in largest}):
        parts = [money for key, money in largest.items() if key[0] == currency and key[2] not in _WHOLE]
        whole = [money for key, money in largest.items() if key[0] == currency and key[2] in _WHOLE]
        sums[currency] = (
            max(sum(parts, Money(Decimal(0), currency)), *whole) if whole else sum(parts, Money(Decimal(0), currency))
        )
    return tuple(sums.values())


def counted(number: int, noun: str) -> str:
    """``1 finding``, ``2 findings``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _some(number: int, severity: Severity) -> str:
    countable = severity in (Severity.ERROR, Severity.WARNING)
    return counted(number, severity) if countable else f"{number} {severity}"


def tally(report: Report) -> str:
    """``2 findings (1 error, 1 warning), 1 review, 1 suppressed``."""
    found = failures(report)
    by_severity = Counter(finding.severity for finding in found)
    kinds = ", ".join(_some(by_severity[severity], severity) for severity in Severity if by_severity[severity])
    parts = [counted(len(found), "finding") + (f" ({kinds})" if kinds else ""), counted(len(reviews(report)), "review")]
    known = sum(finding.baseline == "known" for finding in found)
    parts += [f"{known} known"] if known else []
    parts += [f"{len(hidden)} suppressed"] if (hidden := suppressed(report)) else []
    return ", ".join(parts)


def unreached(report: Report) -> list[JourneyReport]:
    """Journeys without a total: no verdict, never a pass."""
    return [journey for journey in report.journeys if journey.outcome is not Outcome.REACHED]


def ending(journey: JourneyReport) -> str:
    """How the walk ended, in words."""
    if journey.outcome is Outcome.REACHED:
        return f"reached the total in {counted(len(journey.steps), 'step')}"
    place = f" at step {len(journey.steps)}, {journey.steps[-1].stage}" if journey.steps else " before the first step"
    return f"{journey.outcome}{place}: {journey.reason or 'no reason given'}"


def so_far(journey: JourneyReport, total: str) -> str:
    """A total in a table: of a walk that did not come to its end it is only the last one seen."""
    seen = journey.ledger is not None and journey.ledger.total is not None
    return f"{total} so far" if seen and journey.outcome is not Outcome.REACHED else total


def runs(journey: JourneyReport) -> str:
    """Several walks of one journey in a line: how many ended alike, what they came to, how long they took."""
    if not journey.runs:
        return ""
    totals = Counter(str(run.total) if run.total is not None else str(run.outcome) for run in journey.runs)
    told = ", ".join(f"{text} ({times})" for text, times in totals.most_common())
    seconds = sorted(run.seconds for run in journey.runs)
    return f"walked {len(journey.runs)} times: {told}; {seconds[0]:.1f} to {seconds[-1]:.1f} s"


def place(step: int | None, stage: Stage | None) -> str:
    """``step 5, payment``: people count from 1."""
    parts = ([f"step {step + 1}"] if step is not None else []) + ([str(stage)] if stage else [])
    return ", ".join(parts) or "the whole journey"


def beyond(journey: JourneyReport) -> str:
    """What the total asks that the offer did not show, and which criteria of harm that meets; empty where it asks nothing.

    The criteria are those of :mod:`feelint.policy.harm`, in the words that ``--harm`` takes.
    """
    harm = journey.harm
    if harm is None or harm.total is None or not harm.total.amount:
        return ""
    share = f" ({harm.percent:.1f} %)" if harm.percent is not None else ""
    met = ", ".join(harm.criteria) or "none"
    unknown = f"; not known: {', '.join(harm.unknown)}" if harm.unknown else ""
    return f"beyond the offer: {harm.total}{share} · criteria of harm met: {met}{unknown}"


def under(finding: Finding) -> str:
    """The packs under which a finding stands, and which of them are the strictest where others are milder."""
    packs = ", ".join(finding.packs)
    milder = set(finding.packs) - set(finding.strictest)
    return f"{packs}; the strictest: {', '.join(finding.strictest)}" if finding.strictest and milder else packs


def where(ref: StepRef | None) -> str:
    """``5 payment``; a dash for never."""
    return f"{ref.step + 1} {ref.stage}" if ref else "–"


def yes_no(value: bool | None) -> str:
    """Three-valued, as people say it."""
    return "not known" if value is None else "yes" if value else "no"


def picture(journey: JourneyReport, path: str) -> str:
    """The path of a journey's picture, relative to the output folder; empty where it would lead out of it.

    Where the capture lies elsewhere (its path is absolute), relative to the capture.
    """
    folder = PurePosixPath(journey.capture.replace("\\", "/"))
    whole = PurePosixPath(path) if folder.is_absolute() else folder / path
    return "" if not path or whole.is_absolute() or ".." in whole.parts else str(whole)


def closing(report: Report) -> str:
    """``2 findings (1 error, 1 warning), 1 review · charged 54.75 EUR, advertised 49.00 EUR · exit 1``."""
    parts = [tally(report)]
    if len(report.journeys) == 1 and (ledger := report.journeys[0].ledger):
        whole = not unreached(report) and ledger.total is not None
        charged = f"charged {ledger.total}" if whole else "total not reached"
        parts.append(charged + (f", advertised {ledger.advertised}" if ledger.advertised is not None else ""))
    elif report.journeys:
        reached = len(report.journeys) - len(unreached(report))
        parts.append(f"{reached} of {counted(len(report.journeys), 'journey')} reached the total")
    verdict = {"no-verdict": "no verdict, ", "internal-error": "internal error, "}.get(report.gate, "")
    return " · ".join([*parts, f"{verdict}exit {report.exit_code}"])
