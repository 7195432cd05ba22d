"""What several formats say in the same words: money for people, and the first sentence of a report."""

from __future__ import annotations

from feelint.model.finding import ReviewDecision, Suppression
from feelint.model.report import Report
from feelint.money import Money
from feelint.reporters import digest
from feelint.reporters.waterfall import difference

_DECIDED = {"pass": "in order", "fail": "a failure"}
_GATES = {
    "clean": "Clean", "findings": "Findings", "no-verdict": "No verdict", "internal-error": "Internal error",
}  # fmt: skip


def money(amount: Money | None) -> str:
    """As a page prints money; a dash for none."""
    return "–" if amount is None else amount.display().replace("-", "−")


def more(amount: Money) -> str:
    """What comes on top, with its sign; nothing has none."""
    return money(amount) if amount.amount <= 0 else f"+{money(amount)}"


def sentence(text: str) -> str:
    """``text`` with a capital at its beginning and a full stop at its end."""
    text = text[:1].upper() + text[1:]
    return text if not text or text[-1] in ".!?…。" else f"{text}."


def share(part: Money, of: Money) -> str:
    """``11.7 %``"""
    return f"{part.amount * 100 / of.amount:.1f} %" if of.amount else ""


def decided(said: ReviewDecision) -> str:
    """What a person made of a review, who, when and why."""
    return f"{_DECIDED[said.verdict]}, by {said.decided_by} on {said.decided_on}: {said.reason}"


def accepted(excuse: Suppression) -> str:
    """Why a finding does not count, who answers for it, and how long."""
    who = f", approved by {excuse.approved_by}" if excuse.approved_by else ""
    return f"{excuse.reason}{who}" + (f", until {excuse.expires}" if excuse.expires else "")


def standing(report: Report) -> tuple[str, str]:
    """The gate in a word, for machines and for people: clean only where nothing is left to look at."""
    if report.gate == "clean" and (digest.failures(report) or digest.reviews(report)):
        return "passed", "Gate passed"
    return report.gate, _GATES[report.gate]


def _told(report: Report) -> bool:
    """Whether nothing is charged that the offer did not show, and no finding speaks against it."""
    harm = report.journeys[0].harm
    beyond = harm is None or harm.total is None or harm.total.amount
    return not beyond and not any(finding.kind == "fail" for finding in report.findings)


def headline(report: Report) -> str:
    """The first sentence: what the money says, or why there is no verdict."""
    if not report.journeys:
        return "No verdict: no journey was walked"
    if lost := digest.unreached(report):
        if len(report.journeys) == 1:
            return f"No verdict: the walk was {lost[0].outcome} ({lost[0].reason or 'no reason given'})"
        return f"No verdict: {len(lost)} of {len(report.journeys)} journeys did not reach the total"
    if len(report.journeys) > 1:
        return f"{digest.counted(len(digest.failures(report)), 'finding')} in {len(report.journeys)} journeys"
    ledger = report.journeys[0].ledger
    gap = difference(ledger)
    if ledger is None or ledger.total is None:
        return "The total could not be read"
    if gap is None:
        return f"{money(ledger.total)} is charged; there is no advertised price to compare it with"
    if not gap.amount:
        return f"The charged total is the advertised price, {money(ledger.total)}"
    if gap.amount > 0 and _told(report):
        return f"{money(gap)} comes on top of the advertised price, and nothing beyond the offer"
    return f"{money(abs(gap))} {'more' if gap.amount > 0 else 'less'} is charged than was advertised"
