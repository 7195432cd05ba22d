"""``markdown``: a comment on a pull request, or a job's summary: verdict, money, findings. CommonMark with tables.

Nothing that a shop wrote is markup here: no link, picture, mention or heading comes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feelint.model.finding import Finding
from feelint.model.report import JourneyReport, Report
from feelint.model.words import Outcome
from feelint.reporters import digest
from feelint.reporters.choices import listed
from feelint.reporters.plain import plain
from feelint.reporters.waterfall import Bar, waterfall
from feelint.reporters.wording import accepted, decided, headline, money, more, sentence, standing

LIMIT = 60_000
"""Characters; GitHub takes 65,536 in a comment."""
MARKER = "<!-- feelint -->"
"""The first line, by which a job finds its last comment again."""
_MARKS = re.compile(r"([\\`*_~^|<>\[\]{}!#&$@]|:(?=//))")
_REFERENCE = re.compile(r"((?:\\[@#!$&~]|%)(?=[\w\"'])|\bwww(?=\.)|\b(?:GH|gh)(?=-\d))")
_REASONS = 10
_SIGNS = {"clean": "✅", "passed": "☑️", "findings": "❌", "no-verdict": "⚠️", "internal-error": "⚠️"}


def render(report: Report) -> str:
    """The comment, at most ``LIMIT`` characters: findings that find no room are counted, never dropped unsaid."""
    text, left_out = "", 0
    for block in _blocks(report):
        if len(text) + len(block) < LIMIT:
            text += f"{block}\n\n"
        else:
            left_out += 1
    if left_out:
        text += f"{digest.counted(left_out, 'more part')} found no room here: see the whole report.\n\n"
    return text + _foot(report) + "\n"


def escaped(text: str, limit: int = 300) -> str:
    """A stranger's text as Markdown that shows just that text.

    An empty comment behind the marks of mentions and references keeps hosts from linking them after rendering.
    """
    return _REFERENCE.sub(r"\1<!-- -->", _MARKS.sub(r"\\\1", plain(text, limit)))


def _blocks(report: Report) -> Iterator[str]:
    yield f"{MARKER}\n### {_SIGNS[standing(report)[0]]} {escaped(headline(report), 200)}"
    yield f"{digest.tally(report)}."
    if report.gate_reasons:
        shown = [f"- {escaped(one, 200)}" for one in report.gate_reasons[:_REASONS]]
        more_of_them = len(report.gate_reasons) - len(shown)
        yield "\n".join([*shown, *([f"- and {more_of_them} more"] if more_of_them else [])])
    if len(report.journeys) > 1:
        yield _overview(report)
    for journey in sorted(report.journeys, key=lambda one: one.outcome is Outcome.REACHED):
        yield from _journey(report, journey, alone=len(report.journeys) == 1)
    if unchecked := digest.unchecked(report):
        lines = (f"- {', '.join(map(_code, rules))}: {escaped(reason, 200)}" for reason, rules in unchecked.items())
        yield "\n".join(["**Not checked**\n", *lines])
    if report.not_implemented:
        rules = sorted({one.rule for one in report.not_implemented})
        yield f"**Not implemented in this version:** {', '.join(map(_code, rules))}"
    if report.warnings:
        yield "\n".join(["**Warnings**\n", *(f"- {escaped(one, 300)}" for one in report.warnings)])


def _overview(report: Report) -> str:
    rows = ["| Journey | Outcome | Advertised | Charged | Findings |", "|---|---|---:|---:|---:|"]
    for journey in report.journeys:
        ledger = journey.ledger
        cells = (
            escaped(journey.start_url, 120),
            escaped(digest.ending(journey), 120),
            money(ledger.advertised if ledger else None),
            digest.so_far(journey, money(ledger.total if ledger else None)),
            str(len(digest.failures(report, journey))),
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _journey(report: Report, journey: JourneyReport, *, alone: bool) -> Iterator[str]:
    yield f"{'' if alone else '#### '}{escaped(journey.start_url, 160)}"
    if not _reached(journey):
        said = f" {escaped(sentence(journey.message), 400)}" if journey.message else ""
        yield f"**{escaped(digest.ending(journey), 200)}.**{said} What was not reached was not judged."
    if journey.ledger is not None and (bars := waterfall(journey.ledger, reached=_reached(journey))):
        rows = ["| | Amount | So far | Announced | Counted | Avoidable |", "|---|---:|---:|---|---|---|"]
        yield "\n".join([*rows, *map(_row, bars)])
    yield from listed(journey, escaped)
    if told := digest.beyond(journey):
        yield escaped(f"{told[0].upper()}{told[1:]}.", 300)
    for finding in digest.failures(report, journey):
        yield _finding(finding, str(finding.severity))
    for finding in digest.reviews(report, journey):
        yield _finding(finding, "review")
    if hidden := digest.suppressed(report, journey):
        lines = (f"- {_code(one.rule)}: {escaped(_excuse(one), 300)}" for one in hidden)
        yield "\n".join(["**Suppressed**\n", *lines])


def _reached(journey: JourneyReport) -> bool:
    return journey.outcome is Outcome.REACHED


def _row(bar: Bar) -> str:
    moves = bar.role not in ("included", "foreign")
    notes = {"included": " (inside the price)", "foreign": " (another currency, not added)"}
    label = f"{escaped(bar.label, 80)}{notes.get(bar.role, '')}"
    places = (digest.where(bar.announced), digest.where(bar.at), digest.yes_no(bar.avoidable)) if bar.is_charge else (
        "", digest.where(bar.at) if bar.at else "", "")  # fmt: skip
    amount = money(bar.amount) if bar.sums or not moves else more(bar.amount)
    strong = "**" if bar.sums else ""
    cells = (f"{strong}{label}{strong}", f"{strong}{amount}{strong}", money(bar.end) if moves else "", *places)
    return f"| {' | '.join(cells)} |"


def _excuse(finding: Finding) -> str:
    if finding.decision is not None:
        return f"decided {decided(finding.decision)}"
    return accepted(finding.suppressed) if finding.suppressed is not None else ""


def _finding(finding: Finding, word: str) -> str:
    stake = f" · {money(finding.impact)} at stake" if finding.impact is not None else ""
    known = " · known" if finding.baseline == "known" else ""
    lines = [f"- **{word}** {_code(finding.rule)} · {digest.place(finding.step, finding.stage)}{stake}{known}  "]
    lines += [f"  {escaped(finding.message, 500)}"]
    lines += [f"  - seen: “{escaped(seen.quote, 160)}”" for seen in finding.evidence[:2] if seen.quote]
    lines += [f"  - note: {escaped(finding.note, 300)}"] if finding.note else []
    lines += [f"  - decided: {escaped(decided(finding.decision), 300)}"] if finding.decision else []
    lines += [f"  - fix: {escaped(finding.how_to_fix, 300)}"] if finding.how_to_fix else []
    laws = (f"{escaped(law.text, 160)}{f' ({law.tag})' if law.tag else ''}" for law in finding.citations[:4])
    lines += [f"  - under: {escaped(digest.under(finding), 200)}"] if finding.packs else []
    lines += [f"  - law: {'; '.join(laws)}"] if finding.citations else []
    return "\n".join(lines)


def _code(text: str) -> str:
    """``text`` as code: inside it nothing is markup but the back quote, which is left out."""
    return f"`{plain(text, 120).replace('`', '').replace('|', '') or '?'}`"


def _foot(report: Report) -> str:
    env = report.environment
    packs = ", ".join(pack.id for pack in env.packs) or "no pack"
    return f"<sub>feelint {escaped(report.tool.version, 20)} · ship to {escaped(env.ship_to, 40)} · {escaped(packs, 200)} · as of {env.as_of}</sub>"
