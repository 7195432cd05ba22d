"""Rows of a table of goods: what stands beside a quantity is a thing, whatever it is called ("Call of Duty")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from feelint.extract.dom import Node
from feelint.extract.words import SUMS, LabelMatch, label_kind

if TYPE_CHECKING:
    from feelint.extract.labels import Hit

_QUANTITY = re.compile(
    r"\s*(?:qty|quantity|units?|pcs|menge|anzahl|stück\w*|stk|qté|quantités?|nombre|cantidad|cant|uds?|unidades|quantità|q\.?tà|qta|pezzi"
    r"|aantal|stuks|quantidade|qtd\.?e?|ilość|szt|antal|数量|個数|点数)\.?:?\s*",
    re.I,
)
_PRICED_BY_PLACE = frozenset(("fulfillment", "handling", "payment_fee", "duty"))
"""What price lists give, a row for each region, carrier or way to pay."""
_COUNT = re.compile(r"\s*[x×]?\s*\d{1,3}\s*[x×]?\s*(?:[^\W\d]{2,5}\.?)?\s*")


def is_goods_row(cells: Sequence[Node], heads: Sequence[Node], amount: Node) -> bool:
    """Whether a row has a count, or a field for one, in the column that the table's head calls the quantity."""
    if len(cells) != len(heads):
        return False
    for cell, head in zip(cells, heads, strict=True):
        if _QUANTITY.fullmatch(head.text) and not cell.contains(amount):
            return bool(_COUNT.fullmatch(cell.text)) or any(True for _ in cell.find("input", "select"))
    return False


def kind_of(hit: Hit, lang: str | None = None) -> LabelMatch:
    """What the label of an amount says of it; in a row of goods it only names a thing.

    Where it says nothing, the head of its column does: under "Delivery", "Highlands and islands" has a price of delivery.
    """
    match = label_kind(hit.label, lang)
    if match.kind == "unknown" and hit.column and not hit.goods:
        under = label_kind(hit.column, lang)
        match = under if under.kind in _PRICED_BY_PLACE and not under.included else match
    if not hit.goods or match.kind in SUMS:
        return match
    return replace(match, kind="item", certainty="whole", bundled=False, included=False, candidates=("item",))
