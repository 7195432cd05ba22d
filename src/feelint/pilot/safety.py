"""Fence 2: the controls that may order are refused, by their words, their form and their place.

Nothing here is ever loosened to reach a total: where it cannot be told, the walk stops.
"""

from __future__ import annotations

import re
from collections import Counter

from feelint.model.scene import Control, Scene
from feelint.model.words import Intent, Stage
from feelint.pilot.choices import groups
from feelint.pilot.lexis import only_pays
from feelint.pilot.stages import ends_checkout, has_order_control
from feelint.pilot.view import (
    OPTIONAL,
    asks_address,
    asks_card,
    card_forms,
    fields,
    is_two_faced,
    may_order,
    search_forms,
)

_ORDERING = frozenset(("pay_ok", "order_weak"))
_ONWARD = frozenset(("continue", "to_payment", "to_review", "checkout", "view_cart", "guest"))
_INTO = frozenset(("add_to_cart", "checkout", "view_cart", "to_payment"))
_ASIDE = frozenset(("back", "edit", "remove", "search", "newsletter", "apply", "login"))
_WHO = frozenset(("first_name", "last_name", "full_name", "street"))
_CONSENT = frozenset(("consent_accept", "consent_reject", "consent_settings"))
_NONE_BETWEEN = "the step indicator shows no step between this page and the order"
_PRESSED_ROLES = frozenset(("button", "link", "menuitem", "tab", ""))
_HARMLESS = frozenset(
    (Intent.EDIT, Intent.CLOSE, Intent.CONSENT_ACCEPT, Intent.CONSENT_REJECT, Intent.CONSENT_SETTINGS)
)
_STEP = re.compile(r"(?<![\d.,])(\d{1,2})\s*(?:/|[^\W\d]{1,4}\.?)\s*(\d{1,2})(?![\d.,%])")
_STEP_WORD = re.compile(
    r"\b(?:step|schritt|[ée]tape|paso|passo|passaggio|etapa|fase|stap|krok|etap|steg)\b|ステップ|手順|段階", re.I
)
_MONEY = re.compile(r"\d")


def refusal(control: Control, scene: Scene, stage: Stage) -> str | None:
    """Why ``control`` may not be pressed on this scene, in plain words; None if it may."""
    classes = set(control.classes)
    if control.intends(Intent.FIELD, Intent.CHOICE):
        return None
    if control.intends(Intent.WALLET) or "wallet" in classes:
        return "a wallet button pays in one press"
    if control.form >= 0 and control.form in card_forms(scene) and _submits(control):
        return "it submits a form with card fields"
    if asks_card(scene) and not _stays(control):
        return "card data is asked for on this page: what goes on from here may order"
    if stage.rank <= Stage.PRODUCT.rank and "pay_ok" in classes and not classes & _INTO and only_pays(control.name):
        return "it pays, and nothing lies in the basket yet"
    late = stage.rank >= Stage.PAYMENT.rank
    if late and not control.name.strip():
        return "it has no name, and from the payment stage on anything may order"
    if late and classes & _ORDERING and "to_review" not in classes:
        return "its words order or pay"
    if late and "ambiguous" in classes:
        return "its words may order, and the payment stage is reached"
    if late and "pay_verb" in classes and not classes & {"continue", "to_payment", "to_review", "edit", "back"}:
        return "its words speak of paying or ordering, and the payment stage is reached"
    if late and "to_payment" in classes and "to_review" not in classes and not _offers_payment(scene):
        return "it leads on to paying, and how to pay is settled already"
    if late and _MONEY.search(control.name) and "pay_verb" in classes:
        return "it names an amount to pay"
    if stage is Stage.REVIEW and not _stays(control):
        return "on the last page anything that goes on may order"
    if stage.rank >= Stage.DETAILS.rank and _counts_out(scene) and not _stays(control):
        return _NONE_BETWEEN
    behind_address = stage.rank >= Stage.DELIVERY.rank or (stage is Stage.DETAILS and not asks_address(scene))
    if behind_address and _is_last(scene) and not _stays(control):
        return _NONE_BETWEEN
    if not late and stage.rank >= Stage.DETAILS.rank and _may_order_early(classes, scene):
        return "its words order, and the page could take an order"
    if not late and stage.rank >= Stage.DETAILS.rank and _sends_who_books(control, scene):
        return "its words speak of booking or ordering, and it sends who the customer is"
    return None


def refusal_signed_in(control: Control, scene: Scene, stage: Stage) -> str | None:
    """The same where a saved session is used: the shop may know address and card, and take an order from any page."""
    if may_order(control) and not control.intends(Intent.FIELD, Intent.CHOICE):
        return "its words may order, and a saved session may let one press do it"
    return refusal(control, scene, stage)


def arms(scene: Scene, stage: Stage) -> bool:
    """Whether fence 3 closes from this scene on: an order could be placed from here."""
    if stage.rank >= Stage.PAYMENT.rank or asks_card(scene) or _is_last(scene) or _counts_out(scene):
        return True
    return stage.rank >= Stage.DETAILS.rank and has_order_control(scene)


