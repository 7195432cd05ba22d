"""The verbs that walk: the demo shop on loopback, by the command line, and never an order."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from feelint.__main__ import run
from feelint.capture import open_capture
from feelint.reporters.json import schema
from feelint.testing.demo.shop import make
from feelint.testing.papershop import PaperShop, Response, serve
from tests.signals import hearing

pytestmark = pytest.mark.browser
SRC = Path(__file__).parents[2] / "src"
LAMP = "/products/harbor-table-lamp"


@pytest.fixture(autouse=True)
def _quiet_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FEELINT_DEBUG", raising=False)


@pytest.fixture
def drip() -> Iterator[tuple[PaperShop, str]]:
    shop = make("drip")
    with serve(shop) as address:
        yield shop, address + LAMP


def failures(told: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in told["findings"] if finding["kind"] == "fail"]


def test_cli_demo_finds_the_fee_and_orders_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--format", "json", "--out", "run"]) == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    jsonschema.validate(told, schema())
    assert told["journeys"][0]["outcome"] == "reached"
    assert told["journeys"][0]["ledger"]["total"] == {"amount": "118.20", "currency": "USD"}
    assert "drip-mandatory-fee" in failures(told)
    assert "orders placed in the shop: 0" in err
    assert told["journeys"][0]["capture"] == "capture"
    page = (tmp_path / "run" / "report.html").read_text("utf-8")
    picture = told["journeys"][0]["steps"][0]["screenshot"]
    assert f"capture/{picture}" in page
    assert (tmp_path / "run" / "capture" / picture).read_bytes()[:2] == b"\xff\xd8"


def test_cli_check_gates_and_audit_agrees(drip: tuple[PaperShop, str], capsys: pytest.CaptureFixture[str]) -> None:
    shop, url = drip
    assert run(["check", url, "--ship-to", "US-CA", "--format", "json", "--out", "run"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert shop.orders == 0
    assert run(["capture", "verify", "run"]) == 0
    assert "evidence.json" not in capsys.readouterr().out
    assert run(["audit", "run/capture", "--format", "json"]) == 1
    again = json.loads(capsys.readouterr().out)
    assert again["findings"] == told["findings"]
    assert again["journeys"][0]["ledger"] == told["journeys"][0]["ledger"]


def test_cli_check_without_ship_to_reads_it_off_the_page(
    drip: tuple[PaperShop, str], capsys: pytest.CaptureFixture[str]
) -> None:
    _, url = drip
    assert run(["check", url, "--probes", "none", "--format", "json", "-q"]) in (0, 1)
    out, err = capsys.readouterr()
    environment = json.loads(out)["environment"]
    assert (environment["ship_to"], environment["source"]["ship_to"]) == ("US", "page")
    assert err == ""


def test_cli_several_shops_in_one_run(
    tmp_path: Path, drip: tuple[PaperShop, str], capsys: pytest.CaptureFixture[str]
) -> None:
    _, url = drip
    with serve(make("honest")) as honest:
        given = [
            "check",
            url,
            honest + LAMP,
            "--ship-to",
            "US-CA",
            "--probes",
            "none",
            "--out",
            "run",
            "--format",
            "json",
        ]
        assert run(given) in (0, 1)
    told = json.loads(capsys.readouterr().out)
    totals = [journey["ledger"]["total"]["amount"] for journey in told["journeys"]]
    assert totals == ["118.20", "114.07"]
    assert len({journey["id"] for journey in told["journeys"]}) == 2
    assert {path.name for path in (tmp_path / "run").iterdir()} >= {"capture-1", "capture-2", "report.html"}


def test_cli_walk_keeps_without_judging(drip: tuple[PaperShop, str], capsys: pytest.CaptureFixture[str]) -> None:
    _, url = drip
    assert run(["walk", url, "--ship-to", "US-CA", "--probes", "none", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["captures"][0]
    assert told["outcome"] == "reached"
    assert open_capture(Path(told["capture"])).record.steps


def test_cli_nothing_listens_there(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        assert run(["check", url, "--format", "json", "-q"]) == 3
        told = json.loads(capsys.readouterr().out)
        assert told["gate"] == "no-verdict"
        assert (told["journeys"][0]["outcome"], told["journeys"][0]["reason"]) == ("lost", "unreachable")
        assert not [verdict for verdict in told["verdicts"] if verdict["kind"] == "pass"]
        assert run(["read", url]) == 3
        assert "ERR_CONNECTION_REFUSED" in capsys.readouterr().err


def test_cli_read_of_an_address(drip: tuple[PaperShop, str], capsys: pytest.CaptureFixture[str]) -> None:
    shop, url = drip
    assert run(["read", url, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["advertised"] == {"amount": "89.00", "currency": "USD"}
    assert told["layout_known"] is True
    assert "add_to_cart" in [control["intent"] for control in told["controls"]]
    assert not [line for line in shop.requests if line.startswith("POST")]


def test_cli_doctor_walks_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--format", "json"]) == 0
    states = {one["what"]: one["state"] for one in json.loads(capsys.readouterr().out)["checks"]}
    assert states["walk"] == states["browser"] == "ok"
    assert run(["doctor", "--browser", "no-such-browser"]) == 3
    assert "no-such-browser" in capsys.readouterr().out
    assert run(["check", "http://127.0.0.1:9/", "--browser", "no-such-browser"]) == 3
    assert "no browser at no-such-browser" in capsys.readouterr().err


def test_cli_interrupted_walk_ends_with_130_and_a_readable_capture(tmp_path: Path) -> None:
    shop, asked = PaperShop(), threading.Event()
    release = threading.Event()

    @shop.route("/")
    def slow(_: object) -> Response:
        asked.set()
        release.wait(20)
        return Response("<p>too late</p>")

    with serve(shop) as address:
        process = subprocess.Popen(
            [sys.executable, "-m", "feelint", "check", f"{address}/", "--ship-to", "US", "--out", "run"],
            env={**os.environ, "PYTHONPATH": str(SRC)},
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=hearing,
        )
        assert asked.wait(20)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        release.set()
    assert process.returncode == 130
    assert "interrupted" in err
    assert "Traceback" not in out + err
    assert open_capture(tmp_path / "run" / "capture").record.reason == "interrupted"
