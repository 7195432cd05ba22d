"""What a shop that is not public asks of its visitor, as the configuration says it: access, names, what is denied."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from feelint.errors import ConfigError

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_VARIABLE = re.compile(r"\$(?:\$|\{(?P<braced>\w+)\}|(?P<bare>[A-Za-z_]\w*))")
_HEADER = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+\Z")
_ADDRESS = re.compile(r"(?:\[[0-9A-Fa-f:]+\]|[\w.\-]+)(?::\d{1,5})?\Z")
_NAME = re.compile(r"(?:\*\.)?[\w\-]+(?:\.[\w\-]+)*(?::\d{1,5})?\Z")


@dataclass(frozen=True)
class Denied:
    """Requests that may never leave: a method (empty: any), a host (empty: any) and a path in which ``*`` is anything."""

    method: str
    host: str
    path: str
    text: str

    def matches(self, method: str, url: str) -> bool:
        """Whether a request is meant. A pattern without ``?`` is compared with the path alone."""
        if self.method and method.upper() != self.method:
            return False
        parts = urlsplit(url)
        netloc = parts.netloc.rpartition("@")[2].lower()
        if self.host and not any(fnmatchcase(name, self.host) for name in (netloc, parts.hostname or "")):
            return False
        path = parts.path or "/"
        if "?" in self.path:
            return fnmatchcase(f"{path}?{parts.query}", self.path.replace("[", "[[]").replace("?", "[?]"))
        pattern = self.path.replace("[", "[[]")
        return fnmatchcase(path, pattern) or fnmatchcase(path.rstrip("/") or "/", pattern)


def parse_denied(text: str) -> Denied:
    """``POST /checkout/complete``, ``/pay/*`` or ``GET https://shop.example/order``; a :class:`ValueError` else."""
    words = text.split()
    method = words.pop(0).upper() if len(words) == 2 else ""
    if len(words) != 1 or (method and method not in METHODS):
        raise ValueError(f"{text!r} is not METHOD /path, such as POST /checkout/complete")
    where = words[0]
    if where.startswith("/") and not where.startswith("//"):
        return Denied(method, "", where, text)
    parts = urlsplit(where if "//" in where else f"//{where}")
    if not parts.netloc or not parts.path:
        raise ValueError(f"{text!r} names no path: write it as in POST /checkout/complete, with * for anything")
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return Denied(method, parts.netloc.lower(), path, text)


def parse_mapping(text: str) -> tuple[str, str]:
    """``staging.example=127.0.0.1:8443``, or curl's ``staging.example:443:127.0.0.1``: a name and where it leads."""
    name, given, address = text.partition("=")
    if not given and (found := re.match(r"([^:]+:\d+):(.+)\Z", text)):
        name, address = found[1], found[2]
    if not _NAME.match(name) or not _ADDRESS.match(address):
        raise ValueError(f"{text!r} is not HOST=ADDRESS, such as staging.example=127.0.0.1:8443")
    return name.lower(), address


def resolver_rules(mappings: tuple[str, ...]) -> str:
    """Mappings as Chromium's ``--host-resolver-rules``."""
    return ",".join(f"MAP {name} {address}" for name, address in map(parse_mapping, mappings))


def expand(text: str, environ: Mapping[str, str], where: str) -> str:
    """``text`` with ``$NAME`` and ``${NAME}`` from the environment (``$$`` is a dollar sign).

    Raises :class:`ConfigError` for a variable that is not set, naming ``where`` it is asked for, and never a value.
    """

    def value(found: re.Match[str]) -> str:
        name = found["braced"] or found["bare"]
        if not name:
            return "$"
        if not environ.get(name):
            raise ConfigError(f"{where}: the environment variable {name} is not set", hint=f"export {name}=... first.")
        return environ[name]

    return _VARIABLE.sub(value, text)


def names_variable(text: str) -> bool:
    """Whether ``text`` takes something from the environment."""
    return any(found["braced"] or found["bare"] for found in _VARIABLE.finditer(text))


def _password(text: str) -> str:
    if text and not names_variable(text):
        raise ValueError('a password does not stand in a file: take it from the environment, as in "$STAGING_PASSWORD"')
    return text


def _headers(found: dict[str, str]) -> dict[str, str]:
    for name, value in found.items():
        if not _HEADER.match(name):
            raise ValueError(f"{name!r} is not the name of a header")
        if name.lower() in ("cookie", "host", "content-length"):
            raise ValueError(f"{name!r} cannot be set here{'; give cookies' if name.lower() == 'cookie' else ''}")
        if "\n" in value or "\r" in value:
            raise ValueError(f"the value of {name!r} has more than one line")
    return found


def _denied(text: str) -> str:
    parse_denied(text)
    return text


def _mapping(text: str) -> str:
    parse_mapping(text)
    return text


def _proxy(text: str) -> str:
    if not text:
        return text
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https", "socks5") or not parts.hostname:
        raise ValueError(f"{parts.hostname or 'that'!r} is no proxy: write it as in http://proxy.example:3128")
    if parts.password and not names_variable(parts.password):
        raise ValueError("a proxy's password does not stand here: take it from the environment, as in $PROXY_PASSWORD")
    return text


DeniedText = Annotated[str, AfterValidator(_denied)]
MappingText = Annotated[str, AfterValidator(_mapping)]
ProxyText = Annotated[str, AfterValidator(_proxy)]


class _Table(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-"), validate_by_name=False
    )


class Site(_Table):
    """``[site]``: what the walked site alone is told. ``$NAME`` is taken from the environment."""

    user: str = Field(default="", description="User name of HTTP basic authentication.")
    password: Annotated[str, AfterValidator(_password)] = Field(
        default="", description="Its password, from the environment: $STAGING_PASSWORD."
    )
    headers: Annotated[dict[str, str], AfterValidator(_headers)] = Field(
        default_factory=dict, description="Headers of every request to the site, by name."
    )
    cookies: dict[str, str] = Field(default_factory=dict, description="Cookies that the site gets, by name.")


class App(_Table):
    """``[app]``: the shop under test, started for the walk and ended after it."""

    start: str = Field(default="", description="Command that starts it, in the configuration's folder.")
    wait_for: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = Field(
        default="", description="Address that answers when it is up. Default: the first address to walk from."
    )
    timeout: float = Field(default=60, gt=0, le=3600, description="Seconds that it has to come up.")
