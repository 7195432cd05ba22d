"""Evidence that proves itself: one changed byte anywhere is named, in a folder and in a pack."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feelint.capture import CaptureReader, CaptureWriter, open_capture, open_captures
from feelint.capture.evidence import manifest_of, run_files, verify
from feelint.capture.files import files_at
from feelint.capture.manifest import EVIDENCE, MANIFEST, digest, dump, load, seal_of
from feelint.capture.pack import packed
from feelint.errors import CaptureError
from feelint.model.finding import Finding
from feelint.policy.judge import judge
from tests.capture.made_captures import files, run
from tests.policy.paper_captures import capture


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1
    path.write_bytes(data)


def intact(path: Path) -> bool:
    try:
        return verify(path).intact
    except CaptureError:
        return False


def pack(folder: Path, target: Path) -> Path:
    target.write_bytes(packed(*run_files(folder)))
    return target


def test_a_run_that_nobody_touched_is_intact(tmp_path: Path) -> None:
    found = verify(run(tmp_path / "run", several=True))
    assert (found.intact, found.problems, found.notes) == (True, (), ())
    assert found.captures == ("capture-1", "capture-2")
    assert found.files == len(files(tmp_path / "run"))
    assert found.seal.startswith("sha256:")
    assert found.head["environment"]["rules_digest"] == "sha256:0"


@pytest.mark.parametrize("name", [*(f"capture/{one}" for one in (
    "capture.json", "manifest.json", "steps/00/page.html.gz", "steps/01/facts.json.gz", "steps/02/viewport.jpg")),
    "report.html", "evidence.json"])  # fmt: skip
@pytest.mark.parametrize("place", [0, 7, -1])
def test_one_changed_byte_anywhere_is_named(name: str, place: int, tmp_path: Path) -> None:
    folder = run(tmp_path / "run")
    flip(folder / name, place)
    problems = verify(folder).problems
    assert name in {problem.file for problem in problems}
    assert {problem.what for problem in problems} == {"changed"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_changed_byte_of_any_file_is_named(tmp_path: Path, data: st.DataObject) -> None:
    folder = tmp_path / "run"
    if not folder.exists():
        run(folder)
    name = data.draw(st.sampled_from(files(folder)))
    path = folder / name
    before = path.read_bytes()
    at = data.draw(st.integers(0, len(before) - 1))
    change = data.draw(st.integers(1, 255))
    path.write_bytes(before[:at] + bytes([before[at] ^ change]) + before[at + 1 :])
    try:
        assert name in {problem.file for problem in verify(folder).problems}
    finally:
        path.write_bytes(before)
    assert verify(folder).intact


def test_a_missing_a_shortened_and_an_added_file_are_named(tmp_path: Path) -> None:
    folder = run(tmp_path / "run")
    (folder / "capture/steps/00/viewport.jpg").unlink()
    (folder / "capture/steps/01/page.html.gz").write_bytes(b"")
    (folder / "capture/steps/09").mkdir()
    (folder / "capture/steps/09/page.html.gz").write_bytes(b"x")
    (folder / "notes.txt").write_text("mine")
    found = verify(folder)
    assert {(problem.file, problem.what) for problem in found.problems} == {
        ("capture/steps/00/viewport.jpg", "missing"),
        ("capture/steps/01/page.html.gz", "changed"),
        ("capture/steps/09/page.html.gz", "added"),
    }
    assert found.notes == ("notes.txt was added after the run",)


def test_a_manifest_without_its_seal_and_one_that_is_gone(tmp_path: Path) -> None:
    capture(tmp_path / "a")
    listed = json.loads((tmp_path / "a" / MANIFEST).read_text())
    del listed["seal"]
    (tmp_path / "a" / MANIFEST).write_text(json.dumps(listed))
    assert [(one.file, one.why) for one in verify(tmp_path / "a").problems] == [(MANIFEST, "it has no seal")]
    (tmp_path / "a" / MANIFEST).unlink()
    assert (MANIFEST, "missing") in {(one.file, one.what) for one in verify(tmp_path / "a").problems}


def test_a_forged_manifest_changes_the_seal_that_the_run_knows(tmp_path: Path) -> None:
    """Whoever rewrites a file and its manifest, seal and all, is told on by the run's manifest."""
    folder = run(tmp_path / "run")
    page = folder / "capture/steps/00/viewport.jpg"
    page.write_bytes(b"forged")
    listed = json.loads((folder / "capture" / MANIFEST).read_text())
    sums = {**listed["files"], "steps/00/viewport.jpg": digest(b"forged")}
    head = {key: value for key, value in listed.items() if key not in ("files", "seal", "schema_version")}
    (folder / "capture" / MANIFEST).write_bytes(dump(head, sums))
    assert verify(folder / "capture").intact
    assert {one.file for one in verify(folder).problems} == {"capture/manifest.json", "capture/steps/00/viewport.jpg"}


