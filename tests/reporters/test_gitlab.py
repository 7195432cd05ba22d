"""GitLab Code Quality, against what its documentation asks for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from feelint.reporters import render
from tests.reporters import sample
from tests.reporters.golden import check
from tests.reporters.test_json import SAMPLES

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "gitlab-code-quality.schema.json").read_text("utf-8"))


def _issues(name: str) -> list[dict[str, Any]]:
    issues: list[dict[str, Any]] = json.loads(render(SAMPLES[name], "gitlab"))
    return issues


def test_golden() -> None:
    """The sample is written as it was."""
    check("both.gitlab.json", render(sample.BOTH, "gitlab"))


@pytest.mark.parametrize("name", SAMPLES)
def test_schema(name: str) -> None:
    """Every report satisfies the schema."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(_issues(name))


def test_issues() -> None:
    """Failures and reviews, the suppressed one left out; the fingerprints are feelint's own."""
    issues = _issues("report")
    assert [(one["check_name"], one["severity"], one["fingerprint"]) for one in issues] == [
        ("drip-mandatory-fee", "major", "5d1f0c6e9a"),
        ("preticked-paid-extra", "minor", "b0c2d4e6f8"),
        ("bundled-or-misleading-fee-label", "info", "77aa11bb22"),
    ]
    assert issues[0]["location"]["path"] == "www.teehaus-lindenhof.test/kasse/payment"


def test_the_line_that_asks_for_the_journey() -> None:
    """Where a file of the project names the journey, GitLab is pointed at its line."""
    issues = json.loads(render(sample.in_file("feelint.toml", 7), "gitlab"))
    assert {(one["location"]["path"], one["location"]["lines"]["begin"]) for one in issues} == {("feelint.toml", 7)}


def test_no_verdict_is_an_issue() -> None:
    """An empty list would look like a pass."""
    assert [(one["check_name"], one["severity"]) for one in _issues("lost")] == [("no-verdict", "critical")]
    assert _issues("clean") == []
