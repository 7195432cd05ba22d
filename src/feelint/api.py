"""All that a rule module may import: the context, the decorator, the words and a few helpers.

A rule is a function from a :class:`Context` to verdicts::

    @rule(id="drip-mandatory-fee", title="...", needs=("advertised-price", "total"))
    def check(ctx: Context) -> Iterator[Verdict]: ...
"""

from feelint.engine.context import Context
from feelint.engine.facts import Facts, readings, tolerance
from feelint.engine.fingerprint import slug
from feelint.engine.rule import Rule, rule
from feelint.engine.smallprint import Footnote, marker_of
from feelint.extract.words import control_classes, label_kind, signals
from feelint.model.finding import Evidence, Verdict
from feelint.model.ledger import Charge, Ledger, ProbeResult, Recurring, Step, StepRef, Withdrawn
from feelint.model.scene import (
    Amount,
    Bill,
    BillLine,
    Control,
    Look,
    Scene,
    Sentence,
    StructuredPrice,
    WireAmount,
)
from feelint.model.walk import Environment
from feelint.model.words import Belongs, ChargeKind, Intent, Outcome, PriceRole, Severity, Stage, VerdictKind
from feelint.money import Money, find, minor_digits

__all__ = [
    "Amount",
    "Belongs",
    "Bill",
    "BillLine",
    "Charge",
    "ChargeKind",
    "Context",
    "Control",
    "Environment",
    "Evidence",
    "Facts",
    "Footnote",
    "Intent",
    "Ledger",
    "Look",
    "Money",
    "Outcome",
    "PriceRole",
    "ProbeResult",
    "Recurring",
    "Rule",
    "Scene",
    "Sentence",
    "Severity",
    "Stage",
    "Step",
    "StepRef",
    "StructuredPrice",
    "Verdict",
    "VerdictKind",
    "WireAmount",
    "Withdrawn",
    "control_classes",
    "find",
    "label_kind",
    "marker_of",
    "minor_digits",
    "readings",
    "rule",
    "signals",
    "slug",
    "tolerance",
]
