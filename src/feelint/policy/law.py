"""The law as data: the register of citations, the parameters that a regime sets, and the places it holds for.

Also here, because packs are read the same way: a TOML file into a model, with errors that name file and key.
"""

from __future__ import annotations

import difflib
import importlib
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from feelint.errors import ConfigError, UsageError

Binding = Literal["law", "guidance", "contract", "heuristic"]
Verification = Literal["V", "S", "K"]
Kind = Literal[
    "item", "discount", "fulfillment", "handling", "tax", "duty", "fee", "payment_fee", "deposit", "tip", "donation",
    "insurance", "addon", "credit", "rounding", "unknown",
]  # fmt: skip
Standing = Literal["never", "if-not-calculable", "if-disclosed", "always"]
"""Whether a charge may stand outside the first price."""
LOWERING: frozenset[str] = frozenset({"discount", "credit", "rounding"})
"""Kinds that never make a price too low: they lower the total, or round it."""

LISTS = ("excluded_kinds", "excluded_if_disclosed", "excluded_if_not_calculable")
"""The parameters that say what may stand outside the price; a kind is in one of them at most."""

EU = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
REGIONS = {"EU": EU, "EEA": (*EU, "IS", "LI", "NO")}
ALIASES = {"UK": "GB", "EL": "GR"}
EVERYWHERE = "*"
PLACE = r"[A-Z]{2}(-[A-Z0-9]{1,3})?"
Model = TypeVar("Model", bound=BaseModel)