def order_control(scene: Scene, stage: Stage) -> Control | None:
    """The control that would order: the last refused one whose words say so, a button before a link; else the last submit.

    On the last page the only wallet button orders, where nothing else does.
    """
    found = [c for c in scene.controls if c.visible and {c.role} <= _PRESSED_ROLES and refusal(c, scene, stage)]
    wallets = [c for c in found if c.intends(Intent.WALLET)]
    found = [c for c in found if c not in wallets and not set(c.classes) & _ASIDE and not _consents(c, scene)]
    searching = search_forms(scene)
    found = [c for c in found if c.form < 0 or c.form not in searching]
    asked = Counter(control.form for control, datum in fields(scene) if datum not in OPTIONAL)
    found = [c for c in found if c.form < 0 or asked[c.form] != 1 or set(c.classes) & _ORDERING] or found
    late = stage.rank >= Stage.PAYMENT.rank
    by_words = [c for c in found if may_order(c) or ends_checkout(c, scene) or (late and is_two_faced(c.classes))]
    verbs = [c for c in found if "pay_verb" in c.classes and (c.tag != "a" or c.role == "button")]
    submits = [c for c in found if _submits(c) and c.name]
    by_words = [c for c in by_words if not _in_the_head(c, scene)]
    buttons = [c for c in by_words if c.tag != "a" or c.role == "button"]
    for candidates in (buttons, by_words, verbs, submits):
        if candidates:
            return candidates[-1]
    return wallets[0] if stage is Stage.REVIEW and len(wallets) == 1 else None


def _in_the_head(control: Control, scene: Scene) -> bool:
    """Whether it is a plain link above the page's main heading: a menu's entry, whatever it is called."""
    top = min((h.look.box.y for h in scene.headings if h.look and h.level <= 2), default=None)
    plain = control.tag == "a" and control.role != "button" and control.form < 0 and control.look is not None
    return plain and top is not None and control.look is not None and control.look.box.bottom <= top


def _consents(control: Control, scene: Scene) -> bool:
    """Whether a control only answers what a page asks about cookies: by its place in a banner, or by its words."""
    if control.overlay >= 0 and scene.overlays[control.overlay].kind == "consent":
        return True
    return bool(set(control.classes) & _CONSENT) and not may_order(control)


def is_guess(control: Control, scene: Scene, stage: Stage) -> bool:
    """Whether nothing but the step indicator speaks for it that it orders: a page for checking may come first."""
    return refusal(control, scene, stage) == _NONE_BETWEEN and not may_order(control)


def _says_last(text: str) -> bool:
    """ "Step 2 of 2", "2/2", "Schritt 3 von 3": two equal numbers with a short word or a slash between them."""
    match = _STEP.search(text)
    return match is not None and match[1] == match[2] and int(match[1]) > 1


def _counts_out(scene: Scene) -> bool:
    """Whether a heading counts steps of the way, and this is the last of them or the only one: "Step 1 of 1".

    What asks for the address there may take the order with it.
    """
    found = ((_STEP.search(heading.text), heading.text) for heading in scene.headings)
    return any(match is not None and match[1] == match[2] and _STEP_WORD.search(text) for match, text in found)


def _offers_payment(scene: Scene) -> bool:
    return any(group.kind == "payment" for group in groups(scene))


def _submits(control: Control) -> bool:
    return control.type in ("submit", "image") or (control.tag not in ("input", "a") and control.role == "button")


def _stays(control: Control) -> bool:
    """A press that cannot lead on: edits, closes, goes back, or follows an ordinary link elsewhere."""
    if control.intends(*_HARMLESS) or set(control.classes) & {"back", "remove", "edit", "close"}:
        return not set(control.classes) & (_ORDERING | _ONWARD | {"ambiguous"})
    return control.tag == "summary"


def _is_last(scene: Scene) -> bool:
    """Whether the step indicator, or "Step 3 of 3", puts the order right behind this page."""
    if any(_says_last(heading.text) for heading in scene.headings):
        return True
    at = next((i for i, mark in enumerate(scene.marks) if mark.state == "current"), None)
    if at is None or ("payment" in scene.marks[at].stages and len(scene.marks) < 3):
        return False
    ahead = [stage for mark in scene.marks[at + 1 :] for stage in mark.stages]
    return not any(stage in ("delivery", "payment", "review") for stage in ahead) and scene.bill is not None


def _may_order_early(classes: set[str], scene: Scene) -> bool:
    """Before the payment stage: order words count where the page also asks how to pay, or is a whole checkout."""
    if not classes & (_ORDERING | {"ambiguous", "pay_verb"}):
        return False
    if is_two_faced(classes) and (_offers_payment(scene) or (_takes_address(scene) and _asks_who(scene))):
        return True
    if classes & _ONWARD:
        return False
    if classes & {"register", "login", "guest"} and any(c.type == "password" for c in scene.controls):
        return scene.bill is not None and _offers_payment(scene)
    if classes & _ORDERING:
        return True
    return _offers_payment(scene) or _takes_address(scene)


def _sends_who_books(control: Control, scene: Scene) -> bool:
    """Whether a button speaks of ordering or booking, not of going on, and its form, if any, asks for a name or a street.

    A request for a room or a table is sent from such a page, and shows no bill: "Envía el pedido de reserva".
    """
    classes = set(control.classes)
    if "pay_verb" not in classes or classes & (_ONWARD | _ASIDE) or not _submits(control):
        return False
    return any(c.form == control.form and datum in _WHO for c, datum in fields(scene))


def _asks_who(scene: Scene) -> bool:
    """Whether a name or a street is asked for: a place alone is what a basket asks for to say the postage."""
    return any(datum in _WHO for _, datum in fields(scene))


def _takes_address(scene: Scene) -> bool:
    """Whether the page asks for the address, and adds up the order beside it."""
    return asks_address(scene) and scene.bill is not None and bool(scene.bill.lines)
