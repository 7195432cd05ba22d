"""What a table is made of: cells and rows by tag or by role, heads, and how many columns a cell takes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feelint.extract.dom import Node

_SPAN = re.compile(r"[1-9]|[1-4]\d")


def is_cell(node: Node) -> bool:
    """A table cell, by tag or by role."""
    return node.tag in ("td", "th") or node.get("role") in ("cell", "gridcell", "rowheader", "columnheader")


def is_row(node: Node) -> bool:
    """A table row, by tag or by role."""
    return node.tag == "tr" or node.get("role") == "row"


def is_head(cell: Node) -> bool:
    """Whether a cell heads a column or a row."""
    row = cell.parent
    in_head = row is not None and row.parent is not None and row.parent.tag == "thead"
    return cell.tag == "th" or cell.get("role") == "columnheader" or in_head


def spread(cells: Sequence[Node]) -> list[Node]:
    """The cells of a row, each as often as it takes a column."""
    spans = (cell.get("colspan").strip() for cell in cells)
    return [
        cell for cell, span in zip(cells, spans, strict=True) for _ in range(int(span) if _SPAN.fullmatch(span) else 1)
    ]
