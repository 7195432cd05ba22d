"""The text report."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from feelint.model.report import Report
from feelint.reporters import render
from tests.reporters import sample
from tests.reporters.golden import check


@pytest.mark.parametrize(
    ("name", "report"),
    [("report", sample.REPORT), ("lost", sample.LOST), ("both", sample.BOTH), ("empty", sample.EMPTY), ("clean", sample.CLEAN)],
)  # fmt: skip
def test_golden(name: str, report: Report) -> None:
    """Each sample is written as it was."""
    check(f"{name}.txt", render(report, "text"))


def test_summary_line() -> None:
    """The last line says what was found, the money, and the exit code."""
    last = " ".join(render(sample.REPORT, "text", width=140).splitlines()[-1:])
    assert last == (
        "2 findings (1 error, 1 warning), 1 review, 1 suppressed · charged 54.75 EUR, advertised 49.00 EUR · exit 1"
    )


def test_no_escapes_without_color() -> None:
    """Colour is asked for, never assumed."""
    assert "\x1b" not in render(sample.REPORT, "text")
    assert "\x1b[1;31merror[drip-mandatory-fee]" in render(sample.REPORT, "text", color=True)


@pytest.mark.parametrize("color", [False, True])
def test_hostile_shop(color: bool) -> None:
    """No byte of a page reaches the terminal as an order, and no name floods it."""
    text = render(sample.hostile(), "text", color=color)
    without_ours = re.sub(r"\x1b\[[0-9;]*m", "", text) if color else text
    assert all(char.isprintable() or char == "\n" for char in without_ours)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", text)
    assert "\x1b[2J" not in text
    assert "A" * 601 not in re.sub(r"[\s│|]", "", text)
    assert len(text) < 20_000


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_width(width: int) -> None:
    """No line is wider than the terminal, wide characters counted twice."""
    wide = sample.in_currency("12800", "880", "13680", "JPY")
    ledger = sample.LEDGER.model_copy(
        update={"charges": (sample.FEE.model_copy(update={"label": "送料・代引き手数料（全国一律）"}),)}
    )
    journey = wide.journeys[0].model_copy(update={"ledger": ledger})
    for report in (
        sample.REPORT,
        sample.BOTH,
        wide,
        wide.model_copy(update={"journeys": (journey,)}),
        sample.hostile(),
    ):
        assert max(map(cell_len, render(report, "text", width=width).splitlines())) <= width


@pytest.mark.parametrize(
    ("amounts", "currency", "fee"),
    [
        (("12800", "880", "13680"), "JPY", "+880 JPY"),
        (("4.500", "0.125", "4.625"), "KWD", "+0.125 KWD"),
    ],
)
def test_minor_digits(amounts: tuple[str, str, str], currency: str, fee: str) -> None:
    """Yen have no minor digits, dinars three."""
    text = render(sample.in_currency(*amounts, currency), "text")
    assert fee in text
    assert f"charged {amounts[2]} {currency}, advertised {amounts[0]} {currency}" in text


def test_lost_walk_says_so_first() -> None:
    """Reason, message and last picture stand before everything else; nothing looks like a pass."""
    text = render(sample.LOST, "text")
    first = text.index("NO VERDICT")
    assert first < text.index("captcha") < text.index("Advertised price")
    assert "The shop asks for proof that the visitor is a person." in text
    assert "last picture: laterne/steps/02-details.png" in text
    assert text.rstrip().endswith("no verdict, exit 3")


def test_unverified_citation() -> None:
    """A citation that nobody verified says so; the others do not."""
    text = render(sample.REPORT, "text")
    assert "Art. 6(1)(e), 6(6) (not verified)" in text
    assert "PAngV § 3(1): Gesamtpreis\n" in text


def test_residual_and_avoidable() -> None:
    """What no charge explains has a row; avoidable is yes, no or not known."""
    ledger = sample.LEDGER.model_copy(update={"total": sample.eur("56.75")})
    journey = sample.JOURNEY.model_copy(update={"ledger": ledger})
    text = render(sample.REPORT.model_copy(update={"journeys": (journey,)}), "text", width=120)
    assert re.search(r"Not explained by any charge *│ \+2\.00 EUR │ 56\.75 EUR", text)
    assert re.search(r"Käuferschutz.*│ 2 basket +│ 2 basket +│ yes", text)
    assert re.search(r"Servicepauschale.*│ 5 payment +│ 5 payment +│ no ", text)
    assert re.search(r"Willkommensrabatt.*│ not known", text)
