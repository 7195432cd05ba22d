"""Finds every amount on the page: in running text, in cells that hold sign and number apart, in fields and options."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feelint.extract.dom import Node
from feelint.extract.labels import Hit, pair
from feelint.extract.runs import Run, joined_cells
from feelint.model.scene import Look
from feelint.money import Reading, find

_DIGIT = re.compile(r"\d")
_SIGN = re.compile(
    r"\s*(?:[A-Z]{1,3}\s?)?(?:\p{Sc}|[A-Z]{3}|kr\.?|zł|Kč|Ft|Fr\.?|円|元|원|lei|лв\.?)\s*".replace(
        r"\p{Sc}", "[$¢£¤¥֏؋৲৳฿៛\u20a0-\u20cf﷼￥￡＄]"
    )
)
_LONGEST = 4000
_SHARED_SIGN = re.compile(r"[$¥￥＄]|kr")
_CODE = re.compile(r"[A-Z]{3}")


def find_hits(runs: Sequence[Run], *, locale: str, currency: str) -> list[Hit]:
    """All amounts in ``runs`` with their labels, in document order. ``locale`` and ``currency`` may be empty."""
    hits: list[Hit] = []
    listed = list(runs)
    taken: set[int] = set()
    for run in listed:
        if run.index in taken:
            continue
        text = run.text if len(run.text) <= _LONGEST else run.text[:_LONGEST]
        if _DIGIT.search(text):
            hits.extend(_hit(run, reading) for reading in find(text, locale=locale or None, currency=currency or None))
        elif _SIGN.fullmatch(text):
            hits.extend(_from_cells(listed, run, locale, currency, taken))
    hits.sort(key=lambda hit: (hit.run.index, hit.start))
    return hits


def label_hits(hits: Sequence[Hit], runs: Sequence[Run]) -> None:
    """Pairs the hits with their labels, in place."""
    pair(hits, runs)


def _hit(run: Run, reading: Reading) -> Hit:
    start, end = reading.span
    owners = run.owners(start, end)
    return Hit(run, reading, _best_owner(owners, run), start, end)


def _best_owner(owners: Sequence[Node], run: Run) -> Node:
    """The element to show for an amount: the one drawn largest, else the first that holds a digit."""
    if not owners:
        return run.block
    drawn = [node for node in owners if node.look]
    return max(drawn, key=lambda node: node.look.font_px if node.look else 0) if drawn else owners[0]


def _from_cells(runs: list[Run], run: Run, locale: str, currency: str, taken: set[int]) -> list[Hit]:
    joined = joined_cells(runs, run.index, _SIGN)
    if joined is None:
        return []
    text, used = joined
    readings = find(text, locale=locale or None, currency=currency or None)
    if len(readings) != 1 or len(readings[0].text) < len(text.strip()) - 2:
        return []
    number = used[1]
    if any(r.index in taken for r in used):
        return []
    taken.update(r.index for r in used)
    hit = Hit(number, readings[0], _best_owner(number.owners(0, len(number.text)), number), 0, len(number.text))
    hit.extra_runs = [r for r in used if r is not number]
    return [hit]


def mark_of(hit: Hit) -> Look | None:
    """How the letters of a currency are drawn where the sign beside them is that of several, and an element apart holds them."""
    code = _CODE.search(hit.run.text, hit.start, hit.end) if _SHARED_SIGN.search(hit.reading.text) else None
    owners = hit.run.owners(*code.span()) if code else []
    return owners[0].look if owners and owners[0] is not hit.node else None


def page_currency(hits: Sequence[Hit]) -> str:
    """The currency that the page itself settles on: the one that most unambiguous amounts carry."""
    counts: dict[str, int] = {}
    for hit in hits:
        if hit.reading.money is not None:
            counts[hit.reading.money.currency] = counts.get(hit.reading.money.currency, 0) + 1
    return max(counts, key=lambda code: counts[code]) if counts else ""
