"""The controls of a page: what can be pressed, ticked, chosen or filled in, with name, state and likely intent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from feelint.extract.dom import CLIPPED, NO_EVENTS, OCCLUDED, POINTER, Document, Node, squeeze
from feelint.extract.names import Labels, group_of, nearby_text, row_text
from feelint.extract.words import control_classes
from feelint.model.scene import Control, Option
from feelint.model.words import Intent

_ROLES = frozenset(
    [
        "button",
        "link",
        "checkbox",
        "radio",
        "switch",
        "option",
        "menuitem",
        "menuitemradio",
        "menuitemcheckbox",
        "tab",
        "combobox",
        "textbox",
        "searchbox",
        "spinbutton",
        "listbox",
    ]
)
_PRESSABLE = frozenset(["button", "link", "menuitem", "tab", "option"])
_FIELDS = ("input", "select", "textarea")
_CHOOSABLE = frozenset(["checkbox", "radio", "switch", "menuitemradio", "menuitemcheckbox"])
_PRESS_TYPES = frozenset(("submit", "button", "image", "reset"))
_DIGITS = re.compile(r"-?\d+\Z")
_NOWHERE = re.compile(r"\s*(?:#|javascript:.*)?\s*", re.I | re.S)
_NO_TWINS = frozenset(
    [
        "edit",
        "remove",
        "close",
        "quantity_plus",
        "quantity_minus",
        "back",
        "wishlist",
        "my_account",
        "compare",
        "share",
        "search",
        "newsletter",
        "login",
    ]
)
_FENCED = frozenset(("pay_ok", "order_weak", "ambiguous", "pay_verb", "wallet"))
_MAX_OPTIONS = 400
_BY_CLASS: tuple[tuple[str, Intent], ...] = (
    ("consent_reject", Intent.CONSENT_REJECT),
    ("consent_accept", Intent.CONSENT_ACCEPT),
    ("consent_settings", Intent.CONSENT_SETTINGS),
    ("wallet", Intent.WALLET),
    ("guest", Intent.GUEST),
    ("add_to_cart", Intent.ADD_TO_CART),
    ("checkout", Intent.CHECKOUT),
    ("view_cart", Intent.VIEW_CART),
    ("to_payment", Intent.CONTINUE),
    ("continue", Intent.CONTINUE),
    ("pay_ok", Intent.ORDER),
    ("order_weak", Intent.ORDER),
    ("ambiguous", Intent.ORDER),
    ("decline", Intent.DECLINE),
    ("close", Intent.CLOSE),
    ("register", Intent.REGISTER),
    ("login", Intent.LOGIN),
    ("remove", Intent.REMOVE),
    ("edit", Intent.EDIT),
    ("apply", Intent.APPLY),
    ("select_option", Intent.SELECT_OPTION),
    ("pay_verb", Intent.ORDER),
)


def read_controls(document: Document, overlays: Sequence[Node]) -> list[Control]:
    """All controls of the page in document order; invisible ones too, for hidden radios can be pressed by label."""
    labels = Labels(document)
    nodes = list(_candidates(document))
    repeated = {text for text, times in Counter(_press_text(node) for node in nodes).items() if text and times > 1}
    return [_control(node, document, labels, overlays, twin=_press_text(node) in repeated) for node in nodes]


def _expanded(node: Node) -> bool | None:
    """Whether what it opens is open; None if it says nothing of the kind."""
    if node.tag == "summary" and node.parent is not None and node.parent.tag == "details":
        return node.parent.has("open")
    return {"true": True, "false": False}.get(node.get("aria-expanded"))


def _press_text(node: Node) -> str:
    """The words that are written on a button, or on a link that leads nowhere and so is one.

    The empty string for anything else, and for a mere sign (".." at two dates).
    """
    pressable = node.tag == "button" or node.get("role") == "button" or node.get("type").lower() in ("submit", "button")
    pressable = pressable or (node.tag == "a" and node.has("href") and _NOWHERE.fullmatch(node.get("href")) is not None)
    text = node.text or node.get("value")
    return text if pressable and node.visible and any(map(str.isalnum, text)) else ""


def _candidates(document: Document) -> Iterator[Node]:
    for node in document.nodes:
        role = node.get("role").lower()
        if node.tag in ("button", "select", "textarea", "summary") or (node.tag == "a" and node.has("href")):
            yield node
        elif node.tag == "input":
            if node.get("type").lower() != "hidden":
                yield node
        elif role in _ROLES or node.has("onclick") or _is_clickable_box(node):
            yield node


def _is_clickable_box(node: Node) -> bool:
    """A box without a control's tag or role that shows a pointer, or a bare anchor that scripts make a button."""
    if node.tag == "a":
        return bool(node.flags & POINTER) or node.has("tabindex")
    if node.tag in ("label", "option", "body", "html") or node.pruned:
        return False
    parent = node.parent
    pointed = bool(node.flags & POINTER) and not (parent is not None and parent.flags & POINTER)
    if not pointed and not (node.has("tabindex") and node.get("tabindex") != "-1"):
        return False
    if any(n.tag in ("a", "button", "label") or n.get("role") in _ROLES for n in list(node.ancestors())[:6]):
        return False
    inner = [n for n in node.walk() if n is not node and n.tag in ("a", "button", "input", "select", "textarea")]
    return not inner and 0 < len(node.text) <= 80


