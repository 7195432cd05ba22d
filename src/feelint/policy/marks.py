"""What of a page a report boxes: the figures of the ledger where they stood, and what findings are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from feelint.ledger.match import pair_exactly
from feelint.model.finding import Verdict
from feelint.model.ledger import Charge, Ledger, Step
from feelint.model.report import Mark
from feelint.model.scene import Amount, BillLine, Box, Look, Scene
from feelint.model.walk import Action, Clip, Snapshot
from feelint.model.words import ChargeKind, VerdictKind
from feelint.money import Money

DONE = {"press": "pressed", "tick": "ticked", "untick": "unticked", "choose": "chose", "fill": "filled in"}
"""Actions on controls, as a report tells them."""


def marks(
    step: Step, ledger: Ledger, verdicts: Sequence[Verdict] = (), controls: Iterable[Mark] = ()
) -> tuple[Mark, ...]:
    """The marks of one state: price, announcements, rows and total of its bill, later payments, controls, findings."""
    return (*_marks(step, ledger), *controls, *found_marks(verdicts, step.index))


def bill_marks(step: Step, ledger: Ledger) -> Iterator[Mark]:
    """The rows and the total of the bill of a state, and which figures of a ledger they are."""
    bill = step.bill
    if bill is None:
        return
    figures = _figures(ledger, bill.lines)
    for number, line in enumerate(bill.lines):
        yield from _mark(step.scene, line.amount_index, line.label, "charge", figures.get(number, ""))
    yield from _mark(step.scene, bill.total_index, bill.total_label or "total", "total", "total")


def control_marks(scene: Scene, actions: Iterable[Action], order: int = -1) -> Iterator[Mark]:
    """The controls that the walk used at a state, but for fields that it filled in, and the one that would order."""
    used = [(one.node, in_words(one)) for one in actions if one.kind in {*DONE} - {"fill"}]
    used += [(order, "orders, and was not pressed:")]
    for node, said in used:
        control = scene.control(node) if node >= 0 else None
        if control is not None and control.look is not None:
            text = f"{said} “{control.text or control.name}”" if node == order else said
            yield Mark(box=control.look.box, text=text, kind="control")


def in_words(action: Action) -> str:
    """An action in words; what was typed is left out."""
    what = f"“{action.name}”" if action.name else action.datum.replace("_", " ")
    return " ".join(filter(None, (DONE.get(action.kind, action.kind), what)))


def pictured(snapshot: Snapshot, found: Iterable[Mark], layout: Mapping[str, Any]) -> tuple[Clip, ...]:
    """The pictures besides the screen: price groups outside it; the whole page where a mark lies in none of the others."""
    (width, height), (left, top) = (layout.get(key) or (0, 0) for key in ("viewport", "scroll"))
    shown = [Box(x=left, y=top, w=width, h=height), *(Box(x=c.x, y=c.y, w=c.w, h=c.h) for c in snapshot.clips)]
    page = layout.get("page")
    if snapshot.full_page and page and not all(any(within(mark.box, one) for one in shown) for mark in found):
        return (*snapshot.clips, Clip(file=snapshot.full_page, x=0, y=0, w=page[0], h=page[1]))
    return snapshot.clips


def within(box: Box, window: Box) -> bool:
    """Whether the middle of a box lies in a window."""
    x, y = box.x + box.w / 2, box.y + box.h / 2
    return window.x <= x < window.right and window.y <= y < window.bottom


def _marks(step: Step, ledger: Ledger) -> Iterator[Mark]:
    price = ledger.advertised_at
    if price is not None and price.step == step.index:
        yield from _mark(step.scene, step.scene.advertised, "advertised", "advertised", "advertised")
    rows = tuple(bill_marks(step, ledger))
    for at, charge in enumerate(ledger.charges):
        said, figure = charge.first_announced, f"charges.{at}"
        if said is not None and said.step == step.index and figure not in {row.figure for row in rows}:
            yield from _announced(step.scene, charge, figure)
    yield from rows
    if ledger.total_at is not None and ledger.total_at.step == step.index:
        yield from _later(step.scene, ledger)


def _later(scene: Scene, ledger: Ledger) -> Iterator[Mark]:
    for number, later in enumerate(ledger.recurring):
        told = next((at for at, one in enumerate(scene.amounts) if one.visible and one.money == later.amount), -1)
        yield from _mark(scene, told, "later", "charge", f"recurring.{number}")


def found_marks(verdicts: Sequence[Verdict], step: int = -1, trial: int = -1) -> Iterator[Mark]:
    """What findings quote of a step, or of the state that an experiment ended in (``trial``)."""
    seen = set()
    for verdict in verdicts:
        if verdict.kind not in (VerdictKind.FAIL, VerdictKind.REVIEW):
            continue
        for one in verdict.evidence:
            walked = one.step == step and not one.probe and not one.leaflet
            here = one.trial == trial if trial >= 0 else walked
            if here and one.box is not None and (verdict.rule, one.box) not in seen:
                seen.add((verdict.rule, one.box))
                yield Mark(box=one.box, text=f"{verdict.rule}: {one.quote}", kind="finding")


def _figures(ledger: Ledger, lines: Sequence[BillLine]) -> dict[int, str]:
    """Which rows of a bill are which figures of the ledger."""
    found: dict[int, str] = {}
    for word, charges in (("charges", ledger.charges), ("items", ledger.items)):
        found |= {number: f"{word}.{at}" for at, number in pair_exactly(charges, lines).items()}
    for at, item in enumerate(ledger.items):
        rest = (number for number, line in enumerate(lines) if number not in found and _is_item(line, item))
        if f"items.{at}" not in found.values() and (number := next(rest, None)) is not None:
            found[number] = f"items.{at}"
    for at, gone in enumerate(ledger.withdrawn):
        for number, line in enumerate(lines):
            if number not in found and (line.label, line.amount) == (gone.label, gone.amount):
                found[number] = f"withdrawn.{at}"
    return found


def _is_item(line: BillLine, item: Charge) -> bool:
    """Whether an early bill asks for an item of the last one, by a name of its own or with another amount."""
    same = line.amount == item.amount or line.label.casefold() == item.label.casefold()
    return line.kind is ChargeKind.ITEM and same


def _announced(scene: Scene, charge: Charge, figure: str) -> Iterator[Mark]:
    """Where a charge was announced outside a bill: its amount, else the words that give it."""
    words = charge.announced_as
    same = [one for one in scene.amounts if one.visible and one.look is not None and _is(one.money, charge.amount)]
    told = sorted(same, key=lambda one: not (words and _says(one, words)))
    look = told[0].look if told else _look_of(scene, words)
    if look is not None:
        yield Mark(box=look.box, text=words or charge.label, kind="announced", figure=figure)


def _is(money: Money | None, amount: Money) -> bool:
    return money is not None and money.currency == amount.currency and abs(money) == abs(amount)


def _says(amount: Amount, words: str) -> bool:
    return amount.text in words and (not amount.context or amount.context in words or words in amount.context)


def _look_of(scene: Scene, words: str) -> Look | None:
    if not words:
        return None
    told = ((one.text, one.look) for one in scene.sentences)
    named = ((name, one.look) for one in scene.controls for name in (one.name, one.label, one.text, one.nearby))
    return next((look for text, look in (*told, *named) if look is not None and text == words), None)


def _mark(scene: Scene, index: int, text: str, kind: Any, figure: str) -> Iterator[Mark]:
    amount = scene.amounts[index] if 0 <= index < len(scene.amounts) else None
    if amount is not None and amount.look is not None:
        yield Mark(box=amount.look.box, text=f"{text} {amount.text}".strip(), kind=kind, figure=figure)
