"""What several formats say in the same words: money for people, and the first sentence of a report."""

from __future__ import annotations

from feelint.model.report import Report
from feelint.money import Money
from feelint.reporters import digest
from feelint.reporters.waterfall import difference


def money(amount: Money | None) -> str:
    """As a page prints money; a dash for none."""
    return "–" if amount is None else amount.display().replace("-", "−")


def more(amount: Money) -> str:
    """What comes on top, with its sign."""
    return money(amount) if amount.amount < 0 else f"+{money(amount)}"


def share(part: Money, of: Money) -> str:
    """``11.7 %``"""
    return f"{part.amount * 100 / of.amount:.1f} %" if of.amount else ""


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
    return f"{money(abs(gap))} {'more' if gap.amount > 0 else 'less'} is charged than was advertised"
