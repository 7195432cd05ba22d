"""``junit``: test results as Jenkins and GitLab read them: a suite for each journey, a case for each rule.

A failure is a finding that nobody has accepted. Skipped, each with its reason: reviews, what is known or suppressed,
rules that found nothing to look at or are not there. A walk without a total is an error, and so is a rule that broke.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar
from xml.etree import ElementTree as ET

from feelint.model.finding import Finding, Verdict
from feelint.model.report import JourneyReport, Report
from feelint.model.words import Outcome, VerdictKind
from feelint.reporters import digest
from feelint.reporters.plain import plain

REACHED = "reaches-the-total"
Judged = TypeVar("Judged", Finding, Verdict)


def render(report: Report) -> str:
    """The document: ``testsuites`` by the schema of Jenkins' xUnit plugin."""
    root = ET.Element("testsuites", name="feelint", time=f"{sum(one.seconds for one in report.journeys):.3f}")
    for journey in report.journeys:
        _suite(root, report, journey)
    if not report.journeys:
        suite = ET.SubElement(root, "testsuite", name="feelint")
        _say(_case(suite, "feelint", REACHED), "error", "no journey was walked", "no-verdict")
        _count(suite)
    _count(root)
    del root.attrib["skipped"]
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, report: Report, journey: JourneyReport) -> None:
    name = plain(journey.id, 200) or "journey"
    suite = ET.SubElement(root, "testsuite", name=name, time=f"{journey.seconds:.3f}")
    suite.set("timestamp", journey.started_at.strftime("%Y-%m-%dT%H:%M:%S"))
    about = ET.SubElement(suite, "properties")
    for key, value in (("start_url", journey.start_url), ("as_of", str(report.environment.as_of))):
        ET.SubElement(about, "property", name=key, value=plain(value, 500))
    reached = _case(suite, name, REACHED, journey.seconds)
    if journey.outcome is not Outcome.REACHED:
        text = "\n".join((plain(journey.start_url, 500), plain(journey.message, 1000)))
        _say(reached, "error", digest.ending(journey), journey.outcome, text)
    mine = [one for one in report.verdicts if one.journey == journey.id]
    found = (*digest.failures(report, journey), *digest.reviews(report, journey), *digest.suppressed(report, journey))
    findings, verdicts = _by_rule(found), _by_rule(mine)
    for rule in sorted({*findings, *verdicts}):
        _judge(_case(suite, name, rule), findings.get(rule, []), verdicts.get(rule, []))
    for absent in sorted({one.rule for one in report.not_implemented} - {*findings, *verdicts}):
        _say(_case(suite, name, absent), "skipped", "not implemented in this version", "not-implemented")
    _count(suite)


def _judge(case: ET.Element, findings: list[Finding], verdicts: list[Verdict]) -> None:
    """What a rule's case says: the worst that it came to."""
    kinds = {one.kind for one in verdicts}
    if broken := [one for one in verdicts if one.kind is VerdictKind.ERROR]:
        _say(case, "error", f"the rule broke: {broken[0].reason or broken[0].message}", "rule-broke")
    elif new := [one for one in findings if one.kind == "fail" and not _excuse(one)]:
        _say(case, "failure", new[0].message, new[0].severity, "\n\n".join(map(_told, new)))
    elif reviews := [one for one in findings if one.kind == "review" and not _excuse(one)]:
        _say(case, "skipped", f"for a person to look at: {reviews[0].message}", "review")
    elif findings:
        _say(case, "skipped", _excuse(findings[0]), "accepted")
    elif unsure := [one for one in verdicts if one.kind in (VerdictKind.REVIEW, VerdictKind.FAIL)]:
        _say(case, "skipped", f"not checked: {unsure[0].reason or unsure[0].message or 'off'}", "not-checked")
    elif kinds and kinds <= {VerdictKind.INAPPLICABLE}:
        _say(case, "skipped", f"nothing to look at: {verdicts[0].reason}", "inapplicable")


def _excuse(finding: Finding) -> str:
    """Why a finding is no failure; empty where it is one."""
    if finding.suppressed is not None:
        return f"suppressed: {finding.suppressed.reason}"
    return f"known: {finding.message}" if finding.baseline == "known" else ""


def _told(finding: Finding) -> str:
    """A finding as the body of a failure."""
    lines = [f"{finding.severity}: {plain(finding.message, 1000)}", f"at {digest.place(finding.step, finding.stage)}"]
    lines += [f"“{plain(seen.quote, 300)}” {plain(seen.url, 300)}".rstrip() for seen in finding.evidence[:3]]
    lines += [f"at stake: {finding.impact}"] if finding.impact is not None else []
    lines += [f"fix: {plain(finding.how_to_fix, 1000)}"] if finding.how_to_fix else []
    lines += [f"under: {plain(digest.under(finding), 300)}"] if finding.packs else []
    lines += [f"law: {plain(law.text, 300)}{f' ({law.tag})' if law.tag else ''}" for law in finding.citations]
    return "\n".join((*lines, f"fingerprint: {finding.fingerprint}"))


def _case(suite: ET.Element, journey: str, rule: str, seconds: float = 0) -> ET.Element:
    given = {"classname": f"feelint.{journey}", "name": plain(rule, 200), "time": f"{seconds:.3f}"}
    return ET.SubElement(suite, "testcase", given)


def _say(case: ET.Element, tag: str, message: str, kind: str, text: str = "") -> None:
    ET.SubElement(case, tag, message=plain(message, 500), type=kind).text = text or None


def _count(whole: ET.Element) -> None:
    """Writes how many cases there are, and how they came out."""
    for name, path in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        whole.set(name, str(sum(1 for _ in whole.iter(path))))


def _by_rule(several: Iterable[Judged]) -> dict[str, list[Judged]]:
    rules: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in several:
        rules[one.rule].append(one)
    return dict(rules)
