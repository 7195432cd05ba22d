"""The end of a walk: the basket is emptied where its page offers that, so that no stock is held for nobody."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Protocol

from playwright.async_api import Error as PlaywrightError

from feelint.model.scene import Control, Scene
from feelint.model.walk import Action, Decision
from feelint.model.words import Intent, Stage
from feelint.walker.session import Head, Session

MOST_PRESSES = 3
PATIENCE = 8.0


class Basket(Protocol):
    """A walk that has put something into a basket. ``basket_url`` is empty where it met no page of it."""

    session: Session
    basket_url: str


async def empty(this: Basket) -> bool:
    """Opens the basket and takes out what is in it; whether nothing is left. It takes a few seconds at most.

    Judged as on the last page of a checkout: a control that might do anything else is not pressed.
    """
    with suppress(TimeoutError, PlaywrightError):
        async with asyncio.timeout(PATIENCE):
            return await _empty(this.session, this.basket_url)
    return False


async def _empty(session: Session, url: str) -> bool:
    await session.goto(url)
    for pressed in range(MOST_PRESSES + 1):
        scene = (await session.look()).scene
        control = _remover(scene, session.head)
        if control is None:
            return pressed > 0 and (scene.bill is None or scene.bill.total is None or not scene.bill.total.amount)
        if pressed < MOST_PRESSES:
            press = Action(kind="press", node=control.node, name=control.name)
            why = f"empties the basket by {control.name!r}"
            if await session.do(Decision(stage=Stage.REVIEW, actions=(press,), why=why, intent="remove"), scene):
                break
    return False


def _remover(scene: Scene, head: Head) -> Control | None:
    """What takes something out, and is not refused where everything that may order is."""
    offers = (c for c in scene.controls if c.visible and not c.disabled and c.intends(Intent.REMOVE))
    return next((control for control in offers if head.refuse(control, scene, Stage.REVIEW) is None), None)
