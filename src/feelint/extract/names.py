"""Accessible names, labels and surroundings of controls (WAI-ARIA accname 1.2, as far as markup tells)."""

from __future__ import annotations

from feelint.extract.dom import Document, Node, squeeze

_LONGEST = 200
_TITLE = 60
_FIELD_TAGS = frozenset(("input", "select", "textarea"))


class Labels:
    """Looks up what names a control: ``aria-labelledby``, ``aria-label``, its label, its content, alt and title."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._for: dict[str, list[Node]] = {}
        for node in document.nodes:
            if node.tag == "label" and node.get("for"):
                self._for.setdefault(node.get("for"), []).append(node)

    def name(self, node: Node) -> str:
        """The accessible name; the empty string when nothing names it."""
        content = self._content(node)
        sign = not any(map(str.isalnum, content))  # a drawn sign says less than the tip that comes up over it
        for text in (
            self._by_reference(node, "aria-labelledby"),
            node.get("aria-label"),
            self.label(node) if node.tag in _FIELD_TAGS else "",
            "" if sign else content,
            node.get("alt"),
            node.get("title"),
            content,
            node.get("placeholder"),
            _behind(node) if node.get("type").lower() in ("radio", "checkbox") else "",
        ):
            if squeezed := squeeze(text):
                return squeezed[:_LONGEST]
        return ""

    def label(self, node: Node) -> str:
        """The text of the label elements of a field, without the field's own content."""
        return squeeze(" ".join(_text_without(label, node) for label in self.label_nodes(node)))[:_LONGEST]

    def label_nodes(self, node: Node) -> list[Node]:
        """The label elements of a field: by ``for``, else the one around it."""
        if (html_id := node.get("id")) and html_id in self._for:
            return self._for[html_id]
        around = next((n for n in node.ancestors() if n.tag == "label"), None)
        return [around] if around is not None else []

    def _by_reference(self, node: Node, attribute: str) -> str:
        parts = (self.document.by_html_id.get(ref) for ref in node.get(attribute).split())
        return " ".join(part.any_text for part in parts if part is not None)

    def described(self, node: Node) -> str:
        """Text that ``aria-describedby`` or ``aria-errormessage`` points at, if it is visible."""
        refs = (node.get("aria-describedby") + " " + node.get("aria-errormessage")).split()
        parts = (self.document.by_html_id.get(ref) for ref in refs)
        return squeeze(" ".join(part.text for part in parts if part is not None))[:_LONGEST]

    @staticmethod
    def _content(node: Node) -> str:
        if node.tag == "input":
            return node.get("value") if node.get("type").lower() in ("submit", "button", "reset", "image") else ""
        if node.tag in ("select", "textarea"):
            return ""
        hidden = "" if node.pruned else node.any_text
        if node.text and (any(map(str.isalnum, node.text)) or not any(map(str.isalpha, hidden))):
            return node.text
        if hidden:
            return hidden  # a sign says nothing; the words clipped away behind it are read out
        return " ".join(
            n.get("alt") or n.get("aria-label") or n.get("title") or (n.any_text if n.tag == "title" else "")
            for n in node.walk()
        )


def _behind(choice: Node) -> str:
    """What is written right behind a radio or box that no label names, up to the next field or line."""
    parts: list[str] = []
    siblings = choice.parent.children if choice.parent is not None else []
    for child in siblings[siblings.index(choice) + 1 :] if choice in siblings else ():
        if isinstance(child, str):
            parts.append(child)
        elif not child.is_inline or any(n.tag in (*_FIELD_TAGS, "button", "label") for n in child.walk()):
            break
        else:
            parts.append(child.text)
    return " ".join(parts)


def _text_without(label: Node, field: Node) -> str:
    parts: list[str] = []
    stack: list[Node | str] = list(reversed(label.children))
    while stack:
        child = stack.pop()
        if isinstance(child, str):
            parts.append(child)
        elif child is not field and child.tag not in ("select", "textarea", "script", "style") and not child.pruned:
            if not child.is_inline and not child.contains(field) and _asks(child):
                continue
            parts.append(" ")
            stack.extend(() if child.is_inline else (" ",))
            stack.extend(reversed(child.children))
    return "".join(parts)


def _asks(box: Node) -> bool:
    """Whether it holds a field to fill in: what an option asks for once it is on is no part of its name."""
    return any(
        n.tag in _FIELD_TAGS and n.get("type").lower() not in ("hidden", "radio", "checkbox") for n in box.walk()
    )


