"""Which control an amount belongs to: an option's label, a button, a box in its row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from feelint.extract.dom import Document, Node
from feelint.extract.goods import is_counted
from feelint.extract.labels import Hit
from feelint.model.scene import Control
from feelint.model.words import Intent

T = TypeVar("T")


def control_of_hits(document: Document, hits: Sequence[Hit], controls: Sequence[Control]) -> dict[int, int]:
    """Which amounts stand inside a control: an option's label, a button, an entry of a choice."""
    by_node = {control.node: index for index, control in enumerate(controls)}
    choices = _Ordered(
        (document.by_id[control.node], index)
        for index, control in enumerate(controls)
        if control.intends(Intent.CHOICE, Intent.SELECT_OPTION) and control.node in document.by_id
    )
    amounts = _Ordered((hit.node, hit) for hit in hits if not hit.node.struck)
    removers = _Ordered(
        (document.by_id[control.node], control)
        for control in controls
        if control.intends(Intent.REMOVE) and control.node in document.by_id
    )
    owners: dict[int, int] = {}
    for at, hit in enumerate(hits):
        for node in [hit.node, *hit.node.ancestors()]:
            if node.id in by_node and node.tag != "form":
                owners[at] = by_node[node.id]
                break
            if node.tag == "label":
                target = document.by_html_id.get(node.get("for")) if node.get("for") else None
                inner = next((n for n in node.walk() if n.id in by_node), target)
                if inner is not None and inner.id in by_node:
                    owners[at] = by_node[inner.id]
                    break
        if at not in owners and choices and not is_counted(hit):
            owner = _choice_of_row(hit, choices, amounts, removers)
            if owner is not None:
                owners[at] = owner
    return owners


class _Ordered(Generic[T]):
    """Things that stand in elements, in document order: those inside a given one are found at once."""

    def __init__(self, placed: Iterable[tuple[Node, T]]) -> None:
        ordered = sorted(placed, key=lambda pair: pair[0].order)
        self._orders = [node.order for node, _ in ordered]
        self._things = [thing for _, thing in ordered]

    def __len__(self) -> int:
        return len(self._things)

    def inside(self, node: Node) -> Sequence[T]:
        return self._things[bisect_left(self._orders, node.order) : bisect_right(self._orders, node.last)]


def _choice_of_row(hit: Hit, choices: _Ordered[int], hits: _Ordered[Hit], removers: _Ordered[Control]) -> int | None:
    """The one choice of the row that an amount stands in; a box under a whole summary owns none of its rows.

    What has a control that takes it out again is taken already: "Update" beside it is no offer.
    """
    for level, node in enumerate(hit.node.ancestors()):
        inside = choices.inside(node)
        around = hits.inside(node)
        amounts = {str(other.reading.amount) for other in around}
        if (
            len(amounts) > 2
            or len({other.label for other in around}) > 1
            or level >= 5
            or node.tag in ("body", "table")
        ):
            return None
        if len(inside) == 1 and len(node.text) <= 300:
            return None if removers.inside(node) else inside[0]
        if inside or node.tag == "form":
            return None
    return None
