"""The gate, as a table: 4 beats 3 beats 1."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from feelint.errors import BrowserError, CaptureError, ConfigError, FeelintError, RuleError, UsageError
from feelint.model.finding import Finding, Suppression, Verdict
from feelint.model.ledger import Ledger, StepRef
from feelint.model.report import JourneyReport
from feelint.model.words import Outcome, Severity, Stage, VerdictKind
from feelint.money import Money
from feelint.policy.gate import GateOptions, exit_code_of, gate

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
TABLE: list[tuple[Any, Any, Any, dict[str, Any], str, int]] = [
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
