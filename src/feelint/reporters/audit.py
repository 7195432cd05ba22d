"""The page that a PDF is printed from: an audit report to file, with the law first and the evidence at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from feelint.model.finding import CitationRef, Finding
from feelint.model.report import Report
from feelint.reporters.album import Album
from feelint.reporters.html import paged, views_of
from feelint.reporters.view import View


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with its number in the report (F1, R1 for reviews, S1 for suppressed ones)."""

    number: str
    word: str
    finding: Finding
    view: View | None

    @property
    def anchor(self) -> str:
        """What the contents link to."""
        return self.number.lower()


@dataclass(frozen=True, slots=True)
class Article:
    """A provision, and the findings under it; None: those for which no law is cited."""

    law: CitationRef | None
    items: tuple[Item, ...]


def render(report: Report, *, pictures: Callable[[str], bytes], numbers: Mapping[str, int] | None = None) -> str:
    """The page; ``numbers`` are those of the pages on which its anchors came to stand."""
    album = Album(pictures, budget=None)
    views = views_of(report, album)
    items = tuple(_items(views))
    return paged(
        "audit.html.j2", report, views, items=items, articles=_articles(items), numbers=numbers or {}, album=album
    )


def _items(views: list[View]) -> Iterator[Item]:
    for letter, kind in (("F", "failures"), ("R", "reviews"), ("S", "suppressed")):
        found = [(view, finding) for view in views for finding in getattr(view, kind)]
        for number, (view, finding) in enumerate(found, 1):
            word = {"F": str(finding.severity), "R": "review", "S": "suppressed"}[letter]
            yield Item(f"{letter}{number}", word, finding, view)


def _articles(items: tuple[Item, ...]) -> tuple[Article, ...]:
    """The provisions in the order of the worst finding under each; what cites none comes last."""
    laws = {law.id: law for item in items for law in item.finding.citations}
    under = {key: tuple(item for item in items if key in {law.id for law in item.finding.citations}) for key in laws}
    rest = tuple(item for item in items if not item.finding.citations)
    return (*(Article(laws[key], found) for key, found in under.items()), *([Article(None, rest)] if rest else []))
