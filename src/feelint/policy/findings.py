"""From verdicts to findings: severity by packs and configuration, citations in force, fingerprints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from feelint.engine import Rule, fingerprints
from feelint.errors import RuleError
from feelint.model.finding import CitationRef, Finding, Verdict
from feelint.model.words import Severity, VerdictKind
from feelint.policy.discovery import rule_docs
from feelint.policy.law import Register
from feelint.policy.packs import Severity as SeverityWord
from feelint.policy.packs import Stack
from feelint.policy.suppressions import DecideRule, decision_on


class Judged(NamedTuple):
    """The verdicts of one journey, and by what they were reached."""

    verdicts: tuple[Verdict, ...]
    stack: Stack
    day: date
    rules: Mapping[str, Rule]


def findings_of(
    journeys: Sequence[Judged],
    register: Register,
    severity: Mapping[str, SeverityWord] | None = None,
    decisions: Sequence[DecideRule] = (),
    today: date | None = None,
) -> tuple[Finding, ...]:
    """The findings of all journeys, worst first; no two have the same fingerprint.

    ``decisions`` on reviews hold on ``today`` (None: the day of the judgement): one decided ``fail`` is a failure.
    """
    pairs = [
        (verdict, journey)
        for journey in journeys
        for verdict in journey.verdicts
        if verdict.kind in (VerdictKind.FAIL, VerdictKind.REVIEW)
    ]
    marks = fingerprints(verdict for verdict, _ in pairs)
    found = []
    for (verdict, journey), mark in zip(pairs, marks, strict=True):
        review = verdict.kind is VerdictKind.REVIEW
        decided = decision_on(verdict, decisions, today or journey.day) if review else None
        if decided is not None and decided.verdict == "fail":
            verdict = verdict.model_copy(update={"kind": VerdictKind.FAIL})
        word = severity_of(verdict, journey, severity or {})
        if word is not None:
            finding = _finding(verdict, journey, register, word, mark)
            found.append(finding if decided is None else _decided(finding, decided))
    return tuple(sorted(found, key=lambda one: (one.severity.rank, one.kind == "review", one.journey, one.step or 0)))


def severity_of(verdict: Verdict, journey: Judged, configured: Mapping[str, SeverityWord]) -> Severity | None:
    """How bad a verdict is: as configured, else as the rule asks, else the strictest pack; None where it is off.

    The configuration outranks the rule, the rule the packs. A review is never more than a warning.
    """
    word = configured.get(verdict.rule) or verdict.severity or _packs_say(verdict, journey)
    if word is None or word == "off":
        return None
    found = Severity(word)
    return max(found, Severity.WARNING, key=lambda one: one.rank) if verdict.kind is VerdictKind.REVIEW else found


def _decided(finding: Finding, decision: DecideRule) -> Finding:
    """The finding with who decided what; one that is in order does not count."""
    excuse = decision.as_suppression() if decision.verdict == "pass" else None
    return finding.model_copy(update={"decision": decision.told(), "suppressed": excuse})


def _packs_say(verdict: Verdict, journey: Judged) -> str | None:
    word = journey.stack.severity(verdict.rule, verdict.packs or None).value
    rule = journey.rules.get(verdict.rule)
    return rule.severity if word == "off" and rule is not None and not verdict.packs else word


def _finding(verdict: Verdict, journey: Judged, register: Register, severity: Severity, mark: str) -> Finding:
    among = verdict.packs or None
    rule = journey.rules[verdict.rule]
    cited = register.in_force(journey.stack.citations(verdict.rule, among), journey.day)
    return Finding(
        rule=verdict.rule,
        title=rule.title,
        kind="fail" if verdict.kind is VerdictKind.FAIL else "review",
        severity=severity,
        confidence=min(max(verdict.confidence, 0.0), 1.0),
        message=verdict.message,
        step=verdict.step,
        stage=verdict.stage,
        impact=verdict.impact,
        packs=tuple(view.id for view in journey.stack.applying(verdict.rule, among)),
        citations=tuple(CitationRef(id=c.id, text=c.string, url=c.url or "", tag=c.tag()) for c in cited),
        evidence=verdict.evidence,
        fingerprint=mark,
        strictest=journey.stack.severity(verdict.rule, among).packs,
        subject=verdict.subject,
        reason=verdict.reason,
        journey=verdict.journey,
        how_to_fix=how_to_fix(rule) if verdict.kind is VerdictKind.FAIL else "",
    )


@cache
def how_to_fix(rule: Rule) -> str:
    """The advice of the rule's page on one line; empty where a rule of a user's own has no page."""
    try:
        return " ".join(rule_docs(rule).how_to_fix.split("\n\n")[0].split())
    except RuleError:
        return ""
