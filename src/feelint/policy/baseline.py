"""The baseline: findings that were there when feelint came, matched one to one, each with its amount as a ceiling.

An entry is found by rule, journey, stage and what the finding is about (a charge's key); never by wording or amount.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from pydantic import ValidationError

from feelint.errors import UsageError
from feelint.model.base import Frozen, MoneyField
from feelint.model.finding import Finding
from feelint.model.report import StaleEntry
from feelint.model.words import Stage

FILE = "feelint-baseline.json"
VERSION = 1
Key = tuple[str, str, str, str]


class Entry(Frozen):
    """A finding that is known. ``up_to`` is its amount when it was taken up, ``fingerprint`` the finding's then."""

    rule: str
    journey: str
    stage: Stage | None
    subject: str
    kind: Literal["fail", "review"]
    up_to: MoneyField | None
    since: date
    fingerprint: str
    reason: str = ""

    @property
    def key(self) -> Key:
        """What it is found by."""
        return (self.rule, self.journey, str(self.stage or ""), self.subject)

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is no worse than what was known: not a failure after a review, and no larger amount."""
        if self.key != key_of(finding) or (finding.kind == "fail" and self.kind == "review"):
            return False
        if finding.impact is None or self.up_to is None:
            return finding.impact is None and self.up_to is None
        return finding.impact.currency == self.up_to.currency and abs(finding.impact) <= self.up_to


class Baseline(Frozen):
    """The file. ``made_by`` is the version of feelint, ``created`` the day."""

    schema_version: Literal[1] = 1
    made_by: str
    created: date
    entries: tuple[Entry, ...]


class Matched(NamedTuple):
    """Findings marked new or known, and the entries by what became of them."""

    findings: tuple[Finding, ...]
    used: tuple[tuple[Entry, Finding], ...]
    outgrown: tuple[tuple[Entry, Finding], ...]
    stale: tuple[Entry, ...]
    elsewhere: tuple[Entry, ...]
    """Entries of journeys that were not judged: nothing is known of them."""


class Change(NamedTuple):
    """What an update or prune did to an entry."""

    what: Literal["added", "removed", "raised", "lowered"]
    entry: Entry
    before: Entry | None = None


def key_of(finding: Finding) -> Key:
    """Rule, journey, stage and subject."""
    return (finding.rule, finding.journey, str(finding.stage or ""), finding.subject)


def match(findings: Sequence[Finding], baseline: Baseline, judged: Collection[str]) -> Matched:
    """Each finding with at most one entry, each entry with at most one finding, as many as can be matched.

    Smallest amounts go first, each to the smallest ceiling that holds it: so none is wasted. ``judged`` are the journeys
    that came to a total.
    """
    left: defaultdict[Key, list[Entry]] = defaultdict(list)
    for entry in sorted(baseline.entries, key=lambda entry: (entry.kind == "fail", _size(entry.up_to))):
        left[entry.key].append(entry)
    used: list[tuple[Entry, Finding]] = []
    open_: list[Finding] = []
    for finding in sorted(findings, key=lambda finding: (finding.kind == "review", _size(finding.impact))):
        cover = next((entry for entry in left[key_of(finding)] if entry.covers(finding)), None)
        if cover is None:
            open_.append(finding)
        else:
            left[cover.key].remove(cover)
            used.append((cover, finding))
    grown = []
    for finding in open_:
        if left[key_of(finding)]:
            grown.append((left[key_of(finding)].pop(), finding))
    known = {id(finding) for _, finding in used}
    notes = {id(finding): outgrown(entry) for entry, finding in grown if finding.suppressed is None}
    unmatched = [entry for entry in baseline.entries if any(entry is one for one in left[entry.key])]
    return Matched(
        findings=tuple(_marked(finding, known, notes) for finding in findings),
        used=tuple(used),
        outgrown=tuple(grown),
        stale=tuple(entry for entry in unmatched if entry.journey in judged),
        elsewhere=tuple(entry for entry in unmatched if entry.journey not in judged),
    )


def create(findings: Iterable[Finding], day: date, version: str, reason: str = "") -> Baseline:
    """A baseline of all findings that nobody has accepted otherwise."""
    entries = [_entry(finding, day, reason) for finding in findings if finding.suppressed is None]
    return Baseline(made_by=version, created=day, entries=_sorted(entries))


def update(
    baseline: Baseline, findings: Sequence[Finding], judged: Collection[str], day: date, reason: str = ""
) -> tuple[Baseline, tuple[Change, ...]]:
    """The baseline as of these findings: new ones in, those gone out, ceilings at today's amounts."""
    kept, changes = _ratcheted(baseline, findings, judged)
    matched = match(findings, baseline, judged)
    entries = list(kept)
    for entry, finding in matched.outgrown:
        if finding.suppressed is None:
            grown = _entry(finding, day, reason or entry.reason)
            entries[next(i for i, one in enumerate(entries) if one is entry)] = grown
            changes.append(Change("raised", grown, entry))
    taken = {id(finding) for _, finding in (*matched.used, *matched.outgrown)}
    for finding in findings:
        if id(finding) not in taken and finding.suppressed is None:
            entries.append(_entry(finding, day, reason))
            changes.append(Change("added", entries[-1]))
    return baseline.model_copy(update={"entries": _sorted(entries)}), tuple(changes)


