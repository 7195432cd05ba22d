"""Findings of a journey that stands in a file are shown at the line of the step where they came up."""

from __future__ import annotations

import json

from feelint.model.report import SourceLine
from feelint.reporters import digest, render
from tests.reporters.sample import REPORT

FILE = "journeys/guest.toml"
STEPS = tuple(
    step.model_copy(update={"source": SourceLine(file=FILE, line=10 * number) if number != 4 else None})
    for number, step in enumerate(REPORT.journeys[0].steps, 1)
)
JOURNEY = REPORT.journeys[0].model_copy(update={"steps": STEPS, "source": SourceLine(file=FILE, line=1)})
FOLLOWED = REPORT.model_copy(update={"journeys": (JOURNEY,)})


def test_the_line_of_a_step_else_of_the_last_one_told_else_of_the_file() -> None:
    lines = [source.line for step in range(len(STEPS)) if (source := digest.source(JOURNEY, step)) is not None]
    assert lines == [10, 20, 30, 30, 50, 60]
    assert digest.source(JOURNEY) == SourceLine(file=FILE, line=1)
    assert digest.source(None, 3) is None


def test_code_scanning_and_review_point_at_the_step() -> None:
    wanted = {finding.rule: 10 * (finding.step + 1) for finding in REPORT.findings if finding.step is not None}
    log = json.loads(render(FOLLOWED, "sarif"))["runs"][0]
    places = {
        result["ruleId"]: result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in log["results"]
    }
    assert places
    assert {rule: wanted[rule] for rule in places} == places
    flow = log["results"][0]["codeFlows"][0]["threadFlows"][0]["locations"]
    told = [one["location"]["physicalLocation"]["region"]["startLine"] for one in flow]
    assert told == [10, 20, 30, 30, 50, 60]
    quality = {one["check_name"]: one["location"]["lines"]["begin"] for one in json.loads(render(FOLLOWED, "gitlab"))}
    assert {rule: line for rule, line in quality.items() if rule in wanted} == {
        rule: line for rule, line in wanted.items() if rule in quality
    }
    notes = render(FOLLOWED, "github")
    assert [one.rule for one in digest.failures(FOLLOWED) if f"file={FILE},line={wanted[one.rule]}," not in notes] == []
