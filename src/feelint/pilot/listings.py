"""Lists of items: each a link with a price that bears its name."""

from __future__ import annotations

from urllib.parse import urlsplit

from feelint.extract.words import blocker
from feelint.model.scene import Box, Control, Scene

_NOWHERE = ("#", "javascript:", "mailto:")
_LONGEST = 60
_CARD = 400
"""Pixels within which a price and the link to its thing stand in one card (heuristic)."""


def product_link(scene: Scene) -> Control | None:
    """The first link of a listing that leads to a product that is to be had; one whose name also names a price.

    Where no link is called after a thing, it is the plain link that is drawn nearest to the first price: "Details".
    """
    links = [link for link in _links(scene) if _priced(link, [a.label for a in scene.amounts if a.visible])]
    return next((link for link in links if not _gone(link, links, scene)), next(iter(links), None)) or _at_a_price(
        scene
    )


def _at_a_price(scene: Scene) -> Control | None:
    here = urlsplit(scene.url).path
    price = next((a.look.box for a in scene.amounts if a.visible and a.look and a.money and a.money.amount > 0), None)
    plain = [c for c in _links(scene) if c.look and not c.classes and urlsplit(c.href).path not in ("", "/", here)]
    near = {c.node: c for c in plain if price and c.look and _apart(price, c.look.box) <= _CARD}
    return min(near.values(), key=lambda c: _apart(price, c.look.box) if price and c.look else 0, default=None)


def _apart(one: Box, other: Box) -> float:
    """How far two boxes are apart, across and down."""
    across = max(0.0, one.x - other.right, other.x - one.right)
    return across + max(0.0, one.y - other.bottom, other.y - one.bottom)


def is_listing(scene: Scene) -> bool:
    """Whether the price that the page puts forward is that of one of several items, whose names lead elsewhere."""
    if not 0 <= scene.advertised < len(scene.amounts):
        return False
    here = urlsplit(scene.url).path
    links = [link for link in _links(scene) if urlsplit(link.href).path not in ("", here)]
    own = [link for link in links if _priced(link, [scene.amounts[scene.advertised].label])]
    items = {link.href for link in links if _priced(link, [a.label for a in scene.amounts if a.visible])}
    return bool(own) and len(items) > 1


def _links(scene: Scene) -> list[Control]:
    return [c for c in scene.controls if c.tag == "a" and c.visible and c.href and not c.href.startswith(_NOWHERE)]


def _priced(link: Control, labels: list[str]) -> bool:
    return bool(link.name) and any(label and (link.name[:_LONGEST] in label or label in link.name) for label in labels)


def _gone(link: Control, links: list[Control], scene: Scene) -> bool:
    """Whether the page says, between this item and the next, that it is not to be had."""
    behind = [other.place for other in links if other.place > link.place and other.href != link.href]
    until = min(behind, default=float("inf"))
    said = [s for s in scene.sentences if link.place < s.place < until]
    return any({"sold_out", "not_on_sale"} & blocker(sentence.text) for sentence in said)
