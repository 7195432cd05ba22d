"""The ledgers as a table: read again by the csv module, and nothing in it calculates."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from feelint.model.report import Report
from feelint.reporters import render
from feelint.reporters.csv import COLUMNS, cell
from tests.reporters import sample
from tests.reporters.golden import check
from tests.reporters.test_json import SAMPLES

NUMBERS = {"amount", "advertised", "total", "quantity", "announced_step", "counted_step"}


def _rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(report, "csv"), newline=""), strict=True))


def test_golden() -> None:
    """The sample is written as it was."""
    check("both.csv", render(sample.BOTH, "csv"))


def test_round_trip() -> None:
    """A row for each line of the bill, with the amounts to the cent."""
    rows = _rows(sample.REPORT)
    assert [(row["line"], row["label"], Decimal(row["amount"])) for row in rows] == [
        ("item", "Teekanne „Linde“, 1,2 l", Decimal("49.00")),
        ("charge", "Versand (Standard)", Decimal("4.90")),
        ("charge", "Willkommensrabatt", Decimal("-3.90")),
        ("charge", "Käuferschutz", Decimal("1.25")),
        ("charge", "Servicepauschale", Decimal("3.50")),
        ("charge", "inkl. 19 % MwSt.", Decimal("8.74")),
        ("withdrawn", "Versand geschätzt", Decimal("5.90")),
    ]
    assert {(row["journey"], row["advertised"], row["total"], row["total_currency"]) for row in rows} == {
        ("kanne", "49.00", "54.75", "EUR")
    }
    fee = rows[4]
    assert (fee["avoidable"], fee["announced_step"], fee["counted_stage"], fee["included"]) == (
        "no",
        "5",
        "payment",
        "no",
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_is_whole(name: str) -> None:
    """As many cells as headings in every row, lines end as RFC 4180 asks, and numbers are numbers."""
    written = render(SAMPLES[name], "csv")
    rows = list(csv.reader(io.StringIO(written, newline=""), strict=True))
    assert tuple(rows[0]) == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert written.count("\n") == written.count("\r\n") == len(rows)
    for row in _rows(SAMPLES[name]):
        for key in NUMBERS:
            assert row[key] == "" or Decimal(row[key]).is_finite()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "|calc",
        "%0A=1",
        '=HYPERLINK("http://x")',
    ],
)
def test_no_formula(text: str) -> None:
    """A label that a spreadsheet would calculate is quoted; after reading it back it still is."""
    assert cell(text).startswith("'")
    charge = sample.FEE.model_copy(update={"label": text, "announced_as": text, "avoidable_why": text})
    journey = sample.JOURNEY.model_copy(
        update={"ledger": sample.LEDGER.model_copy(update={"charges": (charge,)}), "id": text, "start_url": text}
    )
    for row in _rows(sample.REPORT.model_copy(update={"journeys": (journey,)})):
        for key in set(COLUMNS) - NUMBERS:
            assert row[key][:1] not in tuple("=+-@\t\r\n＝＋－＠")


def test_harmless_text_stays() -> None:
    """Only what begins like a formula is changed."""
    assert [cell(text) for text in ("Versand", "5 % Rabatt", "a=b", "")] == ["Versand", "5 % Rabatt", "a=b", ""]


def test_a_journey_without_a_ledger_has_a_row() -> None:
    """What was lost cannot be overlooked in the table."""
    journey = sample.LOST_JOURNEY.model_copy(update={"ledger": None})
    (row,) = _rows(sample.LOST.model_copy(update={"journeys": (journey,)}))
    assert (row["journey"], row["outcome"], row["reason"], row["line"]) == ("laterne", "blocked", "captcha", "")
