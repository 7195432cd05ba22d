"""``feelint pilot``: decisions made again from recorded scenes."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from feelint.__main__ import run

SCENES = sorted((Path(__file__).parents[2] / "fixtures" / "scenes" / "demo").glob("*.json.gz"))


Said = pytest.CaptureFixture[str]


def told(capsys: Said, *words: str) -> str:
    """What the command prints."""
    assert run(["pilot", *words]) == 0
    return capsys.readouterr().out


def test_a_scene_is_told_whole(capsys: Said) -> None:
    """What is done, why, what was weighed, and what a fence refuses."""
    text = told(capsys, str(SCENES[1]))
    (one,) = json.loads(told(capsys, str(SCENES[1]), "--format", "json"))["decisions"]
    assert one["as_then"] is True
    assert one["why"] in " ".join(text.split())
    assert all(name in text for name in one["weighed"][:1])


def test_the_last_scene_stops_and_names_the_order_button(capsys: Said) -> None:
    text = told(capsys, str(SCENES[-1]))
    assert "stops, reached: final-total" in text
    assert "would order" in text


def test_what_comes_out_otherwise_is_marked(tmp_path: Path, capsys: Said) -> None:
    data = json.loads(gzip.decompress(SCENES[0].read_bytes()))
    data["expected"]["intent"] = "something else"
    file = tmp_path / "x.json"
    file.write_text(json.dumps(data))
    assert "then: something else" in told(capsys, str(file))


@pytest.mark.parametrize(
    ("text", "said"),
    [("{}", "not a decision"), ("[", "not a decision"), ('{"schema_version": 99}', "newer feelint")],
)
def test_bad_input(tmp_path: Path, capsys: Said, text: str, said: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text)
    assert run(["pilot", str(file)]) == 2
    assert said in capsys.readouterr().err


def test_no_such_file(tmp_path: Path, capsys: Said) -> None:
    assert run(["pilot", str(tmp_path / "none.json.gz")]) == 2
    assert "is not a capture" in capsys.readouterr().err
