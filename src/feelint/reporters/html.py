"""``html``: one page to read, print and forward. No script, no network; every text is escaped and made safe."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from feelint.model.report import Report
from feelint.model.words import Outcome
from feelint.reporters import digest
from feelint.reporters.album import Album
from feelint.reporters.plain import plain, safe
from feelint.reporters.view import View
from feelint.reporters.wording import headline, money, more, sentence, share, standing

_IMAGES = {True: "data:", False: "'self' file:"}


def render(
    report: Report, *, pictures: Callable[[str], bytes] | None = None, self_contained: bool = False
) -> str:  # fmt: skip
    """The page; ``self_contained`` embeds what ``pictures`` gives for each path, within a budget."""
    if self_contained and pictures is None:
        raise ValueError("a self-contained page needs the pictures")
    views = views_of(report, Album(pictures if self_contained else None))
    return paged("report.html.j2", report, views, images=_IMAGES[self_contained])


def views_of(report: Report, album: Album) -> list[View]:
    """The journeys as the templates want them, with their pictures from ``album``."""
    return [View(report, journey, number, album) for number, journey in enumerate(report.journeys, 1)]


def paged(template: str, report: Report, views: list[View], **more_of_it: Any) -> str:
    """A template filled with a report."""
    page = templates().get_template(template)
    heads = {"verdict": headline(report), "standing": standing(report)}
    return page.render(report=report, views=views, **heads, **more_of_it) + "\n"


@cache
def templates() -> Environment:
    """The templates, with what they use."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        finalize=_final,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {
        "cut": plain,
        "money": money,
        "more": more,
        "link": _link,
        "share": share,
        "sentence": sentence,
    }
    templates.globals |= {"digest": digest, "Outcome": Outcome}
    return templates


def _final(value: Any) -> Any:
    """What every expression of a template passes through, so that no text can be forgotten."""
    return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _link(url: str) -> str:
    """``url`` if it is one that a reader may follow, else nothing."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""
