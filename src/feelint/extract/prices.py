"""The advertised price: the amount that the page puts forward for its own item.

Each amount is described by named features, each feature has one weight in ``WEIGHTS``, and the highest sum wins.
Structured data is one witness among them; it speaks alone only where no amount on the screen stands out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit

from feelint.extract.dom import Document, Node
from feelint.extract.labels import Hit
from feelint.extract.lexicon import table, tokens
from feelint.extract.no_offer import offers_many
from feelint.extract.price_features import Features, Surroundings, describe
from feelint.extract.price_relations import relate, towering
from feelint.extract.price_words import LISTS, ORDER_NUMBERS, PRICE_LISTS
from feelint.extract.runs import Run
from feelint.extract.testimony import page_titles, testimony, title_nodes
from feelint.extract.words import heading_stage, signals
from feelint.model.scene import StructuredPrice
from feelint.money import Money

WEIGHTS: Mapping[str, float] = {
    "any": 1.0,
    # what machines are told
    "told": 3.0,
    "itemprop": 0.8,
    # what the author called it
    "called_price": 1.3,
    "called_current": 0.6,
    "called_old": -2.4,
    "called_maybe_old": -0.7,
    "called_aside": -1.5,
    # what the words beside it say
    "said_now": 0.7,
    "said_was": -2.6,
    "said_save": -2.8,
    "said_payment": -2.8,
    "said_delivery": -2.4,
    "said_threshold": -2.8,
    "said_extra": -2.2,
    "said_member": -1.3,
    "said_means": -0.5,
    "per_measure": -2.0,
    "label_other": -1.4,
    "label_role": -1.2,
    "in_sentence": -1.5,
    "beside_free": -0.8,
    "worded": -0.4,
    "net": -0.2,
    "gross": 0.3,
    # options
    "chosen_option": 0.3,
    "unchosen_option": -1.6,
    "unchosen_box": -2.4,
    "in_option": -0.4,
    # its place
    "furniture": -2.0,
    "page_header": -1.5,
    "elsewhere": -2.2,
    "maybe_elsewhere": -0.4,
    "like_cards": -2.4,
    "like_rows": -0.9,
    "other_name": -1.3,
    "in_link": -0.8,
    "near_title": 1.2,
    "near_button": 0.5,
    "before_title": -0.9,
    "in_title": -1.2,
    # how it is drawn
    "struck": -3.2,
    "hidden": -2.8,
    "reader_only": -0.5,
    "called_hidden": -1.0,
    "size": 1.0,
    "above_fold": 0.5,
    "fixed": -0.6,
    "emphasis": 0.3,
    # how it is written
    "zero": -2.5,
    "signed": -2.5,
    "high_end": -1.5,
    "unsure_currency": -0.2,
    "bare": -0.3,
    # beside the others
    "among_first": 1.0,
    "below_old": 0.8,
    "old_by_sum": -2.2,
    "dearer_twin": -0.9,
    "net_of_other": -2.4,
    "gross_of_other": 0.3,
}
_AGAINST = frozenset(
    ("struck", "called_old", "said_was", "old_by_sum", "net_of_other", "said_payment", "per_measure", "called_aside")
)
_CALLED = frozenset(("called_price", "itemprop", "said_now", "below_old"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BY_WEIGHT = frozenset(("per_measure", "in_title", "worded", "near_title", "near_button", "emphasis"))
_LEAST = 1.6
_ALONE = 1.6
_NEAR = 0.5
"""How near its title an amount stands that nothing else calls a price."""
_NO_PRODUCT = frozenset(("basket", "confirmation"))
_CHECKOUT = frozenset(("details", "delivery", "payment"))


@dataclass(frozen=True, slots=True)
class Advertised:
    """The chosen price: index of its amount (-1: structured data alone), and how sure (0 to 1)."""

    index: int
    money: Money
    confidence: float


def advertised_price(
    document: Document,
    hits: Sequence[Hit],
    runs: Sequence[Run],
    options: frozenset[int],
    structured: Sequence[StructuredPrice],
    buttons: Sequence[Node],
    *,
    lang: str = "",
    currency: str = "",
    bare_from: int | None = None,
    url: str = "",
) -> Advertised | None:
    """The price that the page advertises for its item, or None.

    ``buttons`` put the item into the basket; ``hits`` from ``bare_from`` on are numbers without a currency.
    """
    page = _survey(document, hits, runs, options, structured, buttons, lang, currency)
    page.bare_from = len(hits) if bare_from is None else bare_from
    scored, described = rate(page)
    told = page.told
    if _is_no_product(page, url) or (not page.anchors and told.weight < 0.6 and offers_many(buttons, hits)):
        return None
    best = scored[0] if scored else None
    if (
        told.best is not None
        and not _refuted(told.best, described, page)
        and (best is None or (page.moneys[best[0]] != told.best and best[1] < _ALONE + 3.0 * told.weight))
    ):
        return Advertised(-1, told.best, 0.6)
    if best is None or _nothing_speaks_for(described[best[0]], page):
        return None
    if best[1] < _LEAST:
        return Advertised(best[0], money, 0.3) if (money := _only_one(best[0], described, page)) else None
    if _is_one_of_many(best, scored, described, page) or _is_of_another(best, scored, described, page, buttons):
        return None
    return _chosen(best, scored, page)


def _nothing_speaks_for(found: Features, page: Surroundings) -> bool:
    """Whether the page sells nothing, and no name, word or machine calls an amount its price, nor its title beside it."""
    if page.buttons or found.get("told") or found.keys() & (_CALLED if not page.anchors else _CALLED - {"said_now"}):
        return False
    if page.anchors:
        return found["near_title"] < _NEAR and found.get("size", 0) <= 1
    return not any(node.text for node in page.document.all(*_HEADINGS))


def _only_one(index: int, described: Mapping[int, Features], page: Surroundings) -> Money | None:
    """The only amount of a page with a button that buys: what is sold by weight has no other price."""
    money = page.moneys[index]
    against = {name for name in described[index] if WEIGHTS[name] < 0} - _BY_WEIGHT
    return money if page.buttons and {page.moneys[i] for i in described} == {money} and not against else None


def _chosen(best: tuple[int, float], scored: Sequence[tuple[int, float]], page: Surroundings) -> Advertised:
    index, score = best
    money = page.moneys[index]
    assert money is not None
    rival = next((s for i, s in scored[1:] if page.moneys[i] != money), score - 4)
    confidence = min(0.99, max(0.2, 0.4 + 0.05 * score + 0.08 * min(score - rival, 4)))
    return Advertised(index, money, round(confidence, 2))


def rate(page: Surroundings) -> tuple[list[tuple[int, float]], dict[int, Features]]:
    """All amounts with their scores, the best first, and their features."""
    described = {
        index: describe(index, page)
        for index, money in enumerate(page.moneys)
        if money is not None and money.amount >= 0
    }
    towering(described, page)
    relate([(index, _sum(found)) for index, found in described.items()], described, page)
    total = max(len(page.hits), 1)
    scored = [
        (index, _sum(found) - 0.3 * page.hits[index].run.index / max(len(page.runs), total))
        for index, found in described.items()
    ]
    scored.sort(key=lambda pair: (-pair[1], pair[0]))
    return scored, described


def _sum(found: Features) -> float:
    return sum(WEIGHTS[name] * value for name, value in found.items())


def _survey(
    document: Document,
    hits: Sequence[Hit],
    runs: Sequence[Run],
    options: frozenset[int],
    structured: Sequence[StructuredPrice],
    buttons: Sequence[Node],
    lang: str,
    currency: str,
) -> Surroundings:
    titles = page_titles(document)
    anchors = title_nodes(document, titles, [p.name for p in structured if p.name])
    fonts = [hit.node.look.font_px for hit in hits if hit.node.look and hit.run.visible]
    return Surroundings(
        document=document,
        hits=hits,
        runs=runs,
        moneys=[_money(hit, currency) for hit in hits],
        options=options,
        told=testimony(structured, [*titles, *(anchor.text for anchor in anchors)]),
        anchors=anchors,
        buttons=_own_buttons(buttons, anchors),
        titles=titles,
        lang=lang,
        usual_font=median(fonts) if fonts else 0.0,
    )


def _own_buttons(buttons: Sequence[Node], anchors: Sequence[Node]) -> list[Node]:
    """The buttons of the page's own item: the first ones behind its title."""
    after = [button for button in buttons if not anchors or button.order > anchors[0].order]
    return (after or list(buttons))[:2]


