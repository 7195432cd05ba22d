"""Captures: written so that a kill at any moment leaves one that can be read, and read with a plain word on what is wrong."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feelint.capture import CaptureReader, CaptureWriter, open_capture
from feelint.errors import CaptureError
from feelint.model.walk import Environment, WalkRecord
from feelint.model.words import Outcome, Stage

NOW = datetime(2026, 1, 2, tzinfo=UTC)
RECORD = WalkRecord(start_url="http://shop.test/", started_at=NOW, environment=Environment(ship_to="US"))
FACTS = {"url": "http://shop.test/", "nodes": {"1": [1, 0, 0, 9, 9, 16, 400, 21]}, "state": {}, "frames": {}}


def write(folder: Path, *, finish: bool = True) -> WalkRecord:
    """A capture of two states."""
    writer = CaptureWriter(folder, RECORD)
    record = RECORD
    for index, stage in enumerate((Stage.PRODUCT, Stage.REVIEW)):
        snapshot = writer.snapshot(
            index=index, stage=stage, html=f"<p data-fl=1>Hüte {index}</p>", facts=FACTS, title="Hat", at=NOW,
            url="http://shop.test/?token=abc", screenshot=b"\xff\xd8picture",
        )  # fmt: skip
        snapshot = writer.with_clip(snapshot, b"\xff\xd8clip", (0, 10, 20, 30))
        record = record.model_copy(update={"steps": (*record.steps, snapshot)})
        writer.save(record)
    if finish:
        record = record.model_copy(update={"outcome": Outcome.REACHED, "reason": "", "ended_at": NOW})
        writer.finish(record)
    return record


def test_reads_what_was_written(tmp_path: Path) -> None:
    record = write(tmp_path)
    capture = open_capture(tmp_path)
    capture.verify()
    assert capture.record == record
    assert open_capture(tmp_path / "capture.json").record == record
    step = capture.record.steps[1]
    assert capture.html(step) == "<p data-fl=1>Hüte 1</p>"
    assert capture.facts(step) == FACTS
    assert capture.image(step.screenshot).read_bytes() == b"\xff\xd8picture"
    assert capture.image(step.clips[0].file).name == "clip-0.jpg"
    assert step.url == "http://shop.test/?token=redacted"
    assert not list(tmp_path.rglob("*.tmp"))


def test_the_same_walk_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "a")
    write(tmp_path / "b")
    assert (tmp_path / "a/manifest.json").read_bytes() == (tmp_path / "b/manifest.json").read_bytes()


def test_a_walk_that_was_cut_short_can_be_read(tmp_path: Path) -> None:
    CaptureWriter(tmp_path / "bare", RECORD)
    write(tmp_path / "cut", finish=False)
    for name, steps in (("bare", 0), ("cut", 2)):
        capture = open_capture(tmp_path / name)
        capture.verify()
        assert (capture.record.outcome, capture.record.reason) == (Outcome.LOST, "interrupted")
        assert len(capture.record.steps) == steps


@pytest.mark.parametrize(
    "name", ["steps/00/page.html.gz", "steps/01/facts.json.gz", "steps/01/viewport.jpg", "capture.json"]
)
def test_a_changed_byte_is_named(name: str, tmp_path: Path) -> None:
    write(tmp_path)
    data = bytearray((tmp_path / name).read_bytes())
    data[-3] ^= 1
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CaptureError, match=name) as caught:
        open_capture(tmp_path).verify()
    assert caught.value.hint


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    record = write(tmp_path)
    (tmp_path / "steps/01/page.html.gz").unlink()
    capture = open_capture(tmp_path)
    with pytest.raises(CaptureError, match=r"steps/01/page\.html\.gz is missing"):
        capture.html(record.steps[1])
    with pytest.raises(CaptureError, match=r"steps/01/page\.html\.gz is missing"):
        capture.verify()


def test_what_is_no_capture(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="is not a capture"):
        open_capture(tmp_path)
    with pytest.raises(CaptureError, match="is not a capture"):
        open_capture(tmp_path / "nowhere")
    write(tmp_path)
    for content, message in (
        ("{", "not JSON"),
        ("[]", "no schema_version|not the index"),
        ('{"schema_version": 2}', "newer feelint"),
        ('{"schema_version": 1}', "start_url"),
        ('{"schema_version": 1, "start_url": "x", "surprise": 1}', "not the index"),
    ):
        manifest = json.loads((tmp_path / "manifest.json").read_text())
        manifest["files"].pop("capture.json", None)
        manifest.pop("seal", None)
        (tmp_path / "manifest.json").write_text(json.dumps(manifest))
        (tmp_path / "capture.json").write_text(content)
        with pytest.raises(CaptureError, match=message) as caught:
            open_capture(tmp_path)
        assert caught.value.hint
        assert caught.value.exit_code == 2


def test_a_capture_cannot_point_outside_itself(tmp_path: Path) -> None:
    record = write(tmp_path / "capture")
    (tmp_path / "secret").write_text("s")
    step = record.steps[0].model_copy(update={"html": "../secret"})
    with pytest.raises(CaptureError, match="outside the capture"):
        open_capture(tmp_path / "capture").html(step)


def test_a_file_that_unpacks_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = write(tmp_path)
    monkeypatch.setattr("feelint.capture.read.MAX_FILE", 10)
    with pytest.raises(CaptureError, match="larger than"):
        open_capture(tmp_path).html(record.steps[0])


def test_a_damaged_archive_is_named(tmp_path: Path) -> None:
    record = write(tmp_path)
    (tmp_path / "steps/00/page.html.gz").write_bytes(b"not gzip")
    capture = CaptureReader(tmp_path, record)
    with pytest.raises(CaptureError, match="is damaged"):
        capture.html(record.steps[0])
    (tmp_path / "manifest.json").write_text("[]")
    with pytest.raises(CaptureError, match=r"manifest\.json is damaged"):
        open_capture(tmp_path)
    (tmp_path / "manifest.json").unlink()
    with pytest.raises(CaptureError, match=r"manifest\.json is missing"):
        open_capture(tmp_path)
