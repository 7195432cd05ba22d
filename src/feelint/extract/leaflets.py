"""From a page beside the way to what its sentences set."""

from __future__ import annotations

from feelint.extract.clauses import clauses
from feelint.extract.dom import Facts, parse
from feelint.extract.landscape import visible_text
from feelint.extract.runs import runs_of
from feelint.model.leaflet import Clause


def read_clauses(html: str, *, facts: Facts | None = None, locale: str = "", currency: str = "") -> tuple[Clause, ...]:
    """What the visible sentences of a page set, in the language that the page gives itself (without one, in any)."""
    document = parse(html, facts)
    lang = next((node.get("lang") for node in document.all("html", "body") if node.get("lang")), "")
    lang = (facts or {}).get("lang", "") or lang
    return clauses(visible_text(runs_of(document)), lang=lang, locale=locale, currency=currency)
