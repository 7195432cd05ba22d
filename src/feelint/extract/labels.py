"""Pairs each amount with the words that name it, by what the screen shows: same row, table cell, dt/dd, same line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feelint.extract.dom import Node
from feelint.extract.goods import is_goods_row, is_offered, may_be_charge
from feelint.extract.overhead import name_over
from feelint.extract.own_clause import behind_the_tax, first_clause, own_clause
from feelint.extract.price_words import GROSS, words_before
from feelint.extract.proofs import is_part
from feelint.extract.qualifiers import is_aside, only_adds, only_qualifies, sum_named
from feelint.extract.runs import Run
from feelint.extract.sentences import sentences
from feelint.extract.tables import is_cell, is_head, is_row, spread
from feelint.extract.words import SUMS, heading_stage, label_kind

if TYPE_CHECKING:
    from feelint.money import Reading

_LETTER = re.compile(r"[^\W\d_]")
_EDGE = " \u00a0\u202f\t:：,;.·|–—-+/*†"
_MAX_LABEL = 160
_FLUSH = 4
"""Pixels by which edges that are drawn as one line may be apart."""
_ROW_TAGS = frozenset(("tr", "label"))
_BOX = 7
"""Levels above a price within which the box of its thing ends."""


@dataclass(slots=True, eq=False)
class Hit:
    """An amount where it stands: the run, its place in it, the element, and what is beside it."""

    run: Run
    reading: Reading
    node: Node
    start: int
    end: int
    label: str = ""
    own: str = ""
    """What the run that it stands in says of it, be it the label or not."""
    context: str = ""
    column: str = ""
    goods: bool = False
    """It stands in a row of a table of goods."""
    row: Node | None = None
    row_key: tuple[int, int] = (-1, -1)
    extra_runs: list[Run] = field(default_factory=list)

    @property
    def is_sentence(self) -> bool:
        """Whether it stands in the middle of running text."""
        return len(self.run.text.split(None, 8)) == 9


def has_letters(text: str) -> bool:
    """Whether a text holds a word, in any script."""
    return len(_LETTER.findall(text)) >= 2 or bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff]", text))


def clean(text: str) -> str:
    """A label without colons and signs at its ends and without brackets that have no partner, at most one line long."""
    label = text.strip(_EDGE)[:_MAX_LABEL].strip()
    for opening, closing in ("()", "[]", "（）", "【】"):
        if label.startswith(opening) and label.endswith(closing) and opening not in label[1:]:
            label = label[1:-1].strip(_EDGE)
        if label.count(opening) < label.count(closing):
            label = label.removesuffix(closing).removeprefix(closing).strip(_EDGE)
        elif label.count(opening) > label.count(closing):
            label = label.removesuffix(opening).removeprefix(opening).strip(_EDGE)
    return label


def pair(hits: Sequence[Hit], runs: Sequence[Run]) -> None:
    """Gives every hit its label, its context and the row it stands in."""
    by_run: dict[int, list[Hit]] = {}
    used: set[int] = set()
    for hit in hits:
        by_run.setdefault(hit.run.index, []).append(hit)
        used.update(run.index for run in hit.extra_runs)
    spans = _Spans(runs, by_run, used)
    for at, hit in enumerate(hits):
        own = hit.own = _own_words(hit, by_run[hit.run.index])
        hit.context = hit.run.text[:400]
        among_others = label_kind(own).included and (len(by_run[hit.run.index]) > 1 or is_part(at, hits))
        if own and (hit.is_sentence or among_others or not only_qualifies(own)):
            if not _is_named_beside(hit, spans):
                hit.label, hit.row, hit.row_key = own, hit.run.block, (hit.run.block.order, hit.run.index)
            continue
        _beside(hit, spans)
        if not hit.label and own:
            hit.label = own
        hit.goods = hit.goods or (may_be_charge(hit.label) and _is_on_sale(hit, spans))


def _is_named_beside(hit: Hit, spans: _Spans) -> bool:
    """Whether its own words are but a remark, and what stands beside them names the charge or sum that it is."""
    text = hit.run.text
    if not is_aside(text[: hit.start], text[hit.end :]):
        return False
    _beside(hit, spans)
    return label_kind(hit.label).kind not in ("unknown", "item")


@dataclass(slots=True)
class _Spans:
    runs: Sequence[Run]
    by_run: dict[int, list[Hit]]
    used: set[int]
    positions: list[int] = field(init=False)
    wordy: set[int] = field(init=False)
    """The indices of runs that are words and hold no amount."""
    _areas: dict[int, _Area] = field(default_factory=dict)
    _terms: dict[int, list[Node]] = field(default_factory=dict)
    _heads: dict[int, Sequence[Node]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.positions = [run.position for run in self.runs]
        free = (run for run in self.runs if run.visible and run.index not in self.by_run and run.index not in self.used)
        self.wordy = {run.index for run in free if has_letters(run.text)}

    def inside(self, node: Node) -> list[Run]:
        """The runs inside ``node``."""
        low = bisect_left(self.positions, node.order)
        high = bisect_right(self.positions, node.last)
        return [run for run in self.runs[low:high] if node.contains(run.block)]

    def words(self, runs: Sequence[Run]) -> list[Run]:
        return [run for run in runs if run.index in self.wordy]

    def area(self, node: Node) -> _Area:
        """What stands inside ``node``; asked for by each amount in it, looked up once."""
        if node.order not in self._areas:
            inside = self.inside(node)
            every = self.words(inside)
            amounts = _amounts([hit for run in inside for hit in self.by_run.get(run.index, ())])
            self._areas[node.order] = _Area(
                inside, every, [run for run in every if not only_adds(run.text)], len(amounts)
            )
        return self._areas[node.order]

    def terms(self, parent: Node) -> list[Node]:
        """The terms of a definition list that say something."""
        if parent.order not in self._terms:
            self._terms[parent.order] = [node for node in parent.elements if node.tag == "dt" and node.text]
        return self._terms[parent.order]

    def head(self, table: Node) -> Sequence[Node]:
        """The cells of the first row that is all heads; empty when there is none."""
        if table.order not in self._heads:
            rows = ([cell for cell in row.elements if is_cell(cell)] for row in table.walk() if is_row(row))
            heads = (cells for cells in rows if len(cells) > 1 and all(is_head(cell) for cell in cells))
            self._heads[table.order] = next(heads, ())
        return self._heads[table.order]


@dataclass(slots=True, frozen=True)
class _Area:
    inside: Sequence[Run]
    every: Sequence[Run]
    """Those that are words."""
    words: Sequence[Run]
    """Those of them that can name something."""
    amounts: int
    """How many different ones."""


def _own_words(hit: Hit, same_run: list[Hit]) -> str:
    """The words of its own run that belong to it: those before it, else those behind."""
    text = hit.run.text
    since, until = next(span for span in sentences(text) if hit.start < span[1])
    until = max(until, hit.end)
    if hit.is_sentence:
        return _own_clause(hit, same_run, since, until)
    before_start = max((h.end for h in same_run if h.end <= hit.start), default=0)
    after_end = min((h.start for h in same_run if h.start >= hit.end), default=len(text))
    if has_letters(text[since : hit.start]):
        before_start = max(before_start, since)
    before, after = clean(behind_the_tax(text[before_start : hit.start])), text[hit.end : after_end]
    after = clean(first_clause(after) if after_end < len(text) else after)
    if before and has_letters(after) and label_kind(before).kind == "unknown":
        whole = label_kind(f"{before} {after}")
        if whole.kind != "unknown":
            return f"{before} {after}"
    if has_letters(before):
        return before
    if after_end < len(text) and (
        label_kind(after).kind == "unknown" or label_kind(after).included or _tells_a_saving(after, hit, same_run)
    ):
        return ""  # the words between two amounts name the one behind: "45.00 including VAT: 7.50"
    return "" if not has_letters(after) or (GROSS.fullmatch(after) and label_kind(after).kind in SUMS) else after


def _tells_a_saving(words: str, hit: Hit, same_run: list[Hit]) -> bool:
    """Whether words behind an amount say what is saved by a smaller one that follows: "95.00 saving 25.00"."""
    follows = next((h for h in same_run if h.start >= hit.end), None)
    own, saved = hit.reading.amount, follows.reading.amount if follows is not None else None
    return "save" in words_before(words) and own is not None and saved is not None and 0 < saved < own


def _own_clause(hit: Hit, same_run: list[Hit], start: int, end: int) -> str:
    """What its sentence, from ``start`` to ``end`` of its run, says of it."""
    text = hit.run.text
    spans = sorted({(h.start - start, h.end - start) for h in same_run if start <= h.start and h.end <= end})
    clause = clean(own_clause(text[start:end], spans, spans.index((hit.start - start, hit.end - start))))
    own = text[hit.start : hit.end].strip()
    words = clean(clause.removeprefix(own)) if clause.startswith(own) else ""
    return "" if GROSS.fullmatch(words) or (only_qualifies(words) and not label_kind(words).included) else clause


def _beside(hit: Hit, spans: _Spans) -> None:
    block = hit.run.block
    if (over := name_over(block, spans.inside, spans.by_run, spans.wordy)) is not None:
        hit.label, hit.row, hit.row_key = clean(over[0].text), over[1], (over[1].order, over[0].order)
        return
    cell = next((n for n in [block, *block.ancestors()] if is_cell(n)), None)
    if cell is not None and _from_table(hit, cell, spans):
        return
    chain = [block, *block.ancestors()]
    if _from_definition(hit, chain, spans):
        return
    own: Run | None = None
    for level, ancestor in enumerate(chain[:8]):
        if ancestor.tag in ("body", "html", "#root", "main", "form") and level > 2:
            break
        area = spans.area(ancestor)
        inside, words = area.inside, area.words
        if not words:
            own = own or _nearest(hit, area.every)
            continue
        if own is not None and area.amounts > 1:
            # The row says only what the amount is part of ("incl. VAT"); what stands further out names other rows.
            hit.label, hit.row, hit.row_key = clean(own.text), chain[level - 1], (chain[level - 1].order, -1)
            return
        if area.amounts > 1 and ancestor.tag not in _ROW_TAGS:
            chosen = _on_the_line(hit, words) if hit.node.look else _in_turn(hit, inside, words, spans)
            if chosen is None and len(words) <= 3 and level <= 3:
                chosen = words[0]
            if chosen is not None:
                row = _narrowest(chain[:level], ancestor)
                hit.label, hit.row, hit.row_key = clean(chosen.text), row, (ancestor.order, chosen.index)
                hit.context = f"{chosen.text} {hit.run.text}"[:400]
            return
        on_line = _on_the_line(hit, words)
        chosen = _top(on_line, words) if on_line is not None else _nearest(hit, words)
        if chosen is None:
            return
        hit.label, hit.row, hit.row_key = clean(chosen.text), ancestor, (ancestor.order, -1)
        hit.context = " ".join(run.text for run in inside if run.visible)[:400]
        if ancestor.tag == "dd" or (_is_definition(chain, level) and chosen.block.tag != "dt"):
            continue
        return


def _is_on_sale(hit: Hit, spans: _Spans) -> bool:
    """Whether the box around it, which holds no other amount, is one thing on sale."""
    for box in list(hit.node.ancestors())[:_BOX]:
        if box.tag in ("body", "main") or spans.area(box).amounts > 1:
            return False
        if is_offered(box, hit.label):
            return True
    return False


def _from_definition(hit: Hit, chain: Sequence[Node], spans: _Spans) -> bool:
    """A dd belongs to the dt before it, whatever stands elsewhere in the list."""
    term = next((node for node in chain[:4] if node.tag == "dd"), None)
    if term is None or term.parent is None:
        return False
    terms = spans.terms(term.parent)
    at = bisect_left(terms, term.order, key=lambda node: node.order)
    if not at:
        return False
    before = terms[at - 1]
    hit.label, hit.row, hit.row_key = clean(before.text), term, (before.order, -1)
    hit.context = f"{before.text} {term.text}"[:400]
    return bool(hit.label)


def _is_definition(chain: Sequence[Node], level: int) -> bool:
    return any(node.tag == "dd" for node in chain[: level + 1])


def _narrowest(chain: Sequence[Node], ancestor: Node) -> Node:
    return chain[-1] if chain else ancestor


def _amounts(hits: Sequence[Hit]) -> set[str]:
    """The different amounts among ``hits``; what is struck does not make a row two rows."""
    return {str(h.reading.amount) for h in hits if h.run.visible and not h.node.struck}


def _nearest(hit: Hit, words: Sequence[Run]) -> Run | None:
    return next((run for run in words if run.index < hit.run.index), words[0] if words else None)


def _in_turn(hit: Hit, inside: Sequence[Run], words: Sequence[Run], spans: _Spans) -> Run | None:
    """In a flat list of labels and amounts without layout: labels come first, or amounts do."""
    first_is_amount = next((run.index in spans.by_run for run in inside if run.visible), False)
    at = bisect_left(words, hit.run.index, key=lambda run: run.index)  # its own run is none of them
    if first_is_amount:
        return words[at] if at < len(words) else None
    return words[at - 1] if at else None


def _on_the_line(hit: Hit, words: Sequence[Run]) -> Run | None:
    """The words drawn on the same line: to the left if there are any, else to the right."""
    box = hit.node.box
    if box is None or not box.h:
        return None
    on_line: list[tuple[int, float, Run]] = []
    for run in words:
        other = run.pieces[0][2].box
        if other is None:
            continue
        overlap = min(box.bottom, other.bottom) - max(box.y, other.y)
        if overlap >= 0.5 * min(box.h, other.h) and other.h <= 4 * box.h + 40:
            left = other.right <= box.x + 2
            distance = box.x - other.right if left else abs(other.x - box.right)
            on_line.append((0 if left else 1, distance, run))
    if not on_line:
        return None
    on_the_left = [entry[2] for entry in on_line if entry[0] == 0]
    if on_the_left:
        return min(on_the_left, key=lambda run: run.index)
    return min(on_line, key=lambda entry: entry[1])[2]


def _top(chosen: Run, words: Sequence[Run]) -> Run:
    """The name of what a row is about, where the line beside the amount only says more of it: "300 ml × 1", "Qty: 1".

    That is the first of the lines that stand one under the other; the heading of a part of the checkout names no row.
    """
    box = chosen.pieces[0][2].box
    if box is None or label_kind(chosen.text).kind != "unknown":
        return chosen
    for run in words:
        other = run.pieces[0][2].box
        if run.index >= chosen.index or other is None or heading_stage(run.text):
            continue
        if abs(other.x - box.x) <= _FLUSH and other.bottom <= box.y + _FLUSH:
            return run
    return chosen


def _from_table(hit: Hit, cell: Node, spans: _Spans) -> bool:
    row = cell.parent
    if row is None or not is_row(row):
        return False
    table = next((n for n in row.ancestors() if n.tag == "table" or n.get("role") in ("table", "grid")), row)
    own = [run for run in spans.inside(cell) if run.index != hit.run.index]
    words = [run for run in spans.words(own) if not only_qualifies(run.text)]
    cells = [n for n in row.elements if is_cell(n)]
    hit.column = _column_head(spread(spans.head(table)), row, spread(cells).index(cell)) if cell in cells else ""
    hit.goods = is_goods_row(cells, spans.head(table), hit.node)
    others = spans.words([run for other in cells if other is not cell for run in spans.inside(other)])
    hits = [h for other in cells for run in spans.inside(other) for h in spans.by_run.get(run.index, ())]
    if not others and len(words) and len(_amounts([h for h in hits if cell.contains(h.node)])) <= 1:
        others = words
    if not others:
        if cell in cells and (opening := _opening_words(cells[: cells.index(cell)], spans)):
            hit.label, hit.row, hit.row_key = opening, row, (row.order, -1)
            hit.context = row.text[:400]
            return True
        if hit.column and has_letters(hit.column):
            hit.label, hit.row, hit.row_key = hit.column, row, (row.order, cells.index(cell) if cell in cells else 0)
            return True
        return False
    name = others[0] if hit.goods else _sum_before(hit, others) or others[0]
    hit.label, hit.row, hit.row_key = clean(name.text), row, (row.order, -1)
    hit.context = " ".join(run.text for other in cells for run in spans.inside(other) if run.visible)[:400]
    return True


def _sum_before(hit: Hit, words: Sequence[Run]) -> Run | None:
    """The words of a row right before an amount that call it a sum: "Payable in 30 days | Total | 90.00"."""
    before = [run for run in words if run.index < hit.run.index]
    return before[-1] if before and label_kind(clean(before[-1].text)).kind in SUMS else None


def _opening_words(cells: Sequence[Node], spans: _Spans) -> str:
    """What a head of a row says before it names an amount itself: "Delivery: flat rate" of "… 5.40, free above 100"."""
    for cell in cells:
        for run in (run for run in spans.inside(cell) if run.visible):
            hits = spans.by_run.get(run.index, ())
            words = run.text[: min(hit.start for hit in hits)] if hits else ""
            if has_letters(words) and not only_qualifies(words):
                return clean(sum_named(words))
    return ""


def _column_head(heads: Sequence[Node], row: Node, index: int) -> str:
    return clean(heads[min(index, len(heads) - 1)].text) if heads and heads[0].order < row.order else ""
