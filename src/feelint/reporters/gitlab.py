"""``gitlab``: GitLab Code Quality, for ``artifacts:reports:codequality``.

GitLab compares the fingerprints of two branches, so what is known is listed like what is new, and what is suppressed is
not. A journey that did not reach its total is an issue as well: an empty list would look like a pass.
"""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import urlsplit

from feelint.model.finding import Finding
from feelint.model.report import JourneyReport, Report
from feelint.model.words import Severity
from feelint.reporters import digest
from feelint.reporters.json import dump
from feelint.reporters.plain import plain

_SEVERITIES = {
    Severity.CRITICAL: "critical",
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}
Json = dict[str, Any]


def render(report: Report) -> str:
    """A JSON array with one issue for each journey without a total, each failure and each review."""
    journeys = {journey.id: journey for journey in report.journeys}
    issues = [_lost(journey) for journey in digest.unreached(report)]
    issues += [_issue(one, journeys, _SEVERITIES[one.severity]) for one in digest.failures(report)]
    issues += [_issue(one, journeys, "info", "For a person to look at: ") for one in digest.reviews(report)]
    return dump(issues)


def _issue(finding: Finding, journeys: dict[str, JourneyReport], severity: str, before: str = "") -> Json:
    url = next((seen.url for seen in finding.evidence if seen.url), "")
    return {
        "description": before + (plain(finding.message, 1000) or plain(finding.title)),
        "check_name": plain(finding.rule, 200),
        "fingerprint": finding.fingerprint,
        "severity": severity,
        "location": _location(journeys.get(finding.journey), url, finding.step),
    }


def _lost(journey: JourneyReport) -> Json:
    return {
        "description": plain(f"No verdict: {digest.ending(journey)}", 1000),
        "check_name": "no-verdict",
        "fingerprint": hashlib.sha256(f"no-verdict\0{journey.id}".encode()).hexdigest()[:16],
        "severity": "critical",
        "location": _location(journey, journey.start_url),
    }


def _location(journey: JourneyReport | None, url: str, step: int | None = None) -> Json:
    """The line that asks for the journey; where none does, the page (GitLab wants a path, and shows it as text)."""
    if (source := digest.source(journey, step)) is not None:
        return {"path": plain(source.file, 500), "lines": {"begin": source.line}}
    parts = urlsplit(plain(url or (journey.start_url if journey else ""), 500))
    return {"path": f"{parts.netloc}{parts.path}".strip("/") or "feelint", "lines": {"begin": 1}}
