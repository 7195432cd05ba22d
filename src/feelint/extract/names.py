"""Accessible names, labels and surroundings of controls (WAI-ARIA accname 1.2, as far as markup tells)."""

from __future__ import annotations

from feelint.extract.dom import Document, Node, squeeze

_LONGEST = 200
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
        for text in (
            self._by_reference(node, "aria-labelledby"),
            node.get("aria-label"),
            self.label(node) if node.tag in _FIELD_TAGS else "",
            self._content(node),
            node.get("alt"),
            node.get("title"),
            node.get("placeholder"),
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
        text = node.text or (node.any_text if not node.pruned else "")
        if text:
            return text
        return " ".join(
            n.get("alt") or n.get("aria-label") or n.get("title") or (n.any_text if n.tag == "title" else "")
            for n in node.walk()
        )


def _text_without(label: Node, field: Node) -> str:
    parts: list[str] = []
    stack: list[Node | str] = list(reversed(label.children))
    while stack:
        child = stack.pop()
        if isinstance(child, str):
            parts.append(child)
        elif child is not field and child.tag not in ("select", "textarea", "script", "style") and not child.pruned:
            parts.append(" ")
            stack.extend(reversed(child.children))
    return "".join(parts)


def group_of(node: Node, document: Document, labels: Labels) -> tuple[str, str]:
    """The group a choice belongs to and its heading: same-named radios, fieldset, ARIA group."""
    key = ""
    if node.tag == "input" and node.get("type").lower() == "radio" and node.get("name"):
        form = next((n.order for n in node.ancestors() if n.tag == "form"), -1)
        key = f"radio:{form}:{node.get('name')}"
    for ancestor in list(node.ancestors())[:10]:
        legend = ""
        if ancestor.tag == "fieldset":
            legend = next((n.text for n in ancestor.elements if n.tag == "legend"), "")
        elif ancestor.get("role") in ("radiogroup", "group", "listbox", "region"):
            legend = labels._by_reference(ancestor, "aria-labelledby") or ancestor.get("aria-label")
        if legend or ancestor.get("role") == "radiogroup":
            return key or f"group:{ancestor.order}", squeeze(legend)[:_LONGEST]
        if ancestor.tag in ("form", "body"):
            break
    return key, _heading_before(node, document)


def _heading_before(node: Node, document: Document) -> str:
    """The last heading in front of it, at most 60 elements away."""
    for at in range(node.order - 1, max(0, node.order - 120), -1):
        other = document.nodes[at]
        if other.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "legend") or other.get("role") == "heading":
            return other.text[:_LONGEST]
    return ""


def nearby_text(node: Node) -> str:
    """Short visible text in the smallest box around a field that has any: a caption that no label element holds."""
    for ancestor in list(node.ancestors())[:4]:
        if ancestor.tag in ("form", "body", "fieldset"):
            return ""
        fields = [n for n in ancestor.walk() if n.tag in _FIELD_TAGS and n is not node and n.get("type") != "hidden"]
        if fields:
            return ""
        text = _text_without(ancestor, node)
        if squeeze(text):
            return squeeze(text)[:_LONGEST]
    return ""
