"""`feelint init`, `validate` and `completion`: a first configuration, whether it can be used, and words for the shell."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from feelint.__main__ import run
from feelint.policy.config import Config, load_config
from feelint.policy.starter import EXAMPLES, SECTIONS, starter
from tests.policy.paper_captures import capture
from tests.policy.test_apart import written
from tests.policy.test_extensions import PACK, house


@pytest.fixture(autouse=True)
def _quiet_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FEELINT_DEBUG", raising=False)


class Terminal(io.StringIO):
    """What somebody types."""

    def isatty(self) -> bool:
        return True


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))


def said() -> dict[str, Any]:
    """What the configuration says, comments being comments."""
    return tomllib.loads(Path("feelint.toml").read_text("utf-8"))


# init


def test_init_asks_three_questions(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be is asked again; the answers are in the file, all else in comments."""
    typed(monkeypatch, "shop.test/mug", "https://shop.test/mug", "Germany", "uk", "good", "goods")
    assert run(["init"]) == 0
    told = capsys.readouterr()
    asked = told.out + told.err
    assert "Did you mean https://shop.test/mug?" in asked
    assert "ISO 3166" in asked
    assert "Did you mean 'goods'?" in asked
    config = load_config(Path("feelint.toml"))
    assert (config.start, config.ship_to, config.sector) == (("https://shop.test/mug",), "GB", "goods")
    assert set(said()) == {"start", "ship-to", "sector"}


def test_init_empty_answers_are_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "", "", "")
    assert run(["init"]) == 0
    assert said() == {}


def test_init_asks_only_for_what_is_not_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "goods")
    assert run(["init", "--start", "https://shop.test/mug", "--ship-to", "US-CA"]) == 0
    told = capsys.readouterr()
    assert (told.out + told.err).count("trade") == 1
    assert load_config(Path("feelint.toml")).sector == "goods"


