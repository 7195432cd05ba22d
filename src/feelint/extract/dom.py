"""The page as a light tree with layout facts. The only module that touches the HTML parser.

Two kinds of input give the same tree: the annotated HTML that the observer wrote, with its facts, and any saved HTML
file, for which visibility is guessed from markup and nothing is known of the layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypedDict, cast

from lxml import etree

from feelint.model.scene import Box, Look

VISIBLE, STRUCK, ABOVE_FOLD, OCCLUDED, IN_VIEW, FIXED, POINTER, TRANSPARENT, CLIPPED, NO_EVENTS, BLOCK = (
    1 << bit for bit in range(11)
)


_WORDS = frozenset(("class", "rel", "rev", "accept-charset", "headers", "accesskey", "dropzone"))
"""Attributes that are lists of words, whatever white space lies between them."""
_SPACED = frozenset(("pre", "textarea"))


class Facts(TypedDict, total=False):
    v: int
    url: str
    title: str
    lang: str
    viewport: list[int]
    scroll: list[float]
    page: list[int]
    nodes: dict[str, list[float | None]]
    state: dict[str, dict[str, Any]]
    frames: dict[str, str]
    quiet: float


INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "fl-pseudo",
        "fl-text",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "output",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "meta",
        "link",
        "base",
        "svg",
        "path",
        "object",
        "iframe",
    ]
)
_NEVER_INLINE = frozenset(["button", "select", "textarea", "input", "label", "td", "th", "tr", "li", "table", "br"])
_STRUCK_TAGS = frozenset(["del", "s", "strike"])
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)", re.I)
_STRUCK_STYLE = re.compile(r"line-through", re.I)
_STRUCK_CLASS = re.compile(r"(?:^|[\s_-])(?:line-?through|strike-?through|struck)(?:$|[\s_-])", re.I)
_READER_ONLY = re.compile(r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader|assistive-?text)", re.I)
_NAMING = ("class", "id", "itemprop", "data-testid", "data-test", "data-qa")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True, eq=False)
class Node:
    """An element. ``id`` is its number in the annotated HTML; saved files get numbers in document order."""

    tag: str
    attrs: Mapping[str, str]
    parent: Node | None
    order: int
    page: list[Node] = field(repr=False)
    """All elements of the page in document order: ``page[order]`` is this one."""
    id: int = -1
    visible: bool = True
    pruned: bool = False
    """Hidden with all that is inside; a measured wrapper may be empty itself and yet hold visible things."""
    struck: bool = False
    flags: int = 0
    row: Sequence[float | None] | None = None
    """The measurements of the browser: flags, x, y, width, height, font size, weight, contrast."""
    children: list[Node | str] = field(default_factory=list)
    last: int = 0
    """Order of the last descendant: ``order <= other.order <= last`` means that ``other`` is inside."""
    _text: str | None = None
    _tokens: str | None = None
    _look: Look | None = None

    @property
    def look(self) -> Look | None:
        """How it is drawn; None where nothing was measured."""
        if self._look is None and self.row is not None:
            _, x, y, w, h, font, weight, contrast = (*self.row, None)[:8]
            self._look = Look(
                box=Box(x=x or 0, y=y or 0, w=w or 0, h=h or 0),
                font_px=font or 0,
                weight=int(weight or 400),
                contrast=contrast,
                struck=bool(self.flags & STRUCK),
                above_fold=bool(self.flags & ABOVE_FOLD),
                occluded=bool(self.flags & OCCLUDED),
                fixed=bool(self.flags & FIXED),
            )
        return self._look

    def get(self, name: str) -> str:
        """An attribute, or the empty string."""
        return self.attrs.get(name, "")

    def has(self, name: str) -> bool:
        """Whether the attribute is there, whatever its value."""
        return name in self.attrs

    def contains(self, other: Node) -> bool:
        """Whether ``other`` is this node or inside it."""
        return self.order <= other.order <= self.last

    def ancestors(self) -> Iterator[Node]:
        """The parent, its parent, … up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def walk(self) -> Iterator[Node]:
        """This node and all elements inside it, in document order."""
        return iter(self.page[self.order : self.last + 1])

    def find(self, *tags: str) -> Iterator[Node]:
        """All elements inside (and this one) with one of ``tags``."""
        return (node for node in self.walk() if node.tag in tags)

    @property
    def is_inline(self) -> bool:
        """Whether it is drawn within a line of text: as its style says, by its tag where the style is unknown."""
        if self.row is None:
            return self.tag in INLINE
        return not self.flags & BLOCK and self.tag not in _NEVER_INLINE

    @property
    def elements(self) -> list[Node]:
        """The child elements."""
        return [child for child in self.children if not isinstance(child, str)]

    @property
    def text(self) -> str:
        """All visible text inside, one space between blocks."""
        if self._text is None:
            self._text = squeeze(self._gather(shown=True))
        return self._text

    @property
    def any_text(self) -> str:
        """All text inside, hidden or not."""
        return squeeze(self._gather(shown=False))

    def _gather(self, *, shown: bool) -> str:
        if (shown and self.pruned) or self.tag in _SILENT:
            return ""
        parts: list[str] = []
        for child in self.children:
            if isinstance(child, str):
                if self.visible or not shown:
                    parts.append(f" {child}" if parts and apart(parts[-1], child) else child)
            elif child.tag == "br":
                parts.append(" ")
            elif child.is_inline:
                inner = child._gather(shown=shown)
                if parts and apart(parts[-1], inner):
                    parts.append(" ")
                parts.append(inner)
            else:
                parts += (" ", child._gather(shown=shown), " ")
        return "".join(parts)

    @property
    def tokens(self) -> str:
        """What the author called it: class, id, itemprop and data-test names, in lower case with spaces."""
        if self._tokens is None:
            names = " ".join(_unconditional(self.get(name)) if name == "class" else self.get(name) for name in _NAMING)
            self._tokens = _NO_WORD.sub(" ", _HUMP.sub(" ", names).lower()).strip()
        return self._tokens

    @property
    def box(self) -> Box | None:
        """Where it is drawn; None when the layout is unknown."""
        return self.look.box if self.look else None


