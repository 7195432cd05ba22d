"""Which amounts of a page its bill may be made of, and which of them may be its sum: by words, else by arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from feelint.extract.conditions import frees
from feelint.extract.dom import Node
from feelint.extract.labels import Hit, has_letters
from feelint.extract.words import SUMS, LabelMatch
from feelint.model.words import ChargeKind

_LISTS = frozenset(("table", "dl", "ul", "ol"))
_GOODS = frozenset(("unknown", "item"))
_LEAST = 3
"""Rows of a list whose last is known by what the others come to."""
_RAISING = frozenset(("fulfillment", "handling", "fee", "payment_fee", "tax", "duty"))
"""What nobody lists but in a bill."""


def usable_hits(hits: Sequence[Hit], options: frozenset[int], taken: frozenset[int], currency: str) -> list[int]:
    """The amounts that a bill may be made of: seen, known, no offer, no condition and no end of a range."""
    converted = _converted(hits, currency)
    return [
        index
        for index, hit in enumerate(hits)
        if hit.run.visible
        and hit.reading.money is not None
        and hit.reading.range_role is None
        and (index not in options or index in taken)
        and not hit.node.struck
        and not hit.is_sentence
        and index not in converted
        and not frees(hit.run.text, hit.start, hit.end)
    ]


def may_be_total(hit: Hit, match: LabelMatch) -> bool:
    """Whether words call an amount the sum: a sentence that only mentions the total, as of a fee, does not name one."""
    money = hit.reading.money
    named = match.kind == "total" or ("total" in match.candidates and (match.kind in SUMS or match.coverage >= 0.5))
    return money is not None and money.amount >= 0 and named


def is_column_sum(index: int, hits: Sequence[Hit], usable: Sequence[int]) -> bool:
    """Whether its row tells a larger amount under the same name, and another behind it: the foot of one of the columns."""
    hit = hits[index]
    row = [n for n in usable if hits[n].row_key == hit.row_key != (-1, -1) and hits[n].label == hit.label]
    return any(_amount(hits[n]) > _amount(hit) for n in row) and index != row[-1]


def list_around(node: Node) -> Node | None:
    """The table or list that a row stands in."""
    return next((n for n in node.ancestors() if n.tag in _LISTS), None)


class Crowns:
    """Amounts at the end of a list that are what the rows before come to: sums, whatever they are called.

    ``over`` tells by the sum of the goods what stands at the end, where nothing but charges stands between the two;
    ``alone`` are those that come to goods and charges where no row is called a sum, or that stand alone in a table's foot.
    """

    def __init__(self, hits: Sequence[Hit], usable: Sequence[int], matches: Mapping[int, LabelMatch]) -> None:
        self.over: dict[int, int] = {}
        self.alone: list[int] = []
        for rows in _lists(hits, usable):
            if _is_foot(rows, hits, matches):
                self.alone.append(rows[-1])
            if len(rows) < _LEAST:
                continue
            while len(rows) >= _LEAST and _is_inside(matches[rows[-1]]):
                rows.pop()
            end = rows[-1]
            if matches[end].kind == "unknown" and not matches[end].role and has_letters(hits[end].label):
                self._weigh(end, rows[:-1], hits, matches)

    def _weigh(self, end: int, rows: Sequence[int], hits: Sequence[Hit], matches: Mapping[int, LabelMatch]) -> None:
        goal, spent, kinds = _amount(hits[end]), Decimal(0), set[str]()
        if goal <= 0:
            return
        for index in reversed(rows):
            match, amount = matches[index], _amount(hits[index])
            if _is_inside(match) or not amount:
                continue
            if match.kind == "credit":
                return
            if match.kind in SUMS:
                if kinds and kinds.isdisjoint(_GOODS) and amount + spent == goal:
                    self.over[index] = end
                return
            spent += -abs(amount) if ChargeKind(match.kind).lowers else amount
            kinds.add(match.kind)
        if spent == goal and kinds & _RAISING and kinds & _GOODS:
            self.alone.append(end)


def _is_foot(rows: Sequence[int], hits: Sequence[Hit], matches: Mapping[int, LabelMatch]) -> bool:
    """Whether the last row stands in a table's foot, alone of those with amounts, and is what all others come to."""
    feet = [index for index in rows if any(node.tag == "tfoot" for node in hits[index].node.ancestors())]
    spent = sum((_amount(hits[index]) for index in rows[:-1]), Decimal(0))
    named = any(matches[index].kind in SUMS for index in rows)
    return feet == [rows[-1]] and not named and 0 < spent == _amount(hits[rows[-1]])


def _is_inside(match: LabelMatch) -> bool:
    return match.included or match.role is not None


def _lists(hits: Sequence[Hit], usable: Sequence[int]) -> Iterator[list[int]]:
    """The rows of each list, told by the last amount of each; of one currency, at least two."""
    lists: dict[int, dict[tuple[int, int], int]] = {}
    for index in usable:
        row = hits[index].row
        around = row and (list_around(row) or row.parent)
        if around is not None and hits[index].row_key != (-1, -1):
            lists.setdefault(around.order, {})[hits[index].row_key] = index
    for told in lists.values():
        rows = list(told.values())
        if len(rows) > 1 and len({hits[index].reading.currency for index in rows}) == 1:
            yield rows


def _amount(hit: Hit) -> Decimal:
    return hit.reading.money.amount if hit.reading.money is not None else Decimal(0)


def _converted(hits: Sequence[Hit], currency: str) -> frozenset[int]:
    """The amounts that say the same in other money: "£14.50 (€17.11)", in a row that also names the page's currency."""
    by_row: dict[tuple[object, ...], list[int]] = {}
    for index, hit in enumerate(hits):
        if hit.reading.money is not None and hit.run.visible:
            key = hit.row_key if hit.row_key != (-1, -1) else ("line", hit.run.index)
            by_row.setdefault(key, []).append(index)
    told = {index: hit.reading.money.currency for index, hit in enumerate(hits) if hit.reading.money is not None}
    mixed = [row for row in by_row.values() if currency in {told[index] for index in row}]
    return frozenset(index for row in mixed for index in row if told[index] != currency)
