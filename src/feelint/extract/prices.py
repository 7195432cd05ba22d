"""The advertised price: the amount that the page puts forward for its own item.

Each amount is scored by what speaks for it (place, size, what the author called it, what structured data says) and
what against it (struck, in a list of other goods, part of a sentence, another role). Structured data is one witness.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from feelint.extract.dom import FIXED, Document, Node
from feelint.extract.labels import Hit
from feelint.extract.words import LabelMatch, label_kind, signals
from feelint.model.scene import StructuredPrice
from feelint.money import Money

_PRICE = re.compile(r"\b(?:\w*price|\w*preis|prix|precio|prezzo|prijs|preco|cena|pris|kakaku|amount|cost)\b")
_OLD = re.compile(
    r"\b(?:old|was|regular|list|rrp|msrp|uvp|strike\w*|struck|crossed|compare|before|original|previous|former|standard"
    r"|barre|ancien|antes|statt|alt|reference|retail|high|full|through|del)\b"
)
_ASIDE = re.compile(
    r"\b(?:ship\w*|deliver\w*|versand\w*|install?ments?|monthly|financ\w*|saving\w*|save|discount|unit|per|base|grundpreis"
    r"|tax|vat|deposit|pfand|points|cashback|klarna|credit|coupon|voucher|warrant\w*|protection|insurance|addon\w*|bundle)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:related|recommend\w*|similar|upsell\w*|cross|carousel|slider|swiper|slick|recent\w*|viewed|also|bestsell\w*"
    r"|minicart|cart|basket|bag|drawer|menu|nav\w*|footer|breadcrumb\w*|reviews?|comparison|accessor\w*|suggest\w*|widget"
    r"|sidebar|teaser|promo\w*|banner|alternatives?|complement\w*|ads?|sponsored|wishlist|filters?|facets?|listing|results?)\b"
)
_MAIN = re.compile(r"\b(?:current|now|sale|final|actual|our|special|main|offer|selling|today)\b")
_FURNITURE = frozenset(("nav", "footer", "aside"))
_OTHER_KINDS = frozenset(
    [
        "fulfillment",
        "handling",
        "tax",
        "duty",
        "fee",
        "payment_fee",
        "deposit",
        "tip",
        "donation",
        "insurance",
        "discount",
        "credit",
        "rounding",
    ]
)


@dataclass(frozen=True, slots=True)
class Advertised:
    """The chosen price: index of its amount (-1: structured data alone), and how sure (0 to 1)."""

    index: int
    money: Money
    confidence: float


@dataclass(slots=True)
class _Page:
    """What all candidates are held against."""

    anchors: list[Node]
    buttons: list[Node]
    orders: list[int]
    usual_font: float
    truths: dict[str, float]


def advertised_price(
    document: Document,
    hits: Sequence[Hit],
    options: frozenset[int],
    structured: Sequence[StructuredPrice],
    buttons: Sequence[Node],
    lang: str,
) -> Advertised | None:
    """The price that the page advertises for its item, or None. ``buttons`` put the item into the basket."""
    page = _survey(document, hits, structured, buttons)
    scored: list[tuple[float, int]] = []
    for index, hit in enumerate(hits):
        if hit.reading.money is None or hit.reading.money.amount < 0:
            continue
        score = _score(hit, label_kind(hit.label, lang), page, in_option=index in options)
        scored.append((score - 0.4 * index / max(len(hits), 1), index))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    told = _told(structured)
    if not scored or scored[0][0] < 0.3:
        return Advertised(-1, told, 0.6) if told is not None else None
    best_score, best = scored[0]
    money = hits[best].reading.money
    assert money is not None
    rival = next((s for s, i in scored[1:] if hits[i].reading.money != money), best_score - 4)
    if told is not None and not page.truths.get(_key(money)) and not document.layout_known and best_score < 6:
        return Advertised(-1, told, 0.6)
    confidence = min(0.99, max(0.2, 0.45 + 0.06 * best_score + 0.08 * min(best_score - rival, 4)))
    return Advertised(best, money, round(confidence, 2))


def _told(structured: Sequence[StructuredPrice]) -> Money | None:
    named = [p for p in structured if p.kind in ("price", "low") and p.money.amount > 0]
    return named[0].money if named else None


def _key(money: Money) -> str:
    return f"{money.amount.normalize()} {money.currency}"


def _survey(
    document: Document, hits: Sequence[Hit], structured: Sequence[StructuredPrice], buttons: Sequence[Node]
) -> _Page:
    truths: dict[str, float] = {}
    weight = {"jsonld": 2.6, "microdata": 2.4, "rdfa": 2.2, "meta": 2.2}
    for price in structured:
        value = {"price": 1.0, "low": 0.8, "high": -0.3, "list": -0.8}[price.kind] * weight.get(price.source, 1.5)
        truths[_key(price.money)] = max(truths.get(_key(price.money), -9.0), value)
    names = {price.name.casefold() for price in structured if price.name}
    heads = [n for n in document.all("h1") if n.text] or [n for n in document.all("h2") if n.text][:1]
    named = [n for n in document.all("h1", "h2", "h3") if n.text.casefold() in names]
    fonts = [hit.node.look.font_px for hit in hits if hit.node.look and hit.run.visible]
    return _Page(
        anchors=named or heads,
        buttons=list(buttons),
        orders=sorted(hit.node.order for hit in hits),
        usual_font=median(fonts) if fonts else 0.0,
        truths=truths,
    )


def _score(hit: Hit, match: LabelMatch, page: _Page, *, in_option: bool) -> float:
    money = hit.reading.money
    assert money is not None
    node = hit.node
    near = [node, *list(node.ancestors())[:3]]
    names = " ".join(n.tokens for n in near)
    far = list(node.ancestors())
    score = 1.0
    score += page.truths.get(_key(money), 0.0)
    if any("price" in n.get("itemprop").lower() for n in near[:3]):
        score += 1.5
    if _PRICE.search(names):
        score += 1.3
    if _MAIN.search(names):
        score += 0.4
    score -= 2.2 * bool(_OLD.search(names)) + 1.5 * bool(_ASIDE.search(names))
    score -= 3.0 * node.struck + 3.5 * (not hit.run.visible) + 1.5 * hit.is_sentence
    score -= 2.5 * (match.role in ("unit", "reference", "installment")) + 1.8 * (match.kind in _OTHER_KINDS)
    said = signals(hit.run.text)
    score -= 1.5 * bool(said & {"reference", "installment", "per_unit"}) + 0.8 * (hit.reading.unit is not None)
    score -= 2.5 * (hit.reading.negative or hit.reading.signed_plus) + 2.0 * (not money.amount) + 0.8 * in_option
    score += _place(hit, page, far)
    if node.look and page.usual_font:
        score += max(-1.0, min(2.2, (node.look.font_px - page.usual_font) / 6))
        score += 0.5 * node.look.above_fold
        score -= 0.6 * bool(node.flags & FIXED)
    return score


def _place(hit: Hit, page: _Page, far: Sequence[Node]) -> float:
    """What the surroundings say: furniture of the page, lists of other goods, nearness to title and buy button."""
    score = 0.0
    if any(n.tag in _FURNITURE or n.get("role") in ("navigation", "contentinfo", "complementary") for n in far):
        score -= 2.0
    if any(n.tag == "header" for n in far) and not any(n.tag in ("main", "article") for n in far):
        score -= 1.5
    inner = [n for n in far if not any(n.contains(anchor) for anchor in page.anchors)]
    if any(_ELSEWHERE.search(n.tokens) for n in inner):
        score -= 2.0
    if _is_card(hit, inner, page):
        score -= 2.2
    score += _nearness(hit.node, page.anchors) + 0.8 * _nearness(hit.node, page.buttons)
    if page.anchors and hit.node.order < page.anchors[0].order:
        score -= 0.8
    return score


def _nearness(node: Node, others: Sequence[Node]) -> float:
    """1.2 beside, falling to -0.6 far away; by pixels where the layout is known, else by elements in between."""
    best = -0.6
    for other in others:
        if node.box and other.box and other.box.h:
            across = max(0.0, other.box.x - node.box.right, node.box.x - other.box.right)
            down = max(0.0, other.box.y - node.box.bottom, node.box.y - other.box.bottom)
            best = max(best, 1.2 - (across + down) / 400)
        else:
            best = max(best, 1.2 - abs(node.order - other.order) / 100)
    return best


def _is_card(hit: Hit, inner: Sequence[Node], page: _Page) -> bool:
    """Whether it stands in one of several like boxes that each hold a price and a link: a list of other goods."""
    for child in [hit.node, *inner][:8]:
        parent = child.parent
        if parent is None:
            return False
        twins = [n for n in parent.elements if n.tag == child.tag and n.get("class") == child.get("class")]
        if len(twins) < 3:
            continue
        priced = [n for n in twins if _holds_amount(n, page.orders)]
        linked = [n for n in priced if any(x.tag in ("a", "img") for x in n.walk())]
        if len(linked) >= 3 and not any(n.tag == "input" for n in child.walk()):
            return True
    return False


def _holds_amount(node: Node, orders: Sequence[int]) -> bool:
    at = bisect_left(orders, node.order)
    return at < len(orders) and orders[at] <= node.last
