"""Why the walk cannot go on, in the page's own words."""

from __future__ import annotations

import re

from feelint.extract.words import blocker
from feelint.model.scene import Scene, Sentence
from feelint.model.words import Stage
from feelint.money import find

_REASONS = (
    "captcha", "login_required", "not_on_sale", "sold_out", "no_delivery", "minimum_order", "session_expired", "price_on_request",
    "insecure", "maintenance", "payment_not_available", "empty_basket",
)  # fmt: skip
_NO_MINIMUM = re.compile(
    r"\b(?:no|without|keine?n?|ohne|sans|aucune?|pas de|sin|ning[uú]n|senza|nessun|geen|zonder|sem|nenhum|bez|brak|ingen|inget|utan)"
    r"\s+(?:[^\W\d]+\s+){0,2}m[ií]n|最低[^。、]{0,12}(?:なし|ありません)",
    re.I,
)
"""A word for none right before one for the least: "no delivery below" and "without postage" take nothing back."""
_WORDS = {"login_required": "login", "insecure": "refused"}


def blocked(scene: Scene, stage: Stage) -> str:
    """The reason that the page itself gives for not going on, or the empty string."""
    found = {reason for sentence in scene.sentences for reason in _told(sentence, scene)}
    found |= {reason for text in (*(h.text for h in scene.headings), scene.title) for reason in blocker(text)}
    for reason in _REASONS:
        if reason in found and not (reason == "empty_basket" and stage.rank <= Stage.PRODUCT.rank):
            return _WORDS.get(reason, reason.replace("_", "-"))
    return ""


def quote(scene: Scene) -> str:
    """The sentence that says so."""
    for sentence in scene.sentences:
        if _told(sentence, scene):
            return sentence.text[:300]
    return next((h.text[:300] for h in scene.headings if blocker(h.text)), scene.title)


def _told(sentence: Sentence, scene: Scene) -> frozenset[str]:
    """The reasons in a sentence, without the least that an order has to be worth where it tells that to everybody."""
    found = blocker(sentence.text[:400])
    only_tells = "minimum_order" in found and not _falls_short(sentence, scene)
    return found - {"minimum_order"} if only_tells else found


def _falls_short(sentence: Sentence, scene: Scene) -> bool:
    """Whether the goods are worth less than the sentence names; where nothing is known of them: whether it complains."""
    if _NO_MINIMUM.search(sentence.text):
        return False
    found = find(sentence.text, locale=scene.locale or None, currency=scene.currency or None)
    least = max((reading.money.amount for reading in found if reading.money is not None), default=None)
    if least is None:
        return True
    goods = scene.bill.subtotal or scene.bill.total if scene.bill is not None else None
    return goods.amount < least if goods is not None else sentence.alert
