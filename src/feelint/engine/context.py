"""What a rule gets: the ledger, the packs, and helpers that make verdicts with their evidence."""

from __future__ import annotations

import copy
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from feelint.engine.facts import Facts
from feelint.engine.fingerprint import slug
from feelint.engine.leaflets import Notice
from feelint.engine.payments import Method
from feelint.engine.rule import Rule
from feelint.engine.unticked import box_of
from feelint.model.finding import Evidence, Verdict
from feelint.model.ledger import Charge, Ledger, ProbeResult, Step, StepRef
from feelint.model.scene import Amount, BillLine, Control
from feelint.model.walk import Environment
from feelint.model.words import Outcome, Severity, VerdictKind
from feelint.money import Money

PRICE = "drip-mandatory-fee"
"""The rule that a pack carries if it says what belongs into a price."""


class PackLike(Protocol):
    """A pack on the day of the judgement."""

    @property
    def id(self) -> str:
        """The pack's id."""

    @property
    def params(self) -> Any:
        """Its parameters."""


class Ruled(Protocol):
    """The strictest answer of several packs."""

    @property
    def value(self) -> Any:
        """The answer."""


class Packs(Protocol):
    """The packs of a judgement (``feelint.policy.packs.Stack``)."""

    def applying(self, rule: str, among: Collection[str] | None = None) -> Sequence[PackLike]:
        """The packs under which the rule is judged."""

    def severity(self, rule: str, among: Collection[str] | None = None) -> Ruled:
        """The strictest severity of the rule."""

    def forbidding(
        self, rule: str, kind: str, *, disclosed: bool = False, calculable: bool = True
    ) -> Sequence[PackLike]:
        """The packs under which a charge of the kind may not stand outside the first price."""


Subject = Charge | Control | Method | Step | str


class _Known(NamedTuple):
    """What a subject says of itself."""

    key: str
    at: StepRef | None = None
    impact: Money | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, eq=False)