def _control(node: Node, document: Document, labels: Labels, overlays: Sequence[Node], *, twin: bool) -> Control:
    state = document.state.get(node.id, {})
    kind = node.get("type").lower() or {"input": "text", "button": "submit"}.get(node.tag, "")
    role = _role(node, kind)
    choosable = kind in ("checkbox", "radio") or role in _CHOOSABLE
    name = labels.name(node)
    if not name.strip():
        name = nearby_text(node).strip() if kind in ("radio", "checkbox") else ""
    group, group_label = group_of(node, document, labels) if choosable or role == "option" else ("", "")
    field = node.tag in ("input", "select", "textarea") and kind not in _PRESS_TYPES
    classes = _classes(node, name, pressable=not field and not choosable)
    takes = not field and not choosable and ("select_option" in classes or (twin and not set(classes) & _NO_TWINS))
    if (field or takes) and not group_label:
        group_label = group_of(node, document, labels)[1]
    form = next((n for n in node.ancestors() if n.tag == "form"), None)
    stand_in = _stand_in(node, labels) if choosable else -1
    return Control(
        node=node.id,
        order=node.order,
        tag=node.tag,
        type=kind,
        role=role,
        name=name,
        text=node.text[:300] or labels.label(node),
        intents=_intents(role, classes, field=field, choosable=choosable, twin=takes),
        classes=classes,
        form=(form.id if form.id >= 0 else form.order) if form is not None else -1,
        group=group,
        group_label=group_label,
        href=node.get("href"),
        html_name=node.get("name"),
        html_id=node.get("id"),
        value=_value(node, state),
        default_value=str(state.get("default", node.get("value")) or "")[:200],
        placeholder=node.get("placeholder")[:200],
        label=labels.label(node) if field or role == "combobox" else "",
        nearby=nearby_text(node) if field else row_text(node) if takes else "",
        autocomplete=node.get("autocomplete").lower(),
        inputmode=node.get("inputmode"),
        pattern=node.get("pattern"),
        maxlength=int(node.get("maxlength"))
        if _DIGITS.match(node.get("maxlength")) and int(node.get("maxlength")) > 0
        else None,
        min=node.get("min"),
        max=node.get("max"),
        checked=_checked(node, state, choosable=choosable),
        default_checked=_default_checked(node, state, choosable=choosable),
        required=node.has("required") or node.get("aria-required") == "true" or bool(state.get("required")),
        disabled=_disabled(node, state),
        readonly=node.has("readonly") or node.get("aria-readonly") == "true" or bool(state.get("readonly")),
        invalid=_invalid(node, state, labels),
        expanded=_expanded(node),
        options=_options(node, state) if node.tag == "select" else (),
        visible=_reachable(node),
        clickable_at=stand_in,
        overlay=next((i for i, overlay in enumerate(overlays) if overlay.contains(node)), -1),
        frame=max(node.id, 0) // 1_000_000,
        look=node.look,
    )


def _classes(node: Node, name: str, *, pressable: bool) -> tuple[str, ...]:
    """The word classes of a control's name; and of everything else that is written on it, those that order or pay.

    A person reads the text, an accessible name may say something else: the fence looks at both, however long they are.
    """
    found = set(control_classes(name)) if name and len(name) <= 120 else set()
    if pressable and (node.tag != "a" or node.get("role").lower() == "button" or len(name) <= 120):
        alts = [n.get("alt") for n in node.walk() if n.tag in ("img", "input")]
        for text in {name, node.text, node.get("value"), node.get("title"), *alts} - {""}:
            found |= control_classes(text[:1000]) & _FENCED
    return tuple(sorted(found))


def _role(node: Node, kind: str) -> str:
    """The role that it says, else its tag's; a button that says that a list of entries opens from it is a select box."""
    said = node.get("role").lower()
    pressed = said or _implied_role(node, kind)
    return "combobox" if pressed == "button" and node.get("aria-haspopup").lower() == "listbox" else pressed


def _implied_role(node: Node, kind: str) -> str:
    if node.tag == "input":
        return {"checkbox": "checkbox", "radio": "radio", "submit": "button", "button": "button", "image": "button",
                "reset": "button", "number": "spinbutton", "search": "searchbox", "range": "slider"}.get(kind, "textbox")  # fmt: skip
    return {"button": "button", "a": "link", "select": "combobox", "textarea": "textbox", "summary": "button"}.get(
        node.tag, ""
    )


