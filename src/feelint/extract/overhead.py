"""Names that stand over their amounts: a summary on its side, a row of words above a row of amounts."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from feelint.extract.dom import Node
from feelint.extract.runs import Run
from feelint.extract.words import SUMS, label_kind

_LEVELS = 4
"""How far above an amount the row may be that it stands in."""


def name_over(
    block: Node, inside: Callable[[Node], Sequence[Run]], priced: Container[int], wordy: Container[int]
) -> tuple[Node, Node] | None:
    """What stands over the amount in ``block``, and the row of amounts; None unless the row above names a sum.

    ``inside`` gives the runs of an element; ``priced`` holds the indices of those with amounts, ``wordy`` of words.
    """

    def holds(node: Node, kind: Container[int]) -> int:
        return sum(run.index in kind for run in inside(node) if run.visible)

    for cell in [block, *block.ancestors()][:_LEVELS]:
        row = cell.parent
        cells = _told(row)
        if row is None or len(cells) < 2:
            continue
        heads = _told(_above(row))
        if len(heads) != len(cells) or any(holds(n, priced) != 1 or holds(n, wordy) for n in cells):
            return None
        if any(holds(n, priced) or not holds(n, wordy) for n in heads):
            return None
        named = any(label_kind(n.text).kind in SUMS and label_kind(n.text).certainty == "whole" for n in heads)
        return (heads[cells.index(cell)], row) if named else None
    return None


def _told(row: Node | None) -> list[Node]:
    return [n for n in row.elements if n.text.strip()] if row is not None else []


def _above(row: Node) -> Node | None:
    """The element right before a row, or the last row of the part of a table before its own."""
    part = row.parent
    before = _before(row)
    if before is None and part is not None and part.tag in ("tbody", "tfoot"):
        above = _before(part)
        return next(iter(reversed(list(above.elements))), None) if above is not None else None
    return before


def _before(node: Node) -> Node | None:
    kin = list(node.parent.elements) if node.parent is not None else []
    at = kin.index(node) if node in kin else 0
    return kin[at - 1] if at else None
