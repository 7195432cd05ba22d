"""Reports in several formats at once, and written again; what is wrong is said, and nothing is left half-written."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from feelint.__main__ import run
from feelint.cli.outputs import SUMMARY
from feelint.model.formats import Format
from feelint.outputs import save
from feelint.reporters.json import render as as_json
from tests.policy.paper_captures import capture
from tests.reporters import sample


@pytest.fixture(autouse=True)
def _quiet_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(SUMMARY, raising=False)


def test_several_formats_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One to stdout, the others each to its file; the exit code is the gate's."""
    capture(tmp_path / "capture")
    wanted = ["--format", "json", "--format", "junit:j.xml", "--format", "csv:l.csv", "--format", "html:r.html"]
    assert run(["audit", "capture", *wanted]) == 1
    assert json.loads(capsys.readouterr().out)["exit_code"] == 1
    assert "<testsuites" in (tmp_path / "j.xml").read_text("utf-8")
    assert list(csv.DictReader((tmp_path / "l.csv").read_text("utf-8").splitlines()))
    assert "data:image/jpeg" in (tmp_path / "r.html").read_text("utf-8")


def test_text_where_nothing_else_goes_to_stdout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files alone leave stdout to the text; `report` writes only what it is asked for."""
    capture(tmp_path / "capture")
    assert run(["audit", "capture", "--format", "json:r.json", "-q"]) == 1
    assert "drip-mandatory-fee" in capsys.readouterr().out
    assert run(["report", "r.json", "--format", "markdown:c.md", "-q"]) == 0
    assert capsys.readouterr().out == ""
    assert "drip-mandatory-fee" in (tmp_path / "c.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("formats", "said"),
    [
        (["json", "csv"], "cannot both go to stdout"),
        (["docx"], "'docx' is not one of text, json"),
        (["json:"], "names no file"),
        (["pdf"], "does not go to stdout"),
    ],
)
def test_formats_that_cannot_be(
    formats: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A usage error, before anything is judged."""
    capture(tmp_path / "capture")
    assert run(["audit", "capture", *(word for fmt in formats for word in ("--format", fmt))]) == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_the_summary_of_a_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only with annotations, and only where the host names a file for it; what stands there already stays."""
    capture(tmp_path / "capture")
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    assert run(["audit", "capture", "--format", "github"]) == 1
    monkeypatch.setenv(SUMMARY, str(summary))
    assert run(["audit", "capture"]) == 1
    assert summary.read_text("utf-8") == "before\n"
    assert run(["audit", "capture", "--format", "github"]) == 1
    assert summary.read_text("utf-8").startswith("before\n<!-- feelint -->")
    assert capsys.readouterr().out.count("::error") == 2


def test_sarif_points_at_the_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At the line of feelint.toml that names the page; else where the option says."""
    start = capture(tmp_path / "capture").record.start_url
    assert run(["audit", "capture", "--format", "sarif", "--sarif-location", "ci/shops.toml:4"]) == 1
    assert _places(capsys.readouterr().out) == {("ci/shops.toml", 4)}
    (tmp_path / "feelint.toml").write_text(f'ship-to = "DE"\nstart = "{start}"\n')
    assert run(["audit", "capture", "--format", "sarif", "--sarif-location", "ci/shops.toml:4"]) == 1
    assert _places(capsys.readouterr().out) == {("feelint.toml", 2)}
    assert run(["audit", "capture", "--sarif-location", "../x:1"]) == 2


def _places(text: str) -> set[tuple[str, int]]:
    places: list[Any] = [one["locations"][0]["physicalLocation"] for one in json.loads(text)["runs"][0]["results"]]
    return {(place["artifactLocation"]["uri"], place["region"]["startLine"]) for place in places}


