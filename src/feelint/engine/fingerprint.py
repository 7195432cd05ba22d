"""A name for a finding that stays when amounts, wording of numbers and the order of steps change."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from feelint.model.finding import Verdict


def slug(text: str) -> str:
    """A label as part of a key: words of any script without case, numbers and signs."""
    return re.sub(r"[\W\d_]+", "-", text.casefold()).strip("-")[:60]


def fingerprint(verdict: Verdict, nth: int = 0) -> str:
    """16 hex digits of rule, journey and subject; ``nth`` tells apart verdicts that share all three."""
    parts = (verdict.rule, verdict.journey, verdict.subject, *([str(nth)] if nth else []))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def fingerprints(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """The fingerprint of each verdict, in order; no two are equal."""
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for verdict in verdicts:
        key = (verdict.rule, verdict.journey, verdict.subject)
        found.append(fingerprint(verdict, seen[key]))
        seen[key] += 1
    return tuple(found)
