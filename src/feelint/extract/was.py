"""Was-prices that nothing strikes: the author or the words before call the dearer of two amounts of one offer the old one."""

from __future__ import annotations

import re

from feelint.extract.labels import Hit
from feelint.extract.price_words import ASIDE, OLD, words_before

_AROUND = 60
"""Elements: how far from the price a was-price may stand."""
_DEEP = 2
_MOST_TIMES = 8
_PRICE = r"(?:price|preis|prix|precio|prezzo|prijs|pre[cç]o|cena|pris)"
_KINDS = r"(?:regular\w*|normal\w*|standard|list|full|reference|habitual|tabela|ordinarie)"
_REGULAR = re.compile(rf"\b{_KINDS} ?{_PRICE}\b|\b{_PRICE} {_KINDS}\b")
"""What alone says little, as names of style sheets: "full", "normal"."""


def is_was_price(hit: Hit, price: Hit) -> bool:
    """Whether ``hit`` is a dearer amount near ``price`` that the words right before it, or its element's name, call old."""
    money, now = hit.reading.money, price.reading.money
    if money is None or now is None or money.currency != now.currency or not hit.run.visible:
        return False
    if not now.amount < money.amount < _MOST_TIMES * now.amount or abs(hit.node.order - price.node.order) > _AROUND:
        return False
    if "was" in words_before(hit.run.text[: hit.start]):
        return True
    own = [n for n in [hit.node, *hit.node.ancestors()][: _DEEP + 1] if not n.contains(price.node)]
    return any(OLD.search(n.tokens) or _REGULAR.search(n.tokens) for n in own) and not any(
        ASIDE.search(n.tokens) for n in own
    )
