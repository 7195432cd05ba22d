"""All rules, packs and citations of a judgement: feelint's own, and a user's from directories and installed packages.

A user's directory is laid out as feelint's own: rule modules anywhere in it, packs in ``packs/<id>.toml``, citations in
``law.toml``. A package names its module in the entry point group ``feelint.rules``. A rule
or a pack that is broken is told of and does not hide the others: what is left judges, and the run is not clean. Only a law
file that is wrong, or a pack that is asked for by name, ends the run before it begins.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from pathlib import Path

from feelint.engine import Rule
from feelint.errors import ConfigError
from feelint.policy.apart import DEADLINE, Broken, Found, Package, find_rules
from feelint.policy.discovery import load_rules
from feelint.policy.law import Register, did_you_mean, law_files, line_of, load_law
from feelint.policy.packs import (
    Pack,
    defined_twice,
    find,
    load_pack,
    load_packs,
    pack_directories,
    rule_names,
)

GROUP = "feelint.rules"
"""The entry points that name installed rules, packs and citations."""


@dataclass(frozen=True)
class Extensions:
    """What there is to judge by. ``theirs`` are the ids of a user's rules, which run in a process of their own."""

    rules: Mapping[str, Rule]
    packs: Mapping[str, Pack]
    law: Register
    theirs: frozenset[str] = field(default_factory=frozenset)
    broken: tuple[Broken, ...] = ()


def load(dirs: Sequence[Path] = (), deadline: float = DEADLINE) -> Extensions:
    """Everything by id. UsageError for a folder that is not there, ConfigError for a citation that is wrong."""
    own = load_rules()
    packages = installed()
    if not dirs and not packages:
        return Extensions(own, load_packs(), load_law())
    found = find_rules(dirs, packages, deadline)
    rules, broken = _together(own, found)
    folders = tuple(dict.fromkeys((*dirs, *found.folders)))
    law = _law(folders)
    packs, wrong = _packs(folders, {*rules, *(_id(one.place) for one in broken)}, law)
    return Extensions(rules, packs, law, frozenset(rules) - frozenset(own), (*broken, *wrong))


def installed() -> tuple[Package, ...]:
    """The installed packages that bring rules, by the names of their entry points."""
    return tuple(Package(one.name, one.module) for one in sorted(entry_points(group=GROUP), key=lambda one: one.name))


def installed_folders(deadline: float = DEADLINE) -> tuple[Path, ...]:
    """The folders of the installed packages that bring rules: where the pages of their rules lie."""
    packages = installed()
    return find_rules((), packages, deadline).folders if packages else ()


def broken_id(one: Broken) -> str:
    """The name under which a report tells of a file or package that is broken."""
    return _id(one.place)


def _id(place: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", Path(place).stem.lower()).strip("-") or "rule"


def _together(own: Mapping[str, Rule], found: Found) -> tuple[dict[str, Rule], tuple[Broken, ...]]:
    rules, broken = dict(own), list(found.broken)
    for rule in found.rules:
        if rule.id in rules:
            message = f"{rule.path}:1: rule {rule.id!r} is already defined in {rules[rule.id].path}"
            broken.append(Broken(rule.path, message, "Give it another id, and its file that name."))
        else:
            rules[rule.id] = rule
    return dict(sorted(rules.items())), tuple(broken)


def _law(folders: Iterable[Path]) -> Register:
    theirs = [path for folder in folders if (path := folder / "law.toml").is_file()]
    return load_law([*law_files(), *theirs]) if theirs else load_law()


def _packs(
    folders: Iterable[Path], rules: Collection[str], law: Register
) -> tuple[dict[str, Pack], tuple[Broken, ...]]:
    packs = load_packs()
    known = {*rules, *rule_names(packs)}
    homes = {path.stem: path for folder in pack_directories() for path in folder.glob("*.toml")}
    broken = []
    for path in (path for folder in folders for path in sorted((folder / "packs").glob("*.toml"))):
        try:
            pack = load_pack(path)
            if first := homes.get(pack.id):
                raise defined_twice(path, pack.id, first)
            check_pack(pack, path, known, law)
        except ConfigError as error:
            broken.append(Broken(str(path), error.message, error.hint))
        else:
            packs[pack.id], homes[pack.id] = pack, path
    return packs, tuple(broken)


def pack_named(known: Extensions, key: str) -> Pack:
    """The pack of that id. A ConfigError if it is broken, a UsageError that names the nearest one if there is none."""
    for one in known.broken:
        if key not in known.packs and Path(one.place).name == f"{key}.toml":
            raise ConfigError(one.message, hint=one.hint)
    return find(known.packs, key)


def check_pack(pack: Pack, path: Path, rules: Collection[str], law: Register) -> None:
    """Raises a ConfigError with file and line if a pack names a rule or a citation that nobody knows."""
    for rule in pack.severity:
        if rule not in rules:
            where = f"{path}{line_of(path, ['severity', rule])}"
            raise ConfigError(f"{where}: severity: unknown rule {rule!r}", hint=did_you_mean(rule, rules))
    for rule, keys in pack.citations.items():
        for key in keys:
            if key not in law:
                where = f"{path}{line_of(path, ['citations', rule])}"
                raise ConfigError(f"{where}: citations: {rule}: unknown citation {key!r}", hint=did_you_mean(key, law))
