"""Links beside the way: pages of terms, postage and payment in a menu, whose names a step of the checkout may bear too."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from feelint.model.scene import Control, Scene
from feelint.pilot.leaflets import leaflet_kinds
from feelint.pilot.once import once

_OTHERS = 2
"""Links that a menu has beside it at the least; fewer may be the way on and the way back."""
_AS_HIGH = 2
_OF_THE_WAY = frozenset(
    ("keep_shopping", "back", "remove", "edit", "apply", "continue", "to_payment", "to_review", "guest")
)


@once
def asides(scene: Scene) -> frozenset[int]:
    """The links that are named as such a page is ("Delivery and payment") and stand in a menu of links to pages.

    So are those to another site with no more than the stem of a word for ordering: "Powered by X, the booking software".
    """
    leaving = (c for c in scene.controls if c.visible and set(c.classes) == {"pay_verb"} and _leaves_the_site(c, scene))
    return frozenset(
        [*(link.node for link in _in_menus(scene) if leaflet_kinds(link.name)), *(link.node for link in leaving)]
    )


@once
def topics(scene: Scene) -> frozenset[int]:
    """The links of such menus with no more than the stem of a word for ordering ("Reservdelar", "Buying guides")."""
    return frozenset(link.node for link in _in_menus(scene) if set(link.classes) == {"pay_verb"})


def _in_menus(scene: Scene) -> Iterator[Control]:
    """The links with enough others beside them that lead to no step, in menus that hold nothing of the way."""
    for menu in _menus(scene):
        others = [link for link in menu if set(link.classes) <= {"terms_accept"}]
        if not any(_OF_THE_WAY & set(link.classes) for link in menu):
            yield from (link for link in menu if sum(other is not link for other in others) >= _OTHERS)


def _menus(scene: Scene) -> Iterator[list[Control]]:
    """Runs of links to other pages, one behind the other, drawn alike and below or beside each other."""
    menu: list[Control] = []
    for control in scene.controls:
        if not control.visible:
            continue
        if menu and not (_is_link(control, scene) and _alike(menu[-1], control)):
            yield menu
            menu = []
        if _is_link(control, scene):
            menu.append(control)
    yield menu


def _is_link(control: Control, scene: Scene) -> bool:
    if control.tag != "a" or control.role not in ("", "link", "menuitem") or not control.href:
        return False
    there, here = urlsplit(urljoin(scene.url, control.href)), urlsplit(scene.url)
    return there.scheme in ("http", "https") and there[:4] != here[:4]


def _leaves_the_site(control: Control, scene: Scene) -> bool:
    """Whether a link leads to a host that shares no more than the last label of its name with this one."""
    if control.tag != "a" or not control.href:
        return False
    there, here = (urlsplit(url).hostname or "" for url in (urljoin(scene.url, control.href), scene.url))
    return bool(there) and there.split(".")[-2:] != here.split(".")[-2:]


def _alike(one: Control, other: Control) -> bool:
    """Whether two links are as high, and stand in a row or a column."""
    if one.look is None or other.look is None:
        return one.look is other.look
    a, b = one.look.box, other.look.box
    return abs(a.h - b.h) <= _AS_HIGH and (abs(a.x - b.x) <= _AS_HIGH or abs(a.y - b.y) <= _AS_HIGH)