def _unconditional(classes: str) -> str:
    """Class names without those that only tell how it would look if ("data-[invalid=true]:text-red", "disabled:grey")."""
    return " ".join(name for name in classes.split() if ":" not in name and "[" not in name)


@dataclass(slots=True)
class Document:
    """A parsed page."""

    root: Node
    nodes: list[Node]
    facts: Facts | None
    state: Mapping[int, Mapping[str, Any]]
    by_id: dict[int, Node]
    by_html_id: dict[str, Node]

    @property
    def body(self) -> Node:
        return next(self.root.find("body"), self.root)

    @property
    def layout_known(self) -> bool:
        return self.facts is not None

    def all(self, *tags: str) -> list[Node]:
        """All elements with one of ``tags``, in document order."""
        return [node for node in self.nodes if node.tag in tags]


def apart(before: str, after: str) -> bool:
    """Whether two pieces of different elements are drawn apart although no white space stands between them.

    "minutes" and "Free", "Box 5" and "95,00 €": elements that follow each other as words, spaced by style alone.
    """
    if not before or not after:
        return False
    last, first = before[-1], after[0]
    return (last.islower() and first.isupper()) or (last.isalpha() and first.isdigit() and len(before.strip()) > 3)


def squeeze(text: str) -> str:
    """``text`` with runs of plain white space made one space; no-break spaces stay, they belong to numbers."""
    return _SPACE.sub(" ", text).strip(" ")


