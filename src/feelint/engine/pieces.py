"""The words that belong to one amount where several stand in one text: those between its neighbours."""

from __future__ import annotations

from feelint.extract.periods import paid_per
from feelint.extract.words import label_kind
from feelint.model.scene import Amount, Scene
from feelint.model.words import PriceRole


def piece(scene: Scene, amount: Amount) -> str:
    """The part of an amount's text from the amount before it to the amount behind it."""
    text = amount.context
    start, end, at, met = 0, len(text), 0, False
    for other in scene.amounts:
        if other.context != text or not other.text:
            continue
        found = text.find(other.text, at)
        if found < 0:
            continue
        if met:
            end = found
            break
        if other is amount:
            met = True
        else:
            start = found + len(other.text)
        at = found + len(other.text)
    return text[start:end].strip()


def recurs(scene: Scene, amount: Amount) -> bool:
    """Whether an amount is paid again and again, as its own words say; instalments end."""
    instalment = amount.role is PriceRole.INSTALLMENT or "installment" in amount.signals
    if amount.money is None or not amount.visible or amount.struck or instalment:
        return False
    own = piece(scene, amount)
    called = amount.role is PriceRole.RECURRING and own == amount.context.strip()
    return called or (bool(paid_per(own)) and label_kind(own).role == "recurring")


def period(scene: Scene, amount: Amount) -> str:
    """What an amount is paid per: day, week, month, quarter or year; empty where its words name nothing."""
    return paid_per(piece(scene, amount)) or paid_per(amount.label)
