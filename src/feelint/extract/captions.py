"""Amounts outside tables whose currency is told elsewhere: numbers with cents behind a caption that names a sum or charge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feelint.extract.columns import WITH_CENTS
from feelint.extract.labels import Hit, clean, has_letters
from feelint.extract.runs import Run
from feelint.extract.words import SUMS, label_kind
from feelint.money import find, minor_digits

_LINE = re.compile(rf"(?P<caption>[^\d:：]{{2,40}}?(?:\([^()]*\))?)\s*[:：]?\s*(?P<number>{WITH_CENTS.pattern})")
_LONGEST = 40
_LEAST = 2
"""Captions of one list, a sum among them."""


@dataclass(frozen=True, slots=True)
class _Line:
    run: Run
    start: int
    end: int
    kind: str
    """The sum or charge that its caption names as a whole; else empty."""
    place: int
    """The list that it stands in, by the order of its element."""


def caption_hits(runs: Sequence[Run], hits: Sequence[Hit], *, locale: str, currency: str) -> list[Hit]:
    """Numbers with cents behind captions such as "Tax:", in lists of at least two that name a sum, in document order.

    Empty without a currency that has cents.
    """
    if not currency or minor_digits(currency) != 2:
        return []
    taken = {run.index for hit in hits for run in (hit.run, *hit.extra_runs)}
    lines = [line for run in runs if run.visible and run.index not in taken for line in _lines(run, runs)]
    lists: dict[int, list[_Line]] = {}
    for line in lines:
        lists.setdefault(line.place, []).append(line)
    bills = {place for place, told in lists.items() if _is_bill([line.kind for line in told if line.kind])}
    return [hit for line in lines if line.place in bills for hit in _hits(line, locale, currency)]


def _is_bill(kinds: Sequence[str]) -> bool:
    return len(kinds) >= _LEAST and not SUMS.isdisjoint(kinds)


def _lines(run: Run, runs: Sequence[Run]) -> Iterator[_Line]:
    """The line that a run is, alone or with the caption that stands before it in a box of their own."""
    text = run.text.strip()
    if (found := _LINE.fullmatch(text)) and has_letters(found["caption"]):
        start = run.text.index(text) + found.start("number")
        yield _Line(run, start, start + len(found["number"]), _kind(found["caption"]), _place(run, runs))
    box = run.block.parent
    if not WITH_CENTS.fullmatch(text) or box is None or box.parent is None or not run.index:
        return
    before = runs[run.index - 1]
    alone = before.block.parent is box and len(box.text) <= len(before.text) + len(text) + 1
    if alone and before.visible and has_letters(before.text):
        yield _Line(run, 0, len(run.text), _kind(before.text), box.parent.order)


def _place(run: Run, runs: Sequence[Run]) -> int:
    """The element that holds the lines: the run's own, or what is around it where it is the only line of its own."""
    shared = any(other.block is run.block for other in runs[max(run.index - 1, 0) : run.index + 2] if other is not run)
    return run.block.order if shared or run.block.parent is None else run.block.parent.order


def _kind(caption: str) -> str:
    match = label_kind(clean(caption)) if len(caption) <= _LONGEST else None
    return match.kind if match and match.certainty == "whole" else ""


def _hits(line: _Line, locale: str, currency: str) -> Iterator[Hit]:
    number = line.run.text[line.start : line.end]
    readings = find(number, locale=locale or None, currency=currency, bare=True)
    if len(readings) == 1 and readings[0].money is not None:
        owners = line.run.owners(line.start, line.end) or [line.run.block]
        yield Hit(line.run, readings[0], owners[0], line.start, line.end, context=line.run.text)
