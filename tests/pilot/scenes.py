"""Scenes for tests of the pilot: read from a snippet of HTML, or built in code where the place of a thing matters."""

from __future__ import annotations

from typing import Any

from feelint.extract import read_scene
from feelint.extract.controls import _intents
from feelint.extract.lexicon import terms
from feelint.extract.words import control_classes
from feelint.model.scene import Control, Scene
from feelint.model.walk import Decision, Stop
from feelint.pilot import Memory, Preferences, decide
from feelint.pilot.persona import persona

BILL = """<table><tr><td>Lamp</td><td>£40.00</td></tr><tr><td>Delivery</td><td>£4.95</td></tr>
<tr><th>Total</th><td>£44.95</td></tr></table>"""


def scene(body: str, lang: str = "en", title: str = "", url: str = "https://shop.test/p") -> Scene:
    """What is read from ``body``."""
    html = f'<html lang="{lang}"><head><title>{title}</title></head><body>{body}</body></html>'
    return read_scene(html, url=url)


def named(seen: Scene, name: str) -> Control:
    """The first control of that name."""
    return next(control for control in seen.controls if control.name == name)


def button(name: str, node: int = 1, **facts: Any) -> Control:
    """A submit button as the extractor would hand it over."""
    classes = tuple(sorted(control_classes(name)))
    given = {"tag": "button", "type": "submit", "role": "button", "text": name, **facts}
    intents = _intents(str(given["role"]), classes, field=False, choosable=False, twin=False)
    return Control(node=node, name=name, classes=classes, **{"intents": intents, **given})


def memory(country: str = "GB", **wants: Any) -> Memory:
    """A fresh walk's memory."""
    return Memory("https://shop.test/p", persona(country), Preferences(**wants))


def after_adding(start: Memory | None = None) -> Memory:
    """A memory of a walk that has put the item into the basket."""
    start = start or memory()
    product = scene("<h1>Lamp</h1><p class=price>£40.00</p><form><button>Add to basket</button></form>")
    return step(product, start)


def step(seen: Scene, before: Memory, result: str = "") -> Memory:
    """The memory after ``seen`` was decided on and the decision carried out."""
    from feelint.pilot import signature

    decision, after = decide(seen, before)
    assert isinstance(decision, Decision), decision
    return after.with_visit(signature(seen), seen.url, decision, result)


def done(decision: Decision | Stop) -> list[tuple[str, str]]:
    """What a decision does, as pairs of kind and name."""
    assert isinstance(decision, Decision), decision
    return [(action.kind, action.name) for action in decision.actions]


def spelled(section: str, *keys: str) -> list[tuple[str, str, str]]:
    """(language, key, text) of all vocabulary terms of ``keys``, amounts and gaps filled in."""
    found = []
    for lang, key, term in terms(section):
        if not keys or key in keys:
            text = term.removeprefix("=").replace("#", "12,00 €").replace("…", " 2 ")
            found.append((lang, key, " ".join(text.split())))
    return found
