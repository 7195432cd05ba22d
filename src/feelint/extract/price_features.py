"""The named features of an amount that may be the price: what its author, its words and its place say of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from feelint.extract.dom import FIXED, Document, Node
from feelint.extract.goods import kind_of
from feelint.extract.labels import Hit, has_letters
from feelint.extract.other_names import under_other_name
from feelint.extract.price_words import (
    ASIDE,
    CURRENT,
    ELSEWHERE,
    FROM,
    GROSS,
    GROSS_NAMES,
    HIDDEN,
    MAYBE_ELSEWHERE,
    MAYBE_OLD,
    MEASURE,
    MONTHLY,
    NET,
    NET_NAMES,
    OLD,
    PER_MEASURE,
    PRICE,
    words_before,
    words_behind,
)
from feelint.extract.runs import Run
from feelint.extract.sentences import is_ended, sentences
from feelint.extract.testimony import Testimony, alike
from feelint.extract.words import label_kind, signals
from feelint.money import Money

Features = dict[str, float]
_FURNITURE = frozenset(("nav", "footer", "aside"))
_ROLES = frozenset(("navigation", "contentinfo", "complementary", "dialog", "alertdialog"))
_CHOSEN = ("checked", "selected")
_READER = ("sr only", "visually hidden", "visuallyhidden", "screen reader", "screenreader", "assistive text", "a11y")
_STANDING = frozenset(("item", "unknown", "subtotal", "total"))
_SIBLINGS = 40
_LEAST_PROSE = 6


@dataclass(slots=True)
class Surroundings:
    """What all amounts of the page are held against."""

    document: Document
    hits: Sequence[Hit]
    runs: Sequence[Run]
    moneys: Sequence[Money | None]
    options: frozenset[int]
    told: Testimony
    anchors: list[Node]
    buttons: list[Node]
    titles: Sequence[str]
    lang: str
    usual_font: float = 0.0
    bare_from: int = 0
    orders: list[int] = field(init=False)
    placed: list[tuple[int, Money | None]] = field(init=False)
    by_run: dict[int, list[int]] = field(init=False)
    _names: dict[int, str] = field(default_factory=dict)
    twins: dict[tuple[int, str, str], tuple[int, int]] = field(default_factory=dict)
    priced: dict[int, list[tuple[Node, frozenset[str], bool]]] = field(default_factory=dict)
    """By parent: its first children with an amount, their classes, and whether they lead elsewhere."""

    def __post_init__(self) -> None:
        pairs = zip(self.hits, self.moneys, strict=True)
        self.placed = sorted(((hit.node.order, money) for hit, money in pairs), key=lambda pair: pair[0])
        self.orders = [order for order, _ in self.placed]
        self.by_run = {}
        for index, hit in enumerate(self.hits):
            self.by_run.setdefault(hit.run.index, []).append(index)

    def names(self, node: Node) -> str:
        """What the author called an element."""
        if node.order not in self._names:
            self._names[node.order] = node.tokens
        return self._names[node.order]

    def amounts_in(self, node: Node) -> int:
        """How many amounts stand inside an element."""
        first, last = self.between(node)
        return last - first

    def between(self, node: Node) -> tuple[int, int]:
        """Where the amounts inside an element stand among ``placed``."""
        return bisect_left(self.orders, node.order), bisect_right(self.orders, node.last)

    def inner(self, node: Node) -> Iterator[Node]:
        """The elements around an amount that do not hold the page's title."""
        for outer in [node, *node.ancestors()]:
            if outer.tag in ("body", "html", "#root") or any(outer.contains(anchor) for anchor in self.anchors):
                return
            yield outer


def describe(index: int, page: Surroundings) -> Features:
    """The features of one amount by itself."""
    hit, money = page.hits[index], page.moneys[index]
    assert money is not None
    found: Features = {"any": 1.0, "told": page.told.of(money)}
    found |= _author(hit, page)
    found |= _said(index, page)
    found |= _choice(index, page)
    found |= _place(hit, page)
    found |= _drawn(hit, page)
    if not money.amount:
        found["zero"] = 1.0
    if hit.reading.negative or hit.reading.signed_plus:
        found["signed"] = 1.0
    if hit.reading.range_role == "high":
        found["high_end"] = 1.0
    if hit.reading.money is None:
        found["unsure_currency"] = 1.0
    if index >= page.bare_from:
        found["bare"] = 1.0
    return found


