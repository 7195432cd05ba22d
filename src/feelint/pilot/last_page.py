"""Whether the page before a control that is not pressed is the last one: else its total is only the last that was seen."""

from __future__ import annotations

import re

from feelint.extract.words import heading_stage
from feelint.model.scene import Control, Scene
from feelint.model.words import Stage
from feelint.pilot import menus
from feelint.pilot.lexis import only_confirms
from feelint.pilot.offers import offers, rows
from feelint.pilot.stages import asked_stages
from feelint.pilot.view import asks_card, may_order

_STEPS = frozenset(("delivery", "payment", "review"))
_COUNT = re.compile(r"(?<![\d.,])(\d{1,2})\s*(?:/|[^\W\d]{1,4}\.?)\s*(\d{1,2})(?![\d.,%])")
""" "Step 2 of 3"."""
_ASKING = frozenset((Stage.DETAILS, Stage.DELIVERY, Stage.PAYMENT))


def doubt(scene: Scene, control: Control | None) -> str:
    """Why another page may follow the one whose ``control`` was refused, with sums of its own; empty if none does.

    Words that oblige to pay leave no doubt, and words that order only where the step list has a step ahead.
    """
    if control is not None and "pay_ok" in control.classes:
        return ""
    if (step := _step_ahead(scene)) and not (control and may_order(control) and _only_thanks(scene)):
        return f"the step list has {step!r} ahead"
    if control is None:
        return ""
    if asks_card(scene):
        return f"{control.name!r} leads to a page for checking" if "to_review" in control.classes else ""
    if may_order(control):
        asks = only_confirms(control.name) and _asks(scene)
        return f"{control.name!r} may only confirm what is asked for here" if asks else ""
    return _unread_question(scene, control)


def only_goes_on(scene: Scene, control: Control) -> bool:
    """Whether a control on a page that asks for a card says no more than "Next", and more than one step is told to follow.

    It is not pressed, for it may order; but that it is the order button cannot be said.
    """
    if not asks_card(scene) or may_order(control) or "continue" not in control.classes:
        return False
    counts = [found for heading in scene.headings if (found := _COUNT.search(heading.text))]
    ahead = sum(mark.state == "ahead" for mark in scene.marks)
    return ahead > 1 or any(int(count[1]) < int(count[2]) for count in counts)


def _step_ahead(scene: Scene) -> str:
    """The first step of the checkout that a step list has ahead."""
    return next((mark.text for mark in scene.marks if mark.state == "ahead" and _STEPS & set(mark.stages)), "")


def _only_thanks(scene: Scene) -> bool:
    """Whether nothing is asked here, and all that the step list has ahead is one entry for the order's end ("Conferma")."""
    ahead = [set(mark.stages) for mark in scene.marks if mark.state == "ahead"]
    return ahead == [{Stage.REVIEW}] and not _asks(scene)


def _asks(scene: Scene) -> bool:
    return bool(set(asked_stages(scene)) & _ASKING or menus.kinds(scene) or offers(scene))


def _unread_question(scene: Scene, control: Control) -> str:
    """What may be a question on a page that seems to ask nothing and goes on by a word like "Next".

    Ways to pay stand there and none is on; its main heading is a step before the last; or a row of plain buttons, boxes or
    links stands between that heading and the ``control``. A step list that says where the page stands has said more.
    """
    if set(asked_stages(scene)) & _ASKING or any(mark.state == "current" for mark in scene.marks):
        return ""
    if paying := next((offer for offer in offers(scene) if offer.kind == "payment" and offer.standing is None), None):
        return f"{paying.options[0].name!r} and what stands beside it may be a choice"
    main = min(scene.headings, key=lambda heading: heading.level, default=None)
    if main is None:
        return ""
    named = heading_stage(main.text)
    if named & {"delivery", "payment"} and "review" not in named:
        return f"the page is called {main.text!r}"
    between = (row for _, row in rows(scene) if main.place < row[0].place and row[-1].place < control.place)
    first = next(between, None)
    return f"{first[0].name!r} and what stands beside it may be a choice" if first else ""
