"""All that a rule module may import: the context, the decorator, the words and a few helpers.

A rule is a function from a :class:`Context` to verdicts::

    @rule(id="drip-mandatory-fee", title="...", needs=("advertised-price", "total"))
    def check(ctx: Context) -> Iterator[Verdict]: ...
"""

from feelint.engine.bars import ONWARD, in_view
from feelint.engine.companions import compelled
from feelint.engine.context import Context
from feelint.engine.deadlines import Deadline, deadline
from feelint.engine.denials import Denial, denials
from feelint.engine.each import each_price
from feelint.engine.facts import Facts, readings, tolerance
from feelint.engine.fingerprint import slug
from feelint.engine.leaflets import Notice, notices, only_aside, told_aside
from feelint.engine.legibility import illegible
from feelint.engine.listings import Listing
from feelint.engine.nearness import near, same_screen
from feelint.engine.options import Choice, Entry, choices, chooses_goods
from feelint.engine.payments import Method
from feelint.engine.personal import asks_personal, personal_fields
from feelint.engine.pieces import Commitment, commits, every, period, piece, recurs
from feelint.engine.posted import card_price_shown, said_before_choice, said_with_brands, surcharge_rate, unpaid
from feelint.engine.prominence import prominence, stands_out, summary_parts
from feelint.engine.reductions import Reduction
from feelint.engine.rule import Rule, rule
from feelint.engine.sayings import Saying, claiming, kinds_named, naming, sayings, tax_rates
from feelint.engine.sightings import Sighting, sightings
from feelint.engine.smallprint import Footnote, marker_of
from feelint.engine.taxed import with_tax
from feelint.engine.texts import Text, by, legible_by, saying, texts
from feelint.engine.unit_prices import Size, UnitPrice, size_of, unit_prices, without_deposit
from feelint.engine.unticked import charge_of
from feelint.extract.bindings import binding, commitment, notice, trial
from feelint.extract.claims import claims, payment_methods, phrases, price_bases
from feelint.extract.countdowns import Countdown, countdowns
from feelint.extract.measures import Measure, approximate, quantities, unit_basis
from feelint.extract.periods import Stretch, cadence, dated, paid_per, stretches
from feelint.extract.promises import at_first, promises
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
from feelint.money import Money, find, minor_digits, percents

__all__ = [
    "ONWARD",
    "Amount",
    "Belongs",
    "Bill",
    "BillLine",
    "Charge",
    "ChargeKind",
    "Choice",
    "Commitment",
    "Context",
    "Control",
    "Countdown",
    "Deadline",
    "Denial",
    "Entry",
    "Environment",
    "Evidence",
    "Facts",
    "Footnote",
    "Intent",
    "Ledger",
    "Listing",
    "Look",
    "Measure",
    "Method",
    "Money",
    "Notice",
    "Outcome",
    "PriceRole",
    "ProbeResult",
    "Recurring",
    "Reduction",
    "Rule",
    "Saying",
    "Scene",
    "Sentence",
    "Severity",
    "Sighting",
    "Size",
    "Stage",
    "Step",
    "StepRef",
    "Stretch",
    "StructuredPrice",
    "Text",
    "UnitPrice",
    "Verdict",
    "VerdictKind",
    "WireAmount",
    "Withdrawn",
    "approximate",
    "asks_personal",
    "at_first",
    "binding",
    "by",
    "cadence",
    "card_price_shown",
    "charge_of",
    "choices",
    "chooses_goods",
    "claiming",
    "claims",
    "commitment",
    "commits",
    "compelled",
    "control_classes",
    "countdowns",
    "dated",
    "deadline",
    "denials",
    "each_price",
    "every",
    "find",
    "illegible",
    "in_view",
    "kinds_named",
    "label_kind",
    "legible_by",
    "marker_of",
    "minor_digits",
    "naming",
    "near",
    "notice",
    "notices",
    "only_aside",
    "paid_per",
    "payment_methods",
    "percents",
    "period",
    "personal_fields",
    "phrases",
    "piece",
    "price_bases",
    "prominence",
    "promises",
    "quantities",
    "readings",
    "recurs",
    "rule",
    "said_before_choice",
    "said_with_brands",
    "same_screen",
    "saying",
    "sayings",
    "sightings",
    "signals",
    "size_of",
    "slug",
    "stands_out",
    "stretches",
    "summary_parts",
    "surcharge_rate",
    "tax_rates",
    "texts",
    "told_aside",
    "tolerance",
    "trial",
    "unit_basis",
    "unit_prices",
    "unpaid",
    "with_tax",
    "without_deposit",
]
