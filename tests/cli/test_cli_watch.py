"""`feelint audit --watch`: judged again when a rule, a capture or the configuration changes; Ctrl-C ends it."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from feelint.__main__ import run
from feelint.cli import watch
from feelint.errors import UsageError
from tests.policy.paper_captures import capture
from tests.signals import hearing

SRC = Path(__file__).parents[2] / "src"


@pytest.fixture(autouse=True)
def _quiet_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What happens at each pause: a function is called, after the last one Ctrl-C is pressed."""
    todo: list[object] = []

    def pause(_: float) -> None:
        if not todo:
            raise KeyboardInterrupt
        step = todo.pop(0)
        assert callable(step)
        step()

    monkeypatch.setattr("feelint.cli.watch.time.sleep", pause)
    return todo


def test_watch_sees_new_changed_and_gone_files(tmp_path: Path, looks: list[object]) -> None:
    """And nothing else: not what Python writes, not a pause in which nothing happens."""
    rules = tmp_path / "rules"
    (rules / "__pycache__").mkdir(parents=True)
    (rules / "a.py").write_text("1")
    looks += [
        lambda: (rules / "b.py").write_text("1"),
        lambda: None,
        lambda: (rules / "__pycache__" / "b.pyc").write_text("1"),
        lambda: (rules / "a.py").write_text("22"),
        lambda: (rules / "a.py").unlink(),
    ]
    done = 0

    def do() -> int:
        nonlocal done
        done += 1
        return 0

    with pytest.raises(KeyboardInterrupt):
        watch.watching(do, lambda: [rules, tmp_path / "none.toml"])
    assert done == 4


def test_watch_waits_for_what_is_broken(looks: list[object], capsys: pytest.CaptureFixture[str]) -> None:
    """An error is told with its hint, and the next change judges again."""
    looks.append(lambda: Path("a").write_text("1"))
    answers: list[object] = [UsageError("a is wrong", hint="Mend a."), 0]

    def do() -> int:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return 0

    with pytest.raises(KeyboardInterrupt):
        watch.watching(do, lambda: [Path("a")])
    told = capsys.readouterr().err
    assert told.index("a is wrong\n  Mend a.\nexit code 2") < told.index("a changed") < told.index("exit code 0")


def test_watch_audit_again_and_end_with_130(looks: list[object], capsys: pytest.CaptureFixture[str]) -> None:
    """The configuration, the rules that it names and the capture are all watched, and read afresh each time."""
    capture(Path("capture"))
    config = Path("feelint.toml")
    config.write_text('rules = ["house-rules"]\n')
    assert run(["rules", "new", "no-late-fees", "--severity", "error", "-q"]) == 0
    rule = Path("house-rules/no_late_fees.py")
    looks += [
        lambda: rule.write_text(rule.read_text().replace("The customer cannot avoid it", "Nobody can avoid it")),
        lambda: rule.write_text("def check(:\n"),
        lambda: config.write_text('rules = ["house-rules"\n'),
        lambda: config.write_text('fail-on = "never"\n'),
        lambda: (Path("capture") / "capture.json").write_text("{}"),
    ]
    assert run(["audit", "capture", "--watch"]) == 130
    out, err = capsys.readouterr()
    assert [line for line in err.splitlines() if line.startswith("exit code")] == [
        "exit code 1", "exit code 1", "exit code 4", "exit code 2", "exit code 0", "exit code 2",
    ]  # fmt: skip
    assert out.count("Nobody can avoid it") == 1
    assert "no_late_fees.py:1: invalid syntax" in err
    assert err.splitlines()[-1] == "feelint: interrupted"


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], queue.Queue[str]]]:
    """A real `audit --watch`, and the lines of its stderr."""
    capture(tmp_path / "capture")
    assert run(["rules", "new", "no-late-fees", "-q"]) == 0
    process = subprocess.Popen(
        [sys.executable, "-m", "feelint", "audit", "capture", "--watch", "--rules", "house-rules"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SRC)},
        preexec_fn=hearing,
    )
    lines: queue.Queue[str] = queue.Queue()
    assert process.stderr is not None

    def listen() -> None:
        for line in process.stderr or ():
            lines.put(line.strip())

    listener = threading.Thread(target=listen)
    listener.start()
    yield process, lines
    process.kill()
    process.wait()
    listener.join()
    process.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_watch_for_real(watched: tuple[subprocess.Popen[str], queue.Queue[str]]) -> None:
    """A file that is saved, and Ctrl-C, in a process of its own."""
    process, lines = watched

    def until(text: str) -> None:
        while text not in lines.get(timeout=60):
            pass

    until("Ctrl-C ends it")
    page = Path("house-rules/no_late_fees.md")
    page.write_text(page.read_text("utf-8") + "\nMore.\n")
    until("no_late_fees.md changed")
    until("Ctrl-C ends it")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    until("feelint: interrupted")
