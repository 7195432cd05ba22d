"""Whether an amount stands under the name of another thing than the page's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feelint.extract.dom import Node
from feelint.extract.labels import Hit
from feelint.extract.testimony import alike
from feelint.extract.words import label_kind

if TYPE_CHECKING:
    from feelint.extract.price_features import Surroundings


def under_other_name(hit: Hit, inner: Sequence[Node], page: Surroundings) -> bool:
    """Whether the smallest box with a heading or a link of words around it names another thing than the page's.

    A name stands before its price. A link behind it ("Delivery costs", "Print"), or a heading with a colon, is no name.
    """
    if not page.anchors:
        return False
    for node in inner[:7]:
        if page.amounts_in(node) > 4 or node.last - node.order > 150 or len(node.text) > 300:
            return False
        for other in node.find("h2", "h3", "h4", "h5", "h6", "a"):
            if len(other.text) > 5 and _may_name(other, hit.node) and not page.amounts_in(other):
                return not any(alike(other.text, text) for text in (*page.titles, *(a.text for a in page.anchors)))
    return False


def _may_name(other: Node, amount: Node) -> bool:
    if other.contains(amount):
        return False
    if other.tag != "a":
        return not other.text.rstrip().endswith((":", "：")) or label_kind(other.text).kind != "unknown"
    leads = bool(other.get("href").strip("#")) and other.order < amount.order
    return leads and label_kind(other.text).kind == "unknown"
