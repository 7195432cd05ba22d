"""Which control leads on: every candidate is scored, what a fence refuses is left out and named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from feelint.extract.lexicon import tokens, without_amounts
from feelint.extract.words import blocker, heading_stage
from feelint.model.scene import Control, Scene
from feelint.model.words import Intent, Stage
from feelint.pilot.asides import asides, topics
from feelint.pilot.fields import spoken
from feelint.pilot.memory import Memory
from feelint.pilot.overlays import is_part_of_the_way
from feelint.pilot.safety import refusal, refusal_signed_in
from feelint.pilot.view import ADDRESS, fields, search_buttons, search_forms

_WORTH: dict[Stage, dict[Intent, float]] = {
    Stage.LISTING: {Intent.ADD_TO_CART: 3},
    Stage.PRODUCT: {Intent.ADD_TO_CART: 6, Intent.CONTINUE: 2, Intent.ORDER: 2, Intent.SELECT_OPTION: 1},
    Stage.BASKET: {Intent.CHECKOUT: 6, Intent.GUEST: 4, Intent.CONTINUE: 4, Intent.ORDER: 2.5},
    Stage.DETAILS: {
        Intent.CONTINUE: 5,
        Intent.GUEST: 5.5,
        Intent.CHECKOUT: 4,
        Intent.APPLY: 1,
        Intent.REGISTER: 2,
        Intent.DECLINE: 3,
    },
    Stage.DELIVERY: {
        Intent.CONTINUE: 5,
        Intent.GUEST: 4.5,
        Intent.CHECKOUT: 4,
        Intent.SELECT_OPTION: 3,
        Intent.APPLY: 1.5,
        Intent.DECLINE: 2,
    },
    Stage.PAYMENT: {Intent.CONTINUE: 5, Intent.SELECT_OPTION: 2, Intent.APPLY: 1, Intent.DECLINE: 1.5},
    Stage.REVIEW: {},
}
_AFTER_ADDING: dict[Intent, float] = {
    Intent.VIEW_CART: 7, Intent.CHECKOUT: 6, Intent.GUEST: 3, Intent.CONTINUE: 3, Intent.DECLINE: 2.5, Intent.ORDER: 1.2,
}  # fmt: skip
"""Past the basket page leads a way on which what it shows first, and offers to take out, is not seen."""
_AWAY = frozenset(
    [
        "keep_shopping",
        "search",
        "newsletter",
        "wishlist",
        "my_account",
        "share",
        "compare",
        "back",
        "login",
        "remove",
        "edit",
        "country_choice",
    ]
)
_TONGUE = re.compile(r"^/[a-z]{2}(?:[-_][A-Za-z]{2})?(?=/)")
_INTO = frozenset(["add_to_cart", "view_cart", "checkout", "continue", "guest"])
_PLACE = frozenset(["street", "house_number", "city", "postal_code"])
_CROSSES = ("×", "✕", "✖", "╳")
"""What begins with one closes what it stands on, whatever that is called: "✕ Your basket"."""
_TOPIC = 0.5
"""What a menu's link is worth whose words only begin like one for ordering: less than anything else."""
_NEVER_ON = frozenset(["quantity_plus", "quantity_minus", "resend", "turn_page"])
"""Whatever else its words say: one more of the item, the confirmation of an order of long ago, the next month."""


@dataclass(frozen=True)
class Candidate:
    """A control that may lead on, with its score."""

    control: Control
    score: float


