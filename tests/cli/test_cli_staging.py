"""A shop that is not public, by the command line: configuration, options, a login, and the app under test."""

from __future__ import annotations

import functools
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

from feelint import verbs
from feelint.__main__ import run
from feelint.cli import login as login_verb
from feelint.cli.options import settled
from feelint.testing.papershop import serve
from tests.signals import hearing
from tests.test_app_under_test import free_port, gone
from tests.walker.staging import PASSWORD, TOKEN, LockedShop, with_password, with_token
from tests.walker.test_login import by_form, members_only

SRC = Path(__file__).parents[2] / "src"
CONFIG = """
ship-to = "US"
probes = "none"
deny = ["POST /place"]
[site]
user = "ada"
password = "$STAGING_PASSWORD"
headers = { X-Token = "$TOKEN" }
"""
APP = """
import os, sys
from pathlib import Path
sys.path[:0] = [{src!r}]
from feelint.testing.demo.shop import make
from feelint.testing.papershop import serve
Path("pids").write_text(str(os.getpid()))
shop = make("honest")
print("shop is up", flush=True)
with serve(shop, {port}):
    import time
    while True:
        time.sleep(0.2)
        Path("orders").write_text(str(shop.orders))
"""


@pytest.fixture(autouse=True)
def _quiet_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FEELINT_DEBUG", raising=False)


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[LockedShop, str]]:
    monkeypatch.setenv("STAGING_PASSWORD", PASSWORD)
    monkeypatch.setenv("TOKEN", TOKEN)
    shop = LockedShop(lambda request: with_password(request) and with_token(request))
    with serve(shop) as base:
        yield shop, base


@pytest.mark.browser
def test_a_configured_site_is_walked_and_nothing_tells_its_secrets(
    locked: tuple[LockedShop, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop, base = locked
    (tmp_path / "feelint.toml").write_text(CONFIG)
    assert run(["check", base, "--out", "run", "--format", "json", "-v", "--mask", ".who"]) in (0, 1)
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert told["journeys"][0]["outcome"] == "reached"
    assert "the site was reached with basic authentication, the header X-Token" in told["warnings"]
    texts = [
        out,
        err,
        *(path.read_text("utf-8") for path in (tmp_path / "run").rglob("*.*") if path.suffix in (".html", ".json")),
    ]
    assert not [secret for secret in (PASSWORD, TOKEN) for text in texts if secret in text]
    assert shop.orders == 0


def test_a_missing_variable_ends_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STAGING_PASSWORD", raising=False)
    monkeypatch.setenv("TOKEN", TOKEN)
    (tmp_path / "feelint.toml").write_text(CONFIG)
    assert run(["walk", "http://127.0.0.1:9/"]) == 2
    err = capsys.readouterr().err
    assert "site.password: the environment variable STAGING_PASSWORD is not set" in err
    assert "Traceback" not in err
    assert not (tmp_path / "feelint-out").exists()


def test_the_command_line_adds_to_what_the_file_forbids_and_hides(tmp_path: Path) -> None:
    (tmp_path / "feelint.toml").write_text('deny = ["POST /a"]\nmask = [".a"]\n[app]\nstart = "true"\ntimeout = 5\n')
    config = settled({"deny": ("POST /b",), "mask": (".b",), "app_start": None, "wait_for": "http://127.0.0.1:9/"})
    assert (config.deny, config.mask) == (("POST /a", "POST /b"), (".a", ".b"))
    assert (config.app.start, config.app.wait_for, config.app.timeout) == ("true", "http://127.0.0.1:9/", 5)
    assert settled({"deny": (), "mask": ()}).deny == ("POST /a",)


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--deny", "checkout", "POST /checkout/complete"),
        ("--host-map", "staging", "is not HOST=ADDRESS"),
        ("--proxy", "localhost:3128", "is no proxy"),
        ("--session", "none.json", "none.json: No such file"),
    ],
)
def test_options_that_say_nothing_are_usage_errors(
    option: str, value: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["walk", "http://127.0.0.1:9/", option, value]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.browser
def test_a_login_is_saved_proven_and_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = members_only()
    monkeypatch.setattr(login_verb, "by_hand", by_form)
    monkeypatch.setattr(verbs, "login", functools.partial(verbs.login, headed=False))
    with serve(shop) as base:
        assert run(["login", base, "--out", "s.json", "--format", "json"]) == 0
        out, err = capsys.readouterr()
        told = json.loads(out)
        assert told["proven"] is True
        assert "the page /login" in told["without"]
        assert "keep it out of version control" in err
        assert stat.S_IMODE((tmp_path / "s.json").stat().st_mode) == 0o600
        assert run(["walk", base, "--session", "s.json", "--ship-to", "US", "--out", "run"]) == 0
        assert run(["walk", base, "--ship-to", "US", "--out", "run2"]) == 3  # the login page is all there is without it
    assert shop.orders == 0


@pytest.mark.browser
def test_a_login_that_proves_nothing_exits_with_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def nobody(_: Page) -> None:
        """Does not log in."""

    monkeypatch.setattr(login_verb, "by_hand", nobody)
    monkeypatch.setattr(verbs, "login", functools.partial(verbs.login, headed=False))
    with serve(LockedShop()) as base:
        assert run(["login", base]) == 3
    assert "not proven" in capsys.readouterr().out


@pytest.mark.browser
def test_the_app_under_test_is_started_walked_and_ended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    port = free_port()
    (tmp_path / "app.py").write_text(APP.format(src=str(SRC), port=port))
    url = f"http://127.0.0.1:{port}/products/harbor-table-lamp"
    start = ["--app", f"{sys.executable} app.py", "--wait-for", f"http://127.0.0.1:{port}/"]
    assert run(["check", url, *start, "--ship-to", "US", "--probes", "none", "--out", "run"]) in (0, 1)
    assert "reached the total" in capsys.readouterr().out
    assert gone(tmp_path)
    assert (tmp_path / "run" / "app.log").read_text() == "shop is up\n"
    assert (tmp_path / "orders").read_text() == "0"
    assert os.path.isdir("run/capture")


def test_an_app_that_does_not_come_up_is_no_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del tmp_path
    url = f"http://127.0.0.1:{free_port()}/"
    assert run(["check", url, "--app", "echo no database; exit 1", "--out", "run"]) == 3
    err: Any = capsys.readouterr().err
    assert "the app ended with 1 before" in err
    assert "no database" in err


@pytest.mark.browser
def test_ctrl_c_ends_the_walk_the_browser_and_the_app(tmp_path: Path) -> None:
    port = free_port()
    (tmp_path / "app.py").write_text(APP.format(src=str(SRC), port=port))
    url = f"http://127.0.0.1:{port}/products/harbor-table-lamp"
    command = [sys.executable, "-m", "feelint", "check", url, "--app", f"{sys.executable} app.py", "--out", "run", "-v"]
    environ = {**os.environ, "PYTHONPATH": str(SRC)}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environ, preexec_fn=hearing
    ) as walk:
        assert walk.stderr is not None
        first = walk.stderr.readline()  # a step was kept: the browser and the app are up
        walk.send_signal(signal.SIGINT)
        rest = walk.stderr.read()
        assert walk.wait(30) == 130, (first, rest)
    assert b"interrupted" in rest
    assert gone(tmp_path)
    assert (tmp_path / "run" / "app.log").is_file()
