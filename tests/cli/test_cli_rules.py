"""`feelint rules new` and `rules test`, and rules that are broken, by the command line. No browser."""

from __future__ import annotations

import html
import json
from pathlib import Path

import click
import pytest

from feelint import cli as command_line
from feelint import outputs
from feelint.__main__ import run
from feelint.errors import UsageError
from feelint.model.formats import Format
from tests.policy.paper_captures import capture
from tests.policy.test_apart import written
from tests.policy.test_extensions import house

FILES = {"no_late_fees.py", "no_late_fees.md", "no_late_fees.cases.toml"}


@pytest.fixture(autouse=True)
def _quiet_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FEELINT_DEBUG", raising=False)


def there() -> set[str]:
    return {path.name for path in Path("house-rules").glob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["new", "test"])
def test_cli_rules_subcommands_have_help_and_the_common_options(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    group = command_line.cli.get_command(click.Context(command_line.cli), "rules")
    assert isinstance(group, click.Group)
    assert run(["rules", name, "--help"]) == 0
    text = capsys.readouterr().out
    for option in ("--format", "--quiet", "--verbose"):
        assert option in text


def test_cli_rules_new_then_test(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "new", "no-late-fees"]) == 0
    told = capsys.readouterr()
    assert {Path(line).name for line in told.out.splitlines()} == FILES == there()
    assert "feelint rules test house-rules" in told.err
    assert run(["rules", "test", "house-rules"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 rule, 5 cases: 5 ok"
    assert run(["rules", "test", "house-rules", "-q"]) == 0
    assert capsys.readouterr().out == "1 rule, 5 cases: 5 ok\n"


def test_cli_rules_new_never_writes_over_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "new", "no-late-fees", "-q"]) == 0
    page = Path("house-rules/no_late_fees.md")
    page.write_text("mine")
    assert run(["rules", "new", "no-late-fees"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert page.read_text() == "mine"
    assert run(["rules", "new", "no-late-fees", "--force", "--title", "Late fees", "--format", "json"]) == 0
    assert page.read_text("utf-8").startswith("# Late fees")
    assert json.loads(capsys.readouterr().out)["files"] == [
        "house-rules/no_late_fees.py",
        "house-rules/no_late_fees.md",
        "house-rules/no_late_fees.cases.toml",
    ]


def test_cli_rules_new_all_files_or_none(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A disk that is full at the second file takes the first one away again, or gives back what was there."""
    save, count = outputs.save, 0

    def full(path: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count == 2:
            raise UsageError(f"{path} cannot be written: No space left on device", hint="")
        save(path, data)

    monkeypatch.setattr(outputs, "save", full)
    assert run(["rules", "new", "no-late-fees"]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert there() == set()
    monkeypatch.setattr(outputs, "save", save)
    assert run(["rules", "new", "no-late-fees", "--title", "Old"]) == 0
    count = 0
    monkeypatch.setattr(outputs, "save", full)
    assert run(["rules", "new", "no-late-fees", "--title", "New", "--force"]) == 2
    assert Path("house-rules/no_late_fees.md").read_text("utf-8").startswith("# Old")


def test_cli_rules_new_where_nothing_can_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a-file").write_text("")
    assert run(["rules", "new", "no-late-fees", "--dir", "a-file/rules"]) == 2
    told = capsys.readouterr().err
    assert "a-file/rules cannot be written: Not a directory" in told
    assert "--dir" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rules", "new"], "Missing argument"),
        (["rules", "new", "Late_Fees"], "late-fees"),
        (["rules", "new", "total-too-late"], "feelint's own"),
        (["rules", "new", "x", "--title", 'a "b"'], "is not a title"),
        (["rules", "test"], "Missing argument"),
        (["rules", "test", "nowhere"], "no such directory"),
        (["rules", "test", "."], "feelint rules new"),
        (["rules", "tset", "."], "No such command"),
    ],
)
def test_cli_rules_bad_input(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""
    assert not Path("house-rules").exists()


def test_cli_rules_test_says_what_differs_and_what_is_broken(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 for a case that differs, 4 for a rule that is broken; the others are tested all the same."""
    assert run(["rules", "new", "no-late-fees", "-q"]) == 0
    cases = Path("house-rules/no_late_fees.cases.toml")
    cases.write_text(cases.read_text("utf-8").replace("avoidable = false", "avoidable = true", 1), "utf-8")
    capsys.readouterr()
    assert run(["rules", "test", "house-rules"]) == 1
    told = capsys.readouterr().out
    assert "  FAILED  a fee that nobody can avoid  (house-rules/no_late_fees.cases.toml:8)" in told
    assert "missing: fail 'fee:service-fee'" in told
    assert told.splitlines()[-1] == "1 rule, 5 cases: 4 ok, 1 failed"
    Path("house-rules/broken.py").write_text("x = 1\n1 / 0\n")
    assert run(["rules", "test", "house-rules", "--format", "json"]) == 4
    found = json.loads(capsys.readouterr().out)
    assert found["broken"][0]["message"] == "house-rules/broken.py:2: ZeroDivisionError: division by zero"
    assert [one["ok"] for one in found["rules"][0]["cases"]] == [False, True, True, True, True]
    assert run(["rules", "test", "house-rules"]) == 4
    assert "BROKEN  house-rules/broken.py:2: ZeroDivisionError" in capsys.readouterr().out


def test_cli_audit_by_a_rule_of_ones_own_and_a_broken_one(capsys: pytest.CaptureFixture[str]) -> None:
    """The finding of the one is in the report, the other is named with file and line; the exit code is 4."""
    capture(Path("capture"))
    assert run(["rules", "new", "no-late-fees", "--severity", "error", "-q"]) == 0
    assert run(["audit", "capture", "--rules", "house-rules"]) == 1
    told = capsys.readouterr().out
    assert "no-late-fees" in told
    assert "Put the fee into the price." in told
    Path("house-rules/half.py").write_text("\ndef check(:\n")
    assert run(["audit", "capture", "--rules", "house-rules"]) == 4
    out, err = capsys.readouterr()
    assert "house-rules/half.py:2: invalid syntax" in err
    assert "no-late-fees" in out
    assert "drip-mandatory-fee" in out
    assert "Traceback" not in out + err


def test_cli_explain_a_rule_of_ones_own(capsys: pytest.CaptureFixture[str]) -> None:
    """The report says `feelint explain`: so it has to explain the rules that the configuration names."""
    assert run(["rules", "new", "no-late-fees", "--title", "Late fees", "-q"]) == 0
    assert run(["explain", "no-late-fees"]) == 2
    capsys.readouterr()
    assert run(["explain", "no-late-fees", "--rules", "house-rules"]) == 0
    assert "Late fees" in capsys.readouterr().out
    Path("feelint.toml").write_text('rules = ["house-rules"]\n')
    assert run(["explain", "no-late-fees", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Late fees"
    assert run(["explain", "no-late-fee"]) == 2
    assert "Did you mean 'no-late-fees'?" in capsys.readouterr().err


def test_cli_packs_lists_those_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house(tmp_path / "acme")
    assert run(["packs", "--ship-to", "JP", "--rules", "acme"]) == 0
    assert "* acme" in capsys.readouterr().out
    Path("feelint.toml").write_text('rules = ["acme"]\n')
    assert run(["packs", "--format", "json"]) == 0
    assert "acme" in {one["id"] for one in json.loads(capsys.readouterr().out)["packs"]}


def test_cli_packs_tells_of_a_broken_one(capsys: pytest.CaptureFixture[str]) -> None:
    """File and line, the others are listed all the same, and the exit code says so."""
    Path("house-rules/packs").mkdir(parents=True)
    text = 'id = "acme"\ntitle = "Acme"\nkind = "best-practice"\njurisdiction = ["*"]\n[severity]\nno-such-rule = "error"\n'
    Path("house-rules/packs/acme.toml").write_text(text)
    assert run(["packs", "--rules", "house-rules"]) == 4
    told = capsys.readouterr().out
    assert "BROKEN  house-rules/packs/acme.toml:6: severity: unknown rule 'no-such-rule'" in told
    assert "us-ca" in told


def test_cli_every_format_survives_a_broken_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """And says of it what can be said in that format, with file and line."""
    capture(Path("capture"))
    written(Path("mine"), "no-lamps", body="yield ctx.steps[99]")
    Path("mine/half.py").write_text("\ndef check(:\n")
    formats = [one for one in Format if one is not Format.PDF]
    wanted = [word for fmt in formats for word in ("--format", f"{fmt}:{fmt}.out")]
    assert run(["audit", "capture", "--rules", "mine", *wanted]) == 4
    assert "mine/half.py:2: invalid syntax" in capsys.readouterr().err
    for fmt in formats:
        told = " ".join(html.unescape(Path(f"{fmt}.out").read_text("utf-8")).replace("\\", "").split())
        if fmt not in (Format.CSV, Format.GITHUB, Format.GITLAB):
            assert "mine/half.py:2: invalid syntax" in told, fmt
            assert "no_lamps.py:7: IndexError" in told, fmt
