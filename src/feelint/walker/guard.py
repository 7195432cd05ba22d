"""Fences 2 to 4: which requests may leave the browser, and which values may be typed. Pure; ``gate`` wires it in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email import message_from_bytes
from ipaddress import ip_address
from typing import Literal
from urllib.parse import parse_qsl, quote, urlsplit

from feelint.capture import redact
from feelint.model.walk import Action, Refusal
from feelint.policy.staging import Denied

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
STATIC = frozenset({"script", "stylesheet", "image", "font", "media", "manifest", "texttrack"})
QUIET = frozenset({"ping", "beacon", "cspviolationreport", "preflight"})
DENIED = "denied-address"
"""Why a walk ends that would have sent what the deny-list names."""
_PUBLIC_SECOND_LEVEL = frozenset(["co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "go", "gob", "gov", "nom"])
_ID = re.compile(r"^(?=.*\d)[\w\-]{6,}$|^\d+$|^[0-9a-fA-F\-]{16,}$")


@dataclass(frozen=True)
class Sent:
    """A request on its way out. ``attributed``: an allowed action caused it, in the document that it was done in."""

    method: str
    url: str
    resource: str
    body: bytes = b""
    content_type: str = ""
    main_frame: bool = False
    attributed: bool = False
    hop: bool = False
    """A redirect sends it on with its method and body."""
    leaving: bool = False
    """The document that sends it is being left: it outlives the document, and nobody reads its answer."""


@dataclass(frozen=True)
class Submitter:
    """The name and value that a submit button adds to its form's data, and where it sends it."""

    name: str
    value: str = ""
    action: str = ""


Verdict = Literal["pass", "drop"]


def is_local(host: str) -> bool:
    """Loopback and reserved test names: shops on this machine."""
    if host == "localhost" or host.endswith((".localhost", ".test")):
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def place(url: str) -> tuple[str, str]:
    """Host name and port of an address; the port is empty when it is the scheme's own."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = None
    return (parts.hostname or "").lower(), "" if port in (None, 80, 443) else str(port)


def site(host: str) -> str:
    """The registrable domain, approximately: the last two labels, three under names like ``co.uk``."""
    labels = host.split(".")
    if host.replace(".", "").isdigit() or ":" in host or len(labels) < 3:
        return host
    keep = 3 if len(labels[-1]) == 2 and labels[-2] in _PUBLIC_SECOND_LEVEL else 2
    return ".".join(labels[-keep:])


def shape(sent: Sent) -> tuple[str, ...]:
    """What a request is like, whatever its ids and values: method, place, general path, keys, GraphQL operation."""
    parts = urlsplit(sent.url)
    path = "/".join("*" if _ID.match(part) else part for part in parts.path.split("/"))
    query = ",".join(sorted({key for key, _ in parse_qsl(parts.query, keep_blank_values=True)}))
    keys, operation = "", ""
    if sent.body[:1] in (b"{", b"["):
        try:
            document = json.loads(sent.body)
        except ValueError:
            document = None
        first = document[0] if isinstance(document, list) and document else document
        if isinstance(first, dict):
            keys = ",".join(sorted(map(str, first)))
            operation = str(first.get("operationName") or first.get("operation") or "")
            if not operation and isinstance(first.get("query"), str):
                operation = re.sub(r"\s+", " ", first["query"])[:80]
    else:
        keys = ",".join(sorted({key for key, _ in form_fields(sent)}))
    return sent.method, ":".join(place(sent.url)), path, query, keys, operation


def form_fields(sent: Sent) -> list[tuple[str, str]]:
    """The fields of a form's body, urlencoded or multipart; empty for any other body."""
    kind = sent.content_type.lower()
    if "multipart/form-data" in kind:
        head = f"Content-Type: {sent.content_type}\r\n\r\n".encode()
        message = message_from_bytes(head + sent.body)
        parts = message.get_payload() if message.is_multipart() else []
        found = []
        for part in parts if isinstance(parts, list) else []:
            name = part.get_param("name", header="content-disposition") if not isinstance(part, str) else None
            if isinstance(name, str) and not isinstance(part, str):
                value = part.get_payload()
                found.append((name, value.rstrip("\r\n") if isinstance(value, str) else ""))
        return found
    if "urlencoded" in kind or b"=" in sent.body[:200]:
        return parse_qsl(sent.body.decode("utf-8", "replace"), keep_blank_values=True)
    return []


