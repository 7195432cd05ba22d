"""The command line: help at once, errors with a hint and an exit code, never a bare traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from feelint import cli as command_line
from feelint.__main__ import run
from feelint.cli import VERBS
from feelint.cli.catalogue import Catalogue

HEAVY = {"pydantic", "playwright", "bs4", "lxml", "rich", "jinja2", "feelint.money", "feelint.policy.law", "asyncio"}
SRC = Path(__file__).parents[2] / "src"


@pytest.fixture(autouse=True)
def _quiet_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in an empty folder, whatever is set around the tests."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("FEELINT_DEBUG", "FEELINT_BROWSER", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


def imported_by(*arguments: str) -> set[str]:
    """The heavy modules that a command line loads."""
    script = (
        "import sys\nfrom feelint.__main__ import run\ncode = run(sys.argv[1:])\n"
        f"print('LOADED', *sorted({sorted(HEAVY)!r} & sys.modules.keys()), file=sys.stderr)\nsys.exit(code)"
    ).replace(repr(sorted(HEAVY)), f"set({sorted(HEAVY)!r})")
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SRC)},
        check=True,
    )
    return set(done.stderr.splitlines()[-1].split()[1:])


@pytest.mark.parametrize(
    "arguments", [("--help",), ("check", "--help"), ("explain", "drip-mandatory-fee"), ("rules",), ("--version",)]
)
def test_cli_help_and_explain_import_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert imported_by(*arguments) == set()


def test_cli_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    files = {path.stem for path in Path(command_line.__file__).parent.glob("*.py")}
    for verb in VERBS:
        assert f"\n  {verb} " in text
        assert verb in files
    assert "130" in text


@pytest.mark.parametrize("verb", VERBS)
def test_cli_every_verb_has_help_and_the_common_options(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = command_line.cli.get_command(click.Context(command_line.cli), verb)
    assert command is not None
    assert command.name == verb
    assert run([verb, "--help"]) == 0
    text = capsys.readouterr().out
    for option in ("--format", "--quiet", "--verbose"):
        assert option in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chekc"], "Did you mean 'check'?"),
        (["check", "--pack"], "requires an argument"),
        (["check", "--consennt", "leave", "https://a.test"], "--consent"),
        (["check"], "product page"),
        (["check", "shop.test/mug"], "https://shop.test/mug"),
        (["check", "not a url"], "not the address of a web page"),
        (["check", "https://a.test/", "--pack", "us-caa"], "Did you mean 'us-ca'?"),
        (["check", "https://a.test/", "--sector", "good"], "Did you mean 'goods'?"),
        (["check", "https://a.test/", "--ship-to", "Germany"], "ISO 3166"),
        (["check", "https://a.test/", "--ship-to", "XX"], "no persona"),
        (["check", "https://a.test/", "--as-of", "yesterday"], "not a day"),
        (["check", "https://a.test/", "--config", "none.toml"], "none.toml"),
        (["check", "https://a.test/", "--rules", "nowhere"], "nowhere"),
        (["check", "https://a.test/", "--out", "a-file"], "a-file cannot be written"),
        (["check", "https://a.test/", "--min-confidence", "2"], "min-confidence"),
        (["walk"], "product page"),
        (["walk", "ftp://a.test/"], "not the address"),
        (["audit"], "Missing argument"),
        (["audit", "."], "not a capture"),
        (["audit", "nowhere"], "not a capture"),
        (["read", "nowhere.html"], "No such file"),
        (["read", "shop.test/mug"], "https://shop.test/mug"),
        (["read", "a-file"], "not a web page"),
        (["read", "."], "directory"),
        (["report", "a-file"], "not a feelint report"),
        (["report", "none.json"], "No such file"),
        (["explain", "drip-fee"], "Did you mean 'drip-mandatory-fee'?"),
        (["explain"], "Missing argument"),
        (["rules", "--pack", "ger"], "unknown pack"),
        (["packs", "--ship-to", "Mars"], "ISO 3166"),
        (["packs", "--sector", "golf"], "unknown sector"),
    ],
)
def test_cli_bad_input_is_a_usage_error_with_a_hint(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a-file").write_text("neither page nor report")
    assert run(arguments) == 2
    told = capsys.readouterr()
    assert words in told.err
    assert told.out == ""
    assert "Traceback" not in told.err
    assert not (tmp_path / "feelint-out").exists()


def test_cli_unknown_key_in_the_configuration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "feelint.toml").write_text('consent = "reject"\nfail-onn = "error"\n')
    assert run(["check", "https://a.test/"]) == 2
    told = capsys.readouterr().err
    assert "feelint.toml:2" in told
    assert "Did you mean 'fail-on'?" in told


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (RuntimeError("boom"), 4)])
def test_cli_what_goes_wrong_inside(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(_: object) -> None:
        raise error

    monkeypatch.setattr("feelint.cli.explain.Catalogue.names", breaks)
    assert run(["explain", "drip-mandatory-fee"]) == code
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert len(told.splitlines()) <= 2
    run(["explain", "drip-mandatory-fee", "-v"])
    assert ("Traceback" in capsys.readouterr().err) is (code == 4)
    monkeypatch.setenv("FEELINT_DEBUG", "1")
    run(["explain", "drip-mandatory-fee"])
    assert ("Traceback" in capsys.readouterr().err) is (code == 4)


def test_cli_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("feelint ")


def test_cli_rules_lists_all_and_says_what_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = {name: page for name, page in Catalogue().pages.items() if name != "resetting-or-false-deadline"}
    monkeypatch.setattr(Catalogue, "pages", there)
    assert run(["rules", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    names = {one["rule"]: one["implemented"] for one in told["rules"]}
    assert len(names) >= 40
    assert names["resetting-or-false-deadline"] is False
    assert run(["rules", "--pack", "eu-air", "--format", "json"]) == 0
    under = {one["rule"]: one["severity"] for one in json.loads(capsys.readouterr().out)["rules"]}
    assert set(under) < set(names)
    assert run(["rules"]) == 0
    text = capsys.readouterr().out
    assert "resetting-or-false-deadline" in text
    assert "not implemented" in text


def test_cli_explain_says_what_packs_make_of_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "drip-mandatory-fee"]) == 0
    text = capsys.readouterr().out
    assert "us-ca" in text
    assert "1770(a)(29)" in text
    assert run(["explain", "drip-mandatory-fee", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["severity"]["us-ca"] == "error"
    assert told["citations"]["us-ca"][0]["text"]


def test_cli_packs_says_which_hold_where(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["packs", "--ship-to", "DE", "--as-of", "2026-10-01", "--format", "json"]) == 0
    told = {one["id"]: one for one in json.loads(capsys.readouterr().out)["packs"]}
    assert len(told) == 27
    assert {key for key, one in told.items() if one["holds"]} >= {"de", "eu", "house"}
    assert not told["us-ca"]["holds"]
    assert not told["google-merchant"]["holds"]
    assert all(one["holds"] or one["why_not"] for one in told.values())
    assert run(["packs"]) == 0
    assert "us-ftc-fees" in capsys.readouterr().out
