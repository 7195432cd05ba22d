"""SARIF 2.1.0, against the OASIS schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from feelint.model.finding import Evidence
from feelint.model.scene import Box
from feelint.model.walk import Clip
from feelint.model.words import Stage
from feelint.reporters import render
from tests.reporters import sample
from tests.reporters.golden import check
from tests.reporters.test_json import SAMPLES

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))


def _run(fmt: str = "sarif", name: str = "report") -> Any:
    return json.loads(render(SAMPLES[name], fmt))["runs"][0]


def test_golden() -> None:
    """The sample is written as it was."""
    check("report.sarif", render(sample.REPORT, "sarif-all"))


@pytest.mark.parametrize("fmt", ["sarif", "sarif-all"])
@pytest.mark.parametrize("name", SAMPLES)
def test_schema(name: str, fmt: str) -> None:
    """Every report satisfies the OASIS schema."""
    jsonschema.Draft4Validator(SCHEMA).validate(json.loads(render(SAMPLES[name], fmt)))


def test_failures_only() -> None:
    """Code scanning ignores kinds, so reviews are left out; what is suppressed is there and marked."""
    results = _run()["results"]
    assert {one["kind"] for one in results} == {"fail"}
    assert [one["ruleId"] for one in results if "suppressions" in one] == ["unit-price-missing-or-wrong"]
    assert results[-1]["suppressions"][0]["justification"] == "The pot is sold by the piece"


def test_reviews_have_no_level() -> None:
    """``sarif-all`` adds reviews, at level none."""
    reviews = [one for one in _run("sarif-all")["results"] if one["kind"] == "review"]
    assert [(one["ruleId"], one["level"]) for one in reviews] == [("bundled-or-misleading-fee-label", "none")]


def test_result() -> None:
    """Level, rank, fingerprint, baseline, law, page, box and walk."""
    run = _run()
    result = run["results"][0]
    assert (result["level"], result["rank"], result["baselineState"]) == ("error", 95.0, "new")
    assert result["fingerprints"] == {"feelint/v1": "5d1f0c6e9a"}
    assert result["partialFingerprints"] == {"primaryLocationLineHash": "5d1f0c6e9a:1"}
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    for taxon in result["taxa"]:
        assert run["taxonomies"][taxon["toolComponent"]["index"]]["taxa"][taxon["index"]]["id"] == taxon["id"]
    unverified = next(one for one in run["taxonomies"][0]["taxa"] if one["id"] == "EU-CRD-6-1-e")
    assert unverified["shortDescription"]["text"].endswith("(not verified)")
    assert result["webRequest"]["target"] == f"{sample.SHOP}/kasse/payment"
    assert result["attachments"][0]["rectangles"] == [{"left": 880, "top": 380, "right": 1180, "bottom": 406}]
    flow = result["codeFlows"][0]["threadFlows"][0]["locations"]
    totals = [place.get("state", {}).get("total", {}).get("text") for place in flow]
    assert totals == [None, "46.35 EUR", "46.35 EUR", "51.25 EUR", "54.75 EUR", "54.75 EUR"]
    said = [place["location"]["message"]["text"] for place in flow]
    assert said[0] == "step 1, product"
    assert said[4] == "step 5, payment: total 54.75 EUR (+3.50 EUR)"
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "kanne/payment"


def test_the_line_that_names_the_journey() -> None:
    """Results and the steps of their flows point at it."""
    run = json.loads(render(sample.in_file("shop config/feelint.toml", 7), "sarif"))["runs"][0]
    places = [place for one in run["results"] for place in one["locations"]]
    places += [
        one["location"] for result in run["results"] for one in result["codeFlows"][0]["threadFlows"][0]["locations"]
    ]
    assert {place["physicalLocation"]["artifactLocation"]["uri"] for place in places} == {"shop%20config/feelint.toml"}
    assert {place["physicalLocation"]["region"]["startLine"] for place in places} == {7}
    assert "toolConfigurationNotifications" not in run["invocations"][0]


def test_no_line_is_made_up() -> None:
    """Where no file names the journey, no result points at one, and the log says what to give."""
    run = _run()
    assert "physicalLocation" not in json.dumps(run)
    notes = run["invocations"][0]["toolConfigurationNotifications"]
    assert "--sarif-location FILE:LINE" in notes[0]["message"]["text"]


def test_rules_as_code_scanning_wants_them() -> None:
    """Each rule has descriptions, help and a severity that code scanning knows."""
    for rule in _run("sarif-all")["tool"]["driver"]["rules"]:
        assert {"id", "shortDescription", "fullDescription", "help", "properties"} <= set(rule)
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")


def test_no_verdict_is_no_success() -> None:
    """A lost walk and a broken rule are errors of the invocation."""
    invocation = _run(name="lost")["invocations"][0]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 3)
    assert "captcha" in invocation["toolExecutionNotifications"][0]["message"]["text"]
    broken = _run(name="hostile")["invocations"][0]["toolExecutionNotifications"]
    assert any(note["message"]["text"].startswith("total-too-late broke") for note in broken)


def test_absolute_capture_does_not_leak() -> None:
    """A capture elsewhere on the machine is named by its last folder only."""
    journey = sample.JOURNEY.model_copy(update={"capture": "/home/ann/walks/kanne"})
    written = render(sample.REPORT.model_copy(update={"journeys": (journey,)}), "sarif")
    assert "/home" not in written


def test_a_picture_of_another_state_has_the_box_in_its_own_pixels() -> None:
    """What an experiment showed is on its picture, however far its page was scrolled; what a cut-out shows, on that."""
    state = sample.JOURNEY.probes[0].state
    assert state is not None
    scrolled = state.model_copy(
        update={"scroll": (0.0, 300.0), "clips": (Clip(file="probes/0/clip-0.jpg", x=0, y=2000, w=1280, h=90),)}
    )
    probe = sample.JOURNEY.probes[0].model_copy(update={"state": scrolled})
    journey = sample.JOURNEY.model_copy(update={"probes": (probe, *sample.JOURNEY.probes[1:])})
    seen = Evidence(
        step=5, stage=Stage.REVIEW, quote="Gesamt", probe="without: x", trial=0, box=Box(x=9, y=310, w=4, h=6)
    )
    far = seen.model_copy(update={"box": Box(x=9, y=2010, w=4, h=6)})
    found = sample.finding("drip-mandatory-fee", evidence=(seen, far))
    report = sample.REPORT.model_copy(update={"journeys": (journey,), "findings": (found,)})
    shown = json.loads(render(report, "sarif"))["runs"][0]["results"][0]["attachments"]
    assert [one["rectangles"] for one in shown] == [
        [{"left": 9, "top": 10, "right": 13, "bottom": 16}],
        [{"left": 9, "top": 10, "right": 13, "bottom": 16}],
    ]
    assert shown[0]["artifactLocation"]["uri"].endswith("K%C3%A4uferschutz-review.png")
    assert shown[1]["artifactLocation"]["uri"].endswith("probes/0/clip-0.jpg")