@dataclass
class Guard:
    """What may leave the browser during one walk.

    ``armed`` from the first scene with which the payment stage begins. ``fatal`` is why the walk must end, if so.
    """

    start_url: str
    allowed_hosts: tuple[str, ...] = ()
    denied: tuple[Denied, ...] = ()
    """Requests that the user forbids, whatever they look like."""
    armed: bool = False
    step: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    fatal: str = ""
    refused: tuple[Submitter, ...] = ()
    """Submitters of the controls that may not be pressed in the present scene."""
    private: set[str] = field(default_factory=set)
    """Typed values that no other host may learn."""
    opens: Callable[[str], bool] | None = None
    """Which addresses may be opened as pages, also by a redirect or a script; None: all that the fences let pass."""
    _seen: set[tuple[str, ...]] = field(default_factory=set)

    def at_home(self, url: str) -> bool:
        """Whether an address belongs to the walked site or to a host that the user allowed."""
        host, port = place(url)
        for allowed in self.allowed_hosts:
            name, allowed_port = place(f"//{allowed}")
            if (host == name or host.endswith(f".{name}")) and (not allowed_port or allowed_port == port):
                return True
        return self.own(url)

    def own(self, url: str) -> bool:
        """Whether an address is the walked site's own: of its host, or of its registrable domain."""
        host, port = place(url)
        home, home_port = place(self.start_url)
        if is_local(home):
            return host == home and port == home_port
        return host == home or host.endswith(f".{home}") or site(host) == site(home)

    def judge(self, sent: Sent) -> Verdict:
        """Decides on one request; a refusal is logged, and ``fatal`` set where the walk cannot go on."""
        scheme = urlsplit(sent.url).scheme
        if scheme not in ("http", "https", "ws", "wss"):
            return "pass" if sent.method in SAFE_METHODS else "drop"
        if entry := self.denies(sent.method, sent.url):
            fatal = sent.resource in ("xhr", "fetch", "document")
            return self._refuse(sent, "request", f"the configuration denies {entry}", DENIED if fatal else "")
        home = self.at_home(sent.url)
        if sent.resource == "document" and self.opens is not None and not self.opens(sent.url):
            return self._refuse(sent, "request", "a page that is only read leads there", "")
        if sent.method in SAFE_METHODS and not sent.body:
            return "pass" if home or self._may_fetch(sent) else "drop"
        if not home:
            fatal = sent.resource == "document" and sent.main_frame
            return self._refuse(sent, "host", "another host", "other-host" if fatal else "")
        if not self.armed:
            if not sent.leaving:
                self._seen.add(shape(sent))
            return "pass"
        if sent.hop:
            return self._refuse(sent, "request", "a redirect that keeps the method", "redirect-keeps-post")
        if sent.leaving:
            return self._refuse(sent, "request", "the page that sends it is being left", "")
        if self._carries_refused(sent):
            return self._refuse(sent, "request", "it carries a control that may not be pressed", "unattributed-request")
        if sent.resource in QUIET:
            return self._refuse(sent, "request", "nobody reads the answer to a beacon", "")
        if sent.attributed:
            return "pass"
        if sent.resource in ("xhr", "fetch") and shape(sent) in self._seen:
            return "pass"
        fatal = sent.resource in ("xhr", "fetch", "document")
        return self._refuse(sent, "request", "no allowed action caused it", "unattributed-request" if fatal else "")

    def denies(self, method: str, url: str) -> str:
        """The entry of the deny-list that forbids a request; empty when none does."""
        return next((entry.text for entry in self.denied if entry.matches(method, url)), "")

    def fill(self, action: Action) -> str:
        """Why a value may not be typed (fence 4); empty when it may."""
        if not action.datum.startswith("card") and not redact.is_card(action.value):
            return ""
        self.log(Refusal(fence="card", what=action.name or action.datum, why="card-like digits", step=self.step))
        return "refused: card"

    def log(self, refusal: Refusal) -> None:
        """Notes a refusal, each once."""
        if refusal not in self.refusals:
            self.refusals.append(refusal)

    def _may_fetch(self, sent: Sent) -> bool:
        """A GET to another host: not from a local shop (nobody waits for DNS), and never with personal data."""
        host, _ = place(sent.url)
        if is_local(place(self.start_url)[0]) and not is_local(host):
            return False
        if any(value in sent.url or quote(value) in sent.url for value in self.private):
            self._refuse(sent, "host", "it tells another host personal data", "")
            return False
        return True

    def _carries_refused(self, sent: Sent) -> bool:
        if not self.refused:
            return False
        fields = set(form_fields(sent))
        names = {name for name, _ in fields}
        path = urlsplit(sent.url)._replace(query="", fragment="").geturl()
        for submitter in self.refused:
            if submitter.name and ((submitter.name, submitter.value) in fields or f"{submitter.name}.x" in names):
                return True
            if submitter.action and submitter.action.partition("?")[0] == path:
                return True
        return False

    def _refuse(self, sent: Sent, fence: Literal["request", "host"], why: str, fatal: str) -> Verdict:
        what = f"{sent.method} {redact.url(sent.url).partition('?')[0]} ({sent.resource})"
        self.log(Refusal(fence=fence, what=what, why=why, step=self.step, fatal=bool(fatal)))
        self.fatal = self.fatal or fatal
        return "drop"

    def forbid(self, submitters: Iterable[Submitter]) -> None:
        """Replaces the submitters that no request may carry."""
        self.refused = tuple(submitters)
