"""Amounts in tables that name their currency once, or nowhere: numbers with cents that stand alone in a cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from feelint.extract.dom import Node
from feelint.extract.goods import is_count
from feelint.extract.labels import Hit, has_letters
from feelint.extract.lexicon import normalise
from feelint.extract.price_words import PRICE
from feelint.extract.runs import Run
from feelint.extract.tables import is_cell, is_row, spread
from feelint.extract.words import SUMS, label_kind
from feelint.money import find, minor_digits
from feelint.money.cldr import cldr

WITH_CENTS = re.compile(r"(?:[-−–+]\s?)?\d{1,3}(?:[ .,'’\u00a0\u202f]?\d{3})*[.,]\d{2}")
"""A number with cents, in any way of writing."""
_CODE = re.compile(r"\b[A-Z]{3}\b")
_SIGNS = {"€": "EUR", "£": "GBP", "zł": "PLN", "R$": "BRL", "円": "JPY"}
_SIGN = re.compile(r"(?<![\w$])(?:R\$|[€£円]|zł)(?!\w)")
_SAID_OF = re.compile(
    r"pri[cs]\w*|preis\w*|prix|precios?|prezz[io]|prij[sz]\w*|pre[cç]os?|cen[ay]|amounts?|betr[aä]g\w*|montants?|importes?"
    r"|import[io]|bedrag\w*|valor\w*|kwot[ay]|belopp|currency|währung\w*|devise|moneda|valuta|moeda|waluta|価格|金額|通貨",
    re.I,
)
_LONGEST = 80


def stated_currency(runs: Sequence[Run]) -> str:
    """The one currency that the page says its amounts are in ("All prices in EUR", "Amount (EUR)"); else empty."""
    told: set[str] = set()
    for run in runs:
        if not run.visible or len(run.text) > _LONGEST or not _SAID_OF.search(run.text):
            continue
        told.update(code for code in _CODE.findall(run.text) if code in cldr().codes)
        told.update(_SIGNS[sign] for sign in _SIGN.findall(run.text) if not any(c.isdigit() for c in run.text))
    return told.pop() if len(told) == 1 else ""


def column_hits(runs: Sequence[Run], hits: Sequence[Hit], *, locale: str, currency: str) -> list[Hit]:
    """Numbers with cents that stand alone in a cell under a head that says price, or in a row that names a sum or charge.

    A row counts only in a table that has prices or a sum elsewhere. Empty without a currency that has cents.
    """
    if not currency or minor_digits(currency) != 2:
        return []
    taken = {run.index for hit in hits for run in (hit.run, *hit.extra_runs)}
    lone = [(run, cell) for run in runs if run.index not in taken and (cell := _lone_cell(run)) is not None]
    tables = _Tables()
    return [hit for run, cell in lone if tables.holds_money(cell) for hit in _hits(run, locale, currency)]


def _lone_cell(run: Run) -> Node | None:
    """The cell in which a run stands alone, where the run is a number with cents."""
    if not run.visible or not WITH_CENTS.fullmatch(run.text.strip()):
        return None
    cell = next((n for n in [run.block, *run.block.ancestors()][:3] if is_cell(n)), None)
    return cell if cell is not None and cell.text.strip() == run.text.strip() else None


def _hits(run: Run, locale: str, currency: str) -> Iterator[Hit]:
    readings = find(run.text, locale=locale or None, currency=currency, bare=True)
    if len(readings) == 1 and readings[0].money is not None:
        owners = run.owners(0, len(run.text)) or [run.block]
        drawn = [node for node in owners if node.look]
        node = max(drawn, key=lambda n: n.look.font_px if n.look else 0) if drawn else owners[0]
        yield Hit(run, readings[0], node, 0, len(run.text), context=run.text)


class _Tables:
    """What the heads and rows of tables say of the numbers in them; each table is looked through once."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Node]] = {}
        self._sums: dict[int, bool] = {}
        self._head_rows: dict[int, list[tuple[int, list[Node]]]] = {}

    def holds_money(self, cell: Node) -> bool:
        """Whether a number alone in ``cell`` is an amount."""
        row = cell.parent
        table = next((n for n in cell.ancestors() if n.tag == "table" or n.get("role") in ("table", "grid")), None)
        if row is None or table is None:
            return False
        head = self._head(cell, row, table)
        if PRICE.search(head):
            return True
        if _is_last(cell, row) and self._is_priced(row, table):
            return True
        if head and label_kind(head).kind in SUMS:
            return self._has_sum(table)
        return (
            not is_count(head)
            and self._has_sum(table)
            and any(label_kind(words).kind != "unknown" for words in _words(row, cell))
        )

    def _rows_of(self, table: Node) -> list[Node]:
        if table.order not in self._rows:
            self._rows[table.order] = [n for n in table.walk() if is_row(n)]
        return self._rows[table.order]

    def _has_sum(self, table: Node) -> bool:
        """Whether a row of the table names a sum beside a number with cents."""
        if table.order not in self._sums:
            self._sums[table.order] = any(
                any(WITH_CENTS.search(cell.text) for cell in row.elements if is_cell(cell))
                and any(label_kind(words).kind in SUMS for words in _words(row, None))
                for row in self._rows_of(table)
            )
        return self._sums[table.order]

    def _is_priced(self, row: Node, table: Node) -> bool:
        """Whether a number stands under the head of a row that says price."""
        pairs = zip(self._heads(row, table), _cells(row), strict=False)
        return any(PRICE.search(head) and WITH_CENTS.fullmatch(cell.text.strip()) for head, cell in pairs)

    def _head(self, cell: Node, row: Node, table: Node) -> str:
        """What the nearest row of heads above a cell says over it; empty where there is none."""
        heads = self._heads(row, table)
        return heads[_cells(row).index(cell)] if heads else ""

    def _heads(self, row: Node, table: Node) -> list[str]:
        """The nearest row of as many heads above a row, in plain letters."""
        count = len(_cells(row))
        if table.order not in self._head_rows:
            rows = ((other.order, _cells(other)) for other in self._rows_of(table))
            self._head_rows[table.order] = [entry for entry in rows if entry[1] and all(map(_is_head, entry[1]))]
        above = (cells for order, cells in reversed(self._head_rows[table.order]) if order < row.order)
        return [_plain(head.text) for head in next((cells for cells in above if len(cells) == count), [])]


def _is_head(cell: Node) -> bool:
    return cell.tag == "th" or cell.get("role") == "columnheader"


def _is_last(cell: Node, row: Node) -> bool:
    """Whether nothing stands behind a cell in its row: behind a price of one piece stands what they come to."""
    return not any(other.order > cell.last and other.text.strip() for other in row.elements)


def _cells(row: Node) -> list[Node]:
    return spread([n for n in row.elements if is_cell(n)])


def _plain(text: str) -> str:
    """A text in small letters without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", normalise(text)) if not unicodedata.combining(sign))


def _words(row: Node, without: Node | None) -> Iterator[str]:
    """The short texts of a row's cells that are words."""
    for cell in row.elements:
        if is_cell(cell) and cell is not without and has_letters(cell.text) and len(cell.text) <= _LONGEST:
            yield cell.text
