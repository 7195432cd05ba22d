"""A user's rules, packs and citations beside feelint's: from directories and from installed packages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import reduce
from pathlib import Path

import pytest

from feelint.__main__ import run
from feelint.errors import ConfigError
from feelint.model.words import VerdictKind
from feelint.policy import extensions
from feelint.policy.extensions import installed, installed_folders, load
from feelint.policy.judge import JudgeOptions, judge
from feelint.reporters import text as text_report
from tests.policy.paper_captures import capture
from tests.policy.test_apart import written

PACK = """id = "acme"
title = "Acme's own"
kind = "best-practice"
jurisdiction = ["*"]

[severity]
no-lamps = "error"
drip-mandatory-fee = "critical"

[citations]
no-lamps = ["ACME-1"]
"""
LAW = """[[citation]]
id = "ACME-1"
string = "Acme house rules, no. 1"
url = "https://acme.example/rules"
binding = "contract"
verified_on = 2026-07-02
verification = "V"
"""


def house(folder: Path, pack: str = PACK, law: str = LAW) -> Path:
    """A directory of rules with a pack and a law file, as feelint's own are laid out."""
    written(folder, "no-lamps")
    (folder / "packs").mkdir(exist_ok=True)
    (folder / "packs" / "acme.toml").write_text(pack, encoding="utf-8")
    (folder / "law.toml").write_text(law, encoding="utf-8")
    return folder


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package with an entry point, rules, a pack and a law file."""
    site = tmp_path / "site"
    house(site / "acme_prices")
    (site / "acme_prices" / "__init__.py").write_text("")
    info = site / "acme_prices-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-prices\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[feelint.rules]\nacme = acme_prices\n")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(site), os.environ.get("PYTHONPATH")))))
    monkeypatch.syspath_prepend(str(site))
    return site / "acme_prices"


def test_extensions_nothing_of_ones_own_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extensions, "find_rules", lambda *_: pytest.fail("a process was started"))
    known = load()
    assert len(known.packs) >= 27
    assert not known.theirs


def test_extensions_a_directory_brings_rules_packs_and_law(tmp_path: Path) -> None:
    known = load([house(tmp_path / "acme")])
    assert known.theirs == {"no-lamps"}
    assert "drip-mandatory-fee" in known.rules
    assert known.packs["acme"].citations["no-lamps"] == ("ACME-1",)
    assert known.law["ACME-1"].string == "Acme house rules, no. 1"


def test_extensions_a_pack_of_ones_own_holds_by_itself(tmp_path: Path) -> None:
    """The strictest severity holds, and the finding cites what the pack cites."""
    mine = house(tmp_path / "acme")
    report = judge([capture(tmp_path / "capture")], JudgeOptions(rules=(mine,)))
    assert [pack.id for pack in report.environment.packs][-2:] == ["house", "acme"]
    finding = next(one for one in report.findings if one.rule == "no-lamps")
    assert (str(finding.severity), finding.citations[0].text) == ("error", "Acme house rules, no. 1")
    named = judge([capture(tmp_path / "capture")], JudgeOptions(rules=(mine,), packs=("acme",)))
    assert {one.rule for one in named.findings} == {"no-lamps", "drip-mandatory-fee"}


STRICT = """id = "strict"
title = "Strict"
kind = "best-practice"
jurisdiction = ["*"]

[params]
tax_in_price = "must-include"

