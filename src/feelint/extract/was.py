"""Was-prices that the author names so: "old-price" around the dearer of two amounts of one offer."""

from __future__ import annotations

from feelint.extract.labels import Hit
from feelint.extract.price_words import ASIDE, OLD

_AROUND = 60
"""Elements: how far from the price a was-price may stand."""
_DEEP = 2
_MOST_TIMES = 8


def is_was_price(hit: Hit, price: Hit) -> bool:
    """Whether ``hit`` is a dearer amount near ``price`` in an element of its own whose name says that it is old."""
    money, now = hit.reading.money, price.reading.money
    if money is None or now is None or money.currency != now.currency or not hit.run.visible:
        return False
    if not now.amount < money.amount < _MOST_TIMES * now.amount or abs(hit.node.order - price.node.order) > _AROUND:
        return False
    own = [n for n in [hit.node, *hit.node.ancestors()][: _DEEP + 1] if not n.contains(price.node)]
    return any(OLD.search(n.tokens) for n in own) and not any(ASIDE.search(n.tokens) for n in own)
