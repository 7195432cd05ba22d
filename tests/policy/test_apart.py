"""A user's own rules: whatever they do, the report is made."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from feelint.errors import RuleError, UsageError
from feelint.model.words import VerdictKind
from feelint.policy import apart
from feelint.policy.apart import Package, find_rules
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
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name.replace('-', '_')}.py"
    path.write_text(RULE.format(id=name, body=body, before=before))
    return folder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the child imports packages from."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH")))))
    return folder


def test_apart_tells_of_rules_without_running_them(tmp_path: Path) -> None:
    found = find_rules([written(tmp_path / "mine", "no-lamps")])
    assert [(rule.id, rule.severity, rule.family) for rule in found.rules] == [("no-lamps", "warning", "mine")]
    assert found.rules[0].path.endswith("no_lamps.py")
    assert found.broken == ()
    assert find_rules([]) == ((), (), ())


def test_apart_bad_rules_do_not_take_the_good_ones_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("feelint.policy.apart.run_apart.__defaults__", (2.0,))
    mine = written(tmp_path / "mine", "a-loop", "while True: pass\n    yield")
    written(mine, "b-crash", "import os\n    os._exit(3)\n    yield")
    written(mine, "c-raise", "yield ctx.steps[99]")
    written(mine, "d-print", f"print('hello')\n    {GOOD}")
    reader = capture(tmp_path / "capture", (PRODUCT, BASKET, HONEST))
    report = judge([reader], JudgeOptions(rules=(mine,)))
    told = {
        v.rule: (v.kind, v.reason) for v in report.verdicts if v.rule in ("a-loop", "b-crash", "c-raise", "d-print")
    }
    assert told["a-loop"] == (VerdictKind.ERROR, "a_loop.py:6: it did not end within 2 s")
    assert told["b-crash"] == (VerdictKind.ERROR, "b_crash.py:6: it ended the process that it ran in")
    assert told["c-raise"] == (VerdictKind.ERROR, "c_raise.py:7: IndexError: tuple index out of range")
    assert told["d-print"][0] is VerdictKind.FAIL
    assert report.exit_code == 4
    assert "c-raise: the rule broke: c_raise.py:7: IndexError: tuple index out of range" in report.gate_reasons
    assert [verdict for verdict in report.verdicts if verdict.kind is VerdictKind.PASS]
    out, err = capfd.readouterr()
    assert "hello" not in out
    assert "hello" in err


def test_apart_files_that_are_no_rules_do_not_hide_the_others(tmp_path: Path) -> None:
    """Each is told of with its file and line, whatever it does while it is loaded."""
    mine = written(tmp_path / "mine", "a-broken", before="1 / 0")
    written(mine, "b-endless", before="while True: pass")
    written(mine, "c-exit", before="import os\nos._exit(0)")
    written(mine, "d-good")
    (mine / "e_latin.py").write_bytes(b"# caf\xe9")
    found = find_rules([mine], deadline=2)
    assert [rule.id for rule in found.rules] == ["d-good"]
    said = {Path(one.place).name: one.message for one in found.broken}
    assert said["a_broken.py"].endswith("a_broken.py:4: ZeroDivisionError: division by zero")
    assert said["b_endless.py"].endswith("b_endless.py:1: it did not end within 2 s while it was loaded")
    assert said["c_exit.py"].endswith("c_exit.py:1: it ended the process that it ran in while it was loaded")
    assert "e_latin.py:1: " in said["e_latin.py"]
    assert all(one.hint for one in found.broken)


def test_apart_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such directory"):
        find_rules([tmp_path / "nowhere"])


def test_apart_a_package_brings_rules(site: Path) -> None:
    """All modules of its folder but those with an underscore first; one that loops does not hide the others."""
    written(site / "acme", "a-endless", before="while True: pass")
    written(site / "acme", "no-lamps")
    (site / "acme" / "__init__.py").write_text("")
    (site / "acme" / "_words.py").write_text("raise RuntimeError")
    found = find_rules([], [Package("acme", "acme")], deadline=2)
    assert [rule.id for rule in found.rules] == ["no-lamps"]
    assert found.folders == (site / "acme",)
    assert [Path(one.place).name for one in found.broken] == ["a_endless.py"]


def test_apart_a_module_is_one_rule(site: Path) -> None:
    written(site, "no-lamps")
    found = find_rules([], [Package("acme", "no_lamps")])
    assert ([rule.id for rule in found.rules], found.folders, found.broken) == (["no-lamps"], (), ())


def test_apart_packages_that_cannot_be_loaded(site: Path) -> None:
    (site / "looping.py").write_text("while True: pass")
    written(site, "no-lamps")
    named = [Package("gone", "gone_package"), Package("slow", "looping"), Package("good", "no_lamps")]
    found = find_rules([], named, deadline=2)
    assert [rule.id for rule in found.rules] == ["no-lamps"]
    first, second = (one.message for one in found.broken)
    assert first.startswith("package gone: gone_package cannot be imported: ModuleNotFoundError")
    assert second == "package slow: it did not end within 2 s while it was loaded"


def test_apart_a_process_that_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That is no rule's fault, and no rule is named."""
    monkeypatch.setattr(apart, "__name__", "feelint.policy.no_such_module")
    with pytest.raises(RuleError, match="did not start"):
        find_rules([written(tmp_path / "mine", "no-lamps")])
