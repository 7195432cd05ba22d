"""What the rule pages and pack files say, read as text: ``explain`` has to answer at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import click


@dataclass(frozen=True)
class Entry:
    """A rule: its page (empty: not implemented), and under which packs it is how severe."""

    id: str
    title: str
    family: str
    page: str
    severity: dict[str, str]
    citations: dict[str, tuple[str, ...]]

    @property
    def implemented(self) -> bool:
        """Whether this version has the rule."""
        return bool(self.page)

    @property
    def sections(self) -> dict[str, str]:
        """The page by headings, without its title."""
        parts = re.split(r"^## +", self.page, flags=re.M)[1:]
        return {head.strip(): body.strip() for head, _, body in (part.partition("\n") for part in parts)}


class Catalogue:
    """All rules that have a page or that a pack names; ``mine`` are directories of a user's own rules."""

    def __init__(self, places: list[Path] | None = None, mine: Sequence[Path] = ()) -> None:
        found = import_module("feelint.rules").__path__
        self._places = [Path(place) for place in found] if places is None else places
        self._mine = mine

    @cached_property
    def packs(self) -> dict[str, dict[str, Any]]:
        """The pack files by id, as written."""
        paths = sorted(path for place in self._places for path in place.glob("packs/*.toml"))
        return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in paths}

    @cached_property
    def law(self) -> dict[str, dict[str, Any]]:
        """The citations by id, as written."""
        paths = (place / "law.toml" for place in self._places)
        found = (tomllib.loads(path.read_text("utf-8")) for path in paths if path.is_file())
        return {entry["id"]: entry for law in found for entry in law["citation"]}

    @cached_property
    def pages(self) -> dict[str, Path]:
        """The rules' pages by rule id."""
        own = (path for place in self._places for path in place.glob("*/*.py"))
        mine = (path for place in self._mine for path in place.rglob("*.py"))
        pages = (path.with_suffix(".md") for path in (*own, *mine) if path.name[0] != "_")
        return {page.stem.replace("_", "-"): page for page in sorted(pages) if page.is_file()}

    def names(self) -> list[str]:
        """The ids of all rules, in alphabetical order."""
        return sorted({*self.pages, *(rule for pack in self.packs.values() for rule in pack["severity"])})

    def entry(self, name: str) -> Entry:
        """What is known of a rule."""
        path = self.pages.get(name)
        page = path.read_text("utf-8") if path else ""
        return Entry(
            id=name,
            title=next((line[2:].strip() for line in page.splitlines() if line.startswith("# ")), name),
            family=path.parent.name if path else "",
            page=page,
            severity=dict(self._by_pack(name)),
            citations={key: tuple(pack.get("citations", {}).get(name, ())) for key, pack in self.packs.items()},
        )

    def _by_pack(self, name: str) -> Iterator[tuple[str, str]]:
        for key, pack in self.packs.items():
            word = pack["severity"].get(name, "off")
            if word != "off" and pack.get("enabled", True):
                yield key, word


def complete_rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The rules that begin so, for a shell that completes words."""
    del ctx, param
    return [name for name in Catalogue().names() if name.startswith(incomplete)]


def complete_packs(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The packs that begin so, for a shell that completes words."""
    del ctx, param
    return [name for name in Catalogue().packs if name.startswith(incomplete)]