def candidates(
    scene: Scene, memory: Memory, stage: Stage, touched: set[int], *, anew: bool = False
) -> tuple[list[Candidate], list[str]]:
    """The allowed ways on, best first, and what was refused and why.

    ``touched`` are forms just filled in; ``anew``: the item is to be put in, even if that was tried before.
    """
    leaving = stage in (Stage.PRODUCT, Stage.LISTING) and memory.added and not anew
    worth = _AFTER_ADDING if leaving else _WORTH[stage]
    allowed: list[Candidate] = []
    refused: list[str] = []
    layer = _layer(scene)
    aside, searching = search_forms(scene), search_buttons(scene) | asides(scene)
    asked = any(datum in _PLACE for _, datum in fields(scene))
    nameless = _submit_at_the_price(scene) if stage is Stage.PRODUCT and anew else -1
    for position, control in enumerate(scene.controls):
        if not control.visible or control.intends(Intent.FIELD, Intent.CHOICE) or control.form in aside:
            continue
        if control.node in searching:
            continue
        if control.tag == "summary" or set(control.classes) & _NEVER_ON or _leads_back(control, scene, memory, stage):
            continue  # a summary unfolds a part of this page
        if _leads_home(control, scene) or control.name.startswith(_CROSSES):
            continue
        if control.tag == "a" and "terms_accept" in control.classes and not set(control.classes) & _INTO:
            continue  # "Terms of booking" are read, not agreed to
        if control.intents == (Intent.APPLY,) and "coupon" in spoken(control.name):
            continue  # "Apply discount code" leads nowhere
        if control.checked is not None and not set(control.classes) & _INTO:
            continue  # a toggle says that something is on
        if leaving and control.intents == (Intent.ORDER,) and _is_drawn(control):
            continue  # "Done!" over the button that put the item in
        registers = control.tag == "a" and control.intends(Intent.REGISTER)
        if registers and (leaving or (asked and control.intents == (Intent.REGISTER,))):
            continue  # a menu's "Register" loses what this page asks for, and leads to no basket
        if not anew and memory.added and _put_in_before(control, scene, memory):
            continue
        value = max((worth[i] - 0.4 * n for n, i in enumerate(control.intents) if i in worth), default=0.0)
        if control.node in topics(scene):
            value = min(value, _TOPIC)
        if control.node == nameless:
            value = max(value, worth.get(Intent.ADD_TO_CART, 0) / 2)
        if not value and Intent.VIEW_CART in worth and _names_basket(control):
            value = worth[Intent.VIEW_CART] - 3
        if not value and Intent.CONTINUE in worth and _names_later_stage(control, stage):
            value = worth[Intent.CONTINUE] - 1
        submits = control.form >= 0 and control.form in touched and _sends(control, scene)
        submits = submits and not (stage is Stage.PRODUCT and gone(scene))
        if not value and not (submits and not set(control.classes) & _AWAY):
            continue
        if set(control.classes) & _AWAY and not set(control.classes) & {"continue", "checkout", "guest", "add_to_cart"}:
            continue
        why = (refusal_signed_in if memory.wants.signed_in else refusal)(control, scene, stage)
        if why is not None:
            refused.append(f"{control.name or control.tag}: {why}")
            continue
        if control.disabled:
            continue
        score = (value or 1.2) + _fit(control, touched, layer) + 0.2 * position / max(len(scene.controls), 1)
        tried = f"{stage}|{control.intents[0]}|{control.name}"
        score -= 1.5 * max(0, _fruitless(memory, tried))
        allowed.append(Candidate(control, score))
    allowed.sort(key=lambda candidate: -candidate.score)
    return allowed, refused


def _is_drawn(control: Control) -> bool:
    """Whether it is neither a button nor a link, by tag or role."""
    return control.role == "" and control.tag not in ("a", "button", "input")


def _sends(control: Control, scene: Scene) -> bool:
    """Whether a button sends its form: by its type, or as the only button in view, drawn or not, of a form without a submit."""
    if control.type in ("submit", "image") or control.role != "button" or (control.tag == "a" and control.href):
        return control.type in ("submit", "image")
    beside = [c for c in scene.controls if c.form == control.form and c.visible and c.role == "button"]
    return beside == [control]


def _submit_at_the_price(scene: Scene) -> int:
    """The button that ends the item's form where no known words put it into the basket ("Select flight"); -1: none.

    It stands nearest to the price, its form asks for nothing about the customer, and it says nothing of ordering.
    Where the page says that the item is not to be had, there is none.
    """
    personal = {c.form for c, datum in fields(scene) if datum in ADDRESS or datum in ("password", "username")}
    aside, ordering = search_forms(scene) | personal, {"pay_ok", "order_weak", "ambiguous", "pay_verb"}
    own = [c for c in scene.controls if c.visible and (c.form < 0 or c.form not in aside)]
    known = any(c.intends(Intent.ADD_TO_CART) or (c.tag != "a" and c.intends(Intent.ORDER)) for c in own)
    if scene.advertised < 0 or known or gone(scene):
        return -1
    found = [
        c
        for c in own
        if c.form >= 0 and c.type != "image" and _sends(c, scene)
        and not set(c.classes) & (_AWAY | _NEVER_ON | ordering) and c.name
    ]  # fmt: skip
    price = scene.amounts[scene.advertised].look
    if price is None or any(c.look is None for c in found):
        return found[0].node if len(found) == 1 else -1
    nearest = min(
        found,
        key=lambda c: abs(c.look.box.y - price.box.y) + abs(c.look.box.x - price.box.x) if c.look else 0,
        default=None,
    )
    return nearest.node if nearest is not None else -1


