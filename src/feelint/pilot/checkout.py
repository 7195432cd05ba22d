"""From the basket to the final total: fill in, choose, go on, stop before the order.

``MOVES`` is the whole of it: the first move that answers is made.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin

from feelint.model.scene import Control, Scene
from feelint.model.walk import Action, Decision, Stop
from feelint.model.words import Intent, Outcome, Stage
from feelint.pilot import offers
from feelint.pilot.adding import try_again
from feelint.pilot.advance import candidates
from feelint.pilot.answers import press, refusal_of, stop
from feelint.pilot.awaited import ADDRESS, gives_place, lacks_delivery, listed_by_address, listing, patience
from feelint.pilot.drawn import PATIENCE, bare, unsettled
from feelint.pilot.endings import is_final, no_way_on, reached
from feelint.pilot.forms import work
from feelint.pilot.listboxes import INTENT as LISTBOX
from feelint.pilot.listboxes import opening, typing
from feelint.pilot.memory import Memory
from feelint.pilot.openers import opener
from feelint.pilot.overlays import covering
from feelint.pilot.presets import folded_delivery
from feelint.pilot.safety import refusal
from feelint.pilot.tiles import INTENT as TILE
from feelint.pilot.tiles import just_taken, missing_tile
from feelint.pilot.turn import MOST_LOOKS, Answer, Move, Turn, first_answer
from feelint.pilot.variations import otherwise
from feelint.pilot.view import is_private, signature

_NOWHERE = {Intent.ORDER, Intent.APPLY, Intent.SELECT_OPTION}


def check_out(scene: Scene, memory: Memory, stage: Stage, seen: int, *, repair: bool) -> tuple[Answer, Memory]:
    """What to do on a scene from the basket on, and the memory with what was met on it."""
    todo = work(scene, memory, stage, repair=repair)
    todo.presses = [press for press in todo.presses if refusal_of(press, scene, stage) is None]
    account = any(action.datum in ("password", "password_repeat") for action in todo.actions)
    if account and not (memory.wants.allow_account or is_private(memory.start_url)):
        why = "the shop insists on an account; allow a fresh one with --allow-account"
        return stop(scene, stage, Outcome.BLOCKED, "account", why), memory
    noted = replace(memory.meeting(todo.choices), account_made=memory.account_made or account)
    ways, refused = candidates(scene, noted, stage, todo.touched_forms)
    turn = Turn(scene, noted, stage, seen, repair, todo, ways, refused)
    answer = first_answer(MOVES, turn)
    if isinstance(answer, Decision) and answer.intent == offers.INTENT:
        noted = noted.meeting(offers.met(scene, noted, stage, answer.actions[-1]))
    return answer, noted


def _gives_up(turn: Turn) -> Stop | None:
    scene, hindered = turn.scene, turn.memory.hindered
    if turn.seen < MOST_LOOKS - turn.memory.turned_down(signature(scene)):
        return None
    if hindered in ("covered", "changed", "refused"):
        why = f"the press was not made: {hindered}"
        return stop(scene, turn.stage, Outcome.BLOCKED, "order-guard", why, turn.refused)
    return no_way_on(scene, turn.memory, turn.stage, "loop", turn.refused, turn.todo.missing)


def _opens_a_list(turn: Turn) -> Decision | None:
    box = opening(turn.scene, turn.memory, turn.stage)
    if box is None or not turn.is_allowed(box):
        return None
    return turn.decides([*turn.todo.actions, box], f"opens the list of {box.name!r}", LISTBOX)


def _types_again(turn: Turn) -> Decision | None:
    again = typing(turn.scene, turn.memory) if turn.repair else None
    if again is None:
        return None
    return turn.decides([again], f"types into {again.name!r} once more, to pick from its list", LISTBOX)


def _uncovers(turn: Turn) -> Decision | None:
    closer = covering(turn.scene, turn.memory, turn.stage) if turn.memory.hindered == "covered" else None
    if closer is None:
        return None
    return turn.decides([press(closer)], f"closes what lies over the page by {closer.name!r}", "overlay")


def _waits_for_the_page(turn: Turn) -> Decision | None:
    by_address = bool(turn.ways) and _go_by(turn.ways[0].control, turn).kind == "goto"
    return turn.waits("the page is drawn") if unsettled(turn.scene, turn.memory, by_address=by_address) else None


def _waits_for_the_basket(turn: Turn) -> Decision | None:
    """The item was put in a moment ago, and nothing on its page leads to the basket: that may slide in.

    What may order, or says what the postage to a place is, leads to none.
    """
    acts = [visit for visit in turn.memory.visits if visit.decision.intent != "wait"]
    just_in = bool(acts) and acts[-1].decision.intent == Intent.ADD_TO_CART and acts[-1].url == turn.scene.url
    if not just_in or turn.stage is Stage.BASKET or not turn.ways or turn.memory.waits >= 2:
        return None
    onward = [way for way in turn.ways if not set(way.control.intents) <= _NOWHERE]
    return None if onward else turn.waits("the basket is shown")


def _varies_the_basket(turn: Turn) -> Decision | None:
    other = otherwise(turn.scene, turn.memory, turn.stage)
    return turn.decides(*other) if other is not None else None


def _takes_an_offer(turn: Turn) -> Decision | None:
    offer = offers.taking(turn.scene, turn.memory, turn.stage)
    if offer is None or not turn.is_allowed(offer):
        return None
    return turn.decides([*turn.todo.actions, offer], f"takes {offer.name!r}", offers.INTENT)


def _waits_for_what_it_lacks(turn: Turn) -> Decision | None:
    return turn.waits("the deliveries are listed") if turn.repair and _lacks_delivery(turn) else None


def _gives_the_address_first(turn: Turn) -> Decision | None:
    """Once on each page: what it lists by the address is not passed over by a way on that is there already."""
    actions = turn.todo.actions
    given = any(visit.decision.intent == ADDRESS and visit.url == turn.scene.url for visit in turn.memory.visits)
    if given or not turn.ways or not gives_place(actions) or not listed_by_address(turn.scene):
        return None
    return turn.decides(actions, f"fills in and chooses {len(actions)}, and looks what is listed then", ADDRESS)


def _waits_for_what_is_listed(turn: Turn) -> Decision | None:
    memory = turn.memory
    given = any(visit.decision.intent == ADDRESS and visit.url == turn.scene.url for visit in memory.visits)
    comes = listing(turn.scene) or (given and listed_by_address(turn.scene))
    if turn.todo.actions or not comes or memory.waits >= PATIENCE:
        return None
    return turn.waits("the deliveries are listed")


def _reads_the_total(turn: Turn) -> Answer | None:
    if not is_final(turn.scene, turn.stage, turn.todo, turn.ways):
        return None
    if turn.memory.waits < patience(turn.scene, turn.memory):
        return turn.waits("the deliveries are listed")
    return reached(turn.scene, turn.memory, turn.stage, turn.refused)


def _takes_a_tile(turn: Turn) -> Decision | None:
    forms = {way.control.form for way in turn.ways[:1]}
    tile = missing_tile(turn.scene, turn.memory, forms, repair=turn.repair)
    if tile is None or refusal(tile, turn.scene, turn.stage) is not None:
        return None
    return turn.decides([*turn.todo.actions, press(tile)], f"takes {tile.name!r}", TILE)


def _unfolds_the_deliveries(turn: Turn) -> Decision | None:
    folded = folded_delivery(turn.scene, turn.memory, turn.stage)
    if folded is None or refusal(folded, turn.scene, turn.stage) is not None:
        return None
    why = f"opens {folded.name!r}, for what there is to choose from"
    return turn.decides([*turn.todo.actions, press(folded)], why, "open")


def _takes_by_a_press(turn: Turn) -> Decision | None:
    """Another press when the first led nowhere; not before what is filled in was tried with a way on beside it."""
    todo = turn.todo
    if not todo.presses or (todo.actions and turn.seen == 0 and turn.ways):
        return None
    taken = todo.presses[min(turn.seen, len(todo.presses) - 1)]
    return turn.decides([*todo.actions, taken], f"takes {taken.name!r}", "select_option")


def _opens_a_section(turn: Turn) -> Decision | None:
    ways = bool(turn.ways)
    section = opener(turn.scene, turn.memory, turn.stage) if turn.seen < MOST_LOOKS else None
    if section is None or turn.todo.actions or (ways and (turn.seen == 0 or just_taken(turn.memory))):
        return None
    return turn.decides([press(section)], f"opens {section.name!r} to choose", "open")


def _goes_on(turn: Turn) -> Decision | None:
    actions, ways = list(turn.todo.actions), turn.ways
    parts = [f"fills in and chooses {len(actions)}"] if actions else []
    if ways:
        way = ways[min(turn.seen, len(ways) - 1) if turn.seen > 1 else 0].control
        actions.append(_go_by(way, turn))
        parts.append(f"goes on by {ways[0].control.name!r}")
    elif turn.seen > 0 and turn.stage.rank >= Stage.DETAILS.rank:
        return None
    intent = str(ways[0].control.intents[0]) if ways else "fill"
    return turn.decides(actions, ", ".join(parts), intent) if actions else None


def _goes_back_to_the_item(turn: Turn) -> Decision | None:
    return None if turn.todo.actions else try_again(turn.scene, turn.memory, turn.stage)


def _waits_for_anything(turn: Turn) -> Decision | None:
    if turn.todo.actions:
        return None
    if _lacks_delivery(turn):
        return turn.waits("the deliveries are listed")
    return turn.waits("the page is drawn") if not turn.refused and bare(turn.scene, turn.memory) else None


def _is_lost(turn: Turn) -> Stop:
    return no_way_on(turn.scene, turn.memory, turn.stage, "no-way-on", turn.refused)


MOVES: tuple[Move, ...] = (
    _gives_up,
    _opens_a_list,
    _types_again,
    _uncovers,
    _waits_for_the_page,
    _waits_for_the_basket,
    _varies_the_basket,
    _takes_an_offer,
    _waits_for_what_it_lacks,
    _gives_the_address_first,
    _waits_for_what_is_listed,
    _reads_the_total,
    _takes_a_tile,
    _unfolds_the_deliveries,
    _takes_by_a_press,
    _opens_a_section,
    _goes_on,
    _goes_back_to_the_item,
    _waits_for_anything,
    _is_lost,
)
"""The moves of the checkout, in the order in which they are thought of; the last one always answers."""


def _lacks_delivery(turn: Turn) -> bool:
    return lacks_delivery(turn.scene) and turn.memory.waits < 2 * MOST_LOOKS


def _go_by(control: Control, turn: Turn) -> Action:
    """The press that leads on; before the details, a link that something covers is opened by its address."""
    covered = turn.memory.hindered == "covered"
    ordinary = control.tag == "a" and control.href and not control.href.startswith(("#", "javascript:"))
    if covered and ordinary and turn.stage.rank < Stage.DETAILS.rank:
        address = urljoin(turn.scene.url, control.href)
        return Action(kind="goto", value=address, name=control.name, opens=True)
    return press(control)
