"""Totals that are a word: "Total: Free" where an amount would stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feelint.extract.labels import Hit, clean
from feelint.extract.runs import Run
from feelint.extract.words import label_kind
from feelint.money import find

_NOTHING = re.compile(
    r"(?:^|[\s:：])(?P<word>free(?: of charge)?|no charge|kostenlos|kostenfrei|gratis|gratuite?|offerte?|grátis|gratuito|gratuita|za darmo|bezpłatnie|gratuitement"
    r"|nothing to pay|kostnadsfritt|無料)[\s.!*]*\Z",
    re.I,
)
_LONGEST = 60


def nothing_hits(runs: Sequence[Run], hits: Sequence[Hit], *, currency: str) -> list[Hit]:
    """Amounts of nothing, one for each word that says so beside a caption that is a total's; none without a currency."""
    if not currency:
        return []
    taken = {run.index for hit in hits for run in (hit.run, *hit.extra_runs)}
    free = (run for run in runs if run.visible and run.index not in taken)
    return [hit for run in free for hit in _of_run(run, runs, currency)]


def _of_run(run: Run, runs: Sequence[Run], currency: str) -> Iterator[Hit]:
    told = _NOTHING.search(run.text)
    if told is None or len(run.text) > _LONGEST or not _is_total(run.text[: told.start("word")] or _caption(run, runs)):
        return
    at, end = told.span("word")
    for reading in find(f"0 {currency}")[:1]:
        yield Hit(run, reading, (run.owners(at, end) or [run.block])[0], at, end, context=run.text)


def _caption(run: Run, runs: Sequence[Run]) -> str:
    """The words right before a run, in a box that holds nothing but the two."""
    before = runs[run.index - 1] if run.index else None
    box = run.block.parent
    if before is None or box is None or not before.visible:
        return ""
    alone = box.contains(before.block) and len(box.text) <= len(before.text) + len(run.text) + 1
    return before.text if alone and len(box.text) <= _LONGEST else ""


def _is_total(caption: str) -> bool:
    match = label_kind(clean(caption))
    return match.kind == "total" and match.certainty == "whole"
