"""PDFs: printed by the browser, with numbers of pages that hold, and text that can be selected."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser
from pypdf import PdfReader

from feelint.__main__ import run as feelint
from feelint.reporters import audit
from feelint.reporters.json import render as as_json
from feelint.walker.printing import pages_of, print_page
from tests.conftest import Run
from tests.reporters import sample

TREE = b"""1 0 obj
<</Type /Page
/Parent 4 0 R>>
endobj
2 0 obj
<</Type /Page
/Parent 4 0 R>>
endobj
3 0 obj
<</Type /Page
/Parent 5 0 R>>
endobj
4 0 obj
<</Type /Pages
/Kids [2 0 R 1 0 R]
/Parent 5 0 R>>
endobj
5 0 obj
<</Type /Pages
/Kids [3 0 R 4 0 R]>>
endobj
6 0 obj
<</c1 [3 0 R /XYZ 0 0 0]
/j1-s [1 0 R /XYZ 0 9.5 0]
/gone [9 0 R /XYZ 0 0 0]>>
endobj
"""


def test_pages_are_counted_in_the_order_of_the_tree() -> None:
    """Not in the order of the file; an anchor on no page has no number."""
    assert pages_of(TREE) == {"c1": 1, "j1-s": 3}
    assert pages_of(b"%PDF-1.7 of another maker") == {}


def _print(browser: Browser, run: Run[Any], numbers: dict[str, int]) -> tuple[bytes, PdfReader]:
    pdf = run(print_page(browser, audit.render(sample.REPORT, pictures=sample.picture, numbers=numbers)))
    return pdf, PdfReader(io.BytesIO(pdf))


@pytest.mark.browser
def test_an_audit_report(browser: Browser, run: Run[Any]) -> None:
    """Cover without a number, contents whose numbers hold, every page numbered, bookmarks, tags, no script."""
    first, _ = _print(browser, run, {})
    numbers = pages_of(first)
    pdf, reader = _print(browser, run, numbers)
    assert pages_of(pdf) == numbers
    assert {"c1", "c6", "f1", "f2", "r1", "s1", "j1"} <= set(numbers)
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert "€5.75 more is charged than was advertised" in texts[0]
    assert f"1 / {len(texts)}" not in texts[0]
    for number, text in enumerate(texts[1:], 2):
        assert re.search(rf"\b{number} ?/ ?{len(texts)}(?!\d)", text)
    assert "Servicepauschale" in texts[numbers["f1"] - 1]
    assert "3 Findings by law" in texts[numbers["c3"] - 1]
    assert re.search(rf"Findings by law\D*{numbers['c3']}\b", texts[1])
    assert "PAngV § 3(1): Gesamtpreis" in " ".join(texts)
    assert len(reader.outline) > 0
    assert b"/Marked true" in pdf
    assert b"/JavaScript" not in pdf
    width, height = (float(side) / 72 * 25.4 for side in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (210, 297)


@pytest.mark.browser
def test_a_hostile_page_prints_as_text(browser: Browser, run: Run[Any]) -> None:
    """Nothing of a shop runs in the printing browser, and what it wrote is there to read."""
    pdf = run(print_page(browser, audit.render(sample.hostile(), pictures=sample.picture)))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "<script>alert(1)</script>" in text
    assert b"/JavaScript" not in pdf
    assert b"javascript:" not in pdf


@pytest.mark.browser
def test_feelint_report_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command writes the file, with the pictures that lie beside the report."""
    (tmp_path / "report.json").write_text(as_json(sample.REPORT), encoding="utf-8")
    for step in sample.JOURNEY.steps:
        picture = tmp_path / "kanne" / step.screenshot
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(sample.picture(str(picture)))
    assert feelint(["report", str(tmp_path), "--format", "pdf", "--out", str(tmp_path / "a.pdf")]) == 0
    assert "a.pdf" in capsys.readouterr().err
    reader = PdfReader(tmp_path / "a.pdf")
    assert sum(len(page.images) > 0 for page in reader.pages) >= 3


def test_without_a_browser(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A clear word and no file."""
    (tmp_path / "report.json").write_text(as_json(sample.REPORT), encoding="utf-8")
    out = tmp_path / "a.pdf"
    assert feelint(["report", str(tmp_path), "--format", f"pdf:{out}", "--browser", str(tmp_path / "none")]) == 3
    assert "no browser at" in capsys.readouterr().err
    assert not out.exists()
