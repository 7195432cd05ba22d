"""Where a walk ends: whether the final total stands here, and if not, what kept the walk from it."""

from __future__ import annotations

from collections.abc import Sequence

from feelint.model.scene import Scene
from feelint.model.walk import Stop
from feelint.model.words import Intent, Outcome, Stage
from feelint.pilot.advance import Candidate
from feelint.pilot.answers import stop
from feelint.pilot.awaited import address_missing, put_off
from feelint.pilot.complaints import complaints
from feelint.pilot.forms import Work
from feelint.pilot.last_page import doubt, only_goes_on
from feelint.pilot.listboxes import unanswered
from feelint.pilot.memory import Memory
from feelint.pilot.reasons import blocked, quote
from feelint.pilot.safety import is_guess, order_control
from feelint.pilot.stages import has_order_control, nobody_named
from feelint.pilot.view import asks_card, may_order


def is_final(scene: Scene, stage: Stage, todo: Work, ways: Sequence[Candidate]) -> bool:
    """Whether the final total stands here: nothing left to fill in or to choose, and only an order could follow."""
    if scene.bill is None or scene.bill.total is None or stage.rank < Stage.DETAILS.rank:
        return False
    if todo.actions or todo.presses or unanswered(scene, stage):
        return False
    if asks_card(scene):
        return True
    orders = order_control(scene, stage) is not None or has_order_control(scene)
    onward = [w for w in ways if w.control.intends(Intent.CONTINUE, Intent.CHECKOUT, Intent.GUEST)]
    return orders and (stage is Stage.REVIEW or not onward)


def no_way_on(
    scene: Scene, memory: Memory, stage: Stage, reason: str, refused: Sequence[str], missing: Sequence[str] = ()
) -> Stop:
    """No way on: the total may stand here all the same; else it is said what kept the walk."""
    has_total = stage.rank >= Stage.DETAILS.rank and scene.bill is not None and scene.bill.total is not None
    open_question = complaints(scene) or unanswered(scene, stage)
    if has_total and order_control(scene, stage) is not None and not open_question:
        return reached(scene, memory, stage, refused)
    if refused and asks_card(scene) and not complaints(scene):
        return stop(scene, stage, Outcome.BLOCKED, "order-guard", refused[-1], refused)
    if told := blocked(scene, stage):
        return stop(scene, stage, Outcome.BLOCKED, told, quote(scene), refused)
    if only_logs_in(scene):
        return stop(scene, stage, Outcome.BLOCKED, "login", "the shop asks to log in and offers no other way", refused)
    said = complaints(scene)
    if (said or missing) and stage.rank >= Stage.BASKET.rank:
        why = [*said, *(f"nothing is known to fill in for {name!r}" for name in missing)][0]
        return stop(scene, stage, Outcome.BLOCKED, "refused", why, refused)
    last = order_control(scene, stage) if stage.rank >= Stage.DETAILS.rank else None
    if last is not None and may_order(last) and not has_total:
        why = f"no total stands here, and what leads on may order: {last.name!r}"
        return stop(scene, stage, Outcome.BLOCKED, "order-guard", why, refused)
    return stop(scene, stage, Outcome.LOST, reason, "; ".join(refused[:3]), refused)


def reached(scene: Scene, memory: Memory, stage: Stage, refused: Sequence[str]) -> Stop:
    """The final total; none is final while it is open who orders, what delivery and tax come to, or whether a page follows."""
    if name := address_missing(scene, memory):
        why = f"nothing is known to fill in for {name!r}"
        return stop(scene, stage, Outcome.BLOCKED, "refused", (complaints(scene) or [why])[0], refused)
    if nobody_named(scene, memory):
        why = "the total is not final yet: nobody was named who could order"
        return stop(scene, stage, Outcome.BLOCKED, "no-final-total", why, refused)
    if row := put_off(scene):
        why = f"the total is not final yet: {row}"
        return stop(scene, stage, Outcome.BLOCKED, "no-final-total", (complaints(scene) or [why])[0], refused)
    control = order_control(scene, stage)
    total = scene.bill.total if scene.bill else None
    if unsure := doubt(scene, control):
        why = f"the last total seen is {total}, and a page may follow: {unsure}"
        return stop(scene, stage, Outcome.BLOCKED, "order-guard", why, refused)
    why = f"the final total is {total}"
    if control is not None:
        why += f"; the order button is {control.name!r}"
        control = None if is_guess(control, scene, stage) or only_goes_on(scene, control) else control
    return Stop(
        stage=Stage.REVIEW if has_order_control(scene) and not asks_card(scene) else stage,
        outcome=Outcome.REACHED,
        reason="final-total",
        why=why,
        refused=tuple(refused),
        order_control=control.node if control else -1,
    )


def only_logs_in(scene: Scene) -> bool:
    """Whether the page asks for a password to go on."""
    return any(c.type == "password" and c.visible for c in scene.controls) and any(
        c.visible and (c.intends(Intent.LOGIN) or "login" in c.classes) for c in scene.controls
    )
