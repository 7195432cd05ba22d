"""Packs: the parameters of a jurisdiction, a platform or a house as data, and how several of them stack.

A pack file says since when and for whom it holds, what may stand outside the first price, how severe each rule is
and which citations carry it. Nothing here knows the date or the clock: the day is always passed in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from pydantic import Field, field_validator, model_validator

from feelint.errors import ConfigError, UsageError
from feelint.policy.contradictions import contradictions
from feelint.policy.law import (
    Frozen,
    Params,
    check_jurisdiction,
    contradiction,
    covers,
    did_you_mean,
    in_period,
    line_of,
    parse,
    place,
    read_toml,
    rule_places,
    strictest_first,
)

Severity = Literal["critical", "error", "warning", "info", "off"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""Strictest first."""

Sector = Literal[
    "all", "air", "air-tours", "b2b", "car-dealer", "car-rental", "food-delivery", "goods", "live-event-tickets",
    "property-rental", "restaurant", "services", "short-term-lodging", "subscription", "utility",
]  # fmt: skip
SECTORS: tuple[str, ...] = get_args(Sector)[1:]
"""What a walk's sector may be; ``all`` is a word of packs only."""
HOUSE = "house"
SURCHARGE = "card_surcharge"


class Epoch(Frozen):
    """The parameters that hold from a day until the next epoch; the first has no start."""

    start: date | None
    values: Params


class Pack(Frozen):
    """One pack file. ``effective_from`` and ``effective_to`` are its first and last day; absent is open.

    ``sectors`` are the sectors it holds for, ``rule_sectors`` overrides them for single rules. ``pending`` and
    ``notes`` are for people. A rule that ``severity`` does not name is off.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    kind: Literal["law", "card-network", "platform", "best-practice"]
    jurisdiction: tuple[str, ...] = Field(min_length=1)
    sectors: tuple[Sector, ...] = ("all",)
    exempt_sectors: tuple[Sector, ...] = ()
    rule_sectors: dict[str, tuple[Sector, ...]] = Field(default_factory=dict)
    effective_from: date | None = None
    effective_to: date | None = None
    enabled: bool = True
    disabled_reason: str = ""
    notes: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    params: tuple[Epoch, ...] = (Epoch(start=None, values=Params()),)
    severity: dict[str, Severity]
    citations: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    digest: str = ""

    @field_validator("jurisdiction")
    @classmethod
    def _known_places(cls, places: tuple[str, ...]) -> tuple[str, ...]:
        return check_jurisdiction(places)

    @field_validator("params", mode="before")
    @classmethod
    def _into_epochs(cls, raw: Any) -> Any:
        return _epochs(raw) if isinstance(raw, Mapping) else raw

    @model_validator(mode="after")
    def _coherent(self) -> Pack:
        if self.enabled == bool(self.disabled_reason):
            said = "disabled_reason must be given when enabled = false, and only then"
            raise contradiction(said, "enabled" if not self.enabled else "disabled_reason")
        for table in ("citations", "rule_sectors"):
            for rule in getattr(self, table):
                if self.severity.get(rule, "off") == "off":
                    raise contradiction(f"{table} names {rule!r}, which is off or missing in severity", table, rule)
        return self

    def at(self, day: date, *, sector: str | None = "all") -> PackView:
        """The pack as it stands on a day for a sector; ``"all"`` gates nothing, None is a sector not known."""
        past = [epoch for epoch in self.params if epoch.start is None or epoch.start <= day]
        return PackView(pack=self, day=day, sector=sector, params=past[-1].values)

    def gated(self, rule: str, sector: str | None) -> bool:
        """Whether the sector gate keeps this rule out."""
        wanted = self.rule_sectors.get(rule, self.sectors)
        return sector != "all" and (sector in self.exempt_sectors or ("all" not in wanted and sector not in wanted))


@dataclass(frozen=True)
class PackView:
    """A pack on one day, for one sector: the parameters resolved, rules outside the sector gate off."""

    pack: Pack
    day: date
    sector: str | None
    params: Params

    @property
    def id(self) -> str:
        """The pack's id."""
        return self.pack.id

    def severity(self, rule: str) -> Severity:
        """The default severity of a rule; off where the pack does not name it or does not reach the sector."""
        return "off" if self.pack.gated(rule, self.sector) else self.pack.severity.get(rule, "off")

    def citations(self, rule: str) -> tuple[str, ...]:
        """The ids of the citations that carry the rule here; none where it is off."""
        return () if self.severity(rule) == "off" else self.pack.citations.get(rule, ())


class Ruling(NamedTuple):
    """The strictest answer of a stack, and the ids of the packs that give it."""

    value: Any
    packs: tuple[str, ...]


