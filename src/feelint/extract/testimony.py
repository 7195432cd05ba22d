"""What structured data testifies about the page's own product, and which heading is that product's title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from feelint.extract.dom import Document, Node, squeeze
from feelint.model.scene import StructuredPrice
from feelint.money import Money

_WORD = re.compile(r"[^\W_]+")
_SEPARATOR = re.compile(r"\s[|–—·:»-]\s|\s?\|\s?")
_NO_TITLES = frozenset(("a", "li", "script", "style", "option", "title", "button"))
_HEADINGS = ("h1", "h2", "h3", "h4")
_ARTICLES = frozenset(("article", "main", "section", "aside"))
_TRUST = {"jsonld": 1.0, "microdata": 0.9, "rdfa": 0.9, "meta": 0.9, "data": 0.7}
_KINDS = {"price": 1.0, "low": 0.8, "high": 0.1, "list": -0.6}


@dataclass(frozen=True, slots=True)
class Testimony:
    """How much each amount is vouched for (about -1 to 1), and the one that is vouched for most, with its weight."""

    weights: dict[Money, float]
    best: Money | None = None
    weight: float = 0.0

    def of(self, money: Money) -> float:
        """The weight of an amount."""
        return self.weights.get(money, 0.0)


@lru_cache(maxsize=1024)
def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.casefold()))


def alike(one: str, other: str) -> bool:
    """Whether two texts name the same thing: one holds the other, or most of its words."""
    one, other = one.strip().casefold(), other.strip().casefold()
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and short in long:
        return True
    few, many = sorted((_words(one), _words(other)), key=len)
    return len(few) >= 2 and len(few & many) >= 0.6 * len(few)


def page_titles(document: Document) -> list[str]:
    """What the page calls itself: its title and what it tells those who share it."""
    found = [n.any_text for n in document.all("title")[:1]]
    for node in document.all("meta"):
        if (node.get("property") or node.get("name")).lower() in ("og:title", "twitter:title"):
            found.append(squeeze(node.get("content")))
    return [text for text in dict.fromkeys(found) if text]


def title_nodes(document: Document, titles: Sequence[str], names: Iterable[str]) -> list[Node]:
    """The headings that name the page's item: those like its title or its product's name, else the first.

    What the foot of the page is headed with (its newsletter) is no item's name.
    """
    found = [n for n in document.all(*_HEADINGS) if n.text and not _is_link_to_elsewhere(n) and not _is_logo(n)]
    heads = [n for n in found if not is_in_the_foot(n)]
    known = [*names, *titles]
    firsts = [n for n in heads if n.tag == "h1"]
    for group in (firsts, heads):
        if like := [n for n in group if any(alike(n.text, name) for name in known) and len(n.text) > 2]:
            return like[:3]
    if not firsts and (plain := _plain_title(document, known)) is not None:
        return [plain]
    return firsts[:2]


def _plain_title(document: Document, known: Sequence[str]) -> Node | None:
    """The first plain element of the body that says what the page is called, or the most of it."""
    whole = [part.strip().casefold() for name in known for part in (name, *_SEPARATOR.split(name)[:2])]
    for node in document.body.walk():
        if node.tag in _NO_TITLES or not node.visible:
            continue
        said = squeeze(" ".join(child for child in node.children if isinstance(child, str))).casefold()
        if 5 < len(said) < 160 and any(
            said == part or (said in part and len(said) > 0.6 * len(part)) for part in whole
        ):
            return node
    return None


def is_in_the_foot(node: Node) -> bool:
    """Whether an element stands in the foot that all pages of a site share: the foot of an article is none."""
    around = list(node.ancestors())
    feet = [at for at, a in enumerate(around) if a.tag == "footer" or a.get("role") == "contentinfo"]
    return any(not {a.tag for a in around[at + 1 :]} & _ARTICLES for at in feet)


def _is_link_to_elsewhere(node: Node) -> bool:
    """Whether a lesser heading is only a link, as in lists of other goods."""
    return node.tag != "h1" and any(
        n.tag == "a" and n.get("href").strip("#") for n in [node, node.parent, *node.elements] if n
    )


def _is_logo(node: Node) -> bool:
    """Whether a heading only leads to the first page of the site."""
    links = [n for n in [node, *list(node.ancestors())[:2], *node.find("a")] if n.tag == "a" and n.has("href")]
    return any(urlsplit(n.get("href")).path in ("", "/") and "#" not in n.get("href") for n in links)


def testimony(structured: Sequence[StructuredPrice], titles: Sequence[str]) -> Testimony:
    """Weighs the structured prices: those of the page's product count, those of others hardly."""
    priced = [p for p in structured if p.money.amount > 0]
    own = [p for p in priced if p.name and any(alike(p.name, title) for title in titles)]
    unnamed = [p for p in priced if not p.name]
    strangers = {p.name for p in priced if p.name} - {p.name for p in own}
    if own or unnamed or not titles or len(strangers) == 1:
        chosen, trust = ([*own, *unnamed] or priced), 1.0
        if not own and not unnamed and titles:
            trust = 0.7
    else:
        chosen, trust = [], 0.0
    main = {p.money for p in chosen if p.kind in ("price", "low")}
    share = trust if len(main) < 2 else trust * (0.75 if len(main) == 2 else 0.6)
    weights: dict[Money, float] = {}
    for price in chosen:
        weight = _KINDS[price.kind] * _TRUST.get(price.source, 0.6) * (share if price.kind in ("price", "low") else 1)
        weights[price.money] = max(weights.get(price.money, -1.0), weight)
    for price in chosen:
        if price.kind == "list" and weights[price.money] < 0:
            weights[price.money] = -0.6
    best = next((p.money for p in chosen if p.kind == "low"), None) or next(
        (p.money for p in chosen if p.kind == "price"), None
    )
    if best is None or weights[best] <= 0:
        return Testimony(weights)
    return Testimony(weights, best, weights[best])
