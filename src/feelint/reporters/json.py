"""``json``: the report for programs. Money is ``{"amount": "12.34", "currency": "EUR"}``, steps count from 0."""

from __future__ import annotations

import json
import re
from typing import Any

from feelint.model.report import Report
from feelint.reporters.matrix import Matrix, document

_LEDGER = {"steps", "probes"}
"""What a ledger in a report leaves out: the scenes, and the probes that stand beside it."""
_LEFT_OUT: Any = {"journeys": {"__all__": {"ledger": _LEDGER, "probes": {"__all__": {"ledger": _LEDGER}}}}}

_CHARGES = {"lines": "charges"}
"""What the rows of a bill are called in the document: as everywhere, charges."""


def render(report: Report) -> str:
    """The report as a JSON document; ``load`` reads it again."""
    data = report.model_dump(mode="json", exclude=_LEFT_OUT)
    for journey, written in zip(report.journeys, data["journeys"], strict=True):
        options = document(journey)
        written["matrix"] = options.model_dump(mode="json") if options else None
    _rename_bills(data, "lines", "charges")
    return dump(data)


def load(text: str) -> Report:
    """A report that ``render`` wrote, without the scenes that it left out."""
    data = json.loads(text)
    for journey in data["journeys"]:
        journey.pop("matrix", None)
    _rename_bills(data, "charges", "lines")
    return Report.model_validate_json(json.dumps(data))


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the document."""
    whole = Report.model_json_schema(mode="serialization")
    definitions: dict[str, Any] = whole.pop("$defs")
    options = Matrix.model_json_schema(mode="serialization")
    definitions |= {**options.pop("$defs"), "Matrix": options}
    journey = definitions["JourneyReport"]
    journey["properties"]["matrix"] = {"anyOf": [{"$ref": "#/$defs/Matrix"}, {"type": "null"}]}
    journey["required"] = [*journey["required"], "matrix"]
    ledger = definitions["Ledger"]
    for key in _LEDGER:
        del ledger["properties"][key]
    ledger["required"] = [key for key in ledger["required"] if key not in _LEDGER]
    bill = definitions["Bill"]
    bill["properties"] = {_CHARGES.get(key, key): value for key, value in bill["properties"].items()}
    bill["required"] = [_CHARGES.get(key, key) for key in bill["required"]]
    used: dict[str, Any] = {}
    queue = _references(whole)
    while queue:
        name = queue.pop()
        if name not in used:
            used[name] = definitions[name]
            queue += _references(definitions[name])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **whole,
        "title": "feelint report",
        "$defs": dict(sorted(used.items())),
    }


def dump(data: Any) -> str:
    """``data`` as indented JSON; characters that do not print are escaped, so a terminal cannot be led astray."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    return re.sub(r"[^\n\x20-\x7e]", _escaped, text) + "\n"


def _rename_bills(data: Any, old: str, new: str) -> None:
    """In steps and in the states of experiments, which older reports do not have."""
    for journey in data["journeys"]:
        states = (*journey["steps"], *(probe.get("state") for probe in journey["probes"]))
        for bill in filter(None, (state["bill"] for state in states if state)):
            bill[new] = bill.pop(old)


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    return char if char.isprintable() else json.dumps(char)[1:-1]


def _references(node: Any) -> list[str]:
    return re.findall(r'"#/\$defs/([^"]+)"', json.dumps(node))