class Context:
    """One journey as a rule sees it. ``rule`` is the id of the rule that it was made for."""

    ledger: Ledger
    packs: Packs
    environment: Environment
    outcome: Outcome = Outcome.REACHED
    order_control: Control | None = None
    journey: str = ""
    rule: str = ""
    facts: Facts = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", Facts(self.ledger))

    def for_rule(self, rule: Rule) -> Context:
        """The same context, what it has computed included, for one rule."""
        bound = copy.copy(self)
        object.__setattr__(bound, "rule", rule.id)
        return bound

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the walk."""
        return self.ledger.steps

    @property
    def probes(self) -> tuple[ProbeResult, ...]:
        """The experiments."""
        return self.ledger.probes

    def packs_where(self, parameter: str, *values: str) -> tuple[str, ...]:
        """The ids of the packs judging this rule whose parameter has one of the values."""
        return tuple(pack.id for pack in self.packs.applying(self.rule) if getattr(pack.params, parameter) in values)

    def packs_with(self, parameter: str) -> tuple[str, ...]:
        """The ids of the packs judging this rule whose yes-no parameter is yes."""
        return tuple(pack.id for pack in self.packs.applying(self.rule) if getattr(pack.params, parameter) is True)

    def elsewhere(self, step: Step) -> bool:
        """Whether the page is made for a country of its own, and that is not the one that the order goes to."""
        country = step.scene.locale.replace("_", "-").partition("-")[2][:2].upper()
        return bool(country) and country != self.environment.ship_to.partition("-")[0].upper()

    def surcharges(self, words: Collection[str]) -> tuple[tuple[str, tuple[Any, ...]], ...]:
        """What each pack judging this rule says of a charge for paying by a method that these words fit: its terms.

        Bans come first, then the lowest cap (``feelint.policy.law.Surcharge``). Packs that say nothing are left out.
        """
        place = self.environment.ship_to
        found = ((pack.id, pack.params.surcharges(words, place)) for pack in self.packs.applying(self.rule))
        return tuple((name, terms) for name, terms in found if terms)

    def forbidding(self, kind: str, *, disclosed: bool, calculable: bool = True) -> tuple[str, ...]:
        """The ids of the packs judging this rule under which such a charge may not stand outside the first price."""
        found = self.packs.forbidding(self.rule, kind, disclosed=disclosed, calculable=calculable)
        return tuple(pack.id for pack in found)

    def in_price(self, kind: str) -> tuple[str, ...]:
        """The ids of the packs judging this rule and the price, under which such a charge is always part of the price."""
        judged = {pack.id for pack in self.packs.applying(PRICE)}
        return tuple(name for name in self.forbidding(kind, disclosed=True, calculable=False) if name in judged)

    def never_outside(self, kind: str) -> bool:
        """Whether some pack forbids such a charge outside the first price even if disclosed and not calculable."""
        return bool(self.forbidding(kind, disclosed=True, calculable=False))

    def passed(self, subject: Subject = "", message: str = "") -> Verdict:
        """Looked at, and as it should be."""
        return self.verdict(VerdictKind.PASS, subject, message)

    def failed(
        self,
        subject: Subject,
        message: str,
        *,
        packs: Sequence[str] = (),
        severity: Severity | None = None,
        critical: bool = False,
        impact: Money | None = None,
        confidence: float = 0.9,
        evidence: Sequence[Evidence] = (),
    ) -> Verdict:
        """Not as it should be. ``packs`` are those under which that holds (empty: all that carry the rule).

        ``severity`` replaces what the packs say; ``critical`` raises it where the packs call it an error.
        """
        if critical and self.packs.severity(self.rule, packs or None).value in ("error", "off"):
            severity = Severity.CRITICAL
        return self.verdict(
            VerdictKind.FAIL,
            subject,
            message,
            packs=tuple(packs),
            severity=severity,
            impact=impact,
            confidence=confidence,
            evidence=tuple(evidence),
        )

    def review(
        self,
        subject: Subject,
        message: str,
        *,
        reason: str,
        packs: Sequence[str] = (),
        impact: Money | None = None,
        confidence: float = 0.5,
        evidence: Sequence[Evidence] = (),
    ) -> Verdict:
        """Cannot be told by machine; ``reason`` is a key such as ``avoidable-unknown``."""
        return self.verdict(
            VerdictKind.REVIEW,
            subject,
            message,
            reason=reason,
            packs=tuple(packs),
            impact=impact,
            confidence=confidence,
            evidence=tuple(evidence),
        )

    def inapplicable(self, reason: str, message: str = "") -> Verdict:
        """Nothing here that the rule could be about."""
        return self.verdict(VerdictKind.INAPPLICABLE, "", message, reason=reason)

    def verdict(self, kind: VerdictKind, subject: Subject, message: str, **fields: Any) -> Verdict:
        """A verdict on a subject, with the evidence that the subject carries, then what is given."""
        known = self._known(subject)
        given = {key: value for key, value in fields.items() if value is not None}
        evidence = (*known.evidence, *given.pop("evidence", ()))
        at = known.at or (StepRef(step=evidence[0].step, stage=evidence[0].stage) if evidence else None)
        return Verdict(
            rule=self.rule,
            kind=kind,
            subject=known.key,
            message=message,
            journey=self.journey,
            step=at.step if at else None,
            stage=at.stage if at else None,
            evidence=evidence,
            **{"impact": known.impact, **given},
        )

    def quote(self, step: Step, text: str, node: int = -1, amount: Amount | None = None) -> Evidence:
        """Evidence: these words, seen at that step."""
        look = amount.look if amount else None
        return Evidence(
            step=step.index,
            stage=step.stage,
            quote=text,
            node=amount.node if amount else node,
            url=step.url,
            box=look.box if look else None,
        )

    def quote_tried(self, probe: ProbeResult, text: str, amount: Amount | None = None) -> Evidence:
        """Evidence: these words, seen where an experiment ended; the step is the walk's own at that stage."""
        end = probe.steps[-1]
        here = next((step for step in reversed(self.steps) if step.stage is end.stage), self.steps[-1])
        at = next((place for place, one in enumerate(self.probes) if one is probe), -1)
        where = {"step": here.index, "stage": here.stage, "probe": probe.name, "trial": at}
        return self.quote(end, text, amount=amount).model_copy(update=where)

    def tried_evidence(self, probe: ProbeResult, charge: Charge | None = None) -> tuple[Evidence, ...]:
        """A charge in the bill that an experiment led to, else the total of that bill; nothing where there is none."""
        if not probe.steps:
            return ()
        end = probe.steps[-1]
        words, amount = _said_of(charge, end, announced=False) if charge is not None else ("", None)
        if not words and end.bill is not None:
            words, amount = _total_of(end)
        return (self.quote_tried(probe, words, amount),) if words else ()

    def unticked_evidence(self, probe: ProbeResult) -> tuple[Evidence, ...]:
        """The box that an experiment unticked, in the shop's words, and the totals with it and without it."""
        step, box = box_of(self.ledger, probe) or (self.steps[-1], None)
        named = self.quote(step, (box.name or box.text) if box else probe.about, box.node if box else -1)
        return (named, *self.total_evidence(self.ledger.final), *self.tried_evidence(probe))

    def quote_aside(self, notice: Notice) -> Evidence:
        """Evidence: a sentence of a page beside the way, at the step that shows the link to it."""
        page = notice.leaflet
        return Evidence(
            step=page.step,
            stage=page.stage,
            quote=notice.clause.text,
            url=page.url,
            screenshot=page.screenshot,
            leaflet=page.link,
        )

    def only_aside(self, found: Sequence[Notice], impact: Money | None = None) -> Verdict:
        """Review: no step of the walk says what these sentences of pages beside the way set.

        ``impact`` is the money at stake where it is not the first one's amount.
        """
        first = found[0]
        text = f"On {first.where}, it says: {first.clause.text!r} No step of the walk says so."
        subject, quoted = f"aside:{first.clause.kind}", [self.quote_aside(one) for one in found[:5]]
        return self.review(subject, text, reason="only-aside", impact=impact or first.clause.amount, evidence=quoted)

    def rows_evidence(self, step: Step) -> tuple[Evidence, ...]:
        """The rows of a step's bill as evidence, as the shop wrote them."""
        return tuple(one for line in (step.bill.lines if step.bill else ()) for one in self.row_evidence(step, line))

    def row_evidence(self, step: Step | None, line: BillLine) -> tuple[Evidence, ...]:
        """A row of a step's bill as evidence, as the shop wrote it; nothing without a step."""
        if step is None:
            return ()
        seen = step.scene.amounts[line.amount_index] if 0 <= line.amount_index < len(step.scene.amounts) else None
        words = _as_written(line.label, seen) if seen else f"{line.label} {line.amount.display()}"
        return (self.quote(step, words, amount=seen),)

    def total_evidence(self, step: Step | None) -> tuple[Evidence, ...]:
        """The total of a step's bill as evidence, as the shop wrote it; nothing where there is none."""
        words, seen = _total_of(step) if step is not None else ("", None)
        return (self.quote(step, words, amount=seen),) if step is not None and words else ()

    def price_evidence(self) -> tuple[Evidence, ...]:
        """The advertised price as evidence; nothing where it was not seen."""
        step, price = self.facts.price_step, self.facts.price
        if step is None or self.ledger.advertised is None:
            return ()
        return (self.quote(step, price.context or price.text if price else str(self.ledger.advertised), amount=price),)

    def _known(self, subject: Subject) -> _Known:
        if isinstance(subject, Charge):
            return self._charge(subject)
        if isinstance(subject, Step):
            return _Known(str(subject.stage), StepRef(step=subject.index, stage=subject.stage))
        if isinstance(subject, Control):
            words = subject.text or subject.name
            final = self.ledger.final
            quoted = (self.quote(final, words, subject.node),) if final else ()
            return _Known(f"control:{slug(words)}", self.ledger.total_at, None, quoted)
        if isinstance(subject, Method):
            quoted = (self.quote(subject.step, subject.name, subject.node),) if subject.step else ()
            return _Known(f"payment:{slug(subject.name)}", None, subject.fee, quoted)
        return _Known(subject)

    def _charge(self, charge: Charge) -> _Known:
        seen = charge.first_announced or charge.first_counted or self.ledger.total_at
        quoted: list[Evidence] = []
        for ref in dict.fromkeys(ref for ref in (seen, charge.first_counted) if ref is not None):
            step = next((step for step in self.steps if step.index == ref.step), None)
            if step is not None:
                words, amount = _said_of(charge, step, announced=ref == charge.first_announced)
                summed = () if words else self.total_evidence(step)
                quoted += summed or [self.quote(step, words or _composed(charge), amount=amount)]
        return _Known(f"{charge.kind}:{slug(charge.label)}", seen, charge.amount, tuple(quoted))


