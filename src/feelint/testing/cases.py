"""Reads the ``.cases.toml`` beside a rule; :mod:`feelint.testing.rule_tester` says what stands in it."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feelint.errors import UsageError
from feelint.model.words import VerdictKind
from feelint.policy.law import did_you_mean, read_toml
from feelint.testing.small_ledger import Table

KEYS = frozenset(
    (
        "advertised", "ambiguous", "at", "charges", "chosen_currency", "currency", "day", "expect", "item_name", "items",
        "leaflets", "like", "name", "order", "outcome", "packs", "price", "probes", "quantity", "recurring", "sector", "set",
        "ship_to", "stages", "total", "withdrawn",
    )
)  # fmt: skip
"""What a case may say."""
EXPECTABLE = frozenset(
    ("kind", "subject", "severity", "packs", "reason", "stage", "impact", "confidence", "evidence", "says")
)


@dataclass(frozen=True)
class Case:
    """One case, its base and what it is like already applied; ``place`` is its file and line."""

    name: str
    data: Table
    like: str
    changes: int
    """How many values it changes in the case that it is like."""
    place: str = ""

    @property
    def expect(self) -> list[Table]:
        """The verdicts expected."""
        return [_expected(entry) for entry in self.data["expect"]]


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, in its order; a :class:`UsageError` that names the line of a case that is none."""
    content = read_toml(path)
    cases: dict[str, Case] = {}
    for number, entry in enumerate(_entries(content, path)):
        place = f"{path}{_line_of_case(path, number)}"
        name, like, changes = entry.get("name", ""), entry.get("like", ""), entry.get("set", {})
        if name in cases or not name or (like and like not in cases):
            why = f"no case before it is called {like!r}" if like and like not in cases else "its name is taken"
            raise UsageError(f"{place}: case {name!r}: {why if name else 'it has no name'}", hint="Mend it.")
        data = copy.deepcopy(cases[like].data if like else content.get("base", {}))
        _merge(data, {key: value for key, value in entry.items() if key not in ("name", "like", "set")})
        try:
            for key, value in changes.items():
                _put(data, key.split("."), value)
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            raise UsageError(f"{place}: case {name!r}: {key!r} leads nowhere", hint="Name a value to set.") from error
        cases[name] = Case(name, data, like, len(changes), place)
        _check_expected(cases[name])
    return list(cases.values())


def _entries(content: Table, path: Path) -> list[Table]:
    """The cases as written; a :class:`UsageError` for what can be none."""
    entries = content.get("case")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UsageError(f"{path}: no cases", hint="Write each under a heading [[case]].")
    for place, table in (("[base]", content.get("base", {})), *(("[[case]]", entry) for entry in entries)):
        if unknown := next((key for key in table if key not in KEYS), None):
            raise UsageError(f"{path}{_line_of_key(path, unknown)}: {place}: unknown key {unknown!r}",
                             hint=did_you_mean(unknown, KEYS))  # fmt: skip
    return entries


def _check_expected(case: Case) -> None:
    if not isinstance(case.data.get("expect"), list):
        raise UsageError(f"{case.place}: case {case.name!r} expects nothing", hint='Write expect = ["pass"], or [].')
    for entry in case.expect:
        if unknown := next((key for key in entry if key not in EXPECTABLE), None):
            hint = did_you_mean(unknown, EXPECTABLE)
            raise UsageError(f"{case.place}: case {case.name!r}: expect: unknown key {unknown!r}", hint=hint)
        if entry.get("kind") not in list(VerdictKind):
            message = f"{case.place}: case {case.name!r}: expect: {entry.get('kind')!r} is no kind of verdict"
            raise UsageError(message, hint=f"Known: {', '.join(VerdictKind)}.")


def _line_of_case(path: Path, number: int) -> str:
    text = path.read_text(encoding="utf-8").splitlines()
    lines = [at for at, line in enumerate(text, 1) if re.match(r"\s*\[\[\s*case\s*\]\]", line)]
    return f":{lines[number]}" if number < len(lines) else ""


def _line_of_key(path: Path, key: str) -> str:
    text = path.read_text(encoding="utf-8").splitlines()
    found = (
        at for at, line in enumerate(text, 1) if re.match(rf"\s*{re.escape(key)}\s*=|\[+\w+\.{re.escape(key)}\b", line)
    )
    return f":{next(found, 1)}"


def _expected(entry: str | Table) -> Table:
    if isinstance(entry, str):
        kind, _, subject = entry.partition(" ")
        return {"kind": kind, "subject": subject}
    return {"subject": "", **entry}


def _merge(data: Table, other: Table) -> None:
    """Lays ``other`` over ``data``: tables into tables, all else in its place."""
    for key, value in other.items():
        if isinstance(value, dict) and isinstance(data.get(key), dict):
            _merge(data[key], value)
        else:
            data[key] = copy.deepcopy(value)


def _put(data: Any, path: list[str], value: Any) -> None:
    for key in path[:-1]:
        data = data[int(key)] if isinstance(data, list) else data.setdefault(key, {})
    if isinstance(data, list):
        data[int(path[-1])] = value
    else:
        data[path[-1]] = value
