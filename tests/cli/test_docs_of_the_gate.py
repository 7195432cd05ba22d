"""The pages on gate, baseline, diff, evidence and pipelines: their configuration is read, their command lines exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from feelint.cli import cli
from feelint.policy.config import load_config
from feelint.policy.gate import CRITERIA_WORDS

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("gate.md", "baseline.md", "diff.md", "evidence.md", "ci.md")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", (DOCS / page).read_text("utf-8"), re.M | re.S)


EXAMPLES = [(page, line) for page in PAGES for block in blocks(page, "console") for line in block.splitlines()]


@pytest.mark.parametrize(("page", "line"), EXAMPLES)
def test_every_command_line_can_be_parsed(page: str, line: str) -> None:
    del page
    program, verb, *rest = shlex.split(line)
    assert program == "feelint"
    command = cli.get_command(click.Context(cli), verb)
    assert command is not None
    if isinstance(command, click.Group):
        command = command.get_command(click.Context(command), rest.pop(0))
        assert command is not None
    command.make_context(verb, rest)


@pytest.mark.parametrize(
    ("page", "text"), [(page, text) for page in PAGES for text in blocks(page, "toml")], ids=lambda one: one[:20]
)
def test_every_configuration_is_one(page: str, text: str, tmp_path: Path) -> None:
    del page
    (tmp_path / "feelint.toml").write_text(text)
    assert load_config(tmp_path / "feelint.toml").model_fields_set


def test_the_criteria_and_exit_codes_are_all_there() -> None:
    text = (DOCS / "gate.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \| [a-z]", text, re.M) == list(CRITERIA_WORDS)
    assert re.findall(r"^\| (\d+) \|", text, re.M) == ["0", "1", "2", "3", "4", "130"]