def _author(hit: Hit, page: Surroundings) -> Features:
    """Names speak for an amount if they are near; against it only if they name this amount alone."""
    found: Features = {}
    for level, node in enumerate([hit.node, *list(hit.node.ancestors())[:4]]):
        if node.tag in ("body", "main", "form", "table") or (level and node in page.anchors):
            break
        names = page.names(node)
        alone = _is_alone(node, page)
        if "price" in node.get("itemprop").lower():
            found["itemprop"] = 1.0
        if PRICE.search(names):
            found.setdefault("called_price", 1.0 if level < 3 else 0.6)
        if not alone and level:
            continue
        verdict = found.keys() & {"called_old", "called_current", "called_maybe_old"}
        if OLD.search(names) and "called_current" not in verdict:
            found["called_old"] = 1.0
        elif MAYBE_OLD.search(names) and not verdict:
            found["called_maybe_old"] = 1.0
        elif CURRENT.search(names) and not verdict:
            found["called_current"] = 1.0
        if ASIDE.search(names):
            found.setdefault("called_aside", 1.0 if "called_current" not in found else 0.4)
        if NET_NAMES.search(names):
            found["net"] = 1.0
        if GROSS_NAMES.search(names):
            found["gross"] = 1.0
    return found


def _is_alone(node: Node, page: Surroundings) -> bool:
    """Whether no other amount stands in an element: its name then is that of this amount."""
    first, last = page.between(node)
    return last - first <= 1 or (last - first <= 3 and len({page.placed[at][1] for at in range(first, last)}) == 1)


def _said(index: int, page: Surroundings) -> Features:
    """The words directly before and behind, and the label beside."""
    hit = page.hits[index]
    same = [page.hits[i] for i in page.by_run[hit.run.index]]
    start = max((h.end for h in same if h.end <= hit.start), default=0)
    end = min((h.start for h in same if h.start >= hit.end), default=len(hit.run.text))
    before, behind = hit.run.text[start : hit.start], hit.run.text[hit.end : end]
    found: Features = {}
    lead = "" if has_letters(before) or start else _neighbour(hit, page, -1)
    trail = "" if has_letters(behind) or end < len(hit.run.text) else _neighbour(hit, page, 1)
    follows = "por" if end < len(hit.run.text) and not has_letters(behind) else behind or trail
    words = words_before(before if has_letters(before) else f"{lead} {before}", follows, page.lang)
    if hit.reading.range_role == "low":  # "de 20 € a 40 €" tells a range, no fall
        words -= {"was"}
    name = before if has_letters(before) else hit.label if _labels(hit, page) else ""
    if not has_letters(before) and not lead:
        words |= words_before(name, "", page.lang)
    behind_words = words_behind(behind)
    if end < len(hit.run.text):  # they may belong to the next amount
        behind_words -= {"delivery", "extra", "member"}
    behind_words |= words_behind(trail) & {"payment"}
    found |= {f"said_{word}": 1.0 for word in words | behind_words}
    _tax(f"{lead} {before}" if not NET.search(behind) else before, behind + " " + trail, found)
    _unit(hit, f"{lead} {before}"[-40:], (behind + trail)[:16], found)
    if name and not words & {"now"}:
        match = kind_of(hit, page.lang) if name == hit.label else label_kind(name, page.lang)
        if match.kind not in _STANDING and not signals(name) & {"free_claim", "tax_incl", "tax_excl"}:
            found["label_other"] = 1.0
        if match.role in ("reference", "installment") and not found.keys() & {"said_was", "said_payment"}:
            found["label_role"] = 1.0
    if has_letters(before) and not words and not FROM.search(before):
        found["worded"] = 1.0
    if _in_sentence(hit, f"{before} {behind}", page.lang):
        found["in_sentence"] = 1.0
        if not has_letters(before) and label_kind(behind, page.lang).kind not in _STANDING:
            found["label_other"] = 1.0
    if "free_claim" in signals(hit.run.text[:200]) and (has_letters(before) or has_letters(behind)):
        found["said_threshold" if FROM.search(before) else "beside_free"] = 1.0
    return found


def _in_sentence(hit: Hit, own: str, lang: str) -> bool:
    """Whether an amount stands in prose: many words of its own, or a text that ends as sentences do.

    A short sentence that begins with the amount is none: "£24.99 inc. VAT. Delivery from £3.95."
    """
    text, parts = hit.run.text, sentences(hit.run.text)
    if len(parts) > 1:
        since, until = next(part for part in parts if hit.start < part[1])
        if not has_letters(text[since : hit.start]) and len(text[since:until].split()) < _LEAST_PROSE:
            return False
    ended = is_ended(text) or len(parts) > 1
    if lang[:2] == "ja":
        return len(own) > 36 or (ended and len(text) > 16)
    return len(own.split()) >= 9 or (ended and len(text.split()) >= _LEAST_PROSE)


