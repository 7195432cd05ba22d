"""The app under test: waited for, its log kept, and nothing of it left however the run ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from feelint.app_under_test import answers, app_under_test
from feelint.errors import UnreachableError, UsageError
from feelint.policy.config import Config, override
from tests.signals import hearing

SRC = Path(__file__).parents[1] / "src"
SERVER = """
import http.server, os, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open("pids", "w").write(f"{os.getpid()} {child.pid}")
print("up and talking", flush=True)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def app(folder: Path, start: str, wait_for: str, timeout: float = 20) -> Config:
    (folder / "server.py").write_text(SERVER)
    return override(Config(), {"app": {"start": start, "wait-for": wait_for, "timeout": timeout}})


def gone(folder: Path) -> bool:
    """Whether the server and what it started have ended; a process that nobody has collected has."""
    pids = [int(word) for word in (folder / "pids").read_text().split()]
    until = time.monotonic() + 5
    while any(map(_runs, pids)) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(map(_runs, pids))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_is_up_in_the_block_and_gone_after_it(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}/"
    config = app(tmp_path, f"{sys.executable} server.py {url.split(':')[2].strip('/')}", url)
    with app_under_test(config, ["http://elsewhere.test/"], tmp_path):
        assert answers(url)
    assert not answers(url)
    assert gone(tmp_path)
    assert "up and talking" in (tmp_path / "app.log").read_text()


def test_the_first_address_is_waited_for_where_no_other_is_named(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}/no-such-page"
    with app_under_test(
        app(tmp_path, f"{sys.executable} server.py {url.split(':')[2].split('/')[0]}", ""), [url], tmp_path
    ):
        assert answers(url)
    assert gone(tmp_path)


def test_it_is_ended_when_the_block_breaks(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}/"
    config = app(tmp_path, f"{sys.executable} server.py {url.split(':')[2].strip('/')}", url)
    with pytest.raises(KeyboardInterrupt), app_under_test(config, [], tmp_path):
        raise KeyboardInterrupt
    assert gone(tmp_path)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, -signal.SIGINT), (signal.SIGTERM, 143)])
def test_it_is_ended_when_feelint_is_told_to_stop(tmp_path: Path, number: int, code: int) -> None:
    url = f"http://127.0.0.1:{free_port()}/"
    (tmp_path / "server.py").write_text(SERVER)
    port = url.split(":")[2].strip("/")
    program = (
        "import time; from pathlib import Path; from feelint.policy.config import Config, override\n"
        "from feelint.app_under_test import app_under_test\n"
        f"config = override(Config(), {{'app': {{'start': '{sys.executable} server.py {port}', 'wait-for': '{url}'}}}})\n"
        "with app_under_test(config, [], Path.cwd()):\n    print('up', flush=True); time.sleep(60)\n"
    )
    environ = {**os.environ, "PYTHONPATH": str(SRC)}
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=pipe, stderr=subprocess.DEVNULL, env=environ, preexec_fn=hearing) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"up\n"
        run.send_signal(number)
        assert run.wait(20) == code
    assert gone(tmp_path)


def test_an_app_that_ignores_the_polite_word_is_ended_by_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feelint.app_under_test.PATIENCE", 0.3)
    url = f"http://127.0.0.1:{free_port()}/"
    config = app(tmp_path, f"trap '' TERM; {sys.executable} server.py {url.split(':')[2].strip('/')}; true", url)
    with app_under_test(config, [], tmp_path):
        pass
    assert gone(tmp_path)


def test_one_that_ends_early_is_quoted(tmp_path: Path) -> None:
    config = app(tmp_path, "echo no database; exit 3", f"http://127.0.0.1:{free_port()}/")
    with (
        pytest.raises(UnreachableError, match="the app ended with 3 before") as error,
        app_under_test(config, [], tmp_path),
    ):
        pass
    assert "no database" in error.value.hint
    assert "app.log" in error.value.hint


def test_one_that_does_not_come_up_is_given_up_and_ended(tmp_path: Path) -> None:
    config = app(tmp_path, f"{sys.executable} server.py {free_port()}", f"http://127.0.0.1:{free_port()}/", timeout=1.5)
    with pytest.raises(UnreachableError, match=r"did not answer within 1.5 s"), app_under_test(config, [], tmp_path):
        pass
    assert gone(tmp_path)


def test_an_address_that_is_taken_is_refused(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}/"
    first = app(tmp_path, f"{sys.executable} server.py {url.split(':')[2].strip('/')}", url)
    with app_under_test(first, [], tmp_path):
        again = app_under_test(first, [], tmp_path)
        with pytest.raises(UsageError, match="something answers at"), again:
            pass
        assert answers(url)


def test_nothing_is_started_where_nothing_is_configured(tmp_path: Path) -> None:
    with app_under_test(Config(), ["http://127.0.0.1:9/"], tmp_path):
        assert not (tmp_path / "app.log").exists()