def _intents(role: str, classes: Sequence[str], *, field: bool, choosable: bool, twin: bool) -> tuple[Intent, ...]:
    if choosable:
        return (Intent.CHOICE,)
    if field or role in ("textbox", "combobox", "searchbox", "spinbutton", "listbox"):
        return (Intent.FIELD,)
    found = tuple(dict.fromkeys(intent for word, intent in _BY_CLASS if word in classes))
    if twin:
        return tuple(dict.fromkeys((*found, Intent.SELECT_OPTION)))
    if found:
        return found
    return (Intent.NAVIGATION,) if role == "link" else (Intent.OTHER,)


def _value(node: Node, state: object) -> str:
    if isinstance(state, dict) and "value" in state:
        return str(state["value"] or "")[:200]
    if node.tag == "textarea":
        return node.any_text[:200]
    if node.tag == "select":
        chosen = [n for n in node.find("option") if n.has("selected")] or list(node.find("option"))[:1]
        return (chosen[0].get("value") if chosen[0].has("value") else chosen[0].any_text) if chosen else ""
    return node.get("value")[:200]


def _checked(node: Node, state: object, *, choosable: bool) -> bool | None:
    if not choosable:
        state_of = "aria-selected" if node.get("role").lower() == "tab" else "aria-pressed"
        return {"true": True, "false": False}.get(node.get(state_of))
    if isinstance(state, dict) and "checked" in state:
        return bool(state["checked"])
    return node.has("checked") or node.get("aria-checked") == "true"


def _default_checked(node: Node, state: object, *, choosable: bool) -> bool | None:
    if not choosable:
        return None
    if isinstance(state, dict) and "dchecked" in state:
        return bool(state["dchecked"])
    return node.has("checked") or node.get("aria-checked") == "true"


def _disabled(node: Node, state: object) -> bool:
    if node.get("aria-disabled") == "true":
        return True
    if isinstance(state, dict) and "disabled" in state:
        return bool(state["disabled"])
    if node.has("disabled"):
        return True
    below: Node = node
    for ancestor in node.ancestors():
        if ancestor.tag == "fieldset" and ancestor.has("disabled") and below.tag != "legend":
            return True
        below = ancestor
    return False


def _invalid(node: Node, state: object, labels: Labels) -> str:
    """What the page says to be wrong with it, or the browser, once the form was sent: its bubble is no part of the page."""
    if node.get("aria-invalid") == "true":
        return labels.described(node) or "invalid"
    refused = isinstance(state, dict) and state.get("refused")
    return str(state.get("valid") or "")[:200] if isinstance(state, dict) and refused else ""


def _options(node: Node, state: object) -> tuple[Option, ...]:
    current = str(state["value"]) if isinstance(state, dict) and "value" in state else None
    options = []
    for option in list(node.find("option"))[:_MAX_OPTIONS]:
        text = squeeze(option.any_text) or option.get("label")
        value = option.get("value") if option.has("value") else text
        selected = value == current if current is not None else option.has("selected")
        options.append(Option(value=value, text=text[:200], selected=selected, disabled=option.has("disabled")))
    if options and not any(option.selected for option in options) and current is None:
        options[0] = options[0].model_copy(update={"selected": True})
    return tuple(options)


def _reachable(node: Node) -> bool:
    """Whether a person sees it and may press it, or would if it were not disabled, which many styles let the pointer pass."""
    if node.pruned:
        return False
    if node.look is None:
        return node.visible
    if not node.visible and (node.look.box.w < 8 or node.look.box.h < 8):
        return False
    shown = node.visible or any(n.visible and n.row is not None for n in node.walk())  # unmeasured: tells nothing
    return shown and (node.has("disabled") or not node.flags & NO_EVENTS)


def _stand_in(node: Node, labels: Labels) -> int:
    """For a choice that is clipped, transparent or covered: the visible label or box to press instead."""
    if node.visible and not node.flags & (OCCLUDED | CLIPPED):
        return -1
    for label in labels.label_nodes(node) or _drawn_label(node):
        if _reachable(label) and label.id >= 0:
            return label.id
        inner = next((n for n in label.walk() if n.id >= 0 and n.visible), None)
        if inner is not None:
            return inner.id
    parent = node.parent
    if parent is None or not parent.visible or parent.id < 0 or parent.tag in ("form", "body", "fieldset"):
        return -1
    alone = sum(n.tag in ("input", "select", "button", "a", "textarea") for n in parent.walk()) == 1
    return parent.id if alone else -1


def _drawn_label(node: Node) -> list[Node]:
    """A label right behind a choice that is not shown: bound to nothing, it is drawn in its place, and its box is pressed."""
    around = node.parent.elements if node.parent is not None else []
    at = next((at for at, element in enumerate(around) if element is node), -1)
    behind = around[at + 1 : at + 2]
    return [n for n in behind if n.tag == "label" and not n.get("for") and not any(m.tag in _FIELDS for m in n.walk())]
