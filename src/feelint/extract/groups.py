"""Which heading a row of an order summary stands under: a heading, or a row without an amount before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from feelint.extract.dom import Document, Node
from feelint.extract.labels import Hit, has_letters
from feelint.extract.tables import is_cell, is_row

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))


def groups(document: Document, hits: Sequence[Hit]) -> dict[int, Node]:
    """For each hit the heading of its group of rows: the last heading or row without an amount before it."""
    by_order: dict[int, list[int]] = {}
    for index, hit in enumerate(hits):
        by_order.setdefault(hit.node.order, []).append(index)
    orders = sorted(by_order)
    heading: Node | None = None
    result: dict[int, Node] = {}
    for node in document.nodes:
        if is_row(node) or node.tag in _HEADINGS:
            at = bisect_left(orders, node.order)
            if not (at < len(orders) and orders[at] <= node.last) and not any(
                is_row(n) for n in node.ancestors() if n is not node
            ):
                heading = node if has_letters(node.text) and not _tells_a_value(node) else None
        if heading is not None:
            for index in by_order.get(node.order, ()):
                result[index] = heading
    return result


def _tells_a_value(row: Node) -> bool:
    """Whether a row has a number or a dash beside its caption, as "Discount | 10 %" has: it heads no other rows."""
    cells = [cell.text for cell in row.elements if is_cell(cell) and cell.text]
    return any(not has_letters(text) for text in cells[1:])