def group_of(node: Node, document: Document, labels: Labels) -> tuple[str, str]:
    """The group a choice belongs to and its heading: same-named radios, fieldset, ARIA group."""
    key = ""
    if node.tag == "input" and node.get("type").lower() == "radio" and node.get("name"):
        form = next((n.order for n in node.ancestors() if n.tag == "form"), -1)
        key = f"radio:{form}:{node.get('name')}"
    elif node.tag == "input" and node.get("type").lower() == "radio" and (box := _box_of_radios(node)) is not None:
        return f"box:{box.order}", _caption(box) or _heading_before(node, document)
    for ancestor in list(node.ancestors())[:10]:
        legend = ""
        if ancestor.tag == "fieldset":
            legend = next((n.text for n in ancestor.elements if n.tag == "legend"), "")
        elif ancestor.get("role") in ("radiogroup", "group", "listbox", "region"):
            legend = labels._by_reference(ancestor, "aria-labelledby") or ancestor.get("aria-label")
        if legend or ancestor.get("role") == "radiogroup":
            return key or f"group:{ancestor.order}", squeeze(legend)[:_LONGEST] or _caption(ancestor)
        if ancestor.tag in ("form", "body"):
            break
    return key, _heading_before(node, document)


def _box_of_radios(node: Node) -> Node | None:
    """The smallest box around a radio button without a name that holds another one: scripts switch them as one group."""
    for ancestor in list(node.ancestors())[:10]:
        if ancestor.tag in ("form", "body"):
            return None
        radios = [n for n in ancestor.walk() if n.tag == "input" and n.get("type").lower() == "radio"]
        if len(radios) > 1:
            named = any(n.get("name") for n in radios) or ancestor.tag == "fieldset" or ancestor.has("role")
            return None if named else ancestor
    return None


def _caption(group: Node) -> str:
    """The line right before a group that has no name of its own, in the smallest box that holds more than the group."""
    for ancestor in list(group.ancestors())[:4]:
        if ancestor.tag in ("form", "body", "fieldset"):
            return ""
        if ancestor.any_text != group.any_text:
            before = squeeze(_before(ancestor, group))
            return before if len(before) <= _TITLE else ""
    return ""


def _heading_before(node: Node, document: Document) -> str:
    """The last heading in front of it, at most 60 elements away."""
    for at in range(node.order - 1, max(0, node.order - 120), -1):
        other = document.nodes[at]
        if other.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "legend") or other.get("role") == "heading":
            return other.text[:_LONGEST]
    return ""


def nearby_text(node: Node) -> str:
    """What stands beside a field that no label element names: the caption in its box, or the head of its row."""
    for ancestor in list(node.ancestors())[:5]:
        if ancestor.tag in ("form", "body", "fieldset", "table"):
            return ""
        row = ancestor.parent if ancestor.tag in ("td", "dd") else ancestor
        head = _row_head(row, node) if row is not None else ""
        if head:
            return head
        fields = [n for n in ancestor.walk() if n.tag in _FIELD_TAGS and n is not node and n.get("type") != "hidden"]
        text = squeeze(_text_without(ancestor, node))
        if text:
            return _before(ancestor, node) if fields else text[:_LONGEST]
    return ""


def _row_head(row: Node, field: Node) -> str:
    """What stands right before the field in its own cell, where that is words; else the heading cell or term of its row."""
    cells = row.elements
    if row.tag == "tr" or row.get("role") == "row":
        head = next((c for c in cells if c.tag == "th" or not _is_about(c, field)), None)
    elif row.tag in ("dl", "div") and any(c.tag == "dt" for c in cells):
        head = next((c for c in reversed(cells) if c.tag == "dt" and c.order < field.order), None)
    else:
        return ""
    if head is None or head.contains(field) or not head.text:
        return ""
    own = next((c for c in cells if c.contains(field)), None)
    caption = _before(own, field) if own is not None else ""
    return caption if any(map(str.isalpha, caption)) else squeeze(f"{head.text} {caption}")[:_LONGEST]


def _is_about(cell: Node, field: Node) -> bool:
    """Whether a plain cell holds the field or others, or follows it: then it is no head of the field's row."""
    return cell.order > field.order or any(n.tag in _FIELD_TAGS and n.get("type") != "hidden" for n in cell.walk())


def _before(box: Node, field: Node) -> str:
    """The text between the field before it (or the beginning of the box) and the field itself."""
    parts: list[str] = []
    stack: list[Node | str] = list(reversed(box.children))
    while stack:
        child = stack.pop()
        if child is field:
            break
        if isinstance(child, str):
            parts.append(child)
        elif child.tag in _FIELD_TAGS and child.get("type") != "hidden":
            parts.clear()
        elif not child.pruned:
            stack.extend(reversed(child.children))
    return squeeze(" ".join(parts))[:_LONGEST]


def row_text(node: Node) -> str:
    """What a button stands beside ("Standard delivery £4.95" before "Select"): the text of the smallest box with more in it."""
    own = node.text
    for ancestor in list(node.ancestors())[:6]:
        if ancestor.tag in ("body", "table", "main"):
            return ""
        text = squeeze(ancestor.text.replace(own, " "))
        if text:
            return text[:_LONGEST] if len(text) <= 400 else ""
    return ""
