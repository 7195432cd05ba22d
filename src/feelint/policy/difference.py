"""The comparison of two reports: what a build changed for the customer. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal

from feelint.engine.fingerprint import slug
from feelint.errors import UsageError
from feelint.model.difference import (
    ChargeChange,
    ChargeState,
    Difference,
    Effect,
    JourneyDifference,
    Source,
    TotalChange,
    What,
)
from feelint.model.ledger import Charge, Ledger, StepRef
from feelint.model.report import JourneyReport, Report
from feelint.model.words import ChargeKind, Stage
from feelint.money import Money
from feelint.policy.gate import CLEAN, FINDINGS, NO_VERDICT, judged

DiffFailOn = Literal["worse", "any", "never"]
SAME = ("ship_to", "locale", "currency", "viewport", "consent", "quantity")
"""What has to be equal for prices to be comparable."""
_BAD: frozenset[What] = frozenset({"dearer", "later", "unavoidable", "preselected"})
_GOOD: frozenset[What] = frozenset({"cheaper", "earlier", "avoidable", "not-preselected"})


def difference(
    old: Report, new: Report, *, names: tuple[str, str] = ("old", "new"), fail_on: DiffFailOn = "worse"
) -> Difference:
    """What changed from ``old`` to ``new``.

    Raises :class:`UsageError` where the two were walked in different environments, or have no journey in common.
    """
    _check_environments(old, new)
    before, after = ({journey.id: journey for journey in report.journeys} for report in (old, new))
    common = [key for key in after if key in before]
    if not common:
        ours, theirs = (", ".join(known) or "none" for known in (before, after))
        hint = "Compare reports on the same product pages; a journey's name is the path of its address."
        raise UsageError(f"no journey is in both: {names[0]} has {ours}, {names[1]} has {theirs}", hint=hint)
    journeys = tuple(_journey(before[key], after[key]) for key in common)
    effects = frozenset(effect for journey in journeys for effect in journey.effects)
    whole = all(journey.compared for journey in journeys)
    failed = bool(effects) if fail_on == "any" else fail_on == "worse" and "worse" in effects
    return Difference(
        old=_source(old, names[0]),
        new=_source(new, names[1]),
        journeys=journeys,
        only_old=tuple(key for key in before if key not in after),
        only_new=tuple(key for key in after if key not in before),
        notes=tuple(_notes(old, new)),
        verdict=_verdict(effects) if whole else "no-verdict",
        exit_code=NO_VERDICT if not whole else FINDINGS if failed else CLEAN,
    )


def _verdict(effects: frozenset[Effect]) -> Literal["same", "changed", "better", "worse", "mixed"]:
    if "worse" in effects:
        return "mixed" if "better" in effects else "worse"
    return "better" if "better" in effects else "changed" if effects else "same"


def _check_environments(old: Report, new: Report) -> None:
    pairs = [(key, getattr(old.environment, key), getattr(new.environment, key)) for key in SAME]
    differing = [
        f"{key.replace('_', '-')} {was or 'not known'} and {now or 'not known'}"
        for key, was, now in pairs
        if was != now
    ]
    if differing:
        hint = "Walk both with the same --ship-to, --locale, --currency, --viewport, --consent and --quantity."
        raise UsageError(f"not walked in the same environment: {', '.join(differing)}", hint=hint)


def _notes(old: Report, new: Report) -> Iterator[str]:
    for word, was, now in (
        ("browser", old.environment.browser, new.environment.browser),
        ("feelint", old.tool.version, new.tool.version),
        ("rules", old.environment.rules_digest, new.environment.rules_digest),
    ):
        if was != now:
            yield (
                f"{word} differs: {was} and {now}"
                if word != "rules"
                else "the rules differ: findings may, prices do not"
            )


def _source(report: Report, name: str) -> Source:
    return Source(
        name=name, feelint=report.tool.version, browser=report.environment.browser, as_of=report.environment.as_of
    )


def _journey(old: JourneyReport, new: JourneyReport) -> JourneyDifference:
    missing = [word for word, one in (("old", old), ("new", new)) if not judged(one)]
    if missing or old.ledger is None or new.ledger is None:
        why = f"no total on the {' and the '.join(missing)} side"
        return JourneyDifference(id=old.id, compared=False, why=why)
    _check_currency(old.ledger, new.ledger)
    sums = [
        _sum("advertised", "advertised price", old.ledger.advertised, new.ledger.advertised, weigh=False),
        _sum("total", "total", old.ledger.total, new.ledger.total),
        _sum("unexplained", "unexplained difference", _excess(old.ledger), _excess(new.ledger)),
        *_matched_sums("recurring", _recurring(old.ledger), _recurring(new.ledger), missing_is_zero=True),
        *_matched_sums("option", _options(old), _options(new)),
    ]
    return JourneyDifference(
        id=old.id,
        compared=True,
        old_total=old.ledger.total,
        new_total=new.ledger.total,
        sums=tuple(one for one in sums if one is not None),
        charges=tuple(_charges(old.ledger, new.ledger)),
    )


def _check_currency(old: Ledger, new: Ledger) -> None:
    if old.total is not None and new.total is not None and old.total.currency != new.total.currency:
        message = f"not walked in the same environment: totals in {old.total.currency} and {new.total.currency}"
        raise UsageError(message, hint="Walk both with the same --currency and --ship-to.")


def _excess(ledger: Ledger) -> Money | None:
    """What no charge explains; nothing where the bill adds up."""
    return ledger.residual if ledger.residual is not None and ledger.residual.amount else None


def _recurring(ledger: Ledger) -> dict[str, tuple[str, Money]]:
    return {slug(one.period): (f"later payments, {one.period}", one.amount) for one in ledger.recurring}


def _options(journey: JourneyReport) -> dict[str, tuple[str, Money]]:
    """The total under each option that an experiment tried."""
    return {
        f"{probe.kind}:{slug(probe.group)}:{slug(probe.subject)}": (f"{probe.kind}: {probe.subject}", probe.after)
        for probe in journey.probes
        if probe.ok and probe.after is not None
    }


def _matched_sums(
    what: Literal["recurring", "option"],
    old: dict[str, tuple[str, Money]],
    new: dict[str, tuple[str, Money]],
    *,
    missing_is_zero: bool = False,
) -> Iterator[TotalChange | None]:
    for key in dict.fromkeys((*old, *new)):
        name = (new.get(key) or old[key])[0]
        sides = (old[key][1] if key in old else None), (new[key][1] if key in new else None)
        yield _sum(what, name, *sides, weigh=missing_is_zero or None not in sides)


def _sum(
    what: Literal["total", "advertised", "unexplained", "recurring", "option"],
    name: str,
    old: Money | None,
    new: Money | None,
    *,
    weigh: bool = True,
) -> TotalChange | None:
    if old == new:
        return None
    difference = _minus(new, old)
    if difference is not None and not difference.amount:
        return None
    raised = _signed(new) - _signed(old) if difference is None else difference.amount
    effect: Effect = "neutral" if not weigh else "worse" if raised > 0 else "better"
    return TotalChange(what=what, name=name, effect=effect, old=old, new=new, difference=difference)


def _signed(money: Money | None) -> Decimal:
    return money.amount if money is not None else Decimal(0)


def _minus(new: Money | None, old: Money | None) -> Money | None:
    return new - old if new is not None and old is not None and new.currency == old.currency else None


def _charges(old: Ledger, new: Ledger) -> Iterator[ChargeChange]:
    pairs = _paired((*old.items, *old.charges), (*new.items, *new.charges))
    for was, now in pairs:
        change = _charge(was, now)
        if change is not None:
            yield change


def _paired(old: Sequence[Charge], new: Sequence[Charge]) -> list[tuple[Charge | None, Charge | None]]:
    """Each charge with what it was, one to one: the very same, by kind and label, then by label, then by kind and amount.

    A row that is left over on each side of the same kind is the same row under another name.
    """
    left, right = list(old), list(new)
    pairs: list[tuple[Charge | None, Charge | None]] = []
    keys: tuple[Callable[[Charge], object], ...] = (
        lambda charge: _state(charge),
        lambda charge: (charge.kind, slug(charge.label), charge.amount),
        lambda charge: (charge.kind, slug(charge.label)),
        lambda charge: slug(charge.label) or None,
        lambda charge: (charge.kind, charge.amount, charge.included),
    )
    for key in keys:
        for now in list(right):
            was = next((one for one in left if key(one) is not None and key(one) == key(now)), None)
            if was is not None:
                left.remove(was)
                right.remove(now)
                pairs.append((was, now))
    for kind in (ChargeKind.ITEM, ChargeKind.FULFILLMENT, ChargeKind.TAX):
        ours, theirs = ([one for one in side if one.kind is kind] for side in (left, right))
        if len(ours) == len(theirs) == 1:
            left.remove(ours[0])
            right.remove(theirs[0])
            pairs.append((ours[0], theirs[0]))
    return [*pairs, *((one, None) for one in left), *((None, one) for one in right)]


def _charge(old: Charge | None, new: Charge | None) -> ChargeChange | None:
    one = new or old
    if one is None:
        return None
    what = tuple(_what(old, new))
    if not what:
        return None
    amount = _minus(new.amount, old.amount) if old and new else new.amount if new else -old.amount if old else None
    return ChargeChange(
        what=what,
        effect=_effect(what, one, amount),
        old=_state(old) if old else None,
        new=_state(new) if new else None,
        difference=amount,
    )


def _what(old: Charge | None, new: Charge | None) -> Iterator[What]:
    if old is None or new is None:
        yield "new" if old is None else "gone"
        return
    if (moved := _minus(new.amount, old.amount)) is not None and moved.amount:
        yield "dearer" if moved.amount > 0 else "cheaper"
    if new.kind is not ChargeKind.ITEM and (rank := _rank(new) - _rank(old)):
        yield "later" if rank > 0 else "earlier"
    if new.avoidable is not old.avoidable:
        yield "avoidable-unknown" if new.avoidable is None else "avoidable" if new.avoidable else "unavoidable"
    if new.preselected is not old.preselected:
        yield "preselected" if new.preselected else "not-preselected"
    if slug(new.label) != slug(old.label):
        yield "renamed"
    if new.kind is not old.kind:
        yield "reclassified"


def _effect(what: Iterable[What], charge: Charge, amount: Money | None) -> Effect:
    """What a change of a charge means. The price of an item is the total's business, and tax inside a price nobody's."""
    words = set(what)
    if charge.included:
        return "neutral"
    if words & {"new", "gone"}:
        return "worse" if amount is not None and amount.amount > 0 else "better"
    if charge.kind is ChargeKind.ITEM:
        return "neutral"
    return "worse" if words & _BAD else "better" if words & _GOOD else "neutral"


def _state(charge: Charge) -> ChargeState:
    return ChargeState(
        label=charge.label,
        kind=charge.kind,
        amount=charge.amount,
        announced=_seen(charge),
        avoidable=charge.avoidable,
        preselected=charge.preselected,
    )


def _seen(charge: Charge) -> StepRef | None:
    return charge.first_announced or charge.first_counted


def _rank(charge: Charge) -> int:
    """How late a charge is first shown; one that is never shown is later than all."""
    seen = _seen(charge)
    return len(Stage) if seen is None else seen.stage.rank
