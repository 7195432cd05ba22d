"""A user's own rules: whatever they do, the report is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from feelint.errors import RuleError, UsageError
from feelint.model.words import VerdictKind
from feelint.policy.apart import describe
from feelint.policy.judge import JudgeOptions, judge
from tests.policy.paper_captures import BASKET, HONEST, PRODUCT, capture

RULE = """
from feelint.api import Severity, rule

{before}
@rule(id="{id}", title="Of my own", severity=Severity.WARNING)
def check(ctx):
    {body}
"""
GOOD = "yield ctx.failed(ctx.steps[0], 'A lamp is sold.')"


def written(folder: Path, name: str, body: str = GOOD, before: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name.replace('-', '_')}.py"
    path.write_text(RULE.format(id=name, body=body, before=before))
    return folder


def test_apart_tells_of_rules_without_running_them(tmp_path: Path) -> None:
    rules = describe([written(tmp_path / "mine", "no-lamps")])
    assert list(rules) == ["no-lamps"]
    assert rules["no-lamps"].severity == "warning"
    assert rules["no-lamps"].path.endswith("no_lamps.py")
    assert describe([]) == {}


def test_apart_bad_rules_do_not_take_the_good_ones_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("feelint.policy.apart.run_apart.__defaults__", (4.0,))
    mine = written(tmp_path / "mine", "a-loop", "while True: pass\n    yield")
    written(mine, "b-crash", "import os\n    os._exit(3)\n    yield")
    written(mine, "c-raise", "yield ctx.steps[99]")
    written(mine, "d-print", f"print('hello')\n    {GOOD}")
    reader = capture(tmp_path / "capture", (PRODUCT, BASKET, HONEST))
    report = judge([reader], JudgeOptions(rules=(mine,)))
    told = {
        v.rule: (v.kind, v.reason) for v in report.verdicts if v.rule in ("a-loop", "b-crash", "c-raise", "d-print")
    }
    assert told["a-loop"] == (VerdictKind.ERROR, "it did not end within 4 s")
    assert told["b-crash"] == (VerdictKind.ERROR, "it ended the process that it ran in")
    assert told["c-raise"] == (VerdictKind.ERROR, "c_raise.py:7: IndexError")
    assert told["d-print"][0] is VerdictKind.FAIL
    assert report.exit_code == 4
    assert [verdict for verdict in report.verdicts if verdict.kind is VerdictKind.PASS]
    out, err = capfd.readouterr()
    assert "hello" not in out
    assert "hello" in err


def test_apart_files_that_are_no_rules(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such directory"):
        describe([tmp_path / "nowhere"])
    with pytest.raises(RuleError, match=r"broken\.py:\d"):
        describe([written(tmp_path / "a", "broken", before="1 / 0")])
    with pytest.raises(RuleError, match="already defined"):
        describe([written(tmp_path / "b", "drip-mandatory-fee")])
    with pytest.raises(RuleError, match="did not load within 3 s"):
        describe([written(tmp_path / "c", "endless", before="while True: pass")], deadline=3)
