"""``sarif`` and ``sarif-all``: SARIF 2.1.0 for code scanning and for viewers.

Code scanning shows every result as an alert whatever its ``kind``, so ``sarif`` holds failures only (those suppressed
marked as such). It wants a line of a file to point at: the one that names the journey. A page is no line of a file, so
where no file names the journey none is made up, and the log says what to give. The page is in ``webRequest``.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from feelint.model.finding import Evidence, Finding
from feelint.model.report import JourneyReport, Report
from feelint.model.words import Severity, Stage, VerdictKind
from feelint.reporters import digest
from feelint.reporters.json import dump
from feelint.reporters.plain import plain
from feelint.reporters.states import framed

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.CRITICAL: "error", Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}
_NOWHERE = "No file names {}, so code scanning has no line to show its findings at: give --sarif-location FILE:LINE."
Json = dict[str, Any]


def render(report: Report, *, everything: bool = False) -> str:
    """One SARIF log with one run; ``everything`` adds the reviews (kind ``review``, level ``none``)."""
    shown = [finding for finding in report.findings if everything or finding.kind == "fail"]
    rules = sorted({finding.rule: finding for finding in reversed(shown)}.items())
    laws = sorted({law.id: law for finding in shown for law in finding.citations}.items())
    rule_at = {rule: number for number, (rule, _) in enumerate(rules)}
    law_at = {law: number for number, (law, _) in enumerate(laws)}
    journeys = {journey.id: journey for journey in report.journeys}
    driver: Json = {
        "name": report.tool.name,
        "version": report.tool.version,
        "rules": [_rule(finding) for _, finding in rules],
    }
    run: Json = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"feelint/{report.environment.ship_to or 'any'}/"},
        "columnKind": "utf16CodeUnits",
        "invocations": [_invocation(report)],
        "results": [_result(one, journeys.get(one.journey), rule_at, law_at) for one in shown],
    }
    if laws:
        driver["supportedTaxonomies"] = [{"name": "law", "index": 0}]
        run["taxonomies"] = [{"name": "law", "taxa": [_taxon(law.id, law.text, law.url, law.tag) for _, law in laws]}]
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(finding: Finding) -> Json:
    fix = plain(finding.how_to_fix, 1000)
    level = _LEVELS[finding.severity]
    return {
        "id": finding.rule,
        "name": "".join(word.capitalize() for word in finding.rule.split("-")),
        "shortDescription": {"text": _sentence(finding.title)},
        "fullDescription": {"text": _sentence(finding.title)},
        "help": {"text": _sentence(f"{fix} See: feelint explain {finding.rule}".strip())},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": ["pricing", "consumer-law"], "problem.severity": _PROBLEMS[level]},
    }


def _sentence(text: str) -> str:
    text = plain(text, 1000)
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _taxon(name: str, text: str, url: str, tag: str) -> Json:
    taxon: Json = {"id": name, "shortDescription": {"text": plain(text, 500) + (f" ({tag})" if tag else "")}}
    return taxon | ({"helpUri": _uri(url)} if url.startswith(("https://", "http://")) else {})


def _invocation(report: Report) -> Json:
    notes = [_note("warning", warning) for warning in report.warnings]
    notes += [_note("error", f"{one.start_url}: {digest.ending(one)}") for one in digest.unreached(report)]
    notes += [
        _note("error", f"{verdict.rule} broke: {verdict.reason or verdict.message}")
        for verdict in report.verdicts
        if verdict.kind is VerdictKind.ERROR
    ]
    missing = [_note("warning", _NOWHERE.format(one.id)) for one in report.journeys if one.source is None]
    successful = report.gate in ("clean", "findings")
    told: Json = {"executionSuccessful": successful, "exitCode": report.exit_code, "toolExecutionNotifications": notes}
    return told | ({"toolConfigurationNotifications": missing} if missing else {})


def _note(level: str, text: str) -> Json:
    return {"level": level, "message": {"text": plain(text, 1000)}}


def _result(finding: Finding, journey: JourneyReport | None, rule_at: dict[str, int], law_at: dict[str, int]) -> Json:
    failed = finding.kind == "fail"
    result: Json = {
        "ruleId": finding.rule,
        "ruleIndex": rule_at[finding.rule],
        "kind": finding.kind,
        "level": _LEVELS[finding.severity] if failed else "none",
        "rank": round(finding.confidence * 100, 1),
        "message": {"text": plain(finding.message, 2000) or finding.title},
        "locations": [_location(journey, finding.journey, finding.step, finding.stage)],
        "fingerprints": {"feelint/v1": finding.fingerprint},
        "partialFingerprints": {"primaryLocationLineHash": f"{finding.fingerprint}:1"},
        "baselineState": "new" if finding.baseline == "new" else "unchanged",
        "taxa": [_reference(law.id, law_at) for law in finding.citations],
        "properties": {
            "severity": finding.severity,
            "confidence": finding.confidence,
            "packs": list(finding.packs),
            "strictestPacks": list(finding.strictest),
            "impact": finding.impact.to_json() if finding.impact is not None else None,
            "subject": plain(finding.subject),
        },
    }
    if (excuse := finding.suppressed) is not None:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": plain(excuse.reason, 500)}
        ]
    if pictures := [one for seen in finding.evidence if (one := _attachment(seen, journey))]:
        result["attachments"] = pictures
    if journey is not None and journey.steps:
        result["codeFlows"] = [_flow(journey)]
        known = finding.step is not None and finding.step < len(journey.steps)
        step = journey.steps[finding.step if finding.step is not None and known else -1]
        result["webRequest"] = {"method": "GET", "target": plain(step.url, 2000)}
    return result


def _reference(law: str, law_at: dict[str, int]) -> Json:
    return {"id": law, "index": law_at[law], "toolComponent": {"name": "law", "index": 0}}


def _location(
    journey: JourneyReport | None, name: str, step: int | None, stage: Stage | None, note: str = ""
) -> Json:  # fmt: skip
    """The line that names the journey, if there is one, and ``journey/stage`` as the logical place."""
    place = "/".join(part for part in (plain(name, 200) or "journey", stage or "") if part)
    location: Json = {
        "logicalLocations": [{"fullyQualifiedName": place, "kind": "member"}],
        "message": {"text": digest.place(step, stage) + note},
    }
    if (source := digest.source(journey, step)) is not None:
        file = {"uri": _uri(source.file), "uriBaseId": "%SRCROOT%"}
        location["physicalLocation"] = {"artifactLocation": file, "region": {"startLine": source.line}}
    return location


def _flow(journey: JourneyReport) -> Json:
    """The walk, with the total that each step showed and what it added to the one before."""
    places, last = [], journey.ledger.advertised if journey.ledger else None
    for number, step in enumerate(journey.steps):
        total = step.bill.total if step.bill else None
        rise = total - last if total is not None and last is not None and total.currency == last.currency else None
        note = f": total {total}" if total is not None else ""
        note += f" ({'' if rise.amount < 0 else '+'}{rise})" if rise is not None and rise.amount else ""
        where = _location(journey, journey.id, number, step.stage, note)
        place: Json = {"location": where, "executionOrder": number + 1}
        if total is not None:
            place["state"] = {"total": {"text": str(total)}}
            last = total
        places.append(place)
    return {"threadFlows": [{"id": plain(journey.id, 200) or "walk", "locations": places}]}


def _attachment(seen: Evidence, journey: JourneyReport | None) -> Json | None:
    """The picture of a piece of evidence, with its box in pixels of the picture."""
    if journey is None:
        return None
    shot = framed(journey, seen)
    if not (path := digest.picture(journey, shot.file)):
        return None
    attachment: Json = {
        "artifactLocation": {"uri": _uri(path)},
        "description": {"text": plain(seen.quote) or "seen here"},
    }
    if (box := shot.box) is not None:
        attachment["rectangles"] = [{"left": box.x, "top": box.y, "right": box.right, "bottom": box.bottom}]
    return attachment


def _uri(text: str) -> str:
    return quote(text, safe="/:?#[]@!$&'()*+,;=%~")
