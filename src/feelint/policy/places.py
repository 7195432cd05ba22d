"""Where the words of a finding can be looked up: on a picture, and in a file of the capture where no picture shows them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from feelint.extract.dom import Document, parse
from feelint.extract.places import Place, place
from feelint.model.finding import Evidence, Passage, Verdict
from feelint.model.ledger import Ledger
from feelint.model.report import Mark, ReportStep
from feelint.model.scene import Box
from feelint.model.walk import Snapshot
from feelint.model.words import VerdictKind
from feelint.policy.marks import within
from feelint.policy.scenes import Read, shown_state

if TYPE_CHECKING:
    from feelint.extract.dom import Facts
    from feelint.policy.judge import Capture

_INDEX = "capture.json"
_TOLD = (VerdictKind.FAIL, VerdictKind.REVIEW)


class Places:
    """Looks words up in the pages of one capture; a page is parsed once, and only if something is looked up there."""

    def __init__(self, capture: Capture, read: Read) -> None:
        self._capture, self._read = capture, read
        self._sums: Mapping[str, str] = getattr(capture, "sums", {})
        self._pages: dict[str, tuple[Document, str]] = {}

    def placed(self, verdict: Verdict) -> Verdict:
        """The verdict, with a place for each piece of evidence that had none; what nobody reports is left as it is."""
        if verdict.kind not in _TOLD:
            return verdict
        return verdict.model_copy(update={"evidence": tuple(self._placed(one) for one in verdict.evidence)})

    def leaflets(self, ledger: Ledger, verdicts: Iterable[Verdict]) -> tuple[ReportStep, ...]:
        """The pages beside the way that set something or are quoted, with their sentences marked."""
        quoted = [one for verdict in verdicts if verdict.kind in _TOLD for one in verdict.evidence if one.leaflet]
        found = []
        for page, told in zip(self._capture.record.leaflets, ledger.leaflets, strict=True):
            quotes = [one.quote for one in quoted if one.url == page.snapshot.url]
            words = tuple(dict.fromkeys((*quotes, *(clause.text for clause in told.clauses))))
            if words:
                found.append(self._leaflet(page.snapshot, words))
        return tuple(found)

    def _leaflet(self, snapshot: Snapshot, sentences: Iterable[str]) -> ReportStep:
        boxes = ((words, self._place(snapshot, words)) for words in sentences)
        marks = tuple(Mark(box=at.box, text=words, kind="clause") for words, at in boxes if at and at.box)
        return shown_state(snapshot, self._capture.facts(snapshot), marks)

    def _placed(self, one: Evidence) -> Evidence:
        snapshot = self._snapshot(one)
        if snapshot is None or not one.quote:
            return one
        layout = self._capture.facts(snapshot) if one.leaflet or one.probe else self._read.layouts[one.step]
        if one.box is not None and not one.leaflet and _shown(one.box, snapshot, layout):
            return one.model_copy(update={"screenshot": snapshot.screenshot})
        at = self._place(snapshot, one.quote, one.node)
        if at is None:
            sent = self._sent(one)
            return one.model_copy(update={"passage": sent}) if sent else one
        box = one.box or at.box
        seen = box is not None and _shown(box, snapshot, layout)
        passage = self._passage(snapshot, at) if one.leaflet or not seen else None
        return one.model_copy(update={"box": box, "passage": passage, "screenshot": snapshot.screenshot})

    def _snapshot(self, one: Evidence) -> Snapshot | None:
        if one.leaflet:
            pages = self._capture.record.leaflets
            return next((page.snapshot for page in pages if page.snapshot.url == one.url), None)
        if one.probe:
            ends = self._read.ends
            end = ends[one.trial] if one.trial in range(len(ends)) else None
            return end[1] if end is not None else None
        steps = self._read.steps
        return steps[one.step][1] if 0 <= one.step < len(steps) else None

    def _place(self, snapshot: Snapshot, words: str, node: int = -1) -> Place | None:
        if snapshot.html not in self._pages:
            html = self._capture.html(snapshot)
            facts = cast("Facts", self._capture.facts(snapshot))
            self._pages[snapshot.html] = parse(html, facts), html
        return place(*self._pages[snapshot.html], words, node)

    def _passage(self, snapshot: Snapshot, at: Place) -> Passage:
        told = {"line": at.line, "before": at.before, "words": at.words, "after": at.after, "shown": at.shown}
        return Passage.model_validate({"file": snapshot.html, "sha256": self._sums.get(snapshot.html, ""), **told})

    def _sent(self, one: Evidence) -> Passage | None:
        """The line of the index with an amount that went over the wire."""
        read = getattr(self._capture, "read", None)
        for url, said, raw in self._amounts():
            if read is not None and url in one.quote and said in one.quote:
                text: str = read(_INDEX).decode("utf-8")
                at = text.find(json.dumps(raw), text.find(json.dumps(url)))
                line = text.count("\n", 0, at) + 1 if at >= 0 else 0
                return Passage(file=_INDEX, sha256=self._sums.get(_INDEX, ""), line=line, words=said, shown=False)
        return None

    def _amounts(self) -> Iterator[tuple[str, str, str]]:
        """The address of each exchange, an amount in it as rules quote it, and as it was written."""
        for step in self._capture.record.steps:
            for exchange in step.network:
                yield from ((exchange.url, f"{one.path}: {one.raw}", one.raw) for one in exchange.amounts)


def _shown(box: Box, snapshot: Snapshot, layout: Mapping[str, Any]) -> bool:
    """Whether a picture that the capture holds shows the middle of a box."""
    if not snapshot.screenshot:
        return False
    (width, height), (left, top) = (layout.get(key) or (0, 0) for key in ("viewport", "scroll"))
    windows = [Box(x=left, y=top, w=width, h=height), *(Box(x=c.x, y=c.y, w=c.w, h=c.h) for c in snapshot.clips)]
    return bool(snapshot.full_page) or any(within(box, one) for one in windows)