def _money(hit: Hit, currency: str) -> Money | None:
    """The amount; where only the sign leaves its currency open, in the page's or the likeliest one."""
    reading = hit.reading
    if reading.money is not None or reading.ambiguity != "currency-symbol" or not reading.ambiguous:
        return reading.money
    return next((m for m in reading.ambiguous if m.currency == currency), reading.ambiguous[0])


def _refuted(told: Money, described: Mapping[int, Features], page: Surroundings) -> bool:
    """Whether the screen shows what is told only as a was-price, without tax, or as another amount."""
    shown = [found for index, found in described.items() if page.moneys[index] == told and "like_cards" not in found]
    return bool(shown) and all(found.keys() & _AGAINST for found in shown)


def _is_no_product(page: Surroundings, url: str) -> bool:
    """Whether the page says itself that it is no product's: a basket, an order, a list of things, a shop's first page."""
    if page.told.weight >= 0.6:
        return False
    head = page.anchors[0].text if page.anchors else next(iter(page.titles), "")
    if (LISTS.match(head) and len(head) <= 60) or PRICE_LISTS.fullmatch(head):
        return True
    if any(ORDER_NUMBERS.match(node.text) for node in page.document.all("h1")):
        return True
    if not page.buttons and any(entry.key == "checkout" for entry in table("control").whole(tokens(head))):
        return True
    stages = heading_stage(head) if len(head) <= 30 else frozenset()
    if stages & _NO_PRODUCT or (stages & _CHECKOUT and not page.buttons):
        return True
    return bool(url) and not page.buttons and urlsplit(url).path in ("", "/")


