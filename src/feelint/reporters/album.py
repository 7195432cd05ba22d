"""The pictures of a page: beside it by their paths, or in it, as far as a budget reaches."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from markupsafe import Markup

from feelint.model.report import JourneyReport, Report
from feelint.model.words import Outcome
from feelint.reporters import digest

BUDGET = 1_400_000
"""Bytes of pictures for each journey of a self-contained page, as they stand in it; the rest of a page needs little."""
_MAGIC = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"RIFF", "image/webp"))


@dataclass
class Album:
    """The addresses of pictures. Without a ``source`` they are paths; with one the bytes themselves, each once."""

    source: Callable[[str], bytes] | None = None
    budget: int | None = BUDGET
    _kept: dict[str, str] = field(default_factory=dict)
    _left_out: set[str] = field(default_factory=set)
    _digests: dict[str, str] = field(default_factory=dict)

    def choose(self, report: Report, journey: JourneyReport) -> None:
        """Takes in a journey's pictures: those of findings first, the last page and the first, other steps, experiments."""
        if self.source is None:
            return
        spent = 0
        for path in dict.fromkeys(_wanted(report, journey)):
            data = self._data(path)
            if self.budget is not None and spent + len(data) > self.budget:
                self._left_out.add(path)
            elif data:
                spent += len(data)
                self._kept[path] = data

    def address(self, journey: JourneyReport, path: str) -> Markup:
        """Where a journey's picture is; empty where there is none."""
        path = digest.picture(journey, path)
        return Markup(quote(path)) if self.source is None else Markup(self._kept.get(path, ""))

    def left_out(self, journey: JourneyReport, path: str) -> str:
        """The path of a picture that found no room; empty for any other."""
        path = digest.picture(journey, path)
        return path if path in self._left_out else ""

    def sha256(self, journey: JourneyReport, path: str) -> str:
        """The digest of a picture that is in the page; empty for any other."""
        return self._digests.get(digest.picture(journey, path), "")

    def _data(self, path: str) -> str:
        """A picture as a data URI; empty where it cannot be had."""
        try:
            data = self.source(path) if self.source is not None else b""
        except (OSError, KeyError):
            return ""
        self._digests[path] = hashlib.sha256(data).hexdigest()
        kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")
        return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}" if kind else ""


def _wanted(report: Report, journey: JourneyReport) -> Iterator[str]:
    """The paths of a journey's pictures, those that matter most first."""
    steps = [step.screenshot for step in journey.steps]
    found = (*digest.failures(report, journey), *digest.reviews(report, journey))
    aside = [path for page in journey.leaflets for path in (page.screenshot, *(clip.file for clip in page.clips))]
    ends = [probe.state for probe in journey.probes if probe.state is not None]
    tried = [path for end in ends for path in (end.screenshot, *(clip.file for clip in end.clips))]
    known = {*steps, *aside, *tried}
    proofs = [seen.screenshot for one in found for seen in one.evidence if seen.screenshot in known]
    quoted = {seen.url for one in found for seen in one.evidence if seen.leaflet}
    proofs += [clip.file for page in journey.leaflets if page.url in quoted for clip in page.clips]
    last = () if journey.outcome is Outcome.REACHED else (journey.last_screenshot,)
    clips = [clip.file for step in (*journey.steps[-1:], *journey.steps) for clip in step.clips]
    for path in (*proofs, *last, *steps[-1:], *steps[:1], *clips, *steps, *aside, *tried):
        if asked := digest.picture(journey, path):
            yield asked
