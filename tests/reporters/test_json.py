"""The JSON report is the contract."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from feelint.model.report import Report
from feelint.reporters import render
from feelint.reporters.json import load, schema
from tests.reporters import sample
from tests.reporters.golden import check

SAMPLES = {
    "report": sample.REPORT,
    "lost": sample.LOST,
    "both": sample.BOTH,
    "empty": sample.EMPTY,
    "clean": sample.CLEAN,
    "hostile": sample.hostile(),
    "yen": sample.in_currency("12800", "880", "13680", "JPY"),
    "dinar": sample.in_currency("4.500", "0.125", "4.625", "KWD"),
}


def _document(report: Report) -> Any:
    return json.loads(
        render(report, "json"), parse_float=lambda text: pytest.fail(text) if "e" in text else float(text)
    )


def test_golden() -> None:
    """The sample is written as it was."""
    check("report.json", render(sample.REPORT, "json"))


@pytest.mark.parametrize("name", SAMPLES)
def test_schema(name: str) -> None:
    """Every report satisfies the published schema, and the schema is one."""
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(_document(SAMPLES[name]))


def test_schema_refuses() -> None:
    """A float for money, a missing key and an unknown outcome are errors."""
    validator = jsonschema.Draft202012Validator(schema())
    breaks: dict[str, tuple[Any, ...]] = {
        "amount": ("journeys", 0, "ledger", "total", 54.75),
        "outcome": ("journeys", 0, "done"),
        "severity": ("findings", 0, "serious"),
        "steps": ("journeys", 0, "ledger", []),
    }
    for key, (*way, value) in breaks.items():
        document = node = _document(sample.REPORT)
        for name in way:
            node = node[name]
        node[key] = value
        assert not validator.is_valid(document)
    document = _document(sample.REPORT)
    del document["journeys"][0]["outcome"]
    assert not validator.is_valid(document)


def test_contract() -> None:
    """The keys that the contract names are there, with the values it names."""
    data = _document(sample.REPORT)
    assert {"schema_version", "tool", "environment", "journeys", "verdicts", "findings", "warnings"} <= set(data)
    journey = data["journeys"][0]
    assert (journey["outcome"], journey["reason"]) == ("reached", "")
    assert {"stage", "url", "bill"} <= set(journey["steps"][0])
    assert {"charges", "subtotal", "total", "residual"} <= set(journey["steps"][1]["bill"])
    ledger = journey["ledger"]
    assert {"advertised", "total", "recurring", "charges", "withdrawn", "residual"} <= set(ledger)
    assert not {"steps", "probes"} & set(ledger)
    assert ledger["total"] == {"amount": "54.75", "currency": "EUR"}
    fee = next(charge for charge in ledger["charges"] if charge["label"] == "Servicepauschale")
    assert fee["kind"] == "fee"
    assert fee["amount"] == {"amount": "3.50", "currency": "EUR"}
    assert (fee["included"], fee["avoidable"]) == (False, False)
    assert fee["first_announced"] == fee["first_counted"] == {"step": 4, "stage": "payment"}
    assert {"rule", "kind", "severity", "confidence", "message", "step", "impact", "citations", "evidence",
            "fingerprint", "baseline", "suppressed"} <= set(data["findings"][0])  # fmt: skip
    assert journey["probes"][0]["ledger"]["total"] == {"amount": "53.50", "currency": "EUR"}
    assert "steps" not in journey["probes"][0]["ledger"]


def test_it_can_be_read_again() -> None:
    """What was written is the report, but for the scenes."""
    again = load(render(sample.REPORT, "json"))
    assert again.journeys[0].steps == sample.REPORT.journeys[0].steps
    assert again.findings == sample.REPORT.findings
    assert render(again, "json") == render(sample.REPORT, "json")
    assert render(again, "text") == render(sample.REPORT, "text")


def test_nothing_unprintable() -> None:
    """A terminal that shows the JSON is not led astray, and the text is kept."""
    written = render(sample.hostile(), "json")
    assert all(char.isprintable() or char == "\n" for char in written)
    assert json.loads(written)["warnings"] == [sample.ATTACK]


def test_minor_digits() -> None:
    """Yen have no minor digits, dinars three."""
    assert _document(SAMPLES["yen"])["journeys"][0]["ledger"]["total"]["amount"] == "13680"
    assert _document(SAMPLES["dinar"])["journeys"][0]["ledger"]["total"]["amount"] == "4.625"
