"""docs/journeys.md without a browser: its journeys are read, its errors are what is said, its command lines exist.

That its example is what ``feelint record`` writes, and leads to the total, is in ``tests/walks/test_journeys.py``.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import get_args

import click
import pytest

from feelint.cli import cli
from feelint.errors import ConfigError, UsageError
from feelint.model.journey import VERBS, Journey, JourneyStep
from feelint.model.words import Stage
from feelint.policy import journeys

PAGE = (Path(__file__).parents[2] / "docs" / "journeys.md").read_text("utf-8")
JOURNEYS = re.findall(r"^```toml[^\n]*\n(.*?)^```", PAGE, re.M | re.S)


@pytest.mark.parametrize("line", re.findall(r"^```console\n(.*?)^```", PAGE, re.M | re.S)[0].splitlines())
def test_every_command_line_can_be_parsed(line: str) -> None:
    program, verb, *rest = shlex.split(line)
    command = cli.get_command(click.Context(cli), verb)
    assert program == "feelint"
    assert command is not None
    command.make_context(verb, rest)


@pytest.mark.parametrize("number", range(len(JOURNEYS)))
def test_every_journey_is_one(number: int) -> None:
    assert len(JOURNEYS) == 2
    assert journeys.parse(JOURNEYS[number], "journeys.md").step


def test_the_error_is_what_is_said() -> None:
    wrong = JOURNEYS[0].replace('data = "email"', 'data = "e-mail"')
    with pytest.raises(ConfigError) as told:
        journeys.parse(wrong, "journeys/guest.toml")
    assert f"{told.value.message}\n  {told.value.hint}\n" in PAGE


def test_every_key_verb_and_stage_is_told() -> None:
    for model, before in ((Journey, ""), (JourneyStep, "step.")):
        for name, field in model.model_fields.items():
            if name not in ("schema_version", "step"):
                assert f"`{before}{field.alias or name}`" in PAGE
    assert [verb for verb in VERBS if f"`{verb} = " not in PAGE] == []
    assert ", ".join(list(Stage)[:-1]) + f" or {Stage.REVIEW}" in PAGE
    assert get_args(Journey.model_fields["schema_version"].annotation) == (1,)


def test_record_says_before_it_walks_what_it_would_not_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    there = tmp_path / "guest.toml"
    there.write_text("kept", encoding="utf-8")
    for given, message in (
        (["http://127.0.0.1:9/", "-o", "guest.toml"], "is there already"),
        (["http://127.0.0.1:9/", "-o", "guest.json"], "no name of a journey file"),
        (["guest.toml", "-o", "b.toml"], "is a journey already"),
        (["http://127.0.0.1:9/", "-o", "guest.toml/b.toml"], "cannot be made"),
    ):
        with pytest.raises(UsageError, match=message):
            cli.main(["record", *given], standalone_mode=False)
    assert there.read_text("utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["guest.toml"]
