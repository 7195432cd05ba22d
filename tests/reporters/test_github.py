"""Annotations of a workflow run: read back by GitHub's own rules for commands."""

from __future__ import annotations

import re

import pytest

from feelint.model.words import Severity
from feelint.reporters import render
from feelint.reporters.github import WORST, command
from tests.reporters import sample
from tests.reporters.golden import check
from tests.reporters.test_json import SAMPLES

UNESCAPE = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
Command = tuple[str, dict[str, str], str]


def read(line: str) -> Command | None:
    """A line as the runner reads it (ActionCommand.TryParseV2): trimmed, ``::name key=value,key=value::data``."""
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, rest = line[2:end].partition(" ")
    pairs = (pair.split("=", 1) for pair in rest.strip().split(",") if pair)
    return name, {key: _plain(value) for key, value in pairs}, _plain(line[end + 2 :], 2)


def _plain(text: str, skip: int = 0) -> str:
    for escaped, char in (UNESCAPE[:2] + UNESCAPE[4:]) if skip else UNESCAPE:
        text = text.replace(escaped, char)
    return text


def _commands(name: str) -> list[Command]:
    return [one for line in render(SAMPLES[name], "github").splitlines() if (one := read(line))]


def test_golden() -> None:
    """The sample is written as it was."""
    check("both.github.txt", render(sample.BOTH, "github"))


@pytest.mark.parametrize("name", SAMPLES)
def test_only_annotations(name: str) -> None:
    """Whatever a shop writes, the runner sees errors, warnings and notices of ours, and one line of words."""
    lines = render(SAMPLES[name], "github").splitlines()
    read_back = [read(line) for line in lines]
    assert read_back[-1] is None
    for one in read_back[:-1]:
        assert one is not None
        assert one[0] in ("error", "warning", "notice")
        assert set(one[1]) <= {"file", "line", "title"}
    assert not any("##[" in line.lstrip()[:3] for line in lines)


def test_annotations() -> None:
    """Worst first; reviews as notices; what is suppressed is left out."""
    assert [(level, given["title"]) for level, given, _ in _commands("report")] == [
        ("error", "drip-mandatory-fee"),
        ("warning", "preticked-paid-extra"),
        ("notice", "review: bundled-or-misleading-fee-label"),
    ]
    assert _commands("report")[0][2].splitlines()[0] == sample.MESSAGES["fee"]
    assert _commands("lost")[0][1]["title"] == "no verdict"


def test_the_line_that_asks_for_the_journey() -> None:
    """Where a file of the project names the journey, the annotation stands there."""
    first = read(render(sample.in_file("conf/a,b:c.toml", 7), "github").splitlines()[0])
    assert first is not None
    assert (first[1]["file"], first[1]["line"]) == ("conf/a,b:c.toml", "7")


def test_the_ten_worst() -> None:
    """GitHub shows no more; the last line says how many there are besides."""
    many = tuple(
        sample.finding(f"rule-{number}", severity=Severity.WARNING if number < 10 else Severity.CRITICAL)
        for number in range(14)
    )
    report = sample.REPORT.model_copy(update={"findings": many})
    lines = render(report, "github").splitlines()
    assert len(lines) == WORST + 1
    assert [line.split()[0] for line in lines[:5]] == ["::error"] * 4 + ["::warning"]
    assert lines[-1].endswith("; 4 more in the job's summary")
    summary = render(report, "markdown")
    assert all(f"`{one.rule}`" in summary for one in many)


def test_escapes() -> None:
    """Per cent first, line ends always, colon and comma in properties."""
    assert command("error", "a%\r\n::b", title="x:y,z%") == "::error title=x%3Ay%2Cz%25::a%25%0D%0A::b"
    assert re.fullmatch(r"::notice::plain", command("notice", "plain", file=""))