def gone(scene: Scene) -> bool:
    """Whether the page says that the item is not to be had: a form that is sent all the same asks to be told when it is."""
    return any({"sold_out", "not_on_sale"} & blocker(sentence.text) for sentence in scene.sentences)


def _leads_home(control: Control, scene: Scene) -> bool:
    """Whether a plain link has the address of the shop's first page, which is not this one: no step lies there."""
    if control.tag != "a" or control.role == "button" or set(control.classes) & _INTO or not control.href:
        return False
    there, here = urlsplit(urljoin(scene.url, control.href)), urlsplit(scene.url)
    return there[1] == here[1] and there.path in ("", "/") and not there[3] and here.path not in ("", "/")


def _leads_back(control: Control, scene: Scene, memory: Memory, stage: Stage) -> bool:
    """Whether a link has the address of a page of an earlier stage that the walk has left behind ("Check your order")."""
    if control.tag != "a" or not control.href or control.href.startswith("#"):
        return False
    there = _address(urljoin(scene.url, control.href))
    behind = [v for v in memory.visits if Stage.BASKET.rank <= v.stage.rank < stage.rank]
    return there != _address(scene.url) and any(there == _address(visit.url) for visit in behind)


def _address(url: str) -> tuple[str, str, str]:
    """Host, path and query of a URL; a language that the path begins with says nothing of the page."""
    host, path, query = urlsplit(url)[1:4]
    return host, _TONGUE.sub("", path), query


def _put_in_before(control: Control, scene: Scene, memory: Memory) -> bool:
    """Whether this very control put the item into the basket: once more would put in another.

    It may be called otherwise for a moment: "Adding", "Done!".
    """
    puts = [v for v in memory.visits if v.decision.intent == "add_to_cart" and not v.result]
    last = [(v.decision.actions[-1], v.url) for v in puts]
    adds, onward = control.intends(Intent.ADD_TO_CART), bool(set(control.classes) & (_INTO - {"add_to_cart"}))
    return any(
        (adds and control.name == put.name) or (not onward and (control.node, scene.url) == (put.node, url))
        for put, url in last
    )


def _names_basket(control: Control) -> bool:
    """A link that is called after the basket, with whatever counter behind ("Cart: 1 item, 24.90").

    One without a word of its own (an icon, a count, a sum) is called after the last part of its address.
    """
    if control.intends(Intent.ADD_TO_CART) or control.role not in ("link", "button") or len(control.name) > 60:
        return False
    words = any(any(map(str.isalpha, word)) for word in without_amounts(tokens(control.name)))
    called = control.name if words else urlsplit(control.href).path.rstrip("/").rpartition("/")[2]
    return "basket" in heading_stage(called)


def _names_later_stage(control: Control, stage: Stage) -> bool:
    """A button that is called after a stage further on ("To the payment method"), and does not say that it orders."""
    if (
        control.role != "button"
        or set(control.classes) & {"pay_ok", "order_weak", "ambiguous"}
        or len(control.name) > 40
    ):
        return False
    later = {s.value for s in Stage if s.rank > stage.rank}
    return bool(heading_stage(control.name) & later)


def _layer(scene: Scene) -> int:
    """The overlay that the way leads through, or -1 for the page."""
    parts = [i for i in range(len(scene.overlays)) if is_part_of_the_way(scene, i)]
    modal = [i for i in parts if scene.overlays[i].modal]
    return (modal or parts or [-1])[-1]


def _fit(control: Control, touched: set[int], layer: int) -> float:
    score = 0.0
    if control.form >= 0 and control.form in touched:
        score += 2.0
    if control.type == "submit" and control.form >= 0:
        score += 0.3
    if control.role == "button":
        score += 0.4
    if layer >= 0:
        score += 2.5 if control.overlay == layer else -2.0
    if control.look is not None:
        score += min(control.look.box.w * control.look.box.h, 20_000) / 40_000
        score -= 0.3 * control.look.occluded
    return score


def _fruitless(memory: Memory, tried: str) -> int:
    """How often the same control was pressed on the same stage already, beyond once; a number in its name may change."""
    stage, name = tried.split("|")[0], _numberless(tried.rsplit("|", 1)[-1])
    return sum(
        entry.split("|")[0] == stage and _numberless(entry.rsplit("|", 1)[-1]) == name for entry in memory.pressed[-6:]
    )


def _numberless(name: str) -> str:
    return re.sub(r"\d+", "0", name)
