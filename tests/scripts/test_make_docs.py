"""The generated pages are those of the rules and packs as they stand, and the README lists the same rules."""

import re
from pathlib import Path

import pytest

from feelint.policy.discovery import load_rules
from feelint.policy.packs import load_packs
from scripts.make_docs import ROOT, pages

PAGES = pages()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_page_is_in_sync(path: Path) -> None:
    assert path.read_text("utf-8") == PAGES[path], "run python scripts/make_docs.py"


def test_the_pages_name_every_rule_and_pack() -> None:
    rules, packs = (
        next(text for path, text in PAGES.items() if path.name == name) for name in ("rules.md", "packs.md")
    )
    implemented = re.findall(r"^\| \[`([\w-]+)`\].*\| implemented \|$", rules, re.M)
    assert sorted(implemented) == sorted(load_rules())
    assert set(re.findall(r"^\| \[`([\w-]+)`\]", packs, re.M)) == set(load_packs())


def test_every_rule_has_a_page_and_cases() -> None:
    """What the table shows: 40 rules, 27 packs, all with cases and pages."""
    text = next(text for path, text in PAGES.items() if path.name == "rules.md")
    rows = re.findall(
        r"^\| \[`[\w-]+`\]\((\S+\.md)\) \|.*\| \[(\d+)\]\((\S+\.cases\.toml)\) \| implemented \|$", text, re.M
    )
    assert len(rows) == len(load_rules()) >= 40
    assert len(load_packs()) >= 27
    assert f"with {sum(int(number) for _, number, _ in rows)} cases; {len(load_packs())} [packs]" in text
    assert all((ROOT / "docs" / page).is_file() and (ROOT / "docs" / cases).is_file() for page, _, cases in rows)


@pytest.mark.parametrize(
    "path", [*PAGES, *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"))]
)
def test_links_lead_to_files(path: Path) -> None:
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8")):
        assert (path.parent / link).exists(), link


def test_the_readme_lists_the_implemented_rules() -> None:
    listed = re.findall(r"^\| \[`([\w-]+)`\]\(rules/", (ROOT / "README.md").read_text("utf-8"), re.M)
    assert sorted(listed) == sorted(load_rules())
