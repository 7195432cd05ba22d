"""docs/house-rule.md does what it says: every file of it is written, every command is run, every output is looked for.

Without a browser a capture of the same kind stands in for the demo's walk; with one the demo is really walked.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from feelint.__main__ import run
from tests.policy.paper_captures import BASKET, PRODUCT, capture, review

PAGE = Path(__file__).parents[2] / "docs" / "house-rule.md"


class Block(NamedTuple):
    """A fenced block: its language, what the fence says more, and its lines."""

    language: str
    said: dict[str, str]
    text: str


def blocks() -> Iterator[Block]:
    for language, said, text in re.findall(r"^```(\w+)([^\n]*)\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S):
        yield Block(language, dict(word.split("=", 1) for word in said.split()), text)


def follow(capsys: pytest.CaptureFixture[str], *, without: str = "") -> list[str]:
    """Goes through the page as a reader would, and gives the command lines that were run."""
    ran, seen = [], ""
    for block in blocks():
        if file := block.said.get("file"):
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            Path(file).write_text(block.text, encoding="utf-8")
        elif block.language == "console" and block.said.get("run") != "no":
            for line in block.text.splitlines():
                words = shlex.split(line)
                assert words.pop(0) == "feelint"
                if words[0] == without:
                    continue
                code = run(words)
                told = capsys.readouterr()
                seen = " ".join((told.out + told.err).split())
                assert code == int(block.said.get("exit", "0")), f"{line}\n{told.out}{told.err}"
                ran.append(line)
        elif block.language == "text":
            for line in block.text.splitlines():
                assert " ".join(line.split()) in seen, f"{line!r} is not in what {ran[-1]} said:\n{seen}"
    return ran


@pytest.fixture(autouse=True)
def _quiet_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def test_tutorial_by_a_capture(capsys: pytest.CaptureFixture[str]) -> None:
    last = review(("Shipping", "$7.95"), total="$96.95")
    capture(Path("demo-run/capture"), (PRODUCT, BASKET, last))
    ran = follow(capsys, without="demo")
    assert len(ran) >= 9
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:xdist", "test_house_rules.py"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "4 passed" in done.stdout, done.stdout


@pytest.mark.browser
def test_tutorial_by_the_demo(capsys: pytest.CaptureFixture[str]) -> None:
    """The demo itself fails where an order is placed: its exit code is 0."""
    assert follow(capsys)[0] == "feelint demo --out demo-run"


def test_tutorial_builds_the_rule_that_it_shows() -> None:
    """The page of the rule, its title and its file agree, as feelint's own have to."""
    files = {block.said["file"]: block.text for block in blocks() if "file" in block.said}
    rule, page = files["house-rules/costly_delivery.py"], files["house-rules/costly_delivery.md"]
    title = re.search(r'title="([^"]+)"', rule)
    assert title is not None
    assert page.startswith(f"# {title[1]}\n")
    assert f'--title "{title[1]}"' in PAGE.read_text("utf-8")
    assert 25 <= len(rule.splitlines()) <= 65