def parse(html: str, facts: Facts | None = None) -> Document:
    """Parses annotated HTML with its facts, or any HTML without."""
    tree = _Tree(_Looks(facts))
    parser = etree.HTMLParser(target=cast(Any, tree))
    with suppress(etree.LxmlError):
        parser.feed(html)
        parser.close()
    root, nodes = tree.close(), tree.nodes
    by_id = {node.id: node for node in nodes if node.id >= 0}
    by_html_id: dict[str, Node] = {}
    for node in nodes:
        if html_id := node.get("id"):
            by_html_id.setdefault(html_id, node)
    state = {int(key): value for key, value in (facts or {}).get("state", {}).items()}
    return Document(root, nodes, facts, state, by_id, by_html_id)


class _Looks:
    """Reads visibility and layout of one element, from facts where there are any, else from markup."""

    def __init__(self, facts: Facts | None) -> None:
        self.known = facts is not None
        self.nodes = facts.get("nodes", {}) if facts is not None else {}

    def apply(self, node: Node, parent: Node) -> None:
        raw = node.attrs.get("data-fl")
        node.id = int(raw) if raw and raw.isdecimal() else (-1 if self.known else node.order)
        node.struck = parent.struck or node.tag in _STRUCK_TAGS
        if self.known:
            node.pruned = parent.pruned or node.has("data-fl-hidden")
            row = self.nodes.get(raw) if raw else None
            if row is not None:
                self._measured(node, row)
            else:
                node.flags = parent.flags & FIXED
                node.visible = not node.pruned and (parent.visible or node.tag != "fl-pseudo")
            return
        style = node.get("style")
        node.struck = node.struck or bool(_STRUCK_STYLE.search(style) or _STRUCK_CLASS.search(node.get("class")))
        node.pruned = bool(
            parent.pruned
            or node.has("hidden")
            or _HIDDEN_STYLE.search(style)
            or (node.tag == "input" and node.get("type").lower() == "hidden")
            or (node.tag == "dialog" and not node.has("open"))
            or _READER_ONLY.search(node.get("class"))
        )
        node.visible = not node.pruned

    @staticmethod
    def _measured(node: Node, row: Sequence[float | None]) -> None:
        node.row = row
        node.flags = int(row[0] or 0)
        node.visible = bool(node.flags & VISIBLE) and not node.pruned
        node.struck = bool(node.flags & STRUCK)


class _Tree:
    """What libxml2 tells of the markup, piece by piece, as nodes; what stands behind the end of the page counts too."""

    def __init__(self, looks: _Looks) -> None:
        self.nodes: list[Node] = []
        self.looks = looks
        self.root = self.parent = Node("#root", {}, None, 0, self.nodes)
        self.nodes.append(self.root)
        self._text: list[str] = []
        self._kept = 0

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """An element begins."""
        self._write()
        told = {k: " ".join(v.split()) if k in _WORDS else v for k, v in attrs.items()}
        node = Node(tag.lower(), told, self.parent, len(self.nodes), self.nodes)
        self.looks.apply(node, self.parent)
        self.nodes.append(node)
        self.parent.children.append(node)
        self.parent = node
        self._kept += node.tag in _SPACED

    def end(self, tag: str) -> None:
        """An element ends; libxml2 ends what was left open in it before."""
        self._write()
        if self.parent.tag == tag.lower():
            self._leave()

    def data(self, text: str) -> None:
        """Some more text."""
        self._text.append(text)

    def comment(self, *_: str | None) -> None:
        """A comment or an instruction says nothing, and parts two texts."""
        self._write()

    pi = comment

    def close(self) -> Node:
        """The root of what was told."""
        self._write()
        while self.parent is not self.root:
            self._leave()
        self.root.last = len(self.nodes) - 1
        return self.root

    def _leave(self) -> None:
        self.parent.last = len(self.nodes) - 1
        self._kept -= self.parent.tag in _SPACED
        self.parent = self.parent.parent or self.root

    def _write(self) -> None:
        """A text of nothing but white space is one space or line break, but where each of them counts."""
        text = "".join(self._text)
        self._text.clear()
        if not self._kept and not text.strip(" \t\n\r\f\v"):
            text = text and ("\n" if "\n" in text else " ")
        if text:
            self.parent.children.append(text)
