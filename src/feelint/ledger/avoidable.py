"""Whether the customer could have got around a charge: what experiments removed, and what the page itself says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feelint.extract.words import signals
from feelint.ledger.choices import (
    EXTRAS,
    Family,
    families,
    family_of,
    family_of_key,
    is_free,
    is_option,
    linked,
    priced,
)
from feelint.ledger.likeness import cent, named_kinds, related, text_kinds, words
from feelint.ledger.match import pair, pair_exactly
from feelint.ledger.rows import removers
from feelint.model.ledger import Charge, ProbeResult, Step, StepRef
from feelint.model.scene import Control, Scene
from feelint.model.words import ChargeKind, Stage
from feelint.money import Money, find

_OF_PROBE: dict[str, Family] = {
    "untick": "extras",
    "remove": "extras",
    "delivery": "delivery",
    "payment": "payment",
}
_STAGE: dict[Family, Stage] = {"delivery": Stage.DELIVERY, "payment": Stage.PAYMENT}
_CAUSES: dict[str, frozenset[ChargeKind]] = {
    "delivery": frozenset((ChargeKind.FULFILLMENT, ChargeKind.HANDLING)),
    "payment": frozenset((ChargeKind.PAYMENT_FEE, ChargeKind.DISCOUNT)),
}
"""What a delivery and a way to pay bring with them by their nature."""
Answer = tuple[bool | None, str]


@dataclass(frozen=True)
class Experiments:
    """What was tried after the base walk, and what was left untried. Groups are named as the walk names them."""

    probes: Sequence[ProbeResult]
    varied: Sequence[str]
    unvaried: Sequence[str]

    def untried(self, concerned: frozenset[Family], settled: frozenset[str] = frozenset()) -> str:
        """A choice about one of these things that no experiment settled, or nothing."""
        return next(self._open(concerned, settled | set(self.varied)), "")

    def _open(self, concerned: frozenset[Family], settled: frozenset[str]) -> Iterator[str]:
        for group in self.unvaried:
            if group not in settled and concerned and family_of_key(group) in (*concerned, None):
                yield group
        for probe in self.probes:
            if not probe.ok and _OF_PROBE.get(probe.kind) in concerned and probe.group not in settled:
                yield probe.group or probe.subject


def avoidable(
    at: int,
    charges: Sequence[Charge],
    counted: StepRef | None,
    steps: Sequence[Step],
    total: Money,
    tried: Experiments,
) -> Answer:
    """For the charge at ``at``, first counted at ``counted``: True, False or None as the ledger has it, and why."""
    charge = charges[at]
    if charge.included:
        return False, "a tax inside the price"
    for probe in tried.probes:
        if not _ended_before(probe, charge, counted) and _removes(probe, at, charges, total):
            return True, f"{probe.kind}: {probe.subject}"
    if charge.amount.amount <= 0:
        return False, "raises nothing"
    brought = list(linked(charge, steps))
    if any(control.required and control.type == "checkbox" and control.checked for _, control in brought):
        return False, "its box is ticked and required"
    if any(_all_cost(step, control) for step, control in brought):
        return False, "every option of its choice costs"
    if charge.kind is ChargeKind.FULFILLMENT and (free := _free_delivery(steps, tried)):
        return True, f"the page offers it free: {free}"
    if charge.kind in EXTRAS and (offer := removal(charge, steps)) and not _stayed(charge, tried):
        return True, f"its row can be taken out: {offer.name or offer.text}"
    if quote := _required(charge, steps):
        return False, f"the page says that it is required: {quote}"
    if group := tried.untried(_concerned(charge, counted, steps), _asked_with_each(at, charges, counted, tried)):
        return None, f"not varied: {group}"
    return False, "no experiment removed it" if tried.probes else "no open choice"


def _concerned(charge: Charge, counted: StepRef | None, steps: Sequence[Step]) -> frozenset[Family]:
    """The choices that the charge may hang on. A mere fee that was counted before a choice came up hangs on another."""
    possible = families(charge.kind, charge.also_kinds)
    if charge.kind is not ChargeKind.FEE or counted is None:
        return possible
    before = steps[: counted.step + 1]
    seen = {family_of(c, step) for step in before for c in step.scene.controls if is_option(c)}
    return frozenset(f for f in possible if f in seen or f not in _STAGE or counted.stage.rank >= _STAGE[f].rank)


def _asked_with_each(at: int, charges: Sequence[Charge], counted: StepRef | None, tried: Experiments) -> frozenset[str]:
    """The choices of a way to pay under each of whose options the page asks for a mere fee all the same.

    The fee was counted before any of them was handed in, and its words speak of no payment: such a page says to whoever
    takes another way to pay that the fee is due, though without their code or card nobody sees the page behind.
    """
    charge = charges[at]
    early = counted is not None and counted.stage.rank <= Stage.PAYMENT.rank
    if not early or charge.kind is not ChargeKind.FEE or ChargeKind.PAYMENT_FEE in charge.also_kinds:
        return frozenset()
    groups: dict[str, list[bool]] = {}
    for probe in tried.probes:
        if probe.kind == "payment":
            groups.setdefault(probe.group, []).append(probe.ok or _asks_with(probe, at, charges))
    return frozenset(group for group, answers in groups.items() if all(answers))


def _asks_with(probe: ProbeResult, at: int, charges: Sequence[Charge]) -> bool:
    """Whether the last page of an experiment has its way to pay on, and a bill with the charge."""
    if not probe.steps or probe.bill is None:
        return False
    on = any(is_option(c) and c.checked and related(c.name, probe.subject) for c in probe.steps[-1].scene.controls)
    lines = probe.bill.lines
    found = pair(charges, lines)
    return on and at in found and lines[found[at]].amount == charges[at].amount


def _ended_before(probe: ProbeResult, charge: Charge, counted: StepRef | None) -> bool:
    """Whether an experiment went less far than the page that first counts a charge, which names no choice as its cause.

    A card's page lies before the last one: what only that one adds is not taken away by the card.
    """
    causes = _CAUSES.get(probe.kind)
    if not probe.steps or counted is None or causes is None or causes & {charge.kind, *charge.also_kinds}:
        return False
    return probe.steps[-1].stage.rank < counted.stage.rank


def _removes(probe: ProbeResult, at: int, charges: Sequence[Charge], total: Money) -> bool:
    """Whether an experiment led to a bill without the charge and to a total that is lower by as much."""
    charge, family = charges[at], _OF_PROBE.get(probe.kind)
    before, after = probe.before or total, probe.after or (probe.bill.total if probe.bill else None)
    if family is None or not probe.ok or after is None:
        return False
    if {before.currency, after.currency} != {charge.amount.currency}:
        return False
    drop, unit = before - after, cent(after.currency)
    lines = probe.bill.lines if probe.bill else ()
    adds_up = probe.bill is not None and (probe.bill.residual is None or not probe.bill.residual.amount)
    if not lines or not adds_up:
        return family in families(charge.kind, charge.also_kinds) and abs(drop - charge.amount) <= unit
    found = pair(charges, lines)
    stays = at in found and lines[found[at]].amount.amount
    return not stays and drop >= charge.amount - unit


def _all_cost(step: Step, control: Control) -> bool:
    """Whether it is one of several radios of which each has a price."""
    if control.type == "checkbox" or not control.group:
        return False
    group = [other for other in step.scene.controls if other.group == control.group and is_option(other)]
    return len(group) > 1 and all(_costs(step.scene, other) for other in group)


def _costs(scene: Scene, control: Control) -> bool:
    return any(amount.money is not None and amount.money.amount > 0 for amount in priced(scene, control))


def _free_delivery(steps: Sequence[Step], tried: Experiments) -> str:
    """The name of a delivery or pick-up that a page offers free and that no experiment spoke against, or nothing."""
    for step in steps:
        for control in step.scene.controls:
            if not is_option(control) or control.type == "checkbox" or control.disabled:
                continue
            if is_free(step.scene, control) and family_of(control, step) == "delivery":
                name = control.name or control.text
                if not any(probe.ok and related(probe.subject, name) for probe in tried.probes):
                    return name
    return ""


def removal(charge: Charge, steps: Sequence[Step]) -> Control | None:
    """The control that stands in the charge's row of a basket and takes that row out."""
    for step in steps:
        lines = step.bill.lines if step.bill else ()
        taken = removers(step.scene, lines)
        for n in pair_exactly([charge], lines).values():
            if n in taken:
                return taken[n]
    return None


def _stayed(charge: Charge, tried: Experiments) -> bool:
    """Whether an experiment took the charge's row out, and it came back."""
    return any(probe.kind == "remove" and probe.ok and related(probe.subject, charge.label) for probe in tried.probes)


def _required(charge: Charge, steps: Sequence[Step]) -> str:
    """A sentence by which the page makes the charge compulsory: it names it, or its kind with its amount."""
    ours = named_kinds(charge.kind, charge.also_kinds)
    for step in steps:
        scene = step.scene
        for sentence in scene.sentences:
            text = sentence.text
            said = sentence.signals or signals(text)
            if "required_marker" not in said or "optional_marker" in said or sentence.alert:
                continue
            named = len(words(charge.label)) > 1 and related(text, charge.label)
            if named or (text_kinds(text, scene.lang) & ours and _holds(text, charge.amount, scene)):
                return text[:160]
    return ""


def _holds(text: str, amount: Money, scene: Scene) -> bool:
    found = find(text, locale=scene.locale or None, currency=scene.currency or None)
    return any(reading.money == amount for reading in found)
