"""What the choices cost, as ``text`` and ``markdown`` show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from feelint.model.report import JourneyReport
from feelint.money import Money
from feelint.reporters.matrix import Change, Option, matrix
from feelint.reporters.paper import Paper
from feelint.reporters.plain import plain
from feelint.reporters.wording import money

_HEADS = ("choice", "total", "against the walk", "what makes the difference")
_ROWS = 24
Write = Callable[[Money], str]


def draw(paper: Paper, journey: JourneyReport) -> None:
    """The options as a table of a terminal; nothing where there are none."""
    options = matrix(journey)
    if not options:
        return
    paper.gap()
    paper.say(("what the choices cost", "bold"), f": {span(options, str)}", indent=2, hang=2)
    table = paper.grid("", (_HEADS[1], "right"), (_HEADS[2], "right"), _HEADS[3])
    for column in table.columns[3:]:
        column.no_wrap, column.ratio = False, 1
    for one in options[:_ROWS]:
        name, *cells = _cells(one, str, lambda text: plain(text, 60))
        paper.row(table, name, *cells, style="bold" if one.probe is None else "")
    paper.table(table)
    if len(options) > _ROWS:
        paper.say(f"and {len(options) - _ROWS} more: see the HTML or JSON report", indent=2)


def listed(journey: JourneyReport, escaped: Callable[[str, int], str]) -> Iterator[str]:
    """The options as a Markdown table; nothing where there are none."""
    options = matrix(journey)
    if not options:
        return
    rows = ["| Choice | Total | Against the walk | What makes the difference |", "|---|---:|---:|---|"]
    rows += [f"| {' | '.join(_cells(one, money, lambda text: escaped(text, 80)))} |" for one in options[:_ROWS]]
    rows += [f"\nand {len(options) - _ROWS} more"] if len(options) > _ROWS else []
    told = escaped(span(options, money), 200)
    yield "\n".join([f"**What the choices cost:** {told}\n", *rows])


def span(options: tuple[Option, ...], written: Write) -> str:
    """The range of the choices in a sentence."""
    choices = [one for one in options if one.is_choice]
    low, high = choices[0].total, choices[-1].total
    walked = next(one.total for one in choices if one.probe is None)
    if len(choices) == 1:
        return "no other choice was tried"
    return f"all {written(low)}" if low == high else f"{written(low)} to {written(high)}, as walked {written(walked)}"


def _cells(one: Option, written: Write, safe: Callable[[str], str]) -> tuple[str, str, str, str]:
    name = f"{safe(one.name)}{f' ({one.place})' if one.place else ''}"
    against = _more(one.difference, written)
    return name, written(one.total), against, ", ".join(_told(change, written, safe) for change in one.changes)


def _told(change: Change, written: Write, safe: Callable[[str], str]) -> str:
    label = safe(change.label)
    if change.after is None:
        return f"{label} {written(change.before)} goes away" if change.before is not None else label
    if change.before is None:
        return f"{label} {written(change.after)} comes in"
    return f"{label} {written(change.before)} → {written(change.after)}"


def _more(amount: Money | None, written: Write) -> str:
    if amount is None:
        return ""
    return f"{'+' if amount.amount > 0 else ''}{written(amount)}" if amount.amount else "the same"
