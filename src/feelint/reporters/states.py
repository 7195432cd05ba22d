"""The state of a journey that a piece of evidence was seen at, and which of its pictures shows the place."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import NamedTuple

from feelint.model.finding import Evidence
from feelint.model.report import JourneyReport, ReportStep
from feelint.model.scene import Box

_HALF_SIZE = "page.jpg"
"""The picture of a whole page is kept at half its size (see the layout of a capture)."""


class Framed(NamedTuple):
    """A picture, and where on it a box lies, in pixels of the picture; None where no picture shows it."""

    file: str
    box: Box | None


def state_of(journey: JourneyReport, evidence: Evidence) -> ReportStep | None:
    """A step, a page beside the way, or where an experiment ended; None where the report has no such state."""
    if evidence.leaflet:
        return next((page for page in journey.leaflets if page.url == evidence.url), None)
    if evidence.probe:
        tried = journey.probes[evidence.trial] if evidence.trial in range(len(journey.probes)) else None
        return tried.state if tried is not None else None
    return journey.steps[evidence.step] if evidence.step in range(len(journey.steps)) else None


def framed(journey: JourneyReport, evidence: Evidence) -> Framed:
    """The picture of the state that shows the box of a piece of evidence, else its screen."""
    state, box = state_of(journey, evidence), evidence.box
    if state is None or box is None:
        return Framed(evidence.screenshot, None)
    (left, top), (width, height) = state.scroll, state.viewport
    windows = [(state.screenshot, Box(x=left, y=top, w=width, h=height))]
    windows += [(clip.file, Box(x=clip.x, y=clip.y, w=clip.w, h=clip.h)) for clip in state.clips]
    for file, window in windows:
        x, y = box.x - window.x, box.y - window.y
        if file and 0 <= x + box.w / 2 < window.w and 0 <= y + box.h / 2 < window.h:
            size = 0.5 if PurePosixPath(file).name == _HALF_SIZE else 1
            return Framed(file, Box(x=x * size, y=y * size, w=box.w * size, h=box.h * size))
    return Framed(state.screenshot, None)
