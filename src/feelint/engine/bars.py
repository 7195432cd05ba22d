"""Bars that stay in view while the page is scrolled, and what is out of sight below the screen that they are met on."""

from __future__ import annotations

from feelint.engine.nearness import same_screen
from feelint.model.ledger import Charge, Step
from feelint.model.scene import Amount, Look
from feelint.model.words import Intent
from feelint.money import Money

ONWARD = (Intent.ADD_TO_CART, Intent.CHECKOUT, Intent.CONTINUE, Intent.ORDER)
"""What a button does that takes the offer, or leads on with it."""


def in_view(one: Look | None, button: Look | None, height: int) -> bool | None:
    """Whether something can be seen where a button is met, on a screen of that height; None: not known.

    A button that stays in view is met on the first screen: that it goes along to all others names nothing beside it.
    """
    if one is None or button is None or not height or one.fixed or not button.fixed or button.box.bottom > height:
        return same_screen(one, button, height)
    return one.box.bottom <= height


def below_a_bar(step: Step, amount: Amount, charge: Charge, price: Money) -> bool:
    """Whether a charge stands out of sight below a bar that stays in view with a button and the price without it."""
    scene, height = step.scene, step.scene.viewport[1]
    bars = [c.look for c in scene.controls if c.visible and c.look and c.look.fixed and c.intends(*ONWARD)]
    for bar in bars:
        near = [a for a in scene.amounts if a.visible and in_view(a.look, bar, height)]
        seen = [a for a in near if a.money and a.money.currency == price.currency]
        stays = any(a.money == price and a.look and a.look.fixed for a in seen)
        told = any(a.money == charge.amount or (a.money and a.money >= price + charge.amount) for a in seen)
        words = charge.label.casefold()
        said = any(in_view(s.look, bar, height) is not False and words in s.text.casefold() for s in scene.sentences)
        if stays and not told and not said and in_view(amount.look, bar, height) is False:
            return True
    return False