def test_the_manifest_says_what_made_it_and_when(tmp_path: Path) -> None:
    reader = capture(tmp_path)
    data = (tmp_path / MANIFEST).read_bytes()
    listed = json.loads(data)
    assert listed["tool"] == {"name": "feelint", "version": "0.1.0"}
    assert listed["environment"]["ship_to"] == "US-CA"
    assert listed["started_at"] == "2026-03-02T10:00:00+00:00"
    assert listed["ended_at"] == "2026-03-02T10:00:07+00:00"
    assert listed["seal"] == seal_of(listed) == reader.seal == load(data, MANIFEST).seal
    assert judge([reader]).journeys[0].seal == reader.seal


def test_a_walk_that_was_cut_short_is_intact_and_says_so(tmp_path: Path) -> None:
    reader = capture(tmp_path / "whole")
    CaptureWriter(tmp_path / "cut", reader.record.model_copy(update={"steps": ()}))
    found = verify(tmp_path / "cut")
    assert found.intact
    assert "cut short" in found.notes[0]


def findings(captures: list[CaptureReader]) -> tuple[Finding, ...]:
    return judge(captures).findings


def test_a_pack_opens_elsewhere_and_gives_the_same_findings(tmp_path: Path) -> None:
    folder = run(tmp_path / "run", several=True)
    target = tmp_path / "elsewhere" / "pack.zip"
    target.parent.mkdir()
    pack(folder, target)
    expected = findings(open_captures(folder))
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert verify(target).intact
    assert expected
    assert findings(open_captures(target)) == expected
    picture = open_captures(target)[0].record.steps[0].screenshot
    assert open_captures(target)[0].read(picture) == b"\xff\xd8\xff picture"
    with pytest.raises(CaptureError, match="is packed"):
        open_captures(target)[0].image(picture)
    with pytest.raises(CaptureError, match="holds 2 captures"):
        open_capture(target)


def test_a_pack_is_the_same_bytes_wherever_and_whenever_it_is_made(tmp_path: Path) -> None:
    one, two = run(tmp_path / "a"), run(tmp_path / "deeper" / "b")
    for path in two.rglob("*"):
        os.utime(path, (1, 1))
    (two / "notes.txt").write_text("mine: not evidence, not packed")
    assert pack(one, tmp_path / "1.zip").read_bytes() == pack(two, tmp_path / "2.zip").read_bytes()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0), st.integers(1, 255))
def test_any_changed_byte_of_a_pack_is_noticed(tmp_path: Path, at: int, change: int) -> None:
    whole = tmp_path / "whole.zip"
    if not whole.exists():
        capture(tmp_path / "capture")
        pack(tmp_path / "capture", whole)
    data = bytearray(whole.read_bytes())
    data[at % len(data)] ^= change
    broken = tmp_path / "broken.zip"
    broken.write_bytes(data)
    assert not intact(broken)


def test_what_is_no_pack(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK nothing")
    with pytest.raises(CaptureError, match="not a packed capture"):
        open_captures(path)
    for name in ("../../evil", "/etc/evil", "a\\b", "C:evil"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, "x")
        with pytest.raises(CaptureError, match="names that no pack has"):
            open_captures(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(CaptureError, match="holds no capture"):
        open_captures(path)
    for other in (tmp_path / "nowhere", tmp_path / "nowhere.zip", tmp_path):
        with pytest.raises(CaptureError, match="is not a capture"):
            verify(other)


def test_a_link_out_of_the_capture_is_not_followed(tmp_path: Path) -> None:
    folder = run(tmp_path / "run")
    (tmp_path / "secret").write_text("s")
    name = "capture/steps/00/viewport.jpg"
    (folder / name).unlink()
    (folder / name).symlink_to(tmp_path / "secret")
    assert {(one.file, one.what) for one in verify(folder).problems} == {(name, "damaged")}
    with pytest.raises(CaptureError, match="outside"):
        files_at(folder).read(name)


def test_of_retries_the_last_is_the_capture(tmp_path: Path) -> None:
    for name in ("capture-1", "capture-1-retry-1", "capture-2", "capture-10"):
        capture(tmp_path / name)
    assert [one.folder.name for one in open_captures(tmp_path)] == ["capture-1-retry-1", "capture-2", "capture-10"]


def test_what_stands_for_all_of_it(tmp_path: Path) -> None:
    assert manifest_of(run(tmp_path / "run")).name == EVIDENCE
    assert manifest_of(tmp_path / "run" / "capture").name == MANIFEST
    with pytest.raises(CaptureError, match="not a capture"):
        manifest_of(tmp_path)
