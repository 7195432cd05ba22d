"""Suppressions and decisions: what somebody answers for, within what bounds, and until when."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date, timedelta
from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from feelint.engine.fingerprint import slug
from feelint.model.finding import Finding, ReviewDecision, Suppression, Verdict
from feelint.model.words import Stage
from feelint.money import Money

WARN_BEFORE = timedelta(days=14)


def _ceiling(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return Money.parse(value)
    except ValueError as error:
        raise ValueError(f"{value!r} is not an amount with its currency, such as '0.25 EUR'") from error


Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
Ceiling = Annotated[
    Money,
    BeforeValidator(_ceiling),
    WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d+)? [A-Z]{3}$"}),
]


class Accepted(BaseModel):
    """What suppressions and decisions share: which findings they are about, why, up to what amount, until when.

    ``match`` is a part of the charge's label (or of what else the finding is about), ``journey`` a name or a pattern
    such as ``tickets-*``; left out, all are meant.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        alias_generator=lambda name: name.replace("_", "-"),
        validate_by_name=False,
    )

    rule: Text = Field(description="The rule whose findings are meant.")
    journey: str = Field(default="*", description="Name of the journey, or a pattern such as tickets-*.")
    stage: Stage | None = Field(default=None, description="Only findings at this stage.")
    match: str = Field(default="", description="A part of the charge's label, or of what the finding is about.")
    reason: Text = Field(description="Why, in a sentence that stands on its own.")
    up_to: Ceiling | None = Field(
        default=None, description="The amount that is accepted, as '0.25 EUR'; more than that counts again."
    )
    expires: date | None = Field(default=None, description="The last day on which it holds.")

    @property
    @abstractmethod
    def person(self) -> str:
        """Who answers for it."""

    @property
    @abstractmethod
    def word(self) -> str:
        """What it is called in messages."""

    def about(self, one: Finding | Verdict) -> bool:
        """Whether a finding or verdict is meant, whatever its amount and the day."""
        return (
            self.rule == one.rule
            and fnmatchcase(one.journey, self.journey)
            and self.stage in (None, one.stage)
            and (not self.match or slug(self.match) in slug(one.subject))
        )

    def within(self, impact: Money | None) -> bool:
        """Whether an amount is within the ceiling. One that is not known is not."""
        if self.up_to is None:
            return True
        return impact is not None and impact.currency == self.up_to.currency and abs(impact) <= self.up_to

    def over(self, day: date) -> bool:
        """Whether its last day has passed."""
        return self.expires is not None and day > self.expires

    def refusal(self, impact: Money | None, day: date) -> str:
        """Why it does not hold for a finding that it is about; empty if it does."""
        if self.over(day):
            return f"the {self.word} by {self.person} expired on {self.expires}"
        if not self.within(impact):
            return f"accepted by {self.person} up to {self.up_to}, now {impact if impact is not None else 'not known'}"
        return ""

    def __str__(self) -> str:
        where = "".join(f", {part}" for part in (self.journey if self.journey != "*" else "", self.match) if part)
        return f"{self.word} of {self.rule}{where}"


class SuppressRule(Accepted):
    """``[[suppress]]``: findings that stand in the report and do not count."""

    approved_by: Text = Field(description="Who answers for it.")
    approved_on: date | None = Field(default=None, description="Since when; the report tells its age.")

    @property
    def person(self) -> str:
        """Who approved it."""
        return self.approved_by

    @property
    def word(self) -> str:
        """As messages call it."""
        return "suppression"

    def told(self) -> Suppression:
        """As a report shows it."""
        return Suppression(
            reason=self.reason,
            approved_by=self.approved_by,
            approved_on=self.approved_on,
            expires=self.expires,
            up_to=self.up_to,
        )


class DecideRule(Accepted):
    """``[[decide]]``: what a person found when looking at a review."""

    verdict: Literal["pass", "fail"] = Field(description="pass: it is in order; fail: it is a failure.")
    decided_by: Text = Field(description="Who decided.")
    decided_on: date = Field(description="When.")

    @property
    def person(self) -> str:
        """Who decided it."""
        return self.decided_by

    @property
    def word(self) -> str:
        """As messages call it."""
        return "decision"

    @model_validator(mode="after")
    def _in_order(self) -> DecideRule:
        if self.expires is not None and self.expires < self.decided_on:
            raise ValueError("expires is before decided-on")
        return self

    def told(self) -> ReviewDecision:
        """As a report shows it."""
        return ReviewDecision(
            verdict=self.verdict,
            reason=self.reason,
            decided_by=self.decided_by,
            decided_on=self.decided_on,
            expires=self.expires,
            up_to=self.up_to,
        )

    def as_suppression(self) -> Suppression:
        """A review that is in order does not count, and every format shows who says so."""
        reason = f"looked at, in order: {self.reason}"
        who, when = self.decided_by, self.decided_on
        return Suppression(reason=reason, approved_by=who, approved_on=when, expires=self.expires, up_to=self.up_to)


class Settled(NamedTuple):
    """Findings with what was accepted of them, and what there is to say about the suppressions themselves."""

    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]


def decision_on(verdict: Verdict, decisions: Sequence[DecideRule], day: date) -> DecideRule | None:
    """The decision that holds for a review: the last in the file that does."""
    holding = [one for one in decisions if one.about(verdict) and not one.refusal(verdict.impact, day)]
    return holding[-1] if holding else None


def suppress(findings: Sequence[Finding], given: Sequence[Accepted], judged: Sequence[str], day: date) -> Settled:
    """``findings`` with the suppressions that hold on ``day``.

    ``given`` are suppressions and decisions; of both it is told which have expired, will soon, have no end, or match
    nothing in the journeys that were ``judged``.
    """
    settled = tuple(_settled(finding, given, day) for finding in findings)
    return Settled(settled, tuple(warning for one in given for warning in _said(one, findings, judged, day)))


def _settled(finding: Finding, given: Sequence[Accepted], day: date) -> Finding:
    notes = []
    for one in given:
        if not isinstance(one, SuppressRule) or not one.about(finding) or finding.suppressed is not None:
            continue
        refused = one.refusal(finding.impact, day)
        if not refused:
            return finding.model_copy(update={"suppressed": one.told()})
        notes.append(refused)
    if finding.kind == "review" and finding.decision is None:
        decided = [one for one in given if isinstance(one, DecideRule) and one.about(finding)]
        notes += [refused for one in decided if (refused := one.refusal(finding.impact, day))]
    return finding.model_copy(update={"note": "; ".join(notes)}) if notes else finding


def _said(one: Accepted, findings: Sequence[Finding], judged: Sequence[str], day: date) -> list[str]:
    met = [finding for finding in findings if one.about(finding)]
    if not met:
        walked = any(fnmatchcase(journey, one.journey) for journey in judged)
        return [f"{one} by {one.person} matches nothing: remove it"] if walked else []
    if one.over(day):
        days = (day - (one.expires or day)).days
        return [f"{one} by {one.person} expired on {one.expires}, {_days(days)} ago: what it was about counts again"]
    said = []
    if one.expires is None:
        said.append(f"{one} by {one.person} has no end: give it a day in 'expires'")
    elif one.expires - day <= WARN_BEFORE:
        left = (one.expires - day).days
        when = f"in {_days(left)}" if left else "today"
        said.append(f"{one} by {one.person} expires on {one.expires}, {when}: look at it again")
    for finding in met:
        if not one.within(finding.impact):
            now = finding.impact if finding.impact is not None else "an amount not known"
            said.append(f"{one} by {one.person} holds up to {one.up_to}; {finding.subject or finding.rule} is {now}")
    return said


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
