"""Findings of a few words, for what happens to them after the rules."""

from __future__ import annotations

from typing import Any

from feelint.model.finding import Finding
from feelint.model.words import Severity, Stage
from feelint.money import Money

RULE = "drip-mandatory-fee"


def made(impact: str | None = "2.00 EUR", *, mark: str = "", **fields: Any) -> Finding:
    """A finding on a service fee at the payment step of the journey ``mug``."""
    given: dict[str, Any] = {
        "rule": RULE, "title": "A fee", "kind": "fail", "severity": Severity.ERROR, "confidence": 0.9, "message": "m",
        "step": 4, "stage": Stage.PAYMENT, "packs": (), "citations": (), "evidence": (), "subject": "fee:service-fee",
        "journey": "mug", "impact": Money.parse(impact) if impact else None,
    }  # fmt: skip
    given |= fields
    return Finding(**given, fingerprint=mark or f"{given['rule']}{given['subject']}{given['stage']}{impact}")
