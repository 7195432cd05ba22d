"""The configuration: ``feelint.toml``, or ``[tool.feelint]`` in ``pyproject.toml``, and what the command line adds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, ValidationError

from feelint.errors import ConfigError, UsageError
from feelint.model.formats import Format
from feelint.model.report import HarmCriterion
from feelint.policy import lines
from feelint.policy.law import parse, place, read_toml
from feelint.policy.packs import SECTORS, Severity, check_sector
from feelint.policy.staging import App, DeniedText, MappingText, ProxyText, Site
from feelint.policy.suppressions import DecideRule, SuppressRule

FILE = "feelint.toml"
PYPROJECT = "pyproject.toml"


def check_url(text: str) -> str:
    """``text`` as the address of a page; a :class:`UsageError` that shows a likely one if it is none."""
    parts = urlsplit(text.strip())
    if parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", text.strip()):
        return text.strip()
    likely = not parts.scheme and re.match(r"[\w-]+(\.[\w-]+)+([:/?#]|$)", text)
    hint = f"Did you mean https://{text}?" if likely else "Give an address such as https://shop.example/product."
    raise UsageError(f"{text!r} is not the address of a web page", hint=hint)


def _as_value_error(check: Any) -> Any:
    def checked(value: Any) -> Any:
        try:
            return check(value) if isinstance(value, str) and value else value
        except UsageError as error:
            raise ValueError(f"{error.message}. {error.hint}") from error

    return checked


def _sector(value: str) -> str:
    check_sector(value)
    return value


def _line(value: str) -> str:
    lines.parse(value)
    return value


def _several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Address = Annotated[str, BeforeValidator(_as_value_error(check_url))]
Place = Annotated[str, BeforeValidator(_as_value_error(place))]
Locale = Annotated[str, Field(pattern=r"^([A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*)?$")]
Currency = Annotated[str, Field(pattern=r"^([A-Z]{3})?$")]
FailOn = Literal["critical", "error", "warning", "info", "never"]


class Config(BaseModel):
    """All that can be configured; keys are written with hyphens. The command line overrides the file."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-"), validate_by_name=False
    )

    start: Annotated[tuple[Address, ...], BeforeValidator(_several)] = Field(
        default=(), description="The addresses of the product pages to walk from."
    )
    ship_to: Place = Field(default="", description="Country, or country and region, to ship to: DE, US-CA.")
    locale: Locale = Field(default="", description="Locale of the shop, such as de-DE; else read off the page.")
    currency: Currency = Field(default="", description="ISO 4217 currency; else read off the page.")
    packs: tuple[str, ...] = Field(default=(), description="Packs to judge by, instead of the ship-to country's.")
    sector: Annotated[str | None, BeforeValidator(_as_value_error(_sector))] = Field(
        default=None, description="The trade of the shop.", json_schema_extra={"enum": [*SECTORS, None]}
    )
    consent: Literal["reject", "accept", "leave"] = Field(
        default="reject", description="What to say to cookie banners."
    )
    viewport: Literal["desktop", "mobile"] = Field(default="desktop", description="Size and kind of the screen.")
    quantity: int = Field(default=1, ge=1, le=99, description="How many of the item to put into the basket.")
    timeout: float = Field(default=90, gt=0, le=3600, description="Seconds for one journey, probes included.")
    pace: float = Field(default=0.4, ge=0, le=60, description="Least seconds between two actions; none on loopback.")
    browser: str = Field(default="", description="Program name or path of a Chromium, Chrome or Edge.")
    sandbox: bool = Field(default=True, description="Keep the browser's sandbox on.")
    allow_hosts: tuple[str, ...] = Field(default=(), description="Other hosts that may get form data.")
    allow_account: bool = Field(default=False, description="A fresh account may be made on a public shop.")
    deny: tuple[DeniedText, ...] = Field(
        default=(), description="Requests that never leave, such as POST /checkout/complete; * is anything."
    )
    mask: tuple[str, ...] = Field(
        default=(), description="CSS selectors of what is blacked out in pictures and emptied in pages."
    )
    insecure: bool = Field(default=False, description="Go on where a TLS certificate cannot be verified.")
    proxy: ProxyText = Field(default="", description="Proxy of the browser: http://$USER:$PASSWORD@proxy.example:3128.")
    host_map: tuple[MappingText, ...] = Field(
        default=(), description="Where names lead: staging.example=127.0.0.1:8443."
    )
    session: Path | None = Field(default=None, description="File of a session: feelint login, or Playwright's state.")
    site: Site = Field(default_factory=Site, description="What the walked site alone is told.")
    app: App = Field(default_factory=App, description="The shop under test, started for the walk.")
    probes: Literal["none", "basic", "full"] = Field(default="basic", description="How much to experiment.")
    probe_limit: int | None = Field(
        default=None, ge=0, le=200, description="Most experiments a journey; else 10, and 30 with full probes."
    )
    probe_timeout: float | None = Field(
        default=None, gt=0, le=3600, description="Seconds for a journey's experiments; else what timeout leaves."
    )
    base_url: Annotated[str, BeforeValidator(_as_value_error(check_url))] = Field(
        default="", description="Where the shop stands, in place of what journey files and addresses say."
    )
    heal: bool = Field(default=True, description="Find the way where a journey file does not tell it any more.")
    repeat: int = Field(default=1, ge=1, le=20, description="How often to walk each journey; differences are told.")
    retries: int = Field(default=0, ge=0, le=5, description="Fresh walks after one that lost its way.")
    jobs: int = Field(default=2, ge=1, le=16, description="How many walks at once, in one browser.")
    fail_on: FailOn = Field(default="error", description="Least severity that makes feelint exit with 1.")
    min_confidence: Decimal = Field(default=Decimal(0), ge=0, le=1, description="Findings below it do not count.")
    review: Literal["report", "fail"] = Field(default="report", description="What a review does to the exit code.")
    max_drip: Decimal | None = Field(
        default=None, ge=0, description="Most that a total may ask beyond its offer, in the journey's currency."
    )
    max_drip_percent: Decimal | None = Field(
        default=None, ge=0, description="The same in percent of the advertised price."
    )
    harm: tuple[HarmCriterion, ...] = Field(
        default=(), description="Criteria of harmful drip pricing that make feelint exit with 1."
    )
    rules: tuple[Path, ...] = Field(default=(), description="Directories of your own rules.")
    out: Path = Field(default=Path("feelint-out"), description="Where each run makes its folder.")
    formats: tuple[Format, ...] = Field(
        default=(Format.HTML, Format.JSON), description="The reports to write into the run's folder."
    )
    sarif_location: Annotated[str, BeforeValidator(_as_value_error(_line))] = Field(
        default="", description="FILE:LINE to show findings at, for journeys that this file does not name."
    )
    severity: dict[str, Severity] = Field(default_factory=dict, description="Severity by rule, over the packs'.")
    baseline: Path | None = Field(default=None, description="File of the findings that are known.")
    suppress: tuple[SuppressRule, ...] = Field(default=(), description="Findings that somebody answers for.")
    decide: tuple[DecideRule, ...] = Field(default=(), description="What people decided on reviews.")
    _file: Path | None = PrivateAttr(default=None)
    _given: frozenset[str] = PrivateAttr(default=frozenset())

    @property
    def file(self) -> Path | None:
        """The file that it was read from."""
        return self._file

    @property
    def given(self) -> frozenset[str]:
        """The fields that were given beside the file: on the command line, or by a caller."""
        return self._given


