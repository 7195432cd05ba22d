"""The exit codes in every combination of what can happen to a run, by the command line: 2 alone, else 4 over 3 over 1."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from feelint.__main__ import run
from feelint.model.words import Outcome
from tests.policy.paper_captures import BASKET, DRIP, HONEST, PRODUCT, capture

BROKEN = """from collections.abc import Iterator
from feelint.api import Context, Severity, Verdict, rule
@rule(id="house-broken", title="Broken", severity=Severity.ERROR)
def check(ctx: Context) -> Iterator[Verdict]:
    \"\"\"Breaks.\"\"\"
    raise RuntimeError("broken on purpose")
    yield ctx.passed()
"""
FOUND, LOST, BREAKS, USAGE = "findings", "lost", "broken rule", "usage"
WORDS = {0: "clean", 1: "findings", 3: "no-verdict", 4: "internal-error"}


def expected(found: bool, lost: bool, breaks: bool, usage: bool) -> int:
    return 2 if usage else 4 if breaks else 3 if lost else 1 if found else 0


@pytest.mark.parametrize(("found", "lost", "breaks", "usage"), tuple(product((False, True), repeat=4)))
def test_cli_exit_code_table(
    found: bool, lost: bool, breaks: bool, usage: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    capture(tmp_path / "a", (PRODUCT, BASKET, DRIP if found else HONEST))
    arguments = ["audit", "a", "--format", "json"]
    if lost:
        capture(tmp_path / "b", (PRODUCT, BASKET, HONEST), outcome=Outcome.BLOCKED, reason="captcha", path="/other")
        arguments.insert(2, "b")
    if breaks:
        (tmp_path / "house").mkdir()
        (tmp_path / "house" / "house_broken.py").write_text(BROKEN, encoding="utf-8")
        arguments += ["--rules", "house"]
    if usage:
        arguments += ["--max-drip", "-1"]
    code = expected(found, lost, breaks, usage)
    assert run(arguments) == code
    out, err = capsys.readouterr()
    if usage:
        assert (out, "max-drip" in err) == ("", True)
        return
    report = json.loads(out)
    assert (report["exit_code"], report["gate"]) == (code, WORDS[code])
    reasons = " ".join(report["gate_reasons"])
    assert ("drip-mandatory-fee" in reasons, "captcha" in reasons, "house-broken" in reasons) == (found, lost, breaks)


@pytest.mark.parametrize("written", [["--format", "sarif:out/none/x.sarif"], ["--format", "html:.git"]])
def test_cli_a_report_that_cannot_be_written_is_no_pass(
    written: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told before anything is judged; nothing is left behind."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    capture(tmp_path / "a", (PRODUCT, BASKET, HONEST))
    assert run(["audit", "a", *written]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert sorted(one.name for one in tmp_path.iterdir()) == [".git", "a"]


def test_cli_interrupted_is_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    capture(tmp_path / "a", (PRODUCT, BASKET, DRIP))

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("feelint.policy.judge.judge", interrupted)
    monkeypatch.setattr("feelint.verbs.judge", interrupted, raising=False)
    assert run(["audit", "a"]) == 130
