"""The verbs that need no browser: read, audit, report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import feelint
from feelint.__main__ import run
from feelint.cli.doctor import advice, orders
from feelint.extract.encoding import decoded
from feelint.model.words import Outcome
from feelint.page import schema
from feelint.verbs import run_folder, settings
from tests.policy.paper_captures import BASKET, HONEST, PRODUCT, capture

PAGE = """<!doctype html><html lang="de"><meta charset="utf-8"><title>Kasse</title><h1>Ihre Bestellung</h1><table>
<tr><td>Teekanne</td><td>49,00&nbsp;€</td></tr><tr><td>Versand</td><td>4,90&nbsp;€</td></tr>
<tr><td>Gutschein</td><td>−3,90&nbsp;€</td></tr><tr><th>Gesamtsumme</th><th>50,00&nbsp;€</th></tr></table>
<button>Zahlungspflichtig bestellen</button></html>"""


@pytest.fixture(autouse=True)
def _quiet_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FEELINT_DEBUG", raising=False)


def euro(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "EUR"}


def test_cli_read_json_is_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    assert run(["read", "page.html", "--format", "json", "--url", "https://tee.de/kasse"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, schema())
    assert told["schema_version"] == 1
    assert told["bill"]["total"] == euro("50.00")
    assert told["bill"]["residual"] == euro("0.00")
    charges = {one["label"]: (one["kind"], one["amount"]) for one in told["bill"]["charges"]}
    assert charges["Versand"] == ("fulfillment", euro("4.90"))
    assert charges["Gutschein"] == ("discount", euro("-3.90"))
    assert {"text", "money", "label", "kind", "belongs", "struck", "visible"} <= set(told["amounts"][0])
    assert {"name": "Zahlungspflichtig bestellen", "intent": "order"}.items() <= told["controls"][0].items()
    assert told["url"] == "https://tee.de/kasse"


def test_cli_read_text_shows_the_arithmetic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    assert run(["read", "page.html"]) == 0
    text = capsys.readouterr().out
    assert "€49.00 + €4.90 + -€3.90 = €50.00; it adds up." in text or "it adds up" in text
    assert "Zahlungspflichtig bestellen" in text
    assert "\x1b" not in text
    (tmp_path / "page.html").write_text(PAGE.replace("50,00", "52,00"), encoding="utf-8")
    assert run(["read", "page.html"]) == 0
    assert "unexplained" in capsys.readouterr().out


def test_cli_read_is_the_python_function() -> None:
    page = feelint.read(PAGE, url="https://tee.de/kasse")
    assert page.bill is not None
    assert page.bill.total == feelint.Money.parse("50 EUR")
    assert feelint.money.find("4,90 €")[0].money == feelint.Money.parse("4.90 EUR")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>£5</p>".encode(), "<p>£5</p>"),
        (b"\xef\xbb\xbf<p>\xc2\xa35</p>", "<p>£5</p>"),
        (b"<p>\xa35</p>", "<p>£5</p>"),
        ("<p>£5</p>".encode("utf-16"), "<p>£5</p>"),
        ('<meta charset="shift_jis"><p>円</p>'.encode("shift_jis"), '<meta charset="shift_jis"><p>円</p>'),
        ('<meta charset="nonsense"><p>£</p>'.encode("cp1252"), '<meta charset="nonsense"><p>£</p>'),
    ],
)
def test_cli_read_encodings(data: bytes, text: str) -> None:
    assert decoded(data) == text


def test_cli_audit_judges_and_gates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capture(tmp_path / "capture")
    assert run(["audit", "capture", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["gate"], told["exit_code"]) == ("findings", 1)
    assert "drip-mandatory-fee" in [finding["rule"] for finding in told["findings"]]
    assert run(["audit", "capture", "--fail-on", "never"]) == 0
    assert "drip-mandatory-fee" in capsys.readouterr().out
    capture(tmp_path / "honest", (PRODUCT, BASKET, HONEST))
    assert run(["audit", "honest"]) == 0
    assert run(["audit", "honest", "capture", "-q"]) == 1
    capture(tmp_path / "short", (PRODUCT, BASKET), outcome=Outcome.LOST, reason="too-many-steps")
    assert run(["audit", "short"]) == 3


def test_cli_audit_heeds_the_configuration(tmp_path: Path) -> None:
    capture(tmp_path / "capture")
    (tmp_path / "feelint.toml").write_text(
        '[severity]\ndrip-mandatory-fee = "info"\nprice-creep-between-steps = "off"\n'
    )
    assert run(["audit", "capture", "-q"]) == 0
    assert run(["audit", "capture", "-q", "--fail-on", "info"]) == 1


def test_cli_audit_changed_capture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reader = capture(tmp_path / "capture")
    page = tmp_path / "capture" / reader.record.steps[0].html
    page.write_bytes(page.read_bytes() + b"x")
    assert run(["audit", "capture"]) == 2
    assert "changed" in capsys.readouterr().err


def test_cli_reports_are_written_and_rendered_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capture(tmp_path / "capture")
    assert run(["audit", "capture", "--out", "results", "-q"]) == 1
    told = capsys.readouterr()
    assert {path.name for path in (tmp_path / "results").iterdir()} == {"report.html", "report.json"}
    assert "data:image/jpeg" in (tmp_path / "results" / "report.html").read_text("utf-8")
    assert run(["report", "results", "--format", "text"]) == 0
    assert capsys.readouterr().out == told.out
    assert run(["report", "results/report.json", "--format", "sarif", "--out", "x.sarif", "-q"]) == 0
    assert json.loads((tmp_path / "x.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert run(["report", "results", "--out", "no/such/folder"]) == 2
    assert run(["audit", "capture", "--format", "html"]) == 1
    assert "data:image/jpeg" in capsys.readouterr().out


def test_cli_folders_of_runs_do_not_meet(tmp_path: Path) -> None:
    config = settings(out=str(tmp_path / "runs"))
    first = run_folder(config, "https://shop.test/mug", None)
    second = run_folder(config, "https://shop.test/mug", None)
    assert first != second
    assert first.parent == second.parent == tmp_path / "runs"
    assert "shop.test" in first.name
    given = run_folder(config, "https://shop.test/mug", tmp_path / "mine")
    assert given == tmp_path / "mine"
    (given / "report.json").write_text("{}")
    again = run_folder(config, "https://shop.test/mug", tmp_path / "mine")
    assert again.parent == given


def test_cli_doctor_knows_how_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert [order[0] for order in orders()][1:] == ["apt-get", "apt-get"]
    assert next(iter(orders()))[1:] == ["-m", "playwright", "install", "chromium-headless-shell"]
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert len(list(orders())) == 1
    assert "apt-get" in advice()
    monkeypatch.setattr("shutil.which", lambda name: "/opt/brew" if name == "brew" else None)
    assert "brew" in advice()
