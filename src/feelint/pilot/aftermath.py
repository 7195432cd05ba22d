"""Whether a page says that an order was placed: the one thing that no walk may ever see."""

from __future__ import annotations

import re

from feelint.extract.words import blocker, heading_stage
from feelint.model.scene import Scene
from feelint.model.words import Intent, Stage
from feelint.pilot.memory import Memory
from feelint.pilot.view import asks_address, asks_card, fields, is_ours, search_forms

_NUMBER = re.compile(r"\d{3,}|[A-Z]+-?\d+")
_ONWARD = (Intent.CONTINUE, Intent.CHECKOUT, Intent.ADD_TO_CART)


def thanks(scene: Scene, memory: Memory) -> str:
    """The words by which the page thanks for an order; empty when it does not.

    A main heading says so; a step indicator that announces it does not count. Where no bill is left and nothing leads
    on, so does a line with the number of an order, once the checkout was entered, and a basket that counts nothing any
    more, once the payment stage was left, unless the page says why.
    """
    if asks_address(scene) or asks_card(scene):
        return ""
    aside = search_forms(scene)
    ways = [c for c in scene.controls if c.visible and c.form not in aside]
    if any("pay_ok" in c.classes or c.intends(*_ONWARD) for c in ways):
        return ""
    marks = {mark.text for mark in scene.marks}
    if found := _first([h.text for h in scene.headings if h.level <= 2 and h.text not in marks]):
        return found
    been = max((visit.stage.rank for visit in memory.visits), default=0)
    if been < Stage.DETAILS.rank or (scene.bill is not None and scene.bill.total is not None):
        return ""
    if found := _first([line for line in scene.text.splitlines() if len(line) <= 200 and _NUMBER.search(line)]):
        return found
    if been < Stage.PAYMENT.rank or blocker(scene.text[:8000]) or any(is_ours(datum) for _, datum in fields(scene)):
        return ""
    return next((control.name for control in scene.controls if control.visible and _counts_nothing(control.name)), "")


def _counts_nothing(name: str) -> bool:
    """``Bag (0)``: a name after the basket in which every number is zero."""
    numbers = re.findall(r"\d+", name)
    return bool(numbers) and len(name) <= 60 and not any(map(int, numbers)) and "basket" in heading_stage(name)


def _first(texts: list[str]) -> str:
    return next((text for text in texts if "confirmation" in heading_stage(text)), "")