class Frozen(BaseModel):
    """Base of the policy data: immutable, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Frozen):
    """One provision, guideline or contract term.

    ``verification`` is V (primary page read), S (secondary page read) or K (known, not confirmed). No
    ``effective_from`` means in force, the day not recorded; ``effective_to`` is its last day.
    """

    id: str
    string: str
    url: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    binding: Binding
    verified_on: date | None = None
    verification: Verification
    note: str = ""

    @model_validator(mode="after")
    def _coherent(self) -> Citation:
        if (self.verification == "K") != (self.verified_on is None):
            raise contradiction("verified_on must be given for V and S, and must not be given for K", "verification")
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise contradiction("effective_to is before effective_from", "effective_to")
        return self

    def tag(self) -> str:
        """What a report must print behind the citation: empty, or ``not verified``."""
        return "not verified" if self.verification == "K" else ""

    def text(self) -> str:
        """The citation as a report prints it, tag included."""
        return f"{self.string} [{self.tag()}]" if self.tag() else self.string

    def in_force(self, day: date) -> bool:
        """Whether the citation holds on that day."""
        return in_period(day, self.effective_from, self.effective_to)


class Register(Mapping[str, Citation]):
    """All citations by id; an unknown id is a usage error that names the nearest known one."""

    def __init__(self, citations: Iterable[Citation] = ()) -> None:
        self._by_id = {citation.id: citation for citation in citations}

    def __getitem__(self, key: str) -> Citation:
        if key not in self._by_id:
            raise UsageError(f"unknown citation {key!r}", hint=did_you_mean(key, self._by_id))
        return self._by_id[key]

    def __contains__(self, key: object) -> bool:
        return key in self._by_id

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def in_force(self, ids: Iterable[str], day: date) -> tuple[Citation, ...]:
        """Those of the given citations that hold on that day, in the given order."""
        return tuple(self[key] for key in ids if self[key].in_force(day))


class Surcharge(Frozen):
    """What a payment method may cost extra, for the methods and regions named, ``from`` a day ``until`` before another.

    ``cap_cost``: not more than acceptance costs the merchant. ``cap_join`` says whether percentage and cost must
    both be kept, or either suffices. ``posted``: what must be said early where a surcharge is taken.
    """

    methods: tuple[str, ...]
    policy: Literal["banned", "capped", "in-price-if-unavoidable"]
    cap_percent: Decimal | None = None
    cap_cost: bool = False
    cap_join: Literal["both", "either"] = "both"
    posted: Literal["total-credit-price", "entry-and-point-of-sale", "not-regulated"] = "not-regulated"
    regions: tuple[str, ...] = ()
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None


class Params(Frozen):
    """The parameters of a pack on one day. The values of each are listed strictest first."""

    tax_in_price: Literal["must-include", "per-country", "may-exclude", "not-regulated", "unconfirmed"] = (
        "not-regulated"
    )
    shipping_in_price: Literal[
        "must-include", "must-include-if-calculable", "must-include-if-fixed", "only-if-not-calculable",
        "in-shipping-attribute", "separate-with-amount", "separate-if-stated", "may-exclude-state-minimum",
        "may-exclude", "not-applicable", "not-regulated", "unconfirmed",
    ] = "not-regulated"  # fmt: skip
    handling_in_price: Literal[
        "must-include", "not-named", "may-exclude-if-disclosed", "not-applicable", "not-regulated"
    ] = "not-regulated"
    government_charges: Literal[
        "must-include", "may-exclude-if-on-transaction", "may-exclude-if-on-purchaser", "may-exclude", "not-regulated"
    ] = "not-regulated"
    deposit: Literal["must-be-stated", "shown-separately", "not-regulated"] = "not-regulated"
    total_prominence: Literal[
        "strictly-greater", "most-prominent", "at-least-equal", "highlighted", "prominent",
        "equal-for-uncalculated-part", "always-shown", "conspicuous", "not-regulated",
    ] = "not-regulated"  # fmt: skip
    excluded_fees_disclosure: Literal[
        "does-not-cure", "first-screen-with-reason", "no-extra-user-action", "at-first-display",
        "each-invitation-to-purchase", "existence-first-amount-before-purchase", "with-purpose-refundability-recipient",
        "before-order-else-not-payable", "before-consent", "final-confirmation-screen", "entry-and-point-of-sale",
        "not-regulated",
    ] = "not-regulated"  # fmt: skip
    preselected_extra: Literal[
        "banned", "in-headline-price", "not-in-price", "must-say-how-to-avoid", "optional-only", "allowed",
        "not-regulated",
    ] = "not-regulated"  # fmt: skip
    card_surcharge: tuple[Surcharge, ...] = ()
    order_button: Literal["obligation-to-pay", "six-items", "none"] = "none"
    prior_price: Literal["lowest-30-days", "prevailing-3-months", "genuine", "not-regulated"] = "not-regulated"
    tip_base: Literal["before-tax", "not-regulated"] = "not-regulated"
    import_duty_eur_per_tariff_line: Decimal | None = None
    unit_price: bool = False
    single_number: bool = False
    final_amount_at_least_total: bool = False
    total_before_personal_data: bool = False
    price_must_not_rise: bool = False
    free_payment_method: bool = False
    separate_renewal_consent: bool = False
    excluded_kinds: tuple[Kind, ...] = ()
    excluded_if_disclosed: tuple[Kind, ...] = ()
    excluded_if_not_calculable: tuple[Kind, ...] = ()

    @model_validator(mode="after")
    def _each_kind_once(self) -> Params:
        kinds = [kind for name in LISTS for kind in getattr(self, name)]
        if twice := sorted({kind for kind in kinds if kinds.count(kind) > 1}):
            named = f"named in more than one list of excluded kinds: {', '.join(twice)}"
            raise contradiction(
                named, "params", next(name for name in reversed(LISTS) if twice[0] in getattr(self, name))
            )
        return self

    def standing(self, kind: str) -> Standing:
        """Whether a charge of this kind may stand outside the first price, and on which condition."""
        if kind in LOWERING or kind in self.excluded_kinds:
            return "always"
        if kind in self.excluded_if_disclosed:
            return "if-disclosed"
        return "if-not-calculable" if kind in self.excluded_if_not_calculable else "never"

    def may_stand_outside(self, kind: str, *, disclosed: bool = False, calculable: bool = True) -> bool:
        """Whether such a charge may stand outside, as the page disclosed it and as far as it could be calculated."""
        met = {"always": True, "if-disclosed": disclosed, "if-not-calculable": not calculable, "never": False}
        return met[self.standing(kind)]

    def surcharges(self, methods: Collection[str], ship_to: str = "") -> tuple[Surcharge, ...]:
        """The terms for a payment option described by all words that fit it (``visa``, ``credit-card``, ``card``).

        Terms that name one of the words come before those for ``any``; bans first, then the lowest cap.
        """
        here = [s for s in self.card_surcharge if not s.regions or (ship_to and covers(s.regions, ship_to))]
        named = [s for s in here if set(s.methods) & set(methods)]
        found = named or [s for s in here if "any" in s.methods]
        return tuple(sorted(found, key=lambda s: (s.policy != "banned", s.cap_percent is None, s.cap_percent or 0)))


def strictest_first(name: str) -> tuple[Any, ...]:
    """The values of a word or yes-no parameter in the order of strictness; yes is stricter than no."""
    annotation = Params.model_fields[name].annotation
    if annotation is bool:
        return (True, False)
    if get_origin(annotation) is not Literal:
        raise KeyError(f"{name} has no order of strictness")
    return get_args(annotation)


class _LawFile(Frozen):
    citation: tuple[Citation, ...]


def load_law(files: Sequence[Path] | None = None) -> Register:
    """Read law files (feelint's own unless given, which are read once a process); an id may occur once."""
    return _own_law() if files is None else _read_law(files)


@cache
def _own_law() -> Register:
    return _read_law(law_files())


def _read_law(files: Iterable[Path]) -> Register:
    found: dict[str, Citation] = {}
    homes: dict[str, Path] = {}
    for path in files:
        for number, citation in enumerate(parse(_LawFile, read_toml(path), path).citation):
            if first := homes.get(citation.id):
                where = f"{path}{line_of(path, ['citation', str(number), 'id'])}"
                message = f"{where}: citation {citation.id!r} is defined twice, here and in {first}"
                raise ConfigError(message, hint="Give it another id.")
            found[citation.id], homes[citation.id] = citation, path
    return Register(found.values())


def law_files() -> list[Path]:
    """The law files that come with feelint."""
    return [path for place in rule_places() if (path := place / "law.toml").is_file()]


def rule_places() -> list[Path]:
    """The directories that hold feelint's own rules, packs and law: one in a wheel, the checkout's in a checkout."""
    return [Path(place) for place in importlib.import_module("feelint.rules").__path__]


def covers(places: Iterable[str], ship_to: str) -> bool:
    """Whether a ship-to place lies in one of the places (``US`` covers ``US-CA``, not the other way round)."""
    here = place(ship_to)
    country = here.partition("-")[0]
    return any(p in (EVERYWHERE, country, here) or country in REGIONS.get(p, ()) for p in places)


def place(ship_to: str) -> str:
    """A ship-to place as ISO 3166 writes it; a UsageError if it cannot be one."""
    country, dash, region = ship_to.strip().upper().partition("-")
    code = ALIASES.get(country, country) + dash + region
    if not re.fullmatch(PLACE, code):
        raise UsageError(f"{ship_to!r} is not a place to ship to", hint="Give ISO 3166, such as DE, GB or US-CA.")
    return code


def check_jurisdiction(places: tuple[str, ...]) -> tuple[str, ...]:
    """The places a pack holds for; a ValueError for a word that names none."""
    for word in places:
        if word != EVERYWHERE and word not in REGIONS and not re.fullmatch(PLACE, word):
            raise ValueError(f"{word!r} is not '*', EU, EEA or an ISO 3166 code such as DE or US-CA")
    return places


def in_period(day: date, first: date | None, last: date | None) -> bool:
    """Whether a day lies between two days, both inclusive; None is open."""
    return (first is None or first <= day) and (last is None or day <= last)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest known word, else with all of them."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1)
    return f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(names)}."


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as data, with exact decimals; errors name the file and the line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}", hint="Mend the TOML syntax at that place.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{path}: not UTF-8: {error.reason} at byte {error.start}", hint="Save it as UTF-8."
        ) from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}", hint="Check the path.") from error


