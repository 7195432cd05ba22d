"""``github``: workflow commands that GitHub shows as annotations of a run: the ten worst, as it shows no more.

The rest belongs in the job's summary, which is ``markdown``; where that goes is the command line's business.
"""

from __future__ import annotations

from feelint.model.finding import Finding
from feelint.model.report import JourneyReport, Report
from feelint.model.words import Severity
from feelint.reporters import digest
from feelint.reporters.plain import plain

WORST = 10
_LEVELS = {Severity.CRITICAL: "error", Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _DATA | {":": "%3A", ",": "%2C"}


def render(report: Report) -> str:
    """A line for each annotation, then one in words. No other line can begin with the marks of a command."""
    journeys = {journey.id: journey for journey in report.journeys}
    lines = [_lost(journey) for journey in digest.unreached(report)]
    lines += [_finding(one, _LEVELS[one.severity], one.rule, journeys) for one in digest.failures(report)]
    lines += [_finding(one, "notice", f"review: {one.rule}", journeys) for one in digest.reviews(report)]
    rest = f"; {len(lines) - WORST} more in the job's summary" if len(lines) > WORST else ""
    return "\n".join([*lines[:WORST], f"feelint: {digest.closing(report)}{rest}"]) + "\n"


def command(level: str, message: str, **properties: str) -> str:
    """A workflow command, escaped as GitHub's own toolkit does it."""
    given = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in properties.items() if value)
    return f"::{level}{' ' if given else ''}{given}::{_escaped(message, _DATA)}"


def _finding(finding: Finding, level: str, title: str, journeys: dict[str, JourneyReport]) -> str:
    url = next((plain(seen.url, 200) for seen in finding.evidence if seen.url), "")
    lines = [plain(finding.message, 600), " · ".join(filter(None, (digest.place(finding.step, finding.stage), url)))]
    lines += [f"Fix: {plain(finding.how_to_fix, 300)}"] if finding.how_to_fix else []
    lines += [f"Law: {'; '.join(plain(law.text, 120) for law in finding.citations[:3])}"] if finding.citations else []
    return command(
        level, "\n".join(lines), **_place(journeys.get(finding.journey), finding.step), title=plain(title, 120)
    )


def _lost(journey: JourneyReport) -> str:
    said = plain(journey.message, 300)
    text = f"{plain(journey.start_url, 200)}: {plain(digest.ending(journey), 300)}" + (f"\n{said}" if said else "")
    return command("error", text, **_place(journey), title="no verdict")


def _place(journey: JourneyReport | None, step: int | None = None) -> dict[str, str]:
    source = digest.source(journey, step)
    return {"file": plain(source.file, 300), "line": str(source.line)} if source else {}


def _escaped(text: str, marks: dict[str, str]) -> str:
    return "".join(marks.get(char, char) for char in text)
