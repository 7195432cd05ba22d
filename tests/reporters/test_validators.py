"""The table of formats by validator in docs/reports.md: what it says that the tests check a format by, they use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from feelint.model.formats import Format

ROOT = Path(__file__).parents[2]
PROOFS = {
    "text": ("golden files", "reporters/test_text.py", "golden"),
    "json": ("JSON Schema", "reporters/test_json.py", "jsonschema"),
    "html": ("axe-core", "reporters/test_in_browser.py", "axe"),
    "pdf": ("pypdf", "walker/test_printing.py", "pypdf"),
    "markdown": ("markdown-it", "reporters/test_markdown.py", "markdown_it"),
    "csv": ("csv module", "reporters/test_csv.py", "csv"),
    "sarif": ("OASIS schema of SARIF 2.1.0", "reporters/test_sarif.py", "sarif-2.1.0.schema.json"),
    "sarif-all": ("OASIS schema of SARIF 2.1.0", "reporters/test_sarif.py", "sarif-all"),
    "junit": ("junitparser", "reporters/test_junit.py", "junit-10.xsd"),
    "github": ("GitHub's rules for workflow commands", "reporters/test_github.py", "::error"),
    "gitlab": ("as a schema", "reporters/test_gitlab.py", "gitlab-code-quality.schema.json"),
}
"""By format: words of the table, the test that checks it, and what that test has to name for that."""


def rows() -> dict[str, str]:
    """What the page says that each format is checked by."""
    page = (ROOT / "docs" / "reports.md").read_text("utf-8")
    found = re.findall(r"^\| (`.*?) \| .*? \| (.+?) \|$", page, re.M)
    return {name: told for names, told in found for name in re.findall(r"`([\w-]+)`", names)}


def test_every_format_has_a_row_and_a_proof() -> None:
    assert set(rows()) == set(PROOFS) == set(map(str, Format))


@pytest.mark.parametrize("fmt", list(PROOFS))
def test_what_the_table_says_is_what_the_test_does(fmt: str) -> None:
    words, test, used = PROOFS[fmt]
    assert words in rows()[fmt]
    text = (ROOT / "tests" / test).read_text("utf-8")
    assert used in text
    assert f'"{fmt}"' in text or f".{fmt}" in text or f"import {fmt}" in text or fmt in test