class Stack:
    """Several packs at once. They never soften one another: the strictest answer holds, and its packs are named."""

    def __init__(self, views: Iterable[PackView]) -> None:
        self.views = tuple(views)

    def rules(self) -> tuple[str, ...]:
        """The names of all rules that some pack wants run, implemented or not, in alphabetical order."""
        named = {rule for view in self.views for rule in view.pack.severity}
        return tuple(sorted(rule for rule in named if self.applying(rule)))

    def applying(self, rule: str, among: Collection[str] | None = None) -> tuple[PackView, ...]:
        """The packs under which the rule is judged, or those of them named in ``among``."""
        return tuple(v for v in self.views if v.severity(rule) != "off" and (among is None or v.id in among))

    def severity(self, rule: str, among: Collection[str] | None = None) -> Ruling:
        """The strictest severity of a rule and the packs that set it; ``among`` are the packs under which it fails."""
        found = [(view.severity(rule), view.id) for view in self.applying(rule, among)]
        worst = min((word for word, _ in found), key=SEVERITIES.index, default="off")
        return Ruling(worst, tuple(name for word, name in found if word == worst))

    def citations(self, rule: str, among: Collection[str] | None = None) -> tuple[str, ...]:
        """The citations of the packs that apply, each once, in the order of the packs."""
        return tuple(dict.fromkeys(key for view in self.applying(rule, among) for key in view.citations(rule)))

    def forbidding(
        self, rule: str, kind: str, *, disclosed: bool = False, calculable: bool = True
    ) -> tuple[PackView, ...]:
        """The packs judging the rule under which such a charge may not stand outside the first price."""
        return tuple(
            view
            for view in self.applying(rule)
            if not view.params.may_stand_outside(kind, disclosed=disclosed, calculable=calculable)
        )

    def param(self, name: str, rule: str | None = None) -> Ruling:
        """The strictest value of a word or yes-no parameter, among all packs or those that judge the rule."""
        order = strictest_first(name)
        views = self.views if rule is None else self.applying(rule)
        found = [(getattr(view.params, name), view.id) for view in views]
        best = min((value for value, _ in found), key=order.index, default=order[-1])
        return Ruling(best, tuple(pack for value, pack in found if value == best))


class Selection(NamedTuple):
    """The packs that judge a walk, and what the report must say about how they were chosen."""

    stack: Stack
    warnings: tuple[str, ...]


def pack_directories() -> list[Path]:
    """The directories of the packs that come with feelint."""
    return [folder for place in rule_places() if (folder := place / "packs").is_dir()]


def load_packs(directories: Sequence[Path] | None = None) -> dict[str, Pack]:
    """Read and validate all packs of the directories (feelint's own unless given); an id may occur once.

    Feelint's own are read once a process.
    """
    return dict(_own_packs()) if directories is None else _read_packs(directories)


@cache
def _own_packs() -> Mapping[str, Pack]:
    return _read_packs(pack_directories())


def _read_packs(directories: Iterable[Path]) -> dict[str, Pack]:
    packs: dict[str, Pack] = {}
    homes: dict[str, Path] = {}
    for folder in directories:
        if not folder.is_dir():
            raise ConfigError(f"{folder}: no such directory of packs", hint="Check the path.")
        for path in sorted(folder.glob("*.toml")):
            pack = load_pack(path)
            if first := homes.get(pack.id):
                raise defined_twice(path, pack.id, first)
            packs[pack.id], homes[pack.id] = pack, path
    return packs


def active(pack: Pack, day: date, ship_to: str, sector: str | None) -> tuple[bool, str]:
    """Whether a pack holds by itself for a walk; the reason is empty if it does."""
    reason = _not_in_force(pack, day) or _elsewhere(pack, ship_to) or _gate(pack, sector)
    return not reason, reason


def default_packs(ship_to: str, sector: str | None, day: date, packs: Mapping[str, Pack] | None = None) -> list[str]:
    """The ids of the ship-to country's packs in force, in alphabetical order, then best practice; never platforms'."""
    known = (_own_packs() if packs is None else packs).values()
    here = [pack for pack in known if active(pack, day, ship_to, sector)[0]]
    law = sorted(pack.id for pack in here if pack.kind in ("law", "card-network"))
    return law + sorted((pack.id for pack in here if pack.kind == "best-practice"), key=lambda key: (key != HOUSE, key))


def choose(
    packs: Mapping[str, Pack], named: Sequence[str], *, ship_to: str, sector: str | None, day: date
) -> Selection:
    """The packs for a walk: the default ones, or those named.

    A pack given by name overrides its gates of sector and place, with a warning, but not its dates; if none of
    those named is in force that is a usage error, for nothing would be judged.
    """
    check_sector(sector)
    if not named:
        ids = default_packs(ship_to, sector, day, packs)
        return Selection(Stack(packs[key].at(day, sector=sector) for key in ids), ())
    views: list[PackView] = []
    warnings: list[str] = []
    for key in dict.fromkeys(named):
        pack = find(packs, key)
        if reason := _not_in_force(pack, day):
            warnings.append(f"pack {key} is not applied: {reason}")
            continue
        overridden = [reason for reason in (_elsewhere(pack, ship_to), _gate(pack, sector)) if reason]
        warnings += [f"pack {key} {reason}; applied because it was given by name" for reason in overridden]
        views.append(pack.at(day, sector="all" if _gate(pack, sector) else sector))
    if not views:
        raise UsageError("; ".join(warnings), hint="Give a pack that is in force, or another day with --as-of.")
    return Selection(Stack(views), tuple(warnings))


