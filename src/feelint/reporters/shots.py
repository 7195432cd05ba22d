"""The pictures of a state, with the marks on them: the screen, and what of the page the screen did not show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from feelint.model.report import Mark, ReportStep
from feelint.model.scene import Box

_NARROW = 0.5
"""The part of a cut-out that a narrow screen shows at a size that can be read."""
KINDS = ("advertised", "total")
"""Figures that reports named by the kind of the mark before marks had figures."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture by its id in the page, and which part of the document it shows, in CSS pixels."""

    id: str
    address: Markup
    window: Box

    def shows(self, box: Box) -> bool:
        """Whether the middle of a box is on it."""
        x, y = box.x + box.w / 2 - self.window.x, box.y + box.h / 2 - self.window.y
        return 0 <= x < self.window.w and 0 <= y < self.window.h


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a picture: by the picture's id, in CSS pixels of it, with the place that is meant.

    ``tall`` is its height, and ``side`` the end of it that a narrow screen shows; empty where that would cut the place.
    """

    picture: str
    window: str
    box: Box
    tall: int = 0
    side: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark: its number and anchor, the picture that shows it (None: none does), and its place there in percent."""

    mark: Mark
    number: int
    anchor: str
    shot: Shot | None
    style: Markup
    edge: bool
    """So far left that its number has to stand inside."""
    crop: Crop | None


class Seen:
    """A state of the walk or of an experiment, as a page shows it; ``id`` is its anchor."""

    def __init__(self, state: ReportStep, id: str, image: str, address: Callable[[str], Markup]) -> None:
        self.state, self.id = state, id
        self.plain = address(state.screenshot)
        """The screen as it is, for a state whose layout nobody kept."""
        self.shots = tuple(_shots(state, image, address))
        self.screen = self.shots[0] if self.shots and self.shots[0].id == image else None
        self.spots = tuple(self._spot(mark, mark.number or place) for place, mark in enumerate(_once(state.marks), 1))

    def crop(self, box: Box) -> Crop | None:
        """The part of a picture around a box, most of it before the box: an amount stands behind its label.

        None where no picture shows it.
        """
        shot = next((one for one in self.shots if one.shows(box)), None)
        if shot is None:
            return None
        width, height = shot.window.w, shot.window.h
        box = box.model_copy(update={"x": box.x - shot.window.x, "y": box.y - shot.window.y})
        wide, high = min(max(box.w + 80, 640), width), min(max(box.h + 40, 90), height)
        spare = max(wide - box.w, 0)
        left = min(max(box.x - spare * 3 / 4, 0), width - wide)
        top = min(max(box.y + box.h / 2 - high / 2, 0), height - high)
        middle = (box.x + box.w / 2 - left) / wide
        side = "" if box.w + 20 > wide * _NARROW else "xMin" if middle < 1 / 3 else "xMax" if middle > 2 / 3 else "xMid"
        return Crop(shot.id, f"{left:.0f} {top:.0f} {wide:.0f} {high:.0f}", box, round(high), side)

    def on(self, shot: Shot) -> list[Spot]:
        """The marks that a picture shows."""
        return [spot for spot in self.spots if spot.shot is shot]

    def anchor_of(self, figure: str) -> str:
        """The anchor of the mark of a figure, else of the state."""
        found = (spot for spot in self.spots if figure and spot.mark.figure == figure)
        named = (spot for spot in self.spots if figure in KINDS and spot.mark.kind == figure)
        first = next(found, None) or next(named, None)
        return first.anchor if first else self.id

    def _spot(self, mark: Mark, number: int) -> Spot:
        anchor, shot = f"{self.id}m{number}", next((one for one in self.shots if one.shows(mark.box)), None)
        if shot is None:
            return Spot(mark, number, anchor, None, Markup(""), False, None)
        window = shot.window
        left = (mark.box.x - window.x) / window.w
        places = {"left": left, "top": (mark.box.y - window.y) / window.h}
        places |= {"width": mark.box.w / window.w, "height": mark.box.h / window.h}
        style = Markup(";".join(f"{name}:{share:.2%}" for name, share in places.items()))
        return Spot(mark, number, anchor, shot, style, left < 1 / 20, self.crop(mark.box))


def _once(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks without those of findings that box what is boxed already: that one names the findings."""
    boxed: list[Box] = []
    for mark in marks:
        if mark.kind != "finding" or mark.box not in boxed:
            yield mark
        boxed.append(mark.box)


def _shots(state: ReportStep, image: str, address: Callable[[str], Markup]) -> Iterator[Shot]:
    (width, height), (left, top) = state.viewport, state.scroll
    screen = address(state.screenshot)
    if screen and width and height:
        yield Shot(image, screen, Box(x=left, y=top, w=width, h=height))
    for number, clip in enumerate(state.clips):
        part = address(clip.file)
        if part and clip.w > 0 and clip.h > 0:
            yield Shot(f"{image}c{number}", part, Box(x=clip.x, y=clip.y, w=clip.w, h=clip.h))
