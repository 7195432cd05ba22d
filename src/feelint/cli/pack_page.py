"""The page of a pack: whose law, since when, what it asks for on a day, how severely, by which provisions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from feelint.policy.config import load_config
from feelint.policy.extensions import load, pack_named
from feelint.policy.law import Citation
from feelint.policy.packs import Pack


def pack_page(name: str, day: date, dirs: Sequence[Path], *, fmt: str, bold: bool = False) -> str:
    """What a pack says on a day, as text or JSON. A :class:`UsageError` where there is no such pack."""
    known = load((*dirs, *load_config().rules))
    pack = pack_named(known, name)
    told = _told(pack, day, _why_not(pack, day), [known.law[key] for key in _keys(pack)])
    if fmt == "json":
        return json.dumps({"schema_version": 1, **told}, indent=2, ensure_ascii=False, default=str)
    return "\n".join(_lines(told, bold))


def _why_not(pack: Pack, day: date) -> str:
    """Why nothing is judged by the pack on that day, wherever the walk goes; empty where it is in force."""
    if not pack.enabled:
        return f"disabled: {pack.disabled_reason}"
    if pack.effective_from and day < pack.effective_from:
        return f"not in force before {pack.effective_from}"
    return f"not in force after {pack.effective_to}" if pack.effective_to and day > pack.effective_to else ""


def _keys(pack: Pack) -> list[str]:
    return list(dict.fromkeys(key for keys in pack.citations.values() for key in keys))


def _told(pack: Pack, day: date, why: str, citations: Sequence[Citation]) -> dict[str, Any]:
    params = pack.at(day).params.model_dump(mode="json", by_alias=True, exclude_none=True)
    starts = [epoch.start for epoch in pack.params if epoch.start is not None and epoch.start > day]
    return {
        "pack": pack.id,
        "title": pack.title,
        "kind": pack.kind,
        "jurisdiction": list(pack.jurisdiction),
        "sectors": list(pack.sectors),
        "exempt_sectors": list(pack.exempt_sectors),
        "effective_from": pack.effective_from,
        "effective_to": pack.effective_to,
        "as_of": day,
        "why_not": why,
        "parameters": params,
        "changes": starts,
        "severity": {rule: word for rule, word in pack.severity.items() if word != "off"},
        "notes": list(pack.notes),
        "pending": list(pack.pending),
        "citations": [
            {"id": one.id, "text": one.string, "url": one.url or "", "tag": one.tag(), "in_force": one.in_force(day)}
            for one in citations
        ],
    }


def _lines(told: dict[str, Any], bold: bool) -> Iterator[str]:
    def heading(text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if bold else text

    since, until = told["effective_from"], told["effective_to"]
    period = f"from {since}" if since else "in force, the day not recorded" if told["kind"] == "law" else "always"
    yield f"{heading(told['pack'])}  ({told['kind']})"
    yield told["title"]
    yield f"{', '.join(told['jurisdiction'])} · {period}{f' until {until}' if until else ''} · as of {told['as_of']}"
    trades = f"trades: {', '.join(told['sectors'])}"
    yield trades + (f"; not {', '.join(told['exempt_sectors'])}" if told["exempt_sectors"] else "")
    if told["why_not"]:
        yield f"Not judged by: {told['why_not']}"
    yield from ("", heading("Parameters"))
    for name, value in told["parameters"].items():
        if value not in ("not-regulated", "not-applicable", [], "none", "", False):
            yield from _parameter(name, value)
    if told["changes"]:
        yield f"They change on {', '.join(map(str, told['changes']))}: see --as-of."
    yield from ("", heading("Severity"))
    for word in ("critical", "error", "warning", "info"):
        rules = [rule for rule, given in told["severity"].items() if given == word]
        yield from (f"{word:<8}  {rule}" for rule in rules)
    for name in ("notes", "pending"):
        if told[name]:
            yield from ("", heading(name.capitalize()), *(f"- {note}" for note in told[name]))
    if told["citations"]:
        yield from ("", heading("Citations"))
    for one in told["citations"]:
        tags = [tag for tag in (one["tag"], "" if one["in_force"] else f"not in force on {told['as_of']}") if tag]
        yield f"- {one['text']}" + (f" [{', '.join(tags)}]" if tags else "")


def _parameter(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        for entry in value:
            yield f"{name}: " + ", ".join(
                f"{key} {_plain(word)}" for key, word in entry.items() if word not in ([], False)
            )
    else:
        yield f"{name}: {_plain(value)}"


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
