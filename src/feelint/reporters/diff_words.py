"""What changed between two reports, in words that the text and the Markdown share."""

from __future__ import annotations

from collections.abc import Iterator

from feelint.model.difference import ChargeChange, Difference, JourneyDifference, TotalChange
from feelint.money import Money
from feelint.reporters.digest import counted, where
from feelint.reporters.plain import plain

VERDICTS = {
    "same": "nothing changed for the customer",
    "changed": "something changed, not for better or worse",
    "better": "the customer is better off",
    "worse": "the customer is worse off",
    "mixed": "the customer is worse off in one thing and better off in another",
    "no-verdict": "no verdict: a total is missing",
}


def rows(journey: JourneyDifference) -> Iterator[tuple[str, str, str]]:
    """The changes of a journey, worst first: effect, what it is about, what happened to it."""
    changes: list[TotalChange | ChargeChange] = [*journey.sums, *journey.charges]
    order = ("worse", "better", "neutral")
    for change in sorted(changes, key=lambda change: order.index(change.effect)):
        if isinstance(change, TotalChange):
            yield change.effect, plain(change.name, 60), moved(change.old, change.new)
        else:
            yield change.effect, label(change), what(change)


def label(change: ChargeChange) -> str:
    """What a changed charge is called, by its newer name."""
    one = change.new or change.old
    return plain(one.label, 60) if one else ""


def what(change: ChargeChange) -> str:
    """What happened to a charge."""
    old, new = change.old, change.new
    if old is None or new is None:
        one = new or old
        assert one is not None
        seen = f", first shown at {where(one.announced)}" if one.announced and old is None else ""
        return f"{change.what[0]}: {one.amount}{seen}"
    parts = []
    for word in change.what:
        if word in ("dearer", "cheaper"):
            parts.append(f"{word}: {moved(old.amount, new.amount)}")
        elif word in ("later", "earlier"):
            parts.append(f"shown {word}: {where(old.announced)} → {where(new.announced)}")
        elif word == "renamed":
            parts.append(f"was called “{plain(old.label, 60)}”")
        elif word == "reclassified":
            parts.append(f"was a {old.kind}, now a {new.kind}")
        else:
            parts.append(word.replace("-", " "))
    return "; ".join(parts)


def moved(old: Money | None, new: Money | None) -> str:
    """``89.00 USD → 98.95 USD (+9.95)``."""
    if old is None or new is None:
        return f"new: {new}" if old is None else f"gone: {old}"
    if old.currency != new.currency:
        return f"{old} → {new}"
    step = (new - old).amount
    return f"{old} → {new} ({'+' if step > 0 else ''}{step})"


def heading(journey: JourneyDifference) -> str:
    """How a journey came out."""
    if not journey.compared:
        return f"not compared: {journey.why}"
    if journey.old_total == journey.new_total:
        return f"total {journey.new_total}, as before"
    return f"total {moved(journey.old_total, journey.new_total)}"


def aside(found: Difference) -> Iterator[str]:
    """What is to be said besides."""
    for word, keys in (("old", found.only_old), ("new", found.only_new)):
        if keys:
            yield f"only in {word}: {', '.join(plain(key, 60) for key in keys)}"
    yield from (plain(one, 200) for one in found.notes)


def closing(found: Difference) -> str:
    """The last line."""
    changed = sum(len(journey.sums) + len(journey.charges) for journey in found.journeys)
    return f"{VERDICTS[found.verdict]} · {counted(changed, 'change')} · exit {found.exit_code}"
