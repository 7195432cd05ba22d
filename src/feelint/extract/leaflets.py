"""From a page beside the way to what its sentences and its price lists set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from feelint.extract.claims import payment_methods
from feelint.extract.clauses import clauses, listed
from feelint.extract.dom import Document, Facts, Node, parse
from feelint.extract.runs import runs_of
from feelint.model.leaflet import Clause

_MAX_TEXT = 200_000
_AWAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_OVERLAYS = frozenset(("dialog", "alertdialog", "menu", "navigation", "listbox", "tooltip"))
_CONTROLS = ("a", "button", "summary", "input", "label", "h2", "h3", "h4", "h5", "li", "div", "span")
_LINE = re.compile(r"([^:：]{3,70})\s*[:：]\s*([^:：]{1,60})")
_CELL, _CELLS = 90, 4


def read_clauses(html: str, *, facts: Facts | None = None, locale: str = "", currency: str = "") -> tuple[Clause, ...]:
    """What the sentences and rows of a page set, in the language that the page gives itself (without one, in any).

    Read is what can be seen, and what a control of the page unfolds: accordions, tabs.
    """
    document = parse(html, facts)
    lang = next((node.get("lang") for node in document.all("html", "body") if node.get("lang")), "")
    lang = (facts or {}).get("lang", "") or lang
    folded = frozenset(node.order for node in _unfolded(document))
    lines = [run.text.strip() for run in runs_of(document) if run.visible or _can_be_shown(run.block, folded)]
    text = "\n".join(line for line in lines if line)[:_MAX_TEXT]
    rows = [*_rows(document, folded), *_pairs(lines)]
    found = (*clauses(text, lang=lang, locale=locale, currency=currency), *listed(rows, lang, locale, currency))
    return tuple(dict.fromkeys(found))


def _unfolded(document: Document) -> Iterator[Node]:
    """What a control that can be seen unfolds: the rest of ``details``, and what it names or stands right before."""
    named: set[str] = set()
    for control in document.all(*_CONTROLS):
        expands = control.get("aria-expanded").lower() == "false" or control.get("role") == "tab"
        if not control.visible or not (expands or control.tag in ("a", "button", "label")):
            continue
        named |= {value[1:] for value in control.attrs.values() if value.startswith("#") and len(value) > 1}
        named |= set(f"{control.get('aria-controls')} {control.get('for')}".split())
        if expands and (panel := _next(control)) is not None:
            yield panel
    for node in document.all("details", *_CONTROLS, "section", "ul", "dl", "table", "p"):
        told = node.get("id") in named or node.get("role") == "tabpanel"
        if node.tag == "details" or (told and not node.visible and node.get("role") not in _OVERLAYS):
            yield node


def _next(control: Node) -> Node | None:
    """The element right behind a control, or behind the heading that it is alone in."""
    while control.parent is not None and len(control.parent.elements) == 1:
        control = control.parent
    siblings = control.parent.elements if control.parent is not None else []
    at = next((n for n, one in enumerate(siblings) if one is control), len(siblings))
    behind = siblings[at + 1] if at + 1 < len(siblings) else None
    return behind if behind is not None and not behind.visible and behind.get("role") not in _OVERLAYS else None


def _can_be_shown(node: Node, folded: frozenset[int]) -> bool:
    """Whether something folds it away, and nothing inside of that hides it again."""
    for one in (node, *node.ancestors()):
        if one.order in folded:
            return True
        if one.has("hidden") or _AWAY.search(one.get("style")) or one.tag in ("dialog", "template"):
            return False
    return False


def _rows(document: Document, folded: frozenset[int]) -> Iterator[tuple[str, str]]:
    """The rows of tables and lists of terms, as what they name and what they say of it.

    What stands beside a way to pay is named by what heads its column as well: ``PayPal | 2.9 %`` under ``Surcharge``.
    """
    heads: dict[Node | None, list[Node]] = {}
    for row in document.all("tr", "dt"):
        cells = [row, _behind(row)] if row.tag == "dt" else [one for one in row.elements if one.tag in ("td", "th")]
        said = [_said(cell, folded) for cell in cells if cell is not None]
        table = next((one for one in row.ancestors() if one.tag == "table"), None)
        if table is not None and all(cell is not None and cell.tag == "th" for cell in cells):
            heads.setdefault(table, [cell for cell in cells if cell is not None])
        if 2 <= len(said) <= _CELLS and all(0 < len(words) <= _CELL for words in said):
            yield ", ".join(said[:-1]), said[-1]
            above = heads.get(table, [])
            if len(above) == len(said) and payment_methods(said[0]):
                yield f"{_said(above[-1], folded)} {said[0]}", said[-1]


def _said(cell: Node, folded: frozenset[int]) -> str:
    """The words of a cell; empty where it can neither be seen nor be unfolded."""
    return cell.text.strip() if cell.visible else cell.any_text.strip() if _can_be_shown(cell, folded) else ""


def _behind(term: Node) -> Node | None:
    siblings = term.parent.elements if term.parent is not None else []
    at = next((n for n, one in enumerate(siblings) if one is term), len(siblings))
    return siblings[at + 1] if at + 1 < len(siblings) and siblings[at + 1].tag == "dd" else None


def _pairs(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The lines that name something and say one thing of it: ``Rücksendung: 4,90 €``."""
    for line in lines:
        if match := _LINE.fullmatch(line):
            yield match[1], match[2]
