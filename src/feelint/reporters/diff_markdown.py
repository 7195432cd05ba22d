"""``feelint diff --format markdown``: what changed for the customer, for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feelint.model.difference import Difference
from feelint.reporters.diff_words import VERDICTS, aside, closing, heading, rows

_MARKS = {"worse": "🔺 worse", "better": "🔽 better", "neutral": "neutral"}


def render(found: Difference) -> str:
    """The difference as Markdown; what shops write stays text."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Difference) -> Iterator[str]:
    yield f"### feelint: {VERDICTS[found.verdict]}"
    for journey in found.journeys:
        yield ""
        yield f"**{escaped(journey.id)}**: {escaped(heading(journey))}"
        changes = list(rows(journey))
        if changes:
            yield ""
            yield "| for the customer | what | change |"
            yield "|---|---|---|"
            for effect, name, happened in changes:
                yield f"| {_MARKS[effect]} | {escaped(name)} | {escaped(happened)} |"
    for line in aside(found):
        yield ""
        yield f"_{escaped(line)}_"
    yield ""
    yield f"{escaped(closing(found))}. Not legal advice."


def escaped(text: str) -> str:
    """Text that Markdown and HTML take as it is: no tags, links, tables or mentions."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;")
    return re.sub(r"([\\`*_\[\]|~#!])", r"\\\1", text)