@pytest.mark.parametrize("arguments", [["-y"], []])
def test_init_asks_nothing(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With --yes, and where nobody can answer."""
    typed(monkeypatch)
    if not arguments:
        monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert run(["init", *arguments]) == 0
    assert said() == {}


def test_init_interrupted_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "https://shop.test/mug")
    assert run(["init"]) == 130
    assert not Path("feelint.toml").exists()


def test_init_never_writes_over_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("feelint.toml").write_text("mine")
    assert run(["init", "-y"]) == 2
    assert "--force" in capsys.readouterr().err
    assert Path("feelint.toml").read_text() == "mine"
    assert run(["init", "-y", "--force", "--format", "json", "--sector", "air"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema_version": 1,
        "file": "feelint.toml",
        "given": {"sector": "air"},
    }


def test_init_sees_a_configuration_in_pyproject(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pyproject.toml").write_text('[tool.feelint]\nship-to = "DE"\n')
    assert run(["init", "-y"]) == 2
    assert "pyproject.toml configures feelint already" in capsys.readouterr().err
    Path("pyproject.toml").write_text("[tool.other]\n")
    assert run(["init", "-y"]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--start", "shop.test"], "https://shop.test"),
        (["--ship-to", "Germany"], "ISO 3166"),
        (["--sector", "good"], "Did you mean 'goods'?"),
        (["--file", "no/such/feelint.toml"], "cannot be written"),
    ],
)
def test_init_bad_input(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "-y", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not Path("feelint.toml").exists()


def test_init_every_line_that_is_commented_out_can_be_used() -> None:
    """Each alone and all together: what a newcomer uncomments is no error."""
    text = starter({})
    lines = re.findall(r"^# (?=[\w-]+ = |\[)(.*)$", text, re.M)
    assert len(lines) == sum(map(len, SECTIONS.values())) + 2
    for line in lines[:-2]:
        Path("feelint.toml").write_text(line)
        assert len(said()) == 1
        load_config(Path("feelint.toml"))
    Path("feelint.toml").write_text("\n".join(lines))
    assert load_config(Path("feelint.toml")).severity
    shown = {line.partition(" =")[0] for line in lines}
    for name, field in Config.model_fields.items():
        key = name.replace("_", "-")
        if key in shown and key not in EXAMPLES:
            Path("feelint.toml").write_text(next(line for line in lines if line.startswith(f"{key} =")))
            assert getattr(load_config(Path("feelint.toml")), name) == field.get_default(), key


def test_init_what_was_given_is_quoted() -> None:
    Path("feelint.toml").write_text(starter({"start": ['https://shop.test/?q="a"\\b'], "out": "a\tb"}))
    config = load_config(Path("feelint.toml"))
    assert config.start == ('https://shop.test/?q="a"\\b',)
    assert str(config.out).endswith("a\tb")


# validate


def test_validate_says_what_each_file_is(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    mine = house(tmp_path / "acme")
    Path("feelint.toml").write_text(
        'start = "https://shop.test/mug"\nrules = ["acme"]\nseverity = { no-lamps = "off" }\n'
    )
    Path("pyproject.toml").write_text("[tool.feelint]\n")
    capture(tmp_path / "capture")
    assert run(["rules", "new", "no-late-fees", "-q"]) == 0
    assert run(["baseline", "create", "capture", "-q"]) == 0
    capsys.readouterr()
    files = ["feelint.toml", "pyproject.toml", "acme/packs/acme.toml", "acme/law.toml", "feelint-baseline.json"]
    files.append("house-rules/no_late_fees.cases.toml")
    assert run(["validate", *files]) == 0
    kinds = ["config", "config", "pack", "law", "baseline", "cases"]
    assert capsys.readouterr().out.splitlines() == [
        f"ok  {file}  ({kind})" for file, kind in zip(files, kinds, strict=True)
    ]
    assert run(["validate", "-q"]) == 0
    assert capsys.readouterr().out == ""
    assert mine.is_dir()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("feelint.toml", "fail-onn = 1\n", "feelint.toml:1: unknown key 'fail-onn'"),
        ("feelint.toml", 'packs = ["dee"]\n', "unknown pack 'dee'"),
        ("feelint.toml", '[severity]\ntotal-to-late = "off"\n', "unknown rule 'total-to-late'"),
        ("feelint.toml", 'baseline = "none.json"\n', "none.json: No such file"),
        ("feelint.toml", 'rules = ["none"]\n', "none: no such directory of rules"),
        ("feelint.toml", 'ship-to = "XX"\nstart = "https://shop.test/"\n', "no persona"),
        ("feelint.toml", "ship-to = \n", "feelint.toml: Invalid value (at line 1"),
        ("x.cases.toml", '[[case]]\nname = "a"\n', "x.cases.toml:1: case 'a' expects nothing"),
        ("feelint-baseline.json", '{"schema_version": 2, "entries": []}', "newer feelint"),
        ("feelint-baseline.json", '{"schema_vers', "cut short"),
        ("mine.toml", PACK, "mine.toml is not where feelint looks for it"),
    ],
)
def test_validate_names_what_is_wrong(name: str, text: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(name).write_text(text)
    assert run(["validate", name]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""
    assert "Traceback" not in told.err


def test_validate_a_broken_rule_and_a_good_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All files are looked at; the worst exit code stands."""
    written(tmp_path / "mine", "a-broken", before="1 / 0")
    Path("feelint.toml").write_text('rules = ["mine"]\n')
    Path("mine/x.cases.toml").write_text('[[case]]\nname = "a"\nexpect = []\n')
    assert run(["validate", "feelint.toml", "mine/x.cases.toml", "--format", "json"]) == 4
    first, second = json.loads(capsys.readouterr().out)["files"]
    assert "a_broken.py:4: ZeroDivisionError" in first["problem"]
    assert (first["ok"], second["ok"]) == (False, True)


def test_validate_where_nothing_is_configured(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate"]) == 2
    assert "feelint init" in capsys.readouterr().err
    assert run(["validate", "none.toml"]) == 2
    assert "none.toml cannot be read" in capsys.readouterr().err


JOURNEY = """name = "guest"
start = "https://shop.test/mug"

[[step]]
stage = "product"
arrive = { name = "Mug" }
do = [{ press = "button", name = "Add to cart" }]

[[step]]
stage = "review"
arrive = { name = "Your order" }
"""


def test_validate_a_journey(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Through the journeys' own reader: with line and column."""
    (tmp_path / "journeys").mkdir()
    file = tmp_path / "journeys" / "guest.toml"
    file.write_text(JOURNEY)
    assert run(["validate", "journeys/guest.toml"]) == 0
    assert capsys.readouterr().out == "ok  journeys/guest.toml  (journey)\n"
    file.write_text(JOURNEY.replace("press", "submit"))
    assert run(["validate", "journeys/guest.toml"]) == 2
    assert "journeys/guest.toml:7:" in capsys.readouterr().err
    file.write_text(JOURNEY.replace("[[step]]", "[[step]"))
    assert run(["validate", "journeys/guest.toml"]) == 2
    assert "journeys/guest.toml:4:" in capsys.readouterr().err


# completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert f"_FEELINT_COMPLETE={shell}_complete" in script
    if program := shutil.which(shell):
        Path("script").write_text(script)
        assert subprocess.run([program, "-n", "script"], check=False).returncode == 0


def test_completion_knows_the_shells(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", "tcsh"]) == 2
    assert "'tcsh' is not one of 'bash', 'zsh', 'fish'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("feelint ru", {"rules"}),
        ("feelint rules te", {"test"}),
        ("feelint check --rev", {"--review"}),
        ("feelint check --review ", {"report", "fail"}),
        ("feelint explain drip", {"drip-mandatory-fee"}),
        ("feelint check --pack us-c", {"us-ca", "us-ca-arl", "us-co", "us-ct"}),
        ("feelint report --format s", {"sarif", "sarif-all"}),
    ],
)
def test_completion_completes(words: str, completed: set[str]) -> None:
    """As the script asks for it: words by the environment, answers by line."""
    environment = {"_FEELINT_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    command = [sys.executable, "-m", "feelint"]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=True)
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == completed