[severity]
drip-mandatory-fee = "error"
total-too-late = "critical"
"""
_SOFTER = {"strict": "mild", '"must-include"': '"may-exclude"', '"error"': '"info"', '"critical"': '"off"'}
MILD = reduce(lambda text, pair: text.replace(*pair), _SOFTER.items(), STRICT)


@pytest.mark.parametrize("names", [("strict", "mild"), ("mild", "strict")])
def test_extensions_of_packs_that_contradict_one_another_the_strictest_holds(
    names: tuple[str, str], tmp_path: Path
) -> None:
    """In any order; the report says which."""
    (tmp_path / "packs").mkdir()
    for name, text in (("strict", STRICT), ("mild", MILD)):
        (tmp_path / "packs" / f"{name}.toml").write_text(text, encoding="utf-8")
    reader = capture(tmp_path / "capture")
    report = judge([reader], JudgeOptions(rules=(tmp_path,), packs=names))
    found = {one.rule: one for one in report.findings}
    fee = found["drip-mandatory-fee"]
    assert (fee.packs, fee.strictest) == (names, ("strict",))
    told = text_report.render(report)
    assert f"under: {', '.join(names)}; the strictest: strict" in told
    mild = judge([reader], JudgeOptions(rules=(tmp_path,), packs=("mild",)))
    assert "total-too-late" not in {one.rule for one in mild.findings}
    late = found["total-too-late"]
    assert (str(late.severity), late.packs) == ("critical", ("strict",))


def test_extensions_a_mild_pack_of_ones_own_softens_no_law(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "mild.toml").write_text(MILD, encoding="utf-8")
    reader = capture(tmp_path / "capture")
    alone, beside = judge([reader]), judge([reader], JudgeOptions(rules=(tmp_path,)))
    assert {(one.rule, one.severity) for one in alone.findings} <= {(one.rule, one.severity) for one in beside.findings}
    fee = next(one for one in beside.findings if one.rule == "drip-mandatory-fee")
    assert "mild" in fee.packs
    assert fee.strictest == ("us-ca", "house")


def test_extensions_a_rule_that_nothing_makes_run_is_told(tmp_path: Path) -> None:
    mine = house(tmp_path / "acme")
    told = "rule 'no-lamps' is not judged: it has no severity, and no pack names it"
    assert told not in judge([capture(tmp_path / "one")], JudgeOptions(rules=(mine,))).warnings
    (mine / "packs" / "acme.toml").unlink()
    rule = mine / "no_lamps.py"
    rule.write_text(rule.read_text(encoding="utf-8").replace(", severity=Severity.WARNING", ""), encoding="utf-8")
    assert told in judge([capture(tmp_path / "two")], JudgeOptions(rules=(mine,))).warnings


def test_extensions_an_installed_package_needs_no_option(package: Path, tmp_path: Path) -> None:
    assert [one.name for one in installed()] == ["acme"]
    known = load()
    assert known.theirs == {"no-lamps"}
    assert Path(known.rules["no-lamps"].path).parent == package
    report = judge([capture(tmp_path / "capture")])
    assert {"no-lamps", "drip-mandatory-fee"} <= {one.rule for one in report.findings}


def test_extensions_an_installed_package_that_is_broken(package: Path, tmp_path: Path) -> None:
    """The walk is judged by the others, and the run is not clean."""
    (package / "__init__.py").write_text("import nowhere_at_all")
    report = judge([capture(tmp_path / "capture")])
    broken = next(verdict for verdict in report.verdicts if verdict.kind is VerdictKind.ERROR)
    assert broken.rule == "acme"
    assert "package acme: acme_prices cannot be imported: ModuleNotFoundError" in broken.reason
    assert "drip-mandatory-fee" in {one.rule for one in report.findings}
    assert report.exit_code == 4


def test_extensions_the_page_of_an_installed_rule_is_explained(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (package / "no_lamps.md").write_text("# Lamps are not sold here\n\n## Law\n\nNone.\n")
    assert installed_folders() == (package,)
    assert run(["explain", "no-lamps"]) == 0
    assert "Lamps are not sold here" in capsys.readouterr().out


def test_extensions_a_package_really_installed(package: Path, tmp_path: Path) -> None:
    """By the command line, in a fresh process: `audit` finds the package without being told."""
    capture(tmp_path / "capture")
    command = [sys.executable, "-m", "feelint", "audit", str(tmp_path / "capture"), "--format", "json", "-q"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=package)
    assert done.returncode == 1, done.stderr
    assert '"rule": "no-lamps"' in done.stdout


@pytest.mark.parametrize(
    ("pack", "law", "message", "hint"),
    [
        (PACK.replace('\nno-lamps = "error"', '\nno-lumps = "error"', 1).replace('no-lamps = ["ACME-1"]', ""), LAW,
         "acme.toml:7: severity: unknown rule 'no-lumps'", "Did you mean 'no-lamps'?"),
        (PACK.replace("drip-mandatory-fee", "drip-mandatory-fees"), LAW,
         "acme.toml:8: severity: unknown rule 'drip-mandatory-fees'", "Did you mean 'drip-mandatory-fee'?"),
        (PACK.replace('["ACME-1"]', '["ACME-2"]'), LAW,
         "acme.toml:11: citations: no-lamps: unknown citation 'ACME-2'", "Did you mean 'ACME-1'?"),
        (PACK.replace('id = "acme"', 'id = "house"'), LAW, "acme.toml:1: key 'id': 'house' is not the file's name", ""),
        (PACK.replace('no-lamps = "error"', 'no-lamps = "off"'), LAW,
         "acme.toml:11: citations names 'no-lamps', which is off", ""),
        (PACK + '[params]\nexcluded_kinds = ["tax"]\nexcluded_if_disclosed = ["tax"]\n', LAW,
         "acme.toml:14: key 'params': named in more than one list of excluded kinds: tax", ""),
        (PACK.replace("\n\n[severity]", '\nenabled = false\n\n[severity]'), LAW,
         "acme.toml:5: disabled_reason must be given when enabled = false", ""),
    ],
)  # fmt: skip
def test_extensions_a_pack_that_is_wrong(tmp_path: Path, pack: str, law: str, message: str, hint: str) -> None:
    """File and line are named, the others judge, and the run is not clean; asked for by name, nothing is judged."""
    mine = house(tmp_path / "acme", pack, law)
    (broken,) = load([mine]).broken
    assert message in broken.message
    assert hint in broken.hint
    report = judge([capture(tmp_path / "capture")], JudgeOptions(rules=(mine,)))
    assert "drip-mandatory-fee" in {one.rule for one in report.findings}
    assert any(message in one.message for one in report.verdicts if one.kind == "error")
    assert report.exit_code == 4
    with pytest.raises(ConfigError) as caught:
        judge([capture(tmp_path / "again")], JudgeOptions(rules=(mine,), packs=("acme",)))
    assert message in caught.value.message
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("law", "message", "hint"),
    [
        (LAW + LAW, "law.toml:9: citation 'ACME-1' is defined twice, here and in", "another id"),
        (LAW.replace('"V"', '"K"'), "law.toml:7: key 'citation.0': verified_on must be given", ""),
        (LAW + LAW.replace("ACME-1", "B").replace("2026-07-02", '"May"'), "law.toml:13: key", ""),
    ],
)
def test_extensions_a_law_file_that_is_wrong(tmp_path: Path, law: str, message: str, hint: str) -> None:
    """No report can cite it, so nothing is judged."""
    mine = house(tmp_path / "acme", PACK, law)
    with pytest.raises(ConfigError) as caught:
        load([mine])
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2


def test_extensions_packs_that_contradict_each_other(tmp_path: Path) -> None:
    """One id twice names both files, and the first stands; feelint's own cannot be replaced unseen."""
    mine, theirs = house(tmp_path / "a"), house(tmp_path / "b")
    (theirs / "no_lamps.py").unlink()
    (theirs / "law.toml").unlink()
    known = load([mine, theirs])
    assert re.search(
        r"b/packs/acme\.toml:1: pack 'acme' is defined twice, here and in .*a/packs", known.broken[0].message
    )
    assert "acme" in known.packs
    (theirs / "packs" / "acme.toml").rename(theirs / "packs" / "uk.toml")
    (theirs / "packs" / "uk.toml").write_text(PACK.replace('"acme"', '"uk"'))
    known = load([mine, theirs])
    assert re.search(r"b/packs/uk\.toml:1: pack 'uk' is defined twice, here and in .*uk\.toml", known.broken[0].message)
    assert known.packs["uk"].kind == "law"


def test_extensions_rules_of_one_name(tmp_path: Path) -> None:
    """The first stands, the second is told of; feelint's own cannot be replaced unseen."""
    mine, theirs = written(tmp_path / "a", "no-lamps"), written(tmp_path / "b", "no-lamps")
    written(theirs, "drip-mandatory-fee")
    known = load([mine, theirs])
    assert known.theirs == {"no-lamps"}
    assert Path(known.rules["no-lamps"].path).parent == mine
    assert [one.message.split(" ", 1)[1].split(" in ")[0] for one in known.broken] == [
        "rule 'drip-mandatory-fee' is already defined",
        "rule 'no-lamps' is already defined",
    ]