def _labels(hit: Hit, page: Surroundings) -> bool:
    """Whether the label names the amount, and is not the product's title or a line of prose."""
    if not hit.label or len(hit.label) > 60 or hit.label in hit.run.text:
        return False
    return not any(alike(hit.label, text) for text in [*page.titles, *(anchor.text for anchor in page.anchors)])


def _neighbour(hit: Hit, page: Surroundings, step: int) -> str:
    """A short text of its own right beside, within the same small box."""
    at = hit.run.index + step
    used = {run.index for run in hit.extra_runs}
    while at in used:
        at += step
    if not 0 <= at < len(page.runs) or at in page.by_run:
        return ""
    other = page.runs[at]
    if len(other.text) > 40 or not other.visible or any(a.contains(other.block) for a in page.anchors):
        return ""
    shared = next((n for n in [hit.run.block, *hit.run.block.ancestors()] if n.contains(other.block)), None)
    depth = 0 if shared is None else sum(1 for n in hit.run.block.ancestors() if shared.contains(n))
    if shared is None or depth > 3 or shared.tag in ("body", "main") or page.amounts_in(shared) > 4:
        return ""
    return other.text


def _tax(before: str, behind: str, found: Features) -> None:
    near = f"{before[-24:]} # {behind[:40]}"
    net, gross = NET.search(near), GROSS.search(near)
    if net and not gross:
        found["net"] = 1.0
    elif gross and not net:
        found["gross"] = 1.0


def _unit(hit: Hit, before: str, behind: str, found: Features) -> None:
    unit = (hit.reading.unit or "").strip(" /.").casefold()
    bare_unit = (
        unit.split(" ", 1)[-1] if unit.split(" ", 1)[0] in ("per", "pro", "je", "par", "por", "al", "za", "w") else unit
    )
    if unit and MONTHLY.search(unit):
        found["said_payment"] = 1.0
    elif (unit and MEASURE.match(bare_unit)) or PER_MEASURE.search(before) or PER_MEASURE.match(behind.strip(" (")):
        found["per_measure"] = 1.0


def _choice(index: int, page: Surroundings) -> Features:
    """Whether it is the price of an option, and whether that one is chosen."""
    hit = page.hits[index]
    for level, node in enumerate([hit.node, *hit.node.ancestors()]):
        if (
            level > 5
            or node.last - node.order > 150
            or page.amounts_in(node) > 3
            or node.tag in ("form", "body", "main")
        ):
            break
        fields = [n for n in node.find("input") if n.get("type").lower() in ("radio", "checkbox")]
        if not fields and node.tag == "label" and node.get("for") in page.document.by_html_id:
            fields = [page.document.by_html_id[node.get("for")]]
        if node.get("role") in ("radio", "checkbox", "option"):
            fields = [node]
        if len(fields) > 1 or (fields and node.tag != "label" and page.amounts_in(node) > 1):
            break
        if fields:
            field = fields[0]
            kind = field.get("type") or field.get("role")
            state = page.document.state.get(field.id, {})
            chosen = (
                any(field.has(n) for n in _CHOSEN) or bool(state.get("checked")) or field.get("aria-checked") == "true"
            )
            return {"chosen_option": 1.0} if chosen else {f"unchosen_{'box' if kind == 'checkbox' else 'option'}": 1.0}
    if index in page.options and not any(button.contains(hit.node) for button in page.buttons):
        return {"in_option": 1.0}
    return {}


