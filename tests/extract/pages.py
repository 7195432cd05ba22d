"""Pages for tests of the extractor, with layout facts given by hand where they matter."""

from __future__ import annotations

import re

from feelint.extract import read_scene
from feelint.extract.dom import ABOVE_FOLD, IN_VIEW, VISIBLE, Facts
from feelint.model.scene import Amount, Bill, Scene

SEEN = VISIBLE | ABOVE_FOLD | IN_VIEW


def read(body: str, locale: str = "en-GB", head: str = "", **given: str) -> Scene:
    """What is seen on a saved page."""
    return read_scene(f'<html lang="{locale}"><head>{head}</head><body>{body}</body></html>', **given)  # type: ignore[arg-type]


def placed(body: str, locale: str = "en-GB", viewport: tuple[int, int] = (1200, 800)) -> tuple[str, Facts]:
    """Annotated HTML and its facts, from ``@x,y,w,h[,flags[,font]]`` attributes (named ``at``) in ``body``.

    ``<b at="10,20,80,16">`` stands at x 10, y 20; flags are added to visible ones, ``-`` means: not seen.
    """
    nodes: dict[str, list[float | None]] = {}

    def number(match: re.Match[str]) -> str:
        parts = match[1].split(",")
        x, y, w, h = (float(part) for part in parts[:4])
        flags = 0 if len(parts) > 4 and parts[4] == "-" else SEEN | (int(parts[4]) if len(parts) > 4 and parts[4] else 0)
        font = float(parts[5]) if len(parts) > 5 else 16.0
        key = str(len(nodes) + 10)
        nodes[key] = [flags, x, y, w, h, font, 400, 12.0]
        return f'data-fl="{key}"'

    html = re.sub(r'at="([^"]*)"', number, body)
    facts: Facts = {"v": 1, "lang": locale, "viewport": list(viewport), "page": list(viewport), "nodes": nodes, "state": {}}
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