def load_config(path: Path | None = None, *, folder: Path | None = None) -> Config:
    """The configuration in ``path``; else the nearest one in ``folder`` or above it; else the defaults."""
    found = path if path is not None else find_config(folder or Path.cwd())
    if found is None:
        return Config()
    data = read_toml(found)
    if found.name == PYPROJECT:
        data = data.get("tool", {}).get("feelint", {})
    config = parse(Config, data, found)
    config._file = found
    home = found.parent
    return config.model_copy(
        update={
            "rules": tuple(home / rule for rule in config.rules),
            "out": home / config.out if "out" in data else config.out,
            "baseline": home / config.baseline if config.baseline else None,
            "session": home / config.session if config.session else None,
        }
    )


def find_config(folder: Path) -> Path | None:
    """The nearest configuration file, from ``folder`` upwards as far as the repository reaches."""
    for place_ in (folder.resolve(), *folder.resolve().parents):
        if (place_ / FILE).is_file():
            return place_ / FILE
        pyproject = place_ / PYPROJECT
        if pyproject.is_file() and "feelint" in read_toml(pyproject).get("tool", {}):
            return pyproject
        if (place_ / ".git").exists():
            return None
    return None


def override(config: Config, given: Mapping[str, Any]) -> Config:
    """``config`` with what was given otherwise (keys as in the file; None is not given)."""
    wanted = {key: value for key, value in given.items() if value is not None}
    if not wanted:
        return config
    try:
        made = Config.model_validate({**_as_given(config), **wanted})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = str(first["loc"][0])
        raise ConfigError(
            f"{key}: {first['msg'].removeprefix('Value error, ')}", hint=f"See --{key} in --help."
        ) from error
    made._file = config.file
    made._given = config.given | {key.replace("-", "_") for key in wanted}
    return made


def _as_given(config: Config) -> dict[str, Any]:
    """The values by the keys of the file, those of models as they are."""
    return {field.alias or name: getattr(config, name) for name, field in Config.model_fields.items()}


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of ``feelint.toml``."""
    whole = Config.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **whole,
        "title": "feelint configuration",
    }
