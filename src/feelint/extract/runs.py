"""Runs of text: what stands together on the page, with the element that owns each piece.

A run is the text of one block between its block children. Prices that are drawn from several elements (a sign, a whole
part and small cents) are put together here, so that reading money is a matter of text alone afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from feelint.extract.dom import INLINE, Document, Node, apart, squeeze

_CENTS = re.compile(r"\s*\d{2}(?!\d|[.,]\d|\s?%)")
_TWO = re.compile(r"\s*\d{2}\s*")
_GROUPED = re.compile(r"\s*(?:\d+|\d{1,3}(?:[.,'’\s\u00a0\u202f]\d{3})+)\s*")
_FOOTNOTE = re.compile(r"\s*\(?\d[),]?\s*")
_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_BARE = re.compile(r"\s*[-−–+]?\s*\d[\d.,'’\s\u00a0\u202f]*(?:,-|,–|\.-)?\s*\Z")
_TEXT_INPUTS = frozenset(["text", "button", "submit", "reset", "number", "tel"])
_OPAQUE = frozenset(
    ["script", "style", "template", "noscript", "head", "svg", "object", "iframe", "textarea", "select"]
)


@dataclass(slots=True, eq=False)
class Run:
    """Adjacent text of one block. ``pieces`` are (start, end, owner) in ``text``."""

    block: Node
    text: str = ""
    pieces: list[tuple[int, int, Node]] = field(default_factory=list)
    visible: bool = True
    index: int = -1
    position: int = 0
    """Order of the element that was opened last before its text: runs are sorted by it."""

    def append(self, text: str, owner: Node) -> None:
        """Adds a piece; digits of another element never melt into one number."""
        joined = re.sub(r"[ \t\r\n\f]+", " ", text)
        if owner.tag == "sup" and _FOOTNOTE.fullmatch(joined) and not self.text[-1:].isspace():
            joined = joined.strip().translate(_RAISED)
        if self.text and self.text[-1].isdigit() and joined[:1].isdigit() and self.pieces[-1][2] is not owner:
            joined = ("." if _CENTS.match(joined) else " ") + joined
        elif (
            self.text
            and joined
            and self.pieces[-1][2] is not owner
            and (apart(self.text, joined) or _gap(self.pieces[-1][2], owner))
        ):
            joined = " " + joined
        if joined.startswith(" ") and (not self.text or self.text.endswith(" ")):
            joined = joined[1:]
        if joined:
            self.pieces.append((len(self.text), len(self.text) + len(joined), owner))
            self.text += joined

    def owners(self, start: int, end: int) -> list[Node]:
        """The elements that own the characters from ``start`` to ``end``."""
        return [owner for a, b, owner in self.pieces if a < end and b > start]

    @property
    def is_bare_number(self) -> bool:
        """Whether it is a number and nothing else."""
        return bool(_BARE.match(self.text))


def _gap(before: Node, after: Node) -> bool:
    """Whether two neighbours are drawn on different lines or visibly apart; unknown without layout."""
    one, other = before.box, after.box
    if one is None or other is None or before.contains(after) or after.contains(before) or not (one.h and other.h):
        return False
    if min(one.bottom, other.bottom) - max(one.y, other.y) < 0.3 * min(one.h, other.h):
        return True
    return other.x - one.right > max(4.0, 0.35 * min(one.h, other.h))


def runs_of(document: Document) -> list[Run]:
    """All runs of the page in document order."""
    runs = [run for run in _runs(document.body) if run.text.strip()]
    for index, run in enumerate(runs):
        run.index = index
    return runs


def _runs(root: Node) -> Iterator[Run]:
    """Depth-first with an explicit stack: hostile pages nest deeper than Python recurses."""
    current = Run(root)
    latest = root.order
    stack: list[tuple[Node, Node, Iterator[Node | str]]] = [(root, root, iter(root.children))]
    while stack:
        node, block, children = stack[-1]
        for child in children:
            if isinstance(child, str):
                shown = node.visible
                if current.block is not block or current.visible is not shown:
                    if current.text:
                        yield current
                    current = Run(block, visible=shown)
                if not current.pieces:
                    current.position = latest
                current.append(child, node)
                continue
            latest = child.order
            if child.tag == "br":
                current.append(" ", node)
                yield current
                current = Run(block, visible=node.visible)
                continue
            if child.tag == "input":
                value = _input_text(child)
                if value:
                    run = Run(child, visible=child.visible, position=latest)
                    run.append(value, child)
                    yield run
            if child.tag in _OPAQUE or child.tag == "input":
                continue
            inline = not _holds_blocks(child) and (child.is_inline or _continues(current, child))
            if not inline:
                if current.text:
                    yield current
                current = Run(child, visible=child.visible)
            stack.append((child, block if inline else child, iter(child.children)))
            break
        else:
            stack.pop()
            if stack and stack[-1][1] is not block:
                if current.text:
                    yield current
                current = Run(stack[-1][1], visible=stack[-1][0].visible)
    if current.text:
        yield current


def _holds_blocks(node: Node) -> bool:
    return any(not child.is_inline and child.tag not in ("br", "img", "input", "svg") for child in node.elements)


def _continues(run: Run, node: Node) -> bool:
    """Whether a box of its own is drawn right behind the text before it, as the parts of one price are."""
    if not run.pieces or node.look is None or node.tag not in INLINE:
        return False
    before = run.pieces[-1][2]
    return before.look is not None and before is not node.parent and not _gap(before, node) and len(node.text) <= 8


def _input_text(node: Node) -> str:
    kind = node.get("type").lower() or "text"
    return squeeze(node.get("value")) if kind in _TEXT_INPUTS else ""


def joined_cells(runs: list[Run], index: int, is_sign: re.Pattern[str]) -> tuple[str, list[Run]] | None:
    """For a run that is only a currency sign: the price made with the bare number beside it, and the runs used."""
    run = runs[index]
    after = runs[index + 1] if index + 1 < len(runs) else None
    before = runs[index - 1] if index else None
    sides = [
        (_kinship(run.block, other.block), order, other)
        for order, other in ((0, after), (1, before))
        if other is not None and other.visible is run.visible and other.is_bare_number
    ]
    sides = [side for side in sides if side[0] is not None]
    if not sides:
        return None
    _, order, number = min(sides, key=lambda side: (side[0] or 0, side[1]))
    text, used = number.text.strip(), [number]
    cents = runs[number.index + 1] if order == 0 and number.index + 1 < len(runs) else None
    whole = runs[number.index - 1] if order == 1 and number.index else None
    if whole is not None and _is_smaller(number, whole):
        number, cents, text = whole, number, whole.text.strip()
    if cents is not None and (digits := _whole(text)) and _TWO.fullmatch(cents.text):
        kin = _kinship(number.block, cents.block)
        if kin is not None and kin <= 1:
            text, used = f"{digits}.{cents.text.strip()}", [number, cents]
    sign = run.text.strip()
    return (f"{sign} {text}" if order == 0 else f"{text} {sign}"), [run, *used] if is_sign.fullmatch(sign) else [run]


def _whole(text: str) -> str:
    """The digits of a whole number, its thousands grouped or not; the empty string for anything else."""
    return re.sub(r"\D", "", text) if _GROUPED.fullmatch(text) else ""


def _is_smaller(cents: Run, whole: Run) -> bool:
    """Whether two digits are drawn clearly smaller than the number right before them, as the cents of a price are."""
    small, large = cents.block.look, whole.block.look
    if small is None or large is None or cents.visible is not whole.visible or not _whole(whole.text):
        return False
    return (
        bool(_TWO.fullmatch(cents.text)) and small.font_px <= 0.8 * large.font_px and not _gap(whole.block, cents.block)
    )


def _kinship(one: Node, other: Node) -> int | None:
    """How many levels up their common ancestor is, from the nearer; None beyond three or beyond a row."""
    for level, ancestor in enumerate([one, *one.ancestors()]):
        if level > 3:
            return None
        if ancestor.contains(other):
            return level
        if ancestor.tag in ("tr", "li", "dl", "body"):
            return None
    return None