def _is_of_another(
    best: tuple[int, float],
    scored: Sequence[tuple[int, float]],
    described: Mapping[int, Features],
    page: Surroundings,
    buttons: Sequence[Node],
) -> bool:
    """Whether the best stands with other things: in a part of the page for them, or in one of their like boxes."""
    index, score = best
    found = described[index]
    if found.get("told", 0) > 0.5:
        return False
    if ("elsewhere" in found and found["near_title"] < _NEAR) or found.keys() >= {"like_cards", "other_name"}:
        return True
    stands_out = found.get("size", 0) > 1 or "below_old" in found
    at_title = bool(page.anchors) and found["near_title"] >= _NEAR and stands_out
    if found.keys() & {"like_cards", "like_rows"} and not at_title and offers_many(buttons, page.hits):
        return True
    mark = "other_name" if page.anchors else "like_rows"
    if page.buttons or mark not in found:
        return False
    equals = [page.moneys[i] for i, other in scored if other > score - 0.9 and mark in described[i]]
    return len(set(equals)) > 1 or (not page.anchors and len(equals) > 2)


def _is_one_of_many(
    best: tuple[int, float], scored: Sequence[tuple[int, float]], described: Mapping[int, Features], page: Surroundings
) -> bool:
    """Whether the best is one of several of equal rank: the page shows many things and offers none before the others."""
    index, score = best
    found = described[index]
    if found.get("told", 0) > 0.5:
        return False
    equals = {
        page.moneys[i]
        for i, other in scored
        if other > score - 0.9 and described[i].get("like_cards") == found.get("like_cards")
    }
    if found.get("like_cards") and len(equals) > 2:
        return True
    on_request = any(
        "price_on_request" in signals(run.text[:120]) for run in page.runs if run.visible and len(run.text) < 120
    )
    return on_request and not found.get("called_price")
