"""The texts of a step with what they promise, and which of them stand by something else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from feelint.engine.legibility import illegible
from feelint.engine.nearness import near
from feelint.extract.periods import Stretch, stretches
from feelint.extract.promises import promises
from feelint.model.ledger import Step
from feelint.model.scene import Amount, Control, Look

_NODES = 40
"""Elements apart that still count as together where the layout is not known."""


class Text(NamedTuple):
    """A visible text of a page."""

    text: str
    says: frozenset[str]
    """What it promises or demands (``feelint.extract.promises``)."""
    signals: frozenset[str]
    node: int
    look: Look | None

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The counted days, weeks, months and years in it."""
        return stretches(self.text)


def texts(step: Step) -> Iterator[Text]:
    """The sentences of a step and the texts around its amounts, each once."""
    seen: set[str] = set()
    parts = [(s.text, s.signals, s.node, s.look) for s in step.scene.sentences]
    parts += [(a.context, a.signals, a.node, a.look) for a in step.scene.amounts if a.visible]
    for text, signals, node, look in parts:
        if text and text not in seen:
            seen.add(text)
            yield Text(text, promises(text), frozenset(signals), node, look)


def by(one: tuple[int, Look | None], other: tuple[int, Look | None]) -> bool:
    """Whether two things, each its element's number and look, stand together; by order on the page without a layout."""
    (node, look), (other_node, other_look) = one, other
    known = near(look, other_look)
    return abs(node - other_node) <= _NODES if known is None else known


def saying(step: Step, words: Collection[str]) -> tuple[Text, ...]:
    """The texts of a step that promise or demand one of ``words``."""
    return tuple(text for text in texts(step) if text.says & set(words))


def legible_by(one: Text | Amount, controls: Iterable[Control]) -> bool:
    """Whether it can be read and stands by one of the controls."""
    legible = one.look is None or not illegible(one.look)
    return legible and any(by((one.node, one.look), (control.node, control.look)) for control in controls)
