"""JUnit results: by the schema of Jenkins' xUnit plugin, and read again by junitparser."""

from __future__ import annotations

from pathlib import Path

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase
from lxml import etree

from feelint.model.words import VerdictKind
from feelint.reporters import render
from tests.reporters import sample
from tests.reporters.golden import check
from tests.reporters.test_json import SAMPLES

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parents[1] / "data" / "junit-10.xsd"))


def _cases(name: str = "report") -> dict[str, TestCase]:
    suites = JUnitXml.fromstring(render(SAMPLES[name], "junit").encode())
    return {case.name: case for suite in suites for case in suite}


def test_golden() -> None:
    """The sample is written as it was."""
    check("both.junit.xml", render(sample.BOTH, "junit"))


@pytest.mark.parametrize("name", SAMPLES)
def test_schema(name: str) -> None:
    """Every report satisfies the schema, and its counts are those of its cases."""
    root = etree.fromstring(render(SAMPLES[name], "junit").encode())
    SCHEMA.assertValid(root)
    for whole in (root, *root.iterfind("testsuite")):
        assert int(whole.get("tests", "")) == len(whole.findall(".//testcase"))
        assert int(whole.get("failures", "")) == len(whole.findall(".//failure"))
        assert int(whole.get("errors", "")) == len(whole.findall(".//error"))


def test_schema_refuses() -> None:
    """The schema is no blank cheque."""
    root = etree.fromstring(render(sample.REPORT, "junit").encode())
    del root[0].attrib["tests"]
    assert not SCHEMA.validate(root)


def test_a_case_for_each_rule() -> None:
    """Failures fail; reviews, suppressed findings and rules that could not be applied are skipped, each saying why."""
    cases = _cases()
    failed = cases["drip-mandatory-fee"]
    assert failed.is_failure
    assert failed.result[0].message == sample.MESSAGES["fee"]
    assert failed.result[0].type == "error"
    assert "“Servicepauschale 3,50 €”" in failed.result[0].text
    assert "PAngV § 3(1)" in failed.result[0].text
    assert cases["total-arithmetic-mismatch"].is_passed
    assert cases["reaches-the-total"].is_passed
    said = {name: case.result[0].message for name, case in cases.items() if case.is_skipped}
    assert said["bundled-or-misleading-fee-label"].startswith("for a person to look at: Whether")
    assert said["unit-price-missing-or-wrong"] == "suppressed: The pot is sold by the piece"
    assert said["displayed-vs-charged-amount"] == "not checked: missing: wire-amounts"
    assert said["import-duty-undisclosed"] == "nothing to look at: domestic"
    assert said["price-disclosure-illegible"] == "not implemented in this version"


def test_known_is_no_failure() -> None:
    """What the baseline holds does not fail the job again."""
    known = sample.FINDINGS[0].model_copy(update={"baseline": "known"})
    report = sample.REPORT.model_copy(update={"findings": (known,)})
    case = next(
        one
        for suite in JUnitXml.fromstring(render(report, "junit").encode())
        for one in suite
        if one.name == known.rule
    )
    assert isinstance(case.result[0], Skipped)
    assert case.result[0].message.startswith("known: ")


def test_no_total_is_an_error() -> None:
    """A walk that was blocked, a report without a journey, and a rule that broke are errors, never passes."""
    lost = _cases("lost")["reaches-the-total"].result[0]
    assert isinstance(lost, Error)
    assert (lost.type, lost.message) == ("blocked", "blocked at step 3, details: captcha")
    assert isinstance(_cases("empty")["reaches-the-total"].result[0], Error)
    assert isinstance(_cases("hostile")["total-too-late"].result[0], Error)
    assert not any(isinstance(one, Failure) for case in _cases("lost").values() for one in case.result)
    assert VerdictKind.REVIEW in {one.kind for one in sample.LOST.verdicts}
