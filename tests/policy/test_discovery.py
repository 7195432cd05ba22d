"""Finding rules: ours, a user's, and what is wrong with a broken one."""

from pathlib import Path

import pytest

from feelint.errors import RuleError, UsageError
from feelint.policy.discovery import load_rules, rule_docs, user_files

GOOD = """
from feelint.api import rule

@rule(id="my-own-rule", title="Mine", needs=("total",))
def check(ctx):
    yield ctx.passed()
"""
PAGE = """# Mine

## What it looks for
a
## Why it matters
b
## Fails
c
## Passes
d
## When it asks for review
e
## How to fix
f
## Law
- `UK-CMA209`: guidance
"""


def write(folder: Path, source: str, name: str = "my_own_rule.py") -> Path:
    path = folder / "mine" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return path


def test_ours_are_found() -> None:
    rules = load_rules()
    assert "drip-mandatory-fee" in rules
    assert rules["drip-mandatory-fee"].family == "price"
    assert list(rules) == sorted(rules)


def test_a_user_s_are_found_beside_them(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    mine = load_rules([tmp_path])["my-own-rule"]
    assert (mine.family, mine.path, mine.needs) == ("mine", str(path), ("total",))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("x = 1\ndef check(:\n", r"my_own_rule\.py:2: invalid syntax"),
        ("x = 1\n\n1 / 0\n", r"my_own_rule\.py:3: ZeroDivisionError"),
        ("import sys\nsys.exit(3)\n", r"my_own_rule\.py:2: SystemExit"),
        ("import nowhere_at_all\n", r"my_own_rule\.py:1: ModuleNotFoundError"),
        ("x = 1\n", r"my_own_rule\.py:1: 0 rules in the file"),
        (GOOD + GOOD.replace("def check", "def other").replace("my-own-rule", "my-other"), "2 rules in the file"),
        (GOOD.replace("my-own-rule", "another"), "called 'another', its file is not"),
        (GOOD.replace("my-own-rule", "My Rule"), r"my_own_rule\.py:4: rule id 'My Rule' is not kebab-case"),
        (GOOD.replace('"total"', '"totale"'), "unknown need 'totale'"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, source: str, message: str) -> None:
    write(tmp_path, source)
    with pytest.raises(RuleError, match=message) as caught:
        load_rules([tmp_path])
    assert caught.value.hint


def test_an_id_used_twice_names_both_files(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("my-own-rule", "drip-mandatory-fee"), "drip_mandatory_fee.py")
    with pytest.raises(RuleError, match=r"mine.*drip_mandatory_fee\.py: .*already defined in .*price"):
        load_rules([tmp_path])


def test_a_directory_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such directory"):
        load_rules([tmp_path / "nowhere"])


def test_a_page_is_read_by_its_headings(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    path.with_suffix(".md").write_text(PAGE, encoding="utf-8")
    doc = rule_docs(load_rules([tmp_path])["my-own-rule"])
    assert (doc.title, doc.looks_for, doc.how_to_fix, doc.citations) == ("Mine", "a", "f", ("UK-CMA209",))


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (PAGE.replace("## Fails\nc\n", ""), "no text under the heading 'Fails'"),
        (PAGE.replace("c\n", ""), "no text under the heading 'Fails'"),
        (PAGE + "## More\ng\n", "unknown heading 'More'"),
        (None, "page is missing"),
    ],
)
def test_a_page_that_lacks_something(tmp_path: Path, page: str | None, message: str) -> None:
    path = write(tmp_path, GOOD)
    if page is not None:
        path.with_suffix(".md").write_text(page, encoding="utf-8")
    with pytest.raises(RuleError, match=message):
        rule_docs(load_rules([tmp_path])["my-own-rule"])


def test_what_lies_beside_rules_and_is_none(tmp_path: Path) -> None:
    """Tests, helpers and environments may lie in the same directory."""
    write(tmp_path, GOOD)
    for name in ("conftest.py", "test_my_own_rule.py", "_words.py", ".venv/lib/x.py", "_old/my_rule.py", "__init__.py"):
        path = tmp_path / "mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("raise RuntimeError\n")
    assert [path.name for path in user_files([tmp_path])] == ["my_own_rule.py"]
    assert "my-own-rule" in load_rules([tmp_path])
