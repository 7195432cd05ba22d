"""A disk that is full, folders that cannot be written: said, exit code 2, nothing half-written left, nothing old lost."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import IO, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from feelint.__main__ import run
from feelint.capture import CaptureReader, CaptureWriter, open_capture
from feelint.model.formats import Format
from feelint.outputs import save
from feelint.policy.baseline import create, dump
from feelint.policy.judge import judge
from feelint.reporters.json import render as as_json
from tests.policy.paper_captures import BASKET, annotated, capture
from tests.reporters import sample

SRC = Path(__file__).parents[2] / "src"
FULL = Path("/dev/full")
KEY = ed25519.Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
needs_dev_full = pytest.mark.skipif(not FULL.exists(), reason="no /dev/full")


@pytest.fixture(autouse=True)
def _quiet_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FEELINT_DEBUG", raising=False)


def files() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


def fill_disk(monkeypatch: pytest.MonkeyPatch, room: int = 0, why: int = errno.ENOSPC) -> None:
    """From here on the disk has room for so many bytes; what does not fit is written as far as it goes."""
    write, left = Path.write_bytes, [room]

    def full(self: Path, data: bytes) -> int:
        if len(data) <= left[0]:
            left[0] -= len(data)
            return write(self, data)
        write(self, data[: left[0] or len(data) // 2])
        raise OSError(why, os.strerror(why), str(self))

    monkeypatch.setattr(Path, "write_bytes", full)


@needs_dev_full
@pytest.mark.parametrize(
    "arguments",
    [
        ["rules"],
        ["packs"],
        ["explain", "total-too-late"],
        ["completion", "bash"],
        *(["report", "report.json", "-q", "--format", fmt] for fmt in Format if fmt is not Format.PDF),
        *(["diff", "report.json", "report.json", "--format", fmt] for fmt in ("text", "json", "markdown")),
        ["baseline", "show", "--file", "known.json"],
        ["capture", "verify", "capture"],
    ],
)
def test_full_stdout_is_said(arguments: list[str]) -> None:
    Path("report.json").write_text(as_json(sample.REPORT), encoding="utf-8")
    Path("known.json").write_text(dump(create((), sample.ENVIRONMENT.as_of, "0.1.0")))
    if "capture" in arguments:
        capture(Path("capture"))
    command = [sys.executable, "-m", "feelint", *arguments]
    with FULL.open("w") as full:
        done = subprocess.run(
            command,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(SRC)},
        )
    assert done.returncode == 2
    assert (
        done.stderr
        == "feelint: the output cannot be written: No space left on device\n  Make room, or write elsewhere.\n"
    )


@needs_dev_full
@pytest.mark.parametrize("fmt", [one for one in Format if one is not Format.PDF])
def test_full_disk_keeps_the_old_report(fmt: Format, capsys: pytest.CaptureFixture[str]) -> None:
    """By the system's own full device: what is written first is a link to it."""
    Path("report.json").write_text(as_json(sample.REPORT), encoding="utf-8")
    Path("old").write_text("old")
    before = files()
    Path(".old.part").symlink_to(FULL)
    assert run(["report", "report.json", "--format", f"{fmt}:old"]) == 2
    assert "old cannot be written: No space left on device" in capsys.readouterr().err
    assert files() == before


def prepare() -> None:
    """A capture, a file that stands in the way, a baseline with one entry that is stale, and a key."""
    reader = capture(Path("capture"))
    Path("old.json").write_text("old")
    Path("key.pem").write_bytes(KEY)
    report = judge([reader])
    gone = report.findings[0].model_copy(update={"rule": "late-fee"})
    Path("known.json").write_text(dump(create((gone,), sample.ENVIRONMENT.as_of, "0.1.0")))


LARGE = [
    ["audit", "capture", "--format", "json:r.json"],
    ["report", "capture", "--format", "html", "--out", "r.html"],
    ["baseline", "create", "capture", "--file", "b.json"],
    ["baseline", "create", "capture", "--file", "old.json", "--force"],
    ["baseline", "update", "capture", "--file", "known.json"],
    ["capture", "pack", "capture", "--out", "c.zip"],
    ["capture", "redact", "capture", "--out", "copy", "--no-pictures"],
    ["init", "-y"],
    ["init", "-y", "--force", "--file", "old.json"],
    ["rules", "new", "no-late-fees"],
]
SMALL = [
    ["baseline", "prune", "capture", "--file", "known.json"],
    ["capture", "sign", "capture", "--key", "key.pem"],
]


