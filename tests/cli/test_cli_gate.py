"""The verbs around the gate, by the command line: limits, baseline, diff, and captures as evidence. No browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest

from feelint import cli as command_line
from feelint.__main__ import run
from feelint.model.words import Outcome
from feelint.reporters import diff_json
from feelint.reporters.json import schema
from tests.capture.made_captures import run as made_run
from tests.policy.paper_captures import BASKET, HONEST, PRODUCT, capture

FEE = "drip-mandatory-fee"
SUBCOMMANDS = [("baseline", one) for one in ("create", "update", "prune", "show")]
SUBCOMMANDS += [("capture", one) for one in ("verify", "pack", "redact", "prune", "stamp", "sign")]


@pytest.fixture(autouse=True)
def _quiet_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FEELINT_DEBUG", raising=False)


@pytest.fixture
def drip(tmp_path: Path) -> Path:
    return made_run(tmp_path / "drip")


@pytest.fixture
def honest(tmp_path: Path) -> Path:
    capture(tmp_path / "honest" / "capture", (PRODUCT, BASKET, HONEST))
    return tmp_path / "honest"


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("verb", "name"), SUBCOMMANDS)
def test_cli_subcommands_have_help_and_the_common_options(
    verb: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    group = command_line.cli.get_command(click.Context(command_line.cli), verb)
    assert isinstance(group, click.Group)
    assert run([verb, name, "--help"]) == 0
    text = capsys.readouterr().out
    for option in ("--format", "--quiet", "--verbose"):
        assert option in text
    assert f"  {name} " in "".join(f"  {one} " for one in group.list_commands(click.Context(group)))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 1, FEE),
        (["--fail-on", "never"], 0, ""),
        (["--fail-on", "never", "--max-drip", "0.00"], 0, ""),
        (["--min-confidence", "1"], 0, ""),
        (["--min-confidence", "1", "--max-drip", "9.95"], 0, ""),
        (["--min-confidence", "1", "--max-drip", "9.94"], 1, "9.95 USD beyond the offer, at most 9.94 allowed"),
        (["--min-confidence", "1", "--max-drip-percent", "11.18"], 0, ""),
        (["--min-confidence", "1", "--max-drip-percent", "11"], 1, "11.18 % beyond"),
        (["--min-confidence", "1", "--harm", "many", "--harm", "large"], 0, ""),
        (["--min-confidence", "1", "--harm", "many", "--harm", "late"], 1, "past the halfway point"),
    ],
)
def test_cli_audit_gate_table(
    arguments: list[str], code: int, words: str, drip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["audit", str(drip), "--format", "json", *arguments]) == code
    out, err = capsys.readouterr()
    report = json.loads(out)
    jsonschema.validate(report, schema())
    assert report["exit_code"] == code
    assert any(words in reason for reason in report["gate_reasons"]) is (code == 1)
    assert words in err
    assert report["journeys"][0]["harm"]["total"] == {"amount": "9.95", "currency": "USD"}
    assert report["journeys"][0]["harm"]["percent"] == "11.18"
    assert report["journeys"][0]["seal"].startswith("sha256:")


def test_cli_severity_of_a_rule_in_the_configuration(drip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("feelint.toml").write_text(f'[severity]\n{FEE} = "info"\ntotal-too-late = "off"\n')
    assert run(["audit", str(drip)]) == 0
    assert run(["audit", str(drip), "--fail-on", "info"]) == 1
    capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["audit", "drip", "--max-drip", "-1"], "max-drip"),
        (["audit", "drip", "--max-drip", "free"], "max-drip"),
        (["audit", "drip", "--harm", "mean"], "--harm"),
        (["audit", "drip", "--baseline", "none.json"], "feelint baseline create"),
        (["audit", "drip", "--baseline", "drip/report.html"], "not a baseline"),
        (["baseline"], "Commands"),
        (["baseline", "create"], "Missing argument"),
        (["baseline", "create", "nowhere"], "No such file"),
        (["baseline", "create", "drip/report.html"], "not a feelint report"),
        (["baseline", "show"], "feelint baseline create"),
        (["baseline", "prune", "drip"], "feelint baseline create"),
        (["baseline", "create", "drip", "--file", "no/such/folder.json"], "cannot be written"),
        (["diff", "drip"], "Missing argument"),
        (["diff", "drip", "nowhere"], "No such file"),
        (["diff", "drip", "cut.json"], "cut short"),
        (["diff", "drip", "newer.json"], "newer feelint"),
        (["diff", "drip", "drip/capture", "--fail-on", "all"], "--fail-on"),
        (["capture", "verify", "nowhere"], "is not a capture"),
        (["capture", "verify", "cut.json"], "is not a capture"),
        (["capture", "pack", "nowhere"], "is not the folder"),
        (["capture", "redact", "drip/capture", "--out", "copy"], "nothing to leave out"),
        (["capture", "redact", "drip/capture", "--out", "copy", "--mask", "a"], "too short"),
        (["capture", "redact", "drip/capture", "--out", "drip", "--no-pictures"], "not empty"),
        (["capture", "stamp", "drip"], "--url"),
        (["capture", "sign", "drip", "--key", "none.pem"], "Give a PEM file"),
        (["capture", "verify", "drip", "--key", "none.pem"], "Give a PEM file"),
        (["capture", "prune", "nowhere", "--older-than", "1"], "is no folder"),
        (["capture", "prune", "drip"], "--older-than"),
    ],
)
def test_cli_bad_input_is_a_usage_error_with_a_hint(
    arguments: list[str], words: str, drip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del drip
    Path("cut.json").write_text('{"schema_version": 1, "jour')
    Path("newer.json").write_text('{"schema_version": 2}')
    before = sorted(path.name for path in Path().rglob("*"))
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert words in err
    assert out == ""
    assert "Traceback" not in err
    assert sorted(path.name for path in Path().rglob("*")) == before


def test_cli_baseline_from_create_to_prune(drip: Path, honest: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["baseline", "create", str(drip), "--reason", "ticket 7", "--as-of", "2026-03-02"]) == 0
    out, err = capsys.readouterr()
    assert FEE in out
    assert 'baseline = "feelint-baseline.json"' in err
    assert run(["baseline", "create", str(drip)]) == 2
    assert "feelint baseline update" in capsys.readouterr().err
    Path("feelint.toml").write_text('baseline = "feelint-baseline.json"\n')
    assert run(["audit", str(drip), "--format", "json"]) == 0
    report = told(capsys)
    assert {one["baseline"] for one in report["findings"]} == {"known"}
    assert report["baseline"]["known"] == report["baseline"]["entries"] == len(report["findings"])
    assert run(["audit", str(drip), "--no-suppress", "--format", "json"]) == 1
    assert "set aside by --no-suppress" in " ".join(told(capsys)["warnings"])
    assert run(["baseline", "show", "--format", "json"]) == 0
    shown = told(capsys)
    assert {one["reason"] for one in shown["entries"]} == {"ticket 7"}
    assert {one["since"] for one in shown["entries"]} == {"2026-03-02"}
    assert run(["baseline", "show"]) == 0
    assert "up to 9.95 USD  since 2026-03-02" in capsys.readouterr().out
    assert run(["audit", str(honest), "--format", "json"]) == 0
    assert "match nothing any more" in " ".join(told(capsys)["warnings"])
    assert run(["baseline", "prune", str(honest), "--dry-run"]) == 0
    assert "removed" in capsys.readouterr().out
    assert run(["baseline", "prune", str(honest), "--format", "json"]) == 0
    assert {one["what"] for one in told(capsys)["changes"]} == {"removed"}
    assert json.loads(Path("feelint-baseline.json").read_text())["entries"] == []
    assert run(["audit", str(drip), "-q"]) == 1
    capsys.readouterr()
    assert run(["baseline", "update", str(drip), "--format", "json"]) == 0
    assert {one["what"] for one in told(capsys)["changes"]} == {"added"}
    assert run(["audit", str(drip)]) == 0


def test_cli_baseline_of_a_walk_that_came_to_no_total(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capture(tmp_path / "lost", (PRODUCT,), outcome=Outcome.LOST, reason="too-many-steps")
    assert run(["baseline", "create", "lost"]) == 3
    assert "came to a total" in capsys.readouterr().err
    assert not Path("feelint-baseline.json").exists()


def test_cli_suppressions_and_decisions_come_from_the_configuration(
    drip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = "".join(
        f'[[suppress]]\nrule = "{rule}"\nreason = "agreed"\napproved-by = "legal@shop.test"\nexpires = 2026-12-31\n'
        for rule in (FEE, "total-too-late")
    )
    Path("feelint.toml").write_text(rules)
    assert run(["audit", str(drip), "--as-of", "2026-12-01", "--format", "json"]) == 0
    report = told(capsys)
    assert report["warnings"] == []
    assert report["findings"][0]["suppressed"]["approved_by"] == "legal@shop.test"
    assert run(["audit", str(drip), "--as-of", "2026-12-20", "--format", "json"]) == 0
    assert "in 11 days" in told(capsys)["warnings"][0]
    assert run(["audit", str(drip), "--as-of", "2027-01-05", "--format", "json"]) == 1
    assert "expired on 2026-12-31, 5 days ago" in told(capsys)["warnings"][0]
    assert run(["audit", str(drip), "--as-of", "2026-12-01", "--no-suppress"]) == 1


@pytest.mark.parametrize(("fail_on", "code"), [("worse", 1), ("any", 1), ("never", 0)])
def test_cli_diff(fail_on: str, code: int, drip: Path, honest: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", str(honest), str(drip), "--fail-on", fail_on, "--format", "json"]) == code
    found = told(capsys)
    jsonschema.validate(found, diff_json.schema())
    assert (found["verdict"], found["exit_code"]) == ("worse", code)
    assert found["journeys"][0]["charges"][0]["what"] == ["new"]


def test_cli_diff_takes_reports_captures_and_packs(
    drip: Path, honest: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["audit", str(drip), "--format", "json"]) == 1
    Path("report.json").write_text(capsys.readouterr().out)
    assert run(["capture", "pack", str(honest), "--out", "honest.zip"]) == 0
    capsys.readouterr()
    for old in ("drip/capture", "drip", "report.json"):
        assert run(["diff", old, "honest.zip", "--format", "markdown"]) == 0
        assert "the customer is better off" in capsys.readouterr().out


def test_cli_diff_of_other_environments_is_a_usage_error(
    drip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reader = capture(tmp_path / "base")
    phone = reader.record.environment.model_copy(update={"viewport": "mobile"})
    capture(tmp_path / "phone", environment=phone)
    assert run(["diff", str(drip), "phone"]) == 2
    assert "viewport desktop and mobile" in capsys.readouterr().err


def test_cli_capture_verify_names_what_was_changed(drip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["capture", "verify", str(drip)]) == 0
    assert capsys.readouterr().out.startswith("intact: ")
    with (drip / "capture/steps/01/facts.json.gz").open("ab") as file:
        file.write(b"x")
    assert run(["capture", "verify", str(drip)]) == 1
    assert capsys.readouterr().out.startswith("changed  capture/steps/01/facts.json.gz\n")
    assert run(["capture", "verify", str(drip), "--format", "json"]) == 1
    found = told(capsys)
    assert (found["intact"], found["problems"][0]["file"]) == (False, "capture/steps/01/facts.json.gz")
    assert found["made_by"]["environment"]["rules_digest"] == "sha256:0"
    assert run(["capture", "pack", str(drip)]) == 2
    assert "facts.json.gz is changed" in capsys.readouterr().err
    assert not Path("drip.zip").exists()


def test_cli_capture_pack_and_audit_elsewhere(
    drip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["audit", str(drip), "--format", "json"]) == 1
    expected = told(capsys)
    assert run(["capture", "pack", str(drip), "--format", "json"]) == 0
    assert told(capsys)["file"].endswith("drip.zip")
    assert run(["capture", "pack", str(drip)]) == 2
    assert "there already" in capsys.readouterr().err
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    Path("drip.zip").rename(elsewhere / "from-them.zip")
    monkeypatch.chdir(elsewhere)
    (elsewhere / ".git").mkdir()
    assert run(["audit", "from-them.zip", "--format", "json"]) == 1
    again = told(capsys)
    assert again["findings"] == expected["findings"]
    assert again["journeys"][0]["seal"] == expected["journeys"][0]["seal"]
    assert run(["capture", "verify", "from-them.zip"]) == 0


def test_cli_capture_redact_and_prune(drip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["capture", "redact", "drip/capture", "--out", "copy", "--mask", "Brass", "--format", "json"]) == 0
    found = told(capsys)
    assert (found["pictures"], found["same_findings"]) == (False, True)
    assert run(["capture", "verify", "copy"]) == 0
    assert run(["capture", "prune", ".", "--older-than", "1", "--dry-run"]) == 0
    assert "2 of 2 runs would go" in capsys.readouterr().out
    (drip / "HOLD").touch()
    assert run(["capture", "prune", ".", "--older-than", "1", "--format", "json"]) == 0
    assert [(one["folder"], one["stays"]) for one in told(capsys)["runs"]] == [("copy", ""), ("drip", "on hold")]
    assert not Path("copy").exists()
    assert drip.is_dir()