def find(packs: Mapping[str, Pack], key: str) -> Pack:
    """The pack of that id; a UsageError that names the nearest one if there is none."""
    if key not in packs:
        raise UsageError(f"unknown pack {key!r}", hint=did_you_mean(key, packs))
    return packs[key]


def check_sector(sector: str | None) -> None:
    """Raise a UsageError for a word that is not a sector; None is a sector not known."""
    if sector is not None and sector not in SECTORS:
        raise UsageError(f"unknown sector {sector!r}", hint=did_you_mean(sector, SECTORS))


def rule_names(packs: Mapping[str, Pack]) -> tuple[str, ...]:
    """All rule names that the packs know, in alphabetical order; the engine says which are not implemented."""
    return tuple(sorted({rule for pack in packs.values() for rule in pack.severity}))


def _not_in_force(pack: Pack, day: date) -> str:
    if not pack.enabled:
        return f"is disabled: {pack.disabled_reason}"
    if not in_period(day, pack.effective_from, None):
        return f"is in force from {pack.effective_from}, not yet on {day}"
    return "" if in_period(day, None, pack.effective_to) else f"was in force until {pack.effective_to}, not on {day}"


def _elsewhere(pack: Pack, ship_to: str) -> str:
    if covers(pack.jurisdiction, ship_to):
        return ""
    return f"holds for {', '.join(pack.jurisdiction)}, not for {place(ship_to)}"


def _gate(pack: Pack, sector: str | None) -> str:
    if sector in pack.exempt_sectors:
        return f"exempts the sector {sector}"
    if any(not pack.gated(rule, sector) for rule in pack.severity):
        return ""
    return f"holds for the sectors {', '.join(pack.sectors)}, not for {sector or 'a sector not known'}"


def defined_twice(path: Path, key: str, first: Path) -> ConfigError:
    """The error of a second pack of one id; ``first`` is where the other one stands."""
    message = f"{path}{line_of(path, ['id'])}: pack {key!r} is defined twice, here and in {first}"
    return ConfigError(message, hint="Give it another id, and its file that name.")


def load_pack(path: Path) -> Pack:
    """The pack of one file. A :class:`ConfigError` names file and line of what is wrong."""
    data = read_toml(path)
    if "digest" in data:
        raise ConfigError(f"{path}: unknown key 'digest'", hint="Remove it: feelint computes it.")
    pack = parse(Pack, {**data, "digest": hashlib.sha256(path.read_bytes()).hexdigest()}, path, _as_written)
    if pack.id != path.stem:
        raise ConfigError(
            f"{path}{line_of(path, ['id'])}: key 'id': {pack.id!r} is not the file's name",
            hint=f"Write id = {path.stem!r}.",
        )
    for said, keys in contradictions(pack, data):
        raise ConfigError(
            f"{path}{line_of(path, keys) or line_of(path, keys[:2])}: {said}",
            hint="Keep one of the two, or correct the word.",
        )
    return pack


def _as_written(key: str) -> str:
    """A key as the file has it: the stretches of days are feelint's own."""
    return re.sub(r"^params\.\d+\.values\b", "params", key)


def _epochs(raw: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A ``[params]`` table as one set of values for each stretch of days on which none of them changes."""
    dated = [(key, entry) for key, value in raw.items() if _is_dated(value) for entry in value]
    for key, entry in dated:
        _check_dated(key, entry)
    turns = {entry[word] for _, entry in dated for word in ("from", "until") if word in entry}
    return [{"start": start, "values": _values(raw, start or date.min)} for start in (None, *sorted(turns))]


def _is_dated(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _check_dated(key: str, entry: Mapping[str, Any]) -> None:
    for word in ("from", "until"):
        if word in entry and type(entry[word]) is not date:
            raise ValueError(f"{key}: {word!r} is a day such as 2026-10-01, not {entry[word]!r}")
    if key != SURCHARGE and not {"value"} <= set(entry) <= {"from", "until", "value"}:
        raise ValueError(f"{key}: a dated entry has 'value', and 'from' or 'until' or both")


def _values(raw: Mapping[str, Any], day: date) -> dict[str, Any]:
    """The parameters of one day; a dated one that has not begun, or has ended, is left to its default."""
    values: dict[str, Any] = {}
    for key, value in raw.items():
        if not _is_dated(value):
            values[key] = value
        elif held := _held(value, day):
            values[key] = held if key == SURCHARGE else held[-1]["value"]
    return values


def _held(entries: Sequence[Mapping[str, Any]], day: date) -> list[Mapping[str, Any]]:
    """The dated entries that hold on a day: of those for the same methods and regions the one with the latest start."""
    begun = [e for e in entries if e.get("from", date.min) <= day < e.get("until", date.max)]
    begun.sort(key=lambda e: e.get("from", date.min))
    return list({(str(e.get("methods")), str(e.get("regions"))): e for e in begun}.values())
