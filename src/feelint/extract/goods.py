"""Rows of a table of goods: what stands beside a quantity is a thing, whatever it is called ("Call of Duty")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from feelint.extract.dom import Node
from feelint.extract.tables import spread
from feelint.extract.words import SUMS, LabelMatch, heading_stage, label_kind
from feelint.model.words import ChargeKind
from feelint.money import Money

if TYPE_CHECKING:
    from feelint.extract.labels import Hit

_QUANTITY = re.compile(
    r"\s*(?:qty|quantity|units?|pcs|menge|anzahl|stück(?:zahl)?|stk|qté|quantités?|nombre|cantidad|cant|uds?|unidades|quantità|q\.?tà|qta|pezzi"
    r"|aantal|stuks|quantidade|qtd\.?e?|ilość|liczba|szt|antal|ant|quant|数量?|個数|点数|枚数)\.?:?\s*",
    re.I,
)
_PRICED_BY_PLACE = frozenset(("fulfillment", "handling", "payment_fee", "duty"))
"""What price lists give, a row for each region, carrier or way to pay."""
_NO_COUNT = frozenset(("hidden", "radio", "checkbox", "submit", "button", "image"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MONEY_GIVEN = frozenset(("donation", "tip", "insurance"))
"""What may be asked for by a number beside its name, and is still no thing on sale."""
_PIECES = re.compile(r"(?<![\w.,])(?:(\d{1,2})\s?[x×✕](?=\s)|[x×✕]\s?(\d{1,2})(?![\w.,%]))")
_SPAN = re.compile(r"[1-9]|[1-4]\d")
_COUNT = re.compile(r"\s*[x×]?\s*\d{1,3}\s*[x×]?\s*(?:[^\W\d]{2,5}\.?)?\s*")


def is_goods_row(cells: Sequence[Node], heads: Sequence[Node], amount: Node) -> bool:
    """Whether a row has a count, or a field for one, in the column that the table's head calls the quantity."""
    cells, heads = spread(cells), spread(heads)
    if len(cells) != len(heads):
        return False
    for cell, head in zip(cells, heads, strict=True):
        if _QUANTITY.fullmatch(head.text) and not cell.contains(amount):
            return bool(_COUNT.fullmatch(cell.text)) or any(True for _ in cell.find("input", "select"))
    return False


def is_offered(box: Node, label: str) -> bool:
    """Whether a box is one thing on sale: a heading in it is its name, and a field says how many of it are wanted.

    The name may end in an amount: "Gift card 50 €".
    """
    named = any(heading.text.strip().startswith(label) for heading in box.find(*_HEADINGS))
    return named and any(_counts(field) for field in box.find("input"))


def may_be_charge(label: str) -> bool:
    """Whether the words alone would make a charge of what a heading names: "Enrolment", "Cover", "Gift card"."""
    return label_kind(label).kind not in ("unknown", "item", *SUMS, *_MONEY_GIVEN)


def _counts(field: Node) -> bool:
    return field.get("type").lower() == "number" or field.get("role") == "spinbutton"


def is_count(head: str) -> bool:
    """Whether the head of a column calls it the quantity."""
    return bool(_QUANTITY.fullmatch(head))


def _is_named(label: str, match: LabelMatch) -> bool:
    """Whether a row of goods is delivery or payment by its whole label: invoices list them as one piece of a thing."""
    return (match.kind in _PRICED_BY_PLACE and match.certainty == "whole") or heading_stage(label) == {"payment"}


def kind_of(hit: Hit, lang: str | None = None) -> LabelMatch:
    """What the label of an amount says of it; in a row of goods it only names a thing.

    Where it says nothing, the head of its column does: under "Delivery", "Highlands and islands" has a price of delivery.
    """
    match = label_kind(hit.label, lang)
    if match.kind == "unknown" and hit.column and not hit.goods:
        under = label_kind(hit.column, lang)
        match = under if under.kind in _PRICED_BY_PLACE and not under.included else match
    lowers = hit.reading.money is not None and hit.reading.money.amount < 0
    if not hit.goods or lowers or match.kind in SUMS or _is_named(hit.label, match):
        return match
    return replace(
        match, kind="item", role=None, certainty="whole", bundled=False, included=False, candidates=("item",)
    )


def is_counted(hit: Hit) -> bool:
    """Whether its row of goods has a field for how many: it is taken already, and a box beside it takes it out."""
    fields = hit.row.find("input", "select") if hit.goods and hit.row else ()
    return any(field.get("type").lower() not in _NO_COUNT for field in fields)


def pieces(hit: Hit) -> int:
    """How many pieces its row says are taken, by its one number field or by "2 ×"; 1 where it says nothing."""
    if hit.row is None:
        return 1
    told = {field.get("value").strip() for field in hit.row.find("input") if _counts(field)}
    told |= {found[1] or found[2] for found in _PIECES.finditer(hit.row.text)}
    count = told.pop() if len(told) == 1 else ""
    return int(count) if _SPAN.fullmatch(count) else 1


def thing_kind(name: str) -> ChargeKind:
    """What a row is that calls its amount "total" and stands under a name: delivery, if its words say so, else goods."""
    kind = label_kind(name).kind
    return ChargeKind(kind) if kind in _PRICED_BY_PLACE else ChargeKind.ITEM


def unnamed_kind(label: str, money: Money) -> ChargeKind:
    """What a counted row is whose words name no charge: "Payment 2.50" is what the way to pay costs."""
    if money.amount < 0:
        return ChargeKind.DISCOUNT
    return ChargeKind.PAYMENT_FEE if heading_stage(label) == {"payment"} else ChargeKind.ITEM