def _place(hit: Hit, page: Surroundings) -> Features:
    """Furniture of the page, boxes of other goods, nearness to title and buy button."""
    found: Features = {}
    far = list(hit.node.ancestors())
    inner = list(page.inner(hit.node))
    outside = [n for n in inner if not any(n.contains(button) for button in page.buttons)]
    if any(n.tag in _FURNITURE or n.get("role") in _ROLES for n in outside):
        found["furniture"] = 1.0
    if any(n.tag == "header" for n in outside) and not any(n.tag in ("main", "article", "section") for n in far):
        found["page_header"] = 1.0
    if any(anchor.contains(hit.node) for anchor in page.anchors):
        found["in_title"] = 1.0
    named = [n for n in inner if not any(n.contains(button) for button in page.buttons) or page.amounts_in(n) == 1]
    if any(ELSEWHERE.search(page.names(n)) for n in named):
        found["elsewhere"] = 1.0
    elif any(MAYBE_ELSEWHERE.search(page.names(n)) for n in named):
        found["maybe_elsewhere"] = 1.0
    rows, linked = _like_boxes(inner, page)
    if rows:
        found["like_cards" if linked else "like_rows"] = 1.0
    if under_other_name(hit, inner, page):
        found["other_name"] = 1.0
    if any(
        n.tag == "a" and n.get("href").strip("#") and not n.get("href").startswith(("#", "javascript"))
        for n in inner[:5]
    ):
        found["in_link"] = 1.0
    found["near_title"] = _nearness(hit, page.anchors, page)
    found["near_button"] = _nearness(hit, page.buttons, page)
    if page.anchors and hit.node.order < page.anchors[0].order:
        found["before_title"] = 1.0
    return found


def _nearness(hit: Hit, others: Sequence[Node], page: Surroundings) -> float:
    """1 beside, falling to -0.5 far away: by pixels where the layout is known, else by the texts in between."""
    best = -0.5 if others else 0.0
    for other in others:
        if hit.node.box and other.box and other.box.h:
            one, two = hit.node.box, other.box
            across = max(0.0, two.x - one.right, one.x - two.right)
            down = max(0.0, two.y - one.bottom, one.y - two.bottom)
            best = max(best, 1.0 - (across + down) / 480)
        else:
            between = abs(bisect_left(page.runs, other.order, key=lambda run: run.position) - hit.run.index)
            best = max(best, 1.0 - between / 40)
    return best


def _like_boxes(inner: Sequence[Node], page: Surroundings) -> tuple[bool, bool]:
    """Whether it stands in one of several like boxes that each hold an amount, and whether they lead elsewhere."""
    for child in inner[:9]:
        parent = child.parent
        if parent is None:
            break
        key = (parent.order, child.tag, child.get("class"))
        if key not in page.twins:
            page.twins[key] = _count_twins(child, parent, page)
        priced, linked = page.twins[key]
        if priced >= 3 and (linked or child.tag != "p"):
            return True, linked >= min(3, priced) or (priced >= 4 and linked >= priced // 2)
    return False, False


def _count_twins(child: Node, parent: Node, page: Surroundings) -> tuple[int, int]:
    own = frozenset(child.get("class").split())
    if parent.order not in page.priced:
        found = [twin for twin in parent.elements[:_SIBLINGS] if page.amounts_in(twin)]
        page.priced[parent.order] = [(twin, frozenset(twin.get("class").split()), _leads(twin)) for twin in found]
    alike_tags = (row[1:] for row in page.priced[parent.order] if row[0].tag == child.tag)
    twins = [leads for classes, leads in alike_tags if own & classes or own == classes]
    return len(twins), sum(twins)


def _leads(node: Node) -> bool:
    """Whether a box leads elsewhere or shows a picture, and nothing can be entered in it."""
    tags = {inner.tag for inner in node.walk()}
    return not tags.isdisjoint(("a", "img")) and "input" not in tags


def _drawn(hit: Hit, page: Surroundings) -> Features:
    found: Features = {}
    node = hit.node
    if node.struck:
        found["struck"] = 1.0
    if not hit.run.visible:
        names = " ".join(page.names(n) for n in [node, *list(node.ancestors())[:4]])
        found["reader_only" if any(word in names for word in _READER) else "hidden"] = 1.0
    elif not page.document.layout_known and any(HIDDEN.search(page.names(n)) for n in list(page.inner(node))[:6]):
        found["called_hidden"] = 1.0
    if node.look and page.usual_font:
        found["size"] = max(-1.0, min(2.2, (node.look.font_px - page.usual_font) / 6))
        found["above_fold"] = float(node.look.above_fold)
        found["fixed"] = float(bool(node.flags & FIXED))
    elif not page.document.layout_known:
        found["emphasis"] = _emphasis(node)
    return found


def _emphasis(node: Node) -> float:
    near = [node, *list(node.ancestors())[:2]]
    return float(any(n.tag in ("strong", "b", "h2", "h3", "big", "ins") for n in near)) - float(
        any(n.tag in ("small", "sup", "sub", "del") for n in near[:1])
    )