def _total_of(step: Step) -> tuple[str, Amount | None]:
    """The total of a step's bill in the shop's words; empty where there is none."""
    bill, amounts = step.bill, step.scene.amounts
    if bill is None or bill.total is None:
        return "", None
    if 0 <= bill.total_index < len(amounts):
        return _as_written(bill.total_label, amounts[bill.total_index]), amounts[bill.total_index]
    return f"{bill.total_label or 'Total'} {bill.total.display()}", None


def _said_of(charge: Charge, step: Step, *, announced: bool) -> tuple[str, Amount | None]:
    """In the shop's words where a step shows a charge: its row of the bill, else the announcement, else the amount.

    Empty where it shows none of these: there the charge is in a sum alone.
    """
    amounts = step.scene.amounts
    rows = [line for line in (step.bill.lines if step.bill else ()) if _same(line, charge)]
    for line in rows:
        if 0 <= line.amount_index < len(amounts):
            return _as_written(line.label, amounts[line.amount_index]), amounts[line.amount_index]
    amount = next((a for a in amounts if a.visible and a.money == charge.amount), None)
    if announced and charge.announced_as:
        return charge.announced_as, amount
    return _as_written(charge.label, amount) if amount else _composed(charge) if rows else "", amount


def _composed(charge: Charge) -> str:
    return f"{charge.label} {charge.amount.display()}"


def _as_written(label: str, amount: Amount) -> str:
    return f"{label} {amount.text}".strip()


def _same(line: BillLine, charge: Charge) -> bool:
    return line.label == charge.label and line.amount == charge.amount
