"""The real engines' steps as a person saw them, turned into scenes: rows above a total are its bill, rows below it are
options, rows without any total are offers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from feelint.extract.words import label_kind
from feelint.model.ledger import Step
from feelint.model.scene import Amount, BillLine, Control
from feelint.model.words import Belongs, Stage
from feelint.money import Money
from tests.ledger.scenes import amount, bill, line, money_in, option, step, walk

SCENARIOS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "fixtures" / "engines" / "truth.json").read_text("utf-8")
)
STAGES = {
    "product": Stage.PRODUCT,
    "after add": Stage.PRODUCT,
    "cart": Stage.BASKET,
    "basket": Stage.BASKET,
    "shipping method": Stage.DELIVERY,
    "payment": Stage.PAYMENT,
    "payment details": Stage.PAYMENT,
    "confirm": Stage.REVIEW,
    "preview": Stage.REVIEW,
}
GROUPS = {"Print at home": "Ticket delivery", "Registered mail": "Ticket delivery", "Refund protection": "Protection"}
"""Headings of choices, which the truth leaves out. What stands alone in its group there is ticked and required."""


def steps_of(scenario: dict[str, Any]) -> list[Step]:
    """The whole walk of a scenario."""
    told = [
        c["announced_as"].partition(": ")[2] for c in scenario["charges"] if "formula: " in c.get("announced_as", "")
    ]
    seen = [_step(each, scenario) for each in scenario["steps_as_seen"]]
    first = seen[0].scene
    said = tuple(step("product", sentences=told).scene.sentences)
    seen[0] = seen[0].model_copy(update={"scene": first.model_copy(update={"sentences": first.sentences + said})})
    return walk(*seen)


def _step(seen: dict[str, Any], scenario: dict[str, Any]) -> Step:
    stage, currency = STAGES.get(seen["step"], Stage.DETAILS), scenario["currency"]
    rows = [(label.strip("+ "), text) for label, text in seen["amounts"]]
    sentences = [text for label, text in rows if label == "text"]
    priced = [(label, money_in(text, currency)) for label, text in rows if label != "text"]
    if seen["step"] == "product":
        item, price = priced[0]
        return step(stage, price=price, item=item, sentences=sentences, currency=currency)
    totals = [n for n, (label, _) in enumerate(priced) if label_kind(label).kind == "total"]
    if seen["step"] == "after add":
        return step(stage, bill=bill([], priced[0][1]), currency=currency)
    if not totals:
        return _offers(stage, priced, currency)
    last = totals[-1]
    lines = [_line(label, money) for label, money in priced[:last]]
    amounts, controls = _options(priced[last + 1 :], "radio")
    return step(stage, bill=bill(lines, priced[last][1]), amounts=amounts, controls=controls, currency=currency)


def _line(label: str, money: Money) -> BillLine:
    return line(label, money)


def _offers(stage: Stage, priced: list[tuple[str, Money]], currency: str) -> Step:
    amounts, controls = _options(priced, "radio" if stage is Stage.DELIVERY else "checkbox")
    return step(stage, amounts=amounts, controls=controls, currency=currency)


def _options(priced: list[tuple[str, Money]], kind: str) -> tuple[list[Amount], list[Control]]:
    amounts = [
        amount(label, money, belongs=Belongs.OTHER, in_control=n, plus=kind == "radio")
        for n, (label, money) in enumerate(priced)
    ]
    alone = kind == "checkbox" and len(priced) == 1
    controls = [
        option(
            label,
            10 + n,
            (n,),
            group="choice",
            group_label=GROUPS.get(label, ""),
            kind=kind,
            preset=alone,
            required=alone,
        )
        for n, (label, _) in enumerate(priced)
    ]
    return amounts, controls
