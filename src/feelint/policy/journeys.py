"""Journey files: read, with errors that name file, line and column; written, to be read and edited by people."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from pydantic import BaseModel, ValidationError

from feelint.errors import ConfigError, UsageError
from feelint.model.journey import VERBS, Arrival, Do, Journey, JourneyStep
from feelint.model.walk import WalkRecord
from feelint.model.words import Outcome
from feelint.policy.law import did_you_mean
from feelint.policy.lines import relative
from feelint.policy.positions import Keys, Position, nearest, positions

SUFFIX = ".toml"
_HINT = "Mend it there; docs/journeys.md has the format."
_HEAD = """\
# The way to the final total, written down by feelint. Edit it as you like; `feelint check` replays it.
# Controls are found by role and name, prices and numbers in names may change. Values come from a made-up customer.
# Record it anew: feelint record {start} -o FILE --force
"""


@dataclass(frozen=True)
class JourneyFile:
    """A journey and where it stands: ``file`` relative to the root of the repository, ``lines`` of its steps."""

    journey: Journey
    file: str
    lines: tuple[int, ...]

    def url(self, base: str = "") -> str:
        """The address to start from, below ``base`` if that is given."""
        journey = self.journey
        if journey.start.startswith("/"):
            root = base or journey.base_url
            if not root:
                hint = "Give --base-url, or `base-url` in the file."
                raise UsageError(f"{self.file} starts at {journey.start} and names no shop", hint=hint)
            return root.rstrip("/") + journey.start
        return rebased(journey.start, base)


def rebased(url: str, base: str) -> str:
    """``url`` at another shop: the scheme, host and leading path of ``base``, the path and query of its own."""
    if not base:
        return url
    there, here = urlsplit(base), urlsplit(url)
    path = there.path.rstrip("/") + (here.path or "/")
    return urlunsplit((there.scheme, there.netloc, path, here.query, here.fragment))


def is_file(text: str) -> bool:
    """Whether an argument names a journey file, and not a page."""
    return "://" not in text and text.endswith(SUFFIX)


def read(path: Path) -> JourneyFile:
    """The journey in a file; a :class:`ConfigError` names the line and column of what is wrong in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 at byte {error.start}", hint="Save it as UTF-8.") from error
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror}", hint="Write one with: feelint record URL -o FILE"
        ) from error
    journey = parse(text, str(path))
    places = positions(text)
    lines = tuple(places[("step", number)].line for number in range(len(journey.step)))
    return JourneyFile(journey, relative(path), lines)


def parse(text: str, file: str) -> Journey:
    """The journey in a text; ``file`` is what errors call it."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(_syntax(file, str(error)), hint="Mend the TOML syntax at that place.") from error
    try:
        return Journey.model_validate(data)
    except ValidationError as error:
        places = positions(text)
        several = error.errors(include_url=False)
        found = [one for one in several if one["type"] != "too_short"] or several  # a list of wrong entries counts none
        first = min(found, key=lambda one: _order(places, one["loc"], unknown=one["type"] == "extra_forbidden"))
        place = nearest(places, tuple(first["loc"])) or Position(1, 1)
        message, hint = _told(first["type"], tuple(first["loc"]), first["msg"], first.get("ctx", {}), first["input"])
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise ConfigError(f"{file}:{place.line}:{place.column}: {message}{more}", hint=hint) from error


def _order(places: Mapping[Keys, Position], loc: Keys, *, unknown: bool) -> tuple[int, bool, int]:
    """The first line first; in a line the key that nobody knows, for the others may follow from it."""
    line, column = nearest(places, loc) or (1, 1)
    return line, not unknown, column


def _syntax(file: str, message: str) -> str:
    """The message of ``tomllib`` with its place in front, where it tells one."""
    at = re.search(r" \(at line (\d+), column (\d+)\)", message)
    return f"{file}:{at[1]}:{at[2]}: {message[: at.start()]}" if at else f"{file}: {message}"


def _told(
    kind: str, loc: tuple[str | int, ...], message: str, context: Mapping[str, Any], value: Any
) -> tuple[str, str]:
    """What is wrong, and what to do, for one error of the model."""
    key = next((str(part) for part in reversed(loc) if isinstance(part, str)), "")
    if kind == "extra_forbidden":
        return f"unknown key {key!r}", did_you_mean(key, _keys(loc))
    if kind == "literal_error" or kind == "enum":
        known = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        return f"{key}: there is no {value!r}", did_you_mean(str(value), [word for word in known if word])
    if kind == "too_short":
        return "a journey has one `[[step]]` at least", _HINT
    if kind == "missing":
        return f"{key!r} is missing", _HINT
    return f"{f'{key}: ' if key else ''}{message.removeprefix('Value error, ')}", _HINT


def _keys(loc: tuple[str | int, ...]) -> list[str]:
    """The keys that the table at ``loc`` may have."""
    tables: dict[str, type[BaseModel]] = {"step": JourneyStep, "do": Do, "arrive": Arrival}
    model: type[BaseModel] = Journey
    for part in loc[:-1]:
        model = tables.get(str(part), model)
    return [field.alias or name for name, field in model.model_fields.items()]


def recorded(name: str, record: WalkRecord, steps: tuple[JourneyStep, ...]) -> str:
    """The text of the journey that a walk made; empty where it did not reach its total."""
    if record.outcome is not Outcome.REACHED or not steps:
        return ""
    parts, told = urlsplit(record.start_url), record.environment
    given = {key: getattr(told, key) for key in ("locale", "currency") if told.source.get(key) == "given"}
    journey = Journey(
        name=name,
        base_url=f"{parts.scheme}://{parts.netloc}",
        start=urlunsplit(("", "", parts.path or "/", parts.query, parts.fragment)),
        ship_to=told.ship_to,
        viewport="mobile" if told.viewport == "mobile" else "",
        step=steps,
        **given,
    )
    return write(journey)


def write(journey: Journey) -> str:
    """The journey as a file, with comments; :func:`parse` reads it again."""
    start = rebased(journey.start, journey.base_url) if journey.base_url else journey.start
    return "\n".join(
        (_HEAD.format(start=start), *_top(journey), *(line for step in journey.step for line in _step(step)), "")
    )


def _top(journey: Journey) -> Iterator[str]:
    notes = {
        "name": "names the journey in reports and baselines",
        "base_url": "feelint check --base-url URL walks another one",
    }
    yield f"schema-version = {journey.schema_version}"
    for key in ("name", "base_url", "start", "ship_to", "locale", "currency", "viewport"):
        if value := getattr(journey, key):
            note = f"  # {notes[key]}" if key in notes else ""
            yield f"{key.replace('_', '-')} = {_string(value)}{note}"


def _step(step: JourneyStep) -> Iterator[str]:
    yield from ("", "[[step]]", f"stage = {_string(step.stage)}")
    yield f"arrive = {{ role = {_string(step.arrive.role)}, name = {_string(step.arrive.name)} }}"
    if step.do:
        yield "do = ["
        yield from (f"  {_do(one)}," for one in step.do)
        yield "]"


def _do(one: Do) -> str:
    pairs = [(key, getattr(one, key)) for key in (*VERBS, "name", "data", "text", "option", "within", "nth")]
    told = (f"{key} = {value if isinstance(value, int) else _string(value)}" for key, value in pairs if value)
    return f"{{ {', '.join(told)} }}"


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of journey files."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Journey.model_json_schema(by_alias=True),
        "title": "feelint journey",
    }
