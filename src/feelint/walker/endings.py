"""How a walk ends short of its total: what the browser and the server know of it, in the words of the contract."""

from __future__ import annotations

from feelint.capture import redact
from feelint.model.scene import Scene
from feelint.model.walk import Decision, Stop
from feelint.model.words import ORDER_PLACED, Outcome, Stage
from feelint.walker.guard import DENIED
from feelint.walker.session import Session

THANKS = "order-confirmation"
"""The pilot's reason when a page thanks for an order."""
REFUSED_STATUS = frozenset({401, 403, 404, 410, 451})
"""What a server answers when it will not show a page, now or later."""
UNREACHABLE_STATUS = REFUSED_STATUS | {429, 500, 501, 502, 503, 504}


def ordered(stop: Stop) -> Stop:
    """The end of a walk that acted on a shop which now thanks for an order. It is blocked: nobody tries again."""
    why = f"AN ORDER MAY HAVE BEEN PLACED, which must never happen: cancel it, and report this. {stop.why}"
    return stop.model_copy(update={"outcome": Outcome.BLOCKED, "reason": ORDER_PLACED, "why": why})


def explained(stop: Stop, session: Session) -> Stop:
    """A stop short of the total, with what the browser knows of its cause in place of what the page looks like."""
    if session.gate.downloads:
        found = ("download", f"a download in place of a page: {session.gate.downloads[-1]}")
    elif session.failure:
        found = ("redirect-loop" if _loops(session.failure) else "unreachable", session.failure)
    elif session.page.is_closed() or session.page.url == "about:blank" or session.gate.vanished:
        found = ("closed", "the page closed or emptied itself")
    elif session.status >= 400:
        found = ("http-error", f"{redact.url(session.page.url)} answered {session.status}")
    else:
        return stop
    return stop.model_copy(update={"outcome": Outcome.LOST, "reason": found[0], "why": found[1]})


def unopened(status: int, why: str) -> Stop:
    """The end of a walk whose first page did not open: refused by the shop, or not to be had just now."""
    stop = Stop(stage=Stage.PRODUCT, outcome=Outcome.BLOCKED, reason="http-error", why=why)
    if status in REFUSED_STATUS:
        return stop
    if _loops(why):
        return stop.model_copy(update={"reason": "redirect-loop"})
    return stop.model_copy(update={"outcome": Outcome.LOST, "reason": "unreachable"})


async def denied(session: Session, scene: Scene, decision: Decision) -> Stop | None:
    """The end before a control whose request the user denies: the total, where one stands, for then it orders."""
    node, entry = await session.denied(decision)
    if not entry:
        return None
    name = next((action.name for action in decision.actions if action.node == node), "")
    why = f"{name!r} would send what the configuration denies: {entry}"
    total, stage = scene.bill.total if scene.bill else None, decision.stage
    if total is None or stage.rank < Stage.DETAILS.rank:
        return Stop(stage=stage, outcome=Outcome.BLOCKED, reason=DENIED, why=why)
    why = f"the final total is {total}; {why}"
    return Stop(stage=stage, outcome=Outcome.REACHED, reason="final-total", why=why, order_control=node)


def _loops(failure: str) -> bool:
    return "TOO_MANY_REDIRECTS" in failure