@pytest.mark.parametrize(
    ("arguments", "room"), [*product(LARGE, (0, 700)), *product(SMALL, (0, 60))], ids=lambda one: str(one)[:60]
)
def test_full_disk_leaves_nothing(
    arguments: list[str], room: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare()
    before = files()
    fill_disk(monkeypatch, room)
    assert run(arguments) == 2
    told = capsys.readouterr().err
    assert "cannot be written: No space left on device" in told
    assert "Traceback" not in told
    assert files() == before


def test_full_disk_in_the_middle_of_several_reports(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was written before is whole, what did not fit is not there."""
    capture(Path("capture"))
    Path("feelint.toml").write_text('formats = ["csv", "html", "json", "sarif"]\n')
    assert run(["audit", "capture", "--out", "whole", "-q"]) == 1
    sizes = {path.name: path.stat().st_size for path in Path("whole").iterdir()}
    fill_disk(monkeypatch, sizes["report.csv"] + sizes["report.html"] + 10)
    assert run(["audit", "capture", "--out", "cut", "-q"]) == 2
    assert "cut/report.json cannot be written: No space left on device" in capsys.readouterr().err
    assert {path.name: path.stat().st_size for path in Path("cut").iterdir()} == {
        name: sizes[name] for name in ("report.csv", "report.html")
    }


def test_full_disk_while_walking_leaves_a_capture_that_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """As far as the walk had come: no draft and no half of a page lies beside it."""
    record = capture(Path("made")).record
    writer = CaptureWriter(Path("walk"), record.model_copy(update={"steps": ()}))
    html, facts = annotated(BASKET)
    given: dict[str, Any] = {
        "html": html,
        "facts": facts,
        "title": "",
        "at": record.started_at,
        "url": "https://shop.test/",
    }
    first = writer.snapshot(index=0, stage=record.steps[0].stage, **given)
    writer.save(record.model_copy(update={"steps": (first,)}))
    before = files()
    fill_disk(monkeypatch)
    with pytest.raises(OSError, match="No space left"):
        writer.snapshot(index=1, stage=record.steps[1].stage, **given)
    with pytest.raises(OSError, match="No space left"):
        writer.save(record)
    assert files() == before
    assert len(open_capture(Path("walk")).record.steps) == 1


@pytest.mark.parametrize("room", [0, 900])
def test_full_disk_as_a_walk_begins_leaves_no_capture(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a manifest without its capture either."""
    record = capture(Path("made")).record
    before = files()
    fill_disk(monkeypatch, room)
    with pytest.raises(OSError, match="No space left"):
        CaptureWriter(Path("walk"), record.model_copy(update={"steps": ()}))
    assert files() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["audit", "capture", "--out", "a-file/run"], "a-file/run cannot be written: Not a directory"),
        (["audit", "capture", "--format", "json:a-file/r.json"], "a-file/r.json cannot be written: Not a directory"),
        (["report", "capture", "--out", "none/r.txt"], "none/r.txt cannot be written: No such file or directory"),
        (["report", "capture", "--out", "capture"], "capture cannot be written: Is a directory"),
        (["check", "https://shop.test/", "--out", "a-file"], "a-file cannot be written"),
        (["baseline", "create", "capture", "--file", "none/b.json"], "none/b.json cannot be written"),
        (["init", "-y", "--file", "none/feelint.toml"], "none/feelint.toml cannot be written"),
    ],
)
def test_folders_that_cannot_be_written(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    capture(Path("capture"))
    Path("a-file").write_text("")
    before = files()
    assert run(arguments) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
    assert files() == before


def test_a_baseline_of_another_project_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    """It covers nothing here: every finding counts, and the report says why."""
    capture(Path("theirs"), path="/another-thing")
    capture(Path("ours"))
    assert run(["baseline", "create", "theirs", "--file", "theirs.json", "-q"]) == 0
    capsys.readouterr()
    assert run(["audit", "ours", "--baseline", "theirs.json"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "theirs.json is of other journeys (another-thing), not of lamp: another project's baseline?" in told


@pytest.mark.parametrize("fmt", Format)
@pytest.mark.parametrize("why", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT])
def test_every_format_is_written_whole_or_not_at_all(
    fmt: Format, why: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the reason, and for the PDF too, whose printing is not what is tried here."""
    Path("report.json").write_text(as_json(sample.REPORT), encoding="utf-8")
    Path("old").write_text("old")
    before = files()
    monkeypatch.setattr("feelint.outputs._printed", lambda *_: b"%PDF-1.7 " + bytes(1000))
    fill_disk(monkeypatch, why=why)
    for place in ("old", "new"):
        assert run(["report", "report.json", "--format", f"{fmt}:{place}", "-q"]) == 2
        told = capsys.readouterr().err
        assert f"feelint: {place} cannot be written: {os.strerror(why)}\n  Choose another --out.\n" in told
    assert files() == before


def test_interrupted_while_writing_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:1])
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(Path("a"), b"abc")
    assert files() == {}


def test_a_link_is_followed_and_a_pipe_is_written_to() -> None:
    """Neither is replaced by a file."""
    Path("there").mkdir()
    Path("there/a").write_text("old")
    Path("link").symlink_to("there/a")
    save(Path("link"), b"new")
    assert Path("link").is_symlink()
    assert files() == {"link": b"new", "there/a": b"new"}
    os.mkfifo("pipe")
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        save(Path("pipe"), b"through")
        assert os.read(reader, 100) == b"through"
    finally:
        os.close(reader)
    assert Path("pipe").is_fifo()


def test_full_disk_at_the_end_of_a_walk_keeps_its_capture(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reports find no room: the walk can be judged again, and neither report nor half of one is there."""

    with monkeypatch.context() as patch:

        def walked(*_: Any, out: Path, **__: Any) -> list[CaptureReader]:
            found = [capture(out / "capture")]
            fill_disk(patch, 100)
            return found

        patch.setattr("feelint.verbs.walk", walked)
        assert run(["check", "https://shop.test/lamp", "--ship-to", "US-CA", "--out", "run"]) == 2
    assert "run/report.html cannot be written: No space left on device" in capsys.readouterr().err
    assert {path.name for path in Path("run").iterdir()} == {"capture"}
    assert len(judge([open_capture(Path("run/capture"))]).findings) >= 1


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("none/r.json", "No such file or directory"),
        ("a-file/r.json", "Not a directory"),
        ("a-folder", "Is a directory"),
        ("shut/r.json", "Permission denied"),
    ],
)
def test_a_place_that_cannot_be_written_is_said_before_the_walk(
    place: str, why: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a-file").write_text("")
    for name in ("a-folder", "shut"):
        Path(name).mkdir()
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: "shut" not in str(path) and access(path, mode))
    monkeypatch.setattr("feelint.verbs.check", lambda *_, **__: pytest.fail("walked"))
    assert run(["check", "https://shop.test/lamp", "--format", f"json:{place}"]) == 2
    assert f"{place} cannot be written: {why}" in capsys.readouterr().err


def test_a_file_in_the_folder_that_the_run_makes_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    class Walked(Exception):
        """It came to the walk."""

    def check(*_: Any, **__: Any) -> None:
        raise Walked

    monkeypatch.setattr("feelint.verbs.check", check)
    assert run(["check", "https://shop.test/lamp", "--out", "run", "--format", "json:run/r.json"]) == 4


def test_a_journey_that_finds_no_room_is_not_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`feelint record`: the file that was there stays."""
    reader = capture(Path("capture"))
    Path("guest.toml").write_text("old")
    before = files()
    monkeypatch.setattr("feelint.verbs.record", lambda *_, **__: ("[[step]]\n" * 100, reader))
    fill_disk(monkeypatch)
    assert run(["record", "https://shop.test/lamp", "-o", "guest.toml", "--force"]) == 2
    assert "guest.toml cannot be written: No space left on device" in capsys.readouterr().err
    assert run(["record", "https://shop.test/lamp", "-o", "new.toml"]) == 2
    assert files() == before


class HalfFull:
    """A file that takes a part of what it is given."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def __enter__(self) -> HalfFull:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: bytes) -> int:
        self.file.write(data[:40])
        self.file.flush()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_full_disk_adds_no_half_of_a_summary(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What other steps wrote to a job's summary stays as it was."""
    capture(Path("capture"))
    summary = Path("summary.md")
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    opened = Path.open

    def full(self: Path, mode: str = "r", *more: Any, **words: Any) -> Any:
        file = opened(self, mode, *more, **words)
        if "a" not in mode:
            return file
        return HalfFull(file)

    monkeypatch.setattr(Path, "open", full)
    assert run(["audit", "capture", "--format", "github"]) == 2
    assert "summary.md cannot be written: No space left on device" in capsys.readouterr().err
    assert summary.read_text() == "before\n"
