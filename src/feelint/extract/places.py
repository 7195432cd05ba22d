"""Where words stand on a page that was kept: the element that holds them, and the line of its HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from feelint.extract.dom import Document, Node
from feelint.model.scene import Box

_LONGEST = 300
_AROUND = 140
"""Characters of text before and after the words."""
_ROOM = 80
"""How much longer than the words a row may be that holds them in another order."""


class Place(NamedTuple):
    """Where words stand: ``line`` of the HTML from 1 (0: not known), and the text around them.

    ``box`` is where their element is drawn, None where it is not; ``shown`` whether the words are text of the page, not
    of its source (its title, its structured data).
    """

    box: Box | None
    line: int
    before: str
    words: str
    after: str
    shown: bool = True


def place(document: Document, html: str, words: str, node: int = -1) -> Place | None:
    """Where ``words`` stand on a page; ``node`` is the number of their element, if that is known. None: nowhere.

    Letters and digits are compared, in any case and width. Where all of them are not found together, the row that has
    them in another order, and then their beginning, down to half, is looked for.
    """
    element = document.by_id.get(node) or _holder(document, words)
    if element is not None:
        return _on_page(element, html, words)
    for part in _parts(words):
        if (inside := _in_source(html, part)) is not None:
            return inside
    for part in list(_parts(words))[1:]:
        if (element := _holder(document, part)) is not None:
            return _on_page(element, html, part)
    return None


def span_of(text: str, words: str) -> tuple[int, int] | None:
    """From where to where ``words`` stand in ``text``, by their letters and digits alone."""
    if (found := _pattern(words).search(text)) or unicodedata.is_normalized("NFKC", text):
        return _with_signs(text, *found.span(), words) if found else None
    spread = [(at, one) for at, char in enumerate(text) for one in unicodedata.normalize("NFKC", char)]
    found = _pattern(words).search("".join(one for _, one in spread))
    return _with_signs(text, spread[found.start()][0], spread[found.end() - 1][0] + 1, words) if found else None


def _with_signs(text: str, start: int, end: int, words: str) -> tuple[int, int]:
    """The span with the signs around it that the words begin and end with: a currency, a full stop."""
    head, tail = re.split(r"[^\W_]", words, maxsplit=1)[0], re.split(r"[^\W_]", words)[-1]
    while start and text[start - 1] in head:
        start -= 1
    more = next((at for at in range(end, len(text)) if not (text[at] in tail or text[at].isspace())), len(text))
    return start, end + len(text[end:more].rstrip())


@lru_cache(maxsize=256)
def _pattern(words: str) -> re.Pattern[str]:
    signs = [re.escape(one) for one in unicodedata.normalize("NFKC", words) if one.isalnum()][:_LONGEST]
    return re.compile(r"[\W_]*".join(signs) or r"(?!)", re.I)


def _parts(words: str) -> Iterator[str]:
    """The words, then without the last of them, and so on while half are left."""
    tokens = words.split()
    for left in range(len(tokens), len(tokens) // 2, -1):
        yield " ".join(tokens[:left])


def _holder(document: Document, words: str) -> Node | None:
    """The smallest element that shows the words together, else in any order, else that holds them hidden."""
    pattern, wanted = _pattern(words), set(_tokens(words))
    room = 2 * len(words) + _ROOM

    def together(node: Node) -> bool:
        return bool(pattern.search(unicodedata.normalize("NFKC", node.text)))

    def in_a_row(node: Node) -> bool:
        return wanted <= set(_tokens(node.text))

    def hidden(node: Node) -> bool:
        return bool(pattern.search(unicodedata.normalize("NFKC", node.any_text)))

    if not wanted:
        return None
    found = _smallest(document.body, together)
    if found is None and (row := _smallest(document.body, in_a_row)) is not None and len(row.text) <= room:
        found = row
    return found or _smallest(document.body, hidden)


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())


def _smallest(root: Node, holds: Callable[[Node], bool]) -> Node | None:
    if not holds(root):
        return None
    while (inner := next((one for one in root.elements if holds(one)), None)) is not None:
        root = inner
    return root


def _on_page(element: Node, html: str, words: str) -> Place:
    drawn = next((one for one in (element, *element.ancestors()) if one.id >= 0), element)
    box = drawn.box if drawn.visible and drawn.tag not in ("body", "html") else None
    around, block = element.any_text, element
    while len(around) < len(words) + _AROUND and block.parent is not None and block.tag != "body":
        block = block.parent
        around = block.any_text
    span = span_of(around, words) or span_of(around, element.any_text)
    line = _line(html, html.find(f'data-fl="{drawn.id}"')) if drawn.id >= 0 else 0
    return Place(box, line, *_cut(around, span)) if span else Place(box, line, "", words, "")


def _in_source(html: str, words: str) -> Place | None:
    found = _pattern(words).search(html)
    if found is None or not any(one.isalnum() for one in words):
        return None
    start = html.rfind("\n", 0, found.start()) + 1
    end = html.find("\n", found.end())
    told = _cut(html[start : end if end >= 0 else len(html)], (found.start() - start, found.end() - start))
    return Place(None, _line(html, found.start()), *told, shown=False)


def _line(html: str, at: int) -> int:
    return html.count("\n", 0, at) + 1 if at >= 0 else 0


def _cut(text: str, span: tuple[int, int]) -> tuple[str, str, str]:
    """What stands before, at and after a span, no more than can be read at a glance."""
    start, end = span
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    before = f"…{before}" if start > _AROUND else before
    return before, text[start:end], f"{after}…" if len(text) > end + _AROUND else after
