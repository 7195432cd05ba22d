"""A disk that is full, folders that cannot be written: said, exit code 2, nothing half-written left, nothing old lost."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from feelint.__main__ import run
from feelint.capture import CaptureWriter, open_capture
from feelint.model.formats import Format
from feelint.reporters.json import render as as_json
from tests.policy.paper_captures import BASKET, annotated, capture
from tests.reporters import sample

SRC = Path(__file__).parents[2] / "src"
FULL = Path("/dev/full")
needs_dev_full = pytest.mark.skipif(not FULL.exists(), reason="no /dev/full")


@pytest.fixture(autouse=True)
def _quiet_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FEELINT_DEBUG", raising=False)


def files() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


def fill_disk(monkeypatch: pytest.MonkeyPatch, room: int = 0) -> None:
    """From here on the disk has room for so many bytes; what does not fit is written as far as it goes."""
    write, left = Path.write_bytes, [room]

    def full(self: Path, data: bytes) -> int:
        if len(data) <= left[0]:
            left[0] -= len(data)
            return write(self, data)
        write(self, data[: left[0] or len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))

    monkeypatch.setattr(Path, "write_bytes", full)


@needs_dev_full
@pytest.mark.parametrize("arguments", [["rules"], ["packs"], ["explain", "total-too-late"], ["completion", "bash"]])
def test_full_stdout_is_said(arguments: list[str]) -> None:
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


@pytest.mark.parametrize(
    "arguments",
    [
        ["audit", "capture", "--format", "json:r.json"],
        ["report", "capture", "--format", "html", "--out", "r.html"],
        ["baseline", "create", "capture", "--file", "b.json"],
        ["baseline", "create", "capture", "--file", "old.json", "--force"],
        ["capture", "pack", "capture", "--out", "c.zip"],
        ["capture", "redact", "capture", "--out", "copy", "--no-pictures"],
        ["init", "-y"],
        ["rules", "new", "no-late-fees"],
    ],
)
@pytest.mark.parametrize("room", [0, 700])
def test_full_disk_leaves_nothing(
    arguments: list[str], room: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    capture(Path("capture"))
    Path("old.json").write_text("old")
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