def prune(
    baseline: Baseline, findings: Sequence[Finding], judged: Collection[str]
) -> tuple[Baseline, tuple[Change, ...]]:
    """The baseline without what is gone, and with ceilings lowered to today's amounts; nothing is added or raised."""
    entries, changes = _ratcheted(baseline, findings, judged)
    return baseline.model_copy(update={"entries": _sorted(entries)}), tuple(changes)


def _ratcheted(
    baseline: Baseline, findings: Sequence[Finding], judged: Collection[str]
) -> tuple[list[Entry], list[Change]]:
    matched = match(findings, baseline, judged)
    now = {id(entry): finding for entry, finding in matched.used}
    gone = {id(entry) for entry in matched.stale}
    entries, changes = [], []
    for entry in baseline.entries:
        finding = now.get(id(entry))
        if id(entry) in gone:
            changes.append(Change("removed", entry))
            continue
        better = entry
        if finding is not None and (_size(finding.impact) < _size(entry.up_to) or finding.kind != entry.kind):
            impact = None if finding.impact is None else abs(finding.impact)
            better = entry.model_copy(update={"up_to": impact, "kind": finding.kind})
            changes.append(Change("lowered", better, entry))
        entries.append(better)
    return entries, changes


def dump(baseline: Baseline) -> str:
    """The file's text."""
    return json.dumps(baseline.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n"


def parse(text: str, name: str) -> Baseline:
    """The baseline in a file's text; a :class:`UsageError` that says what is wrong with it."""
    again = "Restore it from version control, or write a new one: feelint baseline create RUN."
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise UsageError(f"{name} is not a baseline: it is not JSON, or was cut short", hint=again) from error
    version = raw.get("schema_version") if isinstance(raw, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or "entries" not in raw:
        raise UsageError(f"{name} is not a baseline", hint=again)
    if version > VERSION:
        message = f"{name} was written by a newer feelint (schema {version}, this one reads {VERSION})"
        raise UsageError(message, hint="Upgrade feelint.")
    try:
        return Baseline.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise UsageError(f"{name} is not a baseline: {place}: {first['msg']}", hint=again) from error


def told(entry: Entry) -> StaleEntry:
    """An entry as a report names it."""
    return StaleEntry(rule=entry.rule, journey=entry.journey, stage=entry.stage, subject=entry.subject)


def _entry(finding: Finding, day: date, reason: str) -> Entry:
    return Entry(
        rule=finding.rule,
        journey=finding.journey,
        stage=finding.stage,
        subject=finding.subject,
        kind=finding.kind,
        up_to=None if finding.impact is None else abs(finding.impact),
        since=day,
        fingerprint=finding.fingerprint,
        reason=reason,
    )


def _sorted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.journey, *entry.key, _size(entry.up_to))))


def _size(money: MoneyField | None) -> Decimal:
    return abs(money.amount) if money is not None else Decimal(-1)


def outgrown(entry: Entry) -> str:
    if entry.kind == "review":
        return f"known as a review since {entry.since}"
    return f"known since {entry.since} up to {entry.up_to if entry.up_to is not None else 'no amount'}"


def _marked(finding: Finding, known: Collection[int], notes: dict[int, str]) -> Finding:
    if id(finding) in known:
        return finding.model_copy(update={"baseline": "known"})
    note = "; ".join(filter(None, (finding.note, notes.get(id(finding), ""))))
    return finding if note == finding.note else finding.model_copy(update={"note": note})
