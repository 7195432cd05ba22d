"""What else a page shows: headings, overlays, step indicators, sentences that matter, and the visible text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feelint.extract.dom import FIXED, Document, Node
from feelint.extract.promises import promises
from feelint.extract.runs import Run
from feelint.extract.testimony import is_in_the_foot
from feelint.extract.words import blocker, control_classes, heading_stage, signals
from feelint.model.scene import Heading, Overlay, Sentence, StepMark
from feelint.model.words import Stage
from feelint.money import percents

_MAX_TEXT = 40_000
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "legend")
_CURRENT = re.compile(r"\b(?:current|active|selected|now|is-active|on)\b")
_DONE = re.compile(r"\b(?:done|complete[d]?|finished|past|visited|previous|success|checked)\b")
_ALERT = re.compile(
    r"\b(?:errors?|alert|invalid|warning|danger|feedback|notice|message|flash|toast|fehler|fehlermeldung|erreurs?|errore|erro"
    r"|fout|foutmelding|błąd|blad|fel|felmeddelande|err|alerte|alerta|allerta|aviso|avviso|avis|hinweis|warnung|meldung"
    r"|melding|waarschuwing|komunikat|uwaga|varning|meddelande|mensaje|mensagem|messaggio)\b"
)
"""How pages call the boxes that say what is wrong, in the words of their makers."""
_CONSENT = re.compile(
    r"cookie|consent|datenschutz|privacy|gdpr|rgpd|dsgvo|クッキー|prywatno|ciastecz|\bkak(?:or|orna)\b", re.I
)
_FORM_TAGS = frozenset(("input", "select", "textarea"))
_ERROR = re.compile(
    r"\b(?:errors?|invalid|fehler|fehlermeldung|erreurs?|errore|erro|fout|foutmelding|błąd|blad|fel|felmeddelande|err)\b",
    re.I,
)
"""The words of :data:`_ALERT` that are said of nothing but what is wrong."""
_DIALOG_ROLES = frozenset(("dialog", "alertdialog"))


def overlay_nodes(document: Document) -> list[Node]:
    """The outermost dialogs, banners and drawers that lie over the page and are seen."""
    view = document.facts.get("viewport", [0, 0]) if document.facts else [0, 0]
    found: list[Node] = []
    for node in document.nodes:
        if node.pruned or any(outer.contains(node) for outer in found):
            continue
        dialog = node.get("role") in _DIALOG_ROLES or node.tag == "dialog" or node.get("aria-modal") == "true"
        if (dialog and _shows(node)) or _covers(node, view):
            found.append(node)
    return found


def _shows(node: Node) -> bool:
    if node.look is not None and not node.visible and not any(n.visible for n in node.walk() if n.look):
        return False
    return bool(node.text)


def _covers(node: Node, view: Sequence[int]) -> bool:
    """Fixed, and either a good part of the viewport or a consent banner; site headers and bars are not overlays."""
    if not node.flags & FIXED or node.look is None or not view[0] or not node.text:
        return False
    box = node.look.box
    share = (box.w * box.h) / (view[0] * view[1])
    if node.tag in ("header", "nav") or len(node.text) > 6000:
        return False
    return share >= 0.18 or (
        bool(_CONSENT.search(node.text[:1500])) and any(n.tag in ("button", "a") for n in node.walk())
    )


def read_overlays(nodes: Sequence[Node], document: Document) -> list[Overlay]:
    """The overlays as data; ``modal``: marked so, or covering most of the viewport."""
    view = document.facts.get("viewport", [0, 0]) if document.facts else [0, 0]
    result = []
    for node in nodes:
        box = node.box
        wide = bool(box and view[0] and box.w * box.h >= 0.6 * view[0] * view[1])
        modal = node.get("aria-modal") == "true" or wide or (node.tag == "dialog" and node.has("open"))
        result.append(Overlay(node=node.id, text=node.text[:1500], modal=modal, kind=_overlay_kind(node)))
    return result


def _overlay_kind(node: Node) -> str:
    text = node.text[:1500]
    classes = {c for n in node.walk() if n.tag in ("button", "a") for c in control_classes(n.text[:80])}
    if classes & {"consent_accept", "consent_reject", "consent_settings"} or _CONSENT.search(text):
        return "consent"
    if "age_check" in blocker(text):
        return "age"
    if "newsletter" in classes:
        return "newsletter"
    if node.get("role") in _DIALOG_ROLES or node.tag == "dialog":
        return "dialog"
    return ""


def read_headings(document: Document) -> list[Heading]:
    """All visible headings in document order."""
    result = []
    for node in document.nodes:
        if (node.tag not in _HEADINGS and node.get("role") != "heading") or node.pruned:
            continue
        text = node.text
        if not text or (node.look is not None and not any(n.visible for n in node.walk() if n.look)):
            continue
        level = int(node.tag[1]) if node.tag[0] == "h" and node.tag[1:].isdigit() else 4
        result.append(Heading(text=text[:200], level=level, node=node.id, order=node.order, look=node.look))
    return result


def heading_name(document: Document) -> str:
    """The page's main heading: not the shop's own name, which some set as a heading that is a link in the page's head.

    Nor what its foot is headed with.
    """
    found = [n for n in document.nodes if n.tag == "h1" and not n.pruned and n.text and not is_in_the_foot(n)]
    around = [{a.tag for a in n.ancestors()} | {c.tag for c in n.walk() if c.text == n.text} for n in found]
    own = [n for n, tags in zip(found, around, strict=True) if not tags & {"header", "nav", "a"}]
    return next((n.text[:200] for n in own or found), "")


def read_marks(document: Document) -> list[StepMark]:
    """The step indicator: a list of three or more short entries whose words speak of stages in walking order."""
    best: list[StepMark] = []
    for node in document.nodes:
        if node.tag not in ("ol", "ul", "nav", "div", "tr", "section", "header") or node.pruned:
            continue
        entries = [n for n in node.elements if n.text]
        if not 3 <= len(entries) <= 9 or any(len(n.text) > 60 for n in entries):
            continue
        if any(n.tag in _FORM_TAGS for n in node.walk()) or len({n.text for n in entries}) < len(entries):
            continue
        marks = [
            StepMark(text=n.text[:60], state=state, stages=tuple(sorted(heading_stage(n.text))))
            for n, state in zip(entries, _states(entries), strict=True)
        ]
        known = [mark for mark in marks if mark.stages]
        if (
            len(known) >= max(2, len(marks) // 2)
            and any({"details", "delivery", "payment", "review"} & set(mark.stages) for mark in known)
            and _in_order(known)
            and len(known) > len([m for m in best if m.stages])
        ):
            best = marks
    return _with_states(best)


def _in_order(marks: Sequence[StepMark]) -> bool:
    ranks = {stage.value: stage.rank for stage in Stage} | {"confirmation": 99}
    lowest = -1
    for mark in marks:
        later = [ranks[s] for s in mark.stages if s in ranks and ranks[s] >= lowest]
        if not later:
            return False
        lowest = min(later)
    return len({mark.stages for mark in marks}) >= 2


def _states(entries: Sequence[Node]) -> list[str]:
    """The state of each entry. A sign that most entries bear tells nothing where another kind of sign names one."""
    names = [" ".join(n.tokens for n in [entry, *entry.elements]) for entry in entries]
    stated = [any(n.has("aria-current") and n.get("aria-current") != "false" for n in e.walk()) for e in entries]
    styled = [_CURRENT.search(text) is not None for text in names]
    if sum(styled) == 1 and 2 * sum(stated) > len(entries):
        stated = styled
    elif sum(stated) == 1 and 2 * sum(styled) > len(entries):
        styled = stated
    current = [a or b for a, b in zip(stated, styled, strict=True)]
    return [
        "current" if here else "done" if _DONE.search(text) else "" for here, text in zip(current, names, strict=True)
    ]


def _with_states(marks: Sequence[StepMark]) -> list[StepMark]:
    """Fills in the states around the one current entry; where several claim to be current, the last one is."""
    current = [index for index, mark in enumerate(marks) if mark.state == "current"]
    at = current[-1] if current and len(current) < len(marks) else None
    if at is None:
        return list(marks)
    return [
        mark.model_copy(update={"state": "done" if i < at else "current" if i == at else "ahead"})
        for i, mark in enumerate(marks)
    ]


def read_sentences(runs: Sequence[Run]) -> list[Sentence]:
    """Visible text that says something of money, of terms, of rules or of errors."""
    result = []
    for run in runs:
        text = run.text.strip()
        if not run.visible or len(text) < 4:
            continue
        alert = _is_alert(run.block)
        if not alert and (told := _told_within(run)) is not None:
            result.append(told)
        said = signals(text[:600]) if len(text) > 8 else frozenset()
        shares = tuple(value for value, _ in percents(text[:600])) if "%" in text or "％" in text or len(said) else ()
        if alert or said or shares or blocker(text[:400]) or promises(text):
            owner = run.pieces[0][2]
            result.append(
                Sentence(
                    text=text[:600],
                    node=owner.id,
                    order=owner.order,
                    alert=alert,
                    signals=tuple(sorted(said)),
                    percents=shares,
                    look=owner.look,
                )
            )
    return result[:400]


def _told_within(run: Run) -> Sentence | None:
    """What a piece of a line says to be wrong, beside a field's label, say; only what is called an error counts there."""
    said = [(run.text[start:end], owner) for start, end, owner in run.pieces if _is_error(owner, run.block)]
    text = "".join(text for text, _ in said).strip()
    if len(text) < 4 or not any(map(str.isalpha, text)):
        return None
    return Sentence(text=text[:600], node=said[0][1].id, order=said[0][1].order, alert=True, look=said[0][1].look)


def _is_error(node: Node, block: Node) -> bool:
    for n in [node, *list(node.ancestors())[:2]]:
        if n is block or n.tag in ("a", "button") or n.get("role") in ("button", "link"):
            return False
        if n.get("role") == "alert" or n.get("aria-live") == "assertive" or _ERROR.search(n.tokens):
            return True
    return False


def _is_alert(node: Node) -> bool:
    for n in [node, *list(node.ancestors())[:2]]:
        if n.get("role") in ("alert", "status") or n.get("aria-live") in ("assertive",):
            return True
        if n.tag in ("body", "form", "main"):
            return False
        pressed = n.tag in ("a", "button") or n.get("role") in ("button", "link")
        if not pressed and _ALERT.search(n.tokens):  # "btn-warning" is a colour
            return True
    return False


def visible_text(runs: Sequence[Run]) -> str:
    """The visible text, a run to a line."""
    return "\n".join(run.text.strip() for run in runs if run.visible and run.text.strip())[:_MAX_TEXT]
