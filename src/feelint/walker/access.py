"""How a site that is not public is reached: headers, cookies, proxy, names. Values stay out of captures and logs."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from feelint.errors import ConfigError
from feelint.policy.config import Config
from feelint.policy.staging import Denied, expand, names_variable, parse_denied, resolver_rules
from feelint.walker.saved import SavedSession, load_session, open_to_others

SHORTEST_SECRET = 4
"""A configured value of fewer characters is not looked for in captures: it would be found in every page."""
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Access:
    """What a context needs to be let in, with the values of the environment in it."""

    headers: Pairs = field(default=(), repr=False)
    cookies: Pairs = field(default=(), repr=False)
    insecure: bool = False
    proxy: Mapping[str, str] = field(default_factory=dict, repr=False)
    """``server``, and ``username`` and ``password`` if it wants them."""
    resolver_rules: str = ""
    deny: tuple[Denied, ...] = ()
    mask: tuple[str, ...] = ()
    session: SavedSession | None = field(default=None, repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """Values that no capture, report or log may hold."""
    withheld: tuple[str, ...] = field(default=(), repr=False)
    """Those of the configuration, which no address of another host may hold either."""
    told: tuple[str, ...] = ()
    """How the site was reached, in words without values: for the report."""

    @property
    def signed_in(self) -> bool:
        """Whether the shop may know the visitor: a saved session, or cookies that were given."""
        return self.session is not None or bool(self.cookies)

    def context_options(self) -> dict[str, Any]:
        """What Playwright's ``new_context`` is told."""
        options: dict[str, Any] = {}
        if self.insecure:
            options["ignore_https_errors"] = True
        if self.proxy:
            options["proxy"] = dict(self.proxy)
        if self.session is not None:
            options["storage_state"] = self.session.state
        return options

    def cookies_for(self, url: str) -> list[Any]:
        """The configured cookies for the site at ``url``; names get them with their subdomains."""
        host = urlsplit(url).hostname or ""
        named = "." in host and not host.replace(".", "").isdigit() and ":" not in host
        where = {"domain": f".{host}", "path": "/"} if named else {"url": url}
        return [{"name": name, "value": value, **where} for name, value in self.cookies]

    def lend(self, sent: Mapping[str, str], *, own: bool) -> list[dict[str, str]]:
        """A request's headers as the protocol wants them: with the configured ones at home, without them elsewhere.

        An ``Authorization`` that the page itself sends is left as it is.
        """
        ours = {name.lower(): value for name, value in self.headers}
        kept = [(name, value) for name, value in sent.items() if ours.get(name.lower()) != value]
        if own:
            there = {name.lower() for name, _ in kept}
            kept = [pair for pair in kept if pair[0].lower() not in ours or pair[0].lower() == "authorization"]
            kept += [
                pair for pair in self.headers if pair[0].lower() != "authorization" or "authorization" not in there
            ]
        return [{"name": name, "value": value} for name, value in kept]


def access_of(config: Config, environ: Mapping[str, str]) -> Access:
    """What ``config`` says, with the variables of ``environ``; a :class:`ConfigError` for one that is not set."""
    site = config.site
    if config.proxy and config.host_map:
        raise ConfigError(
            "proxy and host-map exclude each other", hint="A proxy looks names up by itself: map them there."
        )
    values: list[str] = []

    def value(text: str, where: str) -> str:
        found = expand(text, environ, where)
        if names_variable(text):
            values.append(found)
        return found

    headers = [(name, value(text, f"site.headers.{name}")) for name, text in site.headers.items()]
    if site.user or site.password:
        pair = f"{value(site.user, 'site.user')}:{value(site.password, 'site.password')}"
        token = base64.b64encode(pair.encode()).decode()
        values.append(token)
        headers = [("Authorization", f"Basic {token}"), *headers]
    cookies = [(name, value(text, f"site.cookies.{name}")) for name, text in site.cookies.items()]
    proxy = {}
    if config.proxy:
        parts = urlsplit(config.proxy)
        proxy["server"] = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        if parts.username:
            proxy["username"] = value(unquote(parts.username), "proxy")
            proxy["password"] = value(unquote(parts.password or ""), "proxy")
    session = load_session(config.session) if config.session else None
    return Access(
        headers=tuple(headers),
        cookies=tuple(cookies),
        insecure=config.insecure,
        proxy=proxy,
        resolver_rules=resolver_rules(config.host_map),
        deny=tuple(map(parse_denied, config.deny)),
        mask=config.mask,
        session=session,
        secrets=_longest_first((*values, *(session.secrets() if session else ()))),
        withheld=_longest_first(values),
        told=tuple(_told(config, session)),
    )


def _longest_first(values: Iterable[str]) -> tuple[str, ...]:
    """Each once, and so that none is replaced in part."""
    return tuple(sorted({value for value in values if len(value) >= SHORTEST_SECRET}, key=len, reverse=True))


def _told(config: Config, session: SavedSession | None) -> Iterable[str]:
    site = config.site
    means = ["basic authentication"] if site.user or site.password else []
    means += [f"the header {name}" for name in site.headers] + [f"the cookie {name}" for name in site.cookies]
    means += [f"a saved session{f' of {session.saved_at[:10]}' if session.saved_at else ''}"] if session else []
    means += ["a proxy"] if config.proxy else []
    means += [f"{text} in the place of its address" for text in config.host_map]
    if means:
        yield f"the site was reached with {', '.join(means)}"
    if config.session is not None and open_to_others(config.session):
        yield f"others on this machine can read the session: chmod 600 {config.session.name}"
    if config.insecure:
        yield "TLS certificates were not verified (--insecure)"
    if config.mask:
        yield f"masked in pictures and pages: {', '.join(config.mask)}"


_HINTS = (
    (r"ERR_CERT|ERR_SSL", "a certificate of your own making? --insecure goes on without verifying it"),
    (r"ERR_PROXY|ERR_TUNNEL", "check --proxy"),
    (r"ERR_NAME_NOT_RESOLVED", "check the name, or lead it somewhere: --host-map HOST=ADDRESS"),
    (r"answered 401", "give user and password in [site], or a session: feelint login"),
    (r"answered 407", "the proxy wants a user and a password: --proxy 'http://$USER:$PASSWORD@HOST:PORT'"),
    (r"answered 403", "staging often wants a header, a cookie or a login: see docs/staging.md"),
)


def hint_for(message: str, otherwise: str) -> str:
    """What to do about a site that could not be opened."""
    return next((hint for pattern, hint in _HINTS if re.search(pattern, message)), otherwise)
