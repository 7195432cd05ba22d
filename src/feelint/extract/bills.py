"""Reads the order summary of a page: rows by layout, their meaning by arithmetic.

Every amount that could be a total is tried with the rows around it. A reading says of each row whether it is counted in
the total or not (a subtotal, a tax that is inside, another view of the same money); among the readings that add up the
one that the words object to least is taken. Words alone decide nothing: "Suma" is a subtotal here and a total there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from feelint.extract.candidates import Crowns, is_column_sum, list_around, may_be_total, usable_hits
from feelint.extract.dom import FIXED, Document, Node
from feelint.extract.goods import kind_of, pieces
from feelint.extract.groups import groups
from feelint.extract.labels import Hit, has_letters
from feelint.extract.proofs import GOODS, comes_to, holds_its_tax, proven_items
from feelint.extract.words import LabelMatch, label_kind, signals
from feelint.model.words import ChargeKind
from feelint.money import Money
from feelint.money.money import minor_digits

_BEAM = 3000
_MAX_ROWS = 40
_SEVERAL = 3
_GROUP_KINDS = frozenset(("tax", "duty", "fee", "discount", "deposit", "donation", "insurance", "tip"))
_BESIDE = (ChargeKind.FULFILLMENT, ChargeKind.HANDLING, ChargeKind.FEE)
"""What a summary may name as not in its total yet: "excl. delivery (from €4.95)"."""
_PUT_ON_TOP = frozenset(("fulfillment", "handling", "fee", "payment_fee", "duty"))
_SOLD = 0.8
"""The objection to a purse or a gift card that is no credit but a thing sold."""
_TIMES_ONE_PIECE = 0.35
"""The objection to what several pieces cost where the row tells the price of one."""
_TAX_SKIPPED = 0.9
"""The objection to a tax that is not counted."""
_FURNITURE = frozenset(("header", "nav", "footer", "aside"))


@dataclass(slots=True, eq=False)
class Row:
    """One row of a summary: its amounts (unit price, line total, …), of which at most one is counted."""

    hits: list[int]
    label: str
    match: LabelMatch
    amounts: list[Money]
    group: str = ""
    option: bool = False
    """It stands in an option that is on: it may be all that says what the option costs, or its row stands elsewhere."""
    times: int = 1
    """How many pieces the row says are taken."""
    again: bool = False
    """It was told before, in another table: one list for wide screens, one for narrow ones."""

    @property
    def kind(self) -> ChargeKind:
        return ChargeKind(self.match.kind)

    @property
    def may_be_inside(self) -> bool:
        """Whether a tax that is not added up may lie in the other rows: what is told "without tax" is a sum once more."""
        return bool(self.amounts[-1].amount) and "tax_excl" not in signals(self.label)


@dataclass(slots=True)
class Reading:
    """A way to understand the rows: ``counted`` maps row index to signed amount."""

    total: int
    rows: list[Row]
    counted: dict[int, tuple[int, Money]]
    cost: float
    adds_up: bool
    ambiguous: bool
    score: float = 0
    label: str = ""
    container: Node | None = None
    residual: Money | None = None
    notes: dict[int, str] = field(default_factory=dict)


def read_bill(
    document: Document,
    hits: Sequence[Hit],
    options: frozenset[int],
    lang: str,
    *,
    taken: frozenset[int] = frozenset(),
    overlays: Sequence[Node] = (),
    currency: str = "",
) -> Reading | None:
    """The best reading of the page's order summary, or None.

    ``options`` are hits inside choices and buttons, ``taken`` those of them whose option is on; ``overlays`` what lies
    over the page; ``currency`` is the page's own.
    """
    usable = usable_hits(hits, options, taken, currency)
    matches = {index: kind_of(hits[index], lang) for index in usable}
    totals = [
        index
        for index in usable
        if index not in taken and may_be_total(hits[index], matches[index]) and not is_column_sum(index, hits, usable)
    ]
    crowns = Crowns(hits, usable, matches)
    page = _Page(hits, usable, matches, groups(document, hits), taken, overlays)
    sums = [*totals, *crowns.over.values()] or crowns.alone
    readings = [r for index in sums if (r := _read(page, index)) is not None]
    best = max(readings, key=lambda r: r.score, default=None)
    if best and best.total in crowns.over:
        best = next((r for r in readings if r.total == crowns.over[best.total]), best)
    best = best and _not_before_its_total(best, readings, page)
    return None if best is None or _is_left_open(best, page) else best


def _not_before_its_total(best: Reading, readings: Sequence[Reading], page: _Page) -> Reading:
    """The reading itself, or where it takes what is called a subtotal, the best of the other sums called total behind it.

    That the goods come to the subtotal proves no total, where a row between the two could not be read.
    """
    if page.matches[best.total].kind != "subtotal":
        return best
    told = [
        r
        for r in readings
        if r.total > best.total
        and page.matches[r.total].kind == "total"
        and page.hits[r.total].reading.money != page.hits[best.total].reading.money
        and page.is_beside(best.total, r.total)
    ]
    return max(told, key=lambda r: r.score, default=best)


def _is_left_open(reading: Reading, page: _Page) -> bool:
    """Whether it is only the goods' sum: a charge is told behind it in its list that it does not hold, and no total."""
    if page.matches[reading.total].kind != "subtotal":
        return False
    goal = page.hits[reading.total].reading.money
    return any(
        page.matches[index].kind in _PUT_ON_TOP and money.amount and page.is_beside(reading.total, index)
        for row in reading.rows
        if not row.option and not row.match.included and not row.match.role
        for index, money in zip(row.hits, row.amounts, strict=True)
        if index > reading.total and money != goal and all(index != hit for hit, _ in reading.counted.values())
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """The amounts of a page that a summary may be made of, what their labels say, and what stands around them."""

    hits: Sequence[Hit]
    usable: Sequence[int]
    matches: dict[int, LabelMatch]
    groups: dict[int, Node]
    taken: frozenset[int]
    overlays: Sequence[Node]

    def over(self, index: int) -> Node | None:
        """The overlay in which an amount stands."""
        return next((node for node in self.overlays if node.contains(self.hits[index].node)), None)

    def is_beside(self, one: int, other: int) -> bool:
        """Whether two amounts are told by one whole caption each, in rows of one table or list."""
        row, beside = self.hits[one].row, self.hits[other].row
        if row is None or beside is None or any(self.matches[index].certainty != "whole" for index in (one, other)):
            return False
        around = list_around(row) or row.parent
        return around is not None and around.contains(beside)


def _read(page: _Page, total: int) -> Reading | None:
    """The best reading with ``total`` as the total, over the containers around it from small to large."""
    best: Reading | None = None
    seen = -1
    hits = page.hits
    node = hits[total].node
    goal = hits[total].reading.money
    if goal is None:
        return None
    for container in [node, *node.ancestors()]:
        if container.tag in ("html", "#root"):
            break
        inside = [i for i in page.usable if container.contains(hits[i].node)]
        if len(inside) == seen:
            continue
        seen = len(inside)
        rows = _rows(page, inside, container, total, goal)
        if len(rows) > _MAX_ROWS:
            break
        reading = _solve(rows, goal, total)
        reading.container = container
        reading.label = hits[total].label
        reading.score = _score(page, reading, container)
        if best is None or reading.score > best.score + 1e-9:
            best = reading
    return best


def _rows(page: _Page, inside: Sequence[int], container: Node, total: int, goal: Money) -> list[Row]:
    hits = page.hits
    by_key: dict[tuple[int, int], list[int]] = {}
    for index in inside:
        if index == total or hits[index].row_key == hits[total].row_key:
            continue
        money = hits[index].reading.money
        if money is None or money.currency != goal.currency:
            continue
        key = hits[index].row_key if hits[index].row_key != (-1, -1) else (-2, index)
        by_key.setdefault(key, []).append(index)
    rows: list[Row] = []
    seen: dict[tuple[str, str], Node | None] = {}
    for members in by_key.values():
        first = hits[members[0]]
        amounts = [m for i in members if (m := hits[i].reading.money) is not None]
        label, match = first.label, page.matches[members[0]]
        again = (label, str(amounts[-1]))
        if again in seen and match.kind != "unknown":
            continue
        table = list_around(first.node)
        heading = page.groups.get(members[0])
        group = heading.text[:80] if heading is not None and container.contains(heading) else ""
        alone = sum(page.groups.get(key[0]) is heading for key in by_key.values()) == 1
        match = _within(match, group, alone=alone and bool(rows))
        twice = seen.setdefault(again, table) is not table
        rows.append(Row(members, label, match, amounts, group, members[0] in page.taken, pieces(first), twice))
    return rows


def _within(match: LabelMatch, group: str, *, alone: bool) -> LabelMatch:
    """A row "Cart" or "Shipping" under the heading "Tax" is a tax; "Standard", below the goods and alone under "Shipping", is that."""
    if not group or match.kind in ("subtotal", "total") or match.included:
        return match
    over = label_kind(group)
    named = alone and match.kind == "unknown" and over.kind == "fulfillment"
    if (over.kind in _GROUP_KINDS or named) and over.certainty == "whole":
        return replace(over, candidates=(over.kind, *(c for c in match.candidates if c != over.kind)))
    return match


def _solve(rows: list[Row], goal: Money, total: int) -> Reading:
    """Which rows make up ``goal``: dynamic programming over sums in minor units, the cheapest objection wins."""
    states: dict[int, tuple[float, tuple[tuple[int, int, int], ...], bool]] = {0: (0.0, (), False)}
    sums_present = any(row.kind is ChargeKind.SUBTOTAL or "subtotal" in row.match.candidates for row in rows)
    items_present = any(
        row.kind in (ChargeKind.UNKNOWN, ChargeKind.ITEM, ChargeKind.ADDON) and not row.option for row in rows
    )
    gross = comes_to(rows, goal)
    for index, row in enumerate(rows):
        choices = _choices(row, goal, items_present=items_present, sums_present=sums_present)
        if gross and row.kind is ChargeKind.TAX:
            choices[-1] = (-1, 0, 0.0)
        fresh: dict[int, tuple[float, tuple[tuple[int, int, int], ...], bool]] = {}
        for reached, (cost, picked, tie) in states.items():
            for position, value, price in choices:
                key = reached + value
                entry = (cost + price, (*picked, (index, position, value)) if position >= 0 else picked, tie)
                old = fresh.get(key)
                if old is None or entry[0] < old[0] - 1e-9:
                    fresh[key] = entry
                elif abs(entry[0] - old[0]) <= 1e-9 and _differs(rows, entry[1], old[1]):
                    fresh[key] = (old[0], max(old[1], entry[1], key=_places), True)
        if len(fresh) > _BEAM:
            keep = sorted(fresh, key=lambda k: fresh[k][0])[:_BEAM]
            fresh = {k: fresh[k] for k in keep}
        states = fresh
    zero = Money(goal.amount - goal.amount, goal.currency)
    exact = goal.quantized().minor
    near = [sum_ for sum_ in (exact, exact - 1, exact + 1) if sum_ in states]
    wanted = min(near, key=lambda sum_: states[sum_][0] + _rounded(sum_ != exact, states[sum_][1]), default=None)
    if wanted is not None and states[wanted][0] + _rounded(wanted != exact, states[wanted][1]) < 6:
        cost, picked, tie = states[wanted]
        counted = {index: (rows[index].hits[position], _money(value, goal)) for index, position, value in picked}
        adds_up = bool(counted) or not goal.amount
        return Reading(total, rows, counted, cost, adds_up, ambiguous=tie, residual=_money(exact - wanted, goal))
    counted = _by_words(rows, goal)
    spent = sum((money for _, money in counted.values()), zero)
    residual = goal - spent if counted else None
    return Reading(total, rows, counted, 4.0, adds_up=False, ambiguous=False, residual=residual)


def _rounded(off: bool, picked: Sequence[tuple[int, int, int]]) -> float:
    """The objection to a sum that is off by the smallest coin: shops round each row, where there are several."""
    return 0.0 if not off else 1.5 if len(picked) >= _SEVERAL else 6.0


def _places(picked: Iterable[tuple[int, int, int]]) -> list[int]:
    """Where the counted rows stand: of two that cost the same, the price of one piece stands before what is charged."""
    return [index for index, _, _ in picked]


def _money(minor: int, like: Money) -> Money:
    """``minor`` units of the currency of ``like``."""
    return Money(Decimal(minor).scaleb(-minor_digits(like.currency)), like.currency)


def _differs(rows: list[Row], one: Iterable[tuple[int, int, int]], other: Iterable[tuple[int, int, int]]) -> bool:
    def what(picked: Iterable[tuple[int, int, int]]) -> list[tuple[str, int]]:
        return sorted((rows[i].label, value) for i, _, value in picked if value)

    return what(one) != what(other)


def _signed(row: Row, money: Money) -> int:
    minor = money.quantized().minor
    return -abs(minor) if row.kind.lowers and minor > 0 else minor


def _choices(row: Row, goal: Money, *, items_present: bool, sums_present: bool) -> list[tuple[int, int, float]]:
    """For one row: (which amount, signed minor units, objection); -1 stands for not counted."""
    kind, match = row.kind, row.match
    last = len(row.amounts) - 1
    result: list[tuple[int, int, float]] = []
    for position, money in enumerate(row.amounts):
        value = _signed(row, money)
        price = 0.25 * (last - position)
        if match.included or match.role in ("unit", "reference", "installment"):
            price += 2.5
        elif kind is ChargeKind.TOTAL:
            price += 1.2
        elif kind is ChargeKind.SUBTOTAL:
            price += 0.4 if not items_present else 0.7
        elif kind is ChargeKind.UNKNOWN:
            price += 0.3
        result.append((position, value, price + 0.5 * row.option))
    if kind is ChargeKind.CREDIT and result[last][1] < 0 < row.amounts[last].amount:
        result.append((last, -result[last][1], _SOLD))
    if row.times > 1 and kind in GOODS and len(set(row.amounts)) == 1:
        result.append((0, result[0][1] * row.times, _TIMES_ONE_PIECE))
    equal = any(money == goal for money in row.amounts)
    if row.option or row.again or match.included or match.role or not any(money.amount for money in row.amounts):
        skip = 0.0
    elif kind.is_sum:
        skip = 0.0 if kind is ChargeKind.SUBTOTAL else 0.2
    elif kind in _BESIDE and "plus_fees" in signals(row.label):
        skip = 0.0
    elif kind is ChargeKind.TAX:
        skip = _TAX_SKIPPED
    elif kind is ChargeKind.UNKNOWN:
        skip = 0.3 if equal or not has_letters(row.label) else (0.5 if sums_present else 0.8)
    elif kind is ChargeKind.ITEM:
        skip = 0.6 if sums_present else 1.5
    else:
        skip = 2.0
    result.append((-1, 0, skip))
    return result


def _by_words(rows: list[Row], goal: Money) -> dict[int, tuple[int, Money]]:
    """Where nothing adds up: the rows as their words say, subtotal instead of items where there is one.

    A sum without tax is part of the total only together with the tax: else it is the total, told once more.
    """
    taxed = any(row.kind is ChargeKind.TAX and not row.match.included for row in rows)
    net = [i for i, row in enumerate(rows) if row.kind.is_sum and not taxed and "tax_excl" in signals(row.label)]
    subtotal = [i for i, row in enumerate(rows) if row.kind is ChargeKind.SUBTOTAL and i not in net]
    counted: dict[int, tuple[int, Money]] = {}
    for index, row in enumerate(rows):
        if row.option or row.match.included or row.match.role or row.kind is ChargeKind.TOTAL or index in net:
            continue
        if row.kind is ChargeKind.SUBTOTAL:
            if index != subtotal[-1]:
                continue
        elif row.kind in (ChargeKind.UNKNOWN, ChargeKind.ITEM) and (subtotal or not has_letters(row.label)):
            continue
        counted[index] = (row.hits[-1], _money(_signed(row, row.amounts[-1]), goal))
    return counted


def _score(page: _Page, reading: Reading, container: Node) -> float:
    """How believable a reading is; higher is better."""
    total, match = page.hits[reading.total], page.matches[reading.total]
    score = 5.0 - reading.cost if reading.adds_up else 1.0
    score += 1.5 if match.kind == "total" and match.certainty == "whole" else 0.5 if match.kind == "total" else 0.0
    proven = proven_items(reading)
    score += min(len(reading.counted), 6) * 0.25 + 0.1 * proven
    if reading.adds_up and holds_its_tax(reading):
        score += _TAX_SKIPPED + 0.5
    if any(node.tag in _FURNITURE for node in total.node.ancestors()) or total.node.flags & FIXED:
        score -= 1.0
    score += 0.6 * reading.total / max(len(page.hits), 1)
    if total.node.look:
        score += min(total.node.look.weight, 700) / 7000
    if container.tag == "body" and not proven:
        score -= 1.0
    if any(page.over(hit) is not page.over(reading.total) for hit, _ in reading.counted.values()):
        score -= 1.0
    return score - (0.5 if reading.ambiguous else 0)
