"""The gate, as a table: 4 beats 3 beats 1."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest

from feelint.errors import BrowserError, CaptureError, ConfigError, FeelintError, RuleError, UsageError
from feelint.model.finding import Finding, Suppression, Verdict
from feelint.model.ledger import Ledger, StepRef
from feelint.model.report import Harm, JourneyReport
from feelint.model.words import ORDER_PLACED, Outcome, Severity, Stage, VerdictKind
from feelint.money import Money
from feelint.policy.gate import GateOptions, exit_code_of, gate, reasons

BROKEN = Verdict(rule="a-rule", kind=VerdictKind.ERROR, reason="a_rule.py:3: KeyError")


def journey(outcome: Outcome = Outcome.REACHED, *, total: str | None = "10 USD") -> JourneyReport:
    ledger = Ledger(
        advertised=None,
        advertised_at=None,
        quantity=1,
        total=Money.parse(total) if total else None,
        total_at=StepRef(step=0, stage=Stage.REVIEW) if total else None,
        charges=(),
        items=(),
    )
    fields: dict[str, Any] = {"id": "a", "start_url": "https://a.test/", "reason": "", "message": "", "steps": ()}
    return JourneyReport(
        **fields, outcome=outcome, ledger=ledger, probes=(), started_at=datetime(2026, 1, 1, tzinfo=UTC)
    )


def finding(severity: str = "error", **changes: Any) -> Finding:
    fields: dict[str, Any] = {"rule": "a-rule", "title": "A", "kind": "fail", "confidence": 0.9, "message": "m"}
    fields |= {"step": None, "stage": None, "impact": None, "packs": (), "citations": (), "evidence": ()}
    return Finding(**{**fields, "severity": Severity(severity), "fingerprint": "f", **changes})


REACHED = (journey(),)
LOST = (journey(Outcome.LOST, total=None),)
ORDERED = (journey(Outcome.BLOCKED, total=None).model_copy(update={"reason": ORDER_PLACED}),)
TABLE: list[tuple[Any, Any, Any, dict[str, Any], str, int]] = [
    (ORDERED, (), (), {}, "internal-error", 4),
    ((*LOST, *ORDERED), (finding(),), (), {"fail_on": "never"}, "internal-error", 4),
    (REACHED, (), (), {}, "clean", 0),
    (REACHED, (finding(),), (), {}, "findings", 1),
    (REACHED, (finding("critical"),), (), {"fail_on": "critical"}, "findings", 1),
    (REACHED, (finding("error"),), (), {"fail_on": "critical"}, "clean", 0),
    (REACHED, (finding("warning"),), (), {}, "clean", 0),
    (REACHED, (finding("warning"),), (), {"fail_on": "warning"}, "findings", 1),
    (REACHED, (finding("info"),), (), {"fail_on": "info"}, "findings", 1),
    (REACHED, (finding("critical"),), (), {"fail_on": "never"}, "clean", 0),
    (REACHED, (finding(baseline="known"),), (), {}, "clean", 0),
    (REACHED, (finding(suppressed=Suppression(reason="agreed")),), (), {}, "clean", 0),
    (REACHED, (finding(confidence=0.4),), (), {"min_confidence": Decimal("0.5")}, "clean", 0),
    (REACHED, (finding(confidence=0.5),), (), {"min_confidence": Decimal("0.5")}, "findings", 1),
    (REACHED, (finding("warning", kind="review"),), (), {"fail_on": "info"}, "clean", 0),
    (REACHED, (finding("warning", kind="review"),), (), {"review": "fail"}, "findings", 1),
    ((), (), (), {}, "no-verdict", 3),
    (LOST, (), (), {}, "no-verdict", 3),
    (LOST, (finding("critical"),), (), {}, "no-verdict", 3),
    ((*REACHED, *LOST), (finding("critical"),), (), {}, "no-verdict", 3),
    ((journey(Outcome.BLOCKED),), (), (), {}, "no-verdict", 3),
    ((journey(total=None),), (), (), {}, "no-verdict", 3),
    (LOST, (), (), {"fail_on": "never"}, "no-verdict", 3),
    (REACHED, (), (BROKEN,), {}, "internal-error", 4),
    (LOST, (finding(),), (BROKEN,), {}, "internal-error", 4),
]


def harmed(total: str | None, percent: str | None, *criteria: Any, unknown: tuple[Any, ...] = ()) -> Any:
    money = Money.parse(total) if total else None
    harm = Harm(total=money, percent=Decimal(percent) if percent else None, criteria=criteria, unknown=unknown)
    return (journey().model_copy(update={"harm": harm}),)


FREE = harmed("0.00 USD", "0.00")
DRIPS = harmed("2.50 USD", "12.50", "mandatory", "late", unknown=("large",))
UNPRICED = harmed(None, None, "late", unknown=("large",))
LIMITS: list[tuple[Any, Any, Any, dict[str, Any], str, int]] = [
    (DRIPS, (), (), {}, "clean", 0),
    (FREE, (), (), {"max_drip": Decimal(0), "max_drip_percent": Decimal(0)}, "clean", 0),
    (DRIPS, (), (), {"max_drip": Decimal("0.00")}, "findings", 1),
    (DRIPS, (), (), {"max_drip": Decimal("2.50")}, "clean", 0),
    (DRIPS, (), (), {"max_drip": Decimal("2.49")}, "findings", 1),
    (DRIPS, (), (), {"max_drip_percent": Decimal("12.5")}, "clean", 0),
    (DRIPS, (), (), {"max_drip_percent": Decimal("12.49")}, "findings", 1),
    (DRIPS, (), (), {"max_drip": Decimal(9), "max_drip_percent": Decimal(1)}, "findings", 1),
    (DRIPS, (), (), {"harm": ("late",)}, "findings", 1),
    (DRIPS, (), (), {"harm": ("preselected", "many")}, "clean", 0),
    (DRIPS, (), (), {"harm": ("large",)}, "clean", 0),
    (DRIPS, (), (), {"harm": ("large",), "review": "fail"}, "findings", 1),
    (DRIPS, (), (), {"max_drip": Decimal(0), "harm": ("late",), "fail_on": "never"}, "clean", 0),
    ((*FREE, *DRIPS), (), (), {"max_drip": Decimal(0)}, "findings", 1),
    (UNPRICED, (), (), {"max_drip": Decimal(0)}, "no-verdict", 3),
    (UNPRICED, (), (), {"max_drip_percent": Decimal(0)}, "no-verdict", 3),
    (UNPRICED, (finding(),), (), {"max_drip": Decimal(0)}, "no-verdict", 3),
    (UNPRICED, (), (), {"harm": ("late",)}, "findings", 1),
    (UNPRICED, (), (BROKEN,), {"max_drip": Decimal(0)}, "internal-error", 4),
    (REACHED, (), (), {"max_drip": Decimal(0)}, "no-verdict", 3),
    ((*DRIPS, *LOST), (), (), {"max_drip": Decimal(0)}, "no-verdict", 3),
    (DRIPS, (), (BROKEN,), {"max_drip": Decimal(0)}, "internal-error", 4),
    (DRIPS, (finding(baseline="known"),), (), {"max_drip": Decimal(0)}, "findings", 1),
]


@pytest.mark.parametrize(("journeys", "findings", "verdicts", "options", "word", "code"), LIMITS)
def test_gate_limits_table(
    journeys: Any, findings: Any, verdicts: Any, options: dict[str, Any], word: str, code: int
) -> None:
    assert gate(journeys, findings, verdicts, GateOptions(**options)) == (word, code)
    said = reasons(journeys, findings, verdicts, GateOptions(**options))
    assert [reason.word for reason in said][:1] == ([] if word == "clean" else [word])


def test_gate_in_every_combination_is_decided_by_the_strongest() -> None:
    """Any mixture of what can go wrong: 4 beats 3 beats 1, whatever the order."""
    parts: dict[int, tuple[Any, Any, Any]] = {
        0: (FREE, (), ()),
        1: (FREE, (finding(),), ()),
        3: (LOST, (), ()),
        4: (FREE, (), (BROKEN,)),
    }
    for size in range(1, 5):
        for chosen in permutations(parts, size):
            journeys, findings, verdicts = (
                tuple(one for code in chosen for one in parts[code][part]) for part in range(3)
            )
            assert gate(journeys, findings, verdicts).exit_code == max(chosen)


def test_gate_says_why_the_worst_first() -> None:
    options = GateOptions(max_drip=Decimal(0), harm=("late",))
    said = [reason.text for reason in reasons((*DRIPS, *LOST), (finding(),), (BROKEN,), options)]
    assert said == [
        "a-rule: the rule broke: a_rule.py:3: KeyError",
        "a: no total was read (lost)",
        "a-rule (error)",
        "a: 2.50 USD beyond the offer, at most 0 allowed",
        "a: a charge was first shown past the halfway point (late)",
    ]


@pytest.mark.parametrize(("journeys", "findings", "verdicts", "options", "word", "code"), TABLE)
def test_gate_table(journeys: Any, findings: Any, verdicts: Any, options: dict[str, Any], word: str, code: int) -> None:
    assert gate(journeys, findings, verdicts, GateOptions(**options)) == (word, code)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("u"), 2),
        (ConfigError("c"), 2),
        (CaptureError("c"), 2),
        (BrowserError("b"), 3),
        (RuleError("r"), 4),
        (FeelintError("f"), 4),
        (ValueError("v"), 4),
        (KeyboardInterrupt(), 130),
    ],
)
def test_gate_exit_code_of_errors(error: BaseException, code: int) -> None:
    assert exit_code_of(error) == code