def parse(model: type[Model], data: Mapping[str, Any], path: Path, as_written: Callable[[str], str] = str) -> Model:
    """Data as a model; an error names file, line and key, and for a misspelt key the nearest known one."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        first = next((one for one in found if one["type"] == "extra_forbidden"), found[0])
        key = as_written(".".join(str(part) for part in first["loc"]))
        place = f"{path}{line_of(path, first.get('ctx', {}).get('keys') or key.split('.'))}"
        if first["type"] == "extra_forbidden":
            hint = did_you_mean(str(first["loc"][-1]), _siblings(model, first["loc"]))
            raise ConfigError(f"{place}: unknown key {key!r}", hint=hint) from error
        message = f"key {key!r}: {first['msg']}" if key else first["msg"]
        raise ConfigError(f"{place}: {message}", hint="Mend the value and run again.") from error


def contradiction(message: str, *keys: str) -> PydanticCustomError:
    """What a validator raises where one value denies another; ``keys`` lead to the place that the error is told at."""
    return PydanticCustomError("contradiction", "{said}", {"said": message, "keys": list(keys)})


def line_of(path: Path, keys: Sequence[str]) -> str:
    """The line of a key as ``:12``: in its table, else where the file has the key once; empty if there is none.

    A number in ``keys`` counts the tables of that name (``citation.3.url``).
    """
    names = [key for key in keys if not key.isdigit()]
    if not names or not names[-1]:
        return ""
    wanted = int(next((key for key in keys if key.isdigit()), 0))
    key = re.compile(rf"\s*([\"']?){re.escape(names[-1])}\1\s*=")
    table, seen, here, anywhere = "", -1, [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if header := re.match(r"\s*(\[+)\s*([\w.-]+)\s*\]", line):
            table = header[2]
            seen += table == ".".join(names[:-1])
            if table.split(".")[-1] == names[-1]:
                anywhere.append(number)
        elif key.match(line):
            anywhere.append(number)
            if table == ".".join(names[:-1]) and seen in (wanted, -1):
                here.append(number)
    return f":{here[0]}" if here else f":{anywhere[0]}" if len(anywhere) == 1 else ""


def _siblings(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that a table allows, for the place of an error inside a model."""
    here: type[BaseModel] = model
    for part in loc[:-1]:
        field = here.model_fields.get(part) if isinstance(part, str) else None
        inner = _model_in(field.annotation) if field else None
        here = inner or here
    return [field.alias or name for name, field in here.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as ``tuple[Citation, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in getattr(annotation, "__args__", ()) if (found := _model_in(part))), None)
