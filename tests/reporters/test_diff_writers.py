"""The writers of ``feelint diff``: the same changes in text, Markdown and JSON; hostile labels stay text."""

from __future__ import annotations

import json

import jsonschema
import pytest

from feelint.model.difference import Difference
from feelint.policy.difference import difference
from feelint.reporters import diff_json, diff_markdown, diff_text
from tests.policy.test_difference import FEE, option, report, row

ATTACK = "Fee | <img src=x onerror=alert(1)> @all \x1b[31m [x](javascript:1)"
CASES = {
    "same": difference(report(FEE), report(FEE)),
    "worse": difference(report(probes=[option("Invoice", "20.00")]), report(FEE, probes=[option("Invoice", "25.00")])),
    "mixed": difference(report(row(amount="4.00"), FEE), report(row(at="payment"), row("Post", "1.00"))),
    "hostile": difference(report(), report(row(ATTACK))),
}


@pytest.mark.parametrize("name", CASES)
def test_json_satisfies_its_schema_and_can_be_read_again(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(diff_json.schema())
    text = diff_json.render(CASES[name])
    jsonschema.Draft202012Validator(diff_json.schema()).validate(json.loads(text))
    assert Difference.model_validate_json(text) == CASES[name]


def test_json_money_is_never_a_float() -> None:
    data = json.loads(diff_json.render(CASES["worse"]))
    assert data["journeys"][0]["charges"][0]["difference"] == {"amount": "3.00", "currency": "EUR"}
    assert (data["verdict"], data["exit_code"], data["schema_version"]) == ("worse", 1, 1)


def test_text_tells_every_change_worst_first() -> None:
    lines = diff_text.render(CASES["worse"], width=100).splitlines()
    assert lines[2] == "lamp  total 20.00 EUR → 23.00 EUR (+3.00)"
    assert lines[3:6] == [
        "  worse   total  20.00 EUR → 23.00 EUR (+3.00)",
        "  worse   payment: Invoice  20.00 EUR → 25.00 EUR (+5.00)",
        "  worse   Service fee  new: 3.00 EUR, first shown at 2 basket",
    ]
    assert lines[-1] == "the customer is worse off · 3 changes · exit 1"
    mixed = diff_text.render(CASES["mixed"])
    assert mixed.index("worse  ") < mixed.index("better  ")
    assert "nothing changed for the customer · 0 changes · exit 0" in diff_text.render(CASES["same"])


@pytest.mark.parametrize("width", [60, 80, 120])
def test_text_keeps_to_its_width(width: int) -> None:
    for found in CASES.values():
        assert max(map(len, diff_text.render(found, width=width).splitlines())) <= width


def test_hostile_labels_stay_text() -> None:
    for written in (diff_text.render(CASES["hostile"]), diff_markdown.render(CASES["hostile"])):
        assert "\x1b" not in written
    page = diff_markdown.render(CASES["hostile"])
    assert "<img" not in page
    assert "@all" not in page
    assert "[x](" not in page
    assert r"Fee \|" in page


def test_markdown_is_a_table() -> None:
    page = diff_markdown.render(CASES["worse"])
    assert page.startswith("### feelint: the customer is worse off\n")
    assert "| 🔺 worse | Service fee | new: 3.00 EUR, first shown at 2 basket |" in page
