"""The shop under test, started for a run: its own process group, its log kept, ended by id however the run ends."""

from __future__ import annotations

import os
import signal
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import HTTPSHandler, ProxyHandler, build_opener

from feelint.errors import UnreachableError, UsageError

if TYPE_CHECKING:
    from feelint.policy.config import Config

LOG = "app.log"
PATIENCE = 5.0
"""Seconds that it has to end by itself when it is told to."""
MOMENT = 1.0
"""Seconds more for what it started itself."""
PAUSE = 0.1
TERMINATED = 128 + 15


@contextmanager
def app_under_test(config: Config, addresses: Sequence[str], folder: Path) -> Iterator[None]:
    """The shop of ``[app]`` while the block runs; nothing where none is configured. Its output goes to ``app.log``.

    Raises :class:`UsageError` where its address is taken, and :class:`UnreachableError` where it does not come up.
    """
    app = config.app
    address = app.wait_for or next(iter(addresses), "")
    if not app.start:
        if app.wait_for:
            _wait(address, app.timeout, None, folder)
        yield
        return
    if not address:
        raise UsageError("[app] has no address to wait for", hint="Give wait-for, such as http://127.0.0.1:8000/.")
    if answers(address):
        raise UsageError(
            f"something answers at {address} already, so it is not known whose shop would be walked",
            hint="Stop it, or leave out the command that starts the app.",
        )
    home = config.file.parent if config.file else Path.cwd()
    with (folder / LOG).open("wb") as log, _ended_with_us(), _started(app.start, home, log) as process:
        _wait(address, app.timeout, process, folder)
        yield


def answers(address: str) -> bool:
    """Whether a server answers there without an error of its own (status below 500). No proxy, no check of TLS."""
    context = ssl._create_unverified_context()
    try:
        with build_opener(ProxyHandler({}), HTTPSHandler(context=context)).open(address, timeout=2) as answer:
            return bool(answer.status < 500)
    except HTTPError as error:
        error.close()
        return error.code < 500
    except (OSError, ValueError):
        return False


def _wait(address: str, seconds: float, process: subprocess.Popen[bytes] | None, folder: Path) -> None:
    until = time.monotonic() + seconds
    while not answers(address):
        if process is not None and process.poll() is not None:
            why = f"the app ended with {process.returncode} before {address} answered"
            raise UnreachableError(why, hint=_tail(folder / LOG))
        if time.monotonic() > until:
            hint = _tail(folder / LOG) if process is not None else "Start it, or let [app] start do so."
            raise UnreachableError(f"{address} did not answer within {seconds:g} s", hint=hint)
        time.sleep(PAUSE)


def _tail(path: Path) -> str:
    """The last lines that the app said, and where the rest is."""
    lines = [line for line in path.read_bytes()[-4000:].decode("utf-8", "replace").splitlines() if line.strip()]
    said = "\n    ".join(line[:200] for line in lines[-5:])
    return f"Its log is {path}" + (f" and ends:\n    {said}" if said else "; it said nothing.")


@contextmanager
def _started(command: str, home: Path, log: Any) -> Iterator[subprocess.Popen[bytes]]:
    own: dict[str, Any] = {"start_new_session": True}
    if os.name == "nt":
        own = {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    process = subprocess.Popen(
        command, shell=True, cwd=home, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, **own
    )
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the process and what it started: asked first, then by force. A second Ctrl-C does not keep it alive."""
    if os.name == "nt":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
        process.wait(PATIENCE)
        return
    try:
        _signal(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        until = time.monotonic() + MOMENT
        while _alive(process.pid) and time.monotonic() < until:
            time.sleep(PAUSE)
    finally:
        if _alive(process.pid):
            _signal(process.pid, signal.SIGKILL)
        process.wait()


def _signal(group: int, what: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, what)


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


@contextmanager
def _ended_with_us() -> Iterator[None]:
    """Lets a polite end of feelint itself (SIGTERM) run the clean-up, as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread() or os.name == "nt":
        yield
        return

    def leave(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise SystemExit(TERMINATED)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
