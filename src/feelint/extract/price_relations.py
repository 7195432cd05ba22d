"""What the amounts of a page say of each other: the first after the title, was-prices by arithmetic, prices without tax."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from feelint.extract.labels import has_letters
from feelint.extract.price_features import Features, Surroundings
from feelint.extract.price_words import MONTHLY
from feelint.money import Money, percents

_LESSER = frozenset(
    [
        "unchosen_option",
        "unchosen_box",
        "said_member",
        "said_means",
        "said_threshold",
        "said_delivery",
        "said_extra",
        "said_payment",
        "said_was",
        "said_save",
        "struck",
        "called_old",
        "per_measure",
        "zero",
        "in_sentence",
        "label_other",
        "label_role",
        "worded",
    ]
)
"""What says of the lower of two amounts that it does not make the higher one a was-price."""
_TAX_RATES = (5, Decimal("5.5"), 6, 7, 8, Decimal("8.1"), 10, 12, 13, 14, 15, 18, 19, 20, 21, 22, 23, 24, 25, 27)
"""Percent."""
_AROUND = 60
"""Elements: how far apart two amounts of one offer may stand."""

_TOWERS = 1.5
"""How many times as large as any other amount a price by the month is drawn that is the price, and no rate."""


def towering(described: dict[int, Features], page: Surroundings) -> None:
    """A price by the month that is drawn far larger than every other amount is what the shop asks, no rate of it."""
    sizes = {at: hit.node.look.font_px for at, hit in enumerate(page.hits) if hit.run.visible and hit.node.look}
    for index, found in described.items():
        others = [size for at, size in sizes.items() if at != index]
        if index in sizes and others and sizes[index] >= _TOWERS * max(others):
            monthly = MONTHLY.search(page.hits[index].reading.unit or "")
            found.pop("said_payment" if monthly else "", None)


def relate(scored: Sequence[tuple[int, float]], described: dict[int, Features], page: Surroundings) -> None:
    """Adds what amounts say of each other: the first ones after the title, was-prices and savings by arithmetic."""
    top = max((score for _, score in scored), default=0.0)
    clean = [index for index, score in scored if score > max(0.8, top - 3.0)]
    after = page.anchors[0].order if page.anchors else -1
    ranked = sorted((i for i in clean if page.hits[i].node.order > after), key=lambda i: (page.hits[i].run.index, i))
    seen: list[Money | None] = []
    for index in ranked:
        if page.moneys[index] not in seen:
            seen.append(page.moneys[index])
        described[index]["among_first"] = {1: 1.0, 2: 0.5, 3: 0.25}.get(seen.index(page.moneys[index]) + 1, 0.0)
    good = [index for index, _ in scored if not described[index].keys() & {"like_cards", "elsewhere"}]
    good.sort(key=lambda i: (page.hits[i].run.index, page.hits[i].start))
    for at, index in enumerate(good):
        for other in good[at + 1 : at + 5]:
            _compare(index, other, good[max(at - 3, 0) : at + 6], described, page)


def _compare(one: int, two: int, around: Sequence[int], described: dict[int, Features], page: Surroundings) -> None:
    first, second = page.moneys[one], page.moneys[two]
    if first is None or second is None or first.currency != second.currency or first == second:
        return
    if abs(page.hits[one].node.order - page.hits[two].node.order) > _AROUND or not first.amount or not second.amount:
        return
    dear, cheap = (one, two) if first > second else (two, one)
    high, low = max(first.amount, second.amount), min(first.amount, second.amount)
    ratio = high / low
    if _is_net(described[cheap], described[dear], ratio):
        described[cheap] |= {"net_of_other": 1.0, "told": min(described[cheap]["told"], 0.0)}
        described[dear]["gross_of_other"] = 1.0
        return
    if described[dear].get("struck") or described[dear].get("called_old") or described[dear].get("said_was"):
        if ratio < 8 and not described[cheap].keys() & {"said_save", "said_payment", "per_measure", "said_was"}:
            described[cheap]["below_old"] = 1.0
        return
    if described[dear].get("chosen_option") or described[cheap].keys() & _LESSER:
        return
    saved = high - low
    others = {
        m.amount
        for i in around
        if i not in (one, two)
        and (m := page.moneys[i]) is not None
        and (described[i].keys() & {"said_save", "signed", "called_aside"})
    }
    if saved in others or _percent_off(dear, cheap, high, low, page):
        described[dear]["old_by_sum"] = 1.0
        described[cheap]["below_old"] = 1.0
    elif _side_by_side(one, two, page) and ratio < 5 and not described[dear].keys() & _LESSER:
        described[dear]["dearer_twin"] = 1.0


def _is_net(cheap: Features, dear: Features, ratio: Decimal) -> bool:
    """Whether the lower of two amounts is the higher one without tax: it says so, or the other says "with" and is that much more."""
    if not Decimal("1.03") < ratio < Decimal("1.28") or dear.get("net") or cheap.get("gross"):
        return False
    if cheap.get("net"):
        return True
    return bool(dear.get("gross")) and any(abs(100 * (ratio - 1) - rate) < Decimal("0.15") for rate in _TAX_RATES)


def _side_by_side(one: int, two: int, page: Surroundings) -> bool:
    """Whether two amounts stand alone beside each other, as a was-price and a price do."""
    first, second = page.hits[one], page.hits[two]
    if first.run is second.run:
        return not has_letters(first.run.text[first.end : second.start])
    parent = first.run.block.parent
    return (
        second.run.index == first.run.index + 1
        and parent is not None
        and parent.contains(second.run.block)
        and (
            page.amounts_in(parent) <= 3
            and not has_letters(first.run.text[first.end :] + second.run.text[: second.start])
        )
    )


def _percent_off(dear: int, cheap: int, high: Decimal, low: Decimal, page: Surroundings) -> bool:
    """Whether a percentage beside the two is what the lower saves on the higher."""
    runs = sorted((page.hits[dear].run.index, page.hits[cheap].run.index))
    off = 100 * (high - low) / high
    texts = (run.text[:120] for run in page.runs[max(runs[0] - 2, 0) : runs[1] + 3])
    return any(3 < abs(value) < 95 and abs(abs(value) - off) < 1 for text in texts for value, _ in percents(text))