@pytest.mark.parametrize("fmt", [one for one in Format if one is not Format.PDF])
def test_every_format_again(fmt: Format, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report that was written as JSON can be had in every format, on stdout and in a file."""
    (tmp_path / "report.json").write_text(as_json(sample.REPORT), encoding="utf-8")
    assert run(["report", ".", "--format", fmt, "-q", "--self-contained"]) == 0
    printed = capsys.readouterr().out
    assert run(["report", ".", "--format", fmt, "--out", f"x.{fmt.suffix}", "-q"]) == 0
    assert (tmp_path / f"x.{fmt.suffix}").read_bytes().decode() == printed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"schema_version": 1, "tool":', "not JSON, or cut short, line 1"),
        ("", "not JSON, or cut short, line 1"),
        ('{"schema_version": 2}', "newer feelint (schema 2, this one reads 1)"),
        ("\x00\x01", "not JSON, or cut short, line 1"),
        ('"text"', "is not a feelint report"),
        ("[" * 100_000, "not JSON, or cut short"),
        ('{"schema_version": 1}', "is not a feelint report"),
        ("[]", "is not a feelint report"),
    ],
)
def test_bad_reports(text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Cut off, of a newer feelint, of something else: exit code 2 and a word on what is wrong."""
    (tmp_path / "report.json").write_text(text)
    assert run(["report", "report.json", "--out", "out.txt"]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "out.txt").exists()


def test_a_capture_is_judged_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A capture, its index, its pack and the folder around it give the same report, in any format, with its pictures."""
    capture(tmp_path / "run" / "capture")
    assert run(["audit", "run", "--format", "markdown"]) == 1
    told = capsys.readouterr().out
    assert run(["capture", "pack", "run/capture", "--out", "packed.zip"]) == 0
    capsys.readouterr()
    for source in ("run", "run/capture", "run/capture/capture.json", "packed.zip"):
        assert run(["report", source, "--format", "markdown"]) == 0
        assert capsys.readouterr().out == told, source
        assert run(["report", source, "--format", "html", "--out", "r.html", "--self-contained"]) == 0
        assert "pictures are not where" not in capsys.readouterr().err
        assert (tmp_path / "r.html").read_text("utf-8").count("data:image/jpeg") >= 3


def test_a_capture_is_judged_as_configured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capture(tmp_path / "capture")
    (tmp_path / "strict.toml").write_text('ship-to = "GB"\n')
    assert run(["report", "capture", "--format", "json", "--config", "strict.toml"]) == 0
    assert json.loads(capsys.readouterr().out)["environment"]["ship_to"] == "GB"


def test_an_empty_folder_is_neither(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert run(["report", "empty"]) == 2
    assert "empty is not a capture" in capsys.readouterr().err


def test_missing_pictures_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report that was moved without its capture still renders, and says so."""
    (tmp_path / "report.json").write_text(as_json(sample.REPORT), encoding="utf-8")
    assert run(["report", "report.json", "--format", "html:r.html", "--self-contained"]) == 0
    assert "9 pictures are not where the report says" in capsys.readouterr().err
    assert (tmp_path / "r.html").read_text("utf-8").count("No picture of this step.") == 8
    assert run(["report", "report.json", "--format", "csv"]) == 0
    assert capsys.readouterr().err == ""


def test_a_picture_that_is_gone_from_a_capture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said, in the report too, and all else is judged; one that was changed is no evidence and ends the run."""
    record = capture(tmp_path / "capture").record
    picture = tmp_path / "capture" / record.steps[1].screenshot
    data = picture.read_bytes()
    picture.unlink()
    assert run(["audit", "capture", "--format", "html:a.html", "--out", "run"]) == 1
    told = capsys.readouterr().err
    assert "1 picture is not where the report says, such as " in told
    assert "capture/steps/01/viewport.jpg" in told
    assert run(["report", "capture", "--format", "html", "--self-contained", "--out", "b.html"]) == 0
    for file in ("a.html", "b.html", "run/report.html"):
        text = (tmp_path / file).read_text("utf-8")
        assert text.count("No picture of this step.") == 1, file
        assert text.count("data:image/jpeg") >= 2, file
    picture.write_bytes(data + b"x")
    assert run(["audit", "capture", "--format", "html:c.html", "--out", "none"]) == 2
    assert not (tmp_path / "none").exists()
    assert "steps/01/viewport.jpg was changed after the walk" in capsys.readouterr().err
    assert not (tmp_path / "c.html").exists()


def test_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full leaves what was there before, and no crumbs."""
    (tmp_path / "report.json").write_text(as_json(sample.REPORT), encoding="utf-8")
    (tmp_path / "old.csv").write_text("old")

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert run(["report", "report.json", "--format", "csv", "--out", "old.csv"]) == 2
    assert (tmp_path / "old.csv").read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} == {".git", "old.csv", "report.json"}


def test_save_replaces(tmp_path: Path) -> None:
    """A file that is there is replaced."""
    (tmp_path / "a").write_text("old")
    save(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_page_away_from_its_pictures_has_them_in_it(tmp_path: Path) -> None:
    """Beside the capture the page refers to them, elsewhere they would not be found."""
    capture(tmp_path / "run" / "capture")
    assert run(["audit", "run", "--format", "json:run/report.json", "-q"]) == 1
    text = (tmp_path / "run" / "report.json").read_text("utf-8").replace("run/capture", "capture")
    (tmp_path / "run" / "report.json").write_text(text, "utf-8")
    for place, embedded in (("run/again.html", False), ("elsewhere.html", True)):
        assert run(["report", "run", "--format", f"html:{place}", "-q"]) == 0
        assert ("data:image/jpeg" in (tmp_path / place).read_text("utf-8")) is embedded, place


def test_the_documented_formats_are_those_that_there_are() -> None:
    """Each with what checks it."""
    page = (Path(__file__).parents[2] / "docs" / "reports.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.*?) \| (.*?) \| (.+?) \|$", page, re.M)
    named = [word for names, _, _ in rows for word in re.findall(r"`([\w-]+)`", names)]
    assert sorted(named) == sorted(Format)
    assert all(checked for _, _, checked in rows)
