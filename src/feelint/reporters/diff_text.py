"""``feelint diff --format text``: what changed for the customer, for people in a terminal."""

from __future__ import annotations

from feelint.model.difference import Difference
from feelint.reporters.diff_words import aside, closing, heading, rows
from feelint.reporters.paper import Paper
from feelint.reporters.plain import plain

_STYLES = {"worse": "bold red", "better": "green", "neutral": "dim"}


def render(found: Difference, *, color: bool = False, width: int = 100) -> str:
    """The difference as lines of at most ``width`` columns."""
    paper = Paper(width=width, color=color)
    paper.say((f"{plain(found.old.name, 80)} → {plain(found.new.name, 80)}", "bold"))
    for journey in found.journeys:
        paper.gap()
        paper.say((plain(journey.id, 80), "bold"), f"  {heading(journey)}")
        for effect, name, happened in rows(journey):
            paper.say((f"{effect:<8}", _STYLES[effect]), f"{name}  {happened}", indent=2, hang=8)
    paper.gap()
    for line in aside(found):
        paper.say(("note", "bold"), f" {line}", hang=2)
    worse = found.verdict in ("worse", "mixed")
    paper.say((closing(found), "bold red" if worse else "bold"))
    return paper.text()
