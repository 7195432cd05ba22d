"""What rules say, and what policy makes of it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from feelint.model.base import Frozen, MoneyField
from feelint.model.scene import Box
from feelint.model.words import Severity, Stage, VerdictKind


class Passage(Frozen):
    """Where words stand in a file of the capture.

    ``file`` is its name in the capture and ``sha256`` the digest of its bytes as they are kept; ``line`` is that of its
    text, unpacked, from 1 (0: not known). ``before``, ``words`` and ``after`` are the text there.
    """

    file: str
    sha256: str = ""
    line: int = 0
    before: str = ""
    words: str = ""
    after: str = ""
    shown: bool = True
    """Whether it is text of the page; else of its source (its title, structured data) or of what was sent."""


class Evidence(Frozen):
    """Where something was seen. ``node`` is the element's number in the step's annotated HTML (-1: none)."""

    step: int
    stage: Stage
    quote: str
    node: int = -1
    url: str = ""
    box: Box | None = None
    screenshot: str = ""
    probe: str = ""
    """The experiment at whose end it was seen, in words; empty: the walk saw it."""
    trial: int = -1
    """The place of that experiment in the journey's ``probes``, from 0 (-1: none, or not known)."""
    leaflet: str = ""
    """The words of the link at the step, where it was seen on the page that the link leads to."""
    passage: Passage | None = None
    """Where the words stand in the kept file, if they are those of a leaflet or no picture shows them."""


class Verdict(Frozen):
    """The outcome of one rule on one subject.

    ``subject`` names it stably (a charge key, a control's name; empty: the journey as a whole), ``kind_of_charge`` the
    kind that packs decide about. ``packs`` are the ids under which a failure holds (empty: all that carry the rule).
    ``impact`` is the money at stake.
    """

    rule: str
    kind: VerdictKind
    subject: str = ""
    message: str = ""
    reason: str = ""
    """For review and inapplicable: a key such as ``missing: advertised-price``; for error: what went wrong."""
    confidence: float = 1.0
    severity: Severity | None = None
    """What the rule itself asks for (an escalation, or a cap); None: what the packs say."""
    packs: tuple[str, ...] = ()
    step: int | None = None
    stage: Stage | None = None
    impact: MoneyField | None = None
    evidence: tuple[Evidence, ...] = ()
    journey: str = ""


class CitationRef(Frozen):
    """A citation as a report prints it; ``tag`` is "not verified" or empty."""

    id: str
    text: str
    url: str = ""
    tag: str = ""


class Suppression(Frozen):
    """Why a finding does not count. ``approved_on`` is the day from which its age is told."""

    reason: str
    approved_by: str = ""
    expires: date | None = None
    up_to: MoneyField | None = None
    approved_on: date | None = None


class ReviewDecision(Frozen):
    """What a person decided on a review: ``pass`` is in order, ``fail`` confirms it as a failure."""

    verdict: Literal["pass", "fail"]
    reason: str
    decided_by: str
    decided_on: date
    expires: date | None = None
    up_to: MoneyField | None = None


class Finding(Frozen):
    """A verdict after policy."""

    rule: str
    title: str
    kind: Literal["fail", "review"]
    severity: Severity
    confidence: float
    message: str
    step: int | None
    stage: Stage | None
    impact: MoneyField | None
    packs: tuple[str, ...]
    citations: tuple[CitationRef, ...]
    evidence: tuple[Evidence, ...]
    fingerprint: str
    subject: str = ""
    reason: str = ""
    journey: str = ""
    how_to_fix: str = ""
    baseline: Literal["new", "known"] = "new"
    suppressed: Suppression | None = None
    decision: ReviewDecision | None = None
    """For what was a review: who decided what, when and why. One decided ``pass`` is ``suppressed`` too."""
    strictest: tuple[str, ...] = ()
    """Those of ``packs`` that call the rule most severe; the others are milder."""
    note: str = ""
    """Why it counts although somebody had accepted it: over its ceiling, or the acceptance has expired."""
