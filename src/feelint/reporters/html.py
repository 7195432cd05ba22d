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
from feelint.money import Money
from feelint.reporters import digest
from feelint.reporters.plain import plain, safe
from feelint.reporters.view import View, money
from feelint.reporters.waterfall import difference

_IMAGES = {True: "data:", False: "'self' file:"}


def render(
    report: Report, *, pictures: Callable[[str], bytes] | None = None, self_contained: bool = False
) -> str:  # fmt: skip
    """The page; ``self_contained`` embeds what ``pictures`` gives for each path."""
    if self_contained and pictures is None:
        raise ValueError("a self-contained page needs the pictures")
    source = pictures if self_contained else None
    views = [View(report, journey, number, source) for number, journey in enumerate(report.journeys, 1)]
    page = _templates().get_template("report.html.j2")
    return page.render(report=report, views=views, verdict=_verdict(report), images=_IMAGES[self_contained])


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        finalize=_final,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {"cut": plain, "money": money, "more": _more, "link": _link, "share": _share}
    templates.globals |= {"digest": digest, "Outcome": Outcome}
    return templates


def _final(value: Any) -> Any:
    """What every expression of a template passes through, so that no text can be forgotten."""
    return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _more(amount: Money) -> str:
    return money(amount) if amount.amount < 0 else f"+{money(amount)}"


def _link(url: str) -> str:
    """``url`` if it is one that a reader may follow, else nothing."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _share(part: Money, of: Money) -> str:
    """``11.7 %``"""
    return f"{part.amount * 100 / of.amount:.1f} %" if of.amount else ""


def _verdict(report: Report) -> str:
    """The first sentence of the page."""
    if not report.journeys:
        return "No verdict: no journey was walked"
    if lost := digest.unreached(report):
        if len(report.journeys) == 1:
            return f"No verdict: the walk was {lost[0].outcome} ({lost[0].reason or 'no reason given'})"
        return f"No verdict: {len(lost)} of {len(report.journeys)} journeys did not reach the total"
    if len(report.journeys) > 1:
        return f"{digest.counted(len(digest.failures(report)), 'finding')} in {len(report.journeys)} journeys"
    ledger = report.journeys[0].ledger
    more = difference(ledger)
    if ledger is None or ledger.total is None:
        return "The total could not be read"
    if more is None:
        return f"{money(ledger.total)} is charged; there is no advertised price to compare it with"
    if not more.amount:
        return f"The charged total is the advertised price, {money(ledger.total)}"
    return f"{money(abs(more))} {'more' if more.amount > 0 else 'less'} is charged than was advertised"
