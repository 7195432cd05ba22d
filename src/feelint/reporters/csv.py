"""``csv``: the ledgers for a spreadsheet (RFC 4180, UTF-8): one row for each line of each journey's bill.

A cell of text that a spreadsheet would take for a formula begins with an apostrophe. Amounts are plain numbers, with a
point, and may be negative; steps count from 1. A journey without a ledger has one row, so that it cannot be overlooked.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from feelint.model.ledger import Charge, Ledger, StepRef
from feelint.model.report import JourneyReport, Report
from feelint.money import Money
from feelint.reporters.plain import plain

COLUMNS = (
    "journey", "start_url", "outcome", "reason", "advertised", "advertised_currency", "quantity", "total",
    "total_currency", "line", "label", "kind", "amount", "currency", "included", "avoidable", "avoidable_why",
    "preselected", "opted", "announced_step", "announced_stage", "announced_as", "counted_step", "counted_stage",
)  # fmt: skip
_FORMULA = re.compile(r"\s*[=+\-@|%\t\r\n\uff1d\uff0b\uff0d\uff20]")
Cells = dict[str, str]


def render(report: Report) -> str:
    """The table, with a row of headings."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    for journey in report.journeys:
        about = _about(journey)
        for line in _lines(journey.ledger) if journey.ledger else [{}]:
            writer.writerow(about | line)
    return out.getvalue()


def cell(text: str) -> str:
    """``text`` of a stranger as a cell that no spreadsheet calculates."""
    text = plain(text, 500)
    return f"'{text}" if _FORMULA.match(text) else text


def _about(journey: JourneyReport) -> Cells:
    ledger = journey.ledger
    return {
        "journey": cell(journey.id),
        "start_url": cell(journey.start_url),
        "outcome": str(journey.outcome),
        "reason": cell(journey.reason),
        "quantity": str(ledger.quantity) if ledger else "",
        **_money("advertised", ledger.advertised if ledger else None, "advertised_currency"),
        **_money("total", ledger.total if ledger else None, "total_currency"),
    }


def _lines(ledger: Ledger) -> Iterator[Cells]:
    yield from (_charge("item", item) for item in ledger.items)
    yield from (_charge("charge", charge) for charge in ledger.charges)
    for gone in ledger.withdrawn:
        seen = {"announced_step": str(gone.shown.step + 1), "announced_stage": str(gone.shown.stage)}
        yield {"line": "withdrawn", "label": cell(gone.label), "kind": str(gone.kind), **_money("amount", gone.amount), **seen}  # fmt: skip
    for later in ledger.recurring:
        yield {"line": "recurring", "label": cell(later.text), "kind": cell(later.period), **_money("amount", later.amount)}  # fmt: skip
    if not (ledger.items or ledger.charges or ledger.withdrawn or ledger.recurring):
        yield {}


def _charge(line: str, charge: Charge) -> Cells:
    return {
        "line": line,
        "label": cell(charge.label),
        "kind": str(charge.kind),
        **_money("amount", charge.amount),
        "included": _yes_no(charge.included),
        "avoidable": _yes_no(charge.avoidable) if line == "charge" else "",
        "avoidable_why": cell(charge.avoidable_why),
        "preselected": _yes_no(charge.preselected),
        "opted": _yes_no(charge.opted),
        "announced_as": cell(charge.announced_as),
        **_place("announced", charge.first_announced),
        **_place("counted", charge.first_counted),
    }


def _money(name: str, amount: Money | None, currency: str = "currency") -> Cells:
    told = amount.to_json() if amount is not None else {"amount": "", "currency": ""}
    return {name: told["amount"], currency: told["currency"]}


def _place(name: str, ref: StepRef | None) -> Cells:
    return {f"{name}_step": str(ref.step + 1), f"{name}_stage": str(ref.stage)} if ref else {}


def _yes_no(value: bool | None) -> str:
    return "unknown" if value is None else "yes" if value else "no"
