"""Pages for tests of the extractor, with layout facts given by hand where they matter."""

from __future__ import annotations

import re

from feelint.extract import read_scene
from feelint.extract.dom import ABOVE_FOLD, BLOCK, IN_VIEW, INLINE, VISIBLE, Facts
from feelint.model.scene import Amount, Bill, Scene

SEEN = VISIBLE | ABOVE_FOLD | IN_VIEW


def read(body: str, locale: str = "en-GB", head: str = "", *, url: str = "") -> Scene:
    """What is seen on a saved page."""
    return read_scene(f'<html lang="{locale}"><head>{head}</head><body>{body}</body></html>', url=url)


def placed(body: str, locale: str = "en-GB", viewport: tuple[int, int] = (1200, 800)) -> tuple[str, Facts]:
    """Annotated HTML and its facts, from attributes ``at="x,y,w,h[,flags[,font]]"`` in ``body``.

    ``<b at="10,20,80,16">`` stands at x 10, y 20; flags are added to visible ones, ``-`` means: not seen.
    """
    nodes: dict[str, list[float | None]] = {}

    def number(match: re.Match[str]) -> str:
        parts = match["at"].split(",")
        x, y, w, h = (float(part) for part in parts[:4])
        more = parts[4] if len(parts) > 4 else ""
        drawn = SEEN | (0 if match["tag"] in INLINE else BLOCK) | int(more if more.isdigit() else 0)
        flags = 0 if more == "-" else drawn
        font = float(parts[5]) if len(parts) > 5 else 16.0
        key = str(len(nodes) + 10)
        nodes[key] = [flags, x, y, w, h, font, 400, 12.0]
        return f'<{match["tag"]}{match["rest"]}data-fl="{key}"'

    html = re.sub(r'<(?P<tag>\w+)(?P<rest>[^<>]*\s)at="(?P<at>[^"]*)"', number, body)
    facts: Facts = {
        "v": 1,
        "lang": locale,
        "viewport": list(viewport),
        "page": list(viewport),
        "nodes": nodes,
        "state": {},
    }
    return f"<html><body>{html}</body></html>", facts


def lay(body: str, locale: str = "en-GB", viewport: tuple[int, int] = (1200, 800)) -> Scene:
    """What is seen on a page whose layout is known."""
    html, facts = placed(body, locale, viewport)
    return read_scene(html, facts=facts)


def pairs(scene: Scene) -> list[tuple[str, str]]:
    """(label, money) of the visible amounts; ambiguous ones by their text."""
    return [(a.label, worth(a)) for a in scene.amounts if a.visible]


def worth(amount: Amount) -> str:
    """An amount in short."""
    return f"{amount.money}" if amount.money else f"? {amount.text}"


def lines(bill: Bill | None) -> list[tuple[str, str, str]]:
    """(label, kind, amount) of a bill's lines; included ones with an ``i`` behind the kind."""
    assert bill is not None
    return [(line.label, f"{line.kind}{' i' * line.included}", f"{line.amount.amount}") for line in bill.lines]
